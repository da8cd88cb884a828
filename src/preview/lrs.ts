import {createHash} from 'node:crypto';
import {asObject} from '../xapi/ask.ts';

/** A statement as it came: checked for what a small LRS needs of it, and no further. */
export interface Stored {
  readonly id: string;
  readonly [part: string]: unknown;
}

export interface LrsAsked {
  readonly method: string;
  /** Below the endpoint: `statements`, `activities/state` … */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body: string;
}
export interface LrsAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A small LRS in memory: enough of xAPI 1.0.3 to launch cmi5 and plain xAPI packages and to look at what they say. */
export interface MemoryLrs {
  answer(asked: LrsAsked): LrsAnswer;
  /** From now on this `Authorization` is let in. */
  admit(authorization: string): void;
  /** From now on it is answered with 403: its session is over. */
  expire(authorization: string): void;
  /** Statements of a registration, the oldest first. */
  statements(registration: string): readonly Stored[];
  /** State documents of a registration, by name. */
  states(registration: string): Readonly<Record<string, unknown>>;
  /** Forgets all that is filed under a registration. */
  forget(registration: string): void;
  /** Called with each statement that is new. */
  onStatement: ((statement: Stored) => void) | null;
}

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-5][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
/** More than any try-out says; the oldest go first. */
const mostStatements = 20_000;

export function memoryLrs(): MemoryLrs {
  const admitted = new Set<string>();
  const expired = new Set<string>();
  const statements = new Map<string, {readonly statement: Stored; readonly text: string}>();
  const documents = new Map<string, {readonly text: string; readonly registration: string; readonly stateId: string}>();

  const answer = (status: number, body: unknown = '', headers: Readonly<Record<string, string>> = {}): LrsAnswer => ({
    status,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: {'content-type': typeof body === 'string' ? 'text/plain' : 'application/json', ...headers},
  });

  function store(given: readonly unknown[]): LrsAnswer {
    const fresh: {readonly statement: Stored; readonly text: string}[] = [];
    for (const one of given) {
      const {id, actor, verb, object} = asObject(one);
      const text = JSON.stringify(one);
      if (typeof id !== 'string' || !uuidPattern.test(id))
        return answer(400, 'a statement needs a UUID as its id here');
      if (!actor || typeof asObject(verb).id !== 'string' || !object)
        return answer(400, `${id}: a statement has an actor, a verb with an id, and an object`);
      const known = statements.get(id);
      if (known && known.text !== text) return answer(409, `${id} is here with other content`);
      if (!known) fresh.push({statement: {...asObject(one), id}, text});
    }
    for (const each of fresh) {
      statements.set(each.statement.id, each);
      lrs.onStatement?.(each.statement);
    }
    for (const [id] of statements) {
      if (statements.size <= mostStatements) break;
      statements.delete(id);
    }
    return answer(
      200,
      given.map((one) => asObject(one).id),
    );
  }

  function find(query: URLSearchParams): LrsAnswer {
    const id = query.get('statementId');
    if (id) {
      const found = statements.get(id);
      return found ? answer(200, found.statement) : answer(404);
    }
    const wanted = [query.get('verb'), query.get('activity'), query.get('registration')] as const;
    const agent = query.get('agent');
    const same = (asked: string | null, found: unknown) => asked === null || asked === found;
    const found = [...statements.values()].filter(({statement}) => {
      const {verb, object, context, actor} = statement;
      return (
        same(wanted[0], asObject(verb).id) &&
        same(wanted[1], asObject(object).id) &&
        same(wanted[2], asObject(context).registration) &&
        (agent === null || whoIs(jsonIn(agent)) === whoIs(actor))
      );
    });
    if (query.get('ascending') !== 'true') found.reverse();
    const limit = Number(query.get('limit')) || 500;
    return answer(200, {statements: found.slice(0, limit).map(({statement}) => statement), more: ''});
  }

  function document({method, path, query, headers, body}: LrsAsked): LrsAnswer {
    const stateId = query.get('stateId') ?? query.get('profileId') ?? '';
    const registration = query.get('registration') ?? '';
    const of = [path, query.get('activityId'), whoIs(jsonIn(query.get('agent') ?? '')), registration].join('|');
    const key = `${of}|${stateId}`;
    const there = documents.get(key);
    const tag = there && tagOf(there.text);
    if (method === 'GET') {
      if (!stateId)
        return answer(
          200,
          [...documents].filter(([name]) => name.startsWith(`${of}|`)).map(([, each]) => each.stateId),
        );
      return there ? {...answer(200, there.text, {etag: tag ?? '', 'content-type': 'application/json'})} : answer(404);
    }
    const {'if-match': match, 'if-none-match': noneMatch} = headers;
    if ((match !== undefined && match !== tag) || (noneMatch === '*' && there)) return answer(412);
    if (method === 'DELETE') documents.delete(key);
    else {
      const merged = method === 'POST' && there ? {...asObject(jsonIn(there.text)), ...asObject(jsonIn(body))} : null;
      const text = merged ? JSON.stringify(merged) : body;
      documents.set(key, {text, registration, stateId});
      return answer(204, '', {etag: tagOf(text)});
    }
    return answer(204);
  }

  const lrs: MemoryLrs = {
    onStatement: null,
    admit: (authorization) => void admitted.add(authorization),
    expire: (authorization) => void expired.add(authorization),
    answer(asked) {
      const {method, path, query, headers, body} = asked;
      if (path === 'about') return answer(200, {version: ['1.0.3']});
      const authorization = String(headers.authorization ?? '');
      if (expired.has(authorization)) return answer(403, 'this session is over');
      if (!admitted.has(authorization)) return answer(401, 'who is asking?');
      if (!String(headers['x-experience-api-version'] ?? '').startsWith('1.0'))
        return answer(400, 'X-Experience-API-Version: 1.0.3 is missing');
      if (path === 'statements') {
        if (method === 'GET') return find(query);
        const given = jsonIn(body);
        if (method === 'PUT')
          return store([{...asObject(given), id: query.get('statementId') ?? ''}]).status === 200
            ? answer(204)
            : store([given]);
        return method === 'POST' ? store(Array.isArray(given) ? given : [given]) : answer(405);
      }
      return /^(activities\/(state|profile)|agents\/profile)$/.test(path) ? document(asked) : answer(404);
    },
    statements: (registration) =>
      [...statements.values()].flatMap(({statement}) =>
        asObject(statement.context).registration === registration ? [statement] : [],
      ),
    states: (registration) =>
      Object.fromEntries(
        [...documents.values()].flatMap((each) =>
          each.registration === registration ? [[each.stateId, jsonIn(each.text)] as const] : [],
        ),
      ),
    forget(registration) {
      for (const [key, each] of documents) if (each.registration === registration) documents.delete(key);
      for (const {id} of lrs.statements(registration)) statements.delete(id);
    },
  };
  return lrs;
}

/** Two ways of writing the same agent are one agent. */
function whoIs(agent: unknown): string {
  const {account, mbox, mbox_sha1sum: hash, openid} = asObject(agent);
  const {homePage, name} = asObject(account);
  return JSON.stringify([homePage, name, mbox, hash, openid]);
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const tagOf = (text: string) => `"${createHash('sha1').update(text).digest('hex')}"`;
