/**
 * Sound to be measured, from wherever it comes: a WAV file, a recording on the device, what the browser decoded. It is
 * read once, chunk after chunk, so that ten minutes need no more memory than one chunk.
 */
export interface Sound {
  readonly sampleRate: number;
  readonly channels: number;
  /** Of the whole, where it is known. */
  readonly seconds: number | null;
  /** Chunks of any length: one array a channel, samples in −1…1. */
  chunks(): AsyncIterable<readonly Float32Array[]>;
}
