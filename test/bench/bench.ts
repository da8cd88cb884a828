import {spawnSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import type {Browser, Page} from 'playwright-core';
import {root} from '../../build/root.ts';
import {launchBrowser} from '../journeys/browser.ts';
import {readPackage} from '../journeys/school.ts';
import {collectorFigures} from './collector.ts';
import {faultFigures} from './faults.ts';
import {handshake} from './handshake.ts';
import {line, throttle} from './line.ts';
import {outboxFigures} from './outbox.ts';
import {choiceToScene} from './role-play.ts';
import {speechFigures} from './speech.ts';
import {wholeState} from './state.ts';
import {charactersThatFit} from './texts.ts';

// `npm run bench`: figures as JSON on standard output, what is going on on standard error. Never a pass or a fail.
const packageName = 'stress-and-burnout-scorm12.zip';
const runs = 3;

/** An LMS that answers from its own window, and blocks for a round trip at each commit. */
const parentPage = `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<style>body { margin: 0 } iframe { border: 0; width: 100%; height: 666px }</style>
<script>
  const values = {'cmi.core.lesson_mode': 'normal', 'cmi.core.lesson_status': 'not attempted', 'cmi.interactions._count': '0'};
  const wait = () => { for (const end = performance.now() + ${line.roundTripMs}; performance.now() < end; ); return 'true'; };
  window.API = {
    LMSInitialize: () => 'true', LMSGetValue: (name) => values[name] ?? '', LMSGetLastError: () => '0',
    LMSSetValue: (name, value) => { values[name] = value; return 'true'; }, LMSCommit: wait, LMSFinish: wait,
    LMSGetErrorString: () => '', LMSGetDiagnostic: () => '',
  };
</script>
<iframe></iframe>`;

const say = (text: string) => process.stderr.write(`${text}\n`);

say('building …');
const begun = performance.now();
const built = spawnSync(process.execPath, [join(root, 'build/run.mjs'), 'build/build.ts'], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (built.status !== 0) process.exit(1);
const buildSeconds = seconds(performance.now() - begun);

const browser = await launchBrowser();
const loads: Record<string, unknown> = {};
for (const gzip of [true, false]) {
  say(`first item over a bad line, ${gzip ? 'with' : 'without'} gzip …`);
  const measured = [];
  for (let run = 0; run < runs; run++) measured.push(await firstItem(browser, gzip));
  loads[gzip ? 'with_gzip' : 'without_gzip'] = median(measured);
}
say('twenty answers …');
const freeze = await twentyAnswers(browser);
say('the whole training, three journal entries carried …');
const state = await wholeState(browser);
say('first screen where an LRS launches …');
const launched = {cmi5: await handshake(browser, 'cmi5'), xapi: await handshake(browser, 'xapi')};
say('ten minutes of speech …');
const speech = await speechFigures(browser);
say('a story of 200 scenes …');
const story = await choiceToScene(browser);
say('a hundred thousand records that wait …');
const outbox = await outboxFigures(browser);
await browser.close();

say('two thousand learners with bad luck …');
const faults = await faultFigures(15);
const collector = await collectorFigures(say);

say('texts in suspend data …');
const figures = {
  package: packageName,
  line: {...line, api: 'each commit blocks for a round trip'},
  before_first_item: loads,
  launched_by_url: launched,
  longest_freeze_ms_in_20_answers: freeze,
  zip_bytes: readFileSync(join(root, 'dist', packageName)).length,
  characters_of_text_in_4000_beside_900_of_answers: Object.fromEntries(
    (['kk', 'ru', 'en'] as const).map((language) => [language, charactersThatFit(unseen(language), language, 3100)]),
  ),
  state_of_the_whole_training: state,
  faults,
  collector,
  outbox,
  speech_measured: speech,
  choice_to_next_scene: story,
  build_seconds: buildSeconds,
};
console.log(JSON.stringify(figures, null, 2));

/** Texts no dictionary was made from. */
function unseen(language: string): string {
  return readFileSync(join(root, `test/bench/texts/${language}.txt`), 'utf8');
}

interface Load {
  readonly requests: number;
  readonly raw_bytes: number;
  readonly gzip_bytes: number;
  readonly seconds_to_first_screen: number;
  readonly seconds_to_first_item: number;
}

/** From the moment the LMS opens the frame: the first screen with a usable control, and the first activity's text. */
async function firstItem(browser: Browser, gzip: boolean): Promise<Load> {
  const site = await openSite(gzip);
  const context = await browser.newContext({viewport: {width: line.width, height: 666}, locale: 'ru-RU'});
  const page = await context.newPage();
  await page.addInitScript(() => {
    const marks = ((window as unknown as {marks: Record<string, number>}).marks = {});
    const look = () => {
      const inside = document.querySelector('training-player')?.shadowRoot;
      const start = inside?.querySelector<HTMLElement>('.actions .primary');
      if (start && !('screen' in marks)) {
        Object.assign(marks, {screen: performance.now()});
        start.click();
      }
      if (inside?.querySelector('page-activity')?.shadowRoot?.querySelector('p'))
        Object.assign(marks, {item: performance.now()});
      else requestAnimationFrame(look);
    };
    if (window !== window.parent) requestAnimationFrame(look);
  });
  await page.goto(site.address);
  await throttle(page);
  await page.evaluate(() => (document.querySelector('iframe')!.src = '/package/index.html'));
  const frame = await frameOf(page);
  await frame.waitForFunction(() => 'item' in (window as unknown as {marks: object}).marks, null, {timeout: 120_000});
  const asked = [...site.asked];
  const marks = await frame.evaluate(() => (window as unknown as {marks: {screen: number; item: number}}).marks);
  await context.close();
  await site.close();
  return {
    requests: asked.length,
    raw_bytes: asked.reduce((sum, {raw}) => sum + raw, 0),
    gzip_bytes: asked.reduce((sum, {packed}) => sum + packed, 0),
    seconds_to_first_screen: seconds(marks.screen),
    seconds_to_first_item: seconds(marks.item),
  };
}

/** The longest time the page could not react while twenty statements were answered, one after another. */
async function twentyAnswers(browser: Browser): Promise<number> {
  const site = await openSite(true);
  const context = await browser.newContext({viewport: {width: line.width, height: 666}, locale: 'ru-RU'});
  const page = await context.newPage();
  await page.goto(site.address);
  await page.evaluate(() => (document.querySelector('iframe')!.src = '/package/index.html'));
  const frame = await frameOf(page);
  await frame.locator('.actions .primary').click();
  await frame.locator('.menu').click();
  const at = await frame.evaluate(() => {
    const activities = window.destt.manifest.outline.units.flatMap((unit) => unit.activities);
    return activities.findIndex(({kind}) => kind === 'self-assessment');
  });
  await frame.locator('.activities button').nth(at).click();
  await frame.locator('self-assessment-activity .begin').click();
  await throttle(page);
  await frame.evaluate(() => {
    const long = ((window as unknown as {long: number[]}).long = [0]);
    new PerformanceObserver((list) => long.push(...list.getEntries().map(({duration}) => duration))).observe({
      type: 'longtask',
    });
  });
  for (let answers = 0; answers < 20; ) {
    for (const box of await frame.locator('fieldset.item label.sometimes input').all()) {
      await box.check();
      if (++answers === 20) break;
    }
    const next = frame.locator('self-assessment-activity .next');
    if (await next.isVisible()) await next.click();
    else break;
  }
  await page.waitForTimeout(3000); // let the coalesced commit happen: it is the freeze we look for
  const longest = await frame.evaluate(() => Math.max(...(window as unknown as {long: number[]}).long));
  await context.close();
  await site.close();
  return Math.round(longest);
}

async function frameOf(page: Page) {
  await page.waitForFunction(() =>
    document.querySelector('iframe')?.contentWindow?.location.href.includes('/package/'),
  );
  return page.frames().find((frame) => frame.url().includes('/package/'))!;
}

async function openSite(gzip: boolean) {
  const files = readPackage(packageName);
  const asked: {name: string; raw: number; packed: number}[] = [];
  const server = createServer((request, response) => {
    const name = new URL(request.url ?? '/', 'http://bench').pathname.replace(/^\/package\//, '');
    const file = files[name];
    if (!file) {
      response.writeHead(name === '/' ? 200 : 404, {'content-type': 'text/html'});
      return response.end(name === '/' ? parentPage : '');
    }
    const packed = gzipSync(file);
    asked.push({name, raw: file.length, packed: packed.length});
    const type = name.endsWith('.html') ? 'text/html; charset=utf-8' : 'application/x-javascript';
    response.writeHead(200, {'content-type': type, ...(gzip ? {'content-encoding': 'gzip'} : {})});
    return response.end(gzip ? packed : file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    asked,
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

function median(loads: readonly Load[]): Load {
  const middle = (pick: (load: Load) => number) =>
    loads.map(pick).sort((a, b) => a - b)[Math.floor(loads.length / 2)] ?? 0;
  return {
    requests: middle(({requests}) => requests),
    raw_bytes: middle(({raw_bytes}) => raw_bytes),
    gzip_bytes: middle(({gzip_bytes}) => gzip_bytes),
    seconds_to_first_screen: middle(({seconds_to_first_screen}) => seconds_to_first_screen),
    seconds_to_first_item: middle(({seconds_to_first_item}) => seconds_to_first_item),
  };
}

function seconds(milliseconds: number) {
  return Math.round(milliseconds / 10) / 100;
}
