import type {LaunchHost} from '../../src/lms/lms.ts';

/** A page for a session to live in, with its clock and timers driven by hand. */
export interface FakeHost extends LaunchHost {
  /** Time passes, timers and frames run in their order. */
  tick(milliseconds: number): void;
  /** Time passes and nothing can run: what a blocking call does to a page. */
  block(milliseconds: number): void;
  goOffline(): void;
  goOnline(): void;
}

export interface FakeHostOptions {
  /** What the LMS put into the window above ours. */
  readonly parent?: object;
  readonly opener?: object;
  readonly search?: string;
  readonly languages?: readonly string[];
  /** A hidden page gets no animation frames. */
  readonly hidden?: boolean;
}

const frame = 16;

export function fakeHost({
  parent,
  opener,
  search = '',
  languages = [],
  hidden = false,
}: FakeHostOptions = {}): FakeHost {
  let now = 0;
  let last = 0;
  const timers = new Map<number, {at: number; run: () => void}>();
  const setTimeout = (run: () => void, milliseconds: number) => {
    timers.set(++last, {at: now + Math.max(0, milliseconds), run});
    return last;
  };
  const next = (until: number) =>
    [...timers].filter(([, {at}]) => at <= until).sort(([a, x], [b, y]) => x.at - y.at || a - b)[0];

  const navigator = {onLine: true, languages};
  const window = Object.assign(new EventTarget(), {
    navigator,
    location: {search},
    requestAnimationFrame: (run: () => void) => (hidden ? 0 : setTimeout(run, frame)),
  });
  const above = parent && Object.assign(parent, {parent, opener: opener ?? null});
  Object.assign(window, {parent: above ?? window, top: above ?? window});
  if (!above) Object.assign(window, {opener: opener ?? null});

  return {
    window: window as unknown as Window,
    now: () => now,
    setTimeout,
    clearTimeout: (timer) => timers.delete(timer),
    tick(milliseconds) {
      const until = now + milliseconds;
      for (let due = next(until); due; due = next(until)) {
        const [timer, {at, run}] = due;
        timers.delete(timer);
        now = Math.max(now, at);
        run();
      }
      now = Math.max(now, until);
    },
    block(milliseconds) {
      now += milliseconds;
    },
    goOffline() {
      navigator.onLine = false;
      window.dispatchEvent(new Event('offline'));
    },
    goOnline() {
      navigator.onLine = true;
      window.dispatchEvent(new Event('online'));
    },
  };
}
