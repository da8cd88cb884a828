import {fill} from '../../ui/text.ts';
import type {Drawing, Mistake} from './blocks.ts';

/** An SVG text, read: its tree, the names of the `{labels}` in it, and what its author has to mend. */
export interface DrawingRead {
  /** Null where there are mistakes. */
  readonly drawing: Drawing | null;
  readonly labels: readonly string[];
  readonly mistakes: readonly Mistake[];
}

/**
 * Reads a line drawing at build time. Only what is listed here gets through: no script, no address, no style, no entity.
 * Colours come from `class` and words from `{label}`, so one drawing serves every language, light, dark and print.
 */
export function readDrawing(source: string): DrawingRead {
  const mistakes: Mistake[] = [];
  const labels = new Set<string>();
  const top: Open = {tree: ['', {}, []], offset: 0};
  const open = [top];

  const mistake: Report = (offset, found, wanted) => mistakes.push({...placeIn(source, offset), found, wanted});
  let offset = 0;
  while (offset < source.length) {
    token.lastIndex = offset;
    const [whole, closing, name, attributes = '', selfClosing, text] = token.exec(source) ?? [];
    const parent = open.at(-1)!;
    if (whole === undefined) {
      mistake(offset, excerpt(source.slice(offset)), 'plain SVG: tags with quoted attributes, no DOCTYPE, no CDATA');
      break;
    }
    if (closing) {
      if (parent.tree[0] !== closing) {
        mistake(offset, whole, parent === top ? 'nothing after </svg>' : `</${parent.tree[0]}> first`);
        break;
      }
      open.pop();
    } else if (name) {
      const tree: Tree = [name, readAttributes(name, attributes, offset + 1 + name.length, mistake), []];
      const wanted = whatWouldDo(name, parent, top);
      if (wanted) mistake(offset, `<${name}>`, wanted);
      if (name === 'svg') fitLetters(tree, offset, mistake);
      parent.tree[2].push(tree);
      if (!selfClosing) open.push({tree, offset});
    } else if (text?.trim()) {
      if (parent.tree[0] !== 'text') mistake(offset, excerpt(text), 'words only inside <text>');
      else readWords(text, offset, labels, mistake);
      parent.tree[2].push(text.trim().replace(/\s+/g, ' '));
    }
    offset += whole.length;
  }

  if (mistakes.length === 0)
    for (const {tree, offset} of open.slice(1)) mistake(offset, `<${tree[0]}>`, `</${tree[0]}> at its end`);
  const root = top.tree[2][0];
  if (mistakes.length === 0 && root === undefined) mistake(0, 'no drawing', '<svg viewBox="0 0 360 200">…</svg>');
  const drawing = mistakes.length === 0 && typeof root === 'object' ? root : null;
  return {drawing, labels: [...labels], mistakes};
}

/** The drawing with its `{labels}` filled. */
export function labelled([name, attributes, inside]: Drawing, words: Readonly<Record<string, string>>): Drawing {
  return [
    name,
    attributes,
    inside.map((part) => (typeof part === 'string' ? fill(part, words) : labelled(part, words))),
  ];
}

/** Line and column, from 1, of a place in a text. */
export function placeIn(source: string, offset: number): {line: number; column: number} {
  const before = source.slice(0, offset).split('\n');
  return {line: before.length, column: before.at(-1)!.length + 1};
}

/** The beginning of a text, on one line, as a mistake shows it. */
export function excerpt(text: string): string {
  const line = text.trim().split('\n')[0]!.trim();
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

type Tree = [name: string, attributes: Record<string, string>, inside: (Tree | string)[]];
type Open = {tree: Tree; offset: number};
type Report = (offset: number, found: string, wanted: string) => void;

const token =
  /<!--[\s\S]*?-->|<\?xml\s[^?<>]*\?>|<\/([a-zA-Z]+)\s*>|<([a-zA-Z]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/y;
const attribute = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const label = /\{[a-z][a-z0-9_]*\}/g;

const elements = ['svg', 'g', 'path', 'line', 'circle', 'ellipse', 'rect', 'polyline', 'polygon', 'text'];
const classes = 'line|soft|accent|fill|dot|dash';
const number = /^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$/;
const numbers = /^[\s\d.,eE+-]+$/;
const grammar: Readonly<Record<string, RegExp>> = {
  d: /^[\s\d.,eE+MLHVCSQTAZmlhvcsqtaz-]+$/,
  points: numbers,
  viewBox: /^\s*(-?[\d.]+[\s,]+){2}[\d.]*[1-9][\d.]*[\s,]+[\d.]*[1-9][\d.]*\s*$/,
  transform: /^(\s*(translate|rotate|scale|skewX|skewY|matrix)\([\s\d.,eE+-]+\)[\s,]*)+$/,
  class: new RegExp(`^\\s*(${classes})(\\s+(${classes}))*\\s*$`),
  'text-anchor': /^(start|middle|end)$/,
  ...Object.fromEntries('x y x1 y1 x2 y2 cx cy r rx ry width height'.split(' ').map((name) => [name, number])),
};

/** What to write instead of an element where it stands; null where it is welcome. */
function whatWouldDo(name: string, parent: Open, top: Open): string | null {
  const [parentName, , siblings] = parent.tree;
  if (!elements.includes(name)) return `one of ${elements.join(', ')}`;
  if (parent === top) {
    if (name !== 'svg') return '<svg viewBox="0 0 360 200"> around the drawing';
    return siblings.length > 0 ? 'one <svg> a file' : null;
  }
  if (name === 'svg') return '<g> inside a drawing';
  return parentName === 'svg' || parentName === 'g' ? null : `<${name}> beside <${parentName}>, not inside it`;
}

function readAttributes(element: string, text: string, offset: number, mistake: Report): Record<string, string> {
  const read: Record<string, string> = {};
  const seen = new Set<string>();
  for (const {0: whole, 1: name = '', 2: double, 3: single, index} of text.matchAll(attribute)) {
    const value = double ?? single ?? '';
    const pattern = Object.hasOwn(grammar, name) ? grammar[name]! : null;
    if (seen.has(name)) mistake(offset + index, whole, `${name} once`);
    seen.add(name);
    // What every drawing program writes there, and what the column decides here.
    if (element === 'svg' && ['xmlns', 'width', 'height'].includes(name)) continue;
    if (!pattern) mistake(offset + index, excerpt(whole), `one of ${Object.keys(grammar).join(', ')}`);
    else if (!pattern.test(value)) mistake(offset + index, excerpt(whole), wantedValue[name] ?? `numbers in ${name}`);
    else read[name] = value.trim().replace(/\s+/g, ' ');
  }
  return read;
}

const wantedValue: Readonly<Record<string, string>> = {
  class: `class: ${classes.replaceAll('|', ', ')}`,
  'text-anchor': 'text-anchor: start, middle, end',
  transform: 'translate, rotate, scale, skewX, skewY or matrix, with numbers',
  viewBox: 'viewBox="0 0 360 200": left, top, width, height',
};

/** A drawing is as wide as the column, so its letters are a part of its width: readable at 360 px, never huge. */
function fitLetters([, attributes]: Tree, offset: number, mistake: Report) {
  const width = Number(attributes.viewBox?.split(/[\s,]+/)[2]);
  if (width > 0) attributes['font-size'] = String(Math.round(width / 2.4) / 10);
  else mistake(offset, '<svg> without a viewBox', wantedValue.viewBox!);
}

function readWords(text: string, offset: number, labels: Set<string>, mistake: Report) {
  for (const [place] of text.matchAll(label)) labels.add(place.slice(1, -1));
  // A letter in the drawing itself would be an English word on a Kazakh page (R-47).
  if (/[\p{L}{}&]/u.test(text.replace(label, '')))
    mistake(
      offset,
      excerpt(text),
      'a {label} that each language fills (a-z, 0-9, _): <text x="8" y="20">{cause}</text>',
    );
}
