import * as v from 'valibot';
import {type Content, defineActivity} from '../activity.ts';
import type {CountryFacts} from '../page/country-facts.ts';
import {text} from '../schemas.ts';
import {behaviour, lastVersion} from './behaviour.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const rules = v.strictObject({
  /** Of the text: one more whenever a sentence changes what a learner agrees to; then everybody is asked again. */
  version: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(lastVersion)),
});
export type Rules = v.InferOutput<typeof rules>;

/** What somebody has to know before they agree (DOMAIN 6.4, STANDARDS 6). */
export const topics = ['what', 'never', 'why', 'who', 'how_long', 'withdraw', 'free'] as const;

const words = v.strictObject({
  title: text,
  intro: text,
  what: text,
  /** What is not recorded, whatever is chosen. */
  never: text,
  why: text,
  who: text,
  how_long: text,
  /** Where the records are: on this device, or sent. The settings say which. */
  where_file: text,
  where_endpoint: text,
  withdraw: text,
  /** What it costs to say no: nothing. */
  free: text,
});
export type Words = v.InferOutput<typeof words> & {
  /** What the country's law says of such data; the build adds it, no author writes it. */
  readonly law?: CountryFacts['lawNotes'];
};
export type ConsentContent = Content<Rules, Words>;

/**
 * Asks whether a learner takes part in research (DESIGN 5): explicit, separate, revocable at any time, and the training is
 * the same either way. Where nothing is recorded, it says that and asks nothing.
 */
export const consent = defineActivity({
  behaviour,
  practice: false,
  rules,
  words: () => words,
  country: ({lawNotes}) => ({law: lawNotes.filter(({topic}) => topic === 'personal-data')}),
  mustBePrivate: () => 'nobody at the school may see who said yes or no',
  interfaceWords: {en, ru, kk},
});
