import {css, html, LitElement, nothing, type TemplateResult} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import {type KeptSound, openSounds, type SoundStore} from '../../device/sound-store.ts';
import type {Language, Response} from '../../training/index.ts';
import {download} from '../../ui/download.ts';
import {mendRadios} from '../../ui/radios.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill} from '../../ui/text.ts';
import {type ActivityElement, type Related, ResponseEvent, type Setting, type Vault} from '../activity.ts';
import {checkedFileLimit} from '../rubric/checked-file.ts';
import {fileButton} from '../rubric/file-button.ts';
import {type Analysis, startAnalysis} from './acoustics/start-analysis.ts';
import {goalsOf, lanesOf} from './behaviour.ts';
import type {Goal} from './goals.ts';
import './marking-panel.ts';
import type {ListenedEvent, MarksEvent} from './marking-panel.ts';
import {
  countOf,
  kept as keptMarks,
  type Lane,
  lastSecond,
  type Mark,
  marksItem,
  marksOf,
  mineIn,
  othersIn,
  type Rater,
} from './marks.ts';
import {fromMarksFile, itemOf, toMarksFile} from './marks-file.ts';
import {
  type Correction,
  corrections,
  keptMeasured,
  type Measured,
  measuredFrom,
  measuredItem,
  measuredSound,
  measuredTranscript,
  unmeasured,
} from './measured.ts';
import type {MicrophoneHost} from './microphone.ts';
import {type Playing, playClock, playSound} from './playing.ts';
import {adviceOf, cardOf, factOfGoal, factsOf} from './reading.ts';
import './recorder-panel.ts';
import type {RecordedEvent, RecordingFault} from './recorder-panel.ts';
import {asFile, browserDecoder, type DecodeHost, keepFile, openSoundFile, recordedSound, secondsOf} from './sounds.ts';
import type {StudioContent} from './speech-studio.ts';
import {timeline, timelineLooks} from './timeline.ts';
import {clock} from './times.ts';
import {type TimedTranscript, timed} from './transcript.ts';
import type {Labels} from './words/en.ts';
import {workletFile} from './worklet.ts';

/** What the learner sees. */
type Screen =
  | {readonly type: 'start' | 'picture'}
  | {readonly type: 'recording'; readonly lane: Lane}
  | {
      readonly type: 'marking';
      readonly lane: Lane;
      readonly playing: Playing;
      readonly transcript: TimedTranscript | null;
    };

/** A speech, wherever it is. */
interface Speech {
  readonly source: Measured['source'];
  readonly seconds: number;
}

/**
 * Two speeches, mine and an opponent's: recorded or opened, listened to and marked, then seen side by side with what was
 * measured; marks are exchanged by file (R-16, R-42, R-43).
 * @fires activity-response - after each mark and choice; complete once a speech was listened to, and with "not now"
 */
@customElement('speech-studio-activity')
export class SpeechStudioActivity extends LitElement implements ActivityElement {
  static override styles = [
    controls,
    prose,
    timelineLooks,
    css`
      :host {
        display: block;
      }
      [tabindex='-1']:focus {
        outline: none;
      }
      .card {
        margin-bottom: calc(var(--space) * 2);
        break-inside: avoid;
      }
      .card > :first-child {
        margin-top: 0;
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space);
        margin: var(--space) 0;
      }
      .choice {
        display: flex;
        align-items: center;
        gap: var(--space);
        min-height: 44px;
        cursor: pointer;
      }
      legend {
        font-weight: 600;
      }
      .soft {
        color: var(--ink-soft);
        font-size: var(--text-small);
      }
      .written {
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .scroll {
        overflow-x: auto;
      }
      .own td,
      th[scope='row'] {
        font-weight: 400;
      }
      @media (max-width: 30em) {
        .actions button {
          flex-basis: 100%;
        }
        table {
          font-size: var(--text-small);
        }
      }
      @media print {
        .screen {
          display: none;
        }
      }
    `,
  ];
  /** What the author wrote. */
  @property({attribute: false}) content!: StudioContent;
  /** Marks and measures as texts, the goal, how far the learner is (`behaviour.ts`). */
  @property({attribute: false}) response: Response = {};
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  @property({attribute: false}) related: Readonly<Record<string, Related>> = {};
  /** Where recordings are kept; null where nothing can be. */
  @property({attribute: false}) vault: Vault | null = null;
  /** The microphone, the decoder, the clock: handed in so that a test can hold them still. */
  @property({attribute: false}) microphone: MicrophoneHost = browserMicrophone();
  @property({attribute: false}) decoder: DecodeHost = browserDecoder;
  @property({attribute: false}) analyse = startAnalysis;
  step = 0;
  setting: Setting = {helpLines: []};

  @state() private screen: Screen | null = null;
  @state() private sounds: Partial<Record<Lane, KeptSound>> = {};
  /** Lanes with a sound that this learner's key doesn't open. */
  @state() private locked: readonly Lane[] = [];
  /** Lanes whose recording was cut off by the end of the page. */
  @state() private unsaved: readonly Lane[] = [];
  @state() private note = '';
  @state() private sure: Lane | null = null;
  @state() private measuring: readonly Lane[] = [];
  @state() private facilitates = false;

  private store: SoundStore | null = null;
  private analyses: Analysis[] = [];

  override willUpdate() {
    if (this.store || !this.vault || !this.content) return;
    const {name, cipher, keys, random} = this.vault;
    if (!cipher) return;
    const {setTimeout} = window;
    this.store = openSounds(
      {
        indexedDB: allowed(() => window.indexedDB),
        storage: navigator.storage,
        setTimeout: (run, ms) => setTimeout(run, ms),
      },
      name,
      {cipher, keys, random},
    );
    void this.lookFor(this.store);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.stopPlaying();
    for (const analysis of this.analyses) analysis.stop();
    this.analyses = [];
  }

  override render() {
    if (!this.content || !this.labels) return nothing;
    const screen = this.screen ?? {
      type: this.response.stage === 'picture' && this.shownLanes.length > 0 ? 'picture' : 'start',
    };
    switch (screen.type) {
      case 'start':
        return this.start();
      case 'picture':
        return this.picture();
      case 'recording':
        return this.recorder(screen.lane);
      case 'marking':
        return this.marking(screen);
    }
  }

  private start() {
    const {content, labels, response} = this;
    const {rules, words} = content;
    const lanes = lanesOf(rules);
    const heard = lanes.some((lane) => this.isHeard(lane));
    const elsewhere = lanes.some((lane) => this.isHeard(lane) && !this.speechOf(lane));
    return html`
      <p>${words.intro}</p>
      <p class="card screen">${labels.where} ${elsewhere ? labels.elsewhere : nothing}</p>
      ${this.goals()} ${lanes.map((lane) => this.speech(lane))} ${this.noteLine()}
      <div class="actions">
        ${heard ? html`<button class="primary to-picture" @click=${this.toPicture}>${labels.to_picture}</button>` : nothing}
        ${
          heard || response.stage === 'not_now'
            ? nothing
            : html`<button class="quiet not-now" @click=${this.notNow}>${labels.not_now}</button>`
        }
      </div>`;
  }

  private goals() {
    const {labels, response} = this;
    const goals = goalsOf(this.content.rules);
    if (goals.length < 2) return nothing;
    return html`
      <fieldset class="screen">
        <legend>${labels.goal}</legend>
        ${goals.map(
          (goal) => html`
            <label class="choice">
              <input
                type="radio"
                name="goal"
                value=${goal}
                .checked=${response.goal === goal}
                @change=${() => this.answer({...this.response, goal})}
              />
              <span>${labels.goals[goal]}</span>
            </label>`,
        )}
      </fieldset>`;
  }

  /** A speech that is here, or the ways to come by one. */
  private speech(lane: Lane): TemplateResult {
    const {labels} = this;
    const speech = this.speechOf(lane);
    return html`
      <div class="card lane ${lane}">
        <h2>${labels.lanes[lane]}</h2>
        ${this.locked.includes(lane) ? html`<p>${labels.locked}</p>` : nothing}
        ${speech ? this.present(lane, speech) : this.ways(lane)}
      </div>`;
  }

  private present(lane: Lane, {source, seconds}: Speech) {
    const {labels} = this;
    const sound = this.sounds[lane];
    return html`
      <p>
        ${fill(labels.sources[source], {time: clock(seconds)})} ${source === 'transcript' ? this.transcriptOf(lane)?.about : nothing}
        ${this.unsaved.includes(lane) ? labels.unsaved : nothing}
      </p>
      <div class="actions">
        <button class="primary listen" @click=${() => this.listen(lane)}>${source === 'live' ? labels.mark_live : labels.listen}</button>
        ${
          sound
            ? html`<button class="export" @click=${() => this.exportSound(lane, sound)}>
                ${sound.type === 'pcm' ? labels.export : labels.export_file}
              </button>`
            : nothing
        }
        <button class="delete" @click=${() => this.ask(lane)}>${labels.delete}</button>
      </div>
      ${
        this.sure === lane
          ? html`
              <div class="sure" role="alertdialog" aria-labelledby="sure">
                <p id="sure" tabindex="-1">${labels.sure}</p>
                <div class="actions">
                  <button class="yes" @click=${() => this.takeAway(lane)}>${labels.sure_yes}</button>
                  <button class="no" @click=${() => this.ask(null)}>${labels.sure_no}</button>
                </div>
              </div>`
          : nothing
      }`;
  }

  private ways(lane: Lane) {
    const {labels} = this;
    const {rules, words} = this.content;
    const samples = lane === 'other' ? (rules.transcripts ?? []) : [];
    return html`
      <div class="screen">
        <div class="actions">
          <button class="record" @click=${() => this.record(lane)}>${labels.record}</button>
          <button class="live" @click=${() => this.goLive(lane)}>${labels.live}</button>
          ${samples.map(
            (id) => html`<button class="sample" @click=${() => this.takeSample(lane, id)}>
              ${fill(labels.sample, {title: words.transcripts?.[id]?.title ?? id})}
            </button>`,
          )}
          ${fileButton('open', labels.open, 'audio/*,.wav,.mp3,.m4a,.ogg,.webm', (event) => this.openFile(lane, event))}
        </div>
      </div>`;
  }

  private recorder(lane: Lane) {
    const {outline} = this.content.rules;
    return html`
      <speech-recorder
        .labels=${this.labels}
        .language=${this.language}
        .store=${this.store!}
        .name=${this.soundId(lane)}
        .minutes=${this.mostMinutes}
        .card=${outline === undefined || lane === 'other' ? [] : cardOf(this.related[outline]?.response ?? {})}
        .host=${this.microphone}
        @speech-recorded=${(event: RecordedEvent) => this.recorded(lane, event)}
      ></speech-recorder>`;
  }

  private marking({lane, playing, transcript}: Screen & {readonly type: 'marking'}) {
    const {rules, words} = this.content;
    return html`
      <speech-marking
        .labels=${this.labels}
        .lane=${lane}
        .criteria=${rules.criteria}
        .names=${words.criteria}
        .marks=${marksOf(this.response, lane, mineIn(lane))}
        .playing=${playing}
        .transcript=${transcript}
        .strip=${this.isHeard(lane) ? (measuredFrom(this.response, lane)?.strip ?? '') : ''}
        @speech-marks=${({marks}: MarksEvent) => this.answer({...this.response, [marksItem(lane, mineIn(lane))]: keptMarks(marks)})}
        @speech-listened=${({done}: ListenedEvent) => this.listened(lane, done)}
      ></speech-marking>`;
  }

  private picture() {
    const {labels} = this;
    const {rules} = this.content;
    const lanes = this.shownLanes;
    const rows = lanes.map((lane) => {
      const measured = measuredFrom(this.response, lane);
      return {
        name: labels.lanes[lane],
        seconds: measured?.seconds ?? this.speechOf(lane)?.seconds ?? 1,
        strip: measured?.strip ?? '',
        pauses: measured?.pauses ?? [],
        layers: [mineIn(lane), ...othersIn(lane)].map((rater) => marksOf(this.response, lane, rater)),
      };
    });
    return html`
      <h2 tabindex="-1">${labels.picture}</h2>
      ${timeline(rows, rules.criteria)}
      <p class="soft">${labels.picture_about}</p>
      ${lanes.map((lane) => this.seen(lane))} ${this.exchange(lanes)} ${this.noteLine()}
      <div class="actions">
        <button class="to-start" @click=${this.toStart}>${labels.to_start}</button>
        <button class="print" @click=${() => window.print()}>${labels.print}</button>
      </div>`;
  }

  /** What people noted of a speech; then what was measured; then what to try. */
  private seen(lane: Lane) {
    const {labels, response} = this;
    const layers = [mineIn(lane), ...othersIn(lane)].map((rater) => ({rater, marks: marksOf(response, lane, rater)}));
    return html`
      <section class="card seen ${lane}">
        <h3>${labels.lanes[lane]}</h3>
        <h4>${labels.counts}</h4>
        ${layers.some(({marks}) => marks.length > 0) ? this.counts(lane, layers) : html`<p class="soft">${labels.no_marks}</p>`}
        ${this.figures(
          lane,
          layers.flatMap(({marks}) => marks),
        )}
      </section>`;
  }

  private counts(lane: Lane, layers: readonly {readonly rater: Rater; readonly marks: readonly Mark[]}[]) {
    const {labels} = this;
    const {rules, words} = this.content;
    const given = layers.filter(({marks}) => marks.length > 0);
    const whose = (rater: Rater) => labels.raters[rater === mineIn(lane) ? 'mine' : rater];
    return html`
      <div class="scroll" tabindex="0" role="region" aria-label=${`${labels.lanes[lane]}: ${labels.counts}`}>
        <table>
          <thead>
            <tr>
              <th scope="col">${labels.criterion}</th>
              ${given.map(({rater}) => html`<th scope="col">${whose(rater)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rules.criteria.map(
              (criterion, at) => html`
                <tr>
                  <th scope="row">${at + 1} ${words.criteria[criterion]}</th>
                  ${given.map(({marks}) => {
                    const {plus, minus} = countOf(marks, criterion);
                    return html`<td>${plus + minus === 0 ? '–' : `+${plus} −${minus}`}</td>`;
                  })}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>
      <details>
        <summary>${labels.marks}</summary>
        ${given.map(
          ({rater, marks}) => html`
            <h5>${whose(rater)}</h5>
            <ul>
              ${marks.map(
                (mark) => html`
                  <li>
                    ${fill(labels.mark, {at: clock(mark.at), sign: mark.sign === '+' ? '+' : '−', criterion: words.criteria[mark.criterion] ?? mark.criterion})}
                    ${mark.note ? html`<br /><span class="written">${mark.note}</span>` : nothing}
                  </li>`,
              )}
            </ul>`,
        )}
      </details>`;
  }

  /** Only for whoever has listened and marked: people first. */
  private figures(lane: Lane, marks: readonly Mark[]) {
    if (!this.isHeard(lane)) return nothing;
    const {labels, language, goal} = this;
    const measured = measuredFrom(this.response, lane);
    const advice = lane === 'own' ? adviceOf(measured, marks, goal, this.content.words.criteria, language, labels) : [];
    const facts = measured ? factsOf(measured, goal, language, labels) : [];
    return html`
      <h4>${labels.figures}</h4>
      ${
        this.measuring.includes(lane)
          ? html`<p role="status">${labels.measuring}</p>`
          : measured === null || measured.refusal !== null
            ? html`<p class="refusal">${labels.refusals[measured?.refusal ?? 'unmeasured']}</p>`
            : html`
                <ul class="facts">
                  ${facts.map((fact) => html`<li>${fact}</li>`)}
                  ${this.earlierFact(lane)}
                </ul>
                <p class="soft">${labels.figures_about}</p>`
      }
      ${
        measured && measured.corrected.length > 0
          ? html`<p class="soft">${fill(labels.corrected, {what: measured.corrected.map((each) => labels.corrections[each]).join(', ')})}</p>`
          : nothing
      }
      ${(measured?.figures.clipped ?? 0) > 0.001 ? html`<p class="soft">${labels.clipped}</p>` : nothing}
      ${
        advice.length === 0
          ? nothing
          : html`
              <h4>${labels.suggestions}</h4>
              <ul class="advice">
                ${advice.map((each) => html`<li>${each}</li>`)}
              </ul>`
      }`;
  }

  /** The fact of the goal as it was at the earlier session. */
  private earlierFact(lane: Lane) {
    const {earlier} = this.content.rules;
    const {goal, labels, language} = this;
    const before = earlier === undefined ? null : measuredFrom(this.related[earlier]?.response ?? {}, lane);
    const facts = before ? factsOf(before, goal, language, labels) : [];
    const fact = facts[goal ? factOfGoal(goal) : 0];
    return fact === undefined ? nothing : html`<li class="soft">${fill(labels.earlier, {fact})}</li>`;
  }

  private exchange(lanes: readonly Lane[]) {
    const {labels} = this;
    return html`
      <section class="screen">
        <h3>${labels.exchange}</h3>
        <p class="soft">${labels.exchange_about}</p>
        ${
          lanes.includes('other')
            ? html`
                <label class="choice">
                  <input
                    type="checkbox"
                    .checked=${this.facilitates}
                    @change=${(event: Event) => {
                      this.facilitates = (event.target as HTMLInputElement).checked;
                    }}
                  />
                  <span>${labels.as_facilitator}</span>
                </label>`
            : nothing
        }
        <div class="actions">
          ${lanes.map(
            (lane) => html`<button class="save-${lane}" @click=${() => this.saveMarks(lane)}>
              ${fill(labels.save_marks, {lane: labels.lanes[lane]})}
            </button>`,
          )}
          ${fileButton('open-marks', labels.open_marks, '.json,application/json', this.openMarks)}
        </div>
      </section>`;
  }

  private noteLine() {
    const note = this.note || (this.response.stage === 'not_now' ? this.labels.notes.not_now : '');
    return html`<p class="note" role="status" tabindex="-1">${note}</p>`;
  }

  private get goal(): Goal | null {
    return goalsOf(this.content.rules).find((goal) => goal === this.response.goal) ?? null;
  }

  private get mostMinutes() {
    return this.content.rules.most_minutes ?? 10;
  }

  /** Speeches of which something is to be seen: listened to, or marked by somebody else. */
  private get shownLanes() {
    const marked = (lane: Lane) => othersIn(lane).some((rater) => marksOf(this.response, lane, rater).length > 0);
    return lanesOf(this.content.rules).filter((lane) => this.isHeard(lane) || marked(lane));
  }

  private isHeard = (lane: Lane) => this.response[`${lane}_heard`] === 'yes';
  private soundId = (lane: Lane) => `${this.vault?.activity ?? ''}/${lane}`;

  private transcriptOf(lane: Lane) {
    const id = this.response[`${lane}_transcript`];
    return typeof id === 'string' ? (this.content.words.transcripts?.[id] ?? null) : null;
  }

  /** The speech of a lane that can be listened to or gone on with here; null if there is none. */
  private speechOf(lane: Lane): Speech | null {
    const measured = measuredFrom(this.response, lane);
    const sound = this.sounds[lane];
    if (sound?.type === 'pcm') return {source: 'recording', seconds: secondsOf(sound)};
    if (sound) return {source: 'file', seconds: measured?.seconds ?? 0};
    const transcript = this.transcriptOf(lane);
    if (transcript) return {source: 'transcript', seconds: timed(transcript, this.language).seconds};
    return measured?.source === 'live' ? {source: 'live', seconds: measured.seconds} : null;
  }

  /** What lies on the device from before, whole or cut off. */
  private async lookFor(store: SoundStore) {
    for (const lane of lanesOf(this.content.rules)) {
      const sound = await store.find(this.soundId(lane));
      if (!sound || sound.pieces === 0 || this.sounds[lane]) continue;
      if (!(await store.opens(sound.id))) {
        this.locked = [...this.locked, lane];
        continue;
      }
      if (sound.open && this.screen?.type !== 'recording') {
        await store.finish(sound.id);
        this.unsaved = [...this.unsaved, lane];
      }
      this.sounds = {...this.sounds, [lane]: sound};
    }
  }

  private record(lane: Lane) {
    if (!this.store) return this.say(this.labels.faults.lost);
    this.note = '';
    this.screen = {type: 'recording', lane};
  }

  private async recorded(lane: Lane, {seconds, fault}: RecordedEvent) {
    const sound = seconds > 0 ? await this.store?.find(this.soundId(lane)) : null;
    this.screen = {type: 'start'};
    if (sound && sound.pieces > 0) {
      this.forget(lane);
      this.locked = this.locked.filter((each) => each !== lane);
      this.sounds = {...this.sounds, [lane]: sound};
      this.say(
        `${fault ? this.fault(fault) : ''} ${fill(this.labels.notes.kept, {time: clock(seconds)})}`.trim(),
        `.${lane} .listen`,
      );
    } else this.say(fault ? this.fault(fault) : '', fault ? '.note' : `.${lane} .record`);
  }

  private async openFile(lane: Lane, event: Event) {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    this.say(this.labels.opening);
    const read = await openSoundFile(file, this.mostMinutes, this.decoder);
    input.value = '';
    if ('fault' in read) return this.say(this.fault(read.fault));
    const kept = this.store ? await keepFile(this.store, this.soundId(lane), file) : 'failed';
    const sound = await this.store?.find(this.soundId(lane));
    if (kept !== 'kept' || !sound) return this.say(this.fault(kept === 'full' ? 'full' : 'lost'));
    this.forget(lane);
    this.sounds = {...this.sounds, [lane]: sound};
    this.answer({...this.response, [measuredItem(lane)]: keptMeasured(unmeasured('file', read.seconds))});
    this.say('', `.${lane} .listen`);
  }

  private takeSample(lane: Lane, id: string) {
    this.answer({...this.response, [`${lane}_transcript`]: id});
    this.say('', `.${lane} .listen`);
  }

  private goLive(lane: Lane) {
    this.answer({...this.response, [measuredItem(lane)]: keptMeasured(unmeasured('live', 0))});
    void this.listen(lane);
  }

  private async listen(lane: Lane) {
    const speech = this.speechOf(lane);
    if (!speech) return;
    const changed = () => this.renderRoot.querySelector('speech-marking')?.requestUpdate();
    const sound = this.sounds[lane];
    const transcript = sound ? null : this.transcriptOf(lane);
    const words = transcript ? timed(transcript, this.language) : null;
    const playing = sound
      ? playSound(await asFile(this.store!, sound), speech.seconds, changed, () => {
          this.stopPlaying();
          this.screen = {type: 'start'};
          this.say(this.labels.faults.unreadable);
        })
      : playClock(
          pageClock,
          words?.seconds ?? null,
          speech.source === 'live' ? speech.seconds : 0,
          lastSecond,
          changed,
        );
    this.note = '';
    this.screen = {type: 'marking', lane, playing, transcript: words};
  }

  private listened(lane: Lane, done: boolean) {
    const {screen} = this;
    const live = screen?.type === 'marking' && this.speechOf(lane)?.source === 'live' ? screen.playing.time : null;
    const words = screen?.type === 'marking' ? screen.transcript : null;
    this.stopPlaying();
    const measured = live !== null ? unmeasured('live', live) : words ? measuredTranscript(words) : null;
    const noted = measured ? {[measuredItem(lane)]: keptMeasured(measured)} : {};
    if (!done) {
      this.screen = {type: 'start'};
      if (live !== null) this.answer({...this.response, ...noted});
      return this.say('', `.${lane} .listen`);
    }
    this.screen = {type: 'picture'};
    this.answer({...this.response, ...noted, [`${lane}_heard`]: 'yes', stage: 'picture'}, true);
    this.say('', 'h2');
    void this.measure(lane);
  }

  /** Only once people have marked, and only what is not known yet. */
  private async measure(lane: Lane) {
    const sound = this.sounds[lane];
    const known = measuredFrom(this.response, lane);
    const {store} = this;
    if (!sound || !store || !this.isHeard(lane) || this.measuring.includes(lane)) return;
    if (known && known.refusal !== 'unmeasured') return;
    this.measuring = [...this.measuring, lane];
    const corrected = corrections.filter((each) => sound.corrected.includes(each));
    let measured: Measured;
    try {
      const opened =
        sound.type === 'pcm'
          ? {sound: recordedSound(store, sound)}
          : await openSoundFile(await asFile(store, sound), this.mostMinutes, this.decoder);
      if ('fault' in opened) throw new Error(`The sound on this device can't be read: ${opened.fault}.`);
      const analysis = this.analyse(window, opened.sound);
      this.analyses.push(analysis);
      measured = measuredSound(sound.type === 'pcm' ? 'recording' : 'file', await analysis.facts, corrected);
    } catch (error) {
      if (!this.isConnected) return;
      console.warn(error);
      measured = unmeasured(
        sound.type === 'pcm' ? 'recording' : 'file',
        this.speechOf(lane)?.seconds ?? 0,
        corrected satisfies readonly Correction[],
      );
    }
    this.measuring = this.measuring.filter((each) => each !== lane);
    this.answer({...this.response, [measuredItem(lane)]: keptMeasured(measured)});
  }

  private async exportSound(lane: Lane, sound: KeptSound) {
    const file = await asFile(this.store!, sound);
    const ending = sound.type === 'pcm' ? 'wav' : (/^audio\/([a-z0-9]+)/.exec(sound.type)?.[1] ?? 'audio');
    download(`speech-${lane}.${ending}`, file.type, file);
    this.say(this.labels.notes.saved);
  }

  private saveMarks(lane: Lane) {
    const {rules} = this.content;
    const rater = lane === 'other' && this.facilitates ? 'facilitator' : mineIn(lane);
    const seconds = measuredFrom(this.response, lane)?.seconds ?? 0;
    const text = toMarksFile(rules, rater, seconds, marksOf(this.response, lane, mineIn(lane)));
    download(`speech-marks-${rater}.json`, 'application/json', text);
    this.say(this.labels.notes.saved);
  }

  private openMarks = async (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    const {labels} = this;
    const read = file.size > checkedFileLimit ? null : fromMarksFile(this.content.rules, await file.text());
    input.value = '';
    if (!read) return this.say(labels.faults.marks_large);
    if (read.fault !== null) return this.say(labels.faults[`marks_${read.fault}`]);
    this.answer({...this.response, [itemOf(read)]: keptMarks(read.marks)});
    this.say(fill(labels.notes.opened, {who: labels.raters[read.rater]}));
  };

  private ask(lane: Lane | null) {
    this.sure = lane;
    this.say('', lane ? '#sure' : '.note');
  }

  private async takeAway(lane: Lane) {
    this.sure = null;
    await this.store?.remove(this.soundId(lane));
    this.forget(lane, othersIn(lane));
    this.say(this.labels.notes.deleted);
  }

  /** A speech that is gone or replaced takes with it what was noted and measured of it; one that is gone also what came by file. */
  private forget(lane: Lane, others: readonly Rater[] = []) {
    const {[lane]: _, ...sounds} = this.sounds;
    this.sounds = sounds;
    this.unsaved = this.unsaved.filter((each) => each !== lane);
    const marks = [mineIn(lane), ...others].map((rater) => marksItem(lane, rater));
    const gone = [...marks, measuredItem(lane), `${lane}_transcript`, `${lane}_heard`];
    const rest = Object.entries(this.response).filter(([item]) => !gone.includes(item));
    if (rest.length < Object.keys(this.response).length) this.answer(Object.fromEntries(rest));
  }

  private toPicture = () => {
    this.screen = {type: 'picture'};
    this.answer({...this.response, stage: 'picture'}, true);
    this.say('', 'h2');
    for (const lane of lanesOf(this.content.rules)) void this.measure(lane);
  };

  private toStart = () => {
    this.screen = {type: 'start'};
    this.say('', '.to-picture');
  };

  private notNow = () => {
    this.answer({...this.response, stage: 'not_now'}, true);
    this.say('');
  };

  private stopPlaying() {
    if (this.screen?.type === 'marking') this.screen.playing.end();
  }

  private fault = (fault: RecordingFault): string => fill(this.labels.faults[fault], {count: this.mostMinutes});

  /** Says something, and takes the focus there, so that nobody is left on a button that is gone. */
  private say(note: string, selector = '.note') {
    this.note = note;
    void this.updateComplete.then(() => {
      mendRadios(this.renderRoot);
      this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
    });
  }

  private answer(response: Response, complete = false) {
    this.response = Object.fromEntries(Object.entries(response).filter(([, value]) => value !== ''));
    this.dispatchEvent(new ResponseEvent(this.response, complete));
  }
}

const pageClock = {
  now: () => performance.now(),
  setInterval: (run: () => void, milliseconds: number) => window.setInterval(run, milliseconds),
  clearInterval: (timer: number) => window.clearInterval(timer),
};

/** A browser that forbids something may throw at the very mention of it. */
function allowed<T>(get: () => T): T | null {
  try {
    return get() ?? null;
  } catch {
    return null;
  }
}

function browserMicrophone(): MicrophoneHost {
  const page = window as Window & typeof globalThis & {readonly webkitAudioContext?: typeof AudioContext};
  return {
    isSecureContext: page.isSecureContext,
    mediaDevices: page.navigator.mediaDevices,
    AudioContext: page.AudioContext ?? page.webkitAudioContext,
    AudioWorkletNode: page.AudioWorkletNode,
    workletUrl: workletFile,
    URL: page.URL,
    Blob: page.Blob,
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'speech-studio-activity': SpeechStudioActivity;
  }
}
