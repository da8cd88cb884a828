import type {Browser, BrowserContext} from 'playwright-core';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {suspendId} from '../../src/lms/xapi-handshake.ts';
import {activitiesOf} from '../../src/training/index.ts';
import {launchBrowser} from './browser.ts';
import {doActivity, goOn, plain} from './kinds.ts';
import {type Learner, readToSelfCheck, sitDown} from './learner.ts';
import {type LrsCourse, openCourse} from './lrs-launch.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const newDevice = () => browser.newContext({locale: 'en-GB', viewport: {width: 650, height: 666}});
/** In front of each activity of the contents. */
const marks = async (teacher: Learner) => {
  await teacher.see('.menu').click();
  return teacher.see('.activities .mark').allInnerTexts();
};
const count = ({lrs}: LrsCourse, verb: string) => lrs.verbs().filter((each) => each === verb).length;
const eventually = <T>(get: () => T) => expect.poll(get, {timeout: 15_000});

describe.each(['cmi5', 'xapi'] as const)('a teacher launched by %s', (format) => {
  let course: LrsCourse;
  let device: BrowserContext;

  /** Does the unit `signs` to its last screen. */
  const throughSigns = async () => {
    const teacher = await sitDown(device, course.launch());
    await teacher.start();
    for (const activity of activitiesOf(course.manifest.outline)) {
      await doActivity(teacher, plain, activity);
      if (activity.id !== 'case-novice') await goOn(teacher, plain);
    }
    return teacher;
  };
  const given = async (options: Omit<Parameters<typeof openCourse>[0], 'format'> = {}) => {
    course = await openCourse({format, ...options});
    device = await newDevice();
  };
  afterEach(async () => {
    expect(course.lrs.broken).toEqual([]); // no rule of cmi5 and xAPI, whatever the story was
    await device.close();
    await course.close();
  });
  /** Leaves by the button: a cmi5 LMS has its learner back, and whoever launched plainly has said no place to go. */
  const leave = async (teacher: Learner) => {
    await teacher.see('.bar .leave').click();
    if (format === 'cmi5') return teacher.page.waitForURL(course.returnAddress);
    // Also where the LRS confirmed the last answer only after the button was pressed.
    await eventually(() => teacher.see('main [role=status]').first().textContent()).toContain('Everything is saved');
  };

  it('does the first pages, leaves, comes back, and goes on at another device', async () => {
    await given();
    const teacher = await sitDown(device, course.launch());
    expect(course.lrs.verbs()).toEqual(['initialized']);
    await readToSelfCheck(teacher);
    const title = await teacher.title();
    await teacher.beginSelfCheck();
    await teacher.answer('rarely');
    await leave(teacher);
    await eventually(() => course.lrs.verbs()).toEqual([
      'initialized',
      'progressed',
      'progressed',
      'progressed',
      'terminated',
    ]);
    await teacher.page.close();

    const back = await sitDown(device, course.launch());
    expect(await back.title()).toBe(title);
    await leave(back);
    const other = await newDevice();
    const elsewhere = await sitDown(other, course.launch());
    expect(await elsewhere.title()).toBe(title);
    expect(await marks(elsewhere)).toEqual(['✓', '✓', '✓', '●']);
    await other.close();
    expect(count(course, 'initialized')).toBe(3);
    expect(count(course, 'completed')).toBe(0);
  });

  it('tells the LRS in three languages what the training is called, what happened, and what was asked', async () => {
    await given({units: ['signs']});
    const teacher = await throughSigns();
    await eventually(() => count(course, 'answered')).toBeGreaterThan(1);
    await leave(teacher);
    await eventually(() => course.lrs.verbs().at(-1)).toBe('terminated');
    const inAll = {kk: expect.any(String), ru: expect.any(String), en: expect.any(String)};
    for (const {verb, object} of course.lrs.statements) {
      expect(verb).toMatchObject({display: inAll});
      const said = verb.id.endsWith('/answered') ? 'description' : 'name';
      expect(object.definition, verb.id).toMatchObject({[said]: inAll});
    }
  });

  it('tells it every answer all the same where the file of definitions is missing', async () => {
    await given({units: ['signs'], missing: /^definitions-/});
    await throughSigns();
    await eventually(() => count(course, 'answered')).toBeGreaterThan(1);
    for (const {verb, object} of course.lrs.statements)
      if (verb.id.endsWith('/answered'))
        expect(object.definition).toMatchObject({description: {en: expect.any(String)}});
  });

  it('loads the page again: the same session with one token, and every answer', async () => {
    await given();
    const teacher = await sitDown(device, course.launch());
    await readToSelfCheck(teacher);
    await teacher.beginSelfCheck();
    await teacher.answer('often');
    const answers = await teacher.chosen();
    expect(Object.keys(answers)).toHaveLength(4);
    await teacher.page.reload();
    await teacher.see('fieldset.item input:checked').first().waitFor();
    expect(await teacher.chosen()).toEqual(answers);
    expect(await teacher.see('.saving').textContent()).not.toContain('ended this session');
    expect(course.lrs.log.filter(({path}) => path.startsWith('/fetch/'))).toHaveLength(format === 'cmi5' ? 1 : 0);
    if (format === 'cmi5') expect(course.lrs.verbs().slice(1)).not.toContain('initialized');
  });

  it('finds every answer after the tab has crashed', async () => {
    await given();
    const before = await sitDown(device, course.launch());
    await readToSelfCheck(before);
    await before.beginSelfCheck();
    await before.answer('sometimes');
    const answers = await before.chosen();
    await before.crash();
    const after = await sitDown(device, course.launch());
    await after.see('fieldset.item input:checked').first().waitFor();
    expect(await after.chosen()).toEqual(answers);
  });

  it('is told that the LMS has ended the session, and the next launch brings what was done since', async () => {
    await given();
    const before = await sitDown(device, course.launch());
    await before.start();
    await before.readOn();
    await eventually(() => count(course, 'progressed')).toBe(1);
    course.lrs.abandon();
    await before.readOn();
    await eventually(() => before.see('.saving').textContent()).toContain('The course has ended this session');
    const title = await before.title();
    await before.page.close();
    const after = await sitDown(device, course.launch());
    expect(await after.title()).toBe(title);
    await leave(after);
    // Nothing new was done, and yet the LRS has it all by now: so has a device that was never there.
    const other = await newDevice();
    expect(await marks(await sitDown(other, course.launch()))).toEqual(['✓', '✓', '●', '○']);
    await other.close();
  });

  it('finishes: completed is said once, however often and wherever the training is opened again', async () => {
    await given({moveOn: 'CompletedAndPassed'});
    const judged = format === 'cmi5' ? ['completed', 'passed'] : ['completed'];
    const said = () => course.lrs.verbs().filter((verb) => /completed|passed|failed/.test(verb));
    const teacher = await sitDown(device, course.launch());
    await readToSelfCheck(teacher);
    expect(said()).toEqual([]);
    await teacher.doSelfCheck('rarely');
    await teacher.see('.steps button.primary').click();
    expect(await teacher.title()).toBe('You have finished');
    await eventually(said).toEqual(judged);
    // Closed without a word: the last statement still has to arrive.
    await teacher.page.close({runBeforeUnload: true});
    await eventually(() => count(course, 'terminated')).toBe(1);

    const other = await newDevice();
    for (const where of [device, other]) {
      const again = await sitDown(where, course.launch());
      await again.see('.menu').click();
      await again.see('.activities button').first().click();
      await again.readOn();
      await leave(again);
      await again.page.close();
    }
    await eventually(() => count(course, 'terminated')).toBe(3);
    expect(said()).toEqual(judged);
    await other.close();
  });

  it('sends no answer of the self-check in any request', async () => {
    const told = async (option: string) => {
      await given();
      const teacher = await sitDown(device, course.launch());
      await readToSelfCheck(teacher);
      await teacher.doSelfCheck(option);
      if (option === 'always') await teacher.see('self-assessment-activity .go-on').click();
      await teacher.see('.steps button.primary').waitFor();
      await leave(teacher);
      await eventually(() => count(course, 'terminated')).toBe(1);
      // The names of the package's own files say nothing of anybody.
      const requests = course.requests.filter((request) => !/^GET \/package\/[\w.-]+$/.test(request)).join('\n');
      return {requests, saved: String(course.lrs.state(suspendId)?.suspendData)};
    };
    const strained = await told('always');
    await device.close();
    await course.close();
    const calm = await told('never');
    for (const {requests} of [strained, calm]) {
      expect(requests).toContain('suspendData');
      const words = ['energy', 'distance', 'hopeless', 'recovery', 'strain', 'care', 'always', 'never', 'self'];
      expect(words.filter((word) => requests.includes(word))).toEqual([]);
    }
    // The same story with the opposite answers is as long to the LRS, but for what is random or counted.
    expect(Math.abs(strained.saved.length - calm.saved.length)).toBeLessThanOrEqual(10);
  });
});
