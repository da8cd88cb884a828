import {afterEach, describe, expect, it} from 'vitest';
import {activity, answer, describeLmsSession, type LmsUnderTest} from '../../test/contracts/lms-session.ts';
import {createFakeLrs, type FakeLrs, type FakeLrsOptions, type FakePage} from '../../test/fakes/lrs.ts';
import type {ActivityDefinition, Interaction} from '../training/index.ts';
import {cmi5} from './cmi5.ts';
import {launch} from './launch.ts';
import type {LaunchOptions, LmsSession, SaveState} from './lms.ts';

const training = {id: 'silence', version: '1.0.0'};
const options: LaunchOptions = {finalStatus: 'completed', training};

const used: FakeLrs[] = [];
const newLrs = (lrsOptions: FakeLrsOptions = {}) => {
  const lrs = createFakeLrs(lrsOptions);
  used.push(lrs);
  return lrs;
};
/** Whatever a test is about: no rule of cmi5 was broken on the way. */
afterEach(() => {
  expect(used.splice(0).flatMap(({broken}) => broken)).toEqual([]);
});

async function sit(page: FakePage, launchOptions = options): Promise<LmsSession> {
  const session = cmi5.launch(page.host, launchOptions);
  if (!session) throw new Error('cmi5 did not take this launch.');
  await session.ready;
  return session;
}

/** An LRS, and the activity opened in it once. */
async function opened(lrsOptions: FakeLrsOptions = {}, launchOptions = options) {
  const lrs = newLrs(lrsOptions);
  const search = lrs.launch();
  const page = lrs.open(search);
  return {lrs, search, page, session: await sit(page, launchOptions)};
}

const answered = (item: string, more: Partial<Interaction> = {}) =>
  ({
    type: 'answered',
    activity,
    language: 'ru',
    interactions: [{...answer, item, ...more} as Interaction],
  }) as const;
const itemsOf = (lrs: FakeLrs) =>
  lrs.statements.filter(({verb}) => verb.id.endsWith('/answered')).map(({object}) => object.id.split('__')[1]);
const posts = (lrs: FakeLrs) => lrs.log.filter(({method, path}) => method === 'POST' && path.endsWith('/statements'));
const puts = (lrs: FakeLrs) =>
  lrs.log.filter(({method, query}) => method === 'PUT' && query.get('stateId') === 'destt.suspend');
const savedIn = (lrs: FakeLrs) => lrs.state('destt.suspend')?.suspendData;

function cmi5UnderTest(lrsOptions: FakeLrsOptions = {}): LmsUnderTest<Promise<LmsSession>> {
  const lrs = newLrs(lrsOptions);
  return {
    launch: () => sit(lrs.open(lrs.launch())),
    pass: lrs.pass,
    commits: () => puts(lrs).length,
    outcome: () => ({
      done: lrs.verbs().includes('completed'),
      score: lrs.statements.find(({result}) => result?.score)?.result?.score?.raw ?? null,
    }),
    refuse: (refusing) => {
      lrs.faults.status = refusing ? 503 : null;
    },
  };
}
describeLmsSession('a cmi5 session', () => cmi5UnderTest());
describeLmsSession('a cmi5 session with an LRS that gives tags only to readers', () =>
  cmi5UnderTest({etags: 'on read'}),
);
describeLmsSession('a cmi5 session with an LRS that hides its tags', () => cmi5UnderTest({etags: 'hidden'}));

describe('a cmi5 launch', () => {
  it('is known by its URL, before anything else that may have launched the page', () => {
    const lrs = newLrs();
    expect(launch(lrs.open(lrs.launch()).host, options).runtime).toBe('cmi5');
    expect(cmi5.launch(lrs.open('?lang=ru').host, options)).toBeNull();
    const {statements: _, ...host} = lrs.open(lrs.launch()).host;
    expect(cmi5.launch(host, options)).toBeNull(); // a SCORM package, whoever opens it
  });

  it('takes the token once, and keeps it for a page that is loaded again in its tab', async () => {
    const {lrs, search, page, session} = await opened();
    session.save('D1k-first', 'now');
    session.leave(true);
    page.die();
    await lrs.pass(0);
    const again = await sit(lrs.open(search, page.tab));
    expect(again).toMatchObject({state: 'saved', suspendData: 'D1k-first'});
    await lrs.pass(1000);
    expect(lrs.log.filter(({path}) => path.startsWith('/fetch/'))).toHaveLength(1);
    expect(lrs.verbs()).toEqual(['initialized']); // the same session goes on
  });

  it('is lost where the token was taken by another tab: the learner has to open the activity again', async () => {
    const {lrs, search} = await opened();
    const other = await sit(lrs.open(search));
    expect(other.state).toBe('lost');
    other.save('D1k-other', 'now');
    await lrs.pass(60_000);
    expect(savedIn(lrs)).toBeUndefined();
  });

  it('speaks with an endpoint that has no slash at its end, without a tab’s storage, and over a slow line', async () => {
    const lrs = newLrs({endpointSlash: false});
    lrs.faults.latency = 3000;
    const page = lrs.open(lrs.launch());
    Object.defineProperty(page.host.window, 'sessionStorage', {
      get() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    const sitting = sit(page);
    await lrs.pass(7000);
    const session = await sitting;
    session.save('D1k-slow', 'now');
    await lrs.pass(8000);
    expect(session.state).toBe('saved');
    expect(savedIn(lrs)).toBe('D1k-slow');
  });

  it('asks for all documents at once, after the token', async () => {
    const lrs = newLrs();
    lrs.faults.latency = 1000;
    const sitting = sit(lrs.open(lrs.launch()));
    await lrs.pass(2100);
    await sitting;
    expect(lrs.log.slice(0, 5).map(({at}) => at)).toEqual([0, 1000, 1000, 1000, 1000]);
  });

  it.each([
    ['kk,ru', 'kk'],
    ['de-DE,ru-RU,kk', 'ru-RU'],
    ['de', null],
    [null, null],
  ])('takes the first preferred language that is ours: %s', async (preferences, language) => {
    const {session} = await opened({preferences});
    expect(session.language).toBe(language);
    expect(session.learner).toEqual({id: 'aigul@https://lms.example', name: 'Aigul Serik'});
  });

  it('waits a while for an LRS that stumbles', async () => {
    const lrs = newLrs();
    lrs.write('destt.suspend', {suspendData: 'D1k-before'});
    lrs.faults.status = 503;
    const sitting = sit(lrs.open(lrs.launch()));
    await lrs.pass(2000);
    lrs.faults.status = null;
    await lrs.pass(3000);
    expect(await sitting).toMatchObject({state: 'saved', suspendData: 'D1k-before'});
  });

  it('begins without an LRS that can’t be reached, and gives what that has once it can', async () => {
    const lrs = newLrs();
    lrs.write('destt.suspend', {suspendData: 'D1k-elsewhere'});
    lrs.faults.offline = true;
    const page = lrs.open(lrs.launch());
    const sitting = sit(page);
    await lrs.pass(11_000);
    const session = await sitting;
    expect(session).toMatchObject({state: 'refused', suspendData: null});
    session.onNewer = (newer) => session.save(`${newer}+here`, 'now');
    session.record(answered('silence'));
    session.complete({score: 100, ungraded: true});
    session.save('D1k-here', 'now');
    await lrs.pass(5000);
    expect(session.state).toBe('refused');
    lrs.faults.offline = false;
    page.goOnline();
    await lrs.pass(5000);
    expect(savedIn(lrs)).toBe('D1k-elsewhere+here');
    expect(lrs.verbs()).toEqual(['initialized', 'answered', 'completed']);
    expect(session.state).toBe('saved');
  });
});

describe('what a cmi5 session says', () => {
  it('is initialized first, answers, the end last; and the LMS’s context in each', async () => {
    const {lrs, session} = await opened();
    session.record(answered('silence'));
    session.save('D1k-1', 'soon');
    await lrs.pass(3000);
    session.complete({score: 100, ungraded: true});
    session.save('D1k-2', 'now');
    await lrs.pass(1000);
    expect(session.close()).toBe(true);
    await lrs.pass(1000);
    expect(lrs.verbs()).toEqual(['initialized', 'answered', 'completed', 'terminated']);
    expect(lrs.statements.every(({context}) => context.revision === '1.0.0')).toBe(true);
  });

  it('is an answer with what was asked and what could be chosen, by ids that are the same in every LMS', async () => {
    const {lrs, session} = await opened();
    session.record(answered('silence', {correct: false}));
    session.record(
      answered('pairs', {
        type: 'matching',
        source: [{id: 'a', text: 'A'}],
        target: [{id: 'x', text: 'X'}],
        response: [['a', 'x']],
      } as Partial<Interaction>),
    );
    session.save('D1k-1', 'now');
    await lrs.pass(1000);
    const [, silence, pairs] = lrs.statements;
    expect(silence).toMatchObject({
      object: {
        id: 'https://w3id.org/destt/trainings/silence/silence_in_class__silence',
        definition: {
          type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
          interactionType: 'choice',
          description: {ru: answer.description},
          choices: [
            {id: 'wait', description: {ru: 'Count to five'}},
            {id: 'go_on', description: {ru: 'Ask a neighbour'}},
          ],
        },
      },
      result: {response: 'wait', success: false},
      context: {language: 'ru', contextActivities: {parent: [{id: 'https://lms.example/activities/17'}]}},
    });
    expect(pairs?.result).toEqual({response: 'a[.]x'});
  });

  describe('where definitions in all languages are promised', () => {
    const titles = {kk: 'Тыныштық', ru: 'Тишина', en: 'Silence'};
    const inAll = {kk: 'Сұрақ', ru: 'Вопрос', en: 'Question'};
    const definition: ActivityDefinition = {
      name: titles,
      instrument: null,
      items: {silence: {description: inAll, interactionType: 'choice', choices: [{id: 'wait', description: inAll}]}},
      facts: {},
    };
    const promising = {...options, titles};
    const descriptions = (lrs: FakeLrs) =>
      lrs.statements
        .filter(({verb}) => verb.id.endsWith('/answered'))
        .map(({object}) => Object.keys(object.definition?.description ?? {}).join());

    it('names the training and the verb in each of them, from the first statement on', async () => {
      const {lrs, session} = await opened({}, promising);
      session.record({type: 'progressed', activity, progress: 1});
      session.complete({score: 100});
      session.save('D1k-1', 'now');
      await lrs.pass(1000);
      session.close();
      await lrs.pass(1000);
      expect(lrs.verbs()).toEqual(['initialized', 'progressed', 'completed', 'progressed', 'terminated']);
      for (const {object, verb} of lrs.statements) {
        expect(object.definition).toEqual({name: titles});
        expect(verb).toMatchObject({display: {kk: expect.any(String), ru: expect.any(String), en: expect.any(String)}});
      }
    });

    it('says an answer once they are there, and what follows after it', async () => {
      const {lrs, session} = await opened({}, promising);
      session.record(answered('silence'));
      session.record({type: 'progressed', activity, progress: 1});
      session.save('D1k-1', 'now');
      await lrs.pass(5000);
      expect(lrs.verbs()).toEqual(['initialized']);
      expect(session.state).toBe('waiting');
      session.define = async () => definition;
      await lrs.pass(3000);
      expect(lrs.verbs()).toEqual(['initialized', 'answered', 'progressed']);
      expect(lrs.statements[1]?.object.definition).toEqual({
        type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
        ...definition.items.silence,
      });
      expect(session.state).toBe('saved');
    });

    it.each<[string, LmsSession['define']]>([
      ['their file is missing', async () => null],
      ['their file knows nothing of the question', async () => ({...definition, items: {}})],
      ['their file never comes', () => new Promise(() => {})],
      ['nobody gives them', null],
    ])('says it in the one it was asked in where %s', async (_, define) => {
      const {lrs, session} = await opened({}, promising);
      if (define) session.define = define;
      session.record(answered('silence'));
      session.save('D1k-1', 'now');
      await lrs.pass(13_000);
      expect(descriptions(lrs)).toEqual(['ru']);
      expect(session.state).toBe('saved');
    });

    it.each([
      ['is hidden', (session: LmsSession) => session.leave(false)],
      ['goes away', (session: LmsSession) => session.leave(true)],
      ['is left by its button', (session: LmsSession) => void session.close()],
    ])('says it at once where the page %s, and never in other words afterwards', async (_, go) => {
      const {lrs, session} = await opened({}, promising);
      await lrs.pass(100);
      let found = (_: ActivityDefinition) => {};
      session.define = () => new Promise((resolve) => (found = resolve));
      session.record(answered('silence'));
      session.save('D1k-1', 'soon');
      lrs.faults.silent = true; // it arrives, and nobody tells us
      go(session);
      found(definition);
      await lrs.pass(20_000);
      lrs.faults.silent = false;
      await lrs.pass(60_000);
      expect(descriptions(lrs)).toEqual(['ru']);
    });
  });

  it('is nothing of what is private, and no free text', async () => {
    const {lrs, session} = await opened();
    session.record({...answered('mood'), activity: {...activity, private: true}});
    session.record(answered('diary', {type: 'long-fill-in', response: 'Secret'} as Partial<Interaction>));
    session.save('D1k-1', 'now');
    session.leave(true);
    await lrs.pass(10_000);
    expect(lrs.log.filter(({body}) => /mood|diary|Secret/.test(body))).toEqual([]);
  });

  it('is progress as a whole number, about the training', async () => {
    const {lrs, session} = await opened();
    session.record({type: 'progressed', activity: {...activity, private: true}, progress: 2 / 3});
    session.save('D1k-1', 'now');
    await lrs.pass(1000);
    expect(lrs.statements[1]).toMatchObject({
      object: {id: 'https://lms.example/activities/17'},
      result: {extensions: {'https://w3id.org/xapi/cmi5/result/extensions/progress': 67}},
    });
  });

  it('is of a slider only where it rests, and the same again where nobody tells whether it arrived', async () => {
    const {lrs, session} = await opened();
    for (let response = 0; response <= 40; response++)
      session.record(answered('slider', {type: 'numeric', response} as Partial<Interaction>));
    session.save('D1k-1', 'now');
    lrs.faults.silent = true; // it arrives, and nobody tells us
    await lrs.pass(20_000);
    session.record(answered('slider', {type: 'numeric', response: 50} as Partial<Interaction>));
    session.save('D1k-2', 'now');
    lrs.faults.silent = false;
    await lrs.pass(60_000);
    const said = lrs.statements.filter(({verb}) => verb.id.endsWith('/answered'));
    expect(said.map(({result}) => result?.response)).toEqual(['40', '50']);
    expect(session.state).toBe('saved');
  });

  it('keeps the order of time though the clock of the device jumps back a day', async () => {
    const lrs = newLrs();
    const page = lrs.open(lrs.launch());
    let jump = 0;
    const host = {...page.host, date: () => page.host.date!() + jump};
    const session = await sit({...page, host});
    jump = -86_400_000;
    await lrs.pass(5000);
    session.record(answered('silence'));
    session.save('D1k-1', 'now');
    await lrs.pass(1000);
    const times = lrs.statements.map(({timestamp}) => timestamp);
    expect(times).toHaveLength(2);
    expect(times).toEqual([...times].sort());
    expect(times.join()).toMatch(/^2026-11-21T06:00:00.*,2026-11-21T06:00:05/);
  });

  it('is everything but the one statement that the LRS will never take', async () => {
    const {lrs, session} = await opened();
    lrs.faults.refusesItem = 'item_3';
    for (let item = 0; item < 8; item++) session.record(answered(`item_${item}`));
    session.save('D1k-1', 'now');
    await lrs.pass(1000);
    expect(itemsOf(lrs).sort()).toEqual([0, 1, 2, 4, 5, 6, 7].map((item) => `item_${item}`));
    expect(session.state).toBe('saved');
  });

  it('waits as long as the LRS asks for', async () => {
    const {lrs, session} = await opened();
    Object.assign(lrs.faults, {status: 429, retryAfter: 40});
    session.save('D1k-1', 'now');
    await lrs.pass(1000);
    const asked = puts(lrs).length;
    await lrs.pass(38_000);
    expect(puts(lrs)).toHaveLength(asked);
    Object.assign(lrs.faults, {status: null});
    await lrs.pass(5000);
    expect(session.state).toBe('saved');
  });
});

describe('the outcome of a cmi5 session', () => {
  it('is completed alone where nothing is graded', async () => {
    const {lrs, session} = await opened();
    session.complete({score: 100, ungraded: true});
    await lrs.pass(1000);
    expect(lrs.verbs()).toEqual(['initialized', 'completed']);
  });

  it.each([
    ['the LMS moves on by it', {moveOn: 'CompletedAndPassed'}, options],
    ['the LMS moves on by it, with a mastery score', {moveOn: 'Passed', masteryScore: 0.8}, options],
    ['the institution wants it', {}, {...options, finalStatus: 'passed'} as LaunchOptions],
  ])('is passed too where %s, and no score is made up', async (_, lrsOptions, launchOptions) => {
    const {lrs, session} = await opened(lrsOptions, launchOptions);
    session.complete({score: 100, ungraded: true});
    await lrs.pass(1000);
    expect(lrs.verbs()).toEqual(['initialized', 'completed', 'passed']);
    expect(lrs.statements[2]?.result?.score).toBeUndefined();
  });

  it('is no pass where nobody set what would be one, however many points: they are told as progress', async () => {
    const {lrs, session} = await opened({moveOn: 'CompletedOrPassed'});
    session.complete({score: 40});
    await lrs.pass(1000);
    session.complete({score: 30});
    session.complete({score: 60});
    session.close();
    await lrs.pass(1000);
    expect(lrs.verbs()).toEqual(['initialized', 'completed', 'progressed', 'progressed', 'terminated']);
    expect(lrs.statements.flatMap(({result}) => result?.score?.raw ?? [])).toEqual([40, 60]);
    const again = await sit(lrs.open(lrs.launch()));
    again.complete({score: 60}, true);
    again.close();
    await lrs.pass(1000);
    expect(lrs.verbs().slice(5)).toEqual(['initialized', 'terminated']);
  });

  it.each([
    ['the LMS needs one to move on', {moveOn: 'Passed'}, options],
    ['the training calls it one', {}, {...options, finalStatus: 'passed'} as LaunchOptions],
  ])('is a pass for whoever has finished where %s, with the points there are', async (_, lrsOptions, launchOptions) => {
    const {lrs, session} = await opened(lrsOptions, launchOptions);
    session.complete({score: 40});
    await lrs.pass(1000);
    expect(lrs.verbs()).toEqual(['initialized', 'completed', 'passed']);
    expect(lrs.statements[2]?.result).toMatchObject({success: true, score: {raw: 40}});
  });

  it('has a score of zero, which is one', async () => {
    const {lrs, session} = await opened({masteryScore: 0});
    session.complete({score: 0});
    await lrs.pass(1000);
    expect(lrs.statements[2]?.result?.score).toEqual({scaled: 0, raw: 0, min: 0, max: 100});
  });

  it('is failed only when the learner leaves: until then they may try again', async () => {
    const {lrs, session} = await opened({masteryScore: 0.8});
    session.complete({score: 60});
    await lrs.pass(1000);
    session.complete({score: 90});
    await lrs.pass(1000);
    session.close();
    await lrs.pass(1000);
    expect(lrs.verbs()).toEqual(['initialized', 'completed', 'passed', 'terminated']);
  });

  it('is failed in one session, and passed in the next', async () => {
    const {lrs, session} = await opened({masteryScore: 0.8});
    session.complete({score: 60});
    session.close();
    await lrs.pass(1000);
    const again = await sit(lrs.open(lrs.launch()));
    again.complete({score: 80});
    again.close();
    await lrs.pass(1000);
    const first = ['initialized', 'completed', 'failed', 'terminated'];
    expect(lrs.verbs()).toEqual([...first, 'initialized', 'passed', 'terminated']);
  });

  it.each([
    ['it kept note of it', {readsStatements: false}, false],
    ['the tab died before it could, and the LRS knows', {}, true],
  ])('is said once in a registration: %s', async (_, lrsOptions, forgotten) => {
    const {lrs, session} = await opened({masteryScore: 0.8, ...lrsOptions});
    session.complete({score: 90});
    session.save('D1k-done', 'now');
    await lrs.pass(1000);
    session.close();
    if (forgotten) lrs.write('destt.done', {});
    const again = await sit(lrs.open(lrs.launch()));
    again.complete({score: 95});
    again.save('D1k-again', 'now');
    await lrs.pass(3000);
    expect(lrs.verbs().filter((verb) => verb === 'completed' || verb === 'passed')).toHaveLength(2);
    expect(again.state).toBe('saved');
  });

  it('is not repeated by a page that goes before the LRS could tell whether it was said', async () => {
    const {lrs, page, session} = await opened({masteryScore: 0.8});
    session.complete({score: 90});
    session.leave(true);
    page.die(); // no note was taken
    await lrs.pass(1000);
    lrs.faults.latency = 3000;
    const next = lrs.open(lrs.launch());
    const opening = sit(next);
    await lrs.pass(6000);
    const again = await opening;
    again.complete({score: 90}, true);
    await lrs.pass(4000);
    again.leave(true);
    next.die();
    await lrs.pass(3000);
    expect(lrs.verbs()).toEqual(['initialized', 'completed', 'passed', 'terminated', 'initialized', 'terminated']);
  });

  it.each(['Browse', 'Review'])(
    'is nothing in %s mode: only the beginning and the end are said',
    async (launchMode) => {
      const lrs = newLrs({launchMode});
      lrs.write('destt.suspend', {suspendData: 'D1k-before'});
      const session = await sit(lrs.open(lrs.launch()));
      expect(session).toMatchObject({mode: launchMode.toLowerCase(), state: 'local', suspendData: 'D1k-before'});
      session.record(answered('silence'));
      session.complete({score: 100});
      session.save('D1k-new', 'now');
      session.leave(false);
      await lrs.pass(5000);
      expect(session.close()).toBe(true);
      await lrs.pass(1000);
      expect(lrs.verbs()).toEqual(['initialized', 'terminated']);
      expect(savedIn(lrs)).toBe('D1k-before');
      expect(session.state).toBe('local');
    },
  );
});

describe('the end of a cmi5 session', () => {
  it('leads back to the LMS, once the LRS has taken the last word', async () => {
    const {lrs, page, session} = await opened({returnURL: 'https://lms.example/course?id=1'});
    lrs.faults.latency = 1000;
    session.close();
    await lrs.pass(600);
    expect(lrs.verbs()).toEqual(['initialized', 'terminated']);
    expect(page.wentTo).toEqual([]);
    await lrs.pass(500);
    expect(page.wentTo).toEqual(['https://lms.example/course?id=1']);
    await lrs.pass(10_000);
    expect(page.wentTo).toHaveLength(1);
  });

  it('leads back after three seconds though the LRS says nothing', async () => {
    const {lrs, page, session} = await opened({returnURL: 'https://lms.example/'});
    lrs.faults.silent = true;
    session.save('D1k-last', 'now');
    expect(session.close()).toBe(false);
    await lrs.pass(2900);
    expect(page.wentTo).toEqual([]);
    await lrs.pass(200);
    expect(page.wentTo).toEqual(['https://lms.example/']);
  });

  it('leads nowhere but to a page', async () => {
    const {lrs, page, session} = await opened({returnURL: 'javascript:alert(1)'});
    session.close();
    await lrs.pass(5000);
    expect(page.wentTo).toEqual([]);
  });

  it('is told to the LRS by requests that outlive the page', async () => {
    const {lrs, page, session} = await opened();
    await lrs.pass(1000);
    lrs.faults.latency = 2000;
    session.record(answered('silence'));
    session.complete({score: 70});
    session.save('D1k-last', 'soon');
    session.leave(true);
    page.die();
    await lrs.pass(5000);
    expect(savedIn(lrs)).toBe('D1k-last');
    expect(lrs.verbs()).toEqual(['initialized', 'answered', 'completed', 'progressed', 'terminated']);
  });

  it('does not come when a page goes away midway, for it may only be loaded again', async () => {
    const {lrs, search, page, session} = await opened();
    lrs.faults.offline = true;
    session.record(answered('first'));
    session.save('D1k-first', 'now');
    session.leave(true);
    page.die();
    lrs.faults.offline = false;
    const again = await sit(lrs.open(search, page.tab));
    again.record(answered('second'));
    again.save('D1k-second', 'now');
    await lrs.pass(5000);
    again.close();
    await lrs.pass(1000);
    expect(lrs.verbs()).toEqual(['initialized', 'answered', 'answered', 'terminated']);
    expect(itemsOf(lrs)).toEqual(['first', 'second']);
  });

  it('is for good: a page that is loaded again afterwards says nothing more', async () => {
    const {lrs, search, page, session} = await opened();
    session.close();
    await lrs.pass(1000);
    page.die();
    const again = await sit(lrs.open(search, page.tab));
    expect(again.state).toBe('lost');
    again.record(answered('late'));
    again.save('D1k-late', 'now');
    again.close();
    await lrs.pass(10_000);
    expect(lrs.verbs()).toEqual(['initialized', 'terminated']);
  });

  it('is taken as the LMS’s word when it gives the session up: nothing more is sent', async () => {
    const {lrs, session} = await opened();
    const said: SaveState[] = [];
    session.onState = (state) => said.push(state);
    lrs.abandon();
    session.record(answered('silence'));
    session.save('D1k-late', 'now');
    await lrs.pass(1000);
    expect(said).toEqual(['waiting', 'lost']);
    const asked = lrs.log.length;
    session.save('D1k-later', 'now');
    session.leave(true);
    expect(session.close()).toBe(false);
    await lrs.pass(120_000);
    expect(lrs.log).toHaveLength(asked);
  });
});

describe('two tabs of one registration', () => {
  it.each(['always', 'on read', 'hidden'] as const)('notice each other where tags come %s', async (etags) => {
    const lrs = newLrs({etags});
    const one = await sit(lrs.open(lrs.launch()));
    const other = await sit(lrs.open(lrs.launch()));
    one.save('D1k-one', 'now');
    await lrs.pass(1000);
    other.onNewer = (newer) => other.save(`${newer}+other`, 'now');
    other.save('D1k-other', 'now');
    await lrs.pass(3000);
    expect(savedIn(lrs)).toBe('D1k-one+other');
    expect(other.state).toBe('saved');
    const heard: string[] = [];
    one.onNewer = (newer) => heard.push(newer);
    one.save('D1k-one-more', 'now');
    await lrs.pass(3000);
    expect(heard).toEqual(['D1k-one+other']);
  });

  it('do not overwrite each other at the very end', async () => {
    const {lrs, page, session} = await opened({etags: 'on read'});
    session.save('D1k-one', 'now');
    await lrs.pass(1000);
    lrs.write('destt.suspend', {suspendData: 'D1k-other'});
    session.save('D1k-last', 'soon'); // it stays on this device, and is joined at the next launch
    session.leave(true);
    page.die();
    await lrs.pass(1000);
    expect(savedIn(lrs)).toBe('D1k-other');
  });

  it('do not take for another’s what they wrote themselves and were not told of', async () => {
    const {lrs, session} = await opened();
    const heard: string[] = [];
    session.onNewer = (newer) => heard.push(newer);
    lrs.faults.silent = true;
    session.save('D1k-1', 'now');
    await lrs.pass(16_000);
    session.save('D1k-2', 'now');
    lrs.faults.silent = false;
    await lrs.pass(30_000);
    expect(heard).toEqual([]);
    expect(savedIn(lrs)).toBe('D1k-2');
    expect(session.state).toBe('saved');
  });

  it('do not take their own words for another’s', async () => {
    const {lrs, session} = await opened({etags: 'on read'});
    const heard: string[] = [];
    session.onNewer = (newer) => heard.push(newer);
    lrs.faults.latency = 400;
    for (let answers = 0; answers < 5; answers++) {
      session.save(`D1k-${answers}`, 'now');
      await lrs.pass(300);
      session.leave(false); // while the request is on its way
      await lrs.pass(1500);
    }
    expect(heard).toEqual([]);
    expect(savedIn(lrs)).toBe('D1k-4');
    expect(session.state).toBe('saved');
  });
});

it('asks the LRS for nothing while there is nothing to say', async () => {
  const {lrs, session} = await opened();
  await lrs.pass(5000);
  const asked = lrs.log.length;
  session.leave(false);
  await lrs.pass(120_000);
  expect(lrs.log).toHaveLength(asked);
  expect(posts(lrs)).toHaveLength(1);
});
