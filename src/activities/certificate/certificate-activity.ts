import {html, LitElement, nothing} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {Language, Response, Value} from '../../training/index.ts';
import {dateIn, dayOf, isoDay} from '../../ui/day.ts';
import {ornament} from '../../ui/ornament.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill, plural} from '../../ui/text.ts';
import {textFields, typing} from '../../ui/text-field.ts';
import {type ActivityElement, ResponseEvent, type Setting, type TrainingFacts} from '../activity.ts';
import {rowText} from './behaviour.ts';
import type {CertificateContent} from './certificate.ts';
import {
  codeBytes,
  codeFrom,
  codeIn,
  confirmable,
  confirmedOf,
  countedHours,
  expiryOf,
  hoursOf,
  rowsOf,
} from './ledger.ts';
import {looks} from './looks.ts';
import {paper} from './paper.ts';
import type {Labels} from './words/en.ts';

/**
 * Lets a learner issue a certificate once all else is done, and claims only the hours that are evidenced (R-3, R-83, R-85).
 * @fires activity-response - after each answer; complete once issued or put off
 */
@customElement('certificate-activity')
export class CertificateActivity extends LitElement implements ActivityElement {
  static override styles = [controls, prose, textFields, looks];
  /** What the author wrote. */
  @property({attribute: false}) content!: CertificateContent;
  /** Name, ticks, stage, and what is kept from the first issue: day, code and version (`behaviour.ts`). */
  @property({attribute: false}) response: Response = {};
  /** Not used: what is shown follows from the response. */
  @property({type: Number}) step = 0;
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  @property({attribute: false}) setting: Setting = {helpLines: []};
  @property({attribute: false}) facts?: TrainingFacts;
  /** The clock, and the dice of the code. */
  @property({attribute: false}) now = () => new Date();
  @property({attribute: false}) random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

  /** Whether the learner wanted to issue it without a name. */
  @state() private nameless = false;
  /** What is focused after the next update. */
  private focusNext: string | null = null;
  private typing = typing(this, (texts) => this.answer(texts));

  constructor() {
    super();
    paper(this, 'size:A4 landscape;margin:8mm');
  }

  override render() {
    if (!this.content || !this.labels || !this.facts) return nothing;
    const {stage, day} = this.response;
    const code = codeIn(this.response.code);
    if (stage === 'issued' && code && isoDay(day) && this.name !== '')
      return this.renderSheet(this.facts, code, Number(day));
    // All others are done, with or without this one, which counts among them.
    const open = this.facts.all - 1 - this.facts.done;
    if (open > 0) return this.renderMissing(open);
    return stage === 'not_now' ? this.renderPutOff() : this.renderForm(this.facts);
  }

  override updated() {
    const next = this.focusNext;
    this.focusNext = null;
    if (next) this.renderRoot.querySelector<HTMLElement>(next)?.focus();
  }

  private renderMissing(open: number) {
    const {labels, language, content} = this;
    return html`
      <p>${content.words.intro}</p>
      <div class="card">
        <p class="missing">${plural(language, open, labels.missing)}</p>
        <p>${labels.missing_where}</p>
      </div>`;
  }

  private renderForm(facts: TrainingFacts) {
    const {content, labels, response, nameless} = this;
    const {rules, words} = content;
    const confirmed = confirmedOf(rules, response);
    const date = response.stage === 'issued' ? isoDay(response.day) : null;
    return html`
      <h2 tabindex="-1">${labels.form}</h2>
      <p>${words.intro}</p>
      ${date ? html`<p class="card">${fill(labels.elsewhere, {date: dateIn(labels, date)})}</p>` : nothing}
      <label class="text-field">
        <span>${labels.name}</span>
        <input
          type="text"
          name="name"
          autocomplete="name"
          maxlength="100"
          aria-describedby="stays wrong"
          aria-invalid=${nameless}
          .value=${this.typing.pending.name ?? textIn(response.name)}
          @input=${(event: Event) => this.typing.typed('name', (event.target as HTMLInputElement).value)}
          @change=${this.typing.left}
          @blur=${this.typing.left}
        />
      </label>
      <p class="soft" id="stays">${labels.name_stays}</p>
      <p id="wrong" role="alert">${nameless ? labels.name_missing : nothing}</p>
      <fieldset>
        <legend>${labels.confirm}</legend>
        ${rowsOf(rules)
          .filter((row) => row.confirmable)
          .map(
            ({id, planned}) => html`
              <label class="choice">
                <input
                  type="checkbox"
                  name=${id}
                  .checked=${confirmed.includes(id)}
                  @change=${() => this.toggle(id)}
                />
                <span>${rowText(words, id)} · ${fill(labels.hours, {hours: planned})}</span>
              </label>`,
          )}
      </fieldset>
      <p role="status">${fill(labels.sum, this.sums(facts))}</p>
      <p>${labels.honest}</p>
      <div class="actions">
        <button class="primary issue" @click=${this.issue}>${labels.issue}</button>
        <button class="quiet not-now" @click=${this.putOff}>${labels.not_now}</button>
      </div>`;
  }

  private renderPutOff() {
    const {labels} = this;
    return html`
      <h2 tabindex="-1">${labels.put_off}</h2>
      <p>${labels.put_off_about}</p>
      <div class="actions"><button class="change" @click=${this.change}>${labels.form}</button></div>`;
  }

  private renderSheet(facts: TrainingFacts, code: string, day: number) {
    const {content, labels, response} = this;
    const {rules, words} = content;
    const confirmed = confirmedOf(rules, response);
    const sums = this.sums(facts);
    const [least] = hoursOf(facts.ects);
    const told: readonly (readonly [string, string | number])[] = [
      [labels.level, facts.level],
      [labels.credits, sums.counted < least ? fill(labels.too_few, {least}) : fill(labels.ects, {ects: facts.ects})],
      [labels.kind, labels.kinds[rules.programme_kind]],
      ...(facts.score === null ? [] : [[labels.score, fill(labels.of_100, {score: facts.score})] as const]),
      [labels.issued, dateIn(labels, isoDay(day) ?? '')],
      [labels.valid, dateIn(labels, expiryOf(day, rules.valid_years))],
      [labels.code, code],
      [labels.version, textIn(response.version) || facts.version],
    ];
    return html`
      <article class="sheet">
        ${ornament}
        <h2 tabindex="-1">${labels.heading}</h2>
        <p class="soft">${labels.self_issued}</p>
        <p class="name">${this.name}</p>
        <p class="soft">${labels.completed}</p>
        <p class="training">${facts.title}</p>
        <div class="facts">
          <dl>
            ${told.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
          </dl>
          <table>
            <caption>${labels.ledger}</caption>
            <thead>
              <tr>
                <td></td>
                <th scope="col">${labels.planned}</th>
                <th scope="col">${labels.counted}</th>
              </tr>
            </thead>
            <tbody>
              ${rowsOf(rules).map(
                (row) => html`
                  <tr>
                    <th scope="row">${rowText(words, row.id)}</th>
                    <td>${row.planned}</td>
                    <td>${countedHours(row, confirmed, facts.minutes)}</td>
                  </tr>`,
              )}
            </tbody>
            <tfoot>
              <tr>
                <th scope="row">${labels.together}</th>
                <td>${sums.planned}</td>
                <td>${sums.counted}</td>
              </tr>
            </tfoot>
          </table>
        </div>
        <p class="soft">${labels.honest}</p>
        <p class="soft">${words.rights}</p>
      </article>
      <div class="actions">
        <button class="primary print" @click=${() => window.print()}>${labels.print}</button>
        <button class="change" @click=${this.change}>${labels.change}</button>
      </div>`;
  }

  private sums({minutes}: TrainingFacts) {
    const {rules} = this.content;
    const confirmed = confirmedOf(rules, this.response);
    const rows = rowsOf(rules);
    const total = (hours: readonly number[]) => hours.reduce((sum, each) => sum + each, 0);
    return {
      planned: total(rows.map(({planned}) => planned)),
      counted: total(rows.map((row) => countedHours(row, confirmed, minutes))),
    };
  }

  private get name() {
    return textIn(this.response.name).trim();
  }

  private toggle(id: string) {
    const {rules} = this.content;
    const confirmed = confirmedOf(rules, this.response);
    const next = confirmable(rules).filter((other) => confirmed.includes(other) !== (other === id));
    this.answer({confirmed: next.length > 0 ? next : null});
  }

  /** Day, code and version are those of the first issue, however often it is corrected. */
  private issue = () => {
    this.nameless = this.name === '';
    this.focusNext = this.nameless ? 'input' : 'h2';
    if (this.nameless) return;
    const {day, code, version} = this.response;
    this.answer(
      {
        stage: 'issued',
        day: isoDay(day) ? (day ?? null) : dayOf(this.now()),
        code: codeIn(code) ?? codeFrom(this.random(codeBytes)),
        version: textIn(version) || (this.facts?.version ?? ''),
      },
      true,
    );
  };

  private putOff = () => {
    this.focusNext = 'h2';
    this.answer({stage: 'not_now'}, true);
  };

  private change = () => {
    this.focusNext = 'h2';
    this.answer({stage: null});
  };

  private answer(changed: Readonly<Record<string, Value>>, complete = false) {
    const kept = Object.entries({...this.response, ...changed}).filter(([, value]) => value !== null && value !== '');
    this.response = Object.fromEntries(kept);
    if (this.name !== '') this.nameless = false;
    this.dispatchEvent(new ResponseEvent(this.response, complete));
  }
}

const textIn = (value: unknown) => (typeof value === 'string' ? value : '');
