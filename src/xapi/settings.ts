import {isObject} from '../training/is-object.ts';
import {type Language, languages} from '../training/languages.ts';

/**
 * What an institution may set in `destt.config.js`: the one place that knows its fields. The browser, `destt configure` and
 * `destt verify` read it here, by hand: a schema library weighs more than all of this.
 */
export interface Settings {
  /** `none`: no statement is made. `file`: they stay on the device. `endpoint`: they are sent (DESIGN 5). */
  readonly records: 'none' | 'file' | 'endpoint';
  /** The xAPI endpoint, with a slash at its end: `statements` is below it. */
  readonly endpoint: string | null;
  readonly key: WriteKey | null;
  /** Whether the endpoint is our collector, which replaces the actor before anything is kept. */
  readonly collector: boolean;
  /** The IRI of the study: the home page of the research actor. Null: that of the training. */
  readonly study: string | null;
  readonly institution: Words | null;
  /** How the institution is reached about records: a telephone, an address. */
  readonly contact: Words | null;
  readonly helpLines: readonly HelpLineSetting[];
  /** Codes of the cascade, in the context of every statement. */
  readonly branch: string | null;
  readonly cohort: string | null;
  readonly cascadeLevel: CascadeLevel | null;
  /** A pseudonym, never a name. */
  readonly facilitator: string | null;
}

/** Who teaches whom: the developers train trainers, they train teachers. */
export const cascadeLevels = ['developer', 'trainer', 'teacher'] as const;
export type CascadeLevel = (typeof cascadeLevels)[number];

/** The one secret a configured package may hold: it writes statements and reads nothing (DESIGN 5, "Credentials"). */
export interface WriteKey {
  readonly scope: 'statements/write';
  readonly user: string;
  readonly secret: string;
}

/** The same words in all languages, or those of each. */
export type Words = string | Partial<Readonly<Record<Language, string>>>;

export interface HelpLineSetting {
  readonly number: string;
  readonly name: Words;
  readonly note: Words;
}

export const defaultSettings: Settings = {
  records: 'file',
  endpoint: null,
  key: null,
  collector: false,
  study: null,
  institution: null,
  contact: null,
  helpLines: [],
  branch: null,
  cohort: null,
  cascadeLevel: null,
  facilitator: null,
};

/**
 * Reads settings that anybody may have edited by hand. Whatever is no setting of ours is left out, and named in `faults`,
 * a line each: what was found and what would do. Never throws.
 */
export function readSettings(config: unknown): {readonly settings: Settings; readonly faults: readonly string[]} {
  const faults: string[] = [];
  const settings: Writable<Settings> = {...defaultSettings};
  if (config !== undefined && !isObject(config)) faults.push('the settings are no object: window.desttConfig = {…};');
  for (const [name, value] of Object.entries(isObject(config) ? config : {})) {
    if (!isField(name)) faults.push(`“${name}” is no setting; there are ${Object.keys(fields).join(', ')}`);
    else {
      const wanted = take(settings, name, value);
      if (wanted) faults.push(`“${name}” has to be ${wanted}`);
    }
  }
  const missing = (['endpoint', 'key'] as const).filter((name) => settings[name] === null);
  if (settings.records === 'endpoint' && missing.length > 0) {
    faults.push(`records are to be sent, but there is no ${missing.join(' and no ')}: they stay on the device`);
    settings.records = 'file';
  }
  return {settings, faults};
}

/** Help lines as they were set, without those that are none. */
export function helpLinesIn(value: unknown): readonly HelpLineSetting[] {
  return (Array.isArray(value) ? value : []).flatMap((line: unknown): HelpLineSetting[] => {
    const {number, name, note} = isObject(line) ? line : {};
    if (typeof number !== 'string' || !/^[\d+() -]{2,20}$/.test(number)) return [];
    return [{number, name: isWords(name) ? name : '', note: isWords(note) ? note : ''}];
  });
}

/** Words as one language has them; empty if it has none. */
export const wordsIn = (words: Words, language: Language): string =>
  typeof words === 'string' ? words : (words[language] ?? '');

/** What `Authorization` says. */
export function authOf({user, secret}: WriteKey): string {
  const bytes = new TextEncoder().encode(`${user}:${secret}`);
  return `Basic ${btoa(String.fromCharCode(...bytes))}`;
}

/** An endpoint as we write it; null if it is no address of one: a login, a query and an anchor have no place in it. */
export function endpointFrom(text: unknown): string | null {
  try {
    const {protocol, username, password, search, hash, href} = new URL(String(text));
    const plain = /^https?:$/.test(protocol) && !username && !password && !search && !hash;
    return plain ? href.replace(/\/?$/, '/') : null;
  } catch {
    return null;
  }
}

/** How each field is read: the value as it may be used, or undefined. */
interface Field<T> {
  readonly wanted: string;
  readonly read: (value: unknown) => T | undefined;
}

const oneOf = <T extends string>(...known: readonly T[]): Field<T> => ({
  wanted: `one of ${known.join(', ')}`,
  read: (value) => known.find((each) => each === value),
});
const code: Field<string> = {
  wanted: 'a code of at most 64 letters of a–z, digits, dots, _ and -',
  read: (value) => (typeof value === 'string' && /^[A-Za-z0-9][\w.-]{0,63}$/.test(value) ? value : undefined),
};

const words: Field<Words> = {
  wanted: 'a text of at most 300 letters, or one for each of kk, ru, en',
  read: (value) => (isWords(value) && value !== '' ? value : undefined),
};

const fields: {readonly [Name in keyof Settings]: Field<NonNullable<Settings[Name]>>} = {
  records: oneOf('none', 'file', 'endpoint'),
  endpoint: {
    wanted: 'an address such as https://records.example.kz/xapi/, without login, query or #',
    read: (value) => endpointFrom(value) ?? undefined,
  },
  key: {
    wanted: '{"scope": "statements/write", "user": …, "secret": …}: a key that only writes',
    read: (value) => {
      if (!isObject(value) || Object.keys(value).length !== 3) return undefined;
      const {scope, user, secret} = value;
      const isKey = scope === 'statements/write' && isText(user) && isText(secret) && !user.includes(':');
      return isKey ? {scope, user, secret} : undefined;
    },
  },
  collector: {
    wanted: 'true or false',
    read: (value) => (typeof value === 'boolean' ? value : undefined),
  },
  study: {
    wanted: 'the IRI of the study, such as https://example.kz/studies/2027',
    read: (value) => (isText(value) && /^https?:\/\/[^\s"<>]+$/.test(value) ? value : undefined),
  },
  institution: words,
  contact: words,
  helpLines: {
    wanted: 'a list of {"number": …, "name": …, "note": …}, the words alike or for each of kk, ru, en',
    read: (value) => {
      const lines = helpLinesIn(value);
      return Array.isArray(value) && lines.length === value.length ? lines : undefined;
    },
  },
  branch: code,
  cohort: code,
  cascadeLevel: oneOf(...cascadeLevels),
  facilitator: code,
};

/** Sets a field; gives back what it has to be if it is not. */
function take<Name extends keyof Settings>(settings: Writable<Settings>, name: Name, value: unknown): string | null {
  const read = fields[name].read(value);
  if (read !== undefined) settings[name] = read;
  return read === undefined ? fields[name].wanted : null;
}

type Writable<T> = {-readonly [K in keyof T]: T[K]};

const isField = (name: string): name is keyof Settings => Object.hasOwn(fields, name);
const isText = (value: unknown): value is string => typeof value === 'string' && /^\S.{0,299}$/.test(value);
const isWords = (value: unknown): value is Words =>
  (typeof value === 'string' && value.length <= 300) ||
  (isObject(value) &&
    Object.entries(value).every(
      ([language, text]) => languages.some((known) => known === language) && typeof text === 'string',
    ));
