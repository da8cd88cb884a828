import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import * as v from 'valibot';
import type {Setting} from '../src/activities/activity.ts';
import {type CountryFacts, lawTopics} from '../src/activities/page/country-facts.ts';
import {type Language, languageFrom, languages} from '../src/training/index.ts';
import {type Mistake, placeAt} from './mistakes.ts';
import {schemaMistakes} from './schema-faults.ts';
import {readYamlFile} from './source-file.ts';
import {textMistakes} from './text-faults.ts';

const text = v.pipe(v.string(), v.nonEmpty());
const inAll = v.object({kk: text, ru: text, en: text});
const schema = v.object({
  country: v.pipe(v.string(), v.regex(/^[A-Za-z]{2}$/)),
  help_lines: v.pipe(
    v.array(v.object({number: v.pipe(v.string(), v.regex(/^[+0-9][0-9 -]*$/)), name: inAll, note: inAll})),
    v.minLength(1),
  ),
  law_notes: v.optional(
    v.array(v.object({topic: v.picklist(lawTopics), title: inAll, note: inAll, source: inAll})),
    [],
  ),
  school_types: v.optional(v.array(v.object({name: inAll, note: inAll})), []),
});

/** What the player is given, and an institution may set otherwise. */
export type Settings = Readonly<Record<Language, Setting>>;
/** What pages are told when they are compiled. */
export type Facts = Readonly<Record<Language, CountryFacts>>;

/**
 * What holds in a country whatever the training, from `country.kz.yaml` beside the trainings: help lines, notes on its law,
 * its types of school. `settings` is null if the file has mistakes.
 */
export async function readCountry(
  folder: string,
): Promise<{settings: Settings | null; facts: Facts; mistakes: readonly Mistake[]}> {
  const names = (await readdir(folder)).filter((name) => /^country\.[a-z]{2}\.yaml$/.test(name)).sort();
  const file = join(folder, names[0] ?? 'country.kz.yaml');
  if (names.length > 1) {
    const mistake = {file, ...placeAt('', 0), found: `${names.length} countries: ${names.join(', ')}`, wanted: 'one'};
    return {settings: null, facts: noFacts, mistakes: [mistake]};
  }
  const {yaml, mistakes} = await readYamlFile(file, 'the help lines of a country', {words: true});
  if (yaml === null || yaml.data === undefined) return {settings: null, facts: noFacts, mistakes};
  const {output, mistakes: others} = schemaMistakes(yaml, schema, v.object({}));
  const texts = textMistakes(yaml, yaml.texts, (path) => languageFrom(path.at(-1)));
  const all = [...mistakes, ...others, ...texts];
  return {
    settings: output && all.length === 0 ? settingsOf(output) : null,
    facts: output ? factsOf(output) : noFacts,
    mistakes: all,
  };
}

type Country = v.InferOutput<typeof schema>;

const settingsOf = ({help_lines}: Country): Settings =>
  byLanguage((language) => ({
    helpLines: help_lines.map(({number, name, note}) => ({number, name: name[language], note: note[language]})),
  }));

const factsOf = ({law_notes, school_types}: Country): Facts =>
  byLanguage((language) => ({
    lawNotes: law_notes.map(({topic, title, note, source}) => ({
      topic,
      title: title[language],
      note: note[language],
      source: source[language],
    })),
    schoolTypes: school_types.map(({name, note}) => ({name: name[language], note: note[language]})),
  }));

const byLanguage = <T>(make: (language: Language) => T) =>
  Object.fromEntries(languages.map((language) => [language, make(language)])) as Record<Language, T>;

const noFacts: Facts = byLanguage(() => ({lawNotes: [], schoolTypes: []}));
