import type {Frames} from './frames.ts';
import {levels, type Stretch, smooth, voiced} from './segments.ts';

/** How syllables are told apart. */
export const counting = {
  /** The level falls by this much between two vowels, in dB (de Jong & Wempe 2009). */
  dip: 2,
  /** Smoothing of the level, a standard deviation in seconds. */
  smooth: 0.018,
};

/**
 * Frames with the middle of a syllable: peaks of the vowels' level with a dip before and after them, where there is voice
 * (de Jong & Wempe 2009).
 */
export function nuclei({vowel, clarity, step}: Frames, stretches: readonly Stretch[]): number[] {
  const level = levels(smooth(vowel, counting.smooth / step));
  const found: number[] = [];
  for (const {from, to} of stretches) {
    let low = level[from]!; // the lowest since the last peak
    let peak = -1; // a peak that no dip has closed yet
    for (let frame = from; frame < to; frame++) {
      const here = level[frame]!;
      if (peak < 0) {
        if (here < low) low = here;
        else if (here > low + counting.dip || frame === from) peak = frame;
      } else if (here > level[peak]!) peak = frame;
      else if (here < level[peak]! - counting.dip) {
        if (isVoiced(clarity, peak)) found.push(peak);
        peak = -1;
        low = here;
      }
    }
    if (peak >= 0 && isVoiced(clarity, peak)) found.push(peak);
  }
  return found;
}

function isVoiced(clarity: Float32Array, frame: number): boolean {
  const pair = frame >> 1;
  return Math.max(clarity[pair - 1] ?? 0, clarity[pair] ?? 0, clarity[pair + 1] ?? 0) >= voiced;
}
