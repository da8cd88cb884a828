import type {Interaction, Item, Response} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';
import type {PulseContent, Rules} from './pulse.ts';
import {numberFrom, numberItem} from './rating.ts';

export const behaviour = {
  kind: 'pulse',
  element: 'pulse-activity',

  /** The number, or that the learner would rather not say one. */
  items: (_rules: Rules): readonly Item[] => [
    numberItem('value'),
    {id: 'prefer_not', type: 'choice', options: ['yes']},
  ],

  interactions: ({words}: PulseContent, response: Response): readonly Interaction[] => {
    const value = numberFrom(response.value);
    return value === null
      ? []
      : [{type: 'numeric', item: 'value', description: words.question, correct: null, response: value}];
  },

  related: ({pair}: Rules): readonly string[] => (pair === undefined ? [] : [pair]),
} satisfies ActivityBehaviour;
