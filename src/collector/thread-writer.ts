import {fileURLToPath} from 'node:url';
import {type MessagePort, Worker} from 'node:worker_threads';
import type {Incoming, Outcome, Store} from './store.ts';
import {groupWriter, type Write} from './writer.ts';

/** A writer in a thread of its own, with its own connection: requests are read and answered while it stores. */
export interface ThreadWriter {
  readonly write: Write;
  /** Resolves when all that was given is stored and the thread has ended. */
  close(): Promise<void>;
}

/** To the thread: a batch and its number; null: end when all is stored. */
type Order = {readonly number: number; readonly batch: readonly Incoming[]} | null;
/** From it: what became of that batch, or why it could not be stored. */
type Report = {readonly number: number} & ({readonly outcome: Outcome} | {readonly fault: Fault});
/** An error as it passes between threads, which keep no codes of errors. */
interface Fault {
  readonly message: string;
  readonly code: string | null;
}

/** Starts the thread for a store's file as the commands are started: from its TypeScript. */
export function startThread(file: string): Worker {
  const run = fileURLToPath(new URL('../../build/run.mjs', import.meta.url));
  return new Worker(run, {argv: ['src/collector/writer-thread.ts', file]});
}

/**
 * Writes through a thread that runs `writer-thread.ts`. Should the thread die, the process does: nothing that was answered
 * is lost, and who sent the rest sends it again.
 */
export function threadWriter(thread: Worker): ThreadWriter {
  const waiting = new Map<number, {done(outcome: Outcome): void; failed(error: unknown): void}>();
  let number = 0;
  const order = (message: Order) => thread.postMessage(message);
  const ended = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
  thread.on('message', (reports: readonly Report[]) => {
    for (const report of reports) {
      const asked = waiting.get(report.number);
      waiting.delete(report.number);
      if ('outcome' in report) asked?.done(report.outcome);
      else asked?.failed(Object.assign(new Error(report.fault.message), {code: report.fault.code}));
    }
  });
  return {
    write: (batch) =>
      new Promise((done, failed) => {
        waiting.set(++number, {done, failed});
        order({number, batch});
      }),
    close() {
      order(null);
      return ended;
    },
  };
}

/** The thread's side: batches that wait together are stored together, and what became of them is told together. */
export function answerWrites(port: MessagePort, store: Pick<Store, 'append' | 'close'>): void {
  const write = groupWriter(store, Date.now);
  let reports: Report[] = [];
  let open = 0;
  let ending = false;
  const say = (report: Report) => {
    if (reports.length === 0) setImmediate(tell);
    reports.push(report);
  };
  function tell() {
    open -= reports.length;
    port.postMessage(reports);
    reports = [];
    end();
  }
  function end() {
    if (!ending || open > 0) return;
    store.close();
    port.close();
  }
  port.on('message', (order: Order) => {
    if (order === null) {
      ending = true;
      return end();
    }
    const {number} = order;
    open++;
    write(order.batch).then(
      (outcome) => say({number, outcome}),
      (error: unknown) => say({number, fault: faultOf(error)}),
    );
  });
}

function faultOf(error: unknown): Fault {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
  return {message: error instanceof Error ? error.message : String(error), code};
}
