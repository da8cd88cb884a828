import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import * as v from 'valibot';
import type {Setting} from '../src/activities/activity.ts';
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
});

export type Settings = Readonly<Record<Language, Setting>>;

/** What holds in a country whatever the training: help lines, from `country.kz.yaml` beside the trainings. */
export async function readCountry(folder: string): Promise<{settings: Settings | null; mistakes: readonly Mistake[]}> {
  const names = (await readdir(folder)).filter((name) => /^country\.[a-z]{2}\.yaml$/.test(name)).sort();
  const file = join(folder, names[0] ?? 'country.kz.yaml');
  if (names.length > 1) {
    const mistake = {file, ...placeAt('', 0), found: `${names.length} countries: ${names.join(', ')}`, wanted: 'one'};
    return {settings: null, mistakes: [mistake]};
  }
  const {yaml, mistakes} = await readYamlFile(file, 'the help lines of a country', {words: true});
  if (yaml === null || yaml.data === undefined) return {settings: null, mistakes};
  const {output, mistakes: others} = schemaMistakes(yaml, schema, v.object({}));
  const texts = textMistakes(yaml, yaml.texts, (path) => languageFrom(path.at(-1)));
  const all = [...mistakes, ...others, ...texts];
  return {settings: output && all.length === 0 ? settingsOf(output) : null, mistakes: all};
}

function settingsOf({help_lines}: v.InferOutput<typeof schema>): Settings {
  const setting = (language: Language): Setting => ({
    helpLines: help_lines.map(({number, name, note}) => ({number, name: name[language], note: note[language]})),
  });
  return Object.fromEntries(languages.map((language) => [language, setting(language)])) as Record<Language, Setting>;
}
