import {css, html, LitElement, nothing} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {Language, Response} from '../../training/index.ts';
import {mendRadios} from '../../ui/radios.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill, plural} from '../../ui/text.ts';
import {textField, textFields, typing} from '../../ui/text-field.ts';
import {type ActivityElement, ResponseEvent, type Setting} from '../activity.ts';
import {
  clock,
  isBuilt,
  minutesOf,
  mostMinutes,
  numbers,
  pointCount,
  type TimedPart,
  textItems,
  textOf,
  timesOf,
} from './outline.ts';
import type {OutlineContent} from './outline-builder.ts';
import type {Labels} from './words/en.ts';

/**
 * Builds a talk step by step, shows how its time is shared, and makes a cue card of it (R-41).
 * @fires activity-response - while writing; complete once there is an aim and a point, and with "not now"
 */
@customElement('outline-builder-activity')
export class OutlineBuilderActivity extends LitElement implements ActivityElement {
  static override styles = [
    controls,
    prose,
    textFields,
    css`
      select {
        font: inherit;
        min-height: 44px;
        max-width: 100%;
      }
      h2 + p,
      fieldset {
        margin-bottom: var(--space);
      }
      legend,
      .length {
        font-weight: 600;
      }
      .times {
        display: flex;
        gap: 2px;
        height: 12px;
        margin-bottom: var(--space);
      }
      .times > * {
        background: var(--accent);
        border-radius: 3px;
      }
      .times > .point {
        background: var(--accent-soft);
        outline: 1px solid var(--accent);
        outline-offset: -1px;
      }
      .cue {
        font-size: 1.15em;
      }
      .cue dt {
        font-weight: 600;
        break-after: avoid;
      }
      .cue dd {
        margin: 0 0 calc(var(--space) * 1.5);
        white-space: pre-wrap;
        overflow-wrap: anywhere;
      }
      .span {
        float: right;
        font-weight: 400;
        font-variant-numeric: tabular-nums;
        color: var(--ink-soft);
      }
    `,
  ];
  /** What the author wrote. */
  @property({attribute: false}) content!: OutlineContent;
  /** The texts of the talk, its length, the ways to begin and to end (`behaviour.ts`). */
  @property({attribute: false}) response: Response = {};
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  step = 0;
  setting: Setting = {helpLines: []};

  @state() private note: 'empty' | null = null;
  /** Points asked for though nothing is in them yet. */
  @state() private asked = 1;
  private typing = typing(this, (texts) => this.answer({...this.response, ...texts}));

  override render() {
    if (!this.content || !this.labels) return nothing;
    return this.response.stage === 'card' && this.isHere ? this.card() : this.writing();
  }

  private writing() {
    const {content, labels} = this;
    const {rules, words} = content;
    const texts = {...this.response, ...this.typing.pending};
    const written = numbers(pointCount(rules)).filter(
      (at) => textOf(texts, `point_${at}`) || textOf(texts, `support_${at}`),
    );
    const count = Math.max(this.asked, ...written);
    const note = this.note ?? (this.response.stage === 'not_now' && !isBuilt(rules, texts) ? 'not_now' : null);
    return html`
      <p>${words.intro}</p>
      <p class="card screen">
        ${labels.where} ${this.response.stage === 'card' && !this.isHere ? labels.elsewhere : nothing}
      </p>
      ${this.fields('aim', words.aim.name)} ${this.fields('audience', words.audience.name)}
      ${this.fields('opening', words.opening.name, this.ways('way_opening', labels.way_opening, rules.openings, words.openings))}
      ${numbers(count).map(
        (at) => html`
          <div class="card">
            <h2>${fill(labels.point, {name: words.point.name, at})}</h2>
            ${this.field(`point_${at}`, words.point.hint)} ${this.field(`support_${at}`, `${words.support.name}. ${words.support.hint}`)}
          </div>`,
      )}
      ${
        count < pointCount(rules)
          ? html`<div class="actions"><button class="add" @click=${() => this.add(count + 1)}>${labels.add}</button></div>`
          : nothing
      }
      ${this.fields('close', words.close.name, this.ways('way_close', labels.way_close, rules.closes, words.closes))}
      <div class="card">
        <label class="length">
          ${labels.length}
          <select name="minutes" @change=${this.setLength}>
            ${numbers(mostMinutes).map(
              (minutes) =>
                html`<option value=${minutes} ?selected=${minutes === minutesOf(rules, this.response)}>
                  ${plural(this.language, minutes, labels.minutes)}
                </option>`,
            )}
          </select>
        </label>
        ${this.times()}
      </div>
      <p class="note" role="status" tabindex="-1">${note ? labels.notes[note] : nothing}</p>
      <div class="actions">
        <button class="primary ready" @click=${this.toCard}>${labels.ready}</button>
        ${
          !isBuilt(rules, texts) && this.response.stage !== 'not_now'
            ? html`<button class="quiet not-now" @click=${this.notNow}>${labels.not_now}</button>`
            : nothing
        }
      </div>`;
  }

  private fields(part: 'aim' | 'audience' | 'opening' | 'close', name: string, ways: unknown = nothing) {
    return html`
      <div class="card">
        <h2>${name}</h2>
        ${ways} ${this.field(part, this.content.words[part].hint)}
      </div>`;
  }

  private field(item: string, hint: string) {
    const kept = this.response[item];
    return textField(this.typing, item, hint, typeof kept === 'string' ? kept : '', 2);
  }

  private ways(
    item: string,
    question: string,
    ways: readonly string[] = [],
    texts: Readonly<Record<string, string>> = {},
  ) {
    if (ways.length === 0) return nothing;
    return html`
      <fieldset>
        <legend>${question}</legend>
        ${ways.map(
          (way) => html`
            <label class="choice">
              <input
                type="radio"
                name=${item}
                value=${way}
                .checked=${this.response[item] === way}
                @change=${() => this.answer({...this.response, [item]: way})}
              />
              <span>${texts[way]}</span>
            </label>`,
        )}
      </fieldset>`;
  }

  /** How the time is shared: a bar, and the same in words. */
  private times() {
    const {labels} = this;
    const parts = timesOf(this.content.rules, this.response);
    return html`
      <h3>${labels.time}</h3>
      <div class="times" aria-hidden="true">
        ${parts.map(({part, from, to}) => html`<span class=${part} style="flex: ${to - from}"></span>`)}
      </div>
      <ul>
        ${parts.map((part) => html`<li><span class="span">${this.span(part)}</span>${this.nameOf(part)}</li>`)}
      </ul>
      <p class="soft">${labels.time_about}</p>`;
  }

  private nameOf({part, at}: TimedPart) {
    const {words} = this.content;
    return part === 'point' ? fill(this.labels.point, {name: words.point.name, at}) : words[part].name;
  }

  private span({from, to}: TimedPart) {
    return fill(this.labels.span, {from: clock(from), to: clock(to)});
  }

  private card() {
    const {labels, response} = this;
    const {rules, words} = this.content;
    const textsOf = (part: TimedPart) =>
      part.part === 'point'
        ? [textOf(response, `point_${part.at}`), textOf(response, `support_${part.at}`)]
        : [
            wayOf(response[`way_${part.part}`], part.part === 'opening' ? words.openings : words.closes),
            textOf(response, part.part),
          ];
    const lines = timesOf(rules, response).map((part) => ({part, texts: textsOf(part).filter(Boolean)}));
    return html`
      <h2 tabindex="-1">${labels.card}</h2>
      <p><strong>${words.aim.name}:</strong> <span class="written">${textOf(response, 'aim')}</span></p>
      ${
        textOf(response, 'audience')
          ? html`<p class="soft">${words.audience.name}: <span class="written">${textOf(response, 'audience')}</span></p>`
          : nothing
      }
      <dl class="card cue">
        ${lines.map(
          ({part, texts}) => html`
            <dt><span class="span">${this.span(part)}</span>${this.nameOf(part)}</dt>
            <dd>${texts.join('\n') || '–'}</dd>`,
        )}
      </dl>
      <div class="actions">
        <button class="print" @click=${() => window.print()}>${labels.print}</button>
        <button class="change" @click=${() => this.go('writing')}>${labels.change}</button>
      </div>`;
  }

  /** The texts are on this device. */
  private get isHere() {
    return textItems(this.content.rules).some((item) => textOf(this.response, item) !== '');
  }

  private setLength = (event: Event) =>
    this.answer({...this.response, minutes: Number((event.target as HTMLSelectElement).value)});

  private add(at: number) {
    this.asked = at;
    this.focusOn(`[name=point_${at}]`);
  }

  private toCard = () => {
    if (isBuilt(this.content.rules, this.response)) return this.go('card');
    this.note = 'empty';
    this.focusOn('.note');
  };

  private go(stage: 'writing' | 'card') {
    this.answer({...this.response, stage});
    this.focusOn(stage === 'card' ? 'h2' : 'textarea');
  }

  private notNow = () => {
    this.answer({...this.response, stage: 'not_now'}, true);
    this.focusOn('.note');
  };

  private answer(given: Response, complete = false) {
    const response = Object.fromEntries(
      Object.entries(given).filter(([, value]) => typeof value !== 'string' || value.trim()),
    );
    this.note = null;
    this.response = response;
    this.dispatchEvent(new ResponseEvent(response, complete || isBuilt(this.content.rules, response)));
  }

  private focusOn(selector: string) {
    void this.updateComplete.then(() => {
      mendRadios(this.renderRoot);
      this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
    });
  }
}

const wayOf = (way: unknown, texts: Readonly<Record<string, string>> = {}) =>
  typeof way === 'string' ? (texts[way] ?? '') : '';

declare global {
  interface HTMLElementTagNameMap {
    'outline-builder-activity': OutlineBuilderActivity;
  }
}
