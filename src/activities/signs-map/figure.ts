import {html, nothing, svg, type TemplateResult} from 'lit';
import type {Marks} from './marks.ts';
import type {Rules, SignsMapContent} from './signs-map.ts';

/** A part of the figure: its outline, and the middle of its marks. */
interface Region {
  readonly outline: string;
  readonly y: number;
}
/** Head, chest, trunk and the moving lower part of one standing figure in a long coat. */
const regions: Readonly<Record<Rules['areas'][number]['id'], Region>> = {
  thoughts: {outline: 'M85 8c26 0 44 17 44 40S111 90 85 90 41 73 41 48 59 8 85 8z', y: 49},
  feelings: {outline: 'M58 101c18-4 36-4 54 0 15 3 25 11 27 25l4 40H27l4-40c2-14 12-22 27-25z', y: 135},
  body: {outline: 'M27 166h116l5 70H22z', y: 201},
  actions: {outline: 'M22 236h126l11 86c-47 14-101 14-148 0z', y: 281},
};

/**
 * A figure with one mark a sign, in the part it belongs to: a picture of what stands beside it in words, so hidden from
 * screen readers. How much is told by the shape of the mark, never by colour.
 */
export const figure = ({rules, words}: SignsMapContent, marks: Marks): TemplateResult => html`
  <svg class="figure" viewBox="0 0 380 340" aria-hidden="true">
    <path d="M31 124C12 142 3 170 5 208M139 124c19 18 28 46 26 84" />
    ${rules.areas.map(({id, signs}) => {
      const {outline, y} = regions[id];
      const rows = Math.ceil(signs.length / 4);
      return svg`
        <path d=${outline} />
        ${signs.map((sign, at) => {
          const row = Math.floor(at / 4);
          const inRow = Math.min(4, signs.length - 4 * row);
          return markAt(85 + 20 * ((at % 4) - (inRow - 1) / 2), y + 20 * (row - (rows - 1) / 2), marks[sign]);
        })}
        <text x="178" y=${y + 6}>${words.areas[id]?.name}</text>`;
    })}
  </svg>`;

/** The same mark before a line of text. */
export const mark = (place: number | undefined): TemplateResult => html`
  <svg class="mark" viewBox="0 0 20 20" aria-hidden="true">${markAt(10, 10, place)}</svg>`;

/** An empty ring, a ring with a dot, a full disc; nothing where nothing was said. */
const markAt = (x: number, y: number, place: number | undefined) =>
  place === undefined
    ? nothing
    : svg`<circle class=${place === 2 ? 'full' : 'ring'} cx=${x} cy=${y} r="8" />${
        place === 1 ? svg`<circle class="full" cx=${x} cy=${y} r="3" />` : nothing
      }`;
