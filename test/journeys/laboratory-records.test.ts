import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Statement} from '@xapi/xapi';
import type {Browser} from 'playwright-core';
import * as v from 'valibot';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {cmi5} from '../../build/formats/cmi5.ts';
import {xapi} from '../../build/formats/xapi.ts';
import {root} from '../../build/root.ts';
import {profileFrom} from '../../src/activities/role-play/profile.ts';
import {rolePlay} from '../../src/activities/role-play/role-play.ts';
import {choiceAt, replay} from '../../src/activities/role-play/story.ts';
import {activitiesOf, type Response} from '../../src/training/index.ts';
import {matchOf} from '../../src/xapi/matches.ts';
import {extensions, type TemplateName} from '../../src/xapi/terms.ts';
import {launchBrowser} from './browser.ts';
import {doActivity, goOn, plain} from './kinds.ts';
import {sitDown} from './learner.ts';
import {openCourse} from './lrs-launch.ts';
import {faults, matched, savedRecords} from './saved-records.ts';
import {filesOf, starterTraining} from './starters.ts';

const scene = 'interpersonal-communication/lab-mark';
const {
  kind: _kind,
  minutes: _minutes,
  ...written
} = parse(readFileSync(join(root, 'modules', scene, 'activity.yaml'), 'utf8'));
const rules = v.parse(rolePlay.rules, written);

const numbers = v.record(v.string(), v.number());
const decided = v.object({
  ...{run: v.number(), mode: v.string(), skills: v.array(v.string())},
  ...{before: numbers, after: numbers},
});
const ended = v.object({
  ...{run: v.number(), satisfied: v.string(), path: v.array(v.string())},
  ...{modes: numbers, state: numbers},
});

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const of = (statements: readonly Statement[], name: TemplateName) =>
  statements.filter((statement) => {
    const match = matchOf(statement);
    return match.ok && match.template === name;
  });
const responseIn = ({result}: Statement) => result?.response;

describe.each([
  ['cmi5', cmi5],
  ['xapi', xapi],
] as const)('a teacher who agreed to research and plays a scene, launched as %s', (launch, format) => {
  it('is told to the LRS by the first choices, and to researchers by every choice with the state around it', async () => {
    const files = await filesOf(await starterTraining(['consent', scene]), format);
    const course = await openCourse({format: launch, files});
    const context = await browser.newContext({viewport: {width: 650, height: 666}, locale: 'en-GB'});
    const teacher = await sitDown(context, course.launch());
    const [consent, talk] = activitiesOf(await teacher.outline());
    await teacher.start();
    await teacher.open('consent'); // it is optional, so nobody is led to it
    await doActivity(teacher, plain, consent!);
    await goOn(teacher, plain);
    await doActivity(teacher, {...plain, wanders: true}, talk!);
    const response: Response = await teacher
      .see('role-play-activity')
      .evaluate((element) => (element as unknown as {response: Response}).response);
    const [first, second] = [response.run_1, response.run_2] as const;
    if (!Array.isArray(first) || !Array.isArray(second)) throw new Error('The learner played fewer than two runs.');
    const records = await savedRecords(teacher, 'starters');
    await teacher.see('.bar .leave').click();
    await expect.poll(() => course.lrs.verbs().includes('terminated')).toBe(true);
    // A page that is closed while it goes elsewhere may keep Chromium waiting for minutes.
    if (launch === 'cmi5') await teacher.page.waitForURL(course.returnAddress);
    const launched = course.lrs.statements as unknown as readonly Statement[];

    // The launch's LRS: what was chosen in each scene of the first run, and how sure they were.
    expect(course.lrs.broken).toEqual([]);
    expect(faults(launched)).toEqual([]);
    const answers = of(launched, 'trackedAnswer');
    const itemOf = ({object}: Statement) => ('id' in object ? String(object.id).split('/').at(-1) : '');
    const story = replay(rules, first);
    expect(answers.map((statement) => [itemOf(statement), responseIn(statement)])).toEqual([
      ['lab_mark__sure_before', '4'],
      ...story.moments.map((moment) => [`lab_mark__${moment.scene}`, moment.choice]),
      ['lab_mark__sure_after', '7'],
    ]);
    expect(answers[1]?.object).toMatchObject({definition: {interactionType: 'choice', choices: expect.any(Array)}});

    // The records: each choice of both runs with its mode, its skills, the time it took, and the state before and after.
    expect(faults(records)).toEqual([]);
    const research = matched(records, 'research');
    const decisions = of(research, 'decision').map((statement) => ({
      scene: itemOf(statement)?.replace('lab_mark__', ''),
      choice: responseIn(statement),
      took: statement.result?.duration,
      ...v.parse(decided, statement.result?.extensions?.[extensions.decision]),
    }));
    const runs = [first, second].map((path, at) => ({path, run: at + 1, ...replay(rules, path)}));
    expect(decisions).toEqual(
      runs.flatMap(({run, moments}) =>
        moments.map((moment) => ({
          run,
          scene: moment.scene,
          choice: moment.choice,
          took: expect.stringMatching(/^PT\d+\.\d\dS$/),
          mode: choiceAt(rules, moment).mode,
          skills: choiceAt(rules, moment).skills,
          before: moment.before,
          after: moment.after,
        })),
      ),
    );
    expect(second.slice(0, 1)).toEqual(first.slice(0, 1)); // taken over up to where they went back
    expect(second).not.toEqual(first);

    // The summaries: one a run, the first as it was; their modes are those of the choices that were told.
    const endings = of(research, 'ending').map((statement) =>
      v.parse(ended, statement.result?.extensions?.[extensions.ending]),
    );
    const counted = (run: number) => {
      const modes = decisions.filter((each) => each.run === run).map(({mode}) => mode);
      return Object.fromEntries(
        ['compete', 'collaborate', 'compromise', 'avoid', 'accommodate'].map((mode) => [
          mode,
          modes.filter((each) => each === mode).length,
        ]),
      );
    };
    expect(endings).toEqual(
      runs.map(({run, path, satisfied, state}) => ({run, path, satisfied, state, modes: counted(run)})),
    );
    expect(profileFrom(response.profile)).toEqual(counted(1));

    // How sure they were, asked in every language.
    const sure = of(research, 'answer').filter((statement) => itemOf(statement)?.includes('sure_'));
    expect(sure.map(responseIn)).toEqual(['4', '7']);
    expect(sure[0]?.object).toMatchObject({
      definition: {description: {kk: expect.any(String), ru: expect.any(String), en: expect.any(String)}},
    });

    // Neither stream knows the other.
    expect(JSON.stringify(launched)).not.toContain('research');
    await context.close();
    await course.close();
  });
});
