import * as v from 'valibot';
import {type Content, defineActivity, type Problem} from '../activity.ts';
import {placesIn, repeated, taken} from '../problems.ts';
import {entryIf, flag, id, text, textsOf} from '../schemas.ts';
import {behaviour, reservedItems} from './behaviour.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const paragraphs = v.pipe(v.array(text), v.minLength(1));

const rules = v.strictObject({
  /** Whether the words have a line about whom the story is about. */
  person: flag,
  questions: v.pipe(
    v.array(
      v.strictObject({
        id,
        type: v.picklist(['single', 'multiple']),
        options: v.pipe(v.array(id), v.minLength(2)),
      }),
    ),
    v.minLength(1),
  ),
  /** Whether there is a line for the learner's own words. */
  own: flag,
});
export type Rules = v.InferOutput<typeof rules>;
export type Question = Rules['questions'][number];

const questionWords = ({options}: Question) =>
  v.strictObject({ask: text, options: textsOf(options), comments: textsOf(options)});

const words = ({person, questions, own}: Rules) =>
  v.strictObject({
    title: text,
    ...entryIf(person, {person: text}),
    story: paragraphs,
    ...entryIf(own, {own: text}),
    questions: v.strictObject(Object.fromEntries(questions.map((question) => [question.id, questionWords(question)]))),
    reading: paragraphs,
  });
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type CaseContent = Content<Rules, Words>;

/** A colleague's situation to look at: what one sees in it, what one would do, and a reading to compare with. */
export const caseKind = defineActivity({
  behaviour,
  practice: true,
  rules,
  words,
  check: ({rules: given}) => problemsOf(given),
  interfaceWords: {en, ru, kk},
});

function problemsOf({questions}: Rules): readonly Problem[] {
  const ids = questions.map(({id}, at) => ({id, path: ['questions', at, 'id']}));
  const options = questions.flatMap(({options}, at) => repeated(placesIn(options, 'questions', at, 'options')));
  return [...repeated(ids), ...taken(ids, (id) => reservedItems.includes(id)), ...options];
}
