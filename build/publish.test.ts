import {createHash} from 'node:crypto';
import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {tinyTraining} from '../test/packages/tiny-training.ts';
import {publish} from './publish.ts';
import type {Packed} from './zip.ts';

const packed = (format: string): Packed => ({
  training: tinyTraining,
  format,
  files: new Map(),
  zip: new TextEncoder().encode(format),
});
const close = (shelf: readonly Packed[], expected: number, folder: string) =>
  (publish(shelf, expected, folder).closeBundle as () => Promise<void>)();

describe('publishing', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'destt-dist-'));
  });
  afterEach(() => rm(folder, {recursive: true}));

  it('puts every package, a list of them and the profile of their statements into dist, and no other file', async () => {
    await close([packed('web'), packed('scorm12')], 2, folder);
    expect((await readdir(folder)).sort()).toEqual([
      'packages.json',
      'tiny-way-scorm12.zip',
      'tiny-way-web.zip',
      'xapi-profile.jsonld',
    ]);
    const list: unknown = JSON.parse(await readFile(join(folder, 'packages.json'), 'utf8'));
    expect(list).toMatchObject([{format: 'scorm12'}, {format: 'web'}]);
    expect((list as unknown[])[1]).toEqual({
      file: 'tiny-way-web.zip',
      training: 'tiny-way',
      version: '1.2.0',
      format: 'web',
      languages: ['kk', 'ru', 'en'],
      bytes: 3,
      sha256: createHash('sha256').update('web').digest('hex'),
    });
  });

  it('leaves dist as it was when one package of several could not be made', async () => {
    await writeFile(join(folder, 'tiny-way-web.zip'), 'the last good one');
    await close([packed('web')], 2, folder);
    expect(await readdir(folder)).toEqual(['tiny-way-web.zip']);
    expect(await readFile(join(folder, 'tiny-way-web.zip'), 'utf8')).toBe('the last good one');
  });
});
