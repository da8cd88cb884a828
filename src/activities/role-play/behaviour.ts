import type {Fact, Interaction, Item, Response} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';
import {numberFrom, numberItem} from '../pulse/rating.ts';
import {greatestProfile, profileId} from './profile.ts';
import type {RolePlayContent, Rules} from './role-play.ts';
import {modesOf, runIds, runsOf} from './runs.ts';
import {choiceAt} from './story.ts';
import {moods, sureIds} from './terms.ts';
import type {Labels} from './words/en.ts';

export const behaviour = {
  kind: 'role-play',
  element: 'role-play-activity',

  /**
   * A run is the sequence of its choices, whose ids need be unique in their scene only. Beside them what the debrief asks:
   * how I felt, how I think the other person felt, the decision that turned it, and a rule for my school, which is a text.
   * Where the author asks for it, how sure I was of such a talk before the scene and after the look-back.
   */
  items: ({scenes, confidence}: Rules): readonly Item[] => {
    const decisions = Object.keys(scenes).filter((id) => scenes[id]!.choices);
    const options = [...new Set(decisions.flatMap((id) => Object.keys(scenes[id]!.choices!)))];
    return [
      ...runIds.map((id) => ({id, type: 'sequence', options}) as const),
      {id: profileId, type: 'number', min: 0, max: greatestProfile},
      {id: 'felt', type: 'choices', options: moods},
      {id: 'guess', type: 'choices', options: moods},
      {id: 'turning', type: 'choice', options: decisions},
      {id: 'rule', type: 'text'},
      ...(confidence ? sureIds.map((id) => numberItem(id)) : []),
    ];
  },

  /**
   * The choices of the first run, a scene each: later runs are for trying out. Nothing in them is right or wrong. Then how
   * sure the learner was, as far as they said it.
   */
  interactions: (content: RolePlayContent, response: Response, labels: Labels): readonly Interaction[] => [
    ...choicesIn(content, response),
    ...(content.rules.confidence ? sureIds : []).flatMap((item): readonly Interaction[] => {
      const sure = numberFrom(response[item]);
      if (sure === null) return [];
      return [{type: 'numeric', item, description: labels.sure[item], correct: null, response: sure}];
    }),
  ],

  /** Every decision of every run with the state around it, every ending reached, and how long the rule is (DOMAIN 4.3). */
  facts: ({rules, words}: RolePlayContent, response: Response): readonly Fact[] => {
    const {rule} = response;
    const written: readonly Fact[] =
      typeof rule === 'string' && rule !== '' ? [{item: 'rule', type: 'length', characters: rule.length}] : [];
    return runsOf(rules, response)
      .flatMap(({number: run, path, story}): readonly Fact[] => {
        const decisions = story.moments.map((moment) => {
          const {scene: item, choice, before, after} = moment;
          const {mode, skills} = choiceAt(rules, moment);
          return {
            type: 'decision',
            item,
            name: words.scenes[item]!.says,
            run,
            choice,
            mode,
            skills,
            before,
            after,
          } as const;
        });
        const {ending, satisfied, state} = story;
        if (ending === null || satisfied === null) return decisions;
        const modes = modesOf(rules, story);
        const name = words.scenes[story.scene]!.says;
        return [...decisions, {type: 'ending', item: story.scene, name, run, ending, satisfied, path, modes, state}];
      })
      .concat(written);
  },
} satisfies ActivityBehaviour;

function choicesIn({rules, words}: RolePlayContent, response: Response): readonly Interaction[] {
  const [first] = runsOf(rules, response);
  if (first?.number !== 1) return [];
  return first.story.moments.map(({scene, choice}) => {
    const {says, choices = {}} = words.scenes[scene]!;
    return {
      type: 'choice',
      item: scene,
      description: says,
      correct: null,
      choices: Object.keys(rules.scenes[scene]!.choices!).map((id) => ({id, text: choices[id] ?? id})),
      response: [choice],
    } as const;
  });
}
