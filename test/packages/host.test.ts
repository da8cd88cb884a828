import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import {gzipSync} from 'node:zlib';
import ts from 'typescript';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {writeHost} from '../../build/host.ts';
import * as source from '../../src/host/index.ts';

let folder: string;
let files: readonly string[];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'destt-host-'));
  files = await writeHost(folder);
});
afterAll(() => rm(folder, {recursive: true}));

/** What the compiler says of a portal's own file beside the host. */
async function faultsOf(portal: string): Promise<readonly string[]> {
  const file = join(folder, 'portal.ts');
  await writeFile(file, portal);
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    exactOptionalPropertyTypes: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
  };
  const program = ts.createProgram([file], options);
  return ts.getPreEmitDiagnostics(program).map(({messageText}) => ts.flattenDiagnosticMessageText(messageText, ' '));
}

const portal = (options: string) => `
  import {browserStore, hostTraining, type HostRecord, standingOf, tokenDesk} from './destt-host.js';
  const frame = document.querySelector('iframe')!;
  const show = (record: HostRecord) => record.values['cmi.suspend_data'];
  const store = browserStore(localStorage);
  export const hosted = hostTraining({${options}});
  export const score = async (): Promise<number | null> => standingOf((await hosted).record()).score;
  export const token: string = tokenDesk().issue('x');
`;

describe('dist/host', () => {
  it('exports in one ES module what the sources do, and brings a run-time only when it is needed', async () => {
    const built: object = await import(pathToFileURL(join(folder, 'destt-host.js')).href);
    expect(Object.keys(built).sort()).toEqual(Object.keys(source).sort());
    expect(files.filter((name) => name.endsWith('.js'))).toEqual([
      'destt-host.js',
      'scorm12.min.js',
      'scorm2004.min.js',
    ]);
    expect(gzipSync(await readFile(join(folder, 'destt-host.js'))).length).toBeLessThan(10_000);
  });

  it('has types that a portal’s strict compiler takes, and that refuse what is wrong', async () => {
    const good = `frame, launch: '/t/index.html', learner: {id: '1', name: 'A'}, store, standard: 'scorm2004', onCommit: show`;
    expect(await faultsOf(portal(good))).toEqual([]);
    const wrong = await faultsOf(portal(good.replace('scorm2004', 'scorm2005')));
    expect(wrong).toHaveLength(1);
    expect(wrong[0]).toContain('scorm2005');
  });
});
