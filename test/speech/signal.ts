import type {Sound} from '../../src/activities/speech-studio/acoustics/sound.ts';
import {wavHeader, wavSamples} from '../../src/activities/speech-studio/acoustics/wav.ts';
import {seeded} from '../seeded.ts';

/** A mono signal, as the fixtures make it. */
export interface Signal {
  readonly rate: number;
  readonly samples: Float32Array;
}

/** White noise of a level in dB of full scale (root mean square). */
export function noise(length: number, level: number, seed: number): Float32Array {
  const random = seeded(seed);
  const deviation = 10 ** (level / 20);
  return Float32Array.from({length}, () => {
    const radius = Math.sqrt(-2 * Math.log(1 - random()));
    return deviation * radius * Math.cos(2 * Math.PI * random());
  });
}

export function withNoise({rate, samples}: Signal, level: number, seed: number): Signal {
  const hiss = noise(samples.length, level, seed);
  return {rate, samples: samples.map((sample, at) => sample + hiss[at]!)};
}

/** A signal of the time in seconds. */
export function signal(rate: number, seconds: number, at: (time: number) => number): Signal {
  return {rate, samples: Float32Array.from({length: Math.round(rate * seconds)}, (_, i) => at(i / rate))};
}

export const silence = (rate: number, seconds: number) => signal(rate, seconds, () => 0);

export function joined(parts: readonly Signal[]): Signal {
  const {rate} = parts[0]!;
  const samples = new Float32Array(parts.reduce((length, part) => length + part.samples.length, 0));
  let at = 0;
  for (const part of parts) {
    samples.set(part.samples, at);
    at += part.samples.length;
  }
  return {rate, samples};
}

/** Without the silence at both ends: what is quieter than −50 dB of full scale. */
export function trimmed({rate, samples}: Signal): Signal {
  const loud = (sample: number) => Math.abs(sample) > 0.003;
  return {rate, samples: samples.subarray(samples.findIndex(loud), samples.findLastIndex(loud) + 1)};
}

/** At another rate, by a sinc of 16 zero crossings under a Hann window. */
export function resampled({rate, samples}: Signal, to: number): Signal {
  if (rate === to) return {rate, samples};
  const step = rate / to;
  const cutoff = Math.min(1, to / rate);
  const reach = 8 / cutoff;
  const out = new Float32Array(Math.floor(samples.length / step));
  for (let i = 0; i < out.length; i++) {
    const centre = i * step;
    let sum = 0;
    for (let k = Math.max(0, Math.ceil(centre - reach)); k <= Math.min(samples.length - 1, centre + reach); k++) {
      const x = k - centre;
      const sinc = x === 0 ? cutoff : Math.sin(Math.PI * cutoff * x) / (Math.PI * x);
      sum += samples[k]! * sinc * (0.5 + 0.5 * Math.cos((Math.PI * x) / reach));
    }
    out[i] = sum;
  }
  return {rate: to, samples: out};
}

/** As a WAV file of 16 bits. */
export function wavOf({rate, samples}: Signal, channels = 1): Uint8Array {
  const header = wavHeader(rate, channels, samples.length);
  const sound = wavSamples(Array.from({length: channels}, () => samples));
  const file = new Uint8Array(header.length + sound.length);
  file.set(header);
  file.set(sound, header.length);
  return file;
}

/** All samples of a sound in −1…1, a list a channel. */
export async function samplesOf({channels, chunks}: Sound): Promise<number[][]> {
  const lists: number[][] = Array.from({length: channels}, () => []);
  for await (const chunk of chunks()) {
    if (chunk instanceof Int16Array) chunk.forEach((sample, at) => void lists[at % channels]!.push(sample / 0x8000));
    else for (const [at, channel] of chunk.entries()) for (const sample of channel) lists[at]!.push(sample);
  }
  return lists;
}
