import {join} from 'node:path';
import {watch} from 'chokidar';
import {root} from '../../build/root.ts';
import {servePreview} from './server.ts';
import {type Read, readShown} from './shown.ts';

// `npm run dev`: the trainings live. A saved word or rule is read again at once; a saved script is bundled again.
// An author's mistakes are shown here and in the page, and the last good version stays.
let last: Read = await readShown();
const preview = await servePreview({shown: () => last.shown, live: true});
console.log(`Open ${preview.address} – it loads again whenever you save.\nStop with Ctrl+C.`);
say(last.mistakes);

let scriptsChanged = false;
let running: Promise<void> = Promise.resolve();
let timer: NodeJS.Timeout | undefined;
watch([join(root, 'modules'), join(root, 'src')], {ignoreInitial: true}).on('all', (_event, path) => {
  scriptsChanged ||= path.startsWith(join(root, 'src'));
  clearTimeout(timer);
  timer = setTimeout(() => {
    running = running.then(readAgain);
  }, 60);
});

async function readAgain() {
  const scripts = scriptsChanged ? undefined : last.scripts;
  scriptsChanged = false;
  try {
    const next = await readShown(scripts);
    say(next.mistakes);
    if (next.mistakes.length === 0) {
      last = next;
      preview.tell({type: 'reload'});
      console.log(`${new Date().toLocaleTimeString()} loaded again`);
    }
  } catch (error) {
    say([error instanceof Error ? error.message : String(error)]);
  }
}

function say(lines: readonly string[]) {
  if (lines.length === 0) return;
  console.error(lines.join('\n'));
  preview.tell({type: 'mistakes', lines});
}
