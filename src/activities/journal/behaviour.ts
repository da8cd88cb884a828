import type {Fact, Item, Response} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';
import {entriesOf, slots} from './entries.ts';
import type {JournalContent, Rules} from './journal.ts';

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

  related: ({collects}: Rules): readonly string[] => collects,

  /** How many entries there are, and how long they are together. */
  facts: ({rules}: JournalContent, response: Response): readonly Fact[] => {
    const entries = entriesOf(rules, response);
    if (entries.length === 0) return [];
    return [
      {type: 'measure', item: 'entries', value: entries.length, unit: 'entries'},
      {type: 'length', item: 'texts', characters: entries.reduce((sum, {text}) => sum + text.length, 0)},
    ];
  },
} satisfies ActivityBehaviour;
