import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {fits} from '../../training/index.ts';
import {behaviour} from './behaviour.ts';
import {all, body, exampleContent, exampleRules as rules} from './example.test-data.ts';
import {type Rules, selfAssessment} from './self-assessment.ts';

const content = exampleContent('en');
/** Where problems stand, and what was found there. */
const problems = (changed: Partial<Rules>) =>
  selfAssessment
    .check({rules: {...rules, ...changed}, words: content.words})
    .map((problem) => `${problem.in}.${problem.path.join('.')}: ${problem.found}`);
const issues = (schema: v.GenericSchema, value: unknown) =>
  v.safeParse(schema, value).issues?.map((issue) => v.getDotPath(issue)) ?? [];

describe('the rules of a self-assessment', () => {
  it('refuse unknown keys, ids with hyphens, and scales of one or of eight', () => {
    expect(issues(selfAssessment.rules, {...rules, colour: 'red'})).toEqual(['colour']);
    expect(issues(selfAssessment.rules, {...rules, scale: ['not-ever', 'often']})).toEqual(['scale.0']);
    expect(issues(selfAssessment.rules, {...rules, scale: ['never']})).toEqual(['scale']);
    expect(issues(selfAssessment.rules, {...rules, scale: [...'abcdefgh']})).toEqual(['scale']);
    expect(issues(selfAssessment.rules, {...rules, scale: [...'abcdefg']})).toEqual([]);
    expect(issues(selfAssessment.rules, {...rules, care: {strain_from: 101}})).toEqual(['care.strain_from']);
  });

  it('of the example have no problem', () => expect(selfAssessment.check(content)).toEqual([]));

  it('name a label that is not on the scale', () => {
    expect(problems({care: {strain_from: 60, safety_from: 'daily'}})).toEqual([
      'rules.care.safety_from: "daily", not on the scale',
    ]);
  });

  it('name a reversed item that the subscale does not have', () => {
    const [first, ...others] = rules.subscales;
    expect(problems({subscales: [{...first!, reverse: ['b1', 'w1']}, ...others]})).toEqual([
      'rules.subscales.0.reverse.1: "w1", no item of this subscale',
    ]);
  });

  it('name each id that is there twice: option, subscale, item, safety item', () => {
    expect(problems({scale: ['never', 'often', 'often']})).toEqual(['rules.scale.2: the id "often" a second time']);
    const twice = [...rules.subscales, {id: 'body', role: 'resource' as const, items: ['r3', 'b2']}];
    expect(problems({subscales: twice, safety_item: 'b1'})).toEqual([
      'rules.subscales.4.id: the id "body" a second time',
      'rules.subscales.4.items.1: the id "b2" a second time',
      'rules.safety_item: the id "b1" a second time',
    ]);
  });

  it('name ids the kind needs for itself', () => {
    const subscales = [{id: 'x', role: 'strain' as const, items: ['stage', 'day', 'runs']}];
    expect(problems({subscales})).toHaveLength(3);
    expect(problems({scale: ['never', 'often', 'prefer_not']})).toHaveLength(1);
  });

  it('let nobody ask about hopelessness without care, nor care without knowing when', () => {
    const {care: _care, ...careless} = rules;
    const check = (given: Rules) => selfAssessment.check({rules: given, words: content.words}).map(({path}) => path);
    expect(check(careless)).toEqual([['safety_item']]);
    expect(check({...rules, care: {strain_from: 60}})).toEqual([['care']]);
    const {safety_item: _item, ...unasked} = rules;
    expect(check(unasked)).toEqual([['care']]);
    expect(check({...rules, subscales: rules.subscales.slice(3)})).toEqual([['care', 'strain_from']]);
  });
});

describe('the words of a self-assessment', () => {
  const without = (key: string) => Object.fromEntries(Object.entries(content.words).filter(([name]) => name !== key));

  it.each(Object.keys(content.words))('need %s', (key) => {
    expect(issues(selfAssessment.words(rules), content.words)).toEqual([]);
    expect(issues(selfAssessment.words(rules), without(key))).toEqual([key]);
  });

  it('need a sentence for each item, the safety item too, and a label for each option', () => {
    const words = {...content.words, items: {...content.words.items, dark: undefined, b9: 'One too many'}, scale: {}};
    expect(issues(selfAssessment.words(rules), words)).toEqual([
      ...rules.scale.map((option) => `scale.${option}`),
      'items.dark',
      'items.b9',
    ]);
  });

  it.each(['safety_note', 'strain', 'care'] as const)('are refused where the rules have no use for %s', (key) => {
    const {care: _care, safety_item: _item, ...bare} = {...rules, subscales: rules.subscales.slice(3)};
    const {words} = exampleContent('en', bare);
    expect(issues(selfAssessment.words(bare), words)).toEqual([]);
    expect(issues(selfAssessment.words(bare), {...words, [key]: content.words[key]})).toEqual([key]);
  });

  it('with a safety item have to be private', () => {
    const {safety_item: _item, ...bare} = rules;
    expect(selfAssessment.mustBePrivate(rules)).toMatch(/never leaves the device/);
    expect(selfAssessment.mustBePrivate(bare)).toBeNull();
  });

  it('of the interface are in each language, with the same places to fill and twelve months', () => {
    const {en, ru, kk} = selfAssessment.interfaceWords;
    const texts = (words: object, path = ''): [string, string][] =>
      Object.entries(words).flatMap(([key, value]) =>
        typeof value === 'string' ? [[path + key, value]] : texts(value, `${path}${key}.`),
      );
    const places = (words: object) =>
      texts(words).map(([key, text]) => [key, (text.match(/\{\w+\}/g) ?? []).sort().join()]);
    expect(places(ru)).toEqual(places(en));
    expect(places(kk)).toEqual(places(en));
    for (const words of [en, ru, kk]) expect(new Set(words.months.split(' ')).size).toBe(12);
  });
});

describe('the behaviour', () => {
  const items = behaviour.items(rules);
  const item = (id: string) => items.find((each) => each.id === id)!;

  it('keeps each item as an option or "prefer not to say", the safety item too', () => {
    expect(items.map(({id}) => id)).toEqual([
      ...rules.subscales.flatMap((scale) => scale.items),
      'dark',
      'stage',
      'day',
      'runs',
    ]);
    for (const id of ['b1', 'r2', 'dark']) {
      for (const value of [...rules.scale, 'prefer_not']) expect(fits(item(id), value)).toBe(true);
      for (const value of ['daily', 3, ['often']]) expect(fits(item(id), value)).toBe(false);
    }
    expect(fits(item('stage'), 'care')).toBe(true);
    expect(fits(item('day'), 20_000)).toBe(true);
  });

  it('reads answers as likert interactions without right or wrong, and never the safety item', () => {
    const response = {...all(body.slice(2), 'prefer_not'), b1: 'often', b2: ['often'], dark: 'always', stage: 'result'};
    expect(behaviour.interactions(content, response)).toEqual([
      {
        type: 'likert',
        item: 'b1',
        description: 'stem (en) b1 (en)',
        correct: null,
        choices: rules.scale.map((id) => ({id, text: `${id} (en)`})),
        response: 'often',
      },
    ]);
  });
});
