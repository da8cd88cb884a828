import {createHash, randomBytes, timingSafeEqual} from 'node:crypto';
import {trainingIri} from '../training/iri.ts';
import type {ValidStatement} from '../xapi/valid-statement.ts';
import {CollectorFault} from './collector-fault.ts';
import {columnIn, numberIn, type Store, textIn} from './store.ts';
import {activitiesIn} from './terms.ts';

/** What a key may do (xAPI 1.0.3, part 3, 4.2, OAuth scopes). Only `all` may void. */
export const scopes = ['statements/write', 'statements/read', 'all'] as const;
export type Scope = (typeof scopes)[number];

/** A key as it is known here: its secret is not. */
export interface Key {
  readonly id: string;
  /** Whose it is, for people. */
  readonly label: string;
  readonly scope: Scope;
  /** The only training that it may write about; null for any. */
  readonly training: string | null;
  /** Origins of pages that may use it; none named: any. Programs that are no page send no origin. */
  readonly origins: readonly string[];
  /** Requests. */
  readonly perMinute: number;
  /** Bytes of a request's body. */
  readonly maxBytes: number;
  /** Milliseconds since 1970. */
  readonly made: number;
  readonly revoked: number | null;
}

export type NewKey = Omit<Key, 'id' | 'made' | 'revoked'>;

/** Three hundred teachers of one package, each sending every ten seconds, are 1,800 requests a minute. */
export const usualLimits = {perMinute: 3_000, maxBytes: 512 * 1024};
/** What no key may send at once. */
export const mostBytes = 4 * 1024 * 1024;

export const mayWrite = ({scope}: Key) => scope !== 'statements/read';
export const mayRead = ({scope}: Key) => scope !== 'statements/write';
export const mayVoid = ({scope}: Pick<Key, 'scope'>) => scope === 'all';

/**
 * Makes a key; its secret is given back this once, and a digest of it is kept. User and secret are those of HTTP Basic.
 * @throws CollectorFault where one of its limits is none
 */
export function addKey(store: Store, key: NewKey, now: number): {readonly id: string; readonly secret: string} {
  const {label, scope, training, origins, perMinute, maxBytes} = key;
  for (const origin of origins)
    if (origin !== 'null' && !isOrigin(origin))
      throw new CollectorFault(
        `“${origin}” is no origin: write https://moodle.example.kz, with no path and no slash at the end.`,
      );
  if (!(perMinute >= 1)) throw new CollectorFault('A key needs at least one request a minute.');
  if (!(maxBytes >= 1024 && maxBytes <= mostBytes))
    throw new CollectorFault(`The body of a request may have 1024 to ${mostBytes} bytes.`);
  const id = randomBytes(6).toString('hex');
  const secret = randomBytes(24).toString('base64url');
  store.database
    .prepare('INSERT INTO keys VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)')
    .run([id, digest(secret), label, scope, training, JSON.stringify(origins), perMinute, maxBytes, now]);
  return {id, secret};
}

/** All keys, the oldest first, the revoked with them. */
export function listKeys(store: Store): readonly Key[] {
  return store.database.prepare('SELECT * FROM keys ORDER BY made, id').all([]).map(keyIn);
}

/** From now on nobody gets in with it. False if there is no such key, or it was revoked before. */
export function revokeKey(store: Store, id: string, now: number): boolean {
  return (
    store.database.prepare('UPDATE keys SET revoked = ? WHERE id = ? AND revoked IS NULL').run([now, id]).changes > 0
  );
}

/** Finds the key that `Authorization` names; null for none, a wrong secret and a revoked one alike. */
export function keyFinder(store: Store): (authorization: string | undefined) => Key | null {
  // Asked at each request, so that a key revoked by another process is revoked at once.
  const find = store.database.prepare('SELECT * FROM keys WHERE id = ? AND revoked IS NULL');
  return (authorization) => {
    const [, encoded = ''] = /^Basic ([A-Za-z0-9+/=_-]{1,1000})$/i.exec(authorization ?? '') ?? [];
    const [, id = '', secret = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
    if (!/^[0-9a-f]{12}$/.test(id)) return null;
    const row = find.get([id]);
    if (row === undefined || !timingSafeEqual(Buffer.from(digest(secret)), Buffer.from(textIn(row, 'hash'))))
      return null;
    return keyIn(row);
  };
}

/** Whether a page of this origin may use it. */
export const allowsOrigin = ({origins}: Pick<Key, 'origins'>, origin: string) =>
  origins.length === 0 || origins.includes(origin);

/** Whether a statement is about the training that the key is for: its object, or an activity of its context, is of it. */
export function isAbout(training: string, {object, context}: ValidStatement): boolean {
  const iri = trainingIri(training);
  const own = 'id' in object && object.objectType !== 'StatementRef' ? [object.id] : [];
  const ids = [...own, ...activitiesIn(context?.contextActivities).map(({id}) => id)];
  return ids.some((id) => id === iri || id.startsWith(`${iri}/`));
}

const isOrigin = (text: string) => URL.canParse(text) && new URL(text).origin === text;

/** Secrets are 192 random bits: no dictionary finds one, so a plain digest will do. */
const digest = (secret: string) => createHash('sha256').update(secret).digest('hex');

function keyIn(row: unknown): Key {
  const scope = scopes.find((each) => each === textIn(row, 'scope'));
  const origins: unknown = JSON.parse(textIn(row, 'origins'));
  const revoked = columnIn(row, 'revoked');
  return {
    id: textIn(row, 'id'),
    label: textIn(row, 'label'),
    scope: scope ?? 'statements/write',
    training: textIn(row, 'training') || null,
    origins: Array.isArray(origins) ? origins.map(String) : [],
    perMinute: numberIn(row, 'per_minute'),
    maxBytes: numberIn(row, 'max_bytes'),
    made: numberIn(row, 'made'),
    revoked: revoked === null ? null : Number(revoked),
  };
}
