import {describe, expect, it} from 'vitest';
import {endOf, fullness, later, secondsLeft, start} from './timeline.ts';

const breathing = {
  ...{rounds: 3, rating: false},
  phases: [
    {id: 'settle', seconds: 2},
    {id: 'in', seconds: 4, breath: 'in' as const},
    {id: 'hold', seconds: 1},
    {id: 'out', seconds: 6, breath: 'out' as const},
  ],
};
const at = (phase: number, ms = 0) => ({phase, ms});

describe('the time of a round', () => {
  it('passes within a phase', () => {
    expect(later(breathing, start, 250)).toEqual({at: at(0, 250), round: false});
    expect(later(breathing, at(0, 1999), 0)).toEqual({at: at(0, 1999), round: false});
  });

  it('goes over to the next phase when one is full, and carries the rest', () => {
    expect(later(breathing, at(0, 1900), 100)).toEqual({at: at(1), round: false});
    expect(later(breathing, at(1, 3900), 1000)).toEqual({at: at(2, 900), round: false});
  });

  it('ends a round with its last phase', () => {
    expect(later(breathing, at(3, 5800), 250)).toEqual({at: at(0, 50), round: true});
  });

  it('of a single phase ends with it', () => {
    const looking = {...breathing, phases: [{id: 'look', seconds: 20}]};
    expect(later(looking, at(0, 19_000), 999)).toEqual({at: at(0, 19_999), round: false});
    expect(later(looking, at(0, 19_000), 1000)).toEqual({at: start, round: true});
  });

  it('is counted down in whole seconds from the length of the phase to 1', () => {
    expect([0, 1, 1000, 1001, 3001, 3999].map((ms) => secondsLeft(breathing, at(1, ms)))).toEqual([4, 4, 3, 3, 1, 1]);
  });

  it('fills the lungs, keeps them as they are, and empties them', () => {
    const filled = [at(0), at(0, 1500), at(1), at(1, 1000), at(2), at(2, 900), at(3), at(3, 3000), at(3, 6000)];
    expect(filled.map((moment) => fullness(breathing, moment))).toEqual([0, 0, 0, 0.25, 1, 1, 1, 0.5, 0]);
    expect(fullness(breathing, endOf(breathing, at(1, 10)))).toBe(1);
  });
});
