// @vitest-environment jsdom
import axe from 'axe-core';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import type {Language, Response} from '../../training/index.ts';
import {ResponseEvent, StepEvent} from '../activity.ts';
import {compileProse} from './compile.ts';
import type {PageActivity} from './page-activity.ts';
import './page-activity.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';

const hill =
  '<svg viewBox="0 0 240 100"><path class="line" d="M0 90L240 10"/><text x="8" y="20">{label_a}</text></svg>';
const english = `
First *words* and **more**, [a site](https://a.kz), [the term](#term).

## One

- a
- b

3. c

4. d

> said

| x | y |
| - | -: |
| 1 | 2 |

***

### Two

:::callout[Mind **this**]
Rest.
:::

:::definition[Stress]{#term}
An answer.
:::

::figure[A hill that rises to the right]{src=hill.svg label_a="<i>top</i>" caption="The hill"}

:::reveal[Why?]
Because.
:::

:::reveal[What for?]
For that.
:::`;
const kazakh = `
Бір.

## Екі

### Үш

:::reveal[Неге?]
Өйткені.
:::

:::reveal[Не үшін?]
Сол үшін.
:::`;

const contentOf = (source: string) => {
  const {body, problems} = compileProse(source, {'hill.svg': hill});
  expect(problems).toEqual([]);
  return {rules: {}, words: {title: 'A page', body}};
};

interface Given {
  response?: Response;
  step?: number;
  language?: Language;
}
async function shown(source: string, {response = {}, step = 0, language = 'en'}: Given = {}) {
  const element = document.createElement('page-activity');
  Object.assign(element, {content: contentOf(source), response, step, language, labels: en, setting: {helpLines: []}});
  const said: (ResponseEvent | StepEvent)[] = [];
  element.addEventListener('activity-response', (event) => said.push(event));
  element.addEventListener('activity-step', (event) => said.push(event));
  document.querySelector('main')!.append(element);
  await element.updateComplete;
  return {element, said};
}

const one = <E extends Element = HTMLElement>(element: PageActivity, selector: string) =>
  element.renderRoot.querySelector<E>(selector)!;
const textOf = (element: PageActivity, selector: string) => one(element, selector).textContent?.trim();
const buttons = (element: PageActivity) => [...element.renderRoot.querySelectorAll('button')];
const openAnswers = (element: PageActivity) =>
  [...element.renderRoot.querySelectorAll('.answer:not([hidden])')].map(({textContent}) => textContent?.trim());

/** A window 600 px high in which the page has its headings and its end at the heights given. */
function layOut(element: PageActivity, {headings, end, top = 0}: {headings: number[]; end: number; top?: number}) {
  const at = (target: Element, y: number) => {
    target.getBoundingClientRect = () => ({top: y}) as DOMRect;
  };
  at(element, top);
  [...element.renderRoot.querySelectorAll('.section')].forEach((heading, index) => {
    at(heading, headings[index]!);
  });
  at(one(element, '.end'), end);
}

let frames: (() => void)[] = [];
function scroll(target: EventTarget = window) {
  target.dispatchEvent(new Event('scroll'));
  for (const frame of frames.splice(0)) frame();
}

/** The browser's observer, made to see when the test says so. */
let see: (isIntersecting: boolean) => void = () => {};
const scrolledTo: (string | null)[] = [];

beforeEach(() => {
  document.documentElement.lang = 'en';
  document.title = 'A page';
  document.body.innerHTML = '<main><h1>A page</h1></main>';
  frames = [];
  scrolledTo.length = 0;
  window.innerHeight = 600;
  vi.stubGlobal('requestAnimationFrame', (frame: () => void) => frames.push(frame));
  vi.stubGlobal(
    'IntersectionObserver',
    class {
      #stopped = false;
      constructor(callback: (entries: {isIntersecting: boolean}[]) => void) {
        see = (isIntersecting) => {
          if (!this.#stopped) callback([{isIntersecting}]);
        };
      }
      observe() {}
      disconnect() {
        this.#stopped = true;
      }
    },
  );
  Element.prototype.scrollIntoView = function (this: Element) {
    scrolledTo.push(this.textContent);
  };
});
afterEach(() => {
  document.body.innerHTML = '';
  vi.unstubAllGlobals();
});

describe('a page', () => {
  it('shows each part as what it is', async () => {
    const {element} = await shown(english);
    expect(textOf(element, 'p strong')).toBe('more');
    expect(textOf(element, 'p em')).toBe('words');
    expect(textOf(element, 'h2')).toBe('One');
    expect(textOf(element, 'h3')).toBe('Two');
    expect([...element.renderRoot.querySelectorAll('ul > li')].map((item) => item.textContent)).toEqual(['a', 'b']);
    expect(one<HTMLOListElement>(element, 'ol').start).toBe(3);
    expect(textOf(element, 'ol > li > p')).toBe('c');
    expect(textOf(element, 'blockquote')).toBe('said');
    expect(textOf(element, 'thead th[scope=col]')).toBe('x');
    expect(textOf(element, 'tbody td.right')).toBe('2');
    expect(one(element, 'hr')).not.toBeNull();
    expect(textOf(element, 'aside h4')).toBe('Mind this');
    expect(textOf(element, 'aside p')).toBe('Rest.');
    expect(textOf(element, 'dl dt')).toBe('Stress');
    expect(textOf(element, 'dl dd')).toBe('An answer.');
    expect(textOf(element, '.question')).toBe('Why?');
  });

  it('gives the help lines of the institution as numbers to tap', async () => {
    const {element} = await shown('Call:\n\n::help-lines');
    expect(element.renderRoot.querySelectorAll('.lines li')).toHaveLength(0);
    element.setting = {helpLines: [{number: '8 800 <b>', name: 'Trust', note: 'free'}]};
    await element.updateComplete;
    expect(textOf(element, '.lines li')).toBe('8 800 <b> Trust – free');
    expect(one<HTMLAnchorElement>(element, '.lines a').href).toBe('tel:8800');
  });

  it('opens a site beside the LMS, and a place of its own by moving there', async () => {
    const {element} = await shown(english);
    const [site, term] = element.renderRoot.querySelectorAll('a');
    expect(site).toMatchObject({href: 'https://a.kz/', target: '_blank', rel: 'noopener noreferrer'});
    const click = new MouseEvent('click', {bubbles: true, cancelable: true});
    term!.dispatchEvent(click);
    expect(click.defaultPrevented).toBe(true);
    expect(element.shadowRoot!.activeElement).toBe(one(element, '#term'));
  });

  it('draws a figure as one picture with its alternative, in the namespace of drawings', async () => {
    const {element} = await shown(english);
    const svg = one<SVGElement>(element, 'figure svg[role=img]');
    expect(svg.getAttribute('aria-label')).toBe('A hill that rises to the right');
    expect(svg.getAttribute('viewBox')).toBe('0 0 240 100');
    expect(svg.querySelector('path')).toMatchObject({namespaceURI: 'http://www.w3.org/2000/svg'});
    expect(svg.querySelector('text')!.textContent).toBe('<i>top</i>');
    expect(textOf(element, 'figcaption')).toBe('The hill');

    buttons(element)[0]!.click();
    await element.updateComplete;
    expect(one(element, 'figure svg')).toBe(svg);
  });

  it('shows what looks like HTML as text', async () => {
    const {element} = await shown(
      '\\<script>alert(1)\\</script>\n\n:::callout[\\<img src=x onerror=alert(1)>]\n\\<b>\n:::',
    );
    expect(textOf(element, 'p')).toBe('<script>alert(1)</script>');
    expect(textOf(element, 'aside h2')).toBe('<img src=x onerror=alert(1)>');
    expect(one(element, 'script, img, b')).toBeNull();
  });

  it('says in which language it is', async () => {
    const {element} = await shown(kazakh, {language: 'kk'});
    expect(one(element, '.page').lang).toBe('kk');
  });

  it('has no accessibility faults, closed or open', async () => {
    const {element} = await shown(english);
    const faults = async () => (await axe.run(document)).violations.map(({id, nodes}) => [id, nodes[0]?.html]);
    expect(await faults()).toEqual([]);
    buttons(element)[0]!.click();
    await element.updateComplete;
    expect(await faults()).toEqual([]);
  });
});

describe('a reveal', () => {
  it('is closed at first, and opened by a native button that names its question', async () => {
    const {element, said} = await shown(english);
    const [button] = buttons(element);
    expect(openAnswers(element)).toEqual([]);
    expect(button!.getAttribute('aria-expanded')).toBe('false');
    const name = button!.getAttribute('aria-labelledby')!.split(' ');
    expect(name.map((id) => textOf(element, `#${id}`))).toEqual(['Think first, then open', 'Why?']);

    button!.focus();
    button!.click();
    await element.updateComplete;
    expect(openAnswers(element)).toEqual(['Because.']);
    expect(button!.getAttribute('aria-expanded')).toBe('true');
    expect(button!.textContent).toBe('Close');
    expect(element.shadowRoot!.activeElement).toBe(button);
    expect(said).toMatchObject([{response: {opened: 1}, complete: false, score: null}]);
    expect(said[0]).toBeInstanceOf(ResponseEvent);
  });

  it('keeps a bit for each one that stands open', async () => {
    const {element, said} = await shown(english);
    for (const button of [buttons(element)[1]!, buttons(element)[0]!, buttons(element)[1]!]) {
      button.click();
      await element.updateComplete;
    }
    expect(said).toMatchObject([{response: {opened: 2}}, {response: {opened: 3}}, {response: {opened: 1}}]);
  });

  it('stands open again when the learner comes back', async () => {
    const {element} = await shown(english, {response: {opened: 2}});
    expect(openAnswers(element)).toEqual(['For that.']);
  });

  it('stays open, with the focus on it, in another language', async () => {
    const {element, said} = await shown(english, {response: {opened: 2}});
    buttons(element)[1]!.focus();
    Object.assign(element, {content: contentOf(kazakh), language: 'kk', labels: kk});
    await element.updateComplete;
    expect(openAnswers(element)).toEqual(['Сол үшін.']);
    expect(buttons(element)[0]!.textContent).toBe('Алдымен ойланыңыз, содан кейін ашыңыз');
    expect(said).toEqual([]);
  });
});

describe('reading a page', () => {
  it('is done when its end comes into view, and says so once', async () => {
    const {said} = await shown(english, {response: {opened: 1}});
    see(false);
    expect(said).toEqual([]);
    see(true);
    see(true);
    expect(said).toMatchObject([{response: {opened: 1}, complete: true}]);
  });

  it('is seen without an observer too: at once where the page fits, else by scrolling', async () => {
    Reflect.deleteProperty(globalThis, 'IntersectionObserver');
    const rect = vi.spyOn(Element.prototype, 'getBoundingClientRect').mockReturnValue({top: 601} as DOMRect);
    const {element, said} = await shown(english);
    expect(said).toEqual([]);
    rect.mockRestore();
    layOut(element, {headings: [900, 900], end: 600});
    scroll();
    scroll();
    expect(said).toMatchObject([{complete: true}]);

    const short = await shown('Short.');
    expect(short.said).toMatchObject([{response: {}, complete: true}]);
  });

  it('counts the headings scrolled past, once a frame and only when the number changes', async () => {
    const {element, said} = await shown(english);
    layOut(element, {headings: [150, 700], end: 2000, top: -100});
    window.dispatchEvent(new Event('scroll'));
    scroll();
    scroll(document.querySelector('main')!);
    layOut(element, {headings: [-900, 150], end: 900, top: -1200});
    scroll();
    expect(said).toMatchObject([{step: 1}, {step: 2}]);
    expect(said.every((event) => event instanceof StepEvent)).toBe(true);
  });

  it('asks for one frame however often it scrolls', async () => {
    await shown(english);
    for (let times = 0; times < 5; times++) window.dispatchEvent(new Event('scroll'));
    expect(frames).toHaveLength(1);
  });

  it('goes on at the section where the learner was, and takes that for no step of theirs', async () => {
    const {element, said} = await shown(english, {step: 2});
    expect(scrolledTo).toEqual(['Two']);
    layOut(element, {headings: [-100, 400], end: 500, top: 0});
    scroll();
    expect(said).toEqual([]);
    layOut(element, {headings: [-50, 450], end: 550, top: 50});
    scroll();
    expect(said).toMatchObject([{step: 1}]);
  });

  it('begins at its beginning without scrolling', async () => {
    await shown(english);
    expect(scrolledTo).toEqual([]);
  });

  it('stays at its section in another language, and nowhere else moves by itself', async () => {
    const {element} = await shown(english);
    layOut(element, {headings: [10, 700], end: 2000, top: -300});
    scroll();
    buttons(element)[0]!.click();
    await element.updateComplete;
    expect(scrolledTo).toEqual([]);
    element.content = contentOf(kazakh);
    await element.updateComplete;
    expect(scrolledTo).toEqual(['Екі']);
  });

  it('is done after it was moved in the document, too', async () => {
    const {element, said} = await shown(english);
    document.body.append(element);
    see(true);
    expect(said).toMatchObject([{complete: true}]);
  });

  it('stops listening when it is taken away', async () => {
    const {element, said} = await shown(english);
    element.remove();
    see(true);
    window.dispatchEvent(new Event('scroll'));
    expect(frames).toEqual([]);
    expect(said).toEqual([]);
  });
});
