import {type ChildProcess, spawn} from 'node:child_process';
import {chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {Command} from 'commander';
import {afterEach, describe, expect, it} from 'vitest';
import {root} from '../../build/root.ts';
import {learner, lms, statement} from './collector.test-data.ts';
import {addCollector} from './commands.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
  process.exitCode = 0;
});

/** A folder for one test, and the command as one calls it there: gives back what it said. */
function folder() {
  const place = mkdtempSync(join(tmpdir(), 'destt-commands-'));
  endings.push(() => rmSync(place, {recursive: true, force: true}));
  const data = join(place, 'data');
  const destt = async (...args: string[]) => {
    const said: string[] = [];
    const program = new Command().exitOverride();
    addCollector(program, (line) => void said.push(line));
    await program.parseAsync(['collector', ...args, '--data', data], {from: 'user'});
    return said.join('\n');
  };
  const file = (name: string, content: unknown) => {
    writeFileSync(join(place, name), JSON.stringify(content));
    return join(place, name);
  };
  const bytes = () =>
    readdirSync(data)
      .map((name) => readFileSync(join(data, name), 'latin1'))
      .join('\n');
  return {place, data, destt, file, bytes};
}

/** `npx destt collector …` in a process of its own; resolves with its address. */
async function serve(data: string, env: Readonly<Record<string, string>> = {}) {
  const args = [join(root, 'build/destt.mjs'), 'collector', '--port', '0', '--data', data];
  const child: ChildProcess = spawn(process.execPath, args, {
    env: {...process.env, ...env},
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  endings.push(() => child.kill('SIGKILL'));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const lines: string[] = [];
  let errors = '';
  child.stderr?.on('data', (data) => (errors += data));
  const address = new Promise<string | null>((resolve) => {
    createInterface({input: child.stdout!}).on('line', (line) => {
      lines.push(line);
      const [, found] = /listens at (\S+)/.exec(line) ?? [];
      if (found) resolve(found);
    });
    void ended.then(() => resolve(null));
  });
  return {address: await address, child, ended, lines, errors: () => errors};
}

describe('destt collector', () => {
  it('takes a key from making to revoking, an import, a copy and an erasing while it runs, and ends when told', async () => {
    const {data, destt, file, bytes, place} = folder();
    const key = (await destt('key', 'add', 'Silence', '--scope', 'all', '--origin', lms)).split('\n')[0]!;
    const {address, child, ended, lines} = await serve(data);
    expect(lines[0]).toContain('Made a secret');
    expect(statSync(join(data, 'secret')).mode & 0o777).toBe(0o600);
    expect(statSync(join(data, 'statements.db')).mode & 0o077).toBe(0);
    expect(statSync(data).mode & 0o077).toBe(0);

    const headers = {
      authorization: `Basic ${btoa(key)}`,
      'x-experience-api-version': '1.0.3',
      'content-type': 'application/json',
    };
    const ask = (path: string, body?: unknown) =>
      fetch(
        `${address}${path}`,
        body === undefined ? {headers} : {method: 'POST', headers, body: JSON.stringify(body)},
      );
    const sent = statement();
    expect((await ask('statements', sent)).status).toBe(200);
    expect(await destt('import', file('records.json', [sent, statement()]))).toMatch(
      /1 stored, 1 were here before, 0 refused/,
    );
    expect(await destt('import', file('bad.json', [{}]))).toMatch(/1 refused\n {2}statement 1: actor is missing/);
    expect(process.exitCode).toBe(1);
    const count = async () => ((await (await ask('statements')).json()) as {statements: unknown[]}).statements.length;
    expect(await count()).toBe(2);

    const copy = join(place, 'copy.db');
    expect(await destt('backup', copy)).toContain('Wrote');
    expect(existsSync(copy)).toBe(true);
    await expect(destt('backup', copy)).rejects.toThrow('there already');

    expect(await destt('erase', '--learner', `${lms}/any/page`, '--id', learner.name)).toMatch(/^Erased 2 statements/);
    expect(await count()).toBe(0);
    expect(bytes()).not.toMatch(/aigul/);

    expect(await destt('key', 'list')).toMatch(
      /^[0-9a-f]{12} {2}all {2}any training {2}https:\/\/moodle.example.kz .* Silence$/,
    );
    await destt('key', 'revoke', key);
    expect((await ask('statements')).status).toBe(401);
    await expect(destt('key', 'revoke', key)).rejects.toThrow('no key');

    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(readdirSync(data).sort()).toEqual(['secret', 'statements.db']);
  });

  it('does not begin with a secret that others can read, nor with another one than before', async () => {
    const {data, destt, file} = folder();
    await destt('key', 'add', 'x');
    const records = file('records.json', [statement()]);
    await destt('import', records);
    const secret = join(data, 'secret');
    chmodSync(secret, 0o644);
    await expect(destt('import', records)).rejects.toThrow('chmod 600');
    chmodSync(secret, 0o600);
    writeFileSync(secret, `${'x'.repeat(40)}\n`);
    await expect(destt('import', records)).rejects.toThrow('not the secret');
    writeFileSync(secret, 'short\n');
    await expect(destt('import', records)).rejects.toThrow('needs 32');
    rmSync(secret);
    await expect(destt('import', records)).rejects.toThrow('Put back');
    const {address, ended, errors} = await serve(data);
    expect([address, await ended]).toEqual([null, 1]);
    expect(errors()).toContain('Put back');
    expect(errors()).not.toContain('    at '); // a sentence, no stack
  });

  it.each([
    [['key', 'list'], 'There is no collector'],
    [['key', 'add', 'x', '--origin', 'https://moodle.example.kz/'], 'is no origin'],
    [['key', 'add', 'x', '--max-bytes', '99'], '1024'],
    [['start', '--forward', 'http://lrs.example.kz'], 'travel open'],
    [['start', '--forward', 'https://lrs.example.kz/'], 'DESTT_FORWARD_KEY'],
  ])('says what is wrong and what would do: %j', async (args, words) => {
    await expect(folder().destt(...args)).rejects.toThrow(words);
  });

  it('erases nobody by half a name', async () => {
    const {destt} = folder();
    await destt('key', 'add', 'x');
    await expect(destt('erase')).rejects.toThrow('Name a pseudonym');
    await expect(destt('erase', 'aigul')).rejects.toThrow('64');
    await expect(destt('erase', '--learner', lms)).rejects.toThrow('--id');
  });

  it('has an example in the help of each of its commands', () => {
    const program = new Command();
    addCollector(program, () => {});
    const all = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(all)];
    for (const command of all(program.commands[0]!)) {
      if (command.name() === 'key') continue;
      let help = '';
      command.configureOutput({writeOut: (text) => (help += text)}).outputHelp();
      expect(help, command.name()).toContain('npx destt collector');
    }
  });
});
