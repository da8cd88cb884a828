import {describe, expect, it} from 'vitest';
import {hasEspeak, silences} from './espeak.ts';
import {clips, languages, withPauses} from './fixtures.ts';
import {measured} from './measure.ts';
import {resampled, type Signal, withNoise} from './signal.ts';
import {correlation, sum} from './statistics.ts';

const found = hasEspeak();
if (!found) console.log('skipped: espeak-ng, install with apt-get install espeak-ng');

/** dB of full scale (root mean square); null for no noise at all. */
const noises = [null, -40, -35] as const;
const conditions = [16_000, 44_100, 48_000].flatMap((rate) =>
  noises.flatMap((level) => [1, 2].map((channels) => ({rate, level, channels}))),
);
const said = ({rate, level, channels}: (typeof conditions)[number]) =>
  `${rate} samples a second, ${level === null ? 'clean' : `noise at ${level} dB`}, ${channels === 1 ? 'mono' : 'stereo'}`;

/** The same voice in each channel, with noise of its own. */
function recorded(signal: Signal, level: number | null, channels: number, seed: number): Signal[] {
  return Array.from({length: channels}, (_, channel) =>
    level === null ? signal : withNoise(signal, level, 100 * seed + channel),
  );
}

/** Made when first asked for, then kept. */
function once<T>(make: (rate: number) => T): (rate: number) => T {
  const made = new Map<number, T>();
  return (rate) => {
    const value = made.get(rate) ?? make(rate);
    made.set(rate, value);
    return value;
  };
}

describe.skipIf(!found)('speech of known syllables and pauses', () => {
  const spoken = once(clips);
  const paused = once(() => languages.map((language) => ({language, signal: withPauses(language)})));
  const spokenAt = once((rate: number) => spoken(0).map((clip) => ({...clip, signal: resampled(clip.signal, rate)})));
  const pausedAt = once((rate: number) => paused(0).map((each) => ({...each, signal: resampled(each.signal, rate)})));

  it('has 231 syllables in English, 264 in Russian, 246 in Kazakh: the voice is the one the tolerances were made with', () => {
    const count = (language: string) =>
      sum(spoken(0).flatMap((clip) => (clip.language === language ? [clip.syllables] : [])));
    expect(languages.map(count)).toEqual([246, 264, 231]);
  });

  it.each(conditions.map((condition) => [said(condition), condition] as const))(
    'is counted: %s',
    (_name, condition) => {
      const {rate, level, channels} = condition;
      const all = spokenAt(rate).map((clip, seed) => ({
        ...clip,
        facts: measured(recorded(clip.signal, level, channels, seed)),
      }));
      const far = all.filter(({syllables, facts}) => Math.abs(facts.syllables / syllables - 1) > 0.12);
      expect(far.map(({name, syllables, facts}) => `${name}: ${facts.syllables}, truly ${syllables}`)).toEqual([]);
      for (const language of languages) {
        const some = all.filter((clip) => clip.language === language);
        const ratio = sum(some.map(({facts}) => facts.syllables)) / sum(some.map(({syllables}) => syllables));
        expect(Math.abs(ratio - 1), `${language}: ${ratio}`).toBeLessThanOrEqual(0.04);
      }
      const r = correlation(
        all.map((clip) => clip.rate),
        all.map(({facts}) => facts.speechRate),
      );
      expect(r).toBeGreaterThanOrEqual(0.93);
      const medians = all.map(({facts}) => facts.pitch?.median ?? 0).sort((a, b) => a - b);
      expect(Math.abs(medians[medians.length >> 1]! / 100 - 1)).toBeLessThanOrEqual(0.03); // the voice's own pitch
    },
  );

  it.each(conditions.map((condition) => [said(condition), condition] as const))(
    'shows its pauses: %s',
    (_name, condition) => {
      const {rate, level, channels} = condition;
      for (const {language, signal} of pausedAt(rate)) {
        const {pauses} = measured(recorded(signal, level, channels, 7));
        const lengths = pauses.map(({length}) => length);
        expect(lengths, language).toHaveLength(silences.length);
        expect(Math.abs(sum(lengths) - sum(silences)), `${language}: ${lengths}`).toBeLessThanOrEqual(0.2);
      }
    },
  );
});
