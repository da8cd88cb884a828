import type {Statement} from '@xapi/xapi';
import {IDBFactory, IDBKeyRange} from 'fake-indexeddb';
import {beforeEach, describe, expect, it, vi} from 'vitest';
import {endpoint, type Fate, key, recordWorld} from '../../test/fakes/record-lrs.ts';
import {type FakeDisk, fakeDisk} from '../../test/fakes/storage.ts';
import {seeded} from '../../test/seeded.ts';
import {batchLimit} from './outbox.ts';
import {openRecords} from './record-store.ts';
import type {Stream} from './records.ts';
import {defaultSettings, type Settings} from './settings.ts';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

const sending: Settings = {...defaultSettings, records: 'endpoint', endpoint, key};

let world: ReturnType<typeof recordWorld>;
let disk: FakeDisk;
let factory: IDBFactory;
let tabs: number;
beforeEach(() => {
  world = recordWorld();
  disk = fakeDisk();
  factory = new IDBFactory();
  tabs = 0;
});

function openTab(settings = sending) {
  const page = world.open(disk, factory, ++tabs);
  const asked: string[] = [];
  const outbox = () => {
    asked.push('outbox');
    return import('./outbox.ts');
  };
  const store = openRecords({settings, training: 'silence', learner: 'aigul', host: page.host, outbox});
  return {store, asked, ...page};
}

const uuid = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const statement = (n: number, words = ''): Statement => ({
  id: uuid(n),
  actor: {objectType: 'Agent', account: {homePage: 'https://w3id.org/destt/studies/silence', name: 'k7'}},
  verb: {id: 'http://adlnet.gov/expapi/verbs/answered'},
  object: {objectType: 'Activity', id: `https://w3id.org/destt/trainings/silence/q${n}`},
  result: {response: words},
  timestamp: '2026-11-22T06:00:00.000Z',
});
const statements = (from: number, to: number, words = '') =>
  Array.from({length: to - from}, (_, at) => statement(from + at, words));
const received = () => [...world.lrs.stored.keys()].map((id) => Number(id.slice(-12)));
const upTo = (n: number) => Array.from({length: n}, (_, at) => at);

describe('the outbox', () => {
  it('sends what is added, in order, and forgets it once the endpoint named it', async () => {
    const {store} = openTab();
    store.add('tracking', statements(0, 2));
    store.add('research', statements(2, 4));
    expect(store.state.waiting).toBe(4);
    await world.pass(5000);
    expect(received()).toEqual(upTo(4));
    expect(world.lrs.requests).toHaveLength(1);
    expect(store.state).toEqual({waiting: 0, sent: 4, refused: 0, gone: 0, full: false, trouble: null});
    expect(world.lrs.broken).toEqual([]);
  });

  it('sends what an earlier day has left', async () => {
    world.lrs.fate = () => 'lost before';
    const first = openTab();
    first.store.add('research', statements(0, 3));
    await world.pass(5000);
    first.die();
    world.lrs.fate = () => 'stored';
    const {store} = openTab();
    await world.pass(60_000);
    expect(received()).toEqual(upTo(3));
    expect(store.state.waiting).toBe(0);
  });

  it('takes batches of a request’s size', async () => {
    const {store} = openTab();
    store.add('research', statements(0, 70));
    store.add('research', statements(70, 80, 'ә'.repeat(30_000)));
    await world.pass(10_000);
    expect(received()).toEqual(upTo(80));
    const {requests} = world.lrs;
    expect(Math.max(...requests.map(({ids}) => ids.length))).toBe(batchLimit.statements);
    expect(Math.max(...requests.map(({bytes}) => bytes))).toBeLessThanOrEqual(batchLimit.bytes);
    expect(requests.length).toBeLessThan(8);
  });

  it('backs off from an endpoint that is not there, and asks at once when the line is back', async () => {
    world.lrs.fate = () => 'lost before';
    const {store, goOnline} = openTab();
    store.add('research', statements(0, 1));
    await world.pass(600_000, 5000);
    const tries = world.lrs.requests.length;
    expect(tries).toBeGreaterThan(5);
    expect(tries).toBeLessThan(14);
    expect(store.state).toMatchObject({waiting: 1, trouble: 'line'});
    world.lrs.fate = () => 'stored';
    goOnline();
    await world.pass(1000);
    expect(store.state).toMatchObject({waiting: 0, sent: 1, trouble: null});
  });

  it.each([
    [429, {'Retry-After': '120'}],
    [503, {'Retry-After': 'Sun, 22 Nov 2026 10:02:00 GMT', Date: 'Sun, 22 Nov 2026 10:00:00 GMT'}],
  ] as const)('waits as long as a %s asks it to', async (status, headers) => {
    world.lrs.fate = () => ({status, headers: {...headers}});
    const {store} = openTab();
    store.add('research', statements(0, 1));
    await world.pass(100_000, 1000);
    expect(world.lrs.requests).toHaveLength(1);
    world.lrs.fate = () => 'stored';
    await world.pass(30_000, 1000);
    expect(store.state.waiting).toBe(0);
  });

  it('asks again with the same ids after an answer that never came', async () => {
    let times = 0;
    world.lrs.fate = () => (times++ === 0 ? 'hangs' : 'stored');
    const {store} = openTab();
    store.add('research', statements(0, 4));
    await world.pass(80_000, 1000);
    expect(received()).toEqual(upTo(4));
    expect(store.state.waiting).toBe(0);
  });

  it('sets the statement aside that is refused, with the endpoint’s words, and sends the rest', async () => {
    world.lrs.refuses.set(uuid(7), '{"path": "$[0].result.score.scaled", "rule": "at most 1"}');
    world.lrs.refuses.set(uuid(41), 'verb.id: no IRI');
    const {store, host} = openTab();
    store.add('research', statements(0, 60));
    await world.pass(30_000);
    expect(received()).toEqual(upTo(60).filter((n) => n !== 7 && n !== 41));
    expect(store.state).toMatchObject({waiting: 0, sent: 58, refused: 2, trouble: null});
    expect(host.warnings.join('\n')).toMatch(/\$\[0\]\.result\.score\.scaled.*at most 1/);
    const kept: unknown = JSON.parse(await new Response(await store.export()).text());
    expect(kept).toEqual([statement(41), statement(7)].toReversed());
  });

  it('gets past a statement that the endpoint falls over each time', async () => {
    world.lrs.fate = (ids) => (ids.includes(uuid(3)) ? {status: 500, text: 'Internal Server Error'} : 'stored');
    const {store} = openTab();
    store.add('research', statements(0, 20));
    await world.pass(120_000, 1000);
    expect(received()).toEqual(upTo(20).filter((n) => n !== 3));
    expect(store.state).toMatchObject({waiting: 0, sent: 19, refused: 1, trouble: null});
  });

  it('blames no statement while the endpoint falls over each of them', async () => {
    world.lrs.fate = () => ({status: 500});
    const {store, goOnline} = openTab();
    store.add('research', statements(0, 20));
    await world.pass(600_000, 5000);
    expect(store.state).toMatchObject({waiting: 20, refused: 0, trouble: 'line'});
    world.lrs.fate = () => 'stored';
    goOnline();
    await world.pass(60_000, 1000);
    expect(received().toSorted((a, b) => a - b)).toEqual(upTo(20));
  });

  it('does not believe an endpoint that refuses everything', async () => {
    world.lrs.fate = () => ({status: 400, text: 'X-Experience-API-Version missing'});
    const {store} = openTab();
    store.add('research', statements(0, 60));
    await world.pass(20_000);
    expect(store.state).toMatchObject({trouble: 'endpoint'});
    expect(store.state.refused).toBeLessThan(8);
    expect(store.state.waiting + store.state.refused).toBe(60);
  });

  it('sends less at a time to an endpoint that takes little', async () => {
    world.lrs.limit = 3000;
    const {store} = openTab();
    store.add('research', [...statements(0, 20), statement(20, 'x'.repeat(4000)), ...statements(21, 30)]);
    await world.pass(30_000);
    expect(received()).toEqual(upTo(30).filter((n) => n !== 20));
    expect(store.state).toMatchObject({waiting: 0, refused: 1});
  });

  it.each([401, 403])('stops at a %s, keeps everything, and tries once more the next day', async (status) => {
    world.lrs.fate = () => ({status});
    const {store, goOnline, die} = openTab();
    store.add('research', statements(0, 3));
    await world.pass(10_000);
    store.add('research', statements(3, 4));
    goOnline();
    store.leave();
    await world.pass(600_000, 5000);
    expect(world.lrs.requests).toHaveLength(1);
    expect(store.state).toMatchObject({waiting: 4, refused: 0, trouble: 'key'});
    die();
    world.lrs.fate = () => 'stored';
    openTab();
    await world.pass(60_000, 1000);
    expect(received()).toEqual(upTo(4));
  });

  it.each<[string, Fate]>([
    ['a page that says 200', {status: 200, text: '<!doctype html><title>Welcome</title>'}],
    ['a list of other ids', {status: 200, text: JSON.stringify([uuid(99)])}],
    ['an empty list', {status: 200, text: '[]'}],
    ['an object', {status: 200, text: '{"ok": true}'}],
    ['nothing there', {status: 404, text: 'not found'}],
    ['a redirect', {status: 302, headers: {Location: 'https://login.example/'}}],
  ])('takes %s for no success', async (_, fate) => {
    world.lrs.fate = () => fate;
    const {store} = openTab();
    store.add('research', statements(0, 2));
    await world.pass(10_000);
    expect(store.state).toMatchObject({waiting: 2, sent: 0, refused: 0, trouble: 'endpoint'});
    world.lrs.fate = () => 'stored';
    await world.pass(600_000, 5000);
    expect(store.state).toMatchObject({waiting: 0, sent: 2, trouble: null});
  });

  it('sends the last batch so that it outlives the page, and no more than that may carry', async () => {
    const {store, die} = openTab();
    await world.pass(1000);
    store.add('research', statements(0, 3, 'ә'.repeat(6000)));
    store.leave();
    die();
    await world.pass(1000);
    expect(world.lrs.requests.map(({keepalive, ids}) => [keepalive, ids.length])).toEqual([[true, 2]]);
    expect(world.lrs.requests[0]?.bytes).toBeLessThan(30_000);
    expect(received()).toEqual(upTo(2));
    const next = openTab();
    await world.pass(60_000, 1000);
    expect(received()).toEqual(upTo(3));
    expect(next.store.state.waiting).toBe(0);
    expect(world.lrs.broken).toEqual([]);
  });

  it('sends no research after withdrawal, but the withdrawal itself', async () => {
    world.lrs.fate = () => 'lost before';
    const {store} = openTab();
    store.add('research', statements(0, 3));
    store.add('tracking', statements(3, 4));
    await world.pass(5000);
    const dropped = store.drop('research');
    store.add('research', statements(4, 5));
    world.lrs.fate = () => 'stored';
    await world.pass(60_000, 1000);
    await dropped;
    expect(received().sort()).toEqual([3, 4]);
    expect(store.state.waiting).toBe(0);
  });

  it('names the LMS’s learner to a collector, and keeps only the code', async () => {
    const {store} = openTab({...sending, collector: true});
    store.add('research', statements(0, 1));
    const kept = await new Response(await store.export()).text();
    expect(JSON.parse(kept)).toEqual(statements(0, 1));
    expect(JSON.stringify([...disk.items])).not.toContain('aigul');
    await world.pass(5000);
    const lms = {objectType: 'Agent', account: {homePage: 'https://moodle.example', name: 'aigul'}};
    expect([...world.lrs.stored.values()]).toEqual([{...statement(0), actor: lms}]);
  });

  it('lets one of two tabs send, and the other one go on when that is closed', async () => {
    const [one, two] = [openTab(), openTab()];
    one.store.add('research', statements(0, 2));
    two.store.add('research', statements(2, 4));
    await world.pass(10_000);
    expect(received().toSorted()).toEqual(upTo(4));
    one.die();
    two.store.add('research', statements(4, 6));
    await world.pass(60_000, 1000);
    expect(received().toSorted()).toEqual(upTo(6));
    expect(world.lrs.requests.flatMap(({ids}) => ids)).toHaveLength(6); // none twice
  });

  it('has everything of very many that wait, a portion at a time', async () => {
    const {store, goOnline} = openTab();
    world.lrs.fate = () => 'lost before';
    const many = 1000; // the bench has a hundred thousand, in a real browser
    for (let from = 0; from < many; from += 500) store.add('tracking', statements(from, from + 500));
    await world.pass(5000, 100);
    expect(store.state.waiting).toBe(many);
    world.lrs.fate = () => 'stored';
    goOnline();
    await world.pass(30_000, 100);
    expect(store.state).toMatchObject({waiting: 0, sent: many});
    expect(received()).toEqual(upTo(many));
  });

  it.each(upTo(40))('stores each statement once whatever happens (seed %i)', async (seed) => {
    const chance = seeded(seed);
    const die = <T>(...sides: readonly T[]): T => sides[Math.floor(chance() * sides.length)] as T;
    const fates: readonly Fate[] = [
      'lost before',
      'lost after',
      'lost after',
      'hangs',
      {status: 503},
      {status: 429, headers: {'Retry-After': '7'}},
      {status: 500, text: 'oops'},
      {status: 200, text: '<html>'},
    ];
    world.lrs.fate = () => (chance() < 0.45 ? die(...fates) : 'stored');
    const open = [openTab(), openTab()];
    const by = new Map<number, number>(); // statement → tab
    let made = 0;
    for (let event = 0; event < 60; event++) {
      const at = die(0, 1);
      const tab = open[at]!;
      const what = chance();
      if (what < 0.6) {
        const more = die(1, 1, 2, 5);
        for (let n = made; n < made + more; n++) by.set(n, at);
        tab.store.add(die<Stream>('tracking', 'research'), statements(made, (made += more)));
      } else if (what < 0.7) tab.store.leave();
      else if (what < 0.8) {
        if (chance() < 0.5) tab.store.leave();
        tab.die();
        open[at] = openTab();
      } else await world.pass(die(100, 1000, 5000, 30_000), 500);
    }
    world.lrs.fate = () => 'stored';
    await world.pass(700_000, 5000);
    expect(received().toSorted((a, b) => a - b)).toEqual(upTo(made));
    expect(world.lrs.broken).toEqual([]);
    for (const {store} of open) expect(store.state).toMatchObject({refused: 0, gone: 0, full: false, trouble: null});
    // What one tab said stays in its order.
    for (const at of [0, 1]) {
      const own = received().filter((n) => by.get(n) === at);
      expect(own).toEqual(own.toSorted((a, b) => a - b));
    }
  });
});

describe('records without an endpoint', () => {
  it('stay on the device, ask for no script that sends, and are saved as one list', async () => {
    const {store, asked, die} = openTab({...defaultSettings});
    store.add('tracking', statements(0, 2));
    store.add('research', statements(2, 3));
    store.leave();
    await world.pass(60_000, 1000);
    expect([world.lrs.requests, asked]).toEqual([[], []]);
    die();
    const {store: later} = openTab({...defaultSettings});
    const text = await new Response(await later.export()).text();
    expect(JSON.parse(text)).toEqual(statements(0, 3));
    expect(text.split('\n').filter((line) => line.startsWith('{'))).toHaveLength(3); // a line for each
    expect(later.state).toMatchObject({waiting: 3, sent: 0, full: false, trouble: null});
  });

  it('take two megabytes at most; research stays, tracking goes first', async () => {
    const {store} = openTab({...defaultSettings});
    store.add('research', statements(0, 3));
    for (let n = 3; n < 33; n++) {
      store.add('tracking', [statement(n, 'x'.repeat(100_000))]);
      await world.pass(100, 100);
    }
    const text = await new Response(await store.export()).text();
    expect(text.length).toBeLessThan(2_001_000);
    const kept = (JSON.parse(text) as readonly Statement[]).map(({id}) => Number(id?.slice(-12)));
    expect(kept.slice(0, 3)).toEqual(upTo(3));
    expect(kept.at(-1)).toBe(32);
    expect(kept).not.toContain(3);
  });
});
