import type {Language} from '../../training/index.ts';
import type {Problem} from '../activity.ts';
import type {Words} from './role-play.ts';

/**
 * How hard the words of a conversation are to read, by language: from so many words on a text is measured, because fewer say
 * little; and 19 of 20 texts of our five reviewed scenes are at most so hard. Provisional: our own texts, no norm. They differ
 * because Kazakh and Russian say with an ending what English says with a word of its own.
 */
const bands: Readonly<Record<Language, {readonly words: number; readonly usual: number}>> = {
  kk: {words: 12, usual: 55},
  ru: {words: 15, usual: 50},
  en: {words: 15, usual: 30},
};
/** How far above what is usual a text is worth another look: none of those scenes has one. */
const far = 20;
const longWord = 7;

/** Words in a text, and its LIX (Björnsson 1968): words a sentence, and of a hundred words how many have seven letters or more. */
export function readingOf(text: string): {readonly words: number; readonly index: number} {
  const words = wordsIn(text);
  if (words.length === 0) return {words: 0, index: 0};
  const sentences = text.split(/[.!?…]+(?=[\s\p{P}]|$)/u).filter((part) => wordsIn(part).length > 0);
  const long = words.filter((word) => word.length >= longWord).length;
  return {words: words.length, index: Math.round(words.length / sentences.length + (100 * long) / words.length)};
}
const wordsIn = (text: string): readonly string[] => text.match(/[\p{L}\p{M}]+(?:['’-][\p{L}\p{M}]+)*/gu) ?? [];

/** Texts far harder to read than people talk; no mistake, because a hard word is now and then the right one. */
export function hardTexts({intro, scenes}: Words, language: Language): readonly Problem[] {
  const {words: enough, usual} = bands[language];
  const hard = (text: string | undefined, path: Problem['path']): readonly Problem[] => {
    const {words, index} = readingOf(text ?? '');
    if (words < enough || index <= usual + far) return [];
    return [
      {
        in: 'words',
        path,
        found: `a text that reads hard: ${index}, where up to ${usual} is usual in ${language}`,
        wanted: 'shorter sentences or plainer words, if they say as much',
      },
    ];
  };
  return [
    ...intro.flatMap((text, at) => hard(text, ['intro', at])),
    ...Object.entries(scenes).flatMap(([name, words]) => [
      ...hard(words.says, ['scenes', name, 'says']),
      ...hard(words.afterwards, ['scenes', name, 'afterwards']),
      ...(['choices', 'replies', 'notes'] as const).flatMap((kind) =>
        Object.entries(words[kind] ?? {}).flatMap(([id, text]) => hard(text, ['scenes', name, kind, id])),
      ),
    ]),
  ];
}
