import {createHash} from 'node:crypto';

/** Stands where the stamp of a package goes while it is worked out: as long as one, and in no text. */
const unstamped = 'unstampd';
const stampedName = /-([0-9a-f]{8})\.js$/;

/** The name of a late file before its package is stamped. */
export const unstampedName = (name: string) => `${name.replaceAll('_', '-')}-${unstamped}.js`;

/** The stamp in a file's name; null where it has none. */
export const stampIn = (name: string): string | null => stampedName.exec(name)?.[1] ?? null;

/**
 * The stamp of late files whose names and texts have `current` in its place: it changes with any of them. One for all of a
 * package, because its launch page names every file, and what repeats weighs next to nothing there.
 */
export function stampOf(files: Iterable<readonly [name: string, text: string]>, current = unstamped): string {
  const hash = createHash('sha256');
  // Sorted without a stamp: names stand in one order before and after.
  const plain = [...files].map(([name, text]) => [
    name.replace(current, unstamped),
    text.replaceAll(current, unstamped),
  ]);
  for (const [name = '', text = ''] of plain.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)))
    hash.update(`${name}\n${text}\n`);
  return hash.digest('hex').slice(0, 8);
}

/** A text with the stamp where it goes. */
export const stamped = (text: string, stamp: string) => text.replaceAll(unstamped, stamp);
