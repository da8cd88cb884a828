import {isObject} from '../../src/training/is-object.ts';
import {readSettings, type Words} from '../../src/xapi/settings.ts';
import {jsonIn, type OpenPackage, textOf} from './open-package.ts';

/** What `destt.config.js` sets; null if it is not one assignment of a JSON object. */
function setIn(script: string): Readonly<Record<string, unknown>> | null {
  const settings = jsonIn(/^window\.desttConfig = (\{.*\});\s*$/s.exec(script)?.[1]);
  return isObject(settings) ? settings : null;
}

/** The settings a package holds; none where they can't be read. */
export const settingsIn = ({files, manifest}: OpenPackage): Readonly<Record<string, unknown>> =>
  setIn(textOf(files, manifest.files.settings)) ?? {};

/**
 * What is wrong with a package's `destt.config.js`: one assignment of a JSON object, only what we know in it, and no key
 * unless an institution configured an endpoint; then exactly one, as `{"key": {"scope": "statements/write", …}}` (DESIGN 5,
 * STANDARDS 6: a key that can read anything, State included, never goes into a package).
 */
export function settingsFaults(script: string): readonly string[] {
  const settings = setIn(script);
  if (!settings) return ['destt.config.js is not one assignment of a JSON object: window.desttConfig = {…};'];
  const keys = keysIn(settings, '');
  const faults = readSettings(settings).faults.map((fault) => `destt.config.js: ${fault}`);
  if (settings.records !== 'endpoint')
    faults.push(...keys.map(({place}) => `destt.config.js holds “${place}” but names no endpoint`));
  if (keys.length > 1)
    faults.push(`destt.config.js holds ${keys.length} keys: ${keys.map(({place}) => place).join(', ')}`);
  for (const {place, value} of keys)
    if (settings.records === 'endpoint' && (!isObject(value) || value.scope !== 'statements/write'))
      faults.push(`the key “${place}” is not marked as one that only writes: "scope": "statements/write"`);
  return faults;
}

/** What an institution has set in a package, a line each, without the secret itself: a report is passed on. */
export function settingsLines(opened: OpenPackage): readonly string[] {
  const {settings} = readSettings(settingsIn(opened));
  const {records, endpoint, key, collector, study, helpLines} = settings;
  const lines = {
    records: {
      none: 'none are made',
      file: 'kept on the learner’s device, who may save them to a file',
      endpoint: `sent to ${endpoint}${collector ? ', a collector: it makes pseudonyms of learners' : ''}`,
    }[records],
    key: key && `“${key.user}”, which only writes; its secret is in the package, so it is public`,
    study,
    institution: settings.institution && spoken(settings.institution),
    contact: settings.contact && spoken(settings.contact),
    'help lines': helpLines.map(({number, name}) => [number, spoken(name)].join(' ').trim()).join(', ') || null,
    branch: settings.branch,
    cohort: settings.cohort,
    'cascade level': settings.cascadeLevel,
    facilitator: settings.facilitator,
  };
  return Object.entries(lines).flatMap(([name, text]) => (text ? [`• ${name}: ${text}`] : []));
}

const spoken = (words: Words) => (typeof words === 'string' ? words : Object.values(words).join(' / '));

/** Whatever is called like a secret, with where it stands; what is inside one belongs to it. */
function keysIn(value: unknown, place: string): readonly {readonly place: string; readonly value: unknown}[] {
  if (!isObject(value) && !Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([name, inner]) => {
    const here = place ? `${place}.${name}` : name;
    return /key|secret|token|password|credential|^auth/i.test(name)
      ? [{place: here, value: inner}]
      : keysIn(inner, here);
  });
}

/** What looks like a secret wherever it stands, shortened: a report is passed on too. */
export function secretsIn(text: string): readonly string[] {
  return patterns.flatMap(({what, pattern, really}) =>
    [...text.matchAll(pattern)]
      .filter((match) => really(match[1] ?? ''))
      .map((match) => `${what}: ${match[0].slice(0, 16)}…`),
  );
}

/** Words such as “Basic breathing” are no secret: the value has to be one. */
const patterns: readonly {readonly what: string; readonly pattern: RegExp; really(value: string): boolean}[] = [
  {
    what: 'a login',
    pattern: /\bBasic ([A-Za-z0-9+/]{8,}={0,2})/g,
    really: (value) => /^[\x20-\x7e]+:[\x20-\x7e]+$/.test(Buffer.from(value, 'base64').toString('latin1')),
  },
  {what: 'a token', pattern: /\bBearer ([\w.~+/-]{16,})/g, really: (value) => /\d/.test(value)},
  {what: 'a token', pattern: /\b(eyJ[\w-]{8,}\.eyJ[\w-]{8,}\.[\w-]+)/g, really: () => true},
  {what: 'a private key', pattern: /-----BEGIN ([A-Z ]*)PRIVATE KEY-----/g, really: () => true},
  {what: 'a login in an address', pattern: /\bhttps?:\/\/[^\s/"'@:]+:([^\s/"'@]+)@/g, really: () => true},
  {
    what: 'a password',
    pattern: /\bpass(?:word|wd)["']?\s*[:=]\s*["']([\x21-\x7e]{6,})["']/gi,
    really: (value) => /\d/.test(value),
  },
];
