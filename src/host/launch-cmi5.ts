import {ask, type Network} from '../xapi/ask.ts';
import {uuid} from '../xapi/uuid.ts';

/** A learner as an LRS knows them: an account at your portal, and no e-mail address (STANDARDS 6). */
export interface Actor {
  readonly objectType?: 'Agent';
  readonly name?: string;
  readonly account: {readonly homePage: string; readonly name: string};
}

interface Launched {
  /** The LRS, with or without a slash at its end. */
  readonly endpoint: string;
  readonly actor: Actor;
  /** What the LRS files everything under: an IRI of your own for this training in this course. */
  readonly activityId: string;
  /** A UUID for a learner's enrolment: make it once (`newRegistration`), keep it, and give it again at each launch. */
  readonly registration: string;
}

export type LaunchAddressOptions = Launched & {
  /** The package's launch page. */
  readonly launch: string;
  /** The language to begin in, where the learner has no choice of their own yet. */
  readonly language?: string;
} & (
    | {
        readonly standard: 'cmi5' /** Where the package fetches its token, once: see `tokenDesk`. */;
        readonly fetch: string;
      }
    | {
        readonly standard: 'xapi' /** The whole header `Authorization`: in the address, so of this learner alone. */;
        readonly auth: string;
      }
  );

/** The address that launches a cmi5 package (cmi5 8.1) or a plain xAPI one (`tincan.xml`): open it in a frame or a window. */
export function launchAddress(options: LaunchAddressOptions): string {
  const {launch, endpoint, actor, activityId, registration, language} = options;
  const [address, hash] = launch.split('#');
  const query = new URLSearchParams({
    endpoint,
    actor: JSON.stringify({objectType: 'Agent', ...actor}),
    registration,
    ...(options.standard === 'cmi5'
      ? {activityId, fetch: options.fetch}
      : {activity_id: activityId, auth: options.auth}),
    ...(language && {lang: language}),
  });
  return `${address}${address?.includes('?') ? '&' : '?'}${query}${hash === undefined ? '' : `#${hash}`}`;
}

export const newRegistration = (): string => uuid((bytes) => globalThis.crypto.getRandomValues(new Uint8Array(bytes)));

/** What a package reads before it says anything (cmi5 10.2). */
export interface Cmi5LaunchData {
  readonly launchMode?: 'Normal' | 'Browse' | 'Review';
  readonly moveOn?: 'Passed' | 'Completed' | 'CompletedAndPassed' | 'CompletedOrPassed' | 'NotApplicable';
  /** 0–1. */
  readonly masteryScore?: number;
  readonly launchParameters?: string;
  /** Where the learner goes when they leave. */
  readonly returnURL?: string;
}

export interface PrepareOptions extends Launched {
  /** The whole header `Authorization` of the LMS itself. It writes what a learner may not: keep it on a server. */
  readonly auth: string;
  readonly launchData?: Cmi5LaunchData;
  /** The `id` of the `au` in the package's `cmi5.xml`. */
  readonly publisherId: string;
  /** The learner's languages in their order: `['kk', 'ru']`. Kept only if they have none. */
  readonly languages?: readonly string[];
  /** The page's own `fetch` unless given. */
  readonly fetch?: typeof fetch;
}

/**
 * What a cmi5 LMS does before each launch: it puts the launch data into the State resource, says `launched` (cmi5 9.3.1),
 * and, if you say which languages the learner speaks, keeps that. Gives the session's id. Rejects if the LRS refuses.
 */
export async function prepareCmi5(options: PrepareOptions): Promise<string> {
  const {endpoint, auth, actor, activityId, registration, publisherId, languages} = options;
  const network: Network = {
    window: {fetch: options.fetch ?? globalThis.fetch.bind(globalThis)},
    setTimeout: (run, milliseconds) => Number(setTimeout(run, milliseconds)),
    clearTimeout: (timer) => clearTimeout(timer),
  };
  const {launchMode = 'Normal', moveOn = 'Completed', ...others} = options.launchData ?? {};
  const session = newRegistration();
  const agent = {objectType: 'Agent', ...actor};
  const contextTemplate = {
    contextActivities: {grouping: [{objectType: 'Activity', id: publisherId}]},
    extensions: {[`${cmi5}context/extensions/sessionid`]: session},
  };
  const put = async (what: string, path: string, body: object, more: Readonly<Record<string, string>> = {}) => {
    const {status, text} = await ask(network, endpoint.replace(/\/?$/, '/') + path, {
      method: 'PUT',
      headers: {Authorization: auth, 'Content-Type': 'application/json', 'X-Experience-API-Version': '1.0.3', ...more},
      body: JSON.stringify(body),
    });
    // 412: the learner has preferences, and they are theirs.
    if ((status < 200 || status >= 300) && status !== 412)
      throw new Error(
        `The LRS at ${endpoint} did not take ${what}: status ${status}${status ? `, ${text.slice(0, 200)}` : ' (it can’t be reached)'}.`,
      );
  };
  const whose = {agent: JSON.stringify(agent), activityId, registration};
  const state = new URLSearchParams({...whose, stateId: 'LMS.LaunchData'});
  await put('the launch data', `activities/state?${state}`, {contextTemplate, launchMode, moveOn, ...others});
  if (languages) {
    const preferences = new URLSearchParams({agent: whose.agent, profileId: 'cmi5LearnerPreferences'});
    await put(
      'the languages',
      `agents/profile?${preferences}`,
      {languagePreference: languages.join()},
      {'If-None-Match': '*'},
    );
  }
  const id = newRegistration();
  await put('“launched”', `statements?statementId=${id}`, {
    id,
    actor: agent,
    verb: {id: 'http://adlnet.gov/expapi/verbs/launched', display: {en: 'launched'}},
    object: {objectType: 'Activity', id: activityId},
    context: {
      registration,
      contextActivities: {...contextTemplate.contextActivities, category: [{id: `${cmi5}context/categories/cmi5`}]},
      extensions: {
        ...contextTemplate.extensions,
        [`${cmi5}context/extensions/launchmode`]: launchMode,
        [`${cmi5}context/extensions/moveon`]: moveOn,
      },
    },
    timestamp: new Date().toISOString(),
  });
  return session;
}

/** Hands out tokens, each once (cmi5 8.2): what your server answers `POST fetch` with. */
export interface TokenDesk {
  /** A new ticket for what comes after `Basic ` in the learner's own `Authorization`; it goes into the fetch address. */
  issue(token: string): string;
  /** The answer to a package that brings a ticket: JSON, always with status 200, as the standard wants it. */
  redeem(
    ticket: string,
  ): {readonly 'auth-token': string} | {readonly 'error-code': string; readonly 'error-text': string};
}

/** A ticket is good for one launch and ten minutes. The newest ten thousand are remembered, in memory. */
export function tokenDesk(now: () => number = Date.now, makeId: () => string = () => newRegistration()): TokenDesk {
  const tickets = new Map<string, {readonly token: string; readonly until: number}>();
  return {
    issue(token) {
      const ticket = makeId();
      tickets.set(ticket, {token, until: now() + 600_000});
      for (const [old] of tickets) {
        if (tickets.size <= 10_000) break;
        tickets.delete(old);
      }
      return ticket;
    },
    redeem(ticket) {
      const found = tickets.get(ticket);
      tickets.delete(ticket);
      if (!found || found.until < now())
        return {'error-code': '1', 'error-text': 'This launch was used or is too old: open the activity again.'};
      return {'auth-token': found.token};
    },
  };
}

const cmi5 = 'https://w3id.org/xapi/cmi5/';
