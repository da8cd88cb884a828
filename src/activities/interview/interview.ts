import * as v from 'valibot';
import {type Content, defineActivity} from '../activity.ts';
import {text} from '../schemas.ts';
import {behaviour} from './behaviour.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const rules = v.strictObject({});
export type Rules = v.InferOutput<typeof rules>;

const words = (_rules: Rules) => v.strictObject({title: text, intro: text});
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type InterviewContent = Content<Rules, Words>;

/**
 * The six questions that the DeSTT report asks after a training. They are the kind's own words: the same after
 * every training, in every language, so that answers can be laid side by side.
 */
export const interview = defineActivity({
  behaviour,
  practice: true,
  rules,
  words,
  interfaceWords: {en, ru, kk},
});
