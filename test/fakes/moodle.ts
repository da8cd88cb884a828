/**
 * A Moodle that plays SCORM 1.2 as the real one was seen to (MOODLE.md 1, 3, 7): its script in the player's page, which
 * checks formats and sends only what it believes unsent, and its server, which compares as PHP does. No imports, no
 * clock, no window: it runs in a unit test and, bundled, in a browser page.
 */
export interface FakeMoodle {
  /** The server's side: it survives every page. */
  readonly store: Store;
  /** What goes wrong from now on. */
  readonly faults: Faults;
  /** Every call of every page, in order. */
  readonly log: Call[];
  /** Opens the activity: a page with an API, and the data as they are now. */
  open(options?: {newAttempt?: boolean}): MoodlePage;
  /** What the server holds for an element of the newest attempt. */
  stored(element: string): string | undefined;
  /** How often the server was asked to store something. */
  commits(): number;
  /** Whether the activity counts as completed under Moodle's default rule: status `completed`, once and for ever. */
  completed(): boolean;
  /** A teacher deletes the attempt; pages that are open go on and are told "true". */
  deleteAttempt(): void;
}

export interface Store {
  /** Elements as sent, one record an attempt. */
  readonly attempts: Record<string, string>[];
  /** Whether an attempt ever had the status `completed`. */
  completed: boolean;
}

export interface Faults {
  /** Requests don't arrive: they fail, the script falls back to a beacon, and says "true". */
  offline: boolean;
  /** The login is gone. A page that met this stays dead, though a new page would work. */
  expired: boolean;
  /** Calls that answer "false", 101. A refused commit marks its values as sent all the same. */
  readonly refuse: Set<Method>;
  readonly throwOn: Set<Method>;
  /** What each request blocks the page for, through `block`. */
  latencyMs: number;
}

export type Method =
  | 'LMSInitialize'
  | 'LMSFinish'
  | 'LMSGetValue'
  | 'LMSSetValue'
  | 'LMSCommit'
  | 'LMSGetLastError'
  | 'LMSGetErrorString'
  | 'LMSGetDiagnostic';

export interface Call {
  readonly method: Method;
  readonly given: readonly string[];
  readonly answer: string;
  readonly error: string;
}

export interface MoodlePage {
  readonly API: Readonly<Record<Method, (...given: string[]) => string>>;
  /** The page is going away: requests become beacons of at most 64 KiB. */
  unloading: boolean;
  readonly mode: 'normal' | 'review' | 'browse';
}

export interface FakeMoodleOptions {
  /** The site setting `scormstandard`: the standard's string limits. Off by default, as in Moodle. */
  readonly strict?: boolean;
  readonly learner?: {readonly id: string; readonly name: string};
  readonly language?: string;
  /** `adlcp:masteryscore`; it overrides the status at LMSFinish, as the form's default says. */
  readonly masteryScore?: string;
  /** "Force new attempt": 0 never, 1 when the last one is finished, 2 always. */
  readonly forceNewAttempt?: 0 | 1 | 2;
  /** A teacher's "Preview". */
  readonly browse?: boolean;
  /** What is finished opens in normal mode again, as in LMSs other than Moodle. */
  readonly neverReviews?: boolean;
  /** Blocks for so many milliseconds; a busy loop unless given. */
  readonly block?: (milliseconds: number) => void;
}

const beaconLimit = 65_536;
const finalStatuses = ['completed', 'passed', 'failed'];

export function createFakeMoodle(options: FakeMoodleOptions = {}): FakeMoodle {
  const store: Store = {attempts: [], completed: false};
  const faults: Faults = {offline: false, expired: false, refuse: new Set(), throwOn: new Set(), latencyMs: 0};
  const log: Call[] = [];
  const newest = () => store.attempts[store.attempts.length - 1];

  return {
    store,
    faults,
    log,
    open({newAttempt = false} = {}) {
      const last = newest();
      const finished = finalStatuses.includes(last?.['cmi.core.lesson_status'] ?? '');
      const forced = options.forceNewAttempt ?? 0;
      const anew = !last || (newAttempt && finished) || forced === 2 || (forced === 1 && finished);
      const attempt = anew ? {} : last;
      if (anew) store.attempts.push(attempt);
      const mode = options.browse ? 'browse' : finished && !anew && !options.neverReviews ? 'review' : 'normal';
      return openPage({options, store, faults, log, attempt, mode});
    },
    stored: (element) => newest()?.[element],
    commits: () => log.filter(({method}) => method === 'LMSCommit' || method === 'LMSFinish').length,
    completed: () => store.completed,
    deleteAttempt() {
      store.attempts.pop();
    },
  };
}

/** The script in the player's page: `scorm_12.js`. */
function openPage({
  options,
  store,
  faults,
  log,
  attempt,
  mode,
}: {
  options: FakeMoodleOptions;
  store: Store;
  faults: Faults;
  log: Call[];
  attempt: Record<string, string>;
  mode: MoodlePage['mode'];
}): MoodlePage {
  const values: Record<string, string> = {...defaults(options, attempt, mode), ...attempt};
  /** What the script believes the server to have. */
  const believed: Record<string, string> = {...values};
  let initialized = false;
  let error = '0';
  let dead = false;
  /** Once an interaction was sent, a second LMSInitialize stumbles over it. */
  let sentInteractions = false;
  const totalBefore = values['cmi.core.total_time'] ?? '00:00:00';

  const fail = (code: string) => {
    error = code;
    return 'false';
  };

  const request = (changed: [string, string][]): 'true' | 'false' => {
    if (faults.latencyMs > 0) (options.block ?? busyLoop)(faults.latencyMs);
    if (page.unloading) {
      const bytes = changed.reduce((sum, [element, value]) => sum + multipartBytes(element, value), 0);
      if (bytes > beaconLimit) return fail('101') as 'false';
      if (!faults.offline && !dead && !faults.expired) insert(changed);
      return 'true';
    }
    if (faults.offline) return 'true';
    if (faults.expired) dead = true;
    if (dead || faults.refuse.has('LMSCommit')) return fail('101') as 'false';
    insert(changed);
    return 'true';
  };
  /** `scorm_insert_track`: PHP's `!=` decides whether a value is new. */
  const insert = (changed: [string, string][]) => {
    if (!store.attempts.includes(attempt)) return;
    for (const [element, value] of changed) {
      const before = attempt[element];
      if (before === undefined || !equalInPhp(before, value)) attempt[element] = value;
      if (element === 'cmi.core.lesson_status' && attempt[element] === 'completed') store.completed = true;
    }
  };
  /** Whatever becomes of the request, what it carries counts as sent. */
  const collect = (): [string, string][] => {
    const changed: [string, string][] = [];
    for (const [element, value] of Object.entries(values)) {
      if (believed[element] === value || !isStored(element)) continue;
      encodeURIComponent(value); // throws "URI malformed" at half a character
      believed[element] = value;
      sentInteractions ||= element.startsWith('cmi.interactions.');
      changed.push([element, value.replaceAll('\0', '')]);
    }
    return changed;
  };

  const methods: Record<Method, (...given: string[]) => string> = {
    LMSInitialize(parameter) {
      if (parameter !== '') return fail('201');
      if (sentInteractions) throw new TypeError("Cannot read properties of undefined (reading 'objectives')");
      if (initialized) return fail('101');
      initialized = true;
      return 'true';
    },
    LMSGetValue(element = '') {
      if (!initialized) return fail('301') && '';
      const found = elementOf(element);
      if (!found) {
        if (element.endsWith('._children')) error = '202';
        else if (element.endsWith('._count')) error = '203';
        else error = '201';
        return '';
      }
      if (found.access === 'w') return fail('404') && '';
      if (/\.\d+\./.test(element) && values[element] === undefined) return fail('201') && '';
      return values[element] ?? '';
    },
    LMSSetValue(element = '', value = '') {
      if (!initialized) return fail('301');
      const found = elementOf(element);
      if (!found) return fail('201');
      if (found.access === 'keyword') return fail('402');
      if (found.access === 'r') return fail('403');
      if (!found.takes(String(value), options.strict ?? false)) return fail('405');
      if (!openIndexes(element, values)) return fail('201');
      values[element] = element === 'cmi.comments' ? `${values[element] ?? ''}${value}` : String(value);
      return 'true';
    },
    LMSCommit(parameter) {
      if (!initialized) return fail('301');
      if (parameter !== '') return fail('201');
      return request(collect());
    },
    LMSFinish(parameter) {
      if (!initialized) return fail('301');
      if (parameter !== '') return fail('201');
      initialized = false;
      const status = 'cmi.core.lesson_status';
      if (mode !== 'review' && values[status] === 'not attempted')
        values[status] = mode === 'browse' ? 'browsed' : 'completed';
      const raw = values['cmi.core.score.raw'] ?? '';
      const mastery = values['cmi.student_data.mastery_score'] ?? '';
      if (mode === 'normal' && mastery !== '' && raw !== '')
        values[status] = Number(raw) >= Number(mastery) ? 'passed' : 'failed';
      values['cmi.core.total_time'] = addTimes(totalBefore, values['cmi.core.session_time'] ?? '');
      return request(collect());
    },
    LMSGetLastError: () => error,
    LMSGetErrorString: (code) => `Error ${code}`,
    LMSGetDiagnostic: (code) => `Error ${code}`,
  };

  const call =
    (method: Method) =>
    (...given: string[]): string => {
      if (!method.startsWith('LMSGetE') && !method.startsWith('LMSGetL') && !method.startsWith('LMSGetD')) error = '0';
      let answer = '(thrown)';
      try {
        if (faults.throwOn.has(method)) throw new Error(`${method} failed`);
        // A refused commit goes its way through `request`, which marks its values first.
        const refused = faults.refuse.has(method) && method !== 'LMSCommit';
        answer = refused ? fail('101') : methods[method](...given);
        return answer;
      } finally {
        log.push({method, given, answer, error});
      }
    };

  const page: MoodlePage = {
    API: {
      LMSInitialize: call('LMSInitialize'),
      LMSFinish: call('LMSFinish'),
      LMSGetValue: call('LMSGetValue'),
      LMSSetValue: call('LMSSetValue'),
      LMSCommit: call('LMSCommit'),
      LMSGetLastError: call('LMSGetLastError'),
      LMSGetErrorString: call('LMSGetErrorString'),
      LMSGetDiagnostic: call('LMSGetDiagnostic'),
    },
    unloading: false,
    mode,
  };
  return page;
}

function defaults(
  {learner, language = '', masteryScore = ''}: FakeMoodleOptions,
  attempt: Record<string, string>,
  mode: string,
): Record<string, string> {
  const exit = attempt['cmi.core.exit'];
  const begun = attempt['cmi.core.lesson_status'] !== undefined;
  return {
    'cmi.core._children':
      'student_id,student_name,lesson_location,credit,lesson_status,entry,score,total_time,lesson_mode,exit,session_time',
    'cmi.core.score._children': 'raw,min,max',
    'cmi.core.student_id': learner?.id ?? 'aigul',
    'cmi.core.student_name': learner?.name ?? 'Aigul Serik',
    'cmi.core.lesson_status': 'not attempted',
    'cmi.core.credit': mode === 'normal' ? 'credit' : 'no-credit',
    'cmi.core.lesson_mode': mode,
    'cmi.core.entry': exit === 'suspend' ? 'resume' : begun ? '' : 'ab-initio',
    'cmi.core.total_time': '00:00:00',
    'cmi.student_data.mastery_score': masteryScore,
    'cmi.student_preference.language': language,
    'cmi.objectives._children': 'id,score,status',
    'cmi.objectives._count': String(countOf('cmi.objectives', attempt)),
    'cmi.interactions._children': 'id,objectives,time,type,correct_responses,weighting,student_response,result,latency',
    'cmi.interactions._count': String(countOf('cmi.interactions', attempt)),
  };
}

/** Only what a package may write is sent, and the sum of all sessions with LMSFinish. */
const isStored = (element: string) => {
  const access = elementOf(element)?.access;
  return access === 'w' || access === 'rw' || element === 'cmi.core.total_time';
};

interface Element {
  readonly access: 'r' | 'w' | 'rw' | 'keyword';
  readonly takes: (value: string, strict: boolean) => boolean;
}

const upTo = (standard: number, moodle: number) => (value: string, strict: boolean) =>
  value.length <= (strict ? standard : moodle);
const matching = (pattern: RegExp) => (value: string) => pattern.test(value);
const oneOf =
  (...words: string[]) =>
  (value: string) =>
    words.includes(value);
const decimal = (low: number, high: number) => (value: string) =>
  value === '' || (/^-?\d{0,3}(\.\d*)?$/.test(value) && Number(value) >= low && Number(value) <= high);
const nothing = () => false;
const identifier = matching(/^[\x21-\x7e]{0,255}$/);
const time = matching(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,2})?$/);
const timespan = matching(/^\d{2,4}:\d{2}:\d{2}(\.\d{1,2})?$/);
const score = decimal(0, 100);
const text255 = upTo(255, 64_000);
const statuses = ['passed', 'completed', 'failed', 'incomplete', 'browsed'];

/** Elements by name, indexes as `n` (MOODLE 3). */
const elements: Readonly<Record<string, Element>> = {
  'cmi.core._children': {access: 'keyword', takes: nothing},
  'cmi.core.score._children': {access: 'keyword', takes: nothing},
  'cmi.objectives._children': {access: 'keyword', takes: nothing},
  'cmi.objectives._count': {access: 'keyword', takes: nothing},
  'cmi.interactions._children': {access: 'keyword', takes: nothing},
  'cmi.interactions._count': {access: 'keyword', takes: nothing},
  'cmi.core.student_id': {access: 'r', takes: nothing},
  'cmi.core.student_name': {access: 'r', takes: nothing},
  'cmi.core.credit': {access: 'r', takes: nothing},
  'cmi.core.entry': {access: 'r', takes: nothing},
  'cmi.core.total_time': {access: 'r', takes: nothing},
  'cmi.core.lesson_mode': {access: 'r', takes: nothing},
  'cmi.launch_data': {access: 'r', takes: nothing},
  'cmi.comments_from_lms': {access: 'r', takes: nothing},
  'cmi.student_data.mastery_score': {access: 'r', takes: nothing},
  'cmi.student_data.max_time_allowed': {access: 'r', takes: nothing},
  'cmi.student_data.time_limit_action': {access: 'r', takes: nothing},
  'cmi.core.lesson_location': {access: 'rw', takes: text255},
  'cmi.core.lesson_status': {access: 'rw', takes: oneOf(...statuses)},
  'cmi.core.exit': {access: 'w', takes: oneOf('time-out', 'suspend', 'logout', '')},
  'cmi.core.session_time': {access: 'w', takes: timespan},
  'cmi.core.score.raw': {access: 'rw', takes: score},
  'cmi.core.score.min': {access: 'rw', takes: score},
  'cmi.core.score.max': {access: 'rw', takes: score},
  'cmi.suspend_data': {access: 'rw', takes: upTo(4096, 64_000)},
  'cmi.comments': {access: 'rw', takes: upTo(4096, 64_000)},
  'cmi.student_preference.audio': {access: 'rw', takes: decimal(-1, 100)},
  'cmi.student_preference.language': {access: 'rw', takes: text255},
  'cmi.student_preference.speed': {access: 'rw', takes: decimal(-100, 100)},
  'cmi.student_preference.text': {access: 'rw', takes: decimal(-1, 1)},
  'cmi.objectives.n.id': {access: 'rw', takes: identifier},
  'cmi.objectives.n.score.raw': {access: 'rw', takes: score},
  'cmi.objectives.n.score.min': {access: 'rw', takes: score},
  'cmi.objectives.n.score.max': {access: 'rw', takes: score},
  'cmi.objectives.n.status': {access: 'rw', takes: oneOf(...statuses, 'not attempted')},
  'cmi.interactions.n.id': {access: 'w', takes: identifier},
  'cmi.interactions.n.objectives.n.id': {access: 'w', takes: identifier},
  'cmi.interactions.n.time': {access: 'w', takes: time},
  'cmi.interactions.n.type': {
    access: 'w',
    takes: oneOf(...['true-false', 'choice', 'fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric']),
  },
  'cmi.interactions.n.correct_responses.n.pattern': {access: 'w', takes: text255},
  'cmi.interactions.n.weighting': {access: 'w', takes: decimal(-100, 100)},
  'cmi.interactions.n.student_response': {access: 'w', takes: text255},
  'cmi.interactions.n.result': {
    access: 'w',
    takes: (value) => oneOf('correct', 'wrong', 'unanticipated', 'neutral')(value) || /^-?\d+(\.\d*)?$/.test(value),
  },
  'cmi.interactions.n.latency': {access: 'w', takes: timespan},
};

const elementOf = (element: string): Element | undefined => elements[element.replace(/\.\d+(?=\.)/g, '.n')];

const countOf = (collection: string, values: Record<string, string>) =>
  new Set(
    Object.keys(values).flatMap((element) =>
      element.startsWith(`${collection}.`) ? (/^\d+/.exec(element.slice(collection.length + 1)) ?? []) : [],
    ),
  ).size;

/** Indexes have to be those in use or the next in line; taking the next one makes the collection longer. */
function openIndexes(element: string, values: Record<string, string>): boolean {
  for (const match of element.matchAll(/\.(\d+)(?=\.)/g)) {
    const count = `${element.slice(0, match.index)}._count`;
    const known = Number(values[count] ?? '0');
    const index = Number(match[1]);
    if (index > known) return false;
    if (index === known) values[count] = String(known + 1);
  }
  return true;
}

/** PHP's `==` on two strings: as numbers if both look like numbers, so that `0e1` is `0e9` and ` 5` is `5` (MOODLE 1.7). */
export function equalInPhp(a: string, b: string): boolean {
  const numeric = /^[ \t\n\r\v\f]*[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?[ \t\n\r\v\f]*$/i;
  return a === b || (numeric.test(a) && numeric.test(b) && Number(a) === Number(b));
}

/** A beacon's form fields: about 140 bytes of boundary and header each, then the value in UTF-8. */
const multipartBytes = (element: string, value: string) =>
  140 + element.length + encodeURIComponent(value).replace(/%[0-9A-F]{2}/g, '_').length;

const hundredthsOf = (span: string) => {
  const [hours = 0, minutes = 0, seconds = 0] = span.split(':').map(Number);
  return Math.round((hours * 3600 + minutes * 60 + seconds) * 100);
};
const addTimes = (a: string, b: string) => {
  const sum = hundredthsOf(a) + (b === '' ? 0 : hundredthsOf(b));
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(sum / 360_000)}:${two((sum / 6000) % 60)}:${two((sum / 100) % 60)}.${two(sum % 100)}`;
};

const busyLoop = (milliseconds: number) => {
  const end = Date.now() + milliseconds;
  while (Date.now() < end);
};
