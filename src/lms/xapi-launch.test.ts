import {afterEach, describe, expect, it} from 'vitest';
import {activity, answer, describeLmsSession, type LmsUnderTest} from '../../test/contracts/lms-session.ts';
import {createFakeLrs, type FakeLrs, type FakeLrsOptions, type FakePage} from '../../test/fakes/lrs.ts';
import {launch} from './launch.ts';
import type {LmsSession} from './lms.ts';
import {xapiLaunch} from './xapi-launch.ts';

const used: FakeLrs[] = [];
const newLrs = (options: FakeLrsOptions = {}) => {
  const lrs = createFakeLrs({standard: 'xapi', ...options});
  used.push(lrs);
  return lrs;
};
afterEach(() => {
  expect(used.splice(0).flatMap(({broken}) => broken)).toEqual([]);
});

async function sit(page: FakePage): Promise<LmsSession> {
  const session = xapiLaunch.launch(page.host, {finalStatus: 'completed'});
  if (!session) throw new Error('Plain xAPI did not take this launch.');
  await session.ready;
  return session;
}

describeLmsSession('a plain xAPI session', (): LmsUnderTest<Promise<LmsSession>> => {
  const lrs = newLrs();
  return {
    launch: () => sit(lrs.open(lrs.launch())),
    pass: lrs.pass,
    commits: () => lrs.log.filter(({query}) => query.get('stateId') === 'destt.suspend').filter(isPut).length,
    outcome: () => ({
      done: lrs.verbs().includes('completed'),
      score: lrs.statements.find(({result}) => result?.score)?.result?.score?.raw ?? null,
    }),
    refuse: (refusing) => {
      lrs.faults.status = refusing ? 503 : null;
    },
  };
});
const isPut = ({method}: {readonly method: string}) => method === 'PUT';

describe('a plain xAPI launch', () => {
  it('is known by its URL', () => {
    const lrs = newLrs();
    expect(launch(lrs.open(lrs.launch()).host).runtime).toBe('xapi');
    expect(
      xapiLaunch.launch(lrs.open(lrs.launch().replace('auth=', 'other=')).host, {finalStatus: 'completed'}),
    ).toBeNull();
  });

  it.each([
    ['lists', {name: ['Aigul Serik'], mbox: ['mailto:aigul@lms.example']}, 'mailto:aigul@lms.example'],
    [
      'an account by its older names',
      {name: ['Aigul Serik'], account: [{accountServiceHomePage: 'https://lms.example', accountName: 'aigul'}]},
      'aigul@https://lms.example',
    ],
  ])('takes the actor of an old LMS: %s', async (_, actor, id) => {
    const lrs = newLrs({actor});
    const session = await sit(lrs.open(lrs.launch()));
    expect(session.learner).toEqual({id, name: 'Aigul Serik'});
    await lrs.pass(1000);
    expect(lrs.verbs()).toEqual(['initialized']);
  });

  it('asks for its two documents and nothing of cmi5', async () => {
    const lrs = newLrs();
    await sit(lrs.open(lrs.launch()));
    const documents = lrs.log.filter(({method}) => method === 'GET').map(({query}) => query.get('stateId'));
    expect(documents.sort()).toEqual(['destt.done', 'destt.suspend']);
  });

  it('begins another session when the page is loaded again, and brings what waited', async () => {
    const lrs = newLrs();
    const search = lrs.launch();
    const page = lrs.open(search);
    const session = await sit(page);
    await lrs.pass(1000);
    lrs.faults.offline = true;
    session.record({type: 'answered', activity, language: 'kk', interactions: [answer]});
    session.save('D1k-1', 'soon');
    session.leave(true);
    page.die();
    lrs.faults.offline = false;
    await sit(lrs.open(search, page.tab));
    await lrs.pass(1000);
    expect(lrs.verbs()).toEqual(['initialized', 'answered', 'terminated', 'initialized']);
  });

  it('gives the score with completed, for those who look only there', async () => {
    const lrs = newLrs();
    const session = await sit(lrs.open(lrs.launch()));
    session.complete({score: 40});
    await lrs.pass(1000);
    expect(lrs.verbs()).toEqual(['initialized', 'completed']); // and no pass: nobody set what would be one
    expect(lrs.statements[1]?.result).toMatchObject({completion: true, score: {scaled: 0.4, raw: 40}});
  });
});
