import * as v from 'valibot';
import {type Language, languages, type PackageManifest} from '../../src/training/index.ts';
import type {PackageFiles} from '../formats/format.ts';
import {Stop} from '../stop.ts';
import {readZip} from './read-zip.ts';

/** One of our packages, read from its zip alone: what wrote it is not asked. */
export interface OpenPackage {
  readonly bytes: number;
  /** Scripts, pages and manifests as text, anything else as bytes. */
  readonly files: PackageFiles;
  readonly zipFaults: readonly string[];
  /** What index.html carries. */
  readonly manifest: PackageManifest;
  /** What each words file delivers, by its name; a file that can't be read delivers nothing. */
  readonly words: ReadonlyMap<string, readonly Delivery[]>;
}

/** A delivery of a words file, as far as it has to be understood here (`WordsFile`). */
export type Delivery = v.InferOutput<typeof delivery>;

/** Opens a zip. Throws a `Stop` if there is no package of ours in it. */
export function openPackage(zip: Uint8Array): OpenPackage {
  const {files: contents, faults} = readZip(zip);
  const files = new Map(
    [...contents].map(([name, content]) => [name, isText(name) ? Buffer.from(content).toString('utf8') : content]),
  );
  const inFolder = [...files.keys()].find((name) => name.endsWith('/index.html'));
  if (inFolder && !files.has('index.html'))
    throw new Stop(
      `Everything lies in a folder, ${inFolder}: zip the files themselves, not the folder that holds them.`,
    );
  const manifest = manifestIn(textOf(files, 'index.html'), faults);
  const {base, units} = manifest.files;
  const names = [...Object.values(base), ...Object.values(units).flatMap((each) => Object.values(each))];
  const words = new Map(names.map((name) => [name, deliveriesIn(textOf(files, name))]));
  return {bytes: zip.length, files, zipFaults: faults, manifest, words};
}

/** A file's text; empty if it is not there. */
export const textOf = (files: PackageFiles, name: string) => String(files.get(name) ?? '');

/** Pages, scripts, manifests and what people read. */
export const isText = (name: string) => /\.(html|js|xml|xsd|dtd|txt|css|json|svg)$/.test(name);

/** What an LMS keeps a learner's attempts by, in its order; empty where no LMS is told of the package. */
export const identifiersOf = ({files}: OpenPackage): readonly string[] =>
  manifestNames(files).flatMap((name) =>
    [...textOf(files, name).matchAll(/\s(?:identifier|id)="([^"]*)"/g)].map(([, id = '']) => id),
  );

/** The manifests that importers look for: all our formats write one, in XML, or none. */
export const manifestNames = (files: PackageFiles) => [...files.keys()].filter((name) => name.endsWith('.xml'));

/** The JSON that the launch page reads. */
export const manifestPattern = /<script type="application\/json" id="manifest">(.*?)<\/script>/s;

function manifestIn(page: string, faults: readonly string[]): PackageManifest {
  const found = v.safeParse(manifest, jsonIn(manifestPattern.exec(page)?.[1]));
  if (found.success) return found.output;
  const [issue] = found.issues;
  const place = v.getDotPath(issue);
  throw new Stop(
    [
      place === null
        ? 'It is no package of this project: its index.html, at the root of the zip, has to carry our manifest.'
        : `Its index.html can’t be read by this version: ${place}: ${issue.message}. Take the version that built it.`,
      ...faults,
    ].join('\n  '),
  );
}

/** `destt.add(…);` a line, as `package-files.ts` writes them: read, never run. */
function deliveriesIn(script: string): readonly Delivery[] {
  const lines = script.split('\n').filter((line) => line !== '');
  const read = lines.map((line) => v.safeParse(delivery, jsonIn(/^destt\.add\((.*)\);$/.exec(line)?.[1])));
  return read.flatMap(({success, output}) => (success ? [output as Delivery] : []));
}

/** What a JSON text says; undefined if it says nothing. */
export function jsonIn(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

const language = v.picklist(languages);
const byLanguage = <T extends v.GenericSchema>(value: T) =>
  v.record(language, value) as v.GenericSchema<unknown, Record<Language, v.InferOutput<T>>>;
const options = v.array(v.string());
const item = v.variant('type', [
  v.object({id: v.string(), type: v.picklist(['choice', 'choices', 'sequence']), options}),
  v.object({id: v.string(), type: v.literal('number'), min: v.number(), max: v.number()}),
  v.object({id: v.string(), type: v.literal('text')}),
]);
const activity = v.object({
  id: v.string(),
  kind: v.string(),
  minutes: v.number(),
  private: v.boolean(),
  optional: v.boolean(),
  items: v.array(item),
});
/** An outline: in a package, and beside a golden attempt. */
export const outlineSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]*$/)),
  version: v.pipe(v.string(), v.regex(/^\d+\.\d+\.\d+$/)),
  ects: v.number(),
  level: v.number(),
  hue: v.number(),
  languages: v.array(language),
  units: v.array(v.object({id: v.string(), activities: v.array(activity)})),
});
const manifest = v.object({
  format: v.string(),
  outline: outlineSchema,
  titles: byLanguage(v.string()),
  files: v.object({
    player: v.string(),
    base: byLanguage(v.string()),
    first: v.optional(v.string(), ''), // packages of 0.1 had none
    units: v.record(v.string(), byLanguage(v.string())),
    kinds: v.record(v.string(), v.string()),
    parts: v.object({
      cipher: v.string(),
      texts: v.string(),
      outbox: v.optional(v.string(), ''), // packages of 0.1 sent no records
      records: v.optional(v.string(), ''),
      xapi: v.exactOptional(v.string()),
      frame: v.exactOptional(v.string()),
    }),
    settings: v.string(),
  }),
});
const wordsOf = v.object({rules: v.unknown(), words: v.unknown()});
const delivery = v.variant('type', [
  v.object({type: v.literal('base'), language, outline: v.unknown(), ui: v.unknown(), setting: v.unknown()}),
  v.object({
    type: v.literal('unit'),
    language,
    unit: v.string(),
    activities: v.record(v.string(), wordsOf),
    labels: v.unknown(),
    definitions: v.optional(v.string(), ''), // packages of 0.1 made no records
  }),
]);
