import {describe, expect, it} from 'vitest';
import {afterEvent, newAttempt} from '../training/index.ts';
import {readAttempt} from './read-attempt.ts';

const attempt = afterEvent(newAttempt('a1', 'kk'), {
  type: 'answered',
  activity: 'quiz',
  response: {one: 'yes', many: ['a', 'b'], number: 3},
  complete: true,
  score: 0.5,
});
const json = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('reading an attempt', () => {
  it('gives back what was written', () => {
    expect(readAttempt(json(attempt))).toEqual({attempt, whole: true});
  });

  it.each([
    ['nothing', undefined],
    ['a list', []],
    ['no id', {...attempt, id: ''}],
    ['a counter that leaves no room to count on', {...attempt, counter: 2 ** 53 - 1}],
    ['a language that is none of ours', {...attempt, language: {value: 'tlh', counter: 0}}],
    ['a place that is none', {...attempt, place: {value: {activity: 7, step: 0}, counter: 0}}],
    ['a finish that is neither yes nor no', {...attempt, finished: 'yes'}],
  ])('refuses %s', (_, value) => {
    expect(readAttempt(value)).toBeNull();
  });

  it.each([
    ['a counter above the highest', {value: 'no', counter: 9}],
    ['an object as value', {value: {a: 1}, counter: 1}],
    ['a number that is none', {value: Number.NaN, counter: 1}],
    ['a list of lists', {value: [['a']], counter: 1}],
    ['no counter', {value: 'no'}],
    ['no stamp', 'no'],
  ])('leaves out an answer with %s and keeps the others', (_, answer) => {
    const read = readAttempt({...attempt, answers: {quiz: {...attempt.answers.quiz, odd: answer}}});
    expect(read).toEqual({attempt, whole: false});
  });

  it('leaves out names that would change an object instead of filling it', () => {
    const hostile = JSON.parse(
      '{"__proto__":{"polluted":{"value":"x","counter":1}},"quiz":{"__proto__":{"value":"x","counter":1}}}',
    );
    const read = readAttempt({...attempt, answers: hostile, done: JSON.parse('{"__proto__":1}')});
    expect(read).toMatchObject({whole: false, attempt: {answers: {quiz: {}}, done: {}}});
    expect(Object.keys(read!.attempt.answers)).toEqual(['quiz']);
    expect(Object.getPrototypeOf(read!.attempt.done)).toBe(Object.prototype);
    expect('polluted' in {}).toBe(false);
  });
});
