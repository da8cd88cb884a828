import {css, html, svg, type TemplateResult} from 'lit';
import {fill} from '../../ui/text.ts';
import {highest} from './rating.ts';
import type {Labels} from './words/en.ts';

/**
 * Two numbers on one line: before as a ring with its words above, now as a dot with its words below, so that neither
 * covers the other where they are equal. No arrow and no second colour: it shows, it does not judge.
 */
export function picture(
  before: number,
  now: number,
  labels: Pick<Labels, 'before' | 'now' | 'picture'>,
): TemplateResult {
  const x = (value: number) => 16 + 28.8 * value;
  const anchor = (value: number) => (value < 3 ? 'start' : value > 7 ? 'end' : 'middle');
  const edge = (value: number) => x(value) + (value < 3 ? -8 : value > 7 ? 8 : 0);
  const caption = (value: number, y: number, words: string) =>
    svg`<text x=${edge(value)} y=${y} text-anchor=${anchor(value)}>${fill(words, {value})}</text>`;
  const ticks = Array.from({length: highest + 1}, (_, value) => `M${x(value)} 40v10`).join('');
  return html`
    <svg class="picture" viewBox="0 0 320 90" role="img" aria-label=${fill(labels.picture, {before, now})}>
      <path class="line" d=${`M16 45h288${ticks}`} />
      <circle class="before" cx=${x(before)} cy="45" r="11" />
      <circle class="now" cx=${x(now)} cy="45" r="6" />
      ${caption(before, 22, labels.before)} ${caption(now, 80, labels.now)}
    </svg>`;
}

export const pictureLooks = css`
  .picture {
    display: block;
    width: 100%;
    max-width: 24rem;
    font-size: 15px;
    break-inside: avoid;
  }
  .picture text {
    fill: var(--ink);
  }
  .picture .line {
    fill: none;
    stroke: var(--ink-soft);
  }
  .before {
    fill: none;
    stroke: var(--accent);
    stroke-width: 3;
  }
  .now {
    fill: var(--accent);
  }
`;
