import {afterAll, describe, expect, it} from 'vitest';
import type {Language} from '../../src/training/index.ts';
import {hasEspeak, silences} from './espeak.ts';
import {type Clip, clips, languages, withPauses} from './fixtures.ts';
import {measured} from './measure.ts';
import {hasPraat, praat} from './praat.ts';
import {resampled, type Signal, withNoise} from './signal.ts';
import {correlation, mean, sum} from './statistics.ts';

const missing = [...(hasEspeak() ? [] : ['espeak-ng']), ...(hasPraat() ? [] : ['praat'])];
for (const tool of missing) console.log(`skipped: ${tool}, install with apt-get install ${tool}`);

/** What either made of a signal. */
interface Found {
  readonly syllables: number;
  readonly pauses: number;
  readonly pauseSeconds: number;
  readonly median: number;
  readonly semitones: number;
  /** Syllables a second from its first sound to its last. */
  readonly rate: number;
}

const byUs = (signals: readonly Signal[]): Found[] =>
  signals.map((signal) => {
    const {syllables, pauses, pitch, speechRate} = measured([signal]);
    return {
      syllables,
      pauses: pauses.length,
      pauseSeconds: sum(pauses.map(({length}) => length)),
      median: pitch?.median ?? 0,
      semitones: pitch?.semitones ?? 0,
      rate: speechRate,
    };
  });
const byPraat = (signals: readonly Signal[]): Found[] =>
  praat(signals).map((facts) => ({...facts, rate: facts.syllables / facts.seconds}));

/** How far the counts are from the truth, over clips. */
function errors(clips: readonly Clip[], found: readonly Found[]) {
  return {
    ratio: sum(found.map(({syllables}) => syllables)) / sum(clips.map(({syllables}) => syllables)),
    error: 100 * mean(clips.map(({syllables}, at) => Math.abs(found[at]!.syllables / syllables - 1))),
    far: clips.filter(({syllables}, at) => Math.abs(found[at]!.syllables / syllables - 1) > 0.12).length,
    r: correlation(
      clips.map(({rate}) => rate),
      found.map(({rate}) => rate),
    ),
  };
}

const rows: string[] = [];

describe.skipIf(missing.length > 0)('beside Praat, on the same files in one run, we', () => {
  const rate = 44_100;
  const spoken = missing.length > 0 ? [] : clips().map((clip) => ({...clip, signal: resampled(clip.signal, rate)}));
  const paused = missing.length > 0 ? [] : languages.map((language) => resampled(withPauses(language), rate));
  afterAll(() => console.log(['', ...rows, ''].join('\n')));

  it.each([
    ['clean', null],
    ['noise −40 dB', -40],
    ['noise −35 dB', -35],
  ] as const)('count no worse where it is clean, and better where it is not: %s', (name, level) => {
    const heard = (signal: Signal, seed: number) => (level === null ? signal : withNoise(signal, level, seed));
    const signals = [...spoken.map(({signal}) => signal), ...paused].map(heard);
    const [ours, theirs] = [byUs(signals), byPraat(signals)];
    const of = (language: Language | null) => {
      const some = spoken.filter((clip) => language === null || clip.language === language);
      const pick = (all: readonly Found[]) => all.filter((_, at) => spoken[at] && some.includes(spoken[at]));
      return [errors(some, pick(ours)), errors(some, pick(theirs))] as const;
    };
    for (const [at, language] of languages.entries()) {
      const [our, their] = of(language);
      const pause = (all: readonly Found[]) => all[spoken.length + at]!;
      const cells = [our, their].map(({ratio, error, far, r}) => [
        ratio.toFixed(3),
        error.toFixed(1),
        far,
        r.toFixed(3),
      ]);
      const pauses = [pause(ours), pause(theirs)].map(
        ({pauses, pauseSeconds}) => `${pauses}: ${pauseSeconds.toFixed(2)}`,
      );
      rows.push(`| ${name} | ${language} | ${[...cells[0]!, pauses[0], ...cells[1]!, pauses[1]].join(' | ')} |`);
      expect(pause(ours).pauses).toBe(silences.length);
    }
    const [our, their] = of(null);
    rows.push(
      `| ${name} | all | ${[our, their].map(({ratio, error, far, r}) => `${ratio.toFixed(3)} | ${error.toFixed(1)} | ${far} | ${r.toFixed(3)} |`).join(' | ')} |`,
    );
    expect(our.error).toBeLessThan(their.error);
    expect(our.r).toBeGreaterThan(their.r);
    expect(Math.abs(our.ratio - 1)).toBeLessThanOrEqual(0.04);

    // Pitch: Praat's is the one that the literature uses.
    const off = spoken.map((_, at) => 100 * Math.abs(ours[at]!.median / theirs[at]!.median - 1));
    const moved = spoken.map((_, at) => ours[at]!.semitones - theirs[at]!.semitones);
    rows.push(
      `| ${name} | pitch | median ${mean(off).toFixed(1)} % apart, at most ${Math.max(...off).toFixed(1)} %; deviation ${mean(moved).toFixed(2)} semitones apart, at most ${Math.max(...moved.map(Math.abs)).toFixed(2)} |`,
    );
    expect(mean(off)).toBeLessThan(3);
  });
});
