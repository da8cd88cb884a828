import type {LaunchHost} from '../../src/lms/lms.ts';
import {type FakeHost, fakeHost} from '../fakes/host.ts';
import {createFakeLrs, fakeTab} from '../fakes/lrs.ts';
import {createFakeMoodle} from '../fakes/moodle.ts';
import {createFakeMoodle2004} from '../fakes/moodle-2004.ts';

/** Whoever launches a training, with a switch for all that may go wrong there. */
export interface Stage {
  readonly runtime: string;
  /** What can be refused, or can throw, one at a time. */
  readonly calls: readonly string[];
  readonly troubles: Troubles;
  /** Whether of two pages that write the last one wins. */
  readonly lastWins: boolean;
  /** What the clocks of all devices are wrong by, in milliseconds. */
  readonly clock: {offset: number};
  /** The learner opens the training, in a new tab. */
  open(): StagePage;
  /** Whoever is logged in now has to log in again, and pages that are open never notice. */
  expire(): void;
  deleteAttempt(): void;
  /** Does something to the suspend data that are stored. */
  spoil(change: (stored: string) => string): void;
  /** Whether the learner counts as having completed the training. */
  completed(): boolean;
  /** What was said or done that no runtime may ever do. */
  readonly wrongs: readonly string[];
}

/** What goes wrong from now on, until it is put back. */
export interface Troubles {
  /** Nothing arrives; `lies`: and yet the answer is "stored". */
  line: 'up' | 'down' | 'lies';
  refuses: string | null;
  throws: string | null;
  /** Milliseconds a request takes. */
  latency: number;
}
export const noTroubles = (): Troubles => ({line: 'up', refuses: null, throws: null, latency: 0});

export interface StagePage {
  readonly host: LaunchHost;
  /** Only the frame with the training is loaded again: its page goes, what is around it stays. */
  reload(): StagePage;
  /** The line goes or comes back, and the browser notices. */
  notice(online: boolean): void;
  /** Whether the page around the training is going away. */
  unloading(now: boolean): void;
  readonly life: Life;
  /** Time passes, timers run, and what was sent arrives. */
  pass(milliseconds: number): Promise<void>;
}

/** Of a tab: once it is dead, nothing that it does reaches anybody. */
export interface Life {
  readonly dead: boolean;
  /** It died between two calls to the LMS. */
  readonly cut: boolean;
  /** What else dies then. */
  onDeath: (() => void) | null;
  end(): void;
  /** It ends in the middle of whatever asks the LMS for the last of so many times. */
  endAfter(calls: number): void;
  /** One more call to the LMS; false if there is nobody to make it. */
  spend(): boolean;
}

function newLife(lastBreath = () => {}): Life {
  let left = Number.POSITIVE_INFINITY;
  let cut = false;
  const life: Life = {
    get cut() {
      return cut;
    },
    get dead() {
      return left <= 0;
    },
    onDeath: null,
    end() {
      if (left <= 0) return;
      left = 0;
      lastBreath();
      life.onDeath?.();
    },
    endAfter: (calls) => void (left = calls),
    spend() {
      if (left <= 0) return false;
      if (left === 1) {
        cut = true;
        life.end();
      } else left--;
      return true;
    },
  };
  return life;
}

export interface StageOptions {
  /** Each launch is a new attempt. */
  readonly forceNewAttempt?: boolean;
  /** Opens what is finished in normal mode again, where Moodle would have it reviewed. */
  readonly neverReviews?: boolean;
  /** Called before the LMS is told that the training is completed. */
  readonly onCompleted: () => void;
}

/** A way to launch, one line each: a runtime that is not here is not in the matrix. */
export const stages: Readonly<Record<string, (options: StageOptions) => Stage>> = {
  'scorm-1.2': (options) => moodleStage('scorm-1.2', options),
  'scorm-2004': (options) => moodleStage('scorm-2004', options),
  cmi5: (options) => lrsStage('cmi5', options),
  xapi: (options) => lrsStage('xapi', options),
  standalone: () => standaloneStage(),
};

const editions = {
  'scorm-1.2': {prefix: 'LMS', api: 'API', end: 'Finish', status: 'cmi.core.lesson_status'},
  'scorm-2004': {prefix: '', api: 'API_1484_11', end: 'Terminate', status: 'cmi.completion_status'},
} as const;

function moodleStage(
  runtime: keyof typeof editions,
  {forceNewAttempt, neverReviews = false, onCompleted}: StageOptions,
): Stage {
  const {prefix, api, end, status} = editions[runtime];
  let asking: FakeHost | null = null;
  const options = {
    block: (milliseconds: number) => asking?.block(milliseconds),
    forceNewAttempt: forceNewAttempt ? 2 : 0,
    neverReviews,
  } as const;
  const moodle: Moodle = runtime === 'scorm-1.2' ? createFakeMoodle(options) : createFakeMoodle2004(options);
  const wrongs: string[] = [];
  const troubles = watched(noTroubles(), ({line, refuses, throws, latency}) => {
    const {faults} = moodle;
    faults.offline = line !== 'up';
    faults.latencyMs = latency;
    for (const [calls, name] of [
      [faults.refuse, refuses],
      [faults.throwOn, throws],
    ] as const) {
      calls.clear();
      if (name) calls.add(prefix + name);
    }
  });

  /** A repair says something else before it says the status again (MOODLE 1.4): only what a page leaves behind counts. */
  const reached = new Set<object>();
  const lives: Life[] = [];
  function watchStatus() {
    const attempt = moodle.store.attempts.at(-1);
    if (attempt?.[status] === 'completed') reached.add(attempt);
    else if (attempt && reached.delete(attempt) && !lives.some(({cut}) => cut))
      wrongs.push(`${attempt[status]} over completed`);
  }

  function page(API: Api, opened: MoodlePage, tab: {readonly life: Life; host: FakeHost | null}): StagePage {
    const host = fakeHost({parent: {[api]: API}});
    Object.assign(host.window, {location: {search: '', pathname: '/package/index.html'}});
    tab.host = host;
    return {
      host,
      reload: () => page(API, opened, tab),
      notice: (online) => (online ? host.goOnline() : host.goOffline()),
      unloading: (now) => void (opened.unloading = now),
      life: tab.life,
      async pass(milliseconds) {
        // In steps, as what lies on the disk is written meanwhile.
        for (let passed = 0; passed < milliseconds && !tab.life.dead; passed += 2000) {
          host.tick(Math.min(2000, milliseconds - passed));
          await settled();
        }
        watchStatus();
      },
    };
  }

  return {
    runtime,
    calls: ['Initialize', 'GetValue', 'SetValue', 'Commit', 'GetLastError', end],
    troubles,
    lastWins: true,
    clock: {offset: 0},
    open() {
      watchStatus();
      moodle.faults.expired = false; // whoever opens it has logged in again
      const opened = moodle.open();
      const tab = {life: newLife(), host: null as FakeHost | null};
      lives.push(tab.life);
      const API = Object.fromEntries(
        Object.entries(opened.API).map(([name, call]) => [
          name,
          (...given: string[]) => {
            if (!tab.life.spend()) return '';
            if (opened.mode !== 'normal' && /SetValue|Commit/.test(name)) wrongs.push(`${name} in ${opened.mode}`);
            if (given[0] === status && given[1] === 'completed') onCompleted();
            asking = tab.host;
            return call(...given);
          },
        ]),
      );
      return page(API, opened, tab);
    },
    expire: () => void (moodle.faults.expired = true),
    deleteAttempt: () => moodle.deleteAttempt(),
    spoil(change) {
      const attempt = moodle.store.attempts.at(-1);
      if (attempt?.['cmi.suspend_data']) attempt['cmi.suspend_data'] = change(attempt['cmi.suspend_data']);
    },
    completed: () => moodle.stored(status) === 'completed',
    wrongs,
  };
}

type Api = Readonly<Record<string, (...given: string[]) => string>>;
interface MoodlePage {
  readonly API: Api;
  unloading: boolean;
  readonly mode: string;
}
/** What both fake Moodles have in common. */
interface Moodle {
  readonly store: {readonly attempts: Record<string, string>[]};
  readonly faults: {
    offline: boolean;
    expired: boolean;
    latencyMs: number;
    readonly refuse: Set<string>;
    readonly throwOn: Set<string>;
  };
  open(): MoodlePage;
  stored(element: string): string | undefined;
  deleteAttempt(): void;
}

function lrsStage(standard: 'cmi5' | 'xapi', {forceNewAttempt, onCompleted}: StageOptions): Stage {
  let lrs = createFakeLrs({standard});
  const wrongs: string[] = [];
  const troubles = watched(noTroubles(), ({line, latency}) => {
    lied ||= line === 'lies';
    lrs.faults.offline = line === 'down';
    lrs.faults.latency = latency;
  });
  const clock = {offset: 0};
  let told = 0;
  let lied = false;

  function page(search: string, tab: Storage): StagePage {
    const there = lrs;
    const opened = there.open(search, tab);
    const {host} = opened;
    const ask = host.window.fetch;
    const life = newLife(opened.die);
    const fetch: typeof ask = (url, init) => {
      if (!life.spend()) return new Promise(() => {});
      const call = callOf(String(url), init?.method);
      if (troubles.throws === call) return Promise.reject(new TypeError('Failed to fetch'));
      if (troubles.refuses === call) return Promise.resolve(new Response('', {status: 503}));
      const writes = call === 'state write' || call === 'statements';
      if (troubles.line === 'lies' && writes) return Promise.resolve(new Response(null, {status: 204}));
      if (String(init?.body).includes('/verbs/completed"')) onCompleted();
      return ask(url, init);
    };
    Object.assign(host.window, {fetch});
    return {
      host: {...host, date: () => host.date!() + clock.offset},
      reload() {
        opened.die();
        return page(search, tab);
      },
      notice(online) {
        if (online) opened.goOnline();
      },
      unloading() {},
      life,
      async pass(milliseconds) {
        await there.pass(milliseconds);
        // Told lies, it can keep no rules.
        if (!lied) wrongs.push(...there.broken.slice(told));
        told = there.broken.length;
      },
    };
  }

  return {
    runtime: standard,
    calls: [...(standard === 'cmi5' ? ['token', 'launch data'] : []), 'state read', 'state write', 'statements'],
    troubles,
    lastWins: false,
    clock,
    open() {
      if (forceNewAttempt) {
        lrs = createFakeLrs({standard});
        told = 0;
      }
      return page(lrs.launch(), fakeTab());
    },
    expire: () => lrs.abandon(),
    deleteAttempt() {
      for (const document of ['destt.suspend', 'destt.done']) lrs.write(document, {});
    },
    spoil(change) {
      const stored = lrs.state('destt.suspend')?.suspendData;
      if (typeof stored === 'string') lrs.write('destt.suspend', {suspendData: change(stored)});
    },
    completed: () => lrs.verbs().includes('completed'),
    wrongs,
  };
}

function callOf(url: string, method = 'GET'): string {
  const {pathname, searchParams} = new URL(url);
  if (pathname.startsWith('/fetch/')) return 'token';
  if (searchParams.get('stateId') === 'LMS.LaunchData') return 'launch data';
  if (pathname.endsWith('/statements')) return method === 'GET' ? 'statements read' : 'statements';
  if (pathname.endsWith('/state')) return method === 'GET' ? 'state read' : 'state write';
  return 'preferences';
}

function standaloneStage(): Stage {
  const page = (): StagePage => {
    const host = fakeHost();
    return {
      host,
      reload: page,
      notice: (online) => (online ? host.goOnline() : host.goOffline()),
      unloading() {},
      life: newLife(),
      async pass(milliseconds) {
        host.tick(milliseconds);
        await settled();
      },
    };
  };
  return {
    runtime: 'standalone',
    calls: [],
    troubles: noTroubles(),
    lastWins: false,
    clock: {offset: 0},
    open: page,
    expire() {},
    deleteAttempt() {},
    spoil() {},
    completed: () => false,
    wrongs: [],
  };
}

/** What was promised and needs no time has happened, and the fake disk has been written. */
export async function settled() {
  for (let turn = 0; turn < 12; turn++) await new Promise<void>((resolve) => setImmediate(resolve));
}

/** The same object, with a word to whoever has to know at each change. */
function watched(troubles: Troubles, changed: (now: Troubles) => void): Troubles {
  return new Proxy(troubles, {
    set(target, name, value) {
      Object.assign(target, {[name]: value});
      changed(target);
      return true;
    },
  });
}
