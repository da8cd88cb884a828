// @vitest-environment jsdom
import {afterEach, describe, expect, it} from 'vitest';
import {fits, type Response} from '../../training/index.ts';
import {behaviour} from './behaviour.ts';
import {cardSort} from './card-sort.ts';
import type {CardSortActivity} from './card-sort-activity.ts';
import './card-sort-activity.ts';
import {plain, shown as shownElement} from '../shown.test-data.ts';
import {contentIn, rules} from './starter.test-data.ts';

const {interfaceWords} = cardSort;
const {words} = contentIn('en');

afterEach(() => document.body.replaceChildren());

async function shown(given: Partial<CardSortActivity> = {}) {
  const page = await shownElement<CardSortActivity>('card-sort-activity', {
    content: contentIn('en'),
    labels: interfaceWords.en,
    ...given,
  });
  const {root} = page;
  return {
    ...page,
    status: () => plain(root.querySelector('[role=status]')),
    focused: () => root.activeElement,
    press(selector: string, at = 0) {
      root.querySelectorAll<HTMLElement>(selector)[at]?.focus();
      return page.press(selector, at);
    },
  };
}

const sorted: Response = {
  raised_voice: 'hot',
  late: 'warm',
  behind_back: 'hot',
  advice: 'calm',
  interrupting: 'warm',
  paperwork: 'hot',
};

describe('a card sort', () => {
  it.each<[string, Response]>([
    ['the deck', {}],
    ['half sorted', {raised_voice: 'hot', late: 'warm'}],
    ['picking', {...sorted, stage: 'picking', picked: ['paperwork', 'behind_back']}],
    ['picking from nothing', {stage: 'picking'}],
    ['the piles', {...sorted, stage: 'reading', own: 'Mine'}],
  ])('has no accessibility faults: %s', async (_, response) => {
    const {faults} = await shown({response});
    expect(await faults()).toEqual([]);
  });

  it('deals one card after another, keeps the focus on the button, and says what lies where', async () => {
    const {press, last, lines, status, focused, root} = await shown();
    expect(lines('.card-text')).toEqual([words.cards.raised_voice]);
    await press('.lay[value=hot]');
    expect(last()).toMatchObject({response: {raised_voice: 'hot'}, complete: false});
    expect(status()).toBe(
      `“${words.cards.raised_voice}”: ${words.piles.hot!.name}. The next card: “${words.cards.late}”`,
    );
    expect(focused()).toBe(root.querySelector('.lay[value=hot]'));
    await press('.lay[value=hot]');
    expect(last().response).toEqual({raised_voice: 'hot', late: 'hot'});
    expect(lines('.pile:last-child li > span')).toEqual([words.cards.raised_voice, words.cards.late]);
  });

  it('takes a card back onto the deck', async () => {
    const {press, last, lines, focused} = await shown({response: {raised_voice: 'hot', late: 'warm'}});
    await press('.pile button');
    expect(last().response).toEqual({raised_voice: 'hot'});
    expect(lines('.card-text')).toEqual([words.cards.late]);
    expect((focused() as HTMLElement).className).toBe('lay');
  });

  it('goes on from the last card, and needs none to be sorted', async () => {
    const {paperwork: _, ...five} = sorted;
    const {press, focused, lines} = await shown({response: five});
    await press('.lay[value=calm]');
    expect((focused() as HTMLElement).className).toContain('next');
    expect(lines('.sorted')).toEqual(['All the cards are sorted.']);
    const bare = await shown();
    await bare.press('.next');
    await bare.press('.look');
    expect(bare.last()).toMatchObject({response: {stage: 'reading'}, complete: true});
    expect(bare.lines('ul li')).toContain(words.cards.paperwork);
  });

  it('asks for the few that matter most, of one pile, and no more', async () => {
    const {press, last, root, lines} = await shown({response: {...sorted, stage: 'picking'}});
    expect(lines('label')).toEqual([words.cards.raised_voice, words.cards.behind_back, words.cards.paperwork]);
    await press('input[value=paperwork]');
    await press('input[value=raised_voice]');
    expect(last().response.picked).toEqual(['raised_voice', 'paperwork']);
    expect(root.querySelector<HTMLInputElement>('input[value=behind_back]')!.disabled).toBe(true);
    await press('.look');
    expect(lines('.picked').map((line) => line.split(' – ')[0])).toEqual([
      words.cards.raised_voice,
      words.cards.paperwork,
    ]);
    expect(lines('.comment')).toContain(words.comments!.late);
    expect(lines('section:not(.pile) p')).toEqual(words.reading);
  });

  it('can be sorted once more, with the cards where they were', async () => {
    const {press, last, lines} = await shown({response: {...sorted, stage: 'reading'}});
    await press('.change');
    expect(last().response).toEqual(sorted);
    const names = Object.values(words.piles).map(({name}) => name);
    expect(lines('.pile h3')).toEqual([`${names[0]} (1)`, `${names[1]} (2)`, `${names[2]} (3)`]);
  });

  it('ignores values of a wrong kind, and announces only what its items can keep', async () => {
    const hostile = {raised_voice: ['hot'], late: '__proto__', picked: 'late', own: 5, stage: 7} as Response;
    const {lines, press, responses} = await shown({response: hostile});
    expect(lines('.card-text')).toEqual([words.cards.raised_voice]);
    expect((await shown({response: {...hostile, stage: 'reading'}})).root.querySelector('textarea')!.value).toBe('');
    await press('.lay[value=warm]');
    const {raised_voice: value} = responses[0]!.response;
    expect(fits(behaviour.items(rules).find(({id}) => id === 'raised_voice')!, value)).toBe(true);
  });

  it('keeps the cards when the language changes midway', async () => {
    const {element, lines, responses} = await shown({response: {raised_voice: 'hot'}});
    Object.assign(element, {content: contentIn('kk'), labels: interfaceWords.kk, language: 'kk'});
    await element.updateComplete;
    expect(lines('.card-text')).toEqual([contentIn('kk').words.cards.late]);
    expect(lines('.pile li > span')).toEqual([contentIn('kk').words.cards.raised_voice]);
    expect(responses).toEqual([]);
  });
});
