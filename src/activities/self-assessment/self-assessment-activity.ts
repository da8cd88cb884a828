import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import {keyed} from 'lit/directives/keyed.js';
import type {Language, Response} from '../../training/index.ts';
import {dateIn, dayOf, isoDay} from '../../ui/day.ts';
import {mendRadios} from '../../ui/radios.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill} from '../../ui/text.ts';
import {type ActivityElement, ResponseEvent, type Setting, StepEvent} from '../activity.ts';
import {preferNot} from './behaviour.ts';
import {looks} from './looks.ts';
import {comparison, profile} from './profile.ts';
import {keptRuns, runsOf} from './runs.ts';
import {answersOf, needsCare} from './scoring.ts';
import type {Rules, SelfAssessmentContent} from './self-assessment.ts';
import type {Labels} from './words/en.ts';

/**
 * Asks a questionnaire about oneself a few statements at a time, and answers with a profile in neutral bands (R-26);
 * with help before the profile where the care rule says so (R-34).
 * @fires activity-response - after each answer; complete at the result, at a stop and when skipped
 * @fires activity-step - the group of statements shown, from 1; one more for what comes after the last
 */
@customElement('self-assessment-activity')
export class SelfAssessmentActivity extends LitElement implements ActivityElement {
  static override styles = [controls, prose, looks];
  /** What the author wrote. */
  @property({attribute: false}) content!: SelfAssessmentContent;
  /** The option chosen by item, the stage, the day, and the earlier runs (`behaviour.ts`). */
  @property({attribute: false}) response: Response = {};
  /** The group of statements shown, from 1; 0 is the first that has something open. */
  @property({type: Number}) step = 0;
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  @property({attribute: false}) setting: Setting = {helpLines: []};
  /** The clock: a run is kept under its day. */
  @property({attribute: false}) now = () => new Date();

  /** What a skip took away, until the page is left: a slip of the finger must not cost the answers. */
  @state() private skipped: {readonly response: Response; readonly step: number} | null = null;
  private moved = false;

  /** Back from elsewhere in the training, the place is not kept: then the first group with something open. */
  override willUpdate() {
    if (!this.content || this.response.stage !== 'asking' || this.step >= 1) return;
    const groups = groupsOf(this.content.rules);
    const open = groups.findIndex((items) => items.some((item) => this.response[item] === undefined));
    this.step = open < 0 ? groups.length : open + 1;
  }

  override render() {
    if (!this.content || !this.labels) return nothing;
    switch (this.response.stage) {
      case 'asking':
        return this.renderAsking();
      case 'care':
        return this.renderCare();
      case 'result':
        return this.renderResult();
      case 'stopped':
        return this.renderStopped();
      default:
        return this.renderIntro();
    }
  }

  /** After a move of the learner's own the new screen is read from its heading; a switch of language moves nothing. */
  override updated() {
    if (!this.moved) return;
    this.moved = false;
    mendRadios(this.renderRoot);
    this.renderRoot.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  }

  private renderIntro() {
    const {words} = this.content;
    return html`
      <p>${words.intro}</p>
      <p class="card">${words.privacy}</p>
      <div class="actions">
        <button class="primary begin" @click=${this.begin}>${this.labels.begin}</button>
        ${this.skipButton()}
      </div>`;
  }

  private renderAsking() {
    const {content, labels} = this;
    const groups = groupsOf(content.rules);
    const at = Math.min(Math.trunc(this.step), groups.length);
    const items = groups[at - 1] ?? [];
    const safety = items[0] === content.rules.safety_item;
    return html`
      ${keyed(
        at,
        // New inputs for each group: native radios that change their name take the others' tick with them.
        html`
          <h2 tabindex="-1">${safety ? labels.optional : this.progress(groups, at)}</h2>
          ${safety ? html`<p class="card">${content.words.safety_note}</p>` : nothing}
          <fieldset>
            <legend class="stem">${content.words.stem}</legend>
            ${items.map((item) => this.renderItem(item))}
          </fieldset>`,
      )}
      <div class="actions">
        ${
          at < groups.length
            ? html`<button class="primary next" @click=${() => this.go(at + 1)}>${labels.next}</button>`
            : html`<button class="primary finish" @click=${this.finish}>${labels.finish}</button>`
        }
        ${at > 1 ? html`<button class="back" @click=${() => this.go(at - 1)}>${labels.back}</button>` : nothing}
        ${this.skipButton()}
      </div>`;
  }

  private renderItem(item: string) {
    const {rules, words} = this.content;
    const option = (id: string, text: string | undefined) => html`
      <label class=${id}>
        <input
          type="radio"
          name=${item}
          value=${id}
          .checked=${this.response[item] === id}
          @change=${() => this.answer({...this.response, [item]: id}, false)}
        />
        <span>${text}</span>
      </label>`;
    return html`
      <fieldset class="item">
        <legend>${words.items[item]}</legend>
        <div class="options">
          ${rules.scale.map((id) => option(id, words.scale[id]))} ${option(preferNot, this.labels.prefer_not)}
        </div>
      </fieldset>`;
  }

  private renderCare() {
    const {care} = this.content.words;
    if (!care) return this.renderResult(); // written for by an earlier version of the rules
    return html`
      <h2 tabindex="-1">${care.title}</h2>
      <p>${care.normal}</p>
      ${this.support()}
      <div class="actions">
        <button class="primary go-on" @click=${this.toResult}>${care.go_on}</button>
        <button class="stop" @click=${() => this.answer({...this.response, stage: 'stopped'}, true, true)}>
          ${care.stop}
        </button>
      </div>`;
  }

  private renderResult() {
    const {content, labels, response} = this;
    const answers = answersOf(content.rules, response);
    const day = isoDay(response.day);
    return html`
      <h2 tabindex="-1">${labels.result}</h2>
      ${day ? html`<p>${fill(labels.done_on, {date: dateIn(labels, day)})}</p>` : nothing}
      ${profile(content, answers, labels)} ${comparison(content, answers, response.runs, labels)}
      <p>${content.words.limits}</p>
      ${this.supportFolded()}
      <p>${content.words.retake}</p>
      <div class="actions">
        <button class="again" @click=${this.again}>${labels.again}</button>
        <button class="print" @click=${() => window.print()}>${labels.print}</button>
      </div>`;
  }

  private renderStopped() {
    const {content, labels} = this;
    const answered = hasAnswers(content.rules, this.response);
    return html`
      <h2 tabindex="-1">${labels.stopped}</h2>
      <p>${labels.stopped_about}</p>
      ${this.supportFolded()}
      <div class="actions">
        ${answered ? html`<button class="go-on" @click=${this.toResult}>${labels.finish}</button>` : nothing}
        ${this.skipped ? html`<button class="undo" @click=${this.undo}>${labels.undo}</button>` : nothing}
        ${
          answered
            ? html`<button class="again" @click=${this.again}>${labels.again}</button>`
            : html`<button class="begin" @click=${this.begin}>${labels.begin}</button>`
        }
      </div>`;
  }

  /** What and who can help: before the profile if the care rule says so, folded beside it for everybody. */
  private support(): TemplateResult | typeof nothing {
    const {care} = this.content.words;
    const {helpLines} = this.setting;
    if (!care) return nothing;
    return html`
      <div class="card">
        <h3>${care.technique_title}</h3>
        <ol>
          ${care.steps.map((step) => html`<li>${step}</li>`)}
        </ol>
      </div>
      <p>${care.who}</p>
      ${
        helpLines.length > 0
          ? html`
              <p>${care.lines}</p>
              <ul class="lines">
                ${helpLines.map(
                  ({number, name, note}) =>
                    html`<li><a href=${`tel:${number.replace(/[^\d+]/g, '')}`}>${number}</a> ${name}<br /><span class="soft">${note}</span></li>`,
                )}
              </ul>`
          : nothing
      }`;
  }

  private supportFolded() {
    if (!this.content.words.care) return nothing;
    return html`<details><summary>${this.labels.support}</summary>${this.support()}</details>`;
  }

  private skipButton() {
    return html`<button class="quiet skip" @click=${this.skip}>${this.labels.skip}</button>`;
  }

  private progress(groups: readonly (readonly string[])[], at: number) {
    const {safety_item} = this.content.rules;
    const before = groups.slice(0, at - 1).flat().length;
    const count = groups.flat().filter((item) => item !== safety_item).length;
    const to = before + (groups[at - 1]?.length ?? 0);
    return fill(to === before + 1 ? this.labels.progress_one : this.labels.progress, {from: before + 1, to, count});
  }

  private begin = () => {
    this.answer({...this.keeping(this.response.runs), stage: 'asking'}, false, true);
    this.go(1);
  };

  private finish = () => {
    const {rules} = this.content;
    const care = needsCare(rules, this.response);
    this.answer({...this.response, stage: care ? 'care' : 'result', day: dayOf(this.now())}, !care, true);
    this.go(groupsOf(rules).length + 1);
  };

  private toResult = () => this.answer({...this.response, stage: 'result'}, true, true);

  private skip = () => {
    const {response, step} = this;
    const runs = this.keeping(response.runs);
    this.answer({...runs, stage: 'stopped'}, true, true);
    this.skipped = hasAnswers(this.content.rules, response) ? {response, step} : null;
    this.go(0);
  };

  private undo = () => {
    const {response, step} = this.skipped!;
    this.answer(response, false, true);
    this.go(step);
  };

  /** Puts the current answers aside as a run, and asks again. */
  private again = () => {
    const {rules} = this.content;
    const {day, runs} = this.response;
    const answers = answersOf(rules, this.response);
    const date = isoDay(day) ?? isoDay(dayOf(this.now()))!;
    const kept = Object.keys(answers).length > 0 ? keptRuns(runsOf(rules, runs), {date, answers}) : runs;
    this.answer({...this.keeping(kept), stage: 'asking'}, false, true);
    this.go(1);
  };

  private keeping(runs: Response[string] | undefined): Response {
    return typeof runs === 'string' ? {runs} : {};
  }

  private answer(response: Response, complete: boolean, moved = false) {
    this.moved ||= moved;
    this.skipped = null;
    this.response = response;
    this.dispatchEvent(new ResponseEvent(response, complete));
  }

  private go(step: number) {
    this.moved = true;
    if (step === this.step) return;
    this.step = step;
    this.dispatchEvent(new StepEvent(step));
  }
}

/** Groups of at most four, none across two subscales; the safety item last and alone. */
function groupsOf({subscales, safety_item}: Rules): readonly (readonly string[])[] {
  const groups = subscales.flatMap(({items}) => {
    const size = Math.ceil(items.length / Math.ceil(items.length / 4));
    return items.flatMap((_, at) => (at % size === 0 ? [items.slice(at, at + size)] : []));
  });
  return safety_item === undefined ? groups : [...groups, [safety_item]];
}

const hasAnswers = (rules: Rules, response: Response) =>
  groupsOf(rules)
    .flat()
    .some((item) => response[item] !== undefined);
