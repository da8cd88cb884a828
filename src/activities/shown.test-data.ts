import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import axe from 'axe-core';
import * as v from 'valibot';
import {parse} from 'yaml';
import type {Language} from '../training/index.ts';
import {type ActivityElement, type ActivityKind, type Content, ResponseEvent, StepEvent} from './activity.ts';

/** What `destt new activity` writes for a kind, read by its own schemas: an example that is always right. */
export function starterOf(kind: ActivityKind, language: Language): {readonly rules: unknown; readonly words: unknown} {
  const file = (name: string) =>
    readFileSync(join(import.meta.dirname, kind.behaviour.kind, 'starter', `${name}.yaml`), 'utf8');
  const {kind: _, minutes: __, private: ___, ...given} = parse(file('activity')) as Record<string, unknown>;
  const rules = v.parse(kind.rules, given);
  return {rules, words: v.parse(kind.words(rules as never), parse(file(language), {schema: 'failsafe'}))}; // words are texts
}

/** An element on a page, and a hand to touch it with. */
export async function shown<E extends ActivityElement>(
  tag: string,
  given: Partial<Record<keyof E, unknown>> & {content: Content},
) {
  const element = document.createElement(tag) as unknown as E & {
    readonly updateComplete: Promise<boolean>;
    readonly renderRoot: ShadowRoot;
  };
  const responses: ResponseEvent[] = [];
  const steps: number[] = [];
  element.addEventListener(ResponseEvent.type, (event) => responses.push(event as ResponseEvent));
  element.addEventListener(StepEvent.type, (event) => steps.push((event as StepEvent).step));
  Object.assign(element, given);
  document.body.append(element);
  await element.updateComplete;
  const root = element.renderRoot;
  const find = <T extends HTMLElement>(selector: string, within: ParentNode = root) => {
    const found = within.querySelector<T>(selector);
    if (!found) throw new Error(`No ${selector} in: ${root.innerHTML}`);
    return found;
  };
  const settled = async () => {
    for (let turn = 0; turn < 4; turn++) await element.updateComplete;
  };
  return {
    element,
    root,
    responses,
    steps,
    find,
    settled,
    last: () => responses[responses.length - 1]!,
    text: () => [...root.children].flatMap((part) => (part.localName === 'style' ? [] : plain(part))).join(' '),
    /** The texts of all these. */
    lines: (selector: string) => [...root.querySelectorAll(selector)].map(plain),
    async press(selector: string, at = 0) {
      const found = root.querySelectorAll<HTMLElement>(selector)[at];
      if (!found) throw new Error(`No ${selector} ${at} in: ${root.innerHTML}`);
      found.click();
      await settled();
    },
    async type(item: string, text: string) {
      const area = find<HTMLTextAreaElement>(`textarea[name=${item}]`);
      area.value = text;
      area.dispatchEvent(new Event('input', {bubbles: true}));
      area.dispatchEvent(new Event('change', {bubbles: true}));
      await settled();
    },
    /** What axe finds; colours need a real browser. */
    async faults() {
      const {violations} = await axe.run(element, {rules: {'color-contrast': {enabled: false}}});
      return violations.map(({id, nodes}) => `${id}: ${nodes[0]?.html}`);
    },
  };
}

/** A text as it is read. */
export const plain = (node: Node | null) => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** The places to fill in of each text, so that languages can be compared. */
export const placesOf = (words: object): unknown =>
  Object.entries(words).map(([key, value]) => [
    key,
    typeof value === 'string'
      ? (value.match(/\{\w+\}/g) ?? []).sort()
      : 'other' in value
        ? ['{count}']
        : placesOf(value),
  ]);
