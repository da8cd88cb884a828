import {describe, expect, it} from 'vitest';
import {createFakeLrs, type FakeLrs} from './lrs.ts';

const verbs = 'http://adlnet.gov/expapi/verbs/';
const contexts = 'https://w3id.org/xapi/cmi5/context/';

/** A session opened by hand, its token fetched: `say` gives the status of what came back. */
async function spoken(lrs: FakeLrs) {
  const query = new URLSearchParams(lrs.launch());
  const {fetch} = lrs.open('').host.window;
  const post = async (url: string, headers: Record<string, string>, body = '') =>
    (await fetch(url, {method: 'POST', headers, body})) as Response;
  const token = (await (await post(query.get('fetch')!, {})).json())['auth-token'];
  const session = `session-${query.get('fetch')!.split('-').at(-1)}`;
  let ids = 0;
  const statement = (verb: string, more: object = {}) => ({
    id: `00000000-0000-4000-8000-${session.slice(8).padStart(6, '0')}${String(++ids).padStart(6, '0')}`,
    actor: JSON.parse(query.get('actor')!),
    verb: {id: verbs + verb},
    object: {id: query.get('activityId')!},
    timestamp: '2026-11-21T06:00:00.000Z',
    context: {
      registration: query.get('registration'),
      contextActivities: {
        grouping: [{id: 'https://w3id.org/destt/trainings/silence/au'}],
        category: ['cmi5', ...(['completed', 'passed', 'failed'].includes(verb) ? ['moveon'] : [])].map((id) => ({
          id: `${contexts}categories/${id}`,
        })),
      },
      extensions: {[`${contexts}extensions/sessionid`]: session},
    },
    ...more,
  });
  const headers = {Authorization: `Basic ${token}`, 'X-Experience-API-Version': '1.0.3'};
  const say = async (...said: readonly object[]) =>
    (await post(`${query.get('endpoint')}statements`, headers, JSON.stringify(said))).status;
  return {statement, say, query, post};
}
const completion = {result: {completion: true, duration: 'PT1.00S'}};

describe('the fake LRS', () => {
  it('takes a session in its order, and the same statement twice', async () => {
    const lrs = createFakeLrs();
    const {statement, say} = await spoken(lrs);
    const [first, done] = [statement('initialized'), statement('completed', completion)];
    expect(await say(first)).toBe(200);
    expect(await say(first, done)).toBe(200);
    expect(await say(statement('terminated', {result: {duration: 'PT2.00S'}}))).toBe(200);
    expect(lrs.verbs()).toEqual(['initialized', 'completed', 'terminated']);
    expect(lrs.broken).toEqual([]);
  });

  it('gives a token once', async () => {
    const lrs = createFakeLrs();
    const {post, query} = await spoken(lrs);
    expect(await (await post(query.get('fetch')!, {})).json()).toMatchObject({'error-code': '1'});
  });

  it('answers 409 to the same id with other content', async () => {
    const lrs = createFakeLrs();
    const {statement, say} = await spoken(lrs);
    const first = statement('initialized');
    await say(first);
    expect(await say({...first, timestamp: '2026-11-21T07:00:00.000Z'})).toBe(409);
    expect(lrs.broken).toHaveLength(1);
  });

  it.each([
    ['a word before initialized', [], 'completed', completion],
    ['initialized twice', ['initialized'], 'initialized', {}],
    ['a word after terminated', ['initialized', 'terminated'], 'completed', completion],
    [
      'a score on completed',
      ['initialized'],
      'completed',
      {result: {...completion.result, score: {scaled: 1, raw: 1}}},
    ],
    ['completed twice', ['initialized', 'completed'], 'completed', completion],
    ['a null', ['initialized'], 'completed', {result: {...completion.result, response: null}}],
    ['another actor', ['initialized'], 'completed', {...completion, actor: {mbox: 'mailto:other@lms.example'}}],
    ['another activity', ['initialized'], 'completed', {...completion, object: {id: 'https://other.example'}}],
    ['a context without the LMS’s', ['initialized'], 'completed', {...completion, context: {}}],
    ['a time without its zone', ['initialized'], 'completed', {...completion, timestamp: '2026-11-21T06:00:00.000'}],
    [
      'passed below the mastery score',
      ['initialized'],
      'passed',
      {result: {success: true, duration: 'PT1.00S', score: {scaled: 0.5, raw: 50}}},
    ],
  ] as const)('refuses %s, and the batch with it', async (_, before, verb, more) => {
    const lrs = createFakeLrs({masteryScore: 0.8});
    const {statement, say} = await spoken(lrs);
    const results: Record<string, object> = {terminated: {result: {duration: 'PT1.00S'}}, completed: completion};
    for (const each of before) expect(await say(statement(each, results[each]))).toBe(200);
    expect(await say(statement('answered', {context: {}}), statement(verb, more))).toBe(400);
    expect(await say(statement(verb, more))).toBe(400);
    expect(lrs.verbs()).toEqual(before);
  });

  it('refuses completed in another session of the registration', async () => {
    const lrs = createFakeLrs();
    for (const status of [200, 400]) {
      const {statement, say} = await spoken(lrs);
      await say(statement('initialized'));
      expect(await say(statement('completed', completion))).toBe(status);
    }
  });
});
