import type {SpeechFacts} from './facts.ts';
import type {Sound} from './sound.ts';

/** A running measurement. */
export interface Analysis {
  readonly facts: Promise<SpeechFacts>;
  /** Ends it; `facts` then rejects with an AbortError. */
  stop(): void;
}

/** What of the window is needed; without a worker everything runs in the page, in slices that leave it usable. */
export interface AnalysisHost {
  readonly Worker?: typeof Worker;
  readonly Blob: typeof Blob;
  readonly URL: Pick<typeof URL, 'createObjectURL' | 'revokeObjectURL'>;
  setTimeout(callback: () => void, ms: number): unknown;
}

/**
 * Measures a sound, in a worker where the browser lets us have one.
 * @param heard is told how many seconds have been gone through, a few times a second
 */
export type StartAnalysis = (host: AnalysisHost, sound: Sound, heard?: (seconds: number) => void) => Analysis;
