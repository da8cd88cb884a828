import {describe, expect, it} from 'vitest';
import {faultsOf, play} from './fault-matrix.ts';
import {stages} from './stages.ts';

/** Seeded runs of each kind; a failure names its seed. `npm run bench` runs more. */
const runs = Number(process.env.DESTT_RUNS ?? 15);

describe.each(Object.keys(stages))('a learner with %s', (runtime) => {
  it.each(faultsOf(runtime).map((fault) => [fault.name, fault] as const))(
    'has everything that was promised: %s',
    async (_, fault) => {
      const broken: string[] = [];
      for (let seed = 1; seed <= runs; seed++) {
        const {lost, wrongs} = await play(runtime, fault, seed);
        broken.push(...[...lost, ...wrongs].map((what) => `seed ${seed}: ${what}`));
      }
      expect(broken).toEqual([]);
    },
  );
});
