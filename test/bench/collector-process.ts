import {createInterface} from 'node:readline';
import {pseudonymiser} from '../../src/collector/pseudonym.ts';
import {collectorServer} from '../../src/collector/server.ts';
import {openStore} from '../../src/collector/store.ts';
import {startThread, threadWriter} from '../../src/collector/thread-writer.ts';

// The collector that the bench asks: says its address, then its memory in megabytes whenever it is asked, until nobody asks.
const [file = '', secret = ''] = process.argv.slice(2);
const store = await openStore(file);
const pseudonym = pseudonymiser(secret);
const writer = threadWriter(startThread(file));
const app = await collectorServer({
  store,
  write: writer.write,
  pseudonym,
  strict: null,
  now: Date.now,
  forwarding: null,
  upload: null,
  log: {write: () => {}},
});
console.log(`${await app.listen({port: 0, host: '127.0.0.1'})}/xapi/`);
for await (const _ of createInterface({input: process.stdin})) console.log(Math.round(process.memoryUsage().rss / 1e6));
await app.close();
await writer.close();
store.close();
