/**
 * The outside of the headless host: what a page hands in and gets back. It imports nothing, so a portal's own
 * TypeScript needs nothing of ours to read it.
 */

/** Which SCORM a package was made for. Said, not found out: a package looks for the one API it was made for. */
export type Standard = 'scorm12' | 'scorm2004';

/** All that is kept of one learner at one training: plain JSON, in the words of the standard. */
export interface HostRecord {
  readonly standard: Standard;
  /** What the package has set, by element: `cmi.suspend_data`, `cmi.core.lesson_status`, `cmi.interactions.0.id` … */
  readonly values: Readonly<Record<string, string>>;
  /** Seconds over all sittings, as the package counted them. */
  readonly seconds: number;
}

/** Where a page keeps records: a variable, localStorage, a server. Both may answer at once or later. */
export interface HostStore {
  /** What was last saved under this key, null if nothing ever was. Rejects (or throws) where that can't be known. */
  load(key: string): unknown;
  /** Rejects (or throws) if it was not stored: then it is tried again, and the package hears that it is not saved. */
  save(key: string, record: HostRecord): void | Promise<void>;
}

/** Something that went wrong. The learner was told what they need; this is for whoever looks after the page. */
export interface HostFault {
  /**
   * `value` the package set what the standard forbids · `store` the store failed · `launch` the package said nothing ·
   * `stranger` a window that is not the package spoke to us, and was not listened to.
   */
  readonly type: 'value' | 'store' | 'launch' | 'stranger';
  /** What was asked, what was answered, and what would do. Never a learner's answer. */
  readonly message: string;
  /** The element of the data model, where there is one. */
  readonly element?: string;
  /** What was thrown, where something was. */
  readonly cause?: unknown;
}

/** An xAPI statement, ready to be sent: `id`, `actor`, `verb`, `object`, `timestamp` and, where there is one, `result`. */
export interface HostStatement {
  readonly id: string;
  readonly actor: {
    readonly objectType: 'Agent';
    readonly name?: string;
    readonly account: {readonly homePage: string; readonly name: string};
  };
  readonly verb: {readonly id: string; readonly display: Readonly<Record<string, string>>};
  readonly object: {
    readonly objectType: 'Activity';
    readonly id: string;
    readonly definition?: Readonly<Record<string, unknown>>;
  };
  readonly result?: Readonly<Record<string, unknown>>;
  readonly context?: Readonly<Record<string, unknown>>;
  readonly timestamp: string;
}

/** The API of a package's standard as it stands in the window: `LMSInitialize` … or `Initialize` … */
export type ScormApi = Readonly<Record<string, (...given: readonly unknown[]) => string>>;

export interface HostOptions {
  /** Where the package is shown. Its size and looks are the page's. */
  readonly frame: HTMLIFrameElement;
  /** The address of the package's launch page. On another origin only packages of DeSTT can be hosted. */
  readonly launch: string;
  readonly learner: {readonly id: string; readonly name: string};
  readonly store: HostStore;
  /** The package's standard: `scorm12` unless said. On another origin it makes no difference. */
  readonly standard?: Standard;
  /** What the record is stored under; without it, the launch address and the learner's id. */
  readonly key?: string;
  /** The language to begin in (`kk`, `ru`, `en`); the learner's own last choice goes before it. */
  readonly language?: string;
  /** What statements are about: an IRI of your own; without it, the launch address. */
  readonly activity?: string;
  /** Called with an xAPI statement for each thing that the record came to say. */
  readonly onStatement?: (statement: HostStatement) => void;
  /** Called with the record after each commit of the package. */
  readonly onCommit?: (record: HostRecord) => void;
  readonly onFault?: (fault: HostFault) => void;
  /** Stands between a package on this origin and its API: to write down its calls, to try out an LMS that fails. */
  readonly through?: (api: ScormApi) => ScormApi;
}

export interface Hosted {
  /** The record as it stands now, also what no commit has brought to the store yet. */
  record(): HostRecord;
  /**
   * Takes the package out of the frame, lets it say its last word, and waits until the store has it. True if the store
   * has everything.
   */
  end(): Promise<boolean>;
}

/** How a learner stands, whichever the standard: what a portal shows in its own words. */
export interface Standing {
  /** As the package put it: `incomplete`, `completed`, `passed`, `failed`; `not attempted` before anything. */
  readonly status: string;
  readonly done: boolean;
  /** True or false where the package claims a pass or a fail. */
  readonly passed: boolean | null;
  /** 0–100; null before there is one. */
  readonly score: number | null;
  readonly seconds: number;
  readonly suspendData: string;
  readonly interactions: readonly StandingInteraction[];
}

export interface StandingInteraction {
  readonly id: string;
  readonly type: string;
  readonly response: string;
  readonly result: string;
}
