import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Browser} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {type ConfigureOptions, configure} from '../../build/configure.ts';
import {root} from '../../build/root.ts';
import {readZip} from '../../build/verify/read-zip.ts';
import {activitiesOf} from '../../src/training/index.ts';
import {asObject} from '../../src/xapi/ask.ts';
import {matchOf} from '../../src/xapi/matches.ts';
import {findRalph, type Ralph, startRalph} from '../fakes/ralph.ts';
import {launchBrowser} from './browser.ts';
import {doActivity, plain} from './kinds.ts';
import {type Learner, sitDown} from './learner.ts';
import {openSchool, packageName, type School} from './school.ts';
import {openWeakLine, type WeakLine} from './weak-line.ts';

const found = findRalph();
/** Reads what each page is about to keep, and writes beside it which statements those are: it outlives the tab. */
const note = () => {
  const {setItem} = Storage.prototype;
  Storage.prototype.setItem = function (name: string, text: string) {
    setItem.call(this, name, text);
    if (!name.includes('/records1/')) return;
    const made = (JSON.parse(text) as readonly {id: string; stream: string}[]).map(({id, stream}) => [id, stream]);
    setItem.call(this, `made/${name}`, JSON.stringify(made));
  };
};
/** The ids of all that was ever made, by stream. */
const madeIn = (learner: Learner) =>
  learner.frame().evaluate(() =>
    Object.keys(localStorage)
      .filter((name) => name.startsWith('made/'))
      .flatMap((name) => JSON.parse(localStorage.getItem(name) ?? '[]') as [id: string, stream: string][]),
  );
/** What the browser says when the line is back. */
const lineIsBack = (learner: Learner) => learner.frame().evaluate(() => void window.dispatchEvent(new Event('online')));

describe.skipIf(!found)('a teacher who agreed to research, at a weak line to a real LRS', () => {
  let browser: Browser;
  let folder: string;
  let ralph: Ralph;
  let line: WeakLine;
  let school: School;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'destt-research-'));
    [browser, ralph] = await Promise.all([launchBrowser(), startRalph(found!, folder)]);
  });
  afterAll(async () => {
    await browser?.close();
    await ralph?.kill();
    await rm(folder, {recursive: true, force: true});
  });

  const configuring = async (options: Partial<ConfigureOptions>) => {
    const out = join(folder, 'configured.zip');
    await configure(join(root, 'dist', packageName), {out, ...options}, {fetch, doing: () => {}, say: () => {}});
    return Buffer.from(readZip(await readFile(out)).files.get('destt.config.js')!).toString();
  };
  const activity = async (learner: Learner, id: string) => {
    const one = activitiesOf(await learner.outline()).find((each) => each.id === id)!;
    await learner.open(id);
    await doActivity(learner, plain, one);
  };

  it('is refused a package with a key that reads', async () => {
    const {endpoint, login: key} = ralph;
    await expect(configuring({endpoint, key})).rejects.toThrow('it can read statements');
  });

  it('has each statement there once, whatever line, tab and server do; no name, no address, no LMS id among them', async () => {
    line = await openWeakLine(ralph.endpoint, 5);
    school = await openSchool({units: ['welcome', 'recognise', 'signs']});
    const {endpoint} = line;
    school.replace(
      /^destt\.config\.js$/,
      await configuring({endpoint, key: ralph.writer, branch: 'SKO', cohort: 'c-1'}),
    );
    const device = await browser.newContext({locale: 'en-GB', viewport: {width: 650, height: 666}});
    await device.addInitScript(note);
    const learner = await sitDown(device, school.player({lang: 'en'}));

    line.chance = 0.5;
    await learner.start();
    await activity(learner, 'agreement');
    await learner.open('consent');
    await learner.see('consent-activity .agree').click();
    await activity(learner, 'pulse-start');

    line.chance = 1;
    const allSeen = async () => {
      await lineIsBack(learner);
      return Object.values(line.seen).every((times) => times > 0);
    };
    await expect.poll(allSeen, {timeout: 60_000, interval: 500}).toBe(true);
    line.chance = 0.5;

    line.cut = true; // 1
    await activity(learner, 'what-is-stress');
    line.cut = false;
    await lineIsBack(learner);
    await activity(learner, 'seeing-the-signs');
    await learner.crash();
    await learner.comeBack();

    line.cut = true; // 2
    await activity(learner, 'self-check');
    await learner.crash();
    await learner.comeBack();
    line.cut = false;
    await lineIsBack(learner);
    await activity(learner, 'my-signs');

    line.cut = true; // 3
    await activity(learner, 'case-novice');
    await learner.leave();
    line.cut = false;
    line.chance = 0;
    await learner.comeBack();

    const lines = () => ralph.lines().map(({id}) => String(id));
    await expect
      .poll(async () => (await madeIn(learner)).every(([id]) => lines().includes(id)), {timeout: 60_000, interval: 500})
      .toBe(true);
    const made = new Map(await madeIn(learner));
    expect([...made.keys()].sort()).toEqual(lines().sort()); // each once, and nothing else
    expect([...made.values()].filter((stream) => stream === 'research').length).toBeGreaterThan(10);
    const statements = ralph.lines().map(({stored, authority, ...statement}) => statement);
    expect(statements.map(matchOf).filter(({ok}) => !ok)).toEqual([]);
    for (const statement of statements) {
      const {account, ...person} = asObject(statement.actor);
      expect(person).toEqual({objectType: 'Agent'});
      expect(asObject(account).homePage).toBe('https://w3id.org/destt/studies/stress-and-burnout');
      expect(asObject(account).name).toMatch(/^[0-9a-f]{20}$/);
      expect(JSON.stringify(statement)).not.toMatch(/aigul|serik|mbox|[\w.]@\w/i);
    }
    const actors = new Map(statements.map(({id, actor}) => [made.get(String(id)), JSON.stringify(actor)]));
    expect(new Set(statements.map(({actor}) => JSON.stringify(actor))).size).toBe(2); // a code for each stream
    expect(actors.get('research')).not.toBe(actors.get('tracking'));

    // Withdrawal is the last word of research.
    await learner.open('consent');
    await learner.see('consent-activity .stop').click();
    const known = (await madeIn(learner)).length;
    await activity(learner, 'pulse-start');
    await learner.leave();
    await expect.poll(() => lines().length, {timeout: 30_000, interval: 500}).toBeGreaterThan(known);
    const all = await madeIn(learner);
    const last = all.filter(([, stream]) => stream === 'research').slice(-1)[0]?.[0];
    await expect.poll(() => lines().includes(String(last)), {timeout: 30_000, interval: 500}).toBe(true);
    const research = ralph.lines().filter(({id}) => new Map(all).get(String(id)) === 'research');
    expect(asObject(research.at(-1)?.verb).id).toMatch(/\/retract$/);
    await device.close();
    await school.close();
    await line.close();
  });
});
