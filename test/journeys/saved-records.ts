import {readFileSync} from 'node:fs';
import type {Statement} from '@xapi/xapi';
import {expect} from 'vitest';
import {explained, matchOf} from '../../src/xapi/matches.ts';
import type {Stream} from '../../src/xapi/terms.ts';
import type {Learner} from './learner.ts';

/** Milliseconds for what waits for the disk. */
export const patience = 120_000;

/** What the learner saves under "My answers". */
export async function savedRecords(teacher: Learner, training = 'stress-and-burnout'): Promise<readonly Statement[]> {
  if (!(await teacher.see('.mine').isVisible())) await teacher.see('.menu').click();
  if ((await teacher.see('.mine[open]').count()) === 0) await teacher.see('.mine summary').click();
  const [download] = await Promise.all([
    // A busy disk takes its time to hand over what is waiting.
    teacher.page.waitForEvent('download', {timeout: patience}),
    teacher.see('.records-out').click({timeout: patience}), // there as soon as the records have come
  ]);
  expect(download.suggestedFilename()).toBe(`${training}-records.json`);
  const statements: Statement[] = JSON.parse(readFileSync(await download.path(), 'utf8'));
  return statements;
}

/** Those that follow a template of this stream. */
export const matched = (statements: readonly Statement[], stream: Stream) =>
  statements.filter((statement) => {
    const match = matchOf(statement);
    return match.ok && match.stream === stream;
  });
/** What keeps statements from following the profile. */
export const faults = (statements: readonly Statement[]) =>
  statements.map(matchOf).flatMap((match) => (match.ok ? [] : explained(match)));
