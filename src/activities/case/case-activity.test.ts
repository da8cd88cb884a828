// @vitest-environment jsdom
import axe from 'axe-core';
import {afterEach, describe, expect, it, vi} from 'vitest';
import type {Response} from '../../training/index.ts';
import {ResponseEvent} from '../activity.ts';
import {caseKind} from './case.ts';
import type {CaseActivity} from './case-activity.ts';
import './case-activity.ts';
import {contentIn} from './starter.test-data.ts';

const {interfaceWords} = caseKind;
const {words} = contentIn('en');

afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

async function shown(given: Partial<CaseActivity> = {}) {
  const element = document.createElement('case-activity');
  const responses: ResponseEvent[] = [];
  element.addEventListener(ResponseEvent.type, (event) => responses.push(event));
  Object.assign(element, {content: contentIn('en'), labels: interfaceWords.en, ...given});
  document.body.append(element);
  await element.updateComplete;
  const root = element.renderRoot as ShadowRoot;
  const plain = (node: Node | null) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const one = <E extends HTMLElement>(selector: string): E => {
    const found = root.querySelector<E>(selector);
    if (!found) throw new Error(`No "${selector}" in: ${root.innerHTML}`);
    return found;
  };
  return {
    element,
    responses,
    root,
    one,
    text: () => [...root.children].flatMap((part) => (part.localName === 'style' ? [] : plain(part))).join(' '),
    lines: (selector: string) => [...root.querySelectorAll(selector)].map(plain),
    focused: () => plain(root.activeElement),
    checked: () => [...root.querySelectorAll<HTMLInputElement>('input:checked')].map(({value}) => value),
    last: () => responses[responses.length - 1]!,
    async press(selector: string) {
      one(selector).click();
      await element.updateComplete;
    },
    async type(text: string) {
      const field = one<HTMLTextAreaElement>('textarea');
      field.value = text;
      field.dispatchEvent(new Event('input', {bubbles: true}));
      await element.updateComplete;
    },
  };
}

const answered: Response = {see: ['tired', 'distant'], do_next: 'talk', own: 'The empty chair.\nThe phone.'};
const reading: Response = {...answered, stage: 'reading'};

describe('a case', () => {
  it.each([
    ['the situation', {}],
    ['the situation, answered', answered],
    ['the reading', reading],
    ['the reading of nothing chosen', {stage: 'reading'}],
  ] as [string, Response][])('has no accessibility faults: %s', async (_, response) => {
    const {element} = await shown({response});
    // Contrast needs a layout, which jsdom does not have.
    const {violations} = await axe.run(element, {rules: {'color-contrast': {enabled: false}}});
    expect(violations.map(({id, nodes}) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it('shows nothing before its content is there', async () => {
    const element = document.createElement('case-activity');
    document.body.append(element);
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('*:not(style)')).toBeNull();
  });

  it('tells the situation, and asks with native controls about which it says that none is right or wrong', async () => {
    const {lines, text, root, focused, checked} = await shown();
    expect(lines('.story p')).toEqual([words.person, ...words.story]);
    expect(text()).toContain('There are no right or wrong answers here.');
    expect(lines('fieldset > legend')).toEqual(['What do you see?', 'What would you do next?']);
    expect(root.querySelectorAll('label input[type=checkbox][name=see]')).toHaveLength(3);
    expect(root.querySelectorAll('label input[type=radio][name=do_next]')).toHaveLength(3);
    expect(checked()).toEqual([]);
    expect(text()).not.toContain(words.reading[0]);
    expect(focused()).toBe('');
  });

  it('announces each choice with all before it, and takes choices back', async () => {
    const {press, last, checked} = await shown();
    await press('input[value=distant]');
    await press('input[value=tired]');
    await press('input[value=wait]');
    await press('input[value=talk]');
    expect(last()).toMatchObject({
      response: {see: ['tired', 'distant'], do_next: 'talk'},
      complete: false,
      score: null,
    });
    await press('input[value=tired]');
    await press('input[value=distant]');
    expect(last().response).toMatchObject({see: [], do_next: 'talk'});
    expect(checked()).toEqual(['talk']);
  });

  it('is complete when the reading is opened, whatever was chosen', async () => {
    const {press, last, focused, text} = await shown();
    await press('.read');
    expect(last()).toMatchObject({response: {stage: 'reading'}, complete: true, score: null});
    expect(focused()).toBe('A reading of the case');
    expect(text()).toContain('You chose nothing here.');
  });

  it('lays the comments on every option beside the learner’s choices, and then a reading', async () => {
    const {lines, text, root} = await shown({response: reading});
    const {see, do_next: doNext} = words.questions;
    expect(lines('dt.yours')).toEqual([
      `${see!.options.tired} – your choice`,
      `${see!.options.distant} – your choice`,
      `${doNext!.options.talk} – your choice`,
    ]);
    expect(lines('dd')).toEqual([...Object.values(see!.comments), ...Object.values(doNext!.comments)]);
    expect(lines('section p')).toEqual(words.reading);
    expect(root.querySelector('blockquote')?.textContent).toBe(answered.own);
    expect(lines('details .story p')).toEqual([words.person, ...words.story]);
    expect(text()).not.toContain('You chose nothing here.');
    expect(root.querySelector('input, textarea')).toBeNull();
  });

  it('leads back to the situation with the choices still there', async () => {
    const {press, last, checked, focused, one} = await shown({response: reading});
    await press('.back');
    expect(last()).toMatchObject({response: {...answered, stage: 'asking'}, complete: false});
    expect(checked()).toEqual(['tired', 'distant', 'talk']);
    expect(one<HTMLTextAreaElement>('textarea').value).toBe(answered.own);
    expect(focused()).toBe('The situation');
  });

  it('resumes with what was answered, and says nothing of its own', async () => {
    const {checked, responses, focused} = await shown({response: answered});
    expect(checked()).toEqual(['tired', 'distant', 'talk']);
    expect((await shown({response: reading})).text()).toContain('A reading of the case');
    expect([responses, focused()]).toEqual([[], '']);
  });

  it('ignores values of a wrong kind', async () => {
    const hostile = {see: 'tired', do_next: ['talk'], own: 7, stage: ['reading']} as Response;
    const {checked, one} = await shown({response: hostile});
    expect(checked()).toEqual([]);
    expect(one<HTMLTextAreaElement>('textarea').value).toBe('');
    const {lines, root} = await shown({response: {...hostile, stage: 'reading'}});
    expect(lines('dt.yours')).toEqual([]);
    expect(root.querySelector('blockquote')).toBeNull();
  });

  it('keeps choices, words being typed and the focus when the language changes midway', async () => {
    const {element, type, one, text, checked, root} = await shown({response: answered});
    const field = one<HTMLTextAreaElement>('textarea');
    field.focus();
    await type('Half a sen');
    Object.assign(element, {content: contentIn('kk'), labels: interfaceWords.kk, language: 'kk', response: answered});
    await element.updateComplete;
    expect(text()).toContain(contentIn('kk').words.story[0]);
    expect(text()).not.toContain(words.story[0]);
    expect(checked()).toEqual(['tired', 'distant', 'talk']);
    expect([root.activeElement, field.value]).toEqual([field, 'Half a sen']);
  });
});

describe('the own words in a case', () => {
  it('are asked for only where the author wants them', async () => {
    const {content} = {content: contentIn('en')};
    const {root, text} = await shown({content: {...content, rules: {...content.rules, own: false}}, response: reading});
    expect(root.querySelector('blockquote')).toBeNull();
    expect(text()).not.toContain('In your own words');
    const bare = await shown({content: {...content, rules: {...content.rules, own: false}}});
    expect(bare.root.querySelector('textarea')).toBeNull();
  });

  it('have a label and say where they are kept', async () => {
    const {one, text} = await shown();
    expect(one('label:has(textarea)').textContent?.trim()).toContain(words.own);
    expect(text()).toContain('Your words are kept on this device.');
  });

  it('are announced when typing rests', async () => {
    vi.useFakeTimers();
    const {type, responses} = await shown();
    await type('T');
    await type('The phone');
    expect(responses).toEqual([]);
    vi.advanceTimersByTime(1000);
    expect(responses.map(({response}) => response)).toEqual([{own: 'The phone'}]);
  });

  it.each([
    ['the field is left', (field: HTMLElement) => field.dispatchEvent(new Event('blur'))],
    ['the page goes away', () => window.dispatchEvent(new Event('pagehide'))],
    ['the page is hidden', () => document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))],
    ['the activity is taken away', () => document.body.replaceChildren()],
  ])('are announced before they could be lost: %s', async (_, happens) => {
    const {type, one, last, element} = await shown({response: {see: ['lazy']}});
    await type('The last words');
    happens(one('textarea'));
    expect(last().response).toEqual({see: ['lazy'], own: 'The last words'});
    element.remove();
  });

  it('travel with a choice and into the reading, even before typing has rested', async () => {
    const {type, press, last, root} = await shown();
    await type('The phone');
    await press('input[value=lazy]');
    expect(last().response).toEqual({own: 'The phone', see: ['lazy']});
    await type('The phone, the window');
    await press('.read');
    expect(last()).toMatchObject({response: {own: 'The phone, the window', stage: 'reading'}, complete: true});
    expect(root.querySelector('blockquote')?.textContent).toBe('The phone, the window');
  });
});
