import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {build} from 'esbuild';
import fastify, {type FastifyInstance, type FastifyReply, type FastifyRequest} from 'fastify';
import * as v from 'valibot';
import {settingsScript} from '../../build/configure.ts';
import {root} from '../../build/root.ts';
import {type HostRecord, launchAddress, newRegistration, prepareCmi5, tokenDesk} from '../host/index.ts';
import {readRecord} from '../host/record.ts';
import {activitiesOf} from '../training/index.ts';
import {trainingIri} from '../training/iri.ts';
import {asObject} from '../xapi/ask.ts';
import {defaultSettings} from '../xapi/settings.ts';
import type {PreviewCollector} from './collector.ts';
import {type MemoryLrs, memoryLrs, type Stored} from './lrs.ts';
import {faults, isLrsFormat, type Listed, launchedActivities, recordKey, type Told} from './messages.ts';
import type {Shown} from './shown.ts';

export interface Preview {
  readonly address: string;
  /** The same preview on another origin, whose browser storage is empty: a learner's second device. */
  readonly secondDevice: string;
  /** Tells open pages to load again, or shows the author's mistakes in them. */
  tell(message: Told): void;
  close(): Promise<void>;
}

export interface PreviewOptions {
  readonly shown: () => readonly Shown[];
  /** The trainings are being written: their packages have no zip yet. */
  readonly live: boolean;
  readonly env?: NodeJS.ProcessEnv;
  /** Names the template that a statement follows, or says what is wrong; null where nobody looks. */
  readonly templateOf?: (statement: unknown) => string | null;
  /** Where packages send records of research; null: they stay on the device, as in an unconfigured package. */
  readonly collector?: PreviewCollector | null;
}

/**
 * Serves the trainings in every format, an LMS's store and a small LRS, both in memory, and the page that shows what they are
 * told. Only this computer can reach it unless `HOST` says otherwise; `PORT` asks for a port.
 */
export async function servePreview({
  shown,
  live,
  env = process.env,
  templateOf = () => null,
  collector = null,
}: PreviewOptions): Promise<Preview> {
  const {PORT, HOST} = env;
  const app = fastify({forceCloseConnections: true, bodyLimit: 2_000_000});
  const script = await pageScript();
  const listeners = new Set<(text: string) => void>();
  let last: Told = {type: 'hello'};
  const tell = (message: Told) => {
    if (message.type === 'reload' || message.type === 'mistakes') last = message;
    for (const send of listeners) send(JSON.stringify(message));
  };

  app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
  app.get('/preview.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(script));
  app.get('/trainings.json', () => ({
    live,
    ports: [app.server, second].map((server) => (server.address() as AddressInfo).port),
    trainings: shown().map(listed),
  }));
  app.get('/events', (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, {'content-type': 'text/event-stream', 'cache-control': 'no-store'});
    const send = (text: string) => reply.raw.write(`data: ${text}\n\n`);
    send(JSON.stringify(last));
    listeners.add(send);
    request.raw.on('close', () => listeners.delete(send));
  });
  app.get<{Params: {file: string}}>('/dist/:file', ({params}, reply) => {
    const found = shown().flatMap(({packages}) =>
      [...packages.values()].flatMap(({zip}) => (zip?.name === params.file ? [zip] : [])),
    )[0];
    if (!found) return nothing(reply, `No package is called ${params.file}.`);
    return reply
      .header('content-disposition', `attachment; filename="${found.name}"`)
      .type('application/zip')
      .send(found.bytes);
  });
  const wires = new Map<string, ReadonlySet<string>>();
  servePackages(app, shown, wires, collector, live);
  if (collector)
    collector.onStatement = (statement) =>
      tell({type: 'collected', statement: asObject(statement), template: templateOf(statement)});
  serveRecords(app, shown, wires, tell, templateOf);

  const port = Number(PORT ?? 8080);
  const host = HOST ?? '127.0.0.1';
  const address = await app.listen({port, host}).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (PORT && PORT !== '0') throw new Error(`Port ${port} is taken. Name a free one: PORT=8081 npm start`);
    return app.listen({port: 0, host});
  });
  // Browsers tell origins apart by their port: the same server at another one is another device.
  const second = createServer((request, response) => app.routing(request, response));
  await new Promise<void>((resolve, reject) => second.once('error', reject).listen(0, host, resolve));
  return {
    address,
    secondDevice: address.replace(/\d+$/, String((second.address() as AddressInfo).port)),
    tell,
    async close() {
      await Promise.all([app.close(), closed(second)]);
    },
  };
}

const closed = (server: Server) =>
  new Promise<void>((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });

function listed({outline, titles, packages}: Shown): Listed {
  return {
    outline,
    titles,
    minutes: activitiesOf(outline).reduce((sum, {minutes}) => sum + minutes, 0),
    packages: [...packages].map(([format, {files, zip}]) => ({
      format,
      bytes: zip ? zip.bytes.length : [...files.values()].reduce((sum, file) => sum + Buffer.byteLength(file), 0),
      zip: zip?.name ?? null,
    })),
  };
}

type Wires = Map<string, ReadonlySet<string>>;

/** The files, at an address that names the line they come by: each page has one, with faults of its own. */
function servePackages(
  app: FastifyInstance,
  shown: () => readonly Shown[],
  wires: Wires,
  collector: PreviewCollector | null,
  live: boolean,
) {
  app.post<{Params: {wire: string}}>('/wire/:wire', ({params, body}, reply) => {
    const asked = v.safeParse(v.object({faults: v.array(v.picklist(faults))}), body);
    if (!asked.success) return reply.code(400).send('{"faults": [...]} of offline, refuse, slow, expire');
    wires.set(params.wire, new Set(asked.output.faults));
    for (const [old] of wires) if (wires.size > 1000) wires.delete(old);
    return reply.code(204).send();
  });
  app.get<{Params: {wire: string; id: string; format: string; '*': string}}>(
    '/wire/:wire/packages/:id/:format/*',
    ({params, raw, hostname}, reply) => {
      if (wires.get(params.wire)?.has('offline')) return void raw.socket.destroy(); // as if nobody were there
      const name = params['*'] || 'index.html';
      const found = shown().find(({outline}) => outline.id === params.id);
      const file = found?.packages.get(params.format)?.files.get(name);
      if (file === undefined) return nothing(reply, `The package has no file ${name}.`);
      const type = types[name.split('.').pop() ?? ''] ?? 'application/octet-stream';
      if (collector && name === 'destt.config.js')
        return reply.header('cache-control', 'no-store').type(type).send(configuredFor(collector, hostname));
      const page = live && name === 'index.html' ? authorsPage(file) : file;
      return reply.header('cache-control', 'no-store').type(type).send(page);
    },
  );
}

/** Live, the page says so: then elements show their author what learners don't see, the state of a story. */
const authorsPage = (page: string | Uint8Array) =>
  Buffer.from(page)
    .toString('utf8')
    .replace('<head>', () => '<head><script>window.desttDev = true;</script>');

/** The settings of an institution that has a collector: what `destt configure` would write into a copy. */
const configuredFor = ({port, path, key}: PreviewCollector, hostname: string) =>
  settingsScript({
    ...defaultSettings,
    records: 'endpoint',
    endpoint: `http://${hostname.replace(/:\d+$/, '')}:${port}${path}`,
    key,
    collector: true,
    institution: {kk: 'Байқау беті', ru: 'Пробная страница', en: 'The preview'},
  });

/** What the LMS and the LRS of the preview keep, both in memory, and how an LRS launches. */
function serveRecords(
  app: FastifyInstance,
  shown: () => readonly Shown[],
  wires: Wires,
  tell: (message: Told) => void,
  templateOf: (statement: unknown) => string | null,
) {
  const records = new Map<string, HostRecord>();
  const lrs = memoryLrs();
  const registrations = new Map<string, string>();
  const registrationOf = (key: string) => {
    const found = registrations.get(key) ?? newRegistration();
    registrations.set(key, found);
    return found;
  };
  const desk = tokenDesk();
  const lmsAuth = `Basic ${Buffer.from(`lms:${newRegistration()}`).toString('base64')}`;
  lrs.admit(lmsAuth);
  lrs.onStatement = (statement) => {
    const {registration} = asObject(statement.context);
    const key = [...registrations].find(([, each]) => each === registration)?.[0];
    if (key) tell({type: 'statement', key, statement, template: templateOf(statement)});
  };

  app.get<{Params: {key: string}}>('/records/:key', ({params}, reply) => {
    const record = records.get(params.key);
    return reply.type('application/json').send(record ? JSON.stringify(record) : 'null');
  });
  app.put<{Params: {key: string}}>('/records/:key', ({params, body}, reply) => {
    const record = readRecord(body);
    if (!record) return reply.code(400).send('a record');
    records.set(params.key, record);
    tell({type: 'record', key: params.key, record});
    return reply.code(204).send();
  });
  // What is there when a page is opened: what comes later, it is told.
  app.get<{Params: {key: string}}>('/view/:key', ({params: {key}}) => {
    const registration = registrations.get(key);
    const said = registration ? lrs.statements(registration) : [];
    return {
      record: records.get(key) ?? null,
      states: registration ? lrs.states(registration) : {},
      statements: said.map((statement: Stored) => ({key, statement, template: templateOf(statement)})),
    };
  });
  app.delete<{Params: {key: string}}>('/view/:key', ({params: {key}}, reply) => {
    records.delete(key);
    const registration = registrations.get(key);
    if (registration) lrs.forget(registration);
    registrations.delete(key);
    tell({type: 'record', key, record: null});
    return reply.code(204).send();
  });

  app.post<{Params: {wire: string}}>('/wire/:wire/launch', async ({params: {wire}, body, headers}, reply) => {
    const asked = v.safeParse(launchBody, body);
    const training = asked.success && shown().find(({outline}) => outline.id === asked.output.training);
    if (!asked.success || !training) return reply.code(400).send('a training, a format of an LRS, a learner');
    const {format, learner, language} = asked.output;
    const origin = `http://${headers.host}`;
    const key = recordKey(training.outline.id, format, learner.id);
    const launched = {
      endpoint: `${origin}/wire/${wire}/lrs/`,
      actor: {name: learner.name, account: {homePage: 'https://lms.example', name: learner.id}},
      activityId: `${launchedActivities}${training.outline.id}/${format}`,
      registration: registrationOf(key),
    };
    const token = Buffer.from(`${learner.id}:${newRegistration()}`).toString('base64');
    lrs.admit(`Basic ${token}`);
    const launch = `${origin}/wire/${wire}/packages/${training.outline.id}/${format}/index.html`;
    const more = {launch, ...(language && {language})};
    if (format === 'xapi')
      return {address: launchAddress({...launched, ...more, standard: 'xapi', auth: `Basic ${token}`})};
    await prepareCmi5({
      ...launched,
      auth: lmsAuth,
      publisherId: `${trainingIri(training.outline.id)}/au`,
      launchData: {launchMode: 'Normal', moveOn: 'Completed', returnURL: `${origin}/left`},
      ...(language && {languages: [language]}),
      fetch: straightTo(lrs),
    });
    const fetch = `${origin}/wire/${wire}/fetch/${desk.issue(token)}`;
    return {address: launchAddress({...launched, ...more, standard: 'cmi5', fetch})};
  });
  app.post<{Params: {wire: string; ticket: string}}>('/wire/:wire/fetch/:ticket', async ({params, raw}, reply) => {
    if (wires.get(params.wire)?.has('offline')) return void raw.socket.destroy();
    return reply.send(desk.redeem(params.ticket));
  });
  app.get('/left', (_request, reply) =>
    reply.type('text/html; charset=utf-8').send('<!doctype html><title>LMS</title><p lang="en">↩'),
  );

  const answer = async (request: FastifyRequest<{Params: {wire: string; '*': string}}>, reply: FastifyReply) => {
    const {method, params, headers, raw, body} = request;
    const failing = wires.get(params.wire);
    if (failing?.has('offline')) return void raw.socket.destroy();
    if (failing?.has('slow')) await new Promise((resolve) => setTimeout(resolve, slowMs));
    if (failing?.has('refuse')) return reply.code(503).send('not now');
    if (failing?.has('expire') && headers.authorization) lrs.expire(headers.authorization);
    const query = new URL(request.url, 'http://lrs').searchParams;
    const {
      status,
      body: text,
      headers: said,
    } = lrs.answer({method, path: params['*'], query, headers, body: String(body ?? '')});
    const registration = query.get('registration');
    const key = [...registrations].find(([, each]) => each === registration)?.[0];
    if (key && method !== 'GET' && params['*'] === 'activities/state')
      tell({type: 'states', key, states: lrs.states(registration ?? '')});
    return reply.code(status).headers(said).send(text);
  };
  // An LRS reads bodies itself: their bytes are what a document is.
  app.register(async (own) => {
    own.removeAllContentTypeParsers();
    own.addContentTypeParser('*', {parseAs: 'string'}, (_request, body, done) => done(null, body));
    own.all('/wire/:wire/lrs/*', answer);
  });
}

/** How long an LMS or an LRS takes that is slow. */
export const slowMs = 2500;

const text = v.pipe(v.string(), v.minLength(1), v.maxLength(100));
const launchBody = v.object({
  training: text,
  format: v.pipe(text, v.check(isLrsFormat)),
  learner: v.object({id: text, name: text}),
  language: v.optional(v.string()),
});

/** The preview's own requests to its LRS need no network, and no fault hits them. */
const straightTo =
  (lrs: MemoryLrs): typeof fetch =>
  async (url, init) => {
    const {pathname, searchParams} = new URL(String(url));
    const headers = Object.fromEntries(new Headers(init?.headers));
    const {status, body} = lrs.answer({
      method: init?.method ?? 'GET',
      path: pathname.replace(/^.*\/lrs\//, ''),
      query: searchParams,
      headers,
      body: String(init?.body ?? ''),
    });
    return new Response(status === 204 ? null : body, {status});
  };

const nothing = (reply: FastifyReply, why: string) => reply.code(404).type('text/plain; charset=utf-8').send(why);

async function pageScript(): Promise<string> {
  const {outputFiles} = await build({
    entryPoints: [join(root, 'src/preview/preview-page.ts')],
    bundle: true,
    format: 'iife',
    minify: true,
    write: false,
    tsconfig: join(root, 'tsconfig.json'),
  });
  return outputFiles[0]?.text ?? '';
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  xml: 'application/xml; charset=utf-8',
  xsd: 'application/xml; charset=utf-8',
  dtd: 'application/xml-dtd',
  txt: 'text/plain; charset=utf-8',
  svg: 'image/svg+xml',
};

const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>DeSTT</title>
<style>body { margin: 0; background: #faf7f0 }</style>
<body></body>
<script src="/preview.js"></script>
</html>
`;
