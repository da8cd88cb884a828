import {css, html, nothing, svg, type TemplateResult} from 'lit';
import type {Mark} from './marks.ts';

/** A speech as the picture needs it. */
export interface Row {
  readonly name: string;
  readonly seconds: number;
  /** Digits 0–9. */
  readonly strip: string;
  readonly pauses: readonly (readonly [number, number])[];
  /** Marks by whose they are; the first are drawn full, the others hollow. */
  readonly layers: readonly (readonly Mark[])[];
}

const width = 600;
const height = 110;
const middle = 58;

/**
 * Speeches on one time scale, one row each: loudness, pauses, marks. It is a picture of what the lists around it say in words,
 * so it is hidden from readers that can't see it.
 */
export function timeline(rows: readonly Row[], criteria: readonly string[], now: number | null = null): TemplateResult {
  const longest = Math.max(1, ...rows.map(({seconds}) => seconds));
  const x = (seconds: number) => (width * seconds) / longest;
  const every = [5, 10, 30, 60, 120].find((step) => longest / step <= 10) ?? 120;
  const ticks = Array.from({length: Math.floor(longest / every) + 1}, (_, at) => at * every);
  return html`
    <svg class="timeline" viewBox="0 0 ${width} ${height * rows.length + 6}" aria-hidden="true">
      ${rows.map(
        ({strip, seconds, pauses, layers}, at) => svg`
          <g transform="translate(0 ${height * at})">
            <path class="base" d="M0 ${middle}H${x(seconds)}" />
            <path class="bars" d=${barsOf(strip, x(seconds))} />
            ${pauses.map(([from, length]) => svg`<rect class="pause" x=${x(from)} y=${middle - 3} width=${Math.max(1, x(length))} height="6" />`)}
            ${layers.flatMap((marks, layer) => marks.map((mark) => sign(mark, x(mark.at), layer, criteria)))}
            ${now === null ? nothing : svg`<path class="now" d="M${x(now)} 8V${height - 8}" />`}
          </g>`,
      )}
      ${ticks.map((tick) => svg`<path class="tick" d="M${x(tick)} ${height * rows.length}v5" />`)}
    </svg>`;
}

const barsOf = (strip: string, length: number): string =>
  [...strip]
    .map(
      (digit, at) =>
        `M${(((at + 0.5) * length) / strip.length).toFixed(1)} ${middle - 2 * Number(digit)}v${4 * Number(digit)}`,
    )
    .join('');

/** A triangle above the line for plus, below for minus; the criterion's number outside it. */
function sign({criterion, sign}: Mark, x: number, layer: number, criteria: readonly string[]) {
  const up = sign === '+';
  const y = up ? middle - 22 - 12 * layer : middle + 22 + 12 * layer;
  const inside = Math.min(width - 6, Math.max(6, x));
  return svg`
    <path class="mark ${layer === 0 ? '' : 'other'}" d=${up ? 'M0-6L5 3H-5z' : 'M0 6L5-3H-5z'} transform="translate(${inside} ${y})" />
    ${layer === 0 ? svg`<text x=${inside} y=${up ? y - 9 : y + 18}>${criteria.indexOf(criterion) + 1}</text>` : nothing}`;
}

export const timelineLooks = css`
  .timeline {
    display: block;
    width: 100%;
    margin: var(--space) 0;
  }
  .timeline .base,
  .timeline .tick {
    stroke: var(--line);
  }
  .timeline .bars {
    stroke: var(--ink-soft);
    stroke-width: 1.6;
    opacity: 0.55;
  }
  .timeline .pause {
    fill: var(--accent-soft);
    stroke: var(--accent);
    stroke-width: 0.6;
  }
  .timeline .mark {
    fill: var(--accent);
    stroke: var(--accent);
    stroke-width: 1.5;
  }
  .timeline .mark.other {
    fill: var(--card);
  }
  .timeline .now {
    stroke: var(--focus);
    stroke-width: 2;
  }
  .timeline text {
    font-size: 11px;
    text-anchor: middle;
    fill: var(--ink);
  }
`;
