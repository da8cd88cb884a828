#!/usr/bin/env node
// `npx destt …`: src/cli.ts, right after `npm ci`.
process.argv.splice(2, 0, 'src/cli.ts');
await import('./run.mjs');
