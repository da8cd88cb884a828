import {isObject} from '../training/is-object.ts';
/** What a request needs of the page: handed in so that a test can hold it still. */
export interface Network {
  readonly window: Pick<Window, 'fetch'>;
  readonly setTimeout: (run: () => void, milliseconds: number) => number;
  readonly clearTimeout: (timer: number) => void;
}

/** What came back. A status of 0: nothing did, and whether the request arrived is unknown. */
export interface Answer {
  readonly status: number;
  readonly text: string;
  /** As received, with its quotes; null where there is none, or where CORS hides it. */
  readonly etag: string | null;
  /** Milliseconds that the server asks us to wait. */
  readonly wait: number;
}

export const noAnswer: Answer = {status: 0, text: '', etag: null, wait: 0};

/** Asks a server; never rejects. It is on its way when this returns, so it may be the last thing that a page does. */
export async function ask(
  {window, setTimeout, clearTimeout}: Network,
  url: string,
  init: RequestInit,
  limit = 15_000,
): Promise<Answer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), limit);
  try {
    // A state document with a date may be taken from the cache for days: only the LRS knows how it stands.
    const response = await window.fetch(url, {cache: 'no-store', signal: abort.signal, ...init});
    // A redirect that was not to be followed shows nothing of itself.
    if (response.type === 'opaqueredirect') return {...noAnswer, status: 302};
    const {status, headers} = response;
    return {status, text: await response.text(), etag: headers.get('ETag'), wait: waitIn(headers)};
  } catch {
    return noAnswer;
  } finally {
    clearTimeout(timer);
  }
}

/**
 * What `Retry-After` asks for, in seconds or as a date (RFC 9110, 10.2.3). A date counts from the server's own, for the
 * clock of a school PC may stand anywhere; and nobody waits longer than an hour.
 */
function waitIn(headers: Headers): number {
  const asked = headers.get('Retry-After') ?? '';
  const seconds = /^\d+$/.test(asked)
    ? Number(asked)
    : (Date.parse(asked) - Date.parse(headers.get('Date') ?? '')) / 1000 || 0;
  return 1000 * Math.min(3600, Math.max(0, seconds));
}

/** A JSON object from outside; an empty one where the text is none. */
export function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return {};
  }
}

/** The value, where it is an object; an empty one where it is none. */
export const asObject = (value: unknown): Readonly<Record<string, unknown>> => (isObject(value) ? value : {});
