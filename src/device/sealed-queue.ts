import {type Cipher, open, type Random, seal} from './cipher.ts';
import type {QueueRecord, QueueRow, RecordQueue} from './record-queue.ts';

export interface Seal {
  readonly cipher: Cipher;
  /** The learner's key of private answers: the LMS has it, and none of the records. */
  readonly key: Uint8Array;
}

/**
 * A queue whose research lies sealed on the device, like the private answers it tells of: who uses this computer next
 * finds records and no key. What can't be opened any more is handed on as it lies, and is in no file.
 */
export function sealedQueue(queue: RecordQueue, {cipher, key}: Seal, training: string, random: Random): RecordQueue {
  const place = JSON.stringify(['records', training]);
  const shut = (record: QueueRecord): QueueRecord =>
    record.stream === 'research' ? {...record, text: seal(cipher, key, record.text, place, random)} : record;
  /** A statement as it was, its padding gone; null if it can't be opened. */
  const textOf = (text: string) => (text.startsWith('{') ? text : (open(cipher, key, text, place)?.trimEnd() ?? null));
  /** Rows as they lie, by the opened ones that were handed out: the queue is to get its own back. */
  const lying = new WeakMap<QueueRow, QueueRow>();
  const opened = (row: QueueRow): QueueRow => {
    const plain = {...row, text: textOf(row.text) ?? row.text};
    lying.set(plain, row);
    return plain;
  };
  const own = (row: QueueRow) => lying.get(row) ?? row;
  return {
    get counts() {
      return queue.counts;
    },
    get onCounts() {
      return queue.onCounts;
    },
    set onCounts(listener) {
      queue.onCounts = listener;
    },
    append: (records) => queue.append(records.map(shut)),
    first: async (most) => (await queue.first(most)).map(opened),
    whole: () => queue.whole().map(opened),
    remove: (rows) => queue.remove(rows.map(own)),
    setAside: (row, why) => queue.setAside(own(row), why),
    drop: (stream) => queue.drop(stream),
    texts: (use) => queue.texts((texts) => use(texts.flatMap((text) => textOf(text) ?? []))),
    claim: () => queue.claim(),
    release: () => queue.release(),
    look: () => queue.look(),
  };
}
