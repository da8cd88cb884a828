import {Blob} from 'node:buffer';
import {describe, expect, it} from 'vitest';
import {samplesOf} from '../../../test/speech/signal.ts';
import type {SoundStore} from '../../device/sound-store.ts';
import {lengthOf} from './acoustics/sound.ts';
import {wavHeader, wavSamples} from './acoustics/wav.ts';
import {asFile, type DecodeHost, keepFile, openSoundFile, recordedSound} from './sounds.ts';

const wav = (seconds: number, rate = 8000) =>
  new Blob([
    wavHeader(rate, 1, seconds * rate),
    wavSamples([new Float32Array(seconds * rate)]),
  ]) as unknown as globalThis.Blob;
const other = (bytes: number) => new Blob([new Uint8Array(bytes)]) as unknown as globalThis.Blob;
const decoder = (length: number | null, decodes = true): DecodeHost => ({
  lengthOf: async () => length,
  decode: async () => {
    if (!decodes) throw new DOMException('', 'EncodingError');
    const data = Float32Array.from({length: 32_000}, (_, at) => at / 32_000);
    return {
      duration: 2,
      sampleRate: 16_000,
      numberOfChannels: 1,
      length: data.length,
      getChannelData: () => data,
    } as unknown as AudioBuffer;
  },
});

describe('a file that is opened', () => {
  it('may be WAV of as many minutes as the rules say', async () => {
    expect(await openSoundFile(wav(61), 2, decoder(null))).toMatchObject({seconds: 61, sound: {sampleRate: 8000}});
    expect(await openSoundFile(wav(70), 1, decoder(null))).toEqual({fault: 'long_wav'});
  });

  it('may be whatever the browser decodes, up to 3 minutes and 40 MB', async () => {
    const read = await openSoundFile(other(1000), 10, decoder(179));
    if ('fault' in read) throw new Error(read.fault);
    let heard = 0;
    for await (const chunk of read.sound.chunks()) heard += lengthOf(chunk, 1);
    expect(heard).toBe(32_000);
    expect(await openSoundFile(other(1000), 10, decoder(200))).toEqual({fault: 'long_other'});
    expect(await openSoundFile(other(40_000_001), 10, decoder(100))).toEqual({fault: 'long_other'});
  });

  it('that says no length is decoded only while it is small', async () => {
    expect(await openSoundFile(other(1000), 10, decoder(Number.POSITIVE_INFINITY))).toMatchObject({seconds: 2});
    expect(await openSoundFile(other(5_000_001), 10, decoder(Number.POSITIVE_INFINITY))).toEqual({fault: 'long_other'});
  });

  it('is refused with a reason where it is damaged or no sound', async () => {
    expect(await openSoundFile(other(1000), 10, decoder(null))).toEqual({fault: 'unreadable'});
    expect(await openSoundFile(other(1000), 10, decoder(60, false))).toEqual({fault: 'unreadable'});
    const cut = new Blob([wavHeader(8000, 1, 0)]) as unknown as globalThis.Blob;
    expect(await openSoundFile(cut, 10, decoder(60))).toEqual({fault: 'broken'});
  });
});

/** A store that keeps everything in memory. */
function memory(full = Number.POSITIVE_INFINITY) {
  const pieces: Uint8Array[] = [];
  const store = {
    begin: async () => 'kept',
    append: async (_: string, piece: Uint8Array) => {
      if (pieces.length >= full) return 'full';
      pieces.push(piece);
      return 'kept';
    },
    finish: async () => 'kept',
    remove: async () => {
      pieces.length = 0;
      return true;
    },
    async *read() {
      yield* pieces;
    },
  };
  return {pieces, store: store as unknown as SoundStore};
}
const sound = {id: 'a/own', corrected: [], pieces: 1, open: false};

describe('a sound on the device', () => {
  it('is the opened file again, byte by byte', async () => {
    const {pieces, store} = memory();
    const bytes = Uint8Array.from({length: 1_300_000}, (_, at) => at % 251);
    const file = new Blob([bytes], {type: 'audio/mp4'}) as unknown as globalThis.Blob;
    expect(await keepFile(store, 'a/own', file)).toBe('kept');
    expect(pieces).toHaveLength(3);
    const back = await asFile(store, {...sound, type: 'audio/mp4', sampleRate: 0, bytes: bytes.length});
    expect(back.type).toBe('audio/mp4');
    expect(Buffer.from(await back.arrayBuffer()).equals(Buffer.from(bytes))).toBe(true);
  });

  it('leaves nothing behind where there was no room for all of it', async () => {
    const {pieces, store} = memory(1);
    expect(await keepFile(store, 'a/own', other(1_300_000))).toBe('full');
    expect(pieces).toEqual([]);
  });

  it('that was recorded becomes WAV, and samples to measure', async () => {
    const {pieces, store} = memory();
    pieces.push(wavSamples([Float32Array.of(0, 0.5)]), wavSamples([Float32Array.of(-1)]));
    const recorded = {...sound, type: 'pcm', sampleRate: 16_000, bytes: 6};
    const file = Buffer.from(await (await asFile(store, recorded)).arrayBuffer());
    expect(file.toString('latin1', 0, 4)).toBe('RIFF');
    expect(file.readUInt32LE(24)).toBe(16_000);
    expect(file.length).toBe(44 + 6);
    expect(await samplesOf(recordedSound(store, recorded))).toEqual([[0, 0.5, -1]]);
  });
});
