import {mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import fastifyStatic from '@fastify/static';
import fastify, {type FastifyInstance} from 'fastify';
import type {Browser, BrowserContext} from 'playwright-core';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {type ActivityOutline, activitiesOf} from '../../src/training/index.ts';
import {launchBrowser} from './browser.ts';
import {doActivity, goOn, plain} from './kinds.ts';
import {type Learner, sitDown} from './learner.ts';
import {manifestOf, readPackage} from './school.ts';

const files = readPackage('stress-and-burnout-web.zip');
const {outline} = manifestOf(files);
const selfCheck = activitiesOf(outline).find(({kind}) => kind === 'self-assessment')!;
const firstUnit = outline.units[0]!.activities.filter(({id}) => id !== selfCheck.id);

let browser: Browser;
let place: string;
let folder: string;
let server: FastifyInstance;
const addresses: Record<'folder' | 'server', string> = {folder: '', server: ''};
const contexts: BrowserContext[] = [];
/** A browser that has never seen the training: another device, or another user of this one. */
const newProfile = async () => {
  const context = await browser.newContext({locale: 'en-GB', viewport: {width: 1000, height: 700}});
  contexts.push(context);
  return context;
};

beforeAll(async () => {
  browser = await launchBrowser();
  place = await mkdtemp(join(tmpdir(), 'destt-web-'));
  folder = join(place, 'Тренинг № 1, қалта'); // as people name folders
  await mkdir(folder);
  for (const [name, content] of Object.entries(files)) await writeFile(join(folder, name), content);
  server = fastify();
  await server.register(fastifyStatic, {root: folder});
  addresses.server = `${await server.listen({port: 0, host: '127.0.0.1'})}/index.html`;
  addresses.folder = pathToFileURL(join(folder, 'index.html')).href;
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(place, {recursive: true, force: true});
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
});

const saving = (learner: Learner) => learner.see('.saving').textContent();

/** Opens an activity from the contents. */
async function open(learner: Learner, {id}: ActivityOutline): Promise<void> {
  if (!(await learner.see('.units').isVisible())) await learner.see('.menu').click();
  const at = activitiesOf(outline).findIndex((activity) => activity.id === id);
  await learner.see('.activities button').nth(at).click();
  await learner.see('.steps').waitFor();
}

/** Opens “My answers” in the contents. */
async function openMine(learner: Learner): Promise<void> {
  if (!(await learner.see('.units').isVisible())) await learner.see('.menu').click();
  await learner.see('.mine summary').click();
}

async function saveToFile(learner: Learner): Promise<string> {
  await openMine(learner);
  const [download] = await Promise.all([learner.page.waitForEvent('download'), learner.see('.mine .file-out').click()]);
  expect(download.suggestedFilename()).toBe(`${outline.id}.destt.json`);
  const path = join(place, `${contexts.length}-${download.suggestedFilename()}`);
  await download.saveAs(path);
  return path;
}

async function openFile(learner: Learner, path: string): Promise<void> {
  await openMine(learner);
  await learner.see('#file').setInputFiles(path);
  await expect
    .poll(() => learner.see('.mine [role=status]').first().textContent())
    .toBe('The answers from the file have been added.');
}

describe.each(['folder', 'server'] as const)('a teacher who opens the training from a %s', (from) => {
  let teacher: Learner;
  let asked: string[];
  beforeEach(async () => {
    const context = await newProfile();
    asked = [];
    context.on('request', (request) => asked.push(request.url()));
    teacher = await sitDown(context, addresses[from]);
  });

  it('does the first unit, finds all of it after a crash, and takes it to another device in a file', async () => {
    expect(await saving(teacher)).toBe('Progress stays on this device');
    await teacher.start();
    const shown = new Map<string, readonly string[]>();
    for (const activity of firstUnit) {
      await doActivity(teacher, plain, activity);
      shown.set(activity.id, await teacher.given());
      await goOn(teacher, plain);
    }
    await open(teacher, selfCheck);
    await teacher.beginSelfCheck();
    await teacher.answer('often');
    const answers = await teacher.chosen();
    expect(Object.keys(answers).length).toBeGreaterThan(2);

    await teacher.crash();
    await teacher.comeBack();
    await teacher.see('fieldset.item').first().waitFor();
    expect(await teacher.chosen()).toEqual(answers);
    for (const activity of firstUnit) {
      await open(teacher, activity);
      await expect.poll(() => teacher.given(), {timeout: 20_000}).toEqual(shown.get(activity.id));
    }
    await open(teacher, selfCheck);

    const file = await saveToFile(teacher);
    expect(await readFile(file, 'utf8')).not.toContain('often'); // sealed: not read in passing

    const elsewhere = await sitDown(await newProfile(), addresses[from]);
    expect(await elsewhere.see('.activities .mark').allTextContents()).not.toContain('✓');
    await openFile(elsewhere, file);
    const marks = await elsewhere.see('.activities .mark').allTextContents();
    expect(marks.filter((mark) => mark === '✓')).toHaveLength(firstUnit.length);
    for (const activity of firstUnit) {
      await open(elsewhere, activity);
      await expect.poll(() => elsewhere.given(), {timeout: 20_000}).toEqual(shown.get(activity.id));
    }
    await open(elsewhere, selfCheck);
    await elsewhere.see('self-assessment-activity .back').click(); // it opens at what is not answered yet
    expect(await elsewhere.chosen()).toEqual(answers);
    const inside = addresses[from].replace('index.html', '');
    expect(asked.filter((url) => !url.startsWith(inside) && !/^(blob|data|chrome):/.test(url))).toEqual([]);
  });

  it('comes back in the language chosen, to the screen left', async () => {
    await teacher.start();
    await teacher.speak('kk');
    const title = await teacher.title();
    await teacher.leave();
    await teacher.comeBack();
    expect(await teacher.see('.frame').getAttribute('lang')).toBe('kk');
    expect(await teacher.title()).toBe(title);
  });
});

describe('a folder that is opened', () => {
  it('says in each language how, beside the page that begins', async () => {
    const page = await (await newProfile()).newPage();
    await page.goto(addresses.folder.replace('index.html', 'read-me.html'));
    expect(
      await page.locator('section').evaluateAll((all) => all.map((section) => (section as HTMLElement).lang)),
    ).toEqual(outline.languages);
    await page.locator('a', {hasText: 'index.html'}).click();
    await page.locator('training-player h1').first().waitFor();
  });

  it('in a browser that stores nothing says so, and the file still takes the answers along', async () => {
    const forbidding = await newProfile();
    await forbidding.addInitScript(() => {
      for (const name of ['localStorage', 'indexedDB'])
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('denied', 'SecurityError');
          },
        });
    });
    const teacher = await sitDown(forbidding, addresses.folder);
    await open(teacher, selfCheck);
    await teacher.beginSelfCheck();
    await teacher.answer('rarely');
    const answers = await teacher.chosen();
    expect(await saving(teacher)).toContain('allows nothing to be stored');
    const file = await saveToFile(teacher);
    await teacher.see('.bar .leave').click();
    await expect.poll(() => teacher.title()).toBe('Before you close this window');

    const elsewhere = await sitDown(await newProfile(), addresses.folder);
    await openFile(elsewhere, file);
    await open(elsewhere, selfCheck);
    await elsewhere.see('fieldset.item').first().waitFor();
    expect(await elsewhere.chosen()).toEqual(answers);
  });
});
