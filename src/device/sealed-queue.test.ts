import {IDBFactory, IDBKeyRange} from 'fake-indexeddb';
import {beforeEach, describe, expect, it, vi} from 'vitest';
import {fakeDisk, fakePage} from '../../test/fakes/storage.ts';
import {openRecordQueue, type QueueRecord, type QueueStream, type RecordQueue} from './record-queue.ts';
import {sealedQueue} from './sealed-queue.ts';
import {xchacha} from './xchacha.ts';

vi.stubGlobal('IDBKeyRange', IDBKeyRange);

let disk: ReturnType<typeof fakeDisk>;
let factory: IDBFactory;
let bytes: number;
beforeEach(() => {
  disk = fakeDisk();
  factory = new IDBFactory();
  bytes = 0;
});

function open(key = 1): {readonly queue: RecordQueue; readonly lying: RecordQueue} {
  const page = fakePage(disk, factory);
  const random = (length: number) => new Uint8Array(length).fill(++bytes);
  const host = {
    localStorage: page.localStorage,
    indexedDB: page.indexedDB,
    random,
    elapsed: () => 0,
    setTimeout: (run: () => void, milliseconds: number) => setTimeout(run, milliseconds).unref(),
  };
  const lying = openRecordQueue({training: 'silence', learner: 'aigul', limit: null, host});
  const seal = {cipher: xchacha, key: new Uint8Array(32).fill(key)};
  return {lying, queue: sealedQueue(lying, seal, 'silence', random)};
}
const record = (id: string, stream: QueueStream): QueueRecord => ({
  id,
  stream,
  text: JSON.stringify({id, answer: 'өте жиі'}),
});
async function textsIn(queue: RecordQueue): Promise<readonly string[]> {
  const all: string[] = [];
  await queue.texts((texts) => void all.push(...texts));
  return all;
}

describe('a sealed queue', () => {
  it('gives back what it was given, and on the disk no answer of research can be read', async () => {
    const {queue, lying} = open();
    queue.append([record('a', 'research'), record('b', 'tracking')]);
    expect([...disk.items.values()].join()).toContain('"b');
    const given = await queue.first(9);
    expect(given.map(({text}) => text)).toEqual([record('a', 'research').text, record('b', 'tracking').text]);
    expect(await textsIn(queue)).toEqual(given.map(({text}) => text));
    const [research, tracking] = await textsIn(lying);
    expect(research).not.toMatch(/answer|жиі|[{}"]/);
    expect(tracking).toBe(record('b', 'tracking').text);
    expect([...disk.items.values()].join()).not.toContain('"id\\":\\"a');
  });

  it('takes back the rows it handed out: those that arrived are gone, one set aside is kept sealed', async () => {
    const {queue, lying} = open();
    queue.append([record('a', 'research'), record('b', 'research'), record('c', 'research')]);
    const [a, b] = await queue.first(9);
    await queue.remove([a!]);
    await queue.setAside(b!, 'refused');
    expect((await queue.first(9)).map(({id}) => id)).toEqual(['c']);
    expect(queue.counts).toMatchObject({waiting: 1, aside: 1});
    expect((await textsIn(lying)).join()).not.toContain('answer');
    expect((await textsIn(queue)).join()).toContain('"id":"b"');
  });

  it('is in no file once the key is another: what cannot be read cannot be told', async () => {
    const first = open(1);
    first.queue.append([record('a', 'research'), record('b', 'tracking')]);
    expect(await first.queue.first(9)).toHaveLength(2);
    const {queue} = open(2);
    expect(await textsIn(queue)).toEqual([record('b', 'tracking').text]);
  });
});
