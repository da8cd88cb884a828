import {describe, expect, it} from 'vitest';
import {agreement, icc, ordinalAlpha, type Ratings, weightedKappa} from './agreement.ts';

/** Six things marked by four judges (Shrout & Fleiss 1979). */
const shroutFleiss = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];
const judges: Ratings = [0, 1, 2, 3].map((judge) => shroutFleiss.map((marks) => marks[judge]!));

/** Four observers of twelve units, some not seen (Krippendorff 2011). */
const _ = null;
const observers: Ratings = [
  [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
  [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
  [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
  [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
];

/** Pairs of marks, from a table of counts: a row is the first rater's mark. */
const pairsOf = (counts: readonly (readonly number[])[]) =>
  counts.flatMap((row, one) => row.flatMap((count, other) => Array.from({length: count}, () => [one, other])));

describe('agreement', () => {
  it('of two raters is the quadratic kappa of published tables', () => {
    const proportions = [
      [44, 7, 9],
      [5, 20, 5],
      [1, 3, 6],
    ];
    const counts = [
      [11, 4, 1, 0],
      [3, 14, 5, 1],
      [1, 4, 16, 5],
      [0, 1, 4, 10],
    ];
    expect(weightedKappa(pairsOf(proportions))).toBeCloseTo(0.454545, 6);
    expect(weightedKappa(pairsOf(counts))).toBeCloseTo(0.75, 6);
    const pairs = pairsOf(counts);
    expect(agreement([pairs.map(([one]) => one!), pairs.map(([, other]) => other!)])).toMatchObject({
      statistic: 'kappa',
      count: 80,
      value: expect.closeTo(0.75, 6),
    });
  });

  it('of more raters with missing marks is Krippendorff’s ordinal alpha of the published example', () => {
    const found = agreement(observers);
    expect(found).toMatchObject({statistic: 'alpha', raters: 4, count: 11, value: expect.closeTo(0.815388, 6)});
    expect(agreement(observers, 'interval')).toEqual(found);
  });

  it('of more raters on an interval scale is the ICC of the published matrix', () => {
    const {ofOne, ofMean} = icc(shroutFleiss)!;
    expect(ofOne).toBeCloseTo(0.28976, 5);
    expect(ofMean).toBeCloseTo(0.62005, 5);
    expect(agreement(judges, 'interval')).toMatchObject({statistic: 'icc', value: ofOne, ofMean, count: 6});
    expect(agreement(judges)).toMatchObject({statistic: 'alpha', ofMean: null});
  });

  it('is not a difference: two who give everybody high marks agree by chance', () => {
    const one = [4, 4, 3, 4, 4, 3, 4, 4];
    const other = [4, 3, 4, 4, 3, 4, 4, 4];
    const found = agreement([one, other]);
    expect(found).toMatchObject({statistic: 'kappa', value: expect.closeTo(-1 / 3, 6)});
  });

  it('of two raters rests on what both marked', () => {
    expect(
      agreement([
        [1, 2, 3, 4, 1, 2, null],
        [1, 2, 3, 4, 2, null, 4],
      ]),
    ).toMatchObject({count: 5, raters: 2});
  });

  it('says that there are too few raters or marks', () => {
    const few = {refusal: 'too_few'};
    expect(agreement([])).toEqual(few);
    expect(agreement([[1, 2, 3, 4, 1, 2]])).toEqual(few);
    expect(
      agreement([
        [1, 2, 3, 4, 1, 2],
        [null, null, null, null, null, null],
      ]),
    ).toEqual(few);
    expect(
      agreement([
        [1, 2, 3, 4],
        [1, 2, 3, 4],
      ]),
    ).toEqual(few);
    expect(
      agreement([
        [1, 2, 3, 4, null, 2],
        [1, 2, 3, null, 3, null],
      ]),
    ).toEqual(few);
  });

  it('says that all marks are the same, where no statistic can tell agreement from habit', () => {
    const same = [3, 3, 3, 3, 3, 3];
    expect(agreement([same, same])).toEqual({refusal: 'no_spread'});
    expect(agreement([same, same, same])).toEqual({refusal: 'no_spread'});
    expect(agreement([same, same, same], 'interval')).toEqual({refusal: 'no_spread'});
  });

  it('has an interval around it that holds the value and narrows with more things', () => {
    const one = [1, 2, 3, 4, 2, 3, 1, 4];
    const other = [1, 3, 3, 4, 2, 2, 2, 4];
    const few = agreement([one, other]);
    const many = agreement([
      [...one, ...one, ...one, ...one],
      [...other, ...other, ...other, ...other],
    ]);
    if (few.refusal !== null || many.refusal !== null) throw new Error('Refused.');
    expect(few.low).toBeLessThan(few.value);
    expect(few.high).toBeGreaterThan(few.value);
    expect(many.high! - many.low!).toBeLessThan(few.high! - few.low!);
    expect(agreement([one, one])).toMatchObject({value: 1, low: null, high: null});
  });

  it('of ordered marks does not depend on what the levels are called', () => {
    const stretched = observers.map((row) => row.map((mark) => (mark === null ? null : mark ** 3)));
    expect(agreement(stretched)).toEqual(agreement(observers));
    expect(
      ordinalAlpha([
        [1, 1],
        [2, 2],
      ]),
    ).toBe(1);
  });
});
