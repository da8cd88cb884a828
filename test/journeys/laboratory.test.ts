import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {scorm2004} from '../../build/formats/scorm2004.ts';
import {activitiesOf, languages, type Response} from '../../src/training/index.ts';
import {launchBrowser} from './browser.ts';
import {keyboard} from './keyboard.ts';
import {doActivity, goOn, type Manner, plain} from './kinds.ts';
import {sitDown} from './learner.ts';
import {openSchool} from './school.ts';
import {faultsOn} from './screen-faults.ts';
import {starterPackage} from './starters.ts';
import {shortTour} from './tour.ts';

// The kinds of the conflict laboratory, each as its starter has it: they hold whatever is written with them.
const kinds = ['role-play', 'card-sort', 'sentence-builder', 'conflict-style'];
let browser: Browser;
let files: Awaited<ReturnType<typeof starterPackage>>;
beforeAll(async () => {
  browser = await launchBrowser();
  files = await starterPackage(kinds);
});
afterAll(() => browser.close());

const newDevice = () =>
  browser.newContext({viewport: {width: 360, height: 666}, locale: 'en-GB', reducedMotion: 'reduce'});

describe.concurrent.each(languages)('the conflict laboratory in %s', (language) => {
  it('has no fault that axe finds, nothing cut off and no stray language, light on a phone and dark in a frame', async () => {
    const school = await openSchool({files});
    const context = await newDevice();
    const faults: string[] = [];
    const seen: string[] = [];
    await shortTour(context, school, language, async ({name, isNew}, learner) => {
      seen.push(name);
      faults.push(...(await faultsOn(learner, language, isNew)).map((each) => `${name}: ${each}`));
    });
    await context.close();
    await school.close();
    expect(seen.length).toBeGreaterThan(25);
    expect(faults).toEqual([]);
  }, 300_000);
});

describe('the training in interpersonal communication', () => {
  it('is done to its end, every conversation tried twice: completed, the rules in the journal, within SCORM 1.2', async () => {
    const school = await openSchool({training: 'interpersonal-communication', units: 'all'});
    const context = await newDevice();
    const teacher = await sitDown(context, school.player({lang: 'kk'}));
    await teacher.start();
    // Written after each of the five conversations, and shown in the journal.
    const rules = Array.from({length: 5}, () => 'Алдымен сұраймын.');
    for (const activity of activitiesOf(await teacher.outline())) {
      const manner = {...plain, wanders: activity.kind === 'role-play', writes: () => 'Алдымен сұраймын.'};
      if (activity.kind === 'journal')
        await expect.poll(() => teacher.see('journal-activity .rules .written').allInnerTexts()).toEqual(rules);
      await doActivity(teacher, manner, activity);
      await goOn(teacher, manner);
    }
    await expect.poll(() => school.moodle.stored('cmi.core.lesson_status'), {timeout: 15_000}).toBe('completed');
    expect(school.moodle.stored('cmi.suspend_data')!.length).toBeLessThan(4000);
    await context.close();
    await school.close();
  }, 400_000);
});

describe('the conflict laboratory', () => {
  it('is done by keyboard alone, switching the language on the way, and the focus is never lost', async () => {
    const school = await openSchool({files});
    const context = await newDevice();
    const teacher = await sitDown(context, school.player());
    const lost: string[] = [];
    const manner: Manner = {...plain, hand: keyboard(teacher, lost), wanders: true, feels: 'most'};
    await manner.hand.press(teacher.see('.actions .primary'));
    for (const [at, activity] of activitiesOf(await teacher.outline()).entries()) {
      if (at === 1) {
        await manner.hand.press(teacher.see('.languages button[lang=kk]'));
        await teacher.see('.frame[lang=kk]').waitFor();
      }
      await doActivity(teacher, manner, activity);
      await goOn(teacher, manner);
    }
    await expect.poll(() => school.moodle.stored('cmi.core.lesson_status'), {timeout: 15_000}).toBe('completed');
    expect(lost).toEqual([]);
    await context.close();
    await school.close();
  });

  it('is left in the middle of a conversation, and gone on with on another device at the same scene', async () => {
    const school = await openSchool({files});
    const context = await newDevice();
    const teacher = await sitDown(context, school.player({lang: 'ru'}));
    await teacher.start();
    await teacher.see('role-play-activity .begin').click();
    for (let scene = 0; scene < 3; scene++) await teacher.see('role-play-activity .option').first().click();
    const line = await teacher.see('role-play-activity .line').innerText();
    await teacher.leave();
    await context.close();
    const elsewhere = await newDevice();
    const back = await sitDown(elsewhere, school.player({lang: 'ru'}));
    await back.see('role-play-activity .line').waitFor();
    expect(await back.see('role-play-activity .line').innerText()).toBe(line);
    await elsewhere.close();
    await school.close();
  });

  it.each(['scorm12', 'scorm2004'] as const)(
    'tells %s every choice of the first way, and none of those tried later',
    async (format) => {
      const own = format === 'scorm12' ? files : await starterPackage(['role-play'], scorm2004);
      const school = await openSchool({format, files: own});
      const context = await newDevice();
      const teacher = await sitDown(context, school.player({lang: 'en'}));
      await teacher.start();
      const [activity] = activitiesOf(await teacher.outline());
      await doActivity(teacher, {...plain, wanders: true}, activity!);
      const {response} = await teacher.see('role-play-activity').evaluate((element) => ({
        response: (element as unknown as {response: Response}).response,
      }));
      expect(response.run_2).not.toEqual(response.run_1);
      await teacher.leave();
      const told = (part: string) =>
        school.moodle.log.flatMap(({given: [name = '', value = '']}) =>
          new RegExp(`^cmi\\.interactions\\.\\d+\\.${part}$`).test(name) ? value : [],
        );
      expect([...new Set(told('id'))]).toEqual(
        ['sure_before', 'door', 'reason', 'wish', 'idea', 'doubt', 'bell', 'sure_after'].map(
          (id) => `role_play__${id}`,
        ),
      );
      const answers = told(format === 'scorm12' ? 'student_response' : 'learner_response');
      expect([...new Set(answers)]).toEqual(['4', ...(response.run_1 as readonly string[]), '7']);
      await context.close();
      await school.close();
    },
  );
});
