import {describe, expect, it, onTestFinished} from 'vitest';
import {check} from './check.ts';
import {folderOf, smallKinds, smallTraining} from './small-training.ts';

async function checked(files: Readonly<Record<string, string>>) {
  const {folder, remove} = await folderOf(files);
  onTestFinished(remove);
  const lines: string[] = [];
  const code = await check(folder, smallKinds, (line) => lines.push(line));
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

  it('counts one as one', async () => {
    const {'small/ru.yaml': _, ...files} = smallTraining;
    expect((await checked(files)).lines.at(-1)).toBe('1 mistake in 1 file');
  });
});
