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

/**
 * `@xapi/xapi` with an adapter of our own: the library's own ones know no status (fetch), no time limit and no request that
 * outlives its page (STANDARDS 7). With `keepalive` a request does, if its body is within the browser's 64 KiB.
 */
export function lrsClient(network: Network, access: LrsAccess, keepalive = false): LrsClient {
  const {endpoint, auth, actor, activityId, registration} = access;
  const lrs = new XAPI({
    endpoint,
    auth: auth ?? '',
    adapter: async ({url, method, headers = {}, data}) => {
      const body = data === undefined ? null : JSON.stringify(data);
      const outlives = keepalive && (body?.length ?? 0) < keepaliveLimit;
      const answer = await ask(network, url, {method, headers, body, ...(outlives && {keepalive})});
      return {data: answer as never, status: answer.status, headers: {}};
    },
  });
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

/** Browsers give all requests that outlive a page 64 KiB together; a letter may be two bytes. */
export const keepaliveLimit = 30_000;

/** Our adapter hands its answer through the library. */
const answerTo = async (call: Promise<{readonly data: unknown}>): Promise<Answer> => (await call).data as Answer;
