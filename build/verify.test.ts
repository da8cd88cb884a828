import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {tinyScripts, tinyTraining} from '../test/packages/tiny-training.ts';
import {web} from './formats/web.ts';
import {packageFiles} from './package-files.ts';
import {Stop} from './stop.ts';
import {verify, verifyReplacement} from './verify.ts';
import {zipFiles} from './zip.ts';

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'destt-verify-'));
  const zipOf = (version: string, more: readonly (readonly [string, string])[] = []) => {
    const training = {...tinyTraining, outline: {...tinyTraining.outline, version}};
    return zipFiles(new Map([...packageFiles(training, web, tinyScripts), ...more]));
  };
  const old = Array.from({length: 20}, (_, index) => [`old-${index}.js`, ''] as const);
  await writeFile(at('first.zip'), zipOf('1.0.0'));
  await writeFile(at('second.zip'), zipOf('2.0.0'));
  await writeFile(at('untidy.zip'), zipOf('3.0.0', old));
  await writeFile(at('half.zip'), zipOf('1.0.0').subarray(0, 2000));
  await writeFile(at('notes.txt'), 'Not a zip, but some notes about one.');
});
afterAll(() => rm(folder, {recursive: true}));

const reported = async (run: (out: (line: string) => void) => Promise<number>) => {
  const lines: string[] = [];
  const code = await run((line) => lines.push(line));
  return {code, text: lines.join('\n')};
};
const first = (name: string) => reported((out) => verify(at(name), out));
const both = (old: string, next: string) => reported((out) => verifyReplacement([at(old), at(next)], [], out));

describe('verify PACKAGE.zip', () => {
  it('says of a good package what it is and that it may be uploaded, a line a check', async () => {
    const {code, text} = await first('first.zip');
    expect(code).toBe(0);
    expect(text).toMatch(/^first\.zip: tiny-way 1\.0\.0 · web · kk ru en · 3 activities/);
    expect(text.match(/^✓/gm)?.length).toBeGreaterThan(10);
    expect(text).not.toContain('✗');
    expect(text).toMatch(/Ready to be uploaded\.$/);
  });

  it('says of another what is wrong and the way out, and fits on a page', async () => {
    const {code, text} = await first('untidy.zip');
    expect(code).toBe(1);
    expect(text).toMatch(/✗ .*nothing refers to\n {4}old-0\.js\n/);
    expect(text).toContain('… and 14 more\n  → Take them out');
    expect(text).toMatch(/Not to be uploaded: 1 of \d+ checks failed\.$/);
    expect(text.split('\n').length).toBeLessThan(50);
  });

  it.each([
    ['a file that is not there', 'nothing.zip', 'No such file'],
    ['a folder', '.', 'It is a folder'],
    ['what is no zip', 'notes.txt', 'It is no zip'],
    ['half a zip', 'half.zip', 'The zip is cut off'],
  ])('stops at %s, and names it', async (_, name, words) => {
    const error: unknown = await first(name).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(Stop);
    expect(String(error)).toContain(`${at(name)}: ${words}`);
  });
});

describe('verify OLD.zip NEW.zip', () => {
  it('says of a newer version that it is safe', async () => {
    const {code, text} = await both('first.zip', 'second.zip');
    expect(code).toBe(0);
    expect(text).toMatch(/^old {2}first\.zip: tiny-way 1\.0\.0 .*\nnew {2}second\.zip: tiny-way 2\.0\.0 /);
    expect(text).toMatch(/Safe to replace\.$/);
  });

  it('says of an older one why it is not', async () => {
    const {code, text} = await both('second.zip', 'first.zip');
    expect(code).toBe(1);
    expect(text).toContain('✗ its version is not lower\n    2.0.0 would be replaced by 1.0.0\n  → ');
    expect(text).toMatch(/Not safe to replace: 1 of \d+ checks failed\.$/);
  });

  it('says of a new one that is no good package which check to look at', async () => {
    const {code, text} = await both('first.zip', 'untidy.zip');
    expect(code).toBe(1);
    expect(text).toContain('not so: it holds no file that nothing refers to');
    expect(text).toContain('npx destt verify untidy.zip');
  });
});
