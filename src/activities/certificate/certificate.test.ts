import {readFileSync} from 'node:fs';
import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {fits} from '../../training/index.ts';
import {dayOf} from '../../ui/day.ts';
import {behaviour} from './behaviour.ts';
import {certificate, type Rules} from './certificate.ts';
import {exampleContent, exampleRules as rules} from './example.test-data.ts';
import {codeFrom, codeIn, confirmedOf, countedHours, expiryOf, rowsOf} from './ledger.ts';

const content = exampleContent('en');
const {words} = content;
const issues = (schema: v.GenericSchema, value: unknown) =>
  v.safeParse(schema, value).issues?.map((issue) => v.getDotPath(issue)) ?? [];
const starter = (file: string) => parse(readFileSync(new URL(`starter/${file}.yaml`, import.meta.url), 'utf8'));
const withHours = (hours: Rules['hours'], ects = 1): Rules => ({...rules, ects, hours});

describe('a certificate as an author writes it', () => {
  it('has a starter that is complete in three languages', () => {
    const {kind, minutes, ...given} = starter('activity');
    expect([kind, typeof minutes]).toEqual(['certificate', 'number']);
    const read = v.parse(certificate.rules, given);
    for (const language of ['en', 'ru', 'kk'])
      expect(
        certificate.check({rules: read, words: v.parse(certificate.words(read), starter(language))}),
        language,
      ).toEqual([]);
  });

  it('holds for five years and is a distance programme of one credit unless it says otherwise', () =>
    expect(rules).toMatchObject({ects: 1, valid_years: 5, programme_kind: 'distance'}));

  it('refuses unknown keys, half hours, ids with hyphens and kinds of programme that are none', () => {
    expect(issues(certificate.rules, {...rules, issuer: 'Ministry'})).toEqual(['issuer']);
    expect(issues(certificate.rules, withHours({...rules.hours, journal: 7.5}))).toEqual(['hours.journal']);
    expect(issues(certificate.rules, withHours({...rules.hours, practice: {'in-class': 4}}))).toHaveLength(1);
    expect(issues(certificate.rules, {...rules, programme_kind: 'diploma'})).toEqual(['programme_kind']);
    expect(issues(certificate.rules, {...rules, valid_years: 0})).toEqual(['valid_years']);
  });

  it.each([
    [24, 1, '24 hours together'],
    [25, 1, null],
    [30, 1, null],
    [31, 1, '31 hours together'],
    [49, 2, '49 hours together'],
    [60, 2, null],
  ])('of %i hours for %i ECTS: %s', (sum, ects, found) => {
    const given = withHours({on_screen: 5, practice: sum - 13, journal: 8}, ects);
    const problems = certificate.check({rules: given, words});
    expect(problems.map((problem) => [problem.path.join('.'), problem.found])).toEqual(found ? [['hours', found]] : []);
  });

  it('names a part of practice that bears the name of another line', () => {
    const given = withHours({on_screen: 5, practice: {journal: 20}, journal: 0});
    expect(certificate.check({rules: given, words}).map(({path}) => path.join('.'))).toContain(
      'hours.practice.journal',
    );
  });

  it('needs a word for each line: practice as one, or in its parts', () => {
    const schema = certificate.words(rules);
    expect(issues(schema, words)).toEqual([]);
    expect(issues(schema, {...words, hours: {...words.hours, practice: {tried: 'Tried', other: 'x'}}})).toEqual([
      'hours.practice.talked',
      'hours.practice.other',
    ]);
    const whole = certificate.words(withHours({on_screen: 5, practice: 14, journal: 8}));
    expect(issues(whole, {...words, hours: {...words.hours, practice: 'Practice'}})).toEqual([]);
    expect(issues(whole, words)).toEqual(['hours.practice']);
    const {rights: _rights, ...without} = words;
    expect(issues(schema, without)).toEqual(['rights']);
  });
});

describe('the hours ledger', () => {
  it('has a line for each kind of work and part of practice, and none without hours', () => {
    expect(rowsOf(rules).map(({id, planned}) => `${id} ${planned}`)).toEqual([
      ...['on_screen 5', 'tried 10', 'talked 4', 'journal 8'],
    ]);
    const given = withHours({on_screen: 5, practice: 20, journal: 0});
    expect(rowsOf(given).map(({id}) => id)).toEqual(['on_screen', 'practice']);
  });

  it('counts what is confirmed, and on screen no more than the activities are planned for', () => {
    const counted = (confirmed: string[], minutes: number) =>
      rowsOf(rules).map((row) => countedHours(row, confirmed, minutes));
    expect(counted([], 300)).toEqual([5, 0, 0, 0]);
    expect(counted(['tried', 'journal', 'on_screen'], 900)).toEqual([5, 10, 0, 8]);
    expect(counted(['talked'], 100)).toEqual([2, 0, 4, 0]);
  });

  it.each([[undefined], ['tried'], [[1, null]], [['on_screen', 'gone']]])('has nothing confirmed in %j', (confirmed) =>
    expect(confirmedOf(rules, {confirmed} as never)).toEqual([]),
  );
});

describe('the day a certificate ends', () => {
  it.each([
    [[2026, 10, 5], 5, '2031-11-05'],
    [[2028, 1, 29], 5, '2033-02-28'],
    [[2028, 1, 29], 4, '2032-02-29'],
    [[2026, 11, 31], 1, '2027-12-31'],
    [[2027, 1, 28], 5, '2032-02-28'],
  ] as const)('of %j after %i years is %s', ([year, month, date], years, expiry) =>
    expect(expiryOf(dayOf(new Date(year, month, date, 12)), years)).toBe(expiry),
  );
});

describe('the code', () => {
  it('is twelve signs in three groups, each byte a sign, and none that are taken for one another', () => {
    const all = Array.from({length: 256}, (_, byte) => codeFrom(new Uint8Array(12).fill(byte)));
    expect(new Set(all).size).toBe(32);
    for (const code of all) expect(codeIn(code)).toBe(code);
    expect(all.join('')).not.toMatch(/[01IO]/);
    expect(codeFrom(Uint8Array.from({length: 12}, (_, at) => at))).toBe('2345-6789-ABCD');
  });

  it.each([[null], [7], [['2345-6789-ABCD']], ['2345-6789'], ['0000-0000-0000'], ['2345-6789-ABCD ']])(
    'is none in %j',
    (value) => expect(codeIn(value)).toBeNull(),
  );
});

describe('what a certificate keeps and tells', () => {
  it('keeps name and code as texts, which stay on the device', () => {
    const items = behaviour.items(rules);
    const item = (id: string) => items.find((each) => each.id === id)!;
    expect([item('name').type, item('code').type, item('version').type]).toEqual(['text', 'text', 'text']);
    expect(fits(item('confirmed'), ['tried', 'journal'])).toBe(true);
    expect(fits(item('confirmed'), ['on_screen'])).toBe(false);
  });

  it('tells which parts were confirmed, and nothing else', () => {
    const response = {name: 'A secret', code: '2345-6789-ABCD', day: 20_000, confirmed: ['journal', 'tried']};
    expect(behaviour.interactions(content, response)).toEqual([
      {
        ...{type: 'choice', item: 'confirmed', description: 'title (en)', correct: null},
        choices: ['tried', 'talked', 'journal'].map((id) => ({id, text: `${id} (en)`})),
        response: ['tried', 'journal'],
      },
    ]);
    expect(behaviour.interactions(content, {name: 'A secret'})).toEqual([]);
  });
});
