/**
 * Sound to be measured, from wherever it comes: a WAV file, a recording on the device, what the browser decoded. It is
 * read chunk after chunk, so that ten minutes need no more memory than one chunk.
 */
export interface Sound {
  readonly sampleRate: number;
  readonly channels: number;
  /** Of the whole, where it is known. */
  readonly seconds: number | null;
  /** From its beginning, each time it is asked for: one array a channel, of any length, samples in −1…1. */
  chunks(): AsyncIterable<readonly Float32Array[]>;
}
