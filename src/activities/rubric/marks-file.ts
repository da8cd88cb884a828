import {isObject} from '../../training/is-object.ts';
import {fromCheckedFile, toCheckedFile} from './checked-file.ts';
import {type Marks, notSeen, type Rater, raters} from './marks.ts';
import type {Rules} from './rubric.ts';

const format = 'rubric-marks';

/** Marks of one rater for one speech, as they are handed over: no name, no language, no text of anybody's. */
export const toMarksFile = ({instrument}: Rules, rater: Rater, marks: Marks): string =>
  toCheckedFile(format, {instrument, rater, marks});

/** What a marks file turned out to be. `mine`: of the very rater whose marks are given on this device. */
export type MarksFile =
  | {readonly fault: 'unreadable' | 'other' | 'mine'}
  | {readonly fault: null; readonly rater: Rater; readonly marks: Marks};

/** Reads a file from outside: unknown criteria and levels mean another rubric, not a guess. */
export function fromMarksFile({instrument, criteria, levels, raters: ours}: Rules, text: string): MarksFile {
  const content = fromCheckedFile(format, text);
  if (!content || !isObject(content.marks)) return {fault: 'unreadable'};
  const rater = raters.find((known) => known === content.rater);
  const entries = Object.entries(content.marks);
  const fitting = entries.every(
    ([criterion, mark]) => criteria.includes(criterion) && (mark === notSeen || levels.some((level) => level === mark)),
  );
  if (content.instrument !== instrument || !fitting || !rater || !ours.includes(rater)) return {fault: 'other'};
  if (rater === ours[0]) return {fault: 'mine'};
  return {fault: null, rater, marks: Object.fromEntries(entries.map(([criterion, mark]) => [criterion, String(mark)]))};
}
