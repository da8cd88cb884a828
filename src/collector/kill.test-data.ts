import {Worker} from 'node:worker_threads';
import {pseudonymiser} from './pseudonym.ts';
import {collectorServer} from './server.ts';
import {openStore} from './store.ts';
import {threadWriter} from './thread-writer.ts';

// A collector in a process of its own, for the test that kills it: says its port once it is told to begin.
const [file = '', secret = '', thread = ''] = process.argv.slice(2);
process.stdin.once('data', async () => {
  const store = await openStore(file);
  const pseudonym = pseudonymiser(secret);
  const shared = {strict: null, now: Date.now, forwarding: null, upload: null, log: null};
  const {write} = threadWriter(new Worker(thread, {argv: [file]}));
  const app = await collectorServer({store, write, pseudonym, ...shared});
  const address = await app.listen({port: 0, host: '127.0.0.1'});
  process.stdout.write(`${address}\n`);
});
process.stdout.write('ready\n');
