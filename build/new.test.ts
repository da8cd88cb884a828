import {readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it, onTestFinished} from 'vitest';
import {kinds} from '../src/activities/index.ts';
import {newActivity, newTraining} from './new.ts';
import {readTrainings} from './read-training.ts';
import {folderOf} from './small-training.ts';

async function emptyFolder() {
  const {folder, remove} = await folderOf({});
  onTestFinished(remove);
  return folder;
}
const yamlOf = (folder: string) => readFile(join(folder, 'digital-tools/training.yaml'), 'utf8');

describe('a new training', () => {
  it('has no mistakes, a page in three languages and the help lines of the country', async () => {
    const folder = await emptyFolder();
    expect(await newTraining(folder, 'digital-tools')).toBe(join(folder, 'digital-tools'));
    const {trainings, mistakes} = await readTrainings(folder, kinds);
    expect(mistakes).toEqual([]);
    expect(trainings[0]?.outline).toMatchObject({id: 'digital-tools', languages: ['kk', 'ru', 'en']});
    expect(trainings[0]?.outline.units[0]?.activities).toMatchObject([{id: 'welcome', kind: 'page'}]);
    expect(trainings[0]?.settings.en.helpLines.map(({number}) => number)).toEqual(['150', '112']);
  });

  it('leaves the country as it is', async () => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'country.kg.yaml'), 'country: KG\n');
    await newTraining(folder, 'digital-tools');
    expect((await readdir(folder)).sort()).toEqual(['country.kg.yaml', 'digital-tools']);
  });

  it('is refused under a name that is none, or is taken', async () => {
    const folder = await emptyFolder();
    await expect(newTraining(folder, 'Digital tools')).rejects.toThrow(
      '“Digital tools” can’t name the folder of a new training: take a name of a–z, 0–9, - and _ that begins with a letter.',
    );
    await newTraining(folder, 'digital-tools');
    await expect(newTraining(folder, 'digital-tools')).rejects.toThrow(
      'digital-tools exists already: take another name',
    );
  });
});

describe('a new activity', () => {
  it.each(kinds.map(({behaviour}) => behaviour.kind))('of the kind %s has no mistakes', async (kind) => {
    const folder = await emptyFolder();
    await newTraining(folder, 'digital-tools');
    await newActivity(folder, 'digital-tools', `my-${kind}`, kind);
    const {trainings, mistakes} = await readTrainings(folder, kinds);
    expect(mistakes).toEqual([]);
    expect(trainings[0]?.outline.units[0]?.activities).toMatchObject([{id: 'welcome'}, {id: `my-${kind}`, kind}]);
  });

  it('names its instrument after itself', async () => {
    const folder = await emptyFolder();
    await newTraining(folder, 'digital-tools');
    const made = await newActivity(folder, 'digital-tools', 'how-it-goes', 'self-assessment');
    expect(await readFile(join(made, 'activity.yaml'), 'utf8')).toContain('\ninstrument: how_it_goes\n');
  });

  it.each([
    [
      'a list of lines',
      'units: # mine\n- id: "start"\n  activities:\n  - "welcome" # first\n\n# end\n',
      'units: # mine\n- id: "start"\n  activities:\n  - "welcome" # first\n  - more\n\n# end\n',
    ],
    [
      'a list without a last line end',
      'units:\n  - id: start\n    activities:\n      - welcome',
      'units:\n  - id: start\n    activities:\n      - welcome\n      - more',
    ],
    [
      'a list in brackets',
      'units:\n  - {id: start, activities: [welcome]} # all\n',
      'units:\n  - {id: start, activities: [welcome, more]} # all\n',
    ],
    ['an empty list', 'units:\n  - id: start\n    activities: []\n', 'units:\n  - id: start\n    activities: [more]\n'],
    [
      'Windows line ends',
      'units:\r\n  - id: start\r\n    activities:\r\n      - welcome\r\n',
      'units:\r\n  - id: start\r\n    activities:\r\n      - welcome\r\n      - more\r\n',
    ],
  ])('is added to %s, and all else stays', async (_, before, after) => {
    const folder = await emptyFolder();
    await newTraining(folder, 'digital-tools');
    await writeFile(join(folder, 'digital-tools/training.yaml'), before);
    await newActivity(folder, 'digital-tools', 'more', 'page');
    expect(await yamlOf(folder)).toBe(after);
  });

  it.each([
    [
      'without a training',
      ['public-speaking', 'more', 'page'],
      /^No training “public-speaking” in .*: make it with destt new training\.$/,
    ],
    [
      'of an unknown kind',
      ['digital-tools', 'more', 'pgae'],
      /^No starter texts for the kind “pgae” \(nearest: “page”\)\. There are: /,
    ],
    [
      'under a name that is none',
      ['digital-tools', '2nd', 'page'],
      /^“2nd” can’t name the folder of a new activity: take a name/,
    ],
    ['under a name that is taken', ['digital-tools', 'welcome', 'page'], /welcome exists already: take another name/],
  ] as const)('is refused %s, and nothing changes', async (_, [training, activity, kind], message) => {
    const folder = await emptyFolder();
    await newTraining(folder, 'digital-tools');
    const before = [await yamlOf(folder), await readdir(folder, {recursive: true})];
    await expect(newActivity(folder, training, activity, kind)).rejects.toThrow(message);
    expect([await yamlOf(folder), await readdir(folder, {recursive: true})]).toEqual(before);
  });

  it('is refused where the last unit would take too long for one sitting', async () => {
    const folder = await emptyFolder();
    await newTraining(folder, 'digital-tools');
    await writeFile(join(folder, 'digital-tools/welcome/activity.yaml'), 'kind: page\nminutes: 13\n');
    await expect(newActivity(folder, 'digital-tools', 'more', 'page')).rejects.toThrow(
      'would take 16 minutes, 15 is the most: begin a new unit there',
    );
  });

  it('is refused where the training has no list to add it to', async () => {
    const folder = await emptyFolder();
    await newTraining(folder, 'digital-tools');
    await writeFile(join(folder, 'digital-tools/training.yaml'), 'units:\n');
    await expect(newActivity(folder, 'digital-tools', 'more', 'page')).rejects.toThrow(/^No list of activities in /);
  });
});
