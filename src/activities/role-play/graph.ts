import type {Language} from '../../training/index.ts';
import type {Condition} from './conditions.ts';
import {layout} from './layout.ts';
import type {Rules, Scene} from './role-play.ts';

const gauge = {letter: 7.2, narrowest: 200, line: 18, padding: 12, gapX: 40, gapY: 64};

/**
 * The story as an SVG for its author: every scene with its choices, every way, and on each scene the languages in which
 * something of it has no words yet. For the build; learners have a map of their own.
 */
export function graph(rules: Rules, words: ReadonlyMap<Language, unknown>): string {
  const {rows, edges} = layout(rules);
  const lines = new Map(Object.entries(rules.scenes).map(([name, scene]) => [name, linesOf(scene)]));
  const missing = new Map(
    Object.entries(rules.scenes).map(([name, scene]) => [
      name,
      [...words].flatMap(([language, said]) => (isSaid(name, scene, said) ? [] : language)),
    ]),
  );
  const longest = Math.max(...[...lines].flatMap(([name, texts]) => [name, ...texts]).map(({length}) => length));
  const box = {...gauge, width: Math.max(gauge.narrowest, Math.ceil(gauge.letter * longest) + 2 * gauge.padding)};
  const heightOf = (name: string) =>
    2 * box.padding + box.line * (1 + (lines.get(name)?.length ?? 0) + Math.sign(missing.get(name)?.length ?? 0));
  const width = Math.max(...rows.map((row) => row.length * (box.width + box.gapX))) + box.gapX;
  const places = new Map<string, {x: number; y: number; height: number}>();
  let y = box.gapX;
  for (const row of rows) {
    const left = (width - row.length * (box.width + box.gapX) + box.gapX) / 2;
    for (const [at, name] of row.entries())
      places.set(name, {x: left + at * (box.width + box.gapX), y, height: heightOf(name)});
    y += Math.max(0, ...row.map(heightOf)) + box.gapY;
  }
  const ways = edges.map(([from, to]) => {
    const [a, b] = [places.get(from)!, places.get(to)!];
    const [x1, y1, x2] = [a.x + box.width / 2, a.y + a.height, b.x + box.width / 2];
    const middle = (y1 + b.y) / 2;
    return `<path class="way" d="M${x1} ${y1}C${x1} ${middle} ${x2} ${middle} ${x2} ${b.y}"/>`;
  });
  const scenes = [...places].map(([name, {x, y: top, height}]) => {
    const without = missing.get(name) ?? [];
    const scene = rules.scenes[name]!;
    const texts = [
      `<tspan class="name">${escaped(name)}</tspan>`,
      ...lines.get(name)!.map(escaped),
      ...(without.length > 0 ? [`<tspan class="missing">no words: ${without.join(', ')}</tspan>`] : []),
    ];
    const kind = [scene.ending && 'ending', without.length > 0 && 'untranslated'].filter(Boolean).join(' ');
    return [
      `<rect class="scene ${kind}" x="${x}" y="${top}" width="${box.width}" height="${height}" rx="8"/>`,
      ...texts.map(
        (text, at) => `<text x="${x + box.padding}" y="${top + box.padding + box.line * (at + 0.75)}">${text}</text>`,
      ),
    ].join('\n');
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}">
<style>
  svg { background: #fffdf9; font: 13px system-ui, sans-serif }
  .way { fill: none; stroke: #5b5346; stroke-width: 1.5 }
  .scene { fill: #fff; stroke: #26221c }
  .ending { stroke-width: 3 }
  .untranslated { fill: #fff3d6; stroke-dasharray: 6 4 }
  .name, .missing { font-weight: 700 }
</style>
${[...ways, ...scenes].join('\n')}
</svg>
`;
}

function linesOf({mood, ending, choices = {}}: Scene): readonly string[] {
  const moods = mood.map(({when, is}) => is + conditionsOf(when)).join('; ');
  return [
    ending ? `ending: ${ending} · ${moods}` : moods,
    ...Object.entries(choices).map(([id, {mode, when}]) => `• ${id} – ${mode}${conditionsOf(when)}`),
  ];
}

const conditionsOf = (when: readonly Condition[]) =>
  when.length === 0 ? '' : ` if ${when.map(conditionText).join(' and ')}`;

function conditionText(condition: Condition): string {
  if (condition.type === 'variable') return `${condition.variable} ${condition.sign} ${condition.value}`;
  return `${condition.holds ? '' : 'not '}${condition.what}`;
}

/** Whether a scene's words, as far as they could be read, have a line and a text for each choice. */
function isSaid(name: string, {choices = {}}: Scene, words: unknown): boolean {
  const said = at(at(words, 'scenes'), name);
  return [at(said, 'says'), ...Object.keys(choices).map((id) => at(at(said, 'choices'), id))].every(
    (text) => typeof text === 'string' && text.trim() !== '',
  );
}
const at = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
