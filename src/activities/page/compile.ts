import type {Nodes, PhrasingContent, Root, Table} from 'mdast';
import {type ContainerDirective, directiveFromMarkdown, type LeafDirective} from 'mdast-util-directive';
import {fromMarkdown} from 'mdast-util-from-markdown';
import {gfmTableFromMarkdown} from 'mdast-util-gfm-table';
import {directive} from 'micromark-extension-directive';
import {gfmTable} from 'micromark-extension-gfm-table';
import {type Block, type Inline, type Inlines, type Mistake, maxReveals} from './blocks.ts';
import {type CountryFacts, lawTopics} from './country-facts.ts';
import {excerpt, labelled, readDrawing} from './drawing.ts';

/**
 * Compiles the Markdown of a page, without its front matter, for the element. `drawings` are the SVG texts beside it, by
 * file name, `country` what `::law-notes` and `::school-types` say. Whatever a block can't be is a problem, never dropped in silence; with problems the body is not complete.
 */
export function compileProse(
  source: string,
  drawings: Readonly<Record<string, string>>,
  country: CountryFacts = {lawNotes: [], schoolTypes: []},
): {body: readonly Block[]; problems: readonly Mistake[]} {
  const {children} = fromMarkdown(source, {
    extensions: [directive(), gfmTable()],
    mdastExtensions: [directiveFromMarkdown(), gfmTableFromMarkdown()],
  });
  const page: Page = {source, drawings, country, problems: [], ids: new Set(), links: [], reveals: 0, level: 1};
  const body = children.flatMap((node) => blockOf(page, node, true));
  if (children.length === 0) page.problems.push({line: 1, column: 1, found: 'an empty page', wanted: 'a text'});
  for (const {node, id} of page.links)
    if (!page.ids.has(id)) mistake(page, node, 'the {#id} of a callout, reveal, definition or figure on this page');
  return {body, problems: page.problems.sort((a, b) => a.line - b.line || a.column - b.column)};
}

/**
 * What a page has in common in every language, in its order: sections, because the learner's place is counted in them;
 * reveals, because the answers are; and whatever else is set apart from the running text.
 */
export function shapeOf(body: readonly Block[]): readonly string[] {
  return body.flatMap((block): readonly string[] => {
    switch (block.type) {
      case 'heading':
        return ['#'.repeat(block.level)];
      case 'callout':
      case 'definition':
      case 'reveal':
        return [named(block), ...shapeOf(block.body)];
      case 'figure':
        return [named(block)];
      case 'help-lines':
        return [block.type];
      case 'quote':
        return shapeOf(block.body);
      case 'list':
        return block.items.flatMap(shapeOf);
      default:
        return [];
    }
  });
}

const named = ({type, id}: {type: string; id: string | null}) => (id === null ? type : `${type} ${id}`);

/** What is known of a page while it is compiled. */
interface Page {
  readonly source: string;
  readonly drawings: Readonly<Record<string, string>>;
  readonly country: CountryFacts;
  readonly problems: Mistake[];
  readonly ids: Set<string>;
  readonly links: {node: Nodes; id: string}[];
  reveals: number;
  /** Of the last heading; 1 is the title, which the page itself does not hold. */
  level: 1 | 2 | 3;
}

function blocksOf(page: Page, nodes: readonly Root['children'][number][]): readonly Block[] {
  return nodes.flatMap((node) => blockOf(page, node, false));
}

function blockOf(page: Page, node: Root['children'][number], top: boolean): readonly Block[] {
  switch (node.type) {
    case 'heading': {
      const {depth} = node;
      if (!top) mistake(page, node, 'headings between the other parts of a page, never inside one');
      else if (!sourceOf(page, node).startsWith('#'))
        mistake(page, node, '## before a heading, an empty line before ---');
      else if (depth === 1) mistake(page, node, '## or ###: the title stands in the front matter');
      else if (depth > 3) mistake(page, node, '## or ###');
      else if (depth > page.level + 1) mistake(page, node, '## before the first ###');
      else if (node.children.length === 0) mistake(page, node, 'a heading with words');
      if (depth !== 2 && depth !== 3) return [];
      page.level = depth;
      return [{type: 'heading', level: depth, text: inlinesOf(page, node.children)}];
    }
    case 'paragraph':
      // What was meant as a directive but isn't one would be shown with its colons.
      if (/^[\s>]*::/m.test(sourceOf(page, node)))
        mistake(page, node, ':::callout[Heading] without spaces, and ::: on a line of its own at its end');
      return [{type: 'paragraph', text: inlinesOf(page, node.children)}];
    case 'list': {
      const tight = !node.spread && node.children.every(({spread}) => !spread);
      const items = node.children.map(({children}) =>
        blocksOf(page, children).map((block) =>
          tight && block.type === 'paragraph' ? {...block, type: 'text' as const} : block,
        ),
      );
      return [{type: 'list', start: node.ordered ? (node.start ?? 1) : null, items}];
    }
    case 'blockquote':
      return [{type: 'quote', body: blocksOf(page, node.children)}];
    case 'table':
      return tableOf(page, node);
    case 'thematicBreak':
      return [{type: 'divider'}];
    case 'containerDirective':
      return containerOf(page, node);
    case 'leafDirective':
      return leafOf(page, node);
    default:
      mistake(page, node, instead[node.type] ?? 'a paragraph');
      return [];
  }
}

function tableOf(page: Page, node: Table): readonly Block[] {
  const [head = [], ...rows] = node.children.map((row) => {
    const wanted = node.children[0]!.children.length;
    if (row.children.length !== wanted) mistake(page, row, `${wanted} cells, as in the first row`);
    return row.children.map((cell) => inlinesOf(page, cell.children));
  });
  return [{type: 'table', align: node.align ?? [], head, rows}];
}

function containerOf(page: Page, node: ContainerDirective): readonly Block[] {
  const {name} = node;
  if (name !== 'callout' && name !== 'reveal' && name !== 'definition') {
    mistake(page, node, name === 'figure' ? '::figure, with two colons' : directives);
    return [];
  }
  const [first, ...rest] = node.children;
  const label = first?.type === 'paragraph' && first.data?.directiveLabel ? first.children : [];
  const inside = label.length > 0 || first?.data ? rest : node.children;
  if (label.length === 0) mistake(page, node, `:::${name}[${labels[name]}]`);
  if (inside.length === 0) mistake(page, node, `a text inside the ${name}`);
  const closing = page.source.slice(
    node.children.at(-1)?.position?.end.offset ?? startOf(node),
    node.position?.end.offset,
  );
  if (!closing.includes(':::'))
    mistake(
      page,
      node,
      `::: on a line of its own where the ${name} ends; what is around it begins and ends with :::: (four)`,
    );

  const {id: given, ...others} = attributesOf(node);
  for (const attribute of Object.keys(others)) mistake(page, node, `no ${attribute} here: only {#id}`);
  const index = name === 'reveal' ? page.reveals++ : 0;
  if (index === maxReveals) mistake(page, node, `at most ${maxReveals} reveals on a page: make it two pages`);
  const id = idOf(page, node, given ?? (name === 'reveal' ? `reveal_${index + 1}` : null));
  const words = inlinesOf(page, label);
  const level = (page.level + 1) as 2 | 3 | 4;
  const body = blocksOf(page, inside);
  if (name === 'callout') return [{type: name, id, level, heading: words, body}];
  if (name === 'definition') return [{type: name, id, term: words, body}];
  return id === null ? [] : [{type: name, id, index, question: words, body}];
}

function leafOf(page: Page, node: LeafDirective): readonly Block[] {
  const {name} = node;
  switch (name) {
    case 'help-lines':
      alone(page, node, []);
      return [{type: name}];
    case 'law-notes':
      return lawNotesOf(page, node);
    case 'school-types':
      alone(page, node, []);
      return schoolTypesOf(page.country);
    case 'figure':
      return figureOf(page, node);
    default: {
      const wanted = Object.hasOwn(labels, name) ? `:::${name}, with three colons, and ::: at its end` : directives;
      mistake(page, node, wanted);
      return [];
    }
  }
}

function alone(page: Page, node: LeafDirective, attributes: readonly string[]) {
  const others = Object.keys(attributesOf(node)).filter((name) => !attributes.includes(name));
  if (node.children.length > 0 || others.length > 0)
    mistake(page, node, `::${node.name}${attributes.length > 0 ? `{${attributes.join('=… ')}=…}` : ''} alone`);
}

/** A country that has no note on the topic says nothing. */
function lawNotesOf(page: Page, node: LeafDirective): readonly Block[] {
  alone(page, node, ['topic']);
  const {topic} = attributesOf(node);
  if (!lawTopics.some((known) => known === topic)) mistake(page, node, `topic=${lawTopics.join(' or topic=')}`);
  const level = (page.level + 1) as 2 | 3 | 4;
  return page.country.lawNotes
    .filter((note) => note.topic === topic)
    .map(({title, note, source}) => ({
      type: 'callout',
      id: null,
      level,
      heading: [title],
      body: [
        {type: 'paragraph', text: [note]},
        {type: 'paragraph', text: [{type: 'emphasis', text: [source]}]},
      ],
    }));
}

const schoolTypesOf = ({schoolTypes}: CountryFacts): readonly Block[] =>
  schoolTypes.length === 0
    ? []
    : [
        {
          type: 'list',
          start: null,
          items: schoolTypes.map(({name, note}) => [
            {type: 'text', text: [{type: 'strong', text: [`${name}.`]}, ` ${note}`]},
          ]),
        },
      ];

function figureOf(page: Page, node: LeafDirective): readonly Block[] {
  const {src, caption = null, id: given = null, ...words} = attributesOf(node);
  const alternative = plain(inlinesOf(page, node.children)).trim();
  if (alternative === '') mistake(page, node, '::figure[What the drawing shows, for those who can’t see it]{src=…}');
  const id = idOf(page, node, given);
  const source = src !== undefined && Object.hasOwn(page.drawings, src) ? page.drawings[src] : undefined;
  if (source === undefined) {
    const known = Object.keys(page.drawings).sort().join(', ');
    mistake(page, node, `src=FILE.svg, a drawing beside the text${known && `: ${known}`}`);
    return [];
  }
  const {drawing, labels: places, mistakes} = readDrawing(source);
  for (const {line, column, found, wanted} of mistakes)
    mistake(page, node, wanted, `${src}, line ${line}, column ${column}: ${found}`);
  if (!drawing) return [];
  for (const place of places)
    if (!Object.hasOwn(words, place) || words[place]?.trim() === '')
      mistake(page, node, `${place}="…": ${src} has a place for it`);
  for (const word of Object.keys(words))
    if (!places.includes(word)) mistake(page, node, `no ${word}: ${src} has no {${word}}`);
  return [{type: 'figure', id, alternative, caption, drawing: labelled(drawing, words)}];
}

function inlinesOf(page: Page, nodes: readonly PhrasingContent[]): Inlines {
  const inlines: Inline[] = [];
  for (const node of nodes) {
    const inline = inlineOf(page, node);
    const before = inlines.at(-1);
    if (typeof inline === 'string' && typeof before === 'string') inlines[inlines.length - 1] = before + inline;
    else inlines.push(inline);
  }
  return inlines;
}

function inlineOf(page: Page, node: PhrasingContent): Inline {
  switch (node.type) {
    case 'text':
      return node.value.replace(/\s*\n\s*/g, ' ');
    case 'strong':
    case 'emphasis':
      return {type: node.type, text: inlinesOf(page, node.children)};
    case 'link': {
      if (node.url.startsWith('#') && node.url.length > 1) page.links.push({node, id: node.url.slice(1)});
      // A list of what is welcome: what a browser would make of any other address need not be known.
      else if (!/^(https:\/\/|mailto:|tel:)[^\s]+$/.test(node.url))
        mistake(page, node, 'https://…, mailto:…, tel:… or #id');
      if (node.title) mistake(page, node, '[text](address), without a title');
      if (node.children.length === 0) mistake(page, node, 'a link with words: [text](address)');
      return {type: 'link', href: node.url, text: inlinesOf(page, node.children)};
    }
    case 'textDirective':
      // The parser takes `10:30` for a directive named 30; without brackets it is what it looks like.
      if (node.children.length > 0 || Object.keys(attributesOf(node)).length > 0) mistake(page, node, directives);
      return sourceOf(page, node);
    default:
      mistake(page, node, instead[node.type] ?? 'text');
      return '';
  }
}

const labels = {callout: 'Heading', reveal: 'Question', definition: 'Term'};
const directives =
  ':::callout[Heading], :::reveal[Question], :::definition[Term], ::figure[What it shows]{src=FILE.svg}, ::help-lines, ::law-notes{topic=…} or ::school-types';
const drawing = '::figure[What it shows]{src=FILE.svg}';
const address = 'the address in the link itself: [text](https://…)';

/** What to write instead of Markdown that a page can't hold. */
const instead: Readonly<Record<string, string>> = {
  html: 'Markdown: HTML is never shown (a plain < is written \\<)',
  image: drawing,
  imageReference: drawing,
  code: 'a paragraph or a :::callout (four spaces before a line make it code)',
  inlineCode: '**strong** or *emphasis*',
  break: 'an empty line for a new paragraph',
  definition: address,
  linkReference: address,
};

function idOf(page: Page, node: Nodes, id: string | null): string | null {
  if (id === null) return null;
  if (!/^[a-z][a-z0-9_]*$/.test(id)) mistake(page, node, '{#id} of a-z, 0-9 and _, beginning with a letter', `#${id}`);
  if (page.ids.has(id)) mistake(page, node, 'an id once on a page', `#${id}`);
  page.ids.add(id);
  return id;
}

const attributesOf = ({attributes}: {attributes?: Record<string, string | null | undefined> | null | undefined}) =>
  Object.fromEntries(Object.entries(attributes ?? {}).map(([name, value]) => [name, value ?? '']));

const plain = (inlines: Inlines): string =>
  inlines.map((inline) => (typeof inline === 'string' ? inline : plain(inline.text))).join('');

const startOf = (node: Nodes) => node.position?.start.offset ?? 0;
const sourceOf = ({source}: Page, node: Nodes) => source.slice(startOf(node), node.position?.end.offset);

function mistake(page: Page, node: Nodes, wanted: string, found = excerpt(sourceOf(page, node))) {
  const {line, column} = node.position?.start ?? {line: 1, column: 1};
  page.problems.push({line, column, found, wanted});
}
