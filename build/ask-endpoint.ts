import {authOf, type WriteKey} from '../src/xapi/settings.ts';

/** What an endpoint is and what a key may do there, as far as it says so itself. */
export interface EndpointAnswers {
  /** Why the key must not go into a package, or why nobody can tell; empty if all is well. */
  readonly faults: readonly string[];
  /** It says that it is our collector, which makes pseudonyms of actors. */
  readonly collector: boolean;
}

/** Where a collector says in `about` that it is one. */
const collectorExtension = 'https://w3id.org/destt/collector';
const answerLimitMs = 15_000;
/** Nobody: what is asked for is asked of no learner. */
const nobody = JSON.stringify({account: {homePage: 'https://w3id.org/destt/configure', name: 'nobody'}});
const nothing = encodeURIComponent('https://w3id.org/destt/configure');

/** What no key of a package may read (DESIGN 5). Lists, because a single document that is not there is a 404 to everybody. */
const reads = [
  {what: 'statements', path: 'statements?limit=1'},
  {what: 'state documents', path: `activities/state?activityId=${nothing}&agent=${encodeURIComponent(nobody)}`},
  {what: 'agent profiles', path: `agents/profile?agent=${encodeURIComponent(nobody)}`},
  {what: 'activity profiles', path: `activities/profile?activityId=${nothing}`},
];

/** Asks an endpoint with a key: it has to take statements (an empty list, so nothing is stored) and to give nothing back. */
export async function askEndpoint(
  endpoint: string,
  key: WriteKey,
  fetch: typeof globalThis.fetch,
): Promise<EndpointAnswers> {
  const headers = {
    Authorization: authOf(key),
    'X-Experience-API-Version': '1.0.3',
    'Content-Type': 'application/json',
  };
  const ask = async (path: string, init: RequestInit = {}): Promise<Heard> => {
    try {
      const response = await fetch(endpoint + path, {
        headers,
        redirect: 'manual',
        signal: AbortSignal.timeout(answerLimitMs),
        ...init,
      });
      return {status: response.status, text: (await response.text()).slice(0, 100_000)};
    } catch (error) {
      const cause = error instanceof Error ? error.cause : null;
      const {message} = cause instanceof Error ? cause : error instanceof Error ? error : {message: String(error)};
      return {status: 0, text: message};
    }
  };

  const written = await ask('statements', {method: 'POST', body: '[]'});
  const cannotWrite = writeFault(written);
  if (cannotWrite) return {faults: [cannotWrite], collector: false};
  const faults: string[] = [];
  for (const {what, path} of reads) {
    const {status, text} = await ask(path);
    if (status >= 200 && status < 300)
      faults.push(`it can read ${what} (${status}): whoever opens the package could read them too`);
    else if (![401, 403, 404, 405, 501].includes(status))
      faults.push(`nobody can tell whether it can read ${what}: the endpoint answered ${said({status, text})}`);
  }
  const about = await ask('about', {headers: {'X-Experience-API-Version': '1.0.3'}});
  return {faults, collector: about.status === 200 && about.text.includes(JSON.stringify(collectorExtension))};
}

interface Heard {
  /** 0: nothing came; then the text says why. */
  readonly status: number;
  readonly text: string;
}

/** An LRS takes an empty list, or calls it wrong; whoever may not write hears that first. */
function writeFault(heard: Heard): string | null {
  const {status, text} = heard;
  if (status === 0) return `the endpoint does not answer: ${text}`;
  if (status === 401 || status === 403) return `the endpoint does not let it write statements (${status})`;
  if (status >= 300 && status < 400) return `the endpoint redirects (${status}): give the address that it leads to`;
  const speaks = status === 204 || ([200, 400, 422].includes(status) && /^\s*(\[|\{|"|$)/.test(text));
  return speaks ? null : `no LRS answers at this address, but ${said(heard)}: is its path right?`;
}

const said = ({status, text}: Heard) =>
  status === 0 ? text : `${status} “${text.replace(/\s+/g, ' ').trim().slice(0, 60)}”`;
