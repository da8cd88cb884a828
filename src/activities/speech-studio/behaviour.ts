import type {Fact, Interaction, Item, Response} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';
import {goals} from './goals.ts';
import {countOf, lanes, marksItem, marksOf, mineIn, othersIn} from './marks.ts';
import {figureNames, figureUnits, measuredFrom, measuredItem} from './measured.ts';
import type {Rules, StudioContent} from './speech-studio.ts';

export const lanesOf = ({lanes: given}: Rules) => given ?? lanes;
export const goalsOf = ({goals: given}: Rules) => given ?? goals;

export const behaviour = {
  kind: 'speech-studio',
  element: 'speech-studio-activity',

  /**
   * Marks and measures are texts, so that they are sealed on the device and no LMS gets them: it learns "done". A text holds
   * all marks of one rater for one speech; they are given on one device, where the sound is. The sound is no answer at all.
   */
  items: (rules: Rules): readonly Item[] => [
    ...lanesOf(rules).flatMap((lane): readonly Item[] => [
      ...[mineIn(lane), ...othersIn(lane)].map((rater) => ({id: marksItem(lane, rater), type: 'text'}) as const),
      {id: measuredItem(lane), type: 'text'},
      {id: `${lane}_transcript`, type: 'choice', options: rules.transcripts ?? []},
      {id: `${lane}_heard`, type: 'choice', options: ['yes']},
    ]),
    {id: 'goal', type: 'choice', options: goalsOf(rules)},
    {id: 'stage', type: 'choice', options: ['picture', 'not_now']},
  ],

  interactions: (): readonly Interaction[] => [],

  /** Each mark, how often each criterion was noted and by whom, and what was measured; never a note, never the sound. */
  facts: ({rules, words}: StudioContent, response: Response): readonly Fact[] =>
    lanesOf(rules).flatMap((lane) => {
      const marks = [mineIn(lane), ...othersIn(lane)].flatMap((rater) => {
        const given = marksOf(response, lane, rater);
        const each = given.map(({at, criterion, sign}): Fact => {
          const name = words.criteria[criterion] ?? criterion;
          return {type: 'mark', item: criterion, name, speech: lane, rater, criterion, sign, at};
        });
        const counts = rules.criteria.flatMap((criterion) => {
          const count = countOf(given, criterion);
          return (['plus', 'minus'] as const).flatMap((sign): readonly Fact[] =>
            count[sign] === 0
              ? []
              : [
                  {
                    type: 'measure',
                    item: `${lane}_${rater}_${criterion}_${sign}`,
                    name: words.criteria[criterion] ?? criterion,
                    value: count[sign],
                    unit: 'marks',
                  },
                ],
          );
        });
        return [...each, ...counts];
      });
      const measured = measuredFrom(response, lane);
      if (!measured) return marks;
      const figures = figureNames.flatMap((name): readonly Fact[] => {
        const value = measured.figures[name];
        return value === null ? [] : [{type: 'measure', item: `${lane}_${name}`, value, unit: figureUnits[name]}];
      });
      return [...marks, {type: 'measure', item: `${lane}_seconds`, value: measured.seconds, unit: 's'}, ...figures];
    }),

  related: ({outline, earlier}: Rules): readonly string[] => [outline, earlier].filter((id) => id !== undefined),
} satisfies ActivityBehaviour;
