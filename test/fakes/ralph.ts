import {type ChildProcess, spawn} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync} from 'node:fs';
import type {AddressInfo} from 'node:net';
import {createServer} from 'node:net';
import {dirname, join} from 'node:path';
import {root} from '../../build/root.ts';

/** A real Ralph LRS on this computer, with its file backend: no fake, but held by a test as the fakes are. */
export interface Ralph {
  /** With a slash at its end. */
  readonly endpoint: string;
  /** User and password with a colon between. */
  readonly login: string;
  /** The same of one who may only write. */
  readonly writer: string;
  /** Every line of its store as it stands: a statement that was stored twice is there twice. */
  lines(): readonly Readonly<Record<string, unknown>>[];
  /** Every statement it holds, in no order. */
  statements(): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** Ends it at once, in the middle of whatever it does. */
  kill(): Promise<void>;
  /** Starts it again, with what it had: a line that it was killed in is cut first, or it would answer 500 from then on. */
  start(): Promise<void>;
}

/** The Ralph named by `RALPH`, or the one that CI installs; null, and a line that says so, where there is none. */
export function findRalph(): string | null {
  const file = process.env.RALPH ?? join(root, 'node_modules/.cache/ralph/bin/ralph');
  if (existsSync(file)) return file;
  console.log(
    'skipped: Ralph, install with python3 -m venv node_modules/.cache/ralph && node_modules/.cache/ralph/bin/pip install "ralph-malph[full]==5.1.0"',
  );
  return null;
}

/** Starts a Ralph that keeps what it hears in a folder. Whoever starts it kills it. */
export async function startRalph(file: string, folder: string): Promise<Ralph> {
  const data = join(folder, 'data');
  const store = join(data, 'statements.jsonl');
  const auth = join(folder, 'auth.json');
  mkdirSync(data, {recursive: true});
  writeFileSync(auth, JSON.stringify(accounts));
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}/xAPI/`;
  let child: ChildProcess | null = null;

  const ask = (path: string) =>
    fetch(new URL(path, endpoint), {
      headers: {authorization: `Basic ${btoa(login)}`, 'x-experience-api-version': '1.0.3'},
    });
  const ralph: Ralph = {
    endpoint,
    login,
    writer: 'writer:forwarded',
    lines() {
      const text = existsSync(store) ? readFileSync(store, 'utf8') : '';
      return text
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    },
    async statements() {
      const all: Record<string, unknown>[] = [];
      let next = 'statements?limit=500';
      for (let page = 0; next !== '' && page < 100; page++) {
        const answer = await ask(next);
        if (answer.status !== 200) throw new Error(`Ralph answered ${answer.status}: ${await answer.text()}`);
        const {statements, more} = (await answer.json()) as {statements: Record<string, unknown>[]; more?: string};
        all.push(...statements);
        next = more ?? '';
      }
      return all;
    },
    async kill() {
      const killed = child;
      child = null;
      if (!killed) return;
      const gone = new Promise((resolve) => killed.once('exit', resolve));
      killed.kill('SIGKILL');
      await gone;
    },
    async start() {
      if (existsSync(store)) truncateSync(store, readFileSync(store).lastIndexOf('\n') + 1);
      const python = join(dirname(file), 'python');
      child = spawn(python, ['-c', launcher, String(port)], {
        env: {
          ...process.env,
          RALPH_APP_DIR: folder,
          RALPH_AUTH_FILE: auth,
          RALPH_RUNSERVER_BACKEND: 'fs',
          RALPH_BACKENDS__LRS__FS__DEFAULT_DIRECTORY_PATH: data,
          RALPH_BACKENDS__LRS__FS__DEFAULT_LRS_FILE: 'statements.jsonl',
          RALPH_LRS_RESTRICT_BY_AUTHORITY: 'true',
          RALPH_LRS_RESTRICT_BY_SCOPES: 'true',
        },
        stdio: 'ignore',
      });
      for (let tries = 0; tries < 600; tries++) {
        const answer = await ask('/__heartbeat__').catch(() => null);
        if (answer) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
      throw new Error('Ralph did not begin to answer within a minute.');
    },
  };
  await ralph.start();
  return ralph;
}

/**
 * `ralph runserver` is two processes, of which the one that serves survives the other; and its file backend takes one POST
 * and refuses the next, because it will make its file anew each time unless it is told to append (5.1.0).
 */
const launcher = `
import sys, uvicorn
from ralph.backends.data.base import BaseOperationType
from ralph.backends.lrs.fs import FSLRSBackend
FSLRSBackend.default_operation_type = BaseOperationType.APPEND
uvicorn.run("ralph.api:app", host="127.0.0.1", port=int(sys.argv[1]), log_level="error")
`;

const login = 'destt:forwarded';
/** Made by `ralph auth`: hashing takes it seconds. The password is `forwarded`. */
const account = (username: string, scope: string, agent: object) => ({
  username,
  hash: '$2b$12$cIeqGc0J8ApI8RAjO5F70usIotug4.5De/fajMZdFv0pEufs7D2Dy',
  scopes: [scope],
  agent: {...agent, objectType: 'Agent'},
});
const accounts = [
  account('destt', 'all', {mbox: 'mailto:destt@example.org'}),
  account('writer', 'statements/write', {account: {homePage: 'https://lrs.example', name: 'writer'}}),
];

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
