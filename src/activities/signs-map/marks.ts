import type {Response} from '../../training/index.ts';
import {isObject} from '../../training/is-object.ts';
import type {Rules} from './signs-map.ts';

/** What is marked, by sign: a place on the scale, 0–2. Left out or not to be said is not here. */
export type Marks = Readonly<Record<string, number>>;

/** An earlier map, as the response keeps it. */
export interface Earlier {
  /** Counted from 1970. */
  readonly day: number;
  readonly marks: Marks;
}

export const signsOf = (rules: Rules): readonly string[] => rules.areas.flatMap(({signs}) => signs);

/** The marks of a response; what fits the rules no longer is left out. */
export function marksOf(rules: Rules, response: Response): Marks {
  const marks: Record<string, number> = {};
  for (const sign of signsOf(rules)) {
    const place = (rules.scale as readonly unknown[]).indexOf(response[sign]);
    if (place >= 0) marks[sign] = place;
  }
  return marks;
}

/** What the response keeps of a map when it is drawn anew: option ids, because they outlive a changed scale. */
export const keptMap = (rules: Rules, response: Response): string =>
  JSON.stringify({day: response.day, marks: Object.fromEntries(signsOf(rules).map((sign) => [sign, response[sign]]))});

/** The map kept before this one; null if there is none, or nothing of it fits the rules any more. */
export function earlierOf(rules: Rules, kept: unknown): Earlier | null {
  const given = parsed(kept);
  if (!isObject(given) || !isObject(given.marks) || typeof given.day !== 'number') return null;
  const marks = marksOf(rules, given.marks as Response);
  return Object.keys(marks).length === 0 ? null : {day: given.day, marks};
}

function parsed(kept: unknown): unknown {
  if (typeof kept !== 'string') return null;
  try {
    return JSON.parse(kept);
  } catch {
    return null; // damaged on the way: an earlier map is a comfort, not worth failing for
  }
}
