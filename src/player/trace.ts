import type {Attempt, LearnerEvent} from '../training/index.ts';

/**
 * What the player notes of a sitting until the records part has come, and hands it from then on. `at` is
 * `performance.now()`: it never runs backwards.
 */
export type Step = {readonly at: number} /** The attempt was another before this event. */ & (
  | {readonly event: LearnerEvent; readonly before: Attempt}
  /** What is on screen: an activity, or null for anything else. */
  | {readonly shown: string | null}
  /** The page was hidden behind something, or is seen again. */
  | {readonly visible: boolean}
  /** The sitting is over. */
  | {readonly left: true}
);

/** Where steps go: a list at first, then the records. */
export interface Trace {
  push(step: Step): unknown;
}
