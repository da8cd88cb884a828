import type {Browser, BrowserContext} from 'playwright-core';
import {afterAll, afterEach, beforeAll, describe, expect, it} from 'vitest';
import {activitiesOf} from '../../src/training/index.ts';
import {launchBrowser} from './browser.ts';
import {type Learner, sitDown} from './learner.ts';
import {openCourse} from './lrs-launch.ts';
import {listen, openSchool, readPackage, sendFile} from './school.ts';

/**
 * A sample of each fault of `test/contracts/fault-matrix.ts` in real Chromium, where storage, timers and requests are the
 * browser's own. SCORM 1.2 has its own stories.
 */

/** Whoever launches the training, and what can go wrong there. */
interface Place {
  launch(): string;
  /** Says no to everything that should be stored. */
  refuse(now: boolean): void;
  slowDown(milliseconds: number): void;
  /** The login is over: whoever opens the training anew has logged in again. */
  expire(): void;
  close(): Promise<void>;
}

const places: Readonly<Record<string, () => Promise<Place>>> = {
  async scorm2004() {
    const {moodle, player, close} = await openSchool({format: 'scorm2004'});
    return {
      launch() {
        moodle.faults.expired = false;
        return player();
      },
      refuse: (now) => void (now ? moodle.faults.refuse.add('Commit') : moodle.faults.refuse.clear()),
      slowDown: (milliseconds) => void (moodle.faults.latencyMs = milliseconds),
      expire: () => void (moodle.faults.expired = true),
      close,
    };
  },
  cmi5: () => lrsPlace('cmi5'),
  xapi: () => lrsPlace('xapi'),
  async web() {
    const files = readPackage('stress-and-burnout-web.zip');
    const {port, close} = await listen((request, response) => {
      const name = (request.url ?? '').replace(/^\/package\/|\?.*$/g, '');
      return sendFile(response, name, files[name]);
    });
    return {...nothing, launch: () => `http://127.0.0.1:${port}/package/index.html`, close};
  },
};
const nothing = {refuse() {}, slowDown() {}, expire() {}};

async function lrsPlace(format: 'cmi5' | 'xapi'): Promise<Place> {
  const course = await openCourse({format, returns: false});
  return {
    launch: course.launch,
    refuse: (now) => void (course.lrs.faults.status = now ? 500 : null),
    slowDown: (milliseconds) => void (course.slow = milliseconds),
    expire: course.lrs.abandon,
    close: course.close,
  };
}

interface Fault {
  readonly name: string;
  readonly strike: (place: Place, device: BrowserContext) => unknown;
  readonly heal?: (place: Place, device: BrowserContext) => unknown;
  /** What the learner is told meanwhile. */
  readonly line?: RegExp;
}
const faults = {
  offline: {
    name: 'the line is gone',
    strike: (_, device) => device.setOffline(true),
    heal: (_, device) => device.setOffline(false),
    line: /on this device/,
  },
  refusal: {
    name: 'everything is refused',
    strike: (place) => place.refuse(true),
    heal: (place) => place.refuse(false),
    line: /on this device/,
  },
  slow: {
    name: 'each answer takes two seconds',
    strike: (place) => place.slowDown(2000),
    heal: (place) => place.slowDown(0),
  },
  expired: {name: 'the session has expired', strike: (place) => place.expire(), line: /open the training again/},
} satisfies Record<string, Fault>;

let browser: Browser;
let place: Place;
const devices: BrowserContext[] = [];
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close();
  await place.close();
});

async function newDevice(): Promise<BrowserContext> {
  const device = await browser.newContext({locale: 'en-GB', viewport: {width: 650, height: 666}});
  devices.push(device);
  return device;
}
const selfCheckOf = async (learner: Learner) => {
  const activities = activitiesOf(await learner.outline());
  const page = activities.find(({kind}) => kind === 'page')!;
  return {page: page.id, selfCheck: activities.find(({kind}) => kind === 'self-assessment')!.id};
};
const saving = (learner: Learner) => learner.see('.saving').innerText();
const chosen = async (learner: Learner) => {
  await learner.see('fieldset.item input:checked').first().waitFor();
  return learner.chosen();
};
const isDone = async (learner: Learner, activity: string) => {
  const at = activitiesOf(await learner.outline()).findIndex(({id}) => id === activity);
  if (!(await learner.see('.units').isVisible())) await learner.see('.menu').click();
  return (await learner.see('.activities .mark').nth(at).innerText()) === '✓';
};

describe.each([
  ['scorm2004', [faults.offline, faults.refusal, faults.slow, faults.expired]],
  ['cmi5', [faults.offline, faults.refusal, faults.slow, faults.expired]],
  ['xapi', [faults.offline, faults.expired]],
  ['web', [faults.offline]],
] as [string, Fault[]][])('a teacher at the training as %s', (format, possible) => {
  it.each(possible.map((fault) => [fault.name, fault] as const))(
    'has every answer, and so has the LMS in the end, though %s and then the tab dies',
    async (_, {strike, heal, line}) => {
      place = await places[format]!();
      const device = await newDevice();
      const before = await sitDown(device, place.launch());
      await before.start();
      const {page, selfCheck} = await selfCheckOf(before);
      await before.open(selfCheck); // what it needs has come
      await before.open(page);
      await strike(place, device);
      await before.readOn();
      await before.open(selfCheck);
      await before.beginSelfCheck();
      await before.answer('often');
      const answers = await before.chosen();
      expect(Object.keys(answers).length).toBeGreaterThan(2);
      if (line && format !== 'web') await expect.poll(() => saving(before)).toMatch(line);
      await before.crash();
      await heal?.(place, device);

      const after = await sitDown(device, place.launch());
      expect(await chosen(after)).toEqual(answers);
      expect(await isDone(after, page)).toBe(true);
      if (format === 'web') return;
      await expect.poll(() => saving(after)).toMatch(/saved/i);
      const elsewhere = await sitDown(await newDevice(), place.launch());
      await expect.poll(() => isDone(elsewhere, page)).toBe(true);
    },
  );

  it('has every answer though the clock of the device jumps back a day', async () => {
    place = await places[format]!();
    const device = await newDevice();
    const before = await sitDown(device, place.launch());
    await before.start();
    await before.open((await selfCheckOf(before)).selfCheck);
    await before.beginSelfCheck();
    await before.answer('often');
    await before.crash();
    await device.addInitScript(() => {
      const now = Date.now;
      Date.now = () => now() - 86_400_000;
    });
    const later = await sitDown(device, place.launch());
    await chosen(later);
    await later.answer('rarely');
    const answers = await later.chosen();
    expect(new Set(Object.values(answers))).toEqual(new Set(['rarely']));
    await later.crash();
    expect(await chosen(await sitDown(device, place.launch()))).toEqual(answers);
  });
});

describe.each(['scorm2004', 'cmi5', 'xapi'])('a browser that stores nothing, with the training as %s', (format) => {
  it('gives the LMS what is open, and says what else that means', async () => {
    place = await places[format]!();
    const forbidding = await newDevice();
    await forbidding.addInitScript(() => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB'])
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('denied', 'SecurityError');
          },
        });
    });
    const before = await sitDown(forbidding, place.launch());
    await before.start();
    const {page} = await selfCheckOf(before);
    await before.open(page);
    await before.readOn();
    expect(await saving(before)).toContain('stored');
    await before.leave();
    await before.page.close();
    const after = await sitDown(forbidding, place.launch());
    expect(await isDone(after, page)).toBe(true);
  });
});
