import {type Mode, modes} from './terms.ts';

/**
 * The modes of a first run as one number, kept beside the choices so that another activity can show what was done
 * without this one's rules: four bits a mode.
 */
export const profileId = 'profile';
const digit = 16;
export const greatestProfile = digit ** modes.length - 1;

export const packedProfile = (counts: Readonly<Record<Mode, number>>): number =>
  modes.reduce((sum, mode, at) => sum + Math.min(digit - 1, counts[mode]) * digit ** at, 0);

/** Null for a value that is none. */
export function profileFrom(value: unknown): Readonly<Record<Mode, number>> | null {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 0 || value > greatestProfile) return null;
  const counts = modes.map((mode, at) => [mode, Math.floor(value / digit ** at) % digit]);
  return Object.fromEntries(counts) as Record<Mode, number>;
}
