import type {Interaction, Item} from '../../training/index.ts';
import {lastDay} from '../../ui/day.ts';
import type {ActivityBehaviour} from '../activity.ts';
import {signsOf} from './marks.ts';
import type {Rules} from './signs-map.ts';

/** What every sign offers beside the scale: an answer is never forced (DOMAIN 2.8). */
export const preferNot = 'prefer_not';

/** Ids beside the signs: the stage, the day of this map, an own sign, and the map before this one (`marks.ts`). */
const ownItems: readonly Item[] = [
  {id: 'stage', type: 'choice', options: ['asking', 'map', 'skipped']},
  {id: 'day', type: 'number', min: 0, max: lastDay},
  {id: 'own', type: 'text'},
  {id: 'earlier', type: 'text'},
];
export const reservedItems: readonly string[] = ownItems.map(({id}) => id);

export const behaviour = {
  kind: 'signs-map',
  element: 'signs-map-activity',
  items: (rules: Rules): readonly Item[] => [
    ...signsOf(rules).map((id) => ({id, type: 'choice', options: [...rules.scale, preferNot]}) as const),
    ...ownItems,
  ],
  /** How stress shows itself in a person is nobody else's business: a map is always private. */
  interactions: (): readonly Interaction[] => [],
} satisfies ActivityBehaviour;
