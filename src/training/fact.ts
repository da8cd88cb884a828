/**
 * What researchers ask of an activity beside its interactions (DOMAIN 4.3, R-22, R-62): worked out from content and
 * response alone, so it can be worked out again. A kind says which facts its response holds, `src/xapi` what becomes of
 * them; no LMS ever gets one. How long a learner took is no fact: the player measures that for every kind alike.
 */
export type Fact = {
  /** Names it within its activity, `[a-z][a-z0-9_]*`: a scale, a scene, a technique, a measure. */
  readonly item: string;
  /** What it is called, in the language of the content; the activity's title where it has no name of its own. */
  readonly name?: string;
} & (
  | {
      /** A scale of a questionnaire. */
      readonly type: 'score';
      /** 0–100; null where too few items were answered. */
      readonly index: number | null;
      readonly answered: number;
      readonly of: number;
    }
  /** A technique was practised. */
  | {readonly type: 'practice'; readonly seconds: number}
  /** How much was written; never what. */
  | {readonly type: 'length'; readonly characters: number}
  | {
      /** A choice with consequences. */
      readonly type: 'decision';
      /** 1 for the first run through the story: it stays the first, however often it is played again. */
      readonly run: number;
      readonly choice: string;
      /** How it deals with the conflict: compete, collaborate, compromise, avoid, accommodate. */
      readonly mode: string | null;
      readonly skills: readonly string[];
      readonly before: Readonly<Record<string, number>>;
      readonly after: Readonly<Record<string, number>>;
    }
  | {
      /** A story came to its end. */
      readonly type: 'ending';
      readonly run: number;
      readonly ending: string;
      /** Who was satisfied with it: both, me, them, nobody. */
      readonly satisfied: 'both' | 'me' | 'them' | 'nobody';
      readonly path: readonly string[];
      /** Choices of each mode. */
      readonly modes: Readonly<Record<string, number>>;
      readonly state: Readonly<Record<string, number>>;
    }
  | {
      /** Something was noted at a moment of a speech; never the note. */
      readonly type: 'mark';
      /** Whose speech: the learner's own, or a colleague's. */
      readonly speech: 'own' | 'other';
      /** Who noted it, seen from the speaker. */
      readonly rater: 'self' | 'opponent' | 'facilitator';
      readonly criterion: string;
      readonly sign: '+' | '-';
      /** Seconds from the beginning of the speech. */
      readonly at: number;
    }
  /** A number that was measured or worked out: syllables a second, an agreement. */
  | {readonly type: 'measure'; readonly value: number; readonly unit: string}
);
