import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {pathToFileURL} from 'node:url';
import type {Browser, Frame, Page} from 'playwright-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {analyser} from '../../src/activities/speech-studio/acoustics/analyser.ts';
import type {SpeechFacts} from '../../src/activities/speech-studio/acoustics/facts.ts';
import {openWav} from '../../src/activities/speech-studio/acoustics/wav.ts';
import {type SpeechPage, speechPage} from '../speech/page.ts';
import {signal, wavOf, withNoise} from '../speech/signal.ts';
import {launchBrowser} from './browser.ts';

/** Half a minute of something like a voice. */
const sound = withNoise(
  signal(44_100, 30, (time) => {
    let sum = 0;
    for (let k = 1; k < 20; k++) sum += Math.sin(2 * Math.PI * k * 140 * time) / k;
    return time % 3 < 2.4 ? 0.2 * sum * Math.sin(4 * Math.PI * time) ** 2 : 0;
  }),
  -55,
  1,
);

describe('speech is measured by the script of a package', () => {
  let browser: Browser;
  let server: Server;
  let folder: string;
  let address: string;
  let expected: SpeechFacts;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'destt-speech-'));
    const page = await speechPage();
    const wav = wavOf(sound, 2);
    writeFileSync(join(folder, 'speech.wav'), wav);
    writeFileSync(join(folder, 'index.html'), page);
    const read = await openWav(new Blob([new Uint8Array(wav)]));
    const {push, finish} = analyser(read.sampleRate, read.channels);
    for await (const chunk of read.chunks()) push(chunk);
    expected = finish();
    server = createServer((request, response) => {
      const strict = {'content-security-policy': "worker-src 'none'"};
      const framed = '<iframe src="/" sandbox="allow-scripts"></iframe>';
      response.writeHead(200, {'content-type': 'text/html', ...(request.url === '/strict' ? strict : {})});
      response.end(request.url === '/framed' ? framed : page);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(folder, {recursive: true, force: true});
  });

  const measureIn = async (frame: Page | Frame) => {
    await frame.locator('input').setInputFiles(join(folder, 'speech.wav'));
    const {facts, byWorker} = await frame.evaluate(async () => {
      const {measure} = (window as unknown as {speech: SpeechPage}).speech;
      const {facts, byWorker} = await measure('wav');
      return {facts: {...facts, strip: {...facts.strip, levels: [...facts.strip.levels]}}, byWorker};
    });
    return {facts: {...facts, strip: {...facts.strip, levels: Uint8Array.from(facts.strip.levels)}}, byWorker};
  };

  it.each([
    ['in a worker, from a server', () => `${address}/`, true],
    ['in a worker, from a folder', () => pathToFileURL(join(folder, 'index.html')).href, true],
    ['in the page, where its rules forbid workers', () => `${address}/strict`, false],
  ] as const)('%s', async (_name, at, byWorker) => {
    const page = await browser.newPage();
    await page.goto(at());
    expect(await measureIn(page)).toEqual({facts: expected, byWorker});
    await page.close();
  });

  it('in a worker, in a sandboxed frame without an origin', async () => {
    const page = await browser.newPage();
    await page.goto(`${address}/framed`);
    const frame = page.frames().find((each) => each !== page.mainFrame())!;
    await frame.locator('input').waitFor();
    expect(await measureIn(frame)).toEqual({facts: expected, byWorker: true});
    await page.close();
  });
});
