import {existsSync} from 'node:fs';
import {delimiter, join} from 'node:path';
import sparticuz from '@sparticuz/chromium';
import {type Browser, chromium} from 'playwright-core';

/** Real Chromium: the one named by `CHROMIUM`, or on the PATH, or the one a devDependency carries (DESIGN 8). */
export async function launchBrowser(extraArgs: readonly string[] = []): Promise<Browser> {
  const named = process.env.CHROMIUM ?? onPath(['chromium', 'chromium-browser', 'google-chrome']);
  const executablePath = named ?? (await sparticuz.executablePath());
  const args = [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    ...(named ? [] : sparticuz.args.filter((arg) => !arg.startsWith('--headless') && arg !== '--single-process')),
    ...extraArgs,
  ];
  return chromium.launch({executablePath, args, headless: true});
}

function onPath(names: readonly string[]): string | null {
  for (const folder of (process.env.PATH ?? '').split(delimiter))
    for (const name of names) if (folder && existsSync(join(folder, name))) return join(folder, name);
  return null;
}
