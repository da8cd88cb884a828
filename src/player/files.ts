import {fromSaveFile, saveFileLimit, toSaveFile, xchacha} from '../device/private.ts';
import type {Outline} from '../training/index.ts';
import {download} from '../ui/download.ts';
import type {UiWords} from '../ui/index.ts';
import type {Sitting} from './sitting.ts';

/** The cipher, and with it the learner's save files: a script of its own, brought when something private is near. */
export {xchacha};

/** What a save file carries of research: the code the learner is known by there, so that it is the same on all devices. */
export interface CarriedCode {
  readonly known: string | null;
  adopt(code: string): void;
}

/** Hands the learner everything they answered, as a file. */
export function fileOut({attempt, key}: Sitting, outline: Outline, code: CarriedCode | null): void {
  const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
  const options = {outline, cipher: xchacha, key, code: code?.known ?? null, random, now: Date.now};
  download(`${outline.id}.destt.json`, 'application/json', toSaveFile(attempt, options).text);
}

/** Adds what a save file has to the sitting; gives the name of the words that say what came of it. */
export async function fileIn(
  file: File,
  sitting: Sitting,
  outline: Outline,
  code: CarriedCode | null,
): Promise<keyof UiWords> {
  const read = fromSaveFile(file.size > saveFileLimit ? '' : await file.text(), outline, xchacha);
  if (!read.ok) return `file_${read.reason}`;
  await sitting.adopt(read.attempt, read.key);
  if (read.code) code?.adopt(read.code);
  return 'file_opened';
}
