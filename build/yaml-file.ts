import {isAlias, isMap, isNode, isScalar, isSeq, type Node, parseDocument, type Scalar, type YAMLError} from 'yaml';
import {type Mistake, type Place, placeAt, quoted} from './mistakes.ts';

export type Path = readonly (string | number)[];

/** A text somebody will read, and where it stands in its file. */
export interface Text {
  readonly path: Path;
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** A file of YAML: what it holds, what is wrong with its writing, and where in it a value stands. */
export interface YamlFile {
  readonly file: string;
  readonly source: string;
  /** Undefined if it can't be read. */
  readonly data: unknown;
  readonly texts: readonly Text[];
  readonly mistakes: readonly Mistake[];
  /** Where a value or its key stands; for a key that is missing, the parent's. */
  readonly placeOf: (path: Path, part?: 'key' | 'value') => Place;
  /** Where an id is written for the nth time, as a key or a value. */
  readonly placeOfId: (id: string, nth?: number) => Place;
}

/**
 * How a file is read. In words everything is text (`12`, `no` and `null` too) and whatever cuts a sentence without a
 * sound is refused: flow collections, comments behind a text. `from` and `to` bound the YAML in a file of more (front matter).
 */
export interface YamlOptions {
  readonly words: boolean;
  readonly from?: number;
  readonly to?: number;
}

const quotes = 'the text in "quotes", or on the lines below the key after >-';

/** Reads YAML whose line ends are `\n`; mistakes are collected, none is thrown. */
export function readYaml(file: string, source: string, {words, from = 0, to = source.length}: YamlOptions): YamlFile {
  const document = parseDocument(source.slice(from, to), {schema: words ? 'failsafe' : 'core', prettyErrors: false});
  const mistakes: Mistake[] = [];
  const texts: Text[] = [];
  const ids: {readonly id: string; readonly offset: number}[] = [];
  const errors = [...document.errors, ...document.warnings];
  let readable = errors.every(({code}) => code === 'DUPLICATE_KEY');
  let lastQuote = 0;

  const say = (offset: number, found: string, wanted: string) =>
    mistakes.push({file, ...placeAt(source, from + offset), found, wanted});
  const signAt = (sign: string, at: number) => source.lastIndexOf(sign, from + at) - from;
  const start = (node: unknown, otherwise: number) => (isNode(node) && node.range ? node.range[0] : otherwise);

  const walk = (node: unknown, path: Path, keyAt: number) => {
    const at = start(node, keyAt);
    if (isAlias(node) || (isNode(node) && 'anchor' in node && node.anchor)) {
      readable = false;
      const sign = isAlias(node) ? '*' : '&';
      say(signAt(sign, at), `a text that begins with ${sign}, which YAML takes for a reference`, quotes);
    } else if (isNode(node) && node.tag?.startsWith('!')) {
      say(signAt('!', at), 'a text that begins with !, which YAML takes for a type', quotes);
    } else if (isMap(node) || isSeq(node)) {
      if (words && node.flow) {
        const [open, close] = isMap(node) ? '{}' : '[]';
        const wanted = `${isMap(node) ? 'each key on a line of its own' : 'each entry on a line of its own after "- "'}; ${quotes}`;
        say(at, `${open}…${close}, in which a comma cuts a sentence`, wanted);
      }
      if (isSeq(node)) for (const [index, item] of node.items.entries()) walk(item, [...path, index], at);
      else
        for (const {key, value} of node.items) {
          if (!isScalar(key)) {
            readable = false;
            say(start(key, at), 'a key that is not a word', 'a key like "title:"');
            continue;
          }
          ids.push({id: String(key.value), offset: start(key, at)});
          walk(value, [...path, String(key.value)], start(key, at));
        }
    } else scalar(isScalar(node) ? node : null, path, keyAt);
  };

  const scalar = (node: Scalar | null, path: Path, keyAt: number) => {
    const at = start(node, keyAt);
    const end = node?.range?.[1] ?? at;
    if (node?.type?.startsWith('QUOTE')) lastQuote = at;
    const plain = node === null || node.type === 'PLAIN';
    const comment = plain && /^[ \t]*#/.test(source.slice(from + end));
    if (node === null || node.value === null || (plain && node.source === '')) {
      if (errors.length > 0) return; // what stands there is somewhere in the text that could not be read
      const key = path.at(-1);
      const cut = /^[^\n]*:[ \t]+#/.test(source.slice(from + keyAt));
      const found = typeof key === 'string' ? `nothing after “${key}:”` : 'nothing after “-”';
      say(
        typeof key === 'string' ? keyAt : at,
        cut ? `${found}: “#” begins a comment` : found,
        cut ? quotes : 'a value, or no such line',
      );
      return;
    }
    if (typeof node.value !== 'string') return;
    ids.push({id: node.value, offset: at});
    texts.push({path, text: node.value, from: from + at, to: from + end});
    if (node.value.trim() === '') say(at, 'an empty text', words ? 'the words' : 'a value, or no such line');
    else if (words && comment)
      say(end, `a text cut short by “#”: ${quoted(node.value)}`, `${quotes}; a comment goes on the line above`);
  };

  walk(document.contents ?? null, [], 0);
  if (document.contents === null || (isScalar(document.contents) && document.contents.source === '')) {
    mistakes.length = 0;
    say(0, 'an empty file', 'what this file is for');
    readable = false;
  }
  for (const match of source.slice(from, to).matchAll(/\t/g)) say(match.index, 'a tab', 'spaces');
  for (const error of errors) {
    const offset = error.message.includes('closing') ? lastQuote : error.pos[0];
    const {line} = placeAt(source, from + offset);
    // The first fault of a line is the cause, what follows on it mostly its echo.
    if (!mistakes.some((mistake) => mistake.line === line))
      say(offset, ...syntaxMistake(error, source.slice(from + offset, from + to)));
  }

  const placeOf = (path: Path, part: 'key' | 'value' = 'value'): Place => {
    let node: unknown = document.contents;
    let keyAt = start(node, 0);
    for (const step of path) {
      const pair = isMap(node)
        ? node.items.find(({key}) => isScalar(key) && String(key.value) === String(step))
        : undefined;
      const item = isSeq(node) ? node.items[Number(step)] : undefined;
      if (!pair && !item) return placeAt(source, from + keyAt);
      keyAt = start(pair ? pair.key : item, keyAt);
      node = pair ? pair.value : item;
    }
    const value: Node | null = part === 'value' && isScalar(node) && node.source !== '' ? node : null;
    return placeAt(source, from + start(value, keyAt));
  };
  const placeOfId = (id: string, nth = 0): Place => {
    const all = ids.filter((one) => one.id === id);
    return placeAt(source, from + (all[nth] ?? all[0] ?? {offset: 0}).offset);
  };
  const data: unknown = readable ? document.toJS() : undefined;
  return {file, source, data, texts, mistakes, placeOf, placeOfId};
}

/** The parser's complaint in the words of somebody who writes texts. */
function syntaxMistake({code, message}: YAMLError, rest: string): [found: string, wanted: string] {
  const line = rest.split('\n')[0] ?? '';
  switch (code) {
    case 'DUPLICATE_KEY':
      return [`the key ${quoted(line.split(':')[0] ?? '')} a second time`, 'each key once'];
    case 'BLOCK_AS_IMPLICIT_KEY':
      return [`a second “: ” in one text: ${quoted(line)}`, quotes];
    case 'MULTILINE_IMPLICIT_KEY':
      return [`a line without a key: ${quoted(line)}`, `a key, a colon and a space before it, or ${quotes}`];
    case 'BAD_SCALAR_START':
      return [`a text that begins with ${line.slice(0, 1)}`, quotes];
    case 'TAG_RESOLVE_FAILED':
      return ['a text that begins with !, which YAML takes for a type', quotes];
    case 'BAD_DQ_ESCAPE':
      return ['a “\\” that means nothing between double quotes', 'single quotes, or “\\\\” for the character itself'];
    case 'BAD_INDENT':
      return [`a line that begins at another column than its neighbours: ${quoted(line)}`, 'the same number of spaces'];
    case 'MULTIPLE_DOCS':
      return ['a second “---”', 'one document a file'];
    default:
      if (message.includes('closing'))
        return [`a quote that is never closed: ${quoted(line)}`, 'the same quote at its end'];
      return [`${quoted(line)}, which YAML can’t read here`, quotes];
  }
}
