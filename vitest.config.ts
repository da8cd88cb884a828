import {defineConfig} from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'units',
          include: [
            'src/**/*.test.ts',
            'build/**/*.test.ts',
            'test/*.test.ts',
            'test/contracts/**/*.test.ts',
            'test/fakes/**/*.test.ts',
          ],
          environment: 'node',
          testTimeout: 60_000, // for busy machines; no test waits
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {name: 'packages', include: ['test/packages/**/*.test.ts'], testTimeout: 120_000, hookTimeout: 240_000},
      },
      {
        extends: true,
        test: {name: 'speech', include: ['test/speech/**/*.test.ts'], testTimeout: 240_000},
      },
      {
        extends: true,
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 240_000,
          fileParallelism: false,
          expect: {poll: {timeout: 20_000}},
        },
      },
    ],
  },
});
