import {css, html, LitElement, nothing} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {Language, Response} from '../../training/index.ts';
import {dateIn, dayOf, isoDay} from '../../ui/day.ts';
import {download} from '../../ui/download.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill} from '../../ui/text.ts';
import {textField, textFields, typing} from '../../ui/text-field.ts';
import {type ActivityElement, type Related, ResponseEvent, type Setting} from '../activity.ts';
import {calendarOf} from './calendar.ts';
import type {PlanContent} from './plan.ts';
import {
  answers,
  followUps,
  helpersOf,
  isWritten,
  itemOf,
  mostCode,
  numbers,
  partsOf,
  type Step,
  stepCount,
  stepOf,
  stepsOf,
} from './steps.ts';
import type {Labels} from './words/en.ts';

/**
 * Writes an if-then plan, makes a sheet and calendar days of it, and with `review_of` looks back at one (R-32, R-45).
 * @fires activity-response - while writing; complete once a step is written, with "not now", and when all was looked at
 */
@customElement('plan-activity')
export class PlanActivity extends LitElement implements ActivityElement {
  static override styles = [
    controls,
    prose,
    textFields,
    css`
      legend {
        font-weight: 600;
        margin-bottom: var(--space);
      }
      summary {
        line-height: 44px;
        color: var(--accent);
        cursor: pointer;
      }
    `,
  ];
  /** What the author wrote. */
  @property({attribute: false}) content!: PlanContent;
  /** The texts of the steps, or the answers of the look back (`behaviour.ts`). */
  @property({attribute: false}) response: Response = {};
  @property({type: Number}) step = 0;
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  @property({attribute: false}) setting: Setting = {helpLines: []};
  @property({attribute: false}) related: Readonly<Record<string, Related>> = {};
  /** The clock, and the dice for what calendar days are known by. */
  @property({attribute: false}) now = () => new Date();
  @property({attribute: false}) random = Math.random;

  @state() private note: 'empty' | null = null;
  /** Steps asked for though nothing is in them yet. */
  @state() private asked = 1;
  /** Asked anew each time: what the learner wrote leaves the device only by a tick made now. */
  @state() private withTexts = false;
  private typing = typing(this, (texts) => this.answer({...this.response, ...texts}));

  override render() {
    if (!this.content || !this.labels) return nothing;
    if (this.content.rules.review_of !== undefined) return this.lookBack();
    return this.response.stage === 'sheet' ? this.sheet() : this.writing();
  }

  private writing() {
    const {content, labels} = this;
    const {rules, words} = content;
    const texts = {...this.response, ...this.typing.pending};
    const written = stepsOf(texts, stepCount(rules));
    const count = Math.max(this.asked, ...written.map(({at}) => at));
    const note = this.note ?? (this.response.stage === 'not_now' && written.length === 0 ? 'not_now' : null);
    return html`
      <p>${words.intro}</p>
      <p class="card screen">${labels.where} ${this.isElsewhere ? labels.elsewhere : nothing}</p>
      ${this.helpers()} ${this.examples()} ${numbers(count).map((at) => this.fields(at))}
      <p class="note" role="status" tabindex="-1">${note ? labels.notes[note] : nothing}</p>
      <div class="actions">
        <button class="primary ready" @click=${this.toSheet}>${labels.ready}</button>
        ${count < stepCount(rules) ? html`<button class="add" @click=${() => this.add(count + 1)}>${labels.add}</button>` : nothing}
        ${
          written.length === 0 && this.response.stage !== 'not_now'
            ? html`<button class="quiet not-now" @click=${this.notNow}>${labels.not_now}</button>`
            : nothing
        }
      </div>`;
  }

  private fields(at: number) {
    const {labels} = this;
    const step = stepOf(this.response, at);
    return html`
      <fieldset class="card">
        <legend>${fill(labels.step, {at})}</legend>
        ${partsOf(this.content.rules).map((part) => textField(this.typing, itemOf(part, at), labels[part], step[part], 2))}
      </fieldset>`;
  }

  /** Examples not taken over yet, as long as there is an empty step for one. */
  private examples() {
    const {labels} = this;
    const {rules, words} = this.content;
    const written = stepsOf(this.response, stepCount(rules));
    const free = numbers(stepCount(rules)).find((at) => written.every((step) => step.at !== at));
    const open = (rules.suggestions ?? []).flatMap((id) => {
      const example = words.suggestions?.[id];
      return example && written.every((step) => step.when !== example.if) ? [example] : [];
    });
    if (free === undefined || open.length === 0) return nothing;
    return html`
      <details class="screen">
        <summary>${labels.examples}</summary>
        <ul>
          ${open.map((example) => {
            const sentence = fill(labels.sentence, {when: example.if, does: example.then});
            return html`
              <li>
                ${sentence}<br />
                <button class="take" aria-label=${`${labels.take}: ${sentence}`} @click=${() => this.takeOver(example, free)}>
                  ${labels.take}
                </button>
              </li>`;
          })}
        </ul>
      </details>`;
  }

  private helpers() {
    const {labels} = this;
    const helpers = helpersOf(this.content.rules, this.related);
    if (helpers.length === 0) return nothing;
    return html`
      <div class="card helpers">
        <h2>${labels.toolkit}</h2>
        <ul>
          ${helpers.map(
            ({title, before, after}) =>
              html`<li>
                ${title}
                ${before === null || after === null ? nothing : html`<span class="soft">${fill(labels.rated, {before, after})}</span>`}
              </li>`,
          )}
        </ul>
      </div>`;
  }

  private sheet() {
    const {labels, response} = this;
    const {rules} = this.content;
    const steps = stepsOf(response, stepCount(rules));
    const date = isoDay(response.day);
    return html`
      <h2 tabindex="-1">${labels.sheet}</h2>
      ${date ? html`<p class="soft">${fill(labels.made, {date: dateIn(labels, date)})}</p>` : nothing}
      ${this.isElsewhere ? html`<p>${labels.elsewhere}</p>` : nothing}
      ${steps.map(
        (step) => html`
          <div class="card">
            <h3>${fill(labels.step, {at: step.at})}</h3>
            ${this.sentence(step)}
            ${(['obstacle', 'help'] as const).map((part) =>
              step[part]
                ? html`<p class="written"><span class="soft">${labels[part]}</span><br />${step[part]}</p>`
                : nothing,
            )}
          </div>`,
      )}
      ${this.helpers()} ${this.calendarDays()}
      <div class="actions">
        <button class="print" @click=${() => window.print()}>${labels.print}</button>
        <button class="change" @click=${() => this.go('writing')}>${labels.change}</button>
      </div>`;
  }

  private calendarDays() {
    const {labels} = this;
    const dates = this.days.flatMap(({day}) => isoDay(day) ?? []);
    if (dates.length === 0) return nothing;
    return html`
      <h3>${labels.again}</h3>
      <ul>
        ${dates.map((date) => html`<li>${dateIn(labels, date)}</li>`)}
      </ul>
      <div class="screen">
        <label class="choice">
          <input
            type="checkbox"
            aria-describedby="own"
            .checked=${this.withTexts}
            @change=${(event: Event) => {
              this.withTexts = (event.target as HTMLInputElement).checked;
            }}
          />
          <span>${labels.own}</span>
        </label>
        <p class="soft" id="own">${fill(labels.own_about, {event: labels.event})}</p>
        <button class="calendar" @click=${this.takeCalendar}>${labels.calendar}</button>
      </div>`;
  }

  private lookBack() {
    const {labels, response} = this;
    const {rules, words} = this.content;
    const plan = this.related[rules.review_of!];
    const steps = stepsOf(plan?.response ?? {});
    const day = plan?.response.day;
    const date = isoDay(day);
    const due = isoDay(date && rules.weeks ? Number(day) + 7 * rules.weeks : null);
    const early = due !== null && due > isoDay(dayOf(this.now()))!;
    return html`
      <p>${words.intro}</p>
      ${date ? html`<p class="soft">${fill(labels.made, {date: dateIn(labels, date)})}</p>` : nothing}
      ${early ? html`<p class="due screen">${fill(labels.due, {date: dateIn(labels, due)})}</p>` : nothing}
      ${steps.length === 0 ? html`<p class="none">${date ? labels.elsewhere : labels.none}</p>` : nothing}
      ${steps.map((step) => this.looked(step))}
      <p class="note" role="status" tabindex="-1">${response.stage === 'seen' ? labels.notes.seen : nothing}</p>
      <div class="actions">
        ${
          response.stage === 'seen'
            ? html`<button class="print" @click=${() => window.print()}>${labels.print}</button>`
            : html`<button class="primary looked" @click=${this.seen}>${labels.looked}</button>`
        }
      </div>`;
  }

  private looked(step: Step) {
    const {labels, response} = this;
    const {words} = this.content;
    const text = (item: string) => {
      const value = response[item];
      return typeof value === 'string' ? value : '';
    };
    const {at} = step;
    return html`
      <div class="card">
        <h2>${fill(labels.step, {at})}</h2>
        ${this.sentence(step)}
        <fieldset>
          <legend>${words.question}</legend>
          ${answers.map(
            (id) => html`
              <label class="choice">
                <input
                  type="radio"
                  name="kept_${at}"
                  value=${id}
                  .checked=${response[`kept_${at}`] === id}
                  @change=${() => this.answer({...this.response, [`kept_${at}`]: id})}
                />
                <span>${words.answers?.[id]}</span>
              </label>`,
          )}
        </fieldset>
        ${textField(this.typing, `way_${at}`, labels.way, text(`way_${at}`), 2)}
        ${textField(this.typing, `next_${at}`, labels.next, text(`next_${at}`), 2)}
      </div>`;
  }

  private sentence(step: Step) {
    return html`<p class="written">${sentenceOf(this.labels, step)}</p>`;
  }

  /** A plan was made, and its texts are not here. */
  private get isElsewhere() {
    return this.response.day !== undefined && stepsOf(this.response).length === 0;
  }

  /** A calendar day for each follow-up; its name holds the number drawn for the plan, and nothing of the learner. */
  private get days() {
    const {day, code} = this.response;
    if (typeof day !== 'number' || typeof code !== 'number') return [];
    return followUps(this.content.rules).map((weeks) => ({
      uid: `${code}-${weeks}@plan.destt`,
      day: day + 7 * weeks,
    }));
  }

  private takeCalendar = () => {
    const {labels} = this;
    const sentences = stepsOf(this.response).map((step) => sentenceOf(labels, step));
    const description = this.withTexts ? sentences.join('\n') : null;
    const days = this.days.map((day) => ({...day, summary: labels.event, description}));
    download('plan.ics', 'text/calendar', calendarOf(days, this.now()));
  };

  private takeOver(example: {readonly if: string; readonly then: string}, at: number) {
    this.answer({...this.response, [itemOf('when', at)]: example.if, [itemOf('does', at)]: example.then});
    this.focusOn(`[name=${itemOf('when', at)}]`);
  }

  private add(at: number) {
    this.asked = at;
    this.focusOn(`[name=${itemOf('when', at)}]`);
  }

  private toSheet = () => {
    if (stepsOf(this.response, stepCount(this.content.rules)).some(isWritten)) return this.go('sheet');
    this.note = 'empty';
    this.focusOn('textarea');
  };

  private go(stage: 'writing' | 'sheet') {
    this.answer({...this.response, stage});
    this.focusOn(stage === 'sheet' ? 'h2' : 'textarea');
  }

  private notNow = () => {
    this.answer({...this.response, stage: 'not_now'}, true);
    this.focusOn('.note');
  };

  private seen = () => {
    this.answer({...this.response, stage: 'seen'}, true);
    this.focusOn('.note');
  };

  private answer(given: Response, complete = false) {
    const {rules} = this.content;
    const response = Object.fromEntries(
      Object.entries(given).filter(([, value]) => typeof value !== 'string' || value.trim()),
    );
    const steps = rules.review_of === undefined ? stepsOf(response, stepCount(rules)) : [];
    const made = steps.some(isWritten);
    if (made && response.day === undefined)
      Object.assign(response, {day: dayOf(this.now()), code: Math.floor(this.random() * mostCode)});
    if (steps.length === 0 && stepsOf(this.response).length > 0) {
      delete response.day; // no plan any more, rather than one on another device
      delete response.code;
    }
    this.note = null;
    this.response = response;
    this.dispatchEvent(new ResponseEvent(response, complete || made));
  }

  private focusOn(selector: string) {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }
}

/** A step in one sentence; a part not written yet is left open, and a full stop is no end where the sentence goes on. */
const sentenceOf = (labels: Labels, {when, does}: Step) =>
  fill(labels.sentence, {when: when.trim().replace(/[.,;]$/, '') || '…', does: does.trim() || '…'});

declare global {
  interface HTMLElementTagNameMap {
    'plan-activity': PlanActivity;
  }
}
