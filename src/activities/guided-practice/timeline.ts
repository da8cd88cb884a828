import type {Rules} from './guided-practice.ts';

/** A moment inside a round: which phase, and how long it has lasted. */
export interface Moment {
  readonly phase: number;
  readonly ms: number;
}
export const start: Moment = {phase: 0, ms: 0};

/**
 * The moment `ms` later, and whether a round ended on the way. `ms` reaches into the next phase at most: no phase is
 * shorter than a second.
 */
export function later(rules: Rules, {phase, ms: before}: Moment, ms: number): {at: Moment; round: boolean} {
  const rest = before + ms - endOf(rules, {phase, ms}).ms;
  if (rest < 0) return {at: {phase, ms: before + ms}, round: false};
  const next = (phase + 1) % rules.phases.length;
  return {at: {phase: next, ms: rest}, round: next === 0};
}

/** A phase at its end: what it leads to, for those whom no timer leads there. */
export const endOf = ({phases}: Rules, {phase}: Moment): Moment => ({phase, ms: 1000 * phases[phase]!.seconds});

/** Whole seconds until the phase ends; never 0, because then it has. */
export const secondsLeft = (rules: Rules, at: Moment): number => Math.ceil((endOf(rules, at).ms - at.ms) / 1000);

/**
 * How full the lungs are at a moment, 0–1. A phase that neither fills nor empties them keeps what the last one that did
 * has left; before the first, that of the round before.
 */
export function fullness(rules: Rules, at: Moment): number {
  const {length} = rules.phases;
  for (let back = 0; back < length; back++) {
    const {breath} = rules.phases[(at.phase - back + length) % length]!;
    const done = back === 0 ? at.ms / endOf(rules, at).ms : 1;
    if (breath) return breath === 'in' ? done : 1 - done;
  }
  return 0;
}
