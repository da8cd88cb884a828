import {type FromPackage, readFromHost} from '../training/frame-messages.ts';
import type {LaunchHost, LaunchOptions, LmsSession, SaveState} from './lms.ts';
import {scorm2004Session} from './scorm-2004.ts';
import type {ScormApi} from './scorm-session.ts';

/** How long a first screen waits for a host that does not answer, and how often it is asked. */
const patience = 10_000;
const pause = 500;
/** A commit that was not answered after this long is sent again. */
const unanswered = 8000;

/**
 * One sitting with a host in another origin. It is a SCORM 2004 session whose data model is a copy that lies here: read at
 * once, written at once, brought to the host by message. Only what the host has answered for counts as saved. No message of
 * another window or origin is read, and none is sent to another origin. Never rejects.
 */
export async function openFrameSession(host: LaunchHost, options: LaunchOptions, origin: string): Promise<LmsSession> {
  const {window} = host;
  /** What the host has, and what was set since; null until it has answered. */
  let model: Map<string, string> | null = null;
  /** Set, and in no commit yet. */
  let fresh = new Map<string, string>();
  /** To be sent, or sent and not yet answered for. */
  const outbox = new Map<string, string>();
  let asked = false;
  let number = 0;
  /** The commit that is on its way. */
  let flight: {readonly number: number; readonly values: ReadonlyMap<string, string>; readonly timer: number} | null =
    null;
  let failures = 0;
  let retry = 0;
  let onState: LmsSession['onState'] = null;
  let welcomed = () => {};

  const say = (message: FromPackage) => {
    try {
      window.parent.postMessage(message, origin);
    } catch {
      // An origin that is none (only a hand-made address has one): nobody is there.
    }
  };

  /** Sends what waits, unless a commit is on its way; `leaving` waits for nothing. */
  const flush = (leaving: boolean, final = false) => {
    if (!leaving && (flight || retry)) return;
    if (!asked && !final) return;
    if (flight) host.clearTimeout(flight.timer);
    host.clearTimeout(retry);
    retry = 0;
    asked = false;
    flight = {number: ++number, values: new Map(outbox), timer: host.setTimeout(() => failed(), unanswered)};
    say({destt: 1, type: 'commit', number, values: [...outbox], final});
  };
  const failed = () => {
    if (flight) host.clearTimeout(flight.timer);
    flight = null;
    failures++;
    asked = true;
    retry = host.setTimeout(
      () => {
        retry = 0;
        flush(false);
      },
      Math.min(60_000, 1000 * 2 ** failures),
    );
    tell();
  };
  const answered = (answer: number, error: string) => {
    if (!flight || flight.number !== answer) return;
    if (error !== '0') return failed();
    host.clearTimeout(flight.timer);
    for (const [element, value] of flight.values) if (outbox.get(element) === value) outbox.delete(element);
    flight = null;
    failures = 0;
    flush(false);
    tell();
  };

  window.addEventListener('message', ({data, source, origin: from}: MessageEvent<unknown>) => {
    if (from !== origin || source !== window.parent) return;
    const message = readFromHost(data);
    if (message?.type === 'answer') answered(message.number, message.error);
    if (message?.type !== 'welcome' || model) return;
    model = new Map(Object.entries(message.values));
    welcomed();
  });
  await new Promise<void>((resolve) => {
    const until = host.now() + patience;
    welcomed = resolve;
    const ask = () => {
      if (model) return;
      say({destt: 1, type: 'hello'});
      // Who answers late is still heard: the session asks again with its next commit.
      if (host.now() >= until) resolve();
      host.setTimeout(ask, host.now() < until ? pause : 5000);
    };
    ask();
  });

  let error = '0';
  const said = (code: string, answer: string) => {
    error = code;
    return answer;
  };
  /** 101: nobody knows why; the session then waits until it is told. */
  const known = (answer: (model: Map<string, string>) => string) =>
    model ? said('0', answer(model)) : said('101', '');
  const bring = (final: boolean) => {
    for (const [element, value] of fresh) outbox.set(element, value);
    fresh = new Map();
    asked = true;
    flush(leaving, final);
    return 'true';
  };
  let leaving = false;
  const api: ScormApi = {
    Initialize: () => known(() => 'true') || 'false',
    GetValue: (element = '') => known((model) => (element === count ? countIn(model) : (model.get(element) ?? ''))),
    SetValue: (element = '', value = '') =>
      known((model) => {
        model.set(element, value);
        fresh.set(element, value);
        return 'true';
      }) || 'false',
    Commit: () => known(() => bring(false)) || 'false',
    Terminate: () => known(() => bring(true)) || 'false',
    GetLastError: () => error,
  };
  const inner = scorm2004Session(api, host, options);

  const state = (): SaveState => {
    if (inner.state !== 'saved') return inner.state;
    if (failures > 0) return 'refused';
    return outbox.size > 0 ? 'waiting' : 'saved';
  };
  let last = state();
  function tell() {
    const next = state();
    if (next === last) return;
    last = next;
    onState?.(next);
  }
  inner.onState = tell;
  /** Whatever is sent inside goes out at once. */
  const away = <T>(run: () => T): T => {
    leaving = true;
    const result = run();
    leaving = false;
    return result;
  };

  return {
    runtime: 'frame',
    get learner() {
      return inner.learner;
    },
    get mode() {
      return inner.mode;
    },
    language: inner.language,
    suspendDataLimit: inner.suspendDataLimit,
    suspendData: inner.suspendData,
    get state() {
      return state();
    },
    get onState() {
      return onState;
    },
    set onState(listener) {
      onState = listener;
    },
    get onNewer() {
      return inner.onNewer ?? null;
    },
    set onNewer(listener) {
      inner.onNewer = listener ?? null;
    },
    record: (record) => inner.record(record),
    save(suspendData, urgency) {
      inner.save(suspendData, urgency);
      tell();
    },
    leave: (final) => away(() => inner.leave(final)),
    close() {
      const clean = state() === 'saved' || state() === 'local';
      // What the host has not answered for is not left behind: it goes now, and the sitting goes on.
      if (clean) return away(() => inner.close());
      away(() => inner.leave(false));
      return false;
    },
    complete: (outcome) => inner.complete(outcome),
  };
}

const count = 'cmi.interactions._count';

/** The data model's own count: the host says only what was set. */
function countIn(model: ReadonlyMap<string, string>): string {
  let next = 0;
  while (model.has(`cmi.interactions.${next}.id`)) next++;
  return String(next);
}
