import type {Language} from '../src/training/index.ts';
import {type Mistake, placeAt, quoted} from './mistakes.ts';
import type {Path, Text} from './yaml-file.ts';

/** What no learner should read: letters no font has, look-alike letters of another alphabet, words of medicine. */
export function textMistakes(
  {file, source}: {readonly file: string; readonly source: string},
  texts: readonly Text[],
  languageOf: (path: Path) => Language | null,
): readonly Mistake[] {
  return texts.flatMap(({path, text, from, to}) =>
    textFaults(text, languageOf(path)).map(({word, index, found, wanted}) => {
      const at = nthIndex(source, word, from, text.slice(0, index).split(word).length - 1);
      return {file, ...placeAt(source, at >= from && at < to ? at : from), found, wanted};
    }),
  );
}

/** A fault in a text, and the word or character it is about. */
interface TextFault {
  readonly word: string;
  readonly index: number;
  readonly found: string;
  readonly wanted: string;
}

/** The faults of one text. The language is null where none is known: then no word is banned. */
export function textFaults(text: string, language: Language | null): readonly TextFault[] {
  const mixed = mixedWords(text, language);
  const strange = strangeCharacters(text).filter(
    ({index}) => !mixed.some((fault) => index >= fault.index && index < fault.index + fault.word.length),
  );
  return [...mixed, ...strange, ...bannedWords(text, language)];
}

function nthIndex(source: string, word: string, from: number, nth: number): number {
  let at = source.indexOf(word, from);
  for (let n = 0; n < nth && at >= 0; n++) at = source.indexOf(word, at + word.length);
  return at;
}

/** Letters that look the same in both alphabets, Latin first; the last two are what some type for ә and ө. */
const lookAlikes: readonly (readonly [latin: string, cyrillic: string])[] = [
  ...[...'AaBCcEeHhIiKkMOoPpTXxYy'].map((latin, at) => [latin, [...'АаВСсЕеНһІіКкМОоРрТХхУу'][at]!] as const),
  ['ə', 'ә'],
  ['Ə', 'Ә'],
  ['ɵ', 'ө'],
  ['Ɵ', 'Ө'],
];
const toCyrillic = new Map(lookAlikes);
const toLatin = new Map(lookAlikes.map(([latin, cyrillic]) => [cyrillic, latin]));

/** Words with letters of two alphabets: they look right, but no search finds them and a speech engine stumbles. */
function mixedWords(text: string, language: Language | null): readonly TextFault[] {
  return [...text.matchAll(/[\p{L}\p{M}]+/gu)].flatMap(({0: word, index}) => {
    const latin = word.match(/\p{Script=Latin}/gu) ?? [];
    const cyrillic = word.match(/\p{Script=Cyrillic}/gu) ?? [];
    if (latin.length === 0 || cyrillic.length === 0) return [];
    const intoCyrillic = latin.length === cyrillic.length ? language !== 'en' : latin.length < cyrillic.length;
    const [few, table] = intoCyrillic ? [latin, toCyrillic] : [cyrillic, toLatin];
    const letters = [...new Set(few)];
    const alphabets = intoCyrillic ? ['Latin', 'Cyrillic'] : ['Cyrillic', 'Latin'];
    const found = `${quoted(word)}, in which ${letters.map((letter) => `${letter} (${codeOf(letter)})`).join(', ')} is ${alphabets[0]}`;
    const whole = letters.every((letter) => table.has(letter));
    const wanted = whole
      ? `${quoted([...word].map((letter) => table.get(letter) ?? letter).join(''))}, all ${alphabets[1]}`
      : 'one alphabet a word, a hyphen where two meet';
    return [{word, index, found, wanted}];
  });
}

/** What system fonts and a web font's Latin and Cyrillic have (DOMAIN 6.3). A tab is a mistake of the file, and named there. */
const common = [
  String.raw`\n\t\x20-\x7e\u00a0-\u017f`, // Latin
  String.raw`\u0301\u0400-\u045fӘәҒғҚқҢңӨөҰұҮүҺһ`, // Cyrillic with the nine Kazakh letters, the mark of stress
  String.raw`\u2000-\u200a\u2010-\u2015\u2018-\u201e\u2020-\u2022\u2026\u202f\u2030\u2032\u2033\u2039\u203a\u2044`,
  String.raw`\u2070-\u2079\u2080-\u2089\u2190-\u2199⅓⅔₸€₽№™−√∞≈≠≤≥■□▲△▶▼▽◆◇○●✓✗`,
];
const strange = new RegExp(`[^${common.join('')}]`, 'gu');

function strangeCharacters(text: string): readonly TextFault[] {
  return [...text.matchAll(strange)].map(({0: character, index}) => {
    const visible = /[\p{L}\p{N}\p{S}\p{P}]/u.test(character) && character !== '\ufffd';
    const found = `the character ${visible ? `${quoted(character)}, ` : ''}${codeOf(character)}`;
    const before = text.slice(0, index).match(/\p{L}$/u)?.[0] ?? '';
    const joined = (before + character).normalize('NFC');
    const wanted =
      character === '\ufffd'
        ? 'the letter that was lost when the file was saved; save it as UTF-8'
        : /\p{M}/u.test(character) && joined.length === 1
          ? `${quoted(joined)} as one character`
          : 'letters, punctuation and signs that every font has';
    return {word: character, index, found, wanted};
  });
}

const codeOf = (character: string) =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Words that turn reflection into medicine (DOMAIN 2.8, "No diagnosis"), as whole words; `…` stands for any ending or beginning. */
const banned: Readonly<Record<Language, readonly string[]>> = {
  en: [
    '…diagnos…',
    'patient',
    'patients',
    'inpatient…',
    'outpatient…',
    'syndrome present',
    'syndrome is present',
    'presence of a syndrome',
  ],
  ru: [
    ...['…диагно…', 'пациент…', 'синдром… есть', 'синдром… имеется', 'синдром… присутству…', 'синдром… выявлен…'],
    ...['синдром… обнаружен…', 'наличи… синдром…', 'имеется синдром…', 'выявлен… синдром…', 'обнаружен… синдром…'],
  ],
  kk: ['…диагно…', 'пациент…', 'науқас…', 'емделуші…', 'синдром… бар', 'синдром… анықталды', 'синдром… байқалды'],
};

/** Not `\b`: it knows no Cyrillic. */
const bannedIn = (language: Language) =>
  new RegExp(
    `(?<![\\p{L}\\p{M}])(?:${banned[language].map((words) => words.replaceAll('…', '[\\p{L}\\p{M}]*').replaceAll(' ', '\\s+')).join('|')})(?![\\p{L}\\p{M}])`,
    'giu',
  );

function bannedWords(text: string, language: Language | null): readonly TextFault[] {
  if (language === null) return [];
  const wanted = 'words of everyday life: a training is for reflection and finds no illness';
  return [...text.matchAll(bannedIn(language))].map(({0: word, index}) => ({
    word,
    index,
    found: `the banned word ${quoted(word)}`,
    wanted,
  }));
}
