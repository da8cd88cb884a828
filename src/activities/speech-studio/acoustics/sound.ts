/**
 * Sound to be measured, from wherever it comes: a WAV file, a recording on the device, what the browser decoded. It is
 * read chunk after chunk, so that ten minutes need no more memory than one chunk.
 */
export interface Sound {
  readonly sampleRate: number;
  readonly channels: number;
  /** Of the whole, where it is known. */
  readonly seconds: number | null;
  /** From its beginning, each time it is asked for, in chunks of any length. */
  chunks(): AsyncIterable<Chunk>;
}

/**
 * One array a channel with samples in −1…1, which is only read; or 16-bit integers, the channels in turn, as WAV files and our
 * recordings have them: these belong to whoever takes them and may be moved away.
 */
export type Chunk = readonly Float32Array[] | Int16Array<ArrayBuffer>;

/** How long a chunk is, in samples of each channel. */
export const lengthOf = (chunk: Chunk, channels: number): number =>
  chunk instanceof Int16Array ? Math.floor(chunk.length / channels) : (chunk[0]?.length ?? 0);

/** A chunk's samples in the chunk's own memory, of each channel from `from` to before `to`. */
export const partOf = (chunk: Chunk, channels: number, from: number, to: number): Chunk =>
  chunk instanceof Int16Array
    ? chunk.subarray(channels * from, channels * to)
    : chunk.map((channel) => channel.subarray(from, to));

/** A chunk whose memory may move between the page and the worker. */
export type Movable = readonly Float32Array<ArrayBuffer>[] | Int16Array<ArrayBuffer>;

export const buffersOf = (samples: Movable): ArrayBuffer[] =>
  samples instanceof Int16Array ? [samples.buffer] : samples.map(({buffer}) => buffer);
