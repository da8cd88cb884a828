/** The disk below the localStorage of one origin: it outlives the pages that write to it. */
export interface FakeDisk {
  /** What is written, by name. */
  readonly items: Map<string, string>;
  /** Characters that fit, names included; browsers give an origin about five million. */
  quota: number;
  /** `forbidden` throws at the first touch (cookies blocked), `refuses` at each write (old Safari's private mode). */
  fault: 'none' | 'refuses' | 'forbidden' | 'absent';
}

export const fakeDisk = (quota = 5_000_000): FakeDisk => ({items: new Map(), quota, fault: 'none'});

/** What one page sees of its origin's storage. */
export interface FakePage {
  readonly localStorage: Storage | null;
  readonly indexedDB: IDBFactory;
  /** Lets this many more writes and removals through; the tab is dead from then on, without noticing. */
  dieAfter(writes: number): void;
  /** The tab dies at once: transactions under way are lost, nothing it does from now on reaches the disk. */
  die(): void;
}

/** Opens a page. `factory` is handed in, so that pages share a database or have none. */
export function fakePage(disk: FakeDisk, factory: IDBFactory): FakePage {
  let left = Number.POSITIVE_INFINITY;
  const transactions = new Set<IDBTransaction>();

  const write = (change: () => void) => {
    if (left <= 0) return;
    change();
    left--;
    if (left <= 0) abort();
  };
  const abort = () => {
    for (const transaction of transactions) {
      try {
        transaction.abort();
      } catch {
        // It was complete: that much was on the disk before the tab died.
      }
    }
    transactions.clear();
  };
  const storage: Storage = {
    get length() {
      return disk.items.size;
    },
    key: (at) => [...disk.items.keys()][at] ?? null,
    getItem: (name) => disk.items.get(name) ?? null,
    setItem(name, text) {
      const others = [...disk.items].filter(([other]) => other !== name);
      const used = others.reduce((sum, [other, value]) => sum + other.length + value.length, name.length + text.length);
      if (disk.fault === 'refuses' || used > disk.quota) throw new DOMException('full', 'QuotaExceededError');
      write(() => disk.items.set(name, text));
    },
    removeItem: (name) => write(() => disk.items.delete(name)),
    clear: () => write(() => disk.items.clear()),
  };

  return {
    get localStorage() {
      if (disk.fault === 'forbidden') throw new DOMException('denied', 'SecurityError');
      return disk.fault === 'absent' ? null : storage;
    },
    get indexedDB() {
      return {
        ...factory,
        open(...asked: Parameters<IDBFactory['open']>) {
          const request = factory.open(...asked);
          request.addEventListener('success', () => {
            const database = request.result;
            const transaction = database.transaction.bind(database);
            database.transaction = (...given) => {
              if (left <= 0) throw new DOMException('dead', 'InvalidStateError');
              const begun = transaction(...given);
              transactions.add(begun);
              begun.addEventListener('complete', () => transactions.delete(begun));
              return begun;
            };
          });
          return request;
        },
      } as IDBFactory;
    },
    dieAfter(writes) {
      left = writes;
      if (writes <= 0) abort();
    },
    die: () => {
      left = 0;
      abort();
    },
  };
}
