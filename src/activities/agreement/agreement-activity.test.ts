// @vitest-environment jsdom
import axe from 'axe-core';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {ResponseEvent, StepEvent} from '../activity.ts';
import {agreement} from './agreement.ts';
import type {AgreementActivity} from './agreement-activity.ts';
import './agreement-activity.ts';
import {exampleContent} from './example.test-data.ts';

const {interfaceWords} = agreement;

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function shown(given: Partial<AgreementActivity> = {}) {
  const element = document.createElement('agreement-activity') as AgreementActivity;
  const responses: ResponseEvent[] = [];
  const steps: number[] = [];
  element.addEventListener(ResponseEvent.type, (event) => responses.push(event));
  element.addEventListener(StepEvent.type, (event) => steps.push(event.step));
  Object.assign(element, {content: exampleContent('en'), labels: interfaceWords.en, ...given});
  document.body.append(element);
  await element.updateComplete;
  const root = element.renderRoot as ShadowRoot;
  const find = <E extends HTMLElement>(selector: string) => {
    const found = root.querySelector<E>(selector);
    if (!found) throw new Error(`No "${selector}" in: ${root.innerHTML}`);
    return found;
  };
  const listed = (selector: string) => [...root.querySelectorAll(selector)].map((each) => each.textContent?.trim());
  return {
    ...{element, responses, steps, root, find, listed},
    last: () => responses[responses.length - 1]!,
    text: () => (root.textContent ?? '').replace(/\s+/g, ' '),
    async press(selector: string) {
      find(selector).click();
      await element.updateComplete;
    },
    async type(item: string, text: string) {
      const field = find<HTMLTextAreaElement>(`[name=${item}]`);
      field.value = text;
      field.dispatchEvent(new Event('input'));
      await element.updateComplete;
    },
  };
}

const ranked = {chosen: ['time', 'pass'], rank: ['pass', 'own_1', 'time'], own_1: 'Tea first'};

describe('an agreement', () => {
  it.each([
    ['the choice', {}],
    ['the ranking', {response: ranked, step: 2}],
    ['the sheet', {response: {...ranked, accepted: 'yes'}}],
  ] as const)('has no accessibility faults: %s', async (_, given) => {
    const {element} = await shown(given);
    // Contrast needs a layout, which jsdom does not have.
    const {violations} = await axe.run(element, {rules: {'color-contrast': {enabled: false}}});
    expect(violations.map(({id, nodes}) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it('goes from choosing through ranking to a sheet, and is complete when the rules are accepted', async () => {
    const {press, last, steps, listed, root} = await shown();
    await press('[name=time]');
    await press('[name=phones]');
    expect(last()).toMatchObject({response: {chosen: ['time', 'phones']}, complete: false, score: null});
    await press('.next');
    expect(listed('.order span')).toEqual(['time (en)', 'phones (en)']);
    expect(root.activeElement?.textContent).toBe('Put them in order');
    await press('.up-phones');
    await press('.accept');
    expect(last().response).toEqual({chosen: ['time', 'phones'], rank: ['phones', 'time'], accepted: 'yes'});
    expect(last().complete).toBe(true);
    expect(listed('.sheet li')).toEqual(['phones (en)', 'time (en)']);
    expect(root.activeElement?.textContent).toBe('The rules are accepted');
    expect(steps).toEqual([2, 3]);
  });

  it('lets nobody choose more than may be, and says how to choose another', async () => {
    const {press, find, text, last} = await shown({response: {chosen: ['time', 'listen']}});
    expect(text()).toContain('Chosen: 2 of at most 3.');
    await press('[name=pass]');
    expect(find<HTMLInputElement>('[name=phones]').disabled).toBe(true);
    expect(find('[role=status]').textContent).toContain('untick one first');
    await press('[name=time]');
    expect(last().response).toEqual({chosen: ['listen', 'pass']});
    expect(find<HTMLInputElement>('[name=phones]').disabled).toBe(false);
  });

  it('offers one more field of one’s own after each that is filled, up to five', async () => {
    const {root, type, listed} = await shown();
    expect(root.querySelectorAll('textarea')).toHaveLength(1);
    for (let number = 1; number <= 5; number++) await type(`own_${number}`, `Rule ${number}`);
    expect(listed('.text-field > span')).toEqual([1, 2, 3, 4, 5].map((number) => `Your own rule ${number}`));
  });

  it('announces what is typed after a rest, when the page is hidden and when it is taken away', async () => {
    vi.useFakeTimers();
    const {element, type, last, responses} = await shown();
    await type('own_1', 'Tea');
    expect(responses).toHaveLength(0);
    vi.advanceTimersByTime(600);
    expect(last().response).toEqual({own_1: 'Tea'});
    await type('own_1', 'Tea first');
    window.dispatchEvent(new Event('pagehide'));
    expect(last().response).toEqual({own_1: 'Tea first'});
    await type('own_1', 'Tea first!');
    element.remove();
    expect(last().response).toEqual({own_1: 'Tea first!'});
  });

  it('takes an own rule back when its field is emptied', async () => {
    const {type, press, last} = await shown({response: {own_1: 'Tea first', chosen: ['time']}});
    await type('own_1', '');
    await press('.next');
    expect(last().response).toEqual({chosen: ['time']});
  });

  it('ranks a rule typed just before the button is pressed', async () => {
    const {type, press, listed} = await shown();
    await type('own_1', 'Tea first');
    await press('.next');
    expect(listed('.order span')).toEqual(['Tea first']);
  });

  it('goes nowhere without a single rule, and says so until there is one', async () => {
    const {press, find, root, steps} = await shown();
    await press('.next');
    expect(find('[role=alert]').textContent).toBe('Choose at least one rule or write one of your own.');
    expect([root.querySelector('.order'), steps]).toEqual([null, []]);
    await press('[name=time]');
    expect(find('[role=alert]').textContent).toBe('');
  });

  it('says whose rules are accepted: a group’s, or one’s own', async () => {
    const {press, find, last, element} = await shown({response: {chosen: ['time']}, step: 2});
    expect(find('.accept').textContent?.trim()).toBe('We accept these rules');
    element.step = 1;
    await element.updateComplete;
    expect(find<HTMLInputElement>('[value=group]').checked).toBe(true);
    await press('[value=alone]');
    expect(last().response).toEqual({chosen: ['time'], mode: 'alone'});
    await press('.next');
    expect(find('.accept').textContent?.trim()).toBe('I accept these rules for myself');
    await press('.accept');
    expect(last()).toMatchObject({complete: true});
    expect(find('.sheet h3').textContent).toBe('My rules for myself');
    expect(find('.lines').children).toHaveLength(1);
  });

  it('ignores values of a wrong kind', async () => {
    const hostile = {mode: 7, chosen: 'time', rank: [1, null], accepted: ['yes'], sheet: '__proto__', own_1: 5};
    const {root, find} = await shown({response: hostile as never, step: Number.NaN});
    expect(root.querySelector('[type=checkbox]:checked')).toBeNull();
    expect(find<HTMLTextAreaElement>('textarea').value).toBe('');
    const sheet = await shown({response: {...hostile, accepted: 'yes'} as never});
    expect(sheet.find('.sheet h3').textContent).toBe('group (en)');
  });
});

describe('ranking', () => {
  it('works by buttons that name their rule, keeps the focus on it and says its new place', async () => {
    const {press, find, last, root} = await shown({response: ranked, step: 2});
    expect(find('.up-own_1').getAttribute('aria-label')).toBe('Move up: Tea first');
    await press('.up-time');
    expect(last().response.rank).toEqual(['pass', 'time', 'own_1']);
    expect(root.activeElement).toBe(find('.up-time'));
    expect(find('[role=status]').textContent?.trim()).toBe('Place 2 of 3: time (en)');
  });

  it('works by the arrow keys on a button', async () => {
    const {find, last, element, root} = await shown({response: ranked, step: 2});
    const event = new KeyboardEvent('keydown', {key: 'ArrowDown', bubbles: true, cancelable: true});
    find('.up-pass').dispatchEvent(event);
    await element.updateComplete;
    expect(event.defaultPrevented).toBe(true);
    expect(last().response.rank).toEqual(['own_1', 'pass', 'time']);
    expect(root.activeElement).toBe(find('.down-pass'));
  });

  it('keeps a button at either end focusable, and without effect', async () => {
    const {press, find, last} = await shown({response: ranked, step: 2});
    expect(find<HTMLButtonElement>('.up-pass').disabled).toBe(false);
    expect(find('.up-pass').getAttribute('aria-disabled')).toBe('true');
    await press('.up-pass');
    expect(last().response.rank).toEqual(ranked.rank);
  });

  it('keeps its place, and speaks the new language, after a switch', async () => {
    const {element, press, listed, text, responses} = await shown({response: ranked, step: 2});
    await press('.up-time');
    const said = responses.length;
    Object.assign(element, {content: exampleContent('ru'), labels: interfaceWords.ru, language: 'ru'});
    await element.updateComplete;
    expect(listed('.order span')).toEqual(['pass (ru)', 'time (ru)', 'Tea first']);
    expect(text()).toContain('Место 2 из 3: time (ru)');
    expect(text()).not.toContain('(en)');
    expect(responses).toHaveLength(said);
  });
});

describe('the sheet', () => {
  const accepted = {response: {...ranked, accepted: 'yes'}} as const;

  it('is what an accepted agreement resumes with, wherever one comes from', async () => {
    expect((await shown({...accepted, step: 1})).listed('.sheet li')).toEqual(['pass (en)', 'Tea first', 'time (en)']);
  });

  it('has a heading and lines to sign for group, class and parents', async () => {
    const {press, find, last} = await shown(accepted);
    const seen = [];
    for (const sheet of ['class', 'parents', 'group']) {
      await press(`[value=${sheet}]`);
      seen.push([find('.sheet h3').textContent, find('.lines').children.length, last().response.sheet]);
    }
    expect(seen).toEqual([
      ['class (en)', 20, 'class'],
      ['parents (en)', 20, 'parents'],
      ['group (en)', 12, 'group'],
    ]);
  });

  it('goes on paper alone, in its language and its training’s accent, and leaves nothing behind', async () => {
    const {element, find} = await shown({...accepted, language: 'kk'});
    element.style.setProperty('--hue', '20');
    window.dispatchEvent(new Event('beforeprint'));
    window.dispatchEvent(new Event('beforeprint'));
    const [copy, ...others] = document.querySelectorAll<HTMLElement>('body > .destt-paper');
    expect(others).toEqual([]);
    expect([copy?.lang, copy?.style.getPropertyValue('--hue')]).toEqual(['kk', '20']);
    expect(copy?.lastElementChild?.shadowRoot?.querySelector('.sheet')?.outerHTML).toBe(find('.sheet').outerHTML);
    expect(copy?.textContent).toContain('size:A4');
    element.remove();
    expect(document.querySelector('.destt-paper')).toBeNull();
  });

  it('leaves printing alone where there is no sheet', async () => {
    await shown();
    window.dispatchEvent(new Event('beforeprint'));
    expect(document.querySelector('.destt-paper')).toBeNull();
  });

  it('prints by its button', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    await (await shown(accepted)).press('.print');
    expect(print).toHaveBeenCalledOnce();
  });

  it('can be changed, and is accepted again then', async () => {
    const {press, last, root, steps} = await shown(accepted);
    await press('.change');
    expect(last().response).toEqual(ranked);
    expect(root.querySelector('.sheet')).toBeNull();
    expect(root.activeElement?.textContent).toBe('Choose your rules');
    expect(steps).toEqual([1]);
  });
});
