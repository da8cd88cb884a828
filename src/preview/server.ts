import {join} from 'node:path';
import {build} from 'esbuild';
import fastify, {type FastifyInstance} from 'fastify';
import {root} from '../../build/root.ts';

/** What the preview can show: a package's files by training, and what its card says. */
export interface Shown {
  readonly id: string;
  readonly titles: Readonly<Record<string, string>>;
  readonly languages: readonly string[];
  readonly minutes: number;
  readonly files: ReadonlyMap<string, Uint8Array | string>;
}

export interface Preview {
  readonly address: string;
  /** Tells open pages to load again, or shows the author's mistakes in them. */
  tell(message: {readonly type: 'reload'} | {readonly type: 'mistakes'; readonly lines: readonly string[]}): void;
  close(): Promise<void>;
}

/**
 * Serves the trainings, hosted by scorm-again in a page that shows beside the learner's view what the LMS has.
 * Only this computer can reach it unless `HOST` says otherwise.
 */
export async function servePreview(
  shown: () => readonly Shown[],
  live: boolean,
  {PORT, HOST}: NodeJS.ProcessEnv = process.env,
): Promise<Preview> {
  const app = fastify({forceCloseConnections: true});
  const page = await pageScript();
  const listeners = new Set<(text: string) => void>();
  let last = JSON.stringify({type: 'hello'});

  app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(preview));
  app.get('/preview.js', (_request, reply) => reply.type('text/javascript; charset=utf-8').send(page));
  app.get('/trainings.json', () => ({
    live,
    trainings: shown().map(({id, titles, languages, minutes, files}) => ({
      id,
      titles,
      languages,
      minutes,
      bytes: [...files.values()].reduce((sum, file) => sum + Buffer.byteLength(file), 0),
    })),
  }));
  app.get('/events', (request, reply) => {
    reply.hijack();
    reply.raw.writeHead(200, {'content-type': 'text/event-stream', 'cache-control': 'no-store'});
    const send = (text: string) => reply.raw.write(`data: ${text}\n\n`);
    send(last);
    listeners.add(send);
    request.raw.on('close', () => listeners.delete(send));
  });
  servePackages(app, shown);

  const port = Number(PORT ?? 8080);
  const host = HOST ?? '127.0.0.1';
  const address = await app.listen({port, host}).catch(async (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error;
    if (PORT && PORT !== '0') throw new Error(`Port ${port} is taken. Name a free one: PORT=8081 npm start`);
    return app.listen({port: 0, host});
  });
  return {
    address,
    tell(message) {
      last = JSON.stringify(message);
      for (const send of listeners) send(last);
    },
    close: () => app.close(),
  };
}

function servePackages(app: FastifyInstance, shown: () => readonly Shown[]) {
  app.get<{Params: {id: string; '*': string}}>('/packages/:id/*', (request, reply) => {
    const name = request.params['*'] || 'index.html';
    const file = shown()
      .find(({id}) => id === request.params.id)
      ?.files.get(name);
    if (file === undefined) return reply.code(404).type('text/plain').send(`The package has no file ${name}.`);
    const type = types[name.split('.').pop() ?? ''] ?? 'application/octet-stream';
    return reply.header('cache-control', 'no-store').type(type).send(file);
  });
}

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

const preview = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>DeSTT preview</title>
<body></body>
<script src="/preview.js"></script>
</html>
`;
