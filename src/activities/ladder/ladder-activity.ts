import {css, html, LitElement, nothing} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {Language, Response} from '../../training/index.ts';
import {mendRadios} from '../../ui/radios.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill, plural} from '../../ui/text.ts';
import {textField, textFields, typing} from '../../ui/text-field.ts';
import {type ActivityElement, ResponseEvent, type Setting} from '../activity.ts';
import {numberFrom} from '../pulse/rating.ts';
import {ratingLooks, ratingScale} from '../pulse/rating-scale.ts';
import type {LadderContent} from './ladder.ts';
import {asLadder, fewestRungs, isEasier, mostTimes, nextRung, numbers, type Rung, rungCount, rungsOf} from './rungs.ts';
import type {Labels} from './words/en.ts';

/**
 * Builds a ladder of trials by their own difficulty, and keeps what became of each (R-44).
 * @fires activity-response - while building and after each trial; complete once the ladder has two rated steps, and with "not now"
 */
@customElement('ladder-activity')
export class LadderActivity extends LitElement implements ActivityElement {
  static override styles = [
    controls,
    prose,
    textFields,
    ratingLooks,
    css`
      legend {
        font-weight: 600;
      }
      summary {
        line-height: 44px;
        color: var(--accent);
        cursor: pointer;
      }
      ol {
        list-style: none;
        padding: 0;
      }
      .rung {
        /* The harder, the higher one has climbed: a small step to the right for each point. */
        margin-left: calc(var(--hard) * 1.2%);
      }
      .rung.next {
        border-color: var(--accent);
        border-width: 2px;
      }
      h3 {
        margin: 0 0 var(--space);
      }
      .badge {
        color: var(--accent);
        font-weight: 600;
        font-size: var(--text-small);
      }
      @media (max-width: 30em) {
        .rung {
          margin-left: 0;
        }
      }
    `,
  ];
  /** What the author wrote. */
  @property({attribute: false}) content!: LadderContent;
  /** The steps and what became of them (`behaviour.ts`). */
  @property({attribute: false}) response: Response = {};
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  step = 0;
  setting: Setting = {helpLines: []};

  @state() private note: 'few' | 'noted' | null = null;
  /** An empty step asked for. */
  @state() private asked: number | null = null;
  /** The step whose trial is being rated. */
  @state() private rating: number | null = null;
  /** The number chosen for it, not noted yet: arrow keys pass over others on their way. */
  @state() private trial: number | null = null;
  private typing = typing(this, (texts) => this.answer({...this.response, ...texts}));

  override render() {
    if (!this.content || !this.labels) return nothing;
    return this.response.stage === 'climbing' && this.rungs.length > 0 ? this.climbing() : this.building();
  }

  private building() {
    const {content, labels, response} = this;
    const {words} = content;
    const rungs = rungsOf(content, {...response, ...this.typing.pending});
    const free = this.free;
    const shown = numbers(rungCount(content.rules)).filter(
      (at) => at === this.asked || rungs.some((rung) => rung.at === at) || (rungs.length === 0 && at === 1),
    );
    const note = this.note ?? (response.stage === 'not_now' && !this.isBuilt ? 'not_now' : null);
    return html`
      <p>${words.intro}</p>
      <p class="card screen">${labels.where}</p>
      ${this.examples()} ${shown.map((at, place) => this.fields(at, place + 1))}
      <p class="note" role="status" tabindex="-1">${note ? labels.notes[note] : nothing}</p>
      <div class="actions">
        <button class="primary ready" @click=${this.toLadder}>${labels.ready}</button>
        ${free === null || shown.includes(free) ? nothing : html`<button class="add" @click=${() => this.add(free)}>${labels.add}</button>`}
        ${
          rungs.length === 0 && response.stage !== 'not_now'
            ? html`<button class="quiet not-now" @click=${this.notNow}>${labels.not_now}</button>`
            : nothing
        }
      </div>`;
  }

  private fields(at: number, place: number) {
    const {labels, response} = this;
    const {words} = this.content;
    const rung = this.rungs.find((each) => each.at === at);
    return html`
      <fieldset class="card">
        <legend>${fill(labels.step, {at: place})}</legend>
        ${textField(this.typing, `step_${at}`, labels.what, rung?.text ?? '', 2)}
        ${ratingScale(
          {name: `hard_${at}`, question: words.question, ends: words, chosen: numberFrom(response[`hard_${at}`])},
          (value) => this.answer({...this.response, [`hard_${at}`]: value}),
        )}
        ${textField(this.typing, `when_${at}`, labels.when, rung?.when ?? '', 1)}
        ${
          rung
            ? html`<button
                class="quiet remove"
                aria-label=${`${labels.remove}: ${rung.text}`}
                @click=${() => this.takeAway(at)}
              >
                ${labels.remove}
              </button>`
            : nothing
        }
      </fieldset>`;
  }

  /** Suggestions not taken over yet, as long as there is room for one. */
  private examples() {
    const {labels, response, free} = this;
    const {rules, words} = this.content;
    const taken = numbers(rungCount(rules)).map((at) => response[`from_${at}`]);
    const open = (rules.suggestions ?? []).filter((id) => !taken.includes(id));
    if (free === null || open.length === 0) return nothing;
    return html`
      <details class="screen" open>
        <summary>${labels.examples}</summary>
        <ul>
          ${open.map((id) => {
            const text = words.suggestions?.[id] ?? id;
            return html`
              <li>
                ${text}<br />
                <button class="take" aria-label=${`${labels.take}: ${text}`} @click=${() => this.take(id, free)}>${labels.take}</button>
              </li>`;
          })}
        </ul>
      </details>`;
  }

  private climbing() {
    const {labels, rungs} = this;
    const next = nextRung(rungs);
    return html`
      <h2 tabindex="-1">${labels.ladder}</h2>
      <p class="note" role="status" tabindex="-1">${this.note ? labels.notes[this.note] : nothing}</p>
      ${next === null ? html`<p class="card">${labels.top}</p>` : nothing}
      <ol>
        ${asLadder(rungs).map((rung) => this.rung(rung, rung.at === next?.at))}
      </ol>
      <div class="actions">
        <button class="print" @click=${() => window.print()}>${labels.print}</button>
        <button class="change" @click=${() => this.go('building')}>${labels.change}</button>
      </div>`;
  }

  private rung(rung: Rung, isNext: boolean) {
    const {labels, language} = this;
    const {words} = this.content;
    const {at, text, when, hard, now, times} = rung;
    return html`
      <li class="card rung ${isNext ? 'next' : ''}" style="--hard: ${hard ?? 10}">
        ${isNext ? html`<p class="badge">${labels.next}</p>` : nothing}
        <h3 class="written">${text}</h3>
        ${when ? html`<p class="written soft">${when}</p>` : nothing}
        <p class="soft">
          ${
            times === 0
              ? hard === null
                ? labels.unrated
                : fill(labels.expected, {hard})
              : html`${plural(language, times, labels.tried)}${hard === null || now === null ? nothing : `; ${fill(labels.fell, {hard, now})}`}`
          }
        </p>
        ${times > 0 ? html`<p>${isEasier(rung) ? labels.easier : labels.again}</p>` : nothing}
        ${
          this.rating === at
            ? html`
                ${ratingScale({name: `now_${at}`, question: words.after, ends: words, chosen: this.trial}, (value) => {
                  this.trial = value;
                })}
                <button class="primary keep" ?disabled=${this.trial === null} @click=${() => this.tried(rung)}>
                  ${labels.keep}
                </button>`
            : html`<button
                class="done ${isNext ? 'primary' : ''}"
                aria-label=${`${times === 0 ? labels.done : labels.done_again}: ${text}`}
                @click=${() => this.rate(at)}
              >
                ${times === 0 ? labels.done : labels.done_again}
              </button>`
        }
      </li>`;
  }

  private get rungs() {
    return rungsOf(this.content, this.response);
  }

  private get isBuilt() {
    return this.rungs.filter(({hard}) => hard !== null).length >= fewestRungs;
  }

  /** The first place with nothing in it; null if the ladder is full. */
  private get free(): number | null {
    const taken = this.rungs.map(({at}) => at);
    return numbers(rungCount(this.content.rules)).find((at) => !taken.includes(at)) ?? null;
  }

  private take(id: string, at: number) {
    this.asked = null;
    this.answer({...this.response, [`from_${at}`]: id});
    this.focusOn(`[name=hard_${at}]`);
  }

  private add(at: number) {
    this.asked = at;
    this.focusOn(`[name=step_${at}]`);
  }

  private takeAway(at: number) {
    this.asked = null;
    this.answer(Object.fromEntries(Object.entries(this.response).filter(([item]) => !item.endsWith(`_${at}`))));
    this.focusOn('.note');
  }

  private toLadder = () => {
    if (this.isBuilt) return this.go('climbing');
    this.note = 'few';
    this.focusOn('.note');
  };

  private go(stage: 'building' | 'climbing') {
    this.rating = null;
    this.answer({...this.response, stage});
    this.focusOn(stage === 'climbing' ? 'h2' : 'textarea');
  }

  private notNow = () => {
    this.answer({...this.response, stage: 'not_now'}, true);
    this.focusOn('.note');
  };

  private rate(at: number) {
    this.rating = at;
    this.trial = null;
    this.note = null;
    this.focusOn(`[name=now_${at}]`);
  }

  private tried({at, times}: Rung) {
    if (this.trial === null) return;
    this.rating = null;
    this.answer({...this.response, [`now_${at}`]: this.trial, [`times_${at}`]: Math.min(mostTimes, times + 1)});
    this.note = 'noted';
    this.focusOn('.note');
  }

  private answer(given: Response, complete = false) {
    const response = Object.fromEntries(
      Object.entries(given).filter(([, value]) => typeof value !== 'string' || value.trim()),
    );
    // The words of a suggestion that was not changed stay the author's: they follow a switch of language.
    for (const at of numbers(rungCount(this.content.rules))) {
      const taken = response[`from_${at}`];
      if (typeof taken === 'string' && response[`step_${at}`] === this.content.words.suggestions?.[taken])
        delete response[`step_${at}`];
    }
    this.note = null;
    this.response = response;
    this.dispatchEvent(new ResponseEvent(response, complete || this.isBuilt));
  }

  private focusOn(selector: string) {
    void this.updateComplete.then(() => {
      mendRadios(this.renderRoot);
      this.renderRoot.querySelector<HTMLElement>(selector)?.focus();
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'ladder-activity': LadderActivity;
  }
}
