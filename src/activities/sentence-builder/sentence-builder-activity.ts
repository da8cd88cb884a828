import {html, LitElement, nothing} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {Language, Response, Value} from '../../training/index.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill} from '../../ui/text.ts';
import {textField, textFields, typing} from '../../ui/text-field.ts';
import {type ActivityElement, ResponseEvent, type Setting} from '../activity.ts';
import {face} from '../role-play/face.ts';
import {afterSaying, chosenIn, type Version, versionsOf} from './behaviour.ts';
import {looks} from './looks.ts';
import type {SentenceBuilderContent} from './sentence-builder.ts';
import type {Labels} from './words/en.ts';

/**
 * Lets a sentence be put together from parts, and shows how the other person hears it, version after version.
 * @fires activity-response - after each choice and each version; complete once a sentence was said
 */
@customElement('sentence-builder-activity')
export class SentenceBuilderActivity extends LitElement implements ActivityElement {
  static override styles = [controls, prose, textFields, looks];
  /** What the author wrote. */
  @property({attribute: false}) content!: SentenceBuilderContent;
  /** The option chosen for each part, the versions said, and own words (`behaviour.ts`). */
  @property({attribute: false}) response: Response = {};
  /** Not used: there is one screen. */
  @property({type: Number}) step = 0;
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  @property({attribute: false}) setting: Setting = {helpLines: []};

  /** Whether the learner wanted to say a sentence that is not whole. */
  @state() private missing = false;
  private typing = typing(this, (texts) => this.answer(texts));

  override render() {
    if (!this.content || !this.labels) return nothing;
    const {labels, response} = this;
    const {rules, words} = this.content;
    const chosen = chosenIn(rules, response);
    const said = versionsOf(rules, response);
    const last = said[said.length - 1];
    return html`
      ${words.intro.map((paragraph) => html`<p>${paragraph}</p>`)}
      <h2>${labels.build}</h2>
      ${rules.parts.map(({id, options}, at) => {
        const {name, options: texts} = words.parts[id]!;
        return html`<fieldset>
          <legend>${name}</legend>
          ${options.map(
            (option) => html`<label class="choice">
              <input
                type="radio"
                name=${id}
                value=${option.id}
                .checked=${option.id === chosen[at]}
                @change=${() => this.answer({[id]: option.id})}
              />
              <span>${texts[option.id]}</span>
            </label>`,
          )}
        </fieldset>`;
      })}
      <div class="card">
        <h3>${labels.sentence}</h3>
        <p class="sentence">${this.sentence(chosen) || labels.nothing}</p>
        <button class="primary say" @click=${this.say}>${labels.say}</button>
        <p role="alert">${this.missing ? this.stillMissing(chosen) : nothing}</p>
      </div>
      <div role="status" aria-atomic="true">${last ? this.renderAnswer(last) : nothing}</div>
      ${last ? this.renderAfter(said, last) : nothing}`;
  }

  private renderAnswer({reaction}: Version) {
    const {labels} = this;
    const {words} = this.content;
    return html`<div class="answer">
      ${face(reaction.mood)}
      <div>
        <p class="soft">${fill(labels.feels, {name: words.person, mood: labels.moods[reaction.mood]})}</p>
        <p>${words.reactions[reaction.id]}</p>
      </div>
    </div>`;
  }

  private renderAfter(said: readonly Version[], last: Version) {
    const {labels, response} = this;
    const {rules, words} = this.content;
    return html`
      <h3>${labels.in_parts}</h3>
      <dl>
        ${rules.parts.map(({id}, at) => {
          const part = words.parts[id]!;
          const option = last.options[at]!;
          return html`<dt>${part.options[option]}</dt>
            <dd>${part.heard[option]}</dd>`;
        })}
      </dl>
      <p class="soft">${labels.try_on}</p>
      ${
        said.length < 2
          ? nothing
          : html`<h3>${labels.versions}</h3>
              <ol>
                ${said.map(
                  ({options, reaction}) => html`<li>
                    ${this.sentence(options)}<br />
                    <span class="soft">${fill(labels.feels, {name: words.person, mood: labels.moods[reaction.mood]})}</span>
                  </li>`,
                )}
              </ol>`
      }
      <section>
        <h3>${labels.difference}</h3>
        ${words.reading.map((paragraph) => html`<p>${paragraph}</p>`)}
      </section>
      ${
        rules.own
          ? html`${textField(this.typing, 'own', words.own ?? '', typeof response.own === 'string' ? response.own : '')}
              <p class="soft">${labels.own_about}</p>`
          : nothing
      }`;
  }

  private sentence(chosen: readonly (string | null)[]): string {
    const {rules, words} = this.content;
    const texts = rules.parts.map(({id}, at) => (chosen[at] ? (words.parts[id]!.options[chosen[at]] ?? '…') : '…'));
    return chosen.some((option) => option !== null) ? texts.join(' ') : '';
  }

  private stillMissing(chosen: readonly (string | null)[]): string {
    const {rules, words} = this.content;
    const parts = rules.parts.filter((_, at) => chosen[at] === null).map(({id}) => words.parts[id]!.name);
    return parts.length > 0 ? fill(this.labels.missing, {parts: parts.join(', ')}) : '';
  }

  private say = () => {
    const {rules} = this.content;
    const chosen = chosenIn(rules, this.response).flatMap((option) => option ?? []);
    this.missing = chosen.length < rules.parts.length;
    if (!this.missing) this.answer(afterSaying(rules, this.response, chosen), true);
  };

  private answer(changed: Readonly<Record<string, Value>>, complete = false) {
    this.response = {...this.response, ...changed};
    this.dispatchEvent(new ResponseEvent(this.response, complete));
  }
}
