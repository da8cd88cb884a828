import {join} from 'node:path';
import {build} from 'esbuild';
import type {Browser} from 'playwright-core';
import {root} from '../../build/root.ts';
import {body, listen, send} from '../journeys/school.ts';

/** What records cost a browser. */
export interface OutboxFigures {
  readonly waiting: number;
  readonly bytes_of_a_statement: number;
  /** The page is busy this long with one learner's step of two statements: the log in localStorage included. */
  readonly add_ms_median: number;
  /** Until all are in IndexedDB. */
  readonly enqueued_per_second: number;
  /** To an endpoint beside it that answers at once. */
  readonly drained_per_second: number;
  readonly requests: number;
  /** Of the page's JavaScript, while all wait and after they are gone. */
  readonly heap_megabytes_waiting: number;
  readonly heap_megabytes_after: number;
  /** How many the endpoint had twice or never. */
  readonly doubled: number;
  readonly lost: number;
}

/** What runs in the page: the two functions of ours, and a page's own names. */
const entry = `
import {openRecords} from ${JSON.stringify(join(root, 'src/xapi/record-store.ts'))};
import * as outbox from ${JSON.stringify(join(root, 'src/xapi/outbox.ts'))};
window.bench = (settings) => openRecords({
  settings, training: 'bench', learner: '', outbox: async () => outbox,
  host: {
    window, localStorage, indexedDB, warn: console.warn,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)), elapsed: () => performance.now(),
    setTimeout: (run, ms) => window.setTimeout(run, ms), clearTimeout: (timer) => window.clearTimeout(timer),
  },
});`;

/** Very many statements into the queue while the line is cut, and out of it again. */
export async function outboxFigures(browser: Browser, waiting = 100_000): Promise<OutboxFigures> {
  const {outputFiles} = await build({
    stdin: {contents: entry, resolveDir: root, loader: 'ts'},
    bundle: true,
    write: false,
    format: 'iife',
  });
  const script = outputFiles[0]?.text ?? '';
  const stored = new Map<string, number>();
  let [cut, requests] = [true, 0];
  const {port, close} = await listen(async (request, response) => {
    if (request.url === '/') return send(response, 200, 'text/html', '<!doctype html><title>Bench</title>');
    if (cut) return request.socket.destroy();
    requests++;
    const ids = (JSON.parse(await body(request)) as readonly {id: string}[]).map(({id}) => id);
    for (const id of ids) stored.set(id, (stored.get(id) ?? 0) + 1);
    return send(response, 200, 'application/json', JSON.stringify(ids));
  });
  const address = `http://127.0.0.1:${port}`;
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(address);
  await page.addScriptTag({content: script});
  const heap = async () => {
    const session = await page.context().newCDPSession(page);
    await session.send('HeapProfiler.collectGarbage');
    const {usedSize} = await session.send('Runtime.getHeapUsage');
    await session.detach();
    return Math.round(usedSize / 100_000) / 10;
  };

  const begun = await page.evaluate(
    async ({endpoint, waiting}) => {
      const key = {scope: 'statements/write', user: 'bench', secret: 'bench'};
      const store = window.bench({records: 'endpoint', endpoint, key, collector: false});
      Object.assign(window, {store});
      let made = 0;
      const text = 'Сабақ алдында бір минут тыныс алу '.repeat(20);
      const statement = () => ({
        id: `00000000-0000-4000-8000-${String(made++).padStart(12, '0')}`,
        actor: {objectType: 'Agent', account: {homePage: 'https://w3id.org/destt/studies/bench', name: 'k7'}},
        verb: {id: 'http://adlnet.gov/expapi/verbs/answered'},
        object: {
          objectType: 'Activity',
          id: 'https://w3id.org/destt/trainings/bench/item',
          definition: {description: {kk: text}},
        },
        timestamp: '2026-11-22T06:00:00.000Z',
      });
      const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
      const times: number[] = [];
      for (let step = 0; step < 100; step++) {
        const start = performance.now();
        store.add('tracking', [statement(), statement()]);
        times.push(performance.now() - start);
        await pause(10);
      }
      await pause(500);
      const start = performance.now();
      const before = made;
      while (made < waiting) {
        store.add('tracking', Array.from({length: Math.min(500, waiting - made)}, statement));
        await pause(0);
      }
      // Until the disk has them all.
      const [{name = ''} = {}] = (await indexedDB.databases()).filter((each) => each.name?.includes('records1'));
      const database = await new Promise<IDBDatabase>((resolve) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
      });
      const count = () =>
        new Promise<number>((resolve) => {
          const request = database.transaction('waiting').objectStore('waiting').count();
          request.onsuccess = () => resolve(request.result);
        });
      while ((await count()) < waiting && performance.now() - start < 300_000) await pause(50);
      database.close();
      return {
        add: times.sort((a, b) => a - b)[50] ?? 0,
        perSecond: (1000 * (waiting - before)) / (performance.now() - start),
        bytes: new TextEncoder().encode(JSON.stringify(statement())).length,
      };
    },
    {endpoint: `${address}/xapi/`, waiting},
  );
  const heapWaiting = await heap();
  cut = false;
  const drained = await page.evaluate(async () => {
    const {store} = window as unknown as {store: BenchStore};
    window.dispatchEvent(new Event('online'));
    const start = performance.now();
    while (store.state.waiting > 0 && performance.now() - start < 600_000)
      await new Promise((resolve) => setTimeout(resolve, 20));
    return (1000 * store.state.sent) / (performance.now() - start);
  });
  const heapAfter = await heap();
  await context.close();
  await close();
  return {
    waiting,
    bytes_of_a_statement: begun.bytes,
    add_ms_median: Math.round(100 * begun.add) / 100,
    enqueued_per_second: Math.round(begun.perSecond),
    drained_per_second: Math.round(drained),
    requests,
    heap_megabytes_waiting: heapWaiting,
    heap_megabytes_after: heapAfter,
    doubled: [...stored.values()].filter((times) => times > 1).length,
    lost: waiting - stored.size,
  };
}

interface BenchStore {
  readonly state: {readonly waiting: number; readonly sent: number};
  add(stream: 'tracking', statements: readonly object[]): void;
}
declare global {
  interface Window {
    bench(settings: object): BenchStore;
  }
}
