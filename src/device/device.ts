import {type Attempt, mergeAttempts, type Outline} from '../training/index.ts';
import {type Cipher, isKey, keyFrom, newKey, type Random, toBase64} from './cipher.ts';
import type {StoreHost} from './database.ts';
import {type Joined, join, type Kept, privacyOf, readKept, shut, type Vault} from './kept.ts';
import {type LogEntry, lastChange, openLog} from './log.ts';
import {devicePrefix} from './prefix.ts';
import {earlierLimit, openStore, type Row} from './store.ts';

/** What the device may use of the page: handed in so that a test can hold it still. */
export interface DeviceHost extends StoreHost {
  readonly localStorage: Storage | null;
  readonly random: Random;
  /** The wall clock: only for the dates that a learner is shown. */
  readonly now: () => number;
}

export interface DeviceOptions {
  readonly outline: Outline;
  /** The LMS's id of the learner; never stored as it is. */
  readonly learner: string;
  /** The key and the attempt's id that the LMS gave back; null if it has none. */
  readonly key: Uint8Array | null;
  readonly attempt: string | null;
  /** Whether they came from the LMS itself, as they mostly do: not if a frame recalls what it gave before it was reloaded. */
  readonly confirmed?: boolean;
  /** What seals private answers; null if its script has not come yet (`useCipher`). */
  readonly cipher: Cipher | null;
  readonly host: DeviceHost;
}

/** `memory`: neither the log nor the snapshot takes it (storage forbidden or full), so closing the page loses answers. */
export type DeviceState = 'kept' | 'memory';

/** An attempt found on this device. */
export interface Found {
  readonly attempt: Attempt;
  /** `locked`: there are private answers whose key is gone; they stay, should it come back (`unlock`). */
  readonly sealed: 'none' | 'opened' | 'locked';
  /** The activities that have such answers. */
  readonly locked: readonly string[];
  /** Milliseconds since 1970, as this device's clock had it. */
  readonly savedAt: number;
  /** Whether the LMS has given this attempt back at some launch: else nobody but this device may know of it. */
  readonly heard: boolean;
  /** Whether it was declared history; so is an earlier one that nothing more is known of. */
  readonly archived: boolean;
}

export interface Loaded {
  /** The attempt whose id the LMS gave, else the one last worked on; null if there is none or it was archived. */
  readonly current: Found | null;
  /** All others, the latest first. */
  readonly earlier: readonly Found[];
  /**
   * Null if this is all there is. Else IndexedDB was slower than 300 ms and this is only the log: show the first screen,
   * and once this promise gives the whole, merge it (the same id), or ask the learner (another id).
   */
  readonly later: Promise<Loaded> | null;
}

/** What stays on this device, of one learner and one training. No method throws. */
export interface Device {
  /** Seals private answers; belongs into the suspend data. */
  readonly key: Uint8Array;
  /** For what is too large for an answer (`sound-store.ts`): a name of this learner's, and the keys; the first seals, any opens. */
  readonly vault: {readonly name: string; readonly keys: readonly Uint8Array[]};
  readonly state: DeviceState;
  onState: ((state: DeviceState) => void) | null;
  /** The attempt that another tab has begun since this page was opened, by its id; null if there is none. */
  readonly begunBeside: string | null;
  /** What is here, in at most about 300 ms. */
  load(): Promise<Loaded>;
  /** Tries one more key, of a save file: what it opens is from then on sealed with `key`. */
  unlock(key: Uint8Array): Promise<Loaded>;
  /** Brings the cipher: from now on private answers are written, and those that lie here are opened. */
  useCipher(cipher: Cipher): Promise<Loaded>;
  /** Logs what the last event changed: synchronously, before anything else is done with the new attempt. */
  append(attempt: Attempt): void;
  /**
   * Takes a snapshot, soon; calls while one is being taken become one. Gives what now stands here, with what another tab
   * may have added; null if it could not be taken (the log still has it, see `state`).
   */
  keep(attempt: Attempt): Promise<Attempt | null>;
  /** Keeps it as history: the next launch does not continue it. */
  archive(attempt: Attempt): Promise<Attempt | null>;
}

/** How long the first screen waits for IndexedDB. */
export const loadLimitMs = 300;

/**
 * Opens what this device keeps. The device has a copy of the key of its own only until the LMS has given it back once:
 * afterwards the LMS has the key and no answers, the device answers and no key (DESIGN 3). With no LMS the copy stays.
 */
export function openDevice({
  outline,
  learner,
  key: given,
  attempt: asked,
  confirmed = true,
  cipher,
  host,
}: DeviceOptions): Device {
  const prefix = devicePrefix(outline.id, learner);
  const log = openLog(host, prefix, toBase64(host.random(6)));
  const store = openStore(host, `${prefix}1`);

  const keys = [given, keyFrom(log.get('key'))].filter(isKey);
  const same = isKey(given) && keys[1] && toBase64(given) === toBase64(keys[1]);
  if (same) keys.pop();
  if (same && confirmed) log.set('key', null);
  if (keys.length === 0) keys.push(newKey(host.random));
  if (!isKey(given)) log.set('key', toBase64(keys[0]!));
  const vault: Writable<Vault> = {
    cipher,
    training: outline.id,
    isPrivate: privacyOf(outline),
    keys,
    random: host.random,
  };

  const pointedAt = log.get('current');
  let current: string | null = null;
  let last: Attempt | null = null;
  let unlogged = !log.set('probe', '1');
  let storeFails = false;
  log.set('probe', null);

  // The log first: what another tab moves from there to the store meanwhile is then seen twice rather than not at all.
  const past = () => (log.get('past') ?? '').split(',');
  const read = () => ({logged: log.entries(), pointer: log.get('current'), past: past(), rows: store.all()});
  let reading = read();
  const waiting = new Map<string, {attempt: Attempt; archived: boolean; result: Promise<Attempt | null>}>();
  let queue: Promise<Attempt | null> = Promise.resolve(null);

  const device: Device = {
    key: keys[0]!,
    vault: {name: `${prefix}sounds`, keys},
    state: 'kept',
    onState: null,
    get begunBeside() {
      const pointer = log.get('current');
      return pointer === pointedAt ? null : pointer || null;
    },
    load,
    unlock(key) {
      if (isKey(key) && !keys.some((known) => toBase64(known) === toBase64(key))) keys.push(key);
      reading = read();
      return load();
    },
    useCipher(cipher) {
      vault.cipher = cipher;
      reading = read();
      return load();
    },
    append(attempt) {
      if (attempt === last) return;
      last = attempt;
      current = attempt.id;
      if (log.get('current') !== current) log.set('current', current);
      if (unlogged || !log.add(shut(lastChange(attempt), vault, host.now()))) {
        // Full, or an earlier event is missing: then all of the attempt in one entry, in place of those it had.
        const mine = entriesOf(attempt.id);
        unlogged = !log.add(whole(mine, attempt).kept, mine);
      }
      report();
    },
    keep: (attempt) => keep(attempt, false),
    archive(attempt) {
      if (attempt.id === (log.get('current') ?? attempt.id)) log.set('current', '');
      // Synchronously, for the tab may die before the snapshot says so.
      log.set('past', [attempt.id, ...past()].slice(0, earlierLimit + 1).join());
      current = null;
      return keep(attempt, true);
    },
  };
  return device;

  async function load(): Promise<Loaded> {
    const {logged, pointer, past, rows} = reading;
    // Where the log knows of no attempt there is hardly one in IndexedDB: then the first screen does not wait for it.
    const likely = logged.length > 0 || !!pointer;
    const limit = new Promise<undefined>((resolve) =>
      host.setTimeout(() => resolve(undefined), likely ? loadLimitMs : 0),
    );
    const all = (rows: readonly Row[] | null) => {
      storeFails = rows === null;
      report();
      return found(logged, pointer, past, rows);
    };
    const soon = await Promise.race([rows, limit]);
    return soon === undefined ? {...found(logged, pointer, past, null), later: rows.then(all)} : all(soon);
  }

  function found(
    logged: readonly LogEntry[],
    pointer: string | null,
    past: readonly string[],
    rows: readonly Row[] | null,
  ): Loaded {
    const snapshots = (rows ?? []).flatMap((row) => {
      const kept = readKept(row);
      return kept ? [{kept, order: row.order}] : [];
    });
    const ids = new Set([...logged, ...snapshots].map(({kept}) => kept.attempt.id));
    const attempts = [...ids].map((id) => {
      const snapshot = snapshots.find(({kept}) => kept.attempt.id === id);
      const entries = logged.filter(({kept}) => kept.attempt.id === id);
      const joined = join(snapshot ? [snapshot, ...entries] : entries, vault)!;
      const heard = snapshot?.kept.heard ?? false;
      const archived = snapshot?.kept.archived || past.includes(id);
      const unsettled = entries.length > 0 || joined.stale > 0 || (confirmed && id === asked && !heard);
      return {id, joined, unsettled, order: snapshot?.order ?? Number.MAX_VALUE, archived, heard};
    });
    attempts.sort((a, b) => b.order - a.order);

    if (rows) settle(attempts.filter(({unsettled}) => unsettled).map(({joined}) => joined.attempt));
    const now =
      attempts.find(({id}) => id === asked) ??
      (pointer === '' ? undefined : (attempts.find(({id}) => id === pointer) ?? attempts.find((one) => !one.archived)));
    if (now && current === null) log.set('current', (current = now.id));
    return {
      current: now
        ? {...asFound(now.joined), heard: now.heard || (confirmed && now.id === asked), archived: false}
        : null,
      earlier: attempts
        .filter((one) => one !== now)
        .map(({joined, heard, archived}) => ({...asFound(joined), heard, archived})),
      later: null,
    };
  }

  /** Moves what a crash left in the log, or what an old key seals, into snapshots; then an old key can go. */
  async function settle(attempts: readonly Attempt[]) {
    const old = log.get('key');
    const kept = await Promise.all(attempts.map((attempt) => keep(attempt, false)));
    if (old !== null && old !== toBase64(keys[0]!) && kept.every((attempt) => attempt !== null)) log.set('key', null);
  }

  function keep(attempt: Attempt, archived: boolean): Promise<Attempt | null> {
    const before = waiting.get(attempt.id);
    const next = () => write(attempt.id);
    const result = before?.result ?? (queue = queue.then(next, next));
    waiting.set(attempt.id, {
      attempt: before ? mergeAttempts(before.attempt, attempt) : attempt,
      archived: archived || (before?.archived ?? false),
      result,
    });
    return result;
  }

  async function write(id: string): Promise<Attempt | null> {
    const {attempt, archived} = waiting.get(id)!;
    waiting.delete(id);
    const logged = entriesOf(id);
    let after = attempt;
    storeFails = !(await store.put(id, (before) => {
      const snapshot = readKept(before);
      const all = whole(snapshot ? [{kept: snapshot}, ...logged] : logged, attempt);
      after = all.attempt;
      return {
        ...all.kept,
        archived: archived || snapshot?.archived,
        heard: (confirmed && id === asked) || snapshot?.heard,
      };
    }));
    if (!storeFails) {
      log.remove(logged);
      if (last?.id === id && last.counter <= attempt.counter) unlogged = false;
    }
    report();
    return storeFails ? null : after;
  }

  function whole(copies: readonly {readonly kept: Kept}[], mine: Attempt) {
    const {attempt, locked} = join(copies, vault, mine)!;
    return {attempt, kept: shut(attempt, vault, host.now(), locked)};
  }

  function entriesOf(id: string) {
    return log.entries().filter(({kept}) => kept.attempt.id === id);
  }

  function report() {
    const state = unlogged && storeFails ? 'memory' : 'kept';
    if (state === device.state) return;
    (device as {state: DeviceState}).state = state;
    device.onState?.(state);
  }
}

type Writable<T> = {-readonly [K in keyof T]: T[K]};

const asFound = ({attempt, locked, opened, savedAt}: Joined) => ({
  attempt,
  sealed: locked.length > 0 ? ('locked' as const) : opened > 0 ? ('opened' as const) : ('none' as const),
  locked: [...new Set(locked.map(({activity}) => activity))],
  savedAt,
});
