import type {Item} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';

/** The questions, in the order of the report's tables 1–6; ids for ever. */
export const questions = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6'] as const;

export const behaviour = {
  kind: 'interview',
  element: 'interview-activity',

  /** A text for each question; `withheld` has those the learner would rather not answer. */
  items: (): readonly Item[] => [
    ...questions.map((id) => ({id, type: 'text'}) as const),
    {id: 'withheld', type: 'choices', options: questions},
    {id: 'stage', type: 'choice', options: ['asking', 'end']},
  ],

  /** Free text stays on the device; a refusal says something of a person too. */
  interactions: () => [],
} satisfies ActivityBehaviour;
