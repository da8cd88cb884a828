import {type Interaction, interactionId} from '../training/interaction.ts';
import type {Language} from '../training/languages.ts';
import {commitSchedule} from './commit-schedule.ts';
import {findApi, reach} from './find-api.ts';
import type {LaunchHost, LaunchOptions, LmsRuntime, LmsSession, SaveState} from './lms.ts';

/** What an LMS puts into a window as its API. Its answers are strings by the standard, and anything by experience. */
export type ScormApi = Readonly<Record<string, (...given: string[]) => unknown>>;

/** How one edition of SCORM says what all of them mean. */
export interface ScormEdition {
  readonly name: string;
  readonly api: 'API' | 'API_1484_11';
  /** What the names of all calls begin with. */
  readonly prefix: string;
  readonly terminate: 'Finish' | 'Terminate';
  /** What the names of elements of the learner and the sitting begin with. */
  readonly core: 'cmi.core.' | 'cmi.';
  readonly person: 'student' | 'learner';
  readonly mode: 'lesson_mode' | 'mode';
  readonly suspendDataLimit: number;
  /** Each status with its word for an attempt under way, and for a finished one (null: no word of ours). */
  statuses(finalStatus: LaunchOptions['finalStatus']): readonly (readonly [string, string, string | null])[];
  /** All elements of a score, of its points out of 100. */
  scores(raw: number): Readonly<Record<string, number>>;
  /** The fields of an interaction in the order an LMS wants them, without its id; null if it can't be told. */
  interaction(interaction: Interaction, language: Language): Readonly<Record<string, string>> | null;
  /** How many interactions there may be beside suspend data of this length. */
  most(suspendData: number): number;
  /** Whether interactions can be read back, so that a later sitting goes on with them. */
  readonly readsBack: boolean;
  timespan(milliseconds: number): string;
  /** Another value the element may hold, where sending that first is what makes an LMS send the right one again. */
  readonly otherThan: ((element: string, value: string) => string) | null;
}

const calls = ['Initialize', 'GetValue', 'SetValue', 'Commit', 'GetLastError'] as const;

/** Launched by an LMS of this edition. */
export const scormRuntime = (edition: ScormEdition): LmsRuntime => ({
  name: edition.name,
  launch(host, options) {
    const isApi = (candidate: unknown): candidate is ScormApi =>
      [...calls, edition.terminate].every(
        (name) => typeof (candidate as ScormApi)[edition.prefix + name] === 'function',
      );
    const api = findApi(host.window, edition.api, isApi);
    return api && scormSession(edition, api, host, options);
  },
});

const suspendDataElement = 'cmi.suspend_data';
const interactions = 'cmi.interactions.';

/**
 * Suspend data as it is sent. Moodle never sends again a value that it believes sent, nor one that PHP takes for the same
 * number (MOODLE 1.4, 1.5, 1.7): the counter at the end makes equal data differ, and no data a number.
 */
export const resendable = (data: string, counter: number) => `${data}~${(counter % 36).toString(36)}`;

/** How much longer data get by it. */
export const counterLength = 2;

/** Suspend data as it was given, without the counter. */
export const withoutCounter = (stored: string) => stored.replace(/~[0-9a-z]$/, '');

/** The counter at the end; of other data something, for it only has to differ the next time. */
const counterOf = (stored: string) => parseInt(stored.slice(-1), 36) || 0;

/** What a commit or a value is refused with where there is no session, or none any more: in 1.2 301, in 2004 122 to 143. */
const noSession = /^(301|1[234][23])$/;

/** What a value is not told with that the standard has: no session, or (101) nobody knows why. */
const noReading = /^(101|301|12[23])$/;

/** A value that was accepted shortly before the line broke may have been accepted by nobody. */
const doubtful = 60_000;

/** One sitting with a SCORM LMS. MOODLE.md section 1 is the list of what it has to live with. */
export function scormSession(
  edition: ScormEdition,
  api: ScormApi,
  host: LaunchHost,
  {finalStatus}: LaunchOptions = {finalStatus: 'completed'},
): LmsSession {
  const {core} = edition;
  const rawElement = `${core}score.raw`;
  const statuses = edition.statuses(finalStatus);
  const essential = [suspendDataElement, rawElement, ...statuses.map(([element]) => element)];
  /** All that the LMS should know of this sitting, and when it was last accepted. */
  const given = new Map<string, {readonly value: string; readonly sent: number | null}>();
  /** The index of each interaction by its id, the one that changed last at the end. */
  const indexes = new Map<string, number>();
  const started = host.now();
  let state: SaveState = 'saved';
  let ended = false;
  let refusals = 0;
  /** Why the last commit was refused. */
  let error: string | null = null;
  let threw = false;

  /** For the integrator: what was asked and answered, and never a value, which may be an answer. */
  const warn = (asked: string, answer: string) =>
    (host.window as Window & {console?: Console}).console?.warn(
      `${asked} ${answer}. It stays on this device and is sent again.`,
    );
  const call = (name: (typeof calls)[number] | 'Finish' | 'Terminate', ...values: string[]): string => {
    const method = edition.prefix + name;
    threw = false;
    try {
      return String(api[method]!(...values) ?? '');
    } catch (thrown) {
      threw = true;
      warn(`${method}("${values[0]}")`, `threw ${thrown}`);
      return '';
    }
  };

  // False (1.2: 101, 2004: 103, 104) or a throw, after a reload of the frame: the session is on already, or over.
  let reloaded = call('Initialize', '') !== 'true';
  const {pathname} = host.window.location;
  const copy = (reloaded && copyBeside(api, pathname)) || {pathname, read: {}, given: []};
  const mine = new Map(copy.given);
  /** What this page was told, for the copy. */
  const told: Record<string, string> = {};
  /** The last code of a value that was not told, though the standard has it. */
  let unread: string | null = null;
  const read = (element: string) => {
    const known = mine.get(element) ?? copy.read[element];
    if (known !== undefined) return (told[element] = known);
    const value = call('GetValue', element);
    if (threw || value === '' || value === 'false') {
      const code = threw ? '101' : call('GetLastError');
      if (noReading.test(code)) {
        unread = code;
        return '';
      }
    }
    return (told[element] = value);
  };

  /** Whether the LMS may believe that it has sent what it has not. */
  let doubted = reloaded;
  /** Whether the LMS has said what it has. Until then nothing is given to it: it would be written over that. */
  let heard = false;
  /** What was meant for it meanwhile. */
  const held: (() => void)[] = [];
  let learner = {id: '', name: ''};
  let language: string | null = null;
  let mode: LmsSession['mode'] = 'normal';
  let credited = true;
  let before: readonly string[] = [];
  let stored = '';
  let resends = 1;
  let best = 0;
  let count = 0;
  // Moodle stores what is written in review and browse mode as well, over what was earned (MOODLE 1.11).
  const writes = () => mode === 'normal';

  /** Asks for all that the LMS has; true once it has said it. */
  const hear = (): boolean => {
    unread = null;
    stored = read(suspendDataElement);
    const none = unread !== null;
    unread = null;
    const lessonMode = read(core + edition.mode);
    mode = lessonMode === 'review' || lessonMode === 'browse' ? lessonMode : 'normal';
    learner = {id: read(`${core}${edition.person}_id`), name: read(`${core}${edition.person}_name`)};
    // An LMS that tells one of both can be asked, whatever it says of the other.
    if (none && unread !== null) return false;
    language = read(`cmi.${edition.person}_preference.language`) || null;
    credited = read(`${core}credit`) !== 'no-credit';
    before = statuses.map(([element]) => read(element));
    resends = counterOf(stored) + 1;
    best = Number(read(rawElement)) || 0;
    count = Number(read(`${interactions}_count`)) || 0;
    if (writes()) {
      // Before anything can go wrong, and without a commit, which would keep the first screen waiting.
      give(`${core}exit`, 'suspend');
      // What a reloaded frame had given before: 2004 has thrown it away, at its server it may be missing (MOODLE 1.6).
      for (const [element, value] of mine)
        give(element, element === suspendDataElement ? withoutCounter(value) : value);
      // The end without a status means "completed" (MOODLE 1.9). What is more than that is never lowered.
      statuses.forEach(([element, begun], at) => {
        if (credited && ['', 'not attempted', 'browsed', 'unknown'].includes(before[at] ?? '')) give(element, begun);
      });
      for (const [element, {value}] of given)
        if (noSession.test(refusal('SetValue', element, written(element, value)) ?? '')) state = 'lost';
    }
    return (heard = true);
  };
  /** An LMS that told nothing when the page was opened is asked again. */
  const hearLate = (): boolean => {
    reloaded = call('Initialize', '') !== 'true';
    const known = given.get(suspendDataElement);
    given.clear();
    if (!hear()) {
      if (known) given.set(suspendDataElement, known);
      return false;
    }
    if (!writes()) return true;
    for (const each of held.splice(0)) each();
    // Joined with what is here it comes back as a newer save.
    const theirs = withoutCounter(stored);
    if (known) give(suspendDataElement, known.value);
    if (theirs) session.onNewer?.(theirs);
    return true;
  };
  /** Whether the interactions of earlier sittings, or of this frame before it was reloaded, are in `indexes`. */
  let known = false;
  /** Whether the LMS lets no interaction become another one. */
  let full = false;

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
  const refusal = (name: 'SetValue' | 'Commit', ...values: string[]): string | null => {
    const answer = call(name, ...values);
    if (answer === 'true') return null;
    const code = call('GetLastError');
    warn(`${edition.prefix}${name}("${values[0]}")`, `answered "${answer}", error ${code}`);
    return code;
  };
  const written = (element: string, value: string) =>
    element === suspendDataElement ? resendable(value, resends) : value;
  const put = (element: string, value: string) =>
    refusal('SetValue', element, written(element, value)) === null || !essential.includes(element);
  const commit = () => (error = refusal('Commit', '')) === null;
  const unsent = () => [...given].filter(([, {sent}]) => sent === null);
  const online = () => host.window.navigator.onLine !== false;
  const keepCopy = () =>
    leaveCopy(api, {
      pathname,
      read: {...told, [`${interactions}_count`]: String(count)},
      given: [...given].map(([element, {value}]) => [element, written(element, value)]),
    });

  const refused = () => {
    refusals++;
    // No session; or 101 again and again: it is over, and stays so until the activity is opened again (MOODLE 1.5).
    const lost = noSession.test(error ?? '') || (error === '101' && refusals >= 3);
    report(lost ? 'lost' : 'refused');
    schedule.rest(Math.min(60_000, 1000 * 2 ** refusals));
    schedule.soon();
    return false;
  };

  const send = (leaving: boolean): boolean => {
    schedule.stop();
    const begun = host.now();
    if (!heard && !hearLate()) {
      error = unread;
      return refused();
    }
    schedule.stop();
    if (!writes()) {
      report('local');
      return true;
    }
    // A "true" may have been a lie that nothing gave away: leaving sends the newest data once more.
    const waiting = [...given].filter(
      ([element, {sent}]) => sent === null || (leaving && element === suspendDataElement),
    );
    if (doubted || leaving) resends++;
    keepCopy();
    const {otherThan} = edition;
    const repairs =
      otherThan && doubted && !leaving && online() && waiting.some(([element]) => element !== suspendDataElement);
    if (repairs) for (const [element, {value}] of waiting) put(element, otherThan(element, value));
    const reached = !repairs || commit();
    const rejected = waiting.filter(([element, {value}]) => !put(element, value));
    put(`${core}session_time`, edition.timespan(host.now() - started));
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
        if (!rejected.includes(entry)) given.set(entry[0], {value: entry[1].value, sent: over});
    if (!committed || rejected.length > 0) return refused();
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
    call(edition.terminate, '');
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

  /** Sees to it that what was given is sent. */
  const arrange = (urgency: 'soon' | 'now') => {
    if (unsent().length === 0) return;
    if (ended) return report('lost');
    if (state === 'saved') report('waiting');
    schedule[urgency]();
  };

  /** Where an interaction goes: where it is, or next in line, or, once all places are taken, over the one unchanged for longest. */
  const indexFor = (id: string): number | undefined => {
    for (let index = 0; !known && index < count; index++) {
      const element = `${interactions}${index}.id`;
      const there = edition.readsBack ? read(element) : mine.get(element);
      if (there) indexes.set(there, index);
    }
    known = true;
    let index = indexes.get(id);
    const [oldest] = indexes;
    if (index === undefined && count < edition.most(given.get(suspendDataElement)?.value.length ?? 0)) index = count++;
    else if (index === undefined && oldest && !full) {
      // Asked at once: an LMS may hold on to the first id (351), and an answer must not stand under another's.
      for (const [element, {value}] of unsent()) put(element, value);
      full = refusal('SetValue', `${interactions}${oldest[1]}.id`, id) !== null;
      if (full) return;
      indexes.delete(oldest[0]);
      index = oldest[1];
    }
    if (index === undefined) return;
    indexes.delete(id);
    indexes.set(id, index);
    return index;
  };

  hear();
  const session: LmsSession = {
    runtime: edition.name,
    get learner() {
      return learner;
    },
    get mode() {
      return mode;
    },
    language,
    suspendDataLimit: edition.suspendDataLimit,
    suspendData: withoutCounter(stored) || null,
    recalled: mine.has(suspendDataElement),
    get state() {
      return state;
    },
    onState: null,
    onNewer: null,
    record(record) {
      if (!heard) return void held.push(() => session.record(record));
      if (!writes() || ended || record.type !== 'answered' || record.activity.private) return;
      for (const interaction of record.interactions) {
        const fields = edition.interaction(interaction, record.language);
        if (!fields) continue;
        const id = interactionId(record.activity.id, interaction.item).replace(/\W/g, '_').slice(0, 250);
        const index = indexFor(id);
        if (index === undefined) continue;
        for (const [field, value] of Object.entries({id, ...fields})) give(`${interactions}${index}.${field}`, value);
      }
    },
    save(suspendData, urgency) {
      if (!writes()) return;
      give(suspendDataElement, suspendData);
      arrange(urgency);
    },
    leave(final) {
      if (ended) return;
      if (writes()) send(true);
      if (final) finish();
    },
    close() {
      if (!ended && (!writes() || send(false))) finish();
      return ended && (state === 'saved' || state === 'local');
    },
    complete(outcome) {
      if (!heard) return void held.push(() => session.complete(outcome));
      const {score, ungraded} = outcome;
      if (!writes() || !credited || ended) return;
      // A newer version may grade nothing any more: the score that an older one gave stands.
      if (!ungraded || best === 0) best = Math.min(100, Math.max(best, Math.round(score)));
      for (const [name, value] of Object.entries(edition.scores(best))) give(`${core}score.${name}`, String(value));
      statuses.forEach(([element, , finished], at) => {
        // After a reload of the frame the status read may be one that only this page's LMS script knows of.
        if (finished && before[at] !== 'passed' && (before[at] !== finished || reloaded)) give(element, finished);
      });
      arrange('soon');
    },
  };

  if (heard && !writes()) state = 'local';
  else {
    if (!heard) state = 'refused';
    host.window.addEventListener('offline', wentOffline);
    host.window.addEventListener('online', cameOnline);
  }
  keepCopy();
  return session;
}

/** What a page was told by the LMS and what it gave: enough for the same frame, reloaded, to go on. */
interface Copy {
  /** Of the page: a player may keep its API for the next package it shows. */
  readonly pathname: string;
  readonly read: Readonly<Record<string, string>>;
  readonly given: readonly (readonly [element: string, value: string])[];
}

/**
 * Lies beside the API itself: so it lives as long as the data model it stands in for, works where storage is forbidden,
 * and no other learner or tab meets it. A string, because objects of a page that is gone may no longer be touched.
 */
const copyName = 'desttCopy';

function leaveCopy(api: ScormApi, copy: Copy): void {
  reach(() => Object.assign(api, {[copyName]: JSON.stringify(copy)}));
}

function copyBeside(api: ScormApi, pathname: string): Copy | null {
  return reach(() => {
    const copy = JSON.parse(String((api as Readonly<Record<string, unknown>>)[copyName])) as Copy;
    return copy.pathname === pathname ? copy : null;
  });
}

/** An answer by the ids of what was chosen, those of a pair side by side; null for a text: it is never told. */
export function partsOf(interaction: Interaction): readonly (readonly string[])[] | null {
  switch (interaction.type) {
    case 'long-fill-in':
      return null;
    case 'choice':
    case 'sequencing':
      return interaction.response.map((id) => [id]);
    case 'matching':
      return interaction.response;
    default:
      return [[String(interaction.response)]];
  }
}
