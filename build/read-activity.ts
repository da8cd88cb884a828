import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import * as v from 'valibot';
import type {ActivityKind, Table} from '../src/activities/activity.ts';
import {compileProse, shapeOf} from '../src/activities/page/compile.ts';
import type {CountryFacts} from '../src/activities/page/country-facts.ts';
import type {ActivityOutline, Item, Language} from '../src/training/index.ts';
import {isObject} from '../src/training/is-object.ts';
import type {Facts} from './country.ts';
import {hint, type Mistake, type Place, placeAt, quoted, top} from './mistakes.ts';
import {idPattern, idWanted, schemaMistakes} from './schema-faults.ts';
import {nameOf, readSource, readYamlFile, withMisnamed, wordsWanted} from './source-file.ts';
import {textMistakes} from './text-faults.ts';
import {readYaml, type Text, type YamlFile} from './yaml-file.ts';

/** The longest unit, and so the longest activity, in minutes. */
export const longestUnit = 15;
/** Folders and units may have hyphens: they never enter an answer as they are. */
export const namePattern = /^(?!constructor$)[a-z][a-z0-9_-]*$/;
export const nameWanted = 'a name of a–z, 0–9, - and _ that begins with a letter';

const text = v.pipe(v.string(), v.nonEmpty());
const titled = v.object({title: text});
const activityRules = v.object({
  kind: text,
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(longestUnit)),
  private: v.optional(v.boolean(), false),
  optional: v.optional(v.boolean(), false),
});

/** An activity without a mistake. */
export interface Activity {
  readonly outline: ActivityOutline;
  readonly practice: boolean;
  /** Other activities that it shows. */
  readonly related: readonly string[];
  readonly rules: unknown;
  readonly words: ReadonlyMap<Language, {readonly title: string}>;
}

/** An activity as far as it could be read. */
export interface ReadActivity {
  readonly name: string;
  readonly yaml: YamlFile | null;
  readonly minutes: number;
  readonly items: readonly Item[];
  readonly activity: Activity | null;
  readonly mistakes: readonly Mistake[];
}

/** Reads the folder of an activity: rules once, words in every language, all mistakes. */
export async function readActivity(
  training: string,
  name: string,
  kinds: readonly ActivityKind[],
  spoken: readonly Language[],
  facts: Facts,
): Promise<ReadActivity> {
  const folder = join(training, name);
  const mistakes: Mistake[] = [];
  const file = join(folder, 'activity.yaml');
  const read = await readYamlFile(file, 'an activity.yaml with kind and minutes', {words: false});
  mistakes.push(...read.mistakes);
  const {yaml} = read;
  if (!namePattern.test(name)) mistakes.push(top(file, `the folder name ${quoted(name)}`, nameWanted));

  const kindName = v.parse(v.fallback(v.object({kind: v.string()}), {kind: ''}), yaml?.data).kind;
  const kind = kinds.find(({behaviour}) => behaviour.kind === kindName) ?? null;
  const given = yaml?.data === undefined ? null : schemaMistakes(yaml, kind?.rules ?? anything, activityRules);
  if (yaml && given) mistakes.push(...given.mistakes, ...textMistakes(yaml, yaml.texts, () => null));
  if (yaml && kindName !== '' && !kind) {
    const known = kinds.map(({behaviour}) => behaviour.kind);
    const wanted = `one of ${known.join(', ')}${hint(kindName, known)}`;
    mistakes.push({file, ...yaml.placeOf(['kind']), found: `the unknown kind ${quoted(kindName)}`, wanted});
  }
  const rules = kind ? (given?.output ?? null) : null;
  const items = kind && yaml && rules !== null ? kind.behaviour.items(rules as never) : [];
  const said = new Set(mistakes.map(({line, column}) => `${line}:${column}`));
  const patterns = yaml ? patternMistakes(yaml, items) : [];
  mistakes.push(...patterns.filter(({line, column}) => !said.has(`${line}:${column}`)));

  const reason = kind && rules !== null ? kind.mustBePrivate(rules as never) : null;
  if (yaml && reason !== null && !given?.common?.private)
    mistakes.push({
      file,
      ...yaml.placeOf(['private']),
      found: 'an activity that is not private',
      wanted: `private: true, because ${reason}`,
    });

  const texts = await Promise.all(spoken.map((language) => readWords(folder, language, kind, rules, yaml, facts)));
  mistakes.push(...texts.flatMap((one) => one.mistakes));
  const words = new Map(texts.flatMap((one) => (one.words ? [[one.language, one.words] as const] : [])));
  if (kind?.prose) mistakes.push(...shapeMistakes(texts));
  if (kind?.table && rules !== null) mistakes.push(...(await tableMistakes(folder, kind.table, rules, mistakes)));

  const head = given?.common ?? null;
  const sofar = {name, yaml, minutes: head?.minutes ?? 0, items, mistakes};
  if (!kind || !head || rules === null || words.size < spoken.length) return {...sofar, activity: null};
  const related = kind.behaviour.related?.(rules as never) ?? [];
  const outline = {id: name, kind: kindName, minutes: head.minutes, private: head.private, optional: head.optional};
  return {
    ...sofar,
    activity: {outline: {...outline, items: head.private ? [] : items}, practice: kind.practice, related, rules, words},
  };
}

/** What the table beside the rules says wrongly. Of rules with a mistake nothing can be expected yet. */
async function tableMistakes(
  folder: string,
  {file, schema, check}: Table,
  rules: unknown,
  others: readonly Mistake[],
): Promise<readonly Mistake[]> {
  const read = await readYamlFile(join(folder, file), 'what comes of the rules: see the starter of the kind', {
    words: false,
  });
  if (!read.yaml) return read.mistakes;
  const {yaml} = read;
  if (yaml.data === undefined) return yaml.mistakes;
  const {output, mistakes} = schemaMistakes(yaml, schema, anything);
  const sound = mistakes.length === 0 && !others.some((mistake) => mistake.file === join(folder, 'activity.yaml'));
  const problems = sound ? check(rules as never, output as never) : [];
  const placed = problems.map(({path, found, wanted}) => ({file: yaml.file, ...yaml.placeOf(path), found, wanted}));
  return [...yaml.mistakes, ...mistakes, ...placed];
}

/** What may stand in an `activity.yaml` of which the kind is unknown. */
const anything = v.looseObject({});

function patternMistakes(yaml: YamlFile, items: readonly Item[]): readonly Mistake[] {
  const ids = items.flatMap((item) => [item.id, ...('options' in item ? item.options : [])]);
  return [...new Set(ids)]
    .filter((id) => !idPattern.test(id))
    .map((id) => ({file: yaml.file, ...yaml.placeOfId(id), found: `the id ${quoted(id)}`, wanted: idWanted}));
}

/** Words of one activity in one language, as far as they could be read. */
interface ReadWords {
  readonly language: Language;
  readonly file: string;
  readonly words: {readonly title: string} | null;
  /** Of prose. */
  readonly body: {readonly shape: readonly string[]; readonly place: Place} | null;
  readonly mistakes: readonly Mistake[];
}

/** `rules` is null if they are at fault; then only what can be said without them is said. */
async function readWords(
  folder: string,
  language: Language,
  kind: ActivityKind | null,
  rules: unknown,
  rulesYaml: YamlFile | null,
  facts: Facts,
): Promise<ReadWords> {
  const file = join(folder, `${language}.${kind?.prose ? 'md' : 'yaml'}`);
  const nothingRead = {language, file, words: null, body: null};
  if (!kind) return {...nothingRead, mistakes: []};
  const source = await readSource(file, `the words in ${nameOf(language)}`);
  if (typeof source !== 'string') return {...nothingRead, mistakes: await withMisnamed([source], file, language)};
  const bounds = kind.prose ? frontMatter(source) : {from: 0, to: source.length, body: source.length};
  if (bounds === null) {
    const mistake = top(file, 'no front matter', '“---”, “title: …” and “---” on the first three lines');
    return {...nothingRead, mistakes: [mistake]};
  }
  const read = readYaml(file, source, {words: true, ...bounds});
  const prose = kind.prose ? await readProse(folder, read, bounds.body, facts[language]) : null;
  const sound = prose === null || prose.mistakes.length === 0;
  // A faulty body is not complete; then only the front matter is held against the schema.
  const body = sound ? prose?.body : [''];
  const yaml = prose && isObject(read.data) ? {...read, data: {...read.data, body}} : read;
  const texts = prose ? [...yaml.texts, prose.text] : yaml.texts;
  const mistakes = [...yaml.mistakes, ...(prose?.mistakes ?? []), ...textMistakes(yaml, texts, () => language)];
  const found = {
    ...nothingRead,
    body: prose && sound ? {shape: shapeOf(prose.body), place: placeAt(source, bounds.body)} : null,
  };
  if (yaml.data === undefined) return {...found, mistakes};
  const schema = rules === null ? anything : kind.words(rules as never);
  const checked = schemaMistakes(yaml, schema, titled, wordsWanted(language));
  mistakes.push(...checked.mistakes);
  if (!sound || rules === null || checked.common === null || checked.output === null) return {...found, mistakes};

  const words = {...checked.common, ...(checked.output as object), ...kind.country?.(facts[language])};
  const content = {rules, words};
  for (const {in: side, path, found: what, wanted} of kind.check(content as never)) {
    const at = side === 'rules' ? rulesYaml! : yaml;
    const place = side === 'words' && prose && path[0] === 'body' ? placeAt(source, bounds.body) : at.placeOf(path);
    mistakes.push({file: at.file, ...place, found: what, wanted});
  }
  return {...found, words, mistakes};
}

/** Where the YAML before a Markdown text begins and ends, and where the text begins; null if there is none. */
function frontMatter(source: string) {
  const match = /^---[ \t]*\n([\s\S]*?\n)?---[ \t]*(?:\n|$)/.exec(source);
  if (!match) return null;
  const from = source.indexOf('\n') + 1;
  return {from, to: from + (match[1]?.length ?? 0), body: match[0].length};
}

/** The Markdown below the front matter, with the drawings beside it. */
async function readProse(folder: string, {file, source}: YamlFile, from: number, country: CountryFacts) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.svg')).sort();
  const drawings = await Promise.all(
    names.map(async (name) => [name, await readSource(join(folder, name), '')] as const),
  );
  const mistakes = drawings.flatMap(([, text]) => (typeof text === 'string' ? [] : text));
  const readable = drawings.flatMap(([name, text]) => (typeof text === 'string' ? [[name, text] as const] : []));
  const text: Text = {path: ['body'], text: source.slice(from), from, to: source.length};
  const {body, problems} = compileProse(text.text, Object.fromEntries(readable), country);
  const {line: first} = placeAt(source, from);
  const places = problems.map(({line, ...problem}): Mistake => ({file, line: line + first - 1, ...problem}));
  const tabs = [...text.text.matchAll(/\t/g)].map(
    ({index}): Mistake => ({file, ...placeAt(source, from + index), found: 'a tab', wanted: 'spaces'}),
  );
  return {body, text, mistakes: [...mistakes, ...places, ...tabs]};
}

/** Sections and reveals have to be the same in every language: the learner's place and answers are counted in them. */
function shapeMistakes(texts: readonly ReadWords[]): readonly Mistake[] {
  const bodies = texts.flatMap(({body, file, language}) => (body ? [{...body, file, language}] : []));
  const first = bodies[0];
  return bodies.slice(1).flatMap(({shape, place, file}) => {
    const length = Math.max(shape.length, first!.shape.length);
    const at = Array.from({length}, (_, index) => index).find((index) => shape[index] !== first!.shape[index]);
    if (at === undefined) return [];
    const part = (list: readonly string[]) => (list[at] === undefined ? 'the end' : quoted(list[at]));
    const found = `${part(shape)} as part ${at + 1} of the page`;
    const wanted = `${part(first!.shape)}, as in ${nameOf(first!.language)}: the same headings, reveals and figures in every language`;
    return [{file, ...place, found, wanted}];
  });
}
