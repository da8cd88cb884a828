import type {Answered, Asked} from './acoustics-worker.ts';
import type {SpeechFacts} from './facts.ts';
import {program} from './program.ts';
import {buffersOf, type Chunk, lengthOf, partOf, type Sound} from './sound.ts';

/** A running measurement. */
export interface Analysis {
  /** Rejects with what reading the sound rejects with, or with an AbortError once stopped. */
  readonly facts: Promise<SpeechFacts>;
  stop(): void;
}

/** What of the window is needed; where there is no worker, or none may be started, the page itself measures. */
export interface AnalysisHost {
  readonly Worker?: typeof Worker;
  readonly Blob: typeof Blob;
  readonly URL: Pick<typeof URL, 'createObjectURL' | 'revokeObjectURL'>;
  setTimeout(callback: () => void, ms: number): unknown;
}

/** Who takes a sound's chunks and makes facts of them. */
interface Taker {
  take(chunk: Chunk): Promise<void>;
  facts(): Promise<SpeechFacts>;
  close(): void;
}

/**
 * Measures a sound without holding up the page: in a worker, or, where a browser or a page's rules refuse one, in the page by slices.
 * Should a worker die on the way (a phone out of memory), the page begins anew.
 * @param heard is told the seconds gone through
 */
export function startAnalysis(host: AnalysisHost, sound: Sound, heard: (seconds: number) => void = () => {}): Analysis {
  let stopped = false;
  let taker: Taker | null = null;

  const goThrough = async (opened: Taker) => {
    taker = opened;
    try {
      let frames = 0;
      let taken = Promise.resolve();
      for await (const chunk of sound.chunks()) {
        if (stopped) throw new DOMException('The measurement was stopped.', 'AbortError');
        await taken; // the chunk before: this one was being read meanwhile
        heard(frames / sound.sampleRate);
        taken = opened.take(chunk);
        taken.catch(() => {}); // is seen when awaited, which may be after the next chunk has been read
        frames += lengthOf(chunk, sound.channels);
      }
      await taken;
      return await opened.facts();
    } finally {
      opened.close();
    }
  };
  const measure = async () => {
    const worker = await openWorker(host, sound);
    try {
      if (worker) return await goThrough(worker);
    } catch (error) {
      if (stopped || !(error instanceof WorkerGone)) throw error;
    }
    return goThrough(inPage(host, sound));
  };
  const facts = measure().catch((error: unknown) => {
    throw stopped ? new DOMException('The measurement was stopped.', 'AbortError') : error;
  });
  facts.catch(() => {}); // whoever stops it need not listen any more
  return {
    facts,
    stop() {
      stopped = true;
      taker?.close();
    },
  };
}

/** The worker can't be used: measure without it. */
class WorkerGone extends Error {}

/** A worker whose script is `program`'s own text; null where none can be had. */
async function openWorker(host: AnalysisHost, {sampleRate, channels}: Sound): Promise<Taker | null> {
  const worker = startWorker(host);
  if (!worker) return null;
  let waiting: {resolve(answer: Answered): void; reject(error: Error): void}[] = [];
  const answer = () => new Promise<Answered>((resolve, reject) => waiting.push({resolve, reject}));
  const close = (why: string) => {
    worker.terminate();
    for (const {reject} of waiting) reject(new WorkerGone(why));
    waiting = [];
  };
  worker.onmessage = ({data}: MessageEvent<Answered>) => waiting.shift()?.resolve(data);
  worker.onerror = (event) => {
    event.preventDefault();
    close(event.message || 'The worker failed.');
  };
  const ask = async (asked: Asked, moved: Transferable[] = []) => {
    const answered = answer();
    worker.postMessage(asked, moved);
    const said = await answered;
    if (said.type === 'failed') throw new Error(said.message);
    return said;
  };
  try {
    let runs = false;
    host.setTimeout(() => runs || close('The worker did not start.'), 5000); // some refusals are silent
    await answer();
    runs = true;
    await ask({type: 'begin', sampleRate, channels});
  } catch {
    close('The worker was not used.');
    return null;
  }
  let spare: readonly Float32Array<ArrayBuffer>[] = [];
  return {
    async take(chunk) {
      const samples = chunk instanceof Int16Array ? chunk : copyOf(chunk, spare);
      const said = await ask({type: 'chunk', samples}, buffersOf(samples));
      spare = said.type === 'taken' && !(said.samples instanceof Int16Array) ? said.samples : [];
    },
    async facts() {
      const said = await ask({type: 'finish'});
      if (said.type !== 'facts') throw new WorkerGone('The worker gave no facts.');
      return said.facts;
    },
    close: () => close('The worker was closed.'),
  };
}

/** What is moved away must not be the sound's own. */
const copyOf = (chunk: readonly Float32Array[], spare: readonly Float32Array<ArrayBuffer>[]) =>
  chunk.map((channel, at) => {
    const copy = spare[at]?.length === channel.length ? spare[at] : new Float32Array(channel.length);
    copy.set(channel);
    return copy;
  });

function startWorker(host: AnalysisHost): Worker | null {
  if (!host.Worker) return null;
  const script = new host.Blob([`(${program})().listen(self)`], {type: 'text/javascript'});
  const url = host.URL.createObjectURL(script);
  try {
    const worker = new host.Worker(url);
    host.setTimeout(() => host.URL.revokeObjectURL(url), 10_000); // at once would be too early for some
    return worker;
  } catch {
    return null; // the page's rules (CSP) forbid it
  }
}

/** Measures in the page, a second of sound at a time, with room between for whatever the learner does. */
function inPage(host: AnalysisHost, {sampleRate, channels}: Sound): Taker {
  const {push, finish} = program().analyser(sampleRate, channels);
  const pause = () => new Promise<void>((resolve) => host.setTimeout(resolve, 0));
  return {
    async take(chunk) {
      const length = lengthOf(chunk, channels);
      for (let from = 0; from < length; from += sampleRate) {
        push(partOf(chunk, channels, from, from + sampleRate));
        await pause();
      }
    },
    facts: async () => finish(),
    close() {},
  };
}
