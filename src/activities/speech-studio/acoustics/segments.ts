import {type Frames, perPitch} from './frames.ts';

/** Where somebody speaks: frames from `from` up to `to`. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

export interface Segments {
  /** Level of each frame in dB of full scale, smoothed over a syllable's edge. */
  readonly level: Float32Array;
  readonly stretches: readonly Stretch[];
  /** Medians over the recording of the noise floor and of the level that counted as speech, in dB. */
  readonly noise: number;
  readonly speech: number;
}

/** What tells speech from silence; seconds and dB. */
export const segmenting = {
  /** Speech is at most this much below the loudest there (de Jong & Wempe 2009) … */
  below: 25,
  /** … and stands out of the noise by at least this. */
  margin: 4,
  /** The floor and the loudest are looked for this far to both sides: a fan goes on, somebody walks away. */
  around: 10,
  /** Share of the frames there that are surely noise, if not of the quietest speech. */
  quietest: 0.04,
  /** A shorter silence is the closing of a consonant; about a quarter second parts hesitating from speaking (Goldman-Eisler). */
  pause: 0.25,
  /** A shorter sound is a click. */
  sound: 0.06,
  /** With less voice in it, a stretch between two pauses is a cough, a chair, a page. */
  voice: 0.04,
};
/** Microphones and coders of silence are no quieter than this, in dB of full scale. */
const quiet = -75;

/** Parts speech from silence by a threshold that follows the noise; a stretch without voice in it is no speech. */
export function segment({power, clarity, step}: Frames): Segments {
  const level = levels(smooth(power, 0.014 / step));
  const {floor, loudest} = surroundings(level, step);
  const top = percentile(histogram(level, 0, level.length), 0.99);
  const thresholds = floor.map((noise, second) =>
    Math.max(Math.max(loudest[second]!, top - 15) - segmenting.below, noise + segmenting.margin, quiet),
  );
  const sounding = (frame: number) => level[frame]! > thresholds[Math.floor(frame * step)]!;

  const stretches: {from: number; to: number}[] = [];
  const shortestPause = Math.round(segmenting.pause / step);
  const shortestSound = Math.round(segmenting.sound / step);
  for (let frame = 0; frame < level.length; frame++) {
    if (!sounding(frame)) continue;
    const from = frame;
    while (frame < level.length && sounding(frame)) frame++;
    if (frame - from < shortestSound) continue;
    const last = stretches[stretches.length - 1];
    if (last && from - last.to < shortestPause) last.to = frame;
    else stretches.push({from, to: frame});
  }
  return {
    level,
    stretches: stretches.filter(({from, to}) => {
      const clear = clarity
        .subarray(Math.floor(from / perPitch), Math.ceil(to / perPitch))
        .filter((each) => each >= sure);
      return clear.length * perPitch * step >= segmenting.voice;
    }),
    noise: median(floor),
    speech: median(thresholds),
  };
}

/** From this clarity on a frame is surely voice, with that pitch. */
export const sure = 0.7;

/** For each second: the noise floor and the loudest around it, in dB. */
function surroundings(level: Float32Array, step: number) {
  const seconds = Math.max(1, Math.ceil(level.length * step));
  const each = Array.from({length: seconds}, (_, second) =>
    histogram(level, Math.ceil(second / step), Math.ceil((second + 1) / step)),
  );
  const around = each.map((_, second) => {
    const sum = new Float64Array(bins);
    for (const one of each.slice(Math.max(0, second - segmenting.around), second + segmenting.around + 1))
      for (let bin = 0; bin < bins; bin++) sum[bin]! += one[bin]!;
    return sum;
  });
  return {
    floor: around.map((bins) => percentile(bins, segmenting.quietest)),
    loudest: around.map((bins) => percentile(bins, 0.99)),
  };
}

const bins = 201; // of half a dB, from −100 to 0

function histogram(level: Float32Array, from: number, to: number): Float64Array {
  const counts = new Float64Array(bins);
  for (let frame = from; frame < Math.min(to, level.length); frame++)
    counts[Math.max(0, Math.min(bins - 1, Math.round(2 * (level[frame]! + 100))))]!++;
  return counts;
}

function percentile(counts: Float64Array, share: number): number {
  let left = share * counts.reduce((sum, count) => sum + count, 0);
  const bin = counts.findIndex((count) => (left -= count) < 0);
  return (bin < 0 ? bins - 1 : bin) / 2 - 100;
}

/** dB of full scale, never below −100. */
export const levels = (power: Float32Array) => power.map((each) => 10 * Math.log10(each + 1e-10));

/** Weighted mean over the neighbours, by a normal curve of that many frames' deviation. */
export function smooth(values: Float32Array, deviation: number): Float32Array {
  const reach = Math.ceil(3 * deviation);
  const weights = Float32Array.from({length: reach + 1}, (_, k) => Math.exp(-((k / deviation) ** 2) / 2));
  const sum = weights.reduce((all, weight, k) => all + (k === 0 ? weight : 2 * weight), 0);
  return values.map((value, at) => {
    let mean = weights[0]! * value;
    for (let k = 1; k <= reach; k++) mean += weights[k]! * ((values[at - k] ?? 0) + (values[at + k] ?? 0));
    return mean / sum;
  });
}

export function median(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
