import {isoDay, lastDay} from '../../ui/day.ts';

/** A whole day in the learner's calendar. */
export interface CalendarDay {
  /** Unique in the world and the same each time, so that a second import replaces the first. */
  readonly uid: string;
  /** Days since 1970, wherever the learner is. */
  readonly day: number;
  readonly summary: string;
  /** Only what the learner wants to have there; else null. */
  readonly description: string | null;
}

/** A calendar file (RFC 5545). `stamp` is when it was written. */
export function calendarOf(days: readonly CalendarDay[], stamp: Date): string {
  const written = stamp.toISOString().replace(/[-:]|\.\d+/g, '');
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//DeSTT//plan//EN',
    ...days
      .filter(({day}) => day < lastDay)
      .flatMap(({uid, day, summary, description}) => [
        'BEGIN:VEVENT',
        `UID:${uid}`,
        `DTSTAMP:${written}`,
        // A date without a time zone floats: it is that day wherever the calendar is (3.3.4).
        `DTSTART;VALUE=DATE:${dateOf(day)}`,
        `DTEND;VALUE=DATE:${dateOf(day + 1)}`,
        `SUMMARY:${escaped(summary)}`,
        ...(description === null ? [] : [`DESCRIPTION:${escaped(description)}`]),
        'TRANSP:TRANSPARENT', // nobody is busy because of it
        'END:VEVENT',
      ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

const dateOf = (day: number) => isoDay(day)?.replace(/-/g, '');

/** Text in a value (3.3.11). */
const escaped = (text: string) => text.replace(/[\\;,]/g, '\\$&').replace(/\r\n?|\n/g, '\\n');

/** No line longer than 75 octets, and no letter cut in two (3.1). */
function folded(line: string): string {
  let octets = 0;
  let all = '';
  for (const letter of line) {
    const code = letter.codePointAt(0) ?? 0;
    const size = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    if (octets + size > 75) {
      all += '\r\n ';
      octets = 1;
    }
    all += letter;
    octets += size;
  }
  return all;
}
