import {idHash} from './suspend-data.ts';
import {activitiesOf, type Outline} from './training.ts';

/** Ids that suspend data could not tell apart: the build stops at any, and one of the two needs another name. */
export interface IdClash {
  readonly of: 'activity' | 'item' | 'option';
  /** Where: null for activities. */
  readonly activity: string | null;
  /** Where: null unless options clash. */
  readonly item: string | null;
  readonly ids: readonly [string, string];
}

/** For the build: ids that have the same hash within the training, the activity or the item they are unique in. */
export function idClashes(outline: Outline): readonly IdClash[] {
  const clashesOf = (of: IdClash['of'], ids: readonly string[], activity: string | null, item: string | null) => {
    const byHash = new Map<number, string>();
    return [...new Set(ids)].flatMap((id): IdClash[] => {
      const other = byHash.get(idHash(id, of));
      byHash.set(idHash(id, of), id);
      return other === undefined ? [] : [{of, activity, item, ids: [other, id]}];
    });
  };
  const idsOf = (list: readonly {readonly id: string}[]) => list.map(({id}) => id);
  return [
    ...clashesOf('activity', idsOf(activitiesOf(outline)), null, null),
    ...activitiesOf(outline).flatMap(({id, items}) => [
      ...clashesOf('item', idsOf(items), id, null),
      ...items.flatMap((item) => ('options' in item ? clashesOf('option', item.options, id, item.id) : [])),
    ]),
  ];
}
