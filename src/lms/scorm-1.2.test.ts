import {Scorm12API} from 'scorm-again';
import {describe, expect, it} from 'vitest';
import {activity, answer, describeLmsSession, type LmsUnderTest} from '../../test/contracts/lms-session.ts';
import {fakeHost} from '../../test/fakes/host.ts';
import {createFakeMoodle, type FakeMoodle, type FakeMoodleOptions} from '../../test/fakes/moodle.ts';
import type {Interaction} from '../training/index.ts';
import type {LaunchOptions, LmsSession} from './lms.ts';
import {scorm12, scorm12Session} from './scorm-1.2.ts';
import {resendable, withoutCounter} from './scorm-session.ts';

const status = 'cmi.core.lesson_status';
const raw = 'cmi.core.score.raw';
const suspendData = 'cmi.suspend_data';

/** A Moodle, and the activity opened in it once. */
function opened(options: FakeMoodleOptions = {}, launchOptions?: LaunchOptions) {
  const host = fakeHost();
  const moodle = createFakeMoodle({block: host.block, ...options});
  const open = (newAttempt = false) => {
    const page = moodle.open({newAttempt});
    return {page, session: scorm12Session(page.API, host, launchOptions)};
  };
  return {host, moodle, open, ...open()};
}

/** What the server holds of the saved state, as it was given. */
const saved = (moodle: FakeMoodle) => withoutCounter(moodle.stored(suspendData) ?? '');

const sets = (moodle: FakeMoodle, element: string) =>
  moodle.log.filter(({method, given}) => method === 'LMSSetValue' && given[0] === element).map(({given}) => given[1]);

function moodleUnderTest(options: FakeMoodleOptions): LmsUnderTest {
  const host = fakeHost();
  const moodle = createFakeMoodle({block: host.block, ...options});
  return {
    launch: () => scorm12Session(moodle.open().API, host),
    pass: async (milliseconds) => host.tick(milliseconds),
    commits: moodle.commits,
    outcome: () => ({
      done: moodle.completed() && moodle.stored(status) === 'completed',
      score: moodle.stored(raw) === undefined ? null : Number(moodle.stored(raw)),
    }),
    refuse: (refusing) => {
      if (refusing) moodle.faults.refuse.add('LMSCommit');
      else moodle.faults.refuse.clear();
    },
  };
}

/** A second LMS, written by others: it stores whatever its API holds at a commit. */
function scormAgainUnderTest(): LmsUnderTest {
  const host = fakeHost();
  let store: {core?: {lesson_status?: string; score?: {raw?: string}}} = {};
  let commits = 0;
  let refusing = false;
  return {
    launch() {
      const api = new Scorm12API({autocommit: false, logLevel: 5});
      api.loadFromJSON(JSON.parse(JSON.stringify(store)), 'cmi');
      if (store.core?.lesson_status === 'completed') api.cmi.core.lesson_mode = 'review';
      const keep = (answer: string) => {
        commits++;
        if (refusing) return 'false';
        store = JSON.parse(JSON.stringify(api.cmi.toJSON()));
        return answer;
      };
      return scorm12Session(
        {
          LMSInitialize: (parameter) => api.LMSInitialize(parameter),
          LMSGetValue: (element = '') => api.LMSGetValue(element),
          LMSSetValue: (element = '', value) => api.LMSSetValue(element, value),
          LMSCommit: (parameter) => keep(api.LMSCommit(parameter)),
          LMSFinish: (parameter) => keep(api.LMSFinish(parameter)),
          LMSGetLastError: () => api.LMSGetLastError(),
        },
        host,
      );
    },
    pass: async (milliseconds) => host.tick(milliseconds),
    commits: () => commits,
    outcome: () => ({
      done: store.core?.lesson_status === 'completed',
      score: store.core?.score?.raw ? Number(store.core.score.raw) : null,
    }),
    refuse: (refuses) => {
      refusing = refuses;
    },
  };
}

describeLmsSession('a SCORM 1.2 session in Moodle', () => moodleUnderTest({}));
describeLmsSession('a SCORM 1.2 session in Moodle with the standard limits', () => moodleUnderTest({strict: true}));
describeLmsSession('a SCORM 1.2 session in scorm-again', scormAgainUnderTest);

describe('the SCORM 1.2 runtime', () => {
  it('launches where a window above has the API', () => {
    const host = fakeHost({parent: {API: createFakeMoodle().open().API}});
    expect(scorm12.launch(host, {finalStatus: 'completed'})?.runtime).toBe('scorm-1.2');
  });

  it('does not take another API for one of SCORM', () => {
    expect(scorm12.launch(fakeHost({parent: {API: {get: () => 1}}}), {finalStatus: 'completed'})).toBeNull();
  });
});

describe('a SCORM 1.2 session', () => {
  it('knows the learner, the mode and the language', () => {
    const {session} = opened({learner: {id: 'aigul', name: 'Aigul Serik'}, language: 'kk'});
    expect(session).toMatchObject({learner: {id: 'aigul', name: 'Aigul Serik'}, mode: 'normal', language: 'kk'});
    expect(opened().session.language).toBeNull();
  });

  it('asks for a resumable, unfinished attempt first of all, without a commit', () => {
    const {moodle} = opened();
    expect(sets(moodle, 'cmi.core.exit')).toEqual(['suspend']);
    expect(sets(moodle, status)).toEqual(['incomplete']);
    expect(moodle.commits()).toBe(0);
  });

  it('does not say incomplete where the LMS already does', () => {
    const {session, moodle, open} = opened();
    session.leave(true);
    const before = sets(moodle, status).length;
    open().session.leave(true);
    expect(sets(moodle, status).length).toBe(before);
  });

  it('reads saved data whatever entry says', () => {
    const {session, moodle, open} = opened();
    session.save('D1kabc', 'now');
    session.leave(true);
    delete moodle.store.attempts[0]?.['cmi.core.exit'];
    expect(open().session.suspendData).toBe('D1kabc');
  });

  it('begins anew in a new attempt', () => {
    const {session, open} = opened({forceNewAttempt: 2});
    session.save('D1kabc', 'now');
    session.leave(true);
    expect(open().session.suspendData).toBeNull();
  });

  it('gives the time of each sitting, and the LMS adds them', () => {
    const {session, moodle, open, host} = opened();
    host.tick(61_230);
    session.leave(true);
    expect(moodle.stored('cmi.core.session_time')).toBe('0000:01:01.23');
    const second = open().session;
    host.tick(3_600_000);
    second.close();
    expect(moodle.stored('cmi.core.total_time')).toBe('01:01:01.23');
  });

  it('finishes once, and not while the page may come back', () => {
    const {session, moodle} = opened();
    const finishes = () => moodle.log.filter(({method}) => method === 'LMSFinish').length;
    session.leave(false);
    expect(finishes()).toBe(0);
    session.leave(true);
    session.leave(false);
    session.close();
    expect(finishes()).toBe(1);
  });

  it('leaves with one small commit', () => {
    const {session, moodle} = opened();
    session.save('D1kabc', 'soon');
    session.leave(false);
    expect(moodle.commits()).toBe(1);
  });

  it('does not end a sitting whose last data the LMS refused', () => {
    const {session, moodle} = opened();
    session.save('D1kabc', 'soon');
    moodle.faults.refuse.add('LMSCommit');
    expect(session.close()).toBe(false);
    moodle.faults.refuse.clear();
    expect(session.close()).toBe(true);
    expect(saved(moodle)).toBe('D1kabc');
  });

  it('says so when something is saved after the end', () => {
    const {session} = opened();
    session.leave(true);
    session.save('D1klate', 'now');
    expect(session.state).toBe('lost');
  });

  it.each(['completed', 'passed'] as const)(
    'reports a finished training as %s where that was asked for',
    (finalStatus) => {
      const {session, moodle} = opened({}, {finalStatus});
      session.complete({score: 90});
      session.close();
      expect(moodle.stored(status)).toBe(finalStatus);
    },
  );

  it('does not take back a pass given by the LMS', () => {
    const page = createFakeMoodle();
    page.store.attempts.push({[status]: 'passed', [raw]: '90'});
    const host = fakeHost();
    const {API} = page.open();
    // An LMS that knows no review mode.
    const LMSGetValue = (element = '') => (/mode|credit/.test(element) ? '' : API.LMSGetValue(element));
    const api = {...API, LMSGetValue};
    const session = scorm12Session(api, host);
    session.complete({score: 40});
    session.close();
    expect(page.stored(status)).toBe('passed');
    expect(page.stored(raw)).toBe('90');
  });

  it('gives neither status nor score where there is no credit', () => {
    const moodle = createFakeMoodle();
    const {API} = moodle.open();
    const api = {
      ...API,
      LMSGetValue: (element = '') => (element === 'cmi.core.credit' ? 'no-credit' : API.LMSGetValue(element)),
    };
    const session = scorm12Session(api, fakeHost());
    session.complete({score: 100});
    session.save('D1kabc', 'now');
    session.leave(false);
    expect(sets(moodle, status)).toEqual([]);
    expect(sets(moodle, raw)).toEqual([]);
    expect(saved(moodle)).toBe('D1kabc');
  });

  it('gives the rest to an LMS that refuses the suspend data, and never turns the status back and forth', () => {
    const moodle = createFakeMoodle();
    const {API} = moodle.open();
    const LMSSetValue = (element = '', value = '') =>
      element !== suspendData ? API.LMSSetValue(element, value) : 'false';
    const host = fakeHost();
    const session = scorm12Session({...API, LMSSetValue}, host);
    session.complete({score: 60});
    session.save('D1kabc', 'now');
    host.tick(300_000);
    expect(session.state).toBe('refused');
    expect(moodle.stored(status)).toBe('completed');
    expect(sets(moodle, status)).toEqual(['incomplete', 'completed']);
  });

  it('tells an integrator what was asked and answered, without the learner’s data', () => {
    const warnings: string[] = [];
    const host = fakeHost();
    Object.assign(host.window, {console: {warn: (text: string) => warnings.push(text)}});
    const moodle = createFakeMoodle();
    const session = scorm12Session(moodle.open().API, host);
    moodle.faults.refuse.add('LMSCommit');
    session.save('D1kabc', 'now');
    host.tick(1000);
    expect(warnings).toEqual([expect.stringMatching(/^LMSCommit\(""\) answered "false", error 101\./)]);
    moodle.faults.throwOn.add('LMSSetValue');
    host.tick(5000);
    expect(warnings.join()).toContain('LMSSetValue("cmi.suspend_data") threw Error');
    expect(warnings.join()).not.toContain('D1kabc');
  });

  it('waits longer where a commit takes long', () => {
    const {session, moodle, host} = opened();
    moodle.faults.latencyMs = 4000;
    session.save('D1k1', 'now');
    host.tick(5000);
    expect(moodle.commits()).toBe(1);
    session.save('D1k2', 'now');
    host.tick(15_000);
    expect(moodle.commits()).toBe(1);
    host.tick(6000);
    expect(moodle.commits()).toBe(2);
  });

  it('keeps trying an LMS that refuses values and one that throws, without giving it up', () => {
    const {session, moodle, host} = opened();
    moodle.faults.refuse.add('LMSSetValue');
    session.save('D1kabc', 'now');
    host.tick(1000);
    expect(session.state).toBe('refused');
    moodle.faults.throwOn.add('LMSCommit');
    host.tick(120_000);
    expect(session.state).toBe('refused');
    moodle.faults.refuse.clear();
    moodle.faults.throwOn.clear();
    host.tick(120_000);
    expect(session.state).toBe('saved');
  });
});

describe('an interaction in SCORM 1.2', () => {
  /** The fields stored for each interaction. */
  const interactionsOf = (moodle: FakeMoodle) => {
    const found: Record<string, string>[] = [];
    for (const [element, value] of Object.entries(moodle.store.attempts[0] ?? {})) {
      const [, index, field] = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(element) ?? [];
      if (index && field) (found[Number(index)] ??= {})[field] = value;
    }
    return found;
  };
  const record = (session: LmsSession, ...interactions: Interaction[]) => {
    session.record({type: 'answered', activity, language: 'kk', interactions});
    session.leave(false);
  };
  const base = {item: 'silence', description: '', correct: null};
  const ids = (...all: string[]) => all.map((id) => ({id, text: ''}));

  it('reads well in a teacher’s report: the question as id, the option as answer', () => {
    const {session, moodle} = opened({strict: true});
    record(session, answer);
    expect(interactionsOf(moodle)).toEqual([
      {id: 'silence_in_class__silence', type: 'fill-in', student_response: 'wait', result: 'neutral'},
    ]);
  });

  it.each<[string, Interaction]>([
    ['first,second', {...base, type: 'choice', choices: [], response: ['first', 'second']}],
    ['second,first', {...base, type: 'sequencing', choices: [], response: ['second', 'first']}],
    ['often', {...base, type: 'likert', choices: ids('often'), response: 'often'}],
    [
      'a.x,b.y',
      {
        ...base,
        type: 'matching',
        source: [],
        target: [],
        response: [
          ['a', 'x'],
          ['b', 'y'],
        ],
      },
    ],
    ['true', {...base, type: 'true-false', response: true}],
    ['-2.5', {...base, type: 'numeric', response: -2.5}],
  ])('answers %s', (response, interaction) => {
    const {session, moodle} = opened({strict: true});
    record(session, interaction);
    expect(interactionsOf(moodle)[0]?.student_response).toBe(response);
  });

  it.each([
    [true, 'correct'],
    [false, 'wrong'],
    [null, 'neutral'],
  ])('that is right: %s, has the result %s', (correct, result) => {
    const {session, moodle} = opened();
    record(session, {...answer, correct});
    expect(interactionsOf(moodle)[0]?.result).toBe(result);
  });

  it('never holds a text, nor anything private', () => {
    const {session, moodle} = opened();
    record(session, {...base, type: 'long-fill-in', response: 'My journal'});
    session.record({type: 'answered', activity: {...activity, private: true}, language: 'kk', interactions: [answer]});
    session.leave(false);
    expect(interactionsOf(moodle)).toEqual([]);
  });

  it('is cut between two options where the standard’s 255 characters end', () => {
    const {session, moodle} = opened({strict: true});
    const response = Array.from({length: 40}, (_, index) => `option_${index}`);
    record(session, {...base, type: 'sequencing', choices: [], response});
    const stored = interactionsOf(moodle)[0]?.student_response ?? '';
    expect(stored.length).toBeGreaterThan(240);
    expect(response.join().startsWith(stored)).toBe(true);
    expect(response).toContain(stored.split(',').at(-1));
  });

  it('that is answered again in the same sitting replaces the first answer', () => {
    const {session, moodle} = opened();
    record(session, answer);
    record(session, {...answer, type: 'choice', choices: [], response: ['go_on']});
    expect(interactionsOf(moodle)).toMatchObject([{student_response: 'go_on'}]);
  });

  it('of a later sitting comes after the earlier ones', () => {
    const {session, moodle, open} = opened();
    record(session, answer);
    session.leave(true);
    record(open().session, {...answer, type: 'choice', choices: [], response: ['go_on']});
    expect(interactionsOf(moodle)).toMatchObject([{student_response: 'wait'}, {student_response: 'go_on'}]);
    expect(moodle.log.filter(({error}) => error === '404')).toEqual([]); // what can't be read is not asked for
  });

  it('that the LMS does not know keeps nothing else from being saved', () => {
    const {API} = createFakeMoodle().open();
    const LMSSetValue = (element = '', value = '') =>
      element.startsWith('cmi.interactions') ? 'false' : API.LMSSetValue(element, value);
    const session = scorm12Session({...API, LMSSetValue}, fakeHost());
    session.save('D1kabc', 'now');
    record(session, answer);
    expect(session.state).toBe('saved');
  });
});

describe('Moodle’s ways to lose data (MOODLE.md 1), lived with in SCORM 1.2', () => {
  /** Everything a learner may leave behind, given to the session. */
  const work = (session: LmsSession, data = 'D1kabc') => {
    session.record({type: 'answered', activity, language: 'kk', interactions: [{...answer, correct: true}]});
    session.complete({score: 60});
    session.save(data, 'now');
  };
  const expectWork = (moodle: FakeMoodle, data = 'D1kabc') => {
    expect(saved(moodle)).toBe(data);
    expect(Number(moodle.stored(raw))).toBe(60);
    expect(Number(moodle.stored('cmi.core.score.max'))).toBe(100);
    expect(moodle.store.attempts[0]).toMatchObject({
      [status]: 'completed',
      'cmi.core.exit': 'suspend',
      'cmi.interactions.0.id': 'silence_in_class__silence',
      'cmi.interactions.0.type': 'fill-in',
      'cmi.interactions.0.student_response': 'wait',
      'cmi.interactions.0.result': 'correct',
    });
  };

  it('2 and 3: a closing tab’s beacon has room for the longest data and eighty answers', () => {
    const {session, moodle, page} = opened();
    page.unloading = true;
    for (let index = 0; index < 80; index++)
      session.record({
        type: 'answered',
        activity,
        language: 'kk',
        interactions: [{...answer, item: `item_${index}`}],
      });
    const data = 'D1k'.padEnd(session.suspendDataLimit, 'қ');
    session.save(data, 'now');
    session.leave(true);
    expect(saved(moodle)).toBe(data);
    expect(moodle.stored('cmi.interactions.79.student_response')).toBe('wait');
  });

  it('4: what was called saved while the line was down arrives when it is back', () => {
    const {session, moodle, host} = opened();
    moodle.faults.offline = true;
    host.goOffline();
    work(session);
    host.tick(1000);
    expect(session.state).toBe('waiting');
    expect(moodle.stored(suspendData)).toBeUndefined();
    moodle.faults.offline = false;
    host.goOnline();
    host.tick(1000);
    expect(session.state).toBe('saved');
    expectWork(moodle);
  });

  it('4: what was called saved just before the browser noticed that the line was down arrives too', () => {
    const {session, moodle, host} = opened();
    moodle.faults.offline = true;
    work(session);
    host.tick(1000);
    expect(session.state).toBe('saved');
    host.goOffline();
    expect(session.state).toBe('waiting');
    moodle.faults.offline = false;
    host.goOnline();
    host.tick(1000);
    expectWork(moodle);
  });

  it('4: a line that comes and goes sends again only what is in doubt', () => {
    const {session, moodle, host} = opened();
    work(session);
    host.tick(120_000);
    const before = moodle.commits();
    host.goOffline();
    host.goOnline();
    host.tick(10_000);
    expect(moodle.commits()).toBe(before);
    expect(session.state).toBe('saved');
  });

  it('4: leaving sends the newest data once more, in case an earlier "true" was a lie', () => {
    const {session, moodle, host} = opened();
    moodle.faults.offline = true;
    session.save('D1kabc', 'now');
    host.tick(120_000);
    expect(session.state).toBe('saved');
    moodle.faults.offline = false;
    session.leave(true);
    expect(saved(moodle)).toBe('D1kabc');
  });

  it('4: a device that calls itself offline is still given its data, as Moodle’s app is', () => {
    const {session, moodle, host} = opened();
    host.goOffline();
    session.save('D1kabc', 'now');
    host.tick(1000);
    expect(saved(moodle)).toBe('D1kabc');
    expect(session.close()).toBe(false);
  });

  it('4: a line that is back is tried at once, however long the last refusals put it off', () => {
    const {session, moodle, host} = opened();
    moodle.faults.refuse.add('LMSCommit');
    session.save('D1kabc', 'now');
    host.tick(45_000);
    host.goOffline();
    moodle.faults.refuse.clear();
    host.goOnline();
    host.tick(1000);
    expect(session.state).toBe('saved');
  });

  it('5: once repaired, an LMS is told each thing once again', () => {
    const {session, moodle, host} = opened();
    moodle.faults.refuse.add('LMSCommit');
    work(session);
    host.tick(1000);
    moodle.faults.refuse.clear();
    host.tick(10_000);
    const before = moodle.commits();
    session.record({type: 'answered', activity, language: 'kk', interactions: [{...answer, item: 'murmur'}]});
    session.save('D1kabd', 'now');
    host.tick(1000);
    expect(moodle.commits()).toBe(before + 1);
  });

  it('5: what a server refused is sent again though Moodle believes it sent', () => {
    const {session, moodle, host} = opened();
    moodle.faults.refuse.add('LMSCommit');
    work(session);
    host.tick(1000);
    expect(session.state).toBe('refused');
    moodle.faults.refuse.clear();
    host.tick(10_000);
    expect(session.state).toBe('saved');
    expectWork(moodle);
  });

  it('5: a retry blocks the page only once while the server still refuses', () => {
    const {session, moodle, host} = opened();
    moodle.faults.refuse.add('LMSCommit');
    work(session);
    host.tick(1000);
    expect(moodle.commits()).toBe(1);
    host.tick(2500);
    expect(moodle.commits()).toBe(2);
  });

  it('5: leaving after a refusal repairs nothing: of two beacons the second may arrive first', () => {
    const {session, moodle, host} = opened();
    moodle.faults.refuse.add('LMSCommit');
    work(session);
    host.tick(1000);
    moodle.faults.refuse.clear();
    const before = sets(moodle, status).length;
    session.leave(false);
    expect(sets(moodle, status).slice(before)).toEqual(['completed']);
    expect(saved(moodle)).toBe('D1kabc');
    expect(session.state).toBe('refused');
    host.tick(10_000);
    expect(session.state).toBe('saved');
    expectWork(moodle);
  });

  it('5: a login that is gone is told as lost; opening the activity again goes on', () => {
    const {session, moodle, host, open} = opened();
    session.save('D1kabc', 'now');
    host.tick(1000);
    moodle.faults.expired = true;
    session.save('D1kabd', 'now');
    host.tick(30_000);
    expect(session.state).toBe('lost');
    moodle.faults.expired = false;
    const commits = moodle.commits();
    host.tick(600_000);
    expect(session.state).toBe('lost');
    expect(moodle.commits() - commits).toBeGreaterThan(5);
    const again = open().session;
    expect(again.suspendData).toBe('D1kabc');
    again.save('D1kabd', 'now');
    host.tick(1000);
    expect(saved(moodle)).toBe('D1kabd');
  });

  it('6: a frame that reloads carries on, though LMSInitialize says false', () => {
    const {session, moodle, host, page} = opened();
    session.save('D1kabc', 'now');
    host.tick(1000);
    const again = scorm12Session(page.API, host);
    expect(moodle.log.filter(({method}) => method === 'LMSInitialize').at(-1)?.answer).toBe('false');
    expect(again.suspendData).toBe('D1kabc');
    work(again, 'D1kabd');
    host.tick(1000);
    expect(again.state).toBe('saved');
    expectWork(moodle, 'D1kabd');
  });

  it('6: a frame that reloads carries on, though LMSInitialize throws', () => {
    const {session, moodle, host, page} = opened();
    session.record({type: 'answered', activity, language: 'kk', interactions: [answer]});
    session.save('D1kabc', 'now');
    host.tick(1000);
    const again = scorm12Session(page.API, host);
    expect(moodle.log.filter(({method}) => method === 'LMSInitialize').at(-1)?.answer).toBe('(thrown)');
    expect(again.suspendData).toBe('D1kabc');
    again.save('D1kabd', 'now');
    host.tick(1000);
    expect(saved(moodle)).toBe('D1kabd');
  });

  it('6: data that a reloaded frame only seems to find saved is sent again', () => {
    const {session, moodle, host, page} = opened();
    moodle.faults.offline = true;
    work(session);
    host.tick(1000);
    session.leave(false);
    moodle.faults.offline = false;
    const again = scorm12Session(page.API, host);
    expect(again.suspendData).toBe('D1kabc');
    again.complete({score: 60});
    again.save('D1kabc', 'now');
    host.tick(1000);
    expect(saved(moodle)).toBe('D1kabc');
    expect(moodle.stored(status)).toBe('completed');
  });

  it('6: a sitting that ended and can’t begin again is told as lost at once', () => {
    const {session, host, page} = opened();
    session.record({type: 'answered', activity, language: 'kk', interactions: [answer]});
    session.leave(true);
    const again = scorm12Session(page.API, host);
    again.save('D1kabc', 'now');
    host.tick(1000);
    expect(again.state).toBe('lost');
  });

  it('6: an interaction that is answered again after a reload of the frame stays one', () => {
    const {session, moodle, host, page} = opened();
    session.record({type: 'answered', activity, language: 'kk', interactions: [answer]});
    session.save('D1kabc', 'now');
    host.tick(1000);
    const again = scorm12Session(page.API, host);
    const changed: Interaction = {...answer, type: 'choice', choices: [], response: ['go_on']};
    again.record({type: 'answered', activity, language: 'kk', interactions: [changed]});
    again.save('D1kabd', 'now');
    host.tick(1000);
    expect(moodle.stored('cmi.interactions.0.student_response')).toBe('go_on');
    expect(moodle.stored('cmi.interactions.1.id')).toBeUndefined();
  });

  it('6: where nothing can be read any more after a reload, the learner and the data are still known', () => {
    const {session, host, page} = opened();
    session.record({type: 'answered', activity, language: 'kk', interactions: [answer]});
    session.save('D1kabc', 'now');
    session.leave(true);
    const again = scorm12Session(page.API, host);
    expect(again).toMatchObject({suspendData: 'D1kabc', learner: {id: 'aigul', name: 'Aigul Serik'}});
  });

  it.each([
    ['0110', '110'],
    ['0e1', '0e9'],
    ['1e3', '1000'],
    [' 5', '5'],
    ['1', '1.0'],
  ])('7: %j is replaced by %j though PHP takes them for the same number', (before, after) => {
    const {session, moodle, host} = opened();
    session.save(before, 'now');
    host.tick(1000);
    session.save(after, 'now');
    host.tick(1000);
    expect(saved(moodle)).toBe(after);
  });

  it('8: a commit that throws is a refusal, and the next sound text is saved', () => {
    const {session, moodle, host} = opened();
    session.save('D1k\ud83d', 'now');
    host.tick(1000);
    expect(session.state).toBe('refused');
    work(session);
    host.tick(10_000);
    expectWork(moodle);
  });

  it('9: a sitting that ends midway is not "completed"', () => {
    const {session, moodle} = opened();
    session.leave(true);
    expect(moodle.stored(status)).toBe('incomplete');
  });

  it('10: a mastery score decides nothing in mid-course', () => {
    const {session, moodle, open} = opened({masteryScore: '80'});
    session.record({type: 'answered', activity, language: 'kk', interactions: [{...answer, correct: false}]});
    session.save('D1kabc', 'now');
    session.leave(true);
    expect(moodle.stored(status)).toBe('incomplete');
    expect(open().session.mode).toBe('normal');
  });

  it.each(['review', 'browse'] as const)('11: nothing is written in %s mode', (mode) => {
    const {session, moodle, host, open} = opened({browse: mode === 'browse'});
    if (mode === 'review') {
      work(session);
      session.leave(true);
    }
    const before = {...moodle.store.attempts[0]};
    const calls = moodle.log.length;
    const again = open().session;
    expect(again.mode).toBe(mode);
    expect(again.state).toBe('local');
    work(again, 'D1kother');
    again.leave(false);
    host.tick(60_000);
    expect(moodle.log.slice(calls).filter(({method}) => method === 'LMSSetValue' || method === 'LMSCommit')).toEqual(
      [],
    );
    expect(again.close()).toBe(true);
    if (mode === 'review') expect(moodle.store.attempts[0]).toEqual(before);
    expect(saved(moodle)).toBe(mode === 'review' ? 'D1kabc' : '');
  });

  it('12: the score is raw points out of 100, given when the training is finished and not before', () => {
    const {session, moodle} = opened();
    session.save('D1kabc', 'now');
    session.leave(false);
    expect(moodle.stored(raw)).toBeUndefined();
    session.complete({score: 100});
    session.leave(false);
    expect(moodle.store.attempts[0]).toMatchObject({
      [raw]: '100',
      'cmi.core.score.min': '0',
      'cmi.core.score.max': '100',
    });
  });

  it('a "true" into nothing, after the attempt was deleted, harms no later attempt', () => {
    const {session, moodle, host, open} = opened();
    moodle.deleteAttempt();
    session.save('D1kabc', 'now');
    host.tick(1000);
    const again = open().session;
    expect(again.suspendData).toBeNull();
    again.save('D1kabd', 'now');
    host.tick(1000);
    expect(saved(moodle)).toBe('D1kabd');
  });
});

describe('the counter at the end of suspend data', () => {
  it('makes equal data differ from one sending to the next', () => {
    expect(resendable('D1k', 3)).not.toBe(resendable('D1k', 4));
    expect(resendable('D1k', 35)).not.toBe(resendable('D1k', 36));
  });

  it('is gone when the data are read, and only the counter is', () => {
    for (const data of ['D1k', 'D1k~0', '', 'D1k~'])
      for (const counter of [0, 9, 35, 36, 1000]) expect(withoutCounter(resendable(data, counter))).toBe(data);
    expect(withoutCounter('D1k')).toBe('D1k');
  });
});
