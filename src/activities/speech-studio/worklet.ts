/**
 * What runs in the audio thread: gathers the first channel and hands it over in pieces of 2,048 samples, the rest when it
 * is told to stop, and then null. A text, because a classic script can't import a worklet, and one that must also work from
 * a Blob and a data: URL: packages open from folders, where no file may be fetched.
 */
export const workletSource = `registerProcessor('destt-recorder', class extends AudioWorkletProcessor {
  constructor() {
    super();
    this.held = new Float32Array(2048);
    this.filled = 0;
    this.over = false;
    this.port.onmessage = () => {
      this.over = true;
      this.port.postMessage(this.held.slice(0, this.filled));
      this.port.postMessage(null);
    };
  }
  process(inputs) {
    const samples = inputs[0][0];
    for (let i = 0; samples && !this.over && i < samples.length; i++) {
      this.held[this.filled++] = samples[i];
      if (this.filled === this.held.length) {
        this.port.postMessage(this.held.slice());
        this.filled = 0;
      }
    }
    return !this.over;
  }
});
`;

/** Its file in a package. A change of the source needs another number: a browser may hold an older version's file (MOODLE 9). */
export const workletFile = 'recorder-1.js';
