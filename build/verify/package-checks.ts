import {Script} from 'node:vm';
import {activitiesOf, type Language} from '../../src/training/index.ts';
import {trainingIri} from '../../src/training/iri.ts';
import type {PackageFormat} from '../formats/format.ts';
import {stampIn, stampOf} from '../stamp.ts';
import {foreignAddresses} from './foreign-addresses.ts';
import {
  type Delivery,
  identifiersOf,
  isText,
  manifestNames,
  manifestPattern,
  type OpenPackage,
  textOf,
} from './open-package.ts';
import {inMegabytes} from './read-zip.ts';
import {secretsIn, settingsFaults} from './secrets.ts';

/** One thing that an importer, a learner or an institution needs of a package. */
export interface Check {
  /** What is true of a good package. */
  readonly title: string;
  /** What to do where it is not. */
  readonly wayOut: string;
  /** What was found; empty if all is well. */
  faults(opened: OpenPackage, formats: readonly PackageFormat[]): readonly string[] | Promise<readonly string[]>;
}

/** What PHP takes as an upload until somebody raises it (MOODLE 6): a package should pass everywhere. */
const uploadLimit = 2_000_000;

/** Everything `destt verify PACKAGE.zip` looks at, in the order of its report. */
export const packageChecks: readonly Check[] = [
  {
    title: 'the zip is plain: no zip64, no encryption, every file as it was packed',
    wayOut: 'Take the zip that npm run build wrote. If it was unpacked and zipped again, that tool is the cause.',
    faults: ({zipFaults}) => zipFaults,
  },
  {
    title: 'every file lies at the root, by a name that any server takes',
    wayOut: 'Zip the files themselves, not the folder that holds them; names are made of a–z, 0–9, dot, _ and -.',
    faults: ({files}) => [...files.keys()].filter((name) => !isSafeName(name)).map((name) => `“${name}”`),
  },
  {
    title: `it takes at most ${inMegabytes(uploadLimit)}, what a server takes before anybody raises its limit`,
    wayOut: 'Make pictures and sounds smaller, or ask the administrator for the server’s upload limit.',
    faults: ({bytes}) => (bytes > uploadLimit ? [`it takes ${inMegabytes(bytes)}`] : []),
  },
  {
    title: 'its manifest is valid, and an importer finds just that one',
    wayOut: 'Build the package again: npm run build. A manifest is not edited by hand.',
    faults: manifestFaults,
  },
  {
    title: 'its identifiers come from the training’s id, so every version keeps them',
    wayOut: 'Build the package again. With other identifiers Moodle deletes all attempts when a package is replaced.',
    faults: identifierFaults,
  },
  {
    title: 'it sets no mastery score, which would let an LMS overwrite the status',
    wayOut: 'Take the mastery score out of the manifest: the training has its own rule.',
    faults: ({files}) =>
      manifestNames(files).flatMap(
        (name) =>
          textOf(files, name).match(/(?<=[<\s:])(?:mastery_?score|minNormalizedMeasure|completionThreshold)\b/gi) ?? [],
      ),
  },
  {
    title: 'the launch page is whole, and every file it names is there, as it was built',
    wayOut:
      'Build the package again. Where a file changes, all names have to change with their stamp: browsers keep old ones.',
    faults: launchPageFaults,
  },
  {
    title: 'it holds no file that nothing refers to',
    wayOut: 'Take them out: an old file that stays is uploaded for nothing, and may be taken for the right one.',
    faults: orphans,
  },
  {
    title: 'every script parses as a classic one, which also runs from a folder',
    wayOut: 'Build the package again, and look for what was changed in the scripts since.',
    faults: scriptFaults,
  },
  {
    title: 'every text is there in every language of the training',
    wayOut: 'Add what is missing beside the other languages in modules, then build again: npx destt check says where.',
    faults: languageFaults,
  },
  {
    title: 'it asks no other host for anything',
    wayOut:
      'Put what is fetched into the package. If the address is only a name, add it with its reason to build/verify/foreign-addresses.ts.',
    faults: foreignAddresses,
  },
  {
    title: 'it holds no secret; a configured copy at most one key, which can only write',
    wayOut: 'Take the key back where it was made, for whoever had this file has it. Then configure the package again.',
    faults: ({files, manifest}) => [
      ...settingsFaults(textOf(files, manifest.files.settings)),
      ...[...files.keys()]
        .filter(isText)
        .flatMap((name) => secretsIn(textOf(files, name)).map((found) => `${name}: ${found}`)),
    ],
  },
  {
    title: 'the licence of content and code is in it',
    wayOut: 'Build the package again: LICENSE.txt has to go wherever the package goes.',
    faults: ({files, manifest}) => {
      const text = textOf(files, 'LICENSE.txt');
      const wanted = [
        `${manifest.outline.id} ${manifest.outline.version}`,
        'CONTENT',
        'CODE',
        'LIBRARIES',
        'MIT License',
      ];
      return wanted.filter((words) => !text.includes(words)).map((words) => `LICENSE.txt does not say “${words}”`);
    },
  },
];

/** The control schemas keep the names that ADL and W3C gave them; people look for the licence by its own. */
const isSafeName = (name: string) =>
  (/^[a-z0-9._-]+$/.test(name) && !name.includes('..')) || name === 'LICENSE.txt' || /^[\w-]+\.(xsd|dtd)$/.test(name);

async function manifestFaults(
  {files, manifest}: OpenPackage,
  formats: readonly PackageFormat[],
): Promise<readonly string[]> {
  const format = formats.find(({name}) => name === manifest.format);
  if (!format) return [`the format “${manifest.format}” is none of ${formats.map(({name}) => name).join(', ')}`];
  const names = manifestNames(files);
  return [
    ...(names.length > 1 ? [`importers may take any of ${names.join(', ')}`] : []),
    ...(await format.faults(files)),
  ];
}

function identifierFaults(opened: OpenPackage): readonly string[] {
  const {id} = opened.manifest.outline;
  const roots = [`destt-${id}`, trainingIri(id)];
  const own = (identifier: string) =>
    roots.some(
      (root) => identifier === root || (/^[-/]/.test(identifier.slice(root.length)) && identifier.startsWith(root)),
    );
  const all = identifiersOf(opened);
  return [
    ...all.filter((identifier) => !own(identifier)).map((identifier) => `“${identifier}” is not made of “${id}”`),
    ...all
      .filter((identifier, at) => all.indexOf(identifier) < at)
      .map((identifier) => `“${identifier}” names two things`),
  ];
}

/** The files that the launch page names. */
function namedFiles({manifest: {files}, words: delivered}: OpenPackage): readonly string[] {
  const {player, base, units, kinds, parts, settings} = files;
  const words = [base, ...Object.values(units)].flatMap((each) => Object.values(each));
  const definitions = [...delivered.values()].flat().map((each) => (each.type === 'unit' ? each.definitions : ''));
  const all = [player, ...words, ...definitions, ...Object.values(kinds), ...Object.values(parts), settings];
  return [...new Set(all.filter((name) => name !== ''))];
}

function launchPageFaults(opened: OpenPackage): readonly string[] {
  const {files, manifest} = opened;
  const {outline} = manifest;
  const page = textOf(files, 'index.html');
  const faults = namedFiles(opened)
    .filter((name) => !files.has(name))
    .map((name) => `${name} is named but is not there`);
  const stamp = stampIn(manifest.files.player) ?? '';
  for (const name of namedFiles(opened))
    if (name !== manifest.files.settings && stampIn(name) !== stamp)
      faults.push(`${name} does not carry the package's stamp, ${stamp}`);
  const late = [...files.keys()]
    .filter((name) => stampIn(name) !== null)
    .map((name) => [name, textOf(files, name)] as const);
  if (stampOf(late, stamp) !== stamp)
    faults.push(`a script was changed, added or taken out since the package was stamped ${stamp}`);
  if (!page.startsWith('<!doctype html>') || !page.trimEnd().endsWith('</html>')) faults.push('index.html is cut off');
  if (!/<html lang="[a-z]{2}">/.test(page)) faults.push('index.html does not say its language');
  if (/<(?:script|link|img|iframe)[^>]*\b(?:src|href)="(?!data:)/.test(page))
    faults.push('index.html loads something by itself, beside its manifest');
  const kinds = new Set(activitiesOf(outline).map(({kind}) => kind));
  const playerKind = activitiesOf(outline)[0]?.kind;
  for (const kind of kinds)
    if (kind !== playerKind && !manifest.files.kinds[kind]) faults.push(`the kind “${kind}” has no script`);
  for (const {id} of outline.units) if (!manifest.files.units[id]) faults.push(`the unit “${id}” has no words`);
  return faults;
}

/** Schemas belong to a manifest that lists them; what people read has its own names. */
function orphans(opened: OpenPackage): readonly string[] {
  const {files} = opened;
  const named = namedFiles(opened);
  const known = new Set([...named, 'index.html', 'LICENSE.txt', 'read-me.html', ...manifestNames(files)]);
  // A kind may ask for a file of its own by its name: a worklet can't be part of the script that starts it.
  const scripts = named.map((name) => textOf(files, name)).join('');
  const listed = manifestNames(files)
    .map((name) => textOf(files, name))
    .join('');
  return [...files.keys()].filter(
    (name) =>
      !known.has(name) &&
      !(/\.(xsd|dtd)$/.test(name) && listed.includes(`href="${name}"`)) &&
      !(/\.js$/.test(name) && scripts.includes(name)),
  );
}

function scriptFaults({files, words}: OpenPackage): readonly string[] {
  const page = textOf(files, 'index.html').replace(manifestPattern, '');
  const inline = [...page.matchAll(/<script>(.*?)<\/script>/gs)].map(
    (match) => ['index.html', match[1] ?? ''] as const,
  );
  const scripts = [...files.keys()]
    .filter((name) => name.endsWith('.js'))
    .map((name) => [name, textOf(files, name)] as const);
  const faults = inline.length === 1 ? [] : ['index.html has no launch script'];
  for (const [name, text] of [...inline, ...scripts]) {
    try {
      new Script(text); // parsed, never run
    } catch (error) {
      faults.push(`${name}: ${error instanceof Error ? error.message : error}`);
    }
    if (!words.has(name) && /\bimport\s*\(/.test(text))
      faults.push(`${name} imports at run time: no browser does from a folder`);
  }
  return faults;
}

/** A text that one language has and another has not, by its place. Lists may differ: a translator cuts paragraphs otherwise. */
function languageFaults({manifest, words}: OpenPackage): readonly string[] {
  const {languages, units} = manifest.outline;
  const delivered = (language: Language) => {
    const names = [manifest.files.base[language], ...Object.values(manifest.files.units).map((unit) => unit[language])];
    return names.flatMap((name) => words.get(name) ?? []).filter((one) => one.language === language);
  };
  const texts = languages.map((language) => [language, new Set(delivered(language).flatMap(placesIn))] as const);
  const wanted = [
    ...units.map(({id}) => `outline.units.${id}`),
    ...units.flatMap(({activities}) => activities.flatMap(({id}) => [`outline.activities.${id}`, `${id}.title`])),
    'outline.title',
    'outline.description',
  ];
  const all = new Set([...wanted, ...texts.flatMap(([, places]) => [...places])].filter((place) => !seldom.has(place)));
  return [
    ...languages
      .filter((language) => !manifest.titles[language])
      .map((language) => `${language}: index.html has no title`),
    ...texts.flatMap(([language, places]) =>
      [...all].filter((place) => !places.has(place)).map((place) => `${language}: ${place}`),
    ),
  ];
}

/** Words that only the languages have whose months browsers may lack: the others leave them empty. */
const seldom: ReadonlySet<string> = new Set(['ui.date', 'ui.months']);

const placesIn = (delivery: Delivery): readonly string[] =>
  delivery.type === 'base'
    ? [
        ...placesOf(delivery.outline, 'outline'),
        ...placesOf(delivery.ui, 'ui'),
        ...placesOf(delivery.setting, 'setting'),
      ]
    : [
        ...Object.entries(delivery.activities).flatMap(([id, {words}]) => placesOf(words, id)),
        ...placesOf(delivery.labels, 'labels'),
      ];

/** The places of all texts in a value; the forms of a plural are one text, for languages have more or fewer of them. */
function placesOf(value: unknown, place: string): readonly string[] {
  if (typeof value === 'string') return value.trim() === '' ? [] : [place];
  if (Array.isArray(value)) return value.length === 0 ? [] : [place];
  if (typeof value !== 'object' || value === null) return [];
  if ('other' in value) return [place];
  return Object.entries(value).flatMap(([key, inner]) => placesOf(inner, `${place}.${key}`));
}
