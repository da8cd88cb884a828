import {isUtf8} from 'node:buffer';
import cors from '@fastify/cors';
import rateLimit from '@fastify/rate-limit';
import fastify, {type FastifyInstance, type FastifyReply, type FastifyRequest} from 'fastify';
import type {StatementFault} from '../xapi/valid-statement.ts';
import {formatted, wantedLanguages} from './formats.ts';
import type {ForwardState} from './forward.ts';
import {importRecords} from './import.ts';
import {allowsOrigin, type Key, keyFinder, listKeys, mayRead, mayVoid, mayWrite, mostBytes} from './keys.ts';
import type {Pseudonymise} from './pseudonym.ts';
import {morePath, readQuery} from './query.ts';
import {receiveBatch, type StrictRule, sentenceOf} from './receive.ts';
import type {Store} from './store.ts';
import {type UploadPage, uploadPolicy} from './upload.ts';
import type {Write} from './writer.ts';

export interface CollectorOptions {
  readonly store: Store;
  /** What stores the statements of xAPI requests. */
  readonly write: Write;
  readonly pseudonym: Pseudonymise;
  readonly strict: StrictRule | null;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** What `/health` says of forwarding; null if nothing is forwarded. */
  readonly forwarding: (() => ForwardState) | null;
  /** The page where a school hands in its record files; null for none. */
  readonly upload: UploadPage | null;
  /** Where log lines go, as JSON; null for nowhere. */
  readonly log: {write(line: string): void} | null;
  /** Whether a proxy on this computer says who asks. */
  readonly trustProxy?: boolean;
  /** Milliseconds in which a request must have arrived whole. */
  readonly patience?: number;
}

/** Where xAPI begins; an endpoint is the address of the collector and this. */
export const xapiPath = '/xapi/';
/** Where a client can see that it talks to a collector, in `extensions` of `about`. */
export const collectorExtension = 'https://w3id.org/destt/collector';

const versions = ['1.0.3', '1.0.2', '1.0.1', '1.0.0'];
/**
 * Another process may be storing: what it began a moment ago has a time that lies before now and can't be seen yet. Its
 * transactions are short (`import.ts`), so by then all is there.
 */
const settled = 2_000;

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before any handler of an address that needs one. */
    collectorKey: Key | null;
    /** Bytes that the body may have. */
    mostBytes: number;
  }
}

/** The collector as a server that isn't listening yet: xAPI 1.0.3 statements in and out, `health`, and the upload page. */
export async function collectorServer(options: CollectorOptions): Promise<FastifyInstance> {
  const {store, log, trustProxy = false, patience = 30_000} = options;
  const app = fastify({
    bodyLimit: mostBytes,
    requestTimeout: patience,
    connectionTimeout: 2 * patience, // the first is said (408), the second only cuts
    keepAliveTimeout: 75_000, // longer than proxies keep theirs
    forceCloseConnections: 'idle',
    trustProxy: trustProxy ? 'loopback' : false,
    routerOptions: {ignoreTrailingSlash: true, maxParamLength: 100},
    // An address may name an agent: it never gets into the log. What does is said below.
    disableRequestLogging: true,
    logger: log ? {level: 'info', stream: log, serializers: {req: () => ({}), res: () => ({})}, base: null} : false,
    http: {connectionsCheckingInterval: Math.min(5_000, patience), headersTimeout: Math.min(15_000, patience)},
    // fastify's own words may repeat what was asked.
    frameworkErrors: (_error, _request, reply: FastifyReply) => void say(reply, 400, 'This address can’t be read.'),
  });
  app.server.maxConnections = 5_000;
  app.decorateRequest('collectorKey', null);
  app.decorateRequest('mostBytes', mostBytes);

  app.addHook('onResponse', async (request, reply) => {
    const {method, collectorKey, routeOptions} = request;
    const {statusCode, elapsedTime} = reply;
    const ms = Math.round(elapsedTime);
    request.log.info({method, route: routeOptions.url ?? null, status: statusCode, ms, key: collectorKey?.id ?? null});
  });
  app.setErrorHandler((error: {statusCode?: number; code?: string; name?: string; stack?: string}, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status === 413) return say(reply, 413, tooBig(request.mostBytes));
    if (status === 429)
      return say(reply, 429, 'Too many requests with this key. Come back when Retry-After says, with the same ids.');
    if (status >= 400 && status < 500)
      return say(reply, status, words[error.code ?? ''] ?? 'The request can’t be read.');
    request.log.error({code: error.code ?? null, stack: error.stack ?? null}, 'failed');
    const full = /SQLITE_(FULL|BUSY|IOERR)/.test(error.code ?? '');
    if (full) void reply.header('retry-after', '30');
    return say(
      reply,
      full ? 503 : 500,
      full ? 'Can’t be stored just now. Come again.' : 'Something failed here. Come again.',
    );
  });
  app.setNotFoundHandler((_request, reply) => say(reply, 404, `There is nothing here. xAPI begins at ${xapiPath}.`));

  await app.register(cors, {
    // A page asks before it shows its key: allowed is what any key allows, and the key's own origins are checked with it.
    origin: async (origin: string | undefined) =>
      origin !== undefined && listKeys(store).some((key) => !key.revoked && allowsOrigin(key, origin)),
    methods: ['GET', 'HEAD', 'POST', 'PUT'],
    allowedHeaders: [
      'Authorization',
      'Content-Type',
      'X-Experience-API-Version',
      'If-Match',
      'If-None-Match',
      'Accept-Language',
    ],
    exposedHeaders: [
      'ETag',
      'Last-Modified',
      'Retry-After',
      'X-Experience-API-Version',
      'X-Experience-API-Consistent-Through',
    ],
    maxAge: 86_400,
    strictPreflight: false,
  });
  await app.register(rateLimit, {
    hook: 'preParsing', // after the key is known, before the body is read
    keyGenerator: ({collectorKey, ip}) => collectorKey?.id ?? ip,
    max: ({collectorKey}) => collectorKey?.perMinute ?? 600,
    timeWindow: 60_000,
    cache: 10_000,
  });

  // JSON is ours to read: UTF-8 and nothing else, and no words about what was wrong that repeat it.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser(/^application\/json\b/i, {parseAs: 'buffer'}, (request, body: Buffer, done) => {
    if (body.length > request.mostBytes) return done(failure(413, 'TOO_BIG'));
    if (!isUtf8(body)) return done(failure(400, 'NOT_UTF8'));
    try {
      done(null, JSON.parse(body.toString('utf8')));
    } catch {
      done(failure(400, 'NOT_JSON'));
    }
  });
  app.addContentTypeParser(/^multipart\/mixed\b/i, (_request, _body, done) => done(failure(400, 'ATTACHMENTS')));
  app.addContentTypeParser('*', (_request, _body, done) => done(failure(400, 'NOT_JSON_TYPE')));

  app.get('/health', {config: {rateLimit: false}}, async (_request, reply) => {
    store.setting('check'); // throws if the store can't be read
    return reply.send({status: 'ok', forward: options.forwarding?.() ?? null});
  });
  const findKey = keyFinder(store);
  await app.register(async (xapi) => xapiRoutes(xapi, options, findKey), {prefix: xapiPath.slice(0, -1)});
  if (options.upload) uploadRoutes(app, options.upload, options, findKey);
  return app;
}

/** Records of one file: a device keeps some 2,000. */
const mostUploaded = 20_000;

type FindKey = ReturnType<typeof keyFinder>;

function xapiRoutes(app: FastifyInstance, options: CollectorOptions, findKey: FindKey) {
  const {store, write, pseudonym, strict, now} = options;
  app.addHook('onSend', async (_request, reply) => void reply.header('x-experience-api-version', '1.0.3'));

  app.get('/about', {config: {rateLimit: false}}, async (_request, reply) =>
    reply.send({
      version: versions,
      extensions: {[collectorExtension]: {pseudonyms: true, attachments: false, documents: false}},
    }),
  );

  app.register(async (locked) => {
    locked.addHook('onRequest', authorise(findKey));
    locked.addHook('onRequest', async ({headers, query}, reply) => {
      const asked = headers['x-experience-api-version'];
      if (typeof query === 'object' && query !== null && 'method' in query)
        return say(reply, 400, 'The alternate request syntax (?method=…) is not served: send the request itself.');
      if (asked === undefined) return say(reply, 400, 'X-Experience-API-Version is missing: 1.0.3.');
      if (!/^1\.0(\.\d{1,3})?$/.test(String(asked))) return say(reply, 400, 'X-Experience-API-Version must be 1.0.x.');
    });

    locked.post('/statements', async (request, reply) => {
      const key = request.collectorKey;
      if (!key) return say(reply, 401, words.NO_KEY!);
      if ([...queryOf(request)].length > 0) return say(reply, 400, 'A POST of statements has no parameters.');
      const received = receiveBatch(request.body, {pseudonym, strict, key});
      if (!received.ok) return refuse(reply, received.status, received.fault);
      if (received.batch.length === 0) return reply.send([]);
      const outcome = await write(received.batch);
      if ('conflict' in outcome) return conflict(reply, outcome.conflict);
      return reply.send(received.ids);
    });

    locked.put('/statements', async (request, reply) => {
      const key = request.collectorKey;
      if (!key) return say(reply, 401, words.NO_KEY!);
      const query = queryOf(request);
      const id = query.get('statementId');
      if (id === null || [...query].length > 1) return say(reply, 400, 'A PUT has one parameter, statementId.');
      const {body} = request;
      if (typeof body !== 'object' || body === null || Array.isArray(body))
        return say(reply, 400, 'A PUT has one statement.');
      const named: unknown = Reflect.get(body, 'id') ?? id;
      if (typeof named !== 'string' || named.toLowerCase() !== id.toLowerCase())
        return refuse(reply, 400, {path: 'id', rule: 'must be the statementId of the address'});
      const received = receiveBatch({...body, id}, {pseudonym, strict, key});
      if (!received.ok) return refuse(reply, received.status, received.fault);
      const outcome = await write(received.batch);
      return 'conflict' in outcome ? conflict(reply, outcome.conflict) : reply.code(204).send();
    });

    locked.get('/statements', async (request, reply) => {
      const key = request.collectorKey;
      if (!key) return say(reply, 401, words.NO_KEY!);
      const given = queryOf(request);
      const read = readQuery(given, mayVoid(key) ? pseudonym : null);
      if (!read.ok) return refuse(reply, read.status, read.fault);
      const {query} = read;
      const wanted = wantedLanguages(request.headers['accept-language']);
      void reply
        .header('x-experience-api-consistent-through', new Date(now() - settled).toISOString())
        .type('application/json; charset=utf-8');
      if (query.type === 'one') {
        const found = store.get(query.id);
        if (!found || found.voided !== query.voided) return say(reply, 404, 'There is no such statement.');
        void reply.header('last-modified', new Date(found.stored).toUTCString());
        return reply.send(formatted(found.text, query.format, wanted));
      }
      const {texts, more} = store.select(query.selection);
      const all = texts.map((text) => formatted(text, query.format, wanted)).join(',');
      const path = JSON.stringify(morePath(`${xapiPath}statements`, given, more));
      return reply.send(`{"statements":[${all}],"more":${path}}`);
    });
    locked.delete('/statements', async (_request, reply) =>
      say(
        reply,
        405,
        'Statements can’t be deleted through xAPI. They can be voided; destt collector erase removes a person.',
      ),
    );

    for (const url of ['/activities/state', '/activities/profile', '/agents/profile', '/activities', '/agents'])
      locked.route({
        method: ['GET', 'PUT', 'POST', 'DELETE'],
        url,
        handler: async (_request, reply) =>
          say(
            reply,
            501,
            'The collector keeps statements. Documents (state, profiles) and lists of agents and activities are not served.',
          ),
      });
    locked.all('/OAuth/*', async (_request, reply) =>
      say(reply, 501, 'OAuth is not served: use HTTP Basic with a key.'),
    );
  });
}

function uploadRoutes(app: FastifyInstance, page: UploadPage, options: CollectorOptions, findKey: FindKey) {
  for (const [url, {type, content}] of Object.entries(page))
    app.get(url, async (_request, reply) =>
      reply
        .header('content-security-policy', uploadPolicy)
        .header('x-content-type-options', 'nosniff')
        .header('referrer-policy', 'no-referrer')
        .type(type)
        .send(content),
    );
  // A device keeps 2 MB of records, more than a key may send at once.
  app.post('/upload', {onRequest: authorise(findKey, () => mostBytes)}, async (request, reply) => {
    const {store, pseudonym, strict, now} = options;
    const key = request.collectorKey;
    if (!key) return say(reply, 401, words.NO_KEY!);
    return reply.send(importRecords(request.body, {store, pseudonym, strict, now, key, most: mostUploaded}));
  });
}

/** Lets in whoever has a key that may do this, from a page that may use it. Nothing of the body is read before. */
function authorise(findKey: FindKey, most: (key: Key) => number = ({maxBytes}) => maxBytes) {
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const {method, headers} = request;
    const key = findKey(headers.authorization);
    if (!key) {
      // A browser would put a login window before the learner.
      if (headers.origin === undefined && headers['sec-fetch-mode'] === undefined)
        void reply.header('www-authenticate', 'Basic realm="xAPI", charset="UTF-8"');
      return say(reply, 401, words.NO_KEY!);
    }
    request.collectorKey = key;
    if (headers.origin !== undefined && !allowsOrigin(key, headers.origin) && !isOwn(request))
      return say(reply, 403, 'Pages of this origin may not use this key: destt collector key add --origin …');
    const reads = method === 'GET' || method === 'HEAD';
    if (reads && !mayRead(key)) return say(reply, 403, 'This key may only write.');
    if (!reads && !mayWrite(key)) return say(reply, 403, 'This key may only read.');
    request.mostBytes = most(key);
    if (Number(headers['content-length'] ?? 0) > request.mostBytes) return say(reply, 413, tooBig(request.mostBytes));
    if (headers['content-encoding'] !== undefined && headers['content-encoding'] !== 'identity')
      return say(reply, 415, 'Send the body as it is, not packed.');
  };
}

/** A page of the collector itself: the upload page. */
const isOwn = ({headers, host}: FastifyRequest) =>
  headers.origin !== undefined && URL.canParse(headers.origin) && new URL(headers.origin).host === host;

function queryOf({url}: FastifyRequest): URLSearchParams {
  const at = url.indexOf('?');
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1));
}

function say(reply: FastifyReply, status: number, error: string) {
  if (status === 413) void reply.header('connection', 'close'); // nobody waits for the rest
  return reply.code(status).type('application/json; charset=utf-8').send({error});
}

/** What is wrong with a statement: where, and by which rule. */
function refuse(reply: FastifyReply, status: number, fault: StatementFault) {
  return reply.code(status).send({error: sentenceOf(fault), ...fault});
}

const conflict = (reply: FastifyReply, id: string) =>
  refuse(reply, 409, {path: 'id', rule: `${id} is here already with other content`});

const tooBig = (most: number) =>
  `A request with this key may have ${most} bytes at most: send fewer statements at once.`;

const failure = (statusCode: number, code: string) => Object.assign(new Error(code), {statusCode, code});

/** What we say for a code, ours or fastify's. */
const words: Readonly<Record<string, string>> = {
  NO_KEY: 'There is no such key. Make one: destt collector key add.',
  NOT_UTF8: 'The body must be UTF-8.',
  NOT_JSON: 'The body must be JSON.',
  NOT_JSON_TYPE: 'The body must be application/json.',
  ATTACHMENTS: 'Attachments (multipart/mixed) are not taken: send the statements as application/json.',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'The body is empty.',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'The body is not as long as Content-Length says.',
};
