import type {RecordsHost} from '../../src/xapi/record-store.ts';
import {fakeHost} from './host.ts';
import {type FakeDisk, fakePage} from './storage.ts';

/** What becomes of a request; the first that a test or a die gives. */
export type Fate =
  | 'stored'
  /** The request never arrives; the answer never arrives; there is never an end to it. */
  | 'lost before'
  | 'lost after'
  | 'hangs'
  | {readonly status: number; readonly text?: string; readonly headers?: Record<string, string>};

export interface ReceivedStatement {
  readonly id: string;
  readonly [name: string]: unknown;
}

/** An endpoint for records: takes statements by their key, each id once, and fails as it is told. */
export interface RecordLrs {
  /** By id, in the order they came first. */
  readonly stored: ReadonlyMap<string, ReceivedStatement>;
  /** The same id with other content, a request without our headers: in a good story none. */
  readonly broken: readonly string[];
  readonly requests: {
    readonly ids: readonly string[];
    readonly keepalive: boolean;
    readonly bytes: number;
    readonly at: number;
  }[];
  fate: (ids: readonly string[]) => Fate;
  /** Refuses these, and every batch they are in. */
  readonly refuses: Map<string, string>;
  /** Bytes a request may have. */
  limit: number;
}

export const endpoint = 'https://records.example/xapi/';
export const key = {scope: 'statements/write', user: 'package', secret: 'm3'} as const;

/** An endpoint and the pages that send to it, with one clock driven by hand. */
export function recordWorld() {
  const clock = fakeHost();
  const stored = new Map<string, ReceivedStatement>();
  const broken: string[] = [];
  const lrs: RecordLrs = {stored, broken, requests: [], fate: () => 'stored', refuses: new Map(), limit: 1_000_000};

  function store(body: string): Response {
    const statements = JSON.parse(body) as readonly ReceivedStatement[];
    if (Buffer.byteLength(body) > lrs.limit) return new Response('too much', {status: 413});
    const bad = statements.find(({id}) => lrs.refuses.has(id));
    if (bad) return new Response(lrs.refuses.get(bad.id), {status: 400});
    const fresh = statements.filter(({id}) => !stored.has(id));
    for (const statement of statements) {
      const known = stored.get(statement.id);
      if (known && JSON.stringify(known) !== JSON.stringify(statement)) broken.push(`other content: ${statement.id}`);
      if (!known) stored.set(statement.id, statement);
    }
    // As Ralph does: the ids that are new, nothing where there are none.
    return fresh.length === 0
      ? new Response(null, {status: 204})
      : new Response(JSON.stringify(fresh.map(({id}) => id)), {status: 200});
  }

  function answer(body: string, ids: readonly string[]): Response | 'never' | 'fails' {
    const fate = lrs.fate(ids);
    if (fate === 'lost before') return 'fails';
    if (fate === 'hangs') return 'never';
    if (typeof fate === 'object')
      return new Response(fate.text ?? null, {status: fate.status, headers: fate.headers ?? {}});
    const response = store(body);
    return fate === 'lost after' ? 'fails' : response;
  }

  return {
    lrs,
    clock,
    /** Opens a page on a disk; `random` bytes tell its tab from others. */
    open(disk: FakeDisk, factory: IDBFactory, tab: number) {
      const page = fakePage(disk, factory);
      let alive = true;
      const onlyAlive = (run: () => void) => () => {
        if (alive) run();
      };
      const window = Object.assign(new EventTarget(), {
        location: {origin: 'https://moodle.example'},
        fetch: (url: unknown, init: RequestInit = {}) =>
          new Promise<Response>((resolve, reject) => {
            const body = String(init.body);
            const headers = new Headers(init.headers);
            const ids = (JSON.parse(body) as readonly ReceivedStatement[]).map(({id}) => id);
            const bytes = Buffer.byteLength(body);
            lrs.requests.push({ids, bytes, keepalive: init.keepalive ?? false, at: clock.now()});
            if (url !== `${endpoint}statements` || init.method !== 'POST') broken.push(`${init.method} ${url}`);
            if (headers.get('Authorization') !== `Basic ${btoa('package:m3')}`) broken.push('no key');
            if (headers.get('X-Experience-API-Version') !== '1.0.3') broken.push('no version');
            if (init.keepalive && bytes > 65_536) return reject(new TypeError('Failed to fetch'));
            init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
            const arrive = () => {
              if (!alive && !init.keepalive) return;
              const given = answer(body, ids);
              if (given === 'never') return;
              clock.setTimeout(
                onlyAlive(() => (given === 'fails' ? reject(new TypeError('Failed to fetch')) : resolve(given))),
                50,
              );
            };
            clock.setTimeout(arrive, 50);
          }),
      });
      const host: RecordsHost & {readonly warnings: string[]} = {
        window: window as unknown as Window,
        get localStorage() {
          return page.localStorage;
        },
        indexedDB: page.indexedDB,
        random: (length) => new Uint8Array(length).fill(tab),
        elapsed: clock.now,
        setTimeout: (run, milliseconds) => clock.setTimeout(onlyAlive(run), milliseconds),
        clearTimeout: clock.clearTimeout,
        warnings: [],
        warn: (words) => void host.warnings.push(words),
      };
      return {
        host,
        goOnline: () => void window.dispatchEvent(new Event('online')),
        die() {
          alive = false;
          page.die();
        },
      };
    },
    /** Time passes; what is promised and what the disk does has happened. */
    async pass(milliseconds: number, step = 500) {
      for (let passed = 0; passed < milliseconds; passed += step) {
        await settled();
        clock.tick(Math.min(step, milliseconds - passed));
      }
      await settled();
    },
  };
}

/** The fake database takes a turn of the event loop for each request. */
async function settled() {
  for (let turn = 0; turn < 30; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}
