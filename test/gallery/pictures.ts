import {mkdir} from 'node:fs/promises';
import {join} from 'node:path';
import {createSpinner} from 'nanospinner';
import {root} from '../../build/root.ts';
import {servePreview} from '../../src/preview/server.ts';
import {readBuilt} from '../../src/preview/shown.ts';
import {launchBrowser} from '../journeys/browser.ts';

// `npm run pictures`: the pictures of the guides, docs/pictures/*.png, out of the packages that `npm run build` has made.
const folder = join(root, 'docs/pictures');
await mkdir(folder, {recursive: true});
const spinner = createSpinner('Pictures').start();
const shown = await readBuilt();
const preview = await servePreview({shown: () => shown, live: false, env: {PORT: '0'}});
const browser = await launchBrowser();
const page = await browser.newPage({viewport: {width: 1100, height: 700}, locale: 'en-GB'});
const training = page.frameLocator('iframe');
const picture = (name: string) => join(folder, `${name}.png`);

await page.goto(`${preview.address}/?ui=en&language=en&training=stress-and-burnout&view=phone`);
await training.locator('.actions .primary').click();
await page.locator('.status', {hasText: 'incomplete'}).waitFor();
await page.locator('.sides').evaluate((sides) => sides.scrollIntoView());
await page.screenshot({path: picture('preview')});

await page.locator('input[name=refuse]').check();
await page.locator('fieldset').screenshot({path: picture('faults')});
await page.locator('input[name=refuse]').uncheck();

preview.tell({
  type: 'mistakes',
  lines: [
    'modules/stress-and-burnout/welcome/kk.md:12:1',
    '  found   two boxes',
    '  wanted  three, as in en.md and ru.md',
    '  → Write the third box, :::callout, in Kazakh too.',
  ],
});
await page.locator('[role=alert]').waitFor();
await page.locator('[role=alert]').screenshot({path: picture('mistake')});
preview.tell({type: 'reload'});

const phone = await browser.newPage({viewport: {width: 360, height: 640}, locale: 'kk'});
const web = `${preview.address}/wire/pictures/packages/stress-and-burnout/web/index.html?lang=kk`;
await phone.goto(web);
await phone.locator('.actions .primary').waitFor();
await phone.screenshot({path: picture('phone')});

await browser.close();
await preview.close();
spinner.success({text: 'docs/pictures'});
