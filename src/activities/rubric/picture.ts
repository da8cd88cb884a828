import {css, html, svg, type TemplateResult} from 'lit';
import type {Rater} from './marks.ts';

/** A rater's sign: told apart by shape, not only by colour. */
export const signs: Readonly<Record<Rater | 'earlier', string>> = {
  self: 'M0-7a7 7 0 1 0 0 14a7 7 0 1 0 0-14z',
  opponent: 'M0-8L8 7H-8z',
  facilitator: 'M-6-6H6V6H-6z',
  earlier: 'M0-8L8 0L0 8L-8 0z',
};

/** A row for each criterion, a place for each level, a sign for each mark. The table beside it says the same in words. */
export function picture(
  rows: readonly {
    readonly name: string;
    readonly numbers: readonly {readonly whose: keyof typeof signs; readonly number: number}[];
  }[],
  levels: number,
): TemplateResult {
  const x = (number: number) => 16 + ((number - 1) * 168) / (levels - 1);
  return html`
    <div class="marks" aria-hidden="true">
      ${rows.map(
        ({name, numbers}) => html`
          <span>${name}</span>
          <svg viewBox="0 0 200 26" role="presentation">
            ${Array.from({length: levels}, (_, at) => svg`<circle class="level" cx=${x(at + 1)} cy="13" r="2.5" />`)}
            <path class="line" d="M16 13H184" />
            ${numbers.map((mark) => {
              const {whose, number} = mark;
              // Two on one place stand side by side.
              const same = numbers.filter((each) => each.number === number);
              const aside = same.length > 1 ? (same.indexOf(mark) - (same.length - 1) / 2) * 15 : 0;
              return svg`<path class="sign ${whose}" d=${signs[whose]} transform="translate(${x(number) + aside} 13)" />`;
            })}
          </svg>`,
      )}
    </div>`;
}

/** The sign alone, beside its owner's name. */
export const signOf = (whose: keyof typeof signs) =>
  html`<svg class="own" viewBox="-10 -10 20 20" width="18" height="18" aria-hidden="true"><path class="sign ${whose}" d=${signs[whose]} /></svg>`;

export const pictureLooks = css`
  .marks {
    display: grid;
    grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    gap: 4px var(--space);
    align-items: center;
    margin: calc(var(--space) * 2) 0;
    font-size: var(--text-small);
  }
  .marks svg {
    width: 100%;
    max-width: 320px;
  }
  .line {
    stroke: var(--line);
  }
  .level {
    fill: var(--line);
  }
  .sign {
    stroke: var(--accent);
    stroke-width: 2;
    fill: var(--card);
  }
  .sign.self {
    fill: var(--accent);
  }
  .sign.facilitator {
    stroke: var(--ink);
  }
  .sign.earlier {
    stroke: var(--ink-soft);
  }
  .own {
    vertical-align: -3px;
    overflow: visible;
  }
`;
