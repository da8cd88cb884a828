import {IDBFactory} from 'fake-indexeddb';
import {describe, expect, it} from 'vitest';
import {openDatabase} from './database.ts';

/** A database whose limit runs out when the test says so. */
function given() {
  const limits: (() => void)[] = [];
  const host = {indexedDB: new IDBFactory(), setTimeout: (run: () => void) => limits.push(run)};
  const database = openDatabase(host, 'x', (made) => made.createObjectStore('rows'));
  return {database, tooLong: () => limits.at(-1)?.()};
}

/** What a browser does whose disk is full. */
function refuse(transaction: IDBTransaction) {
  Object.defineProperty(transaction, 'error', {value: new DOMException('', 'QuotaExceededError')});
  transaction.abort();
}

describe('a database on the device', () => {
  it('gives what a transaction gave once it is on the disk', async () => {
    const {database} = given();
    const use = (transaction: IDBTransaction, give: (result: string) => void) => {
      transaction.objectStore('rows').put('text', 1);
      give('done');
    };
    expect(await database.run('readwrite', ['rows'], use)).toBe('done');
  });

  it('knows a full disk from one that only takes long', async () => {
    const {database, tooLong} = given();
    expect(await database.run('readwrite', ['rows'], refuse)).toBeNull();
    expect(database.full).toBe(true);
    const slow = database.run('readwrite', ['rows'], () => {});
    tooLong();
    expect(await slow).toBeNull();
    expect(database.full).toBe(false);
  });

  it('begins what comes after something only then, and waits no longer than for anything else', async () => {
    const {database, tooLong} = given();
    const order: string[] = [];
    const first = database.run<true>('readonly', ['rows'], (_, give) => give(true)).then(() => order.push('first'));
    const second = database.run<true>(
      'readonly',
      ['rows'],
      (_, give) => {
        order.push('second');
        give(true);
      },
      first,
    );
    expect(await second).toBe(true);
    expect(order).toEqual(['first', 'second']);
    const never = database.run<true>('readonly', ['rows'], (_, give) => give(true), new Promise(() => {}));
    tooLong();
    expect(await never).toBeNull();
  });
});
