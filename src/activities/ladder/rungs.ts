import type {Response} from '../../training/index.ts';
import {numberFrom} from '../pulse/rating.ts';
import type {LadderContent, Rules} from './ladder.ts';

/** A ladder needs a step to stand on and one to reach for. */
export const fewestRungs = 2;
export const mostRungs = 10;
export const mostTimes = 99;

export const rungCount = ({steps = 6}: Rules): number => steps;
/** 1, 2 … */
export const numbers = (count: number): readonly number[] => Array.from({length: count}, (_, at) => at + 1);

/** A step of the ladder. */
export interface Rung {
  /** Where it is kept, from 1: not its place on the ladder. */
  readonly at: number;
  /** The learner's own words; else those of a suggestion. */
  readonly text: string;
  /** When and where. */
  readonly when: string;
  /** 0–10 beforehand; null where nothing was said. */
  readonly hard: number | null;
  /** 0–10 when it was last done. */
  readonly now: number | null;
  readonly times: number;
}

/** The steps that have been written or taken over, in the order of writing. */
export function rungsOf({rules, words}: LadderContent, response: Response): readonly Rung[] {
  return numbers(rungCount(rules)).flatMap((at) => {
    const own = textOf(response, `step_${at}`);
    const taken = response[`from_${at}`];
    const text = own || (typeof taken === 'string' ? (words.suggestions?.[taken] ?? '') : '');
    if (text === '') return [];
    return [
      {
        at,
        text,
        when: textOf(response, `when_${at}`),
        hard: numberFrom(response[`hard_${at}`]),
        now: numberFrom(response[`now_${at}`]),
        times: numberFrom(response[`times_${at}`], mostTimes) ?? 0,
      },
    ];
  });
}

/** From the easiest to the hardest; what was not rated comes last. */
export const asLadder = (rungs: readonly Rung[]): readonly Rung[] =>
  [...rungs].sort((a, b) => (a.hard ?? 11) - (b.hard ?? 11) || a.at - b.at);

/**
 * Whether a step has become easy enough for the next: done, and now at most half as hard as expected, or 2 at most.
 * A rule of thumb of graded exposure (repeat until it is clearly easier); the learner may go on at any time.
 */
export const isEasier = ({hard, now, times}: Rung): boolean =>
  times > 0 && now !== null && now <= Math.max(2, (hard ?? 0) / 2);

/** The step to try next: the easiest that has not become easier yet; null at the top. */
export const nextRung = (rungs: readonly Rung[]): Rung | null =>
  asLadder(rungs).find((rung) => !isEasier(rung)) ?? null;

function textOf(response: Response, item: string): string {
  const value = response[item];
  return typeof value === 'string' ? value.trim() : '';
}
