import type {LaunchHost} from './lms.ts';

/** When the LMS is called: a call blocks the page for a round trip, so it waits for a pause and never for long. */
export interface CommitSchedule {
  /** A commit when the learner pauses. */
  soon(): void;
  /** A commit as soon as what was just done is on screen. */
  now(): void;
  /** No commit for this long, whatever is asked; 0 takes it back. */
  rest(milliseconds: number): void;
  /** Forgets the commit that was asked for. */
  stop(): void;
}

/** A pause after which nothing more is expected, and the longest that an answer waits (DESIGN 3). */
const pause = 1500;
const longest = 10_000;

/** Calls `commit`, once for all that was asked since the last time, and never inside the asking call. */
export function commitSchedule(host: LaunchHost, commit: () => void): CommitSchedule {
  let timer = 0;
  let firstAsked: number | null = null;
  let urgent = false;
  let painting = false;
  let earliest = 0;

  const arm = (run: () => void, milliseconds: number) => {
    host.clearTimeout(timer);
    timer = host.setTimeout(run, milliseconds);
    return timer;
  };
  const ask = () => {
    if (painting) return;
    const now = host.now();
    firstAsked ??= now;
    const due = urgent ? now : Math.min(now + pause, firstAsked + longest);
    arm(afterPaint, Math.max(due, earliest) - now);
  };
  const afterPaint = () => {
    painting = true;
    // A hidden page gets no frames: then the timer alone has to do.
    const armed = arm(run, 250);
    host.window.requestAnimationFrame(() => {
      if (timer === armed) arm(run, 0);
    });
  };
  const stop = () => {
    host.clearTimeout(timer);
    timer = 0;
    firstAsked = null;
    urgent = painting = false;
  };
  const run = () => {
    stop();
    commit();
  };

  return {
    soon: ask,
    now() {
      urgent = true;
      ask();
    },
    rest(milliseconds) {
      earliest = host.now() + milliseconds;
    },
    stop,
  };
}
