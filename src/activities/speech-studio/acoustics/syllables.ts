import {type Frames, perPitch} from './frames.ts';
import {levels, type Stretch, smooth} from './segments.ts';

/** How syllables are told apart; the numbers were searched for on other sentences than those of the tests (docs/speech.md). */
export const counting = {
  /** Smoothing of the level, a standard deviation in seconds: less than the shortest consonant, more than a voice's period. */
  smooth: 0.01,
  /** The level falls by this much before and after a vowel, in dB (de Jong & Wempe 2009: 2) … */
  dip: 1.5,
  /** … and by this much more for each dB the vowel is quieter than the loudest nearby, less `near`: rolled r, v and j between
   * vowels are such small hills on a slope, unstressed vowels are not. */
  more: 0.6,
  near: 8,
  /** What is quieter than the loudest nearby by more than this is no vowel. */
  below: 20,
  /** Nearby: seconds to each side. */
  within: 0.5,
  /** Clarity of the voice at a vowel. */
  voiced: 0.4,
};

/**
 * Frames with the middle of a syllable: peaks of the vowels' level that stand out from the dips before and after them, where there
 * is voice (after de Jong & Wempe 2009).
 */
export function nuclei({vowel, clarity, step}: Frames, stretches: readonly Stretch[]): number[] {
  const level = levels(smooth(vowel, counting.smooth / step));
  const within = Math.round(counting.within / step);
  const standsOut = (peak: number, dips: number) => {
    const here = level[peak]!;
    const quieter = loudest(level, peak - within, peak + within + 1) - here;
    const needed = counting.dip + counting.more * Math.max(0, quieter - counting.near);
    return quieter <= counting.below && here - dips >= needed && isVoiced(clarity, peak);
  };
  const found: number[] = [];
  for (const stretch of stretches) {
    let before = -100; // the dip before a peak; speech begins and ends in silence
    for (const {peak, dip} of hills(level, stretch)) {
      if (standsOut(peak, Math.max(before, dip))) {
        found.push(peak);
        before = dip;
      } else before = Math.min(before, dip);
    }
  }
  return found;
}

/** Peaks of a stretch that are parted by the least dip, and the level of the dip after each. */
function hills(level: Float32Array, {from, to}: Stretch): {peak: number; dip: number}[] {
  const found: {peak: number; dip: number}[] = [];
  let dip = 100; // the lowest since the last peak
  let peak = from; // not closed by a dip yet; −1 while there is none
  for (let frame = from; frame < to; frame++) {
    const here = level[frame]!;
    if (peak < 0) {
      dip = Math.min(dip, here);
      if (here <= dip + counting.dip) continue;
      found[found.length - 1]!.dip = dip;
      peak = frame;
    } else if (here > level[peak]!) peak = frame;
    else if (here < level[peak]! - counting.dip) {
      found.push({peak, dip: -100});
      peak = -1;
      dip = here;
    }
  }
  if (peak >= 0) found.push({peak, dip: -100});
  return found;
}

function isVoiced(clarity: Float32Array, frame: number): boolean {
  const at = Math.round(frame / perPitch); // between these two
  return Math.max(clarity[at - 1] ?? 0, clarity[at] ?? 0) >= counting.voiced;
}

function loudest(level: Float32Array, from: number, to: number): number {
  let highest = -100;
  for (const each of level.subarray(Math.max(0, from), to)) if (each > highest) highest = each;
  return highest;
}
