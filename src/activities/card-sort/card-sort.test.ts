import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {behaviour, cardsOn} from './behaviour.ts';
import {cardSort} from './card-sort.ts';
import {contentIn, rules} from './starter.test-data.ts';

const content = contentIn('en');
const problems = (changed: object) =>
  cardSort.check({...content, rules: {...rules, ...changed}}).map(({path, found}) => `${path.join('.')}: ${found}`);

describe('a card sort', () => {
  it.each(['kk', 'ru', 'en'] as const)('has words for every card, pile and comment in %s', (language) => {
    expect(cardSort.check(contentIn(language))).toEqual([]);
    const {late: _, ...cards} = contentIn(language).words.cards;
    expect(v.safeParse(cardSort.words(rules), {...contentIn(language).words, cards}).success).toBe(false);
  });

  it('asks for words only where the rules have a use for them', () => {
    const bare = {...rules, comments: false, own: false};
    expect(v.safeParse(cardSort.words(bare), content.words).success).toBe(false);
    const {comments: _c, own: _o, ...words} = content.words;
    expect(v.safeParse(cardSort.words(bare), words).success).toBe(true);
  });

  it.each([
    [{cards: ['a', 'b', 'a', 'c']}, 'cards.2: the id "a" a second time'],
    [{piles: ['hot', 'hot']}, 'piles.1: the id "hot" a second time'],
    [{cards: ['a', 'b', 'stage', 'c']}, 'cards.2: "stage", which the kind itself uses'],
    [{pick: {pile: 'icy', most: 2}}, 'pick.pile: "icy", which is no pile'],
  ])('names what is wrong: %j', (changed, line) => {
    expect(problems(changed)).toContain(line);
  });

  it('lies in the author’s order, the rest in the deck', () => {
    const response = {late: 'hot', advice: 'hot', raised_voice: 'hot', interrupting: 'lukewarm', paperwork: ['hot']};
    expect(cardsOn(rules, response, 'hot')).toEqual(['raised_voice', 'late', 'advice']);
    expect(cardsOn(rules, response, null)).toEqual(['behind_back', 'interrupting', 'paperwork']);
  });

  it('can be described by the build: some sample tells every card and those picked', () => {
    const told = cardSort
      .samples?.(rules)
      .flatMap((sample) => behaviour.interactions(content, sample).map(({item}) => item));
    expect(new Set(told)).toEqual(new Set([...rules.cards, 'picked']));
  });

  it('is told card by card, with those picked that still lie there, and never the own words', () => {
    const response = {late: 'hot', advice: 'calm', picked: ['late', 'advice'], own: 'Qupiya', stage: 'reading'};
    const told = behaviour.interactions(content, response);
    expect(told.map(({item, response}) => [item, response])).toEqual([
      ['late', ['hot']],
      ['advice', ['calm']],
      ['picked', ['late']],
    ]);
    expect(told[0]).toMatchObject({
      description: `${content.words.ask} ${content.words.cards.late}`,
      choices: rules.piles.map((id) => ({id, text: content.words.piles[id]!.name})),
      correct: null,
    });
    expect(JSON.stringify(told)).not.toContain('Qupiya');
  });
});
