import {join} from 'node:path';
import {scorm12} from '../../build/formats/scorm12.ts';
import {formatMistake} from '../../build/mistakes.ts';
import {packageFiles} from '../../build/package-files.ts';
import {readTrainings} from '../../build/read-training.ts';
import {root} from '../../build/root.ts';
import {bundleScripts, type Scripts} from '../../build/scripts.ts';
import {kinds} from '../activities/index.ts';
import {activitiesOf, type Language} from '../training/index.ts';
import type {Shown} from './server.ts';

export interface Read {
  readonly shown: readonly Shown[];
  readonly mistakes: readonly string[];
  readonly scripts: Scripts;
}

/** The packages of `modules` as files in memory; `scripts` from an earlier read spares bundling them again. */
export async function readShown(scripts?: Scripts): Promise<Read> {
  const [read, bundled] = await Promise.all([
    readTrainings(join(root, 'modules'), kinds),
    scripts ?? bundleScripts(kinds, [scorm12]),
  ]);
  const shown = read.trainings.map((training): Shown => {
    const {outline, words} = training;
    return {
      id: outline.id,
      titles: Object.fromEntries(outline.languages.map((each: Language) => [each, words[each].outline.title])),
      languages: outline.languages,
      minutes: activitiesOf(outline).reduce((sum, {minutes}) => sum + minutes, 0),
      files: packageFiles(training, scorm12, bundled),
    };
  });
  return {shown, mistakes: read.mistakes.map((mistake) => formatMistake(mistake)), scripts: bundled};
}
