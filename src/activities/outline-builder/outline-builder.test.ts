// @vitest-environment jsdom
import {afterEach, describe, expect, it, vi} from 'vitest';
import {fits, type Response} from '../../training/index.ts';
import {placesOf, shown, starterOf} from '../shown.test-data.ts';
import {behaviour} from './behaviour.ts';
import {minutesOf, timesOf} from './outline.ts';
import {type OutlineContent, outlineBuilder} from './outline-builder.ts';
import './outline-builder-activity.ts';
import type {OutlineBuilderActivity} from './outline-builder-activity.ts';

const {en, ru, kk} = outlineBuilder.interfaceWords;
const content = starterOf(outlineBuilder, 'en') as OutlineContent;
const {rules} = content;
const talk = {aim: 'Read more', opening: 'Who has read a book?', point_1: 'A sofa', support_1: 'Ours', close: 'Come'};

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const builder = (response: Response = {}, given: object = {}) =>
  shown<OutlineBuilderActivity>('outline-builder-activity', {content, labels: en, response, ...given});

describe('the time of a talk', () => {
  it('is shared without a gap, from the beginning to the end', () => {
    for (let minutes = 1; minutes <= 10; minutes++)
      for (const points of [1, 2, 3]) {
        const written = Object.fromEntries(Array.from({length: points}, (_, at) => [`point_${at + 1}`, 'x']));
        const parts = timesOf(rules, {minutes, ...written});
        expect(parts.map(({part}) => part)).toEqual(['opening', ...Array(points).fill('point'), 'close']);
        expect(parts[0]?.from).toBe(0);
        expect(parts[parts.length - 1]?.to).toBe(60 * minutes);
        for (const [at, {from, to}] of parts.entries()) {
          expect(to).toBeGreaterThan(from);
          expect(parts[at + 1]?.from ?? to).toBe(to);
        }
      }
  });

  it('leaves out a point that is not written', () => {
    expect(timesOf(rules, {point_1: 'a', point_3: 'c'}).map(({at}) => at)).toEqual([0, 1, 3, 0]);
  });

  it('is what the author says until the learner says otherwise', () => {
    expect(minutesOf(rules, {})).toBe(3);
    expect(minutesOf(rules, {minutes: 7})).toBe(7);
    expect(minutesOf(rules, {minutes: 70})).toBe(3);
  });
});

describe('the builder', () => {
  it.each([
    ['empty', {}],
    ['being written', talk],
    ['as a cue card', {...talk, stage: 'card'}],
  ])('has no accessibility faults %s', async (_, response) => {
    expect(await (await builder(response)).faults()).toEqual([]);
  });

  it('keeps what is written, and is done once there is an aim and a point', async () => {
    const {type, last} = await builder();
    await type('aim', 'Read more');
    expect(last()).toMatchObject({response: {aim: 'Read more'}, complete: false});
    await type('point_1', 'A sofa');
    expect(last()).toMatchObject({response: {aim: 'Read more', point_1: 'A sofa'}, complete: true});
  });

  it('makes a card with times, and does not ask for one without an aim', async () => {
    const {press, find, type, text} = await builder({point_1: 'A sofa'});
    await press('.ready');
    expect(find('.note').textContent).toBe(en.notes.empty);
    await type('aim', 'Read more');
    await press('.ready');
    expect(text()).toContain('0:30–2:30');
    expect(find('.cue').textContent).toContain('A sofa');
  });

  it('shows the way of the opening on the card, in the language now spoken', async () => {
    const {find} = await builder(
      {...talk, way_opening: 'story', stage: 'card'},
      {content: starterOf(outlineBuilder, 'kk'), labels: kk},
    );
    expect(find('.cue').textContent).toContain('Сабақта болған қысқа оқиға');
  });

  it('adds points up to the most there may be', async () => {
    const {press, root} = await builder();
    await press('.add');
    await press('.add');
    expect(root.querySelectorAll('[name^=point_]').length).toBe(3);
    expect(root.querySelector('.add')).toBeNull();
  });

  it('lets itself be put off', async () => {
    const {press, last, text} = await builder();
    await press('.not-now');
    expect(last()).toMatchObject({response: {stage: 'not_now'}, complete: true});
    expect(text()).toContain(en.notes.not_now);
  });

  it('says so where the card was made on another device', async () => {
    const {text} = await builder({stage: 'card', minutes: 3});
    expect(text()).toContain(en.elsewhere);
  });
});

describe('the records of a talk', () => {
  it('tell the ways and lengths, and no text', () => {
    const response = {...talk, way_opening: 'story', minutes: 5};
    const [way, ...more] = behaviour.interactions(content, response);
    expect(more).toEqual([]);
    expect(way).toMatchObject({type: 'choice', item: 'way_opening', description: 'Opening', response: ['story']});
    const facts = behaviour.facts(content, response);
    expect(facts).toContainEqual({type: 'length', item: 'aim', characters: 9});
    expect(facts).toContainEqual({type: 'measure', item: 'talk_length', value: 5, unit: 'min'});
    expect(JSON.stringify([way, facts])).not.toMatch(/Read more|sofa/);
    expect(behaviour.facts(content, {})).toEqual([]);
  });

  it('fit the items', () => {
    const items = behaviour.items(rules);
    for (const [id, value] of Object.entries({
      ...talk,
      minutes: 10,
      way_opening: 'story',
      way_close: 'circle',
      stage: 'card',
    }))
      expect(
        items.some((item) => item.id === id && fits(item, value)),
        id,
      ).toBe(true);
  });
});

describe('the words of the builder', () => {
  it('have the same places to fill in each language', () => {
    expect(placesOf(ru)).toEqual(placesOf(en));
    expect(placesOf(kk)).toEqual(placesOf(en));
  });

  it('need a text for each way, and none where there is no way', () => {
    for (const language of ['kk', 'ru', 'en'] as const)
      expect(Object.keys((starterOf(outlineBuilder, language) as OutlineContent).words.openings ?? {})).toEqual(
        rules.openings,
      );
    expect(outlineBuilder.check({rules: {openings: ['a', 'b', 'a']}, words: content.words})).toHaveLength(1);
  });
});
