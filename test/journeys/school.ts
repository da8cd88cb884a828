import {readFileSync} from 'node:fs';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {strFromU8, strToU8, unzipSync} from 'fflate';
import {root} from '../../build/root.ts';
import type {PackageManifest} from '../../src/training/index.ts';
import {
  createFakeMoodle,
  type FakeMoodle,
  type FakeMoodleOptions,
  type Method,
  type MoodlePage,
} from '../fakes/moodle.ts';

/** A school's server on this computer: Moodle's player page, and a package as `npm run build` made it. */
export interface School {
  readonly moodle: FakeMoodle;
  /** The player page; `?lang=` is what Moodle's own page is in. */
  player(options?: {host?: string; newAttempt?: boolean; lang?: string}): string;
  /** The package with no LMS around it. */
  alone(): string;
  readonly port: number;
  /** Requests for files of the package, by name, in order. */
  readonly asked: string[];
  /** Replaces a file of the package from now on; null makes it missing. */
  replace(name: RegExp, content: string | null): void;
  close(): Promise<void>;
}

export const packageName = 'stress-and-burnout-scorm12.zip';

export function readPackage(name = packageName): Readonly<Record<string, Uint8Array>> {
  try {
    return unzipSync(readFileSync(join(root, 'dist', name)));
  } catch (error) {
    throw new Error(`No ${name} in dist: npm run build makes it.`, {cause: error});
  }
}

/**
 * The package as if its training were only these units: a journey need not do all of it to finish. Nothing else changes.
 */
export function onlyUnits(files: Readonly<Record<string, Uint8Array>>, units: readonly string[]) {
  const page = strFromU8(files['index.html']!);
  const [, text = ''] = /id="manifest">(.*?)<\/script>/s.exec(page) ?? [];
  const manifest = JSON.parse(text) as PackageManifest;
  const kept = manifest.outline.units.filter(({id}) => units.includes(id));
  const changed = JSON.stringify({...manifest, outline: {...manifest.outline, units: kept}}).replaceAll('<', '\\u003c');
  return {...files, 'index.html': strToU8(page.replace(text, () => changed))};
}

export interface SchoolOptions extends FakeMoodleOptions {
  /** The units the training has here; all of them if it says `all`. */
  readonly units?: readonly string[] | 'all';
}

/** The unit with three pages and the self-check is a training of its own here, unless asked otherwise. */
export async function openSchool({units = ['recognise'], ...options}: SchoolOptions = {}): Promise<School> {
  const whole = readPackage();
  const files: Readonly<Record<string, Uint8Array>> = units === 'all' ? whole : onlyUnits(whole, units);
  const moodle = createFakeMoodle({...options, block: () => {}});
  const pages = new Map<string, MoodlePage>();
  const asked: string[] = [];
  const replaced: {name: RegExp; content: string | null}[] = [];

  const server = createServer(async (request, response) => {
    const {pathname, searchParams} = new URL(request.url ?? '/', 'http://school');
    if (pathname === '/player') {
      const page = moodle.open({newAttempt: searchParams.has('new')});
      const id = String(pages.size + 1);
      pages.set(id, page);
      return send(response, 200, 'text/html', playerPage(id, searchParams.get('lang') ?? ''));
    }
    if (pathname.startsWith('/lms/')) {
      const page = pages.get(pathname.slice('/lms/'.length));
      const {method, given, unloading} = JSON.parse(await body(request)) as Asked;
      if (!page) return send(response, 404, 'text/plain', 'no such page');
      page.unloading = unloading;
      const slow = method === 'LMSCommit' || method === 'LMSFinish' ? moodle.faults.latencyMs : 0;
      if (slow > 0) await new Promise((resolve) => setTimeout(resolve, slow));
      try {
        return send(response, 200, 'application/json', JSON.stringify({answer: page.API[method](...given)}));
      } catch (error) {
        return send(response, 200, 'application/json', JSON.stringify({throws: String(error)}));
      }
    }
    const name = pathname.replace(/^\/package\//, '');
    if (name !== pathname) asked.push(name);
    const change = replaced.find((each) => each.name.test(name));
    const file = change ? change.content : files[name];
    if (file === undefined || file === null) return send(response, 404, 'text/plain', '');
    return send(response, 200, types[name.split('.').pop() ?? ''] ?? 'application/octet-stream', file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;

  return {
    moodle,
    port,
    asked,
    player: ({host = '127.0.0.1', newAttempt = false, lang = ''} = {}) =>
      `http://${host}:${port}/player?lang=${lang}${newAttempt ? '&new' : ''}`,
    alone: () => `http://127.0.0.1:${port}/package/index.html`,
    replace: (name, content) => void replaced.unshift({name, content}),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

interface Asked {
  readonly method: Method;
  readonly given: readonly string[];
  readonly unloading: boolean;
}

/** Moodle's player page: the API in its own window, the content one level down, one blocking request a call. */
const playerPage = (id: string, lang: string) => `<!doctype html>
<html lang="${lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Course</title>
<style>body { margin: 0 } iframe { border: 0; width: 100%; max-width: 650px; height: 666px; display: block }</style>
<script>
  let unloading = false;
  for (const name of ['beforeunload', 'pagehide', 'unload']) addEventListener(name, () => { unloading = true; });
  addEventListener('pageshow', () => { unloading = false; });
  const call = (method) => (...given) => {
    const text = JSON.stringify({method, given, unloading});
    const request = new XMLHttpRequest();
    request.open('POST', '/lms/${id}', false);
    try {
      request.send(text);
    } catch {
      navigator.sendBeacon('/lms/${id}', text); // as Moodle does while a page goes away
      return 'true';
    }
    const {answer, throws} = JSON.parse(request.responseText);
    if (throws) throw new Error(throws);
    return answer;
  };
  window.API = Object.fromEntries(
    ['LMSInitialize', 'LMSFinish', 'LMSGetValue', 'LMSSetValue', 'LMSCommit', 'LMSGetLastError', 'LMSGetErrorString', 'LMSGetDiagnostic']
      .map((method) => [method, call(method)]),
  );
</script>
<iframe id="scorm_object" src="/package/index.html" allowfullscreen></iframe>
</html>
`;

function send(response: ServerResponse, status: number, type: string, content: string | Uint8Array) {
  response.writeHead(status, {'content-type': `${type}; charset=utf-8`});
  response.end(content);
}

async function body(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'application/x-javascript',
  xml: 'application/xml',
  txt: 'text/plain',
};
