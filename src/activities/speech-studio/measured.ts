import type {Response} from '../../training/index.ts';
import {isObject} from '../../training/is-object.ts';
import type {SpeechFacts} from './acoustics/facts.ts';
import type {Lane} from './marks.ts';
import {lastSecond, tenth} from './marks.ts';
import type {TimedTranscript} from './transcript.ts';

/** Where a speech came from. `live`: it was marked while it was given, with nothing recorded. */
export const sources = ['recording', 'file', 'live', 'transcript'] as const;
export type Source = (typeof sources)[number];

/** What is kept of a speech beside its marks: small enough for an answer, enough to draw and compare it without the sound. */
export interface Measured {
  readonly source: Source;
  readonly seconds: number;
  /** Why there are no figures: of `SpeechFacts`, or nothing was there to measure. */
  readonly refusal: Refused | null;
  /** Of the microphone's corrections, those that stayed on although we asked for none. */
  readonly corrected: readonly Correction[];
  /** In the names and units of `SpeechFacts`; null where it has none. */
  readonly figures: Readonly<Record<Figure, number | null>>;
  /** Start and length in seconds. */
  readonly pauses: readonly (readonly [number, number])[];
  /** Loudness over the speech, at most `stripLength` digits 0–9. */
  readonly strip: string;
}

const refusals = ['silent', 'too-short', 'too-noisy', 'unmeasured'] as const;
export type Refused = (typeof refusals)[number];
export const corrections = ['autoGainControl', 'noiseSuppression', 'echoCancellation'] as const;
export type Correction = (typeof corrections)[number];

/** Each figure's unit; the names go into records. */
export const figureUnits = {
  snr: 'dB',
  clipped: 'share',
  speech_rate: 'syllables/s',
  articulation_rate: 'syllables/s',
  pause_count: 'pauses',
  pause_share: 'share',
  longest_pause: 's',
  pitch_median: 'Hz',
  pitch_semitones: 'semitones',
  steadiness: 'dB',
  drift: 'dB',
  fading: 'dB',
  method: 'version',
} as const;
export type Figure = keyof typeof figureUnits;
export const figureNames = Object.keys(figureUnits) as readonly Figure[];

export const stripLength = 240;
const none: Measured['figures'] = {
  snr: null,
  clipped: null,
  speech_rate: null,
  articulation_rate: null,
  pause_count: null,
  pause_share: null,
  longest_pause: null,
  pitch_median: null,
  pitch_semitones: null,
  steadiness: null,
  drift: null,
  fading: null,
  method: null,
};

/** The facts of a recording or a file, made small. */
export function measuredSound(
  source: 'recording' | 'file',
  facts: SpeechFacts,
  corrected: readonly Correction[],
): Measured {
  const heard = {...none, snr: facts.snr, clipped: facts.clipped, method: facts.thresholds.method};
  const shared = {source, seconds: facts.seconds, corrected, strip: stripOf(facts.strip.levels)};
  if (facts.refusal !== null) return {...shared, refusal: facts.refusal, figures: heard, pauses: []};
  const {pitch, loudness} = facts;
  return {
    ...shared,
    refusal: null,
    figures: {
      ...heard,
      speech_rate: facts.speechRate,
      articulation_rate: facts.articulationRate,
      ...pauseFigures(facts.pauses, facts.seconds),
      pitch_median: pitch?.median ?? null,
      pitch_semitones: pitch?.semitones ?? null,
      ...loudness,
    },
    pauses: facts.pauses.map(({start, length}) => [start, length]),
  };
}

/** A sample speech has a pace and pauses by its author; a voice it has not. */
export function measuredTranscript({seconds, syllables, pauses}: TimedTranscript): Measured {
  const silent = pauses.reduce((sum, {length}) => sum + length, 0);
  const figures = {
    ...none,
    speech_rate: syllables / seconds,
    articulation_rate: syllables / (seconds - silent),
    ...pauseFigures(pauses, seconds),
  };
  const isSilent = (at: number) => pauses.some(({start, length}) => at >= start && at < start + length);
  const strip = Array.from({length: stripLength}, (_, at) => (isSilent((at * seconds) / stripLength) ? '0' : '5')).join(
    '',
  );
  return {
    source: 'transcript',
    seconds,
    refusal: null,
    corrected: [],
    figures,
    pauses: pauses.map(({start, length}) => [start, length]),
    strip,
  };
}

/** A speech of which only its length is known. */
export const unmeasured = (source: Source, seconds: number, corrected: readonly Correction[] = []): Measured => ({
  source,
  seconds,
  refusal: 'unmeasured',
  corrected,
  figures: none,
  pauses: [],
  strip: '',
});

const pauseFigures = (pauses: readonly {readonly length: number}[], seconds: number) => ({
  pause_count: pauses.length,
  pause_share: pauses.reduce((sum, {length}) => sum + length, 0) / seconds,
  longest_pause: Math.max(0, ...pauses.map(({length}) => length)),
});

/** The loudest of each stretch, as a digit. */
function stripOf(levels: Uint8Array): string {
  const length = Math.min(stripLength, levels.length);
  return Array.from({length}, (_, at) => {
    const from = Math.floor((at * levels.length) / length);
    const to = Math.max(from + 1, Math.floor(((at + 1) * levels.length) / length));
    return Math.min(9, Math.floor(Math.max(...levels.subarray(from, to)) / 10));
  }).join('');
}

export const measuredItem = (lane: Lane): string => `${lane}_measured`;

/** As an answer keeps it. */
export function keptMeasured({seconds, figures, pauses, ...rest}: Measured): string {
  const short = Object.fromEntries(
    Object.entries(figures).flatMap(([name, value]) =>
      value === null ? [] : [[name, Math.round(value * 1000) / 1000]],
    ),
  );
  return JSON.stringify({
    ...rest,
    seconds: tenth(seconds),
    figures: short,
    pauses: pauses.map((pause) => pause.map(tenth)),
  });
}

/** What an answer keeps of a lane; null if that is nothing, or no such thing. */
export function measuredFrom(response: Response, lane: Lane): Measured | null {
  const value = response[measuredItem(lane)];
  if (typeof value !== 'string') return null;
  try {
    const found: unknown = JSON.parse(value);
    if (!isObject(found) || !isObject(found.figures)) return null;
    const {seconds, figures} = found;
    const source = sources.find((each) => each === found.source);
    if (!source || typeof seconds !== 'number' || !(seconds >= 0 && seconds <= lastSecond)) return null;
    const {corrected, pauses, strip} = found;
    return {
      source,
      seconds,
      refusal: refusals.find((each) => each === found.refusal) ?? null,
      corrected: corrections.filter((each) => Array.isArray(corrected) && corrected.includes(each)),
      figures: {
        ...none,
        ...Object.fromEntries(
          figureNames.flatMap((name) => (typeof figures[name] === 'number' ? [[name, figures[name]]] : [])),
        ),
      },
      pauses: Array.isArray(pauses) ? pauses.flatMap(pairFrom) : [],
      strip: typeof strip === 'string' && /^\d*$/.test(strip) ? strip.slice(0, stripLength) : '',
    };
  } catch {
    return null; // cut on the way
  }
}

const pairFrom = (pair: unknown): (readonly [number, number])[] =>
  Array.isArray(pair) && typeof pair[0] === 'number' && typeof pair[1] === 'number' ? [[pair[0], pair[1]]] : [];
