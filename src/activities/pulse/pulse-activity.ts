import {css, html, LitElement, nothing} from 'lit';
import {customElement, property} from 'lit/decorators.js';
import type {Language, Response} from '../../training/index.ts';
import {controls, prose} from '../../ui/styles.ts';
import {fill} from '../../ui/text.ts';
import {type ActivityElement, type ConnectedElement, ResponseEvent, type Setting} from '../activity.ts';
import {picture, pictureLooks} from './picture.ts';
import type {PulseContent} from './pulse.ts';
import {numberFrom} from './rating.ts';
import {ratingLooks, ratingScale} from './rating-scale.ts';
import type {Labels} from './words/en.ts';

/**
 * Asks for one number from 0 to 10; the second of a pair shows both, and judges neither (R-28, R-44).
 * @fires activity-response - after each choice, always complete: a number, or that one would rather not say
 */
@customElement('pulse-activity')
export class PulseActivity extends LitElement implements ActivityElement {
  static override styles = [
    controls,
    prose,
    ratingLooks,
    pictureLooks,
    css`
      :host {
        display: block;
      }
      .prefer-not {
        width: fit-content;
        margin-top: var(--space);
        color: var(--ink-soft);
        font-size: var(--text-small);
      }
    `,
  ];
  /** What the author wrote. */
  @property({attribute: false}) content!: PulseContent;
  /** `value`, or `prefer_not: yes`. */
  @property({attribute: false}) response: Response = {};
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  /** The first pulse of the pair. */
  @property({attribute: false}) related: ConnectedElement['related'] = {};
  step = 0;
  setting: Setting = {helpLines: []};

  override render() {
    if (!this.content || !this.labels) return nothing;
    const {words, rules} = this.content;
    const now = numberFrom(this.response.value);
    const silent = now === null && this.response.prefer_not === 'yes';
    const paired = rules.moment === 'after' && rules.pair !== undefined && now !== null;
    const before = paired ? numberFrom(this.related[rules.pair!]?.response.value) : null;
    return html`
      <p>${words.intro}</p>
      ${ratingScale(
        {name: 'value', question: words.question, ends: words, chosen: now},
        (value) => this.answer({value}),
        html`<label class="card prefer-not">
          <input
            type="radio"
            name="value"
            value="prefer_not"
            .checked=${silent}
            @change=${() => this.answer({prefer_not: 'yes'})}
          />
          ${this.labels.prefer_not}
        </label>`,
      )}
      <div role="status" aria-atomic="false">
        ${now !== null || silent ? html`<p>${words.thanks}</p>` : nothing}
        ${paired ? this.renderBoth(before, now) : nothing}
      </div>
      ${before === null || now === null ? nothing : picture(before, now, this.labels)}`;
  }

  private renderBoth(before: number | null, now: number) {
    if (before === null) return html`<p>${this.labels.alone}</p>`;
    return html`
      <p><strong>${fill(this.labels.both, {before, now})}</strong></p>
      <p>${this.labels.wobble}</p>`;
  }

  private answer(response: Response) {
    this.response = response;
    this.dispatchEvent(new ResponseEvent(response, true));
  }
}
