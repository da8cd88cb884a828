import {html, LitElement, nothing} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {Language, Response, Value} from '../../training/index.ts';
import {ornament} from '../../ui/ornament.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill} from '../../ui/text.ts';
import {textField, textFields, typing} from '../../ui/text-field.ts';
import {type ActivityElement, ResponseEvent, type Setting, StepEvent} from '../activity.ts';
import {paper} from '../certificate/paper.ts';
import type {AgreementContent} from './agreement.ts';
import {sheets} from './behaviour.ts';
import {looks} from './looks.ts';
import {chosenOf, moved, orderOf, ownRules, ownText} from './order.ts';
import type {Labels} from './words/en.ts';

/** How many may sign a sheet: one's own rules alone, a group, a class, the parents of a class. */
const signatures = {alone: 1, group: 12, class: 20, parents: 20};

/**
 * Leads a group, or one person alone, to rules of their own: choose, add, rank, accept, print (R-15).
 * @fires activity-response - after each answer; complete once the rules are accepted
 * @fires activity-step - 1 choosing, 2 ranking, 3 the sheet
 */
@customElement('agreement-activity')
export class AgreementActivity extends LitElement implements ActivityElement {
  static override styles = [controls, prose, textFields, looks];
  /** What the author wrote. */
  @property({attribute: false}) content!: AgreementContent;
  /** Mode, choice, own rules, order, acceptance and sheet (`behaviour.ts`). */
  @property({attribute: false}) response: Response = {};
  /** 2 while ranking; whether the sheet is shown is told by the response alone. */
  @property({type: Number}) step = 0;
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  @property({attribute: false}) setting: Setting = {helpLines: []};

  /** The rule moved last: said aloud, because its place changes beside the button pressed. */
  @state() private movedRule: string | null = null;
  /** Whether the learner wanted to go on without a single rule. */
  @state() private missing = false;
  /** What is focused after the next update. */
  private focusNext: string | null = null;
  private typing = typing(this, (texts) => this.answer(texts));

  constructor() {
    super();
    paper(this, 'size:A4;margin:15mm');
  }

  override render() {
    if (!this.content || !this.labels) return nothing;
    if (this.response.accepted === 'yes') return this.renderSheet();
    return this.step >= 2 && this.order.length > 0 ? this.renderOrder() : this.renderChoice();
  }

  override updated() {
    const next = this.focusNext;
    this.focusNext = null;
    if (next) this.renderRoot.querySelector<HTMLElement>(next)?.focus();
  }

  private renderChoice() {
    const {content, labels, response} = this;
    const {rules, words} = content;
    const chosen = chosenOf(rules, response);
    const full = chosen.length >= rules.choose;
    const filled = ownRules.map((id) => ownText({...response, ...this.typing.pending}, id) !== '');
    return html`
      <h2 tabindex="-1">${labels.choose}</h2>
      <p>${words.intro}</p>
      ${this.radios('mode', labels.mode, {group: labels.group, alone: labels.alone})}
      <fieldset>
        <legend>${labels.proposals}</legend>
        ${rules.proposals.map((id) => {
          const checked = chosen.includes(id);
          return html`
            <label class="choice">
              <input
                type="checkbox"
                name=${id}
                .checked=${checked}
                ?disabled=${full && !checked}
                @change=${() => this.answer({chosen: rules.proposals.filter((other) => (other === id ? !checked : chosen.includes(other)))})}
              />
              <span>${words.proposals[id]}</span>
            </label>`;
        })}
        <p class="soft" role="status">
          ${fill(labels.chosen, {count: chosen.length, most: rules.choose})}
          ${full && rules.proposals.length > chosen.length ? labels.full : nothing}
        </p>
      </fieldset>
      <fieldset>
        <legend>${labels.own}</legend>
        ${ownRules
          .slice(0, filled.lastIndexOf(true) + 2)
          .map((id, at) =>
            textField(this.typing, id, fill(labels.own_rule, {number: at + 1}), textIn(response[id]), 1),
          )}
      </fieldset>
      <p role="alert">${this.missing ? labels.none : nothing}</p>
      <div class="actions">
        <button class="primary next" @click=${this.toOrder}>${labels.order}</button>
      </div>`;
  }

  private renderOrder() {
    const {labels, order, movedRule} = this;
    const all = order.length;
    const button = (id: string, at: number, way: 'up' | 'down') => html`
      <button
        class="${way} ${way}-${id}"
        aria-label=${fill(labels[way], {rule: this.ruleText(id)})}
        aria-disabled=${at === (way === 'up' ? 0 : all - 1)}
        @click=${() => this.move(id, way)}
      >
        ${way === 'up' ? '↑' : '↓'}
      </button>`;
    return html`
      <h2 tabindex="-1">${labels.order}</h2>
      <p>${labels.order_hint}</p>
      <ol class="order">
        ${order.map(
          (id, at) => html`
            <li @keydown=${(event: KeyboardEvent) => this.arrow(event, id)}>
              <span>${this.ruleText(id)}</span> ${button(id, at, 'up')} ${button(id, at, 'down')}
            </li>`,
        )}
      </ol>
      <p class="visually-hidden" role="status">
        ${movedRule === null ? nothing : fill(labels.place, {at: order.indexOf(movedRule) + 1, all, rule: this.ruleText(movedRule)})}
      </p>
      <div class="actions">
        <button class="primary accept" @click=${this.accept}>
          ${this.alone ? labels.accept_alone : labels.accept_group}
        </button>
        <button class="back" @click=${() => this.go(1)}>${labels.back}</button>
      </div>`;
  }

  private renderSheet() {
    const {labels, alone, content, response} = this;
    const sheet = sheets.find((id) => id === response.sheet) ?? 'group';
    const own = alone && sheet === 'group';
    return html`
      <h2 tabindex="-1">${labels.accepted}</h2>
      ${this.radios('sheet', labels.sheet, {
        group: alone ? labels.for_alone : labels.for_group,
        class: labels.for_class,
        parents: labels.for_parents,
      })}
      <article class="sheet">
        <h3>${own ? labels.my_rules : content.words.sheets[sheet]}</h3>
        ${ornament}
        <ol>
          ${this.order.map((id) => html`<li>${this.ruleText(id)}</li>`)}
        </ol>
        <div class="sign">
          <p>${own ? labels.signature : labels.signatures}</p>
          <div class="lines">${Array.from({length: signatures[own ? 'alone' : sheet]}, () => html`<span></span>`)}</div>
          <p>${labels.date}</p>
        </div>
      </article>
      <div class="actions">
        <button class="primary print" @click=${() => window.print()}>${labels.print}</button>
        <button class="change" @click=${this.change}>${labels.change}</button>
      </div>`;
  }

  /** The first option holds until another is chosen: a group at one screen, the sheet for it. */
  private radios(item: string, legend: string, options: Readonly<Record<string, string>>) {
    const ids = Object.keys(options);
    const given = this.response[item];
    const checked = typeof given === 'string' && ids.includes(given) ? given : ids[0];
    return html`
      <fieldset>
        <legend>${legend}</legend>
        ${ids.map(
          (id) => html`
            <label class="choice">
              <input
                type="radio"
                name=${item}
                value=${id}
                .checked=${id === checked}
                @change=${() => this.answer({[item]: id})}
              />
              <span>${options[id]}</span>
            </label>`,
        )}
      </fieldset>`;
  }

  private get order() {
    return orderOf(this.content.rules, this.response);
  }
  private get alone() {
    return this.response.mode === 'alone';
  }
  private ruleText(id: string) {
    return ownRules.includes(id) ? ownText(this.response, id) : (this.content.words.proposals[id] ?? id);
  }

  private toOrder = () => {
    this.missing = this.order.length === 0;
    if (!this.missing) this.go(2);
  };

  private move(id: string, way: 'up' | 'down') {
    const order = moved(this.order, id, way === 'up' ? -1 : 1);
    this.movedRule = id;
    this.focusNext = `.${way}-${id}`;
    this.answer({rank: order});
  }

  private arrow(event: KeyboardEvent, id: string) {
    const way = event.key === 'ArrowUp' ? 'up' : event.key === 'ArrowDown' ? 'down' : null;
    if (!way) return;
    event.preventDefault();
    this.move(id, way);
  }

  private accept = () => {
    this.answer({rank: this.order, accepted: 'yes'}, true);
    this.go(3);
  };

  /** Rules that are changed have to be accepted again. */
  private change = () => {
    this.answer({accepted: null});
    this.go(1);
  };

  private answer(changed: Readonly<Record<string, Value>>, complete = false) {
    const kept = Object.entries({...this.response, ...changed}).filter(([, value]) => value !== null && value !== '');
    this.response = Object.fromEntries(kept);
    if (this.order.length > 0) this.missing = false;
    this.dispatchEvent(new ResponseEvent(this.response, complete));
  }

  private go(step: number) {
    this.focusNext = '[tabindex="-1"]';
    this.movedRule = null;
    this.step = step;
    this.dispatchEvent(new StepEvent(step));
  }
}

const textIn = (value: unknown) => (typeof value === 'string' ? value : '');
