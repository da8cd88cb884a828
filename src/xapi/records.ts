import type {Statement} from '@xapi/xapi';

/**
 * The two streams (DESIGN 5). *Tracking*: progress, never a sensitive answer. *Research*: item answers and choices, only
 * after consent, under the research actor, and never to the LRS of a launch.
 */
export type Stream = 'tracking' | 'research';

/** Where statements go once they are made: kept on this device, and sent if an institution configured an endpoint. */
export interface RecordStore {
  /**
   * Takes statements in their order; their ids and timestamps are final. On return they survive the death of the tab, unless
   * `state` says otherwise. Never throws, never waits.
   */
  add(stream: Stream, statements: readonly Statement[]): void;
  /** After withdrawal: research that waits here is gone, in every tab. What is added from now on is kept again. */
  drop(stream: 'research'): Promise<void>;
  /** All that is kept here, as one JSON array with a line for each statement. */
  export(): Promise<Blob | string>;
  readonly state: RecordState;
  /** Called after each change of `state`. */
  onState: (() => void) | null;
  /** The page is hidden or goes away: the last batch is sent in a way that outlives it. */
  leave(): void;
}

export interface RecordState {
  /** Statements kept on this device and not yet with the endpoint; all of them where there is none. */
  readonly waiting: number;
  /** Statements that the endpoint confirmed since this page was opened. */
  readonly sent: number;
  /** Statements that the endpoint refused for what is in them: set aside, with its words, and exported with the others. */
  readonly refused: number;
  /** Refused, too, and no longer kept: there were too many (`src/device/record-queue.ts`). */
  readonly gone: number;
  /** There is no room: something was or will be left out (`src/device/record-queue.ts` says in which order). */
  readonly full: boolean;
  /** Why nothing is sent just now; null if nothing hinders. */
  readonly trouble: Trouble | null;
}

/**
 * `key`: the endpoint does not take this key (any more); nothing is sent until the page is opened again. `endpoint`: what
 * answers is no LRS, or refuses whatever it is given. `line`: nothing answers, or it asks us to come later.
 */
export type Trouble = 'key' | 'endpoint' | 'line';
