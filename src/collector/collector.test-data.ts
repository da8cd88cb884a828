import {randomUUID} from 'node:crypto';
import {mkdtempSync, readdirSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {FastifyInstance, InjectOptions} from 'fastify';
import {addKey, type NewKey} from './keys.ts';
import {pseudonymiser} from './pseudonym.ts';
import {type CollectorOptions, collectorServer} from './server.ts';
import {openStore, type Store} from './store.ts';
import {groupWriter} from './writer.ts';

export const secret = 'a secret of the tests, long enough for anyone';
export const lms = 'https://moodle.example.kz';
export const learner = {homePage: `${lms}/course/3`, name: 'aigul.serik'};
export const activity = 'https://w3id.org/destt/trainings/silence/self-check';

/** A statement as a package would send it, with whatever a test wants otherwise. */
export function statement(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    id: randomUUID(),
    actor: {objectType: 'Agent', name: 'Айгүл Серік', account: learner},
    verb: {id: 'http://adlnet.gov/expapi/verbs/answered', display: {en: 'answered'}},
    object: {objectType: 'Activity', id: activity, definition: {name: {kk: 'Өзін-өзі бағалау', en: 'Self-check'}}},
    result: {response: 'often'},
    context: {registration: '0f8fad5b-d9cb-469f-a165-70867728950e', language: 'kk'},
    timestamp: '2026-11-21T06:00:00.000Z',
    ...changes,
  };
}

export interface TestCollector {
  readonly app: FastifyInstance;
  readonly store: Store;
  readonly folder: string;
  /** What was logged, as text. */
  readonly log: () => string;
  /** The wall clock: set to make time pass. */
  clock: number;
  /** A new key as `Authorization` wants it. */
  key(changes?: Partial<NewKey>): string;
  /** Asks the server without a network. */
  ask(
    method: InjectOptions['method'] & string,
    url: string,
    given?: {readonly key?: string; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>>},
  ): Promise<{
    status: number;
    headers: Readonly<Record<string, unknown>>;
    text: string;
    json: () => Record<string, unknown>;
  }>;
  /** Every byte that is on the disk. */
  bytes(): string;
  close(): Promise<void>;
}

/** A collector in a folder of its own, with no network: `ask` speaks to it. */
export async function openCollector(options: Partial<CollectorOptions> = {}): Promise<TestCollector> {
  const folder = mkdtempSync(join(tmpdir(), 'destt-collector-'));
  const store = await openStore(join(folder, 'statements.db'));
  const lines: string[] = [];
  const app = await collectorServer({
    store,
    write: groupWriter(store, () => collector.clock),
    pseudonym: pseudonymiser(secret),
    strict: null,
    now: () => collector.clock,
    forwarding: null,
    upload: null,
    log: {write: (line) => void lines.push(line)},
    ...options,
  });
  const all = {scope: 'all' as const};
  const collector: TestCollector = {
    app,
    store,
    folder,
    clock: Date.UTC(2026, 10, 22, 6),
    log: () => lines.join(''),
    key(changes = all) {
      const usual = {
        label: 'test',
        scope: 'statements/write',
        training: null,
        origins: [],
        perMinute: 1_000_000,
        maxBytes: 500_000,
      } as const;
      const {id, secret: password} = addKey(store, {...usual, ...changes}, collector.clock);
      return `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`;
    },
    async ask(method, url, {key, body, headers = {}} = {}) {
      const asText = typeof body === 'string' || Buffer.isBuffer(body);
      const answer = await app.inject({
        method: method as 'GET',
        url,
        headers: {
          'x-experience-api-version': '1.0.3',
          ...(key !== undefined && {authorization: key}),
          ...(body !== undefined && {'content-type': 'application/json'}),
          ...headers,
        },
        ...(body !== undefined && {payload: asText ? body : JSON.stringify(body)}),
      });
      return {
        status: answer.statusCode,
        headers: answer.headers,
        text: answer.body,
        json: () => JSON.parse(answer.body),
      };
    },
    bytes: () =>
      readdirSync(folder)
        .map((name) => readFileSync(join(folder, name), 'latin1'))
        .join('\n'),
    async close() {
      await app.close();
      store.close();
      rmSync(folder, {recursive: true});
    },
  };
  return collector;
}

/** UTF-8 text as it looks among raw bytes. */
export const raw = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
