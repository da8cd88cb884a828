import {randomUUID} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {root} from '../../build/root.ts';
import {openCollector, raw, type TestCollector} from '../../src/collector/collector.test-data.ts';
import {pseudonymHomePage} from '../../src/collector/pseudonym.ts';
import {followsProfile} from '../../src/collector/strict.ts';
import {uploadPage} from '../../src/collector/upload.ts';
import {uploadWords} from '../../src/collector/upload-words.ts';
import {activitiesOf, languages} from '../../src/training/index.ts';
import {asObject} from '../../src/xapi/ask.ts';
import {matchOf} from '../../src/xapi/matches.ts';
import {statementsOf} from '../../src/xapi/statements.test-data.ts';
import {launchBrowser} from './browser.ts';
import {doActivity, plain} from './kinds.ts';
import {type Learner, sitDown} from './learner.ts';
import {openSchool, type School} from './school.ts';

const person = {id: 'aigul.serik-1987', name: 'Серік, Айгүл'};

describe('an institution that has a collector', () => {
  let browser: Browser;
  let collector: TestCollector;
  let school: School;
  let address: string;
  beforeAll(async () => {
    browser = await launchBrowser();
    school = await openSchool({units: ['welcome', 'recognise'], learner: person});
    collector = await openCollector({strict: followsProfile, now: Date.now, upload: await uploadPage()});
    address = await collector.app.listen({port: 0, host: '127.0.0.1'});
  });
  afterAll(async () => {
    await browser?.close();
    await school?.close();
    await collector?.close();
  });

  const activity = async (learner: Learner, id: string) => {
    const one = activitiesOf(await learner.outline()).find((each) => each.id === id)!;
    await learner.open(id);
    await doActivity(learner, plain, one);
  };

  it('reads back under a pseudonym what a teacher did in a SCORM package; the disk knows no name, no address, no LMS id', async () => {
    const origin = `http://127.0.0.1:${school.port}`;
    const writing = collector.key({scope: 'statements/write', training: 'stress-and-burnout', origins: [origin]});
    const [user = '', secret = ''] = Buffer.from(writing.slice(6), 'base64').toString().split(':');
    const settings = {
      records: 'endpoint',
      endpoint: `${address}/xapi/`,
      key: {scope: 'statements/write', user, secret},
      collector: true,
    };
    school.replace(/^destt\.config\.js$/, `window.desttConfig = ${JSON.stringify(settings)};`);

    const device = await browser.newContext({locale: 'en-GB', viewport: {width: 650, height: 666}});
    const learner = await sitDown(device, school.player({lang: 'en'}));
    await learner.start();
    await activity(learner, 'agreement');
    await learner.open('consent');
    await learner.see('consent-activity .agree').click();
    await activity(learner, 'pulse-start');
    await activity(learner, 'what-is-stress');
    await learner.leave();

    const key = collector.key({scope: 'statements/read'});
    const read = async () => {
      const {statements} = (await collector.ask('GET', '/xapi/statements?ascending=true', {key})).json();
      return statements as Record<string, unknown>[];
    };
    const streams = async () =>
      new Set(
        (await read()).map((statement) => matchOf(statement)).map((match) => (match.ok ? match.stream : match.path)),
      );
    await expect.poll(streams, {timeout: 60_000, interval: 500}).toEqual(new Set(['tracking', 'research']));

    const statements = await read();
    const actors = new Set(statements.map(({actor}) => JSON.stringify(actor)));
    expect(actors.size).toBe(1); // one person, in both streams
    expect(asObject(statements[0]?.actor)).toEqual({
      objectType: 'Agent',
      account: {homePage: pseudonymHomePage, name: expect.stringMatching(/^[0-9a-f]{64}$/)},
    });
    expect((await collector.ask('GET', '/xapi/statements', {key: writing})).status).toBe(403);
    // The key's own line names the LMS's origin, which the key was made for.
    const bytes = collector.bytes().replaceAll(JSON.stringify([origin]), '');
    for (const word of [person.id, person.name, ...person.name.split(', '), 'mailto:', origin]) {
      expect(bytes).not.toContain(raw(word));
      expect(collector.log()).not.toContain(word);
    }
    await device.close();
  });

  it('hands in record files on a page in three languages, each record once; what is no record is said', async () => {
    const writing = collector.key({scope: 'statements/write'});
    const key = Buffer.from(writing.slice(6), 'base64').toString();
    const page = await browser.newPage({viewport: {width: 360, height: 700}, locale: 'en-GB'});
    const outside: string[] = [];
    page.on('request', (request) => request.url().startsWith(address) || outside.push(request.url()));
    await page.goto(`${address}/upload`);
    for (const language of languages) {
      await page.click(`nav button[lang=${language}]`);
      expect(await page.innerText('h1')).toBe(uploadWords[language].title);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
    }
    const made = [...statementsOf().values()].flat().map((each) => ({...each, id: randomUUID()}));
    const file = (name: string, content: unknown) => ({
      name,
      mimeType: 'application/json',
      buffer: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
    });
    const result = async (...files: ReturnType<typeof file>[]) => {
      await page.setInputFiles('#files', files);
      await page.click('button.primary');
      await page.locator('button.primary:enabled').waitFor();
      return page.innerText('.results');
    };
    await page.fill('#key', 'wrong:key');
    expect(await result(file('a.json', made))).toContain(uploadWords.en.badKey);
    await page.fill('#key', key);
    const records = file('<img src=x onerror=alert(1)>.json', made);
    expect(await result(records)).toBe(
      `<img src=x onerror=alert(1)>.json: ${made.length} records stored, 0 were here before.`,
    );
    expect(await result(records)).toContain(`0 records stored, ${made.length} were here before`);
    expect(await result(file('b.json', [{verb: '<b>'}]), file('c.json', 'a letter'))).toMatch(
      /1 records were not accepted.*Record 1: .*c\.json: this is not a records file/s,
    );
    await page.evaluate(readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8'));
    const faults = await page.evaluate(async () => {
      const {axe} = window as unknown as {axe: {run(): Promise<{violations: {id: string}[]}>}};
      return (await axe.run()).violations.map(({id}) => id);
    });
    expect(faults).toEqual([]);
    expect(outside).toEqual([]);
    await page.close();
  });
});
