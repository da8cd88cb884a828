import {createHash, randomUUID} from 'node:crypto';
import {afterEach, describe, expect, it} from 'vitest';
import {
  activity,
  learner,
  lms,
  openCollector,
  raw,
  secret,
  statement,
  type TestCollector,
} from './collector.test-data.ts';
import {pseudonymHomePage, pseudonymiser} from './pseudonym.ts';

const opened: TestCollector[] = [];
async function open(options: Parameters<typeof openCollector>[0] = {}) {
  const collector = await openCollector(options);
  opened.push(collector);
  return collector;
}
afterEach(async () => {
  for (const collector of opened.splice(0)) await collector.close();
});

const url = '/xapi/statements';
const pseudonym = {account: {homePage: pseudonymHomePage, name: pseudonymiser(secret)({account: learner})}};
const voiding = (id: unknown) =>
  statement({verb: {id: 'http://adlnet.gov/expapi/verbs/voided'}, object: {objectType: 'StatementRef', id}});

/** A collector with a key for all, and functions that speak with it. */
async function talk(options: Parameters<typeof openCollector>[0] = {}) {
  const collector = await open(options);
  const key = collector.key();
  const post = (body: unknown, as = key) => collector.ask('POST', url, {key: as, body});
  const get = (query: Readonly<Record<string, string>> = {}, as = key, headers = {}) =>
    collector.ask('GET', `${url}?${new URLSearchParams(query)}`, {key: as, headers});
  const list = async (query: Readonly<Record<string, string>> = {}) => {
    const {statements} = (await get(query)).json();
    return (statements as Record<string, unknown>[]).map(({id}) => id);
  };
  return {collector, key, post, get, list};
}

describe('writing', () => {
  it('stores a statement once, and answers 200 to the same again', async () => {
    const {post, list} = await talk();
    const said = statement();
    expect((await post(said)).json()).toEqual([said.id]);
    expect((await post([said, statement()])).status).toBe(200);
    expect((await list()).filter((id) => id === said.id)).toHaveLength(1);
  });

  it('knows the same statement in other words: keys in another order, another zone, without its list of one', async () => {
    const {post} = await talk();
    const said = statement({context: {contextActivities: {parent: [{id: activity}]}}});
    await post(said);
    const {timestamp: _, ...rest} = said;
    const again = {
      timestamp: '2026-11-21T11:00:00.0002+05:00',
      ...rest,
      context: {contextActivities: {parent: {id: activity}}},
    };
    expect((await post(again)).status).toBe(200);
    expect(
      (await post({...again, verb: {id: 'http://adlnet.gov/expapi/verbs/answered', display: {kk: 'жауап берді'}}}))
        .status,
    ).toBe(200);
  });

  it.each([
    ['answer', {result: {response: 'never'}}],
    ['person', {actor: {account: {...learner, name: 'dana'}}}],
    ['time', {timestamp: '2026-11-21T06:00:00.001Z'}],
    ['extension', {result: {response: 'often', extensions: {'https://a.kz': 1}}}],
  ])('answers 409 to the same id with another %s, and stores nothing of that batch', async (_, change) => {
    const {post, list} = await talk();
    const said = statement();
    await post(said);
    const other = statement();
    const answer = await post([other, {...said, ...change}]);
    expect(answer.status).toBe(409);
    expect(answer.json()).toMatchObject({path: 'id'});
    expect(await list()).toEqual([said.id]);
  });

  it('refuses a whole batch for one bad statement, with place and rule', async () => {
    const {post, list} = await talk();
    const answer = await post([statement(), statement({verb: {id: 'answered'}})]);
    expect(answer.status).toBe(400);
    expect(answer.json()).toEqual({
      error: '[1].verb.id must be an absolute IRI',
      path: '[1].verb.id',
      rule: 'must be an absolute IRI',
    });
    expect(await list()).toEqual([]);
  });

  it('refuses a batch that has one id twice', async () => {
    const {post} = await talk();
    const said = statement();
    expect((await post([said, {...said}])).json()).toMatchObject({path: '[1].id'});
  });

  it('takes a PUT with the id in the address, once', async () => {
    const {collector, key, list} = await talk();
    const {id, ...said} = statement();
    const put = (body: unknown, to = String(id)) => collector.ask('PUT', `${url}?statementId=${to}`, {key, body});
    expect((await put(said)).status).toBe(204);
    expect((await put({...said, id})).status).toBe(204);
    expect((await put({...said, result: {response: 'never'}})).status).toBe(409);
    expect((await put({...said, id: randomUUID()})).status).toBe(400);
    expect((await put([said])).status).toBe(400);
    expect((await collector.ask('PUT', url, {key, body: said})).status).toBe(400);
    expect(await list()).toEqual([id]);
  });

  it('says itself who wrote, when it was stored, and what was left out', async () => {
    const {collector, post, get} = await talk();
    const {
      id: _,
      timestamp: __,
      ...said
    } = statement({authority: {mbox: 'mailto:boss@example.kz'}, stored: '2001-01-01T00:00:00Z'});
    const [id] = (await post(said)).json() as unknown as string[];
    const stored = (await get({statementId: id!})).json();
    const now = new Date(collector.clock).toISOString();
    expect(stored).toMatchObject({id, version: '1.0.0', stored: now, timestamp: now});
    expect(JSON.stringify(stored.authority)).toContain('collector-keys');
  });
});

describe('persons', () => {
  it('are pseudonyms before anything is kept: no name, e-mail address or LMS id in any byte of disk, log or answer', async () => {
    const {collector, post, get} = await talk();
    const mail = 'gulnara.akhmet@example.kz';
    const said = statement({
      object: {id: `https://w3id.org/destt/people/${learner.name}/${encodeURIComponent('Айгүл Серік')}`},
      result: {response: `I am aigul.serik, Айгүл Серік or айгүл серік, write to ${mail} or x.y@uni.kz`},
      context: {
        instructor: {name: 'Гүлнара Ахмет', mbox: `mailto:${mail}`},
        team: {
          objectType: 'Group',
          name: 'Мектеп № 12',
          member: [{name: 'Dana B. Omarova', account: {homePage: lms, name: 'dana-1987'}}],
        },
        extensions: {'https://a.kz/who/aigul.serik': {by: ['Гүлнара Ахмет', mail]}},
      },
    });
    const about = statement({
      object: {objectType: 'Agent', name: 'Dana B. Omarova', account: {homePage: lms, name: 'dana-1987'}},
    });
    const inner = statement({
      object: {
        objectType: 'SubStatement',
        actor: {mbox: `mailto:${mail}`},
        verb: said.verb,
        object: said.object,
        context: said.context,
      },
    });
    expect((await post([said, about, inner])).status).toBe(200);
    await post(statement({verb: {id: 'aigul.serik'}}));
    await get({agent: JSON.stringify({account: learner})});

    const answer = (await get()).text;
    for (const word of [
      'aigul.serik',
      'Айгүл Серік',
      'айгүл серік',
      mail,
      'x.y@uni.kz',
      'dana-1987',
      'Omarova',
      'Ахмет',
      '№ 12',
      lms,
    ]) {
      expect(collector.bytes()).not.toContain(raw(word));
      expect(collector.bytes()).not.toContain(encodeURIComponent(word));
      expect(collector.log()).not.toContain(word);
      expect(answer).not.toContain(word);
    }
    expect(answer).toContain(pseudonym.account.name);
  });

  it('are the same in all packages of an LMS, and others in another', async () => {
    const of = pseudonymiser(secret);
    const one = of({account: {homePage: `${lms}/course/3`, name: 'aigul'}});
    expect(of({account: {homePage: `${lms}/mod/scorm/player.php`, name: 'aigul'}})).toBe(one);
    expect(of({account: {homePage: 'https://other.example.kz', name: 'aigul'}})).not.toBe(one);
    expect(of({account: {homePage: lms, name: 'Aigul'}})).not.toBe(one);
    expect(pseudonymiser(`${secret}!`)({account: {homePage: lms, name: 'aigul'}})).not.toBe(one);
    expect(of({mbox: 'mailto:a@b.kz'})).toBe(
      of({mbox_sha1sum: createHash('sha1').update('mailto:a@b.kz').digest('hex')}),
    );
  });

  it('can’t be forged by whoever has seen a pseudonym', async () => {
    const {post, get} = await talk();
    await post(statement({actor: pseudonym}));
    expect((await get({agent: JSON.stringify(pseudonym)})).json().statements).toEqual([]);
  });

  it('leave other words alone: a learner called like a word, or by a number, changes no answer', async () => {
    const {post, get} = await talk();
    const said = statement({
      actor: {account: {homePage: lms, name: 'often'}},
      result: {response: 'often', extensions: {'https://a.kz': '2026'}},
    });
    await post([said, statement({actor: {account: {homePage: lms, name: '2026'}}, result: {response: '2026'}})]);
    const {statements} = (await get()).json();
    expect((statements as {result: {response: string}}[]).map(({result}) => result.response).sort()).toEqual([
      '2026',
      'often',
    ]);
  });
});

describe('reading', () => {
  const verb = (name: string) => ({id: `http://adlnet.gov/expapi/verbs/${name}`});

  it('finds by every parameter', async () => {
    const {post, list} = await talk();
    const registration = randomUUID();
    const parent = 'https://w3id.org/destt/trainings/silence';
    const dana = {account: {homePage: lms, name: 'dana'}};
    const a = statement({context: {registration, contextActivities: {parent: [{id: parent}]}}});
    const b = statement({
      actor: dana,
      verb: verb('completed'),
      context: {registration, instructor: {account: learner}},
    });
    const c = statement({object: {...dana, objectType: 'Agent'}, context: {}});
    await post([a, b, c]);
    const agent = JSON.stringify({account: learner});
    expect(await list()).toEqual([c.id, b.id, a.id]);
    expect(await list({ascending: 'true'})).toEqual([a.id, b.id, c.id]);
    expect(await list({agent})).toEqual([c.id, a.id]);
    expect(await list({agent: JSON.stringify(pseudonym)})).toEqual([c.id, a.id]);
    expect(await list({agent, related_agents: 'true'})).toEqual([c.id, b.id, a.id]);
    expect(await list({agent: JSON.stringify(dana)})).toEqual([c.id, b.id]);
    expect(await list({verb: verb('completed').id})).toEqual([b.id]);
    expect(await list({registration: registration.toUpperCase()})).toEqual([b.id, a.id]);
    expect(await list({activity: parent})).toEqual([]);
    expect(await list({activity: parent, related_activities: 'true'})).toEqual([a.id]);
    expect(await list({activity, agent: JSON.stringify(dana), registration})).toEqual([b.id]);
    expect(await list({activity, verb: verb('passed').id})).toEqual([]);
    expect(await list({limit: '1'})).toEqual([c.id]);
  });

  it('leaves out what was stored at `since`, and keeps what was stored at `until`', async () => {
    const {collector, post, list} = await talk();
    const times: string[] = [];
    const ids: unknown[] = [];
    for (let at = 0; at < 3; at++) {
      collector.clock += 1000;
      times.push(new Date(collector.clock).toISOString());
      const said = statement();
      ids.push(said.id);
      await post(said);
    }
    expect(await list({since: times[0]!, ascending: 'true'})).toEqual([ids[1], ids[2]]);
    expect(await list({until: times[1]!, ascending: 'true'})).toEqual([ids[0], ids[1]]);
    expect(await list({since: times[0]!, until: times[1]!})).toEqual([ids[1]]);
    expect(await list({since: times[2]!})).toEqual([]);
    expect(await list({until: '2001-01-01T00:00:00Z'})).toEqual([]);
    expect(await list({since: '2001-01-01T05:00:00+05:00', limit: '2'})).toEqual([ids[2], ids[1]]);
  });

  it.each(['true', 'false'])(
    'gives page after page by `more`, each statement once, ascending %s',
    async (ascending) => {
      const {collector, key, post, get} = await talk();
      const said = Array.from({length: 25}, () => statement());
      await post(said);
      const seen: unknown[] = [];
      let answer = await get({limit: '10', ascending, agent: JSON.stringify({account: learner})});
      for (let pages = 0; pages < 5; pages++) {
        const {statements, more} = answer.json();
        seen.push(...(statements as {id: string}[]).map(({id}) => id));
        if (more === '') break;
        expect(more).toMatch(/^\/xapi\/statements\?/);
        await post(statement()); // what comes meanwhile disturbs no page
        answer = await collector.ask('GET', String(more), {key});
      }
      const ids = said.map(({id}) => id);
      expect(seen.slice(0, 25)).toEqual(ascending === 'true' ? ids : ids.reverse());
      expect(new Set(seen).size).toBe(seen.length);
    },
  );

  it('says through when it knows all, which is never later than what may still come', async () => {
    const {collector, post, get} = await talk();
    await post(statement());
    const through = Date.parse(String((await get()).headers['x-experience-api-consistent-through']));
    expect(through).toBeLessThan(collector.clock);
    expect(through).toBeGreaterThan(collector.clock - 60_000);
  });

  it('has `stored` never go back, whatever the clock does', async () => {
    const {collector, post, get} = await talk();
    await post(statement());
    collector.clock -= 3_600_000;
    await post(statement());
    const {statements} = (await get()).json();
    const [second, first] = (statements as {stored: string}[]).map(({stored}) => stored);
    expect(second! >= first!).toBe(true);
  });

  it('hides what is voided, keeps what voids it, and gives the voided one by its own parameter', async () => {
    const {post, get, list} = await talk();
    const said = statement();
    const voids = voiding(said.id);
    await post([said, voids]);
    expect(await list()).toEqual([voids.id]);
    expect(await list({activity})).toEqual([voids.id]); // found by what it points at
    expect((await get({statementId: String(said.id)})).status).toBe(404);
    expect((await get({voidedStatementId: String(said.id)})).json()).toMatchObject({id: said.id});
    expect((await get({voidedStatementId: String(voids.id)})).status).toBe(404);
    const again = voiding(voids.id);
    await post(again);
    expect(await list()).toEqual([again.id, voids.id]); // what voids can't be voided
  });

  it('hides what was voided before it came', async () => {
    const {post, get} = await talk();
    const said = statement();
    await post(voiding(said.id));
    await post(said);
    expect((await get({statementId: String(said.id)})).status).toBe(404);
  });

  it('finds a statement about a statement by what that one says, in either order of coming', async () => {
    const {post, list} = await talk();
    const [early, late] = [statement(), statement()];
    const about = (id: unknown) => statement({object: {objectType: 'StatementRef', id}, verb: verb('commented')});
    const [one, two] = [about(early.id), about(late.id)];
    await post([early, one]);
    await post(two);
    await post(late);
    expect(await list({activity})).toEqual([late.id, two.id, one.id, early.id]);
  });

  it('gives ids only, or one language, when asked', async () => {
    const {post, get} = await talk();
    const said = statement();
    await post(said);
    const one = async (query: Record<string, string>, headers = {}) =>
      (await get({statementId: String(said.id), ...query}, undefined, headers)).json();
    expect(await one({format: 'ids'})).toMatchObject({
      object: {objectType: 'Activity', id: activity},
      verb: verb('answered'),
    });
    expect((await one({format: 'ids'})).object).not.toHaveProperty('definition');
    expect(await one({format: 'canonical'}, {'accept-language': 'en;q=0.5, kk-KZ'})).toMatchObject({
      object: {definition: {name: {kk: 'Өзін-өзі бағалау'}}},
    });
    expect((await one({format: 'canonical'}, {'accept-language': 'en'})).object).toHaveProperty('definition.name', {
      en: 'Self-check',
    });
    expect(await one({format: 'exact'})).toMatchObject({object: said.object});
  });

  it.each([
    ['an unknown parameter', {colour: 'red'}],
    ['a parameter in capitals', {StatementId: randomUUID()}],
    ['two ids', {statementId: randomUUID(), voidedStatementId: randomUUID()}],
    ['an id beside a filter', {statementId: randomUUID(), verb: 'https://a.kz'}],
    ['an id that is none', {statementId: "1' OR '1'='1"}],
    ['a time that is none', {since: 'yesterday'}],
    ['a limit below 0', {limit: '-1'}],
    ['a limit in letters', {limit: '1; DROP TABLE statements'}],
    ['a boolean that is none', {ascending: '1'}],
    ['a format that is none', {format: 'xml'}],
    ['an agent that is none', {agent: '{"name": "Aigul"}'}],
    ['an agent that is no JSON', {agent: '{'}],
    ['attachments', {attachments: 'true'}],
    ['a name of every object', {constructor: 'x'}],
  ])('refuses %s with 400, naming the parameter', async (_, query) => {
    const {get} = await talk();
    const answer = await get(query);
    expect(answer.status).toBe(400);
    expect(answer.json()).toMatchObject({path: expect.any(String), rule: expect.any(String)});
  });

  it('answers HEAD as GET, without a body', async () => {
    const {collector, key} = await talk();
    const answer = await collector.ask('HEAD', url, {key});
    expect([answer.status, answer.text]).toEqual([200, '']);
    expect(answer.headers).toHaveProperty('x-experience-api-consistent-through');
  });
});

describe('keys', () => {
  it('that only write may write, and get 403 for every read', async () => {
    const {collector, post} = await talk();
    const key = collector.key({scope: 'statements/write'});
    const said = statement();
    expect((await post(said, key)).status).toBe(200);
    const reads = [
      '',
      `?statementId=${said.id}`,
      `?voidedStatementId=${said.id}`,
      '?limit=1',
      '?cursor=9',
      '?colour=red',
      '?agent=x',
    ];
    for (const query of reads)
      for (const method of ['GET', 'HEAD']) expect((await collector.ask(method, url + query, {key})).status).toBe(403);
    for (const path of ['/xapi/activities/state', '/xapi/agents/profile', '/xapi/agents', '/xapi/activities'])
      expect((await collector.ask('GET', path, {key})).status).toBe(403);
  });

  it('that only write may not void, or anybody with a package could hide what others wrote', async () => {
    const {collector, post, list} = await talk();
    const said = statement();
    await post(said);
    expect((await post(voiding(said.id), collector.key({scope: 'statements/write'}))).status).toBe(403);
    expect(await list()).toEqual([said.id]);
  });

  it('that only read may not write, nor ask who is who', async () => {
    const {collector, post, get} = await talk();
    const key = collector.key({scope: 'statements/read'});
    await post(statement());
    expect((await post(statement(), key)).status).toBe(403);
    expect((await get({agent: JSON.stringify({account: learner})}, key)).status).toBe(403);
    expect((await get({agent: JSON.stringify(pseudonym)}, key)).json().statements).toHaveLength(1);
  });

  it('of one training write about no other', async () => {
    const {collector, post} = await talk();
    const key = collector.key({scope: 'statements/write', training: 'silence'});
    const other = 'https://w3id.org/destt/trainings/silence-2/x';
    expect((await post(statement(), key)).status).toBe(200);
    expect((await post(statement({object: {id: other}}), key)).status).toBe(403);
    expect(
      (await post(statement({object: {id: other}, context: {contextActivities: {grouping: [{id: activity}]}}}), key))
        .status,
    ).toBe(200);
  });

  it('that are wrong, revoked or missing get nothing', async () => {
    const {collector, post, get} = await talk();
    const key = collector.key();
    const id = Buffer.from(key.slice(6), 'base64').toString().split(':')[0]!;
    const wrong = [
      undefined,
      '',
      'Basic',
      'Bearer x',
      'Basic !!!',
      basic(`${id}:`),
      basic(`${id}:wrong`),
      basic('%:%'),
      basic("' OR 1=1 --:x"),
    ];
    for (const each of wrong)
      expect((await collector.ask('GET', url, each === undefined ? {} : {key: each})).status).toBe(401);
    expect((await get({}, key)).status).toBe(200);
    collector.store.database.prepare('UPDATE keys SET revoked = 1 WHERE id = ?').run([id]);
    expect((await post(statement(), key)).status).toBe(401);
  });

  it('that are wrong open no login window in a browser', async () => {
    const {collector} = await talk();
    expect((await collector.ask('GET', url)).headers['www-authenticate']).toMatch(/^Basic/);
    for (const headers of [{origin: lms}, {'sec-fetch-mode': 'cors'}])
      expect((await collector.ask('GET', url, {headers})).headers).not.toHaveProperty('www-authenticate');
  });

  it('are kept as a digest', async () => {
    const {collector, key} = await talk();
    const password = Buffer.from(key.slice(6), 'base64').toString().split(':')[1]!;
    expect(collector.bytes()).not.toContain(password);
  });

  it('have a rate of their own, and say when to come again', async () => {
    const {collector, post} = await talk();
    const [slow, other] = [collector.key({perMinute: 2}), collector.key()];
    expect([(await post(statement(), slow)).status, (await post(statement(), slow)).status]).toEqual([200, 200]);
    const third = await post(statement(), slow);
    expect(third.status).toBe(429);
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    expect((await post(statement(), other)).status).toBe(200);
  });

  it('have a size of their own', async () => {
    const {collector, post} = await talk();
    const small = collector.key({maxBytes: 2048});
    expect((await post(statement({result: {response: 'x'.repeat(3000)}}), small)).status).toBe(413);
    expect((await post(statement(), small)).status).toBe(200);
  });
});

describe('pages of other origins', () => {
  const origin = 'https://moodle.example.kz';
  const preflight = (collector: TestCollector, from: string) =>
    collector.ask('OPTIONS', url, {
      headers: {
        origin: from,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization,x-experience-api-version,content-type',
      },
    });

  it('may send with the headers of xAPI, and read what comes back', async () => {
    const collector = await open();
    const key = collector.key({origins: [origin]});
    const asked = await preflight(collector, origin);
    expect(asked.status).toBe(204);
    expect(asked.headers['access-control-allow-origin']).toBe(origin);
    expect(String(asked.headers['access-control-allow-headers'])).toMatch(/Authorization.*X-Experience-API-Version/);
    const answer = await collector.ask('POST', url, {key, body: statement(), headers: {origin}});
    expect(answer.status).toBe(200);
    expect(String(answer.headers['access-control-expose-headers'])).toMatch(/ETag.*Last-Modified.*Consistent-Through/);
  });

  it('may not, where no key names them; and not with the key of another', async () => {
    const collector = await open();
    const key = collector.key({origins: [origin]});
    const elsewhere = 'https://elsewhere.example';
    expect((await preflight(collector, elsewhere)).headers).not.toHaveProperty('access-control-allow-origin');
    expect((await collector.ask('POST', url, {key, body: statement(), headers: {origin: elsewhere}})).status).toBe(403);
    expect((await collector.ask('POST', url, {key, body: statement()})).status).toBe(200); // a program, not a page
    collector.key({origins: []});
    expect((await preflight(collector, elsewhere)).headers['access-control-allow-origin']).toBe(elsewhere);
  });
});

describe('what is not served', () => {
  it.each([
    ['documents', 'PUT', '/xapi/activities/state?stateId=x', 501, {}],
    ['profiles', 'GET', '/xapi/agents/profile', 501, {}],
    ['lists of people', 'GET', '/xapi/agents', 501, {}],
    ['OAuth', 'POST', '/xapi/OAuth/token', 501, {}],
    ['deleting', 'DELETE', url, 405, {}],
    ['the alternate syntax', 'POST', `${url}?method=PUT`, 400, {}],
    ['parameters of a POST', 'POST', `${url}?statementId=x`, 400, {}],
    ['another version', 'GET', url, 400, {'x-experience-api-version': '2.0.0'}],
    ['another version, cunningly', 'GET', url, 400, {'x-experience-api-version': '1.0.3, 2.0.0'}],
    ['attachments', 'POST', url, 400, {'content-type': 'multipart/mixed; boundary=x'}],
    ['forms', 'POST', url, 400, {'content-type': 'application/x-www-form-urlencoded'}],
    ['packed bodies', 'POST', url, 415, {'content-encoding': 'gzip'}],
    ['files', 'GET', '/xapi/../../etc/passwd', 404, {}],
    ['files, encoded', 'GET', '/%2e%2e/%2e%2e/secret', 404, {}],
    ['broken addresses', 'GET', '/xapi/%ff', 400, {}],
  ])('is refused with a reason: %s', async (_, method, path, status, headers) => {
    const {collector, key} = await talk();
    const answer = await collector.ask(method, path, {key, headers, ...(method !== 'GET' && {body: {}})});
    expect(answer.status).toBe(status);
    expect(answer.json().error).toMatch(/\.$/);
  });

  it('is a request without the version', async () => {
    const {collector, key} = await talk();
    const answer = await collector.app.inject({url, headers: {authorization: key}});
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['x-experience-api-version']).toBe('1.0.3');
  });

  it('stands in no log: neither addresses, nor bodies, nor who asks', async () => {
    const {collector, post, get} = await talk();
    await get({agent: JSON.stringify({account: learner}), colour: 'red-1987'});
    await post('{"actor": "Aigul Serik", broken');
    expect(collector.log()).not.toMatch(/Aigul|aigul|red-1987|127\.0\.0\.1|remoteAddress/);
    expect(collector.log()).toContain('"route":"/xapi/statements","status":400');
  });

  it('stands in about, which asks for no key', async () => {
    const {collector} = await talk();
    const answer = await collector.app.inject('/xapi/about');
    expect(answer.json()).toMatchObject({
      version: expect.arrayContaining(['1.0.3']),
      extensions: {'https://w3id.org/destt/collector': {pseudonyms: true, documents: false}},
    });
  });
});

const basic = (login: string) => `Basic ${Buffer.from(login).toString('base64')}`;
