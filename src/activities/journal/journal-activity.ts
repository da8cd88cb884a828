import {css, html, LitElement, nothing} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import type {Language, Response} from '../../training/index.ts';
import {dayOf} from '../../ui/day.ts';
import {download} from '../../ui/download.ts';
import {controls, prose} from '../../ui/styles.ts';
import {textField, textFields, typing} from '../../ui/text-field.ts';
import {type ActivityElement, type Related, ResponseEvent, type Setting, type TrainingFacts} from '../activity.ts';
import {type Entry, entriesOf, entryFrom, freeSlot, type KeptEntry, kept} from './entries.ts';
import {dateOf, files} from './files.ts';
import type {JournalContent} from './journal.ts';
import type {Labels} from './words/en.ts';

/**
 * Keeps a journal: write to a prompt or freely, read, change, delete and take away what was written (R-62).
 * @fires activity-response - while writing; complete with the first entry kept, or with "not now"
 */
@customElement('journal-activity')
export class JournalActivity extends LitElement implements ActivityElement {
  static override styles = [
    controls,
    prose,
    textFields,
    css`
      ol {
        list-style: none;
        padding: 0;
      }
      h3 {
        margin-bottom: 0;
      }
    `,
  ];
  /** What the author wrote. */
  @property({attribute: false}) content!: JournalContent;
  /** An entry an item, and the draft of the next (`entries.ts`). */
  @property({attribute: false}) response: Response = {};
  @property({type: Number}) step = 0;
  @property() language: Language = 'en';
  @property({attribute: false}) labels!: Labels;
  @property({attribute: false}) setting: Setting = {helpLines: []};
  @property({attribute: false}) facts!: TrainingFacts;
  /** The activities whose rules are shown (`collects`). */
  @property({attribute: false}) related: Readonly<Record<string, Related>> = {};
  /** The clock: an entry is kept with its day. */
  @property({attribute: false}) now = () => new Date();

  @state() private note: keyof Labels['notes'] | null = null;
  @state() private editing: string | null = null;
  /** Deleted entries, until the page is left: a slip of the finger must not cost a text. */
  @state() private deleted: readonly Entry[] = [];
  private typing = typing(this, (texts) => this.write(texts));

  override render() {
    if (!this.content || !this.labels) return nothing;
    const {content, labels, response} = this;
    const entries = entriesOf(content.rules, response);
    const note = this.note ?? (response.stage === 'not_now' && entries.length === 0 ? 'not_now' : null);
    const elsewhere = response.stage === 'kept' && entries.length + this.deleted.length === 0;
    return html`
      <div class="screen">
        <p>${content.words.intro}</p>
        <p class="card">${labels.where} ${elsewhere ? labels.elsewhere : nothing}</p>
        ${this.form()}
        <p class="note" role="status" tabindex="-1">${note ? labels.notes[note] : nothing}</p>
        <div class="actions">
          <button class="primary save" @click=${this.save}>${labels.save}</button>
          ${
            entries.length === 0 && response.stage === undefined
              ? html`<button class="quiet not-now" @click=${this.notNow}>${labels.not_now}</button>`
              : nothing
          }
          ${this.deleted.length > 0 ? html`<button class="undo" @click=${this.undo}>${labels.undo}</button>` : nothing}
        </div>
      </div>
      ${this.collected()} ${entries.length > 0 ? this.list(entries) : nothing}`;
  }

  /** Rules that the learner wrote elsewhere: to look at while writing, and on paper. */
  private collected() {
    const rules = Object.values(this.related).flatMap(({title, response: {rule}}) =>
      typeof rule === 'string' && rule !== '' ? [{title, rule}] : [],
    );
    if (rules.length === 0) return nothing;
    return html`
      <h2>${this.labels.rules}</h2>
      <ul class="rules">
        ${rules.map(({title, rule}) => html`<li><span class="written">${rule}</span><br /><span class="soft">${title}</span></li>`)}
      </ul>`;
  }

  private form() {
    const {rules, words} = this.content;
    const draft = this.draft;
    const choice = (prompt: string | null, text: string | undefined) => html`
      <label class="choice">
        <input
          type="radio"
          name="prompt"
          value=${prompt ?? ''}
          .checked=${draft.prompt === prompt}
          @change=${() => this.keepDraft({...this.draft, prompt})}
        />
        <span>${text}</span>
      </label>`;
    return html`
      <fieldset>
        <legend>${this.labels.about}</legend>
        ${rules.prompts.map((prompt) => choice(prompt, words.prompts[prompt]))} ${choice(null, this.labels.free)}
      </fieldset>
      ${textField(this.typing, 'draft', this.labels.text, draft.text, 5)}`;
  }

  private list(entries: readonly KeptEntry[]) {
    const {labels} = this;
    return html`
      <h2>${labels.entries}</h2>
      <ol>
        ${entries.map((entry) => this.entry(entry))}
      </ol>
      <div class="screen">
        <h2>${labels.take}</h2>
        <p>${labels.take_about}</p>
        <div class="actions">
          ${(['md', 'html', 'json'] as const).map(
            (type) => html`<button class=${type} @click=${() => this.take(type)}>${labels[type]}</button>`,
          )}
        </div>
      </div>`;
  }

  private entry(entry: KeptEntry) {
    const {labels} = this;
    const {slot, prompt, text} = entry;
    const date = dateOf(labels, entry);
    const editing = slot === this.editing;
    const button = (name: string, label: string, click: () => void) =>
      html`<button class=${name} aria-label=${`${label}: ${date}`} @click=${click}>${label}</button>`;
    return html`
      <li class="card" id=${slot}>
        <h3>${date}</h3>
        ${prompt ? html`<p class="soft">${this.content.words.prompts[prompt]}</p>` : nothing}
        ${editing ? textField(this.typing, slot, labels.text, text, 5) : html`<p class="written">${text}</p>`}
        <div class="actions screen">
          ${
            editing
              ? button('done', labels.done, () => this.edit(null, slot))
              : button('edit', labels.edit, () => this.edit(slot, slot))
          }
          ${button('remove', labels.remove, () => this.discard(entry))}
        </div>
      </li>`;
  }

  private get draft(): Entry {
    return entryFrom(this.content.rules, this.response.draft) ?? {day: null, prompt: null, text: ''};
  }

  /** What was typed goes into the draft or the entry it belongs to. */
  private write(texts: Readonly<Record<string, string>>) {
    const {draft, ...others} = texts;
    if (draft !== undefined) this.keepDraft({...this.draft, text: draft});
    const changed = Object.entries(others).flatMap(([slot, text]) => {
      const entry = entryFrom(this.content.rules, this.response[slot]);
      return entry ? [[slot, kept({...entry, text})]] : [];
    });
    if (changed.length > 0) this.answer({...this.response, ...Object.fromEntries(changed)});
  }

  private keepDraft(draft: Entry) {
    const {draft: _, ...others} = this.response;
    this.answer(draft.text || draft.prompt ? {...others, draft: kept(draft)} : others);
  }

  private save = () => {
    const {rules} = this.content;
    const {prompt, text} = this.draft;
    const {draft: _, ...others} = this.response;
    if (!text.trim()) {
      this.note = 'empty';
      return this.focusOn('textarea');
    }
    const day = dayOf(this.now());
    const slot = freeSlot(rules, others, day);
    if (slot) this.answer({...others, [slot]: kept({day, prompt, text: text.trim()}), stage: 'kept'}, true);
    this.note = slot ? 'saved' : 'full';
  };

  private notNow = () => {
    this.answer({...this.response, stage: 'not_now'}, true);
    this.focusOn('.note');
  };

  private edit(slot: string | null, at: string) {
    this.editing = slot;
    this.focusOn(slot ? `#${at} textarea` : `#${at} .edit`);
  }

  private discard({slot, ...entry}: KeptEntry) {
    const {[slot]: _, stage: __, ...others} = this.response;
    const left = entriesOf(this.content.rules, others).length > 0;
    this.deleted = [...this.deleted, entry];
    this.answer(left ? {...others, stage: 'kept'} : others);
    this.note = 'removed';
    this.focusOn('.undo');
  }

  private undo = () => {
    const entry = this.deleted[this.deleted.length - 1]!;
    const slot = freeSlot(this.content.rules, this.response, entry.day ?? 0);
    if (slot) {
      this.deleted = this.deleted.slice(0, -1);
      this.answer({...this.response, [slot]: kept(entry), stage: 'kept'});
      this.focusOn(`#${slot} .edit`);
    }
    this.note = slot ? 'restored' : 'full';
  };

  private take(type: keyof typeof files) {
    const text = files[type].write(this);
    download(`${this.facts.training}-journal.${type}`, files[type].type, text);
  }

  private answer(response: Response, complete = false) {
    this.note = null;
    this.response = response;
    this.dispatchEvent(new ResponseEvent(response, complete));
  }

  private focusOn(selector: string) {
    void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>(selector)?.focus());
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'journal-activity': JournalActivity;
  }
}
