import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {fits, languages} from '../../training/index.ts';
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
      const {[name]: _, ...rest} = words as Record<string, string>;
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

  it('reads as no interaction: consent and withdrawal are statements of their own, a refusal is none', () => {
    expect(behaviour.interactions()).toEqual([]);
  });

  it('says the same in every language, with the same places', () => {
    const places = (words: object): unknown =>
      Object.entries(words).map(([key, value]) => [
        key,
        typeof value === 'string' ? (value.match(/\{\w+\}/g) ?? []) : places(value),
      ]);
    const {en, ru, kk} = consent.interfaceWords;
    expect(places(ru)).toEqual(places(en));
    expect(places(kk)).toEqual(places(en));
  });
});
