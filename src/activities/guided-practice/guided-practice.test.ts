import {readFileSync} from 'node:fs';
import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {fits} from '../../training/index.ts';
import {behaviour} from './behaviour.ts';
import {guidedPractice, type Rules, type Words} from './guided-practice.ts';

const starter = (name: string) => readFileSync(new URL(`starter/${name}.yaml`, import.meta.url), 'utf8');
const starterRules = () => {
  const {kind: _kind, minutes: _minutes, private: _private, ...rules} = parse(starter('activity'));
  return rules;
};
const starterWords = (language: string) => parse(starter(language), {schema: 'failsafe'});
const rules: Rules = v.parse(guidedPractice.rules, starterRules());
const words: Words = v.parse(guidedPractice.words(rules), starterWords('en'));
const faults = (schema: v.GenericSchema, value: unknown) =>
  v.safeParse(schema, value).issues?.map((issue) => v.getDotPath(issue)) ?? [];
/** Where problems stand, and what was found there. */
const problems = (changed: Partial<Rules>) =>
  guidedPractice
    .check({rules: {...rules, ...changed}, words})
    .map(({in: side, path, found}) => `${side}.${path.join('.')}: ${found}`);

describe('the starter of a guided practice', () => {
  it('is complete in every language and has no problem', () => {
    expect(parse(starter('activity'))).toMatchObject({kind: 'guided-practice', private: true});
    for (const language of ['en', 'ru', 'kk'])
      expect(faults(guidedPractice.words(rules), starterWords(language))).toEqual([]);
    expect(problems({})).toEqual([]);
  });
});

describe('the rules of a guided practice', () => {
  const phase = {id: 'look', seconds: 20};

  it('need phases only: then there is one round, no rating and no drawing', () => {
    expect(v.parse(guidedPractice.rules, {phases: [phase]})).toEqual({phases: [phase], rounds: 1, rating: false});
  });

  it('refuse no phases, unknown keys, ids with hyphens, and times that are none', () => {
    expect(faults(guidedPractice.rules, {phases: []})).toEqual(['phases']);
    expect(faults(guidedPractice.rules, {phases: [phase], sound: true})).toEqual(['sound']);
    expect(faults(guidedPractice.rules, {phases: [{...phase, id: 'look-up'}]})).toEqual(['phases.0.id']);
    for (const seconds of [0, 2.5, -1, '20', 901])
      expect(faults(guidedPractice.rules, {phases: [{...phase, seconds}]})).toEqual(['phases.0.seconds']);
    for (const rounds of [0, 1.5, 61])
      expect(faults(guidedPractice.rules, {phases: [phase], rounds})).toEqual(['rounds']);
    expect(faults(guidedPractice.rules, {phases: [phase], figure: 'cat'})).toEqual(['figure']);
    expect(faults(guidedPractice.rules, {phases: [{...phase, breath: 'hold'}]})).toEqual(['phases.0.breath']);
  });

  it('name a phase that is there twice', () => {
    expect(problems({phases: [...rules.phases, phase, phase]})).toEqual([
      'rules.phases.4.id: the id "look" a second time',
    ]);
  });

  it('let the circle breathe both ways or not at all', () => {
    expect(problems({phases: [phase]})).toEqual(['rules.figure: a circle that has nothing to breathe by']);
    expect(problems({phases: rules.phases.slice(0, 2)})).toHaveLength(1);
    expect(problems({figure: 'body', phases: [phase]})).toEqual([]);
    expect(problems({figure: 'body', phases: [{...phase, breath: 'in'}]})).toEqual([
      'rules.phases.0.breath: "breath: in" without the drawing of it',
    ]);
  });

  it('let no practice outlast a quarter of an hour', () => {
    const phases = [{id: 'rest', seconds: 450}];
    const {figure: _figure, ...bare} = rules;
    const found = (rounds: number) => guidedPractice.check({rules: {...bare, phases, rounds}, words});
    expect(found(2)).toEqual([]);
    expect(found(3)).toMatchObject([{path: ['phases'], found: '1350 seconds in all'}]);
  });

  it('keep the answers private where they ask for tension', () => {
    expect(guidedPractice.mustBePrivate(rules)).toMatch(/tense/);
    expect(guidedPractice.mustBePrivate({...rules, rating: false})).toBeNull();
    expect(guidedPractice.practice).toBe(true);
  });
});

describe('the words of a guided practice', () => {
  it.each(Object.keys(words))('need %s', (key) => {
    expect(faults(guidedPractice.words(rules), {...words, [key]: undefined})).toEqual([key]);
  });

  it('need an instruction for each phase and for no other', () => {
    const phases = {...words.phases, rest: '', breathe: 'One too many'};
    expect(faults(guidedPractice.words(rules), {...words, phases})).toEqual(['phases.rest', 'phases.breathe']);
    expect(faults(guidedPractice.words(rules), {...words, extra: 'a'})).toEqual(['extra']);
  });

  it('of the interface are in each language, with the same places to fill', () => {
    const {en, ru, kk} = guidedPractice.interfaceWords;
    const places = (text: unknown): unknown =>
      typeof text === 'string' ? (text.match(/\{\w+\}/g) ?? []).sort().join() : places((text as {other: string}).other);
    const all = (labels: object) => Object.entries(labels).map(([key, text]) => [key, places(text)]);
    expect(all(ru)).toEqual(all(en));
    expect(all(kk)).toEqual(all(en));
  });
});

describe('the behaviour of a guided practice', () => {
  const item = (id: string) => behaviour.items(rules).find((each) => each.id === id)!;
  const content = {rules, words};

  it('keeps ratings, rounds, times, the toolkit and the stage, the same whatever the rules', () => {
    expect(behaviour.items(rules).map(({id}) => id)).toEqual([
      'before',
      'after',
      'rounds_done',
      'times',
      'kept',
      'stage',
    ]);
    expect(behaviour.items({...rules, rounds: 2, rating: false})).toEqual(behaviour.items(rules));
    expect([fits(item('before'), 0), fits(item('after'), 10), fits(item('after'), 11)]).toEqual([true, true, false]);
    expect([fits(item('times'), 99), fits(item('times'), 100)]).toEqual([true, false]);
    expect([fits(item('kept'), 'no'), fits(item('kept'), 'maybe')]).toEqual([true, false]);
  });

  it('records what was rated, how often it was done and whether it was kept', () => {
    const response = {before: 7, after: 0, times: 2, kept: 'no', rounds_done: 6, stage: 'done'};
    const common = {description: words.title, correct: null};
    expect(behaviour.interactions(content, response)).toEqual([
      {...common, type: 'numeric', item: 'before', response: 7},
      {...common, type: 'numeric', item: 'after', response: 0},
      {...common, type: 'numeric', item: 'times', response: 2},
      {...common, type: 'true-false', item: 'kept', response: false},
    ]);
  });

  it('records nothing of what was not answered, or not by us', () => {
    expect(behaviour.interactions(content, {})).toEqual([]);
    expect(behaviour.interactions(content, {before: 11, after: '3', times: 100, kept: ['yes']})).toEqual([]);
  });
});
