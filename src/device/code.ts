import {type Cipher, open, type Random, seal} from './cipher.ts';
import {devicePrefix} from './prefix.ts';
import type {QueueStream} from './record-queue.ts';
import {storageOf} from './storage.ts';

/** What a learner is called in records: a random code, made here, known to nobody else (DESIGN 5, "Research actor"). */
export interface CodeKeeper {
  /** The code that lies here; null if there is none, or its key is gone. */
  readonly known: string | null;
  /** The code; made and kept at the first call. */
  code(): string;
  /** Takes the code of a save file, where there is none yet. */
  adopt(code: string): void;
  /** After withdrawal: whoever agrees once more is somebody new. */
  forget(): void;
}

export interface CodeOptions {
  readonly localStorage: Storage | null;
  readonly training: string;
  /** The LMS's id of the learner; never stored as it is. */
  readonly learner: string;
  /** Each stream has a code of its own, so that neither tells of the other. */
  readonly stream?: QueueStream;
  /** The learner's key of private answers (`Sitting.key`): the LMS has the key and no code, the device the code and no key. */
  readonly key: Uint8Array;
  readonly cipher: Cipher;
  readonly random: Random;
}

/** Opens the code of one learner and one training. Nothing throws: where nothing can be stored it lasts as long as the page. */
export function openCode({
  localStorage,
  training,
  learner,
  stream = 'research',
  key,
  cipher,
  random,
}: CodeOptions): CodeKeeper {
  const name = `${devicePrefix(training, learner)}code/${stream}`;
  const tried = storageOf({localStorage});
  const sealed = tried(null, (storage) => storage.getItem(name));
  let code = sealed === null ? null : openedCode(cipher, key, sealed, training);
  const keep = (made: string) => {
    code = made;
    tried(undefined, (storage) => storage.setItem(name, sealedCode(cipher, key, made, training, random)));
    return made;
  };
  return {
    get known() {
      return code;
    },
    code: () => code ?? keep(Array.from(random(10), (byte) => byte.toString(16).padStart(2, '0')).join('')),
    adopt(given) {
      if (code === null && isCode(given)) keep(given);
    },
    forget() {
      code = null;
      tried(undefined, (storage) => storage.removeItem(name));
    },
  };
}

/** A code as it lies on the device and in a save file. */
export const sealedCode = (cipher: Cipher, key: Uint8Array, code: string, training: string, random: Random): string =>
  seal(cipher, key, code, placeOf(training), random);

/** The code that was sealed; null if the key is another, or it is none. */
export function openedCode(cipher: Cipher, key: Uint8Array, sealed: string, training: string): string | null {
  const code = open(cipher, key, sealed, placeOf(training))?.trim();
  return isCode(code) ? code : null;
}

const placeOf = (training: string) => JSON.stringify(['code', training]);
const isCode = (text: unknown): text is string => typeof text === 'string' && /^[0-9a-f]{20}$/.test(text);
