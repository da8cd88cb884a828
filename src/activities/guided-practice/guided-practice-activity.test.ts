// @vitest-environment jsdom
import axe from 'axe-core';
import {afterEach, describe, expect, it, vi} from 'vitest';
import type {Response} from '../../training/index.ts';
import {ResponseEvent} from '../activity.ts';
import {type GuidedPracticeContent, guidedPractice, type Rules} from './guided-practice.ts';
import type {GuidedPracticeActivity} from './guided-practice-activity.ts';
import './guided-practice-activity.ts';
import {looks} from './looks.ts';

const {interfaceWords} = guidedPractice;
/** A round takes ten seconds; there are two. */
const rules: Rules = {
  phases: [
    {id: 'inhale', seconds: 4, breath: 'in'},
    {id: 'exhale', seconds: 6, breath: 'out'},
  ],
  rounds: 2,
  rating: true,
  figure: 'breath',
};
const contentOf = (given: Rules, language = 'en'): GuidedPracticeContent => {
  const say = (what: string) => `${what} (${language})`;
  return {
    rules: given,
    words: {
      ...{title: say('title'), intro: say('intro'), safety: say('safety'), close: say('close'), tip: say('tip')},
      phases: Object.fromEntries(given.phases.map(({id}) => [id, say(id)])),
    },
  };
};

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(document, 'visibilityState');
  Reflect.deleteProperty(navigator, 'wakeLock');
});

/** The page goes out of sight or comes back. */
function turn(visibilityState: 'hidden' | 'visible') {
  Object.defineProperty(document, 'visibilityState', {value: visibilityState, configurable: true});
  document.dispatchEvent(new Event('visibilitychange'));
}

/** A screen lock that the browser grants, and how often it was taken and given back. */
function wakeLock() {
  const calls: string[] = [];
  const request = async () => {
    calls.push('taken');
    return {release: async () => calls.push('given back')};
  };
  Object.defineProperty(navigator, 'wakeLock', {value: {request}, configurable: true});
  return calls;
}

async function shown(given: Partial<GuidedPracticeActivity> = {}) {
  const element = document.createElement('guided-practice-activity') as GuidedPracticeActivity;
  const said: ResponseEvent[] = [];
  let time = 5_000;
  let waiting: {readonly at: number; readonly run: () => void}[] = [];
  element.addEventListener(ResponseEvent.type, (event) => said.push(event));
  Object.assign(element, {
    content: contentOf(rules),
    labels: interfaceWords.en,
    now: () => time,
    wait: (ms: number, run: () => void) => waiting.push({at: time + ms, run}),
    ...given,
  });
  document.body.append(element);
  await element.updateComplete;
  const root = element.renderRoot as ShadowRoot;
  const text = (selector: string) => root.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? null;
  const heard: string[] = [];
  new MutationObserver(() => heard.push(text('.now') ?? '')).observe(root.querySelector('.now') ?? root, {
    childList: true,
  });
  return {
    ...{element, said, root, text, heard},
    last: () => said.at(-1)!,
    waiting: () => waiting.length,
    buttons: () => [...root.querySelectorAll('button')].map(({textContent}) => textContent),
    async press(words: string) {
      const button = [...root.querySelectorAll('button')].find(({textContent}) => textContent === words);
      if (!button) throw new Error(`No button "${words}" among: ${root.innerHTML}`);
      button.click();
      await element.updateComplete;
    },
    async choose(name: string, value: string | number) {
      root.querySelector<HTMLInputElement>(`input[name=${name}][value="${value}"]`)!.click();
      await element.updateComplete;
    },
    ticked: () =>
      [...root.querySelectorAll<HTMLInputElement>('input:checked')].map(({name, value}) => `${name} ${value}`),
    /** Lets time pass as a browser does: whoever waits is called when it is due. */
    async pass(seconds: number) {
      for (const end = time + 1000 * seconds; ; ) {
        const next = Math.max(time, Math.min(end, ...waiting.map(({at}) => at)));
        const due = waiting.filter(({at}) => at <= next);
        waiting = waiting.filter(({at}) => at > next);
        time = next;
        for (const {run} of due) run();
        await element.updateComplete;
        if (next === end && due.length === 0) return;
      }
    },
    /** Time passes while nobody is called: a device asleep. */
    sleep(seconds: number) {
      time += 1000 * seconds;
    },
  };
}

/** The answers that are not taken back. */
const responseLeft = (response: Response) =>
  Object.fromEntries(Object.entries(response).filter(([, value]) => value !== null));

const practising = {stage: 'practising', rounds_done: 0};
const done = {stage: 'done', rounds_done: 2, times: 1};

describe('a guided practice', () => {
  it.each([
    ['the introduction', {}],
    ['the practice', {response: practising}],
    ['its end', {response: {...done, before: 7, after: 4, kept: 'yes'}}],
    ['a stop', {response: {stage: 'stopped', rounds_done: 1}}],
  ] as const)('has no accessibility faults: %s', async (_, given) => {
    const {element} = await shown(given);
    // Contrast needs a layout, which jsdom does not have.
    const {violations} = await axe.run(element, {rules: {'color-contrast': {enabled: false}}});
    expect(violations.map(({id, nodes}) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it('shows nothing before its content is there', async () => {
    const element = document.createElement('guided-practice-activity');
    document.body.append(element);
    await (element as GuidedPracticeActivity).updateComplete;
    expect(element.shadowRoot?.querySelector('*:not(style)')).toBeNull();
  });

  it('says first what it is, each step with its length, and when to stop', async () => {
    const {text, root, said} = await shown();
    expect(text('p')).toBe('intro (en)');
    expect([...root.querySelectorAll('li')].map((step) => step.textContent)).toEqual([
      'inhale (en) · 4 seconds',
      'exhale (en) · 6 seconds',
    ]);
    expect(text('section')).toContain('2 rounds');
    expect(text('.card')).toBe('safety (en)');
    expect([root.querySelector('svg'), said]).toEqual([null, []]);
  });

  it('can be put off, which is complete, and begun after all', async () => {
    const {press, last, buttons, root} = await shown({response: {times: 3, kept: 'yes'}});
    await press('Not now');
    expect(last()).toMatchObject({complete: true, score: null});
    expect(last().response).toEqual({times: 3, kept: 'yes', stage: 'stopped'});
    expect(root.activeElement?.textContent).toBe(interfaceWords.en.stopped);
    expect(buttons()).toEqual(['Back to the beginning']);
    await press('Back to the beginning');
    expect(responseLeft(last().response)).toEqual({times: 3, kept: 'yes'});
    expect(root.activeElement?.textContent).toBe('intro (en)');
    expect(buttons()).toEqual(['Start with the timer', 'At my own pace', 'Not now']);
  });
});

describe('the timer', () => {
  it('leads through the phases of each round and is complete after the last', async () => {
    const {press, pass, text, last, said, root} = await shown();
    await press('Start with the timer');
    expect(responseLeft(last().response)).toEqual(practising);
    expect([text('h2'), text('.now'), text('.left')]).toEqual(['Round 1 of 2', 'inhale (en)', '4 seconds left']);
    await pass(3.5);
    expect([text('.now'), text('.left')]).toEqual(['inhale (en)', '1 second left']);
    await pass(0.5);
    expect([text('.now'), text('.left')]).toEqual(['exhale (en)', '6 seconds left']);
    await pass(6);
    expect([text('h2'), text('.now')]).toEqual(['Round 2 of 2', 'inhale (en)']);
    expect(last()).toMatchObject({response: {stage: 'practising', rounds_done: 1}, complete: false});
    await pass(10);
    expect(last()).toMatchObject({response: done, complete: true, score: null});
    expect(said).toHaveLength(3);
    expect(root.activeElement?.textContent).toBe(interfaceWords.en.done);
    expect(text('.screen:not(h2)')).toBe('close (en) You have done this once.');
  });

  it('calls nobody any more when it is done', async () => {
    const {press, pass, said, waiting} = await shown();
    await press('Start with the timer');
    await pass(60);
    expect([waiting(), said.length]).toEqual([0, 3]);
  });

  it('announces each phase once, politely, in a line that was there before the first', async () => {
    const {press, pass, heard, root} = await shown();
    const line = root.querySelector('[role=status]')!;
    expect(line.textContent).toBe('');
    await press('Start with the timer');
    await pass(12);
    expect(root.querySelector('[role=status]')).toBe(line);
    expect(heard).toEqual(['inhale (en)', 'exhale (en)', 'inhale (en)']);
    expect(line.contains(root.querySelector('.left'))).toBe(false);
  });

  it('announces a single phase again in each round', async () => {
    const {press, pass, heard} = await shown({
      content: contentOf({phases: [{id: 'look', seconds: 5}], rounds: 3, rating: false}),
    });
    await press('Start with the timer');
    await pass(11);
    expect(heard).toEqual(['look (en)', 'look (en)', 'look (en)']);
  });

  it('counts the steps where there is one round', async () => {
    const {press, pass, text} = await shown({content: contentOf({...rules, rounds: 1})});
    await press('Start with the timer');
    await pass(4);
    expect(text('h2')).toBe('Step 2 of 2');
  });

  it('pauses and goes on by one button, which has the focus from the start', async () => {
    const {press, pass, text, root, waiting} = await shown();
    await press('Start with the timer');
    const main = root.querySelector<HTMLButtonElement>('.screen .primary')!;
    expect(root.activeElement).toBe(main);
    await pass(1.5);
    await press('Pause');
    expect([main.textContent, text('.left')]).toEqual(['Continue', 'Paused']);
    await pass(30);
    expect(waiting()).toBe(0);
    await press('Continue');
    expect([main.textContent, text('.left'), text('.now')]).toEqual(['Pause', '3 seconds left', 'inhale (en)']);
    expect(root.activeElement).toBe(main);
    await pass(2.5);
    expect(text('.now')).toBe('exhale (en)');
  });

  it('runs once however often it was paused', async () => {
    const {press, pass, text, waiting} = await shown();
    await press('Start with the timer');
    for (let times = 0; times < 4; times++) await press(times % 2 === 0 ? 'Pause' : 'Continue');
    await pass(1);
    expect([waiting(), text('.left')]).toEqual([1, '3 seconds left']);
  });

  it('pauses when the page is hidden, and waits for the learner to go on', async () => {
    const {press, pass, text} = await shown();
    await press('Start with the timer');
    await pass(1);
    turn('hidden');
    await pass(60);
    turn('visible');
    await pass(60);
    expect([text('.left'), text('.now'), text('h2')]).toEqual(['Paused', 'inhale (en)', 'Round 1 of 2']);
    await press('Continue');
    expect(text('.left')).toBe('3 seconds left');
  });

  it('does not take sleep of the device for practice', async () => {
    const {press, pass, sleep, text} = await shown();
    await press('Start with the timer');
    sleep(300);
    await pass(0);
    expect([text('h2'), text('.now'), text('.left')]).toEqual(['Round 1 of 2', 'inhale (en)', '3 seconds left']);
  });

  it('stops when it is taken away', async () => {
    const {element, press, pass, said, waiting} = await shown();
    await press('Start with the timer');
    element.remove();
    await pass(60);
    expect([waiting(), said.length]).toEqual([0, 1]);
    turn('hidden');
  });

  it('can be stopped at any time, which is complete, and gone on with where it was', async () => {
    const {press, pass, last, text, root} = await shown({response: {before: 7}});
    await press('Start with the timer');
    await pass(15);
    await press('Stop');
    expect(last()).toMatchObject({complete: true});
    expect(responseLeft(last().response)).toEqual({before: 7, stage: 'stopped', rounds_done: 1});
    expect(root.activeElement?.textContent).toBe(interfaceWords.en.stopped);
    expect(text('.now')).toBe('');
    await pass(60);
    await press('Continue');
    expect([text('h2'), text('.now'), text('.left')]).toEqual(['Round 2 of 2', 'exhale (en)', '5 seconds left']);
    await pass(5);
    expect(last()).toMatchObject({response: {before: 7, stage: 'done', times: 1}, complete: true});
  });

  it('keeps the screen lit while it runs, where the browser lets it', async () => {
    const calls = wakeLock();
    const {press, pass} = await shown();
    await press('Start with the timer');
    await press('Pause');
    await pass(0);
    expect(calls).toEqual(['taken', 'given back']);
    await press('Continue');
    await pass(60);
    expect(calls).toEqual(['taken', 'given back', 'taken', 'given back']);
  });

  it('runs as well where the browser refuses that', async () => {
    const request = () => Promise.reject(new Error('NotAllowedError'));
    Object.defineProperty(navigator, 'wakeLock', {value: {request}, configurable: true});
    const {press, pass, last} = await shown();
    await press('Start with the timer');
    await pass(20);
    expect(last().complete).toBe(true);
  });
});

describe('the own pace', () => {
  it('goes on by a button only, to the end', async () => {
    const {press, pass, text, last, heard, waiting, root} = await shown();
    await press('At my own pace');
    expect(root.activeElement?.textContent).toBe('Next step');
    await pass(100);
    expect([waiting(), text('.left'), text('.now')]).toEqual([0, '', 'inhale (en)']);
    await press('Next step');
    await press('Next step');
    expect([last().response.rounds_done, text('h2')]).toEqual([1, 'Round 2 of 2']);
    await press('Next step');
    await press('Next step');
    expect(last()).toMatchObject({response: done, complete: true});
    expect(heard.slice(0, 4)).toEqual(['inhale (en)', 'exhale (en)', 'inhale (en)', 'exhale (en)']);
  });

  it('can be taken and left again midway', async () => {
    const {press, pass, text, buttons} = await shown();
    await press('Start with the timer');
    await pass(2);
    await press('At my own pace');
    await pass(60);
    expect([text('.now'), ...buttons()]).toEqual(['inhale (en)', 'Next step', 'With the timer', 'Stop']);
    turn('hidden');
    turn('visible');
    await press('Next step');
    await press('With the timer');
    expect([text('.now'), text('.left'), ...buttons().slice(0, 1)]).toEqual(['exhale (en)', '6 seconds left', 'Pause']);
    await pass(6);
    expect(text('h2')).toBe('Round 2 of 2');
  });
});

describe('the rating', () => {
  it('is offered before and after, with nothing ticked, and can be left out', async () => {
    const {choose, last, press, pass, ticked, text} = await shown();
    expect(text('legend')).toBe(`${interfaceWords.en.tension_before}0 – not tense at all, 10 – as tense as can be`);
    expect(ticked()).toEqual([]);
    await choose('before', 7);
    expect(last()).toMatchObject({response: {before: 7}, complete: false});
    await press('Start with the timer');
    await pass(20);
    expect([ticked(), text('.screen[role=status]')]).toEqual([[], '']);
    expect(text('legend')).toContain(interfaceWords.en.tension_after);
    await choose('after', 4);
    expect(last().response).toEqual({...done, before: 7, after: 4});
  });

  it.each([
    [7, 4, 'Before: 7. Now: 4. There is less tension than before.'],
    [4, 7, 'You have done nothing wrong.'],
    [0, 0, 'Before and now: 0. The number is the same.'],
  ])('from %i to %i is told kindly', async (before, after, words) => {
    const {text} = await shown({response: {...done, before, after}});
    expect(text('.screen[role=status]')).toContain(words);
  });

  it('says nothing of a change where one of the two is missing', async () => {
    for (const half of [{before: 7}, {after: 4}])
      expect((await shown({response: {...done, ...half}})).text('.screen[role=status]')).toBe('');
  });

  it('is not asked where the rules do not ask for it', async () => {
    const content = contentOf({...rules, rating: false});
    expect((await shown({content})).root.querySelector('.rating')).toBeNull();
    expect((await shown({content, response: done})).root.querySelector('.rating')).toBeNull();
  });
});

describe('what stays', () => {
  it('is kept in the toolkit if the learner says so', async () => {
    const {choose, last, ticked} = await shown({response: done});
    expect(ticked()).toEqual([]);
    await choose('kept', 'yes');
    expect(last()).toMatchObject({response: {...done, kept: 'yes'}});
    await choose('kept', 'no');
    expect([last().response.kept, ticked()]).toEqual(['no', ['kept no']]);
  });

  it('is how often it was done, up to 99; the ratings belong to each time', async () => {
    const {press, pass, last, text, ticked} = await shown({
      response: {...done, times: 98, before: 7, after: 4, kept: 'yes'},
    });
    for (const times of [99, 99]) {
      await press('Once more');
      expect(Object.keys(responseLeft(last().response)).sort()).toEqual(['kept', 'times']);
      expect(ticked()).toEqual([]);
      await press('Start with the timer');
      await pass(20);
      expect(responseLeft(last().response)).toEqual({...done, times, kept: 'yes'});
    }
    expect(text('.screen:not(h2)')).toContain('You have done this 99 times.');
  });

  it('is a sheet of paper with the steps and nothing personal', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    const {press, text, root} = await shown({response: {...done, before: 7, after: 4, kept: 'yes'}});
    expect(text('.paper')).toContain('inhale (en) · 4 seconds');
    expect(text('.paper')).toContain('safety (en)');
    expect(text('p.card')).toBe('tip (en)');
    expect(looks.cssText).toMatch(/@media screen \{\s*\.paper \{\s*display: none/);
    expect(looks.cssText).toMatch(/@media print \{\s*\.screen,\s*\.now,\s*fieldset \{\s*display: none/);
    for (const personal of root.querySelectorAll('.screen[role=status], input'))
      expect(personal.closest('.screen, fieldset')).not.toBeNull();
    await press('Print the steps');
    expect(print).toHaveBeenCalledOnce();
  });
});

describe('coming back', () => {
  it('finds the rounds done, the timer at rest and no focus taken', async () => {
    const {text, root, said, press, pass, last} = await shown({response: {...practising, rounds_done: 1, before: 3}});
    expect([text('h2'), text('.now'), text('.left')]).toEqual(['Round 2 of 2', 'inhale (en)', 'Paused']);
    expect([root.activeElement, said]).toEqual([null, []]);
    await press('Continue');
    await pass(10);
    expect(last()).toMatchObject({response: {...done, before: 3}, complete: true});
  });

  it('finds the end and what was answered there', async () => {
    const {ticked, said} = await shown({response: {...done, before: 7, after: 4, kept: 'no'}});
    expect(ticked()).toEqual(['after 4', 'kept no']);
    expect(said).toEqual([]);
  });

  it('in another language keeps time, place and focus', async () => {
    const {element, press, pass, text, root, said} = await shown();
    await press('Start with the timer');
    await pass(5);
    const main = root.querySelector('.screen .primary');
    Object.assign(element, {content: contentOf(rules, 'kk'), labels: interfaceWords.kk, language: 'kk'});
    await element.updateComplete;
    expect([text('h2'), text('.now'), text('.left')]).toEqual([
      '1-айналым, барлығы 2',
      'exhale (kk)',
      '5 секунд қалды',
    ]);
    expect(root.activeElement).toBe(main);
    expect(root.textContent).not.toContain('(en)');
    await pass(5);
    expect([text('h2'), said.length]).toEqual(['2-айналым, барлығы 2', 2]);
  });

  it('with values that are none of ours begins as if they were not there', async () => {
    const hostile = {stage: ['done'], before: 99, after: '4', times: -3, kept: 7, rounds_done: 'x'} as never;
    const {buttons, ticked, root} = await shown({response: hostile});
    expect([buttons()[0], ticked()]).toEqual([interfaceWords.en.timed, []]);
    expect(root.querySelector('.paper')).toBeNull();
    const end = await shown({response: {...(hostile as object), stage: 'done'}});
    expect([end.text('.screen[role=status]'), end.ticked()]).toEqual(['', []]);
    expect(end.text('.screen:not(h2)')).toBe('close (en) You have done this once.');
    const middle = await shown({response: {...practising, rounds_done: 60}});
    expect(middle.text('h2')).toBe('Round 2 of 2');
    const broken = await shown({response: {stage: 'practising', rounds_done: 1e300}});
    expect(broken.text('h2')).toBe('Round 1 of 2');
  });
});

describe('the drawing', () => {
  const scale = (root: ShadowRoot) => root.querySelector('.lung')?.getAttribute('style');

  it('grows and shrinks with the breath, and stands still in a pause', async () => {
    const {press, pass, root} = await shown();
    await press('Start with the timer');
    expect(scale(root)).toBe('transform:scale(0.400)');
    await pass(2);
    expect(scale(root)).toBe('transform:scale(0.700)');
    await pass(2);
    expect(scale(root)).toBe('transform:scale(1.000)');
    await press('Pause');
    await pass(60);
    expect(scale(root)).toBe('transform:scale(1.000)');
  });

  it('shows at the own pace where each phase leads', async () => {
    const {press, root} = await shown();
    await press('At my own pace');
    expect(scale(root)).toBe('transform:scale(1.000)');
    await press('Next step');
    expect(scale(root)).toBe('transform:scale(0.400)');
  });

  it('does not move where the learner wants less motion', () => {
    expect(looks.cssText).toMatch(
      /prefers-reduced-motion: reduce\) \{\s*\.lung \{\s*transform: [^;]+!important;\s*transition: none/,
    );
  });

  it('opens a petal with each sense', async () => {
    const phases = ['see', 'feel', 'hear', 'smell', 'taste'].map((id) => ({id, seconds: 5}));
    const {press, pass, root} = await shown({content: contentOf({phases, rounds: 1, rating: false, figure: 'senses'})});
    await press('Start with the timer');
    const open = () => root.querySelectorAll('.figure .fill').length;
    expect(open()).toBe(1);
    await pass(20);
    expect(open()).toBe(5);
  });

  it.each(['breath', 'body', 'senses', 'pause'] as const)(
    'of the %s is hidden from screen readers',
    async (drawing) => {
      const {root} = await shown({content: contentOf({...rules, figure: drawing}), response: practising});
      const svg = root.querySelector('svg.figure')!;
      expect(svg.getAttribute('aria-hidden')).toBe('true');
      expect(svg.querySelector('path, circle')?.namespaceURI).toBe('http://www.w3.org/2000/svg');
    },
  );

  it('is left out where the author names none', async () => {
    const {figure: _figure, ...bare} = rules;
    const {root} = await shown({content: contentOf(bare), response: practising});
    expect(root.querySelector('svg')).toBeNull();
  });
});
