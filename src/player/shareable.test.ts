import {describe, expect, it} from 'vitest';
import type {ActivityBehaviour, Content} from '../activities/activity.ts';
import type {ActivityOutline, Interaction} from '../training/index.ts';
import {settingFrom} from './settings.ts';
import {shareable} from './shareable.ts';

const open: ActivityOutline = {id: 'quiz', kind: 'any', minutes: 1, private: false, optional: false, items: []};
const content = {rules: {}, words: {title: ''}} as Content;
const choice = (item: string, answer: string): Interaction => ({
  type: 'choice',
  item,
  description: 'Which?',
  correct: true,
  choices: [],
  response: [answer],
});
const behaviour: ActivityBehaviour = {
  kind: 'any',
  element: 'any-activity',
  items: () => [],
  interactions: (_, {one, two, text, path}) => [
    ...(typeof one === 'string' ? [choice('one', one)] : []),
    ...(typeof two === 'string' ? [choice('two', two)] : []),
    ...(Array.isArray(path) ? path.map((step: string) => choice(step, 'taken')) : []),
    ...(typeof text === 'string'
      ? [{type: 'long-fill-in', item: 'text', description: 'Why?', correct: null, response: text} as const]
      : []),
  ],
};
const told = (activity: ActivityOutline, before: object, after: object) =>
  shareable(activity, behaviour, content, 'kk', {}, before as never, after as never);

describe('what an LMS may be told of answers', () => {
  it('are the interactions of what changed', () => {
    expect(told(open, {one: 'a'}, {one: 'a', two: 'b'})).toEqual({
      type: 'answered',
      activity: open,
      language: 'kk',
      interactions: [choice('two', 'b')],
    });
  });

  it('are those of an item that makes several, each as it comes', () => {
    expect(told(open, {path: ['x']}, {path: ['x', 'y']})).toMatchObject({interactions: [choice('y', 'taken')]});
  });

  it('is nothing of a private activity', () => {
    expect(told({...open, private: true}, {}, {one: 'a', two: 'b'})).toBeNull();
  });

  it('is never free text', () => {
    expect(told(open, {}, {text: 'because'})).toBeNull();
    expect(told(open, {}, {text: 'because', one: 'a'})).toMatchObject({interactions: [choice('one', 'a')]});
  });

  it('is nothing where nothing changed', () => {
    expect(told(open, {one: 'a'}, {one: 'a'})).toBeNull();
  });
});

describe('an institution’s settings', () => {
  it('replace the help lines, in the learner’s language', () => {
    const config = {helpLines: [{number: '8 800', name: {kk: 'Сенім', en: 'Trust'}, note: 'free'}]};
    expect(settingFrom(config, 'kk')).toEqual({helpLines: [{number: '8 800', name: 'Сенім', note: 'free'}]});
    expect(settingFrom(config, 'ru')).toEqual({helpLines: [{number: '8 800', name: '', note: 'free'}]});
  });

  it.each([undefined, null, 7, 'x', {}, {helpLines: 3}, {helpLines: [null, {number: 5}, {number: 'javascript:1'}]}])(
    'that are none leave the country’s: %j',
    (config) => expect(settingFrom(config, 'en')).toBeNull(),
  );
});
