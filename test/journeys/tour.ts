import type {BrowserContext} from 'playwright-core';
import type {Language} from '../../src/training/index.ts';
import {type Learner, readToSelfCheck, sitDown} from './learner.ts';
import type {School} from './school.ts';

/** Every screen a learner can meet, each shown once: what the accessibility journey checks and the gallery pictures. */
export async function tour(
  context: BrowserContext,
  school: School,
  language: Language,
  stop: (screen: string, learner: Learner) => Promise<void>,
): Promise<void> {
  const learner = await sitDown(context, school.player({lang: language}));
  await stop('contents', learner);
  await learner.see('.mine summary').click();
  await stop('my-answers', learner);
  await learner.start();
  for (const page of ['page-1', 'page-2', 'page-3']) {
    const closed = learner.see('page-activity button[aria-expanded=false]');
    while ((await closed.count()) > 0) await closed.first().click();
    await stop(page, learner);
    await learner.readOn();
  }
  await stop('self-check-intro', learner);
  await learner.beginSelfCheck();
  await stop('self-check-statements', learner);
  await learner.answer('always');
  for (let group = 0; group < 10; group++) {
    const finish = learner.see('self-assessment-activity .finish');
    if (await finish.isVisible()) break;
    await learner.see('self-assessment-activity .next').click();
    await learner.answer('always');
  }
  await stop('self-check-last', learner);
  await learner.see('self-assessment-activity .finish').click();
  await stop('self-check-care', learner);
  await learner.see('self-assessment-activity .go-on').click();
  await stop('self-check-result', learner);
  await learner.see('.steps button.primary').click();
  await stop('finish', learner);
  await learner.see('.actions .primary').click();
  await stop('left', learner);
  const viewport = learner.page.viewportSize();
  await learner.page.close();

  // The LMS lost the attempt: the device still has it, unfinished.
  school.moodle.store.attempts.length = 0;
  const again = await context.browser()!.newContext({viewport});
  const first = await sitDown(again, school.player({lang: language}));
  await readToSelfCheck(first);
  await first.page.close();
  school.moodle.store.attempts.length = 0;
  school.replace(/recognise/, null); // a newer zip no longer has it
  const asked = await sitDown(again, school.player({lang: language}));
  await stop('question', asked);
  await asked.see('.anew').click();
  await asked.see('.activities button').nth(1).click();
  await asked.see('.actions .primary').waitFor();
  await stop('missing-file', asked);
  await again.close();
}
