import {describe, expect, it} from 'vitest';
import {all, body, mind, rest, exampleRules as rules, work} from './example.test-data.ts';
import {
  answersOf,
  bandOf,
  changeBound,
  changeOf,
  chosen,
  needsCare,
  type Score,
  scaledItems,
  scoresOf,
} from './scoring.ts';

const scores = (answers: Record<string, unknown>, given = rules) => {
  const list = scoresOf(given, answersOf(given, answers));
  return Object.fromEntries(list.map(({id, score}) => [id ?? 'strain', score]));
};
describe('the score of a subscale', () => {
  it('is the mean place of its answers, from 0 at the lowest option to 100 at the highest', () => {
    expect(scores(all(body, 'never')).body?.index).toBe(0);
    expect(scores(all(body, 'always')).body?.index).toBe(100);
    expect(scores({b1: 'never', b2: 'rarely', b3: 'sometimes', b4: 'often', b5: 'often'}).body?.index).toBe(45);
  });

  it('turns a reversed item round', () => {
    expect(scores(all(work, 'always')).work?.index).toBe(75);
    expect(scores({...all(work, 'always'), w4: 'never'}).work?.index).toBe(100);
    expect(scores({...all(work, 'never'), w4: 'rarely'}).work?.index).toBe(18.75);
  });

  it('fits a scale of any length', () => {
    const short = {...rules, scale: ['no', 'yes']};
    expect(scores({b1: 'yes', b2: 'no', b3: 'yes', b4: 'no'}, short).body?.index).toBe(50);
  });

  it.each([
    ['five', 'body', 4],
    ['four', 'work', 3],
    ['three', 'mind', 2],
    ['two', 'rest', 2],
  ])('of %s items (%s) needs %i answers', (_, id, needed) => {
    const items = {body, work, mind, rest}[id]!;
    const enough = scores(all(items.slice(0, needed), 'sometimes'))[id];
    expect(enough).toMatchObject({index: 50, answered: needed, of: items.length, needed});
    const few = scores(all(items.slice(1, needed), 'sometimes'))[id];
    expect(few).toMatchObject({index: null, answered: needed - 1, of: items.length, needed});
  });

  it.each([
    [6, 5],
    [10, 8],
    [11, 9],
  ])('of %i items needs %i answers', (of, needed) => {
    const items = Array.from({length: of}, (_, at) => `i${at}`);
    const long = {...rules, subscales: [{id: 'long', role: 'strain' as const, items}]};
    expect(scores({}, long).long?.needed).toBe(needed);
  });

  it('is flagged where two of three were answered, and only there', () => {
    expect(scores({m1: 'often', m2: 'often'}).mind).toMatchObject({index: 75, flagged: true});
    expect(scores(all(mind, 'often')).mind?.flagged).toBe(false);
    expect(scores({m1: 'often'}).mind?.flagged).toBe(false);
    expect(scores(all(work.slice(0, 3), 'often')).work?.flagged).toBe(false);
  });

  it('counts neither "prefer not to say" nor anything that is no option', () => {
    const hostile = {
      b1: 'prefer_not',
      b2: 4,
      b3: ['always'],
      b4: null,
      b5: {toString: () => 'always'},
      constructor: 'often',
    };
    expect(answersOf(rules, hostile)).toEqual({});
    expect(scores(hostile).body).toMatchObject({index: null, answered: 0});
    expect(chosen(rules, 'toString')).toBeNull();
  });
});

describe('the strain index', () => {
  it('is the mean of all answered strain items, so that each weighs the same', () => {
    const answers = {...all(body, 'always'), ...all(work.slice(0, 3), 'never'), ...all(mind.slice(0, 2), 'never')};
    expect(scores(answers).strain).toMatchObject({index: 50, answered: 10, of: 12, needed: 10});
  });

  it('leaves resources out', () => {
    const strained = {...all(body, 'often'), ...all(work.slice(0, 3), 'often'), w4: 'rarely', ...all(mind, 'often')};
    expect(scores({...strained, ...all(rest, 'always')}).strain?.index).toBe(75);
  });

  it('is null when fewer than four fifths of its items are answered', () => {
    expect(scores({...all(body, 'often'), ...all(work, 'often')}).strain).toMatchObject({index: null, answered: 9});
  });

  it('comes first, and does not exist without a strain subscale', () => {
    expect(scoresOf(rules, {}).map(({id}) => id)).toEqual([null, 'body', 'work', 'mind', 'rest']);
    const calm = {...rules, subscales: rules.subscales.filter(({role}) => role === 'resource')};
    expect(scoresOf(calm, {}).map(({id}) => id)).toEqual(['rest']);
  });
});

describe('bands', () => {
  it.each([
    [0, 'rarely'],
    [33.3, 'rarely'],
    [100 / 3, 'sometimes'],
    [50, 'sometimes'],
    [66.6, 'sometimes'],
    [200 / 3, 'often'],
    [(100 * 8) / 12, 'often'],
    [100, 'often'],
  ])('call %d "%s"', (index, band) => expect(bandOf(index)).toBe(band));
});

describe('the care rule', () => {
  const strained = (index: 'at' | 'under') => ({
    // 32 of 48 points are exactly two thirds.
    ...all(body, 'often'),
    ...{w1: 'often', w2: 'often', w3: 'often', w4: 'rarely'},
    ...{m1: 'sometimes', m2: 'sometimes', m3: index === 'at' ? 'rarely' : 'never'},
  });

  it("asks for care from the threshold on, an author's 66.67 being two thirds", () => {
    expect(scores(strained('at')).strain?.index).toBeCloseTo(66.667, 2);
    expect(needsCare(rules, strained('at'))).toBe(true);
    expect(needsCare(rules, strained('under'))).toBe(false);
  });

  it.each([
    ['always', true],
    ['often', true],
    ['sometimes', false],
    ['never', false],
    ['prefer_not', false],
    [['always'], false],
    [undefined, false],
  ])('reads %j at the safety item as %s, whatever the strain', (dark, care) => {
    expect(needsCare(rules, {...all(body, 'never'), dark})).toBe(care);
    expect(needsCare(rules, {dark})).toBe(care);
  });

  it('counts the strain answered so far where the index lacks answers', () => {
    const part = all(mind, 'always');
    expect(scores(part).strain?.index).toBeNull();
    expect(needsCare(rules, part)).toBe(true);
    expect(needsCare(rules, {m1: 'always'}), 'one answer scores no subscale').toBe(false);
    expect(needsCare(rules, all(rest, 'always')), 'resources are no strain').toBe(false);
    expect(needsCare(rules, {})).toBe(false);
  });

  it('follows the rules: no care, no safety item, another threshold', () => {
    const {care: _care, ...careless} = rules;
    expect(needsCare(careless, {...strained('at'), dark: 'always'})).toBe(false);
    const {safety_item: _item, ...unasked} = {...rules, care: {strain_from: 66.67}};
    expect(needsCare(unasked, {dark: 'always'})).toBe(false);
    expect(needsCare(unasked, strained('at'))).toBe(true);
    expect(
      needsCare({...rules, care: {strain_from: 90, safety_from: 'always'}}, {...strained('at'), dark: 'often'}),
    ).toBe(false);
  });
});

describe('a change', () => {
  const at = (index: number | null): Score => ({index, answered: 3, of: 3, needed: 2, flagged: false});

  it('is reliable beyond 1.96·√2·s·√(1−r)', () => {
    expect(changeBound({reliability: 0.7, sd: 20, status: 'assumed'})).toBeCloseTo(30.3642, 3);
    // DOMAIN 2.9: s = 6, r = .85 gives 6.441217
    expect(changeBound({reliability: 0.85, sd: 6, status: 'pilot'})).toBeCloseTo(6.441217, 6);
  });

  it.each([
    [20, 51, 'more'],
    [51, 20, 'less'],
    [20, 50, 'same'],
    [50, 20, 'same'],
    [20, 20, 'same'],
    [null, 20, null],
    [20, null, null],
  ])('from %s to %s is %s', (before, after, change) => expect(changeOf(at(before), at(after), 30)).toBe(change));
});

it('asks the items of all subscales in their order, and the safety item is not scored', () => {
  expect(scaledItems(rules)).toEqual([...body, ...work, ...mind, ...rest]);
});
