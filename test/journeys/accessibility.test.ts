import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {activitiesOf, languages, type PackageManifest} from '../../src/training/index.ts';
import {launchBrowser} from './browser.ts';
import {keyboard} from './keyboard.ts';
import {doActivity, goOn, type Manner, plain} from './kinds.ts';
import {sitDown} from './learner.ts';
import {openSchool, type School} from './school.ts';
import {faultsOn} from './screen-faults.ts';
import {tour} from './tour.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

describe.concurrent.each(languages)('every screen of the training in %s', (language) => {
  it('has no fault that axe finds, nothing cut off, no sideways scroll and no stray language, light on a phone and dark in a frame', async () => {
    const school = await openSchool({units: 'all'});
    const context = await browser.newContext({viewport: {width: 360, height: 666}, locale: language});
    const faults: string[] = [];
    const seen: string[] = [];
    await tour(context, school, language, async ({name, isNew}, learner) => {
      seen.push(name);
      faults.push(...(await faultsOn(learner, language, isNew)).map((each) => `${name}: ${each}`));
    });
    await context.close();
    await school.close();
    expect(seen.length).toBeGreaterThan(120);
    expect(new Set(seen).size).toBe(seen.length);
    expect(faults).toEqual([]);
  }, 300_000);
});

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
