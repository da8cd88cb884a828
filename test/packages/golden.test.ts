import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as v from 'valibot';
import {beforeAll, describe, expect, it} from 'vitest';
import {readTrainings, type Training} from '../../build/read-training.ts';
import {root} from '../../build/root.ts';
import {outlineSchema} from '../../build/verify/open-package.ts';
import {compareVersions, unreadState} from '../../build/verify/replacing.ts';
import {kinds} from '../../src/activities/index.ts';
import {type Attempt, activitiesOf, decodeAttempt, fits} from '../../src/training/index.ts';

/**
 * What released versions saved in an LMS, as it lies there: every later version reads it (DESIGN 2). A file a release, with its
 * outline; once written it is never changed.
 */
const golden = readdirSync(join(import.meta.dirname, 'golden')).map((file) => ({
  file,
  ...v.parse(
    v.object({
      outline: outlineSchema,
      attempts: v.array(v.object({title: v.string(), data: v.string(), key: v.string(), attempt: v.unknown()})),
    }),
    JSON.parse(readFileSync(join(import.meta.dirname, 'golden', file), 'utf8')),
  ),
}));
const all = golden.flatMap(({file, outline, attempts}) =>
  attempts.map((saved) => ({...saved, name: `${file}, ${saved.title}`, outline})),
);

describe('an attempt saved by a released version', () => {
  it.each(all)('says all it said: $name', ({data, key, attempt, outline}) => {
    const read = decodeAttempt(data, outline);
    expect(read).toMatchObject({version: 1, damaged: false});
    expect(read.attempt).toEqual(attempt);
    expect(Buffer.from(read.key ?? []).toString('hex')).toBe(key);
  });
});

describe('the trainings as they are now', () => {
  let trainings: readonly Training[];
  beforeAll(async () => {
    ({trainings} = await readTrainings(join(root, 'modules'), kinds));
  });
  const now = ({id}: {readonly id: string}) => {
    const outline = trainings.find(({outline}) => outline.id === id)?.outline;
    if (!outline) throw new Error(`modules has no faultless training "${id}": npx destt check says what is wrong.`);
    return outline;
  };
  const released = all.filter(({outline}) => outline.id !== 'every-value'); // that one has only ever been a test

  it.each(released)('read it, and keep every answer to what they still ask: $name', ({data, key, attempt, outline}) => {
    const saved = attempt as Attempt;
    const later = now(outline);
    const read = decodeAttempt(data, later);
    expect(read.damaged).toBe(false);
    expect(Buffer.from(read.key ?? []).toString('hex')).toBe(key);
    const {id, counter, language, finished} = saved;
    expect(read.attempt).toMatchObject({id, counter, language, finished});

    const known = activitiesOf(later).filter((activity) =>
      activitiesOf(outline).some((each) => each.id === activity.id),
    );
    expect(known.length).toBeGreaterThan(0);
    for (const activity of known) {
      expect(read.attempt?.done[activity.id]).toBe(saved.done[activity.id]);
      for (const [name, answer] of Object.entries(saved.answers[activity.id] ?? {})) {
        const item = activity.items.find((each) => each.id === name);
        if (item && fits(item, answer.value)) expect(read.attempt?.answers[activity.id]?.[name]).toEqual(answer);
      }
    }
    expect(Object.keys(read.attempt?.done ?? {}).filter((done) => saved.done[done] === undefined)).toEqual([]);
  });

  it.each(golden.filter(({outline}) => outline.id !== 'every-value'))(
    'read whatever else that version could have saved: $file',
    ({outline}) => {
      expect(unreadState(outline, now(outline))).toEqual([]);
      expect(compareVersions(now(outline).version, outline.version)).toBeGreaterThanOrEqual(0);
    },
  );
});
