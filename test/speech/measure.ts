import {analyser} from '../../src/activities/speech-studio/acoustics/analyser.ts';
import type {Heard, Measures} from '../../src/activities/speech-studio/acoustics/facts.ts';
import type {Signal} from './signal.ts';

/** Single sentences are shorter than what the page agrees to measure. */
const anything = {seconds: 0, snr: 0};

/** Measures a signal of any length, in chunks of a tenth of a second. */
export function measured({rate, samples}: Signal, channels = 1): Heard & Measures {
  const {push, finish} = analyser(rate, channels, anything);
  const length = Math.ceil(rate / 10);
  for (let at = 0; at < samples.length; at += length)
    push(Array.from({length: channels}, () => samples.subarray(at, at + length)));
  const facts = finish();
  if (facts.refusal !== null) throw new Error(`Not measured: ${facts.refusal}.`);
  return facts;
}
