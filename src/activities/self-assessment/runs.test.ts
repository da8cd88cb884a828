import {describe, expect, it} from 'vitest';
import {exampleRules as rules} from './example.test-data.ts';
import {keptRuns, runsOf} from './runs.ts';

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
