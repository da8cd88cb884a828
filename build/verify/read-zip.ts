import {crc32, inflateRawSync} from 'node:zlib';
import {Stop} from '../stop.ts';

/** Unpacked, a package of ours takes a few megabytes: far more than this is no package but an attack on the importer. */
export const bombLimit = 200_000_000;

/** A zip as a strict importer reads it. */
export interface ReadZip {
  /** Every file that could be unpacked and is as it was when it was packed. */
  readonly files: ReadonlyMap<string, Uint8Array>;
  /** What an importer may refuse (STANDARDS 3: deflate or stored, no zip64, no encryption, sizes in local headers). */
  readonly faults: readonly string[];
}

/** Reads a zip. Throws a `Stop` where there is nothing to read: no zip, half a zip, or one that would fill the disk. */
export function readZip(bytes: Uint8Array): ReadZip {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOf(data);
  const faults: string[] = [];
  if (end !== data.length - 22)
    faults.push('something follows the last entry: a comment, or bytes that are no part of the zip');
  if (data.subarray(end - 20, end - 16).equals(signature(0x0706_4b50)))
    faults.push('it is a zip64: many LMSs read none');

  const entries = entriesOf(data, end);
  const unpacked = entries.reduce((sum, {size}) => sum + size, 0);
  if (unpacked > bombLimit)
    throw new Stop(
      `It unpacks to ${inMegabytes(unpacked)}: a package takes a few. It was not unpacked; get it from where it was built.`,
    );

  const files = new Map<string, Uint8Array>();
  for (const entry of entries) {
    const content = contentOf(data, entry);
    faults.push(
      ...entryFaults(data, entry),
      ...(content ? [] : [`${entry.name} can’t be unpacked, or is not as it was packed`]),
    );
    if (files.has(entry.name)) faults.push(`${entry.name} is there twice`);
    if (content) files.set(entry.name, content);
  }
  if (entries.length > 0 && Math.min(...entries.map(({at}) => at)) > 0)
    faults.push('something stands before the first entry');
  return {files, faults};
}

export const inMegabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1).replace('.0', '')} MB`;

/** What the zip's directory says of a file. */
interface Entry {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  /** Where its own header stands. */
  readonly at: number;
}

const damaged = 'The zip is damaged: its directory can’t be read. Copy or download it again.';

/** Where the record stands that ends every zip. */
function endOf(data: Buffer): number {
  const earliest = Math.max(0, data.length - 22 - 0xffff);
  for (let at = data.length - 22; at >= earliest; at--)
    if (data.readUInt32LE(at) === 0x0605_4b50 && at + 22 + data.readUInt16LE(at + 20) <= data.length) return at;
  throw new Stop(
    data.subarray(0, 4).equals(signature(0x0403_4b50))
      ? 'The zip is cut off: its end is missing. Copy or download it again.'
      : 'It is no zip. Packages are the files that npm run build writes into dist.',
  );
}

function entriesOf(data: Buffer, end: number): readonly Entry[] {
  const entries: Entry[] = [];
  const count = data.readUInt16LE(end + 10);
  for (let at = data.readUInt32LE(end + 16); entries.length < count; ) {
    if (at + 46 > end || data.readUInt32LE(at) !== 0x0201_4b50) throw new Stop(damaged);
    const name = at + 46;
    const [nameLength, extra, comment] = [28, 30, 32].map((field) => data.readUInt16LE(at + field)) as [
      number,
      number,
      number,
    ];
    entries.push({
      name: data.toString('utf8', name, name + nameLength),
      flags: data.readUInt16LE(at + 8),
      method: data.readUInt16LE(at + 10),
      crc: data.readUInt32LE(at + 16),
      packed: data.readUInt32LE(at + 20),
      size: data.readUInt32LE(at + 24),
      at: data.readUInt32LE(at + 42),
    });
    at = name + nameLength + extra + comment;
  }
  return entries;
}

function entryFaults(data: Buffer, {name, flags, method, crc, packed, size, at}: Entry): readonly string[] {
  const faults: string[] = [];
  if (flags & 0x41) faults.push(`${name} is encrypted`);
  if (method !== 0 && method !== 8) faults.push(`${name} is packed by method ${method}, not by deflate`);
  if ([packed, size, at].includes(0xffff_ffff)) faults.push(`${name} is stored as zip64`);
  if (at + 30 > data.length || data.readUInt32LE(at) !== 0x0403_4b50) return faults; // said as "can't be unpacked"
  const own = data.toString('utf8', at + 30, at + 30 + data.readUInt16LE(at + 26));
  if (own !== name) faults.push(`${name} is called ${own} where it stands`);
  const local = [14, 18, 22].map((field) => data.readUInt32LE(at + field));
  if (local.some((value, index) => value !== [crc, packed, size][index]))
    faults.push(`the size of ${name} is not where its content begins`);
  return faults;
}

/** The file as it was packed; null if it can't be had. */
function contentOf(data: Buffer, {flags, method, crc, packed, size, at}: Entry): Uint8Array | null {
  if (flags & 0x41 || at + 30 > data.length || data.readUInt32LE(at) !== 0x0403_4b50) return null;
  const start = at + 30 + data.readUInt16LE(at + 26) + data.readUInt16LE(at + 28);
  const stored = data.subarray(start, start + packed);
  try {
    // Never more than it claims to be, so that no lie about its size fills the memory.
    const content = method === 8 ? inflateRawSync(stored, {maxOutputLength: Math.max(1, size)}) : stored;
    return (method === 0 || method === 8) && content.length === size && crc32(content) === crc ? content : null;
  } catch {
    return null;
  }
}

const signature = (value: number) => Buffer.from([value & 255, (value >> 8) & 255, (value >> 16) & 255, value >>> 24]);
