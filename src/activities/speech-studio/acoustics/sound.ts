/**
 * Sound to be measured, from wherever it comes: a WAV file, a recording on the device, what the browser decoded. It is
 * read chunk after chunk, so that ten minutes need no more memory than one chunk.
 */
export interface Sound {
  readonly sampleRate: number;
  readonly channels: number;
  /** From its beginning, each time it is asked for: one array a channel, of any length, samples in −1…1. */
  chunks(): AsyncIterable<readonly Float32Array[]>;
}

/** What the browser decoded (an `AudioBuffer`), as a sound: a few seconds at a time. */
export function soundOf(
  buffer: Pick<AudioBuffer, 'sampleRate' | 'numberOfChannels' | 'length' | 'getChannelData'>,
): Sound {
  const {sampleRate, numberOfChannels: channels, length} = buffer;
  const frames = 1 << 17;
  return {
    sampleRate,
    channels,
    async *chunks() {
      for (let from = 0; from < length; from += frames)
        yield Array.from({length: channels}, (_, channel) =>
          buffer.getChannelData(channel).subarray(from, from + frames),
        );
    },
  };
}
