/** A browser that takes longer than this has hung (seen in Safari): whoever asked goes on, and asks again later. */
export const storeLimitMs = 5_000;

/** What a database needs of the page. Merely touching `indexedDB` throws where cookies are blocked. */
export interface StoreHost {
  readonly indexedDB: IDBFactory | null;
  readonly setTimeout: (run: () => void, milliseconds: number) => unknown;
}

/** One database of IndexedDB. Nothing throws and nothing hangs: null says that it did not work. */
export interface Database {
  /**
   * One transaction; what was given last is the result, once the browser says that it is on the disk.
   * @param after what has to be over before it begins; waiting for that counts towards `storeLimitMs`
   */
  run<T>(
    mode: IDBTransactionMode,
    stores: readonly string[],
    use: (transaction: IDBTransaction, give: (result: T) => void) => void,
    after?: Promise<unknown>,
  ): Promise<T | null>;
  /** Whether the last one found the disk full; one that only took too long did not. */
  readonly full: boolean;
}

/** Opens the database of this name when it is first needed, and again whenever the browser has closed it. */
export function openDatabase(host: StoreHost, name: string, make: (database: IDBDatabase) => void): Database {
  let opening: Promise<IDBDatabase> | null = null;
  let full = false;

  const connect = () =>
    (opening ??= new Promise<IDBDatabase>((resolve, reject) => {
      // No version is asked for: a database that a later version has changed still opens.
      const request = host.indexedDB!.open(name);
      request.onupgradeneeded = () => make(request.result);
      request.onerror = () => reject(request.error);
      request.onsuccess = () => {
        const database = request.result;
        database.onclose = database.onversionchange = () => {
          database.close();
          opening = null;
        };
        resolve(database);
      };
    }));

  return {
    get full() {
      return full;
    },
    async run<T>(
      mode: IDBTransactionMode,
      stores: readonly string[],
      use: (transaction: IDBTransaction, give: (result: T) => void) => void,
      after?: Promise<unknown>,
    ): Promise<T | null> {
      const transact = async () => {
        await after;
        full = false;
        const database = await connect();
        return new Promise<T>((resolve, reject) => {
          // Strict: the log lets go of what is here, and power cuts are part of a village school.
          const transaction = database.transaction([...stores], mode, {durability: 'strict'});
          let result: T;
          transaction.oncomplete = () => resolve(result);
          transaction.onabort = () => reject(transaction.error);
          use(transaction, (value) => {
            result = value;
          });
        });
      };
      const again = () => {
        opening = null;
        return transact();
      };
      const tooLong = new Promise<null>((resolve) => host.setTimeout(() => resolve(null), storeLimitMs));
      // Once more, since Safari takes the connection away from pages that slept.
      const failed = (error: unknown) => {
        full = error instanceof Error && error.name === 'QuotaExceededError';
        return null;
      };
      const result = await Promise.race([transact().catch(again).catch(failed), tooLong]);
      if (result === null) opening = null;
      return result;
    },
  };
}
