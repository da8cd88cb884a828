import {cp, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {basename, join} from 'node:path';
import {strToU8} from 'fflate';
import type {PackageFormat} from '../../build/formats/format.ts';
import {scorm12} from '../../build/formats/scorm12.ts';
import {packageFiles} from '../../build/package-files.ts';
import {formatMistake, readTrainings, type Training} from '../../build/read-training.ts';
import {root} from '../../build/root.ts';
import {bundleScripts} from '../../build/scripts.ts';
import {kinds} from '../../src/activities/index.ts';

/** A package whose training has the starter of each of these kinds. */
export const starterPackage = async (names: readonly string[], format: PackageFormat = scorm12) =>
  filesOf(await starterTraining(names), format);

/** The package of a training that is nowhere on disk. */
export async function filesOf(training: Training, format: PackageFormat = scorm12) {
  const files = packageFiles(training, format, await bundleScripts(kinds, [format]));
  return Object.fromEntries([...files].map(([name, file]) => [name, typeof file === 'string' ? strToU8(file) : file]));
}

/**
 * A training with the starter of each of these kinds, a unit each, named as the kind. `TRAINING/ACTIVITY` is an activity out of
 * modules, named as it is there.
 */
export async function starterTraining(given: readonly string[]): Promise<Training> {
  const parts = given.map((part) => {
    const from = part.includes('/') ? join('modules', part) : join('src/activities', part, 'starter');
    return {name: basename(part), from: join(root, from)};
  });
  const names = parts.map(({name}) => name);
  const folder = await mkdtemp(join(tmpdir(), 'destt-'));
  const training = join(folder, 'starters');
  try {
    await cp(join(root, 'build/templates/training'), training, {recursive: true});
    await cp(join(training, 'country.kz.yaml'), join(folder, 'country.kz.yaml'));
    const units = names.map((name) => `  - id: ${name}\n    activities:\n      - ${name}\n`).join('');
    await writeFile(
      join(training, 'training.yaml'),
      `version: 0.1.0\nects: 1\nlevel: 1\nhue: 200\nlanguages: [kk, ru, en]\nunits:\n${units}`,
    );
    const titles = {kk: 'Байқап көру', ru: 'Проба', en: 'A try'};
    for (const [language, title] of Object.entries(titles))
      await writeFile(
        join(training, `${language}.yaml`),
        `title: ${title}\ndescription: ${title}\nunits:\n${names.map((name) => `  ${name}: ${title}\n`).join('')}`,
      );
    for (const {name, from} of parts) await cp(from, join(training, name), {recursive: true});
    for (const name of names) {
      const rules = join(training, name, 'activity.yaml');
      await writeFile(rules, (await readFile(rules, 'utf8')).replaceAll('ACTIVITY', name.replaceAll('-', '_')));
    }
    const {trainings, mistakes} = await readTrainings(folder, kinds);
    if (!trainings[0]) throw new Error(mistakes.map((mistake) => formatMistake(mistake)).join('\n'));
    return trainings[0];
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}
