import {isUtf8} from 'node:buffer';
import {readdir, readFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {type Language, languageFrom} from '../src/training/index.ts';
import {type Mistake, quoted, top} from './mistakes.ts';
import {readYaml, type YamlFile, type YamlOptions} from './yaml-file.ts';

/** The text of a file whatever system wrote it: without byte order mark, lines ending with `\n`. A mistake if it is none. */
export async function readSource(file: string, wanted: string): Promise<string | Mistake> {
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return top(file, 'no such file', wanted);
  if (!isUtf8(bytes)) return top(file, 'letters in another encoding', 'the file saved as UTF-8');
  return bytes
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .replace(/\r\n?/g, '\n');
}

/** A file of YAML, or null with the mistake that there is none. */
export async function readYamlFile(
  file: string,
  wanted: string,
  options: YamlOptions,
): Promise<
  | {readonly yaml: YamlFile; readonly mistakes: readonly Mistake[]}
  | {readonly yaml: null; readonly mistakes: readonly Mistake[]}
> {
  const source = await readSource(file, wanted);
  if (typeof source !== 'string') return {yaml: null, mistakes: [source]};
  const yaml = readYaml(file, source, options);
  return {yaml, mistakes: yaml.mistakes};
}

/** The mistake of a missing file, with the file beside it that was probably meant to be it: `kz.yaml`, `en.yml`. */
export async function withMisnamed(
  mistakes: readonly Mistake[],
  file: string,
  language: Language,
): Promise<readonly Mistake[]> {
  const names = await readdir(dirname(file)).catch(() => []);
  const other = names.find(
    (name) => join(dirname(file), name) !== file && languageFrom(name.split('.')[0]) === language,
  );
  return mistakes.map((mistake) =>
    other ? {...mistake, found: `${mistake.found}, but ${quoted(other)} beside it`} : mistake,
  );
}

/** `Kazakh (kk)`. */
export const nameOf = (language: Language) =>
  `${new Intl.DisplayNames('en', {type: 'language'}).of(language)} (${language})`;
/** What would do where a word is missing. */
export const wordsWanted = (language: Language) => `its words in ${nameOf(language)}`;
