import type {Item} from '../../training/index.ts';

/** The highest number of a rating; the lowest is 0. */
export const highest = 10;

/** A whole number from 0 as an answer is kept: a rating, unless another end is given. */
export const numberItem = (id: string, max = highest): Item => ({id, type: 'number', min: 0, max});

/** A value from outside as such a number; null for anything else. */
export const numberFrom = (value: unknown, max = highest): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= max ? value : null;
