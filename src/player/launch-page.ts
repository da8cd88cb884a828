import {launch, launchLanguage} from '../lms/launch.ts';
import type {LaunchHost} from '../lms/lms.ts';
import type {PackageManifest} from '../training/index.ts';
import type {Destt, Parts} from './global.ts';

/**
 * The script inside `index.html`: finds whoever launched us, reads the language, and asks for the player and the words at
 * once. Nothing is committed, and nothing waits for anything else; only an LRS has to be heard before the language is known.
 */
const manifest = JSON.parse(document.getElementById('manifest')?.textContent ?? '') as PackageManifest;
const {outline, files, titles} = manifest;
const {xapi, frame} = files.parts;

/** Brings a script; they run in the order they were asked for. One that is missing says so on the page. */
const bring = (src: string) =>
  new Promise<void>((resolve) => {
    const script = document.createElement('script');
    script.src = src;
    script.async = false;
    script.onload = () => resolve();
    script.onerror = () => document.body.setAttribute('data-missing', src);
    document.head.append(script);
  });

/** A part that a launch waits for. */
const part = async <Name extends 'xapi' | 'frame'>(name: Name, src: string) => {
  await bring(src);
  return destt.parts[name] as Parts[Name];
};

const host: LaunchHost = {
  window,
  now: () => performance.now(),
  setTimeout: (run, milliseconds) => window.setTimeout(run, milliseconds),
  clearTimeout: (timer) => window.clearTimeout(timer),
  date: Date.now,
  ...(xapi && {statements: () => part('xapi', xapi)}),
  ...(frame && {frame: () => part('frame', frame)}),
};

const destt: Destt = {
  manifest,
  session: launch(host, {finalStatus: outline.finalStatus ?? 'completed', training: outline, titles}),
  language: 'kk',
  ready: null,
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

/** Chooses the language, and names the file of its first words. */
const words = () => {
  const language = launchLanguage(destt.session, host, outline.languages);
  destt.language = language;
  document.documentElement.lang = language;
  document.title = titles[language] ?? document.title;
  return files.base[language];
};

const {ready} = destt.session;
if (ready) destt.ready = ready.then(() => bring(words()));
// Words first: the player starts as soon as it runs, and finds them there.
else void bring(words());
void bring(files.player);
