import {describe, expect, it, onTestFinished} from 'vitest';
import {formatMistake, readTrainings} from './read-training.ts';
import {folderOf, smallKinds, smallTraining} from './small-training.ts';

async function read(files: Readonly<Record<string, string | Uint8Array>> = smallTraining) {
  const {folder, remove} = await folderOf(files);
  onTestFinished(remove);
  const {trainings, mistakes} = await readTrainings(folder, smallKinds);
  return {trainings, mistakes: mistakes.map((mistake) => formatMistake(mistake, folder))};
}

type Edit = readonly [file: string, before: string, after: string];

/** The small training with texts of its files replaced; a text that isn't there would test nothing. */
function edited(...edits: readonly Edit[]) {
  const files: Record<string, string> = {...smallTraining};
  for (const [file, before, after] of edits) {
    const text = files[`small/${file}`];
    if (!text?.includes(before)) throw new Error(`${file} has no ${before}`);
    files[`small/${file}`] = text.replace(before, after);
  }
  return files;
}
const without = (...names: readonly string[]) =>
  Object.fromEntries(Object.entries(smallTraining).filter(([name]) => !names.includes(name)));

describe('a training without a mistake', () => {
  it('reports “passed” to the LMS where it says so, and nothing else but that', async () => {
    const passed = await read(edited(['training.yaml', 'level: 1\n', 'level: 1\nfinal_status: passed\n']));
    expect(passed.trainings[0]?.outline.finalStatus).toBe('passed');
    const failed = await read(edited(['training.yaml', 'level: 1\n', 'level: 1\nfinal_status: failed\n']));
    expect(failed.mistakes).toEqual([expect.stringContaining('training.yaml:4:15')]);
  });

  it('has its outline, without the items of what is private', async () => {
    const {trainings, mistakes} = await read();
    expect(mistakes).toEqual([]);
    const common = {optional: false, items: []};
    expect(trainings.map(({outline}) => outline)).toEqual([
      {
        id: 'small',
        version: '0.1.0',
        ects: 1,
        level: 1,
        hue: 168,
        languages: ['kk', 'ru', 'en'],
        units: [
          {
            id: 'start',
            activities: [
              {...common, id: 'first-page', kind: 'leaf', minutes: 3, private: false},
              {...common, id: 'check_in', kind: 'question', minutes: 6, private: true},
            ],
          },
        ],
      },
    ]);
  });

  it('lists the items of what is not private', async () => {
    const {trainings} = await read(edited(['check_in/activity.yaml', 'private: true\n', '']));
    expect(trainings[0]?.outline.units[0]?.activities[1]?.items).toEqual([
      {id: 'mood', type: 'choice', options: ['good', 'so_so']},
    ]);
  });

  it('has rules and words by unit and activity, titles in each language', async () => {
    const {trainings} = await read();
    const words = trainings[0]?.words.ru;
    expect(words?.outline).toEqual({
      language: 'ru',
      title: 'Начало',
      description: 'Начало.',
      units: {start: 'Начало'},
      activities: {'first-page': 'Звонок', check_in: 'Настроение'},
    });
    expect(words?.units.start?.check_in).toEqual({
      rules: {asks: {mood: {options: ['good', 'so_so'], right: 'good'}}},
      words: {
        title: 'Настроение',
        intro: 'Настроение.',
        asks: {mood: {ask: 'Настроение', good: 'Настроение', so_so: 'Настроение'}},
      },
    });
    expect(words?.units.start?.['first-page']?.words).toMatchObject({
      title: 'Звонок',
      body: [{type: 'heading'}, {type: 'paragraph'}],
    });
  });

  it('knows how much of it is practice, its licence and the help lines of the country', async () => {
    const {trainings} = await read();
    expect(trainings[0]).toMatchObject({level: 1, authors: [], licence: 'CC-BY-4.0'});
    expect(trainings[0]?.practiceShare).toBeCloseTo(6 / 9);
    expect(trainings[0]?.settings.ru.helpLines).toEqual([{number: '150', name: 'Телефон доверия', note: 'Бесплатно.'}]);
  });

  it('reads the same with a byte order mark and Windows line ends', async () => {
    const foreign = Object.entries(smallTraining).map(
      ([name, text]) => [name, `\ufeff${text.replaceAll('\n', '\r\n')}`] as const,
    );
    const {trainings, mistakes} = await read(Object.fromEntries(foreign));
    expect(mistakes).toEqual([]);
    expect(trainings.map(({words}) => words)).toEqual((await read()).trainings.map(({words}) => words));
  });

  it('needs no words in a language it does not have', async () => {
    const files = edited(['training.yaml', '  - kk\n', '']);
    for (const name of ['kk.yaml', 'first-page/kk.md', 'check_in/kk.yaml']) delete files[`small/${name}`];
    const {trainings, mistakes} = await read(files);
    expect(mistakes).toEqual([]);
    expect(trainings[0]?.outline.languages).toEqual(['ru', 'en']);
  });
});

describe('a mistake is shown with file, line and column:', () => {
  it.each<readonly [what: string, edit: Edit, mistake: string]>([
    [
      'a missing word, at the key it belongs under',
      ['check_in/ru.yaml', '    so_so: Настроение\n', ''],
      'small/check_in/ru.yaml:5:3  found no “asks.mood.so_so”  wanted its words in Russian (ru)',
    ],
    [
      'a missing title',
      ['check_in/en.yaml', 'title: Mood\n', ''],
      'small/check_in/en.yaml:1:1  found no “title”  wanted its words in English (en)',
    ],
    [
      'a misspelt word, with the one that was meant',
      ['check_in/en.yaml', 'intro:', 'into:'],
      'small/check_in/en.yaml:2:1  found the unknown key “into”  wanted “intro”, the nearest known key',
    ],
    [
      'a misspelt common key',
      ['check_in/activity.yaml', 'minutes: 6', 'minuets: 6'],
      'small/check_in/activity.yaml:2:1  found the unknown key “minuets”  wanted “minutes”, the nearest known key',
    ],
    [
      'an unknown key deep in the rules',
      ['check_in/activity.yaml', '    right: good', '    rihgt: good'],
      'small/check_in/activity.yaml:7:5  found the unknown key “rihgt”  wanted “right”, the nearest known key',
    ],
    [
      'an unknown key of the training',
      ['training.yaml', 'hue: 168', 'hue: 168\ncolour: red'],
      'small/training.yaml:5:1  found the unknown key “colour”  wanted a known key: final_status, authors, licence',
    ],
    [
      'a number where there is none',
      ['check_in/activity.yaml', 'minutes: 6', 'minutes: six'],
      'small/check_in/activity.yaml:2:10  found “six”  wanted a number',
    ],
    [
      'too many minutes',
      ['check_in/activity.yaml', 'minutes: 6', 'minutes: 16'],
      'small/check_in/activity.yaml:2:10  found 16  wanted at most 15',
    ],
    [
      'half a minute',
      ['check_in/activity.yaml', 'minutes: 6', 'minutes: 2.5'],
      'small/check_in/activity.yaml:2:10  found 2.5  wanted a whole number',
    ],
    [
      'a version that is none',
      ['training.yaml', 'version: 0.1.0', 'version: 1.0'],
      'small/training.yaml:1:10  found 1  wanted a version in quotes, like "1.0.0"',
    ],
    [
      'a language that is none of ours',
      ['training.yaml', '  - en\n', '  - en\n  - de\n'],
      'small/training.yaml:9:5  found “de”  wanted kk or ru or en',
    ],
    [
      'a language twice',
      ['training.yaml', '  - en\n', '  - en\n  - en\n'],
      'small/training.yaml:5:1  found a list of 4  wanted each language once',
    ],
    [
      'an option that is none',
      ['check_in/activity.yaml', 'asks:', 'scale: offen\nasks:'],
      'small/check_in/activity.yaml:4:8  found “offen”  wanted often or rarely',
    ],
    [
      'an unknown kind',
      ['check_in/activity.yaml', 'kind: question', 'kind: qestion'],
      'small/check_in/activity.yaml:1:7  found the unknown kind “qestion”  wanted one of question, leaf (nearest: “question”)',
    ],
    [
      'what only the kind knows of its rules, once for all languages',
      ['check_in/activity.yaml', 'right: good', 'right: bad'],
      'small/check_in/activity.yaml:7:12  found “bad”  wanted good or so_so',
    ],
    [
      'what only the kind knows of its words',
      ['check_in/en.yaml', '  Mood.', '  Mood'],
      'small/check_in/en.yaml:2:8  found no full stop  wanted one',
    ],
    [
      'a value that is not there',
      ['check_in/activity.yaml', 'minutes: 6', 'minutes:'],
      'small/check_in/activity.yaml:2:1  found nothing after “minutes:”  wanted a value, or no such line',
    ],
    [
      'a sentence that became a map',
      ['check_in/en.yaml', '    ask: Mood', '    ask:\n      Remember: breathe'],
      'small/check_in/en.yaml:6:5  found keys and values (“Remember: …”)  wanted a text; one with “: ” in it goes in "quotes", or on the lines below the key after >-',
    ],
    [
      'an item id that SCORM 2004 refuses',
      ['check_in/activity.yaml', '[good, so_so]', '[good, so_so, not-bad]'],
      'small/check_in/activity.yaml:6:28  found the id “not-bad”  wanted an id of a–z, 0–9 and _ that begins with a letter',
    ],
    [
      'a folder that is not there',
      ['training.yaml', '      - check_in\n', '      - check_in\n      - farewell\n'],
      'small/training.yaml:14:9  found “farewell”, but no such folder  wanted the name of a folder beside this file',
    ],
    [
      'a folder under a misspelt name',
      ['training.yaml', '- check_in', '- check-in'],
      'small/training.yaml:13:9  found “check-in”, but no such folder (nearest: “check_in”)  wanted the name of a folder beside this file',
    ],
    [
      'a folder in no unit',
      ['training.yaml', '      - check_in\n', ''],
      'small/training.yaml:9:1  found the folder “check_in” in no unit  wanted its name in a unit, or the folder taken away',
    ],
    [
      'an activity twice',
      ['training.yaml', '      - check_in\n', '      - check_in\n      - first-page\n'],
      'small/training.yaml:14:9  found the activity “first-page” a second time  wanted each activity once',
    ],
    [
      'a unit that is too long for one sitting',
      ['first-page/activity.yaml', 'minutes: 3', 'minutes: 10'],
      'small/training.yaml:10:5  found 16 minutes in the unit “start”  wanted at most 15, so that it can be done in one sitting: two units of it',
    ],
    [
      'a unit without a title',
      ['en.yaml', '  start: Beginning', '  end: Beginning'],
      'small/en.yaml:4:1  found no “units.start”  wanted its words in English (en)',
    ],
    [
      'a letter of another alphabet in prose',
      ['first-page/kk.md', '\n\nҚоңырау.', '\n\nҚoңырау.'],
      'small/first-page/kk.md:7:1  found “Қoңырау”, in which o (U+006F) is Latin  wanted “Қоңырау”, all Cyrillic',
    ],
    [
      'a banned word in prose',
      ['first-page/en.md', '\n\nBell.', '\n\nA bell is\nno diagnosis.'],
      'small/first-page/en.md:8:4  found the banned word “diagnosis”  wanted words of everyday life: a training is for reflection and finds no illness',
    ],
    [
      'a banned word in the front matter',
      ['first-page/ru.md', 'title: Звонок', 'title: Звонок пациента'],
      'small/first-page/ru.md:2:15  found the banned word “пациента”  wanted words of everyday life: a training is for reflection and finds no illness',
    ],
    [
      'a comma that would cut a title of prose',
      ['first-page/en.md', 'title: Bell', 'title: {Bell}'],
      'small/first-page/en.md:2:8  found {…}, in which a comma cuts a sentence  wanted each key on a line of its own; the text in "quotes", or on the lines below the key after >-',
    ],
    [
      'an unknown key of the front matter',
      ['first-page/en.md', 'title: Bell', 'title: Bell\nsubtitle: Bell'],
      'small/first-page/en.md:3:1  found the unknown key “subtitle”  wanted no such key',
    ],
    [
      'prose without front matter',
      ['first-page/en.md', '---\ntitle: Bell\n---\n', ''],
      'small/first-page/en.md:1:1  found no front matter  wanted “---”, “title: …” and “---” on the first three lines',
    ],
    [
      'a tab in prose',
      ['first-page/en.md', '\n\nBell.', '\n\nBell\t.'],
      'small/first-page/en.md:7:5  found a tab  wanted spaces',
    ],
    [
      'a page with other parts than in the first language',
      ['first-page/en.md', '## Bell', '## Bell\n\n### Bell'],
      'small/first-page/en.md:4:1  found “###” as part 2 of the page  wanted the end, as in Kazakh (kk): the same headings, reveals and figures in every language',
    ],
  ])('%s', async (_, edit, mistake) => {
    const {trainings, mistakes} = await read(edited(edit));
    expect(mistakes).toContain(mistake);
    expect(trainings).toEqual([]);
  });

  it('whatever the compiler of prose finds, at its line of the whole file', async () => {
    const {mistakes} = await read(edited(['first-page/en.md', '\n\nBell.', '\n\n![Bell](bell.png)']));
    expect(mistakes).toEqual([expect.stringMatching(/^small\/first-page\/en\.md:7:1 {2}found /)]);
  });

  it('missing words of an activity or of the training in one language', async () => {
    const {mistakes} = await read(without('small/kk.yaml', 'small/first-page/ru.md', 'small/check_in/en.yaml'));
    expect(mistakes).toEqual([
      'small/check_in/en.yaml:1:1  found no such file  wanted the words in English (en)',
      'small/first-page/ru.md:1:1  found no such file  wanted the words in Russian (ru)',
      'small/kk.yaml:1:1  found no such file  wanted title, description and units in Kazakh (kk)',
    ]);
  });

  it('words under a name that is nearly right', async () => {
    const {'small/kk.yaml': words = '', ...files} = smallTraining;
    const {mistakes} = await read({...files, 'small/kz.yaml': words});
    expect(mistakes).toEqual([
      expect.stringContaining('small/kk.yaml:1:1  found no such file, but “kz.yaml” beside it'),
    ]);
  });

  it('missing rules', async () => {
    const {mistakes} = await read(without('small/training.yaml', 'small/check_in/activity.yaml'));
    expect(mistakes).toEqual([
      'small/check_in/activity.yaml:1:1  found no such file  wanted an activity.yaml with kind and minutes',
      'small/training.yaml:1:1  found no such file  wanted a training.yaml, as in the other trainings',
    ]);
  });

  it('a file in another encoding', async () => {
    const {mistakes} = await read({...smallTraining, 'small/ru.yaml': Uint8Array.of(0xcd, 0xe0, 0xf7)});
    expect(mistakes).toEqual(['small/ru.yaml:1:1  found letters in another encoding  wanted the file saved as UTF-8']);
  });

  it('names of folders that no address can have', async () => {
    const files = {
      ...edited(['training.yaml', '- check_in', '- Check in']),
      'Big/training.yaml': smallTraining['small/training.yaml']!,
    };
    const renamed = Object.entries(files).map(([name, text]) => [name.replace('check_in', 'Check in'), text]);
    const {mistakes} = await read(Object.fromEntries(renamed));
    const wanted = 'wanted a name of a–z, 0–9, - and _ that begins with a letter';
    expect(mistakes).toContain(`small/Check in/activity.yaml:1:1  found the folder name “Check in”  ${wanted}`);
    expect(mistakes).toContain(`Big:1:1  found the name “Big”  ${wanted}`);
  });

  it('folders that are one in records, where a hyphen is an underscore', async () => {
    const copies = Object.entries(smallTraining)
      .filter(([name]) => name.includes('check_in'))
      .map(([name, text]) => [name.replace('check_in', 'check-in'), text]);
    const files = edited(
      ['training.yaml', '- check_in', '- check_in\n      - check-in'],
      ['check_in/activity.yaml', 'minutes: 6', 'minutes: 5'],
    );
    const {mistakes} = await read({...files, ...Object.fromEntries(copies)});
    expect(mistakes).toEqual([
      'small/check_in/activity.yaml:1:1  found the folder “check_in” beside “check-in”: both are check_in in records  wanted another name for one of them',
    ]);
  });

  it('items of two activities that are one in records', async () => {
    const words = (text: string) =>
      `title: ${text}\nintro: ${text}.\nasks:\n  in__mood:\n    ask: ${text}\n    good: ${text}\n`;
    const renamed = Object.entries(edited(['training.yaml', '- check_in', '- check__in\n      - check']));
    const {mistakes} = await read({
      ...Object.fromEntries(renamed.map(([name, text]) => [name.replace('check_in', 'check__in'), text])),
      'small/check/activity.yaml': 'kind: question\nminutes: 1\nasks:\n  in__mood:\n    options: [good]\n',
      'small/check/kk.yaml': words('Көңіл'),
      'small/check/ru.yaml': words('Настрой'),
      'small/check/en.yaml': words('Mood'),
    });
    expect(mistakes).toEqual([
      'small/check__in/activity.yaml:5:3  found the item “mood”, in records check__in__mood like one of “check”  wanted another id',
    ]);
  });

  it('an item twice, at its second place', async () => {
    const {mistakes} = await read(edited(['check_in/activity.yaml', 'asks:', 'notes:\n  - why\n  - why\nasks:']));
    expect(mistakes).toEqual([
      'small/check_in/activity.yaml:6:5  found the item “why” a second time  wanted an id of its own',
    ]);
  });

  it('a unit twice', async () => {
    const {mistakes} = await read(
      edited(['training.yaml', '      - check_in', '  - id: start\n    activities:\n      - check_in']),
    );
    expect(mistakes).toEqual([
      'small/training.yaml:13:9  found the unit “start” a second time  wanted an id of its own',
    ]);
  });
});

describe('readTrainings', () => {
  it('collects the mistakes of all files, in reading order', async () => {
    const {mistakes} = await read(
      edited(
        ['training.yaml', 'hue: 168', 'hue: 400'],
        ['check_in/activity.yaml', 'private: true', 'private: maybe'],
        ['check_in/en.yaml', '    good: Mood', '    god: Mood'],
        ['check_in/en.yaml', 'title: Mood', 'title: "Mood'],
        ['check_in/ru.yaml', '    good: Настроение\n', ''],
        ['en.yaml', 'title: Beginning', 'title: Beginning # of it'],
      ),
    );
    expect(mistakes.map((mistake) => mistake.split('  ')[0])).toEqual([
      'small/check_in/activity.yaml:3:10',
      'small/check_in/en.yaml:1:8',
      'small/check_in/ru.yaml:5:3',
      'small/en.yaml:1:17',
      'small/training.yaml:4:6',
    ]);
  });

  it('gives the faultless trainings beside those with mistakes', async () => {
    const other = Object.entries(smallTraining).map(([name, text]) => [name.replace('small/', 'other/'), text]);
    const {trainings, mistakes} = await read({
      ...edited(['training.yaml', 'ects: 1', 'ects: 0']),
      ...Object.fromEntries(other),
    });
    expect(trainings.map(({outline}) => outline.id)).toEqual(['other']);
    expect(mistakes).toEqual(['small/training.yaml:2:7  found 0  wanted more than 0']);
  });

  it('says where there is nothing to read', async () => {
    expect((await read({'country.kz.yaml': smallTraining['country.kz.yaml']!})).mistakes).toEqual([
      ':1:1  found no training  wanted a folder with a training.yaml',
    ]);
    const {mistakes} = await readTrainings('/no/such/folder', smallKinds);
    expect(mistakes.map((mistake) => formatMistake(mistake, '/no'))).toEqual([
      'such/folder:1:1  found no such folder  wanted a folder of trainings',
    ]);
  });
});
