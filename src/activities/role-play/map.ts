import {html, svg, type TemplateResult} from 'lit';
import {fill} from '../../ui/text.ts';
import {layout} from './layout.ts';
import type {Rules} from './role-play.ts';
import type {Story} from './story.ts';
import type {Labels} from './words/en.ts';

const width = 320;
const rowHeight = 46;
const margin = 26;

/**
 * The story as dots and lines, the way taken filled and numbered: where else it could have gone, without telling what
 * happens there. What is known of it stands in the list of steps, too.
 */
export function storyMap(rules: Rules, story: Story, labels: Labels): TemplateResult {
  const {rows, edges} = layout(rules);
  const places = new Map(
    rows.flatMap((row, y) =>
      row.map((scene, x) => [scene, {x: (width * (x + 1)) / (row.length + 1), y: margin + rowHeight * y}] as const),
    ),
  );
  const way = [...story.moments.map(({scene}) => scene), story.scene];
  const taken = new Set(way.slice(1).map((scene, at) => `${way[at]} ${scene}`));
  const line = ([from, to]: readonly [string, string]) => {
    const [a, b] = [places.get(from)!, places.get(to)!];
    const middle = (a.y + b.y) / 2;
    return `M${a.x} ${a.y}C${a.x} ${middle} ${b.x} ${middle} ${b.x} ${b.y}`;
  };
  const isTaken = ([from, to]: readonly [string, string]) => taken.has(`${from} ${to}`);
  return html`
    <figure>
      <svg
        class="map"
        viewBox="0 0 ${width} ${2 * margin + rowHeight * (rows.length - 1)}"
        role="img"
        aria-label=${fill(labels.map_alt, {count: story.moments.length})}
      >
        ${edges.filter((edge) => !isTaken(edge)).map((edge) => svg`<path class="open" d=${line(edge)} />`)}
        ${edges.filter(isTaken).map((edge) => svg`<path class="taken" d=${line(edge)} />`)}
        ${[...places].map(([scene, {x, y}]) => {
          const at = way.indexOf(scene);
          const name = at < 0 ? 'open' : 'taken';
          const dot = rules.scenes[scene]!.ending
            ? svg`<rect class=${name} x=${x - 11} y=${y - 11} width="22" height="22" rx="3" />`
            : svg`<circle class=${name} cx=${x} cy=${y} r="11" />`;
          return svg`${dot}${at < 0 ? '' : svg`<text x=${x} y=${y + 5} text-anchor="middle">${at + 1}</text>`}`;
        })}
      </svg>
      <figcaption class="soft">${labels.map_about}</figcaption>
    </figure>`;
}
