// @vitest-environment jsdom
import axe from 'axe-core';
import {afterEach, describe, expect, it} from 'vitest';
import {fits, type Response} from '../../training/index.ts';
import {ResponseEvent, StepEvent} from '../activity.ts';
import {behaviour} from './behaviour.ts';
import {knowledgeCheck} from './knowledge-check.ts';
import type {KnowledgeCheckActivity} from './knowledge-check-activity.ts';
import './knowledge-check-activity.ts';
import {contentIn, rules} from './starter.test-data.ts';

const {interfaceWords} = knowledgeCheck;
const said = contentIn('en').words.questions;

afterEach(() => document.body.replaceChildren());

async function shown(given: Partial<KnowledgeCheckActivity> = {}) {
  const element = document.createElement('knowledge-check-activity');
  const responses: ResponseEvent[] = [];
  const steps: number[] = [];
  element.addEventListener(ResponseEvent.type, (event) => responses.push(event));
  element.addEventListener(StepEvent.type, (event) => steps.push(event.step));
  Object.assign(element, {content: contentIn('en'), labels: interfaceWords.en, ...given});
  document.body.append(element);
  await element.updateComplete;
  const root = element.renderRoot as ShadowRoot;
  const one = <E extends HTMLElement>(selector: string): E => {
    const found = root.querySelector<E>(selector);
    if (!found) throw new Error(`No "${selector}" in: ${root.innerHTML}`);
    return found;
  };
  const plain = (node: Node | null) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
  return {
    element,
    responses,
    steps,
    root,
    one,
    text: () => [...root.children].flatMap((part) => (part.localName === 'style' ? [] : plain(part))).join(' '),
    heading: () => plain(root.querySelector('h2')),
    status: () => plain(root.querySelector('[role=status]')),
    lines: (selector: string) => [...root.querySelectorAll(selector)].map(plain),
    focused: () => plain(root.activeElement),
    last: () => responses[responses.length - 1]!,
    async press(selector: string) {
      one(selector).click();
      await element.updateComplete;
    },
    async choose(option: string) {
      one(`input[value=${option}]`).click();
      await element.updateComplete;
    },
    async pair(option: string, target: string) {
      const select = one<HTMLSelectElement>(`select[name=${option}]`);
      select.value = target;
      select.dispatchEvent(new Event('change', {bubbles: true}));
      await element.updateComplete;
    },
  };
}

const first: Response = {pause: 'slow_breath', pause_tries: 1};
const second: Response = {...first, signs: ['shoulders', 'irritable', 'forgets'], signs_tries: 2};
const third: Response = {...second, steps: ['act', 'breathe', 'notice'], steps_tries: 2};
const fourth: Response = {
  ...third,
  places: ['headache', 'body', 'resentment', 'thoughts', 'lost_thread', 'thoughts'],
  places_tries: 2,
};
/** 1 + ½ + 0 + 0 + 1 of 5. */
const all: Response = {...fourth, always_harmful: 'false', always_harmful_tries: 1, best: 500};

describe('a knowledge check', () => {
  it.each([
    ['single', {}],
    ['a second try', {response: {pause: 'coffee', pause_tries: 1}}],
    ['multiple', {response: first}],
    ['a settled question', {response: second, step: 2}],
    ['order', {response: second}],
    ['a settled order', {response: third, step: 3}],
    ['match', {response: third}],
    ['a settled match', {response: fourth, step: 4}],
    ['true or false', {response: fourth}],
    ['the result', {response: all}],
  ] as [string, Partial<KnowledgeCheckActivity>][])('has no accessibility faults: %s', async (_, given) => {
    const {element} = await shown(given);
    // Contrast needs a layout, which jsdom does not have.
    const {violations} = await axe.run(element, {rules: {'color-contrast': {enabled: false}}});
    expect(violations.map(({id, nodes}) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it('shows nothing before its content is there', async () => {
    const element = document.createElement('knowledge-check-activity');
    document.body.append(element);
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('*:not(style)')).toBeNull();
  });

  it('asks one question a screen, in a fieldset with native controls, and says how far one is', async () => {
    const {heading, one, root, focused} = await shown();
    expect(heading()).toBe('Question 1 of 5');
    expect(one('fieldset > legend').textContent).toBe(said.pause?.ask);
    expect(root.querySelectorAll('fieldset')).toHaveLength(1);
    expect(root.querySelectorAll('label input[type=radio]')).toHaveLength(3);
    expect(root.querySelector('input:checked')).toBeNull();
    expect(focused()).toBe('');
  });

  it('announces what is chosen at once, as chosen and not as answered', async () => {
    const {choose, last} = await shown();
    await choose('coffee');
    await choose('slow_breath');
    expect(last()).toMatchObject({response: {pause_draft: 'slow_breath'}, complete: false, score: null});
  });

  it('asks for an answer before it checks one', async () => {
    const {press, status, responses, choose, text} = await shown();
    expect(status()).toBe('');
    await press('.check');
    expect(status()).toBe('Choose an answer first.');
    expect(responses).toEqual([]);
    await choose('slow_breath');
    expect(status()).toBe('');
    await press('.check');
    expect(text()).toContain('That is right');
  });

  it('explains a right answer, and leads on with the focus on the next heading', async () => {
    const {choose, press, last, text, lines, focused, steps, heading, root} = await shown();
    await choose('slow_breath');
    await press('.check');
    expect(last()).toMatchObject({response: {pause: 'slow_breath', pause_tries: 1}, complete: false, score: null});
    expect(last().response).not.toHaveProperty('pause_draft');
    expect(focused()).toBe('That is right');
    expect(lines('.right')).toEqual([`${said.pause!.options!.slow_breath} – right answer, your answer`]);
    expect(text()).toContain(said.pause!.comments!.slow_breath!);
    expect(text()).not.toContain(said.pause!.comments!.coffee!);
    expect(text()).toContain(said.pause!.why);
    expect(root.querySelector('input')).toBeNull();
    await press('.next');
    expect(steps).toEqual([2]);
    expect(heading()).toBe('Question 2 of 5');
    expect(focused()).toBe('Question 2 of 5');
  });

  it('gives a hint and another try after a wrong answer, and keeps the reasons for the end', async () => {
    const {choose, press, text, focused, last, one, heading} = await shown();
    await choose('coffee');
    await press('.check');
    expect(last().response).toEqual({pause: 'coffee', pause_tries: 1});
    expect(focused()).toBe('Not quite. Try once more.');
    expect(text()).toContain(said.pause!.hint!);
    expect(text()).toContain(said.pause!.comments!.coffee!);
    expect(text()).not.toContain(said.pause!.why);
    expect(one<HTMLInputElement>('input[value=coffee]').checked).toBe(true);
    await choose('slow_breath');
    await press('.check');
    expect(text()).toContain('Now it is right');
    expect(heading()).toBe('Question 1 of 5');
  });

  it('gives the right answer beside the learner’s own after the last try', async () => {
    const {choose, press, text, lines} = await shown({response: {pause: 'coffee', pause_tries: 1}});
    await choose('replay');
    await press('.check');
    expect(text()).toContain('Not quite. This is the answer:');
    const {replay, slow_breath} = said.pause!.options!;
    expect(lines('li')).toContain(`${replay} – your answer`);
    expect(lines('.right')).toEqual([`${slow_breath} – right answer`]);
    expect(text()).toContain(said.pause!.why);
    expect(text()).not.toContain(said.pause!.hint!);
  });

  it('takes several options, and takes them back, even the last one after a try', async () => {
    const {choose, last, press, status, root} = await shown({response: {...first, signs: ['hobby'], signs_tries: 1}});
    await choose('forgets');
    expect(last().response.signs_draft).toEqual(['hobby', 'forgets']);
    await choose('hobby');
    await choose('forgets');
    expect(last().response).toMatchObject({signs_draft: [], signs: ['hobby']});
    expect(root.querySelector('input:checked')).toBeNull();
    await press('.check');
    expect(status()).toBe('Choose an answer first.');
  });

  it('has one try for a statement, because the other answer would be the only one left', async () => {
    const {choose, press, text, last, lines} = await shown({response: fourth});
    await choose('true');
    await press('.check');
    expect(text()).toContain('Not quite. This is the answer:');
    expect(lines('li')).toEqual(['True – your answer', 'False – right answer']);
    expect(last().complete).toBe(true);
  });
});

describe('an order question', () => {
  const texts = said.steps!.options!;

  it('is put in order with buttons that say what they move, and a live region says where it went', async () => {
    const {lines, press, last, status, root, one} = await shown({response: second});
    expect(lines('.choice > span')).toEqual([texts.act, texts.breathe, texts.notice]);
    expect(one('.choice:nth-child(3) .up').getAttribute('aria-label')).toBe(`Move up: ${texts.notice}`);
    await press('.choice:nth-child(3) .up');
    expect(lines('.choice > span')).toEqual([texts.act, texts.notice, texts.breathe]);
    expect(last().response.steps_draft).toEqual(['act', 'notice', 'breathe']);
    expect(status()).toBe(`${texts.notice}: 2 of 3`);
    expect(root.activeElement).toBe(one('.choice:nth-child(2) .up'));
    await press('.choice:nth-child(2) .up');
    await press('.choice:nth-child(2) .down');
    expect(lines('.choice > span')).toEqual([texts.notice, texts.breathe, texts.act]);
    await press('.check');
    expect(last().response).toMatchObject({steps: ['notice', 'breathe', 'act'], steps_tries: 1});
  });

  it('goes no further at its ends, and keeps the focus there', async () => {
    const {press, responses, one} = await shown({response: second});
    expect(one('.choice:first-child .up').getAttribute('aria-disabled')).toBe('true');
    expect(one('.choice:last-child .down').getAttribute('aria-disabled')).toBe('true');
    expect(one('.choice:last-child .up').getAttribute('aria-disabled')).toBe('false');
    await press('.choice:first-child .up');
    await press('.choice:last-child .down');
    expect(responses).toEqual([]);
  });

  it('can be checked as it stands', async () => {
    const {press, last} = await shown({response: second});
    await press('.check');
    expect(last().response).toMatchObject({steps: ['act', 'breathe', 'notice'], steps_tries: 1});
  });

  it('shows the right order and the learner’s own once missed', async () => {
    const {lines, text} = await shown({response: third, step: 3});
    expect(lines('ol:first-of-type li')).toEqual([texts.notice, texts.breathe, texts.act]);
    expect(lines('ol:last-of-type li')).toEqual([texts.act, texts.breathe, texts.notice]);
    expect(text()).toContain('The right order');
    expect(text()).toContain('Your order');
  });
});

describe('a match question', () => {
  it('is answered with a list for each line', async () => {
    const {pair, press, last, status, one, text} = await shown({response: third});
    expect(one('label:has(select[name=headache]) > span').textContent).toBe(said.places!.options!.headache);
    await pair('resentment', 'feelings');
    await pair('headache', 'body');
    expect(last().response.places_draft).toEqual(['headache', 'body', 'resentment', 'feelings']);
    await press('.check');
    expect(status()).toBe('Choose a pair for every line first.');
    await pair('lost_thread', 'thoughts');
    await pair('headache', '');
    expect(last().response.places_draft).toEqual(['resentment', 'feelings', 'lost_thread', 'thoughts']);
    await pair('headache', 'body');
    await press('.check');
    expect(last().response).toMatchObject({
      places: ['headache', 'body', 'resentment', 'feelings', 'lost_thread', 'thoughts'],
      places_tries: 1,
    });
    expect(text()).toContain('That is right');
  });

  it('shows each right pair, and the learner’s own where it was another', async () => {
    const {lines} = await shown({response: fourth, step: 4});
    const {headache, resentment, lost_thread} = said.places!.options!;
    expect(lines('li')).toEqual([
      `${headache} – Body`,
      `${resentment} – Feelings your answer: Thoughts`,
      `${lost_thread} – Thoughts`,
    ]);
  });
});

describe('the result', () => {
  it('is announced with the answer to the last question', async () => {
    const {choose, press, last, responses, heading} = await shown({response: fourth});
    await choose('false');
    await press('.check');
    expect(last()).toMatchObject({complete: true, score: 0.5});
    expect(last().response.best).toBe(500);
    expect(responses.slice(0, -1).every(({complete, score}) => !complete && score === null)).toBe(true);
    expect(heading()).toBe('Question 5 of 5');
    await press('.next');
    expect(heading()).toBe('Your result');
  });

  it('says the score, how each question went and, opened, why', async () => {
    const {lines, text, root} = await shown({response: all});
    expect(text()).toContain('50 of 100');
    expect(lines('summary strong')).toEqual([
      'right on the first try',
      'right on a later try',
      'not yet right',
      'not yet right',
      'right on the first try',
    ]);
    expect(lines('summary')[0]).toContain(said.pause!.ask);
    expect(root.querySelectorAll('details')[1]?.textContent).toContain(said.signs!.why);
  });

  it('tells the goal, and blocks nothing below it', async () => {
    const goalOf = async (response: Response, pass: number | undefined) =>
      (await shown({content: {...contentIn('en'), rules: {...rules, pass}}, response})).text();
    expect(await goalOf(all, 0.6)).toContain('The goal is 60 of 100.');
    expect(await goalOf(all, 0.5)).toContain('You have reached the goal: 50 of 100.');
    expect(await goalOf({...all, best: 700}, 0.6)).toContain('You have reached the goal: 60 of 100.');
    expect(await goalOf(all, undefined)).not.toContain('goal');
  });

  it('can be bettered by doing it again, and never lowered', async () => {
    const {press, choose, last, heading, steps, text} = await shown({response: {...all, best: 500}});
    await press('.again');
    expect(last()).toMatchObject({response: {best: 500}, complete: false, score: null});
    expect(heading()).toBe('Question 1 of 5');
    expect(steps).toEqual([1]);
    expect(text()).not.toContain('right answer');

    const worse = {...third, places: ['headache', 'body'], places_tries: 2, signs_tries: 3, pause: 'coffee', best: 500};
    const again = await shown({response: {...worse, pause_tries: 2}});
    await again.choose('true');
    await again.press('.check');
    expect(again.last()).toMatchObject({complete: true, score: 0.5});
    await again.press('.next');
    expect(again.text()).toContain('10 of 100');
    expect(again.text()).toContain('Your best result so far: 50 of 100.');

    const better = await shown({response: {...fourth, best: 300}});
    await better.choose('false');
    await better.press('.check');
    expect(better.last()).toMatchObject({response: {best: 500}, score: 0.5});
    await choose('slow_breath');
    expect(last().response).toEqual({best: 500, pause_draft: 'slow_breath'});
  });
});

describe('coming back to a knowledge check', () => {
  it('leads to the first open question with what was chosen there', async () => {
    const {heading, root, steps, responses} = await shown({response: {...first, signs_draft: ['hobby']}});
    expect(heading()).toBe('Question 2 of 5');
    expect([...root.querySelectorAll<HTMLInputElement>('input:checked')].map(({value}) => value)).toEqual(['hobby']);
    expect([steps, responses]).toEqual([[], []]);
  });

  it('leads to the reasons of a question that was just settled', async () => {
    const {heading, text} = await shown({response: first, step: 1});
    expect(heading()).toBe('Question 1 of 5');
    expect(text()).toContain(said.pause!.why);
  });

  it.each([[99], [Number.NaN], [-1], [2.7]])('never leads beyond the first open question: step %d', async (step) => {
    expect((await shown({response: first, step})).heading()).toBe('Question 2 of 5');
  });

  it('leads to the result once all is done', async () => {
    expect((await shown({response: all})).heading()).toBe('Your result');
  });

  it('asks a question that a new version has added', async () => {
    const {signs: _signs, signs_tries: _tries, ...older} = all;
    expect((await shown({response: older, step: 6})).heading()).toBe('Question 2 of 5');
  });

  it('ignores values of a wrong kind', async () => {
    const hostile = {pause_draft: ['coffee'], pause: 7, pause_tries: 'x', best: 1e300, places: '__proto__'} as Response;
    const {root, heading} = await shown({response: hostile});
    expect(heading()).toBe('Question 1 of 5');
    expect(root.querySelector('input:checked')).toBeNull();
    const {text} = await shown({response: {...all, pause: ['slow_breath'], pause_tries: 2, best: 'high'}});
    expect(text()).toContain('30 of 100');
    const {lines} = await shown({response: {...second, steps_draft: ['act', 'act', 'act']}});
    expect(new Set(lines('.choice > span')).size).toBe(3);
  });

  it('announces only what its items can keep', async () => {
    const {choose, press, responses} = await shown();
    await choose('coffee');
    await press('.check');
    await choose('slow_breath');
    await press('.check');
    await press('.next');
    await choose('hobby');
    const items = behaviour.items(rules);
    for (const {response} of responses)
      for (const [id, value] of Object.entries(response))
        expect(fits(items.find((item) => item.id === id)!, value)).toBe(true);
  });
});

describe('a switch of language', () => {
  it('midway keeps place, choice, hint and focus, and announces nothing', async () => {
    const {element, text, one, root, responses, steps} = await shown({
      response: {...first, signs: ['hobby'], signs_tries: 1, signs_draft: ['forgets']},
    });
    const box = one<HTMLInputElement>('input[value=forgets]');
    box.focus();
    Object.assign(element, {content: contentIn('kk'), labels: interfaceWords.kk, language: 'kk'});
    await element.updateComplete;
    expect(text()).toContain('2-сұрақ, барлығы 5');
    expect(text()).toContain(contentIn('kk').words.questions.signs!.hint!);
    expect(text()).not.toContain(said.signs!.ask);
    expect(root.activeElement).toBe(box);
    expect([...root.querySelectorAll<HTMLInputElement>('input:checked')]).toEqual([box]);
    expect([responses, steps]).toEqual([[], []]);
  });

  it('leaves mixed options where they are', async () => {
    const order = async (language: 'en' | 'ru') => {
      const {root} = await shown({content: contentIn(language), labels: interfaceWords[language]});
      return [...root.querySelectorAll('input')].map(({value}) => value);
    };
    expect(await order('ru')).toEqual(await order('en'));
  });

  it('says “true” and “false” in the new language', async () => {
    const {lines} = await shown({content: contentIn('ru'), labels: interfaceWords.ru, response: fourth});
    expect(lines('label')).toEqual(['Верно', 'Неверно']);
  });
});
