import {randomUUID} from 'node:crypto';
import {statSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, describe, expect, it} from 'vitest';
import {recordActor, sendingActor} from '../xapi/actor.ts';
import {categoryOf} from '../xapi/terms.ts';
import {learner, lms, openCollector, secret, statement, type TestCollector} from './collector.test-data.ts';
import {importRecords, parseRecords} from './import.ts';
import {pseudonymHomePage, pseudonymiser} from './pseudonym.ts';
import {openStore} from './store.ts';
import {termOf} from './terms.ts';

const opened: TestCollector[] = [];
async function open() {
  const collector = await openCollector();
  opened.push(collector);
  return collector;
}
afterEach(async () => {
  for (const collector of opened.splice(0)) await collector.close();
});

const url = '/xapi/statements';
const pseudonym = pseudonymiser(secret);
const name = pseudonym({account: learner});
const account = {homePage: pseudonymHomePage, name};
const term = termOf('agent', `account\n${pseudonymHomePage}\n${name}`);
const importing = ({store, clock}: TestCollector) => ({
  store,
  pseudonym,
  strict: null,
  key: null,
  now: () => clock,
  most: null,
});

describe('a person who is erased', () => {
  it('is in no byte of the disk any more, while the collector runs; others stay', async () => {
    const collector = await open();
    const key = collector.key();
    const post = (body: unknown) => collector.ask('POST', url, {key, body});
    const dana = {account: {homePage: lms, name: 'dana'}};
    const own = Array.from({length: 30}, () => statement({result: {response: 'an answer of mine only'}}));
    const voids = statement({
      actor: dana,
      verb: {id: 'http://adlnet.gov/expapi/verbs/voided'},
      object: {objectType: 'StatementRef', id: own[0]!.id},
    });
    const mentions = statement({actor: dana, context: {instructor: {account: learner}}});
    await post([...own, voids, mentions, statement({actor: dana})]);
    await collector.ask('GET', `${url}?limit=5`, {key});
    expect(collector.bytes()).toContain(name);

    const other = await openStore(join(collector.folder, 'statements.db')); // as the command does, beside the server
    expect(other.erase(account, term)).toEqual({statements: 31, mentions: 1});
    other.close();
    expect(collector.bytes()).not.toContain(name);
    expect(collector.bytes()).not.toContain('an answer of mine only');
    const {statements} = (await collector.ask('GET', url, {key})).json();
    expect(statements).toHaveLength(2);
    expect(JSON.stringify(statements)).toContain('"name":"erased"');

    // A device that did not hear of it sends again: it is told that all is well, and nothing comes back.
    expect((await post(own)).status).toBe(200);
    expect(collector.bytes()).not.toContain('an answer of mine only');
    expect((await collector.ask('GET', `${url}?statementId=${own[3]!.id}`, {key})).status).toBe(404);
  });
});

describe('a copy', () => {
  it('is consistent, while others write', async () => {
    const collector = await open();
    const key = collector.key();
    await collector.ask('POST', url, {key, body: [statement(), statement()]});
    const file = join(collector.folder, 'copy.db');
    collector.store.copyTo(file);
    await collector.ask('POST', url, {key, body: statement()});
    const copy = await openStore(file);
    expect(copy.after(0, 10)).toHaveLength(2);
    expect(copy.database.prepare('PRAGMA integrity_check').get([])).toMatchObject({integrity_check: 'ok'});
    copy.close();
    expect(statSync(file).size).toBeGreaterThan(0);
  });
});

describe('a store', () => {
  it('syncs its log at each commit, so that what was answered 2xx survives a power cut', async () => {
    const {store} = await open();
    expect(store.database.prepare('PRAGMA synchronous').get([])).toMatchObject({synchronous: 2});
    expect(store.database.prepare('PRAGMA journal_mode').get([])).toMatchObject({journal_mode: 'wal'});
  });

  it('refuses a file that is none of its own, and one of a newer collector', async () => {
    const {folder, store} = await open();
    const strange = join(folder, 'strange.db');
    writeFileSync(strange, 'This is a letter, not a database. '.repeat(100));
    await expect(openStore(strange)).rejects.toThrow(/can’t be opened|can't be opened/);
    store.database.exec('PRAGMA user_version = 99');
    await expect(openStore(join(folder, 'statements.db'))).rejects.toThrow('newer collector');
  });
});

describe('a file of records', () => {
  it('is stored once, whatever is imported twice or came over the line before', async () => {
    const collector = await open();
    const sent = statement();
    await collector.ask('POST', url, {key: collector.key(), body: sent});
    const records = [sent, ...Array.from({length: 450}, () => statement()), sent];
    expect(importRecords(records, importing(collector))).toMatchObject({stored: 450, known: 2, refusals: 0});
    expect(importRecords(records, importing(collector))).toMatchObject({stored: 0, known: 452, refusals: 0});
    expect(collector.store.after(0, 1000)).toHaveLength(451);
  });

  describe('of a device that also sends', () => {
    /** As `openRecords` keeps it, and as the outbox sends it. */
    const record = () => {
      const kept = statement({
        actor: recordActor({study: null}, 'silence', 'a0b1c2d3e4f5a6b7c8d9'),
        context: {registration: randomUUID(), contextActivities: {category: categoryOf('research')}},
      });
      const collector = {records: 'endpoint', collector: true, endpoint: 'https://records.example/'} as const;
      return {kept, sent: {...kept, actor: sendingActor(collector, lms, 'aigul.serik')}};
    };
    const actors = ({store}: TestCollector) =>
      store.after(0, 100).map(({text}) => JSON.parse(text).actor.account.name as string);

    it('is stored once with what was sent, and gives the same person to the rest', async () => {
      const collector = await open();
      const [one, other, late] = [record(), record(), record()];
      await collector.ask('POST', url, {key: collector.key(), body: [one.sent, other.sent]});
      const outcome = importRecords([late.kept, one.kept, other.kept], importing(collector));
      expect(outcome).toEqual({stored: 1, known: 2, refused: [], refusals: 0});
      expect(actors(collector)).toEqual([name, name, name]);
    });

    it('is no reason to refuse what is sent after it', async () => {
      const collector = await open();
      const {kept, sent} = record();
      importRecords([kept], importing(collector));
      const answer = await collector.ask('POST', url, {key: collector.key(), body: [sent]});
      expect([answer.status, answer.json()]).toEqual([200, [kept.id]]);
      expect(actors(collector)).toHaveLength(1);
    });

    it('says nothing else under an id that is here', async () => {
      const collector = await open();
      const {kept, sent} = record();
      await collector.ask('POST', url, {key: collector.key(), body: [sent]});
      const other = {...kept, result: {response: 'never'}};
      expect(importRecords([other], importing(collector))).toMatchObject({stored: 0, refusals: 1});
    });
  });

  it('is stored but for its bad records, which are named with place and rule', async () => {
    const collector = await open();
    const [good, sent] = [statement(), statement()];
    await collector.ask('POST', url, {key: collector.key(), body: sent});
    const records = [good, statement({verb: {}}), {...sent, result: {response: 'other'}}, 'x'];
    expect(importRecords({statements: records}, importing(collector))).toEqual({
      stored: 1,
      known: 0,
      refusals: 3,
      refused: [
        {at: 2, path: 'verb.id', rule: 'is missing'},
        {at: 4, path: '', rule: 'must be an object'},
        {at: 3, path: 'id', rule: 'is here already with other content'},
      ],
    });
  });

  it.each([
    ['a list', (all: unknown[]) => JSON.stringify(all)],
    ['a list with a line each', (all: unknown[]) => `[\n${all.map((each) => JSON.stringify(each)).join(',\n')}\n]`],
    ['a line each', (all: unknown[]) => `${all.map((each) => JSON.stringify(each)).join('\r\n')}\n`],
    ['what an LRS gives', (all: unknown[]) => JSON.stringify({statements: all, more: ''})],
  ])('may be %s', async (_, write) => {
    const collector = await open();
    expect(importRecords(parseRecords(write([statement(), statement()])), importing(collector)).stored).toBe(2);
  });

  it.each(['', 'hello', '<html>', '7', '"x"', 'null', '{}', '{"statements": 7}'])(
    'that is none is refused: %s',
    async (text) => {
      const collector = await open();
      expect(importRecords(parseRecords(text), importing(collector))).toMatchObject({stored: 0, refusals: 1});
    },
  );

  it('holds no name once it is stored', async () => {
    const collector = await open();
    importRecords([statement()], importing(collector));
    expect(collector.bytes()).not.toContain('aigul');
    expect(collector.bytes()).toContain(name);
  });
});
