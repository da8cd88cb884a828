import type {Database, Statement as Prepared} from 'libsql';
import {readStatement, type ValidStatement} from '../xapi/valid-statement.ts';
import {CollectorFault} from './collector-fault.ts';
import {sameStatement} from './same-statement.ts';
import {isVoiding, type Term, termsOf} from './terms.ts';

/**
 * A statement ready to be stored: persons are out of it (`withoutPersons`), its id and authority are in it. What the store
 * goes by was read from it before, so that storing can be another thread's work (`writer-thread.ts`).
 */
export interface Incoming {
  /** Lower case. */
  readonly id: string;
  /** Its JSON. `stored` is added as the last property when it is stored, and `timestamp` unless it is `timed`. */
  readonly text: string;
  readonly timed: boolean;
  readonly terms: readonly Term[];
  /** The id, in lower case, of the statement it is about; null if it is about none. */
  readonly target: string | null;
  readonly voids: boolean;
}

/** What became of one batch: all of it is stored, or nothing. */
export type Outcome =
  | {readonly stored: number; readonly known: number}
  /** The id of the first statement that is here with other content. */
  | {readonly conflict: string};

/** What a list of statements is asked by; `terms` must all hold. */
export interface Selection {
  readonly terms: readonly {readonly term: string; readonly related: boolean}[];
  /** Milliseconds since 1970; stored after, and at or before. */
  readonly since: number | null;
  readonly until: number | null;
  readonly ascending: boolean;
  readonly limit: number;
  /** The last place of the page before. */
  readonly cursor: number | null;
}

export interface Page {
  /** JSON of statements. */
  readonly texts: readonly string[];
  /** Where the next page begins; null if there is none. */
  readonly more: number | null;
}

/** A place in the order of storing, and the statement there. */
export interface Placed {
  readonly place: number;
  readonly text: string;
}

/** The drawer: statements in one file, which other processes (`erase`, `backup`, `import`) may have open as well. */
export interface Store {
  readonly database: Database;
  /**
   * Stores batches in one transaction; on return they survive a power cut. A statement that is known, or was erased, counts
   * as `known` and changes nothing.
   */
  append(batches: readonly (readonly Incoming[])[], now: number): readonly Outcome[];
  select(selection: Selection): Page;
  /** One statement by its id, in lower case. */
  get(id: string): {readonly text: string; readonly voided: boolean; readonly stored: number} | null;
  /** Statements after a place, in order: what forwarding goes by. */
  after(place: number, limit: number): readonly Placed[];
  /** A value of the collector's own; null if there is none. */
  setting(name: string): string | null;
  set(name: string, value: string): void;
  /** Removes whoever has this pseudonym: their statements, and their mention in those of others. */
  erase(account: {readonly homePage: string; readonly name: string}, term: string): Erased;
  /** A consistent copy, while others write. The file must not exist. */
  copyTo(file: string): void;
  close(): void;
}

export interface Erased {
  readonly statements: number;
  readonly mentions: number;
}

const schema = `
  CREATE TABLE IF NOT EXISTS statements (
    place INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice: forwarding and paging go by it
    id TEXT NOT NULL UNIQUE,
    stored INTEGER NOT NULL, -- ms since 1970, never less than at the place before
    voided INTEGER NOT NULL DEFAULT 0,
    text TEXT NOT NULL
  );
  CREATE INDEX IF NOT EXISTS statements_stored ON statements (stored);
  CREATE TABLE IF NOT EXISTS terms (
    term INTEGER NOT NULL, place INTEGER NOT NULL, direct INTEGER NOT NULL, PRIMARY KEY (term, place)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS targets (target TEXT NOT NULL, place INTEGER NOT NULL, voids INTEGER NOT NULL,
    PRIMARY KEY (target, place)) WITHOUT ROWID; -- what StatementRefs point at
  CREATE TABLE IF NOT EXISTS erased (id TEXT PRIMARY KEY) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS keys (
    id TEXT PRIMARY KEY, hash TEXT NOT NULL, label TEXT NOT NULL, scope TEXT NOT NULL, training TEXT, origins TEXT NOT NULL,
    per_minute INTEGER NOT NULL, max_bytes INTEGER NOT NULL, made INTEGER NOT NULL, revoked INTEGER
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS refused (place INTEGER PRIMARY KEY, target TEXT NOT NULL, reason TEXT NOT NULL);
`;
const version = 1;

/**
 * Opens a store, and makes it if there is none. Durable before `append` returns: a write-ahead log that is synced at each
 * commit (`synchronous = FULL`), so batches that came together share one sync.
 * @throws CollectorFault if the file is none of ours, or of a newer collector
 */
export async function openStore(file: string): Promise<Store> {
  const {default: Libsql} = await import('libsql'); // late: only who stores needs its binary
  const database = new Libsql(file, {timeout: 10_000});
  try {
    database.exec('PRAGMA journal_mode = WAL');
    database.exec('PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA journal_size_limit = 67108864');
    // What is erased is overwritten, not only forgotten.
    database.exec('PRAGMA secure_delete = ON');
    const found = Number(numberIn(database.prepare('PRAGMA user_version').get([]), 'user_version'));
    if (found > version)
      throw new CollectorFault(`${file} was made by a newer collector: install that one, or a later one.`);
    database.exec(`BEGIN IMMEDIATE; ${schema} PRAGMA user_version = ${version}; COMMIT`);
  } catch (error) {
    database.close();
    if (error instanceof CollectorFault) throw error;
    throw new CollectorFault(`${file} can't be opened as a store: ${error instanceof Error ? error.message : error}`);
  }
  return storeIn(database);
}

function storeIn(database: Database): Store {
  const sql = preparer(database);

  function transaction<T>(run: () => T): T {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = run();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      if (database.inTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  function append(batches: readonly (readonly Incoming[])[], now: number): readonly Outcome[] {
    return transaction(() => {
      const ids = JSON.stringify(batches.flatMap((batch) => batch.map(({id}) => id)));
      const rows = sql('SELECT id, text FROM statements WHERE id IN (SELECT value FROM json_each(?))').all([ids]);
      const stored = new Map(rows.map((row) => [textIn(row, 'id'), textIn(row, 'text')]));
      const gone = sql('SELECT id FROM erased WHERE id IN (SELECT value FROM json_each(?))').all([ids]);
      const erased = new Set(gone.map((row) => textIn(row, 'id')));

      const fresh = new Map<string, Incoming>();
      const before = (id: string) => fresh.get(id)?.text ?? stored.get(id);
      const outcomes = batches.map((batch): Outcome => {
        const other = batch.find(({id, text}) => {
          const known = before(id);
          return known !== undefined && !saysTheSame(known, text);
        });
        if (other) return {conflict: other.id};
        const news = batch.filter(({id}) => before(id) === undefined && !erased.has(id));
        for (const each of news) fresh.set(each.id, each);
        return {stored: news.length, known: batch.length - news.length};
      });
      // Another process may have stored since: time never goes back, whatever the clock does.
      const latest = numberIn(sql('SELECT max(stored) AS latest FROM statements').get([]), 'latest');
      insert([...fresh.values()], Math.max(now, latest));
      return outcomes;
    });
  }

  function insert(fresh: readonly Incoming[], stored: number) {
    const time = new Date(stored).toISOString();
    const places: number[] = [];
    for (let from = 0, rows: number; from < fresh.length; from += rows) {
      rows = rowsAtOnce.find((most) => most <= fresh.length - from) ?? 1;
      const values = fresh.slice(from, from + rows).flatMap(({id, timed, text}) => {
        const late = timed ? '' : `,"timestamp":"${time}"`;
        return [id, stored, `${text.slice(0, -1)}${late},"stored":"${time}"}`];
      });
      const marks = Array.from({length: rows}, () => '(?, ?, ?)').join(', ');
      const {lastInsertRowid} = sql(`INSERT INTO statements (id, stored, text) VALUES ${marks}`).run(values);
      // Nobody else writes meanwhile: they stand one after another.
      for (let row = 0; row < rows; row++) places.push(Number(lastInsertRowid) - rows + 1 + row);
    }
    const placed = fresh.map((incoming, at) => ({...incoming, place: places[at] ?? 0}));
    addTerms(placed.flatMap(({terms, place}) => terms.map((term) => ({...term, place}))));
    for (const each of placed) point(each);
    followAll(placed);
  }

  /** A statement about a statement is found by what that one says, and may void it (xAPI 1.0.3, 2.3.2 and part 3, 2.1.3). */
  function point({target, voids, place}: Placing) {
    if (target === null) return;
    sql('INSERT INTO targets (target, place, voids) VALUES (?, ?, ?)').run([target, place, voids ? 1 : 0]);
    const said = statementIn(get(target)?.text ?? 'null');
    if (said) follow({id: target, terms: termsOf(said), voids: isVoiding(said)}, {place, voids});
  }

  /** What was pointed at before it came. */
  function followAll(placed: readonly Placing[]) {
    const ids = JSON.stringify(placed.map(({id}) => id));
    const rows = sql('SELECT target, place, voids FROM targets WHERE target IN (SELECT value FROM json_each(?))').all([
      ids,
    ]);
    for (const row of rows) {
      const said = placed.find(({id}) => id === textIn(row, 'target'));
      if (said) follow(said, {place: numberIn(row, 'place'), voids: numberIn(row, 'voids') === 1});
    }
  }

  /** `said` is what the statement at `place` points at. */
  function follow(said: Pick<Incoming, 'id' | 'terms' | 'voids'>, {place, voids}: {place: number; voids: boolean}) {
    addTerms(said.terms.map((term) => ({...term, place})));
    // What voids can't be voided itself.
    if (voids && !said.voids) sql('UPDATE statements SET voided = 1 WHERE id = ?').run([said.id]);
  }

  function addTerms(terms: readonly (Term & {readonly place: number})[]) {
    if (terms.length === 0) return;
    // In the order of the index: neighbours are found quicker.
    const sorted = terms.toSorted((a, b) => (a.term < b.term ? -1 : a.term > b.term ? 1 : a.place - b.place));
    const rows = sorted.map(({term, place, direct}) => `[${term},${place},${direct ? 1 : 0}]`).join(',');
    sql(
      'INSERT OR IGNORE INTO terms (term, place, direct) SELECT value->>0, value->>1, value->>2 FROM json_each(?)',
    ).run([`[${rows}]`]);
  }

  function select({terms, since, until, ascending, limit, cursor}: Selection): Page {
    const [first, ...others] = terms;
    const place = first ? 't.place' : 's.place';
    const where: string[] = ['s.voided = 0'];
    const given: (string | number)[] = [];
    const has = (condition: string, ...values: (string | number)[]) => {
      where.push(condition);
      given.push(...values);
    };
    if (first) {
      has('t.term = CAST(? AS INTEGER)', first.term);
      if (!first.related) has('t.direct = 1');
    }
    for (const {term, related} of others)
      has(
        `EXISTS (SELECT 1 FROM terms o WHERE o.term = CAST(? AS INTEGER) AND o.place = ${place}${related ? '' : ' AND o.direct = 1'})`,
        term,
      );
    // `stored` grows with the place, so a time is a place.
    const upTo =
      'coalesce((SELECT place FROM statements WHERE stored <= ? ORDER BY stored DESC, place DESC LIMIT 1), 0)';
    if (since !== null) has(`${place} > ${upTo}`, Math.floor(since));
    if (until !== null) has(`${place} <= ${upTo}`, Math.floor(until));
    if (cursor !== null) has(`${place} ${ascending ? '>' : '<'} ?`, cursor);
    const from = first ? 'terms t CROSS JOIN statements s ON s.place = t.place' : 'statements s';
    const rows = sql(
      `SELECT s.place AS place, s.text AS text FROM ${from} WHERE ${where.join(' AND ')} ORDER BY ${place} ${ascending ? 'ASC' : 'DESC'} LIMIT ?`,
    ).all([...given, limit + 1]);
    const page = rows.slice(0, limit);
    return {
      texts: page.map((row) => textIn(row, 'text')),
      more: rows.length > limit ? numberIn(page.at(-1), 'place') : null,
    };
  }

  function get(id: string) {
    const row = sql('SELECT text, voided, stored FROM statements WHERE id = ?').get([id]);
    if (row === undefined) return null;
    return {text: textIn(row, 'text'), voided: numberIn(row, 'voided') === 1, stored: numberIn(row, 'stored')};
  }

  function erase(account: {readonly homePage: string; readonly name: string}, term: string): Erased {
    const erased = transaction(() => {
      let [statements, mentions] = [0, 0];
      const rows = sql(
        'SELECT s.place AS place, s.id AS id, s.text AS text, t.direct AS direct FROM terms t JOIN statements s ON s.place = t.place WHERE t.term = CAST(? AS INTEGER)',
      ).all([term]);
      for (const row of rows) {
        const [place, text] = [numberIn(row, 'place'), textIn(row, 'text')];
        const removes = numberIn(row, 'direct') === 1;
        if (removes) {
          statements++;
          sql('DELETE FROM statements WHERE place = ?').run([place]);
          sql('DELETE FROM targets WHERE place = ?').run([place]);
          sql('DELETE FROM refused WHERE place = ?').run([place]);
          sql('INSERT OR IGNORE INTO erased (id) VALUES (?)').run([textIn(row, 'id')]);
        } else {
          mentions++;
          sql('UPDATE statements SET text = ? WHERE place = ?').run([text.replaceAll(account.name, 'erased'), place]);
        }
        const said = removes ? statementIn(text) : null;
        for (const each of [{term}, ...(said ? termsOf(said) : [])])
          sql('DELETE FROM terms WHERE term = CAST(? AS INTEGER) AND place = ?').run([each.term, place]);
      }
      return {statements, mentions};
    });
    // The log still has the pages as they were: it is emptied into the file, which overwrites what is erased.
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return erased;
  }

  return {
    database,
    append,
    select,
    get,
    after: (place, limit) =>
      sql('SELECT place, text FROM statements WHERE place > ? ORDER BY place LIMIT ?')
        .all([place, limit])
        .map((row) => ({place: numberIn(row, 'place'), text: textIn(row, 'text')})),
    setting(name) {
      const row = sql('SELECT value FROM settings WHERE name = ?').get([name]);
      return row === undefined ? null : textIn(row, 'value');
    },
    set: (name, value) =>
      void sql('INSERT INTO settings VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value').run([
        name,
        value,
      ]),
    erase,
    copyTo: (file) => void sql('VACUUM INTO ?').run([file]),
    close() {
      database.close();
    },
  };
}

interface Placing extends Incoming {
  readonly place: number;
}
/** Rows that one INSERT takes: a call costs as much as some rows. */
const rowsAtOnce = [50, 10, 1];

/** Each statement of SQL is prepared once; their number is bounded by the filters there are. */
function preparer(database: Database) {
  const prepared = new Map<string, Prepared>();
  return (source: string): Prepared => {
    const known = prepared.get(source) ?? database.prepare(source);
    prepared.set(source, known);
    return known;
  };
}

function saysTheSame(stored: string, again: string): boolean {
  const [before, after] = [statementIn(stored), statementIn(again)];
  return before !== null && after !== null && sameStatement(before, after);
}

/** What the store itself wrote is read again as carefully as anything else; null if it is no statement. */
export function statementIn(text: string): ValidStatement | null {
  const read = readStatement(JSON.parse(text), null);
  return read.ok ? read.statement : null;
}

export function textIn(row: unknown, column: string): string {
  return String(columnIn(row, column) ?? '');
}
/** A number of a row; 0 where it is null. */
export function numberIn(row: unknown, column: string): number {
  return Number(columnIn(row, column) ?? 0);
}
export function columnIn(row: unknown, column: string): unknown {
  return typeof row === 'object' && row !== null ? Reflect.get(row, column) : undefined;
}
