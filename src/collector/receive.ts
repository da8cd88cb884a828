import {randomUUID} from 'node:crypto';
import {readStatement, type StatementFault, type ValidStatement, voidedVerb} from '../xapi/valid-statement.ts';
import {isAbout, type Key, mayVoid} from './keys.ts';
import {type Pseudonymise, withoutPersons} from './pseudonym.ts';
import type {Incoming} from './store.ts';
import {isVoiding, termsOf} from './terms.ts';

/** What says no to a statement for a reason of its own: `--strict` and its profile. Null where it has none. */
export type StrictRule = (statement: ValidStatement) => StatementFault | null;

export interface Receiving {
  readonly pseudonym: Pseudonymise;
  readonly strict: StrictRule | null;
  /** Whose statements they are. Null: a file that somebody imports where the collector runs. */
  readonly key: Pick<Key, 'id' | 'scope' | 'training'> | null;
}

export type Received =
  | {readonly ok: true; readonly statement: KeptStatement; readonly incoming: Incoming}
  | {readonly ok: false; readonly status: 400 | 403; readonly fault: StatementFault};

/** A statement as it is stored; its id as it was written. */
export type KeptStatement = ValidStatement & {readonly id: string};

/** The home page of the account that `authority` names: the key that statements came with. */
export const keyHomePage = 'https://w3id.org/destt/collector-keys';

/** One statement from outside, made ready to be stored: checked, and without persons. Never throws. */
export function receive(data: unknown, {pseudonym, strict, key}: Receiving): Received {
  const read = readStatement(data);
  if (!read.ok) return {...read, status: 400};
  const fault = strict?.(read.statement);
  if (fault) return {ok: false, status: 400, fault};
  const forbidden = forbids(key, read.statement);
  if (forbidden) return {ok: false, status: 403, fault: forbidden};
  const without = withoutPersons(read.statement, pseudonym);
  if (!without.ok) return {...without, status: 400};

  // `stored` is ours to say, whatever came.
  const {stored: _stored, ...said} = without.statement;
  const {id = randomUUID(), version = '1.0.0'} = said;
  const authority = {objectType: 'Agent' as const, account: {homePage: keyHomePage, name: key?.id ?? 'import'}};
  const text =
    without.statement.stored === undefined
      ? `${without.text.slice(0, -1)}${said.id ? '' : `,"id":"${id}"`}${said.version ? '' : `,"version":"${version}"`},"authority":${JSON.stringify(authority)}}`
      : JSON.stringify({...said, id, version, authority});
  const statement = {...said, id, version, authority};
  return {ok: true, statement, incoming: incomingOf(statement, text)};
}

/** A statement as the store takes it, with its JSON. */
export function incomingOf(statement: KeptStatement, text: string): Incoming {
  const {id, object, timestamp} = statement;
  return {
    id: id.toLowerCase(),
    text,
    timed: timestamp !== undefined,
    terms: termsOf(statement),
    target: object.objectType === 'StatementRef' ? object.id.toLowerCase() : null,
    voids: isVoiding(statement),
  };
}

function forbids(key: Receiving['key'], statement: ValidStatement): StatementFault | null {
  if (!key) return null;
  if (statement.verb.id === voidedVerb && !mayVoid(key))
    return {
      path: 'verb.id',
      rule: 'may be “voided” only with a key for all: who may only write could hide what others wrote',
    };
  if (key.training !== null && !isAbout(key.training, statement))
    return {path: 'object.id', rule: `must be of the training ${key.training}: this key is for no other`};
  return null;
}

export type ReceivedBatch =
  /** `ids` as they were written. */
  | {readonly ok: true; readonly ids: readonly string[]; readonly batch: readonly Incoming[]}
  | {readonly ok: false; readonly status: 400 | 403; readonly fault: StatementFault};

/** How many statements one request may bring. */
export const mostStatements = 500;

/** The body of a POST: a statement, or a list of them, of which one bad one stops all (xAPI 1.0.3, part 3, 2.1.2). */
export function receiveBatch(data: unknown, receiving: Receiving): ReceivedBatch {
  const all: readonly unknown[] = Array.isArray(data) ? data : [data];
  if (all.length > mostStatements)
    return {ok: false, status: 400, fault: {path: '', rule: `must have at most ${mostStatements} statements`}};
  const batch: Incoming[] = [];
  const written: string[] = [];
  const ids = new Set<string>();
  for (const [at, each] of all.entries()) {
    const received = receive(each, receiving);
    const place = Array.isArray(data) ? `[${at}]` : '';
    if (!received.ok) return {...received, fault: within(place, received.fault)};
    const {id} = received.incoming;
    if (ids.has(id))
      return {
        ok: false,
        status: 400,
        fault: within(place, {path: 'id', rule: 'must differ from those before it in the list'}),
      };
    ids.add(id);
    batch.push(received.incoming);
    written.push(received.statement.id);
  }
  return {ok: true, ids: written, batch};
}

/** A fault as seen from the list that the statement stands in. */
function within(place: string, {path, rule}: StatementFault): StatementFault {
  const joint = place === '' || path === '' || path.startsWith('[') ? '' : '.';
  return {path: `${place}${joint}${path}`, rule};
}

/** A fault as a sentence. */
export const sentenceOf = ({path, rule}: StatementFault) => `${path || 'The statement'} ${rule}`;
