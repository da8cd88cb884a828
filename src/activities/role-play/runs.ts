import type {Response} from '../../training/index.ts';
import type {Rules} from './role-play.ts';
import {choiceAt, replay, type Story} from './story.ts';
import {type Mode, modes} from './terms.ts';

/** Ways through the story that are kept. The first stays the first; beyond them the last is replaced. */
export const runIds = ['run_1', 'run_2', 'run_3'] as const;

/** A way through the story that was begun. */
export interface Run {
  /** 1 for the first. */
  readonly number: number;
  readonly path: readonly string[];
  readonly story: Story;
}

/** The runs in a response, those begun, in their order; what is not a path is left out. */
export const runsOf = (rules: Rules, response: Response): readonly Run[] =>
  runIds.flatMap((id, at) => {
    const given = response[id];
    if (typeof given !== 'object' || given === null) return [];
    const story = replay(rules, given);
    return [{number: at + 1, path: story.moments.map(({choice}) => choice), story}];
  });

/** Which run another try becomes: the first that is free or was left before its end, else the last. */
export function nextRun(runs: readonly Run[]): number {
  const free = [2, 3].find((number) => !runs.some((run) => run.number === number && run.story.ending !== null));
  return free ?? runIds.length;
}

/** How often each mode was chosen. */
export function modesOf(rules: Rules, {moments}: Pick<Story, 'moments'>): Readonly<Record<Mode, number>> {
  const counts = Object.fromEntries(modes.map((mode) => [mode, 0])) as Record<Mode, number>;
  for (const moment of moments) counts[choiceAt(rules, moment).mode]++;
  return counts;
}
