import {css, html, LitElement, nothing} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import {controls, prose} from '../../ui/styles.ts';
import {fill} from '../../ui/text.ts';
import {textField, textFields, typing} from '../../ui/text-field.ts';
import {inOrder, type Lane, longestNote, type Mark, mostMarks, tenth} from './marks.ts';
import type {Playing} from './playing.ts';
import {timeline, timelineLooks} from './timeline.ts';
import {clock} from './times.ts';
import type {TimedTranscript} from './transcript.ts';
import type {Labels} from './words/en.ts';

/** All marks as they now stand. */
export class MarksEvent extends Event {
  static readonly type = 'speech-marks';
  constructor(readonly marks: readonly Mark[]) {
    super(MarksEvent.type);
  }
}

/** The learner has listened, or wants to go back. */
export class ListenedEvent extends Event {
  static readonly type = 'speech-listened';
  constructor(readonly done: boolean) {
    super(ListenedEvent.type);
  }
}

/**
 * A speech that is listened to and marked: by tap, or by the keys 1–8 while the focus is inside (WCAG 2.1.4). Times can be
 * moved and words written afterwards.
 * @fires speech-marks - after each change
 * @fires speech-listened - at the end, or on the way back
 */
@customElement('speech-marking')
export class SpeechMarking extends LitElement {
  static override styles = [
    controls,
    prose,
    textFields,
    timelineLooks,
    css`
      .buttons {
        display: flex;
        flex-wrap: wrap;
        gap: var(--space);
        align-items: center;
        margin-bottom: var(--space);
      }
      input[type='range'] {
        width: 100%;
        min-height: 32px;
        margin: 0;
        accent-color: var(--accent);
      }
      .criteria {
        display: grid;
        grid-template-columns: repeat(auto-fill, minmax(min(100%, 270px), 1fr));
        gap: 4px calc(var(--space) * 2);
        margin: calc(var(--space) * 2) 0;
        padding: 0;
        list-style: none;
      }
      .criteria li {
        display: flex;
        gap: 4px;
        align-items: center;
        margin: 0;
      }
      .criteria span {
        flex: 1;
        min-width: 0;
      }
      .criteria button {
        min-width: 48px;
        padding: 0;
        font-size: 1.2em;
      }
      .sticky {
        position: sticky;
        top: 53px; /* the player's header */
        background: var(--paper);
        padding: var(--space) 0;
        z-index: 1;
      }
      .spoken span.later {
        visibility: hidden;
      }
      .spoken .silence {
        color: var(--accent);
        letter-spacing: 0.3em;
      }
      ol {
        list-style: none;
        padding: 0;
      }
      .mark > button {
        margin-left: var(--space);
      }
      select {
        font: inherit;
        min-height: 44px;
        max-width: 100%;
      }
      @media print {
        .sticky,
        .criteria,
        .sign {
          display: none;
        }
      }
    `,
  ];
  @property({attribute: false}) labels!: Labels;
  @property() lane: Lane = 'own';
  @property({attribute: false}) criteria: readonly string[] = [];
  @property({attribute: false}) names: Readonly<Record<string, string>> = {};
  @property({attribute: false}) marks: readonly Mark[] = [];
  @property({attribute: false}) playing!: Playing;
  /** The words of a sample speech. */
  @property({attribute: false}) transcript: TimedTranscript | null = null;
  /** What to draw, where it was measured. */
  @property({attribute: false}) strip = '';

  @state() private sign: Mark['sign'] = '+';
  @state() private said = '';
  /** The mark whose details are open, by its place in the list. */
  @state() private open: number | null = null;
  private history: readonly (readonly Mark[])[] = [];
  private typing = typing(this, (texts) => {
    let {marks} = this;
    for (const [item, text] of Object.entries(texts)) {
      const at = Number(item.slice('note_'.length));
      marks = marks.map((mark, place) => (place === at ? {...mark, note: text.trim().slice(0, longestNote)} : mark));
    }
    this.change(marks);
  });

  override firstUpdated() {
    this.renderRoot.querySelector<HTMLElement>('h2')?.focus();
  }

  override render() {
    const {labels, playing} = this;
    const {marking} = labels;
    const {time, length, running} = playing;
    const isClock = length === null;
    const verb = isClock
      ? running
        ? marking.stop_clock
        : marking.start_clock
      : running
        ? marking.pause
        : marking.play;
    return html`
      <div @keydown=${this.onKey}>
        <h2 tabindex="-1">${marking[this.lane]}</h2>
        <p class="soft screen">${marking.about}</p>
        <div class="sticky">
          <div class="buttons">
            <button class="primary play" @click=${this.toggle}>${verb}</button>
            ${
              isClock
                ? nothing
                : html`
                    <button class="sooner" @click=${() => playing.seek(time - 5)} aria-label=${marking.earlier} title=${marking.earlier}>−5</button>
                    <button class="later" @click=${() => playing.seek(time + 5)} aria-label=${marking.later} title=${marking.later}>+5</button>`
            }
            <span class="time">${isClock ? clock(time) : fill(marking.at, {at: clock(time), length: clock(length)})}</span>
            <button class="undo" ?disabled=${this.history.length === 0} @click=${this.undo}>${marking.undo}</button>
          </div>
          ${
            isClock
              ? nothing
              : html`<input
                  type="range"
                  min="0"
                  max=${Math.ceil(length)}
                  step="1"
                  aria-label=${marking.place}
                  aria-valuetext=${fill(marking.at, {at: clock(time), length: clock(length)})}
                  .value=${String(Math.round(time))}
                  @input=${(event: Event) => playing.seek(Number((event.target as HTMLInputElement).value))}
                />`
          }
        </div>
        ${this.spoken()}
        ${
          this.strip === ''
            ? nothing
            : timeline(
                [{name: '', seconds: length ?? time, strip: this.strip, pauses: [], layers: [this.marks]}],
                this.criteria,
                time,
              )
        }
        <ul class="criteria">
          ${this.criteria.map((criterion, at) => {
            const name = this.names[criterion] ?? criterion;
            return html`
              <li>
                <span>${at + 1} ${name}</span>
                <button class="plus" aria-label=${fill(marking.plus, {criterion: name})} @click=${() => this.add(criterion, '+')}>+</button>
                <button class="minus" aria-label=${fill(marking.minus, {criterion: name})} @click=${() => this.add(criterion, '-')}>−</button>
              </li>`;
          })}
        </ul>
        <fieldset class="sign">
          <legend class="soft">${marking.sign}</legend>
          ${(['+', '-'] as const).map(
            (sign) => html`
              <label class="choice">
                <input
                  type="radio"
                  name="sign"
                  value=${sign}
                  .checked=${this.sign === sign}
                  @change=${() => {
                    this.sign = sign;
                  }}
                />
                <span>${sign === '+' ? marking.good : marking.better}</span>
              </label>`,
          )}
        </fieldset>
        <p class="said" role="status">${this.said}</p>
      </div>
      <h3>${labels.marks}</h3>
      ${
        this.marks.length === 0
          ? html`<p class="soft">${labels.no_marks}</p>`
          : html`<ol>
              ${this.marks.map((mark, at) => this.mark(mark, at))}
            </ol>`
      }
      <div class="actions">
        <button class="primary heard" @click=${() => this.over(true)}>${marking.heard}</button>
        <button class="back" @click=${() => this.over(false)}>${labels.back}</button>
      </div>`;
  }

  /** The words so far, at speaking pace; silences can be seen. The whole text is there for whoever wants to read it. */
  private spoken() {
    const {transcript, labels} = this;
    if (!transcript) return nothing;
    const {time} = this.playing;
    return html`
      <p class="card spoken" aria-hidden="true">
        ${transcript.words.map(
          ({word, at, pause}) =>
            html`<span class=${at > time ? 'later' : ''}>${word} ${pause >= 0.6 ? html`<span class="silence">${'·'.repeat(Math.min(8, Math.round(pause * 2)))}</span> ` : nothing}</span>`,
        )}
      </p>
      <details class="screen">
        <summary>${labels.marking.transcript}</summary>
        <p>${transcript.words.map(({word}) => word).join(' ')}</p>
      </details>`;
  }

  private mark(mark: Mark, at: number) {
    const {labels} = this;
    const title = fill(labels.mark, {
      at: clock(mark.at),
      sign: mark.sign === '+' ? '+' : '−',
      criterion: this.names[mark.criterion] ?? mark.criterion,
    });
    if (this.open !== at)
      return html`
        <li class="mark">
          ${title}<button class="quiet detail" aria-label=${`${labels.detail}: ${title}`} @click=${() => this.toOpen(at)}>${labels.detail}</button>
          ${mark.note ? html`<p class="written">${mark.note}</p>` : nothing}
        </li>`;
    const changed = (part: Partial<Mark>) =>
      this.change(this.marks.map((each, place) => (place === at ? {...each, ...part} : each)));
    return html`
      <li class="mark card">
        <h4 tabindex="-1">${title}</h4>
        <p class="soft" id="how">${labels.note_how}</p>
        ${textField(this.typing, `note_${at}`, labels.note, mark.note, 2)}
        <div class="buttons">
          <button class="earlier" @click=${() => this.shift(at, -1)}>${labels.sooner}</button>
          <button class="after" @click=${() => this.shift(at, 1)}>${labels.after}</button>
        </div>
        <label>
          ${labels.criterion}<br />
          <select name="criterion" @change=${(event: Event) => changed({criterion: (event.target as HTMLSelectElement).value})}>
            ${this.criteria.map((id) => html`<option value=${id} ?selected=${id === mark.criterion}>${this.names[id] ?? id}</option>`)}
          </select>
        </label>
        <fieldset>
          <legend>${labels.sign}</legend>
          ${(['+', '-'] as const).map(
            (sign) => html`
              <label class="choice">
                <input type="radio" name="sign_of_mark" value=${sign} .checked=${mark.sign === sign} @change=${() => changed({sign})} />
                <span>${sign === '+' ? labels.marking.good : labels.marking.better}</span>
              </label>`,
          )}
        </fieldset>
        <div class="actions">
          <button class="close" @click=${() => this.toOpen(null, at)}>${labels.close}</button>
          <button class="remove" @click=${() => this.takeAway(at)}>${labels.remove}</button>
        </div>
      </li>`;
  }

  private toggle = () => (this.playing.running ? this.playing.stop() : this.playing.play());

  private add(criterion: string, sign: Mark['sign']) {
    const {labels, marks} = this;
    if (marks.length >= mostMarks) {
      this.said = labels.marking.full;
      return;
    }
    const mark: Mark = {at: tenth(this.playing.time), criterion, sign, note: ''};
    this.open = null;
    this.change(inOrder([...marks, mark]));
    const name = this.names[criterion] ?? criterion;
    this.said = fill(labels.marking.marked, {criterion: name, sign: sign === '+' ? '+' : '−', at: clock(mark.at)});
  }

  private undo = () => {
    const [last] = this.history.slice(-1);
    if (!last) return;
    this.history = this.history.slice(0, -1);
    this.open = null;
    this.announce(last);
    this.said = this.labels.marking.undone;
  };

  /** Moves a mark in time; its place in the list may be another then. */
  private shift(at: number, by: number) {
    const mark = this.marks[at];
    if (!mark) return;
    const moved = {...mark, at: Math.max(0, tenth(Math.min(mark.at + by, this.playing.length ?? mark.at + by)))};
    const marks = inOrder(this.marks.map((each) => (each === mark ? moved : each)));
    this.open = marks.indexOf(moved);
    this.change(marks);
  }

  private takeAway(at: number) {
    this.open = null;
    this.change(this.marks.filter((_, place) => place !== at));
    this.focusOn('h2');
  }

  private toOpen(at: number | null, from = 0) {
    this.open = at;
    void this.updateComplete.then(() => {
      if (at !== null) this.focusOn('h4');
      else this.renderRoot.querySelectorAll<HTMLElement>('.detail')[from]?.focus();
    });
  }

  private change(marks: readonly Mark[]) {
    this.history = [...this.history.slice(-49), this.marks];
    this.announce(marks);
  }

  private announce(marks: readonly Mark[]) {
    this.marks = marks;
    this.dispatchEvent(new MarksEvent(marks));
  }

  private over(done: boolean) {
    this.playing.stop();
    this.dispatchEvent(new ListenedEvent(done));
  }

  /** By the place of a key, not its letter: on a Cyrillic keyboard U is Г. */
  private onKey = (event: KeyboardEvent) => {
    const {code, key, altKey, ctrlKey, metaKey} = event;
    if (altKey || ctrlKey || metaKey) return;
    const inButton = event.composedPath()[0] instanceof HTMLButtonElement;
    const number = /^(?:Digit|Numpad)([1-8])$/.exec(code)?.[1];
    const criterion = number && !event.shiftKey ? this.criteria[Number(number) - 1] : undefined;
    if (criterion !== undefined) this.add(criterion, this.sign);
    else if (key === '+' || code === 'NumpadAdd' || (code === 'Equal' && !event.shiftKey)) this.sign = '+';
    else if (key === '-' || code === 'NumpadSubtract' || code === 'Minus') this.sign = '-';
    else if (code === 'KeyU') this.undo();
    else if (key === ' ' && !inButton) this.toggle();
    else return;
    event.preventDefault();
  };

  private focusOn(selector: string) {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'speech-marking': SpeechMarking;
  }
  interface HTMLElementEventMap {
    'speech-marks': MarksEvent;
    'speech-listened': ListenedEvent;
  }
}
