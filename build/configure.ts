import {readFile, writeFile} from 'node:fs/promises';
import {basename} from 'node:path';
import {formats} from '../rollup.config.mjs';
import {isObject} from '../src/training/is-object.ts';
import {defaultSettings, endpointFrom, readSettings, type Settings} from '../src/xapi/settings.ts';
import {askEndpoint} from './ask-endpoint.ts';
import {Stop} from './stop.ts';
import {type OpenPackage, openPackage} from './verify/open-package.ts';
import {failed, findingLines} from './verify/report.ts';
import {settingsIn, settingsLines} from './verify/secrets.ts';
import {findingsIn} from './verify/verify-package.ts';
import {openPackageFile} from './verify.ts';
import {zipFiles} from './zip.ts';

/** What `destt configure` was asked for; each setting as it was given on the command line. */
export interface ConfigureOptions {
  readonly records?: string;
  readonly endpoint?: string;
  /** USER:SECRET, as for HTTP Basic. */
  readonly key?: string;
  readonly collector?: boolean;
  readonly study?: string;
  readonly institution?: string;
  readonly contact?: string;
  /** NUMBER=NAME each. */
  readonly helpLine?: readonly string[];
  readonly branch?: string;
  readonly cohort?: string;
  readonly cascadeLevel?: string;
  readonly facilitator?: string;
  /** A JSON file with settings: for words in three languages, and for a key that is not to stand in a shell's history. */
  readonly settings?: string;
  readonly out: string;
  /** The endpoint is not asked what the key may do. */
  readonly offline?: boolean;
  /** An endpoint in the own network, without TLS. */
  readonly plainHttp?: boolean;
}

export interface ConfigureHost {
  readonly fetch: typeof fetch;
  /** What is being done just now. */
  readonly doing: (words: string) => void;
  readonly say: (line: string) => void;
}

/**
 * `destt configure PACKAGE.zip`: writes a copy with an institution's settings in `destt.config.js`; nothing else differs, and
 * the same settings give the same bytes. Throws a `Stop` for whatever must not be packed, and then writes nothing.
 */
export async function configure(
  path: string,
  options: ConfigureOptions,
  {fetch, doing, say}: ConfigureHost,
): Promise<void> {
  doing(`Reading ${basename(path)}`);
  const opened = await openPackageFile(path);
  const wrong = failed(await findingsIn(opened, formats));
  if (wrong.length > 0) throw new Stop([`${path} is no good package:`, ...wrong.flatMap(findingLines)].join('\n'));

  const given = {...settingsIn(opened), ...(await fromFile(options.settings)), ...fromOptions(options)};
  if (!('records' in fromOptions(options)) && 'endpoint' in fromOptions(options)) given.records = 'endpoint';
  let settings = checked(given);
  if (settings.records === 'endpoint') settings = await withEndpoint(settings, options, {fetch, doing, say});

  doing(`Writing ${options.out}`);
  const zip = configured(opened, settings);
  const faults = failed(await findingsIn(openPackage(zip), formats));
  if (faults.length > 0)
    throw new Stop(['The copy would be no good package:', ...faults.flatMap(findingLines)].join('\n'));
  await writeFile(options.out, zip);
  for (const line of settingsLines(openPackage(zip))) say(line);
}

/** A copy of a package with these settings, as a zip. */
export function configured({files, manifest}: OpenPackage, settings: Settings): Uint8Array {
  return zipFiles(new Map([...files, [manifest.files.settings, settingsScript(settings)]]));
}

/** `destt.config.js`: one assignment of a JSON object, with what differs from the defaults and in the order of the fields. */
export function settingsScript(settings: Settings): string {
  const set = Object.keys(defaultSettings).flatMap((name) => {
    const value = settings[name as keyof Settings];
    const usual = JSON.stringify(value) === JSON.stringify(defaultSettings[name as keyof Settings]);
    return usual && name !== 'records' ? [] : [[name, value] as const];
  });
  return `window.desttConfig = ${JSON.stringify(Object.fromEntries(set), null, 2)};\n`;
}

/** Settings with nothing wrong in them. */
function checked(given: Record<string, unknown>): Settings {
  const {settings, faults} = readSettings(given);
  if (faults.length > 0)
    throw new Stop(['These settings can’t be packed:', ...faults.map((fault) => `  ${fault}`)].join('\n'));
  // What is not sent needs no key.
  return settings.records === 'endpoint' ? settings : {...settings, endpoint: null, key: null, collector: false};
}

async function withEndpoint(
  settings: Settings,
  options: ConfigureOptions,
  {fetch, doing, say}: ConfigureHost,
): Promise<Settings> {
  const {endpoint, key} = settings;
  if (endpoint === null || key === null) return settings;
  const why = addressFault(endpoint, options.plainHttp ?? false);
  if (why) throw new Stop(`The endpoint ${endpoint} is refused: ${why}`);
  if (options.offline) {
    say(
      '! The endpoint was not asked: nobody knows whether this key can read. Ask it before learners get the package.',
    );
    return settings;
  }
  doing(`Asking ${endpoint} what the key may do`);
  const {faults, collector} = await askEndpoint(endpoint, key, fetch);
  if (faults.length > 0)
    throw new Stop(
      [
        `The key “${key.user}” does not go into a package:`,
        ...faults.map((fault) => `  ${fault}`),
        'Give a key that only writes statements. If the endpoint can’t be reached from here: --offline.',
      ].join('\n'),
    );
  if (settings.collector && !collector)
    throw new Stop(
      `${endpoint} does not say that it is a collector: it would keep the LMS’s learner ids. Leave out --collector, then learners have random codes.`,
    );
  return {...settings, collector};
}

/** Why records must not go to an address; null if they may. */
export function addressFault(endpoint: string, plainHttp: boolean): string | null {
  const {protocol, hostname} = new URL(endpoint);
  if (protocol === 'https:' || isLoopback(hostname)) return null;
  if (!isPrivate(hostname))
    return 'over plain http anybody on the way can read the records and take the key. Give an https:// address.';
  return plainHttp
    ? null
    : 'it is without TLS. In a network of your own, which nobody else uses, say --plain-http. (A page that came by https can’t reach it at all.)';
}

const isLoopback = (host: string) => /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(host);
/** Addresses that no one outside can have (RFC 1918, 3927, 4193): a name could lead anywhere. */
const isPrivate = (host: string) =>
  /^(10(\.\d{1,3}){3}|192\.168(\.\d{1,3}){2}|172\.(1[6-9]|2\d|3[01])(\.\d{1,3}){2}|169\.254(\.\d{1,3}){2})$/.test(
    host,
  ) || /^\[(f[cd][0-9a-f]{2}|fe[89ab][0-9a-f]):/.test(host);

async function fromFile(path: string | undefined): Promise<Record<string, unknown>> {
  if (path === undefined) return {};
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Stop(`No settings file ${path}.`);
  });
  try {
    const read: unknown = JSON.parse(text);
    if (isObject(read)) return {...read};
  } catch {
    // said below
  }
  throw new Stop(`${path} is no JSON object: {"records": "file", …}`);
}

function fromOptions(options: ConfigureOptions): Record<string, unknown> {
  const {
    key,
    helpLine,
    endpoint,
    records,
    collector,
    study,
    institution,
    contact,
    branch,
    cohort,
    cascadeLevel,
    facilitator,
  } = options;
  const set = {
    records,
    endpoint: endpoint && (endpointFrom(endpoint) ?? endpoint),
    key: key && keyFrom(key),
    collector,
    study,
    institution,
    contact,
    helpLines: helpLine?.map(helpLineFrom),
    branch,
    cohort,
    cascadeLevel,
    facilitator,
  };
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
}

function keyFrom(text: string) {
  const [, user, secret] = /^([^:]+):(.+)$/.exec(text) ?? [];
  if (!user || !secret) throw new Stop('A key is USER:SECRET, as whoever runs the endpoint gave it.');
  return {scope: 'statements/write', user, secret};
}

function helpLineFrom(text: string) {
  const [, number, name] = /^([^=]+)=(.*)$/.exec(text) ?? [];
  if (!number) throw new Stop(`A help line is NUMBER=NAME, such as “150=Сенім телефоны”, not “${text}”.`);
  return {number: number.trim(), name: (name ?? '').trim(), note: ''};
}
