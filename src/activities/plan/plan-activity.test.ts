// @vitest-environment jsdom
import axe from 'axe-core';
import {afterEach, describe, expect, it, vi} from 'vitest';
import type {Response} from '../../training/index.ts';
import {catchDownloads} from '../../ui/downloads.test-data.ts';
import {ResponseEvent} from '../activity.ts';
import {exampleContent, exampleRules, reviewContent} from './example.test-data.ts';
import {plan} from './plan.ts';
import './plan-activity.ts';
import type {PlanActivity} from './plan-activity.ts';

const {en, ru} = plan.interfaceWords;

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function shown(response: Response = {}, given: Partial<PlanActivity> = {}) {
  const element = document.createElement('plan-activity');
  const responses: ResponseEvent[] = [];
  element.addEventListener(ResponseEvent.type, (event) => responses.push(event));
  Object.assign(element, {
    content: exampleContent('en'),
    labels: en,
    response,
    now: () => new Date(2026, 10, 5, 12),
    random: () => 0.5,
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
    find,
    last: () => responses[responses.length - 1]!,
    text: () => (root.textContent ?? '').replace(/\s+/g, ' '),
    note: () => find('.note').textContent?.trim(),
    names: () => [...root.querySelectorAll('textarea')].map(({name}) => name),
    async press(selector: string) {
      find(selector).click();
      await element.updateComplete;
      await element.updateComplete;
    },
    async type(item: string, text: string) {
      const area = find<HTMLTextAreaElement>(`textarea[name=${item}]`);
      area.value = text;
      area.dispatchEvent(new Event('input', {bubbles: true}));
      await element.updateComplete;
    },
  };
}

const step = {if_1: 'the bell rings', then_1: 'I breathe out'};
const made = {...step, obstacle_1: 'Noise', day: 20762, code: 99, stage: 'sheet'};

describe('a plan', () => {
  it.each([
    ['being written', {}],
    ['with examples opened', step],
    ['as a sheet', made],
    ['after "not now"', {stage: 'not_now'}],
  ] as const)('has no accessibility faults: %s', async (_, response) => {
    const {element, root} = await shown(response);
    root.querySelector('details')?.setAttribute('open', '');
    // Contrast needs a layout, which jsdom does not have.
    const {violations} = await axe.run(element, {rules: {'color-contrast': {enabled: false}}});
    expect(violations.map(({id, nodes}) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it('shows nothing before its content is there', async () => {
    const element = document.createElement('plan-activity');
    document.body.append(element);
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('*:not(style)')).toBeNull();
  });

  it('begins with one step, and has room for as many as the rules say', async () => {
    const {names, press, root, find, text} = await shown();
    expect(text()).toContain(en.where);
    expect(names()).toEqual(['if_1', 'then_1', 'obstacle_1', 'help_1']);
    await press('.add');
    expect(root.activeElement).toBe(find('[name=if_2]'));
    await press('.add');
    expect(names()).toHaveLength(12);
    expect(root.querySelector('.add')).toBeNull();
  });

  it('asks for no obstacle where the rules want none', async () => {
    const content = {...exampleContent('en'), rules: {...exampleRules, obstacles: false}};
    expect((await shown({}, {content})).names()).toEqual(['if_1', 'then_1']);
  });

  it('is complete and has its day once a step says when and what', async () => {
    const {type, last, press} = await shown();
    await type('if_1', 'the bell rings');
    document.body.click();
    expect(last()).toMatchObject({response: {if_1: 'the bell rings'}, complete: false});
    expect(last().response.day).toBeUndefined();
    await type('then_1', 'I breathe out');
    document.body.click();
    expect(last()).toMatchObject({
      response: {...step, day: 20762, code: expect.any(Number)},
      complete: true,
      score: null,
    });
    await press('.ready');
    expect(last().response.stage).toBe('sheet');
  });

  it('keeps its day and its number when it is changed later', async () => {
    const {type, last} = await shown({...made, stage: 'writing'}, {now: () => new Date(2027, 1, 1), random: () => 0.9});
    await type('then_1', 'I sing');
    document.body.click();
    expect(last().response).toMatchObject({then_1: 'I sing', day: 20762, code: 99});
  });

  it('that is emptied is no plan any more', async () => {
    const {type, last, text, element} = await shown({...step, day: 20762, code: 99});
    await type('if_1', '');
    await type('then_1', ' ');
    document.body.click();
    await element.updateComplete;
    expect(last().response).toEqual({});
    expect(text()).not.toContain(en.elsewhere);
  });

  it('has no sheet before there is a step, and says what is missing', async () => {
    const {press, note, root, find} = await shown({if_1: 'the bell rings'});
    await press('.ready');
    expect(note()).toBe(en.notes.empty);
    expect(root.activeElement).toBe(find('[name=if_1]'));
  });

  it('takes an example over with one tap into the first empty step, to be changed', async () => {
    const {press, last, root, find} = await shown(step);
    const before = root.querySelectorAll('.take').length;
    await press('.take');
    expect(last().response).toMatchObject({
      ...step,
      if_2: 'the third lesson is over and my shoulders are tense',
      then_2: 'I stand by the window and breathe out slowly four times',
    });
    expect(root.activeElement).toBe(find('[name=if_2]'));
    expect(find<HTMLTextAreaElement>('[name=if_2]').value).toContain('third lesson');
    expect([before, root.querySelectorAll('.take').length]).toEqual([2, 1]);
  });

  it('offers no example where no step is empty', async () => {
    const full = {...step, if_2: 'b', if_3: 'c'};
    expect((await shown(full)).root.querySelector('.take')).toBeNull();
  });

  it('forces nobody to plan', async () => {
    const {press, last, note, root, find} = await shown();
    await press('.not-now');
    expect(last()).toMatchObject({response: {stage: 'not_now'}, complete: true});
    expect(note()).toBe(en.notes.not_now);
    expect(root.activeElement).toBe(find('.note'));
    expect((await shown(step)).root.querySelector('.not-now')).toBeNull();
  });

  it('shows the practices that helped, beside the steps and on the sheet', async () => {
    const content = {...exampleContent('en'), rules: {...exampleRules, toolkit: ['breathing', 'walk', 'music']}};
    const related = {
      breathing: {title: 'Slow breathing', done: true, response: {before: 7, after: 3}},
      walk: {title: 'A short walk', done: true, response: {before: 3, after: 3}},
      music: {title: 'Music', done: true, response: {kept: 'yes'}},
    };
    for (const response of [step, made]) {
      const {find} = await shown(response, {content, related});
      expect(find('.helpers').textContent?.replace(/\s+/g, ' ').trim()).toBe(
        'What has helped you so far Slow breathing before 7, after 3 Music',
      );
    }
    expect((await shown(step, {content})).root.querySelector('.helpers')).toBeNull();
  });

  it('keeps what is being typed when the language changes, and resumes with every text', async () => {
    const {element, type, find, text, last} = await shown(step);
    const area = find<HTMLTextAreaElement>('[name=help_1]');
    area.focus();
    await type('help_1', 'A colle');
    Object.assign(element, {content: exampleContent('ru'), labels: ru, language: 'ru'});
    await element.updateComplete;
    expect(find('[name=help_1]')).toBe(area);
    expect(area.value).toBe('A colle');
    expect(text()).toContain('Шаг 1');
    expect(text()).not.toContain(en.where);
    element.remove();
    const again = await shown(last().response);
    expect(again.find<HTMLTextAreaElement>('[name=help_1]').value).toBe('A colle');
    expect(again.responses).toEqual([]);
  });

  it('ignores values of a wrong kind', async () => {
    const hostile = {if_1: 7, then_1: ['a'], day: 'soon', code: {}, stage: ['sheet']} as unknown as Response;
    const {find} = await shown(hostile);
    expect(find<HTMLTextAreaElement>('[name=if_1]').value).toBe('');
    const sheet = await shown({...hostile, stage: 'sheet'} as Response);
    expect(sheet.root.querySelector('.calendar')).toBeNull();
    expect((await shown({...made, if_1: '<img src=x>'})).root.querySelector('img')).toBeNull();
  });
});

describe('the sheet of a plan', () => {
  it('goes on with the sentence after a full stop that was written into its middle', async () => {
    const {text} = await shown({...made, if_1: 'the bell rings.', stage: 'sheet'});
    expect(text()).toContain('If the bell rings, then');
  });

  it('says each step in a sentence, what may come between, and the days to look again', async () => {
    const {text, root, press, find} = await shown({...made, if_2: 'it rains', stage: 'writing'});
    await press('.ready');
    expect(root.activeElement).toBe(find('h2'));
    for (const part of [
      'If the bell rings, then I breathe out',
      'Noise',
      'If it rains, then …',
      'Made on 5 November 2026',
    ])
      expect(text()).toContain(part);
    expect([...root.querySelectorAll('li')].map(({textContent}) => textContent)).toEqual([
      '19 November 2026',
      '17 December 2026',
    ]);
  });

  it('prints without what only a screen needs', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    const {press, root} = await shown(made);
    await press('.print');
    expect(print).toHaveBeenCalledOnce();
    const printed = [...root.querySelectorAll('*')].filter((part) => !part.closest('.screen, style'));
    expect(printed.some(({textContent}) => textContent === 'If the bell rings, then I breathe out')).toBe(true);
    expect(printed.some(({tagName}) => /INPUT|TEXTAREA/.test(tagName))).toBe(false);
  });

  it('puts days without a word of the plan into the calendar, unless the learner ticks it', async () => {
    const file = catchDownloads();
    const {press} = await shown(made);
    await press('.calendar');
    const {name, type, text} = await file();
    expect([name, type]).toEqual(['plan.ics', 'text/calendar;charset=utf-8']);
    expect(text.match(/UID:.*/g)).toEqual(['UID:99-2@plan.destt', 'UID:99-6@plan.destt']);
    expect(text.match(/DTSTART.*/g)).toEqual(['DTSTART;VALUE=DATE:20261119', 'DTSTART;VALUE=DATE:20261217']);
    expect(text).toContain(`SUMMARY:${en.event}`);
    expect(text).not.toMatch(/bell|breathe|Noise|DESCRIPTION/);

    await press('input[type=checkbox]');
    await press('.calendar');
    const ticked = (await file()).text.replaceAll('\r\n ', '');
    expect(ticked).toContain('DESCRIPTION:If the bell rings\\, then I breathe out');
    expect(ticked.match(/UID:.*/g)).toEqual(text.match(/UID:.*/g));
    expect(ticked).not.toContain('Noise');
  });

  it('leads back to the steps', async () => {
    const {press, last, names} = await shown(made);
    await press('.change');
    expect(last().response).toEqual({...made, stage: 'writing'});
    expect(names()).toContain('if_1');
  });

  it('says where the texts are when they are not here', async () => {
    const {text, root} = await shown({day: 20762, code: 99, stage: 'sheet'});
    expect(text()).toContain(en.elsewhere);
    expect(root.querySelector('.card .written')).toBeNull();
  });
});

describe('the look back at a plan', () => {
  const related = {'my-plan': {title: 'My plan', done: true, response: {...made, if_3: 'it rains', then_3: 'I wait'}}};
  const back = (response: Response = {}, given: Partial<PlanActivity> = {}) =>
    shown(response, {content: reviewContent, related, now: () => new Date(2026, 10, 20), ...given});

  it('has no accessibility faults', async () => {
    const {element} = await back();
    const {violations} = await axe.run(element, {rules: {'color-contrast': {enabled: false}}});
    expect(violations.map(({id, nodes}) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it('asks of each step how it went, what got in the way and what comes next', async () => {
    const {text, names, root} = await back();
    expect(text()).toContain('If the bell rings, then I breathe out');
    expect(text()).toContain('If it rains, then I wait');
    expect(names()).toEqual(['way_1', 'next_1', 'way_3', 'next_3']);
    expect([...root.querySelectorAll<HTMLInputElement>('[name=kept_3]')].map(({value}) => value)).toEqual([
      'kept',
      'partly',
      'not',
    ]);
    expect(root.querySelector('.due')).toBeNull();
  });

  it('says when it is meant for while it is too early', async () => {
    const {find} = await back({}, {now: () => new Date(2026, 10, 10)});
    expect(find('.due').textContent).toBe('This look back is meant for 19 November 2026. You can also do it today.');
  });

  it('keeps each answer, and is complete only when all was looked at', async () => {
    const {press, type, last, responses, note, root, find} = await back();
    await press('[name=kept_1][value=partly]');
    await type('way_1', 'Noise');
    await press('[name=kept_3][value=kept]');
    expect(responses.some(({complete}) => complete)).toBe(false);
    await press('.looked');
    expect(last()).toMatchObject({
      response: {kept_1: 'partly', way_1: 'Noise', kept_3: 'kept', stage: 'seen'},
      complete: true,
    });
    expect(last().response.day).toBeUndefined();
    expect(note()).toBe(en.notes.seen);
    expect(root.activeElement).toBe(find('.note'));
  });

  it('resumes with what was answered', async () => {
    const {root, find} = await back({kept_1: 'not', next_1: 'Ask Aigul', stage: 'seen'});
    expect(root.querySelector<HTMLInputElement>('input:checked')?.value).toBe('not');
    expect(find<HTMLTextAreaElement>('[name=next_1]').value).toBe('Ask Aigul');
  });

  it('can be finished where there is no plan, or its texts are elsewhere', async () => {
    const none = await back({}, {related: {}});
    expect(none.text()).toContain(en.none);
    await none.press('.looked');
    expect(none.last().complete).toBe(true);
    const away = {'my-plan': {title: 'My plan', done: true, response: {day: 20762, code: 9}}};
    expect((await back({}, {related: away})).text()).toContain(en.elsewhere);
  });

  it('ignores values of a wrong kind', async () => {
    const {root, find} = await back({kept_1: ['kept'], way_1: 7, stage: 3} as Response);
    expect(root.querySelector('input:checked')).toBeNull();
    expect(find<HTMLTextAreaElement>('[name=way_1]').value).toBe('');
  });
});
