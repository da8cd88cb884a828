import type {Choice, Interaction, Item, Response} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';
import type {KnowledgeCheckContent, Rules} from './knowledge-check.ts';
import {answerFrom, draftId, isRight, isWhole, itemOf, targetOf, triesId} from './marking.ts';

/** The best score so far, in thousandths: doing it again never lowers it. */
export const bestId = 'best';

export const behaviour = {
  kind: 'knowledge-check',
  element: 'knowledge-check-activity',

  items: ({questions, attempts}: Rules): readonly Item[] => [
    ...questions.flatMap((question): Item[] => [
      itemOf(question),
      itemOf(question, draftId(question)),
      {id: triesId(question), type: 'number', min: 0, max: attempts},
    ]),
    {id: bestId, type: 'number', min: 0, max: 1000},
  ],

  /** The answer checked last; what is only chosen is kept under another id. */
  interactions: ({rules, words}: KnowledgeCheckContent, response: Response): readonly Interaction[] =>
    rules.questions.flatMap((question): readonly Interaction[] => {
      const answer = answerFrom(question, response[question.id]);
      if (!isWhole(question, answer)) return [];
      const said = words.questions[question.id]!;
      const asked = {item: question.id, description: said.ask, correct: isRight(question, answer)};
      if (question.type === 'true_false') return [{...asked, type: 'true-false', response: answer[0] === 'true'}];
      const choices = choicesOf(question.options, said.options);
      if (question.type !== 'match')
        return [{...asked, type: question.type === 'order' ? 'sequencing' : 'choice', choices, response: answer}];
      const pairs = question.options.map((option) => [option, targetOf(answer, option) ?? ''] as const);
      const target = choicesOf(question.targets, said.targets);
      return [{...asked, type: 'matching', source: choices, target, response: pairs}];
    }),
} satisfies ActivityBehaviour;

const choicesOf = (ids: readonly string[], texts: Readonly<Record<string, string>> = {}): readonly Choice[] =>
  ids.map((id) => ({id, text: texts[id] ?? id}));
