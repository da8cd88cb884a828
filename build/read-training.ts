import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import * as v from 'valibot';
import type {ActivityKind} from '../src/activities/activity.ts';
import {type IdClash, idClashes} from '../src/training/id-clashes.ts';
import {
  interactionId,
  type Language,
  languages,
  type Outline,
  type OutlineWords,
  type UnitDefinitions,
} from '../src/training/index.ts';
import {type Facts, readCountry, type Settings} from './country.ts';
import {definitionsOf} from './definitions.ts';
import {hint, type Mistake, quoted, sortedMistakes, top} from './mistakes.ts';
import {type Activity, longestUnit, namePattern, nameWanted, type ReadActivity, readActivity} from './read-activity.ts';
import {schemaMistakes} from './schema-faults.ts';
import {nameOf, readYamlFile, withMisnamed, wordsWanted} from './source-file.ts';
import {textMistakes} from './text-faults.ts';
import type {Path, YamlFile} from './yaml-file.ts';

export {formatMistake, type Mistake} from './mistakes.ts';

/** A training as its authors wrote it, checked and ready to be packed. */
export interface Training {
  /** Where it was read. */
  readonly folder: string;
  readonly outline: Outline;
  /** Step of the ladder of trainings: 1, 2 or 3 (R-10). */
  readonly level: number;
  readonly authors: readonly string[];
  /** Of the content, as an SPDX identifier. */
  readonly licence: string;
  /** By language; only the languages of the outline are in it. */
  readonly words: Readonly<Record<Language, TrainingWords>>;
  readonly settings: Settings;
  /** What records describe, a unit each, in all languages. */
  readonly definitions: readonly UnitDefinitions[];
  /** Minutes of practice kinds over all minutes, 0–1 (R-8). */
  readonly practiceShare: number;
}

/** All the words of a training in one language, the rules beside them as the player wants them. */
export interface TrainingWords {
  readonly outline: OutlineWords;
  /** By unit, then by activity. */
  readonly units: Readonly<
    Record<string, Readonly<Record<string, {readonly rules: unknown; readonly words: unknown}>>>
  >;
}

/** Reads every training of a folder: the faultless ones as values, and all mistakes, in reading order. */
export async function readTrainings(
  folder: string,
  kinds: readonly ActivityKind[],
): Promise<{trainings: readonly Training[]; mistakes: readonly Mistake[]}> {
  const ids = await foldersIn(folder).catch(() => null);
  if (ids === null) return {trainings: [], mistakes: [top(folder, 'no such folder', 'a folder of trainings')]};
  const country = await readCountry(folder);
  const read = await Promise.all(ids.map((id) => readTraining(folder, id, kinds, country.settings, country.facts)));
  const mistakes = [...country.mistakes, ...read.flatMap((one) => one.mistakes)];
  if (ids.length === 0) mistakes.push(top(folder, 'no training', 'a folder with a training.yaml'));
  return {trainings: read.flatMap(({training}) => training ?? []), mistakes: sortedMistakes(mistakes)};
}

const text = v.pipe(v.string(), v.nonEmpty());
const unit = v.object({
  id: v.pipe(v.string(), v.regex(namePattern)),
  activities: v.pipe(v.array(text), v.minLength(1)),
});
const units = v.pipe(v.array(unit), v.minLength(1));
const languageList = v.pipe(
  v.array(v.picklist(languages)),
  v.minLength(1),
  v.check((list) => new Set(list).size === list.length, 'each language once'),
);
const trainingRules = v.object({
  version: v.pipe(v.string('a version in quotes, like "1.0.0"'), v.regex(/^\d+\.\d+\.\d+$/, 'a version like 1.0.0')),
  ects: v.pipe(v.number(), v.gtValue(0), v.maxValue(60)),
  level: v.picklist([1, 2, 3]),
  hue: v.pipe(v.number(), v.minValue(0), v.maxValue(360)),
  languages: languageList,
  final_status: v.optional(v.picklist(['completed', 'passed']), 'completed'),
  units,
  authors: v.optional(v.array(text), []),
  licence: v.optional(text, 'CC-BY-4.0'),
});
type Rules = v.InferOutput<typeof trainingRules>;
/** A mistake elsewhere in the file is no reason not to look at the activities. */
const leniently = v.fallback(
  v.object({languages: v.fallback(languageList, [...languages]), units: v.fallback(units, [])}),
  {languages: [...languages], units: []},
);
/** Where all keys are a file's own. */
const nothing = v.object({});

async function readTraining(
  parent: string,
  id: string,
  kinds: readonly ActivityKind[],
  settings: Settings | null,
  facts: Facts,
) {
  const folder = join(parent, id);
  const mistakes: Mistake[] = [];
  if (!namePattern.test(id)) mistakes.push(top(folder, `the name ${quoted(id)}`, nameWanted));
  const header = await readYamlFile(join(folder, 'training.yaml'), 'a training.yaml, as in the other trainings', {
    words: false,
  });
  mistakes.push(...header.mistakes);
  const yaml = header.yaml;
  const head = yaml?.data === undefined ? null : schemaMistakes(yaml, trainingRules, nothing);
  const rules = head?.output ?? null;
  mistakes.push(...(head?.mistakes ?? []), ...(yaml ? textMistakes(yaml, yaml.texts, () => null) : []));

  const {languages: spoken, units: listed} = v.parse(leniently, yaml?.data);
  const folders = await foldersIn(folder);
  const activities = await Promise.all(folders.map((name) => readActivity(folder, name, kinds, spoken, facts)));
  mistakes.push(...activities.flatMap((one) => one.mistakes));
  if (yaml && listed.length > 0) mistakes.push(...unitMistakes(yaml, listed, folders, activities));
  mistakes.push(...idMistakes(activities));

  const read = await Promise.all(spoken.map((language) => readTrainingWords(folder, language, listed)));
  mistakes.push(...read.flatMap((one) => one.mistakes));
  if (mistakes.length > 0 || !rules || !settings) return {training: null, mistakes};

  const unknown = activities.flatMap((one) => relatedMistakes(one, folders));
  const found = new Map(activities.flatMap((one) => (one.activity ? [[one.name, one.activity] as const] : [])));
  const outline = outlineOf(id, rules, found);
  const clashes = idClashes(outline).map((clash) => clashMistake(folder, clash));
  if (unknown.length + clashes.length > 0) return {training: null, mistakes: [...unknown, ...clashes]};

  const words = new Map(read.map((one) => [one.language, trainingWords(rules, found, one.language, one.words!)]));
  const spokenWords = Object.fromEntries(words) as Record<Language, TrainingWords>;
  const training: Training = {
    folder,
    outline,
    level: rules.level,
    authors: rules.authors,
    licence: rules.licence,
    words: spokenWords,
    settings,
    definitions: definitionsOf(outline, spokenWords, kinds),
    practiceShare: practiceShareOf([...found.values()]),
  };
  return {training, mistakes};
}

/** An activity that shows another has to name one of the training. */
function relatedMistakes({name, yaml, activity}: ReadActivity, folders: readonly string[]): readonly Mistake[] {
  if (!yaml || !activity) return [];
  const strange = activity.related.filter((id) => id === name || !folders.includes(id));
  return strange.map((id) => ({
    file: yaml.file,
    ...yaml.placeOfId(id),
    found: `the activity ${quoted(id)}`,
    wanted: `another activity of this training${hint(id, folders)}`,
  }));
}

/** Two ids that suspend data could not tell apart: rare, and cured by another name for the newer one. */
function clashMistake(folder: string, {of, activity, item, ids: [first, second]}: IdClash): Mistake {
  const where = [activity, item].filter(Boolean).join(', ');
  const file = activity ? join(folder, activity, 'activity.yaml') : join(folder, 'training.yaml');
  return top(
    file,
    `the ${of} ids ${quoted(first)} and ${quoted(second)}${where ? ` in ${where}` : ''}, which are saved as the same`,
    'another id for the newer of the two',
  );
}

type Found = ReadonlyMap<string, Activity>;

function outlineOf(
  id: string,
  {version, ects, level, hue, languages: spoken, final_status, units: listed}: Rules,
  found: Found,
): Outline {
  return {
    id,
    version,
    ects,
    level,
    hue,
    ...(final_status === 'passed' && {finalStatus: 'passed'}),
    languages: languages.filter((language) => spoken.includes(language)),
    units: listed.map((one) => ({id: one.id, activities: one.activities.map((name) => found.get(name)!.outline)})),
  };
}

function trainingWords({units: listed}: Rules, found: Found, language: Language, own: OwnWords): TrainingWords {
  const contentOf = (name: string) => ({rules: found.get(name)!.rules, words: found.get(name)!.words.get(language)!});
  const names = listed.flatMap((one) => one.activities);
  const titles = Object.fromEntries(names.map((name) => [name, contentOf(name).words.title]));
  const contents = listed.map(
    (one) => [one.id, Object.fromEntries(one.activities.map((name) => [name, contentOf(name)]))] as const,
  );
  return {outline: {language, ...own, activities: titles}, units: Object.fromEntries(contents)};
}

function practiceShareOf(activities: readonly Activity[]): number {
  const minutesOf = (some: readonly Activity[]) => some.reduce((sum, {outline}) => sum + outline.minutes, 0);
  return minutesOf(activities.filter(({practice}) => practice)) / minutesOf(activities);
}

/** What a training's own file of words holds. */
type OwnWords = Omit<OutlineWords, 'language' | 'activities'>;

async function readTrainingWords(
  folder: string,
  language: Language,
  listed: Rules['units'],
): Promise<{language: Language; words: OwnWords | null; mistakes: readonly Mistake[]}> {
  const file = join(folder, `${language}.yaml`);
  const wanted = `title, description and units in ${nameOf(language)}`;
  const {yaml, mistakes} = await readYamlFile(file, wanted, {words: true});
  if (yaml === null) return {language, words: null, mistakes: await withMisnamed(mistakes, file, language)};
  const texts = textMistakes(yaml, yaml.texts, () => language);
  if (yaml.data === undefined) return {language, words: null, mistakes: [...mistakes, ...texts]};
  const titles = v.object(Object.fromEntries(listed.map(({id}) => [id, text])));
  // Without the units it isn't known which titles are wanted.
  const unitWords: v.GenericSchema<unknown, Record<string, string>> = listed.length > 0
    ? titles
    : v.record(v.string(), text);
  const schema = v.object({title: text, description: text, units: unitWords});
  const {output, mistakes: faults} = schemaMistakes(yaml, schema, nothing, wordsWanted(language));
  return {language, words: output, mistakes: [...mistakes, ...faults, ...texts]};
}

/** What `training.yaml` says of folders that are or aren't there, and how long a unit gets. */
function unitMistakes(
  yaml: YamlFile,
  listed: Rules['units'],
  folders: readonly string[],
  activities: readonly {readonly name: string; readonly minutes: number}[],
): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  const say = (path: Path, found: string, wanted: string) =>
    mistakes.push({file: yaml.file, ...yaml.placeOf(path), found, wanted});
  const all = listed.flatMap((one) => one.activities);
  const free = folders.filter((name) => !all.includes(name));
  const seen = new Set<string>();
  listed.forEach(({id, activities: names}, at) => {
    if (listed.findIndex((other) => other.id === id) < at)
      say(['units', at, 'id'], `the unit ${quoted(id)} a second time`, 'an id of its own');
    names.forEach((name, index) => {
      const path = ['units', at, 'activities', index];
      if (seen.has(name)) say(path, `the activity ${quoted(name)} a second time`, 'each activity once');
      else if (!folders.includes(name))
        say(path, `${quoted(name)}, but no such folder${hint(name, free)}`, 'the name of a folder beside this file');
      seen.add(name);
    });
    const minutes = activities.filter(({name}) => names.includes(name)).reduce((sum, one) => sum + one.minutes, 0);
    if (minutes > longestUnit)
      say(
        ['units', at],
        `${minutes} minutes in the unit ${quoted(id)}`,
        `at most ${longestUnit}, so that it can be done in one sitting: two units of it`,
      );
  });
  for (const name of free)
    if (!all.some((other) => hint(other, [name]) !== '' && !folders.includes(other)))
      say(['units'], `the folder ${quoted(name)} in no unit`, 'its name in a unit, or the folder taken away');
  return mistakes;
}

/** Ids that would be one in an LMS's records, where hyphens are underscores: activities and interactions. */
function idMistakes(activities: readonly ReadActivity[]): readonly Mistake[] {
  const mistakes: Mistake[] = [];
  const names = new Map<string, string>();
  const interactions = new Map<string, string>();
  for (const {name, yaml, items} of activities) {
    const safe = name.replaceAll('-', '_');
    const other = names.get(safe);
    if (yaml && other !== undefined)
      mistakes.push(
        top(
          yaml.file,
          `the folder ${quoted(name)} beside ${quoted(other)}: both are ${safe} in records`,
          'another name for one of them',
        ),
      );
    names.set(safe, name);
    if (!yaml) continue;
    const own = new Map<string, number>();
    for (const {id} of items) {
      const inRecords = interactionId(name, id);
      const nth = own.get(id) ?? 0;
      own.set(id, nth + 1);
      const place = {file: yaml.file, ...yaml.placeOfId(id, nth)};
      if (nth > 0) mistakes.push({...place, found: `the item ${quoted(id)} a second time`, wanted: 'an id of its own'});
      else if (other === undefined && interactions.has(inRecords))
        mistakes.push({
          ...place,
          found: `the item ${quoted(id)}, in records ${inRecords} like one of ${quoted(interactions.get(inRecords)!)}`,
          wanted: 'another id',
        });
      interactions.set(inRecords, name);
    }
  }
  return mistakes;
}

/** Folders that authors made: what begins with a dot or an underscore is a tool's. */
async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, {withFileTypes: true});
  return entries
    .filter((entry) => entry.isDirectory() && /^[^._]/.test(entry.name))
    .map(({name}) => name)
    .sort();
}
