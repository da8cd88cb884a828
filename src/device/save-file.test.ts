import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {afterEvent, newAttempt, type Outline} from '../training/index.ts';
import {newKey, type Random} from './cipher.ts';
import {fromSaveFile, saveFileLimit, toSaveFile} from './save-file.ts';
import {xchacha} from './xchacha.ts';

const activity = {kind: 'any', minutes: 5, optional: false};
const outline: Outline = {
  id: 'stress-and-burnout',
  version: '1.0.0',
  ects: 1,
  level: 1,
  hue: 200,
  languages: ['kk'],
  units: [
    {
      id: 'one',
      activities: [
        {...activity, id: 'quiz', private: false, items: [{id: 'first', type: 'choice', options: ['yes', 'no']}]},
        {...activity, id: 'burnout', private: true, items: []},
      ],
    },
  ],
};
const random: Random = (length) => crypto.getRandomValues(new Uint8Array(length));
const key = newKey(random);
const given = {outline, cipher: xchacha, key, random, now: () => 0};

const event = {type: 'answered', complete: true, score: null} as const;
const attempt = [
  {...event, activity: 'quiz', response: {first: 'yes'}},
  {...event, activity: 'burnout', response: {hopeless: 'every_day'}},
].reduce(afterEvent, newAttempt('a1', 'kk'));
const file = () => JSON.parse(toSaveFile(attempt, given).text);
const reading = (changed: object) => fromSaveFile(JSON.stringify({...file(), ...changed}), outline, xchacha);

describe('a save file', () => {
  it('gives the attempt back on any device, private answers and key with it', () => {
    const {text, sentence} = toSaveFile(attempt, given);
    expect(fromSaveFile(text, outline, xchacha)).toEqual({ok: true, attempt, key, code: null});
    expect(sentence).toBe('save-file-opens-private');
    expect(file()).toMatchObject({format: 'destt-save', version: 1, madeAt: '1970-01-01T00:00:00.000Z'});
  });

  it('carries the code of research records, sealed, and only with the key', () => {
    const code = '0123456789abcdef0123';
    const {text} = toSaveFile(attempt, {...given, code});
    expect(text).not.toContain(code);
    expect(fromSaveFile(text, outline, xchacha)).toMatchObject({ok: true, code});
    const without = toSaveFile(attempt, {...given, key: null, code}).text;
    expect(fromSaveFile(without, outline, xchacha)).toMatchObject({ok: true, code: null});
  });

  it('shows no private answer to whoever merely looks at it', () => {
    expect(toSaveFile(attempt, given).text).not.toMatch(/every_day|hopeless/);
  });

  it('leaves private answers out if the learner wishes, and says so', () => {
    const {text, sentence} = toSaveFile(attempt, {...given, key: null});
    const answers = {quiz: attempt.answers.quiz};
    expect(fromSaveFile(text, outline, xchacha)).toEqual({
      ok: true,
      attempt: {...attempt, answers},
      key: null,
      code: null,
    });
    expect(sentence).toBe('save-file-without-private');
  });

  it.each([
    ['of another training', {training: 'public-speaking'}, 'other-training'],
    ['of a later version', {version: 2, attempt: 'something new'}, 'newer'],
    ['of a version that is none', {version: {toString: 1}, attempt: null}, 'damaged'],
    ['of another program', {format: 'backup'}, 'not-a-save-file'],
    ['without its attempt', {attempt: null}, 'damaged'],
    ['with a part that no key opens', {sealed: [{activity: 'burnout', data: 'AAAA'}]}, 'damaged'],
    [
      'with a part moved elsewhere',
      {sealed: file().sealed.map((part: object) => ({...part, activity: 'quiz'}))},
      'damaged',
    ],
    ['with something else among its parts', {sealed: [...file().sealed, 7]}, 'damaged'],
    ['with the key of another', {key: btoa('x'.repeat(32))}, 'damaged'],
    ['without its key', {key: null}, 'damaged'],
    [
      'with an answer that is none',
      {attempt: {...file().attempt, answers: {quiz: {first: {value: {}, counter: 1}}}}},
      'damaged',
    ],
    ['with a counter beyond counting', {attempt: {...file().attempt, counter: 1e300}}, 'damaged'],
  ])('%s is refused as such', (_, changed, reason) => {
    expect(reading(changed)).toEqual({ok: false, reason});
  });

  it('that ends too early is called damaged', () => {
    const {text} = toSaveFile(attempt, given);
    expect(fromSaveFile(text.slice(0, -40), outline, xchacha)).toEqual({ok: false, reason: 'damaged'});
  });

  it('that would change objects instead of filling them is refused', () => {
    const text = toSaveFile(attempt, given).text.replace('"quiz"', '"__proto__"');
    expect(fromSaveFile(text, outline, xchacha)).toEqual({ok: false, reason: 'damaged'});
    expect('first' in {}).toBe(false);
  });

  it('that is huge or nested without end is refused', () => {
    const refused = {ok: false, reason: 'not-a-save-file'};
    expect(fromSaveFile(' '.repeat(saveFileLimit + 1), outline, xchacha)).toEqual(refused);
    expect(fromSaveFile('['.repeat(2_000_000), outline, xchacha)).toEqual(refused);
    expect(fromSaveFile(`${'['.repeat(2_000_000)}${']'.repeat(2_000_000)}`, outline, xchacha)).toEqual(refused);
    const deep = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
    const text = JSON.stringify(file()).replace('"yes"', deep);
    expect(fromSaveFile(text, outline, xchacha)).toEqual({ok: false, reason: 'damaged'});
  });

  it('may be any text or any JSON at all: it is refused without a throw', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({unit: 'binary'}), fc.json()), (text) => {
        expect(fromSaveFile(text, outline, xchacha).ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(file())), fc.jsonValue(), (name, value) => {
        expect(typeof reading({[name]: value}).ok).toBe('boolean');
      }),
      {examples: [['savedAt', {toString: ''}]]},
    );
  });
});
