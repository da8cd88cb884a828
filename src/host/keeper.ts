import type {HostFault, HostRecord, HostStore} from './types.ts';

/** Brings records to a store, one after another, the newest last, and again until it has it. */
export interface Keeper {
  /** False while the store is known to fail: then nothing may be called saved. */
  keep(record: HostRecord, urgent: boolean): boolean;
  /** Whether the newest is stored, once that is known. */
  settled(): Promise<boolean>;
}

export interface KeeperParts {
  readonly store: HostStore;
  readonly key: string;
  readonly onFault: (fault: HostFault) => void;
  readonly setTimeout: (run: () => void, milliseconds: number) => unknown;
}

/** A store may be far away, and a SCORM package wants its answer at once: so "true" means taken, and a failure is told with the next. */
export function recordKeeper({store, key, onFault, setTimeout}: KeeperParts): Keeper {
  let newest: HostRecord | null = null;
  let running: Promise<void> | null = null;
  let failures = 0;
  let resting = false;

  const failed = (cause: unknown) => {
    failures++;
    const wait = Math.min(60, 2 ** (failures - 1));
    onFault({
      type: 'store',
      message: `The store did not save the record "${key}" (${cause}). The newest one is kept here and tried again in ${wait} s; the package hears that it is not saved.`,
      cause,
    });
    resting = true;
    setTimeout(() => {
      resting = false;
      if (newest && !running) send();
    }, wait * 1000);
  };

  /** Gives the store the newest record: at once, so that it may be the last thing a page does. */
  const send = (): void => {
    const record = newest;
    if (!record) return;
    const stored = () => {
      failures = 0;
      if (newest === record) newest = null;
    };
    try {
      const saving = store.save(key, record);
      if (!saving) stored();
      else {
        const mine: Promise<void> = saving.then(stored, failed).then(() => {
          if (running !== mine) return;
          running = null;
          if (newest && !resting) send();
        });
        running = mine;
      }
    } catch (cause) {
      failed(cause);
    }
  };

  return {
    keep(record, urgent) {
      newest = record;
      if (urgent || (!running && !resting)) send();
      return failures === 0;
    },
    async settled() {
      // What is given meanwhile is waited for too, though not for ever.
      for (let rounds = 0; running && rounds < 100; rounds++) await running;
      return newest === null;
    },
  };
}
