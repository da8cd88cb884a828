import * as v from 'valibot';
import {type Content, defineActivity, type Problem} from '../activity.ts';
import {type Place, placesIn, problem, repeated, taken} from '../problems.ts';
import {entryIf, id, instrumentEntries, text, textsOf} from '../schemas.ts';
import {behaviour, preferNot, reservedItems, strainIndex} from './behaviour.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const ids = v.pipe(v.array(id), v.minLength(1));

const rules = v.strictObject({
  ...instrumentEntries,
  /** Option ids from the lowest to the highest. */
  scale: v.pipe(v.array(id), v.minLength(2), v.maxLength(7)),
  subscales: v.pipe(
    v.array(
      v.strictObject({
        id,
        /** Strain counts in the strain index; a resource protects and is shown apart. */
        role: v.picklist(['strain', 'resource']),
        items: ids,
        reverse: v.optional(ids),
      }),
    ),
    v.minLength(1),
  ),
  /** An optional question about hopelessness; it is asked last and scored nowhere, only the care rule reads it. */
  safety_item: v.optional(id),
  /** When the care screen comes before the profile. */
  care: v.optional(
    v.strictObject({
      strain_from: v.pipe(v.number(), v.minValue(0), v.maxValue(100)),
      safety_from: v.optional(id),
    }),
  ),
  /** What the reliable-change bound is made of (DOMAIN 2.9), and whether the figures are assumed or measured. */
  change: v.strictObject({
    reliability: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
    sd: v.pipe(v.number(), v.gtValue(0), v.maxValue(50)),
    status: v.picklist(['assumed', 'pilot']),
  }),
});
export type Rules = v.InferOutput<typeof rules>;

const scaleWords = v.strictObject({name: text, about: text, rarely: text, sometimes: text, often: text});
const careWords = v.strictObject({
  title: text,
  normal: text,
  technique_title: text,
  steps: v.pipe(v.array(text), v.minLength(1)),
  who: text,
  lines: text,
  go_on: text,
  stop: text,
});

/** Words the rules have a use for are required, the others refused. */
const words = (given: Rules) => {
  const safety = given.safety_item ?? [];
  return v.strictObject({
    title: text,
    intro: text,
    privacy: text,
    stem: text,
    scale: textsOf(given.scale),
    items: textsOf(given.subscales.flatMap(({items}) => items).concat(safety)),
    subscales: v.strictObject(Object.fromEntries(given.subscales.map((scale) => [scale.id, scaleWords]))),
    limits: text,
    retake: text,
    ...entryIf(given.safety_item !== undefined, {safety_note: text}),
    ...entryIf(
      given.subscales.some(({role}) => role === 'strain'),
      {strain: scaleWords},
    ),
    ...entryIf(given.care !== undefined, {care: careWords}),
  });
};
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type SelfAssessmentContent = Content<Rules, Words>;

/**
 * A questionnaire about oneself with subscales, neutral bands and a care screen: burnout, anxiety, climate.
 * It is for reflection; nothing in it may sound like a finding about a person (DOMAIN 2.8).
 */
export const selfAssessment = defineActivity({
  behaviour,
  practice: true,
  rules,
  words,
  check: ({rules}) => problemsOfRules(rules),
  mustBePrivate: ({safety_item}) => (safety_item === undefined ? null : 'a safety item never leaves the device'),
  interfaceWords: {en, ru, kk},
});

function problemsOfRules(given: Rules): readonly Problem[] {
  const {scale, subscales, safety_item, care} = given;
  const places = subscales.flatMap(({items}, at) => placesIn(items, 'subscales', at, 'items'));
  if (safety_item !== undefined) places.push({id: safety_item, path: ['safety_item']});
  const options = placesIn(scale, 'scale');
  const scales: Place[] = subscales.map((subscale, at) => ({id: subscale.id, path: ['subscales', at, 'id']}));
  scales.push({id: strainIndex, path: ['subscales']});

  const problems = [
    ...[options, scales, places].flatMap(repeated),
    ...taken(places, (id) => reservedItems.includes(id)),
  ];
  for (const {id, path} of options)
    if (id === preferNot)
      problems.push(problem(path, `"${id}", which every item offers anyway`, 'the scale without it'));
  subscales.forEach(({items, reverse = []}, at) => {
    reverse.forEach((item, index) => {
      if (!items.includes(item))
        problems.push(
          problem(
            ['subscales', at, 'reverse', index],
            `"${item}", no item of this subscale`,
            `one of ${items.join(', ')}`,
          ),
        );
    });
  });
  if (safety_item !== undefined && !care)
    problems.push(problem(['safety_item'], 'a safety item, but no care', 'care with strain_from and safety_from'));
  if (care?.safety_from !== undefined && !scale.includes(care.safety_from))
    problems.push(
      problem(['care', 'safety_from'], `"${care.safety_from}", not on the scale`, `one of ${scale.join(', ')}`),
    );
  if (care && (care.safety_from === undefined) !== (safety_item === undefined))
    problems.push(problem(['care'], 'one of safety_item and care.safety_from', 'both or neither'));
  if (care && !subscales.some(({role}) => role === 'strain'))
    problems.push(problem(['care', 'strain_from'], 'no subscale with role strain', 'one, or no care'));
  return problems;
}
