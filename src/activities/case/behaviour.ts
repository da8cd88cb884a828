import {type Fact, fits, type Interaction, type Item, type Response} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';
import type {CaseContent, Question, Rules} from './case.ts';

/** Ids beside the author's questions: which of the two screens is shown, and the learner's own words. */
const stage: Item = {id: 'stage', type: 'choice', options: ['asking', 'reading']};
const own: Item = {id: 'own', type: 'text'};
export const reservedItems: readonly string[] = [stage.id, own.id];

const itemOf = ({id, type, options}: Question): Item => ({id, type: type === 'single' ? 'choice' : 'choices', options});

/** The options chosen, in the order of the question; whatever else was handed in is left out. */
export function chosen(question: Question, value: unknown): readonly string[] {
  if (!fits(itemOf(question), value) || value === null) return [];
  return question.options.filter((id) => (typeof value === 'object' ? value.includes(id) : value === id));
}

export const behaviour = {
  kind: 'case',
  element: 'case-activity',

  items: (rules: Rules): readonly Item[] => [...rules.questions.map(itemOf), stage, ...(rules.own ? [own] : [])],

  /** Nothing in a case is right or wrong; the learner's own words are no interaction (DESIGN 3). */
  interactions: ({rules, words}: CaseContent, response: Response): readonly Interaction[] =>
    rules.questions.flatMap((question) => {
      const answer = chosen(question, response[question.id]);
      const said = words.questions[question.id];
      if (answer.length === 0) return [];
      const choices = question.options.map((id) => ({id, text: said?.options[id] ?? id}));
      const description = said?.ask ?? '';
      return [{type: 'choice', item: question.id, description, correct: null, choices, response: answer} as const];
    }),

  facts: ({rules}: CaseContent, response: Response): readonly Fact[] => {
    const text = rules.own ? response[own.id] : null;
    return typeof text === 'string' && text ? [{type: 'length', item: own.id, characters: text.length}] : [];
  },
} satisfies ActivityBehaviour;
