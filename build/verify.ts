import {readFile, stat} from 'node:fs/promises';
import {basename} from 'node:path';
import {formats} from '../rollup.config.mjs';
import type {ActivityKind} from '../src/activities/activity.ts';
import {activitiesOf} from '../src/training/index.ts';
import {Stop} from './stop.ts';
import {type OpenPackage, openPackage} from './verify/open-package.ts';
import {bombLimit, inMegabytes} from './verify/read-zip.ts';
import {replaceChecks, replaceNotes} from './verify/replacing.ts';
import {type Finding, failed, findingLines} from './verify/report.ts';
import {settingsLines} from './verify/secrets.ts';
import {findingsIn} from './verify/verify-package.ts';

/** `destt verify PACKAGE.zip`: a page on whether an importer may take it; the exit code. */
export async function verify(path: string, out: (line: string) => void): Promise<number> {
  const opened = await openPackageFile(path);
  const findings = await findingsIn(opened, formats);
  out(`${basename(path)}: ${portrait(opened)}\n`);
  return concluded(findings, settingsLines(opened), 'Ready to be uploaded.', 'Not to be uploaded', out);
}

/** `destt verify OLD.zip NEW.zip`: a page on whether the new one may replace the old one in an LMS; the exit code. */
export async function verifyReplacement(
  [oldPath, nextPath]: readonly [string, string],
  kinds: readonly ActivityKind[],
  out: (line: string) => void,
): Promise<number> {
  const [old, next] = [await openPackageFile(oldPath), await openPackageFile(nextPath)];
  const wrong = failed(await findingsIn(next, formats));
  const findings = [
    ...replaceChecks.map(({title, wayOut, faults}) => ({title, wayOut, faults: faults(old, next, kinds)})),
    {
      title: 'the new one is a good package by itself',
      wayOut: `npx destt verify ${basename(nextPath)} says more.`,
      faults: wrong.map(({title}) => `not so: ${title}`),
    },
  ];
  out(`old  ${basename(oldPath)}: ${portrait(old)}`);
  out(`new  ${basename(nextPath)}: ${portrait(next)}\n`);
  return concluded(
    findings,
    replaceNotes(old, next).map((note) => `• ${note}`),
    'Safe to replace.',
    'Not safe to replace',
    out,
  );
}

function concluded(
  findings: readonly Finding[],
  notes: readonly string[],
  good: string,
  bad: string,
  out: (line: string) => void,
): number {
  for (const line of findings.flatMap(findingLines)) out(line);
  for (const note of notes) out(note);
  const count = failed(findings).length;
  out(`\n${count === 0 ? good : `${bad}: ${count} of ${findings.length} checks failed.`}`);
  return count === 0 ? 0 : 1;
}

/** Opens a package on the disk. Throws a `Stop` where there is none. */
export async function openPackageFile(path: string): Promise<OpenPackage> {
  try {
    const found = await stat(path).catch(() => null);
    if (!found) throw new Stop('No such file. npm run build writes the packages into dist.');
    if (found.isDirectory()) throw new Stop('It is a folder. Name the zip: dist/TRAINING-FORMAT.zip.');
    if (found.size > bombLimit) throw new Stop(`It takes ${inMegabytes(found.size)}: a package takes a few at most.`);
    return openPackage(await readFile(path));
  } catch (error) {
    throw error instanceof Stop ? new Stop(`${path}: ${error.message}`) : error;
  }
}

function portrait({bytes, files, manifest: {format, outline}}: OpenPackage): string {
  const size = (content: string | Uint8Array) => Buffer.byteLength(content);
  const unpacked = [...files.values()].reduce((sum, content) => sum + size(content), 0);
  return [
    `${outline.id} ${outline.version}`,
    format,
    outline.languages.join(' '),
    `${activitiesOf(outline).length} activities`,
    `${files.size} files`,
    `${inMegabytes(bytes)}, unpacked ${inMegabytes(unpacked)}`,
  ].join(' · ');
}
