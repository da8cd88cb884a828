import {describe, expect, it} from 'vitest';
import {hardTexts, readingOf} from './reading.ts';
import {contentIn} from './starter.test-data.ts';

describe('how hard a text is to read', () => {
  it.each([
    ['', 0, 0],
    ['12:30 — 4!', 0, 0],
    ['Sit down. Tell me.', 4, 2],
    ['Considerable responsibilities.', 2, 102],
    // Seven words in two sentences, two of them with seven letters or more.
    ['Расскажите, что случилось. Я вас слушаю тут.', 7, 32],
    ['Бала-шаға келді… Отырыңыз!', 3, 68],
  ])('is words a sentence and the share of long words: %s', (text, words, index) =>
    expect(readingOf(text)).toEqual({words, index}),
  );

  it('does not end a sentence within a number or a name', () => {
    expect(readingOf('He got 4.5 in www.school.example today.').words).toBe(7);
    expect(readingOf('One 4.5 two.').index).toBe(2);
  });

  it.each(['kk', 'ru', 'en'] as const)('is far above what is usual nowhere in the starter: %s', (language) => {
    expect(hardTexts(contentIn(language).words, language)).toEqual([]);
  });

  it.each([
    ['en', 'In consideration of organisational circumstances '],
    ['ru', 'Принимая во внимание сложившиеся организационные обстоятельства, '],
    ['kk', 'Қалыптасқан ұйымдастырушылық жағдайларды ескере отырып, '],
  ] as const)('is said with its place where it is: %s', (language, phrase) => {
    const {words} = contentIn(language);
    const [scene = ''] = Object.keys(words.scenes);
    const said = {...words.scenes[scene]!, says: phrase.repeat(6)};
    const [found, ...others] = hardTexts({...words, scenes: {...words.scenes, [scene]: said}}, language);
    expect(found).toMatchObject({in: 'words', path: ['scenes', scene, 'says']});
    expect(found?.found).toMatch(/^a text that reads hard: \d+, where up to \d+ is usual/);
    expect(others).toEqual([]);
    // Too short to be measured: one hard word among few is no hard text.
    expect(hardTexts({...words, intro: [phrase]}, language)).toEqual([]);
  });
});
