import {strToU8, zipSync} from 'fflate';
import type {Plugin} from 'rollup';
import type {PackageFiles, PackageFormat} from './formats/format.ts';
import type {Training} from './read-training.ts';

/** A finished package, not yet on disk. */
export interface Packed {
  readonly training: Training;
  readonly format: string;
  readonly files: PackageFiles;
  readonly zip: Uint8Array;
}

/** Takes the files of a package out of the bundle and puts them on the shelf as one zip. */
export function zipPackage(training: Training, format: PackageFormat, shelf: Packed[]): Plugin {
  return {
    name: 'zip-package',
    generateBundle(_options, bundle) {
      const files = new Map<string, string | Uint8Array>();
      for (const file of Object.values(bundle)) {
        files.set(file.fileName, file.type === 'asset' ? file.source : file.code);
        delete bundle[file.fileName];
      }
      shelf.push({training, format: format.name, files, zip: zipFiles(files)});
    },
  };
}

/** A zip with the same bytes for the same files, wherever and whenever it is made (DESIGN 2). */
export function zipFiles(files: PackageFiles): Uint8Array {
  const sorted = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  const contents = sorted.map(([name, data]) => [name, typeof data === 'string' ? strToU8(data) : data] as const);
  return zipSync(Object.fromEntries(contents), {level: 9, mtime: new Date(1980, 0, 1, 12)});
  // fflate writes the fields of the local time, so a date given in local time comes out the same in every zone; at noon,
  // because there are zones and days without a midnight.
}
