import type {KeptSound, SoundStore} from '../../device/sound-store.ts';
import type {Sound} from './acoustics/sound.ts';
import {openWav, WavError, wavHeader} from './acoustics/wav.ts';

/** Files other than WAV are decoded whole, so they have to be short. */
const mostOther = {seconds: 180, bytes: 40_000_000, bytesOfUnknownLength: 5_000_000};
/** Room between a file's own length and the limit: nobody cuts to the millisecond. */
const grace = 5;
/** In which files lie on the device. */
const pieceBytes = 1 << 19;

export type FileFault = 'unreadable' | 'broken' | 'long_wav' | 'long_other';

/** What of the browser is needed to read what is no WAV. */
export interface DecodeHost {
  /** How long a file plays, in seconds; infinite if it doesn't say, null if the browser can't play it. */
  lengthOf(file: Blob): Promise<number | null>;
  /** At the rate of `decodeRate`. @throws if the browser can't */
  decode(bytes: ArrayBuffer): Promise<AudioBuffer>;
}
export const decodeRate = 16_000;

/** A file as a sound to measure: WAV of any size piece by piece, whatever else the browser knows as a whole. */
export async function openSoundFile(
  file: Blob,
  mostMinutes: number,
  host: DecodeHost,
): Promise<{readonly sound: Sound; readonly seconds: number} | {readonly fault: FileFault}> {
  try {
    const sound = await openWav(file);
    if (sound.seconds > 60 * mostMinutes + grace) return {fault: 'long_wav'};
    return {sound, seconds: sound.seconds};
  } catch (error: unknown) {
    if (!(error instanceof WavError) || error.reason === 'broken') return {fault: 'broken'};
  }
  if (file.size > mostOther.bytes) return {fault: 'long_other'};
  const length = await host.lengthOf(file);
  if (length === null) return {fault: 'unreadable'};
  const long = Number.isFinite(length)
    ? length > Math.min(mostOther.seconds, 60 * mostMinutes) + grace
    : file.size > mostOther.bytesOfUnknownLength;
  if (long) return {fault: 'long_other'};
  try {
    const buffer = await host.decode(await file.arrayBuffer());
    return {sound: soundOf(buffer), seconds: buffer.duration};
  } catch {
    return {fault: 'unreadable'};
  }
}

/** What the browser decoded, a few seconds at a time. */
const soundOf = (buffer: AudioBuffer): Sound => ({
  sampleRate: buffer.sampleRate,
  channels: buffer.numberOfChannels,
  seconds: buffer.duration,
  async *chunks() {
    const frames = 1 << 17;
    for (let from = 0; from < buffer.length; from += frames)
      yield Array.from({length: buffer.numberOfChannels}, (_, channel) =>
        buffer.getChannelData(channel).subarray(from, from + frames),
      );
  },
});

/** Our own recording, as it lies on the device. */
export const recordedSound = (store: SoundStore, {id, sampleRate, bytes}: KeptSound): Sound => ({
  sampleRate,
  channels: 1,
  seconds: bytes / 2 / sampleRate,
  async *chunks() {
    for await (const piece of store.read(id)) {
      const {buffer} = piece.slice(0, piece.byteLength & ~1); // in memory of its own, on an even place
      yield new Int16Array(buffer); // in the order of bytes of all machines that browsers run on
    }
  },
});

/** How long a recording of ours is, in seconds. */
export const secondsOf = ({bytes, sampleRate}: KeptSound): number => (sampleRate > 0 ? bytes / 2 / sampleRate : 0);

/** A sound on the device as a file: to play it, or to hand it over. A recording becomes WAV. */
export async function asFile(store: SoundStore, {id, type, sampleRate}: KeptSound): Promise<Blob> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of store.read(id)) pieces.push(piece);
  if (type !== 'pcm') return new Blob(pieces, {type});
  const frames = pieces.reduce((sum, piece) => sum + piece.byteLength, 0) >> 1;
  return new Blob([wavHeader(sampleRate, 1, frames), ...pieces], {type: 'audio/wav'});
}

/** Puts an opened file on the device; `full` or `failed` leave nothing behind. */
export async function keepFile(store: SoundStore, id: string, file: Blob) {
  let kept = await store.begin({id, type: file.type || 'audio/wav', sampleRate: 0, corrected: []});
  for (let from = 0; kept === 'kept' && from < file.size; from += pieceBytes)
    kept = await store.append(id, new Uint8Array(await file.slice(from, from + pieceBytes).arrayBuffer()));
  if (kept === 'kept') kept = await store.finish(id);
  if (kept !== 'kept') await store.remove(id);
  return kept;
}

/** The browser's own decoder. */
export const browserDecoder: DecodeHost = {
  lengthOf: (file) =>
    new Promise((resolve) => {
      const url = URL.createObjectURL(file);
      const audio = new Audio();
      const done = (length: number | null) => {
        clearTimeout(timer);
        audio.removeAttribute('src');
        URL.revokeObjectURL(url);
        resolve(length);
      };
      const timer = setTimeout(() => done(null), 10_000);
      audio.preload = 'metadata';
      audio.onloadedmetadata = () => done(audio.duration);
      audio.onerror = () => done(null);
      audio.src = url;
    }),
  decode: (bytes) => new OfflineAudioContext(1, 1, decodeRate).decodeAudioData(bytes),
};
