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
    /** Core and the kinds of the first unit. */
    readonly player: string;
    /** Interface words, outline words and the first unit, by language. */
    readonly base: Readonly<Record<Language, string>>;
    /** Later units, by unit and language. */
    readonly units: Readonly<Record<string, Readonly<Record<Language, string>>>>;
    /** Kinds that are not in the player file. */
    readonly kinds: Readonly<Record<string, string>>;
    /** Packs free text into suspend data; asked for only when there is some. */
    readonly texts: string;
    /** The institution's settings: `destt.config.js`. */
    readonly settings: string;
  };
}

/** One delivery by a words file: `destt.add({…})`. */
export type WordsFile =
  | {
      readonly type: 'base';
      readonly language: Language;
      readonly outline: OutlineWords;
      /** Interface words of the player. */
      readonly ui: object;
      /** Interface words of each kind the training uses. */
      readonly kinds: Readonly<Record<string, object>>;
      /** Defaults of the country: help lines. */
      readonly setting: object;
    }
  | {
      readonly type: 'unit';
      readonly language: Language;
      readonly unit: string;
      /** Rules and words of each activity. */
      readonly activities: Readonly<Record<string, {readonly rules: unknown; readonly words: unknown}>>;
    };
