import {html, LitElement, nothing} from 'lit';
import {customElement, property} from 'lit/decorators.js';
import type {Language, Response, Value} from '../../training/index.ts';
import {dateIn, dayOf, isoDay} from '../../ui/day.ts';
import {mendRadios} from '../../ui/radios.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill} from '../../ui/text.ts';
import {textField, textFields, typing} from '../../ui/text-field.ts';
import {type ActivityElement, ResponseEvent, type Setting, StepEvent} from '../activity.ts';
import {paper} from '../certificate/paper.ts';
import {preferNot} from './behaviour.ts';
import {figure, mark} from './figure.ts';
import {looks} from './looks.ts';
import {earlierOf, keptMap, type Marks, marksOf, signsOf} from './marks.ts';
import type {SignsMapContent} from './signs-map.ts';
import type {Labels} from './words/en.ts';

/**
 * Asks for signs of tension one area at a time, and draws them as a map (R-27).
 * @fires activity-response - after each answer; complete at the map and when skipped
 * @fires activity-step - the area shown, from 1; one more for the map
 */
@customElement('signs-map-activity')
export class SignsMapActivity extends LitElement implements ActivityElement {
  static override styles = [controls, prose, textFields, looks];
  /** What the author wrote. */
  @property({attribute: false}) content!: SignsMapContent;
  /** The option chosen by sign, the stage, the day, an own sign and the earlier map (`behaviour.ts`). */
  @property({attribute: false}) response: Response = {};
  /** The area shown, from 1; 0 is the first that has something open. */
  @property({type: Number}) step = 0;
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  @property({attribute: false}) setting: Setting = {helpLines: []};
  /** The clock: a map carries its day. */
  @property({attribute: false}) now = () => new Date();

  private moved = false;
  private typing = typing(this, (texts) => this.answer(texts));

  constructor() {
    super();
    paper(this, 'size:A4;margin:15mm');
  }

  /** Back from elsewhere in the training, the place is not kept: then the first area with something open. */
  override willUpdate() {
    if (!this.content || this.response.stage !== 'asking' || this.step >= 1) return;
    const {areas} = this.content.rules;
    const open = areas.findIndex(({signs}) => signs.some((sign) => this.response[sign] === undefined));
    this.step = open < 0 ? areas.length : open + 1;
  }

  override render() {
    if (!this.content || !this.labels) return nothing;
    switch (this.response.stage) {
      case 'asking':
        return this.renderArea();
      case 'map':
        return this.renderMap();
      case 'skipped':
        return this.renderSkipped();
      default:
        return this.renderIntro();
    }
  }

  /** After a move of the learner's own the new screen is read from its heading; a switch of language moves nothing. */
  override updated() {
    if (!this.moved) return;
    this.moved = false;
    mendRadios(this.renderRoot);
    this.renderRoot.querySelector<HTMLElement>('[tabindex="-1"]')?.focus();
  }

  private renderIntro() {
    return html`
      <p>${this.content.words.intro}</p>
      <p class="card">${this.labels.privacy}</p>
      <div class="actions">
        <button class="primary begin" @click=${this.begin}>${this.labels.begin}</button>
        ${this.skipButton()}
      </div>`;
  }

  private renderArea() {
    const {content, labels, response} = this;
    const {areas} = content.rules;
    const all = areas.length;
    const at = Math.min(Math.trunc(this.step), all);
    return html`
      ${areas.map(({id, signs}, index) => {
        // A place of its own for each area, so new inputs: native radios that change their name take the others' tick along.
        if (index !== at - 1) return nothing;
        const {name = '', about = ''} = content.words.areas[id] ?? {};
        return html`
          <h2 tabindex="-1">${fill(labels.area, {at, all, name})}</h2>
          <p>${about}</p>
          ${signs.map((sign) => this.renderSign(id, sign))}`;
      })}
      ${at < all ? nothing : textField(this.typing, 'own', content.words.own, textIn(response.own), 2)}
      <div class="actions">
        ${
          at < all
            ? html`<button class="primary next" @click=${() => this.go(at + 1)}>${labels.next}</button>`
            : html`<button class="primary finish" @click=${this.finish}>${labels.finish}</button>`
        }
        ${at > 1 ? html`<button class="back" @click=${() => this.go(at - 1)}>${labels.back}</button>` : nothing}
        ${this.skipButton()}
      </div>`;
  }

  private renderSign(area: string, sign: string) {
    const {rules, words} = this.content;
    return html`
      <fieldset class="item">
        <legend>${words.areas[area]?.signs[sign]}</legend>
        <div class="options">
          ${[...rules.scale, preferNot].map(
            (id) => html`
              <label class="choice">
                <input
                  type="radio"
                  name=${sign}
                  value=${id}
                  .checked=${this.response[sign] === id}
                  @change=${() => this.answer({[sign]: id})}
                />
                <span>${words.scale[id] ?? this.labels.prefer_not}</span>
              </label>`,
          )}
        </div>
      </fieldset>`;
  }

  private renderMap() {
    const {content, labels, response} = this;
    const {rules, words} = content;
    const marks = marksOf(rules, response);
    const day = isoDay(response.day);
    const own = textIn(response.own);
    return html`
      <article class="sheet">
        <h2 tabindex="-1">${labels.map}</h2>
        ${day ? html`<p class="soft">${fill(labels.done_on, {date: dateIn(labels, day)})}</p>` : nothing}
        <p>${labels.not_score}</p>
        ${figure(content, marks)}
        <div class="areas">
        ${rules.areas.map(
          ({id, signs}) => html`
            <section>
              <h3>${words.areas[id]?.name}</h3>
              <p>${this.summary(signs, marks)}</p>
              <ul class="signs">
                ${signs
                  .filter((sign) => marks[sign] !== undefined)
                  .map(
                    (sign) =>
                      html`<li>${mark(marks[sign])}<span>${words.areas[id]?.signs[sign]} <strong>${this.scaleWord(marks[sign])}</strong></span></li>`,
                  )}
              </ul>
            </section>`,
        )}
        </div>
        ${
          own === ''
            ? nothing
            : html`
                <section>
                  <h3>${labels.own}</h3>
                  <p class="written">${own}</p>
                </section>`
        }
        ${this.renderChanges(marks)}
        <p>${words.afterwards}</p>
      </article>
      <div class="actions">
        <button class="edit" @click=${this.begin}>${labels.edit}</button>
        <button class="again" @click=${this.again}>${labels.again}</button>
        <button class="print" @click=${() => window.print()}>${labels.print}</button>
      </div>`;
  }

  /** What was marked then and now, and differs: sign by sign, because a sum would be a score. */
  private renderChanges(marks: Marks) {
    const {content, labels, response} = this;
    const {rules, words} = content;
    const earlier = earlierOf(rules, response.earlier);
    const day = isoDay(earlier?.day);
    if (!earlier || !day) return nothing;
    const changes = rules.areas.flatMap(({id, signs}) =>
      signs.flatMap((sign) => {
        const [before, now] = [earlier.marks[sign], marks[sign]];
        if (before === undefined || now === undefined || before === now) return [];
        const values = {before: this.scaleWord(before), now: this.scaleWord(now)};
        return fill(labels.change, {sign: words.areas[id]?.signs[sign] ?? sign, ...values});
      }),
    );
    return html`
      <section class="changes">
        <h3>${fill(labels.earlier, {date: dateIn(labels, day)})}</h3>
        ${
          changes.length === 0
            ? html`<p>${labels.same}</p>`
            : html`<ul>
                ${changes.map((change) => html`<li>${change}</li>`)}
              </ul>`
        }
      </section>`;
  }

  private renderSkipped() {
    return html`
      <h2 tabindex="-1">${this.labels.skipped}</h2>
      <p>${this.labels.skipped_about}</p>
      <div class="actions"><button class="begin" @click=${this.begin}>${this.labels.go_on}</button></div>`;
  }

  private skipButton() {
    return html`<button class="quiet skip" @click=${this.skip}>${this.labels.skip}</button>`;
  }

  /** How many signs stand at each place of the scale, the most first: in words what the figure shows. */
  private summary(signs: readonly string[], marks: Marks) {
    const counts = [2, 1, 0].flatMap((place) => {
      const count = signs.filter((sign) => marks[sign] === place).length;
      return count > 0 ? `${this.scaleWord(place)}: ${count}` : [];
    });
    return counts.join(' · ') || this.labels.empty;
  }

  private scaleWord(place: number | undefined) {
    const {rules, words} = this.content;
    return words.scale[rules.scale[place ?? -1] ?? ''] ?? '';
  }

  private begin = () => {
    this.answer({stage: 'asking'}, false);
    this.go(1);
  };

  private finish = () => {
    this.answer({stage: 'map', day: dayOf(this.now())}, true);
    this.go(this.content.rules.areas.length + 1);
  };

  /** What was marked stays, on this device, for who comes back. */
  private skip = () => {
    this.answer({stage: 'skipped'}, true);
    this.go(0);
  };

  /** Keeps this map as the earlier one, and asks again. */
  private again = () => {
    const {content, response} = this;
    const {rules} = content;
    const marked = Object.keys(marksOf(rules, response)).length > 0;
    const cleared = Object.fromEntries(signsOf(rules).map((sign) => [sign, null]));
    this.answer({...cleared, stage: 'asking', ...(marked && {earlier: keptMap(rules, response)})});
    this.go(1);
  };

  private answer(changed: Readonly<Record<string, Value>>, complete = false) {
    const kept = Object.entries({...this.response, ...changed}).filter(([, value]) => value !== null && value !== '');
    this.response = Object.fromEntries(kept);
    this.dispatchEvent(new ResponseEvent(this.response, complete));
  }

  private go(step: number) {
    this.moved = true;
    if (step === this.step) return;
    this.step = step;
    this.dispatchEvent(new StepEvent(step));
  }
}

const textIn = (value: unknown) => (typeof value === 'string' ? value : '');
