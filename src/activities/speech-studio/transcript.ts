import type {Language} from '../../training/index.ts';
import type {StudioContent} from './speech-studio.ts';

export type Transcript = NonNullable<StudioContent['words']['transcripts']>[string];

/** A word with the moment it begins, in seconds. */
export interface TimedWord {
  readonly word: string;
  readonly at: number;
  /** Whether a line ends with it, and how long the silence after it is. */
  readonly pause: number;
  readonly last: boolean;
}

export interface TimedTranscript {
  readonly words: readonly TimedWord[];
  readonly seconds: number;
  readonly syllables: number;
  /** Silences of a quarter of a second and more. */
  readonly pauses: readonly {readonly start: number; readonly length: number}[];
}

/** Syllables a second while sounding, where the author says nothing: the middle of what guidance calls usual, less the pauses. */
export const usualPace: Readonly<Record<Language, number>> = {en: 4.3, ru: 5.4, kk: 5.4};
/** The breath between two lines. */
const breath = 0.35;

/** The words of a sample speech with their times: syllables are counted, pauses are the author's (or a breath). */
export function timed({lines}: Transcript, language: Language): TimedTranscript {
  const words: TimedWord[] = [];
  const pauses: {start: number; length: number}[] = [];
  let at = 0;
  let syllables = 0;
  lines.forEach(({say, pause = breath, pace = usualPace[language]}, index) => {
    const said = say.split(/\s+/).filter(Boolean);
    const silence = index === lines.length - 1 ? 0 : pause;
    said.forEach((word, place) => {
      const count = syllablesIn(word, language);
      words.push({word, at, pause: place === said.length - 1 ? silence : 0, last: place === said.length - 1});
      syllables += count;
      at += Math.max(1, count) / pace;
    });
    if (silence >= 0.25) pauses.push({start: at, length: silence});
    at += silence;
  });
  return {words, seconds: at, syllables, pauses};
}

/** Vowels are syllables in Kazakh and Russian; in English groups of them, less a silent e. A number in digits counts by its length. */
export function syllablesIn(word: string, language: Language): number {
  const digits = word.replace(/\D/g, '').length * 2;
  const letters = word.toLowerCase();
  if (language !== 'en') return digits + (letters.match(/[аәеёиоөуұүыіэюя]/g)?.length ?? 0);
  const groups = letters
    .replace(/[^a-z]/g, '')
    .replace(/(?<![aeiouy])e(?=s?$)|(?<=[^td])ed$/, (end) => (end === 'ed' ? 'd' : ''));
  const count = groups.match(/[aeiouy]+/g)?.length ?? 0;
  return digits + Math.max(count, /[a-z]/.test(letters) ? 1 : 0);
}
