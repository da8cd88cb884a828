import type {Interaction} from '../training/interaction.ts';
import type {LaunchHost, LaunchOptions} from './lms.ts';
import {counterLength, partsOf, type ScormApi, type ScormEdition, scormRuntime, scormSession} from './scorm-session.ts';

/**
 * SCORM 2004 (4th edition, and the 3rd, which has the same run-time). What is particular: completion and success are two
 * statuses; the attempt is over unless `exit` says suspend before the first commit (MOODLE 1.1), which `scormSession`
 * sees to; and Moodle sends everything at every commit, which repairs by itself what an outage lost, but has to fit the
 * 64 KiB of a closing page's beacon (MOODLE 1.2).
 */
const edition: ScormEdition = {
  name: 'scorm-2004',
  api: 'API_1484_11',
  prefix: '',
  terminate: 'Terminate',
  core: 'cmi.',
  person: 'learner',
  mode: 'mode',
  /** The standard's 64,000 with room to spare. */
  suspendDataLimit: 60_000 - counterLength,
  // Both are said, or the LMS makes up what is not (STANDARDS 2). A pass is claimed only where a pass is meant.
  statuses: (finalStatus) => [
    ['cmi.completion_status', 'incomplete', 'completed'],
    ['cmi.success_status', 'unknown', finalStatus === 'passed' ? 'passed' : null],
  ],
  // Moodle's grade reads raw, other LMSs' scaled (MOODLE 1.12). A hundredth of a whole number has two decimals at most.
  scores: (raw) => ({scaled: raw / 100, raw, min: 0, max: 100}),
  interaction(interaction, language) {
    const response = responseOf(interaction);
    if (response === null) return null;
    const {correct} = interaction;
    return {
      type: interaction.type,
      learner_response: response,
      result: correct === null ? 'neutral' : correct ? 'correct' : 'incorrect',
      // Rather than a time stamp, which would be the device's clock's. Short, so that forty fit the beacon.
      description: `{lang=${language}}${[...interaction.description.replace(/\s+/g, ' ').trim()].slice(0, 100).join('')}`,
    };
  },
  readsBack: true,
  // About 1,150 bytes each in a beacon: five fields with their headers, the description in two-byte letters.
  most: (suspendData) => Math.min(40, Math.floor((62_000 - suspendData) / 1150)),
  timespan,
  otherThan: null,
};

/** Launched by a SCORM 2004 LMS. */
export const scorm2004 = scormRuntime(edition);

/** One sitting with a SCORM 2004 LMS. */
export const scorm2004Session = (api: ScormApi, host: LaunchHost, options?: LaunchOptions) =>
  scormSession(edition, api, host, options);

/** The response in its type's own form, as Moodle takes it (MOODLE 4); null where there is none, or none that it would take. */
function responseOf(interaction: Interaction): string | null {
  if (interaction.type === 'numeric')
    return Math.abs(interaction.response) < 100_000 ? interaction.response.toFixed(7).replace(/\.?0+$/, '') : null;
  const parts = (partsOf(interaction) ?? []).map((part) => part.map((id) => id.replace(/[^\w.]/g, '_')).join('[.]'));
  const told = interaction.type === 'choice' ? [...new Set(parts)] : parts;
  return told.slice(0, 36).join('[,]') || null;
}

/** `PT0H1M2.34S`, with no more than the two decimals that Moodle takes. */
function timespan(milliseconds: number): string {
  const hundredths = Math.round(milliseconds / 10);
  return `PT${Math.floor(hundredths / 360_000)}H${Math.floor(hundredths / 6000) % 60}M${(hundredths % 6000) / 100}S`;
}
