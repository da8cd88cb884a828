import {css, html, LitElement, nothing} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {Language, Response} from '../../training/index.ts';
import {download} from '../../ui/download.ts';
import {mendRadios} from '../../ui/radios.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill} from '../../ui/text.ts';
import {type ActivityElement, type Related, ResponseEvent, type Setting} from '../activity.ts';
import {agreementIn, readingOf} from './agreeing.ts';
import {checkedFileLimit} from './checked-file.ts';
import {fileButton} from './file-button.ts';
import {type Marks, markItem, marksOf, notedIn, notSeen, numberOf, type Rater, ratersIn, withMarks} from './marks.ts';
import {fromMarksFile, type MarksFile, toMarksFile} from './marks-file.ts';
import {picture, pictureLooks, signOf} from './picture.ts';
import type {RubricContent} from './rubric.ts';
import type {Labels} from './words/en.ts';

/**
 * Marks one speech by described levels, sets the marks of several people side by side, and says how far they agree (R-42).
 * @fires activity-response - after each mark; complete once the learner's marks were looked at side by side
 */
@customElement('rubric-activity')
export class RubricActivity extends LitElement implements ActivityElement {
  static override styles = [
    controls,
    prose,
    pictureLooks,
    css`
      :host {
        display: block;
      }
      [tabindex='-1']:focus {
        outline: none;
      }
      .criterion {
        margin-bottom: calc(var(--space) * 2);
        break-inside: avoid;
      }
      legend {
        float: left;
        width: 100%;
        font-weight: 600;
        margin-bottom: var(--space);
      }
      legend + * {
        clear: both;
      }
      .choice {
        display: flex;
        align-items: flex-start;
        gap: var(--space);
        padding: calc(var(--space) * 1.2) 0;
        min-height: 24px;
        cursor: pointer;
      }
      .card > :first-child {
        margin-top: 0;
      }
      .soft {
        color: var(--ink-soft);
        font-size: var(--text-small);
      }
      .actions {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space);
        margin: calc(var(--space) * 2) 0;
      }
      .scroll {
        overflow-x: auto;
      }
      th[scope='row'] {
        font-weight: 400;
      }
      .whose {
        list-style: none;
        padding: 0;
      }
      @media (max-width: 30em) {
        .actions button {
          flex-basis: 100%;
        }
        table {
          font-size: var(--text-small);
        }
        th,
        td {
          padding: 4px;
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
  @property({attribute: false}) content!: RubricContent;
  /** A mark for each rater and criterion. */
  @property({attribute: false}) response: Response = {};
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  @property({attribute: false}) related: Readonly<Record<string, Related>> = {};
  step = 0;
  setting: Setting = {helpLines: []};

  /** Whose marks are being entered; null where they are shown side by side. */
  @state() private seat: Rater | null = null;
  @state() private note: keyof Labels['notes'] | Exclude<MarksFile['fault'], null> | 'large' | null = null;
  /** Whose marks came with the last file. */
  @state() private came: Rater = 'opponent';

  override render() {
    if (!this.content || !this.labels) return nothing;
    const seat = this.seat ?? (this.response.seen === 'yes' ? null : this.mine);
    return seat === null ? this.together() : this.marking(seat);
  }

  private marking(seat: Rater) {
    const {labels} = this;
    const {words, rules} = this.content;
    return html`
      <p>${words.intro}</p>
      ${
        seat === this.mine
          ? html`<p class="card screen">${labels.where}</p>`
          : html`<h2 tabindex="-1">${fill(labels.entering, {whose: labels.whose[seat]})}</h2>`
      }
      ${rules.criteria.map((criterion) => this.criterion(seat, criterion))} ${this.noteLine()}
      <div class="actions">
        <button class="primary ready" @click=${() => this.compare(seat)}>${labels.ready}</button>
      </div>`;
  }

  private criterion(seat: Rater, criterion: string) {
    const {labels} = this;
    const {words, rules} = this.content;
    const described = words.criteria[criterion]!;
    const item = markItem(seat, criterion);
    const option = (value: string, text: string, name: string | null) => html`
      <label class="choice">
        <input
          type="radio"
          name=${item}
          value=${value}
          .checked=${this.response[item] === value}
          @change=${() => this.answer({...this.response, [item]: value})}
        />
        <span>${name === null ? text : html`<strong>${name}.</strong> ${text}`}</span>
      </label>`;
    return html`
      <fieldset class="card criterion">
        <legend>${described.name}</legend>
        ${this.noted(seat, criterion)}
        ${rules.levels.map((level, at) => option(level, described.levels[level]!, this.levelName(at + 1)))}
        ${option(notSeen, labels.na, null)}
      </fieldset>`;
  }

  /** What was noted by ear in the studio, beside the criterion it was noted for. */
  private noted(seat: Rater, criterion: string) {
    const {studio} = this.content.rules;
    if (studio === undefined || seat !== this.mine) return nothing;
    const {plus, minus} = notedIn(this.related[studio]?.response ?? {}, seat === 'self' ? 'own' : 'other', criterion);
    return plus + minus === 0 ? nothing : html`<p class="soft noted">${fill(this.labels.noted, {plus, minus})}</p>`;
  }

  private together() {
    const {labels, response} = this;
    const {rules} = this.content;
    const here = ratersIn(rules, response);
    const others = rules.raters.filter((rater) => rater !== this.mine);
    return html`
      <h2 tabindex="-1">${labels.together}</h2>
      ${here.length < 2 && others.length > 0 ? html`<p>${labels.alone}</p>` : nothing} ${this.table(here)}
      ${here.length > 1 ? this.agreement(here) : nothing} ${others.length > 0 ? this.exchange(others) : nothing}
      ${this.noteLine()}
      <div class="actions">
        <button class="back" @click=${() => this.sit(this.mine)}>${labels.back}</button>
        <button class="print" @click=${() => window.print()}>${labels.print}</button>
      </div>`;
  }

  /** The marks as a picture, and as a table that says the same. */
  private table(here: readonly Rater[]) {
    const {labels, response} = this;
    const {rules, words} = this.content;
    const columns: readonly {whose: Rater | 'earlier'; name: string; marks: Marks}[] = [
      ...here.map((rater) => ({whose: rater, name: this.nameOf(rater), marks: marksOf(rules, response, rater)})),
      ...this.earlier,
    ];
    const cell = (mark: string | undefined) => {
      const number = numberOf(rules, mark);
      return number === null ? (mark === notSeen ? labels.unseen : '–') : this.levelName(number);
    };
    const rows = rules.criteria.map((criterion) => ({
      name: words.criteria[criterion]!.name,
      numbers: columns.flatMap(({whose, marks}) => {
        const number = numberOf(rules, marks[criterion]);
        return number === null ? [] : [{whose, number}];
      }),
    }));
    return html`
      <ul class="whose">
        ${columns.map(({whose, name}) => html`<li>${signOf(whose)} ${name}</li>`)}
      </ul>
      ${picture(rows, rules.levels.length)}
      <div class="scroll" tabindex="0" role="region" aria-label=${labels.together}>
        <table>
          <thead>
            <tr>
              <th scope="col">${labels.criterion}</th>
              ${columns.map(({name}) => html`<th scope="col">${name}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rules.criteria.map(
              (criterion) => html`
                <tr>
                  <th scope="row">${words.criteria[criterion]!.name}</th>
                  ${columns.map(({marks}) => html`<td>${cell(marks[criterion])}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
  }

  /** How far the marks agree, in a sentence first; then where they are furthest apart. */
  private agreement(here: readonly Rater[]) {
    const {labels, response, language} = this;
    const {rules, words} = this.content;
    const found = agreementIn(rules, response);
    const number = (value: number) =>
      new Intl.NumberFormat([language, 'ru'], {minimumFractionDigits: 2, maximumFractionDigits: 2}).format(value);
    const numbersOf = (criterion: string) =>
      here.flatMap((rater) => {
        const mark = numberOf(rules, marksOf(rules, response, rater)[criterion]);
        return mark === null ? [] : [{rater, mark}];
      });
    const apart = rules.criteria
      .map((criterion) => ({criterion, marks: numbersOf(criterion)}))
      .map((each) => ({...each, span: spanOf(each.marks.map(({mark}) => mark))}))
      .filter(({span}) => span > 1)
      .sort((a, b) => b.span - a.span);
    return html`
      <div class="card agreement">
        <h3>${labels.agreement}</h3>
        ${
          found.refusal !== null
            ? html`<p>${labels[found.refusal]}</p>`
            : html`
                <p><strong>${labels.readings[readingOf(found.value)]}</strong></p>
                <p class="soft">
                  ${fill(found.low === null || found.high === null ? labels.coefficient : labels.interval, {
                    value: number(found.value),
                    low: number(found.low ?? 0),
                    high: number(found.high ?? 0),
                    statistic: labels.statistics[found.statistic],
                    count: found.count,
                  })}
                  ${labels.about_agreement}
                </p>`
        }
        ${
          apart.length === 0
            ? nothing
            : html`
                <h3>${labels.talk}</h3>
                <ul>
                  ${apart.map(
                    ({criterion, marks}) =>
                      html`<li>
                        ${fill(labels.apart, {
                          criterion: words.criteria[criterion]!.name,
                          marks: marks.map(({rater, mark}) => `${this.nameOf(rater)} ${mark}`).join(', '),
                        })}
                      </li>`,
                  )}
                </ul>`
        }
      </div>`;
  }

  private exchange(others: readonly Rater[]) {
    const {labels} = this;
    return html`
      <div class="screen">
        <h3>${labels.exchange}</h3>
        <p class="soft">${labels.exchange_about}</p>
        <div class="actions">
          <button class="save" @click=${this.save}>${labels.save}</button>
          ${others.map(
            (rater) =>
              html`<button class="enter" @click=${() => this.sit(rater)}>${fill(labels.enter, {whose: this.nameOf(rater)})}</button>`,
          )}
          ${fileButton('open', labels.open, '.json,application/json', this.open)}
        </div>
      </div>`;
  }

  private noteLine() {
    const {labels, note} = this;
    const text =
      note === null
        ? nothing
        : note === 'empty' || note === 'saved' || note === 'opened'
          ? fill(labels.notes[note], {whose: this.nameOf(this.came)})
          : labels.faults[note];
    return html`<p class="note" role="status" tabindex="-1">${text}</p>`;
  }

  /** Whoever sits here. */
  private get mine(): Rater {
    return this.content.rules.raters[0]!;
  }

  private nameOf(rater: Rater) {
    return this.labels.whose[rater === this.mine ? 'mine' : rater];
  }

  private levelName(number: number) {
    const {words, rules} = this.content;
    return fill(this.labels.level, {number, name: words.levels[rules.levels[number - 1]!] ?? ''});
  }

  /** The same rater's marks for the earlier speech, if there are any. */
  private get earlier() {
    const {rules} = this.content;
    const response = rules.earlier === undefined ? undefined : this.related[rules.earlier]?.response;
    const marks = response ? marksOf(rules, response, this.mine) : {};
    return Object.keys(marks).length === 0 ? [] : [{whose: 'earlier' as const, name: this.labels.earlier, marks}];
  }

  private compare(seat: Rater) {
    if (Object.keys(marksOf(this.content.rules, this.response, seat)).length === 0 && seat === this.mine) {
      this.note = 'empty';
      return this.focusOn('.note');
    }
    this.seat = null;
    this.answer({...this.response, seen: 'yes'}, true);
    this.focusOn('h2');
  }

  private sit(rater: Rater) {
    this.seat = rater;
    this.note = null;
    this.focusOn(rater === this.mine ? 'input' : 'h2');
  }

  private save = () => {
    const {rules} = this.content;
    const text = toMarksFile(rules, this.mine, marksOf(rules, this.response, this.mine));
    download(`marks-${rules.instrument}-${this.mine}.json`, 'application/json', text);
    this.note = 'saved';
    this.focusOn('.note');
  };

  private open = async (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    const {rules} = this.content;
    const read = file.size > checkedFileLimit ? null : fromMarksFile(rules, await file.text());
    input.value = '';
    if (!read || read.fault !== null) this.note = read ? read.fault : 'large';
    else {
      this.answer(withMarks(rules, this.response, read.rater, read.marks), true);
      this.came = read.rater;
      this.note = 'opened';
    }
    this.focusOn('.note');
  };

  private answer(response: Response, complete = false) {
    this.note = null;
    this.response = response;
    this.dispatchEvent(new ResponseEvent(response, complete));
  }

  private focusOn(selector: string) {
    void this.updateComplete.then(() => {
      mendRadios(this.renderRoot);
      this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
    });
  }
}

const spanOf = (numbers: readonly number[]) => (numbers.length < 2 ? 0 : Math.max(...numbers) - Math.min(...numbers));

declare global {
  interface HTMLElementTagNameMap {
    'rubric-activity': RubricActivity;
  }
}
