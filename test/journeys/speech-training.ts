import {cp, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {scorm12} from '../../build/formats/scorm12.ts';
import {formatMistake} from '../../build/mistakes.ts';
import {packageFiles} from '../../build/package-files.ts';
import {readTrainings} from '../../build/read-training.ts';
import {root} from '../../build/root.ts';
import {bundleScripts} from '../../build/scripts.ts';
import {kinds} from '../../src/activities/index.ts';

/** The activities: a folder name each, and what their rules have beside those of the starter. */
const activities = {
  talk: ['outline-builder', ''],
  ladder: ['ladder', ''],
  studio: ['speech-studio', 'outline: talk\n'],
  'my-rubric': ['rubric', 'studio: studio\n'],
} as const;

/**
 * A training of nothing but the kinds of the speech studio, each as its starter has it: what a journey through them needs,
 * whatever the trainings in modules hold. It is packed in memory, as `npm run build` packs.
 */
export async function speechPackage(): Promise<Readonly<Record<string, Uint8Array>>> {
  const folder = await mkdtemp(join(tmpdir(), 'destt-speech-'));
  try {
    const training = join(folder, 'public-speaking');
    await mkdir(training);
    await cp(join(root, 'modules/country.kz.yaml'), join(folder, 'country.kz.yaml'));
    const names = Object.keys(activities);
    const units = names
      .map((name) => `  - id: ${name.replaceAll('-', '_')}\n    activities:\n      - ${name}\n`)
      .join('');
    await writeFile(
      join(training, 'training.yaml'),
      `version: 1.0.0\nects: 1\nlevel: 1\nhue: 265\nlanguages:\n  - kk\n  - ru\n  - en\nunits:\n${units}`,
    );
    for (const language of ['kk', 'ru', 'en']) {
      const titles = names
        .map((name, at) => `  ${name.replaceAll('-', '_')}: ${at + 1}\n`.replace(/(\d)/, "'$1'"))
        .join('');
      const title = {kk: 'Сөйлеу', ru: 'Выступление', en: 'Speaking'}[language];
      await writeFile(
        join(training, `${language}.yaml`),
        `title: ${title}\ndescription: >-\n  ${title}.\nunits:\n${titles}`,
      );
    }
    for (const [name, [kind, more]] of Object.entries(activities)) {
      await cp(join(root, 'src/activities', kind, 'starter'), join(training, name), {recursive: true});
      const rules = join(training, name, 'activity.yaml');
      await writeFile(rules, (await readFile(rules, 'utf8')) + more);
    }
    const {trainings, mistakes} = await readTrainings(folder, kinds);
    const [read] = trainings;
    if (!read || mistakes.length > 0) throw new Error(mistakes.map((mistake) => formatMistake(mistake)).join('\n'));
    const files = packageFiles(read, scorm12, await bundleScripts(kinds, [scorm12]));
    return Object.fromEntries([...files].map(([name, text]) => [name, Buffer.from(text)]));
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}
