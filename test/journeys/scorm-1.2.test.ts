import type {Browser, BrowserContext} from 'playwright-core';
import {afterAll, afterEach, beforeAll, beforeEach, describe, expect, it} from 'vitest';
import {launchBrowser} from './browser.ts';
import {readToSelfCheck, sitDown} from './learner.ts';
import {openSchool, type School} from './school.ts';

let browser: Browser;
let context: BrowserContext;
let school: School;

beforeAll(async () => {
  // A village hub: plain http under a name, so no secure context and no WebCrypto.
  browser = await launchBrowser(['--host-resolver-rules=MAP hub.school 127.0.0.1']);
});
afterAll(() => browser.close());
beforeEach(async () => {
  school = await openSchool();
  context = await browser.newContext({locale: 'en-GB', viewport: {width: 650, height: 666}});
});
afterEach(async () => {
  await context.close();
  await school.close();
});

const status = () => school.moodle.stored('cmi.core.lesson_status');
const committed = (element: string) => expect.poll(() => school.moodle.stored(element), {timeout: 15_000});

describe('a teacher in Moodle', () => {
  it('opens the training and the LMS is told nothing false: incomplete, no score', async () => {
    const teacher = await sitDown(context, school.player());
    await teacher.start();
    await committed('cmi.core.lesson_status').toBe('incomplete');
    await committed('cmi.core.exit').toBe('suspend');
    expect(school.moodle.stored('cmi.core.score.raw')).toBeUndefined();
  });

  it('asks for three files before the first screen, and for no other', async () => {
    const whole = await openSchool({units: 'all'});
    const teacher = await sitDown(context, whole.player());
    const [page, ...others] = whole.asked;
    expect(page).toBe('index.html');
    expect(others.slice(0, 2).sort()).toEqual([
      expect.stringMatching(/^en-\w{8}\.js$/),
      expect.stringMatching(/^player-\w{8}\.js$/),
    ]);
    expect(others.slice(2, 3)).toEqual(others.length > 2 ? ['destt.config.js'] : []); // what can wait begins with it
    expect(whole.moodle.commits()).toBe(0);
    await teacher.page.close();
    await whole.close();
  });

  it('finds every answer after the tab has crashed', async () => {
    const before = await sitDown(context, school.player());
    await readToSelfCheck(before);
    await before.beginSelfCheck();
    await before.answer('often');
    const given = await before.chosen();
    expect(Object.keys(given)).toHaveLength(4);
    await before.crash();

    const after = await sitDown(context, school.player());
    expect(await after.title()).toContain('look at my own state');
    await after.see('fieldset.item').first().waitFor();
    expect(await after.chosen()).toEqual(given);
  });

  it('finds every answer after the tab crashed while the LMS was offline and said "true"', async () => {
    const before = await sitDown(context, school.player());
    school.moodle.faults.offline = true;
    await readToSelfCheck(before);
    await before.beginSelfCheck();
    await before.answer('sometimes');
    const given = await before.chosen();
    await before.crash();
    school.moodle.faults.offline = false;

    const after = await sitDown(context, school.player());
    await after.see('.continue').click(); // the LMS heard nothing, so it asks
    await after.see('fieldset.item').first().waitFor();
    expect(await after.chosen()).toEqual(given);
    await committed('cmi.suspend_data').toMatch(/^D1e/);
  });

  it('keeps every answer through kk, ru and en in the middle of the questionnaire', async () => {
    const teacher = await sitDown(context, school.player());
    await readToSelfCheck(teacher);
    await teacher.speak('kk');
    await teacher.beginSelfCheck();
    await teacher.answer('rarely');
    const given = await teacher.chosen();
    for (const language of ['ru', 'en', 'kk'] as const) {
      await teacher.speak(language);
      expect(await teacher.chosen()).toEqual(given);
      expect(await teacher.frame().evaluate(() => document.documentElement.lang)).toBe(language);
    }
  });

  it('comes back in the language last chosen, whatever the LMS page is in', async () => {
    const before = await sitDown(context, school.player({lang: 'ru'}));
    expect(await before.see('.frame').getAttribute('lang')).toBe('ru');
    await before.start();
    await before.speak('kk');
    await before.leave();
    const after = await sitDown(context, school.player({lang: 'ru'}));
    expect(await after.see('.frame').getAttribute('lang')).toBe('kk');
  });

  it('finishes: completed with 100, and a later look writes nothing', async () => {
    const teacher = await sitDown(context, school.player());
    await readToSelfCheck(teacher);
    await teacher.doSelfCheck('rarely');
    await teacher.see('.steps button.primary').click();
    expect(await teacher.title()).toBe('You have finished');
    await committed('cmi.core.lesson_status').toBe('completed');
    await teacher.see('.actions .primary').click();
    expect(await teacher.see('[role=status]').first().innerText()).toContain('Everything is saved');
    expect(school.moodle.stored('cmi.core.score.raw')).toBe('100');
    expect(school.moodle.completed()).toBe(true);

    // The LMS itself counts the time of each sitting, at its end.
    const {'cmi.core.total_time': _time, ...stored} = school.moodle.store.attempts.at(-1)!;
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

  it('tells the LMS nothing of the self-check but that it is done', async () => {
    const told = async (option: string, finishes: boolean) => {
      const own = await openSchool();
      const room = await browser.newContext({locale: 'en-GB', viewport: {width: 650, height: 666}});
      const teacher = await sitDown(room, own.player());
      await readToSelfCheck(teacher);
      await teacher.doSelfCheck(option);
      if (finishes) await teacher.see('.go-on, .result, .again').first().waitFor();
      await teacher.leave();
      const calls = own.moodle.log.filter(({method}) => method === 'LMSSetValue').map(({given}) => given);
      await room.close();
      await own.close();
      return calls;
    };
    const strained = await told('always', true);
    const calm = await told('never', true);
    const elements = (calls: readonly (readonly string[])[]) => [...new Set(calls.map(([element]) => element))].sort();
    expect(elements(calm).some((element) => element?.startsWith('cmi.interactions'))).toBe(false);
    const everything = [...strained, ...calm].flat().join('\n');
    for (const word of ['energy', 'distance', 'hopeless', 'recovery', 'strain', 'care', 'always', 'never', 'self'])
      expect(everything).not.toContain(word);
    // The same story with the opposite answers is the same to the LMS, but for what is random or measured.
    const lengths = (calls: readonly (readonly string[])[]) =>
      calls.filter(([element]) => element === 'cmi.suspend_data').at(-1)?.[1]?.length;
    expect(Math.abs((lengths(strained) ?? 0) - (lengths(calm) ?? 0))).toBeLessThanOrEqual(10);
  });

  it('on a second device has what is open, and says where the private answers are', async () => {
    const first = await sitDown(context, school.player());
    await readToSelfCheck(first);
    await first.doSelfCheck('rarely');
    await first.leave();

    const phone = await browser.newContext({locale: 'en-GB', viewport: {width: 360, height: 666}});
    school.moodle.store.attempts.at(-1)!['cmi.core.lesson_status'] = 'incomplete'; // as if one more activity were open
    const second = await sitDown(phone, school.player());
    expect(await second.see('.notice').innerText()).toContain('on another device');
    await second.see('.menu').click();
    expect(await second.see('.activities .mark').allInnerTexts()).toEqual(['✓', '✓', '✓', '✓']);
    await phone.close();
  });

  it('gets the question after a forced new attempt, and its answers if it wants them', async () => {
    const forced = await openSchool({forceNewAttempt: 2});
    const before = await sitDown(context, forced.player());
    await before.start();
    await before.readOn();
    const title = await before.title();
    await before.leave();

    const after = await sitDown(context, forced.player());
    expect(await after.title()).toBe('There are answers on this device');
    await after.see('.continue').click();
    await expect.poll(() => after.title()).toBe(title);
    await after.leave();

    const anew = await sitDown(context, forced.player());
    await anew.see('.anew').click();
    await expect.poll(() => anew.title()).toBe('Stress and burnout');
    expect(await anew.see('.over').innerText()).toContain('0 of 4');
    await forced.close();
  });

  it('goes on after the browser’s own back and forward', async () => {
    const teacher = await sitDown(context, school.player());
    await teacher.start();
    await teacher.readOn();
    await teacher.page.goto('about:blank');
    await teacher.page.goBack();
    await teacher.see('training-player h1').waitFor();
    await teacher.readOn();
    await teacher.see('.menu').click();
    expect(await teacher.see('.activities .mark').allInnerTexts()).toEqual(['✓', '✓', '●', '○']);
    await committed('cmi.core.lesson_status').toBe('incomplete');
  });

  it('works the same on plain http at a village hub, where nothing of WebCrypto is', async () => {
    const address = school.player({host: 'hub.school'});
    const before = await sitDown(context, address);
    expect(await before.frame().evaluate(() => [window.isSecureContext, typeof crypto.subtle])).toEqual([
      false,
      'undefined',
    ]);
    await readToSelfCheck(before);
    await before.beginSelfCheck();
    await before.answer('often');
    const given = await before.chosen();
    await before.crash();
    const after = await sitDown(context, address);
    await after.see('fieldset.item').first().waitFor();
    expect(await after.chosen()).toEqual(given);
  });

  it('reads help before the profile when the strain is high, and may stop there', async () => {
    const teacher = await sitDown(context, school.player());
    await readToSelfCheck(teacher);
    await teacher.doSelfCheck('always');
    expect(await teacher.see('self-assessment-activity .lines a').allInnerTexts()).toEqual(['150', '112']);
    expect(await teacher.see('self-assessment-activity svg').count()).toBe(0);
    await teacher.see('self-assessment-activity .stop').click();
    await teacher.see('.steps button.primary').waitFor(); // done all the same
  });

  it('is told calmly when a newer zip has dropped a file', async () => {
    const teacher = await sitDown(context, school.player());
    await teacher.start();
    school.replace(/^ru-/, null);
    await teacher.see('.languages button[lang=ru]').click();
    await expect.poll(() => teacher.title()).toBe('Not everything could be loaded');
    school.replace(/^ru-/, Buffer.from('').toString());
    await teacher.speak('en').catch(() => {});
    expect(await teacher.see('.frame').getAttribute('lang')).toBe('en');
  });

  it('leaves nothing of the first teacher to the next user of the school PC', async () => {
    const first = await sitDown(context, school.player());
    await readToSelfCheck(first);
    await first.beginSelfCheck();
    await first.answer('often');
    await first.leave();
    const other = await openSchool({learner: {id: 'other.teacher', name: 'Other Teacher'}});
    // The same browser profile and the same Moodle: storage is shared by origin, so the other one gets the same port.
    await other.close();
    const stored = await first.frame().evaluate(() => JSON.stringify({...localStorage}));
    expect(stored).not.toContain('often');
    expect(stored).not.toContain(school.moodle.log.find(({given}) => given[0] === 'cmi.core.student_id')?.answer);
  });
});

describe('without what it would like to have', () => {
  it('an LMS that is absent: works, says that progress stays here, and comes back', async () => {
    const before = await sitDown(context, school.alone());
    await before.start();
    expect(await before.see('.saving').innerText()).toBe('Progress stays on this device');
    await before.readOn();
    const title = await before.title();
    await before.page.close();
    const after = await sitDown(context, school.alone());
    expect(await after.title()).toBe(title);
  });

  it('storage that is forbidden: works with the LMS, and says what that means', async () => {
    await context.addInitScript(() => {
      for (const name of ['localStorage', 'indexedDB'])
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('denied', 'SecurityError');
          },
        });
    });
    const before = await sitDown(context, school.player());
    await before.start();
    expect(await before.see('.saving').innerText()).toContain('allows nothing to be stored');
    await before.readOn();
    const title = await before.title();
    await committed('cmi.suspend_data').toMatch(/^D1e/);
    await before.leave();
    const after = await sitDown(context, school.player());
    expect(await after.title()).toBe(title);
  });

  it('a session that has ended: one honest line, and nothing lost', async () => {
    const before = await sitDown(context, school.player());
    await before.start();
    await committed('cmi.suspend_data').toMatch(/^D1e/);
    school.moodle.faults.expired = true;
    await before.readOn();
    await expect.poll(() => before.see('.saving').innerText(), {timeout: 60_000}).toMatch(/kept on this device/);
    const title = await before.title();
    await before.page.close();
    school.moodle.faults.expired = false;
    const after = await sitDown(context, school.player());
    expect(await after.title()).toBe(title);
  });
});

it('reports the attempt open while anything is open', async () => {
  const teacher = await sitDown(context, school.player());
  await readToSelfCheck(teacher);
  await teacher.leave();
  expect(status()).toBe('incomplete');
});
