import {innerRate, type Take} from './decimate.ts';
import {pitchFinder, type Voicing} from './pitch.ts';

/** The recording as numbers every few milliseconds: all that is kept of it, some five megabytes for ten minutes. */
export interface Frames {
  /** Seconds from one frame to the next. */
  readonly step: number;
  /** Mean power of each frame between 100 Hz and 4 kHz: how loud it is. */
  readonly power: Float32Array;
  /** The same from 300 Hz on: nasals and voiced consonants are weak there, vowels strong. */
  readonly vowel: Float32Array;
  /** Hz, 0 for none: of every second frame and the one after it. */
  readonly pitch: Float32Array;
  /** 0–1, of the same frames. */
  readonly clarity: Float32Array;
}

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
  let at = reach + hop; // where the next two frames meet
  let heard = 0;

  const run = () => {
    for (; at + reach < filled; at += 2 * hop) {
      for (const from of [at - hop, at]) {
        let all = 0;
        let voice = 0;
        for (let i = from; i < from + hop; i++) {
          const sample = rumble(held[i]!);
          const vowels = consonants(held[i]!);
          all += sample * sample;
          voice += vowels * vowels;
        }
        power.add(all / hop);
        vowel.add(voice / hop);
      }
      find(held, at, voicing);
      pitch.add(voicing.pitch);
      clarity.add(voicing.clarity);
    }
    const kept = at - reach;
    held.copyWithin(0, kept, filled);
    filled -= kept;
    at -= kept;
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
      const pairs = Math.floor(heard / (2 * hop));
      const rest = reach + 2 * hop;
      push(new Float32Array(rest), rest);
      return {
        step: hop / rate,
        power: power.first(2 * pairs),
        vowel: vowel.first(2 * pairs),
        pitch: pitch.first(pairs),
        clarity: clarity.first(pairs),
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

/** Second-order Butterworth high pass; `cutoff` as a share of the rate. */
function highPass(cutoff: number) {
  const cos = Math.cos(2 * Math.PI * cutoff);
  const alpha = Math.sin(2 * Math.PI * cutoff) * Math.SQRT1_2;
  const gain = (1 + cos) / 2 / (1 + alpha);
  const a1 = (-2 * cos) / (1 + alpha);
  const a2 = (1 - alpha) / (1 + alpha);
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return (x: number) => {
    const y = gain * (x - 2 * x1 + x2) - a1 * y1 - a2 * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    return (y1 = y);
  };
}
