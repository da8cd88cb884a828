import * as v from 'valibot';
import {type Content, defineActivity, type Problem} from '../activity.ts';
import {type Place, placesIn, problem, repeated, taken} from '../problems.ts';
import {entryIf, flag, id, text, textsOf} from '../schemas.ts';
import {behaviour} from './behaviour.ts';
import {keptAs, keyOf, triesAllowed} from './marking.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const several = v.pipe(v.array(id), v.minLength(2));
const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));

/** What a question with options may have: a mixed order, and in the words a hint. */
const common = {id, options: several, shuffle: flag, hint: flag};
const rules = v.strictObject({
  /** Tries for each question; one that leaves nothing to choose is not offered (`triesAllowed`). */
  attempts: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5)), 2),
  /** What a right answer at a later try is worth. */
  later: v.optional(share, 0.5),
  /** A goal that the learner is told; it blocks nothing. */
  pass: v.optional(share),
  questions: v.pipe(
    v.array(
      v.variant('type', [
        v.strictObject({...common, type: v.literal('single'), correct: id, comments: flag}),
        v.strictObject({
          ...common,
          type: v.literal('multiple'),
          correct: v.pipe(v.array(id), v.minLength(1)),
          comments: flag,
        }),
        v.strictObject({...common, type: v.literal('order'), correct: several}),
        v.strictObject({...common, type: v.literal('match'), targets: several, correct: v.record(id, id)}),
        v.strictObject({id, type: v.literal('true_false'), correct: v.boolean()}),
      ]),
    ),
    v.minLength(1),
  ),
});
export type Rules = v.InferOutput<typeof rules>;
export type Question = Rules['questions'][number];

const questionWords = (question: Question) => {
  const options = 'options' in question ? question.options : [];
  return v.strictObject({
    ask: text,
    ...entryIf(options.length > 0, {options: textsOf(options)}),
    ...entryIf(question.type === 'match', {targets: textsOf(question.type === 'match' ? question.targets : [])}),
    ...entryIf('hint' in question && question.hint, {hint: text}),
    ...entryIf('comments' in question && question.comments, {comments: textsOf(options)}),
    /** Explains the key; shown once the question is settled. */
    why: text,
  });
};
export type QuestionWords = v.InferOutput<ReturnType<typeof questionWords>>;

const words = ({questions}: Rules) =>
  v.strictObject({
    title: text,
    questions: v.strictObject(Object.fromEntries(questions.map((question) => [question.id, questionWords(question)]))),
  });
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type KnowledgeCheckContent = Content<Rules, Words>;

/**
 * Questions with a right answer, for learning: a hint and another try after a wrong one, the reasons after the last.
 * The only kind with a score.
 */
export const knowledgeCheck = defineActivity({
  behaviour,
  samples: ({questions}) => [
    Object.fromEntries(questions.map((question) => [question.id, keptAs(question, keyOf(question))])),
  ],
  practice: true,
  rules,
  words,
  check: ({rules: given}) => problemsOf(given),
  interfaceWords: {en, ru, kk},
});

function problemsOf(given: Rules): readonly Problem[] {
  const questions = given.questions.map(({id}, at) => ({id, path: ['questions', at, 'id']}));
  return [
    ...repeated(questions),
    ...taken(questions, (id) => reserved.test(id)),
    ...given.questions.flatMap((question, at) => questionProblems(given, question, ['questions', at])),
  ];
}

/** `best` and the endings of what is kept beside each answer (`behaviour.ts`). */
const reserved = /^best$|_(draft|tries)$/;

function questionProblems(given: Rules, question: Question, path: Problem['path']): readonly Problem[] {
  if (question.type === 'true_false') return [];
  const {options} = question;
  const places = (ids: readonly string[], key: string) => placesIn(ids, ...path, key);
  const unknown = (given: readonly Place[], known: readonly string[]) =>
    given
      .filter(({id}) => !known.includes(id))
      .map(({id, path}) => problem(path, `"${id}", which is not among them`, `one of ${known.join(', ')}`));

  const problems = repeated(places(options, 'options'));
  if (question.hint && triesAllowed(given, question) === 1)
    problems.push(problem([...path, 'hint'], 'a hint, but only one try', 'more options or attempts, or no hint'));
  switch (question.type) {
    case 'single':
      return [...problems, ...unknown([{id: question.correct, path: [...path, 'correct']}], options)];
    case 'multiple':
    case 'order': {
      const correct = places(question.correct, 'correct');
      problems.push(...repeated(correct), ...unknown(correct, options));
      const missing = options.filter((id) => !question.correct.includes(id));
      if (question.type === 'order' && missing.length > 0)
        problems.push(problem([...path, 'correct'], `an order without ${missing.join(', ')}`, 'every option once'));
      return problems;
    }
    case 'match': {
      const pairs = Object.entries(question.correct).map(([id, target]) => ({
        id,
        target,
        path: [...path, 'correct', id],
      }));
      const missing = options.filter((id) => !Object.hasOwn(question.correct, id));
      if (missing.length > 0)
        problems.push(problem([...path, 'correct'], `no pair for ${missing.join(', ')}`, 'a target for each option'));
      return [
        ...problems,
        ...repeated(places(question.targets, 'targets')),
        ...unknown(pairs, options),
        ...unknown(
          pairs.map(({target, path}) => ({id: target, path})),
          question.targets,
        ),
      ];
    }
  }
}
