import {
  type Answers,
  type Attempt,
  activitiesOf,
  mergeAttempts,
  type Outline,
  type Stamped,
} from '../training/index.ts';
import {isObject} from '../training/is-object.ts';
import {type Cipher, open, type Random, seal} from './cipher.ts';
import {readAttempt} from './read-attempt.ts';

/** An attempt as it lies in storage or in a file: what is private in it is sealed. */
export interface Kept {
  /** Without what is private. In a log entry only what the last event changed. */
  readonly attempt: Attempt;
  readonly sealed: readonly Sealed[];
  /** Milliseconds of the wall clock: shown to the learner, and never compared. */
  readonly savedAt: number;
}

/** Answers and score of one activity that must not be read here, as base64. */
export interface Sealed {
  readonly activity: string;
  readonly data: string;
}

/** What sealing and opening need. */
export interface Vault {
  /** Null until its script has come: then nothing private is written or opened, and what lies here stays as it is. */
  readonly cipher: Cipher | null;
  readonly training: string;
  readonly isPrivate: Privacy;
  /** The first seals; each opens. */
  readonly keys: readonly Uint8Array[];
  readonly random: Random;
}

/** Whether an answer must not stand in clear; item null asks for the score of the activity. */
export type Privacy = (activity: string, item: string | null) => boolean;

/** Private activities, free text everywhere (DESIGN 3), and whatever the outline does not know: rather once too often. */
export function privacyOf(outline: Outline): Privacy {
  const activities = new Map(activitiesOf(outline).map((activity) => [activity.id, activity]));
  return (activity, item) => {
    const known = activities.get(activity);
    if (!known || known.private) return true;
    return item !== null && (known.items.find(({id}) => id === item)?.type ?? 'text') === 'text';
  };
}

/** The attempt as it may be stored; `locked` is what lay there and no key opened: it is kept as it is. */
export function shut(attempt: Attempt, vault: Vault, savedAt: number, locked: readonly Sealed[] = []): Kept {
  const answers: Record<string, Answers> = {};
  const scores: Record<string, Stamped<number>> = {};
  const sealed: Sealed[] = [];
  for (const activity of new Set([...Object.keys(attempt.answers), ...Object.keys(attempt.scores)])) {
    const given = Object.entries(attempt.answers[activity] ?? {});
    const secret = given.filter(([item]) => vault.isPrivate(activity, item));
    if (secret.length < given.length)
      answers[activity] = Object.fromEntries(given.filter((answer) => !secret.includes(answer)));
    const score = attempt.scores[activity];
    const secretScore = score && vault.isPrivate(activity, null);
    if (score && !secretScore) scores[activity] = score;
    if (!vault.cipher || (secret.length === 0 && !secretScore)) continue;
    const text = JSON.stringify({
      answers: secret.length > 0 ? {[activity]: Object.fromEntries(secret)} : {},
      scores: secretScore ? {[activity]: score} : {},
    });
    const data = seal(vault.cipher, vault.keys[0]!, text, placeOf(vault, attempt, activity), vault.random);
    sealed.push({activity, data});
  }
  return {attempt: {...attempt, answers, scores}, sealed: [...sealed, ...locked], savedAt};
}

/** Copies of one attempt, opened and merged. */
export interface Joined {
  readonly attempt: Attempt;
  /** What no key opens. */
  readonly locked: readonly Sealed[];
  /** How many parts were opened, and how many of them by another key than the one that now seals. */
  readonly opened: number;
  readonly stale: number;
  /** The latest of them. */
  readonly savedAt: number;
}

/** Opens copies of the same attempt and merges them, with the one in memory if there is one; null if there is none. */
export function join(
  copies: readonly {readonly kept: Kept}[],
  vault: Vault,
  mine: Attempt | null = null,
): Joined | null {
  let attempt = mine;
  let [opened, stale, savedAt] = [0, 0, 0];
  const locked = new Map<string, Sealed>();
  const add = (other: Attempt) => {
    attempt = attempt ? mergeAttempts(attempt, other) : other;
  };
  for (const {kept: copy} of copies) {
    add(copy.attempt);
    savedAt = Math.max(savedAt, copy.savedAt);
    for (const part of copy.sealed) {
      const {cipher} = vault;
      const place = placeOf(vault, copy.attempt, part.activity);
      const texts = cipher ? vault.keys.map((key) => open(cipher, key, part.data, place)) : [];
      const by = texts.findIndex((text) => text !== null);
      const content = parsed(texts[by]);
      const read =
        isObject(content) && readAttempt({...copy.attempt, answers: content.answers, scores: content.scores});
      if (!read) {
        locked.set(part.data, part);
        continue;
      }
      add(read.attempt);
      opened++;
      if (by > 0) stale++;
    }
  }
  return attempt && {attempt, locked: [...locked.values()], opened, stale, savedAt};
}

/** A kept attempt as it was read from outside. */
export interface ReadKept extends Kept {
  /** Whether nothing had to be left out. */
  readonly whole: boolean;
  /** Whether a snapshot is history. */
  readonly archived: boolean;
  /** Whether the LMS has once given it back. */
  readonly heard: boolean;
}

/** Reads a kept attempt from outside; null if it is none. */
export function readKept(from: unknown): ReadKept | null {
  if (!isObject(from) || !Array.isArray(from.sealed)) return null;
  const read = readAttempt(from.attempt);
  if (!read) return null;
  const sealed = from.sealed.filter(isSealed);
  return {
    attempt: read.attempt,
    sealed,
    savedAt: typeof from.savedAt === 'number' ? from.savedAt : 0,
    whole: read.whole && sealed.length === from.sealed.length,
    archived: from.archived === true,
    heard: from.heard === true,
  };
}

/** What a JSON text says; undefined if it says nothing. */
export function parsed(text: string | null | undefined): unknown {
  try {
    return text ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}

// A sealed answer opens nowhere else: not in another training, attempt or activity.
const placeOf = ({training}: Vault, {id}: Attempt, activity: string) => JSON.stringify([training, id, activity]);

const isSealed = (part: unknown): part is Sealed =>
  isObject(part) && typeof part.activity === 'string' && typeof part.data === 'string';
