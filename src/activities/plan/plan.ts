import * as v from 'valibot';
import {type Content, defineActivity} from '../activity.ts';
import {eachOnce, problem} from '../problems.ts';
import {activityName, entryIf, id, text} from '../schemas.ts';
import {behaviour} from './behaviour.ts';
import {answers, mostSteps} from './steps.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const weeks = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(52));

/** A plan, or with `review_of` the look back at one; what is not given is as in `steps.ts`. */
const rules = v.strictObject({
  /** How many steps there is room for. */
  steps: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(mostSteps))),
  /** Examples to take over with one tap and to change. */
  suggestions: v.optional(v.pipe(v.array(id), v.minLength(1), v.maxLength(12))),
  /** Whether a step also asks what could get in the way, and what helps then. */
  obstacles: v.optional(v.boolean()),
  /** When to look at the plan again; a day in the calendar file for each. */
  follow_up_weeks: v.optional(v.pipe(v.array(weeks), v.maxLength(6))),
  /** Guided practices: those that helped the learner are shown beside the plan. */
  toolkit: v.optional(v.pipe(v.array(activityName), v.minLength(1))),
  /** The activity whose plan is looked back at. */
  review_of: v.optional(activityName),
  /** How long after the plan the look back is meant for. */
  weeks: v.optional(weeks),
});
export type Rules = v.InferOutput<typeof rules>;

const recordOf = <S extends v.GenericSchema>(keys: readonly string[], schema: S) =>
  v.strictObject(Object.fromEntries(keys.map((key) => [key, schema])));

const words = ({suggestions, review_of}: Rules) =>
  v.strictObject({
    title: text,
    intro: text,
    ...entryIf(suggestions !== undefined, {
      // biome-ignore lint/suspicious/noThenProperty: a plan says "if … then"; a text is no promise
      suggestions: recordOf(suggestions ?? [], v.strictObject({if: text, then: text})),
    }),
    ...entryIf(review_of !== undefined, {question: text}),
    ...entryIf(review_of !== undefined, {answers: recordOf(answers, text)}),
  });
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type PlanContent = Content<Rules, Words>;

/** An if-then plan to take along, with days to look at it again, and the look back on those days. */
export const plan = defineActivity({
  behaviour,
  practice: true,
  rules,
  words,
  check: ({rules: {review_of, weeks, ...own}}) => {
    const {suggestions, follow_up_weeks, toolkit} = own;
    const foreign =
      review_of === undefined ? [] : Object.keys(own).filter((key) => own[key as keyof typeof own] !== undefined);
    return [
      ...foreign.map((key) => problem([key], `${key} in the look back at a plan`, `${key} in ${review_of}, not here`)),
      ...(review_of === undefined && weeks !== undefined
        ? [problem(['weeks'], 'weeks without review_of', 'follow_up_weeks for a plan, or review_of beside weeks')]
        : []),
      ...eachOnce({suggestions, follow_up_weeks, toolkit}),
    ];
  },
  interfaceWords: {en, ru, kk},
});
