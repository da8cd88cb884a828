import type {Item} from './item.ts';
import type {Language, languages} from './languages.ts';

/**
 * A training as the player knows it before any words are read: what the launch page carries.
 * Words come later, a unit and a language at a time.
 */
export interface Outline {
  /** For ever the same: `stress-and-burnout`. */
  readonly id: string;
  /** Of the content; saved state carries it, every later version reads it. */
  readonly version: string;
  /** European credits, 25–30 hours each. */
  readonly ects: number;
  /** 1–3: a training can be come back to at a higher level. */
  readonly level: number;
  /** The accent hue of the training, 0–360. */
  readonly hue: number;
  /** The word an LMS gets for a finished training, where it is not `completed` (MOODLE 7: its default rule counts only that). */
  readonly finalStatus?: 'passed';
  readonly languages: readonly (typeof languages)[number][];
  readonly units: readonly UnitOutline[];
}

/** A part of a training that can be done in one sitting (at most 15 minutes, R-6). */
export interface UnitOutline {
  readonly id: string;
  readonly activities: readonly ActivityOutline[];
}

/** One activity: enough to list it, count it, save it and know what may leave the device. */
export interface ActivityOutline {
  readonly id: string;
  readonly kind: string;
  readonly minutes: number;
  /** Its answers never leave the device (R-34, DESIGN 3). */
  readonly private: boolean;
  /** The training can be completed without it. */
  readonly optional: boolean;
  /** What may be answered in it. Empty where `private`: then only "done" is ever saved outside. */
  readonly items: readonly Item[];
}

/** All activities in their order. */
export const activitiesOf = (outline: Outline): readonly ActivityOutline[] =>
  outline.units.flatMap((unit) => unit.activities);

/** The words of one language that every screen needs: titles by id. */
export interface OutlineWords {
  readonly language: Language;
  readonly title: string;
  readonly description: string;
  readonly units: Readonly<Record<string, string>>;
  readonly activities: Readonly<Record<string, string>>;
}
