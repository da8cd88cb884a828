import {spawn} from 'node:child_process';
import {existsSync, readFileSync} from 'node:fs';
import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Browser, BrowserContext, Page} from 'playwright-core';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {root} from '../../build/root.ts';
import {memoryLrs} from '../../src/preview/lrs.ts';
import {activitiesOf} from '../../src/training/index.ts';
import {example} from '../docs.ts';
import {launchBrowser} from './browser.ts';
import {doActivity, goOn, plain} from './kinds.ts';
import {type Learner, sitDown} from './learner.ts';
import {body, listen, manifestOf, onlyUnits, readPackage, send, sendFile} from './school.ts';

/**
 * Names of this computer, as a browser sees them, none of them one that it trusts without https. The packages are of another
 * origin and the same site: a browser that keeps third-party storage shut, as a private window does, lets them keep theirs.
 */
const names = {portal: 'portal.example', packages: 'packages.portal.example', third: 'third.example'};

let browser: Browser;
let context: BrowserContext;
let close: (() => Promise<void>)[] = [];
const units = ['colleagues'];
const files = (format: string): Readonly<Record<string, Uint8Array>> =>
  onlyUnits(readPackage(`stress-and-burnout-${format}.zip`), units);
const cases = activitiesOf(manifestOf(files('scorm12')).outline);

beforeAll(async () => {
  browser = await launchBrowser([`--host-resolver-rules=MAP *.example 127.0.0.1`]);
});
afterAll(() => browser.close());
beforeEach(async () => {
  context = await browser.newContext({viewport: {width: 700, height: 900}, locale: 'en-GB'});
  close = [];
});
afterEach(async () => {
  await context.close();
  for (const each of close) await each();
});

const started = async (serve: Parameters<typeof listen>[0]) => {
  const server = await listen(serve);
  close.push(server.close);
  return server.port;
};

/** A server that has packages, by format, and nothing else. */
const packagesServer = () =>
  started((request, response) => {
    const {pathname} = new URL(request.url ?? '/', 'http://packages');
    const [, format = '', name = ''] = /^\/(?:packages\/)?stress-and-burnout(?:-(\w+))?\/(.*)$/.exec(pathname) ?? [];
    return sendFile(response, name, files(format || 'scorm12')[name]);
  });

/** A portal: an example page of the docs, the built host, records by key, and its own packages. */
async function portal(page: string) {
  const records = new Map<string, string>();
  const port = await started(async (request, response) => {
    const {pathname} = new URL(request.url ?? '/', 'http://portal');
    if (pathname === '/') return send(response, 200, 'text/html', page);
    if (pathname.startsWith('/host/')) {
      const file = join(root, 'dist', pathname);
      return sendFile(response, pathname, existsSync(file) ? readFileSync(file) : null);
    }
    if (pathname.startsWith('/records/')) {
      if (request.method === 'PUT') {
        records.set(pathname, await body(request));
        return send(response, 204, 'text/plain', '');
      }
      return records.has(pathname)
        ? send(response, 200, 'application/json', records.get(pathname)!)
        : send(response, 404, 'text/plain', '');
    }
    const name = pathname.replace('/packages/stress-and-burnout/', '');
    return sendFile(response, name, files('scorm12')[name]);
  });
  return {port, records, address: `http://${names.portal}:${port}/`};
}

const doNext = async (teacher: Learner, at: number) => {
  await doActivity(teacher, plain, cases[at]!);
  await goOn(teacher, plain);
};
const poll = (read: () => Promise<string>) => expect.poll(read, {timeout: 15_000});

describe('a page of a portal, as docs/portal.md has it', () => {
  it('hosts a package of its own origin: answers, leaving, coming back, the end, all in the portal’s store', async () => {
    const {address, records} = await portal(example('docs/portal.md', 'same-origin'));
    const teacher = await sitDown(context, address, {frames: true});
    expect(await teacher.frame().evaluate(() => document.documentElement.lang)).toBe('kk');
    await teacher.start();
    await doNext(teacher, 0);
    await poll(() => teacher.page.locator('#standing').innerText()).toBe('incomplete');
    await teacher.see('case-activity input').first().check();
    const given = await teacher.given();
    await poll(() => teacher.see('.saving').innerText()).not.toBe('');
    await teacher.crash();
    const after = await sitDown(context, address, {frames: true});
    await after.see('case-activity').waitFor();
    await expect.poll(() => after.given()).toEqual(given);
    await doNext(after, 1);
    await doNext(after, 2);
    await poll(() => after.page.locator('#standing').innerText()).toBe('completed, 100 of 100');
    const [record] = [...records.values()].map((text) => JSON.parse(text));
    expect(record).toMatchObject({standard: 'scorm12', values: {'cmi.core.lesson_status': 'completed'}});
    expect([...records.keys()].map(decodeURIComponent)).toEqual([
      `/records/${address}packages/stress-and-burnout/index.html teacher-17`,
    ]);
  });

  it.each(['scorm12', 'scorm2004', 'web'])(
    'hosts a %s package of another origin in a sandboxed frame: a whole journey, nothing lost, a third origin ignored',
    async (format) => {
      const packagesPort = await packagesServer();
      const source = `http://${names.packages}:${packagesPort}/packages/stress-and-burnout-${format}`;
      const page = example('docs/portal.md', 'cross-origin').replace(
        'https://packages.portal.example/stress-and-burnout',
        source,
      );
      const {address} = await portal(page);
      const warnings: string[] = [];
      const said: string[] = [];
      context.on('console', (message) => (message.type() === 'warning' ? warnings : said).push(message.text()));
      const record = async (of: Page) =>
        JSON.parse(
          (await of.evaluate(
            () => Object.entries(localStorage).find(([name]) => name.startsWith('destt-host/'))?.[1],
          )) ?? '{}',
        );

      const teacher = await sitDown(context, address, {frames: true});
      expect(await teacher.page.locator('#training').getAttribute('sandbox')).toBe(
        'allow-scripts allow-same-origin allow-downloads',
      );
      expect(new URL(teacher.frame().url()).host).toBe(`${names.packages}:${packagesPort}`);
      expect(await teacher.frame().evaluate(() => window.destt.session.runtime)).toBe('frame');
      await teacher.start();
      await doNext(teacher, 0);
      await poll(() => teacher.see('.saving').innerText()).toBe('Saved');

      // A window of a third origin speaks to both, as if it were the other.
      const thirdPort = await started((_request, response) =>
        send(
          response,
          200,
          'text/html',
          `<script>
            const forged = [
              {destt: 1, type: 'commit', number: 99, values: [['cmi.suspend_data', 'D1e~forged'], ['cmi.completion_status', 'completed']], final: true},
              {destt: 1, type: 'answer', number: 1, error: '0'},
              {destt: 1, type: 'welcome', values: {'cmi.suspend_data': 'D1e~forged'}},
            ];
            for (const message of forged) { parent.postMessage(message, '*'); parent.frames[0].postMessage(message, '*'); }
          </script>`,
        ),
      );
      await teacher.page.evaluate(
        (src) =>
          new Promise((resolve) => {
            const stranger = document.createElement('iframe');
            stranger.onload = resolve;
            stranger.src = src;
            document.body.append(stranger);
          }),
        `http://${names.third}:${thirdPort}/`,
      );
      await expect
        .poll(() => warnings.filter((text) => text.includes(`http://${names.third}:${thirdPort}`)))
        .toHaveLength(1);
      expect(JSON.stringify(await record(teacher.page))).not.toContain('forged');

      // The tab dies in the middle of the second case.
      await teacher.see('case-activity input').first().check();
      const given = await teacher.given();
      await teacher.crash();
      const after = await sitDown(context, address, {frames: true});
      await after.see('case-activity').waitFor();
      await expect.poll(() => after.given()).toEqual(given);

      // The portal ends it right after an answer: the last word still counts.
      await after.see('case-activity input').nth(1).check();
      const last = await after.given();
      await after.page.locator('#leave').click();
      await expect.poll(() => after.page.evaluate(() => document.body.dataset.saved)).toBe('true');
      const {values} = await record(after.page);
      expect(values['cmi.suspend_data']).toMatch(/^D1e~/);
      await after.page.close();

      // Another device: nothing but what the host has.
      const state = await record((await sitDown(context, address, {frames: true})).page);
      const other = await browser.newContext({locale: 'en-GB'});
      await other.addInitScript(
        ([origin, stored]) => {
          if (location.origin !== origin || localStorage.length > 0) return;
          localStorage.setItem(stored![0]!, stored![1]!);
        },
        [new URL(address).origin, [`destt-host/${source}/index.html teacher-17`, JSON.stringify(state)]] as const,
      );
      const elsewhere = await sitDown(other, address, {frames: true});
      await elsewhere.see('case-activity').waitFor();
      await expect.poll(() => elsewhere.given()).toEqual(last);
      await doNext(elsewhere, 1);
      await doNext(elsewhere, 2);
      expect(await elsewhere.title()).toBe('You have finished');
      await expect
        .poll(async () => (await record(elsewhere.page)).values)
        .toMatchObject({'cmi.completion_status': 'completed', 'cmi.score.raw': '100'});
      await expect.poll(() => said.some((text) => text.includes('/initialized'))).toBe(true);
      // The browser warns of other things; our host's faults begin with their type.
      expect(warnings.filter((text) => /^(store|value|launch) /.test(text))).toEqual([]);
      await other.close();
    },
  );

  it('launches a cmi5 package by its own server, with the launch data, the one-time token and the way back', async () => {
    const lrs = memoryLrs();
    const token = Buffer.from('teacher-17:secret').toString('base64');
    for (const each of [`Basic ${token}`, 'Basic bG1zOmxtcw==']) lrs.admit(each);
    const lrsPort = await started(async (request, response) => {
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Allow-Methods', 'GET, PUT, POST');
      response.setHeader(
        'Access-Control-Allow-Headers',
        'Authorization, Content-Type, If-Match, If-None-Match, X-Experience-API-Version',
      );
      response.setHeader('Access-Control-Expose-Headers', 'ETag');
      if (request.method === 'OPTIONS') return send(response, 204, 'text/plain', '');
      const {pathname, searchParams} = new URL(request.url ?? '/', 'http://lrs');
      const answer = lrs.answer({
        method: request.method ?? 'GET',
        path: pathname.replace('/xapi/', ''),
        query: searchParams,
        headers: request.headers,
        body: await body(request),
      });
      response.writeHead(answer.status, {...answer.headers});
      return response.end(answer.body);
    });
    const packagesPort = await packagesServer();
    const free = await listen(() => {});
    await free.close();
    // As the page says: beside `dist`, with what the institution knows in the environment.
    const file = join(root, `cmi5-server-${process.pid}.tmp.mjs`);
    await writeFile(file, example('docs/portal.md', 'cmi5-server'));
    const server = spawn(process.execPath, [file], {
      cwd: root,
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        LRS: `http://127.0.0.1:${lrsPort}/xapi`,
        LMS_AUTH: 'Basic bG1zOmxtcw==',
        LEARNER_TOKEN: token,
        PACKAGES: `http://127.0.0.1:${packagesPort}/packages`,
        PORT: String(free.port),
      },
    });
    close.push(async () => {
      server.kill();
      await rm(file);
    });
    // The example's page and its server are one origin: this passes on what is not the page.
    const page = example('docs/portal.md', 'cmi5-page');
    const portalPort = await started(async (request, response) => {
      if (request.url === '/') return send(response, 200, 'text/html', page);
      const answer = await fetch(`http://127.0.0.1:${free.port}${request.url}`, {method: request.method ?? 'GET'});
      return send(response, answer.status, 'application/json', await answer.text());
    });
    await expect
      .poll(
        () =>
          fetch(`http://127.0.0.1:${free.port}/`).then(
            ({status}) => status,
            () => 0,
          ),
        {timeout: 15_000},
      )
      .toBe(404);

    const teacher = await sitDown(context, `http://127.0.0.1:${portalPort}/`, {frames: true});
    await teacher.start();
    for (const at of [0, 1, 2]) await doNext(teacher, at);
    expect(await teacher.title()).toBe('You have finished');
    const registration = new URL(teacher.frame().url()).searchParams.get('registration') ?? '';
    const verbs = () =>
      lrs.statements(registration).map(({verb}) => JSON.stringify(verb).replace(/.*verbs\/(\w+)".*/, '$1'));
    await expect.poll(verbs).toContain('completed');
    expect(verbs().slice(0, 2)).toEqual(['launched', 'initialized']);
    expect(lrs.states(registration)['LMS.LaunchData']).toMatchObject({launchMode: 'Normal', moveOn: 'Completed'});
  });
});
