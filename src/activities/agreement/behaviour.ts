import type {Fact, Interaction, Item, Response} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';
import type {AgreementContent, Rules} from './agreement.ts';
import {chosenOf, orderOf, ownRules, ownText} from './order.ts';

/** Whom the printed sheet is for. */
export const sheets = ['group', 'class', 'parents'] as const;

/** Ids beside the group's own rules. */
const items = (rules: Rules): readonly Item[] => [
  {id: 'mode', type: 'choice', options: ['group', 'alone']},
  {id: 'chosen', type: 'choices', options: rules.proposals},
  {id: 'rank', type: 'sequence', options: [...rules.proposals, ...ownRules]},
  {id: 'accepted', type: 'choice', options: ['yes']},
  {id: 'sheet', type: 'choice', options: sheets},
  ...ownRules.map((id) => ({id, type: 'text'}) as const),
];

export const behaviour = {
  kind: 'agreement',
  element: 'agreement-activity',
  items,

  /** What was chosen and in which order; a group's own rules are free text, so they are in neither. */
  interactions: ({rules, words}: AgreementContent, response: Response): readonly Interaction[] => {
    const choices = rules.proposals.map((id) => ({id, text: words.proposals[id] ?? id}));
    const read = (type: 'choice' | 'sequencing', item: string, answer: readonly string[]): readonly Interaction[] =>
      answer.length === 0 || !Array.isArray(response[item])
        ? []
        : [{type, item, description: words.title, correct: null, choices, response: answer}];
    const order = orderOf(rules, response).filter((id) => rules.proposals.includes(id));
    return [...read('choice', 'chosen', chosenOf(rules, response)), ...read('sequencing', 'rank', order)];
  },

  /** How many rules a group wrote itself, and how long they are. */
  facts: (_content: AgreementContent, response: Response): readonly Fact[] => {
    const texts = ownRules.map((id) => ownText(response, id)).filter(Boolean);
    if (texts.length === 0) return [];
    return [
      {type: 'measure', item: 'own_rules', value: texts.length, unit: 'rules'},
      {type: 'length', item: 'own_texts', characters: texts.join('').length},
    ];
  },
} satisfies ActivityBehaviour;
