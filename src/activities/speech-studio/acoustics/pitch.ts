/** Voices of grown-ups, from a deep man's to a lively woman's, in Hz. */
const lowest = 60;
const highest = 500;

/** A frame's pitch in Hz, 0 for none, and how much the sound repeats itself (0–1: noise–voice). */
export interface Voicing {
  pitch: number;
  clarity: number;
}

/**
 * Finds the pitch around a place by the normalised square difference (McLeod & Wyvill 2005): first coarsely at half the rate, which
 * is a quarter of the work, then between the samples at the full one.
 */
export function pitchFinder(rate: number) {
  const half = rate / 2;
  const window = Math.round(half * 0.025);
  const shortest = Math.floor(half / highest);
  const longest = Math.ceil(half / lowest) + 1;
  /** Where to begin so that the lags, four at a time, from the one before the shortest, end with the longest. */
  const first = longest + 1 - 4 * Math.ceil((longest - shortest + 2) / 4);
  const likeness = new Float32Array(longest + 1);
  const coarse = new Float64Array(window + longest + 2);
  /** Energy of `coarse` up to each sample. */
  const energy = new Float64Array(coarse.length + 1);
  /** Samples that have to lie on each side of the place. */
  const reach = coarse.length + 3;

  /** @param at the place, with `reach` samples on either side */
  const find = (samples: Float32Array, at: number, voicing: Voicing) => {
    const size = coarse.length;
    let sum = 0;
    for (let k = 0, i = at - size; k < size; k++, i += 2) {
      const sample = samples[i - 1]! + 3 * samples[i]! + 3 * samples[i + 1]! + samples[i + 2]!;
      coarse[k] = sample;
      energy[k + 1] = sum += sample * sample;
    }
    let best = 0;
    for (let lag = first; lag < longest; lag += 4) {
      // Windows of this lag and the next three begin at the same place: each sample is fetched once for all.
      const from = (size - window - lag) >> 1;
      const to = from + window;
      let sum0 = 0;
      let sum1 = 0;
      let sum2 = 0;
      let sum3 = 0;
      let later0 = coarse[from + lag]!;
      let later1 = coarse[from + lag + 1]!;
      let later2 = coarse[from + lag + 2]!;
      for (let i = from; i < to; i++) {
        const sample = coarse[i]!;
        const later3 = coarse[i + lag + 3]!;
        sum0 += sample * later0;
        sum1 += sample * later1;
        sum2 += sample * later2;
        sum3 += sample * later3;
        later0 = later1;
        later1 = later2;
        later2 = later3;
      }
      const here = energy[to]! - energy[from]!;
      const both = (at: number) => here + energy[to + at]! - energy[from + at]!;
      likeness[lag] = share(sum0, both(lag));
      likeness[lag + 1] = share(sum1, both(lag + 1));
      likeness[lag + 2] = share(sum2, both(lag + 2));
      likeness[lag + 3] = share(sum3, both(lag + 3));
    }
    for (let lag = shortest + 1; lag < longest; lag++) best = Math.max(best, likeness[lag]!);
    voicing.pitch = 0;
    voicing.clarity = 0;
    if (best < 0.2) return;
    // The first peak nearly as high as the highest: later ones are two and three periods.
    for (let lag = shortest; lag < longest; lag++) {
      const here = likeness[lag]!;
      if (here < 0.88 * best || here < likeness[lag - 1]! || here < likeness[lag + 1]!) continue;
      refine(samples, at, 2 * lag, voicing);
      return;
    }
  };

  const refine = (samples: Float32Array, at: number, about: number, voicing: Voicing) => {
    const near = (lag: number) => likenessAt(samples, at, 2 * window, lag);
    let lag = about;
    let here = near(lag);
    for (let step = 0; step < 3; step++) {
      const before = near(lag - 1);
      const after = near(lag + 1);
      if (here >= before && here >= after) {
        const bend = before - 2 * here + after;
        const shift = bend < 0 ? (before - after) / (2 * bend) : 0;
        voicing.pitch = rate / (lag + shift);
        voicing.clarity = Math.min(1, here - ((before - after) * shift) / 4);
        return;
      }
      lag += after > before ? 1 : -1;
      here = Math.max(before, after);
    }
  };
  return {reach, find};
}

/** 1 where the sound around a place repeats itself after `lag` samples, 0 where the two have nothing in common. */
function likenessAt(samples: Float32Array, at: number, window: number, lag: number): number {
  let product = 0;
  let energy = 0;
  const from = at - ((window + lag) >> 1);
  for (let i = from; i < from + window; i++) {
    const one = samples[i]!;
    const other = samples[i + lag]!;
    product += one * other;
    energy += one * one + other * other;
  }
  return energy > 0 ? (2 * product) / energy : 0;
}

const share = (product: number, energy: number) => (energy > 0 ? (2 * product) / energy : 0);
