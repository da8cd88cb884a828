import {readFileSync} from 'node:fs';
import {basename, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {kinds} from '../src/activities/index.ts';
import {formatMistake, readTrainings} from './read-training.ts';
import {root} from './root.ts';
import {folderOf, smallTraining} from './small-training.ts';

const starter = (name: string) => readFileSync(join(root, 'src/activities/role-play/starter', `${name}.yaml`), 'utf8');
const names = ['activity', 'kk', 'ru', 'en', 'paths'];
const trainingYaml = smallTraining['small/training.yaml']!.replace(/activities:[\s\S]*/, 'activities:\n      - talk\n');

/** The mistakes of a training with the starter of a role-play, one of its files with something else in the place of some text. */
async function mistakesWith(file: string, from: string, to: string | null): Promise<readonly string[]> {
  const files = Object.fromEntries(names.map((name) => [`small/talk/${name}.yaml`, starter(name)]));
  const name = `small/talk/${file}`;
  if (!files[name]?.includes(from)) throw new Error(`No “${from}” in ${file}.`);
  if (to === null) delete files[name];
  else files[name] = files[name].replace(from, to);
  const own = Object.entries(smallTraining).filter(([each]) => !/first-page|check_in/.test(each));
  const {folder, remove} = await folderOf({...Object.fromEntries(own), 'small/training.yaml': trainingYaml, ...files});
  try {
    const {mistakes} = await readTrainings(folder, kinds);
    return mistakes.map((mistake) => formatMistake({...mistake, file: basename(mistake.file)}, '.'));
  } finally {
    await remove();
  }
}

/** The number of the line that has this text. */
const lineOf = (file: string, text: string) =>
  starter(file)
    .split('\n')
    .findIndex((line) => line.includes(text)) + 1;

describe('a story with a fault', () => {
  it('has none to begin with', async () => {
    expect(await mistakesWith('activity.yaml', 'start: door', 'start: door')).toEqual([]);
  });

  it.each([
    [
      'activity.yaml',
      'next: reason',
      'next: raeson',
      `activity.yaml:${lineOf('activity', 'next: reason')}:11  found the scene “raeson”`,
    ],
    [
      'activity.yaml',
      'mode: compete',
      'mode: kompete',
      `activity.yaml:${lineOf('activity', 'mode: compete')}:15  found “kompete”`,
    ],
    [
      'activity.yaml',
      '- trust >= 20',
      '- trust = 20',
      `activity.yaml:${lineOf('activity', '- trust >= 20')}:13  found “trust = 20”  wanted a condition like`,
    ],
    ['activity.yaml', '- trust >= 20', '- trust >= 90', `activity.yaml:${lineOf('activity', '- trust >= 20') - 1}:`],
    [
      'kk.yaml',
      '      nod: ',
      '      nodd: ',
      `kk.yaml:${lineOf('kk', '      nod: ')}:7  found the unknown key “nodd”`,
    ],
    [
      'paths.yaml',
      'ending: cold',
      'ending: mine',
      `paths.yaml:${lineOf('paths', 'ending: cold')}:11  found mine  wanted “cold”`,
    ],
    ['paths.yaml', 'listening_first:\n', 'listening first:\n', 'paths.yaml:2:1  found “listening first”'],
  ])('in %s is named with its line: %s → %s', async (file, from, to, line) => {
    expect(await mistakesWith(file, from, to)).toEqual(expect.arrayContaining([expect.stringContaining(line)]));
  });

  it('in its effects is seen in its table of paths, too', async () => {
    const mistakes = await mistakesWith(
      'activity.yaml',
      'other_need: 15\n          tension: -10',
      'other_need: 20\n          tension: -10',
    );
    expect(mistakes).toEqual([
      expect.stringMatching(/^paths\.yaml:\d+:3 {2}found .*other_need: 45.* {2}wanted .*other_need: 50/),
    ]);
  });

  it('is without its table of paths', async () => {
    expect(await mistakesWith('paths.yaml', 'path', null)).toEqual([
      expect.stringMatching(/^paths\.yaml:1:1 {2}found no such file/),
    ]);
  });
});
