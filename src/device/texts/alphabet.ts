import type {Language} from '../../training/index.ts';
import * as en from './dictionaries/en.ts';
import * as kk from './dictionaries/kk.ts';
import * as ru from './dictionaries/ru.ts';

/** One byte a letter, and one for each frequent group of letters of a language: what deflate then works on. */
export interface Alphabet {
  /** A text and its end as bytes. A lone surrogate becomes U+FFFD (MOODLE 1.8). */
  write(text: string): readonly number[];
  /** The text that begins at `at`, and where the next thing begins: null if the bytes stop before the text's end. */
  read(bytes: ArrayLike<number>, at: number): {readonly text: string; readonly next: number | null};
  /** What deflate may refer back to. */
  readonly dictionary: Uint8Array;
}

const dictionaries: Readonly<Record<Language, {readonly groups: string; readonly text: string}>> = {kk, ru, en};

const end = 0;
/** A character without a code: its code point follows in three bytes. */
const spelledOut = 1;
/** What follows begins with a capital. */
const capital = 2;
const firstCode = 3;
/** Characters with a code of their own: all small letters of the three languages, and what is typed between them. */
const characters =
  ' !"#$%&\'()*+,-./0123456789:;<=>?@[\\]^_`{|}~\n\r\tabcdefghijklmnopqrstuvwxyz' +
  'абвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі«»—–„“”’…№₸\u00a0';
/** Marks a capital while a text is taken apart: no well-formed text holds a lone surrogate. */
const mark = '\ud800';

const made: Partial<Record<Language, Alphabet>> = {};

/** The alphabet of a language; made once. */
export function alphabetOf(language: Language): Alphabet {
  return (made[language] ??= makeAlphabet(dictionaries[language]));
}

function makeAlphabet({groups, text}: {readonly groups: string; readonly text: string}): Alphabet {
  const grouped = groups.split(/\s+/);
  const pieces = [...characters, ...grouped];
  const codes = new Map(pieces.map((piece, i) => [piece, firstCode + i]));
  // A regular expression takes the first alternative that fits, so the longest group comes first.
  const piece = new RegExp(`${[...grouped].sort((a, b) => b.length - a.length).join('|')}|[^]`, 'gu');

  const marked = (letter: string) => {
    const small = letter.toLowerCase();
    return codes.has(small) && small.toUpperCase() === letter ? mark + small : letter;
  };
  const write = (text: string) => {
    const spelled = text.replace(/\p{Cs}/gu, '\ufffd').replace(/\p{Lu}/gu, marked);
    const bytes = (spelled.match(piece) ?? []).flatMap((part) => {
      const point = part.codePointAt(0) ?? 0;
      return part === mark ? capital : (codes.get(part) ?? [spelledOut, point >> 16, (point >> 8) & 255, point & 255]);
    });
    return [...bytes, end];
  };
  const read = (bytes: ArrayLike<number>, at: number) => {
    let text = '';
    let upper = false;
    for (let i = at; i < bytes.length; i++) {
      const code = bytes[i] ?? end;
      if (code === end) return {text, next: i + 1};
      if (code === spelledOut && i + 3 >= bytes.length) break;
      if (code === capital) upper = true;
      else if (code === spelledOut) {
        const point = ((bytes[++i] ?? 0) << 16) | ((bytes[++i] ?? 0) << 8) | (bytes[++i] ?? 0);
        text += point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
      } else {
        const part = pieces[code - firstCode] ?? '\ufffd';
        text += upper ? part.charAt(0).toUpperCase() + part.slice(1) : part;
        upper = false;
      }
    }
    return {text, next: null};
  };
  return {write, read, dictionary: Uint8Array.from(write(text).slice(0, -1))};
}
