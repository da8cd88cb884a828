import {Scorm2004API} from 'scorm-again';
import {describe, expect, it} from 'vitest';
import {activity, answer, describeLmsSession, type LmsUnderTest} from '../../test/contracts/lms-session.ts';
import {fakeHost} from '../../test/fakes/host.ts';
import {createFakeMoodle2004, type FakeMoodle2004, type FakeMoodle2004Options} from '../../test/fakes/moodle-2004.ts';
import {
  afterEvent,
  decodeAttempt,
  encodeAttempt,
  type Interaction,
  type Item,
  newAttempt,
  type Outline,
} from '../training/index.ts';
import type {LaunchOptions, LmsSession} from './lms.ts';
import {scorm2004, scorm2004Session} from './scorm-2004.ts';
import {withoutCounter} from './scorm-session.ts';

const completion = 'cmi.completion_status';
const success = 'cmi.success_status';
const raw = 'cmi.score.raw';
const suspendData = 'cmi.suspend_data';

/** A Moodle, and the activity opened in it once. */
function opened(options: FakeMoodle2004Options = {}, launchOptions?: LaunchOptions) {
  const host = fakeHost();
  const moodle = createFakeMoodle2004({block: host.block, ...options});
  const open = (newAttempt = false) => {
    const page = moodle.open({newAttempt});
    return {page, session: scorm2004Session(page.API, host, launchOptions)};
  };
  return {host, moodle, open, ...open()};
}

/** What the server holds of the saved state, as it was given. */
const saved = (moodle: FakeMoodle2004) => withoutCounter(moodle.stored(suspendData) ?? '');

const sets = (moodle: FakeMoodle2004, element: string) =>
  moodle.log.filter(({method, given}) => method === 'SetValue' && given[0] === element).map(({given}) => given[1]);

/** Calls that the LMS did not take, of those that may not fail. */
const refusedSets = (moodle: FakeMoodle2004) =>
  moodle.log.filter(({method, answer: said}) => method === 'SetValue' && said !== 'true');

/** The fields stored for each interaction. */
const interactionsOf = (moodle: FakeMoodle2004) => {
  const found: Record<string, string>[] = [];
  for (const [element, value] of Object.entries(moodle.store.attempts[0] ?? {})) {
    const [, index, field] = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(element) ?? [];
    if (index && field) (found[Number(index)] ??= {})[field] = value;
  }
  return found;
};

const record = (session: LmsSession, ...interactions: Interaction[]) =>
  session.record({type: 'answered', activity, language: 'kk', interactions});

function moodleUnderTest(): LmsUnderTest {
  const host = fakeHost();
  const moodle = createFakeMoodle2004({block: host.block});
  return {
    launch: () => scorm2004Session(moodle.open().API, host),
    pass: async (milliseconds) => host.tick(milliseconds),
    commits: moodle.commits,
    outcome: () => ({
      done: moodle.completed() && moodle.stored(completion) === 'completed',
      score: moodle.stored(raw) === undefined ? null : Number(moodle.stored(raw)),
    }),
    refuse: (refusing) => {
      if (refusing) moodle.faults.refuse.add('Commit');
      else moodle.faults.refuse.clear();
    },
  };
}

/** A second LMS, written by others: it stores whatever its API holds at a commit. */
function scormAgain() {
  const host = fakeHost();
  let store: {
    completion_status?: string;
    score?: {raw?: string; scaled?: string};
    interactions?: Record<string, {id: string; learner_response: string; description: string}>;
  } = {};
  let commits = 0;
  let refusing = false;
  const open = () => {
    const api = new Scorm2004API({autocommit: false, logLevel: 5});
    api.loadFromJSON(JSON.parse(JSON.stringify(store)), 'cmi');
    if (store.completion_status === 'completed') api.cmi.mode = 'review';
    const keep = (said: string) => {
      commits++;
      if (refusing) return 'false';
      store = JSON.parse(JSON.stringify(api.cmi.toJSON()));
      return said;
    };
    return scorm2004Session(
      {
        Initialize: () => api.Initialize(''),
        GetValue: (element = '') => api.GetValue(element),
        SetValue: (element = '', value = '') => api.SetValue(element, value),
        Commit: () => keep(api.Commit('')),
        Terminate: () => keep(api.Terminate('')),
        GetLastError: () => api.GetLastError(),
      },
      host,
    );
  };
  const underTest: LmsUnderTest = {
    launch: open,
    pass: async (milliseconds) => host.tick(milliseconds),
    commits: () => commits,
    outcome: () => ({
      done: store.completion_status === 'completed',
      score: store.score?.raw ? Number(store.score.raw) : null,
    }),
    refuse: (refuses) => {
      refusing = refuses;
    },
  };
  return {underTest, open, stored: () => store};
}

describeLmsSession('a SCORM 2004 session in Moodle', moodleUnderTest);
describeLmsSession('a SCORM 2004 session in scorm-again', () => scormAgain().underTest);

describe('the SCORM 2004 runtime', () => {
  it('launches where a window above has the API', () => {
    const host = fakeHost({parent: {API_1484_11: createFakeMoodle2004().open().API}});
    expect(scorm2004.launch(host, {finalStatus: 'completed'})?.runtime).toBe('scorm-2004');
  });

  it('does not take another API for one of SCORM', () => {
    expect(scorm2004.launch(fakeHost({parent: {API_1484_11: {get: () => 1}}}), {finalStatus: 'completed'})).toBeNull();
  });
});

describe('a SCORM 2004 session', () => {
  it('knows the learner, the mode and the language', () => {
    const {session} = opened({learner: {id: 'aigul', name: 'Aigul Serik'}, language: 'kk'});
    expect(session).toMatchObject({learner: {id: 'aigul', name: 'Aigul Serik'}, mode: 'normal', language: 'kk'});
    expect(opened().session.language).toBeNull();
  });

  it('takes "no value yet" for what it is, without a word to the integrator', () => {
    const warnings: string[] = [];
    const host = fakeHost();
    Object.assign(host.window, {console: {warn: (text: string) => warnings.push(text)}});
    const moodle = createFakeMoodle2004();
    expect(scorm2004Session(moodle.open().API, host).suspendData).toBeNull();
    expect(moodle.log.filter(({error}) => error === '403').length).toBeGreaterThan(0);
    expect(warnings).toEqual([]);
  });

  it('says both statuses before anything is committed: begun, and neither passed nor failed', () => {
    const {moodle} = opened();
    expect(sets(moodle, completion)).toEqual(['incomplete']);
    expect(sets(moodle, success)).toEqual(['unknown']);
    expect(moodle.commits()).toBe(0);
  });

  it.each([
    ['completed', 'unknown'],
    ['passed', 'passed'],
  ] as const)(
    'reports a finished training as completed, and as passed only where a pass is meant (%s)',
    (final, wanted) => {
      const {session, moodle} = opened({}, {finalStatus: final});
      session.complete({score: 90});
      session.close();
      expect(moodle.stored(completion)).toBe('completed');
      expect(moodle.stored(success) ?? 'unknown').toBe(wanted);
    },
  );

  it('does not take back a success that the LMS gave', () => {
    const moodle = createFakeMoodle2004();
    moodle.store.attempts.push({[completion]: 'incomplete', [success]: 'passed', 'cmi.exit': 'suspend'});
    const session = scorm2004Session(moodle.open().API, fakeHost());
    session.complete({score: 10});
    session.close();
    expect(moodle.stored(success)).toBe('passed');
  });

  it('says nothing of a completion that an LMS without a review mode already has', () => {
    const moodle = createFakeMoodle2004();
    moodle.store.attempts.push({[completion]: 'completed', 'cmi.exit': 'suspend'});
    const {API} = moodle.open();
    const GetValue = (element = '') => (/mode|credit/.test(element) ? '' : API.GetValue(element));
    const session = scorm2004Session({...API, GetValue}, fakeHost());
    session.complete({score: 10});
    session.close();
    expect(sets(moodle, completion)).toEqual([]);
    expect(moodle.stored(completion)).toBe('completed');
  });

  it('gives the score scaled and as points out of 100', () => {
    const {session, moodle} = opened();
    session.complete({score: 57});
    session.close();
    expect(moodle.store.attempts[0]).toMatchObject({
      'cmi.score.scaled': '0.57',
      [raw]: '57',
      'cmi.score.min': '0',
      'cmi.score.max': '100',
    });
    expect(refusedSets(moodle)).toEqual([]);
  });

  it('gives no progress measure, by which a threshold could overrule the status', () => {
    const {session, moodle} = opened({completionThreshold: 0.9});
    session.record({type: 'progressed', activity, progress: 0.5});
    session.complete({score: 100});
    session.close();
    expect(moodle.stored(completion)).toBe('completed');
  });

  it('gives the time of each sitting, and the LMS adds them', () => {
    const {session, moodle, open, host} = opened();
    host.tick(3_661_234);
    session.leave(true);
    expect(moodle.stored('cmi.session_time')).toBe('PT1H1M1.23S');
    const second = open().session;
    host.tick(100);
    second.close();
    expect(moodle.stored('cmi.total_time')).toBe('PT3661.33S');
  });

  it('terminates once, and not while the page may come back', () => {
    const {session, moodle} = opened();
    const ends = () => moodle.log.filter(({method}) => method === 'Terminate').length;
    session.leave(false);
    expect(ends()).toBe(0);
    session.leave(true);
    session.leave(false);
    session.close();
    expect(ends()).toBe(1);
  });

  it('that is over is told as lost at once', () => {
    const {session, page, host} = opened();
    page.API.Terminate('');
    session.save('D1kabc', 'now');
    host.tick(1000);
    expect(session.state).toBe('lost');
  });
});

describe('an interaction in SCORM 2004', () => {
  const base = {item: 'silence', description: 'Why?', correct: null};
  const ids = (...all: string[]) => all.map((id) => ({id, text: ''}));
  const store = (...interactions: Interaction[]) => {
    const {session, moodle} = opened();
    record(session, ...interactions);
    session.leave(false);
    return {found: interactionsOf(moodle), moodle};
  };

  it('has five fields: what was asked, of which type, what was answered', () => {
    const {found, moodle} = store(answer);
    expect(found).toEqual([
      {
        id: 'silence_in_class__silence',
        type: 'choice',
        learner_response: 'wait',
        result: 'neutral',
        description: '{lang=kk}You ask a pupil. She looks at her desk.',
      },
    ]);
    expect(refusedSets(moodle)).toEqual([]);
  });

  it.each<[string, Interaction]>([
    ['first[,]second', {...base, type: 'choice', choices: [], response: ['first', 'second', 'first']}],
    ['b[,]a[,]b', {...base, type: 'sequencing', choices: [], response: ['b', 'a', 'b']}],
    ['very_often', {...base, type: 'likert', choices: ids('very-often'), response: 'very-often'}],
    [
      'a[.]x[,]b[.]y',
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
    ['100', {...base, type: 'numeric', response: 100}],
    ['0', {...base, type: 'numeric', response: 1e-9}],
    ['0.3333333', {...base, type: 'numeric', response: 1 / 3}],
  ])('answers %s, in its own type', (response, interaction) => {
    const {found, moodle} = store(interaction);
    expect(found).toMatchObject([{type: interaction.type, learner_response: response}]);
    expect(refusedSets(moodle)).toEqual([]);
  });

  it.each([
    [true, 'correct'],
    [false, 'incorrect'],
    [null, 'neutral'],
  ])('that is right: %s, has the result %s', (correct, result) => {
    expect(store({...answer, correct}).found[0]?.result).toBe(result);
  });

  it('is not told where an LMS would refuse it: no option, a number out of range', () => {
    const {found} = store(
      {...base, type: 'choice', choices: [], response: []},
      {...base, type: 'numeric', response: 100_000},
      {...base, type: 'numeric', response: Number.NaN},
    );
    expect(found).toEqual([]);
  });

  it('has at most 36 parts and a description of one short line, letters whole', () => {
    const response = Array.from({length: 50}, (_, index) => `option_${index}`);
    const {found, moodle} = store({
      ...base,
      description: `Two\nlines\r\n of ${'🙂'.repeat(200)}`,
      type: 'sequencing',
      choices: [],
      response,
    });
    expect(found[0]?.learner_response?.split('[,]')).toEqual(response.slice(0, 36));
    expect(found[0]?.description).toMatch(/^\{lang=kk\}Two lines of (🙂)+$/u);
    expect(found[0]?.description?.length).toBeLessThanOrEqual(250);
    expect(refusedSets(moodle)).toEqual([]);
  });

  it('never holds a text, nor anything private', () => {
    const {session, moodle} = opened();
    record(session, {...base, type: 'long-fill-in', response: 'My journal'});
    session.record({type: 'answered', activity: {...activity, private: true}, language: 'kk', interactions: [answer]});
    session.leave(false);
    expect(interactionsOf(moodle)).toEqual([]);
  });

  it('that is answered again, in this sitting or a later one, replaces the first answer', () => {
    const {session, moodle, open} = opened();
    record(session, answer, {...answer, item: 'murmur'});
    session.leave(true);
    const again = open().session;
    record(again, {...answer, type: 'choice', choices: [], response: ['go_on']}, {...answer, item: 'shrug'});
    again.leave(true);
    expect(interactionsOf(moodle).map(({id, learner_response}) => [id?.replace(/.*__/, ''), learner_response])).toEqual(
      [
        ['silence', 'go_on'],
        ['murmur', 'wait'],
        ['shrug', 'wait'],
      ],
    );
  });

  const items = (from: number, to: number) =>
    Array.from({length: to - from}, (_, index) => ({...answer, item: `item_${from + index}`}));
  const itemsOf = (found: readonly (Record<string, string> | undefined)[]) =>
    found.map((fields) => fields?.id?.replace(/.*__item_/, ''));

  it('is one of at most forty: those that changed last', () => {
    const {session, moodle} = opened();
    record(session, ...items(0, 40));
    record(session, ...items(0, 1)); // changed again: it stays
    record(session, ...items(40, 42));
    session.leave(false);
    const found = itemsOf(interactionsOf(moodle));
    expect(found).toHaveLength(40);
    expect(found.slice(0, 4)).toEqual(['0', '40', '41', '3']);
  });

  it('never stands under the id of another where the LMS holds on to the first id', () => {
    const {open, stored} = scormAgain();
    const session = open();
    record(session, ...items(0, 40));
    record(session, {...answer, item: 'item_99', type: 'choice', choices: [], response: ['go_on']});
    record(session, {...answer, item: 'item_3', type: 'choice', choices: [], response: ['go_on']});
    session.leave(false);
    const found = Object.values(stored().interactions ?? {});
    expect(found.map(({id}) => id.replace(/.*__/, ''))).toEqual(items(0, 40).map(({item}) => item));
    expect(found.filter(({learner_response}) => learner_response === 'go_on')).toHaveLength(1);
  });

  it('gives way to long suspend data, which has to fit the same beacon', () => {
    const {session, moodle, page} = opened();
    const data = 'D1k'.padEnd(session.suspendDataLimit, 'x');
    session.save(data, 'soon');
    record(session, ...items(0, 40));
    page.unloading = true;
    session.leave(true);
    expect(saved(moodle)).toBe(data);
    expect(interactionsOf(moodle).length).toBeLessThan(5);
  });
});

describe('Moodle’s ways to lose data (MOODLE.md 1), lived with in SCORM 2004', () => {
  /** Everything a learner may leave behind, given to the session. */
  const work = (session: LmsSession, data = 'D1kabc') => {
    record(session, {...answer, correct: true});
    session.complete({score: 60});
    session.save(data, 'now');
  };
  const expectWork = (moodle: FakeMoodle2004, data = 'D1kabc') => {
    expect(saved(moodle)).toBe(data);
    expect(moodle.store.attempts[0]).toMatchObject({
      [completion]: 'completed',
      [raw]: '60',
      'cmi.score.scaled': '0.6',
      'cmi.exit': 'suspend',
      'cmi.interactions.0.id': 'silence_in_class__silence',
      'cmi.interactions.0.learner_response': 'wait',
      'cmi.interactions.0.result': 'correct',
    });
  };

  it('1: the attempt can be resumed after the very first commit, though the tab dies then', () => {
    const {session, moodle, open, host} = opened();
    session.save('D1kabc', 'now');
    host.tick(1000);
    const calls = moodle.log.map(({method, given}) => `${method} ${given[0]}`);
    expect(calls.indexOf('SetValue cmi.exit')).toBeLessThan(calls.indexOf('Commit '));
    expect(calls.indexOf('SetValue cmi.exit')).toBeGreaterThan(calls.indexOf('Initialize '));
    expect(open().session.suspendData).toBe('D1kabc');
  });

  it('1: a finished training is suspended as well, or its review would be empty', () => {
    const {session, moodle, open} = opened();
    work(session);
    session.close();
    expect(moodle.stored('cmi.exit')).toBe('suspend');
    expect(open().session).toMatchObject({mode: 'review', suspendData: 'D1kabc'});
  });

  /** 600 items of one activity, answered one after the other, saved as the player saves them. */
  const manyItems: Item[] = Array.from({length: 600}, (_, index) => ({
    id: `item_${index}`,
    type: 'choice',
    options: ['wait', 'go_on'],
  }));
  const outline: Outline = {
    id: 'long-way',
    version: '1.0.0',
    ects: 1,
    level: 1,
    hue: 0,
    languages: ['kk'],
    units: [{id: 'all', activities: [{...activity, items: manyItems}]}],
  };
  const answerAll = (session: LmsSession, pause: () => void) => {
    let attempt = newAttempt('abcdefghijkl', 'kk');
    const response: Record<string, string> = {};
    manyItems.forEach(({id}, index) => {
      response[id] = 'wait';
      record(session, {...answer, item: id, description: 'Не істейсіз? '.repeat(20)});
      // Ten on a screen: the codec's time would be most of the test's.
      if (index % 10 === 9) {
        const event = {activity: activity.id, response: {...response}, complete: false, score: null};
        attempt = afterEvent(attempt, {type: 'answered', ...event});
        session.save(encodeAttempt({attempt, outline, key: null, texts: null, limit: 60_000}).data, 'soon');
      }
      pause();
    });
  };
  const answersIn = (data: string) =>
    Object.keys(decodeAttempt(data, outline).attempt?.answers[activity.id] ?? {}).length;

  it('2: of 600 answers in one sitting none is lost when the tab closes right after the last one', () => {
    const {session, moodle, host, page, open} = opened();
    answerAll(session, () => host.tick(700));
    page.unloading = true;
    session.leave(true);
    expect(moodle.log.at(-1)).toMatchObject({method: 'Terminate', answer: 'true'});
    expect(answersIn(saved(moodle))).toBe(600);
    expect(interactionsOf(moodle)).toHaveLength(40);
    expect(answersIn(open().session.suspendData ?? '')).toBe(600);
  });

  it('2: of 600 answers none is lost when the tab crashes a pause after the last one', () => {
    const {session, moodle, host, open} = opened();
    answerAll(session, () => host.tick(700));
    host.tick(2000);
    expect(answersIn(open().session.suspendData ?? '')).toBe(600);
    expect(moodle.log.filter(({method}) => method === 'Terminate')).toEqual([]);
  });

  it('4: what was called saved while the line was down arrives when it is back', () => {
    const {session, moodle, host} = opened();
    moodle.faults.offline = true;
    host.goOffline();
    work(session);
    host.tick(1000);
    expect(session.state).toBe('waiting');
    moodle.faults.offline = false;
    host.goOnline();
    host.tick(1000);
    expect(session.state).toBe('saved');
    expectWork(moodle);
  });

  it('4: leaving sends the newest data once more, in case an earlier "true" was a lie', () => {
    const {session, moodle, host} = opened();
    moodle.faults.offline = true;
    work(session);
    host.tick(120_000);
    expect(session.state).toBe('saved');
    moodle.faults.offline = false;
    session.leave(true);
    expectWork(moodle);
  });

  it('5: what a server refused is sent again, with one call, in words that differ', () => {
    const {session, moodle, host} = opened();
    moodle.faults.refuse.add('Commit');
    work(session);
    host.tick(1000);
    expect(session.state).toBe('refused');
    moodle.faults.refuse.clear();
    host.tick(10_000);
    expect(session.state).toBe('saved');
    expectWork(moodle);
    expect(moodle.commits()).toBe(2);
    expect(new Set(sets(moodle, suspendData)).size).toBe(2);
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
    const again = open().session;
    expect(again.suspendData).toBe('D1kabc');
    again.save('D1kabd', 'now');
    host.tick(1000);
    expect(saved(moodle)).toBe('D1kabd');
  });

  it('6: a frame that reloads goes on with what this page gave, though Moodle has thrown it away', () => {
    const {session, moodle, host, page} = opened();
    record(session, ...['a', 'b'].map((item) => ({...answer, item})));
    work(session);
    host.tick(1000);
    const again = scorm2004Session(page.API, host);
    expect(moodle.log.filter(({method}) => method === 'Initialize').at(-1)).toMatchObject({
      answer: 'false',
      error: '103',
    });
    expect(again).toMatchObject({suspendData: 'D1kabc', mode: 'normal', learner: {id: 'aigul'}});
    record(again, {...answer, item: 'b', type: 'choice', choices: [], response: ['go_on']}, {...answer, item: 'c'});
    again.save('D1kabd', 'now');
    host.tick(1000);
    expect(saved(moodle)).toBe('D1kabd');
    expect(moodle.stored(completion)).toBe('completed');
    expect(moodle.stored(raw)).toBe('60');
    expect(interactionsOf(moodle).map(({id, learner_response}) => [id?.replace(/.*__/, ''), learner_response])).toEqual(
      [
        ['a', 'wait'],
        ['b', 'go_on'],
        ['silence', 'wait'],
        ['c', 'wait'],
      ],
    );
  });

  it('6: a reloaded frame that only looks on never sends the older data that Moodle went back to', () => {
    const {session, moodle, host, page, open} = opened();
    session.save('D1kold', 'now');
    session.leave(true);
    const second = open();
    second.session.save('D1knew', 'now');
    host.tick(1000);
    const again = scorm2004Session(second.page.API, host);
    expect(again.suspendData).toBe('D1knew');
    again.leave(true);
    expect(saved(moodle)).toBe('D1knew');
    expect(moodle.stored(completion)).toBe('incomplete');
    expect(page.mode).toBe('normal');
  });

  it('6: what was given while the line was down survives the reload of the frame', () => {
    const {session, moodle, host, page} = opened();
    moodle.faults.offline = true;
    work(session);
    session.leave(false);
    moodle.faults.offline = false;
    scorm2004Session(page.API, host).leave(false);
    expectWork(moodle);
  });

  it('6: after Terminate a reloaded frame still knows the learner and the data, and says that it is over', () => {
    const {session, moodle, host, page} = opened();
    session.save('D1kabc', 'now');
    session.leave(true);
    const again = scorm2004Session(page.API, host);
    expect(moodle.log.filter(({method}) => method === 'Initialize').at(-1)?.error).toBe('104');
    expect(again).toMatchObject({state: 'lost', suspendData: 'D1kabc', learner: {id: 'aigul', name: 'Aigul Serik'}});
    again.save('D1kabd', 'now');
    host.tick(1000);
    expect(again.state).toBe('lost');
    expect(saved(moodle)).toBe('D1kabc');
  });

  it('6: what one page left beside the API is not for another package that the same player shows', () => {
    const {session, host, page} = opened();
    work(session);
    host.tick(1000);
    const other = fakeHost();
    Object.assign(other.window.location, {pathname: '/another/index.html'});
    expect(scorm2004Session(page.API, other).suspendData).toBeNull();
  });

  it('6: an API that takes nothing beside itself is used as it is', () => {
    const {moodle, host} = opened();
    const {API} = moodle.open();
    const session = scorm2004Session(Object.freeze({...API}), host);
    session.save('D1kabc', 'now');
    host.tick(1000);
    expect(session.state).toBe('saved');
  });

  it('7: data that PHP takes for the same number are replaced', () => {
    const {session, moodle, host} = opened();
    session.save('1e3', 'now');
    host.tick(1000);
    session.save('1000', 'now');
    host.tick(1000);
    expect(saved(moodle)).toBe('1000');
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

  it.each(['review', 'browse'] as const)('11: nothing is written in %s mode', (mode) => {
    const {session, moodle, host, open} = opened({browse: mode === 'browse'});
    if (mode === 'review') {
      work(session);
      session.leave(true);
    }
    const before = {...moodle.store.attempts[0]};
    const calls = moodle.log.length;
    const again = open().session;
    expect(again).toMatchObject({mode, state: 'local'});
    work(again, 'D1kother');
    again.leave(false);
    host.tick(60_000);
    expect(again.close()).toBe(true);
    expect(moodle.log.slice(calls).filter(({method}) => method === 'SetValue' || method === 'Commit')).toEqual([]);
    if (mode === 'review') expect(moodle.store.attempts[0]).toEqual(before);
  });

  it('12: points out of 100 are given when the training is finished and not before', () => {
    const {session, moodle} = opened();
    session.save('D1kabc', 'now');
    session.leave(false);
    expect(moodle.stored(raw)).toBeUndefined();
    expect(moodle.stored('cmi.score.scaled')).toBeUndefined();
  });

  it('a new attempt begins anew', () => {
    const {session, open} = opened({forceNewAttempt: 2});
    work(session);
    session.leave(true);
    expect(open().session).toMatchObject({mode: 'normal', suspendData: null});
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
