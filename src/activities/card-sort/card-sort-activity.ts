import {html, LitElement, nothing} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {Language, Response, Value} from '../../training/index.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill, plural} from '../../ui/text.ts';
import {textField, textFields, typing} from '../../ui/text-field.ts';
import {type ActivityElement, ResponseEvent, type Setting} from '../activity.ts';
import {cardsOn, pickedOf} from './behaviour.ts';
import type {CardSortContent} from './card-sort.ts';
import {looks} from './looks.ts';
import type {Labels} from './words/en.ts';

/**
 * Lays cards on piles, one after another, by buttons alone; then asks which matter most, and shows the piles.
 * @fires activity-response - after each card and each answer; complete once the piles are looked at
 */
@customElement('card-sort-activity')
export class CardSortActivity extends LitElement implements ActivityElement {
  static override styles = [controls, prose, textFields, looks];
  /** What the author wrote. */
  @property({attribute: false}) content!: CardSortContent;
  /** The pile of each card, the cards picked, own words, and which screen is shown (`behaviour.ts`). */
  @property({attribute: false}) response: Response = {};
  /** Not used: the screen is part of the response. */
  @property({type: Number}) step = 0;
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  @property({attribute: false}) setting: Setting = {helpLines: []};

  /** The card laid last: said aloud, with the next one. */
  @state() private laid: string | null = null;
  /** What is focused after the next update. */
  private focusNext: string | null = null;
  private typing = typing(this, (texts) => this.answer(texts));

  override render() {
    if (!this.content || !this.labels) return nothing;
    switch (this.response.stage) {
      case 'reading':
        return this.renderReading();
      case 'picking':
        return this.renderPicking();
      default:
        return this.renderSorting();
    }
  }

  override updated() {
    const next = this.focusNext;
    this.focusNext = null;
    if (next) this.renderRoot.querySelector<HTMLElement>(next)?.focus();
  }

  private renderSorting() {
    const {labels, laid, response} = this;
    const {rules, words} = this.content;
    const [card] = cardsOn(rules, response, null);
    const count = rules.cards.length;
    const left = cardsOn(rules, response, null).length;
    const pile = laid === null ? undefined : response[laid];
    const said =
      typeof pile === 'string'
        ? fill(labels.lies, {card: words.cards[laid!]!, pile: words.piles[pile]?.name ?? ''})
        : '';
    const coming = card === undefined ? labels.all_sorted : fill(labels.next_card, {card: words.cards[card]!});
    return html`
      <h2 tabindex="-1">${words.ask}</h2>
      ${left === count ? html`<p>${words.intro}</p>` : nothing}
      ${
        card === undefined
          ? html`<p class="sorted">${labels.all_sorted}</p>`
          : html`<div class="deck card" role="group" aria-labelledby="card">
              <p class="soft">${fill(labels.left, {at: count - left + 1, count})}</p>
              <p class="card-text" id="card">${words.cards[card]}</p>
              <div class="actions">
                ${rules.piles.map(
                  (id) =>
                    html`<button class="lay" value=${id} @click=${() => this.lay(card, id)}>${words.piles[id]!.name}</button>`,
                )}
              </div>
            </div>`
      }
      <p class="visually-hidden" role="status">${laid === null ? nothing : `${said} ${coming}`}</p>
      <div class="actions">
        <button class=${card === undefined ? 'primary next' : 'next'} @click=${this.next}>
          ${rules.pick ? labels.go_on : labels.look}
        </button>
      </div>
      <div class="piles">${rules.piles.map((id) => this.renderPile(id, true))}</div>`;
  }

  /** A pile; while sorting, each card can be taken back. */
  private renderPile(pile: string, open: boolean) {
    const {labels, response} = this;
    const {rules, words} = this.content;
    const cards = cardsOn(rules, response, pile);
    const picked = pickedOf(rules, response);
    const {name, about} = words.piles[pile]!;
    return html`<section class="pile">
      <h3>${fill(labels.pile, {name, count: cards.length})}</h3>
      <p class="soft">${about}</p>
      ${
        cards.length === 0
          ? html`<p class="soft">${labels.empty}</p>`
          : html`<ul>
              ${cards.map((card) => {
                const text = words.cards[card]!;
                const most = !open && picked.includes(card);
                return html`<li>
                  <span class=${most ? 'picked' : nothing}
                    >${text}${most ? ` – ${labels.picked}` : nothing}
                    ${open || !words.comments ? nothing : html`<span class="comment soft">${words.comments[card]}</span>`}</span
                  >
                  ${
                    open
                      ? html`<button class="quiet" aria-label=${fill(labels.back_to_deck, {card: text})} @click=${() => this.takeBack(card)}>
                          ${labels.take_back}
                        </button>`
                      : nothing
                  }
                </li>`;
              })}
            </ul>`
      }
    </section>`;
  }

  private renderPicking() {
    const {labels, response, language} = this;
    const {rules, words} = this.content;
    const {pile, most} = rules.pick ?? {pile: '', most: 0};
    const cards = cardsOn(rules, response, pile);
    const picked = pickedOf(rules, response);
    const full = picked.length >= most;
    const toggled = (card: string) => cards.filter((each) => (each === card) !== picked.includes(each));
    return html`
      <h2 tabindex="-1">${words.piles[pile]?.name}</h2>
      ${
        cards.length === 0
          ? html`<p>${labels.nothing_to_pick}</p>`
          : html`<fieldset>
              <legend>${words.pick}</legend>
              <p class="soft">${plural(language, most, labels.most)}</p>
              ${cards.map((card) => {
                const checked = picked.includes(card);
                return html`<label class="choice">
                  <input
                    type="checkbox"
                    name="picked"
                    value=${card}
                    .checked=${checked}
                    ?disabled=${full && !checked}
                    @change=${() => this.answer({picked: toggled(card)})}
                  />
                  <span>${words.cards[card]}</span>
                </label>`;
              })}
            </fieldset>`
      }
      <div class="actions">
        <button class="primary look" @click=${() => this.show('reading')}>${labels.look}</button>
        <button class="change" @click=${() => this.show(null)}>${labels.change}</button>
      </div>`;
  }

  private renderReading() {
    const {labels, response} = this;
    const {rules, words} = this.content;
    const left = cardsOn(rules, response, null);
    return html`
      <h2 tabindex="-1">${labels.result}</h2>
      <div class="piles">${rules.piles.map((id) => this.renderPile(id, false))}</div>
      ${
        left.length === 0
          ? nothing
          : html`<h3>${labels.unsorted}</h3>
              <ul>
                ${left.map((card) => html`<li>${words.cards[card]}</li>`)}
              </ul>`
      }
      ${
        rules.own
          ? html`${textField(this.typing, 'own', words.own ?? '', typeof response.own === 'string' ? response.own : '')}
              <p class="soft">${labels.own_about}</p>`
          : nothing
      }
      <section>
        <h3>${labels.read}</h3>
        ${words.reading.map((paragraph) => html`<p>${paragraph}</p>`)}
      </section>
      <div class="actions">
        <button class="change" @click=${() => this.show(null)}>${labels.change}</button>
        <button class="print" @click=${() => window.print()}>${labels.print}</button>
      </div>`;
  }

  /** The same buttons serve the next card, so the focus stays where it is until the deck is empty. */
  private lay(card: string, pile: string) {
    this.laid = card;
    this.answer({[card]: pile});
    if (cardsOn(this.content.rules, this.response, null).length === 0) this.focusNext = '.next';
  }

  private takeBack(card: string) {
    this.laid = null;
    this.focusNext = '.lay';
    this.answer({[card]: null});
  }

  private next = () => this.show(this.content.rules.pick ? 'picking' : 'reading');

  private show(stage: 'picking' | 'reading' | null) {
    this.focusNext = 'h2';
    this.laid = null;
    this.answer({stage}, stage === 'reading');
  }

  private answer(changed: Readonly<Record<string, Value>>, complete = false) {
    const kept = Object.entries({...this.response, ...changed}).filter(([, value]) => value !== null);
    this.response = Object.fromEntries(kept);
    this.dispatchEvent(new ResponseEvent(this.response, complete));
  }
}
