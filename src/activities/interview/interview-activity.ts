import {css, html, LitElement, nothing} from 'lit';
import {customElement, property} from 'lit/decorators.js';
import {keyed} from 'lit/directives/keyed.js';
import type {Language, Response} from '../../training/index.ts';
import {download} from '../../ui/download.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill} from '../../ui/text.ts';
import {textField, textFields, typing} from '../../ui/text-field.ts';
import {type ActivityElement, ResponseEvent, type Setting, StepEvent, type TrainingFacts} from '../activity.ts';
import {type Answer, answersOf, files, type Question, saidOf} from './answers.ts';
import type {InterviewContent} from './interview.ts';
import {questions} from './questions.ts';
import type {Labels} from './words/en.ts';

/**
 * Asks the six questions after a training, one a screen: six open questions at once would look like paperwork (R-63, R-6).
 * @fires activity-response - while writing; complete when the end is reached, answered or not
 * @fires activity-step - the question shown, from 1
 */
@customElement('interview-activity')
export class InterviewActivity extends LitElement implements ActivityElement {
  static override styles = [
    controls,
    prose,
    textFields,
    css`
      dt {
        font-weight: 600;
        margin-top: calc(var(--space) * 2);
      }
      dd {
        margin: 0;
      }
      dd p {
        margin: 0;
      }
      .change {
        padding-inline: 0;
      }
    `,
  ];
  /** What the author wrote. */
  @property({attribute: false}) content!: InterviewContent;
  /** A text by question, the questions withheld, and whether the learner is at the end (`behaviour.ts`). */
  @property({attribute: false}) response: Response = {};
  /** The question shown, from 1; 0 is the first open one. */
  @property({type: Number}) step = 0;
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  @property({attribute: false}) setting: Setting = {helpLines: []};
  @property({attribute: false}) facts!: TrainingFacts;

  private moved = false;
  private typing = typing(this, (texts) => this.answer({...this.response, ...texts}));

  /** Back from elsewhere in the training, the place is not kept: then the first open question, and it stays. */
  override willUpdate() {
    if (this.response.stage !== 'asking' || this.step >= 1) return;
    const open = answersOf(this.response).findIndex(({text, withheld}) => !text && !withheld);
    this.step = open < 0 ? questions.length : open + 1;
  }

  override render() {
    if (!this.content || !this.labels) return nothing;
    switch (this.response.stage) {
      case 'asking':
        return this.question();
      case 'end':
        return this.end();
      default:
        return this.intro();
    }
  }

  /** After a move of the learner's own the new screen is read from its heading; a switch of language moves nothing. */
  override updated() {
    if (!this.moved) return;
    this.moved = false;
    this.renderRoot.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  }

  private intro() {
    return html`
      <p>${this.content.words.intro}</p>
      <p class="card">${this.labels.where}</p>
      <div class="actions">
        <button class="primary begin" @click=${() => this.ask(1)}>${this.labels.begin}</button>
      </div>`;
  }

  private question() {
    const {labels} = this;
    const at = Math.min(Math.trunc(this.step), questions.length);
    const {question, text, withheld} = answersOf({...this.response, ...this.typing.pending})[at - 1]!;
    return html`
      ${keyed(
        at,
        html`
          <p class="soft">${fill(labels.progress, {at, all: questions.length})}</p>
          <h2 tabindex="-1">${labels.questions[question]}</h2>
          ${withheld ? html`<p class="card">${labels.withheld}</p>` : nothing}
          ${textField(this.typing, question, labels.answer, text, 6)}`,
      )}
      <div class="actions">
        <button class="primary next" @click=${() => this.next(at)}>
          ${at < questions.length ? labels.next : labels.finish}
        </button>
        ${at > 1 ? html`<button class="back" @click=${() => this.ask(at - 1)}>${labels.back}</button>` : nothing}
        ${
          text || withheld
            ? nothing
            : html`<button class="quiet withhold" @click=${() => this.withhold(question, at)}>
                ${labels.prefer_not}
              </button>`
        }
      </div>`;
  }

  private end() {
    const {labels} = this;
    return html`
      <h2 tabindex="-1">${labels.end}</h2>
      <p class="screen">${labels.end_about}</p>
      <dl>${answersOf(this.response).map((answer, index) => this.given(answer, index + 1))}</dl>
      <p class="card screen">${labels.take_about}</p>
      <div class="actions">
        ${(['md', 'json'] as const).map(
          (type) => html`<button class=${type} @click=${() => this.take(type)}>${labels[type]}</button>`,
        )}
        <button class="print" @click=${() => window.print()}>${labels.print}</button>
      </div>`;
  }

  private given(answer: Answer, at: number) {
    const {labels} = this;
    const question = labels.questions[answer.question];
    return html`
      <dt>${question}</dt>
      <dd>
        <p class=${answer.text ? 'written' : 'soft'}>${saidOf(answer, labels)}</p>
        <button class="quiet change" aria-label=${`${labels.change}: ${question}`} @click=${() => this.ask(at)}>
          ${labels.change}
        </button>
      </dd>`;
  }

  private ask(step: number) {
    if (this.response.stage !== 'asking') this.answer({...this.response, stage: 'asking'});
    this.moved = true;
    if (step === this.step) return this.requestUpdate();
    this.step = step;
    this.dispatchEvent(new StepEvent(step));
  }

  private next(at: number) {
    if (at < questions.length) return this.ask(at + 1);
    this.moved = true;
    this.answer({...this.response, stage: 'end'}, true);
  }

  private withhold(question: Question, at: number) {
    const withheld = answersOf(this.response).filter((answer) => answer.withheld || answer.question === question);
    this.answer({...this.response, withheld: withheld.map((answer) => answer.question)});
    this.next(at);
  }

  private take(type: keyof typeof files) {
    download(`${this.facts.training}-interview.${type}`, files[type].type, files[type].write(this));
  }

  /** Keeps no empty text, and no refusal beside a text. */
  private answer(given: Response, complete = false) {
    const answers = answersOf(given);
    const {withheld: _, ...response} = given as Record<string, Response[string]>;
    for (const {question, text} of answers) if (!text) delete response[question];
    const withheld = answers.flatMap((answer) => (answer.withheld ? answer.question : []));
    this.response = withheld.length > 0 ? {...response, withheld} : response;
    this.dispatchEvent(new ResponseEvent(this.response, complete));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'interview-activity': InterviewActivity;
  }
}
