import {seeded} from '../seeded.ts';
import {body, listen} from './school.ts';

/** What a weak line does to a request. */
const fates = ['503', '429', 'dropped before', 'dropped after'] as const;
type Fate = (typeof fates)[number] | 'passed';

/** A line to an LRS that fails at random, always in the same way for the same seed. */
export interface WeakLine {
  /** The LRS's address as pages see it. */
  readonly endpoint: string;
  /** How likely a request fails, 0 to 1. */
  chance: number;
  /** Nothing comes through at all. */
  cut: boolean;
  /** How often each was a request's fate. */
  readonly seen: Readonly<Record<Fate, number>>;
  close(): Promise<void>;
}

export async function openWeakLine(target: string, seed: number): Promise<WeakLine> {
  const random = seeded(seed);
  const seen = {'503': 0, '429': 0, 'dropped before': 0, 'dropped after': 0, passed: 0};
  const state = {chance: 0, cut: false};
  /** Dealt from a shuffled deck, so that none is missing for long. */
  let deck: readonly Fate[] = [];
  const fateOf = (): Fate => {
    if (random() >= state.chance) return 'passed';
    if (deck.length === 0)
      deck = fates
        .map((fate) => ({fate, at: random()}))
        .sort((a, b) => a.at - b.at)
        .map(({fate}) => fate);
    const [fate = 'passed', ...rest] = deck;
    deck = rest;
    return fate;
  };

  const {port, close} = await listen(async (request, response) => {
    if (state.cut) return request.socket.destroy();
    const headers = {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'GET, POST, PUT',
      'access-control-allow-headers': 'Authorization, Content-Type, X-Experience-API-Version',
      'access-control-expose-headers': 'Retry-After',
    };
    if (request.method === 'OPTIONS') return response.writeHead(204, headers).end();
    const sent = await body(request);
    const fate = fateOf();
    seen[fate]++;
    if (fate === 'dropped before') return request.socket.destroy();
    if (fate === '503') return response.writeHead(503, headers).end('busy');
    if (fate === '429') return response.writeHead(429, {...headers, 'retry-after': '1'}).end();
    const forwarded = Object.entries(request.headers).flatMap(([name, value]) =>
      /^(authorization|content-type|x-experience-api-version)$/.test(name) && typeof value === 'string'
        ? [[name, value]]
        : [],
    );
    const answer = await fetch(new URL(request.url?.replace(/^\/xapi\//, '') ?? '', target), {
      method: request.method ?? 'GET',
      headers: Object.fromEntries(forwarded),
      ...(sent && {body: sent}),
    });
    const text = await answer.text();
    if (fate === 'dropped after' || state.cut) return request.socket.destroy();
    return response
      .writeHead(answer.status, {...headers, 'content-type': answer.headers.get('content-type') ?? 'text/plain'})
      .end(text);
  });
  return Object.assign(state, {endpoint: `http://127.0.0.1:${port}/xapi/`, seen, close});
}
