import {describe, expect, it} from 'vitest';
import {samplesOf} from '../../../../test/speech/signal.ts';
import {lengthOf} from './sound.ts';
import {openWav, type WavError, wavHeader, wavSamples} from './wav.ts';

const samples = [0, 0.5, -0.5, 0.25, -1, 0.75, -0.25, 0.125];

interface Written {
  readonly tag?: number;
  readonly bits: number;
  readonly channels?: number;
  readonly rate?: number;
  /** Chunks before the sound. */
  readonly before?: readonly (readonly [name: string, size: number])[];
  readonly extensible?: boolean;
  /** The size that the header gives of the sound. */
  readonly size?: number;
  readonly values?: readonly number[];
}

/** A WAV file as recorders write them. */
function written({
  tag = 1,
  bits,
  channels = 1,
  rate = 16_000,
  before = [],
  extensible,
  size,
  values = samples,
}: Written) {
  const bytes = bits / 8;
  const file = new DataView(new ArrayBuffer(4096));
  let at = 0;
  const name = (text: string) => [...text].forEach((letter) => void file.setUint8(at++, letter.charCodeAt(0)));
  const two = (value: number) => file.setUint16((at += 2) - 2, value, true);
  const four = (value: number) => file.setUint32((at += 4) - 4, value, true);
  name('RIFF');
  four(0);
  name('WAVE');
  for (const [chunk, length] of before) {
    name(chunk);
    four(length);
    at += length + (length % 2);
  }
  name('fmt ');
  four(extensible ? 40 : 16);
  two(extensible ? 0xfffe : tag);
  two(channels);
  four(rate);
  four(rate * channels * bytes);
  two(channels * bytes);
  two(bits);
  if (extensible) {
    two(22);
    two(bits);
    four(0);
    two(tag);
    at += 14;
  }
  name('data');
  four(size ?? values.length * bytes);
  for (const value of values) {
    if (tag === 3 && bytes === 4) file.setFloat32(at, value, true);
    else if (tag === 3) file.setFloat64(at, value, true);
    else if (bytes === 1) file.setUint8(at, Math.min(255, 128 + 128 * value));
    else if (bytes === 2) file.setInt16(at, value * 0x8000, true);
    else if (bytes === 4) file.setInt32(at, value * 0x80000000, true);
    else {
      file.setUint16(at, (value * 0x800000) & 0xffff, true);
      file.setInt8(at + 2, Math.floor(value * 0x80));
    }
    at += bytes;
  }
  return new Blob([file.buffer.slice(0, at)]);
}

async function read(file: Blob) {
  const wav = await openWav(file);
  return {wav, channels: await samplesOf(wav)};
}

const fault = async (file: Blob): Promise<WavError> => {
  try {
    await openWav(file);
  } catch (error) {
    return error as WavError;
  }
  throw new Error('It was read.');
};

describe('a WAV file', () => {
  it.each([
    ['8 bits', {bits: 8}],
    ['16 bits', {bits: 16}],
    ['24 bits', {bits: 24}],
    ['32 bits', {bits: 32}],
    ['floats', {bits: 32, tag: 3}],
    ['long floats', {bits: 64, tag: 3}],
    ['16 bits, said the extensible way', {bits: 16, extensible: true}],
    ['floats, said the extensible way', {bits: 32, tag: 3, extensible: true}],
  ] as const)('of %s is read as −1…1', async (_name, form) => {
    const {wav, channels} = await read(written(form));
    expect(channels).toEqual([samples]);
    expect(wav).toMatchObject({sampleRate: 16_000, channels: 1, bits: form.bits, seconds: 8 / 16_000});
  });

  it('of two channels is read as two', async () => {
    const {channels} = await read(written({bits: 16, channels: 2, rate: 44_100}));
    expect(channels).toEqual([
      [0, -0.5, -1, -0.25],
      [0.5, 0.25, 0.75, 0.125],
    ]);
  });

  it('may have other chunks before its sound, also of odd length', async () => {
    const before = [
      ['LIST', 27],
      ['bext', 602],
    ] as const;
    expect((await read(written({bits: 16, before}))).channels).toEqual([samples]);
  });

  it.each([
    ['no size, as after a crash', 0],
    ['the size of a stream', 0xffffffff],
    ['more than there is', 5000],
  ])('whose header gives %s is read to its end', async (_name, size) => {
    expect((await read(written({bits: 16, size}))).channels).toEqual([samples]);
  });

  it('of any length comes in pieces, and may be read again', async () => {
    const long = Array.from({length: 300_000}, (_, at) => Math.sin(at));
    const sound = wavSamples([Float32Array.from(long)]);
    const wav = await openWav(new Blob([wavHeader(48_000, 1, long.length), sound]));
    for (let time = 0; time < 2; time++) {
      const lengths: number[] = [];
      let worst = 0;
      let at = 0;
      for await (const chunk of wav.chunks()) lengths.push(lengthOf(chunk, 1));
      for (const sample of (await samplesOf(wav))[0]!) worst = Math.max(worst, Math.abs(sample - long[at++]!));
      expect(lengths).toEqual([262_144, 37_856]);
      expect(worst).toBeLessThanOrEqual(0.5 / 0x8000 + 1 / 0x8000);
    }
    expect(wav.seconds).toBe(6.25);
  });

  it('that we write keeps full scale within its bounds', () => {
    expect([
      ...new Int16Array(wavSamples([Float32Array.of(1, -1, 2, -2), Float32Array.of(0, 0, 0, 0)]).buffer),
    ]).toEqual([32767, 0, -32768, 0, 32767, 0, -32768, 0]);
  });

  it('that is none is refused', async () => {
    expect(await fault(new Blob(['ID3 and much else, as in an MP3 file']))).toMatchObject({reason: 'not-wav'});
    expect(await fault(new Blob([]))).toMatchObject({reason: 'not-wav'});
  });

  it('that is packed inside is refused with its format', async () => {
    const found = await fault(written({bits: 16, tag: 0x11}));
    expect(found).toMatchObject({reason: 'packed', message: expect.stringContaining('17')});
  });

  it.each([
    ['no sound', written({bits: 16, values: []}), /no sound/],
    ['an impossible frame', written({bits: 16, channels: 0}), /0 channels/],
    ['only a header', written({bits: 16}).slice(0, 36), /no chunk "data"/],
    ['its sound before its format', new Blob(['RIFF....WAVEdata\0\0\0\0']), /before the chunk "fmt "/],
  ])('with %s is refused with what is wrong', async (_name, file, message) => {
    const found = await fault(file);
    expect(found.reason).toBe('broken');
    expect(found.message).toMatch(message);
  });
});
