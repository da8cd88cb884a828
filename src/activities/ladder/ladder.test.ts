// @vitest-environment jsdom
import {afterEach, describe, expect, it} from 'vitest';
import {fits, type Response} from '../../training/index.ts';
import {placesOf, shown, starterOf} from '../shown.test-data.ts';
import {behaviour} from './behaviour.ts';
import {type LadderContent, ladder} from './ladder.ts';
import './ladder-activity.ts';
import type {LadderActivity} from './ladder-activity.ts';
import {asLadder, isEasier, nextRung, rungsOf} from './rungs.ts';

const {en, ru, kk} = ladder.interfaceWords;
const content = starterOf(ladder, 'en') as LadderContent;
const {rules} = content;
const two = {step_1: 'At the staff meeting', hard_1: 8, from_2: 'alone', hard_2: 2, when_2: 'Tonight'};

afterEach(() => document.body.replaceChildren());

const climb = (response: Response = {}, given: object = {}) =>
  shown<LadderActivity>('ladder-activity', {content, labels: en, response, ...given});

describe('a ladder', () => {
  it('has the easiest step first, and what was not rated last', () => {
    const rungs = rungsOf(content, {...two, step_3: 'Someday'});
    expect(asLadder(rungs).map(({at}) => at)).toEqual([2, 1, 3]);
  });

  it('goes on to the next step once one has become clearly easier', () => {
    const rung = {at: 1, text: 'a', when: '', hard: 8, now: null, times: 0};
    expect(isEasier(rung)).toBe(false);
    expect(isEasier({...rung, now: 5, times: 1})).toBe(false);
    expect(isEasier({...rung, now: 4, times: 2})).toBe(true);
    expect(isEasier({...rung, hard: 2, now: 2, times: 1})).toBe(true);
    expect(nextRung(rungsOf(content, two))?.at).toBe(2);
    expect(nextRung(rungsOf(content, {...two, now_2: 1, times_2: 1}))?.at).toBe(1);
    expect(nextRung(rungsOf(content, {...two, now_2: 1, times_2: 1, now_1: 3, times_1: 4}))).toBeNull();
  });

  it.each([
    ['empty', {}],
    ['being built', two],
    ['being climbed', {...two, stage: 'climbing', now_2: 5, times_2: 1}],
  ])('has no accessibility faults %s', async (_, response) => {
    expect(await (await climb(response)).faults()).toEqual([]);
  });

  it('takes over a suggestion, which stays the author’s in every language until it is changed', async () => {
    const {press, last, type, find} = await climb();
    await press('.take');
    expect(last().response).toEqual({from_1: 'alone'});
    expect(find<HTMLTextAreaElement>('[name=step_1]').value).toBe(content.words.suggestions?.alone);
    await type('step_1', 'In the empty hall');
    expect(last().response).toEqual({from_1: 'alone', step_1: 'In the empty hall'});
    expect(rungsOf(starterOf(ladder, 'ru') as LadderContent, {from_1: 'alone'})[0]?.text).toMatch(/вслух/);
  });

  it('is done once two steps are rated', async () => {
    const {find, last, settled} = await climb({...two, hard_1: null});
    find('[name=hard_1][value="8"]').click();
    await settled();
    expect(last()).toMatchObject({response: {hard_1: 8}, complete: true});
  });

  it('is not shown before it has two steps', async () => {
    const {press, find} = await climb({from_1: 'alone', hard_1: 2});
    await press('.ready');
    expect(find('.note').textContent).toBe(en.notes.few);
  });

  it('counts a trial only when it is noted, not on the way through the numbers', async () => {
    const {press, find, last, responses, settled, text} = await climb({...two, stage: 'climbing'});
    await press('.next .done');
    find('[name=now_2][value="1"]').click();
    find('[name=now_2][value="5"]').click();
    await settled();
    expect(responses).toEqual([]);
    await press('.keep');
    expect(last().response).toMatchObject({now_2: 5, times_2: 1});
    expect(text()).toContain(en.notes.noted);
    expect(text()).toContain('expected 2, last time 5');
    expect(text()).toContain(en.again);
  });

  it('loses a step with all that belongs to it', async () => {
    const {press, last} = await climb({...two, now_2: 1, times_2: 1});
    await press('.remove'); // of the first
    expect(last().response).toEqual({from_2: 'alone', hard_2: 2, when_2: 'Tonight', now_2: 1, times_2: 1});
  });

  it('lets itself be put off', async () => {
    const {press, last} = await climb();
    await press('.not-now');
    expect(last()).toMatchObject({response: {stage: 'not_now'}, complete: true});
  });
});

describe('the records of a ladder', () => {
  it('are none but numbers, and only where there is a ladder', () => {
    expect(behaviour.interactions()).toEqual([]);
    expect(behaviour.facts(content, {})).toEqual([]);
    expect(behaviour.facts(content, {...two, now_2: 1, times_2: 3})).toEqual([
      {type: 'measure', item: 'steps', value: 2, unit: 'steps'},
      {type: 'measure', item: 'tries', value: 3, unit: 'times'},
      {type: 'measure', item: 'easier_by', value: 1, unit: 'points'},
    ]);
    expect(ladder.mustBePrivate(rules)).toBeTruthy();
  });

  it('fit the items', () => {
    const items = behaviour.items(rules);
    for (const [id, value] of Object.entries({...two, now_2: 10, times_2: 99, stage: 'climbing'}))
      expect(
        items.some((item) => item.id === id && fits(item, value)),
        id,
      ).toBe(true);
  });
});

it('the words of the ladder have the same places to fill in each language', () => {
  expect(placesOf(ru)).toEqual(placesOf(en));
  expect(placesOf(kk)).toEqual(placesOf(en));
});
