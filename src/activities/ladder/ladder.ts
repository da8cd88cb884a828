import * as v from 'valibot';
import {type Content, defineActivity} from '../activity.ts';
import {eachOnce} from '../problems.ts';
import {entryIf, id, text, textsOf} from '../schemas.ts';
import {behaviour} from './behaviour.ts';
import {fewestRungs, mostRungs} from './rungs.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const rules = v.strictObject({
  /** How many steps there is room for; as in `rungs.ts` if left out. */
  steps: v.optional(v.pipe(v.number(), v.integer(), v.minValue(fewestRungs), v.maxValue(mostRungs))),
  /** Steps to take over with one tap and to change, roughly from the easiest to the hardest. */
  suggestions: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(12))),
});
export type Rules = v.InferOutput<typeof rules>;

const words = ({suggestions}: Rules) =>
  v.strictObject({
    title: text,
    intro: text,
    /** How hard a step would be, what 0 means, and what 10; then the same question after it was done. */
    question: text,
    low: text,
    high: text,
    after: text,
    ...entryIf(suggestions !== undefined, {suggestions: textsOf(suggestions ?? [])}),
  });
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type LadderContent = Content<Rules, Words>;

/**
 * A ladder of small trials against a fear: steps by their own difficulty, planned, done, done again until they have become
 * easier (R-44, graded exposure). It speaks of practice and never of a condition.
 */
export const ladder = defineActivity({
  behaviour,
  practice: true,
  rules,
  words,
  check: ({rules: {suggestions}}) => eachOnce({suggestions}),
  mustBePrivate: () => 'what a person is afraid of stays on the device',
  interfaceWords: {en, ru, kk},
});
