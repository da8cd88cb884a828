import {execFile} from 'node:child_process';
import {cp, mkdir, mkdtemp, rm, symlink, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {root} from '../../build/root.ts';

/** A folder like a fresh clone, with the libraries installed and only the training that a test gives it. */
export interface Workshop {
  readonly folder: string;
  write(file: string, text: string): Promise<void>;
  /** Runs a TypeScript file of the clone, as the commands of package.json do, from any folder and in any time zone. */
  run(
    entry: string,
    options?: {readonly TZ?: string; readonly cwd?: string; readonly args?: readonly string[]},
  ): Promise<Run>;
  remove(): Promise<void>;
}
export interface Run {
  readonly code: number;
  readonly out: string;
}

const copied = ['build', 'src', 'LICENSE', 'package.json', 'tsconfig.json', 'rollup.config.mjs'];

export async function openWorkshop(training: Readonly<Record<string, string>>): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), 'destt-'));
  for (const name of copied) await cp(join(root, name), join(folder, name), {recursive: true});
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  const write = async (file: string, text: string) => {
    await mkdir(dirname(join(folder, file)), {recursive: true});
    await writeFile(join(folder, file), text);
  };
  for (const [file, text] of Object.entries(training)) await write(join('modules', file), text);
  return {
    folder,
    write,
    run: (entry, {TZ = 'UTC', cwd = folder, args = []} = {}) =>
      new Promise((resolve) => {
        const command = [join(folder, 'build/run.mjs'), entry, ...args];
        execFile(process.execPath, command, {cwd, env: {...process.env, TZ}}, (error, stdout, stderr) =>
          resolve({code: typeof error?.code === 'number' ? error.code : error ? -1 : 0, out: stdout + stderr}),
        );
      }),
    remove: () => rm(folder, {recursive: true, force: true}),
  };
}
