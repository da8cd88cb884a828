import {randomBytes} from 'node:crypto';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {addKey, usualLimits} from '../collector/keys.ts';
import {pseudonymiser} from '../collector/pseudonym.ts';
import {collectorServer, xapiPath} from '../collector/server.ts';
import {openStore} from '../collector/store.ts';
import {groupWriter} from '../collector/writer.ts';
import type {WriteKey} from '../xapi/settings.ts';

/** The collector that `npm start` brings: with a store of its own that goes when it does, and one key for its packages. */
export interface PreviewCollector {
  readonly port: number;
  /** Below the server's root. */
  readonly path: string;
  readonly key: WriteKey;
  /** Called with each statement that was stored, pseudonyms in it. */
  onStatement: ((statement: unknown) => void) | null;
  close(): Promise<void>;
}

/** Starts it on a free port of the same address as the preview. */
export async function startCollector(host: string): Promise<PreviewCollector> {
  const folder = mkdtempSync(join(tmpdir(), 'destt-preview-'));
  const store = await openStore(join(folder, 'statements.db'));
  const label = 'preview';
  const {id, secret} = addKey(
    store,
    {label, scope: 'statements/write', training: null, origins: [], ...usualLimits},
    Date.now(),
  );
  const app = await collectorServer({
    store,
    write: groupWriter(store, Date.now),
    pseudonym: pseudonymiser(randomBytes(32).toString('hex')),
    strict: null,
    now: Date.now,
    forwarding: null,
    upload: null,
    log: null,
  });
  let place = 0;
  const collector: PreviewCollector = {
    port: 0,
    path: xapiPath,
    key: {scope: 'statements/write', user: id, secret},
    onStatement: null,
    async close() {
      await app.close();
      store.close();
      rmSync(folder, {recursive: true, force: true});
    },
  };
  app.addHook('onResponse', async () => {
    for (const each of store.after(place, 500)) {
      place = each.place;
      collector.onStatement?.(JSON.parse(each.text));
    }
  });
  const address = await app.listen({port: 0, host});
  return Object.assign(collector, {port: Number(new URL(address).port)});
}
