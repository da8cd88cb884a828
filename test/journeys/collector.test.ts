import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {openCollector, raw, type TestCollector} from '../../src/collector/collector.test-data.ts';
import {pseudonymHomePage} from '../../src/collector/pseudonym.ts';
import {followsProfile} from '../../src/collector/strict.ts';
import {activitiesOf} from '../../src/training/index.ts';
import {asObject} from '../../src/xapi/ask.ts';
import {matchOf} from '../../src/xapi/matches.ts';
import {launchBrowser} from './browser.ts';
import {doActivity, plain} from './kinds.ts';
import {type Learner, sitDown} from './learner.ts';
import {openSchool, type School} from './school.ts';

const person = {id: 'aigul.serik-1987', name: 'Серік, Айгүл'};

describe('a teacher in a SCORM package of an institution that has a collector', () => {
  let browser: Browser;
  let collector: TestCollector;
  let school: School;
  beforeAll(async () => {
    browser = await launchBrowser();
    school = await openSchool({units: ['welcome', 'recognise'], learner: person});
    collector = await openCollector({strict: followsProfile, now: Date.now});
    await collector.app.listen({port: 0, host: '127.0.0.1'});
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

  it('is read back by a researcher under a pseudonym; the disk knows no name, no address and no LMS id', async () => {
    const origin = `http://127.0.0.1:${school.port}`;
    const writing = collector.key({scope: 'statements/write', training: 'stress-and-burnout', origins: [origin]});
    const [user = '', secret = ''] = Buffer.from(writing.slice(6), 'base64').toString().split(':');
    const address = collector.app.server.address();
    const port = typeof address === 'object' ? address?.port : null;
    const settings = {
      records: 'endpoint',
      endpoint: `http://127.0.0.1:${port}/xapi/`,
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
});
