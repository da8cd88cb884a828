// @vitest-environment jsdom
import axe from 'axe-core';
import {afterEach, describe, expect, it} from 'vitest';
import type {Language, Response} from '../../training/index.ts';
import {type Related, ResponseEvent} from '../activity.ts';
import {type PulseContent, pulse, type Rules} from './pulse.ts';
import type {PulseActivity} from './pulse-activity.ts';
import './pulse-activity.ts';

const {interfaceWords} = pulse;
const before: Rules = {moment: 'before'};
const after: Rules = {moment: 'after', pair: 'first'};
const contentOf = (rules: Rules, language: Language = 'en'): PulseContent => ({
  rules,
  words: {
    title: 'title',
    ...Object.fromEntries(
      ['intro', 'question', 'low', 'high', 'thanks'].map((key) => [key, `${key} (${language})`] as const),
    ),
  } as PulseContent['words'],
});
const first = (response: object): Record<string, Related> => ({
  first: {title: 'First', done: true, response: response as Response},
});

afterEach(() => document.body.replaceChildren());

async function shown(given: Partial<PulseActivity> = {}) {
  const element = document.createElement('pulse-activity') as PulseActivity;
  const said: ResponseEvent[] = [];
  element.addEventListener(ResponseEvent.type, (event) => said.push(event));
  Object.assign(element, {content: contentOf(before), labels: interfaceWords.en, ...given});
  document.body.append(element);
  await element.updateComplete;
  const root = element.renderRoot as ShadowRoot;
  const text = (selector: string) => root.querySelector(selector)?.textContent?.replace(/\s+/g, ' ').trim() ?? null;
  return {
    ...{element, said, root, text},
    status: () => text('[role=status]'),
    ticked: () => [...root.querySelectorAll<HTMLInputElement>('input:checked')].map(({value}) => value),
    async choose(value: number | 'prefer_not') {
      root.querySelector<HTMLInputElement>(`input[value="${value}"]`)!.click();
      await element.updateComplete;
    },
  };
}

describe('a pulse', () => {
  it.each([
    ['asked', {}],
    ['answered', {response: {value: 3}}],
    ['of a pair', {content: contentOf(after), response: {value: 3}, related: first({value: 7})}],
  ] as const)('has no accessibility faults: %s', async (_, given) => {
    const {element} = await shown(given);
    // Contrast needs a layout, which jsdom does not have.
    const {violations} = await axe.run(element, {rules: {'color-contrast': {enabled: false}}});
    expect(violations.map(({id, nodes}) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it('shows nothing before its content is there', async () => {
    const {element, root} = await shown({content: undefined} as unknown as Partial<PulseActivity>);
    expect(element.content).toBeUndefined();
    expect(root.querySelector('*:not(style)')).toBeNull();
  });

  it('asks by eleven native radio buttons in one group, the ends in words, none of them ticked', async () => {
    const {root, ticked, status, said} = await shown();
    const labels = [...root.querySelectorAll('.numbers label')].map((label) =>
      label.textContent?.replace(/\s+/g, ' ').trim(),
    );
    expect(labels).toEqual([...'0123456789', '10']);
    expect(new Set([...root.querySelectorAll<HTMLInputElement>('input[type=radio]')].map(({name}) => name)).size).toBe(
      1,
    );
    expect(root.querySelector('fieldset > legend')?.textContent).toBe('question (en)0 – low (en), 10 – high (en)');
    expect([ticked(), status(), said]).toEqual([[], '', []]);
  });

  it('is complete with a number, which can be changed', async () => {
    const {choose, said, ticked, status} = await shown();
    await choose(0);
    await choose(7);
    expect(said).toMatchObject([
      {response: {value: 0}, complete: true, score: null},
      {response: {value: 7}, complete: true},
    ]);
    expect(ticked()).toEqual(['7']);
    expect(status()).toBe('thanks (en)');
  });

  it('is complete without one, and then keeps none', async () => {
    const {choose, said, ticked, status} = await shown({response: {value: 7}});
    await choose('prefer_not');
    expect(said).toMatchObject([{complete: true}]);
    expect(said[0]!.response).toEqual({prefer_not: 'yes'});
    expect([ticked(), status()]).toEqual([['prefer_not'], 'thanks (en)']);
    await choose(2);
    expect(said[1]!.response).toEqual({value: 2});
  });

  it('resumes with what was chosen and announces nothing', async () => {
    expect((await shown({response: {value: 10}})).ticked()).toEqual(['10']);
    const {ticked, said} = await shown({response: {prefer_not: 'yes'}});
    expect([ticked(), said]).toEqual([['prefer_not'], []]);
  });

  it.each([{value: 11}, {value: '7'}, {value: ['7']}, {value: 4.5}, {prefer_not: 'no'}, {prefer_not: 7}])(
    'takes %j for no answer',
    async (response) => {
      const {ticked, status} = await shown({response: response as Response});
      expect([ticked(), status()]).toEqual([[], '']);
    },
  );

  it('keeps number, focus and silence when the language changes', async () => {
    const {element, choose, root, said, ticked, status} = await shown();
    await choose(4);
    const radio = root.querySelector<HTMLInputElement>('input:checked')!;
    radio.focus();
    Object.assign(element, {content: contentOf(before, 'kk'), labels: interfaceWords.kk, language: 'kk'});
    await element.updateComplete;
    expect([ticked(), status(), said.length]).toEqual([['4'], 'thanks (kk)', 1]);
    expect(root.activeElement).toBe(radio);
    expect(root.textContent).not.toContain('(en)');
    expect(root.textContent).toContain('Жауап бергім келмейді');
  });
});

describe('the second pulse of a pair', () => {
  it('shows both numbers in words and in a picture that has the same words, and no verdict', async () => {
    const {choose, status, root} = await shown({content: contentOf(after), related: first({value: 7})});
    expect(root.querySelector('svg')).toBeNull();
    await choose(4);
    expect(status()).toBe(`thanks (en) Before: 7. Now: 4. ${interfaceWords.en.wobble}`);
    const svg = root.querySelector('svg')!;
    expect(svg.getAttribute('role')).toBe('img');
    expect(svg.getAttribute('aria-label')).toBe('A line from 0 to 10: before at 7, now at 4.');
    expect([...svg.querySelectorAll('text')].map(({textContent}) => textContent)).toEqual(['before: 7', 'now: 4']);
    expect(Number(svg.querySelector('.before')?.getAttribute('cx'))).toBeGreaterThan(
      Number(svg.querySelector('.now')?.getAttribute('cx')),
    );
  });

  it('says the same of more as of less', async () => {
    const {choose, status} = await shown({content: contentOf(after), related: first({value: 0})});
    await choose(10);
    expect(status()).toBe(`thanks (en) Before: 0. Now: 10. ${interfaceWords.en.wobble}`);
  });

  it.each([{}, first({}), first({prefer_not: 'yes'}), first({value: '7'}), first({value: 12})])(
    'says so where there is no first number: %j',
    async (related) => {
      const {status, root} = await shown({content: contentOf(after), response: {value: 4}, related});
      expect(status()).toBe(`thanks (en) ${interfaceWords.en.alone}`);
      expect(root.querySelector('svg')).toBeNull();
    },
  );

  it('compares nothing where the learner prefers not to say, or the author named no pair', async () => {
    const related = first({value: 7});
    const silent = await shown({content: contentOf(after), response: {prefer_not: 'yes'}, related});
    const single = await shown({content: contentOf({moment: 'after'}), response: {value: 4}, related});
    const opening = await shown({content: contentOf(before), response: {value: 4}, related});
    for (const {status, root} of [silent, single, opening]) {
      expect(status()).toBe('thanks (en)');
      expect(root.querySelector('svg')).toBeNull();
    }
  });
});
