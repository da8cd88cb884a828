import type {LaunchHost, LaunchOptions} from './lms.ts';
import {counterLength, partsOf, type ScormApi, type ScormEdition, scormRuntime, scormSession} from './scorm-session.ts';

/** SCORM 1.2: one status says all, an interaction is readable text, and Moodle sends a value only once (MOODLE 1.4). */
const edition: ScormEdition = {
  name: 'scorm-1.2',
  api: 'API',
  prefix: 'LMS',
  terminate: 'Finish',
  core: 'cmi.core.',
  person: 'student',
  mode: 'lesson_mode',
  /** The standard's 4,096 with room to spare. */
  suspendDataLimit: 4000 - counterLength,
  statuses: (finalStatus) => [['cmi.core.lesson_status', 'incomplete', finalStatus]],
  scores: (raw) => ({raw, min: 0, max: 100}),
  interaction(interaction) {
    const parts = partsOf(interaction);
    if (!parts) return null;
    const {correct} = interaction;
    return {
      type: 'fill-in',
      student_response: cut(parts.map((part) => part.join('.')).join()),
      result: correct === null ? 'neutral' : correct ? 'correct' : 'wrong',
    };
  },
  // They can't be read back: the same item in a later sitting is a new one.
  readsBack: false,
  most: () => Number.POSITIVE_INFINITY,
  timespan,
  otherThan,
};

/** Launched by a SCORM 1.2 LMS. */
export const scorm12 = scormRuntime(edition);

/** One sitting with a SCORM 1.2 LMS. */
export const scorm12Session = (api: ScormApi, host: LaunchHost, options?: LaunchOptions) =>
  scormSession(edition, api, host, options);

/** At most 255 characters, cut between two options. */
const cut = (response: string) =>
  `${response},`
    .slice(0, 256)
    .replace(/,[^,]*$/, '')
    .slice(0, 255);

/** Another value that the element may hold: sending it first makes Moodle send the right one again (MOODLE 1.4). */
function otherThan(element: string, value: string): string {
  const others: Readonly<Record<string, string>> = {
    suspend_data: value, // its counter makes it differ
    // Not the other final word: should only this one arrive, the next sitting has to be able to mend it.
    lesson_status: value === 'incomplete' ? 'browsed' : 'incomplete',
    exit: '',
    raw: `${value}.0`,
    min: `${value}.0`,
    max: `${value}.0`,
    type: 'choice',
    result: 'unanticipated',
  };
  return others[element.replace(/.*\./, '')] ?? `_${value.slice(1)}`;
}

/** `HHHH:MM:SS.SS`, with no more than the two decimals that Moodle takes. */
function timespan(milliseconds: number): string {
  const hundredths = Math.min(Math.max(0, Math.round(milliseconds / 10)), 9999 * 360_000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${String(Math.floor(hundredths / 360_000)).padStart(4, '0')}:${two((hundredths / 6000) % 60)}:${two((hundredths / 100) % 60)}.${two(hundredths % 100)}`;
}
