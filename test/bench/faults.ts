import {faultsOf, play} from '../contracts/fault-matrix.ts';
import {stages} from '../contracts/stages.ts';

/** What seeded learners went through, and what they were left with; the aim of the last two is 0. */
export interface FaultFigures {
  readonly runs: number;
  readonly answers_given: number;
  /** How often each sort of fault struck, in all runtimes. */
  readonly faults_injected: Readonly<Record<string, number>>;
  /** Answers that were promised and gone. */
  readonly answers_lost: number;
  /** All else that was promised and not kept: a status nobody earned, a question nobody needed. */
  readonly promises_broken: number;
}

/** The fault matrix in figures: each fault of each runtime, `seeds` times. The same seeds, the same figures. */
export async function faultFigures(seeds: number): Promise<FaultFigures> {
  const injected: Record<string, number> = {};
  const sum = {runs: 0, answers_given: 0, answers_lost: 0, promises_broken: 0};
  for (const runtime of Object.keys(stages))
    for (const fault of faultsOf(runtime))
      for (let seed = 1; seed <= seeds; seed++) {
        const told = await play(runtime, fault, seed);
        sum.runs++;
        sum.answers_given += told.answers;
        sum.answers_lost += told.lost.length;
        sum.promises_broken += told.wrongs.length;
        injected[fault.name] = (injected[fault.name] ?? 0) + told.injected;
      }
  const {runs, answers_given, ...kept} = sum;
  return {runs, answers_given, faults_injected: injected, ...kept};
}
