import {
  type ActivityOutline,
  activitiesOf,
  type Language,
  type PackageManifest,
  type WordsFile,
} from '../src/training/index.ts';
import type {PackageFiles, PackageFormat} from './formats/format.ts';
import {launchPage} from './launch-page.ts';
import {licenceText} from './licence.ts';
import type {Training} from './read-training.ts';
import {safeJson} from './safe-json.ts';
import type {Scripts} from './scripts.ts';
import {stamped, stampOf, unstampedName} from './stamp.ts';

/**
 * A training and the scripts, as the files of a package: what the build zips and the preview serves. Before the first
 * item a learner needs three: index.html, the player with the first activity's kind, one language's first words.
 * Everything that can arrive late carries the package's stamp in its name: a browser may hold an older version's file (MOODLE 9).
 */
export function packageFiles(training: Training, format: PackageFormat, scripts: Scripts): PackageFiles {
  const {outline, words} = training;
  const {languages} = outline;
  const [firstUnit] = outline.units;
  const [first] = firstUnit?.activities ?? [];
  if (!firstUnit || !first)
    throw new Error(`The training "${outline.id}" has no activity: list one in its training.yaml.`);

  const files = new Map<string, string>();
  const add = (name: string, text: string) => {
    if (!/^[a-z0-9._-]+$/.test(name)) throw new Error(`"${name}" can't be a file of a package: use a-z, 0-9, ., _, -.`);
    files.set(name, text);
    return name;
  };
  const late = (name: string, text: string) => add(unstampedName(name), text);
  const perLanguage = <T>(each: (language: Language) => T) =>
    Object.fromEntries(languages.map((language) => [language, each(language)])) as Record<Language, T>;
  const scriptOf = (kind: string) => {
    const script = scripts.kinds[kind];
    if (script === undefined)
      throw new Error(`No script for the kind "${kind}": list the kind in src/activities/index.ts.`);
    return script;
  };

  const kindsOf = (activities: readonly ActivityOutline[]) => [...new Set(activities.map(({kind}) => kind))].sort();
  const lateKinds = kindsOf(activitiesOf(outline)).filter((kind) => kind !== first.kind);

  const base = (language: Language): WordsFile => ({
    type: 'base',
    language,
    outline: words[language].outline,
    ui: scripts.words[language],
    setting: training.settings[language],
  });
  /** The file of a unit's definitions, as its words name it. */
  const definitions = (unit: string) => {
    const found = training.definitions.find((each) => each.unit === unit);
    return found && {definitions: late(`definitions-${unit}`, adding({type: 'definitions', ...found}))};
  };
  const unit = (id: string, activities: readonly ActivityOutline[], language: Language): UnitWords => ({
    type: 'unit',
    language,
    unit: id,
    activities: Object.fromEntries(
      activities.map((activity) => [activity.id, words[language].units[id]?.[activity.id] ?? {rules: {}, words: {}}]),
    ),
    labels: Object.fromEntries(kindsOf(activities).map((kind) => [kind, scripts.labels[kind]?.[language] ?? {}])),
  });

  const draft: PackageManifest = {
    format: format.name,
    outline,
    titles: perLanguage((language) => words[language].outline.title),
    files: {
      player: late('player', scripts.player + scriptOf(first.kind)),
      base: perLanguage((language) => late(language, adding(base(language), unit(firstUnit.id, [first], language)))),
      first: first.id,
      units: Object.fromEntries(
        outline.units.map(({id, activities}) => [
          id,
          perLanguage((language) =>
            late(`${language}-${id}`, adding({...unit(id, activities, language), ...definitions(id)})),
          ),
        ]),
      ),
      kinds: Object.fromEntries(lateKinds.map((kind) => [kind, late(`kind-${kind}`, scriptOf(kind))])),
      parts: {
        cipher: late('cipher', scripts.parts.cipher),
        texts: late('texts', scripts.parts.texts),
        outbox: late('outbox', scripts.parts.outbox),
        records: late('records', scripts.parts.records),
        ...(format.lrs && {xapi: late('xapi', scripts.parts.xapi)}),
        ...(format.runtimes.includes('frame') && {frame: late('frame', scripts.parts.frame)}),
      },
      settings: 'destt.config.js',
    },
  };
  const stamp = stampOf(files);
  for (const [name, text] of [...files]) {
    files.delete(name);
    files.set(stamped(name, stamp), stamped(text, stamp));
  }
  const manifest = JSON.parse(stamped(JSON.stringify(draft), stamp)) as PackageManifest;

  add(manifest.files.settings, `window.desttConfig = ${JSON.stringify({records: 'file'}, null, 2)};\n`);
  for (const kind of kindsOf(activitiesOf(outline)))
    for (const [name, text] of Object.entries(scripts.files[kind] ?? {})) add(name, text);
  add('index.html', launchPage(manifest, scripts.launch(format)));
  files.set('LICENSE.txt', licenceText(training)); // for people, who look for this name

  for (const [name, text] of Object.entries(format.describe(training, [...files.keys()].sort()))) files.set(name, text);
  return new Map([...files].sort(([a], [b]) => (a < b ? -1 : 1)));
}

type UnitWords = Extract<WordsFile, {type: 'unit'}>;

/** A words file: a classic script that hands its words to the page. */
const adding = (...words: readonly WordsFile[]) => words.map((file) => `destt.add(${safeJson(file)});\n`).join('');
