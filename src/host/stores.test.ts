import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {IDBFactory} from 'fake-indexeddb';
import {afterAll, beforeAll, expect, it} from 'vitest';
import {describeHostStore} from '../../test/contracts/host-store.ts';
import {fakeDisk, fakePage} from '../../test/fakes/storage.ts';
import {browserStore, memoryStore, serverStore} from './stores.ts';

/** A server as a portal would write it: a map by the last segment of the path. */
const records = new Map<string, string>();
let failing = false;
let origin = '';
const server = createServer(async (request, response) => {
  let body = '';
  for await (const part of request) body += part;
  const name = request.url ?? '';
  if (failing) response.writeHead(503).end();
  else if (request.method === 'PUT') {
    records.set(name, body);
    response.writeHead(204).end();
  } else if (records.has(name)) response.writeHead(200, {'content-type': 'application/json'}).end(records.get(name));
  else response.writeHead(404).end();
});
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const {port} = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
});
afterAll(() => new Promise((resolve) => server.close(resolve)));

describeHostStore('the store in memory', () => {
  const store = memoryStore();
  return {open: () => store};
});

describeHostStore('the store in a browser', () => {
  const disk = fakeDisk();
  let forbidden = false;
  return {
    open: () => {
      const {localStorage} = fakePage(disk, new IDBFactory());
      if (!localStorage) throw new Error('no storage');
      const touched = <T>(use: () => T): T => {
        if (forbidden) throw new Error('The operation is insecure.');
        return use();
      };
      return browserStore({
        getItem: (name) => touched(() => localStorage.getItem(name)),
        setItem: (name, value) => touched(() => localStorage.setItem(name, value)),
      });
    },
    fail: (fails) => {
      forbidden = fails;
    },
  };
});

describeHostStore('the store on a server', () => {
  records.clear();
  return {
    open: () => serverStore(`${origin}/records/`),
    fail: (fails) => {
      failing = fails;
    },
  };
});

it('a server that has nobody to take records is told from one that has none', async () => {
  const nowhere = serverStore(`${origin}/records`, {fetch: async () => new Response(null, {status: 404})});
  expect(await nowhere.load('aigul')).toBeNull();
  await expect(nowhere.save('aigul', {standard: 'scorm12', values: {}, seconds: 0})).rejects.toThrow(
    'nothing takes records',
  );
});
