import {describe, expect, it} from 'vitest';
import {MicrophoneError, type MicrophoneHost, openMicrophone} from './microphone.ts';
import {workletSource} from './worklet.ts';

/** A browser with a microphone; which addresses of a worklet it takes is its rules' matter. */
function fakeBrowser({
  takes = ['url', 'blob', 'data'],
  settings = {},
  rates = true,
  fails = null,
}: {
  takes?: readonly string[];
  settings?: MediaTrackSettings;
  /** Whether a context may have another rate than the device (not in Firefox). */
  rates?: boolean;
  fails?: string | null;
} = {}) {
  const seen = {asked: null as unknown, addresses: [] as string[], released: 0, closed: 0, revoked: 0};
  let ended = () => {};
  const track = {
    getSettings: () => settings,
    stop: () => void seen.released++,
    addEventListener: (_: string, listener: () => void) => {
      ended = listener;
    },
    removeEventListener: () => {},
  };
  const stream = {getTracks: () => [track], getAudioTracks: () => [track]};
  const port = {
    onmessage: null as ((event: {data: unknown}) => void) | null,
    postMessage: () => {
      port.onmessage?.({data: Float32Array.of(0.75)});
      port.onmessage?.({data: null});
    },
  };
  const script = {
    connect: (to: unknown) => to,
    onaudioprocess: null as ((event: unknown) => void) | null,
  };
  const node = {connect: (to: unknown) => to, disconnect() {}};
  class FakeContext {
    sampleRate: number;
    destination = node;
    audioWorklet = {
      addModule: async (address: string) => {
        seen.addresses.push(address);
        const way = address.startsWith('blob:') ? 'blob' : address.startsWith('data:') ? 'data' : 'url';
        if (!takes.includes(way)) throw new DOMException('', 'AbortError');
      },
    };
    constructor(options?: AudioContextOptions) {
      this.sampleRate = options?.sampleRate ?? 48_000;
    }
    createMediaStreamSource() {
      if (!rates && this.sampleRate !== 48_000) throw new DOMException('', 'NotSupportedError');
      return node;
    }
    createGain = () => ({...node, gain: {value: 1}});
    createScriptProcessor = () => script;
    resume = async () => {};
    close = async () => void seen.closed++;
  }
  const host = {
    isSecureContext: true,
    mediaDevices: {
      getUserMedia: async (wanted: unknown) => {
        seen.asked = wanted;
        if (fails) throw new DOMException('', fails);
        return stream;
      },
    },
    AudioContext: FakeContext,
    AudioWorkletNode: class {
      port = port;
      connect = (to: unknown) => to;
    },
    workletUrl: 'recorder-1.js',
    URL: {createObjectURL: () => 'blob:here', revokeObjectURL: () => void seen.revoked++},
    Blob,
  } as unknown as MicrophoneHost;
  return {
    host,
    seen,
    port,
    script,
    taken: () => ended(),
    speak: (value: number) => {
      if (script.onaudioprocess) {
        const inputBuffer = {getChannelData: () => Float32Array.of(value)};
        script.onaudioprocess({inputBuffer});
      } else port.onmessage?.({data: Float32Array.of(value)});
    },
  };
}

async function recorded(browser: ReturnType<typeof fakeBrowser>) {
  const heard: number[] = [];
  const microphone = await openMicrophone(
    browser.host,
    (samples) => heard.push(...samples),
    () => {},
  );
  browser.speak(0.25);
  browser.speak(0.5);
  await microphone.stop();
  return {heard, microphone};
}

describe('the microphone', () => {
  it.each([
    ['by the file beside the page', ['url', 'blob', 'data'], 'url', 1],
    ['by a Blob where a page of a folder may not fetch the file', ['blob', 'data'], 'blob', 2],
    ['by a data: URL where Blobs are forbidden', ['data'], 'data', 3],
  ])('is heard %s', async (_, takes, way, tried) => {
    const browser = fakeBrowser({takes});
    const {heard, microphone} = await recorded(browser);
    expect(microphone.way).toBe(way);
    expect(browser.seen.addresses).toHaveLength(tried);
    expect(heard).toEqual([0.25, 0.5, 0.75]); // the last is what the worklet still held
    expect(browser.seen).toMatchObject({released: 1, closed: 1});
  });

  it('is heard by a ScriptProcessor where no worklet may run, or there is none', async () => {
    const browser = fakeBrowser({takes: []});
    const {heard, microphone} = await recorded(browser);
    expect(microphone.way).toBe('script');
    expect(heard).toEqual([0.25, 0.5]);
    const old = fakeBrowser();
    const {microphone: other} = await recorded({...old, host: {...old.host, AudioWorkletNode: undefined}});
    expect(other.way).toBe('script');
    expect(old.seen.addresses).toEqual([]);
  });

  it('is asked for without corrections, and says which stayed on', async () => {
    const browser = fakeBrowser({settings: {autoGainControl: true, noiseSuppression: false}});
    const {microphone} = await recorded(browser);
    expect(browser.seen.asked).toEqual({
      audio: {channelCount: 1, autoGainControl: false, noiseSuppression: false, echoCancellation: false},
    });
    expect(microphone.corrected).toEqual(['autoGainControl']);
  });

  it('is recorded small, or at the device’s own rate where that can’t be', async () => {
    expect((await recorded(fakeBrowser())).microphone.sampleRate).toBe(16_000);
    expect((await recorded(fakeBrowser({rates: false}))).microphone.sampleRate).toBe(48_000);
  });

  it.each([
    ['NotAllowedError', 'denied'],
    ['SecurityError', 'denied'],
    ['NotFoundError', 'none'],
    ['NotReadableError', 'busy'],
    ['TypeError', 'failed'],
  ])('that can’t be had for %s is %s', async (fails, reason) => {
    const opening = openMicrophone(
      fakeBrowser({fails}).host,
      () => {},
      () => {},
    );
    await expect(opening).rejects.toThrow(expect.objectContaining({reason}));
    await expect(opening).rejects.toBeInstanceOf(MicrophoneError);
  });

  it('is not even asked for on plain http, or in a browser without one', async () => {
    const browser = fakeBrowser();
    const opened = (given: Partial<MicrophoneHost>) =>
      openMicrophone(
        {...browser.host, ...given},
        () => {},
        () => {},
      );
    await expect(opened({isSecureContext: false})).rejects.toThrow(expect.objectContaining({reason: 'insecure'}));
    await expect(opened({mediaDevices: undefined})).rejects.toThrow(expect.objectContaining({reason: 'unsupported'}));
    expect(browser.seen.asked).toBeNull();
  });

  it('says when it is taken away', async () => {
    const browser = fakeBrowser();
    let taken = 0;
    await openMicrophone(
      browser.host,
      () => {},
      () => void taken++,
    );
    browser.taken();
    expect(taken).toBe(1);
  });
});

describe('the worklet', () => {
  it('hands over all samples in order, and the rest when it is told to stop', () => {
    const sent: unknown[] = [];
    let processor: {process(inputs: readonly (readonly Float32Array[])[]): boolean; port: {onmessage(): void}} | null =
      null;
    class AudioWorkletProcessor {
      port = {postMessage: (data: unknown) => void sent.push(data), onmessage: () => {}};
    }
    const registerProcessor = (_: string, made: new () => never) => {
      processor = new made();
    };
    new Function('AudioWorkletProcessor', 'registerProcessor', workletSource)(AudioWorkletProcessor, registerProcessor);
    const block = (from: number) => [[Float32Array.from({length: 128}, (_, at) => from + at)]];
    for (let at = 0; at < 17; at++) expect(processor!.process(block(128 * at))).toBe(true);
    expect(processor!.process([[]])).toBe(true); // nothing is connected yet
    processor!.port.onmessage();
    expect(processor!.process(block(0))).toBe(false);
    const samples = sent.flatMap((data) => (data instanceof Float32Array ? [...data] : []));
    expect(samples).toEqual(Array.from({length: 17 * 128}, (_, at) => at));
    expect(sent[sent.length - 1]).toBeNull();
  });
});
