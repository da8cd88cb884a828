import * as v from 'valibot';
import {type Content, defineActivity, type Problem} from '../activity.ts';
import {placesIn, problem, repeated, taken} from '../problems.ts';
import {entryIf, flag, id, text, textsOf} from '../schemas.ts';
import {behaviour, reservedItems} from './behaviour.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const rules = v.strictObject({
  cards: v.pipe(v.array(id), v.minLength(4), v.maxLength(24)),
  piles: v.pipe(v.array(id), v.minLength(2), v.maxLength(4)),
  /** Of one pile, the few cards that matter most. */
  pick: v.optional(v.strictObject({pile: id, most: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5))})),
  /** Whether the words have a comment on each card, shown after sorting. */
  comments: flag,
  /** Whether there is a card for the learner's own words. */
  own: flag,
});
export type Rules = v.InferOutput<typeof rules>;

const words = ({cards, piles, pick, comments, own}: Rules) =>
  v.strictObject({
    title: text,
    intro: text,
    /** What is asked of each card. */
    ask: text,
    cards: textsOf(cards),
    piles: v.strictObject(Object.fromEntries(piles.map((pile) => [pile, v.strictObject({name: text, about: text})]))),
    ...entryIf(pick !== undefined, {pick: text}),
    ...entryIf(comments, {comments: textsOf(cards)}),
    ...entryIf(own, {own: text}),
    /** Shown after sorting, a paragraph an entry. */
    reading: v.pipe(v.array(text), v.minLength(1)),
  });
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type CardSortContent = Content<Rules, Words>;

/** Cards laid on piles: topics that heat one up, what holds one back and what moves one. Nothing is right or wrong. */
export const cardSort = defineActivity({
  behaviour,
  practice: true,
  rules,
  words,
  check: ({rules: given}) => problemsOf(given),
  samples: ({cards, pick}) =>
    pick ? [{...Object.fromEntries(cards.map((card) => [card, pick.pile])), picked: cards}] : [],
  interfaceWords: {en, ru, kk},
});

function problemsOf({cards, piles, pick}: Rules): readonly Problem[] {
  return [
    ...repeated(placesIn(cards, 'cards')),
    ...repeated(placesIn(piles, 'piles')),
    ...taken(placesIn(cards, 'cards'), (card) => reservedItems.includes(card)),
    ...(pick && !piles.includes(pick.pile)
      ? [problem(['pick', 'pile'], `"${pick.pile}", which is no pile`, `one of ${piles.join(', ')}`)]
      : []),
  ];
}
