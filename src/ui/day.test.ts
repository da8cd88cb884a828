import {describe, expect, it} from 'vitest';
import {dateIn, dayOf, isoDay} from './day.ts';

describe('a day', () => {
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

  it('is said in the words of a language, a Kazakh month too', () => {
    const months = 'қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан';
    expect(dateIn({date: '{year} ж. {day} {month}', months}, '2026-11-05')).toBe('2026 ж. 5 қараша');
  });
});
