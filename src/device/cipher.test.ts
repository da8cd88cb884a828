import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {keyFrom, newKey, open, type Random, seal, toBase64} from './cipher.ts';

import {xchacha} from './xchacha.ts';

const random: Random = (length) => crypto.getRandomValues(new Uint8Array(length));
const fixed: Random = (length) => new Uint8Array(length).fill(7);

describe('a sealed text', () => {
  it('opens with its key at its place, whatever it says', () => {
    fc.assert(
      fc.property(fc.string({unit: 'binary'}), fc.string(), (text, place) => {
        const key = newKey(random);
        const json = JSON.stringify(text);
        expect(JSON.parse(open(xchacha, key, seal(xchacha, key, json, place, random), place) ?? '')).toBe(text);
      }),
    );
  });

  it('opens with no other key and at no other place', () => {
    const key = newKey(random);
    const sealed = seal(xchacha, key, 'tired', 'burnout', random);
    expect(open(xchacha, newKey(random), sealed, 'burnout')).toBeNull();
    expect(open(xchacha, key, sealed, 'quiz')).toBeNull();
    expect(open(xchacha, new Uint8Array(5), sealed, 'burnout')).toBeNull();
  });

  it('is refused calmly once any letter of it is changed or missing', () => {
    const key = newKey(random);
    const sealed = seal(xchacha, key, 'tired', 'burnout', random).replace(/=+$/, '');
    for (let at = 0; at < sealed.length; at++) {
      const other = sealed[at] === 'A' ? 'B' : 'A';
      const changed = open(xchacha, key, sealed.slice(0, at) + other + sealed.slice(at + 1), 'burnout');
      expect(changed === null || changed.trim() === 'tired').toBe(true); // base64's last letter has unused bits
      expect(open(xchacha, key, sealed.slice(0, at), 'burnout')).toBeNull();
    }
    for (const text of ['', '*', 'ы', 'AAAA']) expect(open(xchacha, key, text, 'burnout')).toBeNull();
  });

  it('is as long for "never" as for "every_day"', () => {
    const key = newKey(random);
    expect(seal(xchacha, key, 'never', '', random)).toHaveLength(seal(xchacha, key, 'every_day', '', random).length);
  });

  it('looks different each time', () => {
    const key = newKey(random);
    expect(seal(xchacha, key, 'tired', '', random)).not.toBe(seal(xchacha, key, 'tired', '', random));
  });

  it('is written the same way by every version, so that old answers open', () => {
    expect(seal(xchacha, newKey(fixed), 'tired', 'burnout', fixed)).toBe(
      'BwcHBwcHBwcHBwcHBwcHBwcHBwcHBwcHTf42ivbeIlGCO8FMXraouATCynfgGKf9R96vS4fooJD3Nz/moTkVDUzTtpgV8gfXyeX9vndJVnSFCAYkVhdduLvcoMCIQNb9/Lm0SrYOnLM=',
    );
  });

  it('opens with a key that is a view into other bytes, as the suspend data give it', () => {
    const bytes = random(40);
    const key = bytes.subarray(3, 35);
    expect(open(xchacha, key.slice(), seal(xchacha, key, 'tired', '', random), '')?.trim()).toBe('tired');
  });
});

describe('a key', () => {
  it('is read back from base64, and only if it is one', () => {
    const key = newKey(random);
    expect(keyFrom(toBase64(key))).toEqual(key);
    for (const other of [null, undefined, '', '*', {}, toBase64(random(31))]) expect(keyFrom(other)).toBeNull();
  });
});
