/** What a stage of the stream hands on; the array is its own and is used again, so take what you need of it. */
export type Take = (samples: Float32Array, length: number) => void;

/** All that syllables, pauses and pitch need lies below this; hiss and most of white noise above. In Hz. */
const band = 4000;

/** The rate everything is measured at: the lowest integer part of the recording's that holds the band, 8 to 16 kHz. */
export const innerRate = (sampleRate: number) => sampleRate / factorOf(sampleRate);
const factorOf = (sampleRate: number) => Math.max(1, Math.floor(sampleRate / (2 * band)));

/**
 * Lowers the sample rate of a mono stream to `innerRate`, with a windowed sinc (Hann, eight zero crossings) against
 * aliases. Sample 0 out stands over sample 0 in; `end` brings the last ones.
 */
export function decimator(sampleRate: number, take: Take) {
  const factor = factorOf(sampleRate);
  const half = 4 * Math.max(factor, Math.round(sampleRate / (2 * band)));
  const taps = lowPass(half, band / sampleRate);
  // Doubles, also what comes in: singles would be converted at each of the many times that each is multiplied.
  const held = new Float64Array(8192 * factor + 2 * half);
  const out = new Float32Array(Math.ceil(held.length / factor));
  let filled = half; // as if silence came before
  let at = half; // centre of the next sample out

  const run = () => {
    let made = 0;
    let centre = at;
    for (; centre + half < filled; centre += factor) out[made++] = weighted(held, centre, taps);
    if (made > 0) take(out, made);
    const kept = Math.min(centre - half, filled);
    held.copyWithin(0, kept, filled);
    filled -= kept;
    at = centre - kept;
  };
  const push = (samples: Float64Array, length: number) => {
    for (let from = 0; from < length; ) {
      const some = Math.min(length - from, held.length - filled);
      held.set(samples.subarray(from, from + some), filled);
      filled += some;
      from += some;
      run();
    }
  };
  return {
    push,
    end: () => push(new Float64Array(half), half),
  };
}

function weighted(samples: Float64Array, centre: number, taps: Float64Array): number {
  let even = taps[0]! * samples[centre]!;
  let odd = 0; // two sums: one alone would wait for each addition
  for (let k = 1; k < taps.length; k += 2) {
    odd += taps[k]! * (samples[centre - k]! + samples[centre + k]!);
    even += taps[k + 1]! * (samples[centre - k - 1]! + samples[centre + k + 1]!);
  }
  return even + odd;
}

/** One side of a symmetric low pass, its middle first; `cutoff` as a share of the sample rate. */
function lowPass(half: number, cutoff: number): Float64Array {
  const taps = Float32Array.from({length: half + 1}, (_, k) => {
    const sinc = k === 0 ? 2 * cutoff : Math.sin(2 * Math.PI * cutoff * k) / (Math.PI * k);
    return sinc * (0.5 + 0.5 * Math.cos((Math.PI * k) / (half + 1)));
  });
  const sum = taps.reduce((all, tap, k) => all + (k === 0 ? tap : 2 * tap), 0);
  return Float64Array.from(taps.map((tap) => tap / sum));
}
