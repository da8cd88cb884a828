import {spawnSync} from 'node:child_process';
import {join} from 'node:path';
import {root} from '../../build/root.ts';
import {readShown} from './read-shown.ts';
import {servePreview} from './server.ts';

// `npm start`: builds every package, then serves them to try.
const {status} = spawnSync(process.execPath, [join(root, 'build/run.mjs'), 'build/build.ts'], {stdio: 'inherit'});
if (status !== 0) process.exit(status ?? 1);

const {shown} = await readShown();
const preview = await servePreview(() => shown, false);
console.log(
  `\nOpen ${preview.address} – each training as a learner sees it, and what the LMS is told.\nStop with Ctrl+C.`,
);
