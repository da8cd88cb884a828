import {readFileSync} from 'node:fs';
import {get} from 'node:http';
import {join} from 'node:path';
import type {Browser, BrowserContext, Page} from 'playwright-core';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {root} from '../../build/root.ts';
import {type HostRecord, standingOf} from '../../src/host/index.ts';
import {startCollector} from '../../src/preview/collector.ts';
import {type Preview, servePreview} from '../../src/preview/server.ts';
import {readBuilt, type Shown} from '../../src/preview/shown.ts';
import {templateOf} from '../../src/preview/template-of.ts';
import {activitiesOf, decodeAttempt, languages, type Outline} from '../../src/training/index.ts';
import {launchBrowser} from './browser.ts';
import {doActivity, goOn, plain} from './kinds.ts';
import {type Learner, sitDown} from './learner.ts';
import {manifestOf, onlyUnits, readPackage} from './school.ts';

let browser: Browser;
let preview: Preview;
let context: BrowserContext;
const units = ['colleagues']; // three cases: open answers, which the platform may have
const formats = ['scorm12', 'scorm2004', 'cmi5', 'xapi', 'web'];
const packages = formats.map((format) => {
  const files = onlyUnits(readPackage(`stress-and-burnout-${format}.zip`), units);
  return [format, {files: new Map(Object.entries(files)), zip: null}] as const;
});
const {outline, titles} = manifestOf(readPackage());
const cut: Outline = {...outline, units: outline.units.filter(({id}) => units.includes(id))};
const shown: Shown = {outline: cut, titles, packages: new Map(packages)};
const cases = activitiesOf(cut);

beforeAll(async () => {
  browser = await launchBrowser();
  preview = await servePreview({
    shown: () => [shown],
    live: true,
    env: {PORT: '0'},
    templateOf: (statement) => (JSON.stringify(statement).includes('verbs/answered') ? 'answered' : null),
  });
});
afterAll(async () => {
  await browser.close();
  await preview.close();
});
beforeEach(async () => {
  context = await browser.newContext({viewport: {width: 1280, height: 900}, locale: 'en-GB'});
});
afterEach(() => context.close());

const open = (format: string, more = '', address = preview.address) =>
  sitDown(context, `${address}/?ui=en&format=${format}${more}`, {frames: true});
const text = (page: Page, selector: string) =>
  expect.poll(() => page.locator(selector).first().innerText(), {timeout: 15_000});
const keyOf = (format: string, learner = 'teacher-1') =>
  encodeURIComponent(`${outline.id} ${format} ${learner}-${format}`);
const stored = async (format: string, learner?: string) =>
  (await (await fetch(`${preview.address}/records/${keyOf(format, learner)}`)).json()) as HostRecord;
const flip = (page: Page, fault: string) => page.locator(`input[name=${fault}]`).click();
const doNext = async (teacher: Learner, at: number, going = true) => {
  await doActivity(teacher, plain, cases[at]!);
  if (going) await goOn(teacher, plain);
};
/** Of an attempt, what the panel says of it. */
const doneIn = (data: string) => {
  const {attempt} = decodeAttempt(data.replace(/~[0-9a-z]$/, ''), cut);
  return Object.keys(attempt?.done ?? {});
};
/** Presses a button that puts the training into its frame once more, and waits until it is there. */
const opensAgain = async (page: Page, button: string) => {
  const framed = page.waitForEvent('framenavigated', (frame) => frame.url().includes('/packages/'));
  await page.locator(button).click();
  await framed;
};
const unfold = (page: Page) =>
  page.evaluate(() => {
    const inside = document.querySelector('training-preview')?.shadowRoot;
    for (const each of inside?.querySelectorAll('details') ?? []) each.open = true;
  });

describe.each(['scorm12', 'scorm2004'])('the preview of a %s package', (format) => {
  it('shows what the platform has through answers, a lost network, a crash and the end; panel, store and attempt agree', async () => {
    const teacher = await open(format);
    const {page} = teacher;
    await teacher.start();
    await text(page, '.status').toBe('incomplete');
    await doNext(teacher, 0);
    await unfold(page);
    await text(page, '.said').toContain('1 / 3');
    await text(page, '.interactions').toContain('case_rooted__');
    await text(page, '.calls').toContain('Commit("")');

    // A player without a network says "true" and nobody has heard it; nothing is lost, and all comes later.
    await flip(page, 'offline');
    await doNext(teacher, 1);
    await expect.poll(() => teacher.see('.saving').innerText()).not.toBe('Saved');
    expect(doneIn(standingOf(await stored(format)).suspendData)).toEqual([cases[0]!.id]);
    await flip(page, 'offline');
    await text(page, '.said').toContain('2 / 3');
    await text(page, '.interactions').toContain('case_mother__');

    // The tab dies in the middle of the third case.
    await teacher.see('case-activity input').first().check();
    const given = await teacher.given();
    await page.locator('.crash').click();
    await text(page, '[role=alert]').toContain('crashed');
    await opensAgain(page, '.again');
    await teacher.see('case-activity').waitFor();
    await expect.poll(() => teacher.given()).toEqual(given);

    await doNext(teacher, 2);
    expect(await teacher.title()).toBe('You have finished');
    await text(page, '.status').toBe('completed');
    await text(page, '.score').toBe('100');
    await unfold(page);
    await text(page, '.said').toContain('3 / 3');
    const record = standingOf(await stored(format));
    expect(record).toMatchObject({status: 'completed', score: 100});
    const {id} = await teacher.frame().evaluate(() => {
      const player = document.querySelector('training-player') as unknown as {sitting: {attempt: {id: string}}};
      return {id: player.sitting.attempt.id};
    });
    const attempt = decodeAttempt(record.suspendData.replace(/~[0-9a-z]$/, ''), cut).attempt;
    expect(attempt).toMatchObject({id, finished: true});
    expect(Object.keys(attempt?.done ?? {})).toEqual(cases.map((each) => each.id));
    await expect
      .poll(() => page.locator('.length').innerText())
      .toBe(
        `${new Intl.NumberFormat('en').format(record.suspendData.length)} of ${format === 'scorm12' ? '4,000' : '60,000'} characters`,
      );
    await text(page, '.statements').toContain('completed');
  });
});

describe('the preview', () => {
  it('is the LRS of cmi5 and xAPI packages: statements arrive with their template, and a lost network loses none', async () => {
    for (const format of ['cmi5', 'xapi']) {
      const teacher = await open(format);
      const {page} = teacher;
      await teacher.start();
      await doNext(teacher, 0);
      await unfold(page);
      await text(page, '.statements').toMatch(/answered\s+\S*case_rooted__\S*\s+answered/);
      await flip(page, 'offline');
      await doNext(teacher, 1);
      await expect.poll(() => teacher.see('.saving').innerText()).not.toBe('Saved');
      await flip(page, 'offline');
      await text(page, '.said').toContain('2 / 3');
      await doNext(teacher, 2);
      await text(page, '.status').toMatch(/completed|passed/);
      await page.close();
    }
  });

  it('shows what a learner is told when the platform refuses, is slow, or has ended the session', async () => {
    const teacher = await open('scorm12', '&learner=teacher-2');
    const {page} = teacher;
    await teacher.start();
    await flip(page, 'refuse');
    await teacher.see('case-activity input').first().check();
    await expect.poll(() => teacher.see('.saving').innerText()).toContain('on this device');
    await flip(page, 'refuse');
    await expect.poll(() => teacher.see('.saving').innerText()).toBe('Saved');
    await flip(page, 'slow');
    await teacher.see('case-activity input').nth(1).check();
    await expect
      .poll(async () => standingOf(await stored('scorm12', 'teacher-2')).interactions.length)
      .toBeGreaterThan(0);
    await flip(page, 'slow');
    await flip(page, 'expire');
    await teacher.see('case-activity input').first().check();
    await expect.poll(() => teacher.see('.saving').innerText()).toContain('open the training again');
    const given = await teacher.given();
    await opensAgain(page, '.again');
    await teacher.see('case-activity').waitFor();
    await expect.poll(() => teacher.given()).toEqual(given);
    await expect.poll(() => page.locator('input[name=expire]').isChecked()).toBe(false);
  });

  it('keeps learners apart, opens a second device that has the platform’s data and none of the browser’s, and forgets', async () => {
    const teacher = await open('scorm2004', '&learner=teacher-2');
    const {page} = teacher;
    await teacher.start();
    await doNext(teacher, 0);
    await text(page, '.interactions, .standing').toContain('incomplete');
    await expect
      .poll(async () => doneIn(standingOf(await stored('scorm2004', 'teacher-2')).suspendData))
      .toHaveLength(1);
    const [device] = await Promise.all([context.waitForEvent('page'), page.locator('.device').click()]);
    await device.waitForEvent('framenavigated', (frame) => frame.url().includes('/packages/'));
    const there = device.frameLocator('iframe');
    await there.locator('training-player h1').first().waitFor();
    expect(new URL(device.url()).origin).toBe(preview.secondDevice);
    await unfold(device);
    await text(device, '.said').toContain('1 / 3');
    expect(await device.locator('.device').count()).toBe(0);
    await device.close();

    await opensAgain(page, '.reset');
    expect(await stored('scorm2004', 'teacher-2')).toBeNull();
    await teacher.see('.actions .primary').waitFor();
    await text(page, '.status').not.toBe('completed');
    expect(
      await teacher.frame().evaluate(() => Object.keys(localStorage).filter((name) => /log1|current/.test(name))),
    ).toEqual([]);
  });

  it('loads again when a training is saved, and shows an author’s mistakes', async () => {
    const teacher = await open('scorm12');
    const {page} = teacher;
    expect(await teacher.frame().evaluate('window.desttDev')).toBe(true); // an author may be shown more than a learner
    await teacher.frame().evaluate('window.before = true');
    const again = page.waitForEvent('framenavigated', (frame) => frame.url().includes('/packages/'));
    preview.tell({type: 'reload'});
    await again;
    await teacher.see('training-player h1').first().waitFor();
    expect(await teacher.frame().evaluate('window.before')).toBeUndefined();
    preview.tell({type: 'mistakes', lines: ['modules/x/en.yaml:3:1  found <b>  wanted a word']});
    await text(page, '[role=alert]').toContain('found <b>  wanted');
    preview.tell({type: 'reload'});
    await expect.poll(() => page.locator('[role=alert]').count()).toBe(0);
  });

  it('is for this computer alone, and says so of a file that is not there', async () => {
    expect(preview.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const answer = await new Promise<{status: number | undefined; text: string}>((resolve) =>
      get(`${preview.address}/wire/x/packages/stress-and-burnout/scorm12/../../../../../etc/passwd`, (response) => {
        let said = '';
        response.on('data', (part) => (said += part));
        response.on('end', () => resolve({status: response.statusCode, text: said}));
      }),
    );
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('root:');
  });
});

describe('the preview with a collector', () => {
  it('sends records of a consent there, shows them as they arrive, and never a name', async () => {
    const collector = await startCollector('127.0.0.1');
    const welcome = onlyUnits(readPackage(), ['welcome']);
    const files = new Map<string, Uint8Array | string>(Object.entries(welcome));
    const asking = manifestOf(welcome).outline;
    const collecting = await servePreview({
      shown: () => [{outline: asking, titles, packages: new Map([['scorm12', {files, zip: null}]])}],
      live: true,
      env: {PORT: '0'},
      templateOf,
      collector,
    });
    try {
      const teacher = await open('scorm12', '', collecting.address);
      await teacher.start();
      for (const activity of activitiesOf(asking)) {
        if (activity.kind === 'consent') await teacher.see('consent-activity .agree').click();
        else await doActivity(teacher, plain, activity);
        await goOn(teacher, plain);
      }
      await unfold(teacher.page);
      const collected = teacher.page.locator('details', {hasText: 'Records at the collector'});
      await expect.poll(() => collected.innerText(), {timeout: 30_000}).toMatch(/consent/i);
      const said = await collected.innerText();
      expect(said).not.toContain('✗');
      expect(said).not.toContain('Aigul');
    } finally {
      await collecting.close();
      await collector.close();
    }
  });
});

describe('the page of what the build has written', () => {
  const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
  let built: Preview;
  let count = 0;
  beforeAll(async () => {
    const all = await readBuilt();
    count = all.length * formats.length;
    built = await servePreview({shown: () => all, live: false, env: {PORT: '0'}});
  });
  afterAll(() => built.close());

  it.each(languages)(
    'in %s: no fault that axe finds, nothing wider than a phone, every package to download',
    async (language) => {
      for (const width of [360, 1280]) {
        const page = await context.newPage();
        await page.setViewportSize({width, height: 740});
        await page.goto(`${built.address}/?ui=${language}&view=${width === 360 ? 'phone' : 'moodle'}`);
        await page.frameLocator('iframe').locator('training-player h1').first().waitFor();
        const begin = page.frameLocator('iframe').locator('.actions .primary');
        if (await begin.isVisible()) await begin.click(); // the second time the learner is where they were
        await expect.poll(() => page.locator('.status').innerText(), {timeout: 15_000}).toBe('incomplete');
        await unfold(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        expect(await page.evaluate(() => document.documentElement.lang)).toBe(language);
        await page.evaluate(axe);
        const faults = await page.evaluate(async () => {
          const {axe} = window as unknown as {
            axe: {run(options: object): Promise<{violations: {id: string; nodes: {html: string}[]}[]}>};
          };
          const {violations} = await axe.run({iframes: false});
          return violations.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html.slice(0, 120)).join(' | ')}`);
        });
        expect(faults).toEqual([]);
        const links = await page
          .locator('.files a')
          .evaluateAll((all) => all.map((each) => (each as HTMLAnchorElement).href));
        expect(links).toHaveLength(count);
        for (const link of links) {
          const answer = await fetch(link);
          expect(answer.headers.get('content-type')).toBe('application/zip');
          expect(new Uint8Array(await answer.arrayBuffer()).slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));
        }
        await page.close();
      }
    },
  );

  it('is used by keyboard alone: the language, a fault, another package', async () => {
    const page = await context.newPage();
    await page.goto(`${built.address}/?ui=ru`);
    await page.frameLocator('iframe').locator('training-player h1').first().waitFor();
    const press = async (name: string, key: string) => {
      await page.getByRole('button', {name}).focus();
      await page.keyboard.press(key);
    };
    await press('English', 'Enter');
    expect(await page.locator('h1').first().innerText()).toBe('Try the trainings');
    await page.getByRole('checkbox', {name: 'No network'}).focus();
    await page.keyboard.press('Space');
    expect(await page.getByRole('checkbox', {name: 'No network'}).isChecked()).toBe(true);
    await page.keyboard.press('Space');
    await page.getByRole('combobox', {name: 'Package'}).focus();
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => page.frames().some((frame) => frame.url().includes('/scorm2004/'))).toBe(true);
  });
});
