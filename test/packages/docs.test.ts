import {execFile} from 'node:child_process';
import {existsSync, readFileSync, statSync} from 'node:fs';
import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {root} from '../../build/root.ts';
import {examplesOf, linksOf, pages, textOf} from '../docs.ts';

const scripts = Object.keys(
  (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {readonly scripts: object}).scripts,
);

/** Runs `destt` as a reader would. */
const destt = (...args: readonly string[]) =>
  new Promise<{readonly code: number; readonly out: string}>((resolve) =>
    execFile(process.execPath, ['build/destt.mjs', ...args], {cwd: root, timeout: 90_000}, (error, out, err) =>
      resolve({code: typeof error?.code === 'number' ? error.code : error ? 1 : 0, out: out + err}),
    ),
  );

/** Lines that begin with a command, in blocks and in `inline code`. */
const commandsIn = (page: string, command: RegExp) => {
  const inline = [...textOf(page).matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text);
  const lines = [...examplesOf(page).flatMap(({text}) => text.split('\n')), ...inline];
  return lines.flatMap((line) => (command.test(line.trim()) ? [line.trim()] : []));
};

const asked = new Map<string, Promise<string>>();
/** The help of a command by its words: none, `new`, `new training`. Each is asked for once. */
function helpOf(words: readonly string[]): Promise<string> {
  const path = words.join(' ');
  const help =
    asked.get(path) ??
    destt(...words, '--help').then(({code, out}) => {
      expect(code, out).toBe(0);
      return out;
    });
  asked.set(path, help);
  return help;
}

/** How many of these words name a command, and its help. */
async function commandIn(words: readonly string[]): Promise<{readonly known: number; readonly help: string}> {
  let help = await helpOf([]);
  for (let known = 0; ; known++) {
    const [, list = ''] = help.split(/^Commands:$/m);
    const names = [...list.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name);
    const next = words[known];
    // A command that others hang below may do one of them by itself: then it takes that one's options.
    const itself = /^ {2}([a-z]+) .*?alone does$/ms.exec(list)?.[1];
    if (next === undefined || next === 'help' || !names.includes(next))
      return {known, help: itself ? help + (await helpOf([...words.slice(0, known), itself])) : help};
    help = await helpOf(words.slice(0, known + 1));
  }
}

/** As GitHub makes an anchor of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[`*_]/g, '')
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .trim()
    .replaceAll(' ', '-');

describe('the pages that people read', () => {
  it('link to files and headings that are there', () => {
    const faults = pages().flatMap((page) =>
      linksOf(page).flatMap(({to, anchor}) => {
        if (!existsSync(join(root, to))) return [`${page} links to ${to}, which is not there`];
        if (!anchor || !to.endsWith('.md')) return [];
        const headings = [...textOf(to).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));
        return headings.includes(anchor) ? [] : [`${page} links to ${to}#${anchor}, which is no heading`];
      }),
    );
    expect(faults).toEqual([]);
  });

  it('name only commands of npm that there are', () => {
    const faults = pages().flatMap((page) =>
      commandsIn(page, /^npm (run|start|test)\b/)
        .flatMap((line) => line.split('&&'))
        .flatMap((part) => {
          const [, , name = ''] = /npm (run )?([a-z]+)/.exec(part) ?? [];
          return ['ci', 'install', ...scripts].includes(name) ? [] : [`${page}: ${part.trim()}`];
        }),
    );
    expect(faults).toEqual([]);
  });

  it('name only commands of destt that there are, with options that they have', async () => {
    const faults: string[] = [];
    let seen = 0;
    for (const page of pages())
      for (const line of commandsIn(page, /^npx destt /)) {
        const [, ...words] = line
          .replace(/\s+#.*$/, '')
          .replace(/^npx /, '')
          .split(/\s+/);
        if (words[0] === '…') continue;
        seen++;
        const {known, help} = await commandIn(words);
        if (known === 0 && !words[0]?.startsWith('-')) faults.push(`${page}: ${line}`);
        for (const option of words.filter((word) => word.startsWith('--')))
          if (!new RegExp(`${option.split('=')[0]}\\b`).test(help)) faults.push(`${page}: ${line}: no ${option}`);
      }
    expect(faults).toEqual([]);
    expect(seen).toBeGreaterThan(5);
  });

  it('show YAML that is read as it is meant', () => {
    for (const page of pages())
      for (const {language, text, line, name} of examplesOf(page))
        if (language === 'yaml') {
          const read: unknown = parse(text);
          expect(read, `${page}:${line}`).toBeTypeOf('object');
          if (name === 'words')
            expect(read).toEqual({
              silence: {
                says: 'You ask a pupil. She looks at her desk, and says nothing: the clock is loud.',
                wait: 'Count to five',
              },
            });
        }
  });

  it('have pictures that were made here, none heavier than 150 KB, and none that no page shows', async () => {
    const shown = new Set(pages().flatMap((page) => linksOf(page).map(({to}) => to)));
    const made = (await readdir(join(root, 'docs/pictures'))).map((name) => `docs/pictures/${name}`);
    expect(made.filter((file) => !shown.has(file))).toEqual([]);
    expect(made.filter((file) => statSync(join(root, file)).size > 150_000)).toEqual([]);
    expect(made.length).toBeGreaterThan(3);
  });
});

describe('the commands of the pages for administrators and authors', () => {
  it('run: npx destt check', async () => {
    expect(await destt('check')).toMatchObject({code: 0});
  });

  it('run: npx destt verify, with one package and with two', async () => {
    const file = 'dist/stress-and-burnout-scorm12.zip';
    const one = await destt('verify', file);
    expect(one, one.out).toMatchObject({code: 0});
    expect(one.out).toContain('✓');
    expect(await destt('verify', file, file)).toMatchObject({code: 0});
  });
});
