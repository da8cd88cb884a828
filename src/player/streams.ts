import type {Agent} from '@xapi/xapi';
import {type ActivityDefinition, type Language, type Outline, responseOf} from '../training/index.ts';
import type {RecordStore} from '../xapi/records.ts';
import {
  type Codes,
  type Consent,
  type Occurrence,
  research,
  type Source,
  timestamps,
  tracking,
} from '../xapi/statements.ts';
import {uuid} from '../xapi/uuid.ts';
import {consentActivity, consentIn, type Known, observe} from './occurrences.ts';
import type {Sitting} from './sitting.ts';
import type {Step} from './trace.ts';

/** What the two streams of one sitting are made with. */
export interface StreamsParts {
  readonly outline: Outline;
  readonly sitting: Pick<Sitting, 'attempt'>;
  /** The language the sitting began in. */
  readonly language: Language;
  readonly platform: string;
  /** Whether a launch's own session has the tracking (cmi5, xAPI): then it is not said again here. */
  readonly launchTracks: boolean;
  readonly codes: Codes;
  readonly store: RecordStore;
  /** Asked for at the first statement of a stream, not before: a learner who agreed to nothing has no code. */
  readonly actor: (stream: 'tracking' | 'research') => Agent;
  /** Forgets the research code: whoever agrees again is somebody else. */
  readonly forget: () => void;
  readonly known: (activity: string, language: Language) => Known;
  readonly names: Source['names'];
  readonly define: (activity: string) => ActivityDefinition;
  /** The wall clock at `performance.now() === 0`. */
  readonly origin: number;
  readonly random: (bytes: number) => Uint8Array;
}

/** Turns the steps of a sitting into statements of both streams, and gives them to the store. */
export interface Streams {
  take(step: Step): void;
  pause(at: number): void;
  /** Withdrawn in another tab: nothing more is said here until the learner agrees again. */
  stop(): void;
  readonly consent: Consent | null;
}

/** `before`: the attempt that the consent is read from, as it was before the first step. */
export function openStreams(parts: StreamsParts, before: Sitting['attempt']): Streams {
  const {outline, store, known, origin, language} = parts;
  const observer = observe({outline, language, origin, known});
  const asks = consentActivity(outline);
  const sources: Partial<Record<'tracking' | 'research', Source>> = {};
  let stopped = false;
  let consent = agreed(before);

  /** What stands in an attempt, if it is about the text that is asked today. */
  function agreed(attempt: Sitting['attempt']): Consent | null {
    if (!asks) return null;
    const version: unknown = known(asks.id, language)?.content.rules;
    const found = consentIn(responseOf(attempt.answers[asks.id]));
    return found && String(versionIn(version)) === found.version ? found : null;
  }

  function sourceOf(stream: 'tracking' | 'research'): Source {
    const {codes, names, define, platform, actor, random} = parts;
    const fresh = () => uuid(random);
    sources[stream] ??= {
      actor: actor(stream),
      registration: fresh(),
      training: outline,
      platform,
      codes,
      names,
      define,
      uuid: fresh,
      stamp: timestamps(),
    };
    return sources[stream];
  }

  function say(occurrences: readonly Occurrence[]) {
    for (const occurrence of occurrences) {
      if (!parts.launchTracks) sayTracking(occurrence);
      sayResearch(occurrence);
    }
  }

  function sayTracking(occurrence: Occurrence) {
    const opened = sources.tracking !== undefined;
    if (!opened && occurrence.type === 'ended') return;
    const source = sourceOf('tracking');
    const opening = opened || occurrence.type === 'started' ? [] : tracking(source, begunBy(occurrence));
    add('tracking', [...opening, ...tracking(source, occurrence)]);
    if (occurrence.type === 'ended') delete sources.tracking;
  }

  function sayResearch(occurrence: Occurrence) {
    if (occurrence.type === 'consented') {
      consent = occurrence.consent;
      stopped = false;
    }
    if (!consent || stopped) return;
    if (occurrence.type === 'withdrew') {
      // What waits is dropped, the beginning of this sitting too; that the learner withdrew is said all the same.
      void store.drop('research');
      delete sources.research;
    }
    const opened = sources.research !== undefined;
    if (!opened && occurrence.type === 'ended') return;
    const source = sourceOf('research');
    const opening = opened || occurrence.type === 'started' ? [] : research(source, begunBy(occurrence), consent);
    add('research', [...opening, ...research(source, occurrence, consent)]);
    if (occurrence.type === 'ended') delete sources.research;
    if (occurrence.type === 'withdrew') {
      delete sources.research;
      consent = null;
      parts.forget();
    }
  }

  const add = (stream: 'tracking' | 'research', statements: Parameters<RecordStore['add']>[1]) => {
    if (statements.length > 0) store.add(stream, statements);
  };

  return {
    get consent() {
      return stopped ? null : consent;
    },
    take(step) {
      // What another tab, a save file or a new attempt changed came by no step.
      const now = agreed('event' in step ? step.before : parts.sitting.attempt);
      if (JSON.stringify(now) !== JSON.stringify(consent) && !isDecision(step, asks?.id)) {
        consent = now;
        delete sources.research;
      }
      say(observer.take(step));
    },
    pause: (at) => say(observer.pause(at)),
    stop() {
      stopped = true;
      delete sources.research;
    },
  };
}

/** A sitting of a stream begins with the first thing it says, a moment before it. */
const begunBy = ({at, language}: Occurrence): Occurrence => ({at: at - 1, language, type: 'started'});

const isDecision = (step: Step, asks: string | undefined) =>
  'event' in step && step.event.type === 'answered' && step.event.activity === asks;

const versionIn = (rules: unknown): unknown =>
  typeof rules === 'object' && rules !== null && 'version' in rules ? rules.version : null;
