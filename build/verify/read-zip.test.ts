import {zipSync} from 'fflate';
import {describe, expect, it} from 'vitest';
import {zipFiles} from '../zip.ts';
import {readZip} from './read-zip.ts';

const files = new Map([
  ['a.txt', 'Қазақ\n'.repeat(50)],
  ['b.js', 'ab'],
]);
const zip = () => Buffer.from(zipFiles(files));
/** Where the directory has the first file, where that file itself begins, and where the end is. */
const places = (data: Buffer) => ({directory: data.indexOf('PK\x01\x02'), local: 0, end: data.length - 22});
const changed = (change: (data: Buffer, at: ReturnType<typeof places>) => void) => {
  const data = zip();
  change(data, places(data));
  return data;
};
/** The same file under the same name, once more. */
const twice = () =>
  Buffer.from(
    zipSync({'a.txt': new Uint8Array(9), 'b.txt': new Uint8Array(9)}).map((byte, at, all) =>
      byte === 98 && all[at + 1] === 46 ? 97 : byte,
    ),
  );
const faultsOf = (data: Uint8Array) => readZip(data).faults.join('\n');

describe('a zip as a strict importer reads it', () => {
  it('gives its files back, and no fault', () => {
    const {files: read, faults} = readZip(zip());
    expect([...read].map(([name, content]) => [name, Buffer.from(content).toString()])).toEqual([...files]);
    expect(faults).toEqual([]);
  });

  it.each<[string, Buffer, string]>([
    [
      'an encrypted file',
      changed((data, {directory, local}) => {
        data[directory + 8]! |= 1;
        data[local + 6]! |= 1;
      }),
      'a.txt is encrypted',
    ],
    [
      'another method of packing',
      changed((data, {directory}) => {
        data.writeUInt16LE(14, directory + 10);
      }),
      'a.txt is packed by method 14',
    ],
    [
      'a size that only the directory has',
      changed((data, {local}) => {
        data.writeUInt32LE(0, local + 22);
      }),
      'the size of a.txt is not where its content begins',
    ],
    [
      'a size that is a zip64’s',
      changed((data, {directory}) => {
        data.writeUInt32LE(0xffff_ffff, directory + 20);
      }),
      'a.txt is stored as zip64',
    ],
    [
      'two names for one file',
      changed((data, {local}) => {
        data.write('c', local + 30);
      }),
      'a.txt is called c.txt where it stands',
    ],
    [
      'content that is not what was packed',
      changed((data, {local, directory}) => {
        data.writeUInt32LE(1, local + 14);
        data.writeUInt32LE(1, directory + 16);
      }),
      'a.txt can’t be unpacked',
    ],
    ['a word after its end', Buffer.concat([zip(), Buffer.from('more')]), 'something follows the last entry'],
    ['a file that is there twice', twice(), 'a.txt is there twice'],
  ])('finds %s', (_, data, words) => {
    expect(faultsOf(data)).toContain(words);
  });

  it('does not unpack more than a file claims to hold', () => {
    const bomb = Buffer.from(zipSync({'a.txt': new Uint8Array(1_000_000)}));
    const {directory} = places(bomb);
    bomb.writeUInt32LE(10, directory + 24);
    bomb.writeUInt32LE(10, 22);
    expect(readZip(bomb)).toEqual({files: new Map(), faults: ['a.txt can’t be unpacked, or is not as it was packed']});
  });

  it.each<[string, Buffer, string]>([
    ['what is no zip', Buffer.from('%PDF-1.7 and more than twenty-two bytes'), 'It is no zip'],
    ['nothing at all', Buffer.alloc(0), 'It is no zip'],
    ['half a zip', zip().subarray(0, 120), 'cut off'],
    [
      'a directory that is no more',
      changed((data, {directory}) => {
        data.write('xx', directory);
      }),
      'its directory can’t be read',
    ],
    [
      'a directory said to be elsewhere',
      changed((data, {end}) => {
        data.writeUInt32LE(0xffff_fff0, end + 16);
      }),
      'its directory can’t be read',
    ],
    [
      'a bomb',
      changed((data, {directory}) => {
        data.writeUInt32LE(201_000_000, directory + 24);
      }),
      'unpacks to 201 MB',
    ],
  ])('stops at %s, and says so', (_, data, words) => {
    expect(() => readZip(data)).toThrow(words);
  });
});
