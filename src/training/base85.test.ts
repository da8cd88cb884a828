import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {fromBase85, toBase85} from './base85.ts';

describe('base 85', () => {
  it('gives back any bytes, in five letters for four of them', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(fromBase85(toBase85(bytes))).toEqual(bytes);
        expect(toBase85(bytes)).toHaveLength(Math.ceil((bytes.length * 5) / 4));
      }),
    );
  });

  it('uses only letters that no LMS, XML, JSON or form changes', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => /^[!#-%(-+\--;=?-[\]-_a-}]*$/.test(toBase85(bytes))));
  });

  it('answers null to any string that is not its own, and never throws', () => {
    expect(['~', 'ab cd', 'é', '\ud800', '0', '}}}}}', '00000<'].map(fromBase85)).toEqual(Array(7).fill(null));
    fc.assert(fc.property(fc.string({unit: 'binary'}), (text) => fromBase85(text) !== undefined));
  });

  it('keeps its letters for ever', () => {
    expect(toBase85(Uint8Array.of(0, 1, 2, 3, 128, 255))).toBe('009C6fd2');
  });
});
