import {mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {tinyScripts, tinyTraining} from '../test/packages/tiny-training.ts';
import {addressFault, type ConfigureOptions, configure} from './configure.ts';
import {scorm12} from './formats/scorm12.ts';
import {packageFiles} from './package-files.ts';
import {Stop} from './stop.ts';
import {readZip} from './verify/read-zip.ts';
import {verify, verifyReplacement} from './verify.ts';
import {zipFiles} from './zip.ts';

let folder: string;
const at = (name: string) => join(folder, name);
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'destt-configure-'));
  await writeFile(at('tiny.zip'), zipFiles(packageFiles(tinyTraining, scorm12, tinyScripts)));
});
afterAll(() => rm(folder, {recursive: true}));

interface Endpoint {
  /** What it answers to a method and a path, without their query; a status alone, or with a text. */
  readonly [request: string]: number | readonly [number, string];
}
/** As a collector answers a key that only writes. */
const collector: Endpoint = {
  'POST statements': [200, '[]'],
  'GET statements': 403,
  'GET activities/state': 501,
  'GET agents/profile': 501,
  'GET activities/profile': 501,
  'GET about': [200, '{"version":["1.0.3"],"extensions":{"https://w3id.org/destt/collector":{}}}'],
};
const lrs: Endpoint = {
  'POST statements': 204,
  'GET statements': 401,
  'GET activities/state': 401,
  'GET agents/profile': 401,
  'GET activities/profile': 401,
  'GET about': [200, '{"version":["1.0.3"]}'],
};

const sent = {endpoint: 'https://records.example/xapi', key: 'package:m3-of-gold'};
let outs = 0;

async function configuring(options: Partial<ConfigureOptions>, answers: Endpoint | null = lrs, from = 'tiny.zip') {
  const out = options.out ?? at(`out-${++outs}.zip`);
  const lines: string[] = [];
  const asked: string[] = [];
  const fetch: typeof globalThis.fetch = async (url, init = {}) => {
    const path = String(url).replace(/^https?:\/\/[^/]+\/(xapi\/)?/, '');
    const request = `${init.method ?? 'GET'} ${path.replace(/\?.*/, '')}`;
    asked.push(`${request} ${new Headers(init.headers).get('Authorization') ?? 'without a key'}`);
    const answer = answers?.[request] ?? null;
    if (answer === null)
      throw new TypeError('fetch failed', {cause: new Error('getaddrinfo ENOTFOUND records.example')});
    const [status, text] = typeof answer === 'number' ? [answer, null] : answer;
    return new Response(text, {status});
  };
  const doing: string[] = [];
  const host = {fetch, doing: (words: string) => void doing.push(words), say: (line: string) => void lines.push(line)};
  const error: unknown = await configure(at(from), {...options, out}, host).then(
    () => null,
    (thrown) => thrown,
  );
  const written = await readFile(out).catch(() => null);
  const files = written && readZip(written).files;
  const script = files?.get('destt.config.js');
  return {
    error,
    written,
    files,
    asked,
    doing,
    said: lines.join('\n'),
    script: script && Buffer.from(script).toString(),
  };
}

describe('configure PACKAGE.zip', () => {
  it('writes a copy that differs in the settings alone', async () => {
    const {error, files, script, said} = await configuring({
      institution: 'Өрлеу',
      helpLine: ['150=Сенім телефоны', '111=Балаларға'],
      branch: 'SKO',
      cascadeLevel: 'trainer',
    });
    expect(error).toBeNull();
    const before = readZip(await readFile(at('tiny.zip'))).files;
    expect([...files!.keys()]).toEqual([...before.keys()]);
    for (const [name, content] of before)
      if (name !== 'destt.config.js')
        expect(Buffer.from(files!.get(name)!).equals(Buffer.from(content)), name).toBe(true);
    expect(JSON.parse(script!.slice('window.desttConfig = '.length, -2))).toEqual({
      records: 'file',
      institution: 'Өрлеу',
      helpLines: [
        {number: '150', name: 'Сенім телефоны', note: ''},
        {number: '111', name: 'Балаларға', note: ''},
      ],
      branch: 'SKO',
      cascadeLevel: 'trainer',
    });
    expect(said).toContain('• branch: SKO');
  });

  it('writes the same bytes for the same settings, and adds to what a copy has', async () => {
    const one = await configuring({...sent, branch: 'SKO'});
    const two = await configuring({...sent, branch: 'SKO'});
    expect(Buffer.compare(one.written!, two.written!)).toBe(0);
    const first = await configuring({...sent, out: at('first.zip')});
    expect(first.error).toBeNull();
    const more = await configuring({branch: 'SKO'}, lrs, 'first.zip');
    expect(Buffer.compare(one.written!, more.written!)).toBe(0);
    const again = await configuring({records: 'file'}, lrs, 'first.zip');
    expect(again.script).toBe('window.desttConfig = {\n  "records": "file"\n};\n');
  });

  it('takes a copy that verify passes, and that may replace the package', async () => {
    await configuring({...sent, out: at('sent.zip')});
    const lines: string[] = [];
    expect(await verify(at('sent.zip'), (line) => lines.push(line))).toBe(0);
    const text = lines.join('\n');
    expect(text).toContain('• records: sent to https://records.example/xapi/');
    expect(text).toContain('• key: “package”, which only writes');
    expect(text).not.toContain('m3-of-gold');
    expect(await verifyReplacement([at('tiny.zip'), at('sent.zip')], [], () => {})).toBe(0);
  });

  it('asks the endpoint with the key before it writes anything, and says what it does', async () => {
    const {error, asked, doing} = await configuring(sent);
    expect(error).toBeNull();
    const key = `Basic ${btoa('package:m3-of-gold')}`;
    expect(asked).toEqual([
      `POST statements ${key}`,
      `GET statements ${key}`,
      `GET activities/state ${key}`,
      `GET agents/profile ${key}`,
      `GET activities/profile ${key}`,
      'GET about without a key',
    ]);
    expect(doing.join('\n')).toMatch(/Reading tiny\.zip\n.*Asking https:\/\/records\.example\/xapi\/.*\n.*Writing/);
  });

  it('lets learners be named only to what says that it is a collector', async () => {
    expect((await configuring(sent, collector)).script).toContain('"collector": true');
    expect((await configuring(sent, lrs)).script).not.toContain('collector');
    const {error, written} = await configuring({...sent, collector: true}, lrs);
    expect(String(error)).toContain('does not say that it is a collector');
    expect(written).toBeNull();
  });

  it.each<[string, Endpoint | null, string]>([
    ['reads statements', {...lrs, 'GET statements': [200, '{"statements":[]}']}, 'it can read statements (200)'],
    ['reads state', {...lrs, 'GET activities/state': [200, '[]']}, 'it can read state documents (200)'],
    ['reads profiles', {...lrs, 'GET agents/profile': [200, '[]']}, 'it can read agent profiles (200)'],
    ['may write nothing', {...lrs, 'POST statements': 403}, 'does not let it write statements (403)'],
    ['nobody knows', {...lrs, 'POST statements': 401}, 'does not let it write statements (401)'],
    ['leads to a page', {...lrs, 'POST statements': [200, '<!doctype html>']}, 'no LRS answers at this address'],
    ['leads to nothing', {...lrs, 'POST statements': 404}, 'no LRS answers at this address'],
    ['leads elsewhere', {...lrs, 'POST statements': 307}, 'redirects (307)'],
    ['can’t be judged', {...lrs, 'GET statements': [500, 'oops']}, 'nobody can tell whether it can read statements'],
    ['reaches nobody', null, 'does not answer: getaddrinfo ENOTFOUND'],
  ])('refuses a key that %s, with the reason, and writes nothing', async (_, answers, words) => {
    const {error, written} = await configuring(sent, answers);
    expect(error).toBeInstanceOf(Stop);
    expect(String(error)).toContain(words);
    expect(String(error)).not.toContain('m3-of-gold');
    expect(written).toBeNull();
  });

  it('asks nobody under --offline, and says so', async () => {
    const {error, asked, said, script} = await configuring({...sent, offline: true}, null);
    expect(error).toBeNull();
    expect(asked).toEqual([]);
    expect(said).toContain('The endpoint was not asked');
    expect(script).toContain('"endpoint": "https://records.example/xapi/"');
  });

  it('takes settings from a file, in three languages', async () => {
    await writeFile(at('settings.json'), JSON.stringify({institution: {kk: 'Өрлеу', ru: 'Орлеу', en: 'Orleu'}}));
    const {script} = await configuring({settings: at('settings.json')});
    expect(script).toContain('"ru": "Орлеу"');
  });

  it.each<[string, object | string, string]>([
    ['an unknown setting', {endpiont: 'https://records.example/'}, '“endpiont” is no setting'],
    ['a wrong one', {branch: 'not a code'}, '“branch” has to be a code'],
    ['a key that says it may read', {...sent, key: {scope: 'all', user: 'a', secret: 'b'}}, 'a key that only writes'],
    ['an endpoint without a key', {records: 'endpoint', endpoint: sent.endpoint}, 'there is no key'],
    ['what is no JSON', 'records: file', 'is no JSON object'],
  ])('refuses a settings file with %s', async (_, content, words) => {
    await writeFile(at('wrong.json'), typeof content === 'string' ? content : JSON.stringify(content));
    const {error, written} = await configuring({settings: at('wrong.json')});
    expect(String(error)).toContain(words);
    expect(written).toBeNull();
  });

  it('refuses what is no package', async () => {
    await writeFile(at('other.zip'), zipFiles(new Map([['a.txt', 'a']])));
    expect(String((await configuring({}, lrs, 'other.zip')).error)).toContain('no package of this project');
    await expect(stat(at('never.zip'))).rejects.toThrow();
  });

  it.each([
    ['https://records.example/xapi/', false, null],
    ['http://127.0.0.1:8090/xapi/', false, null],
    ['http://localhost/', false, null],
    ['http://[::1]:80/', false, null],
    ['http://10.0.0.7:8090/', false, '--plain-http'],
    ['http://10.0.0.7:8090/', true, null],
    ['http://192.168.1.5/', true, null],
    ['http://172.20.0.1/', true, null],
    ['http://[fd12::1]/', true, null],
    ['http://records.example/', true, 'Give an https:// address'],
    ['http://172.32.0.1/', true, 'Give an https:// address'],
    ['http://10.0.0.7.example/', true, 'Give an https:// address'],
    ['http://localhost.example/', false, 'Give an https:// address'],
  ])('of the address %s (plain http allowed: %s) thinks %s', (address, plain, words) => {
    const fault = addressFault(address, plain);
    if (words === null) expect(fault).toBeNull();
    else expect(fault).toContain(words);
  });
});
