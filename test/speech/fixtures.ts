import type {Language} from '../../src/training/index.ts';
import {phrases, sentences, silences, speeds, spoken, syllablesOf} from './espeak.ts';
import {joined, type Signal, silence, trimmed} from './signal.ts';

/** A sentence as spoken by a machine, and what is true of it. */
export interface Clip {
  readonly language: Language;
  readonly name: string;
  readonly signal: Signal;
  readonly syllables: number;
  /** Syllables a second between its first and its last sound. */
  readonly rate: number;
}

export const languages = ['kk', 'ru', 'en'] as const;

/** The 15 sentences at three speeds (DOMAIN 3.3). */
export const clips = (): Clip[] =>
  languages.flatMap((language) =>
    sentences[language].flatMap((sentence, at) => {
      const syllables = syllablesOf(sentence, language);
      return speeds.map((speed) => {
        const signal = spoken(sentence, language, speed);
        const seconds = trimmed(signal).samples.length / signal.rate;
        return {language, name: `${language} ${at + 1} at ${speed}`, signal, syllables, rate: syllables / seconds};
      });
    }),
  );

/** Four phrases with silences of 0.4, 0.8 and 1.5 s between them (DOMAIN 10). */
export function withPauses(language: Language): Signal {
  const parts = phrases[language].map((phrase) => trimmed(spoken(phrase, language, 150)));
  return joined(parts.flatMap((part, at) => (at < 3 ? [part, silence(part.rate, silences[at]!)] : [part])));
}
