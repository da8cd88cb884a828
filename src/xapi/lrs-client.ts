import XAPI, {type Agent, type Statement} from '@xapi/xapi';
import {type Answer, ask, type Network} from './ask.ts';

/** Whose documents and statements are meant, and by what right. */
export interface LrsAccess {
  readonly endpoint: string;
  readonly auth: string | null;
  readonly actor: Agent;
  readonly activityId: string;
  readonly registration: string | null;
}

/** Which version of a document may be replaced: the one with this tag, only none at all, or whatever is there. */
export type Replaces = {readonly tag: string} | 'nothing' | 'anything';

/** What is said to an LRS; each call gives its answer with the status, and none rejects. */
export interface LrsClient {
  getState(stateId: string): Promise<Answer>;
  putState(stateId: string, document: object, replaces: Replaces): Promise<Answer>;
  sendStatements(statements: readonly Statement[]): Promise<Answer>;
  /** The latest statement of this learner, registration and activity with a verb. */
  findStatement(verb: string): Promise<Answer>;
}

/** How a client asks. */
interface Manner {
  /** The request outlives its page, if its body is within the browser's 64 KiB. */
  readonly keepalive?: boolean;
  /** What is sent has to arrive where it was sent to: a redirect is an answer. */
  readonly direct?: boolean;
  /** Milliseconds until an answer no longer counts. */
  readonly limit?: number;
}

/** Whoever only gives statements needs no learner. */
export interface StatementClient {
  sendStatements(statements: readonly Statement[]): Promise<Answer>;
}

/**
 * `@xapi/xapi` with an adapter of our own: the library's own ones know no status (fetch), no time limit and no request that
 * outlives its page (STANDARDS 7).
 */
function client(
  network: Network,
  {endpoint, auth}: Pick<LrsAccess, 'endpoint' | 'auth'>,
  {keepalive = false, direct = false, limit}: Manner,
) {
  return new XAPI({
    endpoint,
    auth: auth ?? '',
    adapter: async ({url, method, headers = {}, data}) => {
      const body = data === undefined ? null : JSON.stringify(data);
      const outlives = keepalive && bytesOf(body ?? '') <= keepaliveLimit;
      const init: RequestInit = {
        method,
        headers,
        body,
        ...(outlives && {keepalive}),
        ...(direct && {redirect: 'manual'}),
      };
      const answer = await ask(network, url, init, limit);
      return {data: answer as never, status: answer.status, headers: {}};
    },
  });
}

export function statementClient(
  network: Network,
  access: Pick<LrsAccess, 'endpoint' | 'auth'>,
  manner: Manner,
): StatementClient {
  const lrs = client(network, access, manner);
  return {sendStatements: (statements) => answerTo(lrs.sendStatements({statements: [...statements]}))};
}

export function lrsClient(network: Network, access: LrsAccess, keepalive = false): LrsClient {
  const {actor, activityId, registration} = access;
  const lrs = client(network, access, {keepalive});
  const whose = {agent: actor, activityId, ...(registration && {registration})};
  return {
    getState: (stateId) => answerTo(lrs.getState({...whose, stateId})),
    putState: (stateId, state, replaces) =>
      answerTo(
        lrs.setState({
          ...whose,
          stateId,
          state,
          contentType: 'application/json',
          ...(replaces === 'nothing' && {matchHeader: 'If-None-Match', etag: '*'}),
          ...(typeof replaces === 'object' && {matchHeader: 'If-Match', etag: replaces.tag}),
        }),
      ),
    sendStatements: (statements) => answerTo(lrs.sendStatements({statements: [...statements]})),
    findStatement: (verb) =>
      answerTo(
        lrs.getStatements({agent: actor, verb, activity: activityId, limit: 1, ...(registration && {registration})}),
      ),
  };
}

/** Browsers give all requests that outlive a page 64 KiB together: in bytes, and there may be two at a time. */
export const keepaliveLimit = 30_000;

const bytesOf = (text: string) => new TextEncoder().encode(text).length;

/** Our adapter hands its answer through the library. */
const answerTo = async (call: Promise<{readonly data: unknown}>): Promise<Answer> => (await call).data as Answer;
