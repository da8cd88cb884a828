import {relative, sep} from 'node:path';

/** A mistake of an author's, as the build and `destt check` show it. */
export interface Mistake {
  readonly file: string;
  /** 1-based, as editors count. */
  readonly line: number;
  readonly column: number;
  /** What stands there, or what is missing there. */
  readonly found: string;
  /** What would do. */
  readonly wanted: string;
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One line an editor or a terminal can jump from: `modules/x/y/en.yaml:12:3  found …  wanted …`. */
export function formatMistake({file, line, column, found, wanted}: Mistake, from = process.cwd()): string {
  return `${relative(from, file).split(sep).join('/')}:${line}:${column}  found ${found}  wanted ${wanted}`;
}

/** In reading order and each once: what every language has in common is found once a language. */
export function sortedMistakes(mistakes: readonly Mistake[]): readonly Mistake[] {
  const once = new Map(mistakes.map((mistake) => [Object.values(mistake).join('\n'), mistake]));
  return [...once.values()].sort(
    (a, b) => Number(a.file > b.file) - Number(a.file < b.file) || a.line - b.line || a.column - b.column,
  );
}

/** A mistake of a file as a whole. */
export const top = (file: string, found: string, wanted: string): Mistake => ({
  file,
  line: 1,
  column: 1,
  found,
  wanted,
});

/** Where an offset lies in a text whose lines end with `\n`. */
export function placeAt(source: string, offset: number): Place {
  const before = source.slice(0, offset);
  return {line: before.split('\n').length, column: offset - before.lastIndexOf('\n')};
}

/** A text in quotes, cut where it gets long. */
export function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return `“${line.length > 60 ? `${line.slice(0, 57)}…` : line}”`;
}

/** ` (nearest: “title”)`, or nothing where no candidate is near. */
export function hint(word: string, candidates: readonly string[]): string {
  const near = nearest(word, candidates);
  return near === null ? '' : ` (nearest: ${quoted(near)})`;
}

/** The candidate that most likely was meant: at most a third of the letters differ, or two in a short word. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const limit = Math.max(word.length > 3 ? 2 : 1, Math.floor(word.length / 3));
  const ranked = candidates
    .map((candidate) => ({candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase())}))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0] && ranked[0].distance <= limit ? ranked[0].candidate : null;
}

/** How many letters to put in, take out, replace or swap with a neighbour (Damerau–Levenshtein). */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({length: b.length + 1}, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const differs = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped =
        a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2]![j - 2]! + 1 : Number.POSITIVE_INFINITY;
      row[j] = Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, rows[i - 1]![j - 1]! + differs, swapped);
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
