import {fill} from './text.ts';

/** In the year 2243: far enough, and few digits. */
export const lastDay = 99_999;

/** The day a clock shows where the learner is, counted from 1970: what a response keeps. However wrong the clock. */
export const dayOf = (now: Date): number =>
  Math.min(Math.max(Math.floor((now.getTime() / 60_000 - now.getTimezoneOffset()) / 1440), 0), lastDay);

/** A counted day as an ISO day; null for anything that is none. */
export const isoDay = (day: unknown): string | null =>
  typeof day === 'number' && Number.isInteger(day) && day >= 0 && day <= lastDay
    ? new Date(day * 86_400_000).toISOString().slice(0, 10)
    : null;

/** What a language says a date with. Own month names, because web views often lack the Kazakh ones (DOMAIN 6.3). */
export interface DateWords {
  /** With `{day}`, `{month}` and `{year}`. */
  readonly date: string;
  /** Twelve, with spaces between. */
  readonly months: string;
}

/** An ISO day as a sentence has it. */
export function dateIn({date, months}: DateWords, isoDay: string): string {
  const [year = '', month, day] = isoDay.split('-');
  return fill(date, {year, month: months.split(' ')[Number(month) - 1] ?? '', day: Number(day)});
}
