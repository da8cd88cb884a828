import {describe, expect, it} from 'vitest';
import {fakeDisk, fakePage} from '../../test/fakes/storage.ts';
import {type Attempt, afterEvent, mergeAttempts, newAttempt} from '../training/index.ts';
import type {Kept} from './kept.ts';
import {lastChange, logLimit, openLog} from './log.ts';

const noDatabase = {} as IDBFactory;
const kept = (attempt: Attempt): Kept => ({attempt, sealed: [], savedAt: 5});
const answered = (attempt: Attempt, response: Record<string, string>) =>
  afterEvent(attempt, {type: 'answered', activity: 'quiz', response, complete: false, score: null});
const first = answered(newAttempt('a1', 'ru'), {one: 'yes'});

function given() {
  const disk = fakeDisk();
  return {disk, log: openLog(fakePage(disk, noDatabase), 'destt/t/l/', 'tab')};
}

describe('the log', () => {
  it('gives back its entries to the next page, until they are removed', () => {
    const {disk, log} = given();
    log.add(kept(first));
    const next = openLog(fakePage(disk, noDatabase), 'destt/t/l/', 'next');
    expect(next.entries()).toMatchObject([{kept: kept(first)}]);
    next.remove(next.entries());
    expect(disk.items.size).toBe(0);
  });

  it('keeps the entries of two tabs apart', () => {
    const {disk, log} = given();
    const other = openLog(fakePage(disk, noDatabase), 'destt/t/l/', 'other');
    log.add(kept(first));
    other.add(kept(first));
    log.remove(log.entries().slice(0, 1));
    expect(other.entries()).toHaveLength(1);
  });

  it('sees nothing of other packages, and leaves their storage alone', () => {
    const {disk, log} = given();
    disk.items.set('moodle', 'x');
    openLog(fakePage(disk, noDatabase), 'destt/t/l2/', 'tab').add(kept(first));
    expect(log.entries()).toEqual([]);
  });

  it('passes over lines that are damaged', () => {
    const {disk, log} = given();
    log.add(kept(first));
    const [[name, text]] = [...disk.items] as [[string, string]];
    for (const [at, bad] of [text.slice(0, -9), '', 'null', '[]', '{"attempt":7}', '\u0000'].entries())
      disk.items.set(`${name}${at}`, bad);
    expect(log.entries()).toMatchObject([{kept: kept(first)}]);
  });

  it('refuses an entry beyond its share, and takes it in place of others', () => {
    const {disk, log} = given();
    const large = kept(answered(first, {one: 'x'.repeat(20_000)}));
    expect(log.add(large)).toBe(true);
    expect(log.add(large)).toBe(false);
    expect(log.add(large, log.entries())).toBe(true);
    expect(log.entries()).toHaveLength(1);
    expect([...disk.items].join('').length).toBeLessThan(logLimit);
  });

  it.each(['refuses', 'forbidden', 'absent'] as const)('answers calmly when storage is %s', (fault) => {
    const {disk, log} = given();
    disk.fault = fault;
    expect(log.add(kept(first))).toBe(false);
    expect(log.set('key', 'k')).toBe(false);
    expect(log.get('key')).toBeNull();
    expect(log.entries()).toEqual([]);
    log.remove([]);
  });
});

describe('the last change', () => {
  it('is all that the last event changed, and nothing else', () => {
    const second = answered(first, {one: 'yes', two: 'no'});
    expect(lastChange(second).answers).toEqual({quiz: {two: {value: 'no', counter: 2}}});
    expect(mergeAttempts(first, lastChange(second))).toEqual(second);
  });
});
