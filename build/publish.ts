import {createHash} from 'node:crypto';
import {mkdir, rename, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Plugin} from 'rollup';
import {profileDocument} from '../src/xapi/profile.ts';
import type {Packed} from './zip.ts';

/** What `dist/packages.json` says of each package (DESIGN 2). */
export interface PackageEntry {
  readonly file: string;
  readonly training: string;
  readonly version: string;
  readonly format: string;
  readonly languages: readonly string[];
  readonly bytes: number;
  readonly sha256: string;
}

/** Puts the packages, and the profile that their statements follow, into `folder` once all of them are made: a build that fails leaves the folder as it was. */
export function publish(shelf: readonly Packed[], expected: number, folder: string): Plugin {
  return {
    name: 'publish',
    async closeBundle() {
      if (shelf.length < expected) return; // one failed, and has said so
      await mkdir(folder, {recursive: true});
      const entries = shelf.map(entryOf).sort((a, b) => (a.file < b.file ? -1 : 1));
      const files = new Map<string, string | Uint8Array>(shelf.map((packed) => [fileOf(packed), packed.zip]));
      files.set('packages.json', `${JSON.stringify(entries, null, 2)}\n`);
      files.set('xapi-profile.jsonld', `${JSON.stringify(profileDocument(), null, 2)}\n`);
      const part = (name: string) => join(folder, `.${name}.${process.pid}.part`);
      for (const [name, data] of files) await writeFile(part(name), data);
      for (const name of files.keys()) await rename(part(name), join(folder, name));
    },
  };
}

/** The line of a package in packages.json. */
export const entryOf = (packed: Packed): PackageEntry => ({
  file: fileOf(packed),
  training: packed.training.outline.id,
  version: packed.training.outline.version,
  format: packed.format,
  languages: packed.training.outline.languages,
  bytes: packed.zip.length,
  sha256: createHash('sha256').update(packed.zip).digest('hex'),
});

const fileOf = ({training, format}: Packed) => `${training.outline.id}-${format}.zip`;
