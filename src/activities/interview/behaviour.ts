import type {Fact, Interaction, Item, Response} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';
import {answersOf} from './answers.ts';
import type {InterviewContent} from './interview.ts';
import {questions} from './questions.ts';
import type {Labels} from './words/en.ts';

export const behaviour = {
  kind: 'interview',
  element: 'interview-activity',

  /** A text for each question; `withheld` has those the learner would rather not answer. */
  items: (): readonly Item[] => [
    ...questions.map((id) => ({id, type: 'text'}) as const),
    {id: 'withheld', type: 'choices', options: questions},
    {id: 'stage', type: 'choice', options: ['asking', 'end']},
  ],

  /** Free text: no LMS ever gets it, and research only where the learner agreed to that, too. A refusal is in neither. */
  interactions: (_content: InterviewContent, response: Response, labels: Labels): readonly Interaction[] =>
    answersOf(response).flatMap(({question, text}) =>
      text
        ? [
            {
              type: 'long-fill-in',
              item: question,
              description: labels.questions[question],
              correct: null,
              response: text,
            } as const,
          ]
        : [],
    ),

  facts: (_content: InterviewContent, response: Response): readonly Fact[] =>
    answersOf(response).flatMap(({question, text}) =>
      text ? [{type: 'length', item: question, characters: text.length} as const] : [],
    ),
} satisfies ActivityBehaviour;
