import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {fits, languages, type Response} from '../../training/index.ts';
import {behaviour} from './behaviour.ts';
import {consent} from './consent.ts';
import {exampleContent, starterRules} from './example.test-data.ts';

describe('a consent', () => {
  it('is private and optional as it begins: nobody sees who said what, and nothing waits for it', () => {
    expect(starterRules()).toMatchObject({kind: 'consent', private: true, optional: true, version: 1});
    expect(consent.mustBePrivate({version: 1})).toMatch(/nobody/);
  });

  it.each(languages)('says what, why, who, how long, where, how to stop and what a no costs: %s', (language) => {
    const {rules, words} = exampleContent(language);
    for (const name of Object.keys(words)) {
      const {[name]: _, ...rest} = {...words} as Record<string, unknown>;
      expect(v.safeParse(consent.words(rules), rest).success, name).toBe(false);
    }
    expect(Object.keys(words)).toEqual(
      expect.arrayContaining([
        'what',
        'never',
        'why',
        'who',
        'how_long',
        'where_file',
        'where_endpoint',
        'withdraw',
        'free',
      ]),
    );
  });

  it('needs a version of its text, a whole number from 1', () => {
    for (const version of [undefined, 0, 1.5, '1', 1000])
      expect(v.safeParse(consent.rules, {version}).success).toBe(false);
  });

  it('keeps a decision, the version it was made on, and whether own words may be recorded', () => {
    const [decision, version, texts] = behaviour.items({version: 1});
    for (const value of ['yes', 'no', 'withdrawn']) expect(fits(decision!, value)).toBe(true);
    expect(fits(decision!, 'maybe')).toBe(false);
    expect([fits(version!, 1), fits(version!, 0), fits(texts!, 'yes'), fits(texts!, true)]).toEqual([
      true,
      false,
      true,
      false,
    ]);
  });

  const {en} = consent.interfaceWords;
  const said = (response: Response) => behaviour.interactions(exampleContent('en'), response, en);

  it('reads as no interaction: consent and withdrawal are statements of their own, a refusal is none', () => {
    for (const decision of ['yes', 'no', 'withdrawn']) expect(said({decision, version: 1, texts: 'yes'})).toEqual([]);
  });

  it('has what was said of oneself, each by itself, of those alone who agreed', () => {
    const facts = {age: 'age_30', school: 'prefer_not'};
    for (const decision of ['no', 'withdrawn', null]) expect(said({decision, version: 1, ...facts})).toEqual([]);
    const [age, school, ...others] = said({decision: 'yes', version: 1, texts: 'no', ...facts});
    expect(age).toMatchObject({item: 'age', description: 'Age', response: ['age_30'], correct: null});
    expect(age && 'choices' in age && age.choices).toContainEqual({id: 'age_30', text: '30–34'});
    expect(school).toMatchObject({item: 'school', response: ['prefer_not']});
    expect(others).toEqual([]);
  });

  it('asks for no text, date or number about oneself: bands alone', () => {
    for (const item of behaviour.items({version: 1}).slice(3)) expect(item.type).toBe('choice');
  });

  it('says what the country’s law says of personal data, and nothing of its other laws', () => {
    const note = (topic: 'workload' | 'personal-data') => ({topic, title: topic, note: 'n', source: 's'});
    const lawNotes = [note('workload'), note('personal-data')];
    expect(consent.country?.({lawNotes, schoolTypes: []})).toEqual({law: [note('personal-data')]});
    expect(consent.country?.({lawNotes: [], schoolTypes: []})).toEqual({law: []});
  });

  it('says the same in every language, with the same places', () => {
    const places = (words: object): unknown =>
      Object.entries(words).map(([key, value]) => [
        key,
        typeof value === 'string' ? (value.match(/\{\w+\}/g) ?? []) : places(value),
      ]);
    const {ru, kk} = consent.interfaceWords;
    expect(places(ru)).toEqual(places(en));
    expect(places(kk)).toEqual(places(en));
  });
});
