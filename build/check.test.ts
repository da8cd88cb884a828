import {describe, expect, it, onTestFinished} from 'vitest';
import type {ActivityKind} from '../src/activities/activity.ts';
import {check} from './check.ts';
import {folderOf, smallKinds, smallTraining} from './small-training.ts';

async function checked(files: Readonly<Record<string, string>>, kinds = smallKinds) {
  const {folder, remove} = await folderOf(files);
  onTestFinished(remove);
  const lines: string[] = [];
  const code = await check(folder, kinds, (line) => lines.push(line));
  return {code, lines};
}

describe('destt check', () => {
  it('counts what it has read where there is no mistake', async () => {
    expect(await checked(smallTraining)).toEqual({
      code: 0,
      lines: ['1 training, 2 activities, 3 languages: no mistakes'],
    });
  });

  it('says every mistake, a file’s together, then how many, and fails', async () => {
    const {'small/ru.yaml': _, ...files} = smallTraining;
    const {code, lines} = await checked({...files, 'small/en.yaml': 'titel: x\nunits:\n  start: y\n'});
    expect(code).toBe(1);
    expect(lines).toEqual([
      expect.stringMatching(/small\/en\.yaml:1:1 {2}found the unknown key “titel”/),
      expect.stringMatching(/small\/en\.yaml:1:1 {2}found no “description”/),
      '',
      expect.stringMatching(/small\/ru\.yaml:1:1 {2}found no such file/),
      '',
      '3 mistakes in 2 files',
    ]);
  });

  it('says what is worth another look with file and line, and does not fail for it', async () => {
    const warnings: ActivityKind['warnings'] = (_, language) =>
      language === 'ru' ? [{in: 'words', path: ['title'], found: 'a title', wanted: 'another'}] : [];
    const {code, lines} = await checked(
      smallTraining,
      smallKinds.map((kind) => (kind.prose ? kind : {...kind, warnings})),
    );
    expect(code).toBe(0);
    expect(lines).toEqual([
      'Worth another look, and no mistake:',
      expect.stringMatching(/small\/\w+\/ru\.yaml:\d+:\d+ {2}found a title {2}wanted another/),
      '1 training, 2 activities, 3 languages: no mistakes, 1 warning',
    ]);
  });

  it('counts one as one', async () => {
    const {'small/ru.yaml': _, ...files} = smallTraining;
    expect((await checked(files)).lines.at(-1)).toBe('1 mistake in 1 file');
  });
});
