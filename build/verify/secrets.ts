import {jsonIn} from './open-package.ts';

/**
 * What is wrong with a package's `destt.config.js`: one assignment of a JSON object, and no key in it unless an institution
 * configured an endpoint; then exactly one, as `{"key": {"scope": "statements/write", …}}` (DESIGN 5, STANDARDS 6: a key that
 * can read anything, State included, never goes into a package).
 */
export function settingsFaults(script: string): readonly string[] {
  const settings = jsonIn(/^window\.desttConfig = (\{.*\});\s*$/s.exec(script)?.[1]);
  if (!isObject(settings)) return ['destt.config.js is not one assignment of a JSON object: window.desttConfig = {…};'];
  const keys = keysIn(settings, '');
  const configured = settings.records === 'endpoint';
  const faults = configured ? [] : keys.map(({place}) => `destt.config.js holds “${place}” but names no endpoint`);
  if (!configured) return faults;
  if (typeof settings.endpoint !== 'string' || !/^https?:\/\/[^\s@]+$/.test(settings.endpoint))
    faults.push('destt.config.js says records: endpoint, and no address as endpoint');
  if (keys.length > 1)
    faults.push(`destt.config.js holds ${keys.length} keys: ${keys.map(({place}) => place).join(', ')}`);
  for (const {place, value} of keys)
    if (!isObject(value) || value.scope !== 'statements/write')
      faults.push(`the key “${place}” is not marked as one that only writes: "scope": "statements/write"`);
  return faults;
}

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

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
