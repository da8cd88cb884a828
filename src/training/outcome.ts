import type {Attempt} from './attempt.ts';
import {activitiesOf, type Outline} from './training.ts';

/** How an attempt stands when the training's rule is met. */
export interface Outcome {
  /** 0–100: the mean of the graded activities, 100 where there is nothing to grade (MOODLE 1.12). */
  readonly score: number;
  /** Nothing is graded: the score is a convention, and says nothing of the learner. */
  readonly ungraded?: true;
}

/**
 * The outcome once every activity that is not optional is done, and for good from then on, though a newer version may ask
 * for more; null until then.
 */
export function outcomeOf(outline: Outline, attempt: Attempt): Outcome | null {
  const open = activitiesOf(outline).filter(({id, optional}) => !optional && attempt.done[id] === undefined);
  if (open.length > 0 && !attempt.finished) return null;
  const scores = activitiesOf(outline).flatMap(({id}) => attempt.scores[id]?.value ?? []);
  if (scores.length === 0) return {score: 100, ungraded: true};
  return {score: Math.round((100 * scores.reduce((sum, score) => sum + score, 0)) / scores.length)};
}

/** The share of activities done, 0–1; all of a training that was once finished. */
export function progressOf(outline: Outline, attempt: Attempt): number {
  if (attempt.finished) return 1;
  const all = activitiesOf(outline).filter(({optional}) => !optional);
  return all.length === 0 ? 1 : all.filter(({id}) => attempt.done[id] !== undefined).length / all.length;
}
