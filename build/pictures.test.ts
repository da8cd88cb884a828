import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {kinds} from '../src/activities/index.ts';
import {check} from './check.ts';
import {drawPictures} from './pictures.ts';
import {root} from './root.ts';
import {folderOf, smallTraining} from './small-training.ts';

const starter = (name: string) => readFile(join(root, 'src/activities/role-play/starter', `${name}.yaml`), 'utf8');

/** A training with a role-play alone, its words in Kazakh as given. */
async function storyFolder(kazakh: (words: string) => string) {
  const files: Record<string, string> = {};
  for (const [name, text] of Object.entries(smallTraining)) if (!/first-page|check_in/.test(name)) files[name] = text;
  files['small/training.yaml'] = smallTraining['small/training.yaml']!.replace(
    /activities:[\s\S]*/,
    'activities:\n      - talk\n',
  );
  for (const name of ['activity', 'kk', 'ru', 'en', 'paths']) files[`small/talk/${name}.yaml`] = await starter(name);
  files['small/talk/kk.yaml'] = kazakh(files['small/talk/kk.yaml']!);
  return folderOf(files);
}

let into: string;
beforeEach(async () => {
  into = await mkdtemp(join(tmpdir(), 'destt-'));
});
afterEach(() => rm(into, {recursive: true, force: true}));

describe('the picture of a story', () => {
  it('has every scene with its choices, each in its box, and every way between them', async () => {
    const {folder, remove} = await storyFolder((words) => words);
    const files = await drawPictures(folder, kinds, into);
    await remove();
    expect(files.map((file) => basename(file))).toEqual(['small-talk.svg']);
    const drawn = await readFile(files[0]!, 'utf8');
    for (const text of ['>door<', '• one_after_other – collaborate if trust &gt;= 20<', 'ending: cold · irritated<'])
      expect(drawn).toContain(text);
    expect(drawn.match(/<rect class="scene /g)).toHaveLength(10);
    expect(drawn.match(/<path class="way"/g)).toHaveLength(9);
    expect(drawn).not.toContain('no words');
  });

  it('marks the scenes that have no words in some language, though the build would stop at them', async () => {
    const {folder, remove} = await storyFolder((words) => words.replace(/ {6}never_mind: .*\n/, ''));
    const [file] = await drawPictures(folder, kinds, into);
    const lines: string[] = [];
    expect(await check(folder, kinds, (line) => lines.push(line))).toBe(1);
    await remove();
    const drawn = await readFile(file!, 'utf8');
    expect(drawn.match(/no words: [a-z, ]+/g)).toEqual(['no words: kk']);
  });
});

describe('destt check of a story', () => {
  it('says how many paths there are, how long, and where they end', async () => {
    const {folder, remove} = await storyFolder((words) => words);
    const lines: string[] = [];
    expect(await check(folder, kinds, (line) => lines.push(line))).toBe(0);
    await remove();
    expect(lines[0]).toBe(
      'small/talk: 819 paths of 6 decisions; endings: both_work 53 (both), mine 247 (me), theirs 211 (them), cold 308 (nobody)',
    );
  });
});
