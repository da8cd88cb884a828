import type {Attempt} from '../training/index.ts';
import {type Kept, parsed, readKept} from './kept.ts';
import {storageOf} from './storage.ts';

/** What all entries of one learner and package may take together, in characters: browsers give the whole LMS 5 MB. */
export const logLimit = 32_768;

export interface LogEntry {
  /** The name it lies under; an entry is written once and never changed, so two tabs can't spoil each other's. */
  readonly name: string;
  readonly kept: Kept;
}

/**
 * The short log in localStorage: what is written here before anything else happens survives the death of the tab
 * (DESIGN 3). Nothing throws: what is refused (forbidden, full) is answered with false or null.
 */
export interface Log {
  /** Every entry that can be read, of this tab and of others. */
  entries(): readonly LogEntry[];
  /** Writes an entry and then removes those it replaces; false if there is no room. */
  add(kept: Kept, replaced?: readonly LogEntry[]): boolean;
  remove(entries: readonly LogEntry[]): void;
  /** Small facts beside the log: which attempt is the current one, which are past, and the device's own copy of the key. */
  get(fact: Fact): string | null;
  set(fact: Fact, value: string | null): boolean;
}
export type Fact = 'current' | 'past' | 'key' | 'probe';

/** Opens the log under a prefix. */
export function openLog(host: {readonly localStorage: Storage | null}, prefix: string, tab: string): Log {
  // The 1 is the form of the entries: a later version that writes others reads these under their own name.
  const start = `${prefix}log1/`;
  let written = 0;

  const tried = storageOf(host);
  const texts = () =>
    tried<[string, string][]>([], (storage) => {
      const names = Array.from({length: storage.length}, (_, at) => storage.key(at) ?? '');
      return names.filter((name) => name.startsWith(start)).map((name) => [name, storage.getItem(name) ?? '']);
    });
  const remove = (entries: readonly LogEntry[]) =>
    tried(undefined, (storage) => {
      for (const {name} of entries) storage.removeItem(name);
    });

  return {
    entries: () =>
      texts().flatMap(([name, text]) => {
        const kept = readKept(parsed(text));
        return kept ? [{name, kept}] : [];
      }),
    add: (kept, replaced = []) =>
      tried(false, (storage) => {
        const entry = [`${start}${tab}${written++}`, JSON.stringify(kept)] as const;
        const staying = texts().filter(([name]) => !replaced.some((old) => old.name === name));
        if ([...staying, entry].reduce((sum, [name, text]) => sum + name.length + text.length, 0) > logLimit)
          return false;
        storage.setItem(...entry);
        remove(replaced);
        return true;
      }),
    remove,
    get: (fact) => tried(null, (storage) => storage.getItem(prefix + fact)),
    set: (fact, value) =>
      tried(false, (storage) => {
        if (value === null) storage.removeItem(prefix + fact);
        else storage.setItem(prefix + fact, value);
        return true;
      }),
  };
}

/** Only what the last event changed: its counter is the attempt's own. Merged with what was before it gives the attempt. */
export function lastChange(attempt: Attempt): Attempt {
  const isLast = (stamp: number | {readonly counter: number}) =>
    (typeof stamp === 'number' ? stamp : stamp.counter) === attempt.counter;
  const changed = <T extends number | {readonly counter: number}>(record: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(record).filter(([, stamp]) => isLast(stamp)));
  const answers = Object.entries(attempt.answers)
    .map(([activity, given]) => [activity, changed(given)] as const)
    .filter(([, given]) => Object.keys(given).length > 0);
  return {
    ...attempt,
    answers: Object.fromEntries(answers),
    done: changed(attempt.done),
    scores: changed(attempt.scores),
  };
}
