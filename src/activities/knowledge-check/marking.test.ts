import {describe, expect, it} from 'vitest';
import type {Response} from '../../training/index.ts';
import type {Rules} from './knowledge-check.ts';
import {
  answerFrom,
  isRight,
  isWhole,
  keptAs,
  keyOf,
  resultOf,
  scoreOf,
  shownOptions,
  shownTargets,
  triesAllowed,
} from './marking.ts';
import {question, rules} from './starter.test-data.ts';

const [single, multiple, order, match, statement] = [
  question('single'),
  question('multiple'),
  question('order'),
  question('match'),
  question('true_false'),
];

describe('an answer', () => {
  it('is right if it is the key, in any order where order means nothing', () => {
    expect(isRight(single, answerFrom(single, 'slow_breath'))).toBe(true);
    expect(isRight(single, answerFrom(single, 'coffee'))).toBe(false);
    expect(isRight(statement, answerFrom(statement, 'false'))).toBe(true);
    expect(isRight(statement, answerFrom(statement, 'true'))).toBe(false);
    expect(isRight(multiple, answerFrom(multiple, ['forgets', 'shoulders', 'irritable']))).toBe(true);
    expect(isRight(multiple, answerFrom(multiple, ['forgets', 'shoulders']))).toBe(false);
    expect(isRight(multiple, answerFrom(multiple, multiple.options))).toBe(false);
    expect(isRight(order, answerFrom(order, ['notice', 'breathe', 'act']))).toBe(true);
    expect(isRight(order, answerFrom(order, ['breathe', 'notice', 'act']))).toBe(false);
    const pairs = ['resentment', 'feelings', 'lost_thread', 'thoughts', 'headache', 'body'];
    expect(isRight(match, answerFrom(match, pairs))).toBe(true);
    expect(isRight(match, answerFrom(match, [...pairs.slice(0, 5), 'thoughts']))).toBe(false);
  });

  it('tells options from targets of the same name', () => {
    const twins = {...match, options: ['a', 'b'], targets: ['b', 'a'], correct: {a: 'b', b: 'a'}};
    expect(answerFrom(twins, ['b', 'a', 'a', 'b'])).toEqual(['a', 'b', 'b', 'a']);
    expect(isRight(twins, answerFrom(twins, ['a', 'a', 'b', 'b']))).toBe(false);
  });

  it('is whole once every line has a pair', () => {
    expect(isWhole(match, answerFrom(match, ['headache', 'body', 'resentment', 'body']))).toBe(false);
    expect(isWhole(match, keyOf(match))).toBe(true);
    expect(isWhole(multiple, [])).toBe(false);
  });

  it.each([single, multiple, order, match, statement])('is kept so that it comes back: $type', (each) => {
    expect(answerFrom(each, keptAs(each, keyOf(each)))).toEqual(keyOf(each));
  });

  it.each([
    [single, ['coffee']],
    [single, 'constructor'],
    [multiple, 'shoulders'],
    [multiple, ['shoulders', 'shoulders']],
    [multiple, ['tea']],
    [order, ['act', 'act', 'act']],
    [order, ['act', 'notice']],
    [match, ['body', 'headache']],
    [match, ['headache']],
    [match, ['headache', 'resentment']],
    [statement, 0],
    [statement, null],
    [statement, undefined],
  ])('of a wrong kind is none (case %#)', (each, value) => expect(answerFrom(each, value)).toEqual([]));
});

describe('the result of a question', () => {
  const result = (response: Response, given: Rules = rules) => resultOf(given, multiple, response);
  const right = {signs: ['shoulders', 'irritable', 'forgets']};
  const wrong = {signs: ['hobby']};

  it('is open until it is right or the tries are used up', () => {
    expect(result({})).toBe('open');
    expect(result({...wrong, signs_tries: 1})).toBe('open');
    expect(result({...wrong, signs_tries: 1}, {...rules, attempts: 3})).toBe('open');
    expect(result({...wrong, signs_tries: 2})).toBe('missed');
    expect(result({...right, signs_tries: 1})).toBe('first');
    expect(result({...right, signs_tries: 2})).toBe('later');
  });

  it('heeds no answer that was not checked, and no count that is none', () => {
    expect(result(right)).toBe('open');
    for (const tries of ['x', -1, Number.NaN, null]) expect(result({...right, signs_tries: tries})).toBe('open');
  });

  it('comes without a further try where only the right answer would be left', () => {
    expect([single, multiple, order, match, statement].map((each) => triesAllowed(rules, each))).toEqual([
      2, 2, 2, 2, 1,
    ]);
    expect(triesAllowed(rules, {...single, options: ['slow_breath', 'coffee']})).toBe(1);
    expect(resultOf(rules, statement, {always_harmful: 'true', always_harmful_tries: 1})).toBe('missed');
  });
});

describe('the score', () => {
  const response = {
    ...{pause: 'slow_breath', pause_tries: 1},
    ...{signs: ['shoulders', 'irritable', 'forgets'], signs_tries: 2},
    ...{steps: ['act', 'breathe', 'notice'], steps_tries: 2},
  };

  it('is the share of points: one at the first try, half at a later one, none for a miss or an open question', () => {
    expect(scoreOf(rules, {})).toBe(0);
    expect(scoreOf(rules, response)).toBeCloseTo(1.5 / 5);
    expect(scoreOf({...rules, later: 0.2}, response)).toBeCloseTo(1.2 / 5);
  });
});

describe('the order on screen', () => {
  it('is the author’s, unless it is to be mixed; then it is the same every time and for every order of writing', () => {
    expect(shownOptions(multiple)).toEqual(multiple.options);
    const six = {...single, options: ['a', 'b', 'c', 'd', 'e', 'f']};
    const shown = shownOptions(six);
    expect([...shown].sort()).toEqual(six.options);
    expect(shown).not.toEqual(six.options);
    expect(shownOptions({...six, options: [...six.options].reverse()})).toEqual(shown);
  });

  it('differs from question to question', () => {
    const orders = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6', 'q7', 'q8'].map((id) =>
      shownOptions({...single, id, options: ['a', 'b', 'c', 'd']}).join(''),
    );
    expect(new Set(orders).size).toBeGreaterThan(4);
    expect(new Set(orders.map((each) => each[0])).size).toBeGreaterThan(1);
  });

  it('never gives the right order away', () => {
    expect(shownOptions({...order, options: order.correct})).toEqual(['breathe', 'act', 'notice']);
    for (const id of ['q1', 'q2', 'q3', 'q4', 'q5', 'q6'])
      expect(shownOptions({...order, id, shuffle: true})).not.toEqual(order.correct);
  });

  it('mixes the targets of a match and leaves its lines', () => {
    const mixed = {...match, id: 'q1', shuffle: true, targets: ['a', 'b', 'c', 'd', 'e', 'f']};
    expect(shownOptions(mixed)).toEqual(match.options);
    expect(shownTargets(mixed)).not.toEqual(mixed.targets);
    expect([...shownTargets(mixed)].sort()).toEqual(mixed.targets);
    expect(shownTargets(match)).toEqual(match.targets);
  });
});
