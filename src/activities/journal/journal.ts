import * as v from 'valibot';
import {type Content, defineActivity} from '../activity.ts';
import {placesIn, repeated} from '../problems.ts';
import {id, text, textsOf} from '../schemas.ts';
import {behaviour} from './behaviour.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const rules = v.strictObject({
  /** Things to write about; writing freely is possible beside them. */
  prompts: v.pipe(v.array(id), v.minLength(1), v.maxLength(12)),
  /** How many entries there is room for. A lower number in a later version would hide entries. */
  entries: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60)), 24),
  /** Role-plays whose rule, one sentence of the learner's own, is shown here too. */
  collects: v.optional(v.array(v.string()), []),
});
export type Rules = v.InferOutput<typeof rules>;

const words = ({prompts}: Rules) =>
  v.strictObject({
    title: text,
    intro: text,
    prompts: textsOf(prompts),
  });
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type JournalContent = Content<Rules, Words>;

/** A learning journal: entries over time, to a prompt or freely, read by nobody but the learner. */
export const journal = defineActivity({
  behaviour,
  practice: true,
  rules,
  words,
  check: ({rules: {prompts}}) => repeated(placesIn(prompts, 'prompts')),
  interfaceWords: {en, ru, kk},
});
