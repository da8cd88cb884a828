import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {scorm12} from '../../build/formats/scorm12.ts';
import {packageFiles} from '../../build/package-files.ts';
import {zipFiles} from '../../build/zip.ts';
import {tinyScripts, tinyTraining} from './tiny-training.ts';
import {openWorkshop, type Workshop} from './workshop.ts';

describe('the command that checks a package', () => {
  let workshop: Workshop;
  const run = (...args: readonly string[]) => workshop.run('src/cli.ts', {args: ['verify', ...args]});
  beforeAll(async () => {
    workshop = await openWorkshop({});
    const zipOf = (version: string) => {
      const training = {...tinyTraining, outline: {...tinyTraining.outline, version}};
      return zipFiles(packageFiles(training, scorm12, tinyScripts));
    };
    await writeFile(join(workshop.folder, 'old.zip'), zipOf('1.0.0'));
    await writeFile(join(workshop.folder, 'new.zip'), zipOf('1.1.0'));
  });
  afterAll(() => workshop?.remove());

  it('reports on one package', async () => {
    const {code, out} = await run('new.zip');
    expect(out).toContain('Ready to be uploaded.');
    expect(code).toBe(0);
  });

  it('reports on two, with the code 1 where the new one may not replace the old one', async () => {
    expect(await run('old.zip', 'new.zip')).toMatchObject({code: 0, out: expect.stringContaining('Safe to replace.')});
    expect(await run('new.zip', 'old.zip')).toMatchObject({
      code: 1,
      out: expect.stringContaining('Not safe to replace'),
    });
  });

  it.each([
    ['a file that is not there', 'none.zip'],
    ['a folder', 'src'],
    ['what is no zip', 'package.json'],
  ])('says in one line, with the code 1, that it was given %s', async (_, name) => {
    const {code, out} = await run(name);
    expect(code).toBe(1);
    expect(out.trim().split('\n')).toHaveLength(1);
    expect(out).toContain(name);
  });

  it('explains itself with an example of each use', async () => {
    const {code, out} = await run('--help');
    expect(code).toBe(0);
    expect(out).toContain('Example:\n  npx destt verify ');
    expect(out).toContain('npx destt verify OLD.zip NEW.zip');
    expect(out).not.toContain(workshop.folder);
  });
});
