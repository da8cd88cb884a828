import * as v from 'valibot';
import {type Content, defineActivity, type Problem} from '../activity.ts';
import {placesIn, problem, repeated, taken} from '../problems.ts';
import {modes} from '../role-play/terms.ts';
import {id, instrumentEntries, text, textsOf} from '../schemas.ts';
import {behaviour, itemsIn, preferNot, reservedItems} from './behaviour.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const mode = v.picklist(modes);
const perMode = <S extends v.GenericSchema>(schema: S) =>
  v.strictObject({compete: schema, collaborate: schema, compromise: schema, avoid: schema, accommodate: schema});

const rules = v.strictObject({
  ...instrumentEntries,
  /** Option ids from the lowest to the highest. */
  scale: v.pipe(v.array(id), v.minLength(3), v.maxLength(7)),
  /** Statements to rate: as many for each mode, none reversed (DOMAIN 2.8, CONF-M). */
  items: perMode(v.pipe(v.array(id), v.minLength(3), v.maxLength(6))),
  /** Situations with two ways to act; every pair of modes once. */
  pairs: v.array(v.strictObject({id, first: mode, second: mode})),
  /** Role-plays of the training: what was done in them stands beside what is said here. */
  role_plays: v.optional(v.array(v.string()), []),
});
export type Rules = v.InferOutput<typeof rules>;

const words = (given: Rules) =>
  v.strictObject({
    title: text,
    intro: text,
    /** Stands before every statement to rate. */
    stem: text,
    scale: textsOf(given.scale),
    items: textsOf(itemsIn(given)),
    pairs: v.strictObject(
      Object.fromEntries(given.pairs.map((pair) => [pair.id, v.strictObject({ask: text, first: text, second: text})])),
    ),
    /** Of each mode: what it is, when it fits, what it costs, and what to look at where it is used very often. */
    modes: perMode(v.strictObject({about: text, fits: text, costs: text, often: text})),
    /** What the profile can't say. */
    limits: text,
  });
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type ConflictStyleContent = Content<Rules, Words>;

/**
 * How somebody deals with conflict: rated statements and pairs, as an order of modes, with what they did in the role-plays
 * beside it. Pairs give an order within one person; reliabilities and norms of them have no meaning (DOMAIN 2.2).
 */
export const conflictStyle = defineActivity({
  behaviour,
  practice: true,
  rules,
  words,
  check: ({rules: given}) => problemsOf(given),
  interfaceWords: {en, ru, kk},
});

function problemsOf(given: Rules): readonly Problem[] {
  const {scale, items, pairs} = given;
  const places = [
    ...modes.flatMap((mode) => placesIn(items[mode], 'items', mode)),
    ...pairs.map(({id: each}, at) => ({id: each, path: ['pairs', at, 'id']})),
  ];
  const options = placesIn(scale, 'scale');
  const problems = [
    ...repeated(places),
    ...repeated(options),
    ...taken(places, (each) => reservedItems.includes(each)),
  ];
  for (const {id: each, path} of options)
    if (each === preferNot)
      problems.push(problem(path, `"${each}", which every question offers anyway`, 'the scale without it'));
  for (const mode of modes)
    if (items[mode].length !== items.compete.length)
      problems.push(
        problem(['items', mode], `${items[mode].length} statements`, `${items.compete.length}, as for compete`),
      );
  const wanted = modes.flatMap((one, at) => modes.slice(at + 1).map((other) => [one, other].sort().join(' and ')));
  const there = pairs.map(({first, second}) => [first, second].sort().join(' and '));
  for (const [at, pair] of there.entries())
    if (!wanted.includes(pair) || there.indexOf(pair) !== at)
      problems.push(problem(['pairs', at], pair, 'each pair of two modes once'));
  const missing = wanted.filter((pair) => !there.includes(pair));
  if (missing.length > 0)
    problems.push(problem(['pairs'], `no pair of ${missing.join(', ')}`, 'each pair of two modes once: ten in all'));
  return problems;
}
