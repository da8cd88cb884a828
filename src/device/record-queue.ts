import {isObject} from '../training/is-object.ts';
import {openDatabase, type StoreHost} from './database.ts';
import {parsed} from './kept.ts';
import {devicePrefix} from './prefix.ts';
import {storageOf} from './storage.ts';

/** One record, made for good: what it says is nobody's business here. */
export interface QueueRecord {
  /** Random, the same for ever: whoever gets the record twice knows it by this. */
  readonly id: string;
  readonly stream: QueueStream;
  /** JSON. */
  readonly text: string;
}
export type QueueStream = 'tracking' | 'research';

/** A record as it stands in the queue. */
export interface QueueRow extends Sized {
  /** Its place, growing; null for one that only the memory holds. */
  readonly seq: number | null;
}
interface Sized extends QueueRecord {
  /** In bytes of UTF-8. */
  readonly size: number;
}

export interface QueueCounts {
  readonly waiting: number;
  readonly aside: number;
  /** Set aside once and no longer kept, for want of room. */
  readonly gone: number;
  /** Something found no room, on the disk or within the limit. */
  readonly full: boolean;
}

/**
 * Records of one learner and one training, in their order, shared by all tabs. They lie in IndexedDB; until they do, in the
 * short log in localStorage, so that they survive the tab. No method throws.
 *
 * Where there is no room (the limit, or a full disk) the oldest of what was already saved to a file goes first, then the
 * oldest of tracking; research that was never saved stays, and what is new is not kept: a study needs its beginning.
 */
export interface RecordQueue {
  readonly counts: QueueCounts;
  onCounts: (() => void) | null;
  /** Logs records at once, and moves them to IndexedDB soon. */
  append(records: readonly QueueRecord[]): void;
  /** The first rows that wait, at most so many. */
  first(most: number): Promise<readonly QueueRow[]>;
  /** What this tab appended last, if nothing older waits: all that can be had while a page goes away. Else empty. */
  whole(): readonly QueueRow[];
  /** These have arrived. */
  remove(rows: readonly QueueRow[]): Promise<void>;
  /** This one is never taken: it leaves the queue and is kept beside it, with the reason; where that is too much, the oldest go. */
  setAside(row: QueueRow, why: string): Promise<void>;
  /** Removes a stream, also what other tabs still have to move; from now on those keep none of it. */
  drop(stream: QueueStream): Promise<void>;
  /** Every text that is kept, a part of the queue at a time; then all of it counts as saved. */
  texts(use: (texts: readonly string[]) => void): Promise<void>;
  /**
   * Whether this tab is the one that sends. Ask again before each batch: another tab's claim ends by its release, or by
   * standing still. Two that claim in the same moment both send once; what has one id is stored once.
   */
  claim(): boolean;
  /** Synchronous, for a page that goes away. */
  release(): void;
  /** Looks at what other tabs have done. */
  look(): Promise<void>;
}

export interface QueueHost extends StoreHost {
  readonly localStorage: Storage | null;
  readonly random: (length: number) => Uint8Array;
  /** Milliseconds that never run backwards (`performance.now`). */
  readonly elapsed: () => number;
}

export interface QueueOptions {
  readonly training: string;
  /** The LMS's id of the learner; never stored as it is. */
  readonly learner: string;
  /** Bytes that all records together may take; null: as much as the browser gives. */
  readonly limit: number | null;
  readonly host: QueueHost;
}

/** Characters that the log of one tab may take: it only bridges the moments until IndexedDB has taken them. */
const logLimit = 65_536;
/** Bytes of what was set aside: an endpoint that refuses every second record is not to fill the disk. */
export const asideLimit = 500_000;
/** What is held in memory where the disk takes nothing. */
const heldLimit = 2_000_000;
/** What is remembered of rows, for the last batch of a page (`whole`). */
const mirrorLimit = 60_000;
/** Records of one transaction. */
const portion = 500;
/** A claim that has not moved for this long, by this tab's own measure, is nobody's. */
export const claimMs = 10_000;

export function openRecordQueue({training, learner, limit, host}: QueueOptions): RecordQueue {
  const prefix = devicePrefix(training, learner);
  const tab = Array.from(host.random(6), (byte) => byte.toString(36)).join('');
  const database = openDatabase(host, `${prefix}records1`, (made) => {
    const waiting = made.createObjectStore('waiting', {keyPath: 'seq', autoIncrement: true});
    waiting.createIndex('id', 'id', {unique: true});
    waiting.createIndex('stream', 'stream');
    made.createObjectStore('aside', {keyPath: 'id'});
    made.createObjectStore('facts');
  });
  const log = openRecordLog(host, prefix, tab);
  const dropsSeen: Record<QueueStream, string | null> = {
    tracking: log.drops('tracking'),
    research: log.drops('research'),
  };

  /** Appended here, and not yet in IndexedDB; `log` names the entry it has in the log. */
  let pending: Pending[] = log.left();
  /** The rows of this tab that wait, as long as they are all that waits. */
  let mirror: QueueRow[] | null = null;
  let counts: Counts = none;
  let full = false;
  /** The disk takes nothing, and neither does the log. */
  let homeless = false;
  let seen: {readonly claim: Claim; readonly since: number} | null = null;
  let beats = 0;
  /** How often something was dropped, and how many of those are done: what came after one is stored after it. */
  let drops = 0;
  let dropped = 0;
  /** Everything that touches IndexedDB, one after the other. */
  let line: Promise<unknown> = Promise.resolve();
  const inLine = <T>(work: () => Promise<T>): Promise<T> => {
    const done = line.then(work, work);
    line = done;
    return done;
  };
  let storing: Promise<void> | null = null;

  const queue: RecordQueue = {
    get counts() {
      const {aside, gone} = counts;
      return {waiting: counts.waiting + pending.length, aside, gone, full: full || homeless};
    },
    onCounts: null,
    append(records) {
      const taken = records.filter(({stream}) => log.drops(stream) === dropsSeen[stream]);
      if (taken.length === 0) return;
      const name = log.add(taken);
      for (const record of taken) pending.push({...record, size: sizeOf(record.text), log: name, after: drops});
      report();
      void store();
    },
    async first(most) {
      await store();
      const rows = await inLine(() =>
        database.run<QueueRow[]>('readonly', ['waiting'], (transaction, give) => {
          const found: IDBRequest<unknown[]> = transaction.objectStore('waiting').getAll(null, most);
          found.onsuccess = () => give(found.result.filter(isRow));
        }),
      );
      return rows?.length ? rows : pending.slice(0, most).map(held);
    },
    whole() {
      const all = pending.map(held);
      if (!mirror || mirror.length !== counts.waiting) return counts.waiting === 0 ? all : [];
      return [...mirror, ...all];
    },
    remove(rows) {
      const gone = new Set(rows.map(({id}) => id));
      forgetHere(({id}) => gone.has(id));
      return inLine(async () => {
        const done = await change<true>((stores, now, done) => takeOut(stores, now, rows, () => done(true)));
        if (pending.length === 0) full = false;
        mirror = done && counts.waiting === 0 ? [] : mirror;
      });
    },
    async setAside(row, why) {
      const {id, stream, text, size} = row;
      forgetHere((each) => each.id === id);
      await inLine(() =>
        change<true>((stores, now, done) =>
          takeOut(stores, now, [row], () => {
            const known: IDBRequest<unknown[]> = stores.aside.getAll();
            known.onsuccess = () => {
              const rows = known.result.filter(isSized).sort((a, b) => turnOf(a) - turnOf(b));
              if (rows.some((each) => each.id === id)) return done(true);
              let over = rows.reduce((sum, each) => sum + each.size, size) - asideLimit;
              for (const oldest of rows) {
                if (over <= 0) break;
                over -= oldest.size;
                stores.aside.delete(oldest.id);
                now.aside--;
                now.bytes -= oldest.size;
                now.gone++;
              }
              stores.aside.put({id, stream, text, size, why, turn: ++now.turns});
              now.aside++;
              now.bytes += size;
              done(true);
            };
          }),
        ),
      );
    },
    drop(stream) {
      const turn = ++drops;
      dropsSeen[stream] = log.drop(stream);
      forgetHere((record) => record.stream === stream);
      report();
      return inLine(async () => {
        let left: number | null = 0;
        do {
          left = await change<number>((stores, now, done) => {
            let room = portion;
            eachRow(
              stores.waiting.index('stream').openCursor(stream),
              (cursor, row) => room-- > 0 && remove(cursor, row, now),
              () =>
                eachRow(
                  stores.aside.openCursor(),
                  (cursor, row) => row.stream !== stream || removeAside(cursor, row, now),
                  () => done(room),
                ),
            );
          });
        } while (left !== null && left < 0);
        mirror = left !== null && counts.waiting === 0 ? [] : null;
        dropped = turn;
        void store();
      });
    },
    async texts(use) {
      await store();
      let after = 0;
      for (;;) {
        const rows = await inLine(() =>
          database.run<QueueRow[]>('readonly', ['waiting'], (transaction, give) => {
            const found: IDBRequest<unknown[]> = transaction
              .objectStore('waiting')
              .getAll(IDBKeyRange.lowerBound(after, true), portion);
            found.onsuccess = () => give(found.result.filter(isRow));
          }),
        );
        if (!rows || rows.length === 0) break;
        use(rows.map(({text}) => text));
        after = rows.at(-1)?.seq ?? after;
      }
      const aside = await inLine(() =>
        database.run<QueueRecord[]>('readonly', ['aside'], (transaction, give) => {
          const found: IDBRequest<unknown[]> = transaction.objectStore('aside').getAll();
          found.onsuccess = () => give(found.result.filter(isRecord));
        }),
      );
      use([...(aside ?? []), ...pending].map(({text}) => text));
      await inLine(() =>
        change<true>((_stores, now, done) => {
          now.saved = Math.max(now.saved, after);
          done(true);
        }),
      );
      full = false;
      report();
    },
    claim() {
      const held = claimIn(log.get('claim'));
      const same = held !== null && held.tab === seen?.claim.tab && held.beat === seen.claim.beat;
      if (!held || held.tab === tab || (same && host.elapsed() - (seen?.since ?? 0) >= claimMs)) {
        seen = null;
        log.set('claim', `${tab} ${++beats}`);
        return true;
      }
      if (!same) seen = {claim: held, since: host.elapsed()};
      return false;
    },
    look: () =>
      inLine(async () => {
        const looked = await change<true>((_stores, _now, done) => done(true));
        if (looked && counts.waiting === 0) mirror = [];
      }),
    release() {
      if (claimIn(log.get('claim'))?.tab === tab) log.set('claim', null);
    },
  };
  void queue.look();
  void store();
  return queue;

  /** Moves what is pending to IndexedDB; calls while this is under way are one with it. */
  function store(): Promise<void> {
    return (storing ??= inLine(async () => {
      const next = () => pending.filter(({after}) => after <= dropped).slice(0, portion);
      for (let now = next(); now.length > 0; now = next()) {
        const taken = (await put(now, false)) ?? (database.full ? await put(now, true) : null);
        if (!taken) {
          // The log has them, or only the memory. They are tried again with the next ones.
          homeless = now.some(({log: name}) => name === null);
          forget();
          break;
        }
        homeless = false;
        if (taken.left > 0) full = true;
        mirror?.push(...taken.rows);
        if ((mirror ?? []).reduce((sum, {size}) => sum + size, 0) > mirrorLimit) mirror = null;
        settle(now);
      }
      report();
    }).finally(() => {
      storing = null;
    }));
  }

  /** Puts records into IndexedDB, each once whatever happens; `pressed`: after room was made, since the disk refused them. */
  function put(records: readonly Pending[], pressed: boolean) {
    const need = records.reduce((sum, {size}) => sum + size, 0);
    const room = limit ?? Number.POSITIVE_INFINITY;
    return change<{readonly rows: readonly QueueRow[]; readonly left: number}>((stores, now, done) =>
      makeRoom(stores, now, Math.max(pressed ? need : 0, now.bytes + need - room), () => {
        const rows: QueueRow[] = [];
        const fitting = records.filter(({size}) => {
          const fits = now.bytes + size <= room;
          if (fits) now.bytes += size;
          return fits;
        });
        let open = fitting.length;
        const settled = () => --open === 0 && done({rows, left: records.length - fitting.length});
        if (open === 0) done({rows, left: records.length});
        for (const {id, stream, text, size} of fitting) {
          const record = {id, stream, text, size};
          const added = stores.waiting.add(record);
          added.onsuccess = () => {
            rows.push({...record, seq: Number(added.result)});
            now.waiting++;
            settled();
          };
          added.onerror = (event) => {
            if (added.error?.name !== 'ConstraintError') return;
            // Another tab, or one that died, has put it here.
            event.preventDefault();
            event.stopPropagation();
            now.bytes -= size;
            settled();
          };
        }
      }),
    );
  }

  /** Deletes so many bytes if it can: what was saved to a file, then tracking; the oldest first. */
  function makeRoom(stores: Stores, now: Counts, bytes: number, then: () => void) {
    let left = bytes;
    if (left <= 0) return then();
    const take = (cursor: IDBCursorWithValue, row: Sized) => {
      if (left <= 0) return false;
      left -= row.size;
      mirror = null;
      full = true;
      return remove(cursor, row, now);
    };
    eachRow(stores.waiting.openCursor(IDBKeyRange.upperBound(now.saved)), take, () =>
      eachRow(stores.waiting.index('stream').openCursor('tracking'), take, then),
    );
  }

  /** Takes rows out by their ids, for one that was sent from memory may have reached the disk meanwhile. */
  function takeOut({waiting}: Stores, now: Counts, rows: readonly QueueRow[], then: () => void) {
    let open = rows.length;
    if (open === 0) return then();
    for (const {id, size} of rows) {
      const place = waiting.index('id').getKey(id);
      place.onsuccess = () => {
        if (place.result !== undefined) {
          waiting.delete(place.result);
          now.waiting--;
          now.bytes -= size;
        }
        if (--open === 0) then();
      };
    }
  }

  function forgetHere(gone: (record: QueueRecord) => boolean) {
    settle(pending.filter(gone));
    mirror &&= mirror.filter((row) => !gone(row));
  }

  /** These are safe elsewhere, or not wanted any more: they need neither memory nor log. */
  function settle(done: readonly Pending[]) {
    const gone = new Set(done);
    pending = pending.filter((each) => !gone.has(each));
    const open = new Set(pending.map(({log: name}) => name));
    for (const name of new Set(done.map((each) => each.log))) if (name !== null && !open.has(name)) log.remove(name);
  }

  /** Keeps the memory small where the disk takes nothing: the oldest tracking goes, then what is new. */
  function forget() {
    let bytes = pending.reduce((sum, {size}) => sum + size, 0);
    if (bytes <= heldLimit) return;
    const gone: Pending[] = [];
    for (const each of [...pending.filter(({stream}) => stream === 'tracking'), ...pending.toReversed()]) {
      if (bytes <= heldLimit) break;
      if (gone.includes(each)) continue;
      gone.push(each);
      bytes -= each.size;
    }
    settle(gone);
    full = true;
  }

  /** Changes the stores and the counts in one transaction. */
  async function change<T>(work: (stores: Stores, now: Counts, done: (result: T) => void) => void): Promise<T | null> {
    let after: Counts | null = null;
    const result = await database.run<T>('readwrite', ['waiting', 'aside', 'facts'], (transaction, give) => {
      const facts = transaction.objectStore('facts');
      const before: IDBRequest<unknown> = facts.get('counts');
      before.onsuccess = () => {
        const now: Counts = {...none, ...(isCounts(before.result) && before.result)};
        const stores = {waiting: transaction.objectStore('waiting'), aside: transaction.objectStore('aside')};
        work(stores, now, (result) => {
          facts.put({...now}, 'counts');
          after = now;
          give(result);
        });
      };
    });
    if (result !== null && after) counts = after;
    report();
    return result;
  }

  function report() {
    queue.onCounts?.();
  }
}

interface Pending extends Sized {
  /** The entry of the log it lies in; null if the log took it not. */
  readonly log: string | null;
  /** How many drops it came after. */
  readonly after: number;
}

function claimIn(text: string | null): Claim | null {
  const [, tab, beat] = /^(\S+) (\d+)$/.exec(text ?? '') ?? [];
  return tab ? {tab, beat: Number(beat)} : null;
}

const held = ({id, stream, text, size}: Pending): QueueRow => ({id, stream, text, size, seq: null});

/** What stands in the database beside the rows. `saved`: up to this place all was written to a file. */
interface Counts {
  waiting: number;
  bytes: number;
  aside: number;
  saved: number;
  /** How many were ever set aside, and how many of those were let go. */
  turns: number;
  gone: number;
}
const none: Counts = {waiting: 0, bytes: 0, aside: 0, saved: 0, turns: 0, gone: 0};

interface Stores {
  readonly waiting: IDBObjectStore;
  readonly aside: IDBObjectStore;
}

/** Which tab sends; the beat grows as long as it does. */
interface Claim {
  readonly tab: string;
  readonly beat: number;
}

/** Goes through rows as long as `use` says so, then on. */
function eachRow(
  request: IDBRequest<IDBCursorWithValue | null>,
  use: (cursor: IDBCursorWithValue, row: Sized) => boolean,
  then: () => void,
) {
  request.onsuccess = () => {
    const cursor = request.result;
    const row: unknown = cursor?.value;
    if (cursor && (!isSized(row) || use(cursor, row))) cursor.continue();
    else then();
  };
}

function remove(cursor: IDBCursorWithValue, {size}: Sized, now: Counts): true {
  cursor.delete();
  now.waiting--;
  now.bytes -= size;
  return true;
}

function removeAside(cursor: IDBCursorWithValue, {size}: Sized, now: Counts): true {
  cursor.delete();
  now.aside--;
  now.bytes -= size;
  return true;
}

/** The log in localStorage: an entry for each call, written once. */
function openRecordLog(host: {readonly localStorage: Storage | null}, prefix: string, tab: string) {
  const start = `${prefix}records1/`;
  let written = 0;
  let room = logLimit;
  const tried = storageOf(host);
  const dropped = (stream: QueueStream) => `${prefix}dropped/${stream}`;
  const entries = (storage: Storage): readonly Pending[] => {
    const names = Array.from({length: storage.length}, (_, at) => storage.key(at) ?? '');
    return names
      .filter((name) => name.startsWith(start))
      .sort()
      .flatMap((log) => {
        const records = parsed(storage.getItem(log));
        return Array.isArray(records)
          ? records.filter(isRecord).map((record) => ({...record, size: sizeOf(record.text), log, after: 0}))
          : [];
      });
  };
  return {
    /** The name of the entry; null if it was not taken. */
    add: (records: readonly QueueRecord[]): string | null =>
      tried(null, (storage) => {
        const name = `${start}${tab}/${String(written++).padStart(6, '0')}`;
        const text = JSON.stringify(records);
        if (text.length > room) return null;
        storage.setItem(name, text);
        room -= text.length;
        return name;
      }),
    remove: (name: string) =>
      tried(undefined, (storage) => {
        if (name.startsWith(`${start}${tab}/`)) room += storage.getItem(name)?.length ?? 0;
        storage.removeItem(name);
      }),
    /** What tabs that died, or are about to move it themselves, have left. */
    left: () => [...tried<readonly Pending[]>([], entries)],
    /** Says to every tab that a stream was dropped. */
    drop: (stream: QueueStream): string | null =>
      tried(null, (storage) => {
        for (const {stream: other, log} of entries(storage)) if (other === stream && log) storage.removeItem(log);
        storage.setItem(dropped(stream), String(1 + (Number(storage.getItem(dropped(stream))) || 0)));
        return storage.getItem(dropped(stream));
      }),
    get: (fact: string) => tried(null, (storage) => storage.getItem(`${prefix}records/${fact}`)),
    set: (fact: string, value: string | null) =>
      tried(undefined, (storage) => {
        const name = `${prefix}records/${fact}`;
        if (value === null) storage.removeItem(name);
        else storage.setItem(name, value);
      }),
    drops: (stream: QueueStream) => tried(null, (storage) => storage.getItem(dropped(stream))),
  };
}

const sizeOf = (text: string) => new TextEncoder().encode(text).length;

const isRecord = (value: unknown): value is QueueRecord =>
  isObject(value) &&
  typeof value.id === 'string' &&
  typeof value.text === 'string' &&
  (value.stream === 'tracking' || value.stream === 'research');
const isSized = (value: unknown): value is Sized =>
  isObject(value) && typeof value.size === 'number' && isRecord(value);
const isRow = (value: unknown): value is QueueRow => isObject(value) && typeof value.seq === 'number' && isSized(value);
/** When a row was set aside; those of an earlier version, which noted no turn, come first. */
const turnOf = (row: Sized) => ('turn' in row && typeof row.turn === 'number' ? row.turn : 0);
const isCounts = (value: unknown): value is Counts =>
  isObject(value) && ['waiting', 'bytes', 'aside', 'saved'].every((name) => typeof value[name] === 'number');
