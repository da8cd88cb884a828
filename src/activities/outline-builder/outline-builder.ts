import * as v from 'valibot';
import {type Content, defineActivity} from '../activity.ts';
import {eachOnce} from '../problems.ts';
import {entryIf, id, text, textsOf} from '../schemas.ts';
import {behaviour} from './behaviour.ts';
import {mostMinutes, mostPoints} from './outline.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const whole = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));
const ways = v.pipe(v.array(id), v.minLength(2), v.maxLength(8));

/** What is not given is as in `outline.ts`. */
const rules = v.strictObject({
  /** How many main points there is room for. */
  points: v.optional(whole(mostPoints)),
  /** How long the talk is to be, until the learner says otherwise. */
  talk_minutes: v.optional(whole(mostMinutes)),
  /** Ways to begin, and to end, of which the learner takes one. */
  openings: v.optional(ways),
  closes: v.optional(ways),
});
export type Rules = v.InferOutput<typeof rules>;

const part = v.strictObject({name: text, hint: text});

const words = ({openings, closes}: Rules) =>
  v.strictObject({
    title: text,
    intro: text,
    /** Each step of the algorithm: its name, and a sentence of help. `support` is the example beside a point. */
    aim: part,
    audience: part,
    opening: part,
    point: part,
    support: part,
    close: part,
    ...entryIf(openings !== undefined, {openings: textsOf(openings ?? [])}),
    ...entryIf(closes !== undefined, {closes: textsOf(closes ?? [])}),
  });
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type OutlineContent = Content<Rules, Words>;

/** Builds a talk step by step – aim, audience, opening, points, close – with the time each gets, and prints a cue card. */
export const outlineBuilder = defineActivity({
  behaviour,
  practice: true,
  rules,
  words,
  check: ({rules: {openings, closes}}) => eachOnce({openings, closes}),
  interfaceWords: {en, ru, kk},
});
