import {analyser} from '../../src/activities/speech-studio/acoustics/analyser.ts';
import type {Heard, Measures} from '../../src/activities/speech-studio/acoustics/facts.ts';
import type {Signal} from './signal.ts';

/** Single sentences are shorter than what the page agrees to measure. */
const anything = {seconds: 0, snr: 0};

/** Measures a recording of any length, given by channels, a tenth of a second at a time. */
export function measured(channels: readonly Signal[]): Heard & Measures {
  const {rate, samples} = channels[0]!;
  const {push, finish} = analyser(rate, channels.length, anything);
  const length = Math.ceil(rate / 10);
  for (let at = 0; at < samples.length; at += length)
    push(channels.map((channel) => channel.samples.subarray(at, at + length)));
  const facts = finish();
  if (facts.refusal !== null) throw new Error(`Not measured: ${facts.refusal}.`);
  return facts;
}
