import {createHash} from 'node:crypto';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {languages} from '../../training/index.ts';
import {alphabetOf} from './alphabet.ts';

const wellFormed = (text: string) => text.replace(/\p{Cs}/gu, '\ufffd');

describe.each(languages)('the alphabet of %s', (language) => {
  const {write, read, dictionary} = alphabetOf(language);

  it('gives back any text, and U+FFFD for a lone surrogate', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), (text) => {
        expect(read(write(text), 0)).toEqual({text: wellFormed(text), next: write(text).length});
      }),
    );
  });

  it('gives back every character of Unicode’s first two planes, and emoji, foreign capitals and the last one', () => {
    for (let plane = 0; plane < 0x20000; plane += 0x1000) {
      const points = Array.from({length: 0x1000}, (_, i) => plane + i).filter((point) => point >> 11 !== 27);
      const text = String.fromCodePoint(...points);
      if (read(write(text), 0).text !== text) expect.fail(`Not all from U+${plane.toString(16)} come back.`);
    }
    const emoji = 'Бүгін 😀👩🏽‍🏫 — «жақсы» ₸100 №5… İSTANBUL ẞß K Å ЁЖ ҺҚ \u{10ffff}';
    expect(read(write(emoji), 0).text).toBe(emoji);
  });

  it('takes at most one byte a small letter, of any of the three languages', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyzабвгдеёжзийклмнопрстуфхцчшщъыьэюяәғқңөұүһі «»—–„“”…№₸\n.,!?-0123456789';
    for (const letter of letters) expect(write(letter)).toHaveLength(2);
    expect(Math.max(...dictionary)).toBeLessThan(256);
  });

  it('reads from any bytes without throwing, and says if a text does not end', () => {
    fc.assert(fc.property(fc.uint8Array(), fc.nat(9), (bytes, at) => read(bytes, at).text.length <= 9 * bytes.length));
    const bytes = write('Сабақ 😀');
    for (let length = 0; length < bytes.length; length++) {
      const {text, next} = read(bytes.slice(0, length), 0);
      expect(['Сабақ 😀'.startsWith(text), next]).toEqual([true, null]);
    }
  });

  it('has a dictionary that deflate can see whole', () => {
    expect(dictionary.length).toBeGreaterThan(5000);
    expect(dictionary.length).toBeLessThanOrEqual(32768);
  });

  it('never changes: what was packed with it could not be read', () => {
    const codes = Array.from({length: 253}, (_, i) => read([i + 3, 0], 0).text).join('|');
    const hash = createHash('sha256').update(codes).update(dictionary).digest('hex').slice(0, 16);
    expect(hash).toBe({kk: '2e64060c17ae9daf', ru: 'aee9472c18a89fc8', en: 'b7eb89a27fdf7b0e'}[language]);
  });
});
