import {maxReveals} from './blocks.ts';

/** A page asks nothing that has an answer; it only remembers which of its reveals stand open, a bit each. */
export const behaviour = {
  kind: 'page',
  element: 'page-activity',
  items: () => [{id: 'opened', type: 'number', min: 0, max: 2 ** maxReveals - 1} as const],
  interactions: () => [],
};
