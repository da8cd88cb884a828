import type {ActivityKind} from './activity.ts';
import {page} from './page/page.ts';
import {selfAssessment} from './self-assessment/self-assessment.ts';

/** Every kind of activity, for the build. One more is a folder beside this file and its line here. */
export const kinds: readonly ActivityKind[] = [page, selfAssessment];
