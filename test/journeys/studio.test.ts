import {readFileSync} from 'node:fs';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import type {Browser, BrowserContext, Locator} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {root} from '../../build/root.ts';
import {wavHeader, wavSamples} from '../../src/activities/speech-studio/acoustics/wav.ts';
import {activitiesOf} from '../../src/training/index.ts';
import {launchBrowser} from './browser.ts';
import {keyboard} from './keyboard.ts';
import {doActivity, goOn, type Manner, plain} from './kinds.ts';
import {type Learner, sitDown} from './learner.ts';
import {openSchool, type School} from './school.ts';
import {speechPackage} from './speech-training.ts';

/** What stands for a voice: syllables of a buzzing tone, four a second, three seconds on and one off, in a little noise. */
function speech(seconds: number, sampleRate = 16_000): Buffer {
  const samples = Float32Array.from({length: seconds * sampleRate}, (_, at) => {
    const t = at / sampleRate;
    const pitch = 2 * Math.PI * (140 * t + 8 * Math.sin(t));
    const buzz = [1, 2, 3, 4, 5, 6].reduce((sum, h) => sum + Math.sin(h * pitch) / h, 0);
    const syllable = t % 4 < 3 ? Math.max(0, Math.sin(2 * Math.PI * 4 * t)) : 0;
    return 0.25 * syllable * buzz + 0.0005 * Math.sin(1e4 * Math.sin(at));
  });
  return Buffer.concat([wavHeader(sampleRate, 1, samples.length), wavSamples([samples])]);
}

let browser: Browser;
let place: string;
let files: Readonly<Record<string, Uint8Array>>;
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'destt-studio-'));
  const voice = join(place, 'voice.wav');
  await writeFile(voice, speech(8, 48_000));
  browser = await launchBrowser([
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    `--use-file-for-fake-audio-capture=${voice}`,
    '--autoplay-policy=no-user-gesture-required',
  ]);
  files = await speechPackage();
});
afterAll(async () => {
  await browser?.close();
  await rm(place, {recursive: true, force: true});
});

/** A teacher with a profile of their own, at the step of that name. */
async function teacherAt(
  school: School,
  step: string,
  prepare: (context: BrowserContext) => Promise<void> = async () => {},
) {
  const context = await browser.newContext({locale: 'en-GB', viewport: {width: 650, height: 666}});
  await context.grantPermissions(['microphone']);
  await prepare(context);
  const teacher = await sitDown(context, school.player());
  await teacher.open(step);
  return {teacher, context};
}

const studio = (teacher: Learner, selector = '') => teacher.see(`speech-studio-activity ${selector}`);

/** Speaks until the clock of the recording shows so many seconds. */
async function record(teacher: Learner, seconds: number): Promise<void> {
  await studio(teacher, '.own .record').click();
  await studio(teacher, '.begin').click();
  await expect.poll(() => secondsIn(studio(teacher, '.time'))).toBeGreaterThanOrEqual(seconds);
}
const secondsIn = async (place: Locator) => {
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec((await place.textContent()) ?? '') ?? [];
  return 60 * Number(minutes) + Number(seconds);
};

/** Clicks, and gives back the file that comes of it. */
async function downloaded(teacher: Learner, button: Locator): Promise<Buffer> {
  const [file] = await Promise.all([teacher.page.waitForEvent('download'), button.click()]);
  return readFile(await file.path());
}

describe('two teachers at the speech studio', () => {
  it('record, mark, compare, hand over and come back, and the LMS hears nothing of it', async () => {
    const school = await openSchool({files});
    const {teacher, context} = await teacherAt(school, 'studio');
    await studio(teacher, '[name=goal][value=pauses]').check();

    // The tab dies while recording: what was said is there.
    await record(teacher, 5);
    await teacher.crash();
    await teacher.comeBack();
    await studio(teacher, '.own .listen').waitFor();
    expect(await studio(teacher, '.own').textContent()).toContain('The page was closed while recording');
    expect(await secondsIn(studio(teacher, '.own p').first())).toBeGreaterThanOrEqual(2);

    // It can be heard and marked, by keyboard; it is too short to be measured, and says so.
    await studio(teacher, '.own .listen').click();
    await studio(teacher, '.play').click();
    await expect.poll(() => secondsIn(studio(teacher, '.time'))).toBeGreaterThanOrEqual(1);
    expect(await studio(teacher, '.facts').count()).toBe(0);
    await teacher.page.keyboard.press('5');
    await teacher.page.keyboard.press('-');
    await teacher.page.keyboard.press('1');
    await teacher.page.keyboard.press('u');
    await teacher.page.keyboard.press('4');
    await expect.poll(() => studio(teacher, 'li.mark').allTextContents()).toHaveLength(2);
    expect((await studio(teacher, 'li.mark').allTextContents()).join()).toMatch(/\+ Voice.*− Language/s);
    await studio(teacher, '.heard').click();
    await studio(teacher, '.own .refusal').waitFor();
    expect(await studio(teacher, '.own .refusal').textContent()).toContain('shorter than 20 seconds');

    // A longer one, opened from a file, is measured after it was marked.
    await studio(teacher, '.to-start').click();
    await studio(teacher, '.own .delete').click();
    await studio(teacher, '.own .yes').click();
    const name = 'my speech.wav';
    await studio(teacher, '.own input.open').setInputFiles({name, mimeType: 'audio/wav', buffer: speech(32)});
    await studio(teacher, '.own .listen').click();
    await studio(teacher, '[type=range]').fill('12');
    await studio(teacher, '.criteria .plus').nth(4).click();
    await studio(teacher, '[type=range]').fill('20');
    await studio(teacher, '.criteria .minus').nth(0).click();
    await studio(teacher, '.detail').nth(0).click();
    await studio(teacher, '[name=note_0]').fill('I noticed a long silence, and it made me wait.');
    await studio(teacher, '.heard').click();
    await studio(teacher, '.own .facts').waitFor();
    const facts = await studio(teacher, '.own .facts li').allTextContents();
    expect(facts).toHaveLength(3);
    expect(facts[1]).toMatch(/^7 pauses, 2\d % of the time/);
    expect(await studio(teacher, '.own .advice li').count()).toBeGreaterThanOrEqual(1);

    // Handed over: the marks, and the sound, as it was.
    const marks = await downloaded(teacher, studio(teacher, '.save-own'));
    expect(marks.length).toBeLessThan(20_000);
    expect(JSON.parse(marks.toString()).content).toMatchObject({
      rater: 'self',
      marks: [
        [12, 'voice', '+', /long silence/],
        [20, 'structure', '-', ''],
      ].map(([at, criterion, sign, note]) => [
        at,
        criterion,
        sign,
        note instanceof RegExp ? expect.stringMatching(note) : note,
      ]),
    });
    await studio(teacher, '.to-start').click();
    const sound = await downloaded(teacher, studio(teacher, '.own .export'));
    expect(sound.equals(speech(32))).toBe(true);

    // The opponent, at another computer, opens both.
    const {teacher: opponent, context: elsewhere} = await teacherAt(await openSchool({files}), 'studio');
    await studio(opponent, '.other input.open').setInputFiles({name, mimeType: 'audio/wav', buffer: sound});
    await studio(opponent, '.other .listen').click();
    await studio(opponent, '[type=range]').fill('21');
    await studio(opponent, '.criteria .minus').nth(0).click();
    await studio(opponent, '.heard').click();
    await studio(opponent, '.other .facts').waitFor();
    const mine = {name: 'marks.json', mimeType: 'application/json', buffer: marks};
    await studio(opponent, 'input.open-marks').setInputFiles(mine);
    await expect.poll(() => studio(opponent, '.other thead').textContent()).toContain('the speaker');
    const answer = await downloaded(opponent, studio(opponent, '.save-other'));
    await elsewhere.close();

    // A file that was cut on the way is refused; the whole one is beside my own marks.
    await studio(teacher, '.to-picture').click();
    const cut = {...mine, buffer: answer.subarray(0, answer.length - 9)};
    await studio(teacher, 'input.open-marks').setInputFiles(cut);
    await expect.poll(() => studio(teacher, '.note').textContent()).toContain('damaged on the way');
    await studio(teacher, 'input.open-marks').setInputFiles({...mine, buffer: answer});
    await expect.poll(() => studio(teacher, '.own thead').textContent()).toContain('the opponent');
    expect(await studio(teacher, '.own tbody tr').first().textContent()).toMatch(/Structure\s*\+0 −1\s*\+0 −1/);

    // The studio counts as done; nothing that was said, noted or measured is in the LMS.
    await teacher.see('.steps button.primary').waitFor();
    await teacher.leave();
    const stored = school.moodle.store.attempts.at(-1) ?? {};
    expect(stored['cmi.suspend_data']?.length).toBeLessThan(400);
    expect(Object.keys(stored).filter((element) => element.includes('interactions'))).toEqual([]);
    expect(JSON.stringify(stored)).not.toMatch(/silence|voice|opponent/);

    // And back again: all of it is on the device.
    await teacher.comeBack();
    await studio(teacher, '.own .facts').waitFor();
    expect(await studio(teacher, '.own thead').textContent()).toContain('the opponent');
    await context.close();
    await school.close();
  });

  it('hear nothing of each other at one computer', async () => {
    const school = await openSchool({files});
    const {teacher, context} = await teacherAt(school, 'studio');
    await record(teacher, 3);
    await studio(teacher, '.stop').click();
    await studio(teacher, '.own .listen').waitFor();
    await teacher.leave();
    await teacher.page.close();
    // The next learner's Moodle, at the very address of the first: the same browser storage.
    const other = await openSchool({files, learner: {id: 'dana', name: 'Dana'}});
    await context.route(`http://127.0.0.1:${school.port}/**`, (route) =>
      route.continue({url: route.request().url().replace(`:${school.port}/`, `:${other.port}/`)}),
    );
    const next = await sitDown(context, school.player());
    await next.open('studio');
    await studio(next, '.own .record').waitFor();
    const databases = await next.frame().evaluate(async () => (await indexedDB.databases()).length);
    expect(databases).toBeGreaterThan(2); // the first learner's recording does lie here
    expect(await studio(next, '.own .listen').count()).toBe(0);
    await context.close();
    await other.close();
    await school.close();
  });
});

describe('a recording', () => {
  it.each([
    ['the worklet’s file', []],
    ['a Blob', ['recorder']],
    ['a data: URL', ['recorder', 'blob:']],
    ['a ScriptProcessor', ['recorder', 'blob:', 'data:']],
  ])('is made by %s, where the browser takes nothing before it', async (_, refused) => {
    const school = await openSchool({files});
    const {teacher, context} = await teacherAt(school, 'studio', async (context) => {
      await context.addInitScript((refused) => {
        const {addModule} = AudioWorklet.prototype;
        AudioWorklet.prototype.addModule = function (address, options) {
          const no = refused.some((start) => String(address).startsWith(start));
          return no
            ? Promise.reject(new DOMException('refused', 'AbortError'))
            : addModule.call(this, address, options);
        };
      }, refused);
    });
    await record(teacher, 2);
    await studio(teacher, '.stop').click();
    await studio(teacher, '.own .listen').waitFor();
    const sound = await downloaded(teacher, studio(teacher, '.own .export'));
    const samples = new Int16Array(sound.buffer.slice(sound.byteOffset + 44, sound.byteOffset + sound.length));
    expect(samples.length).toBeGreaterThan(16_000);
    expect(samples.reduce((most, each) => Math.max(most, Math.abs(each)), 0)).toBeGreaterThan(3000);
    expect(school.asked.filter((name) => name === 'recorder-1.js')).toHaveLength(refused.length === 0 ? 1 : 0);
    await context.close();
    await school.close();
  });

  it('is not to be had on plain http, and the page says what else there is', async () => {
    const school = await openSchool({files});
    const {teacher, context} = await teacherAt(school, 'studio', async (context) => {
      await context.addInitScript(() => Object.defineProperty(window, 'isSecureContext', {value: false}));
    });
    await studio(teacher, '.own .record').click();
    await studio(teacher, '.begin').click();
    await expect.poll(() => studio(teacher, '.note').textContent()).toContain('without encryption');
    // By ear and clock it goes on all the same.
    await studio(teacher, '.own .live').click();
    await studio(teacher, '.play').click();
    await expect.poll(() => secondsIn(studio(teacher, '.time'))).toBeGreaterThanOrEqual(1);
    await studio(teacher, '.criteria .plus').nth(0).click();
    await studio(teacher, '.heard').click();
    await studio(teacher, '.own .refusal').waitFor();
    await teacher.see('.steps button.primary').waitFor();
    await context.close();
    await school.close();
  });
});

describe('the script of the studio', () => {
  it('is under 25 kB as a server packs it, and is not asked for before the step is near', async () => {
    const [name, script] = Object.entries(files).find(([name]) => name.startsWith('kind-speech-studio'))!;
    expect(gzipSync(script, {level: 9}).length).toBeLessThan(25_000);
    const school = await openSchool({files});
    const {teacher, context} = await teacherAt(school, 'talk');
    await teacher.see('outline-builder-activity').waitFor();
    await expect.poll(() => school.asked.some((asked) => asked.startsWith('kind-ladder'))).toBe(true);
    expect(school.asked).not.toContain(name);
    await teacher.open('studio');
    await studio(teacher).waitFor();
    expect(school.asked).toContain(name);
    await context.close();
    await school.close();
  });
});

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** What axe finds on the screen shown, light and dark, and whether it scrolls sideways. */
async function faultsOf({page, frame}: Learner, screen: string): Promise<readonly string[]> {
  if (!(await frame().evaluate(() => 'axe' in window))) await frame().evaluate(axe);
  const faults: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({colorScheme});
    const found = await frame().evaluate(async () => {
      interface Found {
        readonly violations: readonly {readonly id: string; readonly nodes: readonly {readonly html: string}[]}[];
      }
      const {axe} = window as unknown as {axe: {run(): Promise<Found>}};
      const {violations} = await axe.run();
      const wide = document.documentElement.scrollWidth - window.innerWidth;
      return [
        ...violations.map(({id, nodes}) => `${id}: ${nodes[0]?.html}`),
        ...(wide > 0 ? [`${wide} px too wide`] : []),
      ];
    });
    faults.push(...found.map((fault) => `${screen}, ${colorScheme}: ${fault}`));
  }
  return faults;
}

describe('talk, ladder, studio and rubric', () => {
  it.each(['kk', 'ru', 'en'] as const)(
    'have no fault that axe finds in %s, on a phone, light and dark',
    async (language) => {
      const school = await openSchool({files});
      const {teacher, context} = await teacherAt(school, 'talk');
      await teacher.page.setViewportSize({width: 360, height: 666});
      if (language !== 'en') await teacher.speak(language);
      const faults: string[] = [];
      const seen: string[] = [];
      const look: Manner['look'] = async (step, {kind}) => {
        seen.push(`${kind} ${step}`);
        faults.push(...(await faultsOf(teacher, `${kind} ${step}`)));
      };
      for (const activity of activitiesOf(await teacher.outline())) {
        await doActivity(teacher, {...plain, wanders: true, look}, activity);
        if (activity.kind !== 'rubric') await goOn(teacher, plain);
      }
      await teacher.open('studio');
      await studio(teacher, '.to-start').click();
      await studio(teacher, '.own .record').click();
      await studio(teacher, '.begin').click();
      await studio(teacher, '.stop').waitFor();
      faults.push(...(await faultsOf(teacher, 'recording')));
      await studio(teacher, '.stop').click();
      await studio(teacher, '.own .listen').waitFor();
      await context.close();
      await school.close();
      expect(seen.length).toBeGreaterThan(18);
      expect(faults).toEqual([]);
    },
  );

  it('are done by keyboard alone, and the teacher always knows where they are', async () => {
    const school = await openSchool({files});
    const {teacher, context} = await teacherAt(school, 'talk');
    const lost: string[] = [];
    const manner: Manner = {...plain, hand: keyboard(teacher, lost), wanders: true, feels: 'most'};
    for (const activity of activitiesOf(await teacher.outline())) {
      await doActivity(teacher, manner, activity);
      await goOn(teacher, manner);
    }
    expect(lost).toEqual([]);
    await expect.poll(() => school.moodle.stored('cmi.core.lesson_status')).toBe('completed');
    await context.close();
    await school.close();
  });
});
