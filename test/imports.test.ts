import {readdirSync, readFileSync} from 'node:fs';
import {dirname, join, relative, resolve, sep} from 'node:path';
import {describe, expect, it} from 'vitest';
import {root} from '../build/root.ts';

/** Who may import whom (STYLE, "Where things live"); every folder may import itself. */
const may: Readonly<Record<string, readonly string[]>> = {
  'src/training': [],
  'src/ui': [],
  'src/device': ['src/training'],
  'src/activities': ['src/training', 'src/ui', 'src/device'],
  'src/xapi': ['src/training', 'src/device'],
  'src/lms': ['src/training', 'src/xapi', 'src/device'],
  'src/player': ['src/training', 'src/ui', 'src/device', 'src/activities', 'src/xapi', 'src/lms'],
  'src/host': ['src/training', 'src/xapi'],
  'src/collector': ['src/training', 'src/xapi'],
  'src/preview': [
    'src/training',
    'src/ui',
    'src/activities',
    'src/xapi',
    'src/host',
    'src/collector',
    'build',
    'rollup.config.mjs',
  ],
  'src/cli.ts': ['src/training', 'src/activities', 'src/collector', 'src/research', 'build'],
  'rollup.config.mjs': [],
  // The player's own words go into every package, and are the only thing of src/ui that the build reads.
  build: ['src/training', 'src/activities', 'src/ui', 'src/xapi', 'rollup.config.mjs'],
};

const folders = Object.keys(may).sort((a, b) => b.length - a.length);
const folderOf = (file: string) => folders.find((folder) => file === folder || file.startsWith(`${folder}/`));

const imports = ['src', 'build'].flatMap((top) =>
  readdirSync(join(root, top), {recursive: true, encoding: 'utf8'})
    .map((name) => join(top, name).split(sep).join('/'))
    .filter((name) => name.endsWith('.ts') && !/\.test\.ts$|\.test-data\.ts$/.test(name))
    .flatMap((file) => {
      const source = readFileSync(join(root, file), 'utf8');
      const names = [...source.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map(([, name]) => name!);
      return names.map((name) => ({
        file,
        to: relative(root, resolve(root, dirname(file), name))
          .split(sep)
          .join('/'),
      }));
    }),
);

describe('imports point one way', () => {
  it.each(folders)('from %s', (folder) => {
    const strays = imports
      .filter(({file}) => folderOf(file) === folder)
      .filter(({to}) => folderOf(to) !== folder && !may[folder]?.includes(folderOf(to) ?? ''))
      .map(({file, to}) => `${file} imports ${to}`);
    expect(strays).toEqual([]);
  });

  it('and nothing but tests imports test', () => {
    expect(imports.filter(({to}) => to.startsWith('test/'))).toEqual([]);
  });

  it('and no source turns a text into HTML', () => {
    const makers = /unsafeHTML|unsafeSVG|innerHTML|insertAdjacentHTML|document\.write/;
    const files = [...new Set(imports.map(({file}) => file))].filter((file) => file.startsWith('src/'));
    expect(files.length).toBeGreaterThan(20);
    expect(files.filter((file) => makers.test(readFileSync(join(root, file), 'utf8')))).toEqual([]);
  });
});
