/** What was measured in one recording, and how; everything a page, a picture or a researcher's table needs. Plain values. */
export type SpeechFacts = Heard & (({readonly refusal: null} & Measures) | {readonly refusal: Refusal});

/**
 * Why there are no measures: nobody is heard, too little was recorded, or the noise is too near to the voice
 * (DOMAIN 3.3). A figure that can't be trusted is worse than none.
 */
export type Refusal = 'silent' | 'too-short' | 'too-noisy';

/** What can be said of every recording, also of a refused one. */
export interface Heard {
  /** Length of the recording. */
  readonly seconds: number;
  /** Loudness of the voice over the noise between the words, in dB; null if no voice was found. */
  readonly snr: number | null;
  /** Share of the samples (0–1) that stand at the converter's limit: over 0.001 is heard as a crackle. */
  readonly clipped: number;
  readonly strip: Strip;
  readonly thresholds: Thresholds;
}

export interface Measures {
  /** Silences inside the speech, none at its ends, in order. */
  readonly pauses: readonly Pause[];
  /** Time spent sounding, without pauses and without the silence before and after. */
  readonly speechSeconds: number;
  readonly syllables: number;
  /** Syllables a second from first to last sound, pauses included: what guidance bands are about. */
  readonly speechRate: number;
  /** Syllables a second without pauses. */
  readonly articulationRate: number;
  /** Null if too little of the voice has a pitch (whispering). */
  readonly pitch: Pitch | null;
  readonly loudness: Loudness;
}

/** A silence: where it starts and how long it is, in seconds. */
export interface Pause {
  readonly start: number;
  readonly length: number;
}

export interface Pitch {
  /** In Hz. */
  readonly median: number;
  /** How much it moves: standard deviation in semitones around the median (Hincks 2005). */
  readonly semitones: number;
}

/** All relative to the speaker: a microphone's gain is unknown, so a level alone means nothing (DOMAIN 3.1). In dB. */
export interface Loudness {
  /** How much the stretches between pauses differ from one another: standard deviation of their levels. */
  readonly steadiness: number;
  /** Level of the last third of the speech against its first third; negative: it got quieter. */
  readonly drift: number;
  /** Level of the last half second of the stretches against the stretches: −3 is common, −8 is swallowed ends. */
  readonly fading: number;
}

/** The picture: one value for each step of the recording. */
export interface Strip {
  /** Seconds a value stands for. */
  readonly step: number;
  /** 0 at or below the noise, 100 at the loudest. */
  readonly levels: Uint8Array;
}

/** What the measuring rested on, kept with each result: another threshold gives another number (DOMAIN 3.1). */
export interface Thresholds {
  /** Version of the method; higher when its numbers may change. */
  readonly method: number;
  /** Found noise floor, and the level above which sound counted as speech, in dB of full scale. */
  readonly noise: number;
  readonly speech: number;
  /** Shortest silence that counts as a pause, in seconds. */
  readonly pause: number;
  /** How far the level falls between two syllables, in dB. */
  readonly dip: number;
}

/** Below which no measures are given. */
export interface Limits {
  /** Seconds of recording. */
  readonly seconds: number;
  /** Signal-to-noise in dB. */
  readonly snr: number;
}
export const limits: Limits = {seconds: 20, snr: 15};
