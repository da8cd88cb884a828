import {spawnSync} from 'node:child_process';
import {mkdirSync, readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../build/root.ts';

/**
 * `npm test`: everything a change has to hold, cheapest first; stops at the first step that fails, and ends with a line
 * `N passed, N failed, N skipped`.
 */
const steps: readonly (readonly [name: string, ...command: string[]])[] = [
  ['formatting and lint', 'npx', 'biome', 'check', '--error-on-warnings', '.'],
  ['types', 'npx', 'tsc', '--noEmit'],
  ['content', process.execPath, 'build/destt.mjs', 'check'],
  ['packages', process.execPath, 'build/run.mjs', 'build/build.ts'],
];

for (const [name, command, ...rest] of steps) {
  console.log(`\n── ${name}`);
  const {status} = spawnSync(command!, rest, {cwd: root, stdio: 'inherit'});
  if (status !== 0) {
    console.log(`\n${name}: failed\n0 passed, 1 failed`);
    process.exit(1);
  }
}

console.log('\n── tests');
const results = join(root, 'node_modules/.cache/destt/results.json');
mkdirSync(join(root, 'node_modules/.cache/destt'), {recursive: true});
rmSync(results, {force: true});
const only = process.argv.slice(2);
const run = spawnSync(
  'npx',
  ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile=${results}`, ...only],
  {
    cwd: root,
    stdio: 'inherit',
  },
);
const {numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites} = readResults();
const failed = Math.max(numFailedTests, numFailedTestSuites > 0 || run.status !== 0 ? 1 : 0);
console.log(`${numPassedTests} passed, ${failed} failed${numPendingTests > 0 ? `, ${numPendingTests} skipped` : ''}`);
process.exit(failed > 0 ? 1 : 0);

function readResults(): Record<
  'numPassedTests' | 'numFailedTests' | 'numPendingTests' | 'numFailedTestSuites',
  number
> {
  try {
    return JSON.parse(readFileSync(results, 'utf8'));
  } catch {
    return {numPassedTests: 0, numFailedTests: 1, numPendingTests: 0, numFailedTestSuites: 1};
  }
}
