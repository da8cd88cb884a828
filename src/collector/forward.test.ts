import {mkdtempSync, rmSync} from 'node:fs';
import {createServer, type IncomingMessage, type ServerResponse} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, describe, expect, it} from 'vitest';
import {findRalph, startRalph} from '../../test/fakes/ralph.ts';
import {openCollector, statement, type TestCollector} from './collector.test-data.ts';
import {type Forwarder, forwardEndpoint, startForwarding} from './forward.ts';

const endings: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** A clock that makes all waiting short, but for the time that an answer may take. */
const hurried = {
  window: {fetch},
  setTimeout: (run: () => void, ms: number) => Number(setTimeout(run, ms === 30_000 ? ms : ms / 100)),
  clearTimeout: (timer: number) => clearTimeout(timer),
};

/** An LRS that answers as it is told; `stored` has what it kept, by id. */
async function otherLrs() {
  const lrs = {
    stored: new Map<string, Record<string, unknown>>(),
    bodies: [] as Record<string, unknown>[][],
    /** Says what becomes of a request; null: it is taken. `after`: what it holds is stored before it goes wrong. */
    fault: (_said: readonly Record<string, unknown>[]): {status: number; text?: string; after?: boolean} | null => null,
    endpoint: '',
  };
  const server = createServer(async (request: IncomingMessage, response: ServerResponse) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const said = JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>[];
    lrs.bodies.push(said);
    const fault = lrs.fault(said);
    if (!fault || fault.after) for (const each of said) lrs.stored.set(String(each.id), each);
    if (fault?.status === 0) return request.socket.destroy();
    response.writeHead(fault?.status ?? 200, {'content-type': 'application/json'});
    response.end(fault ? (fault.text ?? '') : JSON.stringify(said.map(({id}) => id)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));
  lrs.endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/xapi/`;
  return lrs;
}

async function open(): Promise<
  TestCollector & {add(count: number, changes?: Record<string, unknown>): Promise<string[]>}
> {
  const collector = await openCollector();
  endings.push(() => collector.close());
  const key = collector.key();
  return Object.assign(collector, {
    async add(count: number, changes = {}) {
      const said = Array.from({length: count}, () => statement(changes));
      await collector.ask('POST', '/xapi/statements', {key, body: said});
      return said.map(({id}) => String(id));
    },
  });
}

function forward({store}: TestCollector, endpoint: string, login = 'user:password'): Forwarder {
  const forwarder = startForwarding({store, endpoint, login, network: hurried, random: () => 0.5});
  endings.push(() => forwarder.stop());
  return forwarder;
}
const done = (forwarder: Forwarder, timeout = 20_000) =>
  expect.poll(() => forwarder.state.waiting, {timeout, interval: 20}).toBe(0);

describe('forwarding', () => {
  it('sends all that was stored, in its order, without what each LRS sets for itself', async () => {
    const [collector, lrs] = [await open(), await otherLrs()];
    const ids = await collector.add(120);
    const forwarder = forward(collector, lrs.endpoint);
    await done(forwarder);
    expect(lrs.bodies.flat().map(({id}) => id)).toEqual(ids);
    expect(lrs.bodies.flat()[0]).not.toHaveProperty('stored');
    expect(lrs.bodies.flat()[0]).not.toHaveProperty('authority');
    expect(JSON.stringify(lrs.bodies)).not.toContain('aigul');
    expect(forwarder.state).toMatchObject({sent: 120, refused: 0, trouble: null});
  });

  it('goes on where it was, in another process too', async () => {
    const [collector, lrs] = [await open(), await otherLrs()];
    await collector.add(3);
    const first = forward(collector, lrs.endpoint);
    await done(first);
    await first.stop();
    const ids = await collector.add(2);
    lrs.bodies.length = 0;
    await done(forward(collector, lrs.endpoint));
    expect(lrs.bodies.flat().map(({id}) => id)).toEqual(ids);
  });

  it.each([
    ['says 503', {status: 503}],
    ['says 429', {status: 429}],
    ['hangs up before it stored', {status: 0}],
    ['hangs up after it stored', {status: 0, after: true}],
    ['says 500 after it stored', {status: 500, after: true}],
    ['does not take the login', {status: 401}],
    ['is a page that says 200', {status: 200, text: '<html>Welcome</html>'}],
    ['sends us elsewhere', {status: 302}],
  ])('keeps all and comes again when the other side %s', async (_, fault) => {
    const [collector, lrs] = [await open(), await otherLrs()];
    const ids = await collector.add(60);
    let left = 3;
    lrs.fault = () => (left-- > 0 ? fault : null);
    const forwarder = forward(collector, lrs.endpoint);
    await expect.poll(() => forwarder.state.trouble ?? (left < 0 && 'over')).toBeTruthy();
    await done(forwarder);
    expect([...lrs.stored.keys()].sort()).toEqual([...ids].sort());
    expect(forwarder.state).toMatchObject({trouble: null, refused: 0});
  });

  it('leaves behind the one statement that is refused, with the other side’s words, and sends the rest', async () => {
    const [collector, lrs] = [await open(), await otherLrs()];
    const before = await collector.add(30);
    const [bad] = await collector.add(1, {result: {response: 'bad'}});
    const after = await collector.add(70);
    lrs.fault = (said) => (said.some(({id}) => id === bad) ? {status: 400, text: 'result.response is bad'} : null);
    const forwarder = forward(collector, lrs.endpoint);
    await done(forwarder);
    expect([...lrs.stored.keys()].sort()).toEqual([...before, ...after].sort());
    expect(forwarder.state.refused).toBe(1);
    const row = collector.store.database.prepare('SELECT reason FROM refused').get([]);
    expect(row).toMatchObject({reason: `400 ${bad}: result.response is bad`});
  });

  it('is told in /health, which shows no login', async () => {
    const lrs = await otherLrs();
    lrs.fault = () => ({status: 503});
    let forwarder: Forwarder | null = null;
    const collector = await openCollector({forwarding: () => forwarder!.state});
    endings.push(() => collector.close());
    await collector.ask('POST', '/xapi/statements', {key: collector.key(), body: [statement(), statement()]});
    forwarder = forward(collector, lrs.endpoint, 'user:hidden-password');
    await expect.poll(() => forwarder?.state.trouble).toContain('503');
    const {text} = await collector.ask('GET', '/health');
    expect(JSON.parse(text)).toMatchObject({status: 'ok', forward: {to: lrs.endpoint, waiting: 2, sent: 0}});
    expect(text).not.toContain('hidden-password');
  });

  it.each([
    ['http://lrs.example.kz/xapi', 'https'],
    ['https://user:password@lrs.example.kz/xapi', 'DESTT_FORWARD_KEY'],
    ['https://lrs.example.kz/xapi?x=1', 'query'],
    ['lrs', 'no address'],
  ])('refuses %s', (address, word) => {
    expect(() => forwardEndpoint(address)).toThrow(word);
  });
  it.each(['https://lrs.example.kz/xapi', 'http://127.0.0.1:9/x/', 'http://192.168.1.5/xapi'])(
    'takes %s',
    (address) => {
      expect(forwardEndpoint(address)).toMatch(/\/$/);
    },
  );
});

const ralphFile = findRalph();
describe.skipIf(ralphFile === null)('forwarding to a real Ralph', () => {
  it('that is killed and started again loses nothing and doubles nothing', {timeout: 300_000}, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'destt-ralph-'));
    endings.push(() => rmSync(folder, {recursive: true}));
    const ralph = await startRalph(ralphFile ?? '', folder);
    endings.push(() => ralph.kill());
    const collector = await open();
    const ids = await collector.add(200);
    const forwarder = forward(collector, ralph.endpoint, ralph.login);
    for (const [kill, moment] of [120, 350, 30].entries()) {
      const before = forwarder.state.sent;
      ids.push(...(await collector.add(200)));
      await expect.poll(() => forwarder.state.sent, {timeout: 30_000, interval: 5}).toBeGreaterThan(before + kill * 20);
      await new Promise((resolve) => setTimeout(resolve, moment));
      await ralph.kill();
      ids.push(...(await collector.add(50)));
      await ralph.start();
    }
    await done(forwarder, 120_000);
    const there = (await ralph.statements()).map(({id}) => String(id));
    expect(there.sort()).toEqual([...ids].sort());
    expect(forwarder.state.refused).toBe(0);
  });
});
