import type {Fact, Interaction, Item, Response} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';
import {numberFrom, numberItem} from '../pulse/rating.ts';
import type {GuidedPracticeContent, Rules} from './guided-practice.ts';

/** Where the learner is; before the start there is no stage. */
export const stages = ['practising', 'done', 'stopped'] as const;
/** How many rounds an author can ask for: the same in every version, so that saved state stays readable. */
export const mostRounds = 60;
export const mostTimes = 99;

export const behaviour = {
  kind: 'guided-practice',
  element: 'guided-practice-activity',

  /** Tension before and after, whole rounds of this time, how often it was done, whether it goes into the toolkit. */
  items: (_rules: Rules): readonly Item[] => [
    numberItem('before'),
    numberItem('after'),
    numberItem('rounds_done', mostRounds),
    numberItem('times', mostTimes),
    {id: 'kept', type: 'choice', options: ['yes', 'no']},
    {id: 'stage', type: 'choice', options: stages},
  ],

  /** Not the rounds: each of them would be a record of its own. */
  interactions: ({words}: GuidedPracticeContent, response: Response): readonly Interaction[] => {
    const common = {description: words.title, correct: null};
    const number = (item: string, value: number | null): readonly Interaction[] =>
      value === null ? [] : [{type: 'numeric', item, ...common, response: value}];
    const {kept} = response;
    return [
      ...number('before', numberFrom(response.before)),
      ...number('after', numberFrom(response.after)),
      ...number('times', numberFrom(response.times, mostTimes)),
      ...(kept === 'yes' || kept === 'no'
        ? [{type: 'true-false', item: 'kept', ...common, response: kept === 'yes'} as const]
        : []),
    ];
  },

  /** Whole rounds of the time it was last done. */
  facts: ({rules: {phases}}: GuidedPracticeContent, response: Response): readonly Fact[] => {
    const rounds = numberFrom(response.rounds_done, mostRounds) ?? 0;
    const seconds = rounds * phases.reduce((sum, phase) => sum + phase.seconds, 0);
    return rounds > 0 ? [{type: 'practice', item: 'rounds', seconds}] : [];
  },
} satisfies ActivityBehaviour;
