/** A speech that runs and can be stopped: a sound, a sample speech at speaking pace, or a clock beside a speaker in the room. */
export interface Playing {
  /** Seconds from the beginning. */
  readonly time: number;
  /** Null while nobody knows: a speech in the room. */
  readonly length: number | null;
  readonly running: boolean;
  play(): void;
  stop(): void;
  seek(time: number): void;
  /** Lets go of the sound. */
  end(): void;
}

/** What of the page is needed, so that a test can hold it still. */
export interface PlayingHost {
  /** Milliseconds of a clock that never goes back. */
  readonly now: () => number;
  readonly setInterval: (run: () => void, milliseconds: number) => number;
  readonly clearInterval: (timer: number) => void;
}

/** How often a listener sees the time move. */
const tickMs = 200;

/** @param changed is called whenever time or state are other than before; @param broken if the browser can't play it */
export function playSound(sound: Blob, length: number, changed: () => void, broken: () => void): Playing {
  const url = URL.createObjectURL(sound);
  const audio = new Audio();
  for (const event of ['timeupdate', 'play', 'pause', 'ended', 'seeked']) audio.addEventListener(event, changed);
  audio.addEventListener('error', broken);
  audio.src = url;
  return {
    get time() {
      return audio.currentTime;
    },
    length,
    get running() {
      return !audio.paused;
    },
    play: () => void audio.play().catch(() => {}), // the error event says why
    stop: () => audio.pause(),
    seek(time) {
      audio.currentTime = Math.max(0, Math.min(length, time));
    },
    end() {
      audio.pause();
      audio.removeAttribute('src');
      URL.revokeObjectURL(url);
    },
  };
}

/** Runs without sound: up to a length, or open-ended up to `most` seconds, with no way to go on ahead. */
export function playClock(
  host: PlayingHost,
  length: number | null,
  from: number,
  most: number,
  changed: () => void,
): Playing {
  let before = from;
  let since: number | null = null;
  let timer = 0;
  const end = length ?? most;
  const time = () => Math.min(end, before + (since === null ? 0 : (host.now() - since) / 1000));
  const stop = () => {
    if (since === null) return;
    before = time();
    since = null;
    host.clearInterval(timer);
    changed();
  };
  return {
    get time() {
      return time();
    },
    length,
    get running() {
      return since !== null;
    },
    play() {
      if (since !== null) return;
      if (before >= end) before = 0;
      since = host.now();
      timer = host.setInterval(() => (time() >= end ? stop() : changed()), tickMs);
      changed();
    },
    stop,
    seek(wanted) {
      if (length === null) return;
      before = Math.max(0, Math.min(length, wanted));
      if (since !== null) since = host.now();
      changed();
    },
    end: stop,
  };
}
