import {launch, launchLanguage} from '../lms/launch.ts';
import type {PackageManifest} from '../training/index.ts';
import type {Destt} from './global.ts';

/**
 * The script inside `index.html`: finds whoever launched us, reads the language, and asks for the player and the words at
 * once. Nothing is committed, and nothing waits for anything else.
 */
const manifest = JSON.parse(document.getElementById('manifest')?.textContent ?? '') as PackageManifest;
const host = {
  window,
  now: () => performance.now(),
  setTimeout: (run: () => void, milliseconds: number) => window.setTimeout(run, milliseconds),
  clearTimeout: (timer: number) => window.clearTimeout(timer),
};
const session = launch(host);
const language = launchLanguage(session, host, manifest.outline.languages);

const destt: Destt = {
  manifest,
  session,
  language,
  words: [],
  kinds: [],
  parts: {},
  shared: {},
  add: (file) => void destt.words.push(file),
  addKind: (behaviour) => void destt.kinds.push(behaviour),
  addPart: (name, part) => {
    Object.assign(destt.parts, {[name]: part});
  },
};
window.destt = destt;
document.documentElement.lang = language;
document.title = manifest.titles[language] ?? document.title;

// Words first: the player starts as soon as it runs, and finds them there.
for (const src of [manifest.files.base[language], manifest.files.player]) {
  const script = document.createElement('script');
  script.src = src;
  script.async = false;
  script.onerror = () => document.body.setAttribute('data-missing', src);
  document.head.append(script);
}
