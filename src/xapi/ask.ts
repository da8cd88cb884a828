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
    const {status, headers} = response;
    const wait = 1000 * (Number(headers.get('Retry-After')) || 0);
    return {status, text: await response.text(), etag: headers.get('ETag'), wait};
  } catch {
    return noAnswer;
  } finally {
    clearTimeout(timer);
  }
}

/** A JSON object from outside; an empty one where the text is none. */
export function objectIn(text: string): Readonly<Record<string, unknown>> {
  try {
    return text ? asObject(JSON.parse(text)) : {};
  } catch {
    return {};
  }
}

export const asObject = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
