import {IDBFactory, IDBKeyRange, IDBObjectStore} from 'fake-indexeddb';

import {afterEach, beforeAll, describe, expect, it, vi} from 'vitest';
import {newKey, type Random} from './cipher.ts';
import {openSounds, type SoundStoreHost} from './sound-store.ts';
import {xchacha} from './xchacha.ts';

const random: Random = (length) => crypto.getRandomValues(new Uint8Array(length));
const key = newKey(random);
const speech = {id: 'studio/own', type: 'pcm', sampleRate: 16_000, corrected: ['noiseSuppression']};

beforeAll(() => {
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** Pages of one origin, each with its own learner's keys. */
function given() {
  const indexedDB = new IDBFactory();
  return (keys: readonly Uint8Array[] = [key], host: Partial<SoundStoreHost> = {}) =>
    openSounds({indexedDB, setTimeout: () => {}, storage: undefined, ...host}, 'destt/x/sounds', {
      cipher: xchacha,
      keys,
      random,
    });
}

async function all(sounds: AsyncIterable<Uint8Array>): Promise<readonly number[][]> {
  const pieces: number[][] = [];
  for await (const piece of sounds) pieces.push([...piece]);
  return pieces;
}

describe('a sound on the device', () => {
  it('comes back piece by piece, on a page opened after the one that wrote it has died', async () => {
    const open = given();
    const store = open();
    expect(await store.find(speech.id)).toBeNull();
    expect(await store.begin(speech)).toBe('kept');
    expect(await store.append(speech.id, Uint8Array.of(1, 2))).toBe('kept');
    expect(await store.append(speech.id, Uint8Array.of(3, 4, 5))).toBe('kept');

    const later = open();
    expect(await later.find(speech.id)).toEqual({...speech, bytes: 5, pieces: 2, open: true});
    expect(await all(later.read(speech.id))).toEqual([
      [1, 2],
      [3, 4, 5],
    ]);
    expect(await later.finish(speech.id)).toBe('kept');
    expect((await later.find(speech.id))?.open).toBe(false);
  });

  it('keeps the order of pieces that nobody waited for', async () => {
    const store = given()();
    await store.begin(speech);
    await Promise.all([7, 8, 9].map((value) => store.append(speech.id, Uint8Array.of(value))));
    expect(await all(store.read(speech.id))).toEqual([[7], [8], [9]]);
  });

  it('can’t be heard by the next learner at this computer, and lies there unreadable', async () => {
    const open = given();
    const store = open();
    await store.begin(speech);
    const bytes = Uint8Array.from({length: 64}, (_, at) => at);
    const written = vi.spyOn(IDBObjectStore.prototype, 'put');
    await store.append(speech.id, bytes);
    const sealed = written.mock.calls.flatMap(([value]) => (value instanceof Uint8Array ? [...value] : []));
    expect(sealed).toHaveLength(64 + 24 + 16);
    expect(sealed.join()).not.toContain([10, 11, 12, 13].join());
    expect(await store.opens(speech.id)).toBe(true);
    const next = open([newKey(random)]);
    expect(await next.opens(speech.id)).toBe(false);
    expect(await all(next.read(speech.id))).toEqual([]);
    expect(await open([newKey(random), key]).opens(speech.id)).toBe(true);
  });

  it('makes way for a new one of its name, and goes when it is told to', async () => {
    const store = given()();
    await store.begin(speech);
    await store.append(speech.id, Uint8Array.of(1));
    await store.append(speech.id, Uint8Array.of(2));
    await store.begin({...speech, id: 'studio/other'});
    await store.begin(speech);
    await store.append(speech.id, Uint8Array.of(3));
    expect(await all(store.read(speech.id))).toEqual([[3]]);
    expect(await store.remove(speech.id)).toBe(true);
    expect(await store.find(speech.id)).toBeNull();
    expect(await store.find('studio/other')).not.toBeNull();
    expect(await store.append(speech.id, Uint8Array.of(4))).toBe('failed');
  });

  it('that finds no more room says so, and stays as it was', async () => {
    const store = given()();
    await store.begin(speech);
    await store.append(speech.id, Uint8Array.of(1));
    const {put} = IDBObjectStore.prototype;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function (this: IDBObjectStore, ...args) {
      if (!(args[0] instanceof Uint8Array)) return put.apply(this, args);
      const {transaction} = this;
      Object.defineProperty(transaction, 'error', {value: new DOMException('', 'QuotaExceededError')});
      queueMicrotask(() => transaction.abort());
      return put.apply(this, args);
    });
    expect(await store.append(speech.id, Uint8Array.of(2))).toBe('full');
    vi.restoreAllMocks();
    expect(await all(store.read(speech.id))).toEqual([[1]]);
  });

  it('is refused where the browser stores nothing, or hangs, without an error', async () => {
    const none = given()([key], {indexedDB: null});
    expect(await none.begin(speech)).toBe('failed');
    expect(await none.find(speech.id)).toBeNull();
    const hung = {open: () => ({})} as unknown as IDBFactory;
    const store = given()([key], {indexedDB: hung, setTimeout: (run) => queueMicrotask(run)});
    expect(await store.begin(speech)).toBe('failed');
    expect(await store.remove(speech.id)).toBe(false);
  });
});

describe('the room for sounds', () => {
  it('is what the browser estimates, and unknown where it says nothing', async () => {
    const open = given();
    expect(await open([key], {storage: {estimate: async () => ({quota: 100, usage: 30})}}).room()).toBe(70);
    expect(await open().room()).toBeNull();
    const refused = {estimate: () => Promise.reject(new Error('no'))};
    expect(await open([key], {storage: refused}).room()).toBeNull();
  });
});
