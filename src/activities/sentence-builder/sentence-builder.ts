import * as v from 'valibot';
import {type Content, defineActivity, type Problem} from '../activity.ts';
import {problem, repeated, taken} from '../problems.ts';
import {moods} from '../role-play/terms.ts';
import {entryIf, flag, id, text, textsOf} from '../schemas.ts';
import {behaviour, reservedItems} from './behaviour.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const points = v.pipe(v.number(), v.integer(), v.minValue(-3), v.maxValue(3));

const rules = v.strictObject({
  /** In the order of the sentence: observation, feeling, need, request; or behaviour, effect, feeling. */
  parts: v.pipe(
    v.array(
      v.strictObject({
        id,
        /** Ways to say this part, and how much each opens the other person up: −3 to 3. */
        options: v.pipe(v.array(v.strictObject({id, opens: points})), v.minLength(2), v.maxLength(5)),
      }),
    ),
    v.minLength(2),
    v.maxLength(5),
  ),
  /** How the other person answers: the first whose sum of points is reached; the last has none to reach. */
  reactions: v.pipe(
    v.array(v.strictObject({id, mood: v.picklist(moods), from: v.optional(v.pipe(v.number(), v.integer()))})),
    v.minLength(2),
    v.maxLength(5),
  ),
  /** Whether there is a line for a sentence of the learner's own. */
  own: flag,
});
export type Rules = v.InferOutput<typeof rules>;

const partWords = ({options}: Rules['parts'][number]) => {
  const ids = options.map(({id}) => id);
  /** What the part is called, how it is said, and what the other person hears in each. */
  return v.strictObject({name: text, options: textsOf(ids), heard: textsOf(ids)});
};

const words = ({parts, reactions, own}: Rules) =>
  v.strictObject({
    title: text,
    /** The situation, a paragraph an entry. */
    intro: v.pipe(v.array(text), v.minLength(1)),
    /** Who hears it; stands before a colon. */
    person: text,
    parts: v.strictObject(Object.fromEntries(parts.map((part) => [part.id, partWords(part)]))),
    /** What the other person says to it. */
    reactions: textsOf(reactions.map(({id}) => id)),
    /** What makes the difference, a paragraph an entry; shown once a sentence was said. */
    reading: v.pipe(v.array(text), v.minLength(1)),
    ...entryIf(own, {own: text}),
  });
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type SentenceBuilderContent = Content<Rules, Words>;

/** An I-message put together from parts, and how the other person hears each version (DOMAIN 4.2: Gordon, Rosenberg). */
export const sentenceBuilder = defineActivity({
  behaviour,
  practice: true,
  rules,
  words,
  check: ({rules: given}) => problemsOf(given),
  samples: ({parts}) => [{version_1: parts.flatMap(({options}) => options[0]?.id ?? [])}],
  interfaceWords: {en, ru, kk},
});

function problemsOf({parts, reactions}: Rules): readonly Problem[] {
  const options = parts.flatMap(({options}, at) =>
    options.map(({id}, index) => ({id, path: ['parts', at, 'options', index, 'id']})),
  );
  const names = parts.map(({id}, at) => ({id, path: ['parts', at, 'id']}));
  const answers = reactions.map(({id}, at) => ({id, path: ['reactions', at, 'id']}));
  const problems = [
    ...[names, options, answers].flatMap(repeated),
    ...taken(names, (id) => reservedItems.includes(id)),
  ];
  const sums = parts.map(({options}) => options.map(({opens}) => opens));
  const [least, most] = [Math.min, Math.max].map((pick) => sums.reduce((sum, all) => sum + pick(...all), 0)) as [
    number,
    number,
  ];
  for (const [at, {from}] of reactions.entries()) {
    const last = at === reactions.length - 1;
    const before = reactions[at - 1]?.from;
    if (last && from !== undefined)
      problems.push(
        problem(['reactions', at, 'from'], 'a last reaction with a sum to reach', 'none: it is what else comes'),
      );
    if (!last && from === undefined)
      problems.push(problem(['reactions', at], 'a reaction without a sum to reach', 'from, or its place at the end'));
    if (from !== undefined && (from > most || from <= least))
      problems.push(problem(['reactions', at, 'from'], `${from}`, `${least + 1} to ${most}: what sentences can reach`));
    if (from !== undefined && before !== undefined && from >= before)
      problems.push(problem(['reactions', at, 'from'], `${from} after ${before}`, 'falling sums'));
  }
  return problems;
}
