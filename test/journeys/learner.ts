import type {BrowserContext, Frame, Locator, Page} from 'playwright-core';
import {activitiesOf, type Outline, type PackageManifest} from '../../src/training/index.ts';

/** A teacher at the training: does what a person would do, by what a person can see. */
export interface Learner {
  readonly page: Page;
  /** The training's own document: Moodle's frame, or the page where there is no LMS. */
  frame(): Frame;
  /** Something inside the player, whatever its shadow roots. */
  see(selector: string): Locator;
  start(): Promise<void>;
  /** Reads the page shown to its end, and goes on. */
  readOn(): Promise<void>;
  next(): Promise<void>;
  speak(language: 'kk' | 'ru' | 'en'): Promise<void>;
  /** Opens the self-check's statements. */
  beginSelfCheck(): Promise<void>;
  /** Answers the statements shown, by option id. */
  answer(option: string): Promise<void>;
  /** Answers everything and looks at the result. */
  doSelfCheck(option: string): Promise<void>;
  leave(): Promise<void>;
  title(): Promise<string>;
  /** The options chosen on the screen, by item. */
  chosen(): Promise<Readonly<Record<string, string>>>;
  /** What is ticked, chosen and written on the screen, under its title. */
  given(): Promise<readonly string[]>;
  /** The training as the launch page carries it. */
  outline(): Promise<Outline>;
  /** Opens an activity from the contents. */
  open(activity: string): Promise<void>;
  /** The tab dies at once: no event, no last word. */
  crash(): Promise<void>;
  /** Opens the training again in a new tab, once the other is closed or dead; all that is seen is seen there. */
  comeBack(): Promise<void>;
}

/** Opens the training at an address in a new tab; with `frames` in a page that puts it into a frame by itself. */
export async function sitDown(
  context: BrowserContext,
  address: string,
  {frames = false}: {frames?: boolean} = {},
): Promise<Learner> {
  let page: Page;
  const open = async () => {
    page = await context.newPage();
    // A page that puts the training into its frame by script does so after it has loaded.
    const framed = frames ? page.waitForEvent('framenavigated', ofTraining) : null;
    await page.goto(address);
    await framed;
    await see('training-player h1').waitFor();
  };
  const frame = () => page.frames().find(ofTraining) ?? page.mainFrame();
  const see = (selector: string) => frame().locator(selector);
  await open();

  const learner: Learner = {
    get page() {
      return page;
    },
    frame,
    see,
    async start() {
      await see('.actions .primary').click();
      await see('.steps').waitFor();
    },
    async readOn() {
      await see('page-activity').waitFor();
      await frame().evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
      await see('.steps button.primary').waitFor(); // the page counts as read
      await learner.next();
    },
    async next() {
      const before = await learner.title();
      await see('.steps button:last-child').click();
      await frame().waitForFunction((old) => {
        const title = document.querySelector('training-player')?.shadowRoot?.querySelector('h1')?.textContent;
        return title !== undefined && title?.trim() !== old;
      }, before);
    },
    async speak(language) {
      await see(`.languages button[lang=${language}]`).click();
      await see(`.frame[lang=${language}]`).waitFor();
    },
    async beginSelfCheck() {
      await see('self-assessment-activity .begin').click();
      await see('self-assessment-activity fieldset.item').first().waitFor();
    },
    async answer(option) {
      for (const box of await see(`fieldset.item label.${option} input`).all()) await box.check();
    },
    async doSelfCheck(option) {
      await learner.beginSelfCheck();
      for (let group = 0; group < 10; group++) {
        await learner.answer(option);
        const finish = see('self-assessment-activity .finish');
        if (await finish.isVisible()) return finish.click();
        await see('self-assessment-activity .next').click();
      }
    },
    async leave() {
      await see('.bar .leave').click();
      await see('.bar').waitFor({state: 'detached'});
    },
    title: () => see('training-player h1').first().innerText(),
    async chosen() {
      const checked = await see('fieldset.item input:checked').all();
      const pairs = checked.map(async (box) => [await box.getAttribute('name'), await box.getAttribute('value')]);
      return Object.fromEntries(await Promise.all(pairs));
    },
    given: () =>
      frame().evaluate(() => {
        const inside = document.querySelector('training-player')?.shadowRoot;
        const shown = [...(inside?.querySelectorAll('main > *') ?? [])].find(({localName}) =>
          localName.endsWith('-activity'),
        );
        const fields = shown?.shadowRoot?.querySelectorAll<HTMLInputElement>(
          'input:checked, input[type=text], select, textarea',
        );
        const given = [...(fields ?? [])].map(({name, value}) => `${name}: ${value}`);
        return [inside?.querySelector('h1')?.textContent?.trim() ?? '', ...given];
      }),
    async outline() {
      const manifest = await frame().evaluate(() => document.getElementById('manifest')?.textContent);
      return (JSON.parse(manifest ?? '') as PackageManifest).outline;
    },
    async open(activity) {
      const at = activitiesOf(await learner.outline()).findIndex(({id}) => id === activity);
      if (!(await see('.units').isVisible())) await see('.menu').click();
      await see('.activities button').nth(at).click();
      await see('.units').waitFor({state: 'detached'});
    },
    async crash() {
      const gone = new Promise((resolve) => page.once('crash', resolve));
      await page.goto('chrome://crash').catch(() => {}); // the page dies while it goes there
      await gone;
      await page.close();
    },
    async comeBack() {
      await page.close();
      await open();
    },
  };
  return learner;
}

const ofTraining = (frame: Frame) => /\/packages?\//.test(frame.url());

/** The four screens of the first unit, up to the self-check. */
export async function readToSelfCheck(learner: Learner): Promise<void> {
  await learner.start();
  for (let page = 0; page < 3; page++) await learner.readOn();
  await learner.see('self-assessment-activity').waitFor();
}
