import {describe, expect, it} from 'vitest';
import {formats} from '../../rollup.config.mjs';
import {tinyScripts, tinyTraining} from '../../test/packages/tiny-training.ts';
import {packageFiles} from '../package-files.ts';
import {stampIn, stampOf} from '../stamp.ts';
import type {Packed} from '../zip.ts';
import {zipFiles} from '../zip.ts';
import {openPackage} from './open-package.ts';
import {packageChecks} from './package-checks.ts';
import {failed} from './report.ts';
import {findingsIn, verifyPackage} from './verify-package.ts';

type Files = Map<string, string | Uint8Array>;
const formatNamed = (name: string) => formats.find((format) => format.name === name)!;
const built = (format = 'scorm12'): Files => new Map(packageFiles(tinyTraining, formatNamed(format), tinyScripts));
const findings = async (files: Files) => findingsIn(openPackage(zipFiles(files)), formats);
const nameOf = (files: Files, start: string) => [...files.keys()].find((name) => name.startsWith(start))!;
const edit = (files: Files, name: string, from: string | RegExp, to: string) => {
  const before = String(files.get(name));
  expect(before.replace(from, to), `${name} has no ${from}`).not.toBe(before);
  files.set(name, before.replace(from, to));
};
/** Changes a late file as a build would: under the stamp that the new content gives the package. */
const rebuild = (files: Files, start: string, from: string | RegExp, to: string) => {
  edit(files, nameOf(files, start), from, to);
  const old = stampIn(nameOf(files, 'player-'))!;
  const late = [...files].filter(([name]) => stampIn(name) === old);
  const stamp = stampOf(
    late.map(([name, text]) => [name, String(text)] as const),
    old,
  );
  for (const [name, content] of [...files]) {
    files.delete(name);
    files.set(name.replace(old, stamp), typeof content === 'string' ? content.replaceAll(old, stamp) : content);
  }
};
const settings = (files: Files, value: unknown) =>
  files.set('destt.config.js', `window.desttConfig = ${JSON.stringify(value)};\n`);
const endpoint = {records: 'endpoint', endpoint: 'https://lrs.example/xapi/'};
const writeKey = {scope: 'statements/write', user: 'package', secret: 'a1b2c3'};

describe('a package of ours', () => {
  it.each(formats.map(({name}) => name))('passes every check as %s', async (format) => {
    expect(failed(await findings(built(format)))).toEqual([]);
  });

  it('passes with an institution’s endpoint and one key that only writes', async () => {
    const files = built();
    settings(files, {...endpoint, key: writeKey, helpLines: [{number: '150', name: 'Help'}]});
    expect(failed(await findings(files))).toEqual([]);
  });

  it('passes with words that only sound like a secret, or that link elsewhere', async () => {
    const files = built();
    const words = 'Basic breathing. password: \\"qwerty\\" {\\"type\\"';
    rebuild(
      files,
      'en-go-on',
      '"second en"',
      `["${words}",{"type":"link","href":"https://doi.org/10.1000/1","text":"DOI"}]`,
    );
    expect(failed(await findings(files))).toEqual([]);
  });
});

describe('the checks of a package', () => {
  it.each<[string, (files: Files) => void, string, string, string?]>([
    ['a name with a capital', (files) => files.set('Help.html', ''), 'lies at the root', '“Help.html”'],
    ['a file in a folder', (files) => files.set('img/a.svg', ''), 'lies at the root', '“img/a.svg”'],
    ['a way out of the folder', (files) => files.set('../a.js', ''), 'lies at the root', '“../a.js”'],
    ['more than a server takes', (files) => files.set('a.mp3', noise(2_100_000)), 'at most 2 MB', '2.1 MB'],
    [
      'a manifest of no schema',
      (files) => edit(files, 'imsmanifest.xml', '<resources>', '<colour/><resources>'),
      'manifest is valid',
      'colour',
    ],
    [
      'a second manifest',
      (files) => files.set('tincan.xml', '<tincan/>'),
      'manifest is valid',
      'any of imsmanifest.xml, tincan.xml',
    ],
    [
      'a format that is none',
      (files) => edit(files, 'index.html', '"format":"scorm12"', '"format":"aicc"'),
      'manifest is valid',
      '“aicc”',
    ],
    [
      'an identifier of another origin',
      (files) => edit(files, 'imsmanifest.xml', /destt-tiny-way-item/g, 'item-1'),
      'identifiers',
      '“item-1”',
    ],
    [
      'an identifier that only begins alike',
      (files) => edit(files, 'imsmanifest.xml', /destt-tiny-way-item/g, 'destt-tiny-ways'),
      'identifiers',
      '“destt-tiny-ways”',
    ],
    [
      'an id of another origin',
      (files) => edit(files, 'cmi5.xml', '/tiny-way/au', '/other/au'),
      'identifiers',
      '/other/au',
      'cmi5',
    ],
    [
      'a mastery score',
      (files) =>
        edit(
          files,
          'imsmanifest.xml',
          '</title>\n      </item>',
          '</title><adlcp:masteryscore>80</adlcp:masteryscore></item>',
        ),
      'mastery score',
      'masteryscore',
    ],
    [
      'a mastery score of cmi5',
      (files) => edit(files, 'cmi5.xml', '<au ', '<au masteryScore="0.8" '),
      'mastery score',
      'masteryScore',
      'cmi5',
    ],
    [
      'a file that is gone',
      (files) => files.delete(nameOf(files, 'kind-question')),
      'launch page is whole',
      'kind-question',
    ],
    [
      'a file changed under its old name',
      (files) => edit(files, nameOf(files, 'player'), 'ran', 'run'),
      'launch page is whole',
      'a script was changed',
    ],
    ['a page that is cut off', (files) => edit(files, 'index.html', '</html>', ''), 'launch page is whole', 'cut off'],
    [
      'a page that loads by itself',
      (files) => edit(files, 'index.html', '<script>', '<script src="x.js"></script><script>'),
      'launch page is whole',
      'loads something',
    ],
    [
      'a kind without its script',
      (files) => edit(files, 'index.html', /"kinds":\{[^}]*\}/, '"kinds":{}'),
      'launch page is whole',
      '“question” has no script',
    ],
    [
      'a file of an older build',
      (files) => files.set('player-00000000.js', ''),
      'nothing refers to',
      'player-00000000.js',
    ],
    ['a schema that no manifest lists', (files) => files.set('imscp.xsd', ''), 'nothing refers to', 'imscp.xsd'],
    ['a script that does not parse', (files) => rebuild(files, 'cipher', 'destt', 'destt ('), 'classic one', 'cipher-'],
    ['a module', (files) => rebuild(files, 'cipher', 'destt', 'import "a";destt'), 'classic one', 'cipher-'],
    [
      'a script that imports later',
      (files) => rebuild(files, 'texts', 'destt', 'import("./a.js");destt'),
      'classic one',
      'imports at run time',
    ],
    [
      'a text that one language lacks',
      (files) => rebuild(files, 'ru-go-on', '"second ru"', '""'),
      'every language',
      'ru: ask-me.body',
    ],
    [
      'a button that one language lacks',
      (files) => rebuild(files, 'kk-go-on', '"ask kk"', '""'),
      'every language',
      'kk: labels.question.ask',
    ],
    [
      'words that can’t be read',
      (files) => rebuild(files, 'kk-go-on', '{"type"', '{type'),
      'every language',
      'kk: ask-me.title',
    ],
    [
      'a script of another host',
      (files) => rebuild(files, 'texts', 'destt', 'fetch("https://cdn.example/a.js");destt'),
      'no other host',
      'https://cdn.example/a.js',
    ],
    [
      'a socket',
      (files) => rebuild(files, 'texts', 'destt', 'new WebSocket("wss://a.example");destt'),
      'no other host',
      'wss://a.example',
    ],
    [
      'a picture of another host',
      (files) => rebuild(files, 'en-go-on', '"second en"', '"<img src=//a.example/p.png>"'),
      'no other host',
      '//a.example/p.png',
    ],
    [
      'a style of another host',
      (files) => edit(files, 'index.html', 'body{', 'body{background:url(//a.example/p.png);'),
      'no other host',
      '//a.example/p.png',
    ],
    [
      'a login',
      (files) =>
        rebuild(files, 'texts', 'destt', `const a="Basic ${Buffer.from('school:secret').toString('base64')}";destt`),
      'no secret',
      'a login',
    ],
    [
      'a token',
      (files) => rebuild(files, 'texts', 'destt', 'const a="Bearer 0123456789abcdef";destt'),
      'no secret',
      'a token',
    ],
    [
      'a password',
      (files) => rebuild(files, 'texts', 'destt', 'const a={password:"hunter22"};destt'),
      'no secret',
      'a password',
    ],
    ['a private key', (files) => files.set('a.txt', '-----BEGIN EC PRIVATE KEY-----'), 'no secret', 'a private key'],
    [
      'a login in an address',
      (files) => files.set('a.txt', 'https://school:secret@lrs.example'),
      'no secret',
      'a login in an address',
    ],
    [
      'a key where nothing is sent',
      (files) => settings(files, {records: 'file', key: writeKey}),
      'no secret',
      'names no endpoint',
    ],
    [
      'two keys',
      (files) => settings(files, {...endpoint, key: writeKey, readKey: writeKey}),
      'no secret',
      '2 keys: key, readKey',
    ],
    [
      'a key that may read',
      (files) => settings(files, {...endpoint, key: {scope: 'all', secret: 'a'}}),
      'no secret',
      'only writes',
    ],
    ['a bare key', (files) => settings(files, {...endpoint, auth: 'a1b2'}), 'no secret', 'only writes'],
    ['an endpoint without an address', (files) => settings(files, {records: 'endpoint'}), 'no secret', 'no endpoint'],
    ['a setting that is none', (files) => settings(files, {records: 'file', endpiont: ''}), 'no secret', 'endpiont'],
    [
      'settings that run',
      (files) => files.set('destt.config.js', 'window.desttConfig = load();'),
      'no secret',
      'one assignment',
    ],
    ['a licence that is gone', (files) => files.delete('LICENSE.txt'), 'the licence', 'MIT License'],
    [
      'a licence of another version',
      (files) => edit(files, 'LICENSE.txt', 'tiny-way 1.2.0', 'tiny-way 1.1.0'),
      'the licence',
      'tiny-way 1.2.0',
    ],
  ])('find %s', async (_, change, title, words, format) => {
    const files = built(format);
    change(files);
    const check = packageChecks.find((each) => each.title.includes(title))!;
    expect((await check.faults(openPackage(zipFiles(files)), formats)).join('\n')).toContain(words);
  });

  it('find a fault of the zip itself', async () => {
    const zip = Buffer.concat([Buffer.from(zipFiles(built())), Buffer.from('more')]);
    expect(await packageChecks[0]?.faults(openPackage(zip), formats)).toEqual([expect.stringContaining('follows')]);
  });

  it('never show a secret in full', async () => {
    const files = built();
    files.set('a.txt', `password: "${'x1'.repeat(20)}"`);
    expect(JSON.stringify(await findings(files))).not.toContain('x1'.repeat(10));
  });

  it('each have a way out', () => {
    for (const {wayOut} of packageChecks) expect(wayOut).toMatch(/^[A-Z].{20,}/);
  });
});

describe('what is no package', () => {
  const opening = (files: Record<string, string>) => () => openPackage(zipFiles(new Map(Object.entries(files))));

  it.each<[string, Record<string, string>, string]>([
    ['a zip of something else', {'a.txt': 'a'}, 'no package of this project'],
    [
      'another’s package',
      {'index.html': '<html></html>', 'imsmanifest.xml': '<manifest/>'},
      'no package of this project',
    ],
    ['a package zipped with its folder', {'way/index.html': ''}, 'lies in a folder, way/index.html'],
    [
      'a package of a form that is not known',
      {'index.html': String(built().get('index.html')).replace('"units":[', '"units":7,"was":[')},
      'outline.units',
    ],
  ])('is said to be: %s', (_, files, words) => {
    expect(opening(files)).toThrow(words);
  });
});

describe('the build', () => {
  const packed = (files: Files): Packed => ({training: tinyTraining, format: 'scorm12', files, zip: zipFiles(files)});
  const errorsOf = async (shelf: readonly Packed[]) => {
    const errors: string[] = [];
    const {generateBundle} = verifyPackage(tinyTraining, formatNamed('scorm12'), shelf);
    const context = {error: (text: string) => void errors.push(text)};
    await (generateBundle as unknown as () => Promise<void>).call(context);
    return errors.join('\n');
  };

  it('goes on with a good package', async () => {
    expect(await errorsOf([packed(built())])).toBe('');
  });

  it('stops at a wrong one, with what was found and the way out', async () => {
    const files = built();
    files.set('old.js', '');
    expect(await errorsOf([packed(files)])).toMatch(/tiny-way as scorm12:\n.*\n.*old\.js.*\n.*→ /);
  });
});

/** Bytes that no packing makes smaller. */
function noise(length: number): Uint8Array {
  let state = 1;
  return Uint8Array.from({length}, () => (state = (state * 48271) % 2147483647) & 255);
}
