import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {root} from '../../build/root.ts';
import {languages} from '../../src/training/index.ts';
import {launchBrowser} from './browser.ts';
import {sitDown} from './learner.ts';
import {openSchool} from './school.ts';
import {tour} from './tour.ts';

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.each(languages)('every screen in %s', (language) => {
  it.each([
    ['on a phone, in light colours', 360, 'light'],
    ['in Moodle’s frame, in dark colours', 650, 'dark'],
  ] as const)(
    'has no fault that axe finds, no sideways scroll and no stray language, %s',
    async (_where, width, colorScheme) => {
      const school = await openSchool();
      const context = await browser.newContext({viewport: {width, height: 666}, colorScheme, locale: language});
      const faults: string[] = [];
      const seen: string[] = [];
      await tour(context, school, language, async (screen, learner) => {
        seen.push(screen);
        const frame = learner.frame();
        if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe);
        const found = await frame.evaluate(async () => {
          // The whole document, as it is: colours, names, order, landmarks.
          const {violations} = await (
            window as unknown as {axe: {run(): Promise<{violations: Violation[]}>}}
          ).axe.run();
          interface Violation {
            readonly id: string;
            readonly nodes: readonly {readonly html: string; readonly failureSummary: string}[];
          }
          return violations.map(
            ({id, nodes}) => `${id}: ${nodes.map(({html, failureSummary}) => html + failureSummary).join(' | ')}`,
          );
        });
        faults.push(...found.map((fault) => `${screen}: ${fault}`));
        const sideways = await frame.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (sideways > 0) faults.push(`${screen}: scrolls ${sideways}px sideways`);
        const spoken = await frame.evaluate(() => document.documentElement.lang);
        if (spoken !== language) faults.push(`${screen}: the page says it is in ${spoken}`);
      });
      await context.close();
      await school.close();
      expect(seen).toHaveLength(14);
      expect(faults).toEqual([]);
    },
  );
});

describe('by keyboard alone', () => {
  it('a teacher does the whole unit: pages, switch of language, self-check, finish', async () => {
    const school = await openSchool();
    const context = await browser.newContext({viewport: {width: 650, height: 666}, locale: 'en-GB'});
    const teacher = await sitDown(context, school.player());
    const {keyboard} = teacher.page;
    /** Presses Tab until the focus is on something that matches; a person would see where it is. */
    const tabTo = async (selector: string) => {
      for (let press = 0; press < 80; press++) {
        await keyboard.press('Tab');
        const there = await teacher.frame().evaluate((wanted) => {
          let active: Element | null = document.activeElement;
          while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
          return active?.matches(wanted) ?? false;
        }, selector);
        if (there) return;
      }
      throw new Error(`Tab never came to ${selector}.`);
    };
    const enter = async (selector: string) => {
      await tabTo(selector);
      await keyboard.press('Enter');
    };

    await enter('.actions .primary');
    for (let page = 0; page < 3; page++) {
      await teacher.see('page-activity').waitFor();
      await tabTo('button[aria-expanded=false]');
      await keyboard.press('Space');
      await keyboard.press('End');
      await teacher.see('.steps button.primary').waitFor();
      const title = await teacher.title();
      await enter('.steps button.primary');
      await expect.poll(() => teacher.title()).not.toBe(title);
    }
    await enter('.languages button[lang=kk]');
    await teacher.see('.frame[lang=kk]').waitFor();
    await enter('.begin');
    for (let group = 0; group < 10; group++) {
      const names = await teacher.see('fieldset.item').count();
      for (let item = 0; item < names; item++) {
        await tabTo('input[type=radio]');
        await keyboard.press('Space');
      }
      if (await teacher.see('self-assessment-activity .finish').isVisible()) break;
      await enter('.next');
    }
    await enter('.finish');
    await teacher.see('self-assessment-activity .again').waitFor();
    await enter('.steps button.primary');
    await expect.poll(() => teacher.title()).toBe('Сіз тренингті аяқтадыңыз');
    await expect.poll(() => school.moodle.stored('cmi.core.lesson_status'), {timeout: 15_000}).toBe('completed');
    await context.close();
    await school.close();
  });
});
