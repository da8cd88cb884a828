import {html, svg, type TemplateResult} from 'lit';
import type {Mood} from './terms.ts';

/** How a face shows a mood: by its lines alone, never by colour. Lengths in the units of a 64 × 64 drawing, down is more. */
interface Face {
  /** Brows at their inner and outer ends, from where they rest; a second pair where the right one differs. */
  readonly brows: readonly [inner: number, outer: number, innerRight?: number, outerRight?: number];
  readonly eyes: 'open' | 'half' | 'closed' | 'smiling' | 'aside' | 'down';
  /** How far the middle of the mouth lies below its corners; a wavy one has none. */
  readonly mouth: number | 'wavy' | 'slanted';
}

const faces: Readonly<Record<Mood, Face>> = {
  calm: {brows: [0, 0], eyes: 'open', mouth: 3},
  warm: {brows: [-2, -1], eyes: 'smiling', mouth: 9},
  relieved: {brows: [-3, 0], eyes: 'closed', mouth: 6},
  unsure: {brows: [-4, -1, 1, 0], eyes: 'open', mouth: 'wavy'},
  wary: {brows: [2, -1], eyes: 'aside', mouth: 0},
  tired: {brows: [-1, 3], eyes: 'half', mouth: -2},
  sad: {brows: [-5, 3], eyes: 'down', mouth: -6},
  hurt: {brows: [-5, 1], eyes: 'aside', mouth: -4},
  irritated: {brows: [4, -1], eyes: 'half', mouth: 'slanted'},
  angry: {brows: [6, -4], eyes: 'open', mouth: -8},
};

/** The other person's face, as a drawing of what stands beside it in words, and so hidden from screen readers. */
export function face(mood: Mood): TemplateResult {
  const {brows, eyes, mouth} = faces[mood];
  const [inner, outer, innerRight = inner, outerRight = outer] = brows;
  return html`
    <svg class="face" viewBox="0 0 64 64" aria-hidden="true">
      <circle cx="32" cy="32" r="28" />
      <path d=${`M15 ${21 + outer}L27 ${21 + inner}M49 ${21 + outerRight}L37 ${21 + innerRight}`} />
      ${eye(21, eyes)} ${eye(43, eyes)}
      <path d=${mouthLine(mouth)} />
    </svg>`;
}

function eye(x: number, eyes: Face['eyes']) {
  switch (eyes) {
    case 'closed':
      return svg`<path d=${`M${x - 5} 29q5 5 10 0`} />`;
    case 'smiling':
      return svg`<path d=${`M${x - 5} 31q5 -6 10 0`} />`;
    case 'half':
      return svg`<path d=${`M${x - 5} 28h10`} /><path class="fill" d=${`M${x - 3} 28.5h6a3 3 0 0 1 -6 0z`} />`;
    default: {
      const [dx, dy] = eyes === 'aside' ? [3, 0] : eyes === 'down' ? [0, 2.5] : [0, 0];
      return svg`<circle class="fill" cx=${x + dx} cy=${29 + dy} r="2.8" />`;
    }
  }
}

function mouthLine(mouth: Face['mouth']): string {
  if (mouth === 'wavy') return 'M22 46q5 -5 10 0t10 0';
  if (mouth === 'slanted') return 'M23 47L41 43';
  const corners = 45 - mouth / 2;
  return `M22 ${corners}Q32 ${corners + 1.6 * mouth} 42 ${corners}`;
}
