import {type Interaction, interactionId} from '../training/interaction.ts';
import {commitSchedule} from './commit-schedule.ts';
import {findApi} from './find-api.ts';
import type {LaunchHost, LaunchOptions, LmsRuntime, LmsSession, SaveState} from './lms.ts';

const methods = ['LMSInitialize', 'LMSGetValue', 'LMSSetValue', 'LMSCommit', 'LMSFinish', 'LMSGetLastError'] as const;
type Method = (typeof methods)[number];

/** What an LMS puts into a window as `API`. Its answers are strings by the standard, and anything by experience. */
export type Scorm12Api = Readonly<Record<Method, (...given: string[]) => unknown>>;

/** Launched by a SCORM 1.2 LMS. */
export const scorm12: LmsRuntime = {
  name: 'scorm-1.2',
  launch(host, options) {
    const api = findApi(host.window, 'API', isScorm12Api);
    return api && scorm12Session(api, host, options);
  },
};

const isScorm12Api = (candidate: unknown): candidate is Scorm12Api =>
  methods.every((method) => typeof (candidate as Scorm12Api | undefined)?.[method] === 'function');

const suspendDataElement = 'cmi.suspend_data';
const statusElement = 'cmi.core.lesson_status';
const rawElement = 'cmi.core.score.raw';
const essential = [suspendDataElement, statusElement, rawElement];

/** The standard's 4,096 with room to spare, less the counter of `resendable`. */
const suspendDataLimit = 4000 - 2;

/**
 * Suspend data as it is sent. Moodle never sends again a value that it believes sent, nor one that PHP takes for the same
 * number (MOODLE 1.4, 1.5, 1.7): the counter at the end makes equal data differ, and no data a number.
 */
export const resendable = (data: string, counter: number) => `${data}~${(counter % 36).toString(36)}`;

/** Suspend data as it was given, without the counter. */
export const withoutCounter = (stored: string) => stored.replace(/~[0-9a-z]$/, '');

const counterOf = (stored: string) => parseInt(/~([0-9a-z])$/.exec(stored)?.[1] ?? '0', 36);

/** A value that was accepted shortly before the line broke may have been accepted by nobody. */
const doubtful = 60_000;

/** One sitting with a SCORM 1.2 LMS. MOODLE.md section 1 is the list of what it has to live with. */
export function scorm12Session(
  api: Scorm12Api,
  host: LaunchHost,
  {finalStatus}: LaunchOptions = {finalStatus: 'completed'},
): LmsSession {
  /** All that the LMS should know of this sitting, and when it was last accepted. */
  const given = new Map<string, {readonly value: string; readonly sent: number | null}>();
  const indexes = new Map<string, number>();
  const started = host.now();
  let state: SaveState = 'saved';
  let ended = false;
  let refusals = 0;
  /** Why the last commit was refused. */
  let error: string | null = null;

  /** For the integrator: what was asked and answered, and never a value, which may be an answer. */
  const warn = (asked: string, answer: string) =>
    (host.window as Window & {console?: Console}).console?.warn(
      `${asked} ${answer}. What the learner did stays on this device and is sent again.`,
    );
  const call = (method: Method, ...values: string[]): string => {
    try {
      return String(api[method](...values) ?? '');
    } catch (thrown) {
      warn(`${method}("${values[0]}")`, `threw ${thrown}`);
      return '';
    }
  };
  const read = (element: string) => call('LMSGetValue', element);

  // False with 101, or a throw, after a reload of the frame: the session is on already, and carries on (MOODLE 1.6).
  const reloaded = call('LMSInitialize', '') !== 'true';
  /** Whether the LMS may believe that it has sent what it has not. */
  let doubted = reloaded;
  const lessonMode = read('cmi.core.lesson_mode');
  const mode = lessonMode === 'review' || lessonMode === 'browse' ? lessonMode : 'normal';
  const credited = read('cmi.core.credit') !== 'no-credit';
  // Moodle stores what is written in review and browse mode as well, over what was earned (MOODLE 1.11).
  const writes = mode === 'normal';
  const statusBefore = read(statusElement);
  const stored = read(suspendDataElement);
  let resends = counterOf(stored) + 1;
  let best = Number(read(rawElement)) || 0;
  let count = Number(read('cmi.interactions._count')) || 0;

  const schedule = commitSchedule(host, () => send(false));

  const report = (next: SaveState) => {
    if (state === next) return;
    state = next;
    session.onState?.(next);
  };
  const give = (element: string, value: string) => {
    if (given.get(element)?.value !== value) given.set(element, {value, sent: null});
  };
  /** Null if the LMS answers "true", else its error code: asked at once, for the next call would wipe it out. */
  const refusal = (method: 'LMSSetValue' | 'LMSCommit', ...values: string[]): string | null => {
    const answer = call(method, ...values);
    if (answer === 'true') return null;
    const code = call('LMSGetLastError');
    warn(`${method}("${values[0]}")`, `answered "${answer}", error ${code}`);
    return code;
  };
  const put = (element: string, value: string) => {
    const sent = element === suspendDataElement ? resendable(value, resends) : value;
    return refusal('LMSSetValue', element, sent) === null || !essential.includes(element);
  };
  const commit = () => {
    error = refusal('LMSCommit', '');
    return error === null;
  };
  const unsent = () => [...given].filter(([, {sent}]) => sent === null);
  const online = () => host.window.navigator.onLine !== false;

  const send = (leaving: boolean): boolean => {
    schedule.stop();
    const begun = host.now();
    // A "true" may have been a lie that nothing gave away: leaving sends the newest data once more.
    const waiting = [...given].filter(
      ([element, {sent}]) => sent === null || (leaving && element === suspendDataElement),
    );
    if (doubted || leaving) resends++;
    const repairs = doubted && !leaving && online() && waiting.some(([element]) => element !== suspendDataElement);
    if (repairs) for (const [element, {value}] of waiting) put(element, otherThan(element, value));
    const reached = !repairs || commit();
    const refused = waiting.filter(([element, {value}]) => !put(element, value));
    put('cmi.core.session_time', timespan(host.now() - started));
    // After a refused repair a second call would only block the page for as long again.
    const committed = reached && commit();
    const over = host.now();

    if (!online()) {
      // "true" may be said by a player that heard nothing (MOODLE 1.4). The event `online` tries again.
      doubted = true;
      report('waiting');
      return false;
    }
    // One commit can't repair what is doubted; should a learner who left come back, the next one does.
    const repaired = committed && !(leaving && doubted);
    doubted = !repaired;
    if (repaired)
      for (const entry of waiting)
        if (!refused.includes(entry)) given.set(entry[0], {value: entry[1].value, sent: over});
    if (!committed || refused.length > 0) {
      refusals++;
      // 301: no session; 101 again and again: it is over, and stays so until the activity is opened again (MOODLE 1.5).
      report(error === '301' || (error === '101' && refusals >= 3) ? 'lost' : 'refused');
      schedule.rest(Math.min(60_000, 1000 * 2 ** refusals));
      schedule.soon();
      return false;
    }
    refusals = 0;
    // However slow the LMS, the page is blocked for at most a sixth of the time.
    schedule.rest(Math.min(30_000, 5 * (over - begun)));
    if (repaired) report('saved');
    else schedule.soon();
    return true;
  };

  const finish = () => {
    ended = true;
    schedule.stop();
    host.window.removeEventListener('offline', wentOffline);
    host.window.removeEventListener('online', cameOnline);
    call('LMSFinish', '');
  };

  const doubtRecent = () => {
    doubted = true;
    for (const [element, {value, sent}] of given)
      if (sent !== null && host.now() - sent < doubtful) given.set(element, {value, sent: null});
    if (unsent().length > 0) report('waiting');
  };
  const wentOffline = doubtRecent;
  const cameOnline = () => {
    doubtRecent();
    if (unsent().length === 0) return;
    schedule.rest(0);
    schedule.now();
  };

  const session: LmsSession = {
    runtime: scorm12.name,
    learner: {id: read('cmi.core.student_id'), name: read('cmi.core.student_name')},
    mode,
    language: read('cmi.student_preference.language') || null,
    suspendDataLimit,
    suspendData: withoutCounter(stored) || null,
    get state() {
      return state;
    },
    onState: null,
    record(record) {
      if (!writes || ended || record.type !== 'answered' || record.activity.private) return;
      for (const interaction of record.interactions) {
        const response = readable(interaction);
        if (response === null) continue;
        const id = interactionId(record.activity.id, interaction.item).replace(/\W/g, '_').slice(0, 255);
        // 1.2 interactions can't be read back: the same item in a later sitting is a new one.
        const index = indexes.get(id) ?? count++;
        indexes.set(id, index);
        const element = `cmi.interactions.${index}.`;
        give(`${element}id`, id);
        give(`${element}type`, 'fill-in');
        give(`${element}student_response`, response);
        const {correct} = interaction;
        give(`${element}result`, correct === null ? 'neutral' : correct ? 'correct' : 'wrong');
      }
    },
    save(suspendData, urgency) {
      if (!writes) return;
      give(suspendDataElement, suspendData);
      if (unsent().length === 0) return;
      if (ended) return report('lost');
      if (state === 'saved') report('waiting');
      schedule[urgency]();
    },
    leave(final) {
      if (ended) return;
      if (writes) send(true);
      if (final) finish();
    },
    close() {
      if (!ended && (!writes || send(false))) finish();
      return ended && (state === 'saved' || state === 'local');
    },
    complete({score}) {
      if (!writes || !credited || ended) return;
      best = Math.min(100, Math.max(best, Math.round(score)));
      give(rawElement, String(best));
      give('cmi.core.score.min', '0');
      give('cmi.core.score.max', '100');
      // After a reload of the frame the status read may be one that only this page's LMS script knows of.
      if (statusBefore !== 'passed' && (statusBefore !== finalStatus || reloaded)) give(statusElement, finalStatus);
      if (unsent().length === 0) return;
      if (state === 'saved') report('waiting');
      schedule.soon();
    },
  };

  if (!writes) state = 'local';
  else {
    // Before anything can go wrong, and without a commit, which would keep the first screen waiting.
    give('cmi.core.exit', 'suspend');
    // LMSFinish without a status means "completed" (MOODLE 1.9). What is more than that is never lowered.
    if (credited && ['', 'not attempted', 'browsed'].includes(statusBefore)) give(statusElement, 'incomplete');
    for (const [element, {value}] of given) put(element, value);
    host.window.addEventListener('offline', wentOffline);
    host.window.addEventListener('online', cameOnline);
  }
  return session;
}

/** The readable answer: option ids, at most 255 characters, cut between two of them. Null for a text: it is never recorded. */
function readable(interaction: Interaction): string | null {
  const answer = () => {
    switch (interaction.type) {
      case 'choice':
      case 'sequencing':
        return interaction.response.join();
      case 'matching':
        return interaction.response.map((pair) => pair.join('.')).join();
      default:
        return String(interaction.response);
    }
  };
  if (interaction.type === 'long-fill-in') return null;
  const whole = answer();
  return whole.length <= 255
    ? whole
    : whole
        .slice(0, 256)
        .replace(/,[^,]*$/, '')
        .slice(0, 255);
}

/** Another value that the element may hold: sending it first makes Moodle send the right one again (MOODLE 1.4). */
function otherThan(element: string, value: string): string {
  switch (element.replace(/.*\./, '')) {
    case 'suspend_data':
      return value; // its counter makes it differ
    case 'lesson_status':
      // Not the other final word: should only this one arrive, the next sitting has to be able to mend it.
      return value === 'incomplete' ? 'browsed' : 'incomplete';
    case 'exit':
      return '';
    case 'raw':
    case 'min':
    case 'max':
      return `${value}.0`;
    case 'type':
      return 'choice';
    case 'result':
      return 'unanticipated';
    default:
      return `_${value.slice(1)}`;
  }
}

/** `HHHH:MM:SS.SS`, with no more than the two decimals that Moodle takes. */
function timespan(milliseconds: number): string {
  const hundredths = Math.min(Math.max(0, Math.round(milliseconds / 10)), 9999 * 360_000);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${String(Math.floor(hundredths / 360_000)).padStart(4, '0')}:${two((hundredths / 6000) % 60)}:${two((hundredths / 100) % 60)}.${two(hundredths % 100)}`;
}
