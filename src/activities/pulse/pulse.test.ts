import {readFileSync} from 'node:fs';
import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {fits} from '../../training/index.ts';
import type {ActivityKind} from '../activity.ts';
import {behaviour} from './behaviour.ts';
import {pulse, type Rules} from './pulse.ts';
import {numberFrom} from './rating.ts';

const starter = (name: string) => readFileSync(new URL(`starter/${name}.yaml`, import.meta.url), 'utf8');
const words = v.parse(pulse.words({moment: 'before'}), parse(starter('en'), {schema: 'failsafe'}));
const after: Rules = {moment: 'after', pair: 'tension-before'};
const faults = (schema: v.GenericSchema, value: unknown) =>
  v.safeParse(schema, value).issues?.map((issue) => v.getDotPath(issue)) ?? [];

describe('the declaration of a pulse', () => {
  it('takes its starter in every language', () => {
    const {kind, minutes: _minutes, private: kept, ...rules} = parse(starter('activity'));
    expect([kind, kept]).toEqual(['pulse', true]);
    const parsed = v.parse(pulse.rules, rules);
    for (const language of ['en', 'ru', 'kk'])
      expect(faults(pulse.words(parsed), parse(starter(language), {schema: 'failsafe'}))).toEqual([]);
    expect(pulse.check({rules: parsed, words})).toEqual([]);
  });

  it('refuses another moment, a pair that names no folder, unknown keys', () => {
    expect(faults(pulse.rules, {moment: 'between'})).toEqual(['moment']);
    expect(faults(pulse.rules, {moment: 'after', pair: '../other'})).toEqual(['pair']);
    expect(faults(pulse.rules, {...after, max: 5})).toEqual(['max']);
    expect(faults(pulse.rules, {})).toEqual(['moment']);
  });

  it.each(Object.keys(words))('needs the word %s, and no others', (key) => {
    expect(faults(pulse.words(after), {...words, [key]: undefined})).toEqual([key]);
    expect(faults(pulse.words(after), {...words, [key]: ''})).toEqual([key]);
    expect(faults(pulse.words(after), {...words, extra: 'a'})).toEqual(['extra']);
  });

  it('lets only the second of a pair name the first', () => {
    expect(pulse.check({rules: after, words})).toEqual([]);
    expect(pulse.check({rules: {moment: 'before', pair: 'x'}, words})).toMatchObject([{in: 'rules', path: ['pair']}]);
  });

  it('is no practice and may be open', () => {
    expect(pulse.practice).toBe(false);
    expect((pulse as ActivityKind).mustBePrivate(after as never)).toBeNull();
  });

  it('has its interface words in each language, with the same places to fill', () => {
    const {en, ru, kk} = pulse.interfaceWords;
    const places = (labels: object) =>
      Object.entries(labels).map(([key, text]) => [key, (String(text).match(/\{\w+\}/g) ?? []).sort().join()]);
    expect(places(ru)).toEqual(places(en));
    expect(places(kk)).toEqual(places(en));
  });
});

describe('the behaviour of a pulse', () => {
  it('keeps a whole number from 0 to 10, or that nothing is said', () => {
    const [value, silent] = behaviour.items(after);
    expect([0, 10, null].every((given) => fits(value!, given))).toBe(true);
    expect([-1, 11, 4.5, '4', Number.NaN].some((given) => fits(value!, given))).toBe(false);
    expect(fits(silent!, 'yes')).toBe(true);
  });

  it('has the same items at both moments', () => {
    expect(behaviour.items({moment: 'before'})).toEqual(behaviour.items(after));
  });

  it('records the number and nothing else', () => {
    const content = {rules: after, words};
    expect(behaviour.interactions(content, {value: 0})).toEqual([
      {type: 'numeric', item: 'value', description: words.question, correct: null, response: 0},
    ]);
    for (const response of [{}, {prefer_not: 'yes'}, {value: 11}, {value: '7'}, {value: ['7']}])
      expect(behaviour.interactions(content, response)).toEqual([]);
  });

  it('asks for the answers of its pair only', () => {
    expect(behaviour.related(after)).toEqual(['tension-before']);
    expect(behaviour.related({moment: 'after'})).toEqual([]);
  });

  it.each([null, undefined, '5', 5.5, -1, 11, Number.NaN, Number.POSITIVE_INFINITY, [5], true])(
    'takes %j for no rating',
    (value) => expect(numberFrom(value)).toBeNull(),
  );

  it('takes a whole number up to the end it is given', () => {
    expect([numberFrom(10), numberFrom(0), numberFrom(99, 99), numberFrom(100, 99)]).toEqual([10, 0, 99, null]);
  });
});
