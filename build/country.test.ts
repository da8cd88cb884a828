import {describe, expect, it, onTestFinished} from 'vitest';
import {readCountry} from './country.ts';
import {folderOf, smallTraining} from './small-training.ts';

const country = smallTraining['country.kz.yaml']!;

const inAll = (kk: string, ru: string, en: string) => `\n      kk: ${kk}\n      ru: ${ru}\n      en: ${en}`;
const facts = `law_notes:
  - topic: workload
    title:${inAll('Заң', 'Закон', 'The law')}
    note:${inAll('Болмайды.', 'Нельзя.', 'May not.')}
    source:${inAll('6-бап.', 'Статья 6.', 'Article 6.')}
school_types:
  - name:${inAll('Ауыл', 'Сельская', 'Village')}
    note:${inAll('Алыс.', 'Далеко.', 'Far.')}
`;

async function read(files: Readonly<Record<string, string>>) {
  const {folder, remove} = await folderOf(files);
  onTestFinished(remove);
  const {settings, mistakes} = await readCountry(folder);
  return {settings, said: mistakes.map(({line, column, found, wanted}) => `${line}:${column} ${found} → ${wanted}`)};
}

describe('the file of a country', () => {
  it('is a setting in each language', async () => {
    const {settings} = await read({'country.kz.yaml': country});
    expect(settings).toEqual({
      kk: {helpLines: [{number: '150', name: 'Сенім телефоны', note: 'Тегін.'}]},
      ru: {helpLines: [{number: '150', name: 'Телефон доверия', note: 'Бесплатно.'}]},
      en: {helpLines: [{number: '150', name: 'Help line', note: 'Free.'}]},
    });
  });

  it('holds notes on its law and its types of school, for pages', async () => {
    const {folder, remove} = await folderOf({'country.kz.yaml': country + facts});
    onTestFinished(remove);
    expect((await readCountry(folder)).facts.ru).toEqual({
      lawNotes: [{topic: 'workload', title: 'Закон', note: 'Нельзя.', source: 'Статья 6.'}],
      schoolTypes: [{name: 'Сельская', note: 'Далеко.'}],
    });
  });

  it('names a law note on a topic that no page can ask for', async () => {
    expect((await read({'country.kz.yaml': country + facts.replace('workload', 'work')})).said).toEqual([
      expect.stringContaining('“work”'),
    ]);
  });

  it.each([
    ['a language is missing', '      ru: Телефон доверия\n', '', '4:5 no “help_lines.0.name.ru” → “ru: …” here'],
    ['a number is none', "'150'", 'soon', '3:13 “soon” → letters as in ^[+0-9][0-9 -]*$'],
    [
      'a word is banned in its language',
      'Free.',
      'For patients.',
      '11:15 the banned word “patients” → words of everyday life: a training is for reflection and finds no illness',
    ],
  ])('is refused where %s', async (_, before, after, mistake) => {
    expect(await read({'country.kz.yaml': country.replace(before, after)})).toEqual({settings: null, said: [mistake]});
  });

  it('has to be there, and to be one', async () => {
    expect((await read({})).said).toEqual(['1:1 no such file → the help lines of a country']);
    const two = await read({'country.kz.yaml': country, 'country.kg.yaml': country});
    expect(two).toMatchObject({settings: null, said: ['1:1 2 countries: country.kg.yaml, country.kz.yaml → one']});
  });
});
