import type {Response} from '../../training/index.ts';
import {countOf, type Lane, marksOf as marksIn, mineIn} from '../speech-studio/marks.ts';
import type {Rules} from './rubric.ts';

/** Whose marks: the speaker's own, those of a colleague who listened, those of whoever leads the group. */
export const raters = ['self', 'opponent', 'facilitator'] as const;
export type Rater = (typeof raters)[number];

/** The option beside the levels: it was not to be seen or heard in this speech. */
export const notSeen = 'na';

/** The item a mark is kept in. */
export const markItem = (rater: Rater, criterion: string): string => `${rater}_${criterion}`;

/** Levels by criterion, or `na`; what was not marked is missing. */
export type Marks = Readonly<Record<string, string>>;

/** The marks of one rater. */
export function marksOf({criteria, levels}: Rules, response: Response, rater: Rater): Marks {
  return Object.fromEntries(
    criteria.flatMap((criterion) => {
      const given = response[markItem(rater, criterion)];
      return given === notSeen || levels.some((level) => level === given) ? [[criterion, String(given)]] : [];
    }),
  );
}

/** Those who have marked anything, in the order of the rules. */
export const ratersIn = (rules: Rules, response: Response): readonly Rater[] =>
  rules.raters.filter((rater) => Object.keys(marksOf(rules, response, rater)).length > 0);

/** A mark as a number from 1; null where nothing was marked, or nothing was to be seen. */
export function numberOf({levels}: Rules, mark: string | undefined): number | null {
  const at = levels.indexOf(mark ?? '');
  return at < 0 ? null : at + 1;
}

/** The response with all marks of a rater replaced. */
export function withMarks({criteria}: Rules, response: Response, rater: Rater, marks: Marks): Response {
  const items = criteria.map((criterion) => markItem(rater, criterion));
  const others = Object.entries(response).filter(([item]) => !items.includes(item));
  return Object.fromEntries([
    ...others,
    ...criteria.flatMap((criterion) => {
      const mark = marks[criterion];
      return mark === undefined ? [] : [[markItem(rater, criterion), mark] as const];
    }),
  ]);
}

/** What was noted in a studio session for a criterion, by whoever marks here: their own speech, or a colleague's. */
export function notedIn(
  studio: Response,
  lane: Lane,
  criterion: string,
): {readonly plus: number; readonly minus: number} {
  return countOf(marksIn(studio, lane, mineIn(lane)), criterion);
}
