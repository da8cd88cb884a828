import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {root} from '../../build/root.ts';
import {activitiesOf, languages, type PackageManifest} from '../../src/training/index.ts';
import {launchBrowser} from './browser.ts';
import {keyboard} from './keyboard.ts';
import {doActivity, goOn, type Manner, plain} from './kinds.ts';
import {sitDown} from './learner.ts';
import {openSchool, type School} from './school.ts';
import {tour} from './tour.ts';

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');
let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

/** Phone in light colours, Moodle's frame in dark ones: the same document, laid out and coloured twice. */
const views = [
  {width: 360, colorScheme: 'light'},
  {width: 650, colorScheme: 'dark'},
] as const;

/** Three words; one in capitals alone is a name or a code. */
const latin = /(?:[A-Za-z]*[a-z][\s,;:–—]+){2,}[A-Za-z]*[a-z]/;
/** What no text of a page in this language holds: a sentence of another. The switch names each language in its own. */
const foreign = {
  kk: [latin, /(?<!\p{L})(и|или|что|как|это|для|при)(?!\p{L})/iu],
  ru: [latin, /[әғқңөұүһі]/iu],
  en: [/\p{Script=Cyrillic}{2,}/u],
} as const;

describe.concurrent.each(languages)('every screen of the training in %s', (language) => {
  it('has no fault that axe finds, nothing cut off, no sideways scroll and no stray language, light on a phone and dark in a frame', async () => {
    const school = await openSchool({units: 'all'});
    const context = await browser.newContext({viewport: {width: 360, height: 666}, locale: language});
    const faults: string[] = [];
    const seen: string[] = [];
    await tour(context, school, language, async ({name, isNew}, learner) => {
      seen.push(name);
      const {page} = learner;
      const frame = learner.frame();
      const fault = (found: readonly string[]) => faults.push(...found.map((each) => `${name}: ${each}`));
      if (isNew && !(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe);
      for (const {width, colorScheme} of views) {
        await page.setViewportSize({width, height: 666});
        await page.emulateMedia({colorScheme});
        fault((await frame.evaluate(layoutFaults)).map((each) => `at ${width} px ${each}`));
        if (isNew) fault(await frame.evaluate(axeFaults, width === 360 ? null : ['color-contrast']));
      }
      const spoken = await frame.evaluate(() => document.documentElement.lang);
      if (spoken !== language) fault([`the page says it is in ${spoken}`]);
      for (const text of await frame.evaluate(textsShown))
        if (foreign[language].some((words) => words.test(text))) fault([`“${text}”`]);
    });
    await context.close();
    await school.close();
    expect(seen.length).toBeGreaterThan(120);
    expect(new Set(seen).size).toBe(seen.length);
    expect(faults).toEqual([]);
  }, 300_000);
});

/** What axe finds in the whole document, as it is: names, order, landmarks, colours; or by these rules alone. */
async function axeFaults(rules: readonly string[] | null): Promise<readonly string[]> {
  interface Found {
    readonly violations: readonly {
      readonly id: string;
      readonly nodes: readonly {readonly html: string; readonly failureSummary: string}[];
    }[];
  }
  const {axe} = window as unknown as {axe: {run(options: object): Promise<Found>}};
  const {violations} = await axe.run(rules ? {runOnly: {type: 'rule', values: rules}} : {});
  return violations.map(
    ({id, nodes}) => `${id}: ${nodes.map(({html, failureSummary}) => html + failureSummary).join(' | ')}`,
  );
}

/** Scrolling sideways, and text that is wider than its own box or lies beside its drawing. */
function layoutFaults(): readonly string[] {
  const faults: string[] = [];
  const sideways = document.documentElement.scrollWidth - window.innerWidth;
  if (sideways > 0) faults.push(`scrolls ${sideways} px sideways`);
  const visit = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll<HTMLElement | SVGElement>('*')) {
      if (element.shadowRoot) visit(element.shadowRoot);
      const text = [...element.childNodes]
        .map((node) => (node.nodeType === 3 ? node.nodeValue : ''))
        .join('')
        .trim();
      if (text === '' || element.closest('style, script, .visually-hidden, .skip')) continue;
      const {left, right, width} = element.getBoundingClientRect();
      if (width === 0) continue;
      const drawing = element.closest('svg')?.getBoundingClientRect();
      if (
        drawing
          ? left < drawing.left - 1 || right > drawing.right + 1
          : element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
      )
        faults.push(`cuts “${text}”`);
    }
  };
  visit(document);
  return faults;
}

/** What stands or is said on the page, an element's own words together; the language switch left aside. */
function textsShown(): readonly string[] {
  const texts: string[] = [];
  const visit = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) visit(element.shadowRoot);
      if (element.closest('style, script, .languages')) continue;
      const own = [...element.childNodes].map((node) => (node.nodeType === 3 ? node.nodeValue : ' ')).join('');
      const said = ['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? '');
      texts.push(...[own, ...said].map((text) => text.trim()).filter(Boolean));
    }
  };
  const player = document.querySelector('training-player')?.shadowRoot;
  if (player) visit(player);
  return texts;
}

describe('by keyboard alone', () => {
  it('a teacher does one activity of every kind, in two languages, and always knows where they are', async () => {
    const school = await openSchool({units: 'all'});
    await keepOneOfEachKind(school);
    const context = await browser.newContext({viewport: {width: 650, height: 666}, locale: 'en-GB'});
    const teacher = await sitDown(context, school.player());
    const lost: string[] = [];
    const manner: Manner = {...plain, hand: keyboard(teacher, lost), wanders: true, knows: 'second', feels: 'most'};
    await manner.hand.press(teacher.see('.actions .primary'));
    const activities = activitiesOf(await teacher.outline());
    for (const [at, activity] of activities.entries()) {
      if (at === 1) {
        await manner.hand.press(teacher.see('.languages button[lang=kk]'));
        await teacher.see('.frame[lang=kk]').waitFor();
      }
      await doActivity(teacher, manner, activity);
      await goOn(teacher, manner);
    }
    expect(await teacher.title()).toBe('Сіз тренингті аяқтадыңыз');
    await expect.poll(() => school.moodle.stored('cmi.core.lesson_status'), {timeout: 15_000}).toBe('completed');
    expect(activities.length).toBeGreaterThanOrEqual(12);
    expect(lost).toEqual([]);
    await context.close();
    await school.close();
  });
});

/** The training as if it had the first activity of each kind and no other. */
async function keepOneOfEachKind(school: School): Promise<void> {
  const page = await (await fetch(school.alone())).text();
  const [, text = ''] = /id="manifest">(.*?)<\/script>/s.exec(page) ?? [];
  const manifest = JSON.parse(text) as PackageManifest;
  const kinds = new Set<string>();
  const units = manifest.outline.units.map((unit) => ({
    ...unit,
    activities: unit.activities.filter(({kind}) => kinds.size < kinds.add(kind).size),
  }));
  const outline = {...manifest.outline, units: units.filter(({activities}) => activities.length > 0)};
  const changed = JSON.stringify({...manifest, outline}).replaceAll('<', '\\u003c');
  school.replace(
    /^index\.html$/,
    page.replace(text, () => changed),
  );
}
