import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {root} from '../../build/root.ts';
import type {Language} from '../../src/training/index.ts';
import type {Learner} from './learner.ts';

const axe = readFileSync(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8');

/** Phone in light colours, Moodle's frame in dark ones: the same document, laid out and coloured twice. */
const views = [
  {width: 360, colorScheme: 'light'},
  {width: 650, colorScheme: 'dark'},
] as const;

/** Three words; one in capitals alone is a name or a code. */
const latin = /(?:[A-Za-z]*[a-z][\s,;:–—]+){2,}[A-Za-z]*[a-z]/;
/** What no text of a page in this language holds: a sentence of another. The switch names each language in its own. */
const foreign = {
  kk: [latin, /(?<!\p{L})(и|или|что|как|это|для|при)(?!\p{L})/iu],
  ru: [latin, /[әғқңөұүһі]/iu],
  en: [/\p{Script=Cyrillic}{2,}/u],
} as const;

/**
 * What is wrong with the screen a learner sees: cut off, scrolling sideways, in a stray language, and where `isNew` all that
 * axe finds; light on a phone and dark in a frame.
 */
export async function faultsOn(learner: Learner, language: Language, isNew: boolean): Promise<readonly string[]> {
  const faults: string[] = [];
  const {page} = learner;
  const frame = learner.frame();
  const fault = (found: readonly string[]) => void faults.push(...found);
  if (isNew && !(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(axe);
  for (const {width, colorScheme} of views) {
    await page.setViewportSize({width, height: 666});
    await page.emulateMedia({colorScheme});
    fault((await frame.evaluate(layoutFaults)).map((each) => `at ${width} px ${each}`));
    if (isNew) fault(await frame.evaluate(axeFaults, width === 360 ? null : ['color-contrast']));
  }
  const spoken = await frame.evaluate(() => document.documentElement.lang);
  if (spoken !== language) fault([`the page says it is in ${spoken}`]);
  for (const text of await frame.evaluate(textsShown))
    if (foreign[language].some((words) => words.test(text))) fault([`“${text}”`]);
  return faults;
}

/** What axe finds in the whole document, as it is: names, order, landmarks, colours; or by these rules alone. */
async function axeFaults(rules: readonly string[] | null): Promise<readonly string[]> {
  interface Found {
    readonly violations: readonly {
      readonly id: string;
      readonly nodes: readonly {readonly html: string; readonly failureSummary: string}[];
    }[];
  }
  const {axe} = window as unknown as {axe: {run(options: object): Promise<Found>}};
  const {violations} = await axe.run(rules ? {runOnly: {type: 'rule', values: rules}} : {});
  return violations.map(
    ({id, nodes}) => `${id}: ${nodes.map(({html, failureSummary}) => html + failureSummary).join(' | ')}`,
  );
}

/** Scrolling sideways, and text that is wider than its own box or lies beside its drawing. */
function layoutFaults(): readonly string[] {
  const faults: string[] = [];
  const sideways = document.documentElement.scrollWidth - window.innerWidth;
  if (sideways > 0) faults.push(`scrolls ${sideways} px sideways`);
  const visit = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll<HTMLElement | SVGElement>('*')) {
      if (element.shadowRoot) visit(element.shadowRoot);
      const text = [...element.childNodes]
        .map((node) => (node.nodeType === 3 ? node.nodeValue : ''))
        .join('')
        .trim();
      if (text === '' || element.closest('style, script, .visually-hidden, .skip')) continue;
      const {left, right, width} = element.getBoundingClientRect();
      if (width === 0) continue;
      const drawing = element.closest('svg')?.getBoundingClientRect();
      if (
        drawing
          ? left < drawing.left - 1 || right > drawing.right + 1
          : element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
      )
        faults.push(`cuts “${text}”`);
    }
  };
  visit(document);
  return faults;
}

/** What stands or is said on the page, an element's own words together; the language switch left aside. */
function textsShown(): readonly string[] {
  const texts: string[] = [];
  const visit = (root: Document | ShadowRoot) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) visit(element.shadowRoot);
      if (element.closest('style, script, .languages')) continue;
      const own = [...element.childNodes].map((node) => (node.nodeType === 3 ? node.nodeValue : ' ')).join('');
      const said = ['aria-label', 'title', 'placeholder', 'alt'].map((name) => element.getAttribute(name) ?? '');
      texts.push(...[own, ...said].map((text) => text.trim()).filter(Boolean));
    }
  };
  const player = document.querySelector('training-player')?.shadowRoot;
  if (player) visit(player);
  return texts;
}
