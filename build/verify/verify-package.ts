import type {Plugin} from 'rollup';
import type {PackageFormat} from '../formats/format.ts';
import type {Training} from '../read-training.ts';
import type {Packed} from '../zip.ts';
import {type OpenPackage, openPackage} from './open-package.ts';
import {packageChecks} from './package-checks.ts';
import {type Finding, failed, findingLines} from './report.ts';

/** What a strict importer finds in a package. */
export const findingsIn = (opened: OpenPackage, formats: readonly PackageFormat[]): Promise<readonly Finding[]> =>
  Promise.all(
    packageChecks.map(async ({title, wayOut, faults}) => ({title, wayOut, faults: await faults(opened, formats)})),
  );

/** Looks at a zip on the shelf as an importer will, and stops the build before anything is published. */
export function verifyPackage(training: Training, format: PackageFormat, shelf: readonly Packed[]): Plugin {
  return {
    name: 'verify-package',
    async generateBundle() {
      const packed = shelf.find((each) => each.training === training && each.format === format.name);
      if (!packed) return this.error(`No zip of "${training.outline.id}" as ${format.name} to verify.`);
      const wrong = failed(await findingsIn(openPackage(packed.zip), [format]));
      if (wrong.length > 0)
        this.error([`${training.outline.id} as ${format.name}:`, ...wrong.flatMap(findingLines)].join('\n  '));
    },
  };
}
