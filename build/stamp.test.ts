import {describe, expect, it} from 'vitest';
import {stamped, stampIn, stampOf, unstampedName} from './stamp.ts';

const draft = [
  [unstampedName('player'), 'a'],
  [unstampedName('kk_first'), `b ${unstampedName('player')}`],
] as const;

describe('the stamp of a package', () => {
  it('changes with any name and any text, and with nothing else', () => {
    const stamp = stampOf(draft);
    expect(stampOf([...draft].reverse())).toBe(stamp);
    expect(stampOf([[draft[0][0], 'c'], draft[1]])).not.toBe(stamp);
    expect(stampOf([[unstampedName('other'), 'a'], draft[1]])).not.toBe(stamp);
    expect(stampOf([draft[0]])).not.toBe(stamp);
  });

  it('is found again in what was stamped with it', () => {
    const stamp = stampOf(draft);
    const files = draft.map(([name, text]) => [stamped(name, stamp), stamped(text, stamp)] as const);
    expect(files[1]).toEqual([`kk-first-${stamp}.js`, `b player-${stamp}.js`]);
    expect(stampIn(files[0]![0])).toBe(stamp);
    expect(stampOf(files, stamp)).toBe(stamp);
    expect(stampOf([[files[0]![0], 'changed'], files[1]!], stamp)).not.toBe(stamp);
  });
});
