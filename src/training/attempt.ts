import type {Response, Value} from './item.ts';
import type {Language} from './languages.ts';
import type {LearnerEvent} from './learner-event.ts';

/**
 * Everything a learner has done in one attempt at a training: an immutable value. `afterEvent` makes the next one,
 * `mergeAttempts` joins two copies of it, and neither asks a clock: each change carries a counter, the higher one wins.
 */
export interface Attempt {
  /** Random; two copies with the same id are the same attempt on two devices. */
  readonly id: string;
  /** The highest counter given so far. */
  readonly counter: number;
  readonly language: Stamped<Language>;
  /** Where the learner is: an activity, and a step in it whose meaning is the kind's own. Null before the first screen. */
  readonly place: Stamped<Place | null>;
  /** Answers by activity, then by item. */
  readonly answers: Readonly<Record<string, Answers>>;
  /** Activities done, with the counter at which they first were. Done once is done for good. */
  readonly done: Readonly<Record<string, number>>;
  /** Points of 0–1 by graded activity. */
  readonly scores: Readonly<Record<string, Stamped<number>>>;
  /** Whether the learner agreed that free text may travel in the LMS's suspend data. */
  readonly carriesTexts: Stamped<boolean>;
  /** Set once the training's rule was met; never taken back. */
  readonly finished: boolean;
}

export interface Stamped<T> {
  readonly value: T;
  readonly counter: number;
}
export interface Place {
  readonly activity: string;
  readonly step: number;
}
export type Answers = Readonly<Record<string, Stamped<Value>>>;

/** A fresh attempt. The id comes from outside, so that a test can hold it still. */
export function newAttempt(id: string, language: Language): Attempt {
  return {
    id,
    counter: 0,
    language: {value: language, counter: 0},
    place: {value: null, counter: 0},
    answers: {},
    done: {},
    scores: {},
    carriesTexts: {value: false, counter: 0},
    finished: false,
  };
}

/** The attempt after something happened. An event that changes nothing gives back the same attempt. */
export function afterEvent(attempt: Attempt, event: LearnerEvent): Attempt {
  const counter = attempt.counter + 1;
  switch (event.type) {
    case 'answered': {
      const before = attempt.answers[event.activity] ?? {};
      const changed = changedItems(responseOf(before), event.response);
      const newlyDone = event.complete && attempt.done[event.activity] === undefined;
      const scored = event.score !== null && attempt.scores[event.activity]?.value !== event.score;
      if (changed.length === 0 && !newlyDone && !scored) return attempt;
      const answers = {...before};
      for (const item of changed) answers[item] = {value: event.response[item] ?? null, counter};
      return {
        ...attempt,
        counter,
        answers: changed.length === 0 ? attempt.answers : {...attempt.answers, [event.activity]: answers},
        done: newlyDone ? {...attempt.done, [event.activity]: counter} : attempt.done,
        scores:
          event.score !== null && scored
            ? {...attempt.scores, [event.activity]: {value: event.score, counter}}
            : attempt.scores,
      };
    }
    case 'moved': {
      const at = attempt.place.value;
      if (at?.activity === event.activity && at.step === event.step) return attempt;
      return {...attempt, counter, place: {value: {activity: event.activity, step: event.step}, counter}};
    }
    case 'switched':
      if (attempt.language.value === event.language) return attempt;
      return {...attempt, counter, language: {value: event.language, counter}};
    case 'carried':
      if (attempt.carriesTexts.value === event.texts) return attempt;
      return {...attempt, counter, carriesTexts: {value: event.texts, counter}};
    case 'finished':
      return attempt.finished ? attempt : {...attempt, counter, finished: true};
  }
}

/** The items of `after` that differ from `before`; an item that is gone from `after` was taken back. */
export function changedItems(before: Response, after: Response): readonly string[] {
  const items = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...items].filter((item) => !same(before[item] ?? null, after[item] ?? null));
}

/** The answers of one activity as its element wants them: by item, without those taken back. */
export function responseOf(answers: Answers | undefined): Response {
  const response: Record<string, Value> = {};
  for (const [item, {value}] of Object.entries(answers ?? {})) if (value !== null) response[item] = value;
  return response;
}

/**
 * Two copies of the same attempt as one: per answer the higher counter wins. Commutative, associative, idempotent;
 * equal counters with different values (two devices, both offline) are settled by the value itself, the same way on both.
 */
export function mergeAttempts(a: Attempt, b: Attempt): Attempt {
  return {
    id: a.id,
    counter: Math.max(a.counter, b.counter),
    language: later(a.language, b.language),
    place: later(a.place, b.place),
    answers: mergeRecords(a.answers, b.answers, (x, y) => mergeRecords(x, y, later)),
    done: mergeRecords(a.done, b.done, Math.min),
    scores: mergeRecords(a.scores, b.scores, later),
    carriesTexts: later(a.carriesTexts, b.carriesTexts),
    finished: a.finished || b.finished,
  };
}

const later = <T>(a: Stamped<T>, b: Stamped<T>): Stamped<T> => {
  if (a.counter !== b.counter) return a.counter > b.counter ? a : b;
  return canonical(a.value) >= canonical(b.value) ? a : b;
};

function mergeRecords<T>(
  a: Readonly<Record<string, T>>,
  b: Readonly<Record<string, T>>,
  join: (x: T, y: T) => T,
): Readonly<Record<string, T>> {
  const merged: Record<string, T> = {...a};
  for (const [key, value] of Object.entries(b)) {
    const mine = Object.hasOwn(a, key) ? a[key] : undefined;
    merged[key] = mine === undefined ? value : join(mine, value);
  }
  return merged;
}

const canonical = (value: unknown) => JSON.stringify(value) ?? '';
const same = (a: Value, b: Value) => a === b || canonical(a) === canonical(b);
