import * as v from 'valibot';
import {type Content, defineActivity} from '../activity.ts';
import {eachOnce, problem} from '../problems.ts';
import {activityName, id, instrumentEntries, text, textsOf} from '../schemas.ts';
import {behaviour} from './behaviour.ts';
import {notSeen, raters} from './marks.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const rules = v.strictObject({
  ...instrumentEntries,
  criteria: v.pipe(v.array(id), v.minLength(1), v.maxLength(12)),
  /** From the lowest to the highest. */
  levels: v.pipe(v.array(id), v.minLength(2), v.maxLength(6)),
  /**
   * Who marks this one speech. The first is whoever sits here: `self` where the speech is the learner's own, `opponent`
   * where the learner marks a colleague's; the others bring their marks by file, or enter them here.
   */
  raters: v.pipe(v.array(v.picklist(raters)), v.minLength(1), v.maxLength(raters.length)),
  /** The speech studio in which the same speech was marked: what was noted there is shown beside each criterion. */
  studio: v.optional(activityName),
  /** The rubric of an earlier speech: shown beside this one. */
  earlier: v.optional(activityName),
});
export type Rules = v.InferOutput<typeof rules>;

const words = (given: Rules) =>
  v.strictObject({
    title: text,
    intro: text,
    /** A name for each level: “1 – not yet”. */
    levels: textsOf(given.levels),
    criteria: v.strictObject(
      Object.fromEntries(
        given.criteria.map((criterion) => [criterion, v.strictObject({name: text, levels: textsOf(given.levels)})]),
      ),
    ),
  });
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type RubricContent = Content<Rules, Words>;

/**
 * Marks one speech by criteria whose every level is described: by the speaker, an opponent, a facilitator; side by side,
 * with how far they agree (R-42, DOMAIN 2.8 SPEAK-R). It feeds a conversation, and grades nobody.
 */
export const rubric = defineActivity({
  behaviour,
  practice: true,
  rules,
  words,
  check: ({rules: {criteria, levels, raters}}) => {
    const reserved = levels.flatMap((level, at) =>
      level === notSeen
        ? problem(['levels', at], `"${level}", which every criterion offers anyway`, 'the levels without it')
        : [],
    );
    return [...eachOnce({criteria, levels, raters}), ...reserved];
  },
  interfaceWords: {en, ru, kk},
});
