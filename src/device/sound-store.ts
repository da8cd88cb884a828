import {type Cipher, isKey, type Random} from './cipher.ts';
import {openDatabase, type StoreHost} from './database.ts';

/** A sound on this device, without its bytes. */
export interface KeptSound {
  /** Of the learner's training: an activity and whose speech. */
  readonly id: string;
  /** `pcm`: 16-bit little-endian mono samples. Else a file's own type. */
  readonly type: string;
  /** Samples a second, of `pcm`; 0 else. */
  readonly sampleRate: number;
  /** What the microphone did to it against our wish. */
  readonly corrected: readonly string[];
  readonly bytes: number;
  readonly pieces: number;
  /** Still being recorded; when another sitting finds it so, the page was closed meanwhile. */
  readonly open: boolean;
}

/** `full`: the browser gives no more room. `failed`: it stores nothing at all (a private window, cookies blocked). */
export type Kept = 'kept' | 'full' | 'failed';

export interface SoundStoreHost extends StoreHost {
  /** `navigator.storage`; missing on plain http. */
  readonly storage: Pick<StorageManager, 'estimate'> | undefined;
}

export interface SoundSeal {
  readonly cipher: Cipher;
  /** Of the learner's private answers: the next one at this computer hears nothing (DESIGN 3). The first seals, any opens. */
  readonly keys: readonly Uint8Array[];
  readonly random: Random;
}

/**
 * Sounds of one learner and training in IndexedDB, piece by piece and sealed, so that a tab that dies while recording has
 * lost no more than the piece at hand. Nothing throws and nothing hangs.
 */
export interface SoundStore {
  /** Null if the browser stores nothing. */
  find(id: string): Promise<KeptSound | null>;
  /** Begins a sound; one of that id goes. */
  begin(sound: Pick<KeptSound, 'id' | 'type' | 'sampleRate' | 'corrected'>): Promise<Kept>;
  /** Adds a piece. */
  append(id: string, piece: Uint8Array): Promise<Kept>;
  /** Says that a sound is whole. */
  finish(id: string): Promise<Kept>;
  /** The pieces in order; ends early at one that can't be had or opened. */
  read(id: string): AsyncIterable<Uint8Array<ArrayBuffer>>;
  /** Whether the first piece opens. */
  opens(id: string): Promise<boolean>;
  remove(id: string): Promise<boolean>;
  /** Bytes that may still be written, as the browser estimates; null if it doesn't say. */
  room(): Promise<number | null>;
}

/** Opens the sounds under a name when they are first needed. */
export function openSounds(host: SoundStoreHost, name: string, {cipher, keys, random}: SoundSeal): SoundStore {
  const database = openDatabase(host, name, (made) => {
    made.createObjectStore('sounds', {keyPath: 'id'});
    made.createObjectStore('pieces');
  });
  /** One after the other: each piece's place is the number of those before. */
  let queue: Promise<unknown> = Promise.resolve();

  type Use<T> = (sounds: IDBObjectStore, pieces: IDBObjectStore, give: (result: T) => void) => void;
  const run = <T>(mode: IDBTransactionMode, use: Use<T>): Promise<T | null> => {
    const result = database.run<T>(
      mode,
      ['sounds', 'pieces'],
      (transaction, give) => use(transaction.objectStore('sounds'), transaction.objectStore('pieces'), give),
      queue,
    );
    queue = result;
    return result;
  };
  const write = async (use: Use<true>): Promise<Kept> => {
    if (await run('readwrite', use)) return 'kept';
    return database.full ? 'full' : 'failed';
  };

  const change = (id: string, make: (sound: KeptSound, pieces: IDBObjectStore) => KeptSound) =>
    write((sounds, pieces, give) => {
      const found: IDBRequest<unknown> = sounds.get(id);
      found.onsuccess = () => {
        const sound = soundFrom(found.result);
        if (!sound) return;
        sounds.put(make(sound, pieces));
        give(true);
      };
    });

  const place = (id: string, at: number) => `sound/${id}/${at}`;
  const opened = (id: string, at: number, sealed: unknown): Uint8Array<ArrayBuffer> | null => {
    const bytes = sealed instanceof Uint8Array ? sealed : new Uint8Array(0);
    for (const key of keys) {
      try {
        return new Uint8Array(cipher.decrypt(key, bytes.subarray(0, 24), utf8(place(id, at)), bytes.subarray(24)));
      } catch {
        // another key, or damaged
      }
    }
    return null;
  };
  const piece = async (id: string, at: number) => {
    const sealed = await run<unknown>('readonly', (_, pieces, give) => {
      const found: IDBRequest<unknown> = pieces.get([id, at]);
      found.onsuccess = () => give(found.result);
    });
    return opened(id, at, sealed);
  };
  const find = async (id: string) => {
    const found = await run<unknown>('readonly', (sounds, _, give) => {
      const asked: IDBRequest<unknown> = sounds.get(id);
      asked.onsuccess = () => give(asked.result);
    });
    return soundFrom(found);
  };
  const piecesOf = (id: string) => IDBKeyRange.bound([id, 0], [id, Number.POSITIVE_INFINITY]);

  return {
    find,
    async begin(sound) {
      if (!host.indexedDB || !isKey(keys[0])) return 'failed';
      return write((sounds, pieces, give) => {
        pieces.delete(piecesOf(sound.id));
        sounds.put({...sound, bytes: 0, pieces: 0, open: true} satisfies KeptSound);
        give(true);
      });
    },
    append(id, bytes) {
      const nonce = random(24);
      return change(id, (sound, pieces) => {
        const sealed = cipher.encrypt(keys[0]!, nonce, utf8(place(id, sound.pieces)), bytes);
        const both = new Uint8Array(nonce.length + sealed.length);
        both.set(nonce);
        both.set(sealed, nonce.length);
        pieces.put(both, [id, sound.pieces]);
        return {...sound, pieces: sound.pieces + 1, bytes: sound.bytes + bytes.length};
      });
    },
    finish: (id) => change(id, (sound) => ({...sound, open: false})),
    async *read(id) {
      const count = (await find(id))?.pieces ?? 0;
      for (let at = 0; at < count; at++) {
        const bytes = await piece(id, at);
        if (!bytes) return;
        yield bytes;
      }
    },
    opens: async (id) => (await piece(id, 0)) !== null,
    async remove(id) {
      if (!host.indexedDB) return true;
      const gone = await write((sounds, pieces, give) => {
        sounds.delete(id);
        pieces.delete(piecesOf(id));
        give(true);
      });
      return gone === 'kept';
    },
    async room() {
      try {
        const {quota, usage} = (await host.storage?.estimate()) ?? {};
        return quota === undefined ? null : Math.max(0, quota - (usage ?? 0));
      } catch {
        return null;
      }
    },
  };
}

function soundFrom(value: unknown): KeptSound | null {
  if (typeof value !== 'object' || value === null) return null;
  const {id, type, sampleRate, corrected, bytes, pieces, open} = value as Partial<Record<keyof KeptSound, unknown>>;
  if (typeof id !== 'string' || typeof type !== 'string' || typeof sampleRate !== 'number') return null;
  if (typeof bytes !== 'number' || typeof pieces !== 'number') return null;
  const names = Array.isArray(corrected) ? corrected.filter((name): name is string => typeof name === 'string') : [];
  return {id, type, sampleRate, corrected: names, bytes, pieces, open: open === true};
}

const utf8 = (text: string) => new TextEncoder().encode(text);
