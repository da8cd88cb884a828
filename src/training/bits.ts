/**
 * Bits as a string of 0 and 1: suspend data is a few thousand of them, and a string is the least code that can be
 * joined, measured and read back.
 */

/** A whole number from 0 in a fixed width, highest bit first. */
export const bitsOf = (value: number, width: number) => value.toString(2).padStart(width, '0');

/** A whole number from 0 in as few bits as it needs (Elias gamma of n + 1): 0 takes one bit, 1 and 2 take three. */
export function gammaOf(value: number): string {
  const bits = (value + 1).toString(2);
  return '0'.repeat(bits.length - 1) + bits;
}

/** A whole number of either sign: 0, -1, 1, -2, … are written as 0, 1, 2, 3, … */
export const signedOf = (value: number) => gammaOf(value < 0 ? -2 * value - 1 : 2 * value);

/** The bits as bytes; the last byte is filled up with zeros. */
export function bytesFrom(bits: string): Uint8Array {
  return Uint8Array.from(bits.match(/.{1,8}/g) ?? [], (byte) => Number.parseInt(byte.padEnd(8, '0'), 2));
}

/** Reads what the functions above wrote. Past the end it reads zeros and says so in `over`; it never throws. */
export function bitReader(bytes: Uint8Array) {
  const all = Array.from(bytes, (byte) => bitsOf(byte, 8)).join('');
  let at = 0;
  const reader = {
    over: false,
    bits(width: number): number {
      const bits = all.slice(at, at + width);
      at += width;
      if (bits.length < width) reader.over = true;
      return Number.parseInt(bits, 2) || 0;
    },
    /** Counts ones up to the next zero, `most` at most: reads which of a few cases follows. */
    ones(most: number): number {
      let count = 0;
      while (count < most && reader.bits(1) === 1) count++;
      return count;
    },
    gamma(): number {
      let zeros = 0;
      while (all[at + zeros] === '0' && zeros < 52) zeros++;
      at += zeros;
      return Math.max(0, reader.bits(zeros + 1) - 1);
    },
    signed(): number {
      const value = reader.gamma();
      return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
    },
  };
  return reader;
}
