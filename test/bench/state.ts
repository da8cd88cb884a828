import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Browser} from 'playwright-core';
import {root} from '../../build/root.ts';
import {doAll, plain} from '../journeys/kinds.ts';
import {sitDown} from '../journeys/learner.ts';
import {openSchool} from '../journeys/school.ts';

/** What the whole training is to the LMS once everything is done and the learner's texts are carried. */
export interface StateFigure {
  /** The longest suspend data that was sent. */
  readonly characters_of_state: number;
  /** How many of three journal entries a second device shows, letter by letter. */
  readonly entries: number;
  /** What SCORM 1.2 is held to. */
  readonly limit: number;
}

/** Texts no dictionary was made from, each another: as long as people write (journal), and a sentence for other fields. */
function unseen() {
  const text = readFileSync(join(root, 'test/bench/texts/kk.txt'), 'utf8').replaceAll('\n', ' ');
  let at = 0;
  return (length: number) => text.slice(at, (at += length)).trim();
}

/**
 * Does the whole training in a real browser with three journal entries and the tick that carries texts, and looks at it on
 * a second device: the figures of the bench, and what a journey expects of them.
 */
export async function wholeState(browser: Browser): Promise<StateFigure> {
  const write = unseen();
  const entries = [write(240), write(240), write(240)];
  const school = await openSchool({units: 'all'});
  const context = await browser.newContext({viewport: {width: 650, height: 666}});
  const learner = await sitDown(context, school.player({lang: 'kk'}));
  await learner.start();
  await doAll(learner, {
    ...plain,
    writes: (field, {id}) => (id === 'journal' && field === 'draft' ? entries[0]! : write(70)),
    async look(step, {id}) {
      if (id !== 'journal' || step !== 'entry') return;
      for (const [at, text] of entries.entries()) {
        if (at === 0) continue;
        await learner.see('journal-activity [name=draft]').fill(text);
        await learner.see('journal-activity .save').click();
      }
      await learner.see('.carry input').check();
    },
  });
  await learner.leave();

  const phone = await browser.newContext({viewport: {width: 360, height: 666}});
  const second = await sitDown(phone, school.player({lang: 'kk'}));
  await second.open('journal');
  await second.see('journal-activity .card .written').first().waitFor();
  const shown = await second.see('journal-activity .card .written').allTextContents();
  const sent = school.moodle.log.flatMap(({given: [element, value]}) => (element === 'cmi.suspend_data' ? value : []));
  await context.close();
  await phone.close();
  await school.close();
  return {
    characters_of_state: Math.max(...sent.map((data) => data?.length ?? 0)),
    entries: entries.filter((text) => shown.includes(text)).length,
    limit: 4000,
  };
}
