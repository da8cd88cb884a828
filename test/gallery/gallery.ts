import {mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {createSpinner} from 'nanospinner';
import {root} from '../../build/root.ts';
import {languageNames, languages} from '../../src/training/index.ts';
import {launchBrowser} from '../journeys/browser.ts';
import {openSchool} from '../journeys/school.ts';
import {shortTour, tour} from '../journeys/tour.ts';

// `npm run gallery`: pictures of every screen in every language, on a phone and in Moodle's frame, on one page to look
// through: dist/gallery/index.html. The picture of the README is one of them.
const views = {
  phone: {width: 360, height: 666},
  frame: {width: 650, height: 666},
} as const;

const folder = join(root, 'dist/gallery');
await rm(folder, {recursive: true, force: true});
await mkdir(folder, {recursive: true});

const browser = await launchBrowser();
const spinner = createSpinner('Gallery').start();
const screens: string[] = [];
const tours = [
  ['stress-and-burnout', tour],
  ['interpersonal-communication', shortTour],
] as const;
for (const [training, walk] of tours)
  for (const language of languages) {
    const school = await openSchool({training, units: 'all'});
    const context = await browser.newContext({viewport: views.phone, locale: language});
    await walk(context, school, language, async ({name: screen}, {frame, page}) => {
      const name = walk === tour ? screen : `${training}-${screen}`;
      if (!screens.includes(name)) screens.push(name);
      const shown = page.locator('#scorm_object');
      for (const [view, viewport] of Object.entries(views)) {
        spinner.update({text: `Gallery: ${name}, ${language}, ${view}`});
        await page.setViewportSize(viewport);
        if (name === 'what-is-stress-page' && language === 'en' && view === 'frame')
          await page.screenshot({path: join(root, 'docs/player.png')});
        // The whole screen, not only what the frame shows of it.
        const height = await frame().evaluate(() => document.documentElement.scrollHeight);
        await shown.evaluate(
          (element, tall) => {
            element.style.height = `${tall}px`;
          },
          Math.max(height, viewport.height),
        );
        await shown.screenshot({path: join(folder, `${name}-${language}-${view}.png`)});
        await shown.evaluate((element) => {
          element.style.height = '';
        });
      }
      await page.setViewportSize(views.phone);
    });
    await context.close();
    await school.close();
  }
await browser.close();

const rows = screens.map(
  (screen) => `<h2 id="${screen}">${screen}</h2>
${Object.entries(views)
  .map(
    ([view, {width}]) =>
      `<div>${languages
        .map((language) => {
          const name = `${screen}-${language}-${view}.png`;
          return `<figure><img src="${name}" width="${width}" alt="${screen}, ${view}" loading="lazy"><figcaption>${languageNames[language]}</figcaption></figure>`;
        })
        .join('')}</div>`,
  )
  .join('\n')}`,
);
const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>DeSTT gallery</title>
<style>body { font: 16px/1.5 system-ui, sans-serif; margin: 24px } div { display: flex; gap: 16px; overflow-x: auto; align-items: flex-start }
figure { margin: 0 0 24px } img { border: 1px solid #aaa } </style>
<h1>Every screen, in every language</h1>
<nav>${screens.map((screen) => `<a href="#${screen}">${screen}</a>`).join(' · ')}</nav>
${rows.join('\n')}
</html>
`;
await writeFile(join(folder, 'index.html'), page);
spinner.success({
  text: `${screens.length} screens, ${languages.length} languages, ${Object.keys(views).length} views: dist/gallery/index.html`,
});
