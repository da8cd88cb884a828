import type {Sound} from './sound.ts';

/** What a WAV file holds: integers of 8 to 32 bits, or floats of 32 or 64. */
export interface Wav extends Sound {
  readonly seconds: number;
  readonly bits: number;
}

/**
 * Why a file can't be read as WAV: it is something else (the browser may know it), it is packed inside (ADPCM, MP3 in WAV), or its
 * header makes no sense or promises sound that isn't there.
 */
export class WavError extends Error {
  constructor(
    readonly reason: 'not-wav' | 'packed' | 'broken',
    message: string,
  ) {
    super(message);
  }
}

/** About a megabyte of 16-bit stereo: each read costs milliseconds, however little it brings. */
const framesAtOnce = 1 << 18;

/**
 * Opens a WAV file of any size: reads its header now, and its sound piece by piece when asked. The whole never is in memory.
 * RIFF WAVE by Microsoft and IBM (1991), with WAVE_FORMAT_EXTENSIBLE; RF64 for files over 4 GB (EBU Tech 3306).
 * @throws WavError
 */
export async function openWav(file: Blob): Promise<Wav> {
  const {format, from, to} = await readHeader(file);
  const {channels, sampleRate, bytes} = format;
  const frameBytes = bytes * channels;
  const frames = Math.floor((to - from) / frameBytes);
  if (frames === 0) throw new WavError('broken', 'The WAV file has a header and no sound.');
  const sampleAt = reader(format);
  return {
    sampleRate,
    channels,
    seconds: frames / sampleRate,
    bits: 8 * bytes,
    async *chunks() {
      let next = bytesOf(file, from, Math.min(to, from + framesAtOnce * frameBytes));
      for (let frame = 0; frame < frames; frame += framesAtOnce) {
        const data = await next;
        const start = from + (frame + framesAtOnce) * frameBytes;
        if (start < to) next = bytesOf(file, start, Math.min(to, start + framesAtOnce * frameBytes));
        const count = Math.min(framesAtOnce, frames - frame);
        // The machines that browsers run on are little-endian as WAV is.
        if (bytes === 2) yield new Int16Array(data.buffer, 0, count * channels);
        else
          yield Array.from({length: channels}, (_, channel) => {
            const samples = new Float32Array(count);
            for (let i = 0, at = channel * bytes; i < count; i++, at += frameBytes) samples[i] = sampleAt(data, at);
            return samples;
          });
      }
    },
  };
}

interface Format {
  readonly float: boolean;
  readonly channels: number;
  readonly sampleRate: number;
  /** Bytes of one sample. */
  readonly bytes: number;
}

async function readHeader(file: Blob): Promise<{format: Format; from: number; to: number}> {
  const head = await bytesOf(file, 0, 12);
  const kind = head.byteLength === 12 ? nameAt(head, 0) : '';
  if ((kind !== 'RIFF' && kind !== 'RF64') || nameAt(head, 8) !== 'WAVE')
    throw new WavError('not-wav', 'The file does not begin as a WAV file does (RIFF … WAVE).');
  let format: Format | null = null;
  // Recorders put their own chunks before the sound: a few, or dozens of markers; never more than this.
  for (let at = 12, chunks = 0; at + 8 <= file.size && chunks < 1000; chunks++) {
    const chunk = await bytesOf(file, at, at + 8);
    const name = nameAt(chunk, 0);
    const size = chunk.getUint32(4, true);
    const body = at + 8;
    if (name === 'fmt ') format = readFormat(await bytesOf(file, body, body + Math.min(size, 40)));
    if (name === 'data') {
      if (!format) throw new WavError('broken', 'The WAV file has sound before the chunk "fmt " that describes it.');
      // A recorder that was cut off never came to write the size; over 4 GB it stands elsewhere.
      const to = size === 0 || size >= 0xffffff00 ? file.size : Math.min(file.size, body + size);
      return {format, from: body, to};
    }
    at = body + size + (size % 2);
  }
  throw new WavError('broken', 'The WAV file has no chunk "data", where its sound would be.');
}

function readFormat(chunk: DataView): Format {
  if (chunk.byteLength < 16)
    throw new WavError('broken', `The chunk "fmt " of the WAV file has ${chunk.byteLength} bytes, not 16 or more.`);
  const given = chunk.getUint16(0, true);
  const tag = given === 0xfffe && chunk.byteLength >= 26 ? chunk.getUint16(24, true) : given;
  const channels = chunk.getUint16(2, true);
  const sampleRate = chunk.getUint32(4, true);
  const frameBytes = chunk.getUint16(12, true);
  const bits = chunk.getUint16(14, true);
  if (tag !== 1 && tag !== 3)
    throw new WavError(
      'packed',
      `The sound in the WAV file is packed (format ${tag}); only PCM (1) and float (3) are read.`,
    );
  const bytes = frameBytes / channels;
  const known = tag === 1 ? [1, 2, 3, 4] : [4, 8];
  if (channels < 1 || channels > 32 || !known.includes(bytes) || Math.ceil(bits / 8) !== bytes || sampleRate === 0)
    throw new WavError(
      'broken',
      `The WAV file says it has ${channels} channels of ${bits} bits, ${frameBytes} bytes together, ${sampleRate} times a second.`,
    );
  return {float: tag === 3, channels, sampleRate, bytes};
}

/** How a sample of other than 16 bits is read: little-endian; 8 bits without a sign, more with one. */
function reader({float, bytes}: Format): (data: DataView, at: number) => number {
  if (float) return bytes === 4 ? (data, at) => data.getFloat32(at, true) : (data, at) => data.getFloat64(at, true);
  if (bytes === 1) return (data, at) => (data.getUint8(at) - 128) / 128;
  if (bytes === 3) return (data, at) => (data.getInt8(at + 2) * 0x10000 + data.getUint16(at, true)) / 0x800000;
  return (data, at) => data.getInt32(at, true) / 0x80000000;
}

const bytesOf = async (file: Blob, from: number, to: number) => new DataView(await file.slice(from, to).arrayBuffer());

const nameAt = (data: DataView, at: number) =>
  String.fromCharCode(...[0, 1, 2, 3].map((offset) => data.getUint8(at + offset)));

/** The 44 bytes before `frames` frames of 16-bit sound. */
export function wavHeader(sampleRate: number, channels: number, frames: number): Uint8Array<ArrayBuffer> {
  const header = new DataView(new ArrayBuffer(44));
  const size = 2 * channels * frames;
  const name = (at: number, text: string) => {
    for (let i = 0; i < text.length; i++) header.setUint8(at + i, text.charCodeAt(i));
  };
  name(0, 'RIFF');
  header.setUint32(4, 36 + size, true);
  name(8, 'WAVEfmt ');
  header.setUint32(16, 16, true);
  header.setUint16(20, 1, true);
  header.setUint16(22, channels, true);
  header.setUint32(24, sampleRate, true);
  header.setUint32(28, 2 * channels * sampleRate, true);
  header.setUint16(32, 2 * channels, true);
  header.setUint16(34, 16, true);
  name(36, 'data');
  header.setUint32(40, size, true);
  return new Uint8Array(header.buffer);
}

/** A chunk as the bytes that follow the header: 16 bits, little-endian, channels in turn. */
export function wavSamples(chunk: readonly Float32Array[]): Uint8Array<ArrayBuffer> {
  const length = chunk[0]?.length ?? 0;
  const bytes = new DataView(new ArrayBuffer(2 * length * chunk.length));
  chunk.forEach((channel, index) => {
    for (let i = 0; i < length; i++) {
      const sample = Math.max(-0x8000, Math.min(0x7fff, Math.round(channel[i]! * 0x8000)));
      bytes.setInt16(2 * (i * chunk.length + index), sample, true);
    }
  });
  return new Uint8Array(bytes.buffer);
}
