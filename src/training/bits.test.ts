import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {bitReader, bitsOf, bytesFrom, gammaOf, signedOf} from './bits.ts';

describe('bits', () => {
  it('give back numbers of any width and sign, up to 2 ** 50', () => {
    const most = 2 ** 50;
    fc.assert(
      fc.property(fc.nat(1023), fc.nat(most), fc.integer({min: -most, max: most}), fc.nat(4), (a, b, c, ones) => {
        const read = bitReader(bytesFrom(`${bitsOf(a, 10)}${gammaOf(b)}${'1'.repeat(ones)}0${signedOf(c)}`));
        expect([read.bits(10), read.gamma(), read.ones(5), read.signed(), read.over]).toEqual([a, b, ones, c, false]);
      }),
    );
  });

  it('say when they are read past their end, and give zeros there', () => {
    const read = bitReader(bytesFrom('1'));
    expect([read.bits(8), read.over, read.bits(8), read.over]).toEqual([128, false, 0, true]);
    expect([read.gamma(), read.signed(), read.ones(4)]).toEqual([0, 0, 0]);
  });

  it('take little room for small numbers', () => {
    expect([0, 1, 2, 3].map((n) => gammaOf(n))).toEqual(['1', '010', '011', '00100']);
    expect([0, -1, 1].map((n) => signedOf(n))).toEqual(['1', '010', '011']);
  });
});
