import type {StatementFault} from '../xapi/valid-statement.ts';
import {incomingOf, type Received, type Receiving, receive} from './receive.ts';
import {sameStatement} from './same-statement.ts';
import {type Incoming, type Store, statementIn} from './store.ts';

export interface Importing extends Receiving {
  readonly store: Pick<Store, 'append' | 'get'>;
  readonly now: () => number;
  /** Records that one file may have; null for any number. */
  readonly most: number | null;
}

/** What became of the statements of a file. */
export interface Imported {
  readonly stored: number;
  /** Stored before, by this file or over the line. */
  readonly known: number;
  readonly refused: readonly RefusedRecord[];
  /** How many were refused: the list above is cut at 100. */
  readonly refusals: number;
}
export interface RefusedRecord extends StatementFault {
  /** Which statement of the file, from 1. */
  readonly at: number;
}

/** So that others, who wait for the store, wait little. */
const atOnce = 200;
const mostRefused = 100;

/**
 * Stores the statements of a records file: a list, or an object with `statements`. Unlike a POST, one bad statement stops
 * none of the others: the file is all there is of them. Once each, however often it is imported.
 */
export function importRecords(data: unknown, importing: Importing): Imported {
  const records = recordsIn(data);
  let [stored, known, refusals] = [0, 0, 0];
  const refused: RefusedRecord[] = [];
  const refuse = (at: number, {path, rule}: StatementFault) => {
    if (++refusals <= mostRefused) refused.push({at, path, rule});
  };
  if (!records) refuse(0, {path: '', rule: 'must be a list of statements'});
  else if (importing.most !== null && records.length > importing.most)
    refuse(0, {path: '', rule: `must have at most ${importing.most} statements`});
  if (!records || refusals > 0) return {stored, known, refused, refusals};

  const persons = personsIn(records, importing);
  for (let from = 0; from < records.length; from += atOnce) {
    const ready: {at: number; incoming: Incoming}[] = [];
    for (const [offset, record] of records.slice(from, from + atOnce).entries()) {
      const at = from + offset + 1;
      const received = receive(record, importing);
      if (received.ok) ready.push({at, incoming: named(received, persons)});
      else refuse(at, received.fault);
    }
    // A batch each: one that is here with other content is refused alone.
    const outcomes = importing.store.append(
      ready.map(({incoming}) => [incoming]),
      importing.now(),
    );
    for (const [index, outcome] of outcomes.entries()) {
      if ('conflict' in outcome) refuse(ready[index]!.at, {path: 'id', rule: 'is here already with other content'});
      else [stored, known] = [stored + outcome.stored, known + outcome.known];
    }
  }
  return {stored, known, refused, refusals};
}

/**
 * Who the codes of a file are, by pseudonym: a file names its learner by a code, and what was also sent came under the LMS's
 * learner. One record that is in both tells that they are the same person.
 */
function personsIn(records: readonly unknown[], importing: Importing): ReadonlyMap<string, string> {
  const persons = new Map<string, string>();
  for (const record of records) {
    const id: unknown = typeof record === 'object' && record !== null ? Reflect.get(record, 'id') : null;
    const known = typeof id === 'string' ? importing.store.get(id.toLowerCase()) : null;
    if (!known) continue;
    const stored = statementIn(known.text);
    const received = receive(record, importing);
    if (!stored || !received.ok || !sameStatement(stored, received.statement)) continue;
    const [before, now] = [stored.actor.account?.name, received.statement.actor.account?.name];
    if (before !== undefined && now !== undefined && before !== now) persons.set(now, before);
  }
  return persons;
}

function named({statement, incoming}: Taken, persons: ReadonlyMap<string, string>): Incoming {
  const {account} = statement.actor;
  const person = account && persons.get(account.name);
  if (!person) return incoming;
  // A pseudonym is 64 hexadecimal letters: it stands nowhere by chance.
  const actor = {...statement.actor, account: {...account, name: person}};
  return incomingOf({...statement, actor}, incoming.text.replaceAll(account.name, person));
}

type Taken = Extract<Received, {readonly ok: true}>;

/** The records of a file that holds JSON, or a line of JSON each; null if it is neither. */
export function parseRecords(text: string): unknown {
  const whole = json(text);
  if (whole !== undefined) return whole;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const records = lines.map(json);
  return records.length > 0 && records.every((record) => record !== undefined) ? records : null;
}

function recordsIn(data: unknown): readonly unknown[] | null {
  if (Array.isArray(data)) return data;
  if (typeof data !== 'object' || data === null) return null;
  const statements: unknown = Reflect.get(data, 'statements');
  if (Array.isArray(statements)) return statements;
  return Reflect.has(data, 'actor') ? [data] : null;
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
