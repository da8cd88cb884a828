import {describe, expect, it} from 'vitest';
import {calendarOf} from './calendar.ts';

const day = {uid: '7-2@plan.destt', day: 20_776, summary: 'Time to look', description: null};
const stamp = new Date(Date.UTC(2026, 10, 5, 12, 30, 5, 250));
const lines = (text: string) => text.split('\r\n');
/** As a calendar reads it: folded lines joined again (RFC 5545, 3.1). */
const unfolded = (text: string) => lines(text.replaceAll('\r\n ', ''));

describe('a calendar file', () => {
  it('has a whole floating day for each, in lines that end as the standard says', () => {
    expect(calendarOf([day], stamp)).toBe(
      [
        'BEGIN:VCALENDAR',
        'VERSION:2.0',
        'PRODID:-//DeSTT//plan//EN',
        'BEGIN:VEVENT',
        'UID:7-2@plan.destt',
        'DTSTAMP:20261105T123005Z',
        'DTSTART;VALUE=DATE:20261119',
        'DTEND;VALUE=DATE:20261120',
        'SUMMARY:Time to look',
        'TRANSP:TRANSPARENT',
        'END:VEVENT',
        'END:VCALENDAR',
        '',
      ].join('\r\n'),
    );
  });

  it('ends a day at the end of a month or a year on the next one', () => {
    const last = Date.UTC(2026, 11, 31) / 86_400_000;
    expect(calendarOf([{...day, day: last}], stamp)).toContain(
      'DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n',
    );
  });

  it('escapes what would end a text or begin another', () => {
    const description = 'a; b, c\\d\r\ne\nf\rEND:VEVENT';
    expect(lines(calendarOf([{...day, description}], stamp))).toContain(
      'DESCRIPTION:a\\; b\\, c\\\\d\\ne\\nf\\nEND:VEVENT',
    );
  });

  it.each([
    ['Latin', 'x'.repeat(300)],
    ['Kazakh', 'ә'.repeat(200)],
    ['odd lengths', `a${'қ'.repeat(99)}b${'€'.repeat(50)}`],
    ['emoji', '🌿'.repeat(60)],
  ])('folds lines at 75 octets without cutting a letter: %s', (_, summary) => {
    const text = calendarOf([{...day, summary}], stamp);
    const octets = lines(text).map((line) => Buffer.byteLength(line));
    expect(Math.max(...octets)).toBeLessThanOrEqual(75);
    expect(Math.max(...octets)).toBeGreaterThan(71);
    expect(text).not.toContain('\ufffd');
    expect(Buffer.from(text).toString()).toBe(text);
    expect(unfolded(text)).toContain(`SUMMARY:${summary}`);
  });

  it('leaves out a day that no calendar has', () => {
    expect(calendarOf([{...day, day: 100_013}], stamp)).not.toContain('VEVENT');
  });
});
