import type {Response} from './item.ts';
import type {Language} from './languages.ts';

/** Something a learner did. The attempt is what all of them add up to. */
export type LearnerEvent =
  | {
      readonly type: 'answered';
      readonly activity: string;
      /** All answers of the activity as they now stand; what is missing was taken back. */
      readonly response: Response;
      /** Whether the activity is done with this answer. */
      readonly complete: boolean;
      /** 0–1 where the activity is graded, null where it is not, or not yet. */
      readonly score: number | null;
    }
  | {readonly type: 'moved'; readonly activity: string; readonly step: number}
  | {readonly type: 'switched'; readonly language: Language}
  | {readonly type: 'carried'; readonly texts: boolean}
  | {readonly type: 'finished'};
