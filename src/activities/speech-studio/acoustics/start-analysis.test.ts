import {describe, expect, it} from 'vitest';
import {signal} from '../../../../test/speech/signal.ts';
import {type Answered, type Asked, listen, type WorkerScope} from './acoustics-worker.ts';
import {analyser} from './analyser.ts';
import type {Sound} from './sound.ts';
import {type AnalysisHost, startAnalysis} from './start-analysis.ts';

const {samples} = signal(16_000, 24, (time) => 0.3 * Math.sin(2 * Math.PI * 150 * time) * (time % 2 < 1.5 ? 1 : 0));
const sound: Sound = {
  sampleRate: 16_000,
  channels: 1,
  seconds: 24,
  async *chunks() {
    for (let at = 0; at < samples.length; at += 40_000) yield [samples.subarray(at, at + 40_000)];
  },
};
const expected = (() => {
  const {push, finish} = analyser(16_000, 1);
  push([samples]);
  return finish();
})();

/** A host whose workers do as a test wants; timers of no time fire, others only when rung. */
function host(start: ((worker: FakeWorker) => void) | 'forbidden' | null) {
  const seen = {urls: 0, workers: [] as FakeWorker[], late: [] as (() => void)[]};
  const hosted: AnalysisHost = {
    Blob,
    URL: {createObjectURL: () => `blob:${++seen.urls}`, revokeObjectURL: () => {}},
    setTimeout: (callback, ms) => (ms === 0 ? setImmediate(callback) : seen.late.push(callback)),
    ...(start && {
      Worker: function FakeWorkerStarted() {
        if (start === 'forbidden') throw new DOMException('Refused by the page’s rules.', 'SecurityError');
        const worker = new FakeWorker();
        seen.workers.push(worker);
        start(worker);
        return worker;
      } as unknown as typeof Worker,
    }),
  };
  return {hosted, seen};
}

/** A worker's two ends. */
class FakeWorker {
  onmessage: ((event: {data: Answered}) => void) | null = null;
  onerror: ((event: {message: string; preventDefault(): void}) => void) | null = null;
  readonly asked: Asked[] = [];
  terminated = false;
  readonly scope: WorkerScope = {
    onmessage: null,
    postMessage: (data) => void setImmediate(() => this.onmessage?.({data})),
  };
  postMessage(asked: Asked, transfer: Transferable[]) {
    const data = structuredClone(asked, {transfer}); // what is moved is gone on this side
    this.asked.push(data);
    setImmediate(() => this.scope.onmessage?.({data}));
  }
  terminate() {
    this.terminated = true;
  }
  fail(message: string) {
    this.onerror?.({message, preventDefault: () => {}});
  }
}
const runs = (worker: FakeWorker) => listen(worker.scope);

describe('an analysis', () => {
  it('runs in a worker, which is then ended', async () => {
    const {hosted, seen} = host(runs);
    const heard: number[] = [];
    expect(await startAnalysis(hosted, sound, (seconds) => heard.push(seconds)).facts).toEqual(expected);
    const [worker] = seen.workers;
    expect(worker!.asked.map(({type}) => type)).toEqual(['begin', ...Array(10).fill('chunk'), 'finish']);
    expect(worker!.terminated).toBe(true);
    expect(heard).toEqual([...heard].sort((a, b) => a - b));
    expect(heard).toHaveLength(10);
  });

  it('leaves the sound’s own samples where they are', async () => {
    const {hosted} = host(runs);
    await startAnalysis(hosted, sound).facts;
    expect(samples).toHaveLength(24 * 16_000);
    expect(await startAnalysis(hosted, sound).facts).toEqual(expected);
  });

  it.each([
    ['a worker', runs],
    ['the page', null],
  ] as const)('takes 16-bit integers in %s, which may be gone afterwards', async (_name, start) => {
    const shorts = Int16Array.from(samples, (sample) => Math.round(sample * 0x8000));
    const read: Sound = {
      ...sound,
      async *chunks() {
        for (let at = 0; at < shorts.length; at += 40_000) yield shorts.slice(at, at + 40_000);
      },
    };
    const {push, finish} = analyser(16_000, 1);
    push(shorts);
    expect(await startAnalysis(host(start).hosted, read).facts).toEqual(finish());
  });

  it.each([
    ['there is no worker', null],
    ['the page’s rules forbid one', 'forbidden'],
    ['one fails at once', (worker: FakeWorker) => void setImmediate(() => worker.fail('CSP'))],
  ] as const)('runs in the page where %s', async (_name, start) => {
    expect(await startAnalysis(host(start).hosted, sound).facts).toEqual(expected);
  });

  it('runs in the page where a worker says nothing', async () => {
    const {hosted, seen} = host(() => {});
    const {facts} = startAnalysis(hosted, sound);
    for (const ring of seen.late) ring();
    expect(await facts).toEqual(expected);
    expect(seen.workers[0]!.terminated).toBe(true);
  });

  it('begins anew in the page when the worker dies on the way', async () => {
    const {hosted, seen} = host((worker) => {
      listen(worker.scope);
      const {onmessage} = worker.scope;
      worker.scope.onmessage = (event) => {
        if (worker.asked.length > 4) worker.fail('out of memory');
        else onmessage?.(event);
      };
    });
    expect(await startAnalysis(hosted, sound).facts).toEqual(expected);
    expect(seen.workers[0]!.asked).toHaveLength(5);
  });

  it.each([
    ['in a worker', runs],
    ['in the page', null],
  ] as const)('is stopped %s', async (_name, start) => {
    const {hosted, seen} = host(start);
    const analysis = startAnalysis(hosted, sound, () => analysis.stop());
    await expect(analysis.facts).rejects.toMatchObject({name: 'AbortError'});
    expect(seen.workers.every(({terminated}) => terminated)).toBe(true);
  });

  it('fails as reading its sound fails', async () => {
    const torn: Sound = {
      ...sound,
      async *chunks() {
        yield [samples.subarray(0, 100)];
        throw new Error('The file is gone.');
      },
    };
    for (const start of [runs, null])
      await expect(startAnalysis(host(start).hosted, torn).facts).rejects.toThrow('The file is gone.');
  });

  it('of what no analyser takes fails with why', async () => {
    for (const start of [runs, null])
      await expect(startAnalysis(host(start).hosted, {...sound, sampleRate: 100}).facts).rejects.toThrow(/8,000/);
  });
});
