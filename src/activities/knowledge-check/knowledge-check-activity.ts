import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {Language, Response} from '../../training/index.ts';
import {mendRadios} from '../../ui/radios.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill} from '../../ui/text.ts';
import {textFields} from '../../ui/text-field.ts';
import {type ActivityElement, ResponseEvent, type Setting, StepEvent} from '../activity.ts';
import {bestId} from './behaviour.ts';
import type {KnowledgeCheckContent, Question, QuestionWords} from './knowledge-check.ts';
import {looks} from './looks.ts';
import {
  type Answer,
  answerFrom,
  draftId,
  isWhole,
  keptAs,
  resultOf,
  scoreOf,
  shownOptions,
  shownTargets,
  targetOf,
  triesId,
  triesMade,
} from './marking.ts';
import {comments, optionText, settled} from './settled.ts';
import type {Labels} from './words/en.ts';

/**
 * Asks one question a screen, explains each, and ends with a score that doing it again can only raise.
 * @fires activity-response - after each choice and each check; complete, with the score, once no question is open
 * @fires activity-step - the question shown, from 1; one more for the result
 */
@customElement('knowledge-check-activity')
export class KnowledgeCheckActivity extends LitElement implements ActivityElement {
  static override styles = [controls, prose, textFields, looks];
  /** What the author wrote. */
  @property({attribute: false}) content!: KnowledgeCheckContent;
  /** For each question what was checked last, what is chosen since, and the tries; the best score (`behaviour.ts`). */
  @property({attribute: false}) response: Response = {};
  /** The question shown, from 1; 0 is the first one open. */
  @property({type: Number}) step = 0;
  @property({attribute: false}) labels!: Labels;
  language: Language = 'en';
  setting: Setting = {helpLines: []};

  /** What the live region is about: the option just moved, or anything at all when the answer is not whole. */
  @state() private said: string | null = null;
  /** What is to have the focus once drawn. */
  private focusOn: string | null = null;

  /** Nobody is beyond the first open question; where the place is not known, that is where they are. */
  override willUpdate() {
    if (!this.content) return;
    const {rules} = this.content;
    const open = rules.questions.findIndex((question) => resultOf(rules, question, this.response) === 'open');
    const last = (open < 0 ? rules.questions.length : open) + 1;
    this.step = this.step >= 1 ? Math.min(Math.trunc(this.step), last) : last;
  }

  override render() {
    if (!this.content || !this.labels) return nothing;
    const {questions} = this.content.rules;
    const question = questions[this.step - 1];
    if (!question) return this.renderResult();
    const words = this.content.words.questions[question.id]!;
    return html`
      <h2 tabindex="-1">${fill(this.labels.progress, {at: this.step, count: questions.length})}</h2>
      ${
        resultOf(this.content.rules, question, this.response) === 'open'
          ? this.renderOpen(question, words)
          : this.renderSettled(question, words)
      }`;
  }

  /** After a move of the learner's own the new screen is read from its heading; a switch of language moves nothing. */
  override updated() {
    if (!this.focusOn) return;
    mendRadios(this.renderRoot);
    this.renderRoot.querySelector<HTMLElement>(this.focusOn)?.focus();
    this.focusOn = null;
  }

  private renderOpen(question: Question, words: QuestionWords) {
    const {labels} = this;
    const answer = this.answer(question);
    const how = labels.how[question.type];
    return html`
      ${
        triesMade(question, this.response) > 0
          ? html`<div class="card">
              <h3 class="verdict" tabindex="-1">${labels.retry}</h3>
              ${comments(words, answerFrom(question, this.response[question.id]))}
              ${words.hint ? html`<p><strong>${labels.hint}:</strong> ${words.hint}</p>` : nothing}
            </div>`
          : nothing
      }
      <fieldset>
        <legend>${words.ask}</legend>
        ${how ? html`<p class="soft">${how}</p>` : nothing} ${this.renderInputs(question, words, answer)}
      </fieldset>
      <p role="status">${this.status(question, words, answer)}</p>
      <div class="actions">
        <button class="primary check" @click=${() => this.check(question)}>${labels.check}</button>
      </div>`;
  }

  private renderInputs(question: Question, words: QuestionWords, answer: Answer): TemplateResult {
    const text = (option: string) => optionText(question, words, this.labels, option);
    switch (question.type) {
      case 'order':
        return html`<ol class="choices" role="list">
          ${answer.map((option, at) => {
            const arrow = (name: 'up' | 'down', sign: string, to: number) => html`<button
              class=${name}
              aria-label=${fill(this.labels[name], {text: text(option)})}
              aria-disabled=${to < 0 || to >= answer.length}
              @click=${() => this.move(question, answer, at, to, name)}
            >${sign}</button>`;
            return html`<li class="card choice">
              <span>${text(option)}</span> ${arrow('up', '↑', at - 1)} ${arrow('down', '↓', at + 1)}
            </li>`;
          })}
        </ol>`;
      case 'match':
        return html`<div>
          ${question.options.map((option) => {
            const chosen = targetOf(answer, option);
            return html`<label class="card choice">
              <span>${text(option)}</span>
              <select name=${option} @change=${(event: Event) => this.pair(question, answer, option, event)}>
                <option value="" .selected=${chosen === null}>${this.labels.pick}</option>
                ${shownTargets(question).map(
                  (id) => html`<option value=${id} .selected=${chosen === id}>${words.targets![id]}</option>`,
                )}
              </select>
            </label>`;
          })}
        </div>`;
      default: {
        const type = question.type === 'multiple' ? 'checkbox' : 'radio';
        return html`<div>
          ${shownOptions(question).map(
            (option) => html`<label class="card choice">
              <input
                type=${type}
                name=${question.id}
                value=${option}
                .checked=${answer.includes(option)}
                @change=${() => this.draft(question, type === 'radio' ? [option] : toggled(answer, option))}
              />
              <span>${text(option)}</span>
            </label>`,
          )}
        </div>`;
      }
    }
  }

  private renderSettled(question: Question, words: QuestionWords) {
    const {rules} = this.content;
    const result = resultOf(rules, question, this.response) as 'first' | 'later' | 'missed';
    const last = this.step === rules.questions.length;
    return html`
      <p class="ask">${words.ask}</p>
      <h3 class="verdict" tabindex="-1">${this.labels[result]}</h3>
      ${settled(question, words, answerFrom(question, this.response[question.id]), this.labels)}
      <div class="actions">
        <button class="primary next" @click=${() => this.go(this.step + 1)}>
          ${last ? this.labels.finish : this.labels.next}
        </button>
      </div>`;
  }

  private renderResult() {
    const {labels, response} = this;
    const {rules, words} = this.content;
    const percent = (share: number) => Math.round(100 * share);
    const score = percent(scoreOf(rules, response));
    const best = Math.max(score, percent(this.best()));
    const goal = rules.pass === undefined ? null : percent(rules.pass);
    return html`
      <h2 tabindex="-1">${labels.result}</h2>
      <p><strong>${fill(labels.score, {score})}</strong></p>
      ${best > score ? html`<p>${fill(labels.best, {score: best})}</p>` : nothing}
      ${goal === null ? nothing : html`<p>${fill(best < goal ? labels.goal : labels.passed, {score: goal})}</p>`}
      <ol>
        ${rules.questions.map((question) => {
          const said = words.questions[question.id]!;
          return html`<li>
            <details>
              <summary>${said.ask} – <strong>${labels.outcome[resultOf(rules, question, response)]}</strong></summary>
              ${settled(question, said, answerFrom(question, response[question.id]), labels)}
            </details>
          </li>`;
        })}
      </ol>
      <p class="soft">${labels.again_about}</p>
      <div class="actions"><button class="again" @click=${() => this.again()}>${labels.again}</button></div>`;
  }

  /** What is chosen now: since the last check, else at it; an order question begins with the order shown. */
  private answer(question: Question): Answer {
    const draft = this.response[draftId(question)];
    const answer = answerFrom(question, draft === undefined ? this.response[question.id] : draft);
    return question.type === 'order' && answer.length === 0 ? shownOptions(question) : answer;
  }

  private status(question: Question, words: QuestionWords, answer: Answer) {
    const {labels, said} = this;
    if (said === null) return nothing;
    if (question.type !== 'order') return question.type === 'match' ? labels.missing_match : labels.missing;
    const text = optionText(question, words, labels, said);
    return fill(labels.place, {text, at: answer.indexOf(said) + 1, count: answer.length});
  }

  /** The best score so far, 0–1. */
  private best() {
    const best = Number(this.response[bestId]);
    return best > 0 ? Math.min(best / 1000, 1) : 0;
  }

  private pair(question: Question & {type: 'match'}, answer: Answer, option: string, event: Event) {
    const {value} = event.target as HTMLSelectElement;
    const pairs = question.options.flatMap((id) => {
      const target = id === option ? value : targetOf(answer, id);
      return target ? [id, target] : [];
    });
    this.draft(question, pairs);
  }

  private move(question: Question, answer: Answer, from: number, to: number, by: 'up' | 'down') {
    const order = [...answer];
    const [moved] = order.splice(from, 1);
    if (to < 0 || to >= answer.length || !moved) return;
    order.splice(to, 0, moved);
    this.draft(question, order);
    this.said = moved;
    // The line has gone to another place: its button goes on working under the same finger or key.
    this.focusOn = `.choice:nth-child(${to + 1}) .${by}`;
  }

  private draft(question: Question, answer: Answer) {
    this.said = null;
    this.announce({...this.response, [draftId(question)]: keptAs(question, answer)});
  }

  private check(question: Question) {
    const answer = this.answer(question);
    if (!isWhole(question, answer)) {
      this.said = question.id;
      return;
    }
    const {rules} = this.content;
    const {[draftId(question)]: _draft, ...others} = this.response;
    const tries = triesMade(question, this.response) + 1;
    const response = {...others, [question.id]: keptAs(question, answer), [triesId(question)]: tries};
    const complete = rules.questions.every((each) => resultOf(rules, each, response) !== 'open');
    const best = Math.max(this.best(), complete ? scoreOf(rules, response) : 0);
    this.said = null;
    this.focusOn = '.verdict';
    this.announce(complete ? {...response, [bestId]: Math.round(1000 * best)} : response, complete);
  }

  /** Begins anew; only the best score stays. */
  private again() {
    this.announce({[bestId]: Math.round(1000 * this.best())});
    this.go(1);
  }

  private announce(response: Response, complete = false) {
    this.response = response;
    this.dispatchEvent(new ResponseEvent(response, complete, complete ? this.best() : null));
  }

  private go(step: number) {
    this.said = null;
    this.focusOn = 'h2';
    this.step = step;
    this.dispatchEvent(new StepEvent(step));
  }
}

const toggled = (answer: Answer, option: string): Answer =>
  answer.includes(option) ? answer.filter((id) => id !== option) : [...answer, option];

declare global {
  interface HTMLElementTagNameMap {
    'knowledge-check-activity': KnowledgeCheckActivity;
  }
}
