import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {formatMistake} from '../../build/mistakes.ts';
import {packageFiles} from '../../build/package-files.ts';
import {readTrainings} from '../../build/read-training.ts';
import {root} from '../../build/root.ts';
import {bundleScripts, type Scripts} from '../../build/scripts.ts';
import {openPackage} from '../../build/verify/open-package.ts';
import {formats} from '../../rollup.config.mjs';
import {kinds} from '../activities/index.ts';
import type {Language, Outline} from '../training/index.ts';

/** What the preview can show: a training with its packages. */
export interface Shown {
  readonly outline: Outline;
  readonly titles: Readonly<Partial<Record<Language, string>>>;
  /** By format, in the order of the build. */
  readonly packages: ReadonlyMap<string, ShownPackage>;
}

export interface ShownPackage {
  readonly files: ReadonlyMap<string, Uint8Array | string>;
  /** As the build wrote it; null while a training is being written. */
  readonly zip: {readonly name: string; readonly bytes: Uint8Array} | null;
}

export interface Read {
  readonly shown: readonly Shown[];
  readonly mistakes: readonly string[];
  readonly scripts: Scripts;
}

/** The packages of `modules` as files in memory; `scripts` from an earlier read spares bundling them again. */
export async function readShown(scripts?: Scripts): Promise<Read> {
  const [read, bundled] = await Promise.all([
    readTrainings(join(root, 'modules'), kinds),
    scripts ?? bundleScripts(kinds, formats),
  ]);
  const shown = read.trainings.map((training): Shown => {
    const {outline, words} = training;
    return {
      outline,
      titles: Object.fromEntries(outline.languages.map((each) => [each, words[each].outline.title])),
      packages: new Map(
        formats.map((format) => [format.name, {files: packageFiles(training, format, bundled), zip: null}]),
      ),
    };
  });
  return {shown, mistakes: read.mistakes.map((mistake) => formatMistake(mistake)), scripts: bundled};
}

/** The packages that the build has written: those very bytes. */
export async function readBuilt(folder = join(root, 'dist')): Promise<readonly Shown[]> {
  const entries = JSON.parse(await readFile(join(folder, 'packages.json'), 'utf8')) as readonly {
    readonly file: string;
    readonly training: string;
    readonly format: string;
  }[];
  const found = await Promise.all(
    entries.map(async ({file, training, format}) => {
      const bytes = new Uint8Array(await readFile(join(folder, file)));
      return {training, format, name: file, bytes, opened: openPackage(bytes)};
    }),
  );
  return [...new Set(entries.map(({training}) => training))].flatMap((id): Shown[] => {
    const own = formats.flatMap(({name}) => found.filter(({training, format}) => training === id && format === name));
    const [first] = own;
    if (!first) return [];
    const {outline, titles} = first.opened.manifest;
    const packages = own.map(
      ({format, name, bytes, opened: {files}}) => [format, {files, zip: {name, bytes}}] as const,
    );
    return [{outline, titles, packages: new Map(packages)}];
  });
}
