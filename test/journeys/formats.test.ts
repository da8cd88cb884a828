import {readFileSync} from 'node:fs';
import type {Browser, Locator} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import type {ActivityBehaviour} from '../../src/activities/activity.ts';
import {behaviour as cases} from '../../src/activities/case/behaviour.ts';
import {behaviour as checks} from '../../src/activities/knowledge-check/behaviour.ts';
import {fromSaveFile} from '../../src/device/save-file.ts';
import {xchacha} from '../../src/device/xchacha.ts';
import {partsOf, withoutCounter} from '../../src/lms/scorm-session.ts';
import {suspendId} from '../../src/lms/xapi-handshake.ts';
import {
  type Attempt,
  activitiesOf,
  decodeAttempt,
  encodeAttempt,
  interactionId,
  type Outline,
  outcomeOf,
  responseOf,
} from '../../src/training/index.ts';
import {seeded} from '../seeded.ts';
import {launchBrowser} from './browser.ts';
import {type Learner, sitDown} from './learner.ts';
import {openCourse} from './lrs-launch.ts';
import {listen, manifestOf, onlyUnits, openSchool, readPackage, sendFile} from './school.ts';

/** A private map of signs with words of one's own, an open case, and open questions of every type. */
const units = ['signs', 'check'];
const ownWords = 'After six lessons my shoulders are up at my ears.';
const seed = 20261121;

/** Whoever hosts the package: where a sitting begins, and what is known of the learner there. */
interface Place {
  launch(): string;
  /** What the attempt was saved as; null where nobody saves it. */
  saved(): string | null;
  readonly limit: number;
  /** Open answers as they were received, by the id of the interaction; null where nobody receives any. */
  answers(): Readonly<Record<string, string>> | null;
  readonly score: () => number | null;
  /** Everything that came in, as one text. */
  received(): string;
  close(): Promise<void>;
}

const places = {
  async scorm12(): Promise<Place> {
    const school = await openSchool({format: 'scorm12', units});
    const {moodle} = school;
    return {
      launch: () => school.player(),
      saved: () => withoutCounter(moodle.stored('cmi.suspend_data') ?? ''),
      limit: 3998,
      answers: () => interactionsOf(moodle.store.attempts.at(-1) ?? {}, 'student_response'),
      score: () => Number(moodle.stored('cmi.core.score.raw')),
      received: () => JSON.stringify(moodle.log.map(({given}) => given)),
      close: school.close,
    };
  },
  async scorm2004(): Promise<Place> {
    const school = await openSchool({format: 'scorm2004', units});
    const {moodle} = school;
    return {
      launch: () => school.player(),
      saved: () => withoutCounter(moodle.stored('cmi.suspend_data') ?? ''),
      limit: 59_998,
      answers: () => interactionsOf(moodle.store.attempts.at(-1) ?? {}, 'learner_response'),
      score: () => Number(moodle.stored('cmi.score.raw')),
      received: () => JSON.stringify(moodle.log.map(({given}) => given)),
      close: school.close,
    };
  },
  cmi5: () => lrsPlace('cmi5'),
  xapi: () => lrsPlace('xapi'),
  /** A web server, and nobody behind it. */
  async web(): Promise<Place> {
    const files: Readonly<Record<string, Uint8Array>> = onlyUnits(readPackage('stress-and-burnout-web.zip'), units);
    const asked: string[] = [];
    const {port, close} = await listen((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      const name = (request.url ?? '').replace('/package/', '');
      return sendFile(response, name, files[name]);
    });
    return {
      launch: () => `http://127.0.0.1:${port}/package/index.html`,
      saved: () => null,
      limit: 0,
      answers: () => null,
      score: () => null,
      received: () => asked.join('\n'),
      close,
    };
  },
};
type Format = keyof typeof places;
const formats = Object.keys(places) as readonly Format[];

async function lrsPlace(format: 'cmi5' | 'xapi'): Promise<Place> {
  const course = await openCourse({format, units, returns: false});
  const answered = () => course.lrs.statements.filter(({verb}) => verb.id.endsWith('/answered'));
  return {
    launch: course.launch,
    saved: () => String(course.lrs.state(suspendId)?.suspendData),
    limit: 100_000,
    answers: () =>
      Object.fromEntries(
        answered().map(({object, result}) => [object.id.split('/').at(-1), plain(String(result?.response))]),
      ),
    score: () => course.lrs.statements.flatMap(({result}) => result?.score?.raw ?? []).at(-1) ?? null,
    received: () => course.requests.join('\n'),
    close: course.close,
  };
}

/** SCORM's interactions by id; where an item was answered in two sittings, the later one counts. */
function interactionsOf(stored: Readonly<Record<string, string>>, field: string) {
  const ids = Object.entries(stored).flatMap(([element, id]) => {
    const [, index] = /^cmi\.interactions\.(\d+)\.id$/.exec(element) ?? [];
    return index ? [[Number(index), id] as const] : [];
  });
  ids.sort(([a], [b]) => a - b);
  return Object.fromEntries(ids.map(([at, id]) => [id, plain(stored[`cmi.interactions.${at}.${field}`] ?? '')]));
}
/** SCORM 1.2 writes its lists for people: `a,b` instead of `a[,]b`. */
const plain = (response: string) => response.replaceAll('[,]', ',').replaceAll('[.]', '.');

/** Gives whatever an activity asks, by chance and by its own controls, until it is done. */
async function doByChance(learner: Learner, kind: string, random: () => number): Promise<void> {
  const inside = (selector: string) => learner.see(`${kind}-activity ${selector}`);
  const anyOf = async (all: Locator) => all.nth(Math.floor(random() * (await all.count())));
  await learner.see(`${kind}-activity`).waitFor();
  for (let step = 0; step < 80; step++) {
    if (await learner.see('.steps button.primary').isVisible()) return;
    const radios = await inside('input[type=radio]').all();
    for (const name of new Set(await Promise.all(radios.map((each) => each.getAttribute('name')))))
      await (await anyOf(inside(`input[name=${name}]`))).check();
    for (const sort of ['input[type=checkbox]', '.down[aria-disabled=false]'])
      if (await inside(sort).count()) await (await anyOf(inside(sort))).click();
    for (const list of await inside('select').all()) {
      const count = await list.locator('option').count();
      await list.selectOption({index: 1 + Math.floor(random() * (count - 1))}); // the first says "choose"
    }
    for (const field of await inside('textarea').all()) await field.fill(ownWords);
    await inside('.begin, .check, .read, .next, .finish').first().click();
  }
  throw new Error(`"${await learner.title()}" was not done after 80 screens.`);
}

interface Run {
  readonly place: Place;
  readonly outline: Outline;
  /** What the learner has of it: everything, private answers too. */
  readonly attempt: Attempt;
  /** The open answers in it, by the id of the interaction. */
  readonly given: Readonly<Record<string, string>>;
  /** What open activities ask, as one text. */
  readonly asked: string;
}

/** The same teacher, the same clicks: the map and the case, then home; back for the check, and to the end. */
async function play(browser: Browser, format: Format): Promise<Run> {
  const {outline} = manifestOf(onlyUnits(readPackage(`stress-and-burnout-${format}.zip`), units));
  const place = await places[format]();
  const context = await browser.newContext({locale: 'en-GB', viewport: {width: 650, height: 666}});
  const random = seeded(seed);
  const activities = activitiesOf(outline);
  const contents = new Map<string, unknown>();

  let teacher = await sitDown(context, place.launch());
  await teacher.start();
  for (const [at, {id, kind}] of activities.entries()) {
    if (at === activities.length - 1) {
      await teacher.leave();
      await teacher.page.close();
      teacher = await sitDown(context, place.launch());
    }
    await doByChance(teacher, kind, random);
    const element = teacher.see(`${kind}-activity`);
    contents.set(id, await element.evaluate((shown) => (shown as unknown as {content: unknown}).content));
    await teacher.next();
  }
  await teacher.see('.actions .primary').click();
  await teacher.see('.mine summary').click();
  const saving = teacher.page.waitForEvent('download');
  await teacher.see('.file-out').click();
  const file = readFileSync(await (await saving).path(), 'utf8');
  await context.close();

  const read = fromSaveFile(file, outline, xchacha);
  if (!read.ok) throw new Error(`The save file of ${format} can't be read: ${read.reason}.`);
  const {attempt} = read;
  const open = activities.filter((activity) => !activity.private);
  const given = open.flatMap(({id, kind}) => {
    const {interactions}: ActivityBehaviour = kind === 'case' ? cases : checks;
    return interactions(contents.get(id) as never, responseOf(attempt.answers[id]), {} as never).map((interaction) => [
      interactionId(id, interaction.item),
      (partsOf(interaction) ?? []).map((part) => part.join('.')).join(),
    ]);
  });
  const asked = JSON.stringify(open.map(({id}) => contents.get(id)));
  return {place, outline, attempt, given: Object.fromEntries(given), asked};
}

/** What an LMS may keep of an attempt: no answer or score of a private activity, and no text. */
function openPart(attempt: Attempt, outline: Outline): Attempt {
  const open = activitiesOf(outline).filter((activity) => !activity.private);
  const answers = open.map(({id, items}) => {
    const texts = items.filter(({type}) => type === 'text').map((item) => item.id);
    const kept = Object.entries(attempt.answers[id] ?? {}).filter(([item]) => !texts.includes(item));
    return [id, Object.fromEntries(kept)];
  });
  const scores = Object.entries(attempt.scores).filter(([id]) => open.some((activity) => activity.id === id));
  return {...attempt, answers: Object.fromEntries(answers), scores: Object.fromEntries(scores)};
}

let browser: Browser;
const runs = {} as Record<Format, Run>;
beforeAll(async () => {
  browser = await launchBrowser();
  await Promise.all(formats.map(async (format) => (runs[format] = await play(browser, format))));
});
afterAll(async () => {
  await browser.close();
  for (const {place} of Object.values(runs)) await place.close();
});

describe('the same teacher with the same clicks', () => {
  it('has answered something of every kind, well and badly', () => {
    const {attempt, given, outline} = runs.web;
    expect(JSON.stringify(attempt.answers['my-signs'])).toContain(ownWords);
    expect(Object.keys(given)).toHaveLength(12);
    expect(outcomeOf(outline, attempt)?.score).toBeGreaterThan(0);
    expect(outcomeOf(outline, attempt)?.score).toBeLessThan(100);
  });

  it.each(formats)('has the same attempt in %s', (format) => {
    const {id, ...attempt} = runs[format].attempt;
    const {id: other, ...inWeb} = runs.web.attempt;
    expect(attempt).toEqual(inWeb);
    expect(attempt.finished).toBe(true);
    if (format !== 'web') expect(id).not.toBe(other);
  });

  describe.each(formats.filter((format) => format !== 'web'))('in %s', (format) => {
    it('has all of the attempt saved that is open, and not one bit of what is private', async () => {
      const {place, attempt, outline} = runs[format];
      const expected = () => {
        const {key} = decodeAttempt(place.saved() ?? '', outline);
        return encodeAttempt({attempt: openPart(attempt, outline), outline, key, texts: null, limit: place.limit}).data;
      };
      await expect.poll(() => place.saved() === expected(), {timeout: 15_000}).toBe(true);
      expect(decodeAttempt(place.saved() ?? '', outline)).toMatchObject({damaged: false, texts: null});
    });

    it('is known by the open answers that were given, and their score', async () => {
      const {place, attempt, outline, given} = runs[format];
      await expect.poll(() => place.answers(), {timeout: 15_000}).toEqual(given);
      await expect.poll(() => place.score(), {timeout: 15_000}).toBe(outcomeOf(outline, attempt)?.score);
    });
  });

  it.each(formats)('has sent nothing private anywhere in %s', (format) => {
    const {place, attempt, asked} = runs[format];
    // What open activities ask is sent with their answers: ids of signs that are words there prove nothing.
    const ids = Object.keys(attempt.answers['my-signs'] ?? {}).filter((id) => !asked.includes(id));
    expect(ids.length).toBeGreaterThan(5);
    const received = place.received();
    expect([ownWords, 'my_signs', 'my-signs', ...ids].filter((secret) => received.includes(secret))).toEqual([]);
  });
});
