import {readFileSync} from 'node:fs';
import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {fits} from '../../training/index.ts';
import {agreement} from './agreement.ts';
import {behaviour} from './behaviour.ts';
import {exampleContent, exampleRules as rules} from './example.test-data.ts';
import {moved, orderOf} from './order.ts';

const content = exampleContent('en');
const issues = (schema: v.GenericSchema, value: unknown) =>
  v.safeParse(schema, value).issues?.map((issue) => v.getDotPath(issue)) ?? [];
const starter = (file: string) => parse(readFileSync(new URL(`starter/${file}.yaml`, import.meta.url), 'utf8'));

describe('an agreement as an author writes it', () => {
  it('has a starter that is complete in three languages', () => {
    const {kind, minutes, ...given} = starter('activity');
    expect([kind, typeof minutes]).toEqual(['agreement', 'number']);
    const read = v.parse(agreement.rules, given);
    for (const language of ['en', 'ru', 'kk']) {
      const words = v.parse(agreement.words(read), starter(language));
      expect(agreement.check({rules: read, words})).toEqual([]);
    }
  });

  it('refuses unknown keys, ids with hyphens, and a choice of none', () => {
    expect(issues(agreement.rules, {...rules, colour: 'red'})).toEqual(['colour']);
    expect(issues(agreement.rules, {choose: 0, proposals: ['on-time', 'listen']})).toEqual(['choose', 'proposals.0']);
    expect(issues(agreement.rules, {choose: 1, proposals: ['listen']})).toEqual(['proposals']);
  });

  it('names an id that is there twice, one the kind needs for itself, and a choice of more than there is', () => {
    const given = {choose: 4, proposals: ['time', 'time', 'own_1']};
    const found = agreement.check({rules: given, words: content.words});
    expect(found.map(({path, found}) => `${path.join('.')}: ${found}`)).toEqual([
      'proposals.1: the id "time" a second time',
      'proposals.2: "own_1", which the kind itself uses',
      'choose: 4 of 3 proposals',
    ]);
  });

  it('needs a sentence for each proposal and a heading for each sheet', () => {
    const {words} = content;
    const schema = agreement.words(rules);
    expect(issues(schema, words)).toEqual([]);
    expect(issues(schema, {...words, proposals: {}, sheets: {group: 'Ours'}})).toEqual([
      ...rules.proposals.map((id) => `proposals.${id}`),
      'sheets.class',
      'sheets.parents',
    ]);
    expect(issues(schema, {...words, proposals: {...words.proposals, extra: 'One too many'}})).toEqual([
      'proposals.extra',
    ]);
  });
});

describe('the order of the rules', () => {
  it('is the ranking, with what was chosen or written since at its end', () => {
    const response = {chosen: ['listen', 'pass', 'phones'], rank: ['pass', 'own_2', 'listen'], own_2: 'Tea first'};
    expect(orderOf(rules, response)).toEqual(['pass', 'own_2', 'listen', 'phones']);
  });

  it('leaves out what is no longer chosen, blank or unknown, and what comes twice', () => {
    const response = {chosen: ['time', 'gone'], rank: ['pass', 'time', 'time', 'own_1', 'gone'], own_1: '  '};
    expect(orderOf(rules, response)).toEqual(['time']);
  });

  it('has no more proposals than may be chosen', () =>
    expect(orderOf(rules, {chosen: [...rules.proposals]})).toEqual(['time', 'listen', 'pass']));

  it.each([[7], ['time'], [null]])('is empty for a choice of %j', (chosen) =>
    expect(orderOf(rules, {chosen, rank: chosen, own_1: 3})).toEqual([]),
  );

  it('moves one rule by one place, and stops at either end', () => {
    expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
    expect(moved(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 'b', 1)).toEqual(['a', 'b']);
    expect(moved(['a', 'b'], 'c', 1)).toEqual(['a', 'b']);
  });
});

describe('what an agreement keeps and tells', () => {
  it('keeps own rules as texts, the rest as ids of its own', () => {
    const items = behaviour.items(rules);
    expect(items.map(({id}) => id)).toEqual(
      ['mode', 'chosen', 'rank', 'accepted', 'sheet'].concat([1, 2, 3, 4, 5].map((number) => `own_${number}`)),
    );
    const item = (id: string) => items.find((each) => each.id === id)!;
    expect(fits(item('rank'), ['own_5', 'time'])).toBe(true);
    expect(fits(item('chosen'), ['own_5'])).toBe(false);
    expect(item('own_3').type).toBe('text');
  });

  it('tells the choice and the order of the proposals, and never a text of one’s own', () => {
    const response = {chosen: ['time', 'pass'], rank: ['pass', 'own_1', 'time'], own_1: 'A secret', accepted: 'yes'};
    const told = behaviour.interactions(content, response);
    expect(told).toMatchObject([
      {type: 'choice', item: 'chosen', correct: null, response: ['time', 'pass'], description: 'title (en)'},
      {type: 'sequencing', item: 'rank', correct: null, response: ['pass', 'time']},
    ]);
    expect(told[0]).toMatchObject({choices: rules.proposals.map((id) => ({id, text: `${id} (en)`}))});
    expect(JSON.stringify(told)).not.toMatch(/secret|own_/);
  });

  it('tells nothing before something is chosen, and no order before there is one', () => {
    expect(behaviour.interactions(content, {own_1: 'Tea first', rank: ['own_1']})).toEqual([]);
    expect(behaviour.interactions(content, {chosen: ['time']}).map(({item}) => item)).toEqual(['chosen']);
  });
});
