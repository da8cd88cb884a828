import type {Locator} from 'playwright-core';
import type {KnowledgeCheckContent} from '../../src/activities/knowledge-check/knowledge-check.ts';
import {keyOf, shownOptions} from '../../src/activities/knowledge-check/marking.ts';
import {type ActivityOutline, activitiesOf} from '../../src/training/index.ts';
import type {Learner} from './learner.ts';

/** How a teacher works: what they know and write, what they pass over, with which hand, and where they look up. */
export interface Manner {
  readonly hand: Hand;
  /** What they answer in a knowledge check. */
  readonly knows: 'right' | 'second' | 'wrong';
  /** Passes over whatever may be passed over. */
  readonly skips: boolean;
  /** Tries what may be tried on the way: skips first and comes back, stops and goes on. */
  readonly wanders: boolean;
  /** The end of every scale they choose. */
  readonly feels: 'least' | 'most';
  /** What they write into a field, by its name. */
  readonly writes: (field: string, activity: ActivityOutline) => string;
  /** Called at every screen of an activity: its first, what is in between, what comes of it. */
  readonly look: (step: string, activity: ActivityOutline) => Promise<void>;
}

/** The only ways a teacher touches anything: with a mouse here, by keyboard alone in `keyboard.ts`. */
export interface Hand {
  press(control: Locator): Promise<void>;
  tick(box: Locator): Promise<void>;
  write(field: Locator, text: string): Promise<void>;
  pick(list: Locator, value: string): Promise<void>;
  /** To the end of a page. */
  scroll(learner: Learner): Promise<void>;
}

export const mouse: Hand = {
  press: (control) => control.click(),
  tick: (box) => box.check(),
  async write(field, text) {
    await field.fill(text);
    await field.blur(); // whoever has written goes on to something else
  },
  pick: async (list, value) => void (await list.selectOption(value)),
  scroll: async ({frame}) => {
    await frame().evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  },
};

export const plain: Manner = {
  hand: mouse,
  knows: 'right',
  skips: false,
  wanders: false,
  feels: 'least',
  writes: (field) => `Own words in ${field}`,
  look: async () => {},
};

/** Does the activity shown, through its own controls; then it counts as done. */
export async function doActivity(learner: Learner, manner: Manner, activity: ActivityOutline): Promise<void> {
  const tag = `${activity.kind}-activity`;
  const way = ways[activity.kind];
  if (!way)
    throw new Error(`Nobody has shown the learner how to do "${activity.kind}": one more function in kinds.ts.`);
  await learner.see(tag).waitFor();
  await way({
    ...manner,
    learner,
    write: (field) => manner.hand.write(learner.see(`${tag} [name=${field}]`), manner.writes(field, activity)),
    see: (selector) => learner.see(`${tag} ${selector}`),
    shows: async (selector) => (await learner.see(`${tag} ${selector}`).count()) > 0,
    press: (selector, at = 0) => manner.hand.press(learner.see(`${tag} ${selector}`).nth(at)),
    tick: (selector, at = 0) => manner.hand.tick(learner.see(`${tag} ${selector}`).nth(at)),
    look: (step) => manner.look(step, activity),
  });
  await learner.see('.steps button.primary').waitFor();
}

/** Goes on by the button that a done activity offers. */
export async function goOn(learner: Learner, {hand}: Manner): Promise<void> {
  const title = await learner.title();
  await hand.press(learner.see('.steps button.primary'));
  await learner.frame().waitForFunction((old) => {
    const shown = document.querySelector('training-player')?.shadowRoot?.querySelector('h1')?.textContent?.trim();
    return shown && shown !== old;
  }, title);
}

/** Does every activity that is `wanted`, in their order, beginning with the one shown. */
export async function doAll(
  learner: Learner,
  manner: Manner,
  wanted: (activity: ActivityOutline) => boolean = () => true,
): Promise<void> {
  for (const activity of activitiesOf(await learner.outline()).filter(wanted)) {
    await doActivity(learner, manner, activity);
    await goOn(learner, manner);
  }
}

interface Doing extends Omit<Manner, 'look'> {
  readonly learner: Learner;
  /** Of this activity's element alone. */
  see(selector: string): Locator;
  shows(selector: string): Promise<boolean>;
  press(selector: string, at?: number): Promise<void>;
  tick(selector: string, at?: number): Promise<void>;
  write(field: string): Promise<void>;
  look(step: string): Promise<void>;
}

/** How each kind is done. One more kind is one more function. */
const ways: Readonly<Record<string, (doing: Doing) => Promise<void>>> = {
  async page({hand, learner, shows, press, look}) {
    while (await shows('button[aria-expanded=false]')) await press('button[aria-expanded=false]');
    await look('page');
    await hand.scroll(learner);
  },

  async agreement({tick, press, write, look}) {
    await look('choice');
    for (const at of [0, 1, 2]) await tick('input[type=checkbox]', at);
    await write('own_1');
    await look('chosen');
    await press('.next');
    await press('.down:not([aria-disabled=true])');
    await look('order');
    await press('.accept');
    await look('sheet');
  },

  async consent({skips, wanders, hand, see, shows, tick, press, look}) {
    await see('.agree, .none').first().waitFor(); // the institution's settings have been read
    await look('question');
    if (await shows('.none')) return press('.none');
    if (skips || wanders) {
      await press('.refuse');
      await look('refused');
      if (skips) return;
    }
    await tick('input[name=texts]');
    await press('.agree');
    await look('agreed');
    await hand.pick(see('[name=school]'), 'school_small');
    await look('about');
  },

  async pulse({skips, feels, tick, look}) {
    await look('question');
    await tick(`input[value="${skips ? 'prefer_not' : feels === 'least' ? 2 : 9}"]`);
    await look('answer');
  },

  async 'self-assessment'(doing) {
    const {skips, wanders, shows, press, look} = doing;
    await look('intro');
    if (skips || wanders) {
      await press('.skip');
      await look('skipped');
      if (skips) return;
    }
    await press('.begin');
    while (!(await shows('.finish'))) {
      await answerItems(doing);
      await look('statements');
      await press('.next');
    }
    await answerItems(doing);
    await look('last');
    await press('.finish');
    if (await shows('.go-on')) {
      await look('care');
      await press('.go-on');
    }
    await look('result');
  },

  async 'signs-map'(doing) {
    const {skips, wanders, shows, press, write, look} = doing;
    await look('intro');
    if (skips || wanders) {
      await press('.skip');
      await look('skipped');
      if (skips) return;
    }
    await press('.begin');
    while (!(await shows('.finish'))) {
      await answerItems(doing);
      await look('area');
      await press('.next');
    }
    await answerItems(doing);
    await write('own');
    await look('last');
    await press('.finish');
    await look('map');
  },

  async case({skips, see, shows, tick, press, write, look}) {
    await look('situation');
    const questions = skips ? 0 : await see('fieldset').count();
    for (let at = 1; at <= questions; at++) await tick(`fieldset:nth-of-type(${at}) input`);
    if (!skips && (await shows('[name=own]'))) await write('own');
    await look('chosen');
    await press('.read');
    await look('reading');
  },

  async journal({skips, wanders, shows, tick, press, write, look}) {
    await look('empty');
    if ((skips || wanders) && (await shows('.not-now'))) {
      await press('.not-now');
      await look('not-now');
      if (skips) return;
    }
    await tick('input[name=prompt]');
    await write('draft');
    await look('writing');
    await press('.save');
    await look('entry');
  },

  async 'guided-practice'({skips, wanders, feels, see, shows, press, tick, look}) {
    await look('intro');
    if (skips) {
      await press('.actions .quiet');
      return look('stopped');
    }
    const ratings = await shows('[name=before]');
    if (wanders) {
      await press('.actions .primary');
      await press('.screen .actions button');
      await look('paused');
      await press('.screen .actions button', 2);
      await look('stopped');
      await press('.actions button');
    }
    // Stopped before the first breath, there is nothing to go on with: it begins anew.
    if (await shows('.actions .quiet')) {
      if (ratings) await tick(`[name=before][value="${feels === 'most' ? 9 : 7}"]`);
      await press('.actions button', 1);
    }
    // With a timer, running or at rest, there is a line with the time left; the second button is then "at my own pace".
    const ownPace = async () => {
      if ((await see('.left').textContent()) !== '') await press('.screen .actions button', 1);
    };
    await ownPace();
    await look('practising');
    await ownPace();
    while (!(await shows('[name=kept]'))) await press('.screen .actions .primary');
    if (ratings) await tick(`[name=after][value="${feels === 'most' ? 8 : 3}"]`);
    await tick('[name=kept]');
    await look('done');
  },

  async plan({skips, wanders, see, shows, tick, press, write, look}) {
    if (await shows('.looked')) {
      await look('look-back');
      if (await shows('input[type=radio]')) {
        await tick('input[type=radio]', 1);
        for (const field of ['way_1', 'next_1']) await write(field);
      }
      await press('.looked');
      return look('looked-back');
    }
    await look('empty');
    if (skips || wanders) {
      await press('.not-now');
      await look('not-now');
      if (skips) return;
    }
    const fields = await see('textarea').evaluateAll((all) => all.map((each) => (each as HTMLTextAreaElement).name));
    for (const field of fields) await write(field);
    if (wanders) {
      await press('summary');
      await press('.take');
    }
    await look('writing');
    await press('.ready');
    await look('sheet');
  },

  async 'knowledge-check'(doing) {
    const {knows, see, shows, press, look} = doing;
    const {questions} = (await see('').evaluate((element) => (element as unknown as Check).content)).rules;
    for (const {id, type} of questions) {
      await answerQuestion(doing, id, knows === 'right');
      await look(type);
      await press('.check');
      if (await shows('.check')) {
        await look(`${type}-again`);
        while (await shows('.check')) {
          await answerQuestion(doing, id, knows !== 'wrong');
          await press('.check');
        }
      }
      await look(`${type}-settled`);
      await press('.next');
    }
    await look('result');
  },

  async interview({skips, shows, see, press, write, look}) {
    await look('intro');
    await press('.begin');
    while (!(await shows('.json'))) {
      await look('question');
      if (skips) {
        await press('.withhold');
        continue;
      }
      await write((await see('textarea').getAttribute('name')) ?? '');
      await press('.next');
    }
    await look('end');
  },

  async 'role-play'({skips, wanders, see, shows, tick, press, write, look}) {
    /** Every choice the first, or the last, to the end: a screen is looked at where its sort is new. */
    const converse = async (at: 'first' | 'last', run: string) => {
      for (let scene = 1; await shows('.option'); scene++) {
        if (scene <= 2) await look(`${run}-scene`);
        const options = await see('.option').count();
        await press('.option', at === 'first' ? 0 : options - 1);
      }
      await look(`${run}-ending`);
      await press('.look-back');
    };
    if (!skips && (await shows('.rating'))) await tick('input[name=sure_before]', 4);
    await look('intro');
    await press('.begin');
    await converse('first', 'first');
    await look('happened');
    await press('.next');
    if (!skips) {
      await tick('input[name=felt]', 1);
      await tick('input[name=guess]', 2);
    }
    await look('feelings');
    await press('.next');
    if (!skips) {
      await tick('.moments input', 1);
      await write('rule');
      if (await shows('.rating')) await tick('input[name=sure_after]', 7);
    }
    await look('turning');
    if (!wanders) return;
    await press('.again');
    await converse('last', 'second');
    await look('compare');
    await press('.back');
    await look('turning-again');
  },

  async 'card-sort'({skips, wanders, see, shows, tick, press, write, look}) {
    await look('deck');
    const piles = await see('.lay').count();
    for (let card = 0; await shows('.lay'); card++) {
      await press('.lay', skips ? 0 : (card * 2 + 2) % piles);
      if (card === 0 && wanders) {
        await press('.pile button');
        await press('.lay');
      }
      if (card === 1) await look('sorting');
    }
    await look('sorted');
    await press('.next');
    if (await shows('.look')) {
      if (!skips && (await shows('[name=picked]'))) await tick('[name=picked]');
      await look('picking');
      await press('.look');
    }
    if (!skips && (await shows('[name=own]'))) await write('own');
    await look('piles');
  },

  async 'sentence-builder'({skips, wanders, see, shows, tick, press, write, look}) {
    await look('parts');
    if (wanders) {
      await press('.say');
      await look('missing');
    }
    const parts = await see('fieldset').count();
    for (let at = 0; at < parts; at++) await tick(`fieldset:nth-of-type(${at + 1}) input`);
    await press('.say');
    await look('said');
    if (wanders) {
      for (let at = 0; at < parts; at++) await tick(`fieldset:nth-of-type(${at + 1}) input`, 1);
      await press('.say');
      await look('said-again');
    }
    if (!skips && (await shows('[name=own]'))) await write('own');
  },

  async 'conflict-style'(doing) {
    const {skips, wanders, shows, press, look} = doing;
    await look('intro');
    await press('.begin');
    const answer = async () => {
      if (!skips) await answerItems(doing);
    };
    while (!(await shows('.finish'))) {
      await answer();
      await look((await shows('.pair')) ? 'situations' : 'statements');
      await press('.next');
    }
    await answer();
    if (wanders) {
      await press('.back');
      await press('.next');
    }
    await press('.finish');
    await look('profile');
  },

  async 'outline-builder'({skips, wanders, see, shows, press, tick, write, look}) {
    await look('empty');
    if (skips || wanders) {
      await press('.not-now');
      await look('not-now');
      if (skips) return;
    }
    for (const way of ['way_opening', 'way_close']) if (await shows(`[name=${way}]`)) await tick(`[name=${way}]`);
    if (wanders && (await shows('.add'))) await press('.add');
    const fields = await see('textarea').evaluateAll((all) => all.map((each) => (each as HTMLTextAreaElement).name));
    for (const field of fields) await write(field);
    await look('writing');
    await press('.ready');
    await look('card');
  },

  async ladder({skips, wanders, feels, shows, press, tick, write, look}) {
    await look('empty');
    if (skips || wanders) {
      await press('.not-now');
      await look('not-now');
      if (skips) return;
    }
    if (await shows('.take')) await press('.take');
    else await write('step_1');
    await tick('[name=hard_1][value="3"]');
    await press('.add');
    await write('step_2');
    await tick(`[name=hard_2][value="${feels === 'least' ? 4 : 9}"]`);
    await look('building');
    await press('.ready');
    await look('ladder');
    await press('.rung .done');
    await tick('[name=now_1][value="1"]');
    await look('rating');
    await press('.keep');
    await look('climbed');
  },

  /** By a sample speech if there is one, else by the clock: a microphone is no part of every journey. */
  async 'speech-studio'({skips, wanders, shows, press, tick, write, look}) {
    await look('start');
    if (skips || wanders) {
      await press('.not-now');
      await look('not-now');
      if (skips) return;
    }
    if (await shows('[name=goal]')) await tick('[name=goal]');
    if (wanders) {
      await press('.record');
      await look('before-microphone');
      await press('.back');
    }
    await press((await shows('.sample')) ? '.sample' : '.live');
    if (await shows('.other .listen')) await press('.other .listen');
    await press('.criteria .plus', 0);
    await press('.criteria .minus', 1);
    if (wanders) await press('.undo');
    await press('.detail');
    await write('note_0');
    await look('marking');
    await press('.heard');
    await look('picture');
    if (wanders) {
      await press('.to-start');
      await look('with-a-speech');
      await press('.to-picture');
    }
  },

  async rubric({see, shows, press, tick, look, feels}) {
    await look('marking');
    const criteria = await see('.criterion').count();
    const mark = async (of: (at: number) => number) => {
      for (let at = 1; at <= criteria; at++)
        await tick(`.criterion:nth-of-type(${at}) label:nth-of-type(${of(at)}) input`);
    };
    await mark((at) => (feels === 'least' ? 1 + (at % 3) : 5 - (at % 3)));
    await press('.ready');
    await look('alone');
    if (!(await shows('.enter'))) return;
    await press('.enter');
    await look('entering');
    await mark((at) => 1 + (at % 4));
    await press('.ready');
    await look('together');
  },

  async certificate({skips, wanders, see, press, tick, write, look}) {
    await look('form');
    if (skips || wanders) {
      await press('.not-now');
      await look('put-off');
      if (skips) return;
      await press('.change');
    }
    await write('name');
    const boxes = await see('input[type=checkbox]').count();
    for (let at = 0; at < boxes; at++) await tick('input[type=checkbox]', at);
    await look('filled-in');
    await press('.issue');
    await look('sheet');
  },
};

/** Every scale shown, at the end of what the learner feels; the option after the scale is "prefer not to say". */
async function answerItems({feels, see, tick}: Doing): Promise<void> {
  const items = await see('fieldset.item').count();
  for (let at = 0; at < items; at++) {
    const item = `fieldset.item:has(input)`;
    const options = await see(item).nth(at).locator('input').count();
    const option = feels === 'least' ? 1 : options - 1;
    await tick(`${item} .options label:nth-of-type(${option}) input`, at);
  }
}

interface Check {
  readonly content: KnowledgeCheckContent;
  readonly response: Readonly<Record<string, unknown>>;
}

/** Answers one question, rightly or wrongly: what is right is in its rules, what is where on the screen in their order. */
async function answerQuestion({hand, see, shows, tick, press}: Doing, id: string, rightly: boolean): Promise<void> {
  const {rules} = await see('').evaluate((element) => (element as unknown as Check).content);
  const question = rules.questions.find((each) => each.id === id)!;
  const key = keyOf(question);
  switch (question.type) {
    case 'order': {
      // Never shown in the right order: to be wrong it is left as it is. Else each goes up to its place, the first first.
      const order = [...shownOptions(question)];
      for (const [to, option] of rightly ? key.entries() : []) {
        for (let at = order.indexOf(option); at > to; at--) {
          await press('.up', at);
          order.splice(at - 1, 2, order[at]!, order[at - 1]!);
        }
      }
      return;
    }
    case 'match':
      for (const option of question.options) {
        const target = rightly ? question.correct[option]! : question.targets[0]!;
        await hand.pick(see(`select[name=${option}]`), target);
      }
      return;
    case 'multiple':
      for (const option of question.options) {
        const box = see(`input[value=${option}]`);
        const wanted = rightly ? key.includes(option) : !key.includes(option);
        if (wanted !== (await box.isChecked())) await (wanted ? tick(`input[value=${option}]`) : hand.press(box));
      }
      return;
    default: {
      const options = shownOptions(question).filter((option) => key.includes(option) === rightly);
      if (!(await shows(`input[value=${options[0]}]`))) throw new Error(`${id} does not show ${options[0]}.`);
      await tick(`input[value=${options[0]}]`);
    }
  }
}
