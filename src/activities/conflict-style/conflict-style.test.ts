import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import type {Related} from '../activity.ts';
import {packedProfile, profileId} from '../role-play/profile.ts';
import {type Mode, modes} from '../role-play/terms.ts';
import {behaviour, itemsIn} from './behaviour.ts';
import {conflictStyle, type Rules} from './conflict-style.ts';
import {did, differences, oftenUsed, pairWins, placeOf, ranked, ratingsOf, says} from './profile.ts';
import {contentIn, paired, rated, rules} from './starter.test-data.ts';

const content = contentIn('en');
const order: readonly Mode[] = ['compete', 'avoid', 'collaborate', 'accommodate', 'compromise'];
const played = (counts: Partial<Record<Mode, number>>): Related => ({
  title: 'A talk',
  done: true,
  response: {
    [profileId]: packedProfile({compete: 0, collaborate: 0, compromise: 0, avoid: 0, accommodate: 0, ...counts}),
  },
});

describe('what somebody says', () => {
  it('is rated on five scales by the rule of every questionnaire: three of four answers are enough', () => {
    const {compete_1: _1, ...three} = rated('compete');
    expect(ratingsOf(rules, three).compete).toMatchObject({index: 100, answered: 3, of: 4});
    const {compete_2: _2, ...two} = three;
    expect(ratingsOf(rules, two).compete).toMatchObject({index: null, answered: 2});
    expect(ratingsOf(rules, three).avoid.index).toBe(25);
  });

  it('is preferred from four times to never in the ten pairs', () => {
    const {counts, answered} = pairWins(rules, paired(...order));
    expect(order.map((mode) => counts[mode])).toEqual([4, 3, 2, 1, 0]);
    expect(answered).toBe(10);
    expect(pairWins(rules, {mark: 'avoid', hall: 'prefer_not', lesson: 7}).answered).toBe(0);
  });

  it('is an order: half of its weight from the statements, half from the pairs', () => {
    const said = says(rules, {...rated('collaborate'), ...paired(...order)})!;
    expect(modes.reduce((sum, mode) => sum + said[mode], 0)).toBeCloseTo(1);
    // 100 of 200 points, and two wins of ten.
    expect(said.collaborate).toBeCloseTo((0.5 + 0.2) / 2);
    expect(said.compete).toBeCloseTo((0.125 + 0.4) / 2);
    expect(ranked(said)).toEqual(['collaborate', 'compete', 'avoid', 'accommodate', 'compromise']);
    expect(placeOf(said, 'collaborate')).toBe(1);
  });

  it('is all from one where the other can’t be counted, and null where neither can', () => {
    expect(says(rules, paired(...order))!.compete).toBeCloseTo(0.4);
    expect(says(rules, rated('avoid'))!.avoid).toBeCloseTo(0.5);
    expect(says(rules, {mark: 'compete'})).toBeNull();
  });

  it('has the same place where shares are equal', () => {
    const said = says(rules, rated('avoid', 'compete'))!;
    expect(modes.map((mode) => placeOf(said, mode))).toEqual([1, 3, 3, 1, 3]);
  });
});

describe('what somebody did', () => {
  it('is counted over the first runs of all role-plays; what is none counts nothing', () => {
    const related = {mark: played({compete: 3, avoid: 1}), chat: played({compete: 2, collaborate: 4})};
    expect(did(related)).toEqual({
      counts: {compete: 5, collaborate: 4, compromise: 0, avoid: 1, accommodate: 0},
      all: 10,
    });
    expect(
      did({mark: {title: '', done: false, response: {}}, chat: {title: '', done: true, response: {profile: 'x'}}}),
    ).toBeNull();
  });

  it('differs from what was said only where it differs clearly', () => {
    const said = says(rules, rated('collaborate'))!;
    const {more, less} = differences(said, did({a: played({compete: 5, collaborate: 3, avoid: 1, accommodate: 1})})!);
    expect({more, less}).toEqual({more: ['compete'], less: ['collaborate']});
    const alike = did({a: played({compete: 1, collaborate: 5, compromise: 1, avoid: 1, accommodate: 1})})!;
    expect(differences(said, alike)).toEqual({more: [], less: []});
  });

  it('and said very often is named, be it insisting or anything else', () => {
    expect(oftenUsed(rules, {...rated('compete'), ...paired(...order)}, {})).toEqual(['compete']);
    expect(
      oftenUsed(
        rules,
        {...rated('compete'), ...paired('avoid', 'collaborate', 'accommodate', 'compromise', 'compete')},
        {},
      ),
    ).toEqual([]);
    expect(oftenUsed(rules, {}, {a: played({accommodate: 5, compete: 4})})).toEqual(['accommodate']);
  });
});

describe('what is told of a conflict style', () => {
  const response = {...rated('compete'), ...paired(...order), compete_1: 'prefer_not', hall: 'prefer_not'};

  it('are ratings, and choices between two ways', () => {
    const told = behaviour.interactions(content, response);
    expect(told).toHaveLength(28);
    expect(told[0]).toMatchObject({type: 'likert', item: 'collaborate_1', response: 'rarely', correct: null});
    expect(told.find(({item}) => item === 'mark')).toMatchObject({
      type: 'choice',
      description: content.words.pairs.mark!.ask,
      choices: [
        {id: 'compete', text: content.words.pairs.mark!.first},
        {id: 'collaborate', text: content.words.pairs.mark!.second},
      ],
      response: ['compete'],
    });
  });

  it('are, for researchers, scores of the ratings and mere counts of the pairs: no reliability can be asked of them', () => {
    const facts = behaviour.facts(content, response);
    expect(facts.filter(({type}) => type === 'score').map(({item}) => item)).toEqual(modes);
    expect(facts.filter(({type}) => type === 'measure')).toContainEqual({
      item: 'pairs_compete',
      type: 'measure',
      value: 3,
      unit: 'preferred',
    });
    expect(behaviour.facts(content, {})).toEqual([]);
  });

  it('asks for the role-plays that stand beside it', () => {
    expect(behaviour.related(rules)).toEqual(['mark', 'chat']);
  });
});

describe('a conflict style questionnaire', () => {
  it('asks the ways by turns', () => {
    expect(itemsIn(rules).slice(0, 6)).toEqual([...modes.map((mode) => `${mode}_1`), 'compete_2']);
    expect(itemsIn(rules)).toHaveLength(20);
  });

  it.each(['kk', 'ru', 'en'] as const)('has all its words in %s', (language) => {
    const {words} = contentIn(language);
    expect(conflictStyle.check(contentIn(language))).toEqual([]);
    const {avoid: _, ...ways} = words.modes;
    expect(v.safeParse(conflictStyle.words(rules), {...words, modes: ways}).success).toBe(false);
  });

  const problems = (changed: Partial<Rules>) =>
    conflictStyle
      .check({...content, rules: {...rules, ...changed}})
      .map(({path, found}) => `${path.join('.')}: ${found}`);
  it.each<[Partial<Rules>, string]>([
    [{pairs: rules.pairs.slice(1)}, 'pairs: no pair of collaborate and compete'],
    [
      {pairs: [...rules.pairs, {id: 'more', first: 'collaborate', second: 'compete'}]},
      'pairs.10: collaborate and compete',
    ],
    [{pairs: [{id: 'self', first: 'avoid', second: 'avoid'}, ...rules.pairs.slice(1)]}, 'pairs.0: avoid and avoid'],
    [{items: {...rules.items, avoid: rules.items.avoid.slice(1)}}, 'items.avoid: 3 statements'],
    [{items: {...rules.items, avoid: rules.items.compete}}, 'items.avoid.0: the id "compete_1" a second time'],
    [{scale: ['never', 'prefer_not', 'always']}, 'scale.1: "prefer_not", which every question offers anyway'],
    [
      {pairs: [{...rules.pairs[0]!, id: 'stage'}, ...rules.pairs.slice(1)]},
      'pairs.0.id: "stage", which the kind itself uses',
    ],
  ])('names what is wrong: %#', (changed, line) => {
    expect(problems(changed)).toContain(line);
  });
});
