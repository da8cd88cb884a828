import type {Attempt, Outline} from '../training/index.ts';
import {isObject} from '../training/is-object.ts';
import {type Cipher, keyFrom, type Random, toBase64} from './cipher.ts';
import {openedCode, sealedCode} from './code.ts';
import {join, parsed, privacyOf, readKept, shut} from './kept.ts';

/** More than any attempt takes, and little enough to read at once on a phone. */
export const saveFileLimit = 5_000_000;

export interface SaveFile {
  readonly text: string;
  /** What the page must say beside it: that whoever has the file can open the private answers, or that they are not in it. */
  readonly sentence: 'save-file-opens-private' | 'save-file-without-private';
}

export interface SaveFileOptions {
  readonly cipher: Cipher;
  readonly outline: Outline;
  /** With it private answers go into the file; null leaves them out. */
  readonly key: Uint8Array | null;
  /** The learner's code in research records; it goes along only with the key. */
  readonly code?: string | null;
  readonly random: Random;
  readonly now: () => number;
}

/**
 * A learner's save file: the whole attempt, to be read back on any device. It is the learner's own and must open elsewhere,
 * so it carries the key to the private answers in it: sealed, they are not read in passing nor found by a search of the
 * disk, but whoever has the file can open them. The page has to say so (`sentence`).
 */
export function toSaveFile(
  attempt: Attempt,
  {outline, cipher, key, code = null, random, now}: SaveFileOptions,
): SaveFile {
  // Without a key of the learner's, one that is thrown away: what is private is separated and left out.
  const keys = [key ?? random(32)];
  const kept = shut(attempt, {cipher, training: outline.id, isPrivate: privacyOf(outline), keys, random}, now());
  const file = {
    format,
    version,
    training: outline.id,
    madeAt: new Date(kept.savedAt).toISOString(),
    ...kept,
    ...(key ? {key: toBase64(key)} : {key: null, sealed: []}),
    ...(key && code && {code: sealedCode(cipher, key, code, outline.id, random)}),
  };
  return {
    text: JSON.stringify(file, null, 1),
    sentence: key ? 'save-file-opens-private' : 'save-file-without-private',
  };
}

export type FromSaveFile =
  /** To be merged with `mergeAttempts` if the id is the same; the key opens what this device may have locked (`unlock`). */
  | {
      readonly ok: true;
      readonly attempt: Attempt;
      readonly key: Uint8Array | null;
      /** The learner's code in research records, if the file has one. */
      readonly code: string | null;
    }
  | {readonly ok: false; readonly reason: 'not-a-save-file' | 'other-training' | 'damaged' | 'newer'};

/** Reads a save file that a learner chose: any text at all, so nothing in it is believed. Never throws. */
export function fromSaveFile(text: string, outline: Outline, cipher: Cipher): FromSaveFile {
  const file = text.length > saveFileLimit ? null : parsed(text);
  if (!isObject(file) || file.format !== format)
    return {ok: false, reason: text.slice(0, 99).includes(format) ? 'damaged' : 'not-a-save-file'};
  if (file.training !== outline.id) return {ok: false, reason: 'other-training'};
  if (typeof file.version === 'number' && file.version > version) return {ok: false, reason: 'newer'};
  const key = keyFrom(file.key);
  const kept = readKept(file);
  const vault = {cipher, training: outline.id, isPrivate: privacyOf(outline), keys: key ? [key] : [], random: noRandom};
  const joined = kept && join([{kept}], vault);
  if (!kept?.whole || !joined || joined.locked.length > 0) return {ok: false, reason: 'damaged'};
  const code = key && typeof file.code === 'string' ? openedCode(cipher, key, file.code, outline.id) : null;
  return {ok: true, attempt: joined.attempt, key, code};
}

const format = 'destt-save';
const version = 1;
const noRandom: Random = (length) => new Uint8Array(length);
