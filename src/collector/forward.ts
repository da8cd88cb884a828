import {type Answer, ask, type Network, objectIn} from '../xapi/ask.ts';
import {CollectorFault} from './collector-fault.ts';
import {numberIn, type Placed, type Store} from './store.ts';

/** What `/health` says of forwarding. */
export interface ForwardState {
  /** Where to, without login. */
  readonly to: string;
  /** Statements that are stored and not yet there. */
  readonly waiting: number;
  /** Statements that it confirmed since this process began. */
  readonly sent: number;
  /** Statements that it refused for what is in them: left behind, `destt collector status` says why. */
  readonly refused: number;
  /** Why nothing goes on just now; null if nothing hinders. */
  readonly trouble: string | null;
}

export interface Forwarder {
  readonly state: ForwardState;
  /** Something was stored. */
  poke(): void;
  /** Resolves when nothing is on its way any more. */
  stop(): Promise<void>;
}

export interface ForwardOptions {
  readonly store: Store;
  /** The endpoint, with a slash at its end. */
  readonly endpoint: string;
  /** User and password of HTTP Basic, with a colon between. */
  readonly login: string;
  readonly network?: Network;
  /** 0 to 1, for the jitter of waiting times. */
  readonly random?: () => number;
}

const mostAtOnce = 50;
/** Other processes store, too (`import`): looked for this often, in milliseconds. */
const lookEvery = 2_000;
const [firstWait, longestWait] = [1_000, 300_000];

/**
 * Sends all that is stored to another LRS, in its order, at least once: how far it got is a number in the same store, moved
 * on only when the other side has confirmed. Ids are fixed, so there each is stored once.
 */
export function startForwarding(options: ForwardOptions): Forwarder {
  const {store, endpoint, login, network = ofNode, random = Math.random} = options;
  const setting = `forwarded to ${endpoint}`;
  const auth = `Basic ${Buffer.from(login).toString('base64')}`;
  let place = Number(store.setting(setting) ?? 0);
  let size = mostAtOnce;
  let wait = firstWait;
  let sent = 0;
  let trouble: string | null = null;
  const stopping = new AbortController();
  let wake: (() => void) | null = null;

  const sleep = (ms: number) =>
    new Promise<void>((resolve) => {
      if (stopping.signal.aborted) return resolve();
      const timer = network.setTimeout(() => wake?.(), ms);
      wake = () => {
        network.clearTimeout(timer);
        wake = null;
        resolve();
      };
    });

  function moveTo(next: number) {
    place = next;
    store.set(setting, String(place));
  }

  /** How long to wait before the next batch. */
  async function step(): Promise<number> {
    const batch = store.after(place, size);
    if (batch.length === 0) return lookEvery;
    const body = `[${batch.map(withoutOurs).join(',')}]`;
    const headers = {
      Authorization: auth,
      'Content-Type': 'application/json',
      'X-Experience-API-Version': '1.0.3',
    };
    const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(30_000)]);
    const answer = await ask(
      network,
      `${endpoint}statements`,
      {method: 'POST', headers, body, redirect: 'manual', signal},
      30_000,
    );
    const last = batch.at(-1)!;
    if (isConfirmed(answer)) {
      moveTo(last.place);
      sent += batch.length;
      [trouble, wait, size] = [null, firstWait, Math.min(mostAtOnce, size * 2)];
      return 0;
    }
    if (isRefused(answer)) {
      // One bad statement stops a batch: halved until it is alone, and left behind.
      if (batch.length > 1) size = Math.ceil(batch.length / 2);
      else {
        refuse(last, answer);
        moveTo(last.place);
      }
      return 0;
    }
    trouble = troubleOf(answer);
    const pause = Math.max(answer.wait, wait * (0.5 + random() / 2));
    wait = Math.min(longestWait, wait * 2);
    return pause;
  }

  function refuse({place, text}: Placed, {status, text: said}: Answer) {
    const reason = `${status} ${String(objectIn(text).id)}: ${said.replace(/\s+/g, ' ').slice(0, 500)}`;
    store.database
      .prepare('INSERT OR REPLACE INTO refused (place, target, reason) VALUES (?, ?, ?)')
      .run([place, endpoint, reason]);
  }

  async function run() {
    while (!stopping.signal.aborted) {
      const pause = await step().catch((error: unknown) => {
        trouble = `This store can't be read: ${error instanceof Error ? error.message : 'unknown'}`;
        return longestWait;
      });
      if (pause > 0) await sleep(pause);
    }
  }
  const ended = run();

  return {
    get state() {
      const last = numberIn(store.database.prepare('SELECT max(place) AS last FROM statements').get([]), 'last');
      const refused = numberIn(
        store.database.prepare('SELECT count(*) AS n FROM refused WHERE target = ?').get([endpoint]),
        'n',
      );
      return {to: endpoint, waiting: Math.max(0, last - place), sent, refused, trouble};
    },
    poke() {
      if (trouble === null) wake?.();
    },
    stop() {
      stopping.abort();
      wake?.();
      return ended;
    },
  };
}

/** The endpoint to forward to, as we write it. @throws CollectorFault if records would travel unprotected, or it is none */
export function forwardEndpoint(text: string): string {
  if (!URL.canParse(text)) throw new CollectorFault(`“${text}” is no address: write https://lrs.example.kz/xapi/.`);
  const {protocol, hostname, username, search, hash, href} = new URL(text);
  if (username || search || hash)
    throw new CollectorFault(
      'Write the address without login, query and #; the login is in DESTT_FORWARD_KEY, as USER:PASSWORD.',
    );
  const near = /^(localhost|127\.|10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|\[::1\]|\[f[cd])/.test(hostname);
  if (protocol !== 'https:' && !(protocol === 'http:' && near))
    throw new CollectorFault(
      `Records would travel open to ${hostname}: forward to an https address, or to one of your own network.`,
    );
  return href.replace(/\/?$/, '/');
}

/** The statement as it came, without what each LRS sets for itself. */
function withoutOurs({text}: Placed): string {
  const {stored: _stored, authority: _authority, ...said} = objectIn(text);
  return JSON.stringify(said);
}

/** A list of ids, or nothing at all: a page that says 200 is no LRS. */
const isConfirmed = ({status, text}: Answer) => status === 204 || (status === 200 && /^\s*\[/.test(text));
const isRefused = ({status}: Answer) => [400, 409, 413, 422].includes(status);

function troubleOf({status}: Answer): string {
  if (status === 0) return 'It does not answer.';
  if (status === 401 || status === 403) return `It does not take the login in DESTT_FORWARD_KEY (${status}).`;
  if (status === 429 || status >= 500) return `It asks to come later (${status}).`;
  return `What answers there is no LRS (${status}): the address must end where “statements” follows.`;
}

const ofNode: Network = {
  window: {fetch},
  setTimeout: (run, ms) => Number(setTimeout(run, ms)),
  clearTimeout: (timer) => clearTimeout(timer),
};
