/**
 * Uses localStorage as far as there is one. Merely touching it throws where cookies are blocked, and writing where it is
 * full: then, and where it is missing, the answer is `refused`.
 */
export const storageOf =
  (host: {readonly localStorage: Storage | null}) =>
  <T>(refused: T, use: (storage: Storage) => T): T => {
    try {
      const storage = host.localStorage;
      return storage ? use(storage) : refused;
    } catch {
      return refused;
    }
  };
