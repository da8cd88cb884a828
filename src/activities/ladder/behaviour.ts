import type {Fact, Item, Response} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';
import {numberItem} from '../pulse/rating.ts';
import type {LadderContent, Rules} from './ladder.ts';
import {mostTimes, numbers, rungCount, rungsOf} from './rungs.ts';

export const behaviour = {
  kind: 'ladder',
  element: 'ladder-activity',

  /** For each step: the suggestion it was taken from, own words, when and where, how hard before and last time, how often. */
  items: (rules: Rules): readonly Item[] => [
    ...numbers(rungCount(rules)).flatMap((at): readonly Item[] => [
      {id: `from_${at}`, type: 'choice', options: rules.suggestions ?? []},
      {id: `step_${at}`, type: 'text'},
      {id: `when_${at}`, type: 'text'},
      numberItem(`hard_${at}`),
      numberItem(`now_${at}`),
      numberItem(`times_${at}`, mostTimes),
    ]),
    {id: 'stage', type: 'choice', options: ['building', 'climbing', 'not_now']},
  ],

  /** What a person is afraid of is nobody's but the learner's. */
  interactions: () => [],

  /** How many steps, how often they were tried, and by how much they have become easier on average (points of 0–10). */
  facts: (content: LadderContent, response: Response): readonly Fact[] => {
    const rungs = rungsOf(content, response);
    if (rungs.length === 0) return [];
    const falls = rungs.flatMap(({hard, now}) => (hard === null || now === null ? [] : [hard - now]));
    const measure = (item: string, value: number, unit: string) => ({type: 'measure', item, value, unit}) as const;
    return [
      measure('steps', rungs.length, 'steps'),
      measure(
        'tries',
        rungs.reduce((sum, {times}) => sum + times, 0),
        'times',
      ),
      ...(falls.length > 0 ? [measure('easier_by', falls.reduce((a, b) => a + b) / falls.length, 'points')] : []),
    ];
  },
} satisfies ActivityBehaviour;
