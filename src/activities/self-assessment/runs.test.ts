import {describe, expect, it} from 'vitest';
import {exampleRules as rules} from './example.test-data.ts';
import {dayOf, isoDay, keptRuns, runsOf} from './runs.ts';

const run = {date: '2026-11-05', answers: {b1: 'often'}};

describe('earlier runs', () => {
  it('come back as they were kept, oldest first', () => {
    const later = {date: '2026-12-05', answers: {b1: 'never', r2: 'always'}};
    expect(runsOf(rules, keptRuns([run], later))).toEqual([run, later]);
  });

  it('are the last twelve', () => {
    let kept = '[]';
    for (let month = 0; month < 14; month += 1)
      kept = keptRuns(runsOf(rules, kept), {...run, date: `20${10 + month}-01-01`});
    const runs = runsOf(rules, kept);
    expect(runs).toHaveLength(12);
    expect([runs[0]?.date, runs[11]?.date]).toEqual(['2012-01-01', '2023-01-01']);
  });

  it.each([
    [undefined],
    [7],
    [['[]']],
    ['{'],
    ['null'],
    ['{}'],
    ['"often"'],
    ['[null,1,[],"x"]'],
    ['[{"date":"2026-11-05"}]'],
  ])('are none in %j', (kept) => expect(runsOf(rules, kept)).toEqual([]));

  it('leave out a run without a day, and answers that fit the rules no longer', () => {
    const damaged = [
      {...run, date: 'yesterday'},
      {...run, date: '2026-13-01'},
      {...run, answers: ['often']},
      {...run, answers: {gone: 'often', b2: 'daily', b3: 3}},
      {...run, answers: {b1: 'often', b2: 'daily', dark: 'always'}},
    ];
    expect(runsOf(rules, JSON.stringify(damaged))).toEqual([run]);
  });
});

describe('the day of a run', () => {
  it('is the one on the wall where the learner is', () => {
    for (const [hour, minute] of [
      [0, 0],
      [23, 59],
    ] as const)
      expect(isoDay(dayOf(new Date(2026, 10, 5, hour, minute)))).toBe('2026-11-05');
  });

  it('is one however wrong the clock', () => {
    expect(isoDay(dayOf(new Date(1900, 0, 1)))).toBe('1970-01-01');
    expect(isoDay(dayOf(new Date(9999, 0, 1)))).toMatch(/^\d{4}-/);
  });

  it.each([[null], ['1'], [1.5], [-1], [1e300], [Number.NaN]])('is null in %s', (day) =>
    expect(isoDay(day)).toBeNull(),
  );
});
