import type {HostRecord} from '../host/index.ts';
import type {Language, Outline} from '../training/index.ts';

/** A training as the preview's page lists it. */
export interface Listed {
  readonly outline: Outline;
  readonly titles: Readonly<Partial<Record<Language, string>>>;
  readonly minutes: number;
  readonly packages: readonly {
    readonly format: string;
    /** Of the zip; of the unpacked files while a training is being written. */
    readonly bytes: number;
    /** Of the zip; null while a training is being written. */
    readonly zip: string | null;
  }[];
}

/** What goes wrong, as switched on in the page. Each is what an LMS or an LRS has been seen to do (MOODLE 1). */
export const faults = ['offline', 'refuse', 'slow', 'expire'] as const;
export type Fault = (typeof faults)[number];

/** A statement on its way to the page. */
export interface SeenStatement {
  /** A key of `recordKey`. */
  readonly key: string;
  readonly statement: Readonly<Record<string, unknown>>;
  /** The template of the profile that it follows, or what keeps it from following one; null where nobody looks. */
  readonly template: string | null;
}

/** What the server tells open pages. */
export type Told =
  | {readonly type: 'hello' | 'reload'}
  | {readonly type: 'mistakes'; readonly lines: readonly string[]}
  | {readonly type: 'record'; readonly key: string; readonly record: HostRecord | null}
  | {readonly type: 'states'; readonly key: string; readonly states: Readonly<Record<string, unknown>>}
  | ({readonly type: 'statement'} & SeenStatement)
  /** A record of research has reached the collector, from whichever learner: that it does not say. */
  | ({readonly type: 'collected'} & Omit<SeenStatement, 'key'>);

/** Under which a learner's run of a package is filed, with the LMS and with the LRS alike. */
export const recordKey = (training: string, format: string, learner: string) => `${training} ${format} ${learner}`;

/** What the LRS files launched packages under begins with this. */
export const launchedActivities = 'https://lms.example/activities/';

/** The formats that an LRS launches, and those whose data an LMS keeps. */
export const isLrsFormat = (format: string) => format === 'cmi5' || format === 'xapi';
export const isScormFormat = (format: string): format is 'scorm12' | 'scorm2004' =>
  format === 'scorm12' || format === 'scorm2004';
