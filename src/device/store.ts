/** How many earlier attempts, finished or replaced, stay beside the current one. */
export const earlierLimit = 5;
/** A browser that takes longer than this has hung (seen in Safari): the log holds until the next try. */
export const storeLimitMs = 5_000;

/** What a store needs of the page. Merely touching `indexedDB` throws where cookies are blocked. */
export interface StoreHost {
  readonly indexedDB: IDBFactory | null;
  readonly setTimeout: (run: () => void, milliseconds: number) => unknown;
}

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

/** Opens the database of this name when it is first needed, and again whenever the browser has closed it. */
export function openStore(host: StoreHost, name: string): Store {
  let opening: Promise<IDBDatabase> | null = null;

  const connect = () =>
    (opening ??= new Promise<IDBDatabase>((resolve, reject) => {
      const forget = () => {
        opening = null;
      };
      // No version is asked for: a database that a later version has changed still opens.
      const request = host.indexedDB!.open(name);
      request.onupgradeneeded = () => request.result.createObjectStore('attempts', {keyPath: 'id'});
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const database = request.result;
        database.onclose = forget;
        database.onversionchange = () => {
          database.close();
          forget();
        };
        resolve(database);
      };
    }));

  const transact = async <T>(
    mode: IDBTransactionMode,
    use: (rows: IDBObjectStore, give: (result: T) => void) => void,
  ) => {
    const database = await connect();
    return new Promise<T>((resolve, reject) => {
      // Strict: the log lets go of what is here, and power cuts are part of a village school.
      const transaction = database.transaction('attempts', mode, {durability: 'strict'});
      let result: T;
      transaction.oncomplete = () => resolve(result);
      transaction.onabort = () => reject(transaction.error);
      use(transaction.objectStore('attempts'), (value) => {
        result = value;
      });
    });
  };

  const run = async <T>(...work: Parameters<typeof transact<T>>): Promise<T | null> => {
    const again = () => {
      opening = null;
      return transact(...work);
    };
    const tooLong = new Promise<null>((resolve) => host.setTimeout(() => resolve(null), storeLimitMs));
    // Once more, since Safari takes the connection away from pages that slept.
    const result = await Promise.race([
      transact(...work)
        .catch(again)
        .catch(() => null),
      tooLong,
    ]);
    if (result === null) opening = null;
    return result;
  };

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
