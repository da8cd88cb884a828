import {nothing, svg, type TemplateResult} from 'lit';
import type {Rules} from './guided-practice.ts';
import {fullness, type Moment} from './timeline.ts';

/** The calm drawing of a practice. Decoration: everything it shows is said in words beside it. */
export function figure(rules: Rules, at: Moment): TemplateResult | typeof nothing {
  if (!rules.figure) return nothing;
  return svg`
    <svg class="figure" viewBox="-80 -80 160 160" aria-hidden="true">${drawings[rules.figure](rules, at)}</svg>`;
}

type Drawing = (rules: Rules, at: Moment) => TemplateResult;
const line = (d: string, className?: string, turn = 0) =>
  svg`<path class=${className ?? nothing} transform="rotate(${turn})" d=${d} />`;

const drawings: Readonly<Record<NonNullable<Rules['figure']>, Drawing>> = {
  /** A circle that grows and shrinks with the breath inside one that stays. */
  breath: (rules, at) => svg`
    <circle class="soft" r="74" />
    <circle class="lung" r="70" style="transform:scale(${(0.4 + 0.6 * fullness(rules, at)).toFixed(3)})" />`,

  /** Somebody who sits at ease. */
  body: () =>
    line(
      'M18-50a18 18 0 1 1-36 0a18 18 0 1 1 36 0M-34 36c-4-34 4-56 34-56s38 22 34 56M-34 36c-24 4-36 24-12 26 22 2 34-10 46-10s24 12 46 10c24-2 12-22-12-26',
    ),

  /** A flower of five petals; one more opens with each part of the round. */
  senses: ({phases}, {phase}) =>
    svg`${[0, 1, 2, 3, 4].map((petal) =>
      line(
        'M0-18c-26-16-22-46 0-56 22 10 26 40 0 56z',
        petal < Math.ceil((5 * (phase + 1)) / phases.length) ? 'fill' : 'soft',
        72 * petal,
      ),
    )}`,

  /** A bowl of tea. */
  pause: () =>
    line(
      'M-46 0h92c0 30-18 48-46 48s-46-18-46-48zM-22 48v8h44v-8M-62 56h124M-20-16c-8-12 8-20 0-34M0-16c-8-12 8-20 0-34M20-16c-8-12 8-20 0-34',
    ),
};
