import type {
  ActivityDefinition,
  ActivityOutline,
  Interaction,
  Language,
  LanguageMap,
  Outcome,
  Outline,
} from '../training/index.ts';

/** What an LMS may be told of a learner's step. Private answers never become one (see `shareable`). */
export type LmsRecord =
  | {
      readonly type: 'answered';
      readonly activity: ActivityOutline;
      readonly language: Language;
      readonly interactions: readonly Interaction[];
    }
  | {readonly type: 'progressed'; readonly activity: ActivityOutline; readonly progress: number};

/** Whether what was given is safely with the LMS, and why not if not. */
export type SaveState =
  /** Everything given so far was accepted. */
  | 'saved'
  /** Something waits to be sent; it is safe on this device. */
  | 'waiting'
  /** The LMS refused or could not be reached; we keep trying. */
  | 'refused'
  /** The LMS's session is over: the learner has to open the activity again. */
  | 'lost'
  /** There is no LMS, or it is only shown what was done (review, browse): everything stays on this device. */
  | 'local';

/** One sitting with whoever launched us. No method throws: a fault of the LMS becomes a state, and is tried again. */
export interface LmsSession {
  /** Which runtime this is, for logs and statements: `scorm-1.2`, `standalone` … */
  readonly runtime: string;
  readonly learner: {readonly id: string; readonly name: string};
  readonly mode: 'normal' | 'review' | 'browse';
  /** The language the LMS or its page asks for, if any. */
  readonly language: string | null;
  /** In UTF-16 units. */
  readonly suspendDataLimit: number;
  /** What an earlier sitting of this attempt saved; null in a fresh attempt. */
  readonly suspendData: string | null;
  /** Whether `suspendData` is only what this frame gave before it was reloaded: the LMS may never have taken it. */
  readonly recalled?: boolean;
  readonly state: SaveState;
  /** Called at each change of `state`. */
  onState: ((state: SaveState) => void) | null;
  /**
   * Missing where all of this is right at once. Else the LMS is still being asked, and nothing is right before it
   * resolves; it never rejects. A state other than `saved` then says that the LMS could not be heard: what it has is unknown.
   */
  readonly ready?: Promise<void>;
  /** Called when another tab or device has saved, or an LMS is heard late: join it with what is here and `save` that. */
  onNewer?: ((suspendData: string) => void) | null;
  /**
   * Where it is not missing: to be set once it can be had what an activity asks in all languages; null where it can't.
   * What was said meanwhile waits for it, but for no longer than a page lives. It never rejects.
   */
  define?: ((activity: string) => Promise<ActivityDefinition | null>) | null;
  /** Gives the LMS what it may know of a step; it is committed with the next `save`. */
  record(record: LmsRecord): void;
  /** Keeps the newest suspend data and commits it soon: at once with `now`, else when the learner pauses. */
  save(suspendData: string, urgency: 'soon' | 'now'): void;
  /**
   * Synchronous: all that may run while the page is being hidden (`final` false: the learner may come back) or is going
   * away for good (true: the sitting ends). On `pagehide`, `final` is `!event.persisted`: a kept page may be shown again.
   */
  leave(final: boolean): void;
  /** Ends the sitting, after a last commit; false if the LMS did not take it: then the sitting goes on and keeps trying. */
  close(): boolean;
  /**
   * Sets the final status and score; the LMS hears of it with the next commit. Never lowered afterwards. `again`: it was
   * finished in an earlier sitting, so the LMS has probably heard.
   */
  complete(outcome: Outcome, again?: boolean): void;
}

/** A way a package can be launched. */
export interface LmsRuntime {
  readonly name: string;
  /** A session if this runtime launched the page, else null. Never throws. */
  launch(host: LaunchHost, options: LaunchOptions): LmsSession | null;
}

/** What the build or an institution decides about every launch. */
export interface LaunchOptions {
  /** The word for a finished training: Moodle's default rule counts only `completed` (MOODLE 1). */
  readonly finalStatus: 'completed' | 'passed';
  /** Names what statements are about, the same in every LMS. */
  readonly training?: Pick<Outline, 'id' | 'version'>;
  /** What it is called in each language. Whoever gives these also gives `LmsSession.define`. */
  readonly titles?: LanguageMap;
}

/** What a runtime may use of the page: handed in so that a test can hold it still. */
export interface LaunchHost {
  readonly window: Window;
  /** Milliseconds that never run backwards (`performance.now`). */
  readonly now: () => number;
  readonly setTimeout: (run: () => void, milliseconds: number) => number;
  readonly clearTimeout: (timer: number) => void;
  /** The wall clock, in milliseconds since 1970. */
  readonly date?: () => number;
  /** Brings the script that makes statements; missing in packages that no LRS launches. */
  readonly statements?: () => Promise<typeof import('./xapi-session.ts')>;
  /** Brings the script that speaks with a host in another origin; missing where a launch address alone says all. */
  readonly frame?: () => Promise<typeof import('./frame-session.ts')>;
}
