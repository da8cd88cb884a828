// @vitest-environment jsdom
import {afterEach, expect, it, vi} from 'vitest';
import {fakeHost} from '../../test/fakes/host.ts';
import type {ActivityBehaviour, ActivityElement} from '../activities/activity.ts';
import {launch} from '../lms/launch.ts';
import type {PackageManifest, WordsFile} from '../training/index.ts';
import {smallOutline} from '../training/small-outline.test-data.ts';
import {en} from '../ui/words/en.ts';
import type {Destt} from './global.ts';
import * as records from './records.ts';

vi.stubGlobal('matchMedia', () => ({matches: false}));
vi.stubGlobal('scrollTo', () => {});
const {TrainingPlayer} = await import('./training-player.ts');

customElements.define('care-activity', class extends HTMLElement {});
const care: ActivityBehaviour = {kind: 'care', element: 'care-activity', items: () => [], interactions: () => []};

const perLanguage = (name: string) => ({kk: `kk-${name}.js`, ru: `ru-${name}.js`, en: `en-${name}.js`});
const manifest: PackageManifest = {
  format: 'web',
  outline: smallOutline([
    {id: 'only', activities: [{id: 'care', kind: 'care', minutes: 1, private: false, optional: false, items: []}]},
  ]),
  titles: {kk: 'Шағын', ru: 'Малый', en: 'Small'},
  files: {
    player: 'player.js',
    base: perLanguage('base'),
    first: 'care',
    units: {only: perLanguage('only')},
    kinds: {},
    parts: {cipher: 'cipher.js', texts: 'texts.js', outbox: 'outbox.js', records: 'records.js'},
    settings: 'destt.config.js',
  },
};
const words: WordsFile[] = [
  {
    type: 'base',
    language: 'en',
    outline: {language: 'en', title: 'Small', description: '', units: {only: 'One'}, activities: {care: 'Care'}},
    ui: en,
    setting: {helpLines: [{number: '111', name: 'The country’s line', note: ''}]},
  },
  {
    type: 'unit',
    language: 'en',
    unit: 'only',
    activities: {care: {rules: {}, words: {title: 'Care'}}},
    labels: {},
  },
];

/** A package whose settings came, and no other late file. */
function onlyTheSettings() {
  vi.spyOn(document.head, 'append').mockImplementation((...nodes) => {
    for (const node of nodes) {
      if (!(node instanceof HTMLScriptElement)) continue;
      const settings = node.src.endsWith(manifest.files.settings);
      if (settings) window.desttConfig = {helpLines: [{number: '8 800', name: 'Our own line', note: ''}]};
      queueMicrotask(() => node.dispatchEvent(new Event(settings ? 'load' : 'error')));
    }
  });
}

afterEach(() => {
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

it('shows the institution’s help lines although its records can’t begin', async () => {
  onlyTheSettings();
  const said = vi.spyOn(console, 'warn').mockImplementation(() => {});
  const player = new TrainingPlayer();
  document.body.append(player);
  const destt: Destt = {
    ...{manifest, words, kinds: [care], parts: {records}, shared: {}},
    ...{session: launch(fakeHost({})), language: 'en', ready: null},
    ...{add() {}, addKind() {}, addPart() {}},
  };
  await player.start(destt);
  await player.updateComplete;
  player.renderRoot.querySelector<HTMLButtonElement>('.activities button')!.click();
  const shown = () => player.renderRoot.querySelector<ActivityElement>('care-activity')?.setting.helpLines;
  await vi.waitFor(() => expect(shown()).toEqual([{number: '8 800', name: 'Our own line', note: ''}]), 10_000);
  const missing = expect.objectContaining({message: expect.stringContaining('cipher.js')});
  await vi.waitFor(() => expect(said).toHaveBeenCalledWith(missing), 10_000);
});
