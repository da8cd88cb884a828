import type {Fact, Interaction, Item, Response} from '../../training/index.ts';
import type {ActivityBehaviour, Instrument} from '../activity.ts';
import {modes} from '../role-play/terms.ts';
import type {ConflictStyleContent, Rules} from './conflict-style.ts';
import {pairWins, ratingsOf} from './profile.ts';

/** What every question offers beside its answers: nothing is forced (DOMAIN 2.8). */
export const preferNot = 'prefer_not';
/** Ids beside the author's. */
export const reservedItems: readonly string[] = ['stage'];

/** The statements in the order they are asked: the modes by turns, so that none stands in a block. */
export const itemsIn = ({items}: Pick<Rules, 'items'>): readonly string[] =>
  items.compete.flatMap((_, at) => modes.flatMap((mode) => items[mode][at] ?? []));

export const behaviour = {
  kind: 'conflict-style',
  element: 'conflict-style-activity',

  /** A pair is answered with the mode that its statement stands for. */
  items: (rules: Rules): readonly Item[] => [
    ...itemsIn(rules).map((id) => ({id, type: 'choice', options: [...rules.scale, preferNot]}) as const),
    ...rules.pairs.map(({id, first, second}) => ({id, type: 'choice', options: [first, second, preferNot]}) as const),
    {id: 'stage', type: 'choice', options: ['asking', 'result']},
  ],

  interactions: ({rules, words}: ConflictStyleContent, response: Response): readonly Interaction[] => {
    const choices = rules.scale.map((id) => ({id, text: words.scale[id] ?? id}));
    const rated = itemsIn(rules).flatMap((item): readonly Interaction[] => {
      const answer = response[item];
      if (typeof answer !== 'string' || !rules.scale.includes(answer)) return [];
      const description = `${words.stem} ${words.items[item] ?? item}`;
      return [{type: 'likert', item, description, correct: null, choices, response: answer}];
    });
    const paired = rules.pairs.flatMap(({id, first, second}): readonly Interaction[] => {
      const answer = response[id];
      if (answer !== first && answer !== second) return [];
      const said = words.pairs[id]!;
      const both = [
        {id: first, text: said.first},
        {id: second, text: said.second},
      ];
      return [{type: 'choice', item: id, description: said.ask, correct: null, choices: both, response: [answer]}];
    });
    return [...rated, ...paired];
  },

  /** The rated scales, and apart from them how often each mode was preferred: no scale, and so not of type `score`. */
  facts: ({rules}: ConflictStyleContent, response: Response): readonly Fact[] => {
    const scores = ratingsOf(rules, response);
    const wins = pairWins(rules, response);
    return modes.flatMap((mode): readonly Fact[] => {
      const {index, answered, of} = scores[mode];
      return [
        ...(answered > 0 ? [{item: mode, type: 'score', index, answered, of} as const] : []),
        ...(wins.answered > 0
          ? [{item: `pairs_${mode}`, type: 'measure', value: wins.counts[mode], unit: 'preferred'} as const]
          : []),
      ];
    });
  },

  instrument: ({instrument, instrument_version}: Rules): Instrument => ({id: instrument, version: instrument_version}),

  related: ({role_plays}: Rules): readonly string[] => role_plays,
} satisfies ActivityBehaviour;
