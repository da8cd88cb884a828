import type {Fact, Interaction, Item, Response} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';
import {minutesOf, mostMinutes, textItems, textOf} from './outline.ts';
import type {OutlineContent, Rules} from './outline-builder.ts';

export const behaviour = {
  kind: 'outline-builder',
  element: 'outline-builder-activity',

  /** The texts of the talk, its length, the ways to begin and to end; `stage` is `card` where the cue card was seen. */
  items: (rules: Rules): readonly Item[] => [
    ...textItems(rules).map((id) => ({id, type: 'text'}) as const),
    {id: 'minutes', type: 'number', min: 1, max: mostMinutes},
    {id: 'way_opening', type: 'choice', options: rules.openings ?? []},
    {id: 'way_close', type: 'choice', options: rules.closes ?? []},
    {id: 'stage', type: 'choice', options: ['writing', 'card', 'not_now']},
  ],

  /** Which way was taken; what the talk says is nobody's but the learner's. */
  interactions: ({rules, words}: OutlineContent, response: Response): readonly Interaction[] =>
    (
      [
        ['way_opening', rules.openings, words.opening.name, words.openings],
        ['way_close', rules.closes, words.close.name, words.closes],
      ] as const
    ).flatMap(([item, ways = [], description, texts]) => {
      const given = ways.find((id) => id === response[item]);
      const choices = ways.map((id) => ({id, text: texts?.[id] ?? id}));
      return given ? [{type: 'choice', item, description, correct: null, choices, response: [given]} as const] : [];
    }),

  facts: ({rules}: OutlineContent, response: Response): readonly Fact[] => {
    const lengths = textItems(rules).flatMap((item): readonly Fact[] => {
      const characters = textOf(response, item).length;
      return characters > 0 ? [{type: 'length', item, characters}] : [];
    });
    if (lengths.length === 0) return [];
    return [...lengths, {type: 'measure', item: 'talk_length', value: minutesOf(rules, response), unit: 'min'}];
  },
} satisfies ActivityBehaviour;
