import {isObject} from '../../training/is-object.ts';
import {type Answers, answersOf} from './scoring.ts';
import type {Rules} from './self-assessment.ts';

/** An earlier time the questionnaire was answered. */
export interface Run {
  /** ISO day: `2026-11-05`. */
  readonly date: string;
  readonly answers: Answers;
}

const most = 12;

/** The earlier runs kept in the response, oldest first; what is damaged, or fits the rules no longer, is left out. */
export function runsOf(rules: Rules, kept: unknown): readonly Run[] {
  const list = parsed(kept);
  if (!Array.isArray(list)) return [];
  const runs = list.flatMap((entry: unknown): readonly Run[] => {
    if (!isObject(entry) || typeof entry.date !== 'string' || !isDay(entry.date) || !isObject(entry.answers)) return [];
    const answers = answersOf(rules, entry.answers);
    return Object.keys(answers).length === 0 ? [] : [{date: entry.date, answers}];
  });
  return runs.slice(-most);
}

/** The runs with one more, as the response keeps them. The safety answer is in none: nothing compares it. */
export const keptRuns = (runs: readonly Run[], run: Run): string => JSON.stringify([...runs, run].slice(-most));

function parsed(kept: unknown): unknown {
  if (typeof kept !== 'string') return null;
  try {
    return JSON.parse(kept);
  } catch {
    return null; // damaged on the way: earlier runs are a comfort, not worth failing for
  }
}

const isDay = (date: string) => /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/.test(date);
