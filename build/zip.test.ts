import {strFromU8, unzipSync} from 'fflate';
import {describe, expect, it} from 'vitest';
import {zipFiles} from './zip.ts';

const files = new Map<string, string | Uint8Array>([
  ['b.js', 'destt.add("Қазақ");\n'.repeat(50)],
  ['a.txt', new Uint8Array([1, 2, 3])],
]);

describe('a zip', () => {
  it('gives its files back, sorted by name', () => {
    const back = unzipSync(zipFiles(files));
    expect(Object.keys(back)).toEqual(['a.txt', 'b.js']);
    expect(strFromU8(back['b.js'] ?? new Uint8Array())).toBe(files.get('b.js'));
  });

  it('has the same bytes whatever the order of the files and the time zone', () => {
    const zone = process.env.TZ;
    const zips = ['UTC', 'Asia/Almaty', 'America/New_York', 'Pacific/Apia'].map((TZ) => {
      process.env.TZ = TZ;
      return Buffer.from(zipFiles(new Map([...files].reverse()))).toString('hex');
    });
    if (zone === undefined) delete process.env.TZ;
    else process.env.TZ = zone;
    expect(new Set([...zips, Buffer.from(zipFiles(files)).toString('hex')]).size).toBe(1);
  });

  it('is dated 1 January 1980, deflated, and plain: no zip64, no encryption', () => {
    const zip = Buffer.from(zipFiles(files));
    const entry = zip.indexOf('b.js') - 30;
    expect(zip.readUInt32LE(entry)).toBe(0x04034b50);
    expect(zip.readUInt16LE(entry + 6) & 1).toBe(0);
    expect(zip.readUInt16LE(entry + 8)).toBe(8);
    expect(zip.readUInt16LE(entry + 12)).toBe((1 << 5) | 1); // day 1, month 1, year 1980 + 0
    expect(zip.includes(Buffer.from([0x50, 0x4b, 6, 6]))).toBe(false);
  });
});
