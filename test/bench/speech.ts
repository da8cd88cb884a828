import {closeSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync, writeSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {Browser} from 'playwright-core';
import {wavHeader, wavSamples} from '../../src/activities/speech-studio/acoustics/wav.ts';
import {type SpeechPage, speechPage} from '../speech/page.ts';
import {signal, withNoise} from '../speech/signal.ts';

/** What measuring costs; megabytes are of 1,000,000 bytes, and null where the system doesn't tell them. */
export interface SpeechFigure {
  readonly minutes: number;
  readonly seconds_in_a_worker: number;
  /** What of that a processor worked, all threads of the page's process together: the same on a busy machine. */
  readonly processor_seconds: number | null;
  /** What the page's process held at most, worker included, and how much of that came with measuring. */
  readonly peak_mb: number | null;
  readonly peak_mb_more_than_before: number | null;
}

/** Speech measured by a real worker, unthrottled: the best of three, for the processor has other work too. */
export async function speechFigures(browser: Browser): Promise<Readonly<Record<string, SpeechFigure>>> {
  const folder = mkdtempSync(join(tmpdir(), 'destt-bench-'));
  try {
    writeFileSync(join(folder, 'index.html'), await speechPage());
    const wav = (name: string, rate: number, channels: number, minutes: number) =>
      writeSpeech(join(folder, name), rate, channels, minutes);
    wav('own.wav', 48_000, 1, 10); // what the microphone gives: as it lies on the device, with a header
    wav('stereo.wav', 44_100, 2, 10);
    wav('other.wav', 44_100, 2, 3); // as the browser decodes other formats: whole
    return {
      own_recording: await best(browser, folder, 'own.wav', 'wav', 10),
      wav_stereo: await best(browser, folder, 'stereo.wav', 'wav', 10),
      decoded_file: await best(browser, folder, 'other.wav', 'decoded', 3),
    };
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

async function best(browser: Browser, folder: string, file: string, how: 'wav' | 'decoded', minutes: number) {
  const runs: SpeechFigure[] = [];
  for (let run = 0; run < 3; run++) runs.push({minutes, ...(await measure(browser, folder, file, how))});
  return runs.reduce((one, other) => (other.seconds_in_a_worker < one.seconds_in_a_worker ? other : one));
}

async function measure(browser: Browser, folder: string, file: string, how: 'wav' | 'decoded') {
  const page = await browser.newPage();
  await page.goto(`file://${join(folder, 'index.html')}`);
  await page.locator('input').setInputFiles(join(folder, file));
  const session = await browser.newBrowserCDPSession();
  const {processInfo} = (await session.send('SystemInfo.getProcessInfo')) as {
    processInfo: {type: string; id: number}[];
  };
  const renderers = processInfo.filter(({type}) => type === 'renderer').map(({id}) => id);
  const before = Math.max(...renderers.map((id) => held(id) ?? 0));
  const worked = Math.max(...renderers.map((id) => busy(id) ?? 0));
  let peak = 0;
  const looking = setInterval(() => (peak = Math.max(peak, ...renderers.map((id) => held(id) ?? 0))), 5);
  const {seconds, byWorker, refusal} = await page.evaluate(async (how) => {
    const {measure} = (window as unknown as {speech: SpeechPage}).speech;
    const {seconds, byWorker, facts} = await measure(how);
    return {seconds, byWorker, refusal: facts.refusal};
  }, how);
  clearInterval(looking);
  const working = Math.max(...renderers.map((id) => busy(id) ?? 0)) - worked;
  await session.detach();
  await page.close();
  if (!byWorker || refusal !== null) throw new Error(`The bench measured nothing: ${refusal ?? 'no worker'}.`);
  const known = peak > 0;
  return {
    seconds_in_a_worker: Math.round(seconds * 100) / 100,
    processor_seconds: known ? Math.round(working * 100) / 100 : null,
    peak_mb: known ? Math.round(peak / 1e6) : null,
    peak_mb_more_than_before: known ? Math.round((peak - before) / 1e6) : null,
  };
}

/** Bytes of memory of a process's own; null where there is no /proc. */
function held(id: number): number | null {
  try {
    const [, kilobytes] = /RssAnon:\s+(\d+)/.exec(readFileSync(`/proc/${id}/status`, 'utf8')) ?? [];
    return Number(kilobytes) * 1024;
  } catch {
    return null;
  }
}

/** Seconds that a process has worked so far; null where there is no /proc. */
function busy(id: number): number | null {
  try {
    const fields = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100; // ticks of the system's clock
  } catch {
    return null;
  }
}

/** Syllables, phrases and pauses over a little noise, ten seconds of it again and again. */
function writeSpeech(file: string, rate: number, channels: number, minutes: number) {
  const clean = signal(rate, 10, (time) => {
    if (time % 3.3 > 2.7) return 0;
    let sum = 0;
    for (let k = 1; k < 20; k++) sum += Math.sin(2 * Math.PI * k * (125 * time + Math.sin(time))) / k;
    return 0.2 * sum * Math.sin(4.5 * Math.PI * time) ** 2;
  });
  const {samples} = withNoise(clean, -55, 1);
  const part = wavSamples(Array.from({length: channels}, () => samples));
  const to = openSync(file, 'w');
  writeSync(to, wavHeader(rate, channels, samples.length * 6 * minutes));
  for (let at = 0; at < 6 * minutes; at++) writeSync(to, part);
  closeSync(to);
}
