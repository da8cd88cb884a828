import {describe, expect, it} from 'vitest';
import {type FakeDisk, fakeDisk, fakePage} from '../../test/fakes/storage.ts';
import {openCode} from './code.ts';
import {xchacha} from './xchacha.ts';

const key = new Uint8Array(32).fill(7);
let made = 0;
const random = (length: number) => new Uint8Array(length).fill(++made);
const codeOn = (disk: FakeDisk, other: object = {}) =>
  openCode({
    localStorage: fakePage(disk, indexedDB).localStorage,
    training: 'silence',
    learner: 'aigul',
    key,
    cipher: xchacha,
    random,
    ...other,
  });
const indexedDB = {} as IDBFactory;

describe('the code of a learner', () => {
  it('is made at the first need, and the same from then on', () => {
    const disk = fakeDisk();
    expect(codeOn(disk).known).toBeNull();
    const code = codeOn(disk).code();
    expect(code).toMatch(/^[0-9a-f]{20}$/);
    expect(codeOn(disk).code()).toBe(code);
    expect(codeOn(disk).known).toBe(code);
  });

  it('is nowhere on the device in clear, nor is the learner', () => {
    const disk = fakeDisk();
    const code = codeOn(disk).code();
    const lies = JSON.stringify([...disk.items]);
    expect(lies).not.toContain(code);
    expect(lies).not.toContain('aigul');
  });

  it('is another for another learner, training or stream, and where the key is gone', () => {
    const disk = fakeDisk();
    const code = codeOn(disk).code();
    for (const other of [{learner: 'dana'}, {training: 'noise'}, {stream: 'tracking'}, {key: new Uint8Array(32)}])
      expect(codeOn(disk, other).known, Object.keys(other)[0]).toBeNull();
    expect(codeOn(disk, {stream: 'tracking'}).code()).not.toBe(code);
  });

  it('comes from a save file where there is none, and is forgotten after withdrawal', () => {
    const disk = fakeDisk();
    const given = '0123456789abcdef0123';
    codeOn(disk).adopt('<b>no code</b>');
    codeOn(disk).adopt(given);
    expect(codeOn(disk).known).toBe(given);
    codeOn(disk).adopt('ffffffffffffffffffff');
    expect(codeOn(disk).known).toBe(given);
    codeOn(disk).forget();
    expect(codeOn(disk).known).toBeNull();
  });

  it('lasts as long as the page where nothing is stored', () => {
    const disk = fakeDisk();
    disk.fault = 'refuses';
    const keeper = codeOn(disk);
    expect(keeper.code()).toBe(keeper.code());
    expect(codeOn(disk, {localStorage: null}).code()).toMatch(/^[0-9a-f]{20}$/);
  });
});
