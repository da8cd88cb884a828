import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {root} from '../../build/root.ts';
import {type Signal, wavOf} from './signal.ts';

/** What Praat measured in one signal. */
export interface PraatFacts {
  readonly syllables: number;
  readonly pauses: number;
  readonly pauseSeconds: number;
  readonly median: number;
  readonly semitones: number;
  /** From the first sound to the last. */
  readonly seconds: number;
}

export const hasPraat = () => spawnSync('praat', ['--version']).status === 0;

/** Has Praat measure signals, all in one run, by `syllables.praat`. */
export function praat(signals: readonly Signal[]): PraatFacts[] {
  const folder = mkdtempSync(join(tmpdir(), 'destt-speech-'));
  try {
    signals.forEach((signal, at) => {
      writeFileSync(join(folder, `${String(at).padStart(4, '0')}.wav`), wavOf(signal));
    });
    const script = join(root, 'test/speech/syllables.praat');
    const {status, stdout, stderr} = spawnSync('praat', ['--run', script, folder], {
      encoding: 'utf8',
      timeout: 300_000,
    });
    const lines = stdout.trim().split('\n');
    if (status !== 0 || lines.length !== signals.length) throw new Error(`Praat answered ${status}: ${stderr}`);
    return lines.map((line) => {
      const [, ...figures] = line.split('\t');
      const [syllables = 0, pauses = 0, pauseSeconds = 0, median = 0, semitones = 0, seconds = 0] = figures.map(Number);
      return {syllables, pauses, pauseSeconds, median, semitones, seconds};
    });
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}
