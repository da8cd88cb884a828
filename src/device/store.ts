import {openDatabase, type StoreHost} from './database.ts';

/** How many earlier attempts, finished or replaced, stay beside the current one. */
export const earlierLimit = 5;

/** A row a attempt: its id, its place in the order they were begun, and whatever the device keeps of it. */
export interface Row {
  readonly id: string;
  readonly order: number;
}

/** Snapshots of attempts in IndexedDB. Nothing throws and nothing hangs: null or false says that it did not work. */
export interface Store {
  all(): Promise<readonly Row[] | null>;
  /**
   * Replaces a row by what `change` makes of it, in one transaction, so that two tabs never undo each other; `before` is
   * undefined for a new row. True once the browser says that it is on the disk.
   */
  put(id: string, change: (before: unknown) => object): Promise<boolean>;
}

/** Opens the store of this name. */
export function openStore(host: StoreHost, name: string): Store {
  const database = openDatabase(host, name, (made) => made.createObjectStore('attempts', {keyPath: 'id'}));
  const run = <T>(mode: IDBTransactionMode, use: (rows: IDBObjectStore, give: (result: T) => void) => void) =>
    database.run<T>(mode, ['attempts'], (transaction, give) => use(transaction.objectStore('attempts'), give));

  return {
    all: () =>
      run<Row[]>('readonly', (rows, give) => {
        const all: IDBRequest<Row[]> = rows.getAll();
        all.onsuccess = () => give(all.result);
      }),
    put: async (id, change) =>
      (await run<true>('readwrite', (rows, give) => {
        const write = (before: Row | undefined, order: number) => {
          rows.put({...change(before), id, order});
          give(true);
        };
        const one: IDBRequest<Row | undefined> = rows.get(id);
        one.onsuccess = () => {
          if (one.result) return write(one.result, one.result.order);
          const all: IDBRequest<Row[]> = rows.getAll();
          all.onsuccess = () => {
            const before = all.result.sort((a, b) => b.order - a.order);
            write(undefined, (before[0]?.order ?? 0) + 1);
            for (const old of before.slice(earlierLimit)) rows.delete(old.id);
          };
        };
      })) ?? false,
  };
}
