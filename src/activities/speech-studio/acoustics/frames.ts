import {innerRate, type Take} from './decimate.ts';
import {pitchFinder, type Voicing} from './pitch.ts';

/** The recording as numbers every few milliseconds: all that is kept of it, some five megabytes for ten minutes. */
export interface Frames {
  /** Seconds from one frame to the next. */
  readonly step: number;
  /** Mean power of each frame from 100 Hz to 4 kHz: how loud it is. */
  readonly power: Float32Array;
  /** The same from 300 Hz on: nasals and voiced consonants are weak there, vowels strong. */
  readonly vowel: Float32Array;
  /** Hz, 0 for none: one for `perPitch` frames. */
  readonly pitch: Float32Array;
  /** 0–1, of the same. */
  readonly clarity: Float32Array;
}

/** Frames that share a pitch, which costs most and moves slowest: one every 20 ms. */
export const perPitch = 4;

/** Makes frames of a mono stream at the inner rate. */
export function framer(sampleRate: number) {
  const rate = innerRate(sampleRate);
  const hop = Math.round(rate * 0.005);
  const {reach, find} = pitchFinder(rate);
  const rumble = highPass(100 / rate);
  const consonants = highPass(300 / rate);
  const power = column();
  const vowel = column();
  const pitch = column();
  const clarity = column();
  const voicing: Voicing = {pitch: 0, clarity: 0};

  const held = new Float32Array(1 << 14);
  let filled = reach; // as if silence came before
  let at = reach + (perPitch / 2) * hop; // the middle of the next frames that share a pitch
  let heard = 0;

  const run = () => {
    let middle = at;
    for (; middle + reach < filled; middle += perPitch * hop) {
      for (let frame = 0; frame < perPitch; frame++) {
        const from = middle + (frame - perPitch / 2) * hop;
        power.add(rumble(held, from, from + hop) / hop);
        vowel.add(consonants(held, from, from + hop) / hop);
      }
      find(held, middle, voicing);
      pitch.add(voicing.pitch);
      clarity.add(voicing.clarity);
    }
    const kept = middle - reach;
    held.copyWithin(0, kept, filled);
    filled -= kept;
    at = middle - kept;
  };
  const push: Take = (samples, length) => {
    for (let from = 0; from < length; ) {
      const some = Math.min(length - from, held.length - filled);
      held.set(samples.subarray(from, from + some), filled);
      filled += some;
      from += some;
      run();
    }
    heard += length;
  };
  return {
    push,
    end(): Frames {
      const pitches = Math.floor(heard / (perPitch * hop));
      const rest = reach + perPitch * hop;
      push(new Float32Array(rest), rest);
      return {
        step: hop / rate,
        power: power.first(perPitch * pitches),
        vowel: vowel.first(perPitch * pitches),
        pitch: pitch.first(pitches),
        clarity: clarity.first(pitches),
      };
    },
  };
}

/** A column of numbers that grows. */
function column() {
  let values = new Float32Array(4096);
  let length = 0;
  return {
    add(value: number) {
      if (length === values.length) {
        const longer = new Float32Array(2 * length);
        longer.set(values);
        values = longer;
      }
      values[length++] = value;
    },
    first: (count: number) => values.subarray(0, Math.min(count, length)),
  };
}

/** The energy of the next samples after a second-order Butterworth high pass; `cutoff` as a share of the rate. */
function highPass(cutoff: number) {
  const cos = Math.cos(2 * Math.PI * cutoff);
  const alpha = Math.sin(2 * Math.PI * cutoff) * Math.SQRT1_2;
  const gain = (1 + cos) / 2 / (1 + alpha);
  const a1 = (-2 * cos) / (1 + alpha);
  const a2 = (1 - alpha) / (1 + alpha);
  const state = new Float64Array(4);
  return (samples: Float32Array, from: number, to: number) => {
    let x1 = state[0]!;
    let x2 = state[1]!;
    let y1 = state[2]!;
    let y2 = state[3]!;
    let energy = 0;
    for (let i = from; i < to; i++) {
      const x = samples[i]!;
      const y = gain * (x - 2 * x1 + x2) - a1 * y1 - a2 * y2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      energy += y * y;
    }
    state[0] = x1;
    state[1] = x2;
    state[2] = y1;
    state[3] = y2;
    return energy;
  };
}
