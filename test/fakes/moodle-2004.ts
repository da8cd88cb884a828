import {equalInPhp, type FakeMoodleOptions, type Faults, type Store} from './moodle.ts';

/**
 * A Moodle that plays SCORM 2004 as the real one was seen to (MOODLE.md 1, 4, 7): its script in the player's page, which
 * checks formats, sends all that is not default at every commit and forgets everything at a second Initialize; and its
 * server, which compares as PHP does and hides an attempt that was not left with "suspend". No clock, no window: it runs
 * in a unit test and, bundled, in a browser page.
 */
export interface FakeMoodle2004 {
  /** The server's side: it survives every page. */
  readonly store: Store;
  /** What goes wrong from now on. */
  readonly faults: Faults2004;
  /** Every call of every page, in order. */
  readonly log: Call2004[];
  /** Opens the activity: a page with an API, and the data as they are now. */
  open(options?: {newAttempt?: boolean}): MoodlePage2004;
  /** What the server holds for an element of the newest attempt. */
  stored(element: string): string | undefined;
  /** How often the server was asked to store something. */
  commits(): number;
  /** Whether the activity counts as completed under Moodle's default rule: completion `completed`, once and for ever. */
  completed(): boolean;
  /** A teacher deletes the attempt; pages that are open go on and are told "true". */
  deleteAttempt(): void;
}

export interface Faults2004 extends Omit<Faults, 'refuse' | 'throwOn'> {
  /** Calls that answer "false", 101. */
  readonly refuse: Set<Method2004>;
  readonly throwOn: Set<Method2004>;
}

export type Method2004 =
  | 'Initialize'
  | 'Terminate'
  | 'GetValue'
  | 'SetValue'
  | 'Commit'
  | 'GetLastError'
  | 'GetErrorString'
  | 'GetDiagnostic';

export interface Call2004 {
  readonly method: Method2004;
  readonly given: readonly string[];
  readonly answer: string;
  readonly error: string;
}

export interface MoodlePage2004 {
  /** What the player puts into its window as `API_1484_11`. */
  readonly API: Readonly<Record<Method2004, (...given: string[]) => string>>;
  /** The page is going away: requests become beacons of at most 64 KiB. */
  unloading: boolean;
  readonly mode: 'normal' | 'review' | 'browse';
}

export interface FakeMoodle2004Options extends Omit<FakeMoodleOptions, 'strict' | 'masteryScore' | 'block'> {
  /** What is finished opens in normal mode again, as in LMSs other than Moodle. */
  readonly neverReviews?: boolean;
  /** Blocks for so many milliseconds; no latency unless given. */
  readonly block?: (milliseconds: number) => void;
  /** `adlcp:completionThreshold`: at Terminate it decides the completion, if there is a progress measure. */
  readonly completionThreshold?: number;
}

const beaconLimit = 65_536;
const completion = 'cmi.completion_status';

export function createFakeMoodle2004(options: FakeMoodle2004Options = {}): FakeMoodle2004 {
  const store: Store = {attempts: [], completed: false};
  const faults: Faults2004 = {offline: false, expired: false, refuse: new Set(), throwOn: new Set(), latencyMs: 0};
  const log: Call2004[] = [];
  const newest = () => store.attempts[store.attempts.length - 1];

  return {
    store,
    faults,
    log,
    open({newAttempt = false} = {}) {
      const last = newest();
      const finished = last?.[completion] === 'completed';
      const forced = options.forceNewAttempt ?? 0;
      const anew = !last || (newAttempt && finished) || forced === 2 || (forced === 1 && finished);
      const attempt = anew ? {} : last;
      if (anew) store.attempts.push(attempt);
      const mode = options.browse ? 'browse' : finished && !anew && !options.neverReviews ? 'review' : 'normal';
      return openPage({options, store, faults, log, attempt, mode});
    },
    stored: (element) => newest()?.[element],
    commits: () => log.filter(({method}) => method === 'Commit' || method === 'Terminate').length,
    completed: () => store.completed,
    deleteAttempt() {
      store.attempts.pop();
    },
  };
}

/** The script in the player's page: `scorm_13.js`. */
function openPage({
  options,
  store,
  faults,
  log,
  attempt,
  mode,
}: {
  options: FakeMoodle2004Options;
  store: Store;
  faults: Faults2004;
  log: Call2004[];
  attempt: Record<string, string>;
  mode: MoodlePage2004['mode'];
}): MoodlePage2004 {
  const atLoad: Readonly<Record<string, string>> = defaults(options, attempt, mode);
  let values: Record<string, string> = {...atLoad};
  let running: 'not yet' | 'on' | 'over' = 'not yet';
  let error = '0';
  let dead = false;

  const fail = (code: string): 'false' => {
    error = code;
    return 'false';
  };
  /** Each call has its own codes for "too early" and "too late". */
  const whileOn = (early: string, late: string) => {
    if (running !== 'on') error = running === 'over' ? late : early;
    return running === 'on';
  };

  const request = (): 'true' | 'false' => {
    if (faults.latencyMs > 0) options.block?.(faults.latencyMs);
    const sent = Object.entries(values).filter(([element, value]) => {
      const isStored = elementOf(element)?.access.includes('w') || element === 'cmi.total_time';
      // Whatever an interaction holds is no default: it is sent again and again, those of earlier sittings too.
      return isStored && (element.startsWith('cmi.interactions.') || atLoad[element] !== value);
    });
    for (const [, value] of sent) encodeURIComponent(value); // throws "URI malformed" at half a character
    if (page.unloading || faults.offline) {
      const bytes = sent.reduce((sum, [element, value]) => sum + multipartBytes(element, value), 0);
      if (bytes > beaconLimit) return fail('101');
      if (!faults.offline && !dead && !faults.expired) insert(sent);
      return 'true';
    }
    if (faults.expired) dead = true;
    if (dead || faults.refuse.has('Commit')) return fail('101');
    insert(sent);
    return 'true';
  };
  /** `scorm_insert_track`: PHP's `!=` decides whether a value is new. */
  const insert = (sent: [string, string][]) => {
    if (!store.attempts.includes(attempt)) return;
    for (const [element, value] of sent) {
      const before = attempt[element];
      if (before === undefined || !equalInPhp(before, value)) attempt[element] = value.replaceAll('\0', '');
    }
    if (attempt[completion] === 'completed') store.completed = true;
  };

  const methods: Record<Method2004, (...given: string[]) => string> = {
    Initialize(parameter) {
      if (parameter !== '') return fail('201');
      if (running === 'over') return fail('104');
      if (running === 'on') {
        values = {...atLoad};
        return fail('103');
      }
      running = 'on';
      return 'true';
    },
    GetValue(element = '') {
      if (!whileOn('122', '123')) return '';
      const found = elementOf(element);
      if (!found) return fail('401') && '';
      if (found.access === 'w') return fail('405') && '';
      const [, index] = /^cmi\.interactions\.(\d+)\./.exec(element) ?? [];
      if (index && Number(index) >= Number(values['cmi.interactions._count'])) return fail('301') && '';
      if (values[element] === undefined) return fail('403') && '';
      return values[element];
    },
    SetValue(element = '', given = '') {
      if (!whileOn('132', '133')) return 'false';
      const found = elementOf(element);
      const value = String(given);
      if (!found) return fail('401');
      if (!found.access.includes('w')) return fail('404');
      const [, index, field = ''] = /^cmi\.interactions\.(\d+)\.(.+)$/.exec(element) ?? [];
      const sibling = (name: string) => values[`cmi.interactions.${index}.${name}`];
      if (index) {
        if (Number(index) > Number(values['cmi.interactions._count'])) return fail('351');
        if (field !== 'id' && sibling('id') === undefined) return fail('408');
        if (field === 'learner_response') {
          const type = sibling('type');
          if (type === undefined) return fail('408');
          if (!responses[type]?.(value)) return fail('406');
        }
      }
      if (!found.takes(value)) return fail('406');
      if (found.from !== undefined && (Number(value) < found.from || Number(value) > 1)) return fail('407');
      if (index === values['cmi.interactions._count'])
        values['cmi.interactions._count'] = String(Number(values['cmi.interactions._count']) + 1);
      values[element] = value;
      return 'true';
    },
    Commit(parameter) {
      if (!whileOn('142', '143')) return 'false';
      return parameter === '' ? request() : fail('201');
    },
    Terminate(parameter) {
      if (!whileOn('112', '113')) return 'false';
      if (parameter !== '') return fail('201');
      running = 'over';
      const progress = Number(values['cmi.progress_measure'] ?? 0);
      const {completionThreshold} = options;
      if (mode === 'normal' && completionThreshold !== undefined && progress !== 0)
        values[completion] = progress >= completionThreshold ? 'completed' : 'incomplete';
      if (mode === 'normal')
        values['cmi.total_time'] = isoSeconds(
          secondsOf(atLoad['cmi.total_time'] ?? '') + secondsOf(values['cmi.session_time'] ?? ''),
        );
      return request();
    },
    GetLastError: () => error,
    GetErrorString: (code) => `Error ${code}`,
    GetDiagnostic: (code) => `Error ${code}`,
  };

  const call =
    (method: Method2004) =>
    (...given: string[]): string => {
      if (!/^Get(Last|Error|Diag)/.test(method)) error = '0';
      let answer = '(thrown)';
      try {
        if (faults.throwOn.has(method)) throw new Error(`${method} failed`);
        const refused = faults.refuse.has(method) && method !== 'Commit';
        answer = refused ? fail('101') : methods[method](...given);
        return answer;
      } finally {
        log.push({method, given, answer, error});
      }
    };

  const page: MoodlePage2004 = {
    API: {
      Initialize: call('Initialize'),
      Terminate: call('Terminate'),
      GetValue: call('GetValue'),
      SetValue: call('SetValue'),
      Commit: call('Commit'),
      GetLastError: call('GetLastError'),
      GetErrorString: call('GetErrorString'),
      GetDiagnostic: call('GetDiagnostic'),
    },
    unloading: false,
    mode,
  };
  return page;
}

/** What a page begins with: nothing of an attempt that was left without "suspend", though the server still has it. */
function defaults(
  {learner, language = ''}: FakeMoodle2004Options,
  attempt: Readonly<Record<string, string>>,
  mode: string,
): Record<string, string> {
  const resumed = attempt['cmi.exit'] === 'suspend';
  const {'cmi.exit': _exit, 'cmi.session_time': _time, ...kept} = resumed ? attempt : {};
  const indexes = Object.keys(kept).flatMap((element) => /^cmi\.interactions\.(\d+)\.id$/.exec(element)?.[1] ?? []);
  return {
    [completion]: 'unknown',
    'cmi.success_status': 'unknown',
    'cmi.total_time': 'PT0S',
    ...kept,
    'cmi._version': '1.0',
    'cmi.learner_id': learner?.id ?? 'aigul',
    'cmi.learner_name': learner?.name ?? 'Aigul Serik',
    'cmi.learner_preference.language': kept['cmi.learner_preference.language'] ?? language,
    'cmi.mode': mode,
    'cmi.credit': mode === 'normal' ? 'credit' : 'no-credit',
    'cmi.entry': resumed ? 'resume' : Object.keys(attempt).length > 0 ? '' : 'ab-initio',
    'cmi.interactions._count': String(indexes.length),
  };
}

interface Element {
  readonly access: 'r' | 'w' | 'rw';
  readonly takes: (value: string) => boolean;
  /** The lowest number; the highest is 1. */
  readonly from?: number;
}

const matching = (pattern: RegExp) => (value: string) => pattern.test(value);
const oneOf =
  (...words: string[]) =>
  (value: string) =>
    words.includes(value);
const upTo = (length: number) => (value: string) => value.length <= length;
const decimal = matching(/^-?\d{1,5}(\.\d{1,18})?$/);
const timespan = (value: string) =>
  value !== 'P' &&
  /^P(\d+Y)?(\d+M)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/.test(value) &&
  !value.endsWith('T');
const read: Element = {access: 'r', takes: () => false};

/** Elements by name, indexes as `n` (MOODLE 4). */
const elements: Readonly<Record<string, Element>> = {
  'cmi._version': read,
  'cmi.learner_id': read,
  'cmi.learner_name': read,
  'cmi.mode': read,
  'cmi.credit': read,
  'cmi.entry': read,
  'cmi.total_time': read,
  'cmi.launch_data': read,
  'cmi.completion_threshold': read,
  'cmi.scaled_passing_score': read,
  'cmi.interactions._count': read,
  'cmi.interactions._children': read,
  'cmi.completion_status': {access: 'rw', takes: oneOf('completed', 'incomplete', 'not attempted', 'unknown')},
  'cmi.success_status': {access: 'rw', takes: oneOf('passed', 'failed', 'unknown')},
  'cmi.exit': {access: 'w', takes: oneOf('time-out', 'suspend', 'logout', 'normal', '')},
  'cmi.session_time': {access: 'w', takes: timespan},
  'cmi.suspend_data': {access: 'rw', takes: upTo(64_000)},
  'cmi.location': {access: 'rw', takes: upTo(1000)},
  'cmi.progress_measure': {access: 'rw', takes: decimal, from: 0},
  'cmi.score.scaled': {access: 'rw', takes: decimal, from: -1},
  'cmi.score.raw': {access: 'rw', takes: decimal},
  'cmi.score.min': {access: 'rw', takes: decimal},
  'cmi.score.max': {access: 'rw', takes: decimal},
  'cmi.learner_preference.language': {access: 'rw', takes: matching(/^([a-z]{2,3}(-[A-Za-z0-9]{2,8})*)?$/)},
  'cmi.interactions.n.id': {access: 'rw', takes: matching(/^\S{1,4000}$/)},
  'cmi.interactions.n.type': {access: 'rw', takes: (value) => Object.hasOwn(responses, value)},
  'cmi.interactions.n.timestamp': {
    access: 'rw',
    takes: matching(/^(19[7-9]\d|20[0-3]\d)-\d\d-\d\d(T\d\d:\d\d:\d\d(\.\d{1,2}(Z|[+-]\d\d(:\d\d)?)?)?)?$/),
  },
  'cmi.interactions.n.weighting': {access: 'rw', takes: decimal},
  // Whether it fits its type is asked where the type is known.
  'cmi.interactions.n.learner_response': {access: 'rw', takes: () => true},
  'cmi.interactions.n.result': {
    access: 'rw',
    takes: matching(/^(correct|incorrect|unanticipated|neutral|-?\d{1,4}(\.\d{1,18})?)$/),
  },
  'cmi.interactions.n.latency': {access: 'rw', takes: timespan},
  'cmi.interactions.n.description': {
    access: 'rw',
    takes: matching(/^(\{lang=[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\}[\s\S]*|([^{\r\n].{0,250})?)$/),
  },
};

/** Short identifiers joined by `[,]`, or pairs of them. */
const identifiers = (pair: boolean, most = 36) => {
  const id = '[A-Za-z0-9_.]{1,250}';
  const part = pair ? `${id}\\[\\.\\]${id}` : id;
  return matching(new RegExp(`^${part}(\\[,\\]${part}){0,${most - 1}}$`));
};
const line = matching(/^.*$/);

/** The responses of each type (MOODLE 4). */
const responses: Readonly<Record<string, (value: string) => boolean>> = {
  'true-false': oneOf('true', 'false'),
  choice: (value) => identifiers(false)(value) && new Set(value.split('[,]')).size === value.split('[,]').length,
  sequencing: identifiers(false),
  likert: identifiers(false, 1),
  matching: identifiers(true),
  numeric: decimal,
  performance: line,
  'fill-in': line,
  'long-fill-in': line,
  other: (value) => line(value) && value.length <= 4000,
};

const elementOf = (element: string): Element | undefined => elements[element.replace(/\.\d+(?=\.)/g, '.n')];

/** A beacon's form fields: about 140 bytes of boundary and header each, then the value in UTF-8. */
const multipartBytes = (element: string, value: string) =>
  140 + element.length + encodeURIComponent(value).replace(/%[0-9A-F]{2}/g, '_').length;

const secondsOf = (span: string) => {
  const [, hours = 0, minutes = 0, seconds = 0] = /T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?$/.exec(span) ?? [];
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
};
const isoSeconds = (seconds: number) => `PT${Math.round(seconds * 100) / 100}S`;
