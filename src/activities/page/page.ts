import * as v from 'valibot';
import {defineActivity} from '../activity.ts';
import {behaviour} from './behaviour.ts';
import type {Block} from './blocks.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

/** Something to read: Markdown with callouts, definitions, drawings and questions to think about before opening. */
export const page = defineActivity({
  behaviour,
  practice: false,
  prose: true,
  rules: v.strictObject({}),
  words: () =>
    v.strictObject({
      title: v.pipe(v.string(), v.trim(), v.nonEmpty()),
      // Only `compileProse` makes these, and it has refused whatever a block may not be.
      body: v.custom<readonly Block[]>((body) => Array.isArray(body) && body.length > 0),
    }),
  interfaceWords: {kk, ru, en},
});
