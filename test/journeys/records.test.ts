import type {Statement} from '@xapi/xapi';
import type {Browser, BrowserContext} from 'playwright-core';
import {afterAll, beforeAll, describe, it} from 'vitest';
import {activitiesOf} from '../../src/training/index.ts';
import {extensions} from '../../src/xapi/terms.ts';
import {launchBrowser} from './browser.ts';
import {doActivity, goOn, plain} from './kinds.ts';
import {type Learner, sitDown} from './learner.ts';
import {faults, matched, patience, savedRecords} from './saved-records.ts';
import {openSchool, type School} from './school.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

interface Class {
  readonly school: School;
  readonly context: BrowserContext;
  readonly teacher: Learner;
  /** Every request of the page that left its own server. */
  readonly strays: readonly string[];
  close(): Promise<void>;
}
async function open(units: readonly string[] | 'all'): Promise<Class> {
  const school = await openSchool({units});
  const context = await browser.newContext({viewport: {width: 650, height: 666}, locale: 'en-GB'});
  const strays: string[] = [];
  context.on('request', (request) => {
    if (!request.url().startsWith(`http://127.0.0.1:${school.port}/`) && !/^(blob|data):/.test(request.url()))
      strays.push(request.url());
  });
  const teacher = await sitDown(context, school.player({lang: 'en'}));
  const close = async () => {
    await context.close();
    await school.close();
  };
  return {school, context, teacher, strays, close};
}

const verbsOf = (statements: readonly Statement[]) => statements.map(({verb}) => verb.id.split('/').at(-1));

// Side by side: a walk waits more than it works.
describe.concurrent('the records of a SCORM 1.2 package as it comes', {timeout: 600_000}, () => {
  it('are a file of statements that all follow the profile, and nothing left the page', async ({expect}) => {
    const {school, teacher, strays, close} = await open('all');
    await teacher.start();
    for (const activity of activitiesOf(await teacher.outline())) {
      await doActivity(teacher, plain, activity);
      if (activity.id === 'case-novice') await teacher.speak('ru');
      await goOn(teacher, plain);
    }
    await teacher.see('.menu').click();
    const statements = await savedRecords(teacher);
    expect(faults(statements)).toEqual([]);
    const [tracking, research] = [matched(statements, 'tracking'), matched(statements, 'research')];
    expect(tracking.length).toBeGreaterThan(60);
    expect(research.length).toBeGreaterThan(150);
    const text = JSON.stringify(research);

    // Each stream has an actor and a registration of its own, and neither is the LMS's.
    const namesOf = (some: readonly Statement[]) => [...new Set(some.map(({actor}) => JSON.stringify(actor)))];
    expect(namesOf(tracking)).toHaveLength(1);
    expect(namesOf(research)).toHaveLength(1);
    expect(namesOf(tracking)).not.toEqual(namesOf(research));
    const registrations = (some: readonly Statement[]) => [...new Set(some.map(({context}) => context?.registration))];
    expect(registrations(tracking)).toHaveLength(1);
    expect(registrations(research)).toHaveLength(1);
    expect(registrations(tracking)).not.toEqual(registrations(research));
    const learner = String(school.moodle.stored('cmi.core.student_id') ?? 'no id');
    expect(JSON.stringify(statements)).not.toContain(learner);

    // Everything a researcher asks is there: answers, scales, ratings, practice, lengths, interview, languages, durations.
    expect(new Set(verbsOf(research))).toEqual(
      new Set(['initialized', 'agree', 'answered', 'scored', 'experienced', 'author', 'completed', 'preferred']),
    );
    expect(text).toContain('self_check__energy_1');
    expect(text).toContain('school_small');
    expect(text).toContain('/scales/self_check__strain_index');
    expect(text).toContain('/techniques/breathing__rounds');
    expect(text).toContain('/texts/journal__texts');
    expect(text).toContain('Own words in q1');
    expect(new Set(research.map(({context}) => context?.language))).toEqual(new Set(['en', 'ru']));
    const answers = research.filter(({verb}) => verb.id.endsWith('answered'));
    for (const {result} of answers) expect(result?.duration).toMatch(/^PT\d+\.\d\dS$/);
    // What is asked is described in all languages, whichever it was asked in.
    for (const {object} of answers)
      expect(object).toMatchObject({definition: {description: {kk: expect.any(String), ru: expect.any(String)}}});

    // What never leaves is nowhere, and nothing private is in the tracking.
    expect(JSON.stringify(statements)).not.toMatch(/hopelessness|Own words in (?!q\d)/);
    expect(JSON.stringify(tracking)).not.toMatch(/self_check__|breathing__|pulse_start__|consent__|Own words/);
    expect(strays).toEqual([]);
    await close();
  });

  it('hold no word of research before consent or after a refusal, and none but the withdrawal after it', async ({
    expect,
  }) => {
    const {teacher, strays, close} = await open(['welcome', 'signs']);
    const {units} = await teacher.outline();
    const [welcome, ...rest] = units.flatMap(({activities}) => activities);
    await teacher.start();
    await doActivity(teacher, plain, welcome!);
    await goOn(teacher, plain);
    for (const activity of rest) {
      await doActivity(teacher, activity.kind === 'consent' ? {...plain, skips: true} : plain, activity);
      if (activity !== rest.at(-1)) await goOn(teacher, plain);
    }
    const refused = await savedRecords(teacher);
    expect(refused.length).toBeGreaterThan(8);
    expect(faults(refused)).toEqual([]);
    expect(matched(refused, 'research')).toEqual([]);

    // Agreed after all: from then on there are some.
    await teacher.open('consent');
    await teacher.see('consent-activity .agree').click();
    await teacher.see('consent-activity .stop').waitFor();
    await teacher.open('pulse-start');
    await teacher.see('pulse-activity input[value="5"]').check();
    const lines = async () => (await teacher.see('main .over').allInnerTexts()).join(' ');
    expect(await lines()).toContain('in your file for research');
    await teacher.open('my-signs');
    expect(await lines()).toContain('answers stay on this device');
    const agreed = await savedRecords(teacher);
    expect(faults(agreed)).toEqual([]);
    expect(verbsOf(matched(agreed, 'research')).slice(0, 2)).toEqual(['initialized', 'agree']);
    expect(JSON.stringify(matched(agreed, 'research'))).toContain('pulse_start__value');

    // Withdrawn in the contents: what was there is gone, the withdrawal is said, and nothing follows.
    await teacher.see('.withdraw').click();
    await expect.poll(() => teacher.see('.withdraw').count()).toBe(0);
    await teacher.open('pulse-start');
    await teacher.see('pulse-activity input[value="8"]').check();
    const withdrawn = await savedRecords(teacher);
    expect(faults(withdrawn)).toEqual([]);
    expect(verbsOf(matched(withdrawn, 'research'))).toEqual(['initialized', 'retract']);
    expect(matched(withdrawn, 'tracking').length).toBeGreaterThan(matched(agreed, 'tracking').length - 1);
    expect(strays).toEqual([]);
    await close();
  });

  it('are asked for after the first screen, and survive a crash and coming back', async ({expect}) => {
    const {school, teacher, close} = await open(['welcome']);
    const first = school.asked.slice(0, 3);
    expect(first.filter((name) => /records|outbox|definitions|cipher/.test(name))).toEqual([]);
    await teacher.start();
    await expect.poll(() => school.asked.some((name) => name.startsWith('records-'))).toBe(true);
    expect(school.asked.some((name) => /^(outbox|xapi)-/.test(name))).toBe(false);
    const [, ...others] = activitiesOf(await teacher.outline());
    await teacher.readOn();
    for (const activity of others.slice(0, 2)) {
      await doActivity(teacher, plain, activity);
      await goOn(teacher, plain);
    }
    await teacher.see('pulse-activity input[value="3"]').check();
    const before = await savedRecords(teacher);
    await teacher.crash();
    await teacher.comeBack();
    await teacher.open('pulse-start');
    await teacher.see('pulse-activity input[value="4"]').check();
    await expect
      .poll(async () => (await savedRecords(teacher)).length, {timeout: patience})
      .toBeGreaterThan(before.length);
    const after = await savedRecords(teacher);
    expect(faults(after)).toEqual([]);
    const ids = after.map(({id}) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const {id} of before) expect(ids).toContain(id);
    // The same learner, by the same code, in another sitting.
    const research = matched(after, 'research');
    expect(new Set(research.map(({actor}) => JSON.stringify(actor))).size).toBe(1);
    expect(new Set(research.map(({context}) => context?.registration)).size).toBe(2);
    expect(research.every(({context}) => context?.extensions?.[extensions.consent])).toBe(true);
    await close();
  });
});
