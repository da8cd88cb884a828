import type {Interaction, Item, Response} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';
import {markItem, marksOf, notSeen} from './marks.ts';
import type {RubricContent, Rules} from './rubric.ts';

export const behaviour = {
  kind: 'rubric',
  element: 'rubric-activity',

  /** A mark for each rater and criterion; `stage` is `compared` once the marks were looked at side by side. */
  items: ({raters, criteria, levels}: Rules): readonly Item[] => [
    ...raters.flatMap((rater) =>
      criteria.map(
        (criterion) => ({id: markItem(rater, criterion), type: 'choice', options: [...levels, notSeen]}) as const,
      ),
    ),
    {id: 'stage', type: 'choice', options: ['compared']},
  ],

  /** Each mark with the sentences it was chosen from; what could not be seen is none. */
  interactions: ({rules, words}: RubricContent, response: Response): readonly Interaction[] =>
    rules.raters.flatMap((rater) =>
      Object.entries(marksOf(rules, response, rater)).flatMap(([criterion, mark]) => {
        const described = words.criteria[criterion];
        if (mark === notSeen || !described) return [];
        const choices = rules.levels.map((id) => ({id, text: described.levels[id] ?? id}));
        const description = `${described.name} (${rater})`;
        const item = markItem(rater, criterion);
        return [{type: 'likert', item, description, correct: null, choices, response: mark} as const];
      }),
    ),

  related: ({studio, earlier}: Rules): readonly string[] => [studio, earlier].filter((id) => id !== undefined),
} satisfies ActivityBehaviour;
