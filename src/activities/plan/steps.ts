import type {Response} from '../../training/index.ts';
import type {Related} from '../activity.ts';
import type {Rules} from './plan.ts';

export const mostSteps = 5;
export const mostCode = 2 ** 31 - 1;
/** How a step went, at the look back. */
export const answers = ['kept', 'partly', 'not'] as const;

export const stepCount = ({steps = 3}: Rules): number => steps;
export const followUps = ({follow_up_weeks = [2, 6]}: Rules): readonly number[] =>
  [...follow_up_weeks].sort((a, b) => a - b);
/** What is written for a step. (Not `then`: a value that has one is taken for a promise.) */
export const partsOf = ({obstacles = true}: Rules): readonly Part[] =>
  obstacles ? ['when', 'does', 'obstacle', 'help'] : ['when', 'does'];
export type Part = keyof typeof items;
const items = {when: 'if', does: 'then', obstacle: 'obstacle', help: 'help'} as const;
/** The item a part is kept in: `if_1`, `then_1` … */
export const itemOf = (part: Part, at: number): string => `${items[part]}_${at}`;
/** 1, 2 … */
export const numbers = (count: number): readonly number[] => Array.from({length: count}, (_, at) => at + 1);

/** One step of a plan; what is not written is empty. */
export interface Step extends Readonly<Record<Part, string>> {
  /** From 1. */
  readonly at: number;
}

/** The steps of which something is written. */
export const stepsOf = (response: Response, count = mostSteps): readonly Step[] =>
  numbers(count)
    .map((at) => stepOf(response, at))
    .filter(({when, does, obstacle, help}) => when || does || obstacle || help);

export function stepOf(response: Response, at: number): Step {
  const text = (part: Part) => {
    const value = response[itemOf(part, at)];
    return typeof value === 'string' && value.trim() ? value : '';
  };
  return {at, when: text('when'), does: text('does'), obstacle: text('obstacle'), help: text('help')};
}

/** A plan is made once a step says when and what. */
export const isWritten = ({when, does}: Step): boolean => when !== '' && does !== '';

/** A practice that helped, and by how much if that was rated. */
export interface Helper {
  readonly title: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** The practices of the toolkit that the learner kept, or after which the strain was rated lower than before. */
export const helpersOf = ({toolkit = []}: Rules, related: Readonly<Record<string, Related>>): readonly Helper[] =>
  toolkit.flatMap((activity) => {
    const practice = related[activity];
    const {kept, before, after} = practice?.response ?? {};
    const eased = typeof before === 'number' && typeof after === 'number' && after < before;
    if (!practice || (kept !== 'yes' && !eased)) return [];
    return [{title: practice.title, before: eased ? before : null, after: eased ? after : null}];
  });
