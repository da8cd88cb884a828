import type {Item, Response, Value} from '../src/training/index.ts';
import {seeded} from '../test/seeded.ts';

/** So many responses that these items can hold: each item is left out now and then. */
export function randomResponses(items: readonly Item[], count: number, random = seeded(count)): readonly Response[] {
  return Array.from({length: count}, () =>
    Object.fromEntries(
      items.flatMap((item): [string, Value][] => (random() < 0.15 ? [] : [[item.id, randomValue(item, random)]])),
    ),
  );
}

export function randomValue(item: Item, random: () => number): Value {
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)];
  switch (item.type) {
    case 'choice':
      return pick(item.options) ?? null;
    case 'choices':
      return item.options.filter(() => random() < 0.5);
    case 'sequence':
      return [...item.options].sort(() => random() - 0.5);
    case 'number':
      return item.min + Math.floor(random() * (item.max - item.min + 1));
    case 'text':
      return pick([
        '',
        'Мен шаршадым',
        'I told Aigul Serikova',
        '{"day":20000,"prompt":null,"text":"secret words"}',
        'ab'.repeat(40),
      ])!;
  }
}
