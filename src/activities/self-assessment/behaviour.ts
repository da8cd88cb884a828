import type {Fact, Interaction, Item, Response} from '../../training/index.ts';
import {lastDay} from '../../ui/day.ts';
import type {ActivityBehaviour, Instrument} from '../activity.ts';
import {answersOf, chosen, scaledItems, scoresOf} from './scoring.ts';
import type {Rules, SelfAssessmentContent} from './self-assessment.ts';

/** What every item offers beside the scale: an answer is never forced (DOMAIN 2.8). */
export const preferNot = 'prefer_not';

/** Where the learner is: `asking`, then `care` if the rule says so, then `result`, or `stopped` on their own wish. */
export const stages = ['asking', 'care', 'result', 'stopped'] as const;

/** Ids beside the author's items: the stage, the day of the current run (since 1970), and earlier runs (`runs.ts`). */
const ownItems: readonly Item[] = [
  {id: 'stage', type: 'choice', options: stages},
  {id: 'day', type: 'number', min: 0, max: lastDay},
  {id: 'runs', type: 'text'},
];
export const reservedItems: readonly string[] = ownItems.map(({id}) => id);

export const behaviour = {
  kind: 'self-assessment',
  element: 'self-assessment-activity',

  items: (rules: Rules): readonly Item[] => [
    ...scaledItems(rules).map((id) => itemOf(rules, id)),
    ...(rules.safety_item === undefined ? [] : [{...itemOf(rules, rules.safety_item), neverLeaves: true} as const]),
    ...ownItems,
  ],

  /** For open questionnaires only; the safety item is never an interaction (DOMAIN 2.8, safety logic b). */
  interactions: ({rules, words}: SelfAssessmentContent, response: Response): readonly Interaction[] => {
    const choices = rules.scale.map((id) => ({id, text: words.scale[id] ?? id}));
    return scaledItems(rules).flatMap((item) => {
      const answer = chosen(rules, response[item]);
      if (answer === null) return [];
      const description = `${words.stem} ${words.items[item] ?? item}`;
      return [{type: 'likert', item, description, correct: null, choices, response: answer} as const];
    });
  },

  /**
   * The index of each scale, once anything is answered. Not whether the care screen was shown: beside the strain index that
   * would tell what the safety item was answered with.
   */
  facts: ({rules, words}: SelfAssessmentContent, response: Response): readonly Fact[] => {
    const answers = answersOf(rules, response);
    if (Object.keys(answers).length === 0) return [];
    return scoresOf(rules, answers).map(({id, score: {index, answered, of}}) => {
      const name = (id === null ? words.strain : words.subscales[id])?.name;
      return {type: 'score', item: id ?? strainIndex, ...(name && {name}), index, answered, of};
    });
  },

  instrument: ({instrument, instrument_version}: Rules): Instrument => ({id: instrument, version: instrument_version}),
} satisfies ActivityBehaviour;

/** What the index over all strain scales is called in records. */
export const strainIndex = 'strain_index';

const itemOf = (rules: Rules, id: string) => ({id, type: 'choice', options: [...rules.scale, preferNot]}) as const;
