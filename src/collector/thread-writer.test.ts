import {once} from 'node:events';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {MessageChannel} from 'node:worker_threads';
import {afterEach, describe, expect, it} from 'vitest';
import {secret, statement} from './collector.test-data.ts';
import {pseudonymiser} from './pseudonym.ts';
import {receiveBatch} from './receive.ts';
import {type Incoming, openStore, type Store} from './store.ts';
import {answerWrites, startThread, threadWriter} from './thread-writer.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, {recursive: true});
});
function newFile() {
  const folder = mkdtempSync(join(tmpdir(), 'destt-thread-'));
  folders.push(folder);
  return join(folder, 'statements.db');
}
function batchOf(...statements: readonly Record<string, unknown>[]): readonly Incoming[] {
  const received = receiveBatch(statements, {pseudonym: pseudonymiser(secret), strict: null, key: null});
  if (!received.ok) throw new Error(received.fault.rule);
  return received.batch;
}
const countIn = (store: Store) => store.after(0, 1000).length;

describe('a writer in a thread of its own', () => {
  it('has stored a batch when it answers, seen by who reads the file, and ends with everything stored', async () => {
    const file = newFile();
    const reading = await openStore(file);
    const writer = threadWriter(startThread(file));
    const twice = statement();
    expect(await writer.write(batchOf(twice, statement()))).toEqual({stored: 2, known: 0});
    expect(countIn(reading)).toBe(2);
    expect(await writer.write(batchOf(twice))).toEqual({stored: 0, known: 1});
    expect(await writer.write(batchOf({...twice, result: {response: 'never'}}))).toEqual({conflict: twice.id});
    const last = Array.from({length: 20}, () => writer.write(batchOf(statement())));
    await writer.close();
    expect(await Promise.all(last)).toHaveLength(20);
    expect(countIn(reading)).toBe(22);
    reading.close();
  });

  it('tells why a batch could not be stored, with the code that the server goes by', async () => {
    const {port1, port2} = new MessageChannel();
    const full = Object.assign(new Error('database or disk is full'), {code: 'SQLITE_FULL'});
    const store: Pick<Store, 'append' | 'close'> = {
      append() {
        throw full;
      },
      close() {},
    };
    answerWrites(port1, store);
    port2.postMessage({number: 1, batch: []});
    const [reports] = await once(port2, 'message');
    expect(reports).toEqual([{number: 1, fault: {message: full.message, code: 'SQLITE_FULL'}}]);
    port1.close();
  });
});
