import {type ChildProcess, spawn} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {mkdirSync, mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {build} from 'esbuild';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {root} from '../../build/root.ts';
import {seeded} from '../../test/seeded.ts';
import {secret, statement} from './collector.test-data.ts';
import {addKey, usualLimits} from './keys.ts';
import {openStore} from './store.ts';

const kills = 200;
/** Two at a time, each with a store of its own. */
const lanes = 2;
const cache = join(root, 'node_modules/.cache/destt');
const [script, thread] = ['killed', 'killed-writer'].map((name) => join(cache, `${name}-${process.pid}.cjs`)) as [
  string,
  string,
];
const children = new Set<ChildProcess>();

beforeAll(async () => {
  mkdirSync(cache, {recursive: true});
  const sources = {[script]: 'kill.test-data.ts', [thread]: 'writer-thread.ts'};
  for (const [outfile, source] of Object.entries(sources))
    await build({
      entryPoints: [join(root, 'src/collector', source)],
      outfile,
      bundle: true,
      format: 'cjs', // with its libraries inside it starts in half the time
      platform: 'node',
      external: ['libsql'],
      minify: true,
      logLevel: 'error',
    });
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  for (const made of [script, thread]) rmSync(made, {force: true});
});

/** A collector that has everything loaded and waits to be told. */
function warmUp(file: string) {
  const child = spawn(process.execPath, [script, file, secret, thread], {stdio: ['pipe', 'pipe', 'inherit']});
  children.add(child);
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  return {
    async begin() {
      await lines.next();
      child.stdin.write('begin\n');
      return String((await lines.next()).value);
    },
    async kill() {
      child.kill('SIGKILL');
      await gone;
      children.delete(child);
    },
  };
}

describe('a collector that is killed', () => {
  it(`${kills} times at any moment has every statement that it answered 2xx, once, and goes on`, {
    timeout: 300_000,
  }, async () => {
    const laps = await Promise.all(Array.from({length: lanes}, (_, lane) => run(lane + 1, kills / lanes)));
    // The moments were what they should be: some before an answer, some after.
    const answered = laps.reduce((sum, each) => sum + each.answered, 0);
    const unanswered = laps.reduce((sum, each) => sum + each.unanswered, 0);
    expect(answered).toBeGreaterThan(kills);
    expect(unanswered).toBeGreaterThan(kills / 10);
  });
});

async function run(seed: number, times: number): Promise<{answered: number; unanswered: number}> {
  const random = seeded(seed);
  const folder = mkdtempSync(join(tmpdir(), 'destt-killed-'));
  const file = join(folder, 'statements.db');
  const made = await openStore(file);
  const key = addKey(
    made,
    {label: '', scope: 'statements/write', training: null, origins: [], ...usualLimits, perMinute: 1e6},
    0,
  );
  made.close();
  const authorization = `Basic ${Buffer.from(`${key.id}:${key.secret}`).toString('base64')}`;
  const headers = {authorization, 'x-experience-api-version': '1.0.3', 'content-type': 'application/json'};

  const answered = new Set<string>();
  const sent = new Set<string>();
  let open: Record<string, unknown>[][] = [];
  let unanswered = 0;
  let next = warmUp(file);
  for (let time = 0; time < times; time++) {
    const collector = next;
    const address = await collector.begin();
    next = warmUp(file);
    let alive = true;
    /** Dies at some moment after so many answers. */
    let lifetime = Math.floor(random() * 8);
    let end = () => {};
    const over = new Promise<void>((resolve) => (end = resolve));
    if (lifetime === 0) end();
    // What was not answered is sent again, as an outbox would, beside what is new.
    const waiting = [...open, ...Array.from({length: 40}, () => batch(1 + Math.floor(random() * 20)))];
    open = [];
    const send = async () => {
      for (let each = waiting.shift(); each && alive; each = waiting.shift()) {
        for (const {id} of each) sent.add(String(id));
        const answer = await fetch(`${address}/xapi/statements`, {
          method: 'POST',
          headers,
          body: JSON.stringify(each),
        }).catch(() => null);
        const ids: unknown = answer?.status === 200 ? await answer.json().catch(() => null) : null;
        if (Array.isArray(ids)) {
          for (const {id} of each) answered.add(String(id));
          if (--lifetime <= 0) end();
        } else {
          unanswered++;
          open.push(each);
        }
      }
    };
    const sending = [send(), send(), send()];
    await Promise.race([over, Promise.all(sending)]);
    await new Promise((resolve) => setTimeout(resolve, Math.floor(random() * 6)));
    await collector.kill();
    alive = false;
    await Promise.all(sending);
    open = open.slice(0, 5);
  }
  await next.kill();

  const store = await openStore(file);
  expect(store.database.prepare('PRAGMA integrity_check').get([])).toMatchObject({integrity_check: 'ok'});
  const stored = store.after(0, 1_000_000).map(({text}) => String(JSON.parse(text).id));
  store.close();
  rmSync(folder, {recursive: true});
  const here = new Set(stored);
  expect([...answered].filter((id) => !here.has(id)).slice(0, 3)).toEqual([]);
  expect(here.size).toBe(stored.length);
  expect(stored.filter((id) => !sent.has(id))).toEqual([]);
  return {answered: answered.size, unanswered};
}

const batch = (length: number) => Array.from({length}, () => statement({id: randomUUID()}));
