import {fromCheckedFile, toCheckedFile} from '../rubric/checked-file.ts';
import {inOrder, type Lane, type Mark, markFrom, marksItem, mostMarks, type Rater, raters} from './marks.ts';
import type {Rules} from './speech-studio.ts';

const format = 'speech-marks';

/** Marks of one rater for one speech, with notes, as two teachers exchange them; no name and no sound. Under 20 kB. */
export const toMarksFile = ({criteria}: Rules, rater: Rater, seconds: number, marks: readonly Mark[]): string =>
  toCheckedFile(format, {
    criteria,
    rater,
    seconds,
    marks: marks.map(({at, criterion, sign, note}) => [at, criterion, sign, note]),
  });

export type MarksFile =
  | {readonly fault: 'unreadable' | 'other'}
  | {readonly fault: null; readonly lane: Lane; readonly rater: Rater; readonly marks: readonly Mark[]};

/**
 * Reads a file from a colleague. Whose speech it is about follows from whose marks they are: the speaker's own are about
 * the colleague's speech, everybody else's about mine.
 */
export function fromMarksFile({criteria, lanes}: Rules, text: string): MarksFile {
  const content = fromCheckedFile(format, text);
  if (!content || !Array.isArray(content.marks) || content.marks.length > mostMarks) return {fault: 'unreadable'};
  const rater = raters.find((known) => known === content.rater);
  const marks = content.marks.map(markFrom);
  if (!rater || !marks.every((mark) => mark !== null)) return {fault: 'unreadable'};
  const lane: Lane = rater === 'self' ? 'other' : 'own';
  const known = marks.every(({criterion}) => criteria.includes(criterion));
  if (!known || (lanes && !lanes.includes(lane))) return {fault: 'other'};
  return {fault: null, lane, rater, marks: inOrder(marks)};
}

/** Where the marks of such a file are kept. */
export const itemOf = ({lane, rater}: {readonly lane: Lane; readonly rater: Rater}): string => marksItem(lane, rater);
