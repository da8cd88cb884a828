import type {PackageManifest} from '../../src/training/index.ts';
import {createFakeLrs, type FakeLrs, type FakeLrsOptions} from '../fakes/lrs.ts';
import {body, listen, manifestOf, onlyUnits, readPackage, send, sendFile} from './school.ts';

/** A course in an LMS that launches packages by a URL, and the LRS it has elsewhere: two origins, as in real life. */
export interface LrsCourse {
  readonly lrs: FakeLrs;
  readonly manifest: PackageManifest;
  /** The LMS launches the learner once more, in the same registration: an address to open. */
  launch(): string;
  /** How long the LRS takes for each answer, in milliseconds. */
  slow: number;
  /** Where the LMS wants its learners back. */
  readonly returnAddress: string;
  /** All that came from pages, in full: what an institution could read in its logs. */
  readonly requests: readonly string[];
  close(): Promise<void>;
}

export interface LrsCourseOptions extends Omit<FakeLrsOptions, 'standard' | 'returnURL'> {
  readonly format: 'cmi5' | 'xapi';
  /** The units the training has here. */
  readonly units?: readonly string[];
  /** Files that somebody forgot to upload. */
  readonly missing?: RegExp;
  /** Another package than one in dist; its training has all its units. */
  readonly files?: Readonly<Record<string, Uint8Array>>;
  /** Whether the LMS says where to go in the end. */
  readonly returns?: boolean;
}

export async function openCourse({
  format,
  units = ['recognise'],
  files: given,
  returns = true,
  missing,
  ...options
}: LrsCourseOptions): Promise<LrsCourse> {
  const files: Readonly<Record<string, Uint8Array>> =
    given ?? onlyUnits(readPackage(`stress-and-burnout-${format}.zip`), units);
  const requests: string[] = [];
  const lms = await listen((request, response) => {
    requests.push(`${request.method} ${decodeURIComponent(request.url ?? '')}`);
    const {pathname} = new URL(request.url ?? '/', 'http://lms');
    if (pathname === '/course') return send(response, 200, 'text/html', '<!doctype html><title>Course</title>');
    const name = pathname.replace(/^\/package\//, '');
    return sendFile(response, name, missing?.test(name) ? undefined : files[name]);
  });
  const returnAddress = `http://127.0.0.1:${lms.port}/course`;
  const lrs = createFakeLrs({...options, standard: format, ...(returns && {returnURL: returnAddress})});

  // The fake answers pages that are functions; here one such page speaks for all that are real.
  const {window} = lrs.open('').host;
  const store = await listen(async (request, response) => {
    // Any LRS that serves pages of other origins; reading the tag has to be allowed by name.
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Methods', 'GET, PUT, POST, DELETE');
    response.setHeader('Access-Control-Allow-Headers', allowedHeaders.join());
    response.setHeader('Access-Control-Expose-Headers', 'ETag, Retry-After');
    if (request.method === 'OPTIONS') return send(response, 204, 'text/plain', '');
    const sent = await body(request);
    if (course.slow > 0) await new Promise((resolve) => setTimeout(resolve, course.slow));
    requests.push(`${request.method} ${decodeURIComponent(request.url ?? '')}\n${sent}`);
    const headers = allowedHeaders.flatMap((name) => {
      const value = request.headers[name.toLowerCase()];
      return typeof value === 'string' ? [[name, value] as [string, string]] : [];
    });
    try {
      const answer = await window.fetch(`http://lrs${request.url}`, {
        method: request.method ?? 'GET',
        headers,
        ...(sent && {body: sent}),
      });
      for (const name of ['ETag', 'Retry-After']) {
        const value = answer.headers.get(name);
        if (value !== null) response.setHeader(name, value);
      }
      send(response, answer.status, 'application/json', await answer.text());
    } catch {
      request.socket.destroy(); // as if nobody were there
    }
  });

  const course: LrsCourse = {
    lrs,
    slow: 0,
    manifest: manifestOf(files),
    requests,
    returnAddress,
    launch() {
      const query = new URLSearchParams(lrs.launch());
      const origin = `http://127.0.0.1:${store.port}`;
      for (const name of ['endpoint', 'fetch']) {
        const address = query.get(name);
        if (address) query.set(name, `${origin}${new URL(address).pathname}`);
      }
      return `http://127.0.0.1:${lms.port}/package/index.html?${query}`;
    },
    async close() {
      await lms.close();
      await store.close();
    },
  };
  return course;
}

const allowedHeaders = ['Authorization', 'Content-Type', 'If-Match', 'If-None-Match', 'X-Experience-API-Version'];
