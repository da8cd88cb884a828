import * as v from 'valibot';
import type {Schema} from '../src/activities/activity.ts';
import {type Mistake, nearest, quoted} from './mistakes.ts';
import type {Path, YamlFile} from './yaml-file.ts';

/** Ids that are answered or chosen: SCORM 2004 refuses hyphens (DESIGN 2). */
export const idPattern = /^[a-z][a-z0-9_]*$/;
export const idWanted = 'an id of a–z, 0–9 and _ that begins with a letter';

/** Where data does not keep to its schema. */
export interface Fault {
  readonly path: Path;
  /** A missing key stands nowhere, an unknown key is a fault of the key, all others are of the value. */
  readonly type: 'missing' | 'unknown' | 'value';
  readonly found: string;
  readonly wanted: string;
}

/**
 * Every fault of the data, and what its two schemas make of it, null where one can't: `common` has the keys that all such
 * files hold, `schema` the file's own. A key that neither knows is a fault even where a schema would let it pass,
 * because it is mostly misspelt.
 */
export function faultsOf<S extends Schema, C extends Schema>(data: unknown, schema: S, common: C) {
  const extra = Object.keys(partsOf(common).entries ?? {}).filter((key) => !knows(schema, key));
  const unknown = unknownKeys(schema, data, [], extra);
  const [head, tail] = [v.safeParse(common, data), v.safeParse(schema, without(data, extra))] as const;
  const faults = [...(head.issues ?? []), ...(tail.issues ?? [])]
    .map(faultOf)
    // A schema that refuses unknown keys names only the first; a misspelt key is not missing as well.
    .filter((fault) => !unknown.some((other) => samePath(other.path, fault.path) || meant(other, fault)))
    .filter((fault, at, all) => all.findIndex((other) => samePath(fault.path, other.path)) === at);
  return {
    faults: [...unknown, ...faults] as readonly Fault[],
    common: head.typed ? head.output : null,
    output: tail.typed ? tail.output : null,
  };
}

/**
 * The faults of a file's data as mistakes at their places. `missing` says what would do for a key that isn't there, where
 * the schema knows too little. What the reading of the file has complained of already is not repeated.
 */
export function schemaMistakes<S extends Schema, C extends Schema>(
  yaml: YamlFile,
  schema: S,
  common: C,
  missing?: string,
) {
  const {faults, ...outputs} = faultsOf(yaml.data, schema, common);
  const mistakes = faults.flatMap(({path, type, found, wanted}): readonly Mistake[] => {
    const {line, column} = yaml.placeOf(path, type === 'unknown' ? 'key' : 'value');
    const said = yaml.mistakes.some((other) => other.line === line && other.column === column);
    if (said && type === 'value') return [];
    return [{file: yaml.file, line, column, found, wanted: type === 'missing' ? (missing ?? wanted) : wanted}];
  });
  return {...outputs, mistakes};
}

/** What somebody would call a value that they see in a file. */
export function described(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null)
    return `keys and values (${quoted(`${Object.keys(value)[0] ?? ''}: …`)})`;
  return value === null || value === undefined ? 'nothing' : String(value);
}

interface UnknownKey extends Fault {
  readonly near: string | null;
}

const meant = ({path, near}: UnknownKey, {type, path: missing}: Fault) =>
  type === 'missing' && near !== null && samePath([...path.slice(0, -1), near], missing);
const samePath = (a: Path, b: Path) => a.length === b.length && a.every((step, at) => step === b[at]);

/** The fields of valibot's schemas that hold other schemas; each schema has some. */
interface Parts {
  readonly type: string;
  readonly entries?: Readonly<Record<string, Schema>>;
  readonly rest?: Schema;
  readonly item?: Schema;
  readonly items?: readonly Schema[];
  readonly value?: Schema;
  readonly options?: readonly unknown[];
  readonly wrapped?: Schema;
  readonly getter?: (input: unknown) => Schema;
}

const partsOf = (schema: Schema) => schema as Schema & Parts;
const knows = (schema: Schema, key: string): boolean => {
  const {entries, options, wrapped} = partsOf(schema);
  if (wrapped) return knows(wrapped, key);
  return entries ? Object.hasOwn(entries, key) : (options ?? []).some((option) => knows(option as Schema, key));
};
const without = (data: unknown, keys: readonly string[]): unknown =>
  typeof data !== 'object' || data === null || Array.isArray(data)
    ? data
    : Object.fromEntries(Object.entries(data).filter(([key]) => !keys.includes(key)));

/** `extra` are keys of the root that another schema knows. */
function unknownKeys(schema: Schema, data: unknown, path: Path, extra: readonly string[] = []): readonly UnknownKey[] {
  if (typeof data !== 'object' || data === null) return [];
  const {type, entries, rest, item, items, value, options, wrapped, getter} = partsOf(schema);
  if (wrapped) return unknownKeys(wrapped, data, path, extra);
  if (getter) return unknownKeys(getter(data), data, path, extra);
  if (type === 'union' || type === 'variant') {
    const option = likeliest(options as readonly Schema[], data);
    return option ? unknownKeys(option, data, path, extra) : [];
  }
  if (Array.isArray(data))
    return data.flatMap((part, index) => {
      const inside = items?.[index] ?? item ?? rest;
      return inside ? unknownKeys(inside, part, [...path, index]) : [];
    });
  return Object.entries(data).flatMap(([key, part]) => {
    const inside = (entries && Object.hasOwn(entries, key) ? entries[key] : null) ?? value ?? rest;
    if (inside) return unknownKeys(inside, part, [...path, key]);
    if (!entries || type === 'loose_object' || extra.includes(key)) return [];
    const free = [...Object.keys(entries), ...extra].filter((other) => !Object.hasOwn(data, other));
    const near = nearest(key, free);
    const wanted =
      near !== null
        ? `${quoted(near)}, the nearest known key`
        : free.length === 0
          ? 'no such key'
          : `a known key: ${free.join(', ')}`;
    return [{path: [...path, key], type: 'unknown', found: `the unknown key ${quoted(key)}`, wanted, near} as const];
  });
}

/** The option of a union that the data keeps to, else the one it shares most keys with. */
function likeliest(options: readonly Schema[], data: object): Schema | undefined {
  const shared = (option: Schema) => {
    const {entries = {}} = partsOf(option);
    return Object.keys(data).filter((key) => {
      const entry = entries[key];
      return entry && (entry.type !== 'literal' || v.is(entry, data[key as keyof typeof data]));
    }).length;
  };
  const ranked = [...options].sort((a, b) => shared(b) - shared(a));
  return ranked.find((option) => v.is(option, data)) ?? ranked[0];
}

function faultOf(issue: v.BaseIssue<unknown>): Fault {
  const path = (issue.path ?? []).map(({key}) => (typeof key === 'number' ? key : String(key)));
  const wanted = wantedBy(issue);
  if (issue.type === 'strict_object' && issue.expected === 'never')
    return {path, type: 'unknown', found: described(issue.input), wanted};
  const missing = issue.received === 'undefined' && path.length > 0;
  if (missing)
    return {path, type: 'missing', found: `no ${quoted(path.join('.'))}`, wanted: missingWanted(issue, wanted)};
  const cut = issue.expected === 'string' && typeof issue.input === 'object' && issue.input !== null;
  const way = cut ? `${wanted}; one with “: ” in it goes in "quotes", or on the lines below the key after >-` : wanted;
  return {path, type: 'value', found: described(issue.input), wanted: way};
}

/** valibot expects a missing key by its name: what belongs there is not known to the issue. */
const missingWanted = (issue: v.BaseIssue<unknown>, wanted: string) =>
  issue.type.includes('object') ? `“${String(issue.path?.at(-1)?.key)}: …” here` : wanted;

/** What would do, from the schema's own words where its author gave some. */
function wantedBy({message, expected, type, requirement}: v.BaseIssue<unknown>): string {
  if (!message.startsWith('Invalid ')) return message;
  if (type === 'integer') return 'a whole number';
  if (type === 'non_empty') return 'a text';
  if (type === 'regex' && requirement instanceof RegExp)
    return requirement.source === idPattern.source ? idWanted : `letters as in ${requirement.source}`;
  if (expected === null) return 'another value';
  const counted = type.endsWith('_length') ? ' entries or characters' : '';
  const bound = /^(>=|<=|>|<)(.*)$/.exec(expected);
  if (bound) return `${bounds[bound[1]!]} ${bound[2]}${counted}`;
  return expected
    .replace(/^\((.*)\)$/, '$1')
    .split(' | ')
    .map((part) => names[part] ?? part.replace(/^"(.*)"$/, '$1'))
    .join(' or ');
}

const bounds: Readonly<Record<string, string>> = {
  '>=': 'at least',
  '<=': 'at most',
  '>': 'more than',
  '<': 'less than',
};
const names: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  Object: 'keys and values',
  Array: 'a list, each entry on a line that begins with "- "',
};
