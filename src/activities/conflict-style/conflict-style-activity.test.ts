// @vitest-environment jsdom
import {afterEach, describe, expect, it} from 'vitest';
import {fits, type Response} from '../../training/index.ts';
import {packedProfile} from '../role-play/profile.ts';
import {behaviour} from './behaviour.ts';
import {conflictStyle} from './conflict-style.ts';
import type {ConflictStyleActivity} from './conflict-style-activity.ts';
import './conflict-style-activity.ts';
import {plain, shown as shownElement} from '../shown.test-data.ts';
import {contentIn, paired, rated, rules} from './starter.test-data.ts';

const {interfaceWords} = conflictStyle;
const {words} = contentIn('en');

afterEach(() => document.body.replaceChildren());

async function shown(given: Partial<ConflictStyleActivity> = {}) {
  const page = await shownElement<ConflictStyleActivity>('conflict-style-activity', {
    content: contentIn('en'),
    labels: interfaceWords.en,
    ...given,
  });
  return {...page, heading: () => plain(page.root.querySelector('h2'))};
}

const order = ['compete', 'avoid', 'collaborate', 'accommodate', 'compromise'] as const;
const answered: Response = {...rated('compete'), ...paired(...order)};
const result: Response = {...answered, stage: 'result'};
const related = {
  mark: {
    title: 'A talk about a mark',
    done: true,
    response: {profile: packedProfile({compete: 0, collaborate: 5, compromise: 1, avoid: 0, accommodate: 2})},
  },
  chat: {title: 'The chat', done: false, response: {}},
};

describe('a conflict style questionnaire', () => {
  it.each<[string, Partial<ConflictStyleActivity>]>([
    ['the beginning', {}],
    ['statements', {response: {stage: 'asking'}, step: 1}],
    ['situations', {response: {stage: 'asking'}, step: 5}],
    ['the profile', {response: result}],
    ['the profile beside the role-plays', {response: result, related}],
    ['too few answers', {response: {stage: 'result'}}],
  ])('has no accessibility faults: %s', async (_, given) => {
    const {faults} = await shown(given);
    expect(await faults()).toEqual([]);
  });

  it('asks five at a time: statements, then situations; all may be left out, and the profile completes it', async () => {
    const {press, heading, last, responses, steps, text} = await shown();
    await press('.begin');
    const headings = [];
    for (let screen = 1; screen < 6; screen++) {
      headings.push(heading());
      await press('.next');
    }
    headings.push(heading());
    expect(headings).toEqual([
      ...['1–5', '6–10', '11–15', '16–20'].map((range) => `Statements ${range} of 20`),
      ...['1–5', '6–10'].map((range) => `Situations ${range} of 10`),
    ]);
    expect(responses.every(({complete}) => !complete)).toBe(true);
    await press('.finish');
    expect(last()).toMatchObject({response: {stage: 'result'}, complete: true, score: null});
    expect(steps).toEqual([1, 2, 3, 4, 5, 6, 0]);
    expect(text()).toContain('There are too few answers for an order.');
  });

  it('keeps a pair under the way that its statement stands for', async () => {
    const {press, last} = await shown({response: {stage: 'asking'}, step: 5});
    await press('input[name=hall][value=compete]');
    expect(last().response).toEqual({stage: 'asking', hall: 'compete'});
    await press('input[name=hall][value=prefer_not]');
    for (const {id} of rules.pairs.slice(0, 1))
      expect(fits(behaviour.items(rules).find((item) => item.id === id)!, 'compete')).toBe(true);
    expect(last().response.hall).toBe('prefer_not');
  });

  it('shows the order of ways, with when each fits and what it costs', async () => {
    const {lines, text} = await shown({response: result});
    expect(lines('h4')).toEqual([
      '1. insisting',
      '2. stepping aside',
      '3. working it out together',
      '4. giving in',
      '5. meeting halfway',
    ]);
    expect(lines('.mode .soft')[0]).toBe('Statements: 100 of 100 · Situations: chosen 4 times out of 4');
    expect(lines('.mode dd').slice(0, 2)).toEqual([words.modes.compete.fits, words.modes.compete.costs]);
    expect(text()).toContain(words.limits);
  });

  it('brings up what is used very often, insisting not least', async () => {
    expect((await shown({response: result})).lines('.often p')).toEqual([words.modes.compete.often]);
    const calm = {
      ...rated('collaborate'),
      ...paired('avoid', 'compete', 'accommodate', 'collaborate', 'compromise'),
      stage: 'result',
    };
    expect((await shown({response: calm})).lines('.often p')).toEqual([]);
  });

  it('lays what was done in the role-plays beside what is said', async () => {
    const before = await shown({response: result});
    expect(before.text()).toContain('Once you have been through the conversations');
    const {lines, text} = await shown({response: result, related});
    expect(lines('tbody tr').slice(0, 2)).toEqual([
      'insisting place 1 place 4 0 of 8',
      'working it out together place 3 place 1 5 of 8',
    ]);
    expect(text()).toContain('Done clearly more often than said: working it out together.');
    expect(text()).toContain('Said clearly more often than done: insisting, stepping aside.');
    expect(text()).toContain('Counted from the first time through: A talk about a mark');
    expect(text()).not.toContain('The chat');
  });

  it('has no comparison where no role-play is named', async () => {
    const {content} = {content: contentIn('en')};
    const {text} = await shown({content: {...content, rules: {...rules, role_plays: []}}, response: result});
    expect(text()).not.toContain('What I say and what I do');
  });

  it('resumes at the first screen with something open, and says nothing of its own', async () => {
    const {heading, responses} = await shown({response: {...rated('avoid'), stage: 'asking'}});
    expect(heading()).toBe('Situations 1–5 of 10');
    expect(responses).toEqual([]);
    expect((await shown({response: {...answered, stage: 'asking'}, step: 99})).heading()).toBe('Situations 6–10 of 10');
  });

  it('ignores values of a wrong kind', async () => {
    const hostile = {stage: 'asking', compete_1: ['always'], mark: 'constructor'} as Response;
    expect((await shown({response: hostile, step: 1})).root.querySelector('input:checked')).toBeNull();
    const {text} = await shown({
      response: {...hostile, stage: 'result'},
      related: {mark: {...related.mark, response: {profile: -4}}},
    });
    expect(text()).toContain('too few answers');
    expect(text()).toContain('Once you have been through the conversations');
  });

  it('keeps screen and answers when the language changes midway', async () => {
    const {element, root, heading, responses} = await shown({response: {stage: 'asking', compete_1: 'often'}, step: 1});
    Object.assign(element, {content: contentIn('kk'), labels: interfaceWords.kk, language: 'kk'});
    await element.updateComplete;
    expect(heading()).toBe('1–5-тұжырым, барлығы 20');
    expect(root.querySelector<HTMLInputElement>('input:checked')!.value).toBe('often');
    expect(responses).toEqual([]);
  });
});
