import type {UnitDefinitions} from './definitions.ts';
import type {Language} from './languages.ts';
import type {Outline, OutlineWords} from './training.ts';

/** What the launch page carries as JSON: the outline, and where each late file lies beside the page. */
export interface PackageManifest {
  /** The package format, for logs: `scorm12`. */
  readonly format: string;
  readonly outline: Outline;
  /** The training's title in each language: all the launch page can say before any words arrive. */
  readonly titles: Readonly<Record<Language, string>>;
  readonly files: {
    /** Core and the kind of the first activity. */
    readonly player: string;
    /** Interface words, outline words and the first activity, by language: all that the first item needs. */
    readonly base: Readonly<Record<Language, string>>;
    /** The activity that the base file brings. */
    readonly first: string;
    /** Units, by unit and language. */
    readonly units: Readonly<Record<string, Readonly<Record<Language, string>>>>;
    /** Kinds that are not in the player file. */
    readonly kinds: Readonly<Record<string, string>>;
    /** What is only needed for something private (`cipher`), for free text that travels (`texts`), to send records (`outbox`). */
    readonly parts: Readonly<Record<Exclude<PartName, 'xapi' | 'frame'>, string>> & {
      /** Speaks with an LRS: only in packages that one launches. */
      readonly xapi?: string;
      /** Speaks with a host in another origin: only in packages that look for no LRS. */
      readonly frame?: string;
    };
    /** The institution's settings: `destt.config.js`. */
    readonly settings: string;
  };
}

/** Late scripts that are no kind: each hands the player one object. */
export type PartName = 'cipher' | 'texts' | 'xapi' | 'frame' | 'outbox' | 'records';

/** One delivery by a words file: `destt.add({…})`. */
export type WordsFile =
  | {
      readonly type: 'base';
      readonly language: Language;
      readonly outline: OutlineWords;
      /** Interface words of the player. */
      readonly ui: object;
      /** Defaults of the country: help lines. */
      readonly setting: object;
    }
  | {
      readonly type: 'unit';
      readonly language: Language;
      readonly unit: string;
      /** Rules and words of each activity; of the first unit, the base file brings the first one alone. */
      readonly activities: Readonly<Record<string, {readonly rules: unknown; readonly words: unknown}>>;
      /** Interface words of the kinds among them. */
      readonly labels: Readonly<Record<string, object>>;
      /** The file with the unit's definitions for records; missing where the base file brings the first activity alone. */
      readonly definitions?: string;
    }
  | ({readonly type: 'definitions'} & UnitDefinitions);
