import type {Content} from '../activity.ts';

/** Running text as the build compiled it: nothing in it is ever read as HTML. */
export type Inlines = readonly Inline[];
export type Inline =
  | string
  | {readonly type: 'strong' | 'emphasis'; readonly text: Inlines}
  /** `href` begins with `https://`, `mailto:` or `tel:`, or is `#` and the id of a block of the page. */
  | {readonly type: 'link'; readonly href: string; readonly text: Inlines};

/** One part of a page. What a Markdown file may hold is exactly this; `id` is the author's `{#id}`. */
export type Block =
  | {readonly type: 'heading'; readonly level: 2 | 3; readonly text: Inlines}
  /** `text` is a paragraph of a tight list: without space around it. */
  | {readonly type: 'paragraph' | 'text'; readonly text: Inlines}
  /** `start` is the first number, null where the list has none. */
  | {readonly type: 'list'; readonly start: number | null; readonly items: readonly (readonly Block[])[]}
  | {readonly type: 'quote'; readonly body: readonly Block[]}
  | {
      readonly type: 'table';
      readonly align: readonly ('left' | 'center' | 'right' | null)[];
      readonly head: readonly Inlines[];
      readonly rows: readonly (readonly Inlines[])[];
    }
  | {readonly type: 'divider'}
  | {
      readonly type: 'callout';
      readonly id: string | null;
      /** One below the heading it stands under. */
      readonly level: 2 | 3 | 4;
      readonly heading: Inlines;
      readonly body: readonly Block[];
    }
  | {
      readonly type: 'reveal';
      readonly id: string;
      /** Its bit in the item `opened`: the first reveal of a page is 0. */
      readonly index: number;
      readonly question: Inlines;
      readonly body: readonly Block[];
    }
  | {readonly type: 'definition'; readonly id: string | null; readonly term: Inlines; readonly body: readonly Block[]}
  | {
      readonly type: 'figure';
      readonly id: string | null;
      readonly alternative: string;
      readonly caption: string | null;
      readonly drawing: Drawing;
    }
  /** The country's or the institution's help lines: numbers stand in no text. */
  | {readonly type: 'help-lines'};

/** An SVG element from the whitelist: its name, its attributes, what is inside. */
export type Drawing = readonly [
  name: string,
  attributes: Readonly<Record<string, string>>,
  inside: readonly (Drawing | string)[],
];

/** A fault in a source text. Line and column count from 1. */
export interface Mistake {
  readonly line: number;
  readonly column: number;
  readonly found: string;
  readonly wanted: string;
}

/** What the element of a page is given. */
export type PageContent = Content<object, {readonly body: readonly Block[]}>;

/** The most reveals a page can hold: each is a bit of one number. */
export const maxReveals = 16;
