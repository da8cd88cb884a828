import {describe, expect, it} from 'vitest';
import {textFaults, textMistakes} from './text-faults.ts';
import {readYaml} from './yaml-file.ts';

const found = (...[text, language]: Parameters<typeof textFaults>) => textFaults(text, language).map(({word}) => word);

describe('a text', () => {
  it('may have what every font has', () => {
    expect(found('ӘәҒғҚқҢңӨөҰұҮүҺһІі — «он», 5 000 ₸ → ½, №\u00a07…', 'kk')).toEqual([]);
    expect(found('Ёлка, за́мок – “eye”, ‘ear’, naïve, 20 °C ≤ 21 °C ✓', 'ru')).toEqual([]);
  });

  it.each([
    ['an emoji', 'Well 😀', 'the character “😀”, U+1F600', 'letters, punctuation and signs that every font has'],
    ['a lone surrogate', 'Well \ud83d', 'the character U+D83D', 'letters, punctuation and signs that every font has'],
    [
      'a private character',
      'Well \ue000',
      'the character U+E000',
      'letters, punctuation and signs that every font has',
    ],
    ['an invisible space', 'Well\u200b', 'the character U+200B', 'letters, punctuation and signs that every font has'],
    [
      'a letter of another people',
      'Well 好',
      'the character “好”, U+597D',
      'letters, punctuation and signs that every font has',
    ],
    [
      'a lost letter',
      'Well \ufffd',
      'the character U+FFFD',
      'the letter that was lost when the file was saved; save it as UTF-8',
    ],
    ['a letter in two pieces', 'мои\u0306', 'the character U+0306', '“й” as one character'],
  ])('may not have %s', (_, text, fault, wanted) => {
    expect(textFaults(text, 'en')).toEqual([expect.objectContaining({found: fault, wanted})]);
  });
});

describe('a word of two alphabets', () => {
  it.each([
    ['мiнез', 'kk', '“мiнез”, in which i (U+0069) is Latin', '“мінез”, all Cyrillic'],
    ['əріптес', 'kk', '“əріптес”, in which ə (U+0259) is Latin', '“әріптес”, all Cyrillic'],
    ['Cтресc', 'ru', '“Cтресc”, in which C (U+0043), c (U+0063) is Latin', '“Стресс”, all Cyrillic'],
    ['tеacher', 'en', '“tеacher”, in which е (U+0435) is Cyrillic', '“teacher”, all Latin'],
    ['oн', 'ru', '“oн”, in which o (U+006F) is Latin', '“он”, all Cyrillic'],
    [
      'Moodleға',
      'kk',
      '“Moodleға”, in which ғ (U+0493), а (U+0430) is Cyrillic',
      'one alphabet a word, a hyphen where two meet',
    ],
  ] as const)('is refused: %s', (word, language, fault, wanted) => {
    expect(textFaults(`1 ${word}, 2`, language)).toEqual([{word, index: 2, found: fault, wanted}]);
  });

  it('is none where a hyphen, a digit or a bracket parts them', () => {
    expect(found('Moodle-ға, SCORM-пакет, 5V мен В12, [тест](https://destt.kz/тест)', 'kk')).toEqual([]);
  });
});

describe('a word of medicine', () => {
  it.each([
    [
      'en',
      'A Diagnosis of the patient’s state; misdiagnosed patients',
      ['Diagnosis', 'patient', 'misdiagnosed', 'patients'],
    ],
    ['en', 'The syndrome is present', ['syndrome is present']],
    [
      'ru',
      'Психодиагностика: диагноз пациенту. У вас синдром выявлен',
      ['Психодиагностика', 'диагноз', 'пациенту', 'синдром выявлен'],
    ],
    ['kk', 'Диагнозы бар пациенттер, науқастың емделушісі', ['Диагнозы', 'пациенттер', 'науқастың', 'емделушісі']],
  ] as const)('is refused in %s: %s', (language, text, words) => {
    expect(found(text, language)).toEqual(words);
  });

  it('is none inside another word, nor where the language is unknown', () => {
    expect(found('Patience. She waits patiently, impatient as she is.', 'en')).toEqual([]);
    expect(found('Импациент, диалог, науқан', 'ru')).toEqual([]);
    expect(found('patient', null)).toEqual([]);
  });
});

describe('the place of a fault', () => {
  it('is that of the word, the second time too', () => {
    const source = 'a: >-\n  One patient\n  and one patient.\nb: patient\n';
    const file = readYaml('en.yaml', source, {words: true});
    expect(textMistakes(file, file.texts, () => 'en').map(({line, column}) => [line, column])).toEqual([
      [2, 7],
      [3, 11],
      [4, 4],
    ]);
  });

  it('is that of the text where the word is not written as it is read', () => {
    const file = readYaml('en.yaml', 'a: "\\u0070atient"\n', {words: true});
    expect(textMistakes(file, file.texts, () => 'en')).toMatchObject([{line: 1, column: 4}]);
  });
});
