import type {ActivityBehaviour} from '../activities/activity.ts';
import type {LmsSession} from '../lms/lms.ts';
import type {Language, PackageManifest, PartName, WordsFile} from '../training/index.ts';

/**
 * The one name a package puts on its window. The launch page makes it, the player fills it, and every later classic
 * script (words, kinds, texts) delivers through it.
 */
export interface Destt {
  readonly manifest: PackageManifest;
  readonly session: LmsSession;
  /** The language the launch page chose and asked the first words for. */
  language: Language;
  /** Once it resolves the session and the language are right, and those words are here; null where they come first. */
  ready: Promise<void> | null;
  /** Words files that arrived; the player takes them from here. */
  readonly words: WordsFile[];
  /** Kinds that arrived. */
  readonly kinds: ActivityBehaviour[];
  /** What a words file calls. */
  add(file: WordsFile): void;
  /** What a kind's script calls. */
  addKind(behaviour: ActivityBehaviour): void;
  /** What a part's script calls. */
  addPart(name: PartName, part: object): void;
  readonly parts: Partial<Parts>;
  /** Libraries that later scripts share with the player. */
  shared: Readonly<Record<string, object>>;
}

/** What the parts export. */
export interface Parts {
  readonly cipher: typeof import('./files.ts');
  readonly texts: typeof import('../device/texts/texts.ts');
  readonly xapi: typeof import('../lms/xapi-session.ts');
  readonly outbox: typeof import('../xapi/outbox.ts');
  readonly records: typeof import('./records.ts');
  readonly frame: typeof import('../lms/frame-session.ts');
}

declare global {
  interface Window {
    destt: Destt;
    /** The institution's settings, assigned by `destt.config.js`. */
    desttConfig?: unknown;
  }
}
