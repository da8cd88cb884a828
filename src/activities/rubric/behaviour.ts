import type {Fact, Interaction, Item, Response} from '../../training/index.ts';
import type {ActivityBehaviour, Instrument} from '../activity.ts';
import {agreementIn} from './agreeing.ts';
import {markItem, marksOf, notSeen} from './marks.ts';
import type {RubricContent, Rules} from './rubric.ts';
import type {Labels} from './words/en.ts';

export const behaviour = {
  kind: 'rubric',
  element: 'rubric-activity',

  /** A mark for each rater and criterion; `seen` once the marks were looked at side by side. */
  items: ({raters, criteria, levels}: Rules): readonly Item[] => [
    ...raters.flatMap((rater) =>
      criteria.map(
        (criterion) => ({id: markItem(rater, criterion), type: 'choice', options: [...levels, notSeen]}) as const,
      ),
    ),
    {id: 'seen', type: 'choice', options: ['yes']},
  ],

  /** Each mark with the sentences it was chosen from; what could not be seen is none. */
  interactions: ({rules, words}: RubricContent, response: Response, labels: Labels): readonly Interaction[] =>
    rules.raters.flatMap((rater) =>
      Object.entries(marksOf(rules, response, rater)).flatMap(([criterion, mark]) => {
        const described = words.criteria[criterion];
        if (mark === notSeen || !described) return [];
        const choices = rules.levels.map((id) => ({id, text: described.levels[id] ?? id}));
        const description = `${described.name} (${labels.whose[rater]})`;
        const item = markItem(rater, criterion);
        return [{type: 'likert', item, description, correct: null, choices, response: mark} as const];
      }),
    ),

  /** How far the raters agree, where there is more than one; the unit names the statistic. */
  facts: ({rules}: RubricContent, response: Response): readonly Fact[] => {
    const found = agreementIn(rules, response);
    return found.refusal === null
      ? [{type: 'measure', item: 'agreement', value: found.value, unit: found.statistic}]
      : [];
  },

  instrument: ({instrument, instrument_version}: Rules): Instrument => ({id: instrument, version: instrument_version}),

  related: ({studio, earlier}: Rules): readonly string[] => [studio, earlier].filter((id) => id !== undefined),
} satisfies ActivityBehaviour;
