// @vitest-environment jsdom
import axe from 'axe-core';
import {afterEach, describe, expect, it, vi} from 'vitest';
import type {Response} from '../../training/index.ts';
import {catchDownloads} from '../../ui/downloads.test-data.ts';
import {ResponseEvent, type TrainingFacts} from '../activity.ts';
import {kept} from './entries.ts';
import {exampleContent, exampleRules} from './example.test-data.ts';
import {journal} from './journal.ts';
import './journal-activity.ts';
import type {JournalActivity} from './journal-activity.ts';

const {en, ru} = journal.interfaceWords;

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function shown(response: Response = {}, given: Partial<JournalActivity> = {}) {
  const element = document.createElement('journal-activity');
  const responses: ResponseEvent[] = [];
  element.addEventListener(ResponseEvent.type, (event) => responses.push(event));
  Object.assign(element, {
    content: exampleContent('en'),
    labels: en,
    response,
    facts: {training: 'public-speaking'} as TrainingFacts,
    now: () => new Date(2026, 10, 5, 22),
    ...given,
  });
  document.body.append(element);
  await element.updateComplete;
  const root = element.renderRoot as ShadowRoot;
  const find = <T extends HTMLElement>(selector: string) => {
    const found = root.querySelector<T>(selector);
    if (!found) throw new Error(`No ${selector} in: ${root.innerHTML}`);
    return found;
  };
  return {
    element,
    root,
    responses,
    last: () => responses[responses.length - 1]!,
    text: () => (root.textContent ?? '').replace(/\s+/g, ' '),
    note: () => find('.note').textContent?.trim(),
    find,
    async press(selector: string) {
      find(selector).click();
      await element.updateComplete;
      await element.updateComplete;
    },
    async type(text: string, item = 'draft') {
      const area = find<HTMLTextAreaElement>(`textarea[name=${item}]`);
      area.value = text;
      area.dispatchEvent(new Event('input', {bubbles: true}));
      await element.updateComplete;
    },
  };
}

const september = kept({day: 20700, prompt: null, text: 'In September'});
const november = kept({day: 20762, prompt: 'helped', text: 'In November'});
const two = {entry_01: september, entry_09: november, stage: 'kept'};

describe('a journal', () => {
  it('shows the rules written in the role-plays it collects, and no other words of theirs', async () => {
    const talk = (response: Response) => ({title: 'A talk', done: true, response});
    const {root} = await shown(
      {},
      {related: {mark: talk({rule: 'I ask first.'}), chat: talk({rule: ['x']}), late: talk({own: 'y'})}},
    );
    expect([...root.querySelectorAll('.rules li')].map((line) => line.textContent)).toEqual(['I ask first.A talk']);
    expect((await shown()).root.querySelector('.rules')).toBeNull();
    expect(journal.behaviour.related?.({...exampleContent('en').rules, collects: ['mark']})).toEqual(['mark']);
  });

  it.each([
    ['empty', {}],
    ['with entries', two],
    ['after "not now"', {stage: 'not_now'}],
  ] as const)('has no accessibility faults: %s', async (_, response) => {
    const {element, root} = await shown(response);
    if ('entry_01' in response) root.querySelector<HTMLElement>('.edit')!.click();
    await element.updateComplete;
    // Contrast needs a layout, which jsdom does not have.
    const {violations} = await axe.run(element, {rules: {'color-contrast': {enabled: false}}});
    expect(violations.map(({id, nodes}) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it('shows nothing before its content is there', async () => {
    const element = document.createElement('journal-activity');
    document.body.append(element);
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('*:not(style)')).toBeNull();
  });

  it("says where the texts are, and offers its prompts beside something of one's own", async () => {
    const {text, root} = await shown();
    expect(text()).toContain(en.where);
    expect(text()).not.toContain(en.elsewhere);
    expect([...root.querySelectorAll<HTMLInputElement>('input')].map(({value, checked}) => [value, checked])).toEqual([
      ['noticed', false],
      ['helped', false],
      ['tried', false],
      ['', true],
    ]);
    expect(root.querySelector('ol')).toBeNull();
  });

  it('keeps an entry with its day and prompt, complete with the first', async () => {
    const {press, type, last, root, find, note} = await shown();
    await press('input[value=helped]');
    await type('  Tea with Aigul.\n');
    await press('.save');
    const {stage, ...entries} = last().response;
    expect(Object.values(entries)).toEqual([kept({day: 20762, prompt: 'helped', text: 'Tea with Aigul.'})]);
    expect([stage, last().complete, last().score]).toEqual(['kept', true, null]);
    expect(find<HTMLTextAreaElement>('textarea').value).toBe('');
    expect(find<HTMLInputElement>('input[value=""]').checked).toBe(true);
    expect(root.querySelector('li h3')?.textContent).toBe('5 November 2026');
    expect(root.querySelector('li .soft')?.textContent).toBe('What helped me today, even a little?');
    expect(root.querySelector('li .written')?.textContent).toBe('Tea with Aigul.');
    expect(note()).toBe(en.notes.saved);
  });

  it('keeps nothing where nothing is written', async () => {
    const {press, type, responses, root, note} = await shown();
    await type('  ');
    await press('.save');
    expect(responses.some(({response}) => response.stage === 'kept')).toBe(false);
    expect(note()).toBe(en.notes.empty);
    expect(root.activeElement?.tagName).toBe('TEXTAREA');
  });

  it('keeps the draft as it is typed, so that a crash costs no text, and resumes with it', async () => {
    const {press, type, last, element} = await shown();
    await press('input[value=tried]');
    await type('Half a sent');
    element.remove();
    expect(last()).toMatchObject({complete: false});
    const again = await shown(last().response);
    expect(again.find<HTMLTextAreaElement>('textarea').value).toBe('Half a sent');
    expect(again.find<HTMLInputElement>('input[value=tried]').checked).toBe(true);
    expect(again.responses).toEqual([]);
  });

  it('keeps draft, opened entry and what is being typed when the language changes', async () => {
    const {element, press, type, find, text} = await shown(two);
    await type('Half a sent');
    await press('#entry_01 .edit');
    await type('In late September', 'entry_01');
    const area = find('textarea[name=entry_01]');
    Object.assign(element, {content: exampleContent('ru'), labels: ru, language: 'ru'});
    await element.updateComplete;
    expect(find<HTMLTextAreaElement>('textarea').value).toBe('Half a sent');
    expect(find<HTMLTextAreaElement>('textarea[name=entry_01]').value).toBe('In late September');
    expect(find('textarea[name=entry_01]')).toBe(area);
    expect(text()).toContain('5 ноября 2026 г.');
    expect(text()).toContain('Что мне сегодня помогло');
    expect(text()).not.toContain(en.where);
  });

  it('lists entries newest first, each with buttons that say which', async () => {
    const {root} = await shown(two);
    expect([...root.querySelectorAll('li h3')].map(({textContent}) => textContent)).toEqual([
      '5 November 2026',
      '4 September 2026',
    ]);
    expect(root.querySelector('.edit')?.getAttribute('aria-label')).toBe('Change: 5 November 2026');
  });

  it('lets an entry be changed, its day and prompt kept, and gives the focus back', async () => {
    const {press, type, last, root, find} = await shown(two);
    await press('#entry_09 .edit');
    expect(root.activeElement).toBe(find('#entry_09 textarea'));
    await type('In late November', 'entry_09');
    await press('#entry_09 .done');
    expect(last().response.entry_09).toBe(kept({day: 20762, prompt: 'helped', text: 'In late November'}));
    expect(last().response.entry_01).toBe(september);
    expect(root.activeElement).toBe(find('#entry_09 .edit'));
    expect(find('#entry_09 .written').textContent).toBe('In late November');
  });

  it('takes an entry back from the response when it is deleted, and brings it back', async () => {
    const {press, last, root, find, note} = await shown(two);
    await press('#entry_09 .remove');
    expect(last().response).toEqual({entry_01: september, stage: 'kept'});
    expect(root.activeElement).toBe(find('.undo'));
    expect(note()).toBe(en.notes.removed);
    await press('#entry_01 .remove');
    expect(last().response).toEqual({});
    await press('.undo');
    await press('.undo');
    expect(Object.values(last().response).sort()).toEqual([september, november, 'kept'].sort());
    expect(root.querySelector('.undo')).toBeNull();
    expect(note()).toBe(en.notes.restored);
    expect(root.activeElement?.getAttribute('aria-label')).toBe('Change: 5 November 2026');
  });

  it('forgets what was deleted when the page is left', async () => {
    const {press, last} = await shown(two);
    await press('#entry_09 .remove');
    const {root, text} = await shown(last().response);
    expect(root.querySelector('.undo')).toBeNull();
    expect(text()).not.toContain('In November');
  });

  it('says when it is full, and keeps the draft', async () => {
    const content = {...exampleContent('en'), rules: {...exampleRules, entries: 1}};
    const {press, type, last, note} = await shown({entry_01: september}, {content});
    await type('One too many');
    await press('.save');
    expect(note()).toBe(en.notes.full);
    expect(last().response).toMatchObject({entry_01: september, draft: expect.stringContaining('One too many')});
  });

  it('forces nobody to write', async () => {
    const {press, last, note, root, find} = await shown();
    await press('.not-now');
    expect(last()).toMatchObject({response: {stage: 'not_now'}, complete: true});
    expect(note()).toBe(en.notes.not_now);
    expect(root.activeElement).toBe(find('.note'));
    expect(root.querySelector('.not-now')).toBeNull();
    expect((await shown(two)).root.querySelector('.not-now')).toBeNull();
  });

  it('says that the texts are on another device where they are', async () => {
    expect((await shown({stage: 'kept'})).text()).toContain(en.elsewhere);
    expect((await shown(two)).text()).not.toContain(en.elsewhere);
  });

  it.each([
    ['md', 'text/markdown'],
    ['html', 'text/html'],
    ['json', 'application/json'],
  ])('can be taken away as .%s', async (type, mime) => {
    const file = catchDownloads();
    const {press} = await shown(two);
    await press(`.${type}`);
    const {name, text, type: given} = await file();
    expect([name, given]).toEqual([`public-speaking-journal.${type}`, `${mime};charset=utf-8`]);
    expect(text).toContain('In November');
  });

  it('prints its entries, without buttons and the form', async () => {
    const {root} = await shown(two);
    const printed = [...root.querySelectorAll('*')].filter((part) => !part.closest('.screen, style'));
    expect(printed.some(({textContent}) => textContent === 'In November')).toBe(true);
    expect(printed.some(({tagName}) => /BUTTON|TEXTAREA|INPUT/.test(tagName))).toBe(false);
  });

  it('ignores values of a wrong kind', async () => {
    const hostile = {entry_01: 7, entry_02: ['a'], entry_03: '{"', draft: '[]', stage: ['kept'], more: 'x'} as Response;
    const {root, find} = await shown(hostile);
    expect(root.querySelector('li')).toBeNull();
    expect(find<HTMLTextAreaElement>('textarea').value).toBe('');
    const script = kept({day: 1e300, prompt: '<b>', text: '<img src=x onerror=alert(1)>'});
    expect((await shown({entry_01: script})).root.querySelector('img, li b')).toBeNull();
  });
});
