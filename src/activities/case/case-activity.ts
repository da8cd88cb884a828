import {html, LitElement, nothing} from 'lit';
import {customElement, property} from 'lit/decorators.js';
import type {Language, Response} from '../../training/index.ts';
import {mendRadios} from '../../ui/radios.ts';
import {controls, prose} from '../../ui/styles.ts';
import {textField, textFields, typing} from '../../ui/text-field.ts';
import {type ActivityElement, ResponseEvent, type Setting} from '../activity.ts';
import {chosen} from './behaviour.ts';
import type {CaseContent, Question} from './case.ts';
import {looks} from './looks.ts';
import type {Labels} from './words/en.ts';

/**
 * Tells a colleague's situation, asks what one sees and would do, and then lays a commented reading beside it.
 * @fires activity-response - after each choice, and when typing rests; complete once the reading is opened
 */
@customElement('case-activity')
export class CaseActivity extends LitElement implements ActivityElement {
  static override styles = [controls, prose, textFields, looks];
  /** What the author wrote. */
  @property({attribute: false}) content!: CaseContent;
  /** The options chosen by question, the learner's own words, and whether the reading is open. */
  @property({attribute: false}) response: Response = {};
  /** Not used: which of the two screens is shown is part of the response. */
  @property({type: Number}) step = 0;
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  @property({attribute: false}) setting: Setting = {helpLines: []};

  private typing = typing(this, (texts) => this.announce({...this.response, ...texts}));
  private moved = false;

  override render() {
    if (!this.content || !this.labels) return nothing;
    return this.response.stage === 'reading' ? this.renderReading() : this.renderAsking();
  }

  /** After a move of the learner's own the new screen is read from its heading; a switch of language moves nothing. */
  override updated() {
    if (!this.moved) return;
    this.moved = false;
    mendRadios(this.renderRoot);
    this.renderRoot.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  }

  private renderAsking() {
    const {labels} = this;
    const {rules, words} = this.content;
    return html`
      <h2 tabindex="-1">${labels.situation}</h2>
      ${this.renderStory()}
      <p class="soft">${labels.open_question}</p>
      ${
        rules.own
          ? html`<p class="soft">${labels.own_about}</p>
              ${textField(this.typing, 'own', words.own ?? '', this.own())}`
          : nothing
      }
      ${rules.questions.map((question) => this.renderQuestion(question))}
      <div class="actions"><button class="primary read" @click=${() => this.show('reading')}>${labels.read}</button></div>`;
  }

  private renderStory() {
    const {person, story} = this.content.words;
    return html`<div class="story">
      ${person ? html`<p class="person">${person}</p>` : nothing} ${story.map((paragraph) => html`<p>${paragraph}</p>`)}
    </div>`;
  }

  private renderQuestion(question: Question) {
    const words = this.content.words.questions[question.id];
    const answer = chosen(question, this.response[question.id]);
    const several = question.type === 'multiple';
    return html`<fieldset>
      <legend>${words?.ask}</legend>
      ${several ? html`<p class="soft">${this.labels.multiple}</p>` : nothing}
      ${question.options.map(
        (option) => html`<label class="option">
          <input
            type=${several ? 'checkbox' : 'radio'}
            name=${question.id}
            value=${option}
            .checked=${answer.includes(option)}
            @change=${() => this.choose(question, answer, option)}
          />
          <span>${words?.options[option]}</span>
        </label>`,
      )}
    </fieldset>`;
  }

  private renderReading() {
    const {labels} = this;
    const {rules, words} = this.content;
    const own = rules.own ? this.own().trim() : '';
    return html`
      <h2 tabindex="-1">${labels.reading}</h2>
      <details><summary>${labels.situation}</summary>${this.renderStory()}</details>
      ${own ? html`<h3>${labels.own}</h3><blockquote class="written">${own}</blockquote>` : nothing}
      ${rules.questions.map((question) => this.renderComments(question))}
      <section>
        <h3>${labels.compare}</h3>
        ${words.reading.map((paragraph) => html`<p>${paragraph}</p>`)}
      </section>
      <div class="actions"><button class="back" @click=${() => this.show('asking')}>${labels.back}</button></div>`;
  }

  private renderComments(question: Question) {
    const {labels} = this;
    const words = this.content.words.questions[question.id];
    const answer = chosen(question, this.response[question.id]);
    return html`
      <h3>${words?.ask}</h3>
      ${answer.length === 0 ? html`<p class="soft">${labels.none}</p>` : nothing}
      <dl>
        ${question.options.map((option) => {
          const yours = answer.includes(option);
          return html`
            <dt class=${yours ? 'yours' : nothing}>
              ${words?.options[option]}${yours ? html`<span class="soft"> – ${labels.yours}</span>` : nothing}
            </dt>
            <dd>${words?.comments[option]}</dd>`;
        })}
      </dl>`;
  }

  private own() {
    const {own} = this.response;
    return typeof own === 'string' ? own : '';
  }

  private choose(question: Question, answer: readonly string[], option: string) {
    if (question.type === 'single') return this.announce({...this.response, [question.id]: option});
    const options = question.options.filter((id) => answer.includes(id) !== (id === option));
    this.announce({...this.response, [question.id]: options});
  }

  private show(stage: 'asking' | 'reading') {
    this.moved = true;
    this.announce({...this.response, stage}, stage === 'reading');
  }

  private announce(response: Response, complete = false) {
    this.response = response;
    this.dispatchEvent(new ResponseEvent(response, complete));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'case-activity': CaseActivity;
  }
}
