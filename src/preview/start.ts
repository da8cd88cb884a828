import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {root} from '../../build/root.ts';
import {servePreview} from './server.ts';
import {readBuilt} from './shown.ts';

// `npm start`: builds every package, then serves them to try, with an LMS's and an LRS's view beside the learner's.
const {status} = spawnSync(process.execPath, [join(root, 'build/run.mjs'), 'build/build.ts'], {stdio: 'inherit'});
if (status !== 0) process.exit(status ?? 1);

const shown = await readBuilt();
const preview = await servePreview({shown: () => shown, live: false});
console.log(
  `\nOpen ${preview.address} – each training as a learner sees it, and what the LMS is told.\nStop with Ctrl+C.`,
);
