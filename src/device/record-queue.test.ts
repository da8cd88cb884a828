import {IDBCursor, IDBFactory, IDBKeyRange, IDBObjectStore} from 'fake-indexeddb';
import {beforeEach, describe, expect, it, vi} from 'vitest';
import {type FakeDisk, fakeDisk, fakePage} from '../../test/fakes/storage.ts';
import {
  asideLimit,
  claimMs,
  openRecordQueue,
  type QueueRecord,
  type QueueStream,
  type RecordQueue,
} from './record-queue.ts';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

let disk: FakeDisk;
let factory: IDBFactory;
let now: number;
let tabs: number;
beforeEach(() => {
  disk = fakeDisk();
  factory = new IDBFactory();
  now = 0;
  tabs = 0;
});

interface Opening {
  readonly limit?: number | null;
  readonly idb?: boolean;
  readonly learner?: string;
  /** The disk takes longer than anybody waits for it. */
  readonly slow?: boolean;
}
interface Page {
  readonly queue: RecordQueue;
  die(): void;
}

function open({limit = null, idb = true, learner = 'aigul', slow = false}: Opening = {}): Page {
  const page = fakePage(disk, factory);
  const tab = ++tabs;
  const host = {
    get localStorage() {
      return page.localStorage;
    },
    indexedDB: idb ? page.indexedDB : null,
    random: (length: number) => new Uint8Array(length).fill(tab),
    elapsed: () => now,
    setTimeout: (run: () => void, milliseconds: number) => (slow ? run() : void setTimeout(run, milliseconds).unref()),
  };
  return {queue: openRecordQueue({training: 'silence', learner, limit, host}), die: () => page.die()};
}

const record = (id: string, stream: QueueStream = 'research', length = 10): QueueRecord => ({
  id,
  stream,
  text: JSON.stringify({id, words: 'x'.repeat(length)}),
});
const records = (from: number, to: number, stream: QueueStream = 'research', length = 10) =>
  Array.from({length: to - from}, (_, at) => record(`r${String(from + at).padStart(6, '0')}`, stream, length));
const ids = async (queue: RecordQueue, most = 1000) => (await queue.first(most)).map(({id}) => id);
const logged = () => [...disk.items.keys()].filter((name) => name.includes('/records1/'));

describe('the record queue', () => {
  it('gives records back in the order they were appended, and forgets those that have arrived', async () => {
    const {queue} = open();
    queue.append(records(0, 3));
    queue.append(records(3, 5));
    expect(await ids(queue)).toEqual(['r000000', 'r000001', 'r000002', 'r000003', 'r000004']);
    await queue.remove(await queue.first(2));
    expect(await ids(queue)).toEqual(['r000002', 'r000003', 'r000004']);
    expect(queue.counts).toEqual({waiting: 3, aside: 0, gone: 0, full: false});
  });

  it('has them after the tab died in the moment it appended them', async () => {
    const {queue, die} = open();
    queue.append([record('kept')]);
    die();
    const after = open();
    expect(await ids(after.queue)).toEqual(['kept']);
    expect(logged()).toEqual([]); // safe in the database, so the log is free
  });

  it('has each once, wherever the tab died between log and database', async () => {
    for (let writes = 0; writes < 6; writes++) {
      disk = fakeDisk();
      factory = new IDBFactory();
      const page = fakePage(disk, factory);
      const host = {
        localStorage: page.localStorage,
        indexedDB: page.indexedDB,
        random: () => new Uint8Array(6),
        elapsed: () => 0,
        setTimeout: (run: () => void, milliseconds: number) => setTimeout(run, milliseconds).unref(),
      };
      const queue = openRecordQueue({training: 'silence', learner: 'aigul', limit: null, host});
      page.dieAfter(writes + 1);
      queue.append(records(0, 2));
      queue.append(records(2, 4));
      await queue.first(1);
      page.die();
      const found = await ids(open().queue);
      expect(found, `${writes} writes`).toEqual([...new Set(found)]);
      expect(found.slice(0, 2), `${writes} writes`).toEqual(['r000000', 'r000001']);
    }
  });

  it('keeps those of another learner apart', async () => {
    const {queue} = open();
    queue.append([record('hers')]);
    await queue.first(1);
    expect(await ids(open({learner: 'dana'}).queue)).toEqual([]);
  });

  it('is one queue for two tabs', async () => {
    const [one, two] = [open(), open()];
    one.queue.append([record('a')]);
    await one.queue.first(1);
    two.queue.append([record('b')]);
    expect(await ids(two.queue)).toEqual(['a', 'b']);
    await two.queue.remove(await two.queue.first(1));
    expect(await ids(one.queue)).toEqual(['b']);
  });

  it('lets one tab send, and another once that one has stood still', async () => {
    const [one, two] = [open().queue, open().queue];
    expect(one.claim()).toBe(true);
    expect(two.claim()).toBe(false);
    now += claimMs - 1;
    expect(one.claim()).toBe(true); // it moves
    now += claimMs - 1;
    expect(two.claim()).toBe(false);
    now += claimMs;
    expect(two.claim()).toBe(true);
    expect(one.claim()).toBe(false);
    two.release();
    expect(one.claim()).toBe(true);
  });

  it('keeps a refused one beside the queue, with the reason, and among all texts', async () => {
    const {queue} = open();
    queue.append(records(0, 3));
    const [, second] = await queue.first(3);
    await queue.setAside(second!, 'verb.id: no IRI');
    expect(await ids(queue)).toEqual(['r000000', 'r000002']);
    expect(queue.counts).toMatchObject({waiting: 2, aside: 1});
    const texts: string[] = [];
    await queue.texts((more) => texts.push(...more));
    expect(texts.map((text) => JSON.parse(text).id)).toEqual(['r000000', 'r000002', 'r000001']);
  });

  it('bounds what is set aside: the oldest go, and how many went is known in the next sitting, too', async () => {
    const {queue} = open();
    const length = asideLimit / 4;
    // In an order that their ids do not tell.
    const names = ['f', 'b', 'e', 'a', 'd', 'c'];
    queue.append(names.map((name) => record(name, 'research', length)));
    for (const row of await queue.first(6)) await queue.setAside(row, 'refused');
    const again = open().queue;
    await again.look();
    expect(again.counts).toEqual({waiting: 0, aside: 3, gone: 3, full: false});
    const kept: string[] = [];
    await again.texts((more) => kept.push(...more.map((text) => JSON.parse(text).id)));
    expect(kept.sort()).toEqual(['a', 'c', 'd']);
  });

  it('drops a stream from database, memory and log, and takes the next ones again', async () => {
    const {queue} = open();
    queue.append([...records(0, 600), record('progress', 'tracking')]);
    await queue.first(1);
    queue.append([record('late')]); // only logged so far
    const dropped = queue.drop('research');
    queue.append([record('withdrawn')]);
    await dropped;
    expect(await ids(queue)).toEqual(['progress', 'withdrawn']);
    expect(queue.counts.waiting).toBe(2);
    expect(await ids(open().queue)).toEqual(['progress', 'withdrawn']);
  });

  it('takes no research from a tab that does not know yet that another has dropped it', async () => {
    const [one, two] = [open().queue, open().queue];
    two.append([record('before')]);
    await one.drop('research');
    two.append([record('after'), record('progress', 'tracking')]);
    await two.first(1);
    await one.drop('research');
    expect(await ids(two)).toEqual(['progress']);
  });

  describe('with a limit', () => {
    it('lets the oldest tracking go for what is new', async () => {
      const {queue} = open({limit: 1500});
      queue.append(records(0, 10, 'tracking', 100));
      await queue.first(1);
      queue.append(records(10, 15, 'research', 100));
      const kept = await ids(queue);
      expect(kept.slice(-5)).toEqual(records(10, 15).map(({id}) => id));
      expect(kept[0]).not.toBe('r000000');
      expect(queue.counts.full).toBe(true);
    });

    it('keeps the beginning of the research, and leaves out what is new', async () => {
      const {queue} = open({limit: 1500});
      for (let at = 0; at < 40; at++) {
        queue.append(records(at, at + 1, 'research', 100));
        await queue.first(1);
      }
      const kept = await ids(queue);
      expect(kept[0]).toBe('r000000');
      expect(kept.length).toBeGreaterThan(8);
      expect(kept.length).toBeLessThan(20);
      expect(queue.counts).toEqual({waiting: kept.length, aside: 0, gone: 0, full: true});
    });

    it('lets go first what was saved to a file', async () => {
      const {queue} = open({limit: 1500});
      queue.append(records(0, 9, 'research', 100));
      await queue.texts(() => {});
      queue.append(records(9, 17, 'research', 100));
      expect((await ids(queue)).slice(-8)).toEqual(records(9, 17).map(({id}) => id));
    });
  });

  it('goes on in log and memory where there is no database', async () => {
    const {queue} = open({idb: false});
    for (const each of records(0, 3)) queue.append([each]);
    expect(await ids(queue)).toEqual(['r000000', 'r000001', 'r000002']);
    expect(queue.counts).toEqual({waiting: 3, aside: 0, gone: 0, full: false});
    await queue.remove(await queue.first(2));
    expect(await ids(open({idb: false}).queue)).toEqual(['r000002']);
  });

  it('says so where nothing can be stored at all, and stays small', async () => {
    disk.fault = 'forbidden';
    const {queue} = open({idb: false});
    queue.append([record('only here')]);
    expect(await ids(queue)).toEqual(['only here']);
    expect(queue.counts.full).toBe(true);
    queue.append(records(0, 50, 'tracking', 100_000));
    await queue.first(1);
    expect(queue.counts.waiting).toBeLessThan(21);
    expect(await ids(queue)).toContain('only here');
  });

  it('makes room on a full disk: the oldest tracking goes', async () => {
    let room = 4;
    const {add} = IDBObjectStore.prototype;
    const {delete: remove} = IDBCursor.prototype;
    const added = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(function (
      this: IDBObjectStore,
      ...given
    ) {
      const request = add.apply(this, given);
      if (room-- > 0) return request;
      room++;
      Object.defineProperty(this.transaction, 'error', {value: new DOMException('full', 'QuotaExceededError')});
      this.transaction.abort();
      return request;
    });
    const removed = vi.spyOn(IDBCursor.prototype, 'delete').mockImplementation(function (this: IDBCursor) {
      room++;
      return remove.apply(this);
    });
    const {queue} = open();
    for (const each of [...records(0, 2, 'tracking'), ...records(2, 6)]) {
      queue.append([each]);
      await queue.first(1);
    }
    expect(await ids(queue)).toEqual(['r000002', 'r000003', 'r000004', 'r000005']);
    queue.append(records(6, 7)); // nothing more may go: the log holds it
    expect(await ids(open().queue)).toHaveLength(4);
    expect(queue.counts.waiting).toBe(5);
    added.mockRestore();
    removed.mockRestore();
    expect(await ids(open().queue)).toHaveLength(5);
  });

  it('takes a slow disk for no full one: nothing is deleted to make room', async () => {
    const before = open();
    before.queue.append(records(0, 5, 'tracking'));
    await before.queue.first(1);
    const {queue} = open({slow: true});
    queue.append(records(5, 10));
    await queue.first(1);
    expect((await ids(open().queue)).sort()).toEqual(records(0, 10).map(({id}) => id));
  });

  it('gives all that waits at once while it is little and this tab’s own', async () => {
    const {queue} = open();
    expect(await ids(queue)).toEqual([]);
    queue.append(records(0, 2));
    expect(queue.whole().map(({id}) => id)).toEqual(['r000000', 'r000001']);
    await queue.first(1);
    queue.append(records(2, 3));
    expect(queue.whole().map(({id}) => id)).toEqual(['r000000', 'r000001', 'r000002']);
    const other = open().queue;
    await other.first(1);
    other.append(records(3, 4)); // older ones wait: these are not to overtake them
    expect(other.whole()).toEqual([]);
  });
});
