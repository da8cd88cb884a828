import type {Standard} from './types.ts';

/** Where each standard says what both mean. */
export const elements = {
  scorm12: {
    status: 'cmi.core.lesson_status',
    success: null,
    raw: 'cmi.core.score.raw',
    suspendData: 'cmi.suspend_data',
    sessionTime: 'cmi.core.session_time',
    exit: 'cmi.core.exit',
    response: 'student_response',
    language: 'cmi.student_preference.language',
  },
  scorm2004: {
    status: 'cmi.completion_status',
    success: 'cmi.success_status',
    raw: 'cmi.score.raw',
    suspendData: 'cmi.suspend_data',
    sessionTime: 'cmi.session_time',
    exit: 'cmi.exit',
    response: 'learner_response',
    language: 'cmi.learner_preference.language',
  },
} as const satisfies Readonly<Record<Standard, Readonly<Record<string, string | null>>>>;
