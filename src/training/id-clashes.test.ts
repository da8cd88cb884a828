import {describe, expect, it} from 'vitest';
import {idClashes} from './id-clashes.ts';
import type {Item} from './item.ts';
import {idHash} from './suspend-data.ts';
import type {ActivityOutline, Outline} from './training.ts';

const activity = (id: string, items: readonly Item[]): ActivityOutline => {
  return {id, kind: 'page', minutes: 5, private: false, optional: false, items};
};
const outlineOf = (activities: readonly ActivityOutline[]): Outline => ({
  id: 'stress-and-burnout',
  version: '1.0.0',
  level: 1,
  ects: 1,
  hue: 200,
  languages: ['kk', 'ru', 'en'],
  units: [{id: 'first', activities}],
});

describe('ids in suspend data', () => {
  it('clash never if they differ in a single letter', () => {
    const options = Array.from({length: 36}, (_, i) => `step_${i.toString(36)}_of`);
    expect(idClashes(outlineOf([activity('one', [{id: 'item', type: 'choice', options}])]))).toEqual([]);
  });

  it('are reported to the build where two of them clash', () => {
    const byHash = new Map<string, string>();
    const clashing = (of: 'activity' | 'item' | 'option') => {
      for (let i = 0; ; i++) {
        const id = `a${(i * 7919).toString(36)}`;
        const other = byHash.get(`${of}${idHash(id, of)}`);
        if (other) return [other, id] as const;
        byHash.set(`${of}${idHash(id, of)}`, id);
      }
    };
    const [one, other] = clashing('activity');
    const [item, sameItem] = clashing('item');
    const [option, sameOption] = clashing('option');
    const items: Item[] = [
      {id: item, type: 'choice', options: [option, 'fine', sameOption]},
      {id: sameItem, type: 'text'},
    ];
    expect(idClashes(outlineOf([activity(one, items), activity(other, [])]))).toEqual([
      {of: 'activity', activity: null, item: null, ids: [one, other]},
      {of: 'item', activity: one, item: null, ids: [item, sameItem]},
      {of: 'option', activity: one, item, ids: [option, sameOption]},
    ]);
  });
});
