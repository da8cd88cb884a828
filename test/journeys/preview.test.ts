import {get} from 'node:http';
import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type Preview, type Shown, servePreview} from '../../src/preview/server.ts';
import {launchBrowser} from './browser.ts';
import {onlyUnits, readPackage} from './school.ts';

let browser: Browser;
let preview: Preview;
const files = new Map(Object.entries(onlyUnits(readPackage(), ['recognise'])));
const shown: Shown = {
  id: 'stress-and-burnout',
  titles: {en: 'Stress'},
  languages: ['kk', 'ru', 'en'],
  minutes: 14,
  files,
};

beforeAll(async () => {
  browser = await launchBrowser();
  preview = await servePreview(() => [shown], true, {PORT: '0'});
});
afterAll(async () => {
  await browser.close();
  await preview.close();
});

describe('the preview', () => {
  it('shows a training as a learner sees it, and beside it what the LMS is told; reloads on save; shows mistakes', async () => {
    const page = await browser.newPage({viewport: {width: 1200, height: 860}, locale: 'en-GB'});
    await page.goto(preview.address);
    const learner = page.frameLocator('iframe');
    await learner.locator('.actions .primary').click();
    await learner.locator('page-activity').waitFor();
    const told = page.locator('aside');
    await expect.poll(() => told.innerText(), {timeout: 15_000}).toMatch(/lesson_status\s+incomplete/);
    await expect.poll(() => told.innerText(), {timeout: 15_000}).toMatch(/suspend_data\s+D1e~/);

    // Saved again: the frame is launched anew, and the learner is where they were.
    const inFrame = (script: string) =>
      page
        .frames()[1]!
        .evaluate(script)
        .catch(() => 'between two pages');
    await inFrame('window.before = true');
    preview.tell({type: 'reload'});
    await expect.poll(() => inFrame('window.before'), {timeout: 15_000}).toBeUndefined();
    await learner.locator('page-activity').waitFor();

    preview.tell({type: 'mistakes', lines: ['modules/x/en.yaml:3:1  found <b>  wanted a word']});
    await expect.poll(() => page.locator('[role=alert]').innerText()).toContain('found <b>  wanted');
    await page.close();
  });

  it('is for this computer alone, and says so of a file that is not there', async () => {
    expect(preview.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const answer = await new Promise<{status: number | undefined; text: string}>((resolve) =>
      get(`${preview.address}/packages/stress-and-burnout/../../../etc/passwd`, (response) => {
        let text = '';
        response.on('data', (part) => (text += part));
        response.on('end', () => resolve({status: response.statusCode, text}));
      }),
    );
    expect(answer.status).toBe(404);
    expect(answer.text).not.toContain('root:');
  });
});
