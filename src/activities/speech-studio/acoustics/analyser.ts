import {decimator} from './decimate.ts';
import {limits as common, type Limits, type Loudness, type Pitch, type SpeechFacts, type Strip} from './facts.ts';
import {type Frames, framer, perPitch} from './frames.ts';
import {median, type Segments, type Stretch, segment, segmenting, sure} from './segments.ts';
import {type Chunk, lengthOf} from './sound.ts';
import {counting, nuclei} from './syllables.ts';

/** Takes a recording piece by piece and keeps numbers of it, not the sound: ten minutes need a few megabytes. */
export interface Analyser {
  /** Any length of all channels; it is only read. */
  push(chunk: Chunk): void;
  /** Once, at the end. */
  finish(): SpeechFacts;
}

/** Raised when the same sound would give other numbers. */
const method = 1;

/**
 * Measures speech (R-43, DOMAIN 3): pauses, syllables, pitch, loudness. Pure numbers, no browser, the same for any cut into chunks.
 * @throws RangeError for a sample rate below 8 kHz or above 384 kHz, or no channel
 */
export function analyser(sampleRate: number, channels: number, limits: Limits = common): Analyser {
  if (!(sampleRate >= 8000 && sampleRate <= 384_000))
    throw new RangeError(`Speech can be measured at 8,000 to 384,000 samples a second, not at ${sampleRate}.`);
  if (!(channels >= 1))
    throw new RangeError(`Speech of ${channels} channels can't be measured: it needs at least one.`);
  const frames = framer(sampleRate);
  const stream = decimator(sampleRate, frames.push);
  const mono = new Float64Array(8192);
  const share = 1 / channels;
  const heard: Channel[] = Array.from({length: channels}, () => ({limit: 0.999 * share, run: 0, clipped: 0}));
  let samples = 0;

  return {
    push(chunk) {
      const length = lengthOf(chunk, channels);
      samples += length;
      for (let from = 0; from < length; from += mono.length) {
        const part = mono.subarray(0, Math.min(mono.length, length - from));
        part.fill(0);
        heard.forEach((channel, at) => {
          if (chunk instanceof Int16Array) mix(part, chunk, from * channels + at, channels, share / 0x8000, channel);
          else mix(part, chunk[at]!, from, 1, share, channel);
        });
        stream.push(part, part.length);
      }
    },
    finish() {
      stream.end();
      const clipped = sum(heard.map((channel) => channel.clipped)) / Math.max(1, samples * channels);
      return factsOf(frames.end(), samples / sampleRate, clipped, limits);
    },
  };
}

/** What is remembered of a channel: how many samples in a row stood at its limit in the end, and how many were clipped. */
interface Channel {
  readonly limit: number;
  run: number;
  clipped: number;
}

/**
 * Adds a part of a channel to the sum of all and counts what is clipped in the same walk over it: three samples and more in a row at
 * the limit, for one or two are a loud peak that just fitted.
 * @param step from one sample of the channel to its next
 * @param gain makes the samples the channel's share of the sum
 */
function mix(
  sum: Float64Array,
  samples: Float32Array | Int16Array,
  from: number,
  step: number,
  gain: number,
  channel: Channel,
) {
  const {limit} = channel;
  let {run, clipped} = channel;
  for (let i = 0, at = from; i < sum.length; i++, at += step) {
    const sample = gain * samples[at]!;
    sum[i]! += sample;
    if (sample < limit && sample > -limit) run = 0;
    else if (++run >= 3) clipped += run === 3 ? 3 : 1;
  }
  channel.run = run;
  channel.clipped = clipped;
}

function factsOf(frames: Frames, seconds: number, clipped: number, limits: Limits): SpeechFacts {
  const {step} = frames;
  const segments = segment(frames);
  const {stretches, noise, speech} = segments;
  const snr = signalToNoise(frames, segments);
  const heard = {
    seconds,
    snr,
    clipped,
    strip: stripOf(segments, step),
    thresholds: {method, noise, speech, pause: segmenting.pause, dip: counting.dip},
  };
  if (snr === null) return {...heard, refusal: 'silent'};
  if (seconds < limits.seconds) return {...heard, refusal: 'too-short'};
  if (snr < limits.snr) return {...heard, refusal: 'too-noisy'};

  const syllables = nuclei(frames, stretches).length;
  const speechSeconds = sum(stretches.map(({from, to}) => to - from)) * step;
  const wholeSeconds = (stretches[stretches.length - 1]!.to - stretches[0]!.from) * step;
  return {
    ...heard,
    refusal: null,
    pauses: stretches.slice(1).map(({from}, before) => {
      const start = stretches[before]!.to;
      return {start: start * step, length: (from - start) * step};
    }),
    speechSeconds,
    syllables,
    speechRate: syllables / wholeSeconds,
    articulationRate: syllables / speechSeconds,
    pitch: pitchOf(frames, stretches),
    loudness: loudnessOf(frames, stretches),
  };
}

/** Power of the speech over power of the rest, in dB; null without speech. */
function signalToNoise({power, step}: Frames, {stretches, noise}: Segments): number | null {
  if (stretches.length === 0) return null;
  const guard = Math.round(0.05 / step); // sounds fade in and out
  let voice = 0;
  let frames = 0;
  let rest = 0;
  let restFrames = 0;
  let from = 0;
  for (const stretch of [...stretches, {from: power.length, to: power.length}]) {
    for (let frame = from; frame < stretch.from - guard; frame++, restFrames++) rest += power[frame]!;
    for (let frame = stretch.from; frame < stretch.to; frame++, frames++) voice += power[frame]!;
    from = stretch.to + guard;
  }
  const noisePower = restFrames * step >= 0.3 ? rest / restFrames : 10 ** (noise / 10);
  const voicePower = voice / frames;
  return 10 * Math.log10(Math.max(voicePower - noisePower, 1e-10) / Math.max(noisePower, 1e-10));
}

/** Median and movement of the pitch; octave errors lie outside the quartiles' surroundings (De Looze & Hirst 2008). */
function pitchOf({pitch, clarity}: Frames, stretches: readonly Stretch[]): Pitch | null {
  const all: number[] = [];
  for (const {from, to} of stretches)
    for (let at = Math.ceil(from / perPitch); at < Math.floor(to / perPitch); at++)
      if (clarity[at]! >= sure) all.push(pitch[at]!);
  all.sort((a, b) => a - b);
  const low = 0.75 * (all[all.length >> 2] ?? 0);
  const high = 2 * (all[(3 * all.length) >> 2] ?? 0);
  const kept = all.filter((hertz) => hertz >= low && hertz <= high);
  if (kept.length < 25) return null; // half a second
  const middle = median(kept);
  const semitones = kept.map((hertz) => 12 * Math.log2(hertz / middle));
  return {median: middle, semitones: deviation(semitones)};
}

function loudnessOf({power, step}: Frames, stretches: readonly Stretch[]): Loudness {
  const level = (from: number, to: number) => 10 * Math.log10(meanOf(power, from, to) + 1e-10);
  const phrases = stretches.filter(({from, to}) => (to - from) * step >= 0.4).map(({from, to}) => level(from, to));
  const [first, last] = thirds(power, stretches);
  const end = Math.round(0.5 / step);
  const ends = stretches
    .filter(({from, to}) => to - from >= 2 * end)
    .map(({from, to}) => level(to - end, to) - level(from, to));
  return {
    steadiness: phrases.length > 1 ? deviation(phrases) : 0,
    drift: 10 * Math.log10((last + 1e-10) / (first + 1e-10)),
    fading: ends.length > 0 ? sum(ends) / ends.length : 0,
  };
}

/** Mean power of the first and of the last third of the speech. */
function thirds(power: Float32Array, stretches: readonly Stretch[]): [number, number] {
  const third = Math.max(1, Math.floor(sum(stretches.map(({from, to}) => to - from)) / 3));
  const over = (frames: Iterable<number>) => {
    let all = 0;
    let count = 0;
    for (const frame of frames) {
      if (count++ === third) break;
      all += power[frame]!;
    }
    return all / third;
  };
  function* forwards() {
    for (const {from, to} of stretches) for (let frame = from; frame < to; frame++) yield frame;
  }
  function* backwards() {
    for (const {from, to} of [...stretches].reverse()) for (let frame = to - 1; frame >= from; frame--) yield frame;
  }
  return [over(forwards()), over(backwards())];
}

/** Ten values a second. */
function stripOf({level, noise}: Segments, step: number): Strip {
  const wide = Math.max(1, Math.round(0.1 / step));
  const columns = Math.ceil(level.length / wide);
  const top = level.reduce((highest, each) => Math.max(highest, each), -100);
  const bottom = Math.max(noise, top - 50);
  const levels = Uint8Array.from({length: columns}, (_, column) => {
    let highest = -100;
    for (const each of level.subarray(column * wide, (column + 1) * wide)) highest = Math.max(highest, each);
    return top > bottom ? Math.max(0, Math.round((100 * (highest - bottom)) / (top - bottom))) : 0;
  });
  return {step: wide * step, levels};
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

function meanOf(values: Float32Array, from: number, to: number): number {
  let all = 0;
  for (let at = from; at < to; at++) all += values[at]!;
  return all / Math.max(1, to - from);
}

/** Sample standard deviation. */
function deviation(values: readonly number[]): number {
  const mean = sum(values) / values.length;
  return Math.sqrt(sum(values.map((value) => (value - mean) ** 2)) / Math.max(1, values.length - 1));
}
