import {readFileSync} from 'node:fs';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {strFromU8, strToU8, unzipSync} from 'fflate';
import {root} from '../../build/root.ts';
import type {PackageManifest} from '../../src/training/index.ts';
import {createFakeMoodle, type FakeMoodle, type FakeMoodleOptions} from '../fakes/moodle.ts';
import {createFakeMoodle2004, type FakeMoodle2004} from '../fakes/moodle-2004.ts';

/** The packages that Moodle plays. */
export type ScormFormat = 'scorm12' | 'scorm2004';

/** A school's server on this computer: Moodle's player page, and a package as `npm run build` made it. */
export interface School<F extends ScormFormat = 'scorm12'> {
  readonly moodle: F extends 'scorm2004' ? FakeMoodle2004 : FakeMoodle;
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
  const manifest = manifestOf(files);
  const kept = manifest.outline.units.filter(({id}) => units.includes(id));
  const changed = JSON.stringify({...manifest, outline: {...manifest.outline, units: kept}}).replaceAll('<', '\\u003c');
  const page = strFromU8(files['index.html']!);
  return {...files, 'index.html': strToU8(page.replace(manifestElement, (_, tag, _text, end) => tag + changed + end))};
}

/** What the launch page of a package carries. */
export function manifestOf(files: Readonly<Record<string, Uint8Array>>): PackageManifest {
  const [, , text = ''] = manifestElement.exec(strFromU8(files['index.html']!)) ?? [];
  return JSON.parse(text) as PackageManifest;
}
const manifestElement = /(id="manifest">)(.*?)(<\/script>)/s;

export interface SchoolOptions<F extends ScormFormat = 'scorm12'> extends FakeMoodleOptions {
  /** SCORM 1.2 unless given; 2004 has no `strict` and no `masteryScore`. */
  readonly format?: F;
  /** The units the training has here; all of them if it says `all`. */
  readonly units?: readonly string[] | 'all';
  /** The training in dist; stress-and-burnout unless given. */
  readonly training?: string;
  /** Another package than one in dist; its training has all its units. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
}

/** The unit with three pages and the self-check is a training of its own here, unless asked otherwise. */
export async function openSchool<F extends ScormFormat = 'scorm12'>({
  format,
  units = ['recognise'],
  training = 'stress-and-burnout',
  files: given,
  ...options
}: SchoolOptions<F> = {}): Promise<School<F>> {
  const edition: ScormFormat = format ?? 'scorm12';
  const whole = given ?? readPackage(`${training}-${edition}.zip`);
  const files: Readonly<Record<string, Uint8Array>> = given || units === 'all' ? whole : onlyUnits(whole, units);
  const create = edition === 'scorm2004' ? createFakeMoodle2004 : createFakeMoodle;
  const moodle = create({...options, block: () => {}}) as School<F>['moodle'];
  const pages = new Map<string, AnyPage>();
  const asked: string[] = [];
  const replaced: {name: RegExp; content: string | null}[] = [];

  const {port, close} = await listen(async (request, response) => {
    const {pathname, searchParams} = new URL(request.url ?? '/', 'http://school');
    if (pathname === '/player') {
      const page = moodle.open({newAttempt: searchParams.has('new')});
      const id = String(pages.size + 1);
      pages.set(id, page);
      return send(response, 200, 'text/html', playerPage(edition, id, searchParams.get('lang') ?? ''));
    }
    if (pathname.startsWith('/lms/')) {
      const page = pages.get(pathname.slice('/lms/'.length));
      const {method, given, unloading} = JSON.parse(await body(request)) as Asked;
      if (!page) return send(response, 404, 'text/plain', 'no such page');
      page.unloading = unloading;
      const slow = /Commit|Finish|Terminate/.test(method) ? moodle.faults.latencyMs : 0;
      if (slow > 0) await new Promise((resolve) => setTimeout(resolve, slow));
      try {
        return send(response, 200, 'application/json', JSON.stringify({answer: page.API[method]!(...given)}));
      } catch (error) {
        return send(response, 200, 'application/json', JSON.stringify({throws: String(error)}));
      }
    }
    const name = pathname.replace(/^\/package\//, '');
    if (name !== pathname) asked.push(name);
    const change = replaced.find((each) => each.name.test(name));
    return sendFile(response, name, change ? change.content : files[name]);
  });

  return {
    moodle,
    port,
    asked,
    player: ({host = '127.0.0.1', newAttempt = false, lang = ''} = {}) =>
      `http://${host}:${port}/player?lang=${lang}${newAttempt ? '&new' : ''}`,
    alone: () => `http://127.0.0.1:${port}/package/index.html`,
    replace: (name, content) => void replaced.unshift({name, content}),
    close,
  };
}

/** A page of either edition's Moodle, as the server meets it. */
interface AnyPage {
  readonly API: Readonly<Record<string, (...given: string[]) => string>>;
  unloading: boolean;
}

interface Asked {
  readonly method: string;
  readonly given: readonly string[];
  readonly unloading: boolean;
}

const calls = ['GetValue', 'SetValue', 'Commit', 'GetLastError', 'GetErrorString', 'GetDiagnostic'];
const apis = {
  scorm12: {name: 'API', methods: ['Initialize', 'Finish', ...calls].map((method) => `LMS${method}`)},
  scorm2004: {name: 'API_1484_11', methods: ['Initialize', 'Terminate', ...calls]},
} as const;

/** Moodle's player page: the API in its own window, the content one level down, one blocking request a call. */
const playerPage = (format: ScormFormat, id: string, lang: string) => `<!doctype html>
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
  window.${apis[format].name} = Object.fromEntries(
    ${JSON.stringify(apis[format].methods)}.map((method) => [method, call(method)]),
  );
</script>
<iframe id="scorm_object" src="/package/index.html" allowfullscreen></iframe>
</html>
`;

/** A server on this computer. */
export async function listen(serve: (request: IncomingMessage, response: ServerResponse) => unknown) {
  const server = createServer(async (request, response) => {
    try {
      await serve(request, response);
    } catch (error) {
      if (request.complete) throw error; // else whoever asked went away in the middle of it
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    });
  return {port, close};
}

/** Answers with a file of a package; with 404 where there is none. */
export function sendFile(response: ServerResponse, name: string, file: string | Uint8Array | null | undefined) {
  if (file === undefined || file === null) return send(response, 404, 'text/plain', '');
  return send(response, 200, types[name.split('.').pop() ?? ''] ?? 'application/octet-stream', file);
}

export function send(response: ServerResponse, status: number, type: string, content: string | Uint8Array) {
  response.writeHead(status, {'content-type': `${type}; charset=utf-8`});
  response.end(content);
}

export async function body(request: IncomingMessage): Promise<string> {
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
