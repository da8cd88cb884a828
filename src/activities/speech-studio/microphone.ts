import {type Correction, corrections} from './measured.ts';
import {workletSource} from './worklet.ts';

/** Why there is no microphone; the names are those of the interface words. */
export type NoMicrophone = 'insecure' | 'none' | 'denied' | 'busy' | 'unsupported' | 'failed';

/** Tells the page what to say, and what it can still offer. */
export class MicrophoneError extends Error {
  constructor(
    readonly reason: NoMicrophone,
    cause?: unknown,
  ) {
    super(`No microphone: ${reason}.`, {cause});
  }
}

/** What of the window is needed. */
export interface MicrophoneHost {
  /** False on plain http at any address but this computer's own: no browser gives such a page a microphone. */
  readonly isSecureContext: boolean;
  readonly mediaDevices: Pick<MediaDevices, 'getUserMedia'> | undefined;
  readonly AudioContext: typeof AudioContext | undefined;
  readonly AudioWorkletNode: typeof AudioWorkletNode | undefined;
  /** The worklet's file beside the page. */
  readonly workletUrl: string;
  readonly URL: Pick<typeof URL, 'createObjectURL' | 'revokeObjectURL'>;
  readonly Blob: typeof Blob;
}

/** How the samples come: the worklet by one of three addresses, or the older way that runs in the page. */
export type Way = 'url' | 'blob' | 'data' | 'script';

export interface Microphone {
  readonly sampleRate: number;
  readonly way: Way;
  /** The corrections that are on although we asked for none; some phones can't do without. */
  readonly corrected: readonly Correction[];
  /** Lets go of the microphone, once the last samples have come. */
  stop(): Promise<void>;
}

/** Enough for a voice, and a third of what devices usually give: ten minutes are 19 MB. */
const wantedRate = 16_000;

/** Why there can't be a microphone on this page; null if asking for it makes sense. */
export function knownFault(host: MicrophoneHost): NoMicrophone | null {
  if (!host.isSecureContext) return 'insecure';
  if (!host.mediaDevices || !host.AudioContext) return 'unsupported';
  return null;
}

/**
 * Asks for the microphone and hands over what it hears, piece by piece, one channel, −1…1 (DOMAIN 3.5: PCM, since what
 * MediaRecorder packs differs by browser). Call it from a click.
 * @param taken is called if the microphone is taken away: a call, a cable, a withdrawn permission
 * @throws MicrophoneError
 */
export async function openMicrophone(
  host: MicrophoneHost,
  hear: (samples: Float32Array) => void,
  taken: () => void,
): Promise<Microphone> {
  const fault = knownFault(host);
  if (fault) throw new MicrophoneError(fault);
  const stream = await ask(host);
  try {
    const [context, source] = contextFor(host, stream);
    await context.resume();
    const {node, way, end} = await recorder(host, context, hear);
    source.connect(node);
    // Silent, but some browsers let nothing run that leads nowhere.
    const silence = context.createGain();
    silence.gain.value = 0;
    node.connect(silence).connect(context.destination);
    const [track] = stream.getAudioTracks();
    track?.addEventListener('ended', taken);
    return {
      sampleRate: context.sampleRate,
      way,
      corrected: correctionsOf(track),
      async stop() {
        track?.removeEventListener('ended', taken);
        source.disconnect();
        await end();
        for (const each of stream.getTracks()) each.stop();
        await context.close().catch(() => {});
      },
    };
  } catch (error) {
    for (const each of stream.getTracks()) each.stop();
    throw error instanceof MicrophoneError ? error : new MicrophoneError('failed', error);
  }
}

async function ask({mediaDevices}: MicrophoneHost): Promise<MediaStream> {
  try {
    const audio = {channelCount: 1, autoGainControl: false, noiseSuppression: false, echoCancellation: false};
    return await mediaDevices!.getUserMedia({audio});
  } catch (error) {
    throw new MicrophoneError(reasons[error instanceof Error ? error.name : ''] ?? 'failed', error);
  }
}

/** Media Capture and Streams, 10.2.2; the second names are older Chromium's. */
const reasons: Readonly<Record<string, NoMicrophone>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  PermissionDeniedError: 'denied',
  NotFoundError: 'none',
  OverconstrainedError: 'none',
  DevicesNotFoundError: 'none',
  NotReadableError: 'busy',
  TrackStartError: 'busy',
  AbortError: 'busy',
};

/** Firefox can't join a microphone to a context of another rate: then it is the device's own. */
function contextFor({AudioContext}: MicrophoneHost, stream: MediaStream): [AudioContext, MediaStreamAudioSourceNode] {
  const opened = (options?: AudioContextOptions): [AudioContext, MediaStreamAudioSourceNode] => {
    const context = new AudioContext!(options);
    try {
      return [context, context.createMediaStreamSource(stream)];
    } catch (error) {
      void context.close().catch(() => {});
      throw error;
    }
  };
  try {
    return opened({sampleRate: wantedRate});
  } catch {
    return opened();
  }
}

interface Recorder {
  readonly node: AudioNode;
  readonly way: Way;
  /** Once the last samples were handed over. */
  readonly end: () => Promise<void>;
}

/** The worklet by the first address that the page's rules and place allow; else a ScriptProcessor. */
async function recorder(
  host: MicrophoneHost,
  context: AudioContext,
  hear: (samples: Float32Array) => void,
): Promise<Recorder> {
  const blob = () => host.URL.createObjectURL(new host.Blob([workletSource], {type: 'text/javascript'}));
  const addresses: readonly (readonly [Way, () => string])[] = [
    ['url', () => host.workletUrl], // what a strict Content-Security-Policy allows
    ['blob', blob], // what a page opened from a folder allows
    ['data', () => `data:text/javascript,${encodeURIComponent(workletSource)}`],
  ];
  if (context.audioWorklet && host.AudioWorkletNode)
    for (const [way, address] of addresses) {
      try {
        const url = address();
        await context.audioWorklet.addModule(url).finally(() => way === 'blob' && host.URL.revokeObjectURL(url));
        return {way, ...workletRecorder(new host.AudioWorkletNode(context, 'destt-recorder'), hear)};
      } catch {
        // the next one
      }
    }
  return {way: 'script', ...scriptRecorder(context, hear)};
}

function workletRecorder(node: AudioWorkletNode, hear: (samples: Float32Array) => void) {
  let over = () => {};
  const done = new Promise<void>((resolve) => {
    over = resolve;
  });
  node.port.onmessage = ({data}: MessageEvent<unknown>) => {
    if (data instanceof Float32Array) hear(data);
    else over();
  };
  return {
    node,
    end: () => {
      node.port.postMessage('stop');
      // A context that was closed under us answers no more.
      return Promise.race([done, new Promise<void>((resolve) => setTimeout(resolve, 500))]);
    },
  };
}

function scriptRecorder(context: AudioContext, hear: (samples: Float32Array) => void) {
  const node = context.createScriptProcessor(4096, 1, 1);
  node.onaudioprocess = ({inputBuffer}) => hear(inputBuffer.getChannelData(0).slice());
  return {
    node,
    end: async () => {
      node.onaudioprocess = null;
    },
  };
}

function correctionsOf(track: MediaStreamTrack | undefined): readonly Correction[] {
  const settings: Readonly<Record<string, unknown>> = {...track?.getSettings?.()};
  return corrections.filter((name) => settings[name] === true);
}
