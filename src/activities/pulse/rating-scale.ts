import {css, html, nothing, type TemplateResult} from 'lit';
import {highest} from './rating.ts';

/** A question answered by a number from 0 to 10. */
export interface RatingQuestion {
  /** Of the radio buttons: one a screen. */
  readonly name: string;
  readonly question: string;
  /** What 0 means, and what the highest number. */
  readonly ends: {readonly low: string; readonly high: string};
  readonly chosen: number | null;
}

/**
 * Asks for a number by eleven radio buttons. Not by a slider: that has a value before anybody has chosen one, and is the
 * control that keyboards and screen readers reach worst (DOMAIN 5.2). `more` is a further option of the same group.
 */
export function ratingScale(
  {name, question, ends, chosen}: RatingQuestion,
  choose: (value: number) => void,
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  return html`
    <fieldset class="rating">
      <legend>${question}<br /><small>0 – ${ends.low}, ${highest} – ${ends.high}</small></legend>
      <div class="numbers">
        ${Array.from(
          {length: highest + 1},
          (_, value) => html`<label class="card">
            <input type="radio" name=${name} value=${value} .checked=${chosen === value} @change=${() => choose(value)} />
            ${value}
          </label>`,
        )}
      </div>
      ${more}
    </fieldset>`;
}

/** A label is 46 px high: 28 and its padding and border. */
export const ratingLooks = css`
  .rating {
    margin: calc(var(--space) * 3) 0;
  }
  legend {
    font-weight: 600;
    margin-bottom: var(--space);
  }
  small {
    color: var(--ink-soft);
    font-weight: 400;
  }
  .numbers {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(44px, 1fr));
    gap: 4px;
  }
  label.card {
    display: flex;
    align-items: center;
    gap: var(--space);
    min-height: 28px;
    padding: var(--space);
    cursor: pointer;
  }
  .numbers label.card {
    flex-direction: column;
    gap: 4px;
    padding: var(--space) 0;
  }
`;
