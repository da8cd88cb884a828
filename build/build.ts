import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {createSpinner} from 'nanospinner';
import {rollup} from 'rollup';
import options from '../rollup.config.mjs';
import {activitiesOf} from '../src/training/index.ts';
import {writeHost} from './host.ts';
import {entryOf} from './publish.ts';
import {root} from './root.ts';
import {sayStop} from './stop.ts';
import type {Packed} from './zip.ts';

/** `npm run build`: every training in every format, a line for each as it is made, a table of all at the end. */
async function build() {
  const shelf: Packed[] = [];
  const spinner = createSpinner('Reading the trainings, bundling the scripts').start();
  const {output, ...input} = await options({}, shelf).catch((error) => {
    spinner.error({text: 'Nothing was built, dist is as it was.'});
    throw error;
  });
  const bundle = await rollup(input);
  for (const [index, each] of output.entries()) {
    spinner.update({text: `Package ${index + 1} of ${output.length}`});
    try {
      await bundle.write(each);
    } catch (error) {
      spinner.error({text: `Package ${index + 1} of ${output.length} failed, dist is as it was.`});
      throw error;
    }
    const packed = shelf.at(-1);
    if (packed) spinner.success({text: entryOf(packed).file});
    if (index + 1 < output.length) spinner.start();
  }
  await bundle.close(); // publishes
  spinner.start({text: 'The host for pages without an LMS'});
  await writeHost(join(root, 'dist/host'));
  spinner.success({text: 'host/destt-host.js'});
  console.log(
    `\n${table([heading, ...shelf.map(row)])}\n\ndist/packages.json lists them. dist/host is for portals: docs/portal.md.`,
  );
}

const heading = ['package', 'bytes', 'first load, gzip', 'languages', 'minutes', 'theory/practice', 'sha256'];

function row(packed: Packed): readonly string[] {
  const {file, bytes, languages, sha256} = entryOf(packed);
  const minutes = activitiesOf(packed.training.outline).reduce((sum, activity) => sum + activity.minutes, 0);
  const practice = Math.round(100 * packed.training.practiceShare);
  return [
    file,
    bytes.toLocaleString('en'),
    firstLoad(packed).toLocaleString('en'),
    languages.join(' '),
    String(minutes),
    `${100 - practice}/${practice}`,
    sha256.slice(0, 12),
  ];
}

/** Gzipped bytes before the first item: the page, the player and the largest language's first words. */
function firstLoad({files, training}: Packed): number {
  const size = (name: string) => gzipSync(files.get(name) ?? '').length;
  const names = [...files.keys()];
  const words = training.outline.languages.map((language) =>
    names.filter((name) => new RegExp(`^${language}-[0-9a-f]{8}\\.js$`).test(name)),
  );
  const player = names.filter((name) => name.startsWith('player-'));
  return size('index.html') + Math.max(...words.flat().map(size)) + player.reduce((sum, name) => sum + size(name), 0);
}

function table(rows: readonly (readonly string[])[]): string {
  const widths = heading.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

await build().catch(sayStop);
