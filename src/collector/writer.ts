import type {Incoming, Outcome, Store} from './store.ts';

/** Takes a batch; resolves once it is durable, or known to be refused. Rejects if the store can't write. */
export type Write = (batch: readonly Incoming[]) => Promise<Outcome>;

/** More than this waits for the next transaction, so that nobody waits long for a big one. */
const mostAtOnce = 2_000;

/** What came in the same turn of the event loop is stored in one transaction: many requests share one sync of the disk. */
export function groupWriter(store: Pick<Store, 'append'>, now: () => number): Write {
  interface Waiting {
    readonly batch: readonly Incoming[];
    readonly done: (outcome: Outcome) => void;
    readonly failed: (error: unknown) => void;
  }
  let waiting: Waiting[] = [];

  function flush() {
    let statements = 0;
    let count = 0;
    while (count < waiting.length && statements < mostAtOnce) statements += waiting[count++]!.batch.length;
    const taken = waiting.slice(0, count);
    waiting = waiting.slice(count);
    if (waiting.length > 0) setImmediate(flush);
    try {
      const outcomes = store.append(
        taken.map(({batch}) => batch),
        now(),
      );
      taken.forEach(({done}, at) => void done(outcomes[at]!));
    } catch (error) {
      for (const {failed} of taken) failed(error);
    }
  }

  return (batch) =>
    new Promise((done, failed) => {
      if (waiting.length === 0) setImmediate(flush);
      waiting.push({batch, done, failed});
    });
}
