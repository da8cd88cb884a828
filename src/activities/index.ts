import type {ActivityKind} from './activity.ts';
import {agreement} from './agreement/agreement.ts';
import {cardSort} from './card-sort/card-sort.ts';
import {caseKind} from './case/case.ts';
import {certificate} from './certificate/certificate.ts';
import {conflictStyle} from './conflict-style/conflict-style.ts';
import {consent} from './consent/consent.ts';
import {guidedPractice} from './guided-practice/guided-practice.ts';
import {interview} from './interview/interview.ts';
import {journal} from './journal/journal.ts';
import {knowledgeCheck} from './knowledge-check/knowledge-check.ts';
import {ladder} from './ladder/ladder.ts';
import {outlineBuilder} from './outline-builder/outline-builder.ts';
import {page} from './page/page.ts';
import {plan} from './plan/plan.ts';
import {pulse} from './pulse/pulse.ts';
import {rolePlay} from './role-play/role-play.ts';
import {rubric} from './rubric/rubric.ts';
import {selfAssessment} from './self-assessment/self-assessment.ts';
import {sentenceBuilder} from './sentence-builder/sentence-builder.ts';
import {signsMap} from './signs-map/signs-map.ts';
import {speechStudio} from './speech-studio/speech-studio.ts';

/** Every kind of activity, for the build. One more is a folder beside this file and its line here. */
export const kinds: readonly ActivityKind[] = [
  page,
  selfAssessment,
  agreement,
  cardSort,
  caseKind,
  certificate,
  conflictStyle,
  consent,
  guidedPractice,
  interview,
  journal,
  knowledgeCheck,
  plan,
  pulse,
  rolePlay,
  sentenceBuilder,
  signsMap,
  outlineBuilder,
  ladder,
  rubric,
  speechStudio,
];
