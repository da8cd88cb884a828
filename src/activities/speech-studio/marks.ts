import type {Response} from '../../training/index.ts';

/** Whose speech: the learner's own, or a colleague's. */
export const lanes = ['own', 'other'] as const;
export type Lane = (typeof lanes)[number];

/** Whose marks, seen from the speaker. */
export const raters = ['self', 'opponent', 'facilitator'] as const;
export type Rater = (typeof raters)[number];

/** Something noted at a moment of a speech (DOMAIN 3.7). */
export interface Mark {
  /** Seconds from the beginning of the speech, to a tenth. */
  readonly at: number;
  readonly criterion: string;
  readonly sign: '+' | '-';
  /** What the one who noted it would say to the speaker; empty where nothing was written yet. */
  readonly note: string;
}

/** Enough for ten minutes of close listening; it keeps a file of marks under 20 kB. */
export const mostMarks = 80;
export const longestNote = 240;
/** Ten minutes and a little: no speech here is longer. */
export const lastSecond = 700;

/** The item that holds the learner's marks of a lane, and those that came by file. */
export const marksItem = (lane: Lane, rater: Rater): string => `${lane}_${rater}`;
/** Whose marks the learner gives in a lane. */
export const mineIn = (lane: Lane): Rater => (lane === 'own' ? 'self' : 'opponent');
/** Whose marks may come by file. */
export const othersIn = (lane: Lane): readonly Rater[] =>
  lane === 'own' ? ['opponent', 'facilitator'] : ['self', 'facilitator'];

/** Marks as an answer keeps them: one a line, so that of a text cut on its way the beginning is still read. */
export const kept = (marks: readonly Mark[]): string =>
  marks.map(({at, criterion, sign, note}) => JSON.stringify([at, criterion, sign, note])).join('\n');

/** The marks of an answer or a file in the order of the speech; what is no mark is left out. */
export function marksFrom(value: unknown): readonly Mark[] {
  if (typeof value !== 'string') return [];
  return inOrder(value.split('\n').flatMap((line) => markFrom(parsed(line)) ?? [])).slice(0, mostMarks);
}

/** A mark from outside: `[at, criterion, sign, note]`; null if it is none. */
export function markFrom(value: unknown): Mark | null {
  if (!Array.isArray(value)) return null;
  const [at, criterion, sign, note] = value as readonly unknown[];
  if (typeof at !== 'number' || !(at >= 0 && at <= lastSecond)) return null;
  if (typeof criterion !== 'string' || !/^[a-z][a-z0-9_]*$/.test(criterion)) return null;
  if (sign !== '+' && sign !== '-') return null;
  return {at: tenth(at), criterion, sign, note: typeof note === 'string' ? note.slice(0, longestNote) : ''};
}

/** The marks of one rater in one lane. */
export const marksOf = (response: Response, lane: Lane, rater: Rater): readonly Mark[] =>
  marksFrom(response[marksItem(lane, rater)]);

export const inOrder = (marks: readonly Mark[]): readonly Mark[] => [...marks].sort((a, b) => a.at - b.at);
export const tenth = (seconds: number): number => Math.round(seconds * 10) / 10;

/** How often a criterion was noted, by sign. */
export const countOf = (marks: readonly Mark[], criterion: string) => ({
  plus: marks.filter((mark) => mark.criterion === criterion && mark.sign === '+').length,
  minus: marks.filter((mark) => mark.criterion === criterion && mark.sign === '-').length,
});

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null; // cut on the way, or not ours
  }
}
