import type {Language} from './languages.ts';

/** A text in every language of the training. */
export type LanguageMap = Readonly<Partial<Record<Language, string>>>;

/** An option that can be chosen: its id is `[a-z][a-z0-9_]*` and never shown, its text is. */
export interface Choice {
  readonly id: string;
  readonly text: string;
}

/**
 * One thing asked and answered, in the types that SCORM 2004 and xAPI share (STYLE: the narrow place).
 * A kind of activity says how its response reads as interactions; an LMS adapter says where an interaction goes.
 */
export type Interaction = {
  /** The item within its activity; with the activity it makes the id `ACTIVITY__ITEM`, unique in the package. */
  readonly item: string;
  /** What was asked, in the language it was asked in. */
  readonly description: string;
  /** Null where nothing is right or wrong: a questionnaire, an opinion. */
  readonly correct: boolean | null;
} & (
  | {readonly type: 'choice' | 'sequencing'; readonly choices: readonly Choice[]; readonly response: readonly string[]}
  | {readonly type: 'likert'; readonly choices: readonly Choice[]; readonly response: string}
  | {
      readonly type: 'matching';
      readonly source: readonly Choice[];
      readonly target: readonly Choice[];
      readonly response: readonly (readonly [string, string])[];
    }
  | {readonly type: 'true-false'; readonly response: boolean}
  | {readonly type: 'numeric'; readonly response: number}
  | {readonly type: 'long-fill-in'; readonly response: string}
);

/** The id of an interaction in the LMS's and the LRS's records. */
export const interactionId = (activity: string, item: string) => `${activity.replaceAll('-', '_')}__${item}`;
