import type {Browser, BrowserContext} from 'playwright-core';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {launchBrowser} from './browser.ts';
import {type Learner, readToSelfCheck, sitDown} from './learner.ts';
import {openSchool, type School} from './school.ts';

let browser: Browser;
let context: BrowserContext;
let school: School<'scorm2004'>;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  school = await openSchool({format: 'scorm2004'});
  context = await browser.newContext({locale: 'en-GB', viewport: {width: 650, height: 666}});
});
afterEach(async () => {
  await context.close();
  await school.close();
});

const committed = (element: string) => expect.poll(() => school.moodle.stored(element), {timeout: 15_000});
/** In front of each activity of the contents. */
const marks = async (teacher: Learner) => {
  await teacher.see('.menu').click();
  return teacher.see('.activities .mark').allInnerTexts();
};
const statementsAnswered = async (option: string) => {
  const teacher = await sitDown(context, school.player());
  await readToSelfCheck(teacher);
  await teacher.beginSelfCheck();
  await teacher.answer(option);
  const given = await teacher.chosen();
  expect(Object.keys(given)).toHaveLength(4);
  return {teacher, given};
};

describe('a teacher in a Moodle that plays SCORM 2004', () => {
  it('opens the training and the LMS is told nothing false: incomplete, success unknown, no score', async () => {
    const teacher = await sitDown(context, school.player());
    expect(school.moodle.commits()).toBe(0);
    await teacher.start();
    await committed('cmi.completion_status').toBe('incomplete');
    expect(school.moodle.stored('cmi.exit')).toBe('suspend');
    // What is still unknown, Moodle does not store.
    for (const element of ['success_status', 'score.scaled', 'score.raw'])
      expect(school.moodle.stored(`cmi.${element}`)).toBeUndefined();
    expect(school.moodle.log.filter(({answer, error}) => answer === 'false' || !/^(0|403)$/.test(error))).toEqual([]);
  });

  it('finds every answer after the tab has crashed', async () => {
    const {teacher, given} = await statementsAnswered('often');
    await teacher.crash();
    const after = await sitDown(context, school.player());
    expect(await after.title()).toContain('look at my own state');
    await after.see('fieldset.item').first().waitFor();
    expect(await after.chosen()).toEqual(given);
  });

  it('loses nothing when the frame is loaded again unnoticed, and Initialize then says 103 and forgets', async () => {
    // As where a browser takes a frame away without a word to it.
    await context.addInitScript(() => window.addEventListener('pagehide', (event) => event.stopImmediatePropagation()));
    const {teacher, given} = await statementsAnswered('sometimes');
    await teacher.frame().evaluate(() => location.reload());
    const second = () => school.moodle.log.filter(({method}) => method === 'Initialize')[1];
    await expect.poll(second, {timeout: 15_000}).toMatchObject({answer: 'false', error: '103'});
    await teacher.see('fieldset.item input:checked').first().waitFor();
    expect(await teacher.chosen()).toEqual(given);

    await teacher.see('self-assessment-activity .next').click();
    await teacher.answer('rarely');
    const later = await teacher.chosen();
    await teacher.leave();
    expect(await teacher.see('[role=status]').first().innerText()).toContain('Everything is saved');
    expect(school.moodle.stored('cmi.completion_status')).toBe('incomplete');
    const after = await sitDown(context, school.player());
    await after.see('fieldset.item input:checked').first().waitFor();
    expect(await after.chosen()).toEqual(later);
    expect(await marks(after)).toEqual(['✓', '✓', '✓', '●']);
  });

  it('loses nothing when the frame is loaded again and its session is over: says so, and goes on from the course', async () => {
    const {teacher, given} = await statementsAnswered('always');
    await teacher.frame().evaluate(() => location.reload());
    const second = () => school.moodle.log.filter(({method}) => method === 'Initialize')[1];
    await expect.poll(second, {timeout: 15_000}).toMatchObject({answer: 'false', error: '104'});
    await teacher.see('fieldset.item input:checked').first().waitFor();
    expect(await teacher.chosen()).toEqual(given);
    expect(await teacher.see('.saving').innerText()).toContain('open the training again from the course');
    await teacher.see('self-assessment-activity .next').click();
    await teacher.answer('never');
    const later = await teacher.chosen();
    await teacher.page.close();

    const after = await sitDown(context, school.player());
    await after.see('fieldset.item input:checked').first().waitFor();
    expect(await after.chosen()).toEqual(later);
    expect(await after.see('.saving').innerText()).not.toContain('open the training again');
  });

  it('finishes: completed with 100 as raw and scaled score, and a later look writes nothing', async () => {
    const teacher = await sitDown(context, school.player());
    await readToSelfCheck(teacher);
    await teacher.doSelfCheck('rarely');
    await teacher.see('.steps button.primary').click();
    expect(await teacher.title()).toBe('You have finished');
    await committed('cmi.completion_status').toBe('completed');
    await teacher.see('.actions .primary').click();
    expect(await teacher.see('[role=status]').first().innerText()).toContain('Everything is saved');
    const score = {'cmi.score.raw': '100', 'cmi.score.scaled': '1'};
    expect(school.moodle.store.attempts).toEqual([expect.objectContaining({...score, 'cmi.exit': 'suspend'})]);
    expect(school.moodle.stored('cmi.success_status')).toBeUndefined(); // unknown: nothing here can be passed
    expect(school.moodle.completed()).toBe(true);
    await teacher.page.close();

    // The LMS itself counts the time of each sitting, at its end.
    const {'cmi.total_time': _time, ...stored} = school.moodle.store.attempts[0]!;
    const calls = school.moodle.log.length;
    const again = await sitDown(context, school.player());
    expect(await again.see('.saving').innerText()).toContain('You have finished this training');
    await again.see('.menu').click();
    await again.see('.activities button').first().click();
    await again.readOn();
    await again.page.close({runBeforeUnload: true});
    const written = school.moodle.log.slice(calls).filter(({method}) => /Set|Commit/.test(method));
    expect(written).toEqual([]);
    expect(school.moodle.store.attempts).toEqual([expect.objectContaining(stored)]);
  });

  it('keeps what two tabs did at the same time, whichever closed last', async () => {
    const one = await sitDown(context, school.player());
    await one.start();
    await one.readOn();
    await committed('cmi.suspend_data').toMatch(/^D1e/);
    const other = await sitDown(context, school.player());
    expect(await other.title()).toBe(await one.title());
    await one.readOn();
    await other.see('.menu').click();
    await other.see('.activities button').last().click();
    await other.beginSelfCheck();
    await other.answer('often');
    const given = await other.chosen();
    await one.leave();
    await other.leave();
    for (const {page} of [one, other]) await page.close();

    const after = await sitDown(context, school.player());
    expect((await marks(after)).slice(0, 3)).toEqual(['✓', '✓', '○']);
    await after.see('.activities button').last().click();
    await after.see('fieldset.item input:checked').first().waitFor();
    expect(await after.chosen()).toEqual(given);
  });
});
