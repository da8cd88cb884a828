import type {BrowserContext} from 'playwright-core';
import {activitiesOf, type Language} from '../../src/training/index.ts';
import {doActivity, goOn, plain} from './kinds.ts';
import {type Learner, sitDown} from './learner.ts';
import type {School} from './school.ts';

export interface Screen {
  /** The activity and where in it. */
  readonly name: string;
  /** Whether no screen of this kind at this step was shown before. */
  readonly isNew: boolean;
}

/** What is written into every field: in the language of the screen, so that a stray word of another is the training's own. */
const ownWords: Readonly<Record<Language, string>> = {
  kk: 'Бүгін сабақтан кейін терезе алдында тұрып, үш рет терең дем алдым.',
  ru: 'Сегодня после урока постояла у окна и три раза медленно вздохнула.',
  en: 'After the lesson I stood at the window today and took three slow breaths.',
};

const names: Readonly<Record<Language, string>> = {kk: 'Айгүл Серікқызы', ru: 'Айгуль Серик', en: 'Aigul Serik'};

type Stop = (screen: Screen, learner: Learner) => Promise<void>;
type Show = (name: string, learner: Learner, sort?: string) => Promise<void>;

/** Every screen of every activity of a training, each shown once: for trainings without private answers to look for later. */
export async function shortTour(
  context: BrowserContext,
  school: School,
  language: Language,
  stop: Stop,
): Promise<void> {
  const show = numbered(stop);
  const learner = await sitDown(context, school.player({lang: language}));
  await show('contents', learner);
  await learner.start();
  await showActivities(learner, language, show);
  await show('finish', learner);
  await learner.page.close();
}

/**
 * Every screen a learner can meet in the whole training, each shown once: what the accessibility journey checks and the
 * gallery pictures. The school's training has all its units.
 */
export async function tour(context: BrowserContext, school: School, language: Language, stop: Stop): Promise<void> {
  const show = numbered(stop);
  const learner = await sitDown(context, school.player({lang: language}));
  const viewport = learner.page.viewportSize();
  await show('contents', learner);
  await learner.see('.mine summary').click();
  await show('my-answers', learner);
  await learner.start();
  await showActivities(learner, language, show);
  await show('finish', learner);
  await learner.see('.actions .primary').click();
  await show('left', learner);
  await learner.page.close();

  // On another device private answers and free texts are missing, and say so.
  const browser = context.browser()!;
  const phone = await browser.newContext({viewport});
  const second = await sitDown(phone, school.player({lang: language}));
  await show('finished-before', second);
  for (const id of ['self-check', 'plan', 'journal', 'certificate']) {
    await second.open(id);
    await show(`${id}-elsewhere`, second);
  }
  await phone.close();

  // The LMS lost the key of the private answers: they lie here, and nobody can open them any more.
  school.moodle.store.attempts.length = 0;
  const home = await browser.newContext({viewport});
  const owner = await sitDown(home, school.player({lang: language}));
  await owner.start();
  await owner.readOn();
  await owner.open('self-check');
  await owner.doSelfCheck('often');
  await owner.leave();
  await owner.comeBack();
  await owner.page.close();
  school.moodle.store.attempts.length = 0;
  const keyless = await sitDown(home, school.player({lang: language}));
  await keyless.see('.continue').click();
  await keyless.open('self-check');
  await keyless.see('.notice').waitFor();
  await show('self-check-locked', keyless);
  await home.close();

  // The LMS lost the attempt: the device still has it, unfinished.
  school.moodle.store.attempts.length = 0;
  const again = await browser.newContext({viewport});
  const first = await sitDown(again, school.player({lang: language}));
  await first.start();
  await first.readOn();
  await first.page.close();
  school.moodle.store.attempts.length = 0;
  school.replace(/colleagues/, null); // a newer zip no longer has it
  const asked = await sitDown(again, school.player({lang: language}));
  await show('question', asked);
  await asked.see('.anew').click();
  await asked.open('certificate');
  await show('certificate-missing', asked);
  await asked.open('case-mother');
  await asked.see('main:not(:has(.steps)) .actions .primary').waitFor();
  await show('missing-file', asked);
  await again.close();
}

/** Gives each screen a name of its own, and tells which are new. */
function numbered(stop: Stop): Show {
  const times = new Map<string, number>();
  const sorts = new Set<string>();
  return (name, learner, sort = name) => {
    const at = (times.get(name) ?? 0) + 1;
    times.set(name, at);
    const isNew = !sorts.has(sort);
    sorts.add(sort);
    return stop({name: at === 1 ? name : `${name}-${at}`, isNew}, learner);
  };
}

/** Does every activity; where a kind comes first, with all that may be tried on the way. */
async function showActivities(learner: Learner, language: Language, show: Show): Promise<void> {
  const kinds = new Set<string>();
  for (const activity of activitiesOf(await learner.outline())) {
    const {kind} = activity;
    const manner = {
      ...plain,
      knows: 'second',
      feels: 'most',
      wanders: !kinds.has(kind),
      writes: (field: string) => (field === 'name' ? names : ownWords)[language],
      look: (step: string) => show(`${activity.id}-${step}`, learner, `${kind}-${step}`),
    } as const;
    kinds.add(kind);
    await doActivity(learner, manner, activity);
    await goOn(learner, manner);
  }
}
