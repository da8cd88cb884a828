import type {Fact, Interaction, Item, Response} from '../../training/index.ts';
import {lastDay} from '../../ui/day.ts';
import type {ActivityBehaviour} from '../activity.ts';
import type {PlanContent, Rules} from './plan.ts';
import {answers, isWritten, itemOf, mostCode, mostSteps, numbers, partsOf, stepCount, stepsOf} from './steps.ts';

export const behaviour = {
  kind: 'plan',
  element: 'plan-activity',

  /**
   * A plan: the texts of its steps, the day it was made, and the number its calendar days are known by for ever.
   * A look back: for each step an answer and two texts; for as many as any plan may have.
   */
  items: (rules: Rules): readonly Item[] =>
    rules.review_of === undefined
      ? [
          ...numbers(stepCount(rules))
            .flatMap((at) => partsOf(rules).map((part) => itemOf(part, at)))
            .map(textItem),
          {id: 'day', type: 'number', min: 0, max: lastDay},
          {id: 'code', type: 'number', min: 0, max: mostCode},
          {id: 'stage', type: 'choice', options: ['writing', 'sheet', 'not_now']},
        ]
      : [
          ...numbers(mostSteps).map((at) => ({id: `kept_${at}`, type: 'choice', options: answers}) as const),
          ...numbers(mostSteps)
            .flatMap((at) => [`way_${at}`, `next_${at}`])
            .map(textItem),
          {id: 'stage', type: 'choice', options: ['seen']},
        ],

  /** How each step went, by its number; what the step says is nobody's but the learner's. */
  interactions: ({rules, words}: PlanContent, response: Response): readonly Interaction[] => {
    if (rules.review_of === undefined) return [];
    const choices = answers.map((id) => ({id, text: words.answers?.[id] ?? id}));
    return numbers(mostSteps).flatMap((at) => {
      const item = `kept_${at}`;
      const given = answers.find((id) => id === response[item]);
      const description = `${words.question} (${at})`;
      return given ? [{type: 'choice', item, description, correct: null, choices, response: [given]} as const] : [];
    });
  },

  /** How many steps say when and what, and how long all that is written is. */
  facts: ({rules}: PlanContent, response: Response): readonly Fact[] => {
    const written = Object.keys(response).filter((id) => /^(if|then|obstacle|help|way|next)_\d$/.test(id));
    const characters = written.reduce((sum, id) => sum + String(response[id] ?? '').length, 0);
    if (characters === 0) return [];
    const steps = stepsOf(response, stepCount(rules)).filter(isWritten).length;
    return [
      ...(rules.review_of === undefined
        ? [{type: 'measure', item: 'steps', value: steps, unit: 'steps'} as const]
        : []),
      {type: 'length', item: 'texts', characters},
    ];
  },

  related: ({toolkit = [], review_of}: Rules): readonly string[] => [...toolkit, ...(review_of ? [review_of] : [])],
} satisfies ActivityBehaviour;

const textItem = (id: string): Item => ({id, type: 'text'});
