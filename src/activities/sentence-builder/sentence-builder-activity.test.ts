// @vitest-environment jsdom
import {afterEach, describe, expect, it} from 'vitest';
import {fits, type Response} from '../../training/index.ts';
import {behaviour} from './behaviour.ts';
import {sentenceBuilder} from './sentence-builder.ts';
import type {SentenceBuilderActivity} from './sentence-builder-activity.ts';
import './sentence-builder-activity.ts';
import {plain, shown as shownElement} from '../shown.test-data.ts';
import {contentIn, rules} from './starter.test-data.ts';

const {interfaceWords} = sentenceBuilder;
const {words} = contentIn('en');
const open: Response = {observation: 'twice', feeling: 'worried', need: 'plan_lesson', request: 'message'};

afterEach(() => document.body.replaceChildren());

async function shown(given: Partial<SentenceBuilderActivity> = {}) {
  const page = await shownElement<SentenceBuilderActivity>('sentence-builder-activity', {
    content: contentIn('en'),
    labels: interfaceWords.en,
    ...given,
  });
  return {...page, line: (selector: string) => plain(page.root.querySelector(selector))};
}

describe('a sentence builder', () => {
  it.each<[string, Response]>([
    ['the parts', {}],
    ['half a sentence', {observation: 'twice'}],
    ['a sentence said', {...open, version_1: Object.values(open) as string[]}],
    [
      'two said',
      {
        ...open,
        version_1: ['always', 'ignored', 'order', 'must'],
        version_2: Object.values(open) as string[],
        own: 'x',
      },
    ],
  ])('has no accessibility faults: %s', async (_, response) => {
    const {faults} = await shown({response});
    expect(await faults()).toEqual([]);
  });

  it('shows the sentence as it grows, and says which parts are missing', async () => {
    const {press, line, last, responses} = await shown();
    expect(line('.sentence')).toBe('Choose a way to say each part.');
    await press('input[value=twice]');
    expect(line('.sentence')).toBe(`${words.parts.observation!.options.twice} … … …`);
    await press('.say');
    expect(line('[role=alert]')).toBe('Still missing: What I feel, What matters to me, What I ask for.');
    expect(last().response).toEqual({observation: 'twice'});
    expect(responses).toHaveLength(1);
  });

  it('answers with a face, words, and what is heard in each part; then it is complete', async () => {
    const {press, line, lines, last} = await shown({response: open});
    expect(line('[role=status]')).toBe('');
    await press('.say');
    expect(last()).toMatchObject({response: {version_1: Object.values(open)}, complete: true});
    expect(line('[role=status]')).toBe(`Colleague: relief ${words.reactions.opens}`);
    expect(lines('dd')).toEqual([
      words.parts.observation!.heard.twice,
      words.parts.feeling!.heard.worried,
      words.parts.need!.heard.plan_lesson,
      words.parts.request!.heard.message,
    ]);
    expect(lines('section p')).toEqual(words.reading);
  });

  it('lists the versions, so that one can hear the difference', async () => {
    const {press, lines, root} = await shown({response: {...open, version_1: Object.values(open) as string[]}});
    await press('input[value=always]');
    await press('input[value=must]');
    await press('.say');
    expect(lines('ol li').map((line) => line.replace(/.*(Colleague.*)/, '$1'))).toEqual([
      'Colleague: relief',
      'Colleague: hurt',
    ]);
    expect(root.querySelectorAll('[role=status]')).toHaveLength(1);
  });

  it('keeps own words, resumes without a word of its own, and announces only what its items can keep', async () => {
    const hostile = {observation: ['twice'], feeling: 'toString', version_1: 'x', own: 3} as Response;
    const {press, responses, root} = await shown({response: hostile});
    expect(responses).toEqual([]);
    expect(root.querySelector('input:checked')).toBeNull();
    await press('input[value=worried]');
    await press('input[value=twice]');
    const items = behaviour.items(rules);
    const {observation, feeling} = responses[1]!.response;
    expect(fits(items.find(({id}) => id === 'observation')!, observation)).toBe(true);
    expect(fits(items.find(({id}) => id === 'feeling')!, feeling)).toBe(true);
  });

  it('keeps the sentence when the language changes midway', async () => {
    const {element, line, responses} = await shown({response: open});
    Object.assign(element, {content: contentIn('ru'), labels: interfaceWords.ru, language: 'ru'});
    await element.updateComplete;
    expect(line('.sentence')).toContain(contentIn('ru').words.parts.request!.options.message);
    expect(responses).toEqual([]);
  });
});
