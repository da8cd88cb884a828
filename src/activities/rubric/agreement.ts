/** Marks of several raters for the same things in the same order, a row a rater; null where one gave none. */
export type Ratings = readonly (readonly (number | null)[])[];

/**
 * Whether steps between marks are equal. A rubric's levels are in order, no more than that (`ordinal`); means over many criteria
 * may be taken as `interval`.
 */
export type Scale = 'ordinal' | 'interval';

/** How far raters agree, beyond chance; or why it can't be said. */
export type Agreement =
  | {
      /** `too_few`: under two raters, or under five things that both (or at least two) marked; `no_spread`: all marks are the same. */
      readonly refusal: 'too_few' | 'no_spread';
    }
  | {
      readonly refusal: null;
      /** Cohen's weighted kappa (quadratic), ICC(2,1), Krippendorff's alpha (ordinal). */
      readonly statistic: 'kappa' | 'icc' | 'alpha';
      /** 1 is full agreement, 0 what chance would give, less than 0 worse than that. */
      readonly value: number;
      /** 95 % interval, by leaving out one thing after another; null where that says nothing. With eight criteria it is wide. */
      readonly low: number | null;
      readonly high: number | null;
      /** Things it rests on. */
      readonly count: number;
      readonly raters: number;
      /** Of the raters' mean, ICC(2,k); null with other statistics. */
      readonly ofMean: number | null;
    };

/** Fewer things than this, and one of them decides everything. */
const fewest = 5;

/**
 * The statistic that fits the number of raters, never a bare difference: two → weighted kappa; more → Krippendorff's alpha, which
 * lives with missing marks; more, none missing and an interval scale → intraclass correlation, two-way random, absolute agreement.
 */
export function agreement(ratings: Ratings, scale: Scale = 'ordinal'): Agreement {
  const raters = ratings.filter((row) => row.some((mark) => mark !== null));
  const length = Math.max(0, ...raters.map((row) => row.length));
  const things = Array.from({length}, (_, at) => raters.map((row) => row[at] ?? null));
  const twice = things.filter((marks) => marks.filter((mark) => mark !== null).length > 1);
  if (raters.length < 2 || twice.length < fewest) return {refusal: 'too_few'};

  const whole = twice.flatMap((marks) => (marks.every((mark) => mark !== null) ? [marks as readonly number[]] : []));
  const common = {refusal: null, raters: raters.length, count: twice.length, ofMean: null} as const;
  if (raters.length === 2) return said({...common, statistic: 'kappa'}, whole, weightedKappa);
  if (scale === 'interval' && whole.length === things.length) {
    const ofMean = icc(whole)?.ofMean ?? null;
    return said({...common, statistic: 'icc', ofMean}, whole, (some) => icc(some)?.ofOne ?? null);
  }
  const given = twice.map((marks) => marks.filter((mark) => mark !== null));
  return said({...common, statistic: 'alpha'}, given, ordinalAlpha);
}

/** Marks of each thing. */
type Things = readonly (readonly number[])[];

function said(
  about: Omit<Extract<Agreement, {refusal: null}>, 'value' | 'low' | 'high'>,
  things: Things,
  statistic: (things: Things) => number | null,
): Agreement {
  const value = statistic(things);
  if (value === null) return {refusal: 'no_spread'};
  const without = things.map((_, left) => statistic(things.filter((_, at) => at !== left)));
  return {...about, value, ...interval(value, without)};
}

/** 95 %, by the jackknife. */
function interval(value: number, without: readonly (number | null)[]) {
  const values = without.filter((each) => each !== null);
  const count = values.length;
  const error = Math.sqrt(((count - 1) / count) * squares(values));
  if (count < without.length || !(error > 0)) return {low: null, high: null};
  const reach = error * student(count - 1);
  return {low: Math.max(-1, value - reach), high: Math.min(1, value + reach)};
}

/** The 97.5 % point of Student's t, by its expansion around the normal (Abramowitz & Stegun 26.7.5); within 0.01 from 4 on. */
const student = (freedom: number) => 1.95996 + 2.37227 / freedom + 2.8225 / freedom ** 2 + 2.5558 / freedom ** 3;

/**
 * Cohen's kappa of two raters, disagreement weighted by its square (Cohen 1968); null if nothing could differ.
 * @param things two marks each
 */
export function weightedKappa(things: Things): number | null {
  let seen = 0;
  let byChance = 0;
  for (const [one = 0, other = 0] of things) {
    seen += (one - other) ** 2;
    for (const [, another = 0] of things) byChance += (one - another) ** 2 / things.length;
  }
  return byChance > 0 ? 1 - seen / byChance : null;
}

/** Krippendorff's alpha for ordered marks (Krippendorff 2011), two or more a thing; null if all marks are the same. */
export function ordinalAlpha(things: Things): number | null {
  const all = things.flat().sort((a, b) => a - b);
  // The distance of two marks is how many lie between them, their own kind half counted.
  const counts = new Map<number, number>();
  for (const mark of all) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const places = new Map<number, number>();
  let before = 0;
  for (const [mark, count] of counts) {
    places.set(mark, before + count / 2);
    before += count;
  }
  const distance = (one: number, other: number) => ((places.get(one) ?? 0) - (places.get(other) ?? 0)) ** 2;
  const pairs = (marks: readonly number[]) => {
    let sum = 0;
    for (const one of marks) for (const other of marks) sum += distance(one, other);
    return sum / (marks.length - 1);
  };
  const byChance = pairs(all);
  return byChance > 0 ? 1 - things.reduce((sum, marks) => sum + pairs(marks), 0) / byChance : null;
}

/**
 * Intraclass correlation of one rater, ICC(2,1), and of the raters' mean, ICC(2,k) (Shrout & Fleiss 1979); null if all marks are the same.
 * @param things as many marks each as there are raters, in their order
 */
export function icc(things: Things): {readonly ofOne: number; readonly ofMean: number} | null {
  const n = things.length;
  const k = things[0]?.length ?? 0;
  const total = squares(things.flat());
  const betweenThings = k * squares(things.map(mean));
  const betweenRaters = n * squares(Array.from({length: k}, (_, rater) => mean(things.map((marks) => marks[rater]!))));
  const forThings = betweenThings / (n - 1);
  const forRaters = betweenRaters / (k - 1);
  const rest = (total - betweenThings - betweenRaters) / ((n - 1) * (k - 1));
  const raters = (forRaters - rest) / n;
  if (!(total > 0)) return null;
  return {
    ofOne: (forThings - rest) / (forThings + (k - 1) * rest + k * raters),
    ofMean: (forThings - rest) / (forThings + raters),
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function squares(values: readonly number[]): number {
  const middle = mean(values);
  return values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
}
