import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {root} from '../../build/root.ts';
import {startCollector} from './collector.ts';
import {servePreview} from './server.ts';
import {readBuilt} from './shown.ts';
import {templateOf} from './template-of.ts';

// `npm start`: builds every package, starts the collector, and serves the page to try them, with an LMS's and an LRS's view
// beside the learner's.
const {status} = spawnSync(process.execPath, [join(root, 'build/run.mjs'), 'build/build.ts'], {stdio: 'inherit'});
if (status !== 0) process.exit(status ?? 1);

const shown = await readBuilt();
const collector = await startCollector(process.env.HOST ?? '127.0.0.1');
const preview = await servePreview({shown: () => shown, live: false, templateOf, collector});
console.log(
  `\nOpen ${preview.address} – each training as a learner sees it, and what the LMS is told.\nStop with Ctrl+C.`,
);
const end = () => void Promise.all([preview.close(), collector.close()]).then(() => process.exit(0));
process.once('SIGINT', end).once('SIGTERM', end);
