import type {Agent} from '@xapi/xapi';
import {type Answer, ask, asObject, noAnswer, objectIn} from '../xapi/ask.ts';
import {reach} from './find-api.ts';
import type {LaunchHost, LaunchOptions, LmsSession} from './lms.ts';
import {standalone} from './standalone.ts';

/** Who launched us by a URL, and for whom (cmi5 8.1, STANDARDS 3 and 4). */
export interface XapiLaunch {
  readonly runtime: string;
  /** With a slash at its end. */
  readonly endpoint: string;
  readonly actor: Agent;
  readonly activityId: string;
  readonly registration: string | null;
  /** Where cmi5 hands out the token, once; null in a plain launch. */
  readonly fetch: string | null;
  /** For the header `Authorization`; null until the token was fetched. */
  auth: string | null;
}

/** What the LRS has for this launch. */
export interface Greeting {
  /** `refused`: the session is over, or its token was taken by another page. `unheard`: to be asked again. */
  readonly standing: 'heard' | 'unheard' | 'refused';
  readonly launchData: Answer;
  readonly preferences: Answer;
  readonly suspend: Answer;
  readonly done: Answer;
}

export const suspendId = 'destt.suspend';
export const doneId = 'destt.done';

/**
 * The session of a page that was launched by a URL; null if it was not. It is itself once `ready`: the handshake begins here,
 * in the launch page, and the script that makes statements comes meanwhile.
 */
export function launchedByUrl(
  host: LaunchHost,
  options: LaunchOptions,
  runtime: string,
  key: 'fetch' | 'auth',
  activity: string,
): LmsSession | null {
  const query = new URLSearchParams(host.window.location.search);
  const [endpoint, secret, activityId] = ['endpoint', key, activity].map((name) => query.get(name));
  const actor = agentIn(query.get('actor') ?? '');
  if (!host.statements || !actor || !endpoint || !secret || !activityId) return null;
  const isCmi5 = key === 'fetch';
  const launch: XapiLaunch = {
    runtime,
    endpoint: endpoint.replace(/\/?$/, '/'),
    actor,
    activityId,
    registration: query.get('registration'),
    fetch: isCmi5 ? secret : null,
    auth: isCmi5 ? null : secret,
  };
  const session = standalone.launch(host, options)!;
  const ready = Promise.all([greet(host, launch), host.statements()])
    .then(([greeting, {openXapiSession}]) => openXapiSession(host, options, launch, greeting))
    .then((made) => void Object.defineProperties(session, Object.getOwnPropertyDescriptors(made)));
  return Object.assign(session, {runtime, ready});
}

/** Asks for the token, if there is none yet, then for all documents at once. Never rejects. */
export async function greet(host: LaunchHost, launch: XapiLaunch): Promise<Greeting> {
  const {endpoint, actor, activityId, registration, fetch} = launch;
  const nothing = {suspend: noAnswer, done: noAnswer, launchData: noAnswer, preferences: noAnswer};
  const limit = 8000;
  if (fetch) {
    const name = tabKey(launch);
    // The LMS gives it once: a page that is loaded again in its tab has to have kept it.
    launch.auth ??= reach(() => host.window.sessionStorage.getItem(name));
    if (!launch.auth) {
      const {status, text} = await ask(host, fetch, {method: 'POST'}, limit);
      const answer = objectIn(text);
      const token = answer['auth-token'];
      if (!token) return {standing: answer['error-code'] || isRefusal(status) ? 'refused' : 'unheard', ...nothing};
      launch.auth = `Basic ${token}`;
      reach(() => host.window.sessionStorage.setItem(name, launch.auth!));
    }
  }
  const headers = {Authorization: launch.auth ?? '', 'X-Experience-API-Version': '1.0.3'};
  const get = (path: string, query: Record<string, string>) =>
    ask(host, `${endpoint}${path}?${new URLSearchParams({...query, agent: JSON.stringify(actor)})}`, {headers}, limit);
  const state = (stateId: string) =>
    get('activities/state', {stateId, activityId, ...(registration && {registration})});
  const [suspend, done, launchData, preferences] = await Promise.all([
    state(suspendId),
    state(doneId),
    // A plain launch has none: as if they were not there.
    fetch ? state('LMS.LaunchData') : {...noAnswer, status: 404},
    fetch ? get('agents/profile', {profileId: 'cmi5LearnerPreferences'}) : noAnswer,
  ]);
  // Preferences are optional: a learner may have none, an LMS may not tell.
  const needed = [suspend, done, launchData].map(({status}) => status);
  const standing = needed.some(isRefusal)
    ? 'refused'
    : needed.every((status) => status === 404 || (status && status < 300))
      ? 'heard'
      : 'unheard';
  return {standing, suspend, done, launchData, preferences};
}

/** The session is over, or never was. */
const isRefusal = (status: number) => status === 401 || status === 403;

/** Names what is kept for this launch in the tab. */
export const tabKey = ({fetch, endpoint, registration, activityId}: XapiLaunch) =>
  `destt/${fetch ?? [endpoint, registration, activityId].join()}`;

/** The actor as it was given; only the lists and the account of TinCan 0.9 launches are put as they are written today. */
function agentIn(json: string): Agent | null {
  const agent: Record<string, unknown> = {};
  for (const [name, given] of Object.entries(objectIn(json))) agent[name] = Array.isArray(given) ? given[0] : given;
  const {accountServiceHomePage: homePage, accountName: name} = asObject(agent.account);
  if (homePage) agent.account = {homePage, name};
  return agent.account || agent.mbox || agent.mbox_sha1sum || agent.openid ? agent : null;
}
