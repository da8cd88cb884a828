import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {fits} from '../../training/index.ts';
import {behaviour} from './behaviour.ts';
import {compileProse} from './compile.ts';
import {page} from './page.ts';

describe('the kind "page"', () => {
  it('is prose, is no practice, and has no rules', () => {
    expect(page).toMatchObject({prose: true, practice: false});
    expect(v.is(page.rules, {})).toBe(true);
    expect(v.is(page.rules, {minutes: 3})).toBe(false);
  });

  it('takes a title and a compiled body', () => {
    const {body} = compileProse('Text.', {});
    expect(v.parse(page.words({}), {title: ' Stress ', body})).toEqual({title: 'Stress', body});
    expect(v.is(page.words({}), {title: '', body})).toBe(false);
    expect(v.is(page.words({}), {title: 'Stress', body: 'Text.'})).toBe(false);
    expect(v.is(page.words({}), {title: 'Stress', body: []})).toBe(false);
    expect(v.is(page.words({}), {title: 'Stress', body, subtitle: 'x'})).toBe(false);
  });

  it('keeps sixteen reveals in one answer, and reports none of them', () => {
    expect(page.behaviour).toBe(behaviour);
    const [opened, ...others] = behaviour.items();
    expect(others).toEqual([]);
    expect(fits(opened!, 0xffff)).toBe(true);
    expect(fits(opened!, 0x10000)).toBe(false);
    expect(behaviour.interactions()).toEqual([]);
  });

  it('has its interface words in every language', () => {
    const keys = Object.keys(page.interfaceWords.en);
    for (const words of Object.values(page.interfaceWords)) {
      expect(Object.keys(words)).toEqual(keys);
      expect(Object.values(words).every((word) => word !== '')).toBe(true);
    }
  });
});
