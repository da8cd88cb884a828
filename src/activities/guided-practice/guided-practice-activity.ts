import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {Language, Response} from '../../training/index.ts';
import {mendRadios} from '../../ui/radios.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill, plural} from '../../ui/text.ts';
import {type ActivityElement, ResponseEvent, type Setting} from '../activity.ts';
import {numberFrom} from '../pulse/rating.ts';
import {ratingLooks, ratingScale} from '../pulse/rating-scale.ts';
import {mostRounds, mostTimes} from './behaviour.ts';
import {figure} from './figure.ts';
import type {GuidedPracticeContent} from './guided-practice.ts';
import {looks} from './looks.ts';
import {endOf, later, type Moment, secondsLeft, start} from './timeline.ts';
import type {Labels} from './words/en.ts';

/** How often the timer looks at the clock. */
const beat = 250;
/** The most one look may add: a device that slept through a minute has not practised it. */
const longestBeat = 1000;

/**
 * Leads through a technique, one instruction after another, by a timer or at the learner's own pace (R-28).
 * @fires activity-response - after each round and rating; complete when done once, and when put off or stopped
 */
@customElement('guided-practice-activity')
export class GuidedPracticeActivity extends LitElement implements ActivityElement {
  static override styles = [controls, prose, ratingLooks, looks];
  /** What the author wrote. */
  @property({attribute: false}) content!: GuidedPracticeContent;
  /** The stage, whole rounds, ratings, times done, whether kept (`behaviour.ts`). */
  @property({attribute: false}) response: Response = {};
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  step!: number;
  setting!: Setting;
  /** The clock, in milliseconds from anywhere, and who calls back after a while. */
  now = () => performance.now();
  wait = (ms: number, run: () => void): unknown => setTimeout(run, ms);

  @state() private mode: 'timed' | 'paused' | 'own' = 'paused';
  /** Within the round; whoever comes back another day begins the round anew. */
  @state() private at: Moment = start;
  /** Stops the timer it belongs to. */
  private halt = () => {};
  private moved = false;

  override connectedCallback() {
    super.connectedCallback();
    document.addEventListener('visibilitychange', this.onHidden);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    document.removeEventListener('visibilitychange', this.onHidden);
    this.pause();
  }

  /** One template for all stages, so that the line that announces each phase is there before the first. */
  override render() {
    if (!this.content || !this.labels) return nothing;
    const {stage} = this.response;
    const practising = stage === 'practising';
    return html`
      ${
        practising
          ? this.renderPlace()
          : stage === 'done'
            ? this.renderDone()
            : stage === 'stopped'
              ? this.renderStopped()
              : this.renderIntro()
      }
      <p class="now" role="status">${practising ? this.renderInstruction() : nothing}</p>
      ${practising ? this.renderPractice() : nothing}`;
  }

  /** After a move of the learner's own: the big button while practising, else the beginning of the new screen. */
  override updated() {
    if (!this.moved) return;
    this.moved = false;
    mendRadios(this.renderRoot);
    this.renderRoot.querySelector<HTMLElement>('[tabindex], .screen .primary')?.focus();
  }

  private renderIntro() {
    const {labels} = this;
    return html`
      <p tabindex="-1">${this.content.words.intro}</p>
      ${this.renderSteps('')} ${this.rating('before', labels.tension_before)}
      <div class="actions">
        ${this.button(labels.timed, () => this.begin(true), 'primary')}
        ${this.button(labels.own_pace, () => this.begin(false))}
        ${this.button(labels.not_now, this.stop, 'quiet')}
      </div>`;
  }

  /** What there is to do, to read before and to take away on paper. */
  private renderSteps(className: string) {
    const {rules, words} = this.content;
    const {language, labels} = this;
    return html`
      <section class=${className}>
        <h2>${labels.steps}</h2>
        <ol>
          ${rules.phases.map(
            ({id, seconds}) =>
              html`<li>${words.phases[id]} <span class="soft">· ${plural(language, seconds, labels.seconds)}</span></li>`,
          )}
        </ol>
        ${rules.rounds > 1 ? html`<p>${plural(language, rules.rounds, labels.repeat)}</p>` : nothing}
        <p class="card">${words.safety}</p>
      </section>`;
  }

  private renderPlace() {
    const {rounds, phases} = this.content.rules;
    const {labels} = this;
    const [words, at, all] =
      rounds > 1 ? [labels.round, this.roundsDone, rounds] : [labels.phase, this.at.phase, phases.length];
    return html`<h2 class="screen">${fill(words, {at: at + 1, all})}</h2>`;
  }

  /** Every other phase by a template of its own: the element is new then, and the same words are announced again. */
  private renderInstruction() {
    const {rules, words} = this.content;
    const {phase} = this.at;
    const text = words.phases[rules.phases[phase]!.id];
    return (this.roundsDone * rules.phases.length + phase) % 2
      ? html`<b>${text}</b>`
      : html`<b class="even">${text}</b>`;
  }

  private renderPractice() {
    const {labels, mode, at} = this;
    const {rules} = this.content;
    const rows: Record<typeof mode, readonly [string, string, string]> = {
      timed: [plural(this.language, secondsLeft(rules, at), labels.left), labels.pause, labels.own_pace],
      paused: [labels.paused, labels.go_on, labels.own_pace],
      own: ['', labels.next, labels.with_timer],
    };
    const [left, main, other] = rows[mode];
    return html`
      <div class="screen">
        <p class="left">${left}</p>
        ${figure(rules, mode === 'own' ? endOf(rules, at) : at)}
        <div class="actions">
          ${this.button(main, this.onMain, 'primary')}
          ${this.button(other, this.onSwitch)}
          ${this.button(labels.stop, this.stop)}
        </div>
      </div>
      ${this.renderSteps('paper')}`;
  }

  private renderDone() {
    const {labels, response} = this;
    const {words} = this.content;
    const times = numberFrom(response.times, mostTimes) ?? 1;
    const kept = (option: 'yes' | 'no') => html`
      <label class="card">
        <input
          type="radio"
          name="kept"
          value=${option}
          .checked=${response.kept === option}
          @change=${() => this.answer({...response, kept: option})}
        />
        ${labels[option]}
      </label>`;
    return html`
      <h2 class="screen" tabindex="-1">${labels.done}</h2>
      <p class="screen">${words.close} ${plural(this.language, times, labels.times)}</p>
      ${this.rating('after', labels.tension_after)}
      <p class="screen" role="status">${this.change()}</p>
      <p class="card">${words.tip}</p>
      <fieldset>
        <legend>${labels.keep}</legend>
        <div class="actions">${kept('yes')} ${kept('no')}</div>
      </fieldset>
      <div class="actions">
        ${this.button(labels.again, this.toIntro)} ${this.button(labels.print, () => window.print())}
      </div>
      ${this.renderSteps('paper')}`;
  }

  private renderStopped() {
    const {labels} = this;
    const midway = this.roundsDone > 0 || this.at !== start;
    return html`
      <h2 class="screen" tabindex="-1">${labels.stopped}</h2>
      <p class="screen">${labels.stopped_about}</p>
      <div class="actions">
        ${midway ? this.button(labels.go_on, this.resume) : nothing}
        ${this.button(labels.begin, this.toIntro)}
      </div>
      ${this.renderSteps('paper')}`;
  }

  private rating(item: 'before' | 'after', question: string): TemplateResult | typeof nothing {
    if (!this.content.rules.rating) return nothing;
    const chosen = numberFrom(this.response[item]);
    return ratingScale({name: item, question, ends: this.labels, chosen}, (value) =>
      this.answer({...this.response, [item]: value}),
    );
  }

  /** What the two numbers say, kindly: none of the three is a success or a failure. */
  private change() {
    const [before, after] = [numberFrom(this.response.before), numberFrom(this.response.after)];
    if (before === null || after === null) return nothing;
    return fill(this.labels[after < before ? 'less' : after > before ? 'more' : 'same'], {before, after});
  }

  private button(words: string, onClick: () => void, className = '') {
    return html`<button class=${className} @click=${onClick}>${words}</button>`;
  }

  private begin(timed: boolean) {
    this.at = start;
    this.answer({...this.response, after: null, stage: 'practising', rounds_done: 0}, false, true);
    if (timed) this.run();
    else this.mode = 'own';
  }

  /** Back to the first screen: what was rated and counted for the last time is over; times and toolkit stay. */
  private toIntro = () => {
    this.at = start;
    this.answer({...this.response, before: null, after: null, rounds_done: null, stage: null}, false, true);
  };

  private resume = () => {
    this.answer({...this.response, stage: 'practising'}, false, true);
    this.run();
  };

  private stop = () => {
    this.pause();
    this.answer({...this.response, stage: 'stopped'}, true, true);
  };

  private onMain = () => {
    if (this.mode === 'timed') this.pause();
    else if (this.mode === 'paused') this.run();
    else this.pass(endOf(this.content.rules, this.at).ms - this.at.ms);
  };

  private onSwitch = () => {
    if (this.mode === 'own') return this.run();
    this.pause();
    this.mode = 'own';
  };

  /** A hidden page teaches nobody to breathe: the learner goes on when back. */
  private onHidden = () => {
    if (document.visibilityState === 'hidden' && this.mode === 'timed') this.pause();
  };

  private run() {
    let running = true;
    const lock = keepAwake();
    this.halt = () => {
      running = false;
      void lock.then((held) => held?.release());
    };
    this.mode = 'timed';
    let last = this.now();
    const tick = () => {
      if (!running) return;
      const now = this.now();
      const passed = Math.min(now - last, longestBeat);
      last = now;
      this.pass(passed);
      if (running) this.wait(beat, tick);
    };
    this.wait(beat, tick);
  }

  private pause() {
    this.halt();
    this.halt = () => {};
    this.mode = 'paused';
  }

  /** Goes on by a time; at the end of a round keeps that, at the end of the last is done. */
  private pass(ms: number) {
    const {response, content} = this;
    const {at, round} = later(content.rules, this.at, ms);
    this.at = at;
    if (!round) return;
    const rounds_done = this.roundsDone + 1;
    if (rounds_done < content.rules.rounds) return this.answer({...response, rounds_done});
    this.pause();
    const times = Math.min((numberFrom(response.times, mostTimes) ?? 0) + 1, mostTimes);
    this.at = start;
    this.answer({...response, stage: 'done', rounds_done, times}, true, true);
  }

  /** Of this time; with rules that ask for fewer rounds than were done, the last one is open. */
  private get roundsDone() {
    return Math.min(numberFrom(this.response.rounds_done, mostRounds) ?? 0, this.content.rules.rounds - 1);
  }

  private answer(response: Response, complete = false, moved = false) {
    this.moved ||= moved;
    this.response = response;
    this.dispatchEvent(new ResponseEvent(response, complete));
  }
}

/** Keeps the screen lit where the browser can: a phone that goes dark stops the timer. */
const keepAwake = async () => navigator.wakeLock?.request('screen').catch(() => null);
