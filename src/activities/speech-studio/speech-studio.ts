import * as v from 'valibot';
import {type Content, defineActivity} from '../activity.ts';
import {eachOnce} from '../problems.ts';
import {activityName, entryIf, id, text, textsOf} from '../schemas.ts';
import {behaviour, lanesOf} from './behaviour.ts';
import {goals} from './goals.ts';
import {kept, lanes, marksItem, mineIn, othersIn} from './marks.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';
import {workletFile, workletSource} from './worklet.ts';

const rules = v.strictObject({
  /** What marks are given for, in the order of the keys 1–8: the criteria of the rubric that belongs to it. */
  criteria: v.pipe(v.array(id), v.minLength(1), v.maxLength(8)),
  /** Whose speeches: both unless said otherwise. */
  lanes: v.optional(v.pipe(v.array(v.picklist(lanes)), v.minLength(1), v.maxLength(2))),
  /** What the learner may want to work on; all of them unless said otherwise. */
  goals: v.optional(v.pipe(v.array(v.picklist(goals)), v.minLength(1))),
  /** How long a recording may become; 10 unless said otherwise. */
  most_minutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10))),
  /** Sample speeches as timed transcripts, for whoever has no opponent at hand. */
  transcripts: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(6))),
  /** The outline-builder whose cue card is shown while recording. */
  outline: v.optional(activityName),
  /** An earlier studio session: its measures are shown beside these. */
  earlier: v.optional(activityName),
});
export type Rules = v.InferOutput<typeof rules>;

/** Every value of a words file is read as a text. */
const number = (least: number, most: number) =>
  v.pipe(v.string(), v.regex(/^\d+(\.\d+)?$/), v.transform(Number), v.minValue(least), v.maxValue(most));

const line = v.strictObject({
  /** What is said in one go. */
  say: text,
  /** Seconds of silence after it. */
  pause: v.optional(number(0, 6)),
  /** Syllables a second, where it differs from the language's usual pace (`transcript.ts`). */
  pace: v.optional(number(1, 9)),
});
const transcript = v.strictObject({
  title: text,
  /** Who speaks, to whom, on what occasion. */
  about: text,
  lines: v.pipe(v.array(line), v.minLength(1), v.maxLength(120)),
});

const words = ({criteria, transcripts}: Rules) =>
  v.strictObject({
    title: text,
    intro: text,
    criteria: textsOf(criteria),
    ...entryIf(transcripts !== undefined, {
      transcripts: v.strictObject(Object.fromEntries((transcripts ?? []).map((each) => [each, transcript]))),
    }),
  });
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type StudioContent = Content<Rules, Words>;

/**
 * Records or opens the learner's speech and an opponent's, has them marked while listening, and only then shows what was
 * measured (R-16, R-42, R-43, DOMAIN 3). The sound never leaves the device by itself, and nothing in it is a grade.
 */
export const speechStudio = defineActivity({
  behaviour,
  practice: true,
  files: {[workletFile]: workletSource},
  rules,
  words,
  check: ({rules: {criteria, lanes, goals, transcripts}}) => eachOnce({criteria, lanes, goals, transcripts}),
  // Whatever may be marked is, so that records name it in every language.
  samples: (given) => {
    const marks = given.criteria.flatMap((criterion) =>
      (['+', '-'] as const).map((sign) => ({at: 0, criterion, sign, note: ''})),
    );
    const texts = lanesOf(given).flatMap((lane) =>
      [mineIn(lane), ...othersIn(lane)].map((rater) => [marksItem(lane, rater), kept(marks)]),
    );
    return [Object.fromEntries(texts)];
  },
  interfaceWords: {en, ru, kk},
});
