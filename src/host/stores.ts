import type {HostRecord, HostStore} from './types.ts';

/** Keeps records as long as the page lives: for trying out, and for tests. */
export function memoryStore(): HostStore {
  const records = new Map<string, string>();
  return {
    load: (key) => JSON.parse(records.get(key) ?? 'null'),
    save: (key, record) => void records.set(key, JSON.stringify(record)),
  };
}

/** Keeps records in this browser, under names that begin with `prefix`: for a page without a server. */
export function browserStore(storage: Pick<Storage, 'getItem' | 'setItem'>, prefix = 'destt-host/'): HostStore {
  return {
    load: (key) => JSON.parse(storage.getItem(prefix + key) ?? 'null'),
    save: (key, record) => storage.setItem(prefix + key, JSON.stringify(record)),
  };
}

export interface ServerStoreOptions {
  /** The page's own `fetch` unless given. */
  readonly fetch?: typeof fetch;
  /** Sent with each request, for example `{'X-CSRF-Token': …}`. Cookies of the same origin go by themselves. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds until a request counts as failed; 15 s unless given. */
  readonly patience?: number;
}

/**
 * Keeps records on your server: `GET address/KEY` answers with what was put there, or 404; `PUT address/KEY` stores a
 * JSON body. The key is one percent-encoded segment. Who may read and write what is for the server to decide, by its session.
 */
export function serverStore(address: string, options: ServerStoreOptions = {}): HostStore {
  const {headers = {}, patience = 15_000} = options;
  const ask = async (key: string, init: RequestInit) => {
    const url = `${address.replace(/\/$/, '')}/${encodeURIComponent(key)}`;
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), patience);
    try {
      const answer = await (options.fetch ?? fetch)(url, {
        credentials: 'same-origin',
        cache: 'no-store',
        signal: abort.signal,
        ...init,
        headers: {...headers, ...init.headers},
      });
      if (!answer.ok && answer.status !== 404)
        throw new Error(`${init.method} ${url} was answered with ${answer.status}`);
      if (!answer.ok && init.method === 'PUT')
        throw new Error(`${init.method} ${url} was answered with 404: nothing takes records there`);
      return answer.ok && init.method === 'GET' ? ((await answer.json()) as unknown) : null;
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    load: (key) => ask(key, {method: 'GET'}),
    async save(key: string, record: HostRecord) {
      const body = JSON.stringify(record);
      // The last save outlives the page, if it is within what browsers allow for that: 64 KiB, a letter may be two bytes.
      const keepalive = body.length < 30_000;
      await ask(key, {method: 'PUT', body, headers: {'Content-Type': 'application/json'}, keepalive});
    },
  };
}
