import type {Plugin} from 'rollup';
import type {PackageFormat} from './formats/format.ts';
import {packageFiles} from './package-files.ts';
import type {Training} from './read-training.ts';
import type {LateScripts} from './scripts.ts';

/** Makes the player's bundle a package that an LMS can import; `verifyPackage` looks whether it would. */
export function emitPackage(training: Training, format: PackageFormat, scripts: LateScripts): Plugin {
  return {
    name: 'emit-package',
    generateBundle(_options, bundle) {
      const player = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry);
      if (player?.type !== 'chunk') return this.error(`No player to launch "${training.outline.id}" with.`);
      delete bundle[player.fileName]; // it goes into the package under the name that its content gives it

      const files = packageFiles(training, format, {...scripts, player: player.code});
      for (const [fileName, source] of files) this.emitFile({type: 'asset', fileName, source});
    },
  };
}
