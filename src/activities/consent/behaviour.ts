import type {Interaction, Item} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';
import type {Rules} from './consent.ts';

/** What may become of the question; open as long as nothing is chosen. */
export const decisions = ['yes', 'no', 'withdrawn'] as const;
export const lastVersion = 999;

export const behaviour = {
  kind: 'consent',
  element: 'consent-activity',

  /** What was decided, on which version of the text, and whether own words may be recorded, too. */
  items: (_rules: Rules): readonly Item[] => [
    {id: 'decision', type: 'choice', options: decisions},
    {id: 'version', type: 'number', min: 1, max: lastVersion},
    {id: 'texts', type: 'choice', options: ['yes', 'no']},
  ],

  /** Consent and withdrawal are statements of their own; a refusal is none. */
  interactions: (): readonly Interaction[] => [],
} satisfies ActivityBehaviour;
