import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {idClashes} from '../../training/id-clashes.ts';
import {fits} from '../../training/index.ts';
import {behaviour} from './behaviour.ts';
import {exampleContent, exampleRules as rules} from './example.test-data.ts';
import {journal} from './journal.ts';

const issues = (schema: v.GenericSchema, value: unknown) =>
  v.safeParse(schema, value).issues?.map((issue) => v.getDotPath(issue)) ?? [];

describe('the rules of a journal', () => {
  it('are prompts and room for entries, 24 unless said otherwise', () => {
    expect(v.parse(journal.rules, {prompts: ['today']})).toEqual({prompts: ['today'], entries: 24, collects: []});
    expect(issues(journal.rules, {prompts: []})).toEqual(['prompts']);
    expect(issues(journal.rules, {prompts: ['to-day'], colour: 'red'})).toEqual(['prompts.0', 'colour']);
    for (const entries of [0, 61, 2.5]) expect(issues(journal.rules, {prompts: ['a'], entries})).toEqual(['entries']);
  });

  it('name a prompt that is there twice', () => {
    const {words} = exampleContent('en');
    expect(journal.check({rules, words})).toEqual([]);
    expect(journal.check({rules: {...rules, prompts: ['a', 'b', 'a']}, words})).toMatchObject([
      {in: 'rules', path: ['prompts', 2], found: 'the id "a" a second time'},
    ]);
  });
});

describe('the words of a journal', () => {
  it.each(['kk', 'ru', 'en'] as const)('are complete in the starter: %s', (language) => {
    expect(Object.keys(exampleContent(language).words.prompts)).toEqual(rules.prompts);
  });

  it('need each prompt, and no other', () => {
    const {words} = exampleContent('en');
    const prompts = {...words.prompts, tried: undefined, more: 'More?'};
    expect(issues(journal.words(rules), {...words, intro: '', prompts})).toEqual([
      'intro',
      'prompts.tried',
      'prompts.more',
    ]);
  });

  it('of the interface have the same places to fill in each language, and twelve months', () => {
    const {en, ru, kk} = journal.interfaceWords;
    const places = (words: object): unknown =>
      Object.entries(words).map(([key, value]) => [
        key,
        typeof value === 'string' ? (value.match(/\{\w+\}/g) ?? []).sort() : places(value),
      ]);
    expect(places(ru)).toEqual(places(en));
    expect(places(kk)).toEqual(places(en));
    for (const {months} of [en, ru, kk]) expect(new Set(months.split(' ')).size).toBe(12);
  });
});

describe('the behaviour of a journal', () => {
  it('keeps every entry and the draft as a text', () => {
    const items = behaviour.items(rules);
    expect(items.filter(({type}) => type === 'text').map(({id}) => id)).toEqual([
      ...Array.from({length: 24}, (_, at) => `entry_${String(at + 1).padStart(2, '0')}`),
      'draft',
    ]);
    const stage = items.find(({id}) => id === 'stage')!;
    expect(fits(stage, 'kept') && fits(stage, 'not_now')).toBe(true);
    expect(fits(stage, 'often')).toBe(false);
  });

  it('has ids that suspend data can tell apart, however many entries', () => {
    const items = behaviour.items({...rules, entries: 60});
    const activity = {id: 'journal', kind: 'journal', minutes: 1, private: false, optional: false, items};
    const outline = {
      id: 't',
      version: '1',
      ects: 1,
      level: 1,
      hue: 1,
      languages: [],
      units: [{id: 'u', activities: [activity]}],
    };
    expect(idClashes(outline)).toEqual([]);
  });

  it('reads nothing as an interaction, whatever was written', () => {
    expect(behaviour.interactions()).toEqual([]);
  });
});
