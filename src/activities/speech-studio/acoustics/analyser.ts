import {decimator} from './decimate.ts';
import {limits as common, type Limits, type Loudness, type Pitch, type SpeechFacts, type Strip} from './facts.ts';
import {type Frames, framer, perPitch} from './frames.ts';
import {median, type Segments, type Stretch, segment, segmenting, sure} from './segments.ts';
import {counting, nuclei} from './syllables.ts';

/** Takes a recording piece by piece and keeps numbers of it, not the sound: ten minutes need a few megabytes. */
export interface Analyser {
  /** One array a channel, all of one length, in −1…1; of any length. They are only read. */
  push(chunk: readonly Float32Array[]): void;
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
  const mono = new Float32Array(8192);
  const atLimit = Array.from({length: channels}, () => 0);
  let samples = 0;
  let clipped = 0;

  return {
    push(chunk) {
      const length = chunk[0]?.length ?? 0;
      samples += length;
      clipped += sum(chunk.map((channel, index) => countClipped(channel, index, atLimit)));
      const [only] = chunk;
      if (only && channels === 1) return stream.push(only, length);
      for (let from = 0; from < length; from += mono.length) {
        const to = Math.min(length, from + mono.length);
        mono.fill(0);
        for (const channel of chunk) addTo(mono, channel, from, to, 1 / channels);
        stream.push(mono, to - from);
      }
    },
    finish() {
      stream.end();
      return factsOf(frames.end(), samples / sampleRate, clipped / Math.max(1, samples * channels), limits);
    },
  };
}

/** Three samples and more in a row at the limit: one or two are a loud peak that just fitted. */
function countClipped(samples: Float32Array, index: number, runs: number[]): number {
  let run = runs[index] ?? 0;
  let count = 0;
  for (let i = 0; i < samples.length; i++) {
    const sample = samples[i]!;
    if (sample < 0.999 && sample > -0.999) run = 0;
    else if (++run >= 3) count += run === 3 ? 3 : 1;
  }
  runs[index] = run;
  return count;
}

function addTo(sum: Float32Array, samples: Float32Array, from: number, to: number, gain: number) {
  for (let i = from; i < to; i++) sum[i - from]! += gain * samples[i]!;
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
