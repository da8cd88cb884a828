import {join} from 'node:path';
import {root} from '../../build/root.ts';
import {bundleScript} from '../../build/scripts.ts';
import type {SpeechFacts} from '../../src/activities/speech-studio/acoustics/facts.ts';

/** What the page below puts on its window. */
export interface SpeechPage {
  /** Measures a file of the page's `<input type="file">`, as WAV, or decoded by the browser as other formats are. */
  measure(how: 'wav' | 'decoded'): Promise<{facts: SpeechFacts; seconds: number; byWorker: boolean}>;
}

const folder = join(root, 'src/activities/speech-studio/acoustics');
const entry = `
import {startAnalysis} from ${JSON.stringify(join(folder, 'start-analysis.ts'))};
import {openWav} from ${JSON.stringify(join(folder, 'wav.ts'))};
let byWorker = false;
const Real = window.Worker;
window.Worker = function (url) {
  const worker = new Real(url);
  worker.addEventListener('message', ({data}) => (byWorker ||= data.type === 'facts'));
  return worker;
};
const decoded = async (file) => {
  const buffer = await new OfflineAudioContext(1, 1, 16000).decodeAudioData(await file.arrayBuffer());
  return {
    sampleRate: buffer.sampleRate,
    channels: buffer.numberOfChannels,
    seconds: buffer.duration,
    async *chunks() {
      for (let at = 0; at < buffer.length; at += 16000)
        yield Array.from({length: buffer.numberOfChannels}, (_, channel) => buffer.getChannelData(channel).subarray(at, at + 16000));
    },
  };
};
window.speech = {
  async measure(how) {
    const [file] = document.querySelector('input').files;
    const begun = performance.now();
    const facts = await startAnalysis(window, await (how === 'wav' ? openWav : decoded)(file)).facts;
    return {facts, seconds: (performance.now() - begun) / 1000, byWorker};
  },
};`;

/** A page that measures a file by the script that packages have. */
export async function speechPage(): Promise<string> {
  const script = (await bundleScript(entry)).replaceAll('</script', '<\\/script');
  return `<!doctype html><meta charset="utf-8"><title>Speech</title><input type="file"><script>${script}</script>`;
}
