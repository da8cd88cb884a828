import {css, html, LitElement, nothing, type PropertyValues, type TemplateResult} from 'lit';
import {customElement, property} from 'lit/decorators.js';
import {guard} from 'lit/directives/guard.js';
import type {Language, Response} from '../../training/index.ts';
import {controls, prose} from '../../ui/styles.ts';
import {type ActivityElement, ResponseEvent, type Setting, StepEvent} from '../activity.ts';
import type {Block, Drawing, Inlines, PageContent} from './blocks.ts';
import type {PageLabels} from './words/en.ts';

/**
 * Shows a page to read. Done once its end has come into view; its step is the number of headings scrolled past.
 * @fires activity-response - when a reveal is opened or closed; complete when the end was reached
 * @fires activity-step - when another section is being read
 */
@customElement('page-activity')
export class PageActivity extends LitElement implements ActivityElement {
  static override styles = [
    controls,
    prose,
    css`
      :host {
        display: block;
      }
      .page {
        max-width: var(--measure);
      }
      .section {
        scroll-margin-top: calc(var(--space) * 3);
      }
      hr {
        width: calc(var(--space) * 12);
        margin: calc(var(--space) * 5) auto;
        border: 0;
        border-top: 1px solid var(--ink-soft);
      }
      .block {
        margin: calc(var(--space) * 4) 0;
        break-inside: avoid;
      }
      .block > :last-child,
      dd > :last-child,
      .answer > :last-child,
      blockquote > :last-child {
        margin-bottom: 0;
      }
      .callout {
        padding: calc(var(--space) * 2.5);
        border: 1px solid var(--line);
        border-inline-start: 6px double var(--accent);
        border-radius: var(--radius);
        background: var(--card);
      }
      .callout > :first-child {
        margin-top: 0;
      }
      .definition {
        padding: calc(var(--space) * 2) 0;
        border-block: 1px solid var(--ink-soft);
      }
      dt {
        font-size: 1.1em;
        font-style: italic;
        font-weight: 600;
      }
      dd {
        margin: calc(var(--space) / 2) 0 0 calc(var(--space) * 3);
      }
      .question {
        margin-bottom: calc(var(--space) * 1.5);
        font-weight: 600;
      }
      .answer {
        padding-top: calc(var(--space) * 2);
      }
      .wide {
        overflow-x: auto;
        margin-bottom: 1em;
      }
      .wide > table {
        margin: 0;
      }
      .center {
        text-align: center;
      }
      .right {
        text-align: end;
      }
      .lines a {
        display: inline-block;
        padding: 10px 4px; /* 44 px to tap */
        font-weight: 700;
      }
      figure {
        margin-inline: 0;
      }
      figcaption {
        margin-top: var(--space);
        font-size: var(--text-small);
        color: var(--ink-soft);
        text-align: center;
      }
      svg {
        display: block;
        width: 100%;
        max-width: 30rem;
        height: auto;
        margin: 0 auto;
        fill: none;
        stroke: var(--ink);
        stroke-width: 2;
        stroke-linecap: round;
        stroke-linejoin: round;
      }
      svg * {
        vector-effect: non-scaling-stroke;
      }
      .fill {
        fill: var(--accent-soft);
        stroke: none;
      }
      .line {
        stroke: var(--ink);
      }
      .soft {
        stroke: var(--ink-soft);
        stroke-width: 1;
      }
      .accent {
        stroke: var(--accent);
      }
      .dash {
        stroke-dasharray: 6 5;
      }
      .dot,
      text {
        fill: var(--ink);
        stroke: none;
      }
      .dot.soft,
      text.soft {
        fill: var(--ink-soft);
      }
      .dot.accent,
      text.accent {
        fill: var(--accent);
      }
      @media print {
        .answer[hidden] {
          display: block;
        }
        h2,
        h3,
        .question {
          break-after: avoid;
        }
        .wide {
          overflow: visible;
        }
        svg {
          print-color-adjust: exact;
        }
      }
    `,
  ];

  @property({attribute: false}) content!: PageContent;
  /** `opened`: a bit for each reveal that stands open. */
  @property({attribute: false}) response: Response = {};
  /** How many headings were scrolled past; read again only when there is new content. */
  @property({attribute: false}) step = 0;
  @property({attribute: false}) language: Language = 'en';
  @property({attribute: false}) labels!: PageLabels;
  @property({attribute: false}) setting!: Setting;

  #done = false;
  #frame = 0;
  /** Where we ourselves scrolled to: as long as the page stands there, the learner has not moved. */
  #restored: number | null = null;
  #observer: IntersectionObserver | null = null;

  override connectedCallback() {
    super.connectedCallback();
    // Capturing, because whatever box scrolls us, its event does not bubble.
    window.addEventListener('scroll', this.#scrolled, {capture: true, passive: true});
    if (this.hasUpdated) this.#watchEnd();
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    window.removeEventListener('scroll', this.#scrolled, {capture: true});
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#observer?.disconnect();
  }

  override render() {
    return html`
      <div class="page" lang=${this.language} @click=${this.#follow}>
        ${this.content.words.body.map(this.#block)}
        <div class="end"></div>
      </div>`;
  }

  override updated(changed: PropertyValues<this>) {
    if (!changed.has('content')) return;
    this.#done = false;
    if (this.step > 0) {
      // As many sections in every language (`shapeOf`), but not the same height: the reader stays where they were.
      this.#sections()[this.step - 1]?.scrollIntoView({block: 'start', behavior: 'instant'});
      this.#restored = this.getBoundingClientRect().top;
    }
    this.#watchEnd();
  }

  #block = (block: Block): TemplateResult => {
    switch (block.type) {
      case 'heading':
        return block.level === 2
          ? html`<h2 class="section">${inline(block.text)}</h2>`
          : html`<h3 class="section">${inline(block.text)}</h3>`;
      case 'paragraph':
        return html`<p>${inline(block.text)}</p>`;
      case 'text':
        return html`${inline(block.text)}`;
      case 'list': {
        const items = block.items.map((item) => html`<li>${item.map(this.#block)}</li>`);
        return block.start === null ? html`<ul>${items}</ul>` : html`<ol start=${block.start}>${items}</ol>`;
      }
      case 'quote':
        return html`<blockquote>${block.body.map(this.#block)}</blockquote>`;
      case 'table':
        // Focusable, so that a table wider than a phone can be scrolled by keyboard.
        return html`
          <div class="wide" role="group" tabindex="0" aria-label=${this.labels.table}>
            <table>
              <thead>
                <tr>${block.head.map((cell, column) => headCell(cell, block.align[column]))}</tr>
              </thead>
              <tbody>
                ${block.rows.map(
                  (row) =>
                    html`<tr>${row.map((cell, column) => html`<td class=${block.align[column] ?? nothing}>${inline(cell)}</td>`)}</tr>`,
                )}
              </tbody>
            </table>
          </div>`;
      case 'divider':
        return html`<hr>`;
      case 'callout':
        return html`
          <aside class="block callout" role="note" id=${block.id ?? nothing}>
            ${calloutHeading(block.level, inline(block.heading))}${block.body.map(this.#block)}
          </aside>`;
      case 'definition':
        return html`
          <dl class="block definition" id=${block.id ?? nothing}>
            <dt>${inline(block.term)}</dt>
            <dd>${block.body.map(this.#block)}</dd>
          </dl>`;
      case 'reveal': {
        const {id, index} = block;
        const open = (this.#opened & (1 << index)) !== 0;
        return html`
          <div class="block card" id=${id}>
            <p class="question" id="${id}-question">${inline(block.question)}</p>
            <button
              id="${id}-button"
              aria-expanded=${open}
              aria-controls="${id}-answer"
              aria-labelledby="${id}-button ${id}-question"
              @click=${() => this.#toggle(index)}
            >${open ? this.labels.close : this.labels.open}</button>
            <div class="answer" id="${id}-answer" ?hidden=${!open}>${block.body.map(this.#block)}</div>
          </div>`;
      }
      case 'figure':
        return html`
          <figure class="block" id=${block.id ?? nothing}>
            ${guard([block], () => draw(block.drawing, block.alternative))}
            ${block.caption === null ? nothing : html`<figcaption>${block.caption}</figcaption>`}
          </figure>`;
      case 'help-lines':
        return html`
          <ul class="lines">
            ${this.setting.helpLines.map(
              ({number, name, note}) =>
                html`<li><a href=${`tel:${number.replace(/[^\d+]/g, '')}`}>${number}</a> ${name}${note ? html` – ${note}` : nothing}</li>`,
            )}
          </ul>`;
    }
  };

  get #opened() {
    const {opened} = this.response;
    return typeof opened === 'number' ? opened : 0;
  }

  #toggle(index: number) {
    this.response = {...this.response, opened: this.#opened ^ (1 << index)};
    this.dispatchEvent(new ResponseEvent(this.response, this.#done));
  }

  /** A link to `#id`: the page lives in a shadow root, where the browser would not look, and the address is the LMS's. */
  #follow(event: Event) {
    const href = (event.target as Element).closest('a')?.getAttribute('href');
    if (!href?.startsWith('#')) return;
    event.preventDefault();
    const target = this.renderRoot.querySelector<HTMLElement>(href);
    if (!target) return;
    target.tabIndex = -1;
    target.focus();
  }

  #sections = () => [...this.renderRoot.querySelectorAll('.section')];
  #end = () => this.renderRoot.querySelector('.end')!;

  /** The end is seen by the browser's own observer, which knows the part of a frame that the LMS's page shows. */
  #watchEnd() {
    this.#observer?.disconnect();
    if (!('IntersectionObserver' in window)) return this.#lookForEnd();
    this.#observer = new IntersectionObserver((entries) => {
      if (entries.some(({isIntersecting}) => isIntersecting)) this.#reachEnd();
    });
    this.#observer.observe(this.#end());
  }

  #lookForEnd() {
    if (this.#end().getBoundingClientRect().top <= innerHeight) this.#reachEnd();
  }

  #reachEnd() {
    this.#observer?.disconnect();
    if (this.#done) return;
    this.#done = true;
    this.dispatchEvent(new ResponseEvent(this.response, true));
  }

  #scrolled = () => {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (!('IntersectionObserver' in window)) this.#lookForEnd();
      const {top} = this.getBoundingClientRect();
      if (this.#restored !== null && Math.abs(top - this.#restored) < 2) return;
      this.#restored = null;
      // A heading in the upper third of the window is being read.
      const step = this.#sections().filter((section) => section.getBoundingClientRect().top < innerHeight / 3).length;
      if (step === this.step) return;
      this.step = step;
      this.dispatchEvent(new StepEvent(step));
    });
  };
}

function inline(inlines: Inlines): unknown {
  return inlines.map((part) => {
    if (typeof part === 'string') return part;
    const text = inline(part.text);
    if (part.type !== 'link') return part.type === 'strong' ? html`<strong>${text}</strong>` : html`<em>${text}</em>`;
    // A new window for the web: in this one it would end the session with the LMS.
    return part.href.startsWith('https:')
      ? html`<a href=${part.href} target="_blank" rel="noopener noreferrer">${text}</a>`
      : html`<a href=${part.href}>${text}</a>`;
  });
}

const headCell = (cell: Inlines, align: string | null | undefined) =>
  cell.length > 0 ? html`<th scope="col" class=${align ?? nothing}>${inline(cell)}</th>` : html`<td></td>`;

const calloutHeading = (level: 2 | 3 | 4, text: unknown) =>
  level === 2 ? html`<h2>${text}</h2>` : level === 3 ? html`<h3>${text}</h3>` : html`<h4>${text}</h4>`;

/** A drawing as one picture with a text alternative; built node by node, so nothing in it is parsed. */
function draw(drawing: Drawing, alternative: string): SVGElement {
  const svg = nodeOf(drawing);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', alternative);
  return svg;
}

function nodeOf([name, attributes, inside]: Drawing): SVGElement {
  const node = document.createElementNS('http://www.w3.org/2000/svg', name) as SVGElement;
  for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, value);
  node.append(...inside.map((part) => (typeof part === 'string' ? part : nodeOf(part))));
  return node;
}

declare global {
  interface HTMLElementTagNameMap {
    'page-activity': PageActivity;
  }
}
