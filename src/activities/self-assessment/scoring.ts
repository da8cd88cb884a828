import type {Rules} from './self-assessment.ts';

/** What scoring asks of a questionnaire: other kinds have such scales, too. */
export type Scales = Pick<Rules, 'scale' | 'subscales'>;

/** Which option of the scale was chosen, by item; what was left out or preferred not to be said is not here. */
export type Answers = Readonly<Record<string, string>>;

/** How often something is present: neutral words, thresholds at the thirds of the index (DOMAIN 2.8). */
export type Band = 'rarely' | 'sometimes' | 'often';

/** A scale's result. Without enough answers the index is null, and the counts say why. */
export interface Score {
  /** 0–100; higher is more of what the scale is named for. */
  readonly index: number | null;
  readonly answered: number;
  readonly of: number;
  /** How many answers an index needs. */
  readonly needed: number;
  /** Scored, but on two of three answers: to be read with caution. */
  readonly flagged: boolean;
}

/** All items with a place on the scale, in the order they are asked. The safety item is none of them. */
export const scaledItems = (rules: Scales): readonly string[] => rules.subscales.flatMap(({items}) => items);

/** A value from outside as an option of the scale; null for anything else. */
export const chosen = (rules: Scales, value: unknown): string | null =>
  typeof value === 'string' && rules.scale.includes(value) ? value : null;

/** The answers that can be scored, out of whatever was handed in. */
export function answersOf(rules: Scales, given: Readonly<Record<string, unknown>>): Answers {
  const answers: Record<string, string> = {};
  for (const item of scaledItems(rules)) {
    const answer = chosen(rules, given[item]);
    if (answer !== null) answers[item] = answer;
  }
  return answers;
}

/** A scale and its score; the strain index, which is over several, has no id. */
export interface ScaleScore {
  readonly id: string | null;
  readonly role: Subscale['role'];
  readonly score: Score;
}

/**
 * The strain index, where there is one, then each subscale in its order (DOMAIN 2.8).
 * The strain index is the mean over the answered items of all strain subscales, by the same rule for missing answers as
 * one long scale. Over items, not over subscale scores, so that each answered sentence weighs the same: a subscale of
 * three with one answer missing does not count as much as a full one of four.
 */
export function scoresOf(rules: Scales, answers: Answers): readonly ScaleScore[] {
  const strain = strainSubscales(rules);
  const scores = rules.subscales.map((scale) => ({
    id: scale.id,
    role: scale.role,
    score: scoreOf(rules, [scale], answers),
  }));
  if (strain.length === 0) return scores;
  return [{id: null, role: 'strain', score: scoreOf(rules, strain, answers)}, ...scores];
}

/** The band of an index. */
export function bandOf(index: number): Band {
  if (reaches(index, 200 / 3)) return 'often';
  return reaches(index, 100 / 3) ? 'sometimes' : 'rarely';
}

/**
 * Whether the care screen comes before the profile (R-34; DOMAIN 2.8, safety logic a): much strain, or the safety item
 * at `safety_from` or above. It errs towards care: as soon as one strain subscale can be scored the strain answered so
 * far counts, even where the strain index itself lacks answers.
 */
export function needsCare(rules: Rules, given: Readonly<Record<string, unknown>>): boolean {
  const {care, scale, safety_item} = rules;
  if (!care) return false;
  const safety = safety_item === undefined ? null : chosen(rules, given[safety_item]);
  if (safety !== null && care.safety_from !== undefined && scale.indexOf(safety) >= scale.indexOf(care.safety_from))
    return true;

  const answers = answersOf(rules, given);
  const subscales = strainSubscales(rules);
  if (subscales.every((subscale) => scoreOf(rules, [subscale], answers).index === null)) return false;
  return reaches(indexOf(rules, pointsOf(rules, subscales, answers)), care.strain_from);
}

/** The smallest difference of two indexes that chance does not explain: 1.96·√2·s·√(1−r) (DOMAIN 2.9). */
export const changeBound = ({reliability, sd}: Rules['change']): number =>
  1.96 * Math.SQRT2 * sd * Math.sqrt(1 - reliability);

/** How an index moved between two runs: `same` is a change that can't be told from chance, null can't be compared. */
export function changeOf(before: Score, after: Score, bound: number): 'more' | 'less' | 'same' | null {
  if (before.index === null || after.index === null) return null;
  const difference = after.index - before.index;
  if (Math.abs(difference) <= bound) return 'same';
  return difference > 0 ? 'more' : 'less';
}

function scoreOf(rules: Scales, subscales: readonly Subscale[], answers: Answers): Score {
  const points = pointsOf(rules, subscales, answers);
  const of = subscales.reduce((sum, {items}) => sum + items.length, 0);
  const answered = points.length;
  const needed = neededOf(of);
  const index = answered < needed ? null : indexOf(rules, points);
  return {index, answered, of, needed, flagged: of === 3 && answered === 2};
}

/** How many of `k` answers a scale needs (DOMAIN 2.8); below three items, all of them. */
const neededOf = (k: number) => (k >= 5 ? Math.ceil((4 * k) / 5) : k >= 3 ? k - 1 : k);

/** Places on the scale from 0, so that reversing, (min+max)−x, is max−x. */
function pointsOf(rules: Scales, subscales: readonly Subscale[], answers: Answers): readonly number[] {
  const highest = rules.scale.length - 1;
  return subscales.flatMap(({items, reverse}) =>
    items.flatMap((item) => {
      const place = rules.scale.indexOf(answers[item] ?? '');
      if (place < 0) return [];
      return reverse?.includes(item) ? highest - place : place;
    }),
  );
}

const indexOf = (rules: Scales, points: readonly number[]) =>
  (100 * points.reduce((sum, point) => sum + point, 0)) / (points.length * (rules.scale.length - 1));

type Subscale = Rules['subscales'][number];
const strainSubscales = (rules: Scales) => rules.subscales.filter(({role}) => role === 'strain');

/** Compared to two decimals: thirds are no binary fractions, and an author writes 66⅔ as 66.67. */
const reaches = (index: number, threshold: number) => Math.round(100 * index) >= Math.round(100 * threshold);
