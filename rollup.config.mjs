import {join} from 'node:path';
import {emitPackage} from './build/emit-package.ts';
import {cmi5} from './build/formats/cmi5.ts';
import {scorm12} from './build/formats/scorm12.ts';
import {scorm2004} from './build/formats/scorm2004.ts';
import {web} from './build/formats/web.ts';
import {xapi} from './build/formats/xapi.ts';
import {formatMistake} from './build/mistakes.ts';
import {publish} from './build/publish.ts';
import {readTrainings} from './build/read-training.ts';
import {root} from './build/root.ts';
import {bundleLateScripts, classicScript, playerScript} from './build/scripts.ts';
import {Stop} from './build/stop.ts';
import {verifyPackage} from './build/verify/verify-package.ts';
import {zipPackage} from './build/zip.ts';
import {kinds} from './src/activities/index.ts';

/** Every format a training is packed in: a line each. */
export const formats = [scorm12, scorm2004, cmi5, xapi, web];

/** The player once, the kinds once, then each training in each format. Finished packages stand on the shelf. */
export default async (_arguments, shelf = []) => {
  const {trainings, mistakes} = await readTrainings(join(root, 'modules'), kinds);
  if (mistakes.length > 0) throw new Stop(mistakes.map((mistake) => formatMistake(mistake)).join('\n'));
  if (trainings.length === 0) throw new Stop('modules holds no training: npx destt new training my-training');

  const scripts = await bundleLateScripts(kinds, formats);
  const player = playerScript();
  const output = trainings.flatMap((training) =>
    formats.map((format) => ({
      ...classicScript,
      plugins: [
        emitPackage(training, format, scripts),
        zipPackage(training, format, shelf),
        verifyPackage(training, format, shelf),
      ],
    })),
  );
  return {...player, plugins: [player.plugins, publish(shelf, output.length, join(root, 'dist'))], output};
};
