import * as v from 'valibot';
import {type Content, defineActivity} from '../activity.ts';
import {activityName, text} from '../schemas.ts';
import {behaviour} from './behaviour.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const rules = v.strictObject({
  moment: v.picklist(['before', 'after']),
  /** The activity whose number stands beside this one: the folder name of the "before". */
  pair: v.optional(activityName),
});
export type Rules = v.InferOutput<typeof rules>;

const words = v.strictObject({
  title: text,
  intro: text,
  question: text,
  /** What 0 means, and what 10. */
  low: text,
  high: text,
  thanks: text,
});
export type Words = v.InferOutput<typeof words>;
export type PulseContent = Content<Rules, Words>;

/**
 * One number from 0 to 10, before something and after it. It shows, and never judges: one number says too
 * little for that. Not private by itself, because confidence with a tool may be open; tension and fear should not be.
 */
export const pulse = defineActivity({
  behaviour,
  practice: false,
  rules,
  words: () => words,
  check: ({rules: {moment, pair}}) =>
    moment === 'before' && pair !== undefined
      ? [
          {
            in: 'rules',
            path: ['pair'],
            found: `“pair: ${pair}” at the first of two pulses`,
            wanted: '“moment: after”, or no pair here: only the second shows both',
          },
        ]
      : [],
  interfaceWords: {en, ru, kk},
});
