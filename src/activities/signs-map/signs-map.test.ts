import {readFileSync} from 'node:fs';
import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {fits} from '../../training/index.ts';
import {behaviour} from './behaviour.ts';
import {exampleContent, exampleRules as rules} from './example.test-data.ts';
import {earlierOf, keptMap, marksOf} from './marks.ts';
import {type Rules, signsMap} from './signs-map.ts';

const {words} = exampleContent('en');
const issues = (schema: v.GenericSchema, value: unknown) =>
  v.safeParse(schema, value).issues?.map((issue) => v.getDotPath(issue)) ?? [];
const starter = (file: string) => parse(readFileSync(new URL(`starter/${file}.yaml`, import.meta.url), 'utf8'));

describe('a map of signs as an author writes it', () => {
  it('has a starter that is complete in three languages, and private', () => {
    const {kind, minutes, private: hidden, ...given} = starter('activity');
    expect([kind, typeof minutes, hidden]).toEqual(['signs-map', 'number', true]);
    const read = v.parse(signsMap.rules, given);
    for (const language of ['en', 'ru', 'kk'])
      expect(signsMap.check({rules: read, words: v.parse(signsMap.words(read), starter(language))}), language).toEqual(
        [],
      );
  });

  it('has to be private', () => expect(signsMap.mustBePrivate(rules)).toContain('R-34'));

  it('refuses other areas than the four, a scale of other than three, and an area without signs', () => {
    const [body, ...others] = rules.areas;
    expect(issues(signsMap.rules, {...rules, areas: others})).toEqual(['areas']);
    expect(issues(signsMap.rules, {...rules, areas: [{...body, id: 'soul'}, ...others]})).toEqual(['areas.0.id']);
    expect(issues(signsMap.rules, {...rules, areas: [{...body, signs: []}, ...others]})).toEqual(['areas.0.signs']);
    expect(issues(signsMap.rules, {...rules, scale: ['not', 'much']})).toEqual(['scale']);
    expect(issues(signsMap.rules, {...rules, scale: ['not', 'some-what', 'much']})).toEqual(['scale.1']);
  });

  it('names ids that are there twice, or that the kind needs for itself', () => {
    const [body, ...others] = rules.areas as [Rules['areas'][number], ...Rules['areas']];
    const found = (given: Rules) =>
      signsMap.check({rules: given, words}).map((problem) => `${problem.path.join('.')}: ${problem.found}`);
    expect(found({...rules, areas: [{...body, signs: ['b1', 'f1']}, ...others]})).toEqual([
      'areas.1.signs.0: the id "f1" a second time',
    ]);
    expect(found({...rules, areas: [body, {...body, signs: ['own']}, ...others.slice(1)]})).toEqual([
      'areas.1.id: the id "body" a second time',
      'areas.1.signs.0: "own", which the kind itself uses',
    ]);
    expect(found({...rules, scale: ['not', 'not', 'prefer_not']})).toEqual([
      'scale.1: the id "not" a second time',
      'scale.2: "prefer_not", which the kind itself uses',
    ]);
  });

  it('needs words for each area and sign, and names that fit beside the figure', () => {
    const schema = signsMap.words(rules);
    expect(issues(schema, words)).toEqual([]);
    const areas = {...words.areas, body: {name: 'x'.repeat(21), about: 'About', signs: {b1: 'One'}}};
    expect(issues(schema, {...words, areas})).toEqual(['areas.body.name', 'areas.body.signs.b2']);
    const {own: _own, ...without} = words;
    expect(issues(schema, without)).toEqual(['own']);
  });
});

describe('what a map keeps', () => {
  it('is an answer a sign, never forced, and nothing of it is told to anybody', () => {
    const items = behaviour.items(rules);
    const item = (id: string) => items.find((each) => each.id === id)!;
    for (const value of ['not', 'some', 'much', 'prefer_not']) expect(fits(item('t5'), value)).toBe(true);
    expect(fits(item('t5'), 'often')).toBe(false);
    expect(items.slice(-4).map(({id}) => id)).toEqual(['stage', 'day', 'own', 'earlier']);
    expect(behaviour.interactions()).toEqual([]);
  });

  it('are marks for what stands on the scale', () => {
    const given = {b1: 'much', b2: 'prefer_not', f1: 3, t1: ['some'], t2: 'not', gone: 'much'};
    expect(marksOf(rules, given)).toEqual({b1: 2, t2: 0});
  });

  it('is the earlier map as it was', () => {
    const kept = keptMap(rules, {b1: 'some', f1: 'prefer_not', own: 'A secret', day: 20_000});
    expect(earlierOf(rules, kept)).toEqual({day: 20_000, marks: {b1: 1}});
    expect(kept).not.toContain('secret');
  });

  it.each([
    [undefined],
    [7],
    ['{'],
    ['null'],
    ['[]'],
    ['{"day":1}'],
    ['{"day":1,"marks":[]}'],
    ['{"day":1,"marks":{"gone":"much","b1":"often"}}'],
    ['{"day":"1","marks":{"b1":"much"}}'],
  ])('is no earlier map in %j', (kept) => expect(earlierOf(rules, kept)).toBeNull());
});
