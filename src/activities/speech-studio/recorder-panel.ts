import {css, html, LitElement, nothing} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {SoundStore} from '../../device/sound-store.ts';
import type {Language} from '../../training/index.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill, plural} from '../../ui/text.ts';
import {wavSamples} from './acoustics/wav.ts';
import {knownFault, type Microphone, MicrophoneError, type MicrophoneHost, openMicrophone} from './microphone.ts';
import {clock} from './times.ts';
import type {Labels} from './words/en.ts';

export type RecordingFault = keyof Labels['faults'];

/** The recording is over: it lies on the device, unless nothing came of it. */
export class RecordedEvent extends Event {
  static readonly type = 'speech-recorded';
  constructor(
    readonly seconds: number,
    readonly fault: RecordingFault | null,
  ) {
    super(RecordedEvent.type);
  }
}

/** So much may be lost with the tab. */
const pieceSeconds = 2;

/**
 * Explains, asks for the microphone, and writes what it hears to the device piece by piece. A lamp and the time are all that is
 * shown meanwhile: figures during a talk make it worse (DOMAIN 3.6).
 * @fires speech-recorded - once, at the end
 */
@customElement('speech-recorder')
export class SpeechRecorder extends LitElement {
  static override styles = [
    controls,
    prose,
    css`
      :host {
        display: block;
      }
      [tabindex='-1']:focus {
        outline: none;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space);
        margin: calc(var(--space) * 2) 0;
      }
      .time {
        font-size: 2em;
        font-variant-numeric: tabular-nums;
        margin: 0;
      }
      .lamp {
        display: flex;
        align-items: center;
        gap: var(--space);
      }
      .lamp::before {
        content: '';
        width: 18px;
        height: 18px;
        border-radius: 50%;
        border: 2px solid var(--accent);
      }
      .lamp.good::before {
        background: var(--accent);
      }
      .lamp.loud::before {
        background: repeating-linear-gradient(45deg, var(--accent) 0 3px, var(--card) 3px 6px);
      }
      .written {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .soft {
        color: var(--ink-soft);
        font-size: var(--text-small);
      }
    `,
  ];
  @property({attribute: false}) labels!: Labels;
  @property() language: Language = 'en';
  @property({attribute: false}) store!: SoundStore;
  /** Under which name the sound is kept. */
  @property() name = '';
  @property({type: Number}) minutes = 10;
  /** What the cue card says, part by part. */
  @property({attribute: false}) card: readonly string[] = [];
  @property({attribute: false}) host!: MicrophoneHost;

  @state() private stage: 'before' | 'asking' | 'recording' | 'after' = 'before';
  @state() private lamp: keyof Labels['lamp'] = 'quiet';
  @state() private said = '';
  /** Minutes of room, if that is less than a recording may take. */
  @state() private low: number | null = null;

  private microphone: Microphone | null = null;
  private heard: Float32Array[] = [];
  private waiting = 0;
  private samples = 0;
  private shownAt = 0;
  private peak = 0;
  private fault: RecordingFault | null = null;

  override connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.write);
    void this.store.room().then((room) => {
      const minutes = room === null ? null : Math.floor(room / (60 * 2 * 16_000));
      this.low = minutes !== null && minutes < this.minutes ? minutes : null;
    });
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.write);
    // Left while recording: what was heard stays, and is found on the way back.
    if (this.stage === 'recording') void this.finish(null);
  }

  override firstUpdated() {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  override render() {
    const {labels, stage} = this;
    const {microphone} = labels;
    if (stage === 'before' || stage === 'asking')
      return html`
        <div class="card">
          <h2 tabindex="-1">${microphone.title}</h2>
          <p>${microphone.about}</p>
          <p>${microphone.corrections} ${plural(this.language, this.minutes, microphone.longest)}</p>
          ${this.low === null ? nothing : html`<p>${fill(microphone.low, {count: this.low})}</p>`}
          <div class="actions">
            <button class="primary begin" ?disabled=${stage === 'asking'} @click=${this.begin}>${microphone.begin}</button>
            <button class="back" @click=${() => this.over(0, null)}>${labels.back}</button>
          </div>
        </div>`;
    return html`
      <div class="card">
        <h2 tabindex="-1">${labels.recording}</h2>
        <p class="time">${clock(this.seconds)}</p>
        <p class="lamp ${this.lamp}">${labels.lamp[this.lamp]}</p>
        <p class="soft" role="status">${this.said}</p>
        <div class="actions">
          <button class="primary stop" ?disabled=${stage === 'after'} @click=${() => this.finish(null)}>${labels.stop}</button>
        </div>
        ${
          this.card.length === 0
            ? nothing
            : html`
                <h3>${labels.card}</h3>
                <ol>
                  ${this.card.map((line) => html`<li class="written">${line}</li>`)}
                </ol>`
        }
      </div>`;
  }

  private get seconds() {
    return this.samples / (this.microphone?.sampleRate ?? 1);
  }

  private begin = async () => {
    const fault = knownFault(this.host);
    if (fault) return this.over(0, fault);
    this.stage = 'asking';
    try {
      const early: Float32Array[] = [];
      let hear = (samples: Float32Array): void => {
        early.push(samples);
      };
      const microphone = await openMicrophone(
        this.host,
        (samples) => hear(samples),
        () => void this.finish('interrupted'),
      );
      const {sampleRate, corrected} = microphone;
      const kept = await this.store.begin({id: this.name, type: 'pcm', sampleRate, corrected});
      if (kept !== 'kept') {
        await microphone.stop();
        return this.over(0, kept === 'full' ? 'full' : 'lost');
      }
      this.microphone = microphone;
      this.stage = 'recording';
      this.said = this.labels.begun;
      hear = this.hear;
      early.forEach(hear);
      // Left while the browser was asking.
      if (!this.isConnected) return void this.finish(null);
      await this.updateComplete;
      this.renderRoot.querySelector<HTMLElement>('.stop')?.focus();
    } catch (error) {
      this.over(0, error instanceof MicrophoneError ? error.reason : 'failed');
    }
  };

  private hear = (samples: Float32Array) => {
    const {sampleRate} = this.microphone!;
    this.heard.push(samples);
    this.waiting += samples.length;
    this.samples += samples.length;
    for (const sample of samples) this.peak = Math.max(this.peak, Math.abs(sample));
    if (this.samples - this.shownAt > sampleRate / 4) {
      this.shownAt = this.samples;
      this.lamp = this.peak > 0.97 ? 'loud' : this.peak > 0.02 ? 'good' : 'quiet';
      this.peak = 0;
      if (60 * this.minutes - this.seconds < 60 && this.minutes > 1) this.said = this.labels.minute_left;
    }
    if (this.waiting > pieceSeconds * sampleRate) this.write();
    if (this.seconds >= 60 * this.minutes) void this.finish(null);
  };

  /** Puts what was heard on the device; the store takes one piece after the other. */
  private write = () => {
    if (this.waiting === 0) return;
    const all = new Float32Array(this.waiting);
    let at = 0;
    for (const samples of this.heard) {
      all.set(samples, at);
      at += samples.length;
    }
    this.heard = [];
    this.waiting = 0;
    this.writing = this.store.append(this.name, wavSamples([all])).then((kept) => {
      if (kept === 'kept' || this.fault) return;
      this.fault = kept === 'full' ? 'full' : 'lost';
      void this.finish(this.fault);
    });
  };
  private writing: Promise<void> = Promise.resolve();

  private async finish(fault: RecordingFault | null) {
    if (this.stage !== 'recording') return;
    this.stage = 'after';
    this.fault ??= fault;
    await this.microphone?.stop();
    this.write();
    await this.writing;
    await this.store.finish(this.name);
    if (this.samples === 0) await this.store.remove(this.name);
    this.over(this.seconds, this.fault ?? (this.samples === 0 ? 'nothing' : null));
  }

  private over(seconds: number, fault: RecordingFault | null) {
    this.stage = 'before';
    this.dispatchEvent(new RecordedEvent(seconds, fault));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'speech-recorder': SpeechRecorder;
  }
  interface HTMLElementEventMap {
    'speech-recorded': RecordedEvent;
  }
}
