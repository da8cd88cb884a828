import {readdirSync, readFileSync} from 'node:fs';
import {join, relative} from 'node:path';
import {root} from '../build/root.ts';

/** A fenced block of a page: its language, the name beside it, what stands in it. */
export interface Example {
  readonly page: string;
  /** Of the line after the fence, from 1. */
  readonly line: number;
  readonly language: string;
  readonly name: string;
  readonly text: string;
}

/** The pages that people read: those of `docs`, and those beside it. */
export const pages = (): readonly string[] => [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

export const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');

/** Every fenced block of a page. */
export function examplesOf(page: string): readonly Example[] {
  const text = textOf(page);
  return [...text.matchAll(/^([ ]*)```(\w*)[ ]*([\w-]*)\n(.*?)^\1```$/gms)].map((match) => {
    const [, indent = '', language = '', name = '', inside = ''] = match;
    const lines = inside.split('\n').map((line) => (line.startsWith(indent) ? line.slice(indent.length) : line));
    return {page, line: text.slice(0, match.index).split('\n').length + 1, language, name, text: lines.join('\n')};
  });
}

/** The example of a name. */
export function example(page: string, name: string): string {
  const found = examplesOf(page).find((each) => each.name === name);
  if (!found) throw new Error(`${page} has no example called ${name}.`);
  return found.text;
}

/** Relative links of a page, as paths from the root, with what they point at inside. */
export function linksOf(page: string): readonly {readonly to: string; readonly anchor: string}[] {
  const links = [...textOf(page).matchAll(/\]\((?!https?:|mailto:)([^)\s]+)\)/g)].map(([, link = '']) => link);
  return links.map((link) => {
    const [path = '', anchor = ''] = link.split('#');
    return {to: path ? relative(root, join(root, page, '..', path)) : page, anchor};
  });
}
