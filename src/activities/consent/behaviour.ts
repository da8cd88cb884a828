import type {Interaction, Item, Response} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';
import type {ConsentContent, Rules} from './consent.ts';
import {factNames, optionsOf} from './facts.ts';
import type {Labels} from './words/en.ts';

/** What may become of the question; open as long as nothing is chosen. */
export const decisions = ['yes', 'no', 'withdrawn'] as const;
export const lastVersion = 999;

export const behaviour = {
  kind: 'consent',
  element: 'consent-activity',

  /** What was decided, on which version of the text, whether own words may be recorded, too, and what was said of oneself. */
  items: (_rules: Rules): readonly Item[] => [
    {id: 'decision', type: 'choice', options: decisions},
    {id: 'version', type: 'number', min: 1, max: lastVersion},
    {id: 'texts', type: 'choice', options: ['yes', 'no']},
    ...factNames.map((id): Item => ({id, type: 'choice', options: optionsOf(id)})),
  ],

  /** What was said of oneself, of those who agreed. Consent and withdrawal are statements of their own; a refusal is none. */
  interactions: (_content: ConsentContent, response: Response, labels: Labels): readonly Interaction[] =>
    factNames.flatMap((item): readonly Interaction[] => {
      const said = response[item];
      if (response.decision !== 'yes' || typeof said !== 'string') return [];
      const choices = optionsOf(item).map((id) => ({id, text: labels.options[id]}));
      return [{type: 'choice', item, description: labels.facts[item], choices, response: [said], correct: null}];
    }),
} satisfies ActivityBehaviour;
