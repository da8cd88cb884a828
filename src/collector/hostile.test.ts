import type {AddressInfo} from 'node:net';
import {connect, type Socket} from 'node:net';
import {afterEach, describe, expect, it} from 'vitest';
import {learner, lms, openCollector, statement, type TestCollector} from './collector.test-data.ts';

const opened: TestCollector[] = [];
async function open(options: Parameters<typeof openCollector>[0] = {}) {
  const collector = await openCollector(options);
  opened.push(collector);
  return collector;
}
afterEach(async () => {
  for (const collector of opened.splice(0)) await collector.close();
});
const url = '/xapi/statements';

/** A collector that listens on this computer. */
async function listening(options: Parameters<typeof openCollector>[0] = {}) {
  const collector = await open(options);
  await collector.app.listen({port: 0, host: '127.0.0.1'});
  const {port} = collector.app.server.address() as AddressInfo;
  return {collector, port, base: `http://127.0.0.1:${port}`, key: collector.key()};
}

/** Opens a connection, sends what is given, and gives back all that came until the other side closed it. */
const talked = (port: number, sent: string) =>
  new Promise<string>((resolve) => {
    let heard = '';
    const socket: Socket = connect(port, '127.0.0.1', () => socket.write(sent));
    socket.on('data', (data) => (heard += data));
    socket.on('error', () => {});
    socket.on('close', () => resolve(heard));
  });

describe('a body that means no good', () => {
  it.each<[string, string | Buffer, number]>([
    ['nothing', '', 400],
    ['half of it', '[{"actor":', 400],
    ['no JSON', 'DROP TABLE statements;', 400],
    ['no UTF-8', Buffer.from([0x5b, 0xff, 0xfe, 0x5d]), 400],
    ['UTF-16', Buffer.from('[]', 'utf16le'), 400],
    ['a NUL', '[\0]', 400],
    ['200,000 open brackets', '['.repeat(200_000), 400],
    ['100,000 levels', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 400],
    [
      '100,000 levels in an extension',
      JSON.stringify(statement({result: {extensions: {'https://a.kz': 'HERE'}}})).replace(
        '"HERE"',
        `${'['.repeat(100_000)}${']'.repeat(100_000)}`,
      ),
      400,
    ],
    ['100,000 keys', JSON.stringify(Object.fromEntries(Array.from({length: 40_000}, (_, at) => [`k${at}`, 0]))), 400],
    [
      '100,000 keys in an extension',
      JSON.stringify(
        statement({result: {extensions: Object.fromEntries(Array.from({length: 20_000}, (_, at) => [`a:${at}`, 0]))}}),
      ),
      400,
    ],
    ['20,000 statements', JSON.stringify(Array.from({length: 20_000}, () => 0)), 400],
    ['a number without end', JSON.stringify(statement({result: {score: {raw: 7}}})).replace(':7', ':1e999'), 400],
    ['an endless word before an @', JSON.stringify(statement({result: {response: `${'a'.repeat(90_000)}@`}})), 200],
    ['a prototype', `{"__proto__": {"collectorKey": {"scope": "all"}}, "constructor": {}}`, 400],
  ])('is refused or stored safely, and the collector goes on: %s', async (_, body, status) => {
    const collector = await open();
    const key = collector.key();
    const answer = await collector.ask('POST', url, {key, body, headers: {'content-type': 'application/json'}});
    expect(answer.status).toBe(status);
    expect((await collector.ask('POST', url, {key, body: statement()})).status).toBe(200);
  });

  it('of 10 MB is refused by its length, before it is read, and by what comes where no length was said', async () => {
    const {collector, port, base, key} = await listening();
    const head = `POST ${url} HTTP/1.1\r\nHost: x\r\nAuthorization: ${key}\r\nX-Experience-API-Version: 1.0.3\r\nContent-Type: application/json\r\n`;
    const heard = await talked(port, `${head}Content-Length: 10000000\r\n\r\n[`);
    expect(heard).toMatch(/^HTTP\/1\.1 413/);
    const endless = new ReadableStream({
      pull(to) {
        to.enqueue(new Uint8Array(100_000).fill(0x20));
      },
    });
    const answer = await fetch(`${base}${url}`, {
      method: 'POST',
      headers: {authorization: key, 'x-experience-api-version': '1.0.3', 'content-type': 'application/json'},
      body: endless,
      duplex: 'half',
    } as RequestInit).catch(() => null);
    expect(answer?.status ?? 413).toBe(413);
    expect((await collector.ask('POST', url, {key, body: statement()})).status).toBe(200);
  });

  it('without a key is not read at all', async () => {
    const {port} = await listening();
    const heard = await talked(
      port,
      `POST ${url} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 400000\r\nConnection: close\r\n\r\n[`,
    );
    expect(heard).toMatch(/^HTTP\/1\.1 401/);
  });

  it('keeps its NUL bytes, quotes and scripts as text', async () => {
    const collector = await open();
    const key = collector.key();
    const response = 'a\0b"\'\\; DROP TABLE statements; -- <script>alert(1)</script> \u202e \ud83d\ude00 \ud800';
    const said = statement({result: {response, extensions: {"https://a.kz/';DROP": {'': '\0'}}}});
    expect((await collector.ask('POST', url, {key, body: said})).status).toBe(200);
    const found = (await collector.ask('GET', `${url}?statementId=${said.id}`, {key})).json();
    expect(found.result).toEqual(said.result);
  });

  it('gives nobody another person’s statements, however the learner is called', async () => {
    const collector = await open();
    const key = collector.key();
    const names = [
      "' OR 1=1 --",
      '%',
      '*',
      'a\0',
      'a',
      'A',
      'а' /* Cyrillic */,
      '../a',
      'a\n',
      '{"a":1}',
      '__proto__',
      '1',
      '01',
    ];
    const said = names.map((name) => statement({actor: {account: {homePage: lms, name}}}));
    expect((await collector.ask('POST', url, {key, body: said})).status).toBe(200);
    for (const [at, name] of names.entries()) {
      const agent = encodeURIComponent(JSON.stringify({account: {homePage: lms, name}}));
      const {statements} = (await collector.ask('GET', `${url}?agent=${agent}`, {key})).json();
      expect((statements as {id: string}[]).map(({id}) => id)).toEqual([said[at]!.id]);
    }
  });
});

describe('a client that means no good', () => {
  it('and sends a letter now and then is let go', async () => {
    const {collector, port, key} = await listening({patience: 300});
    const began = `POST ${url} HTTP/1.1\r\nHost: x\r\nAuthorization: ${key}\r\nX-Experience-API-Version: 1.0.3\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[`;
    expect(await talked(port, began)).toMatch(/^HTTP\/1\.1 408/);
    expect(await talked(port, 'POST /xapi/sta')).toMatch(/^(HTTP\/1\.1 408|$)/);
    expect((await collector.ask('POST', url, {key, body: statement()})).status).toBe(200);
  });

  it('and speaks no HTTP is answered with 400', async () => {
    const {port} = await listening();
    expect(await talked(port, '\x16\x03\x01\x02\0\x01hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/);
  });

  it('opens 1,000 connections, and each of them stores its statement', async () => {
    const {collector, port, key} = await listening();
    const body = () => JSON.stringify(statement());
    const answers = await Promise.all(
      Array.from({length: 1000}, () => {
        const said = body();
        return talked(
          port,
          `POST ${url} HTTP/1.1\r\nHost: x\r\nAuthorization: ${key}\r\nX-Experience-API-Version: 1.0.3\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: ${Buffer.byteLength(said)}\r\n\r\n${said}`,
        );
      }),
    );
    expect(answers.filter((answer) => answer.startsWith('HTTP/1.1 200'))).toHaveLength(1000);
    expect(collector.store.after(0, 2000)).toHaveLength(1000);
    expect(collector.bytes()).not.toContain(learner.name);
  });
});
