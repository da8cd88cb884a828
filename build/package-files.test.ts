import {describe, expect, it} from 'vitest';
import {languages, type PackageManifest, type WordsFile} from '../src/training/index.ts';
import {tinyScripts, tinyTraining} from '../test/packages/tiny-training.ts';
import type {PackageFiles, PackageFormat} from './formats/format.ts';
import {packageFiles} from './package-files.ts';

const bare: PackageFormat = {
  name: 'bare',
  runtimes: [],
  describe: (_training, files) => ({'list.txt': files.join('\n')}),
  faults: async () => [],
};
const files = packageFiles(tinyTraining, bare, tinyScripts);
const text = (name: string, of: PackageFiles = files) => String(of.get(name));
const page = text('index.html');
const manifest: PackageManifest = JSON.parse(/id="manifest">(.*?)<\/script>/s.exec(page)?.[1] ?? '');

/** What a package's script delivers to the page it is put into. */
function run(name: string) {
  const destt = {words: [] as WordsFile[], ran: [] as string[], add: (file: WordsFile) => void destt.words.push(file)};
  new Function('destt', text(name))(destt);
  return destt;
}

describe('the files of a package', () => {
  it('start with a page, the player with the first activity’s kind, and one language’s first words', () => {
    expect(run(manifest.files.player).ran).toEqual(['player', 'page']);
    for (const language of languages) {
      const {words} = run(manifest.files.base[language]);
      expect(words.map(({type}) => type)).toEqual(['base', 'unit']);
      expect(words[0]).toMatchObject({
        language,
        outline: {title: tinyTraining.words[language].outline.title},
        ui: {next: `next ${language}`},
        setting: {helpLines: [{number: '150'}]},
      });
      expect(words[1]).toEqual({
        type: 'unit',
        language,
        unit: 'begin',
        activities: tinyTraining.words[language].units.begin,
        labels: {page: {open: `open ${language}`}},
      });
    }
  });

  it('bring units and all other kinds each in a file of its own', () => {
    const {words} = run(manifest.files.units.go_on?.ru ?? '');
    expect(words).toEqual([
      {
        type: 'unit',
        language: 'ru',
        unit: 'go_on',
        activities: tinyTraining.words.ru.units.go_on,
        labels: {page: {open: 'open ru'}, question: {ask: 'ask ru'}},
        definitions: [...files.keys()].find((name) => name.startsWith('definitions-go-on-')),
      },
    ]);
    expect(Object.keys(manifest.files.units)).toEqual(['begin', 'go_on']);
    expect(Object.keys(manifest.files.kinds)).toEqual(['question']);
    expect(run(manifest.files.kinds.question ?? '').ran).toEqual(['question']);
    expect(run(manifest.files.parts.texts).ran).toEqual(['texts']);
  });

  it('bring what a kind’s script asks for beside the page, if the training has the kind', () => {
    const scripts = {...tinyScripts, files: {question: {'helper-1.js': 'help'}, unused: {'never-1.js': 'never'}}};
    const more = packageFiles(tinyTraining, bare, scripts);
    expect(text('helper-1.js', more)).toBe('help');
    expect([...more.keys()].filter((name) => !files.has(name) && name !== 'helper-1.js')).toEqual([]);
    expect(text('list.txt', more)).toContain('helper-1.js');
  });

  it('hold what the page asks for, and nothing that no one asks for', () => {
    const {player, base, units, kinds, parts, settings} = manifest.files;
    const asked = [
      player,
      ...Object.values(parts),
      settings,
      ...Object.values(kinds),
      ...[base, ...Object.values(units)].flatMap(Object.values),
      ...['begin', 'go-on'].flatMap((unit) =>
        [...files.keys()].filter((name) => name.startsWith(`definitions-${unit}-`)),
      ),
    ];
    expect([...files.keys()]).toEqual([...asked, 'LICENSE.txt', 'index.html', 'list.txt'].sort());
  });

  it('have names that any server and any zip takes, and all are new where anything is new', () => {
    for (const name of files.keys()) if (name !== 'LICENSE.txt') expect(name).toMatch(/^[a-z0-9._-]+$/);
    const changed = packageFiles(tinyTraining, bare, {...tinyScripts, kinds: {...tinyScripts.kinds, question: '1;\n'}});
    const kept = [...files.keys()].filter((name) => changed.has(name));
    expect(kept.filter((name) => name.endsWith('.js'))).toEqual(['destt.config.js']);
  });

  it('let no author’s text end a script or open a comment', () => {
    expect(text(manifest.files.base.kk)).not.toMatch(/[<\u2028\u2029]/);
    expect(page.match(/<\/script>/g)).toHaveLength(2);
    expect(page).not.toContain('<!--');
  });

  it('give an institution its settings as one assignment of a JSON object', () => {
    const window: {desttConfig?: unknown} = {};
    new Function('window', text('destt.config.js'))(window);
    expect(window.desttConfig).toEqual({records: 'file'});
    expect(text('destt.config.js')).toMatch(/^window\.desttConfig = \{.*\};\n$/s);
  });

  it('carry the licence of the content, of the code and of each library', () => {
    const licence = text('LICENSE.txt');
    for (const words of ['CC BY 4.0', '© A <B>', 'MIT License', 'Google LLC', 'Paul Miller', 'Arjun Barrett'])
      expect(licence).toContain(words);
  });

  it('are described by the format, which hears of every other file', () => {
    expect(text('list.txt').split('\n')).toEqual([...files.keys()].filter((name) => name !== 'list.txt').sort());
  });

  it('are refused where a kind has no script', () => {
    expect(() => packageFiles(tinyTraining, bare, {...tinyScripts, kinds: {}})).toThrow(
      'No script for the kind "page"',
    );
  });
});

describe('the launch page', () => {
  it('opens in the first language and names the training before any other file is there', () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="kk">/);
    expect(page).toContain('<title>Қысқа жол</title>');
    expect(manifest).toMatchObject({format: 'bare', titles: {en: 'A short way & back'}, outline: tinyTraining.outline});
  });

  it('asks nothing of the network before its own script does', () => {
    const empty = '<link rel="icon" href="data:,">'; // or browsers would ask for an icon
    expect(page).toContain(empty);
    expect(page.replace(empty, '')).not.toMatch(/\b(src|href)=|url\(|@import|https?:/);
  });

  it('says in each language what to do without scripts, and when a file does not come', () => {
    for (const where of [/<noscript>(.*?)<\/noscript>/s, /<div class="missing">(.*?)<\/div>/s])
      for (const language of languages) expect(where.exec(page)?.[1]).toContain(`<p lang="${language}">`);
  });
});
