import {createHash} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {strFromU8, unzipSync} from 'fflate';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {validateManifest} from '../../build/validate.ts';
import {languages, type PackageManifest, type WordsFile} from '../../src/training/index.ts';
import {openWorkshop, type Run, type Workshop} from './workshop.ts';

/** A training of two units, a page in each, as an author writes it. */
const authored: Readonly<Record<string, string>> = {
  'country.kz.yaml': `country: KZ
help_lines:
  - number: '150'
    name:
      kk: Сенім телефоны
      ru: Телефон доверия
      en: Help line
    note:
      kk: Тегін.
      ru: Бесплатно.
      en: Free.
`,
  'tiny-way/training.yaml': `version: 1.2.0
ects: 1
level: 1
hue: 168
languages:
  - kk
  - ru
  - en
units:
  - id: begin
    activities:
      - first-page
  - id: go-on
    activities:
      - second-page
`,
  ...words('kk', 'Қысқа жол', 'Бірінші бет', 'Екінші бет', 'Тыныстап, ойланып көріңіз.'),
  ...words('ru', 'Короткий путь', 'Первая страница', 'Вторая страница', 'Вдохните и подумайте.'),
  ...words('en', 'A short way', 'First page', 'Second page', 'Breathe in and think.'),
  'tiny-way/first-page/activity.yaml': 'kind: page\nminutes: 3\n',
  'tiny-way/second-page/activity.yaml': 'kind: page\nminutes: 3\n',
};

function words(language: string, title: string, first: string, second: string, text: string) {
  return {
    [`tiny-way/${language}.yaml`]: `title: ${title}\ndescription: ${text}\nunits:\n  begin: ${first}\n  go-on: ${second}\n`,
    [`tiny-way/first-page/${language}.md`]: `---\ntitle: ${first}\n---\n\n## ${first}\n\n${text}\n`,
    [`tiny-way/second-page/${language}.md`]: `---\ntitle: ${second}\n---\n\n## ${second}\n\n${text}\n`,
  };
}

const zipName = 'tiny-way-scorm12.zip';
const build = 'build/build.ts';
const inDist = ({folder}: Workshop, name: string) => readFile(join(folder, 'dist', name));
const sha256 = (data: Uint8Array) => createHash('sha256').update(data).digest('hex');

describe('a training that is built in two folders and two time zones', () => {
  let almaty: Workshop;
  let newYork: Workshop;
  let runs: readonly Run[];
  let files: ReadonlyMap<string, string>;
  let manifest: PackageManifest;
  beforeAll(async () => {
    almaty = await openWorkshop(authored);
    newYork = await openWorkshop(authored);
    runs = [await almaty.run(build, {TZ: 'Asia/Almaty'}), await newYork.run(build, {TZ: 'America/New_York', cwd: '/'})];
    const zip = unzipSync(await inDist(almaty, zipName));
    files = new Map(Object.entries(zip).map(([name, data]) => [name, strFromU8(data)]));
    manifest = JSON.parse(/id="manifest">(.*?)<\/script>/s.exec(files.get('index.html') ?? '')?.[1] ?? '');
  });
  afterAll(() => Promise.all([almaty?.remove(), newYork?.remove()]));
  const scripts = () => [...files].filter(([name]) => name.endsWith('.js') || name.endsWith('.html'));

  it('is the same package, byte by byte', async () => {
    expect(runs.map(({code, out}) => (code === 0 ? '' : out))).toEqual(['', '']);
    expect(sha256(await inDist(newYork, zipName))).toBe(sha256(await inDist(almaty, zipName)));
    expect(await inDist(newYork, 'packages.json')).toEqual(await inDist(almaty, 'packages.json'));
  });

  it('is listed with its size and its checksum, and dist holds nothing half-made', async () => {
    const zip = await inDist(almaty, zipName);
    const listed = JSON.parse(String(await inDist(almaty, 'packages.json')));
    expect(listed).toContainEqual({
      file: zipName,
      training: 'tiny-way',
      version: '1.2.0',
      format: 'scorm12',
      languages: ['kk', 'ru', 'en'],
      bytes: zip.length,
      sha256: sha256(zip),
    });
    const files = listed.map(({file}: {file: string}) => file);
    expect((await readdir(join(almaty.folder, 'dist'))).sort()).toEqual(
      ['host', 'packages.json', 'xapi-profile.jsonld', ...files].sort(),
    );
    expect(runs[0]?.out).toContain(sha256(zip).slice(0, 12));
  });

  it('has the files it should have, by names that any server takes', () => {
    const {player, base, units, parts} = manifest.files;
    const late = [
      player,
      ...Object.values(parts),
      ...Object.values(base),
      ...Object.values(units).flatMap(Object.values),
      ...[...files.keys()].filter((name) => name.startsWith('definitions-')),
    ].filter(Boolean);
    expect(late.filter((name) => name.startsWith('definitions-'))).toHaveLength(2); // one for each unit
    expect([...files.keys()].sort()).toEqual(
      [
        ...late,
        'LICENSE.txt',
        'adlcp_rootv1p2.xsd',
        'destt.config.js',
        'ims_xml.xsd',
        'imscp_rootv1p1p2.xsd',
        'imsmanifest.xml',
        'imsmd_rootv1p2p1.xsd',
        'index.html',
      ].sort(),
    );
    for (const name of late) expect(name).toMatch(/^[a-z0-9-]+-[0-9a-f]{8}\.js$/);
    expect(Object.keys(base)).toEqual([...languages]);
  });

  it('has a manifest that names every file and that the official schemas accept', async () => {
    expect(await validateManifest(files.get('imsmanifest.xml') ?? '', [...files.keys()])).toEqual([]);
  });

  it('delivers the words of each language and unit, in scripts of their own', () => {
    const delivered = (name: string) => {
      const all: WordsFile[] = [];
      new Function('destt', files.get(name) ?? '')({add: (file: WordsFile) => all.push(file)});
      return all;
    };
    for (const language of languages) {
      const [base, first, ...more] = delivered(manifest.files.base[language]);
      expect(base).toMatchObject({type: 'base', language, outline: {title: manifest.titles[language]}});
      expect(first).toMatchObject({type: 'unit', language, unit: 'begin', activities: {'first-page': {}}});
      expect(more).toEqual([]);
      const later = delivered(manifest.files.units['go-on']?.[language] ?? '');
      expect(later).toMatchObject([{type: 'unit', language, unit: 'go-on', activities: {'second-page': {}}}]);
    }
  });

  it('has scripts that parse as classic ones', () => {
    for (const [name, text] of scripts())
      if (name.endsWith('.js')) expect(() => new Function(text), name).not.toThrow();
  });

  it('has no address of another place but the names that vocabularies and markup have', () => {
    const names =
      /^https?:\/\/(www\.w3\.org|adlnet\.gov\/expapi|activitystrea\.ms\/schema|id\.tincanapi\.com|w3id\.org)\//;
    const others = scripts().flatMap(([name, text]) =>
      (text.match(/\b(?:https?|wss?):\/\/[^\s"'`\\)<>]+/g) ?? [])
        .filter((address) => !names.test(address))
        .map((address) => `${name}: ${address}`),
    );
    expect(
      others.filter(
        (each) => !/: (https:\/\/(w3id\.org\/destt|(records\.)?example\.kz\/.*)|http:\/\/localhost)$/.test(each),
      ),
    ).toEqual([]);
  });

  it('tells nothing of the machine it was built on', () => {
    for (const [name, text] of files) expect(text, name).not.toContain(almaty.folder);
  });
});

describe('a training with mistakes', () => {
  it('is not built: every mistake is said, the code is 1, and dist stays as it was', async () => {
    const workshop = await openWorkshop(authored);
    await workshop.write(`dist/${zipName}`, 'the last good one');
    await workshop.write('modules/tiny-way/second-page/ru.md', '---\ntitle:\n---\n\n## Вторая\n\nТекст.\n');
    await workshop.write('modules/tiny-way/first-page/activity.yaml', 'kind: pgae\nminutes: 3\n');
    const {code, out} = await workshop.run(build);
    expect(code).toBe(1);
    expect(out).toContain('modules/tiny-way/second-page/ru.md:');
    expect(out).toContain('modules/tiny-way/first-page/activity.yaml:1:');
    expect(out).not.toContain('    at '); // an author can do nothing with a stack
    expect(await readdir(join(workshop.folder, 'dist'))).toEqual([zipName]);
    expect(String(await inDist(workshop, zipName))).toBe('the last good one');
    await workshop.remove();
  });
});

describe('the commands', () => {
  let workshop: Workshop;
  beforeAll(async () => {
    workshop = await openWorkshop(authored);
  });
  afterAll(() => workshop?.remove());

  it('check the trainings of the clone from wherever they are called', async () => {
    expect(await workshop.run('src/cli.ts', {cwd: '/', args: ['check']})).toEqual({
      code: 0,
      out: '1 training, 2 activities, 3 languages: no mistakes\n',
    });
  });

  it.each([
    ['check', []],
    ['training', ['new']],
    ['activity', ['new']],
  ])('explain %s with an example', async (command, before) => {
    const {code, out} = await workshop.run('src/cli.ts', {args: [...before, command, '--help']});
    expect(code).toBe(0);
    expect(out).toContain(`Example:\n  npx destt ${[...before, command].join(' ')}`);
    expect(out).not.toContain(workshop.folder);
  });

  it('make a training that is built at once', async () => {
    const made = await workshop.run('src/cli.ts', {args: ['new', 'training', 'digital-tools']});
    expect(made).toMatchObject({code: 0});
    expect(await workshop.run(build)).toMatchObject({code: 0});
    expect(await readdir(join(workshop.folder, 'dist'))).toContain('digital-tools-scorm12.zip');
  });

  it('refuse what can’t be made in one line, with the code 1', async () => {
    const {code, out} = await workshop.run('src/cli.ts', {args: ['new', 'training', 'Digital Tools']});
    expect(code).toBe(1);
    expect(out.trim().split('\n')).toHaveLength(1);
  });
});
