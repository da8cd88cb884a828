import {css, html, LitElement, nothing, type TemplateResult} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {Language, Response} from '../../training/index.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill} from '../../ui/text.ts';
import {type ActivityElement, type RecordsNotice, ResponseEvent, type Setting} from '../activity.ts';
import type {decisions} from './behaviour.ts';
import type {ConsentContent} from './consent.ts';
import {type FactName, factNames, optionsOf} from './facts.ts';
import type {Labels} from './words/en.ts';

/**
 * Says what research records, why, who, how long and where, and lets the learner agree, refuse, and stop at any time.
 * Both answers look the same, neither is chosen beforehand, and none is needed to go on.
 * @fires activity-response - at each decision; complete with any
 */
@customElement('consent-activity')
export class ConsentActivity extends LitElement implements ActivityElement {
  static override styles = [
    controls,
    prose,
    css`
      dt {
        font-weight: 600;
      }
      dd {
        margin: 0 0 calc(var(--space) * 2);
      }
      .texts {
        display: flex;
        gap: calc(var(--space) * 1.5);
        align-items: start;
        margin: calc(var(--space) * 2) 0;
      }
      .about {
        margin: calc(var(--space) * 3) 0;
      }
      legend {
        font-weight: 600;
      }
      .about label,
      .about span {
        display: block;
        margin-top: calc(var(--space) * 1.5);
      }
      select {
        font: inherit;
        min-height: 44px;
        max-width: 100%;
      }
      .version {
        color: var(--ink-soft);
      }
    `,
  ];
  /** What the author wrote. */
  @property({attribute: false}) content!: ConsentContent;
  /** What was decided, on which version, and whether own words are recorded (`behaviour.ts`). */
  @property({attribute: false}) response: Response = {};
  @property({type: Number}) step = 0;
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  @property({attribute: false}) setting: Setting = {helpLines: []};
  /** What becomes of records in this package; null while that is not known. */
  @property({attribute: false}) records: RecordsNotice | null = null;

  @state() private texts = false;
  private moved = false;

  override render() {
    if (!this.content || !this.labels) return nothing;
    const {content, labels, records, response} = this;
    if (records?.mode === 'none' && response.decision !== 'yes') return this.nothingRecorded();
    const current = response.version === content.rules.version;
    return html`
      ${this.standing(current)}
      ${response.decision === 'yes' && current ? this.aboutOneself() : nothing}
      <p>${content.words.intro}</p>
      <dl>
        ${(['what', 'never', 'why'] as const).map((topic) => this.topic(topic, content.words[topic]))}
        ${this.topic('who', content.words.who, this.institution())}
        ${this.topic('how_long', content.words.how_long)}
        ${records ? this.topic('where', records.mode === 'endpoint' ? content.words.where_endpoint : content.words.where_file, this.host()) : nothing}
        ${(['withdraw', 'free'] as const).map((topic) => this.topic(topic, content.words[topic]))}
        ${content.words.law?.map(
          ({title, note, source}) => html`<dt>${title}</dt>
            <dd><div>${note}</div><div><em>${source}</em></div></dd>`,
        )}
      </dl>
      <p class="version">${fill(labels.version, {version: content.rules.version})}</p>
      ${response.decision === 'yes' && current ? nothing : this.question()}`;
  }

  /** After a decision the page is read from what was decided; it stands at the top. */
  override updated() {
    if (!this.moved) return;
    this.moved = false;
    this.renderRoot.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  }

  private nothingRecorded() {
    const {labels, response} = this;
    return html`
      <p class="card" tabindex="-1">${labels.none}</p>
      ${
        response.decision
          ? nothing
          : html`<div class="actions"><button class="primary none" @click=${() => this.announce({})}>${labels.go_on}</button></div>`
      }`;
  }

  /** What was decided before, and the way out of it. */
  private standing(current: boolean) {
    const {labels, records} = this;
    const {decision, texts} = this.response;
    const card = (...lines: readonly (string | TemplateResult)[]) =>
      html`<div class="card" tabindex="-1">${lines.map((line) => (typeof line === 'string' ? html`<p>${line}</p>` : line))}</div>`;
    switch (decision) {
      case 'yes':
        if (!current) return card(labels.changed);
        return card(
          labels.agreed,
          texts === 'yes' ? labels.with_texts : labels.without_texts,
          ...(records?.code ? [fill(labels.code, {code: records.code})] : []),
          html`<button class="stop" @click=${() => this.decide('withdrawn')}>${labels.stop}</button>`,
        );
      case 'no':
        return card(labels.refused, labels.rethink);
      case 'withdrawn':
        return card(labels.withdrawn, labels.rethink);
      default:
        return nothing;
    }
  }

  private question() {
    const {labels} = this;
    if (!this.records) return html`<p role="status">${labels.waiting}</p>`;
    return html`
      <label class="texts">
        <input type="checkbox" name="texts" .checked=${this.texts} @change=${this.tick} />
        <span>${labels.texts}</span>
      </label>
      <div class="actions">
        <button class="agree" @click=${() => this.decide('yes')}>${labels.agree}</button>
        ${
          this.response.decision
            ? nothing
            : html`<button class="refuse" @click=${() => this.decide('no')}>${labels.refuse}</button>`
        }
      </div>`;
  }

  /** Only of those who agreed; nothing waits for it, and nothing is chosen beforehand. */
  private aboutOneself() {
    const {labels, response} = this;
    return html`
      <fieldset class="about">
        <legend>${labels.about}</legend>
        <p>${labels.about_text}</p>
        ${factNames.map(
          (fact) => html`<label>
            <span>${labels.facts[fact]}</span>
            <select name=${fact} @change=${(event: Event) => this.tell(fact, event)}>
              ${response[fact] ? nothing : html`<option value="" selected>${labels.open}</option>`}
              ${optionsOf(fact).map(
                (id) => html`<option value=${id} .selected=${response[fact] === id}>${labels.options[id]}</option>`,
              )}
            </select>
          </label>`,
        )}
      </fieldset>`;
  }

  private tell(fact: FactName, event: Event) {
    const {value} = event.target as HTMLSelectElement;
    if (value) this.announce({...this.response, [fact]: value});
  }

  private topic(topic: keyof Labels['topics'], text: string, ...more: readonly (string | null)[]) {
    const lines = [text, ...more].filter((line) => line !== null);
    return html`<dt>${this.labels.topics[topic]}</dt>
      <dd>${lines.map((line) => html`<div>${line}</div>`)}</dd>`;
  }

  private institution() {
    const {labels, records} = this;
    const lines = [
      ...(records?.institution ? [fill(labels.institution, {institution: records.institution})] : []),
      records?.contact ? fill(labels.contact, {contact: records.contact}) : labels.ask_them,
    ];
    return lines.join(' ');
  }

  private host() {
    const {labels, records} = this;
    return records?.mode === 'endpoint' && records.host ? fill(labels.host, {host: records.host}) : null;
  }

  private tick = (event: Event) => {
    this.texts = (event.target as HTMLInputElement).checked;
  };

  private decide(decision: (typeof decisions)[number]) {
    this.moved = true;
    const {version} = this.content.rules;
    this.announce({decision, version, ...(decision === 'yes' && {texts: this.texts ? 'yes' : 'no'})});
    this.texts = false;
  }

  private announce(response: Response) {
    this.response = response;
    this.dispatchEvent(new ResponseEvent(response, true));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'consent-activity': ConsentActivity;
  }
}
