// @vitest-environment jsdom
import axe from 'axe-core';
import {afterEach, describe, expect, it, vi} from 'vitest';
import type {Response} from '../../training/index.ts';
import {catchDownloads} from '../../ui/downloads.test-data.ts';
import {ResponseEvent, StepEvent, type TrainingFacts} from '../activity.ts';
import {exampleContent} from './example.test-data.ts';
import {interview} from './interview.ts';
import './interview-activity.ts';
import type {InterviewActivity} from './interview-activity.ts';

const {en, kk} = interview.interfaceWords;

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

async function shown(response: Response = {}, given: Partial<InterviewActivity> = {}) {
  const element = document.createElement('interview-activity');
  const responses: ResponseEvent[] = [];
  const steps: number[] = [];
  element.addEventListener(ResponseEvent.type, (event) => responses.push(event));
  element.addEventListener(StepEvent.type, (event) => steps.push(event.step));
  Object.assign(element, {
    content: exampleContent('en'),
    labels: en,
    response,
    facts: {training: 'digital-tools', title: 'Digital tools', version: '1.2.0'} as TrainingFacts,
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
    steps,
    find,
    last: () => responses[responses.length - 1]!,
    text: () => (root.textContent ?? '').replace(/\s+/g, ' '),
    heading: () => root.querySelector('h2')?.textContent,
    async press(selector: string) {
      find(selector).click();
      await element.updateComplete;
    },
    async type(text: string) {
      const area = find<HTMLTextAreaElement>('textarea');
      area.value = text;
      area.dispatchEvent(new Event('input', {bubbles: true}));
      await element.updateComplete;
    },
  };
}

describe('an interview', () => {
  it.each([
    ['the introduction', {}, 0],
    ['a question', {stage: 'asking'}, 2],
    ['the end', {stage: 'end', q1: 'Courage', withheld: ['q2']}, 0],
  ] as const)('has no accessibility faults: %s', async (_, response, step) => {
    const {element} = await shown(response, {step});
    // Contrast needs a layout, which jsdom does not have.
    const {violations} = await axe.run(element, {rules: {'color-contrast': {enabled: false}}});
    expect(violations.map(({id, nodes}) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it('shows nothing before its content is there', async () => {
    const element = document.createElement('interview-activity');
    document.body.append(element);
    await element.updateComplete;
    expect(element.shadowRoot?.querySelector('*:not(style)')).toBeNull();
  });

  it('says first what it is for and where the answers are', async () => {
    const {text, press, last, steps, heading} = await shown();
    expect(text()).toContain('Six questions help you look back');
    expect(text()).toContain(en.where);
    await press('.begin');
    expect(last()).toMatchObject({response: {stage: 'asking'}, complete: false});
    expect(steps).toEqual([1]);
    expect(heading()).toBe(en.questions.q1);
  });

  it('asks one question a screen, forces no answer, and is complete at the end', async () => {
    const {press, text, heading, steps, responses, last, root} = await shown({stage: 'asking'}, {step: 1});
    const seen = [];
    for (let at = 1; at <= 6; at += 1) {
      expect(text()).toContain(`Question ${at} of 6`);
      seen.push(heading());
      expect(responses.some(({complete}) => complete)).toBe(false);
      await press('.next');
      expect(root.activeElement).toBe(root.querySelector('h2'));
    }
    expect(seen).toEqual(Object.values(en.questions));
    expect(steps).toEqual([2, 3, 4, 5, 6]);
    expect(last()).toMatchObject({response: {stage: 'end'}, complete: true, score: null});
    expect(heading()).toBe(en.end);
    expect(text().match(/No answer here/g)).toHaveLength(6);
  });

  it('keeps an answer on the way to the next question and back', async () => {
    const {press, type, last, find} = await shown({stage: 'asking'}, {step: 1});
    await type('More courage');
    await press('.next');
    expect(last().response).toEqual({stage: 'asking', q1: 'More courage'});
    expect(find<HTMLTextAreaElement>('textarea').value).toBe('');
    await press('.back');
    expect(find<HTMLTextAreaElement>('textarea').value).toBe('More courage');
    await type(' ');
    await press('.next');
    expect(last().response).toEqual({stage: 'asking'});
  });

  it('takes "prefer not to answer" for an answer, until there is a text', async () => {
    const {press, type, last, root, text, heading} = await shown({stage: 'asking'}, {step: 2});
    await press('.withhold');
    expect(last().response).toEqual({stage: 'asking', withheld: ['q2']});
    expect(heading()).toBe(en.questions.q3);
    await press('.back');
    expect(text()).toContain(en.withheld);
    expect(root.querySelector('.withhold')).toBeNull();
    await type('On second thoughts');
    await press('.next');
    expect(last().response).toEqual({stage: 'asking', q2: 'On second thoughts'});
  });

  it('is complete when the last question is withheld', async () => {
    const {press, last} = await shown({stage: 'asking'}, {step: 6});
    await press('.withhold');
    expect(last()).toMatchObject({response: {stage: 'end', withheld: ['q6']}, complete: true});
  });

  it('resumes at its step, or at the first open question where the step is not known', async () => {
    expect((await shown({stage: 'asking'}, {step: 4})).heading()).toBe(en.questions.q4);
    const {heading, type, element} = await shown({stage: 'asking', q1: 'Calm', withheld: ['q2']});
    expect(heading()).toBe(en.questions.q3);
    await type('Now answered');
    element.remove();
    document.body.append(element);
    await element.updateComplete;
    expect(heading()).toBe(en.questions.q3);
    expect((await shown({stage: 'asking'}, {step: 99})).heading()).toBe(en.questions.q6);
  });

  it('keeps place and what is being typed when the language changes', async () => {
    const {element, type, find, heading, steps, root, last} = await shown({stage: 'asking'}, {step: 3});
    const area = find<HTMLTextAreaElement>('textarea');
    area.focus();
    await type('Half a sent');
    Object.assign(element, {content: exampleContent('kk'), labels: kk, language: 'kk'});
    await element.updateComplete;
    expect(heading()).toBe(kk.questions.q3);
    expect(root.activeElement).toBe(area);
    expect(area.value).toBe('Half a sent');
    expect(steps).toEqual([]);
    element.remove();
    expect(last().response.q3).toBe('Half a sent');
  });

  it('lets every answer be changed from the end', async () => {
    const {press, find, heading, steps} = await shown({stage: 'end', q1: 'Calm', q4: 'Sleep'});
    expect(find('dd .written').textContent).toBe('Calm');
    expect(find('.change').getAttribute('aria-label')).toBe(`${en.change}: ${en.questions.q1}`);
    await press('dd:nth-of-type(4) .change');
    expect(heading()).toBe(en.questions.q4);
    expect(find<HTMLTextAreaElement>('textarea').value).toBe('Sleep');
    expect(steps).toEqual([4]);
  });

  it.each(['md', 'json'])('can be taken away as .%s', async (type) => {
    const file = catchDownloads();
    const {press} = await shown({stage: 'end', q1: 'Calm'});
    await press(`.${type}`);
    expect(await file()).toMatchObject({
      name: `digital-tools-interview.${type}`,
      text: expect.stringContaining('Calm'),
    });
  });

  it('prints questions and answers', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    const {press, root} = await shown({stage: 'end', q1: 'Calm'});
    await press('.print');
    expect(print).toHaveBeenCalledOnce();
    expect([...root.querySelectorAll('dt')].some((part) => part.closest('.screen'))).toBe(false);
  });

  it('ignores values of a wrong kind', async () => {
    const hostile = {q1: 7, q2: ['a'], withheld: 'q3', stage: 'end'} as Response;
    const {root} = await shown(hostile);
    expect(root.querySelector('.written')).toBeNull();
    expect((await shown({stage: ['end']})).text()).toContain(en.where);
    expect((await shown({stage: 'end', q1: '<img src=x>'})).root.querySelector('img')).toBeNull();
  });
});
