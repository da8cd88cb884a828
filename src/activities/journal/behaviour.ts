import type {Item} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';
import {slots} from './entries.ts';
import type {Rules} from './journal.ts';

export const behaviour = {
  kind: 'journal',
  element: 'journal-activity',

  /**
   * A text for each entry and for the one being written (`entries.ts`). `stage` is `kept` once there was an entry, so that
   * a device without the texts can say that they are elsewhere.
   */
  items: (rules: Rules): readonly Item[] => [
    ...[...slots(rules), 'draft'].map((id) => ({id, type: 'text'}) as const),
    {id: 'stage', type: 'choice', options: ['kept', 'not_now']},
  ],

  /** Nothing of a journal is anybody's but the learner's. */
  interactions: () => [],
} satisfies ActivityBehaviour;
