import {html, LitElement, nothing, type TemplateResult} from 'lit';
import {customElement, property, state} from 'lit/decorators.js';
import {
  type ActivityElement,
  type ConnectedElement,
  type Content,
  ResponseEvent,
  type Setting,
  StepEvent,
  type TrainingFacts,
} from '../activities/activity.ts';
import {type DeviceHost, openDevice} from '../device/index.ts';
import {
  type ActivityOutline,
  activitiesOf,
  fits,
  type Language,
  languageLabels,
  languageNames,
  outcomeOf,
  progressOf,
  type Response,
  responseOf,
  type UnitOutline,
} from '../training/index.ts';
import {fill, ornament, plural, tokens, type UiWords} from '../ui/index.ts';
import {controls} from '../ui/styles.ts';
import type {Destt} from './global.ts';
import {type BaseWords, type Library, openLibrary} from './library.ts';
import {playerStyles} from './player-styles.ts';
import type {Records} from './records.ts';
import {shareable} from './shareable.ts';
import {type Sitting, sitDown} from './sitting.ts';
import type {Step, Trace} from './trace.ts';

/** What the learner sees. */
type Screen =
  | {readonly type: 'contents'}
  | {readonly type: 'activity'; readonly activity: ActivityOutline; readonly unit: UnitOutline}
  | {readonly type: 'finish'}
  | {readonly type: 'left'; readonly confirmed: boolean}
  | {readonly type: 'reload'; readonly again: () => void};

type Theme = 'auto' | 'light' | 'dark';
const themes: readonly Theme[] = ['auto', 'light', 'dark'];
const themeKey = 'destt/theme';

/** Plays a training: shows one activity at a time, and passes on what happened. */
@customElement('training-player')
export class TrainingPlayer extends LitElement {
  static override styles = [tokens, controls, playerStyles];

  /** What the launch page found; set once, starts everything. */
  @property({attribute: false}) destt: Destt | null = null;

  @state() private screen: Screen = {type: 'contents'};
  @state() private language: Language | null = null;
  @state() private busy = false;
  @state() private theme: Theme = 'auto';
  @state() private fileNote: string | null = null;

  private library!: Library;
  private sitting: Sitting | null = null;
  /** What happened before the records came, and may never come. */
  private steps: Step[] = [];
  private trace: Trace = this.steps;
  private records: Records | null = null;
  private darkScheme = matchMedia('(prefers-color-scheme: dark)');

  override connectedCallback() {
    super.connectedCallback();
    this.theme = storedTheme();
    this.darkScheme.addEventListener?.('change', this.showTheme);
    document.addEventListener('visibilitychange', this.onHidden);
    window.addEventListener('pagehide', this.onPageHide);
  }

  override disconnectedCallback() {
    super.disconnectedCallback();
    this.darkScheme.removeEventListener?.('change', this.showTheme);
    document.removeEventListener('visibilitychange', this.onHidden);
    window.removeEventListener('pagehide', this.onPageHide);
  }

  /** Begins: the device, the attempt, the first words; then the first screen. */
  async start(destt: Destt): Promise<void> {
    this.destt = destt;
    const {manifest, session} = destt;
    this.library = openLibrary(destt, document);
    this.style.setProperty('--hue', String(manifest.outline.hue));
    this.showTheme();
    const {outline} = manifest;
    const sitting = await sitDown({
      outline,
      session,
      openDevice: (key, attempt, confirmed) =>
        openDevice({outline, learner: session.learner.id, key, attempt, confirmed, cipher: null, host: deviceHost()}),
      language: destt.language,
      random,
      onChange: () => this.requestUpdate(),
      onEvent: (event, before) => this.trace.push({at: performance.now(), event, before}),
    });
    this.sitting = sitting;
    const at = sitting.question ? null : sitting.attempt.place.value?.activity;
    const found = at ? this.find(at) : null;
    if (found) await this.show(found.activity, found.unit, false);
    else await this.speak(destt.language, []);
    void this.updateComplete.then(() => this.afterFirst());
  }

  override updated(changed: Map<PropertyKey, unknown>) {
    const {screen} = this;
    if (changed.has('screen'))
      this.trace.push({at: performance.now(), shown: screen.type === 'activity' ? screen.activity.id : null});
  }

  override render() {
    const base = this.base();
    if (!base || !this.sitting) return nothing;
    const {ui, outline} = base;
    return html`
      <div class="frame" lang=${outline.language}>
        <button class="skip" @click=${this.focusMain}>${ui.skip}</button>
        ${this.renderHeader(base)}
        <main tabindex="-1" aria-busy=${this.busy}>${this.renderScreen(base)}</main>
        ${this.screen.type === 'left' ? nothing : this.renderBar(ui)}
      </div>`;
  }

  private renderHeader({ui, outline}: BaseWords) {
    const {manifest} = this.destt!;
    return html`
      <header style="--progress: ${progressOf(manifest.outline, this.sitting!.attempt)}">
        ${
          this.screen.type === 'left' || this.sitting!.question
            ? nothing
            : html`<button class="menu" aria-label=${ui.contents} title=${ui.contents} @click=${this.toContents}>
                <svg width="22" height="22" viewBox="0 0 22 22" stroke="currentColor" stroke-width="2" aria-hidden="true">
                  <path d="M3 5h16M3 11h16M3 17h10" />
                </svg>
              </button>`
        }
        <span class="title">${outline.title}</span>
        <div class="languages" role="group" aria-label=${ui.language}>
          ${manifest.outline.languages.map(
            (language) => html`<button
              lang=${language}
              aria-pressed=${language === outline.language}
              aria-label=${`${languageLabels[language]} ${languageNames[language]}`}
              @click=${() => this.switchTo(language)}
            >${languageLabels[language]}</button>`,
          )}
        </div>
        <button class="theme" aria-label=${ui[`theme_${this.theme}`]} title=${ui[`theme_${this.theme}`]} @click=${this.nextTheme}>
          <svg width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
            <circle cx="10" cy="10" r="8" fill="none" stroke="currentColor" stroke-width="2" />
            <path d=${themeShapes[this.theme]} fill="currentColor" />
          </svg>
        </button>
      </header>`;
  }

  private renderBar(ui: UiWords) {
    return html`
      <div class="bar">
        <p class="saving" role="status">${this.sitting!.question ? '' : ui[this.sitting!.line]}</p>
        ${
          this.sitting!.question || this.screen.type === 'reload'
            ? nothing
            : html`<button class="leave" @click=${this.leave}>${ui.save_and_leave}</button>`
        }
      </div>`;
  }

  private renderScreen(base: BaseWords): TemplateResult {
    if (this.sitting!.question) return this.renderQuestion(base);
    switch (this.screen.type) {
      case 'contents':
        return this.renderContents(base);
      case 'activity':
        return this.renderActivity(base, this.screen.activity, this.screen.unit);
      case 'finish':
        return this.renderFinish(base);
      case 'left':
        return this.renderLeft(base, this.screen.confirmed);
      case 'reload':
        return html`
          <h1 tabindex="-1">${base.ui.reload_title}</h1>
          <p>${base.ui.reload_text}</p>
          <div class="actions"><button class="primary" @click=${this.screen.again}>${base.ui.try_again}</button></div>`;
    }
  }

  private renderContents({ui, outline: words}: BaseWords) {
    const {outline} = this.destt!.manifest;
    const {attempt} = this.sitting!;
    const all = activitiesOf(outline).filter(({optional}) => !optional);
    const done = all.filter(({id}) => attempt.done[id] !== undefined).length;
    const next = this.nextOpen();
    return html`
      <h1 tabindex="-1">${words.title}</h1>
      <p>${words.description}</p>
      ${ornament}
      <p class="over">
        ${this.minutes(ui, activitiesOf(outline))} · ${fill(ui.progress, {done, all: all.length})}
      </p>
      ${
        next
          ? html`<div class="actions"><button class="primary" @click=${() => this.go(next.activity, next.unit)}>
              ${attempt.place.value ? ui.continue : ui.start}: ${words.activities[next.activity.id]}
            </button></div>`
          : nothing
      }
      <ol class="units">
        ${outline.units.map(
          (unit) => html`<li>
            <h2>${words.units[unit.id]}</h2>
            <ol class="activities">${unit.activities.map((activity) => this.renderEntry(ui, words.activities, activity, unit))}</ol>
          </li>`,
        )}
      </ol>
      ${this.renderMine(ui)}`;
  }

  private renderEntry(
    ui: UiWords,
    titles: Readonly<Record<string, string>>,
    activity: ActivityOutline,
    unit: UnitOutline,
  ) {
    const {attempt} = this.sitting!;
    const done = attempt.done[activity.id] !== undefined;
    const here = attempt.place.value?.activity === activity.id;
    const notes = [
      activity.private && (this.records?.privateLine(activity.id) ?? ui.private),
      activity.optional && ui.optional,
    ]
      .filter(Boolean)
      .join(' · ');
    return html`<li>
      <button aria-current=${here ? 'step' : nothing} @click=${() => this.go(activity, unit)}>
        <span class="mark" aria-hidden="true">${done ? '✓' : here ? '●' : '○'}</span>
        <span>
          ${titles[activity.id]}
          <span class="visually-hidden">${done ? ` – ${ui.done}` : ''}${here ? ` – ${ui.here}` : ''}</span>
          ${notes ? html`<span class="note">${notes}</span>` : nothing}
        </span>
        <span class="minutes">${this.minutes(ui, [activity])}</span>
      </button>
    </li>`;
  }

  private renderMine(ui: UiWords) {
    return html`
      <details class="mine">
        <summary>${ui.mine}</summary>
        <p>${ui.file_note}</p>
        <div class="actions">
          <button class="file-out" @click=${this.fileOut}>${ui.file_out}</button>
          <button class="file-in" @click=${() => this.renderRoot.querySelector<HTMLInputElement>('#file')?.click()}>${ui.file_in}</button>
          <input id="file" type="file" accept=".json,application/json" hidden @change=${this.fileIn} />
          <button class="print" @click=${() => window.print()}>${ui.print}</button>
        </div>
        <p role="status">${this.fileNote}</p>
        ${this.records?.panel() ?? nothing}
        <p class="licence">${ui.licence}</p>
      </details>`;
  }

  private renderActivity({ui, outline, setting}: BaseWords, activity: ActivityOutline, unit: UnitOutline) {
    const content = this.library.content(activity.id, this.language!);
    const behaviour = this.library.kind(activity.kind);
    if (!content || !behaviour) return html`<p role="status">${ui.loading}</p>`;
    const {attempt} = this.sitting!;
    // From the records' part, though not from the records, which a missing file may forbid.
    const own = this.destt!.parts.records?.ownSetting(this.language!);
    const all = activitiesOf(this.destt!.manifest.outline);
    const at = all.findIndex(({id}) => id === activity.id);
    const [before, after] = [this.beside(activity, -1), this.beside(activity, 1)];
    const done = attempt.done[activity.id] !== undefined;
    const response = this.responseTo(activity, content);
    const note = this.whereabouts(ui, activity, done, Object.keys(response).length === 0);
    return html`
      <p class="over">
        ${outline.units[unit.id]} · ${fill(ui.position, {at: at + 1, all: all.length})} · ${this.minutes(ui, [activity])}
      </p>
      <h1 tabindex="-1">${content.words.title}</h1>
      ${activity.private ? html`<p class="over">${this.records?.privateLine(activity.id) ?? ui.private}</p>` : nothing}
      ${note ? html`<p class="notice">${note}</p>` : nothing}
      ${this.elementOf(activity, behaviour.element, content, response, this.library.labels(activity.kind, this.language!), own ?? setting)}
      ${activity.items.some(({type}) => type === 'text') ? this.renderCarry(ui) : nothing}
      <nav class="steps">
        ${before ? html`<button @click=${() => this.go(before.activity, before.unit)}>${ui.back}</button>` : nothing}
        ${
          after
            ? html`<button class=${done ? 'primary' : nothing} @click=${() => this.go(after.activity, after.unit)}>
                ${ui.next}: ${outline.activities[after.activity.id]}
              </button>`
            : html`<button class=${done ? 'primary' : nothing} @click=${this.toEnd}>
                ${outcomeOf(this.destt!.manifest.outline, attempt) ? ui.finish : ui.to_contents}
              </button>`
        }
      </nav>`;
  }

  /** Free text leaves the device only by this tick, beside the sentence who could read it (DESIGN 3). */
  private renderCarry(ui: UiWords) {
    if (this.destt!.session.suspendDataLimit === 0) return nothing;
    return html`
      <label class="carry">
        <input type="checkbox" .checked=${this.sitting!.attempt.carriesTexts.value} @change=${this.carry} />
        <span>${ui.carry}<span class="note">${ui.carry_note}</span></span>
      </label>`;
  }

  private carry = async (event: Event) => {
    const texts = (event.target as HTMLInputElement).checked;
    this.sitting!.happened({type: 'carried', texts});
    await this.bringTexts().catch(() => {});
  };

  /** Why a private activity that was answered has no answers here, if it has none. */
  private whereabouts(ui: UiWords, activity: ActivityOutline, done: boolean, missing: boolean): string | null {
    if (!activity.private || !missing || this.answeredHere.has(activity.id)) return null;
    const since = this.sitting!.lockedSince(activity.id);
    if (since !== null) return fill(ui.locked, {date: this.date(ui, since)});
    return done ? ui.elsewhere : null;
  }
  /** Private activities that were answered in this sitting: their answers can't be "on another device". */
  private answeredHere = new Set<string>();

  /** One element an activity, kept while the activity is shown, so that a switch of language leaves it as it is. */
  private elementOf(
    activity: ActivityOutline,
    tag: string,
    content: Content,
    response: Response,
    labels: object,
    setting: Setting,
  ): ActivityElement {
    const shown = this.shown;
    const element = shown?.activity === activity.id ? shown.element : (document.createElement(tag) as ActivityElement);
    if (element !== shown?.element) {
      const {place} = this.sitting!.attempt;
      element.step = place.value?.activity === activity.id ? place.value.step : 0;
      this.shown = {activity: activity.id, element};
      element.addEventListener(ResponseEvent.type, (event) => this.answered(activity, event as ResponseEvent));
      element.addEventListener(StepEvent.type, (event) =>
        this.sitting!.happened({type: 'moved', activity: activity.id, step: (event as StepEvent).step}),
      );
    }
    element.lang = this.language!;
    const related = this.relatedTo(activity, content);
    return Object.assign(element, {
      content,
      response,
      labels,
      setting,
      related,
      facts: this.trainingFacts(),
      records: this.records?.notice() ?? null,
      vault: {...this.sitting!.vault, activity: activity.id, cipher: this.destt!.parts.cipher?.xchacha, random},
      language: this.language!,
    });
  }

  private relatedTo(activity: ActivityOutline, content: Content): ConnectedElement['related'] {
    const {attempt} = this.sitting!;
    const titles = this.base()!.outline.activities;
    const named = this.library.kind(activity.kind)?.related?.(content.rules as never) ?? [];
    return Object.fromEntries(
      named.map((id) => [
        id,
        {title: titles[id] ?? id, done: attempt.done[id] !== undefined, response: responseOf(attempt.answers[id])},
      ]),
    );
  }

  private trainingFacts(): TrainingFacts {
    const {outline} = this.destt!.manifest;
    const {attempt} = this.sitting!;
    const outcome = attempt.finished ? outcomeOf(outline, attempt) : null;
    const all = activitiesOf(outline).filter(({optional}) => !optional);
    return {
      training: outline.id,
      title: this.base()!.outline.title,
      version: outline.version,
      ects: outline.ects,
      level: outline.level,
      minutes: all.reduce((sum, {minutes}) => sum + minutes, 0),
      done: all.filter(({id}) => attempt.done[id] !== undefined).length,
      all: all.length,
      score: outcome && !outcome.ungraded ? outcome.score : null,
    };
  }
  private shown: {readonly activity: string; readonly element: ActivityElement} | null = null;

  private answered(activity: ActivityOutline, event: ResponseEvent) {
    const content = this.library.content(activity.id, this.language!);
    const behaviour = this.library.kind(activity.kind);
    if (!content || !behaviour) return;
    this.answeredHere.add(activity.id);
    const before = responseOf(this.sitting!.attempt.answers[activity.id]);
    const record = shareable(
      activity,
      behaviour,
      content,
      this.language!,
      this.library.labels(activity.kind, this.language!),
      before,
      event.response,
    );
    const {response, complete, score} = event;
    this.sitting!.happened({type: 'answered', activity: activity.id, response, complete, score}, record);
  }

  /** The answers this version of the activity can hold; others stay in the attempt, unshown. */
  private responseTo(activity: ActivityOutline, content: Content): Response {
    const items = this.library.kind(activity.kind)?.items(content.rules as never) ?? [];
    const given = Object.entries(responseOf(this.sitting!.attempt.answers[activity.id]));
    return Object.fromEntries(
      given.filter(([id, value]) => {
        const item = items.find((each) => each.id === id);
        return item && fits(item, value);
      }),
    );
  }

  private renderFinish({ui, outline: words}: BaseWords) {
    const {outline} = this.destt!.manifest;
    const {attempt} = this.sitting!;
    const outcome = outcomeOf(outline, attempt);
    return html`
      ${ornament}
      <h1 tabindex="-1">${ui.finished_title}</h1>
      <p><strong>${words.title}</strong></p>
      <p>${ui.finished_text} ${outcome && !outcome.ungraded ? fill(ui.finished_score, {score: outcome.score}) : ''}</p>
      <p>${ui.finished_again}</p>
      <div class="actions">
        <button class="primary" @click=${this.leave}>${ui.save_and_leave}</button>
        <button @click=${this.toContents}>${ui.to_contents}</button>
        <button @click=${() => window.print()}>${ui.print}</button>
      </div>`;
  }

  private renderLeft({ui}: BaseWords, confirmed: boolean) {
    const {line} = this.sitting!;
    const local = this.destt!.session.state === 'local';
    const text =
      line === 'memory'
        ? ui.left_nothing
        : local
          ? ui.left_local
          : confirmed || line === 'saved' || line === 'review' || line === 'browse'
            ? ui.left_saved
            : ui.left_kept;
    return html`
      ${ornament}
      <h1 tabindex="-1">${line === 'memory' ? ui.left_nothing_title : ui.left_title}</h1>
      <p role="status">${text}</p>
      ${
        local
          ? html`<div class="actions"><button class="primary" @click=${this.toContents}>${ui.go_on}</button></div>`
          : nothing
      }
      ${this.renderMine(ui)}`;
  }

  private renderQuestion({ui}: BaseWords) {
    const {saved, savedAt} = this.sitting!.question!;
    const all = activitiesOf(this.destt!.manifest.outline).filter(({optional}) => !optional);
    const done = all.filter(({id}) => saved.done[id] !== undefined).length;
    return html`
      <h1 tabindex="-1">${ui.ask_title}</h1>
      <p>${fill(ui.ask_text, {date: this.date(ui, savedAt)})} ${fill(ui.ask_unfinished, {done, all: all.length})}</p>
      <div class="actions">
        <button class="primary continue" @click=${() => this.decide('continue')}>${ui.ask_continue}</button>
        <button class="anew" @click=${() => this.decide('anew')}>${ui.ask_anew}</button>
      </div>
      <p class="over">${ui.ask_note}</p>`;
  }

  private decide(choice: 'continue' | 'anew') {
    const sitting = this.sitting!;
    sitting.answer(choice);
    const at = sitting.attempt.place.value?.activity;
    const found = at ? this.find(at) : null;
    if (found) void this.show(found.activity, found.unit, true);
    else this.toContents();
  }

  private toContents = () => {
    this.screen = {type: 'contents'};
    this.shown = null;
    this.focusHeading();
  };

  private toEnd = () => {
    if (!outcomeOf(this.destt!.manifest.outline, this.sitting!.attempt)) return this.toContents();
    this.screen = {type: 'finish'};
    this.shown = null;
    this.focusHeading();
  };

  private leave = () => {
    const confirmed = this.sitting!.close();
    this.trace.push({at: performance.now(), left: true});
    this.screen = {type: 'left', confirmed};
    this.shown = null;
    this.focusHeading();
  };

  private async go(activity: ActivityOutline, unit: UnitOutline) {
    const here = this.sitting!.attempt.place.value;
    if (here?.activity !== activity.id) this.sitting!.happened({type: 'moved', activity: activity.id, step: 0});
    await this.show(activity, unit, true);
  }

  private async show(activity: ActivityOutline, unit: UnitOutline, focus: boolean) {
    await this.speak(this.language ?? this.sitting!.attempt.language.value, [activity], () => {
      this.screen = {type: 'activity', activity, unit};
      this.shown = null;
      if (focus) this.focusHeading();
    });
    if (focus) void this.ahead();
  }

  /** Speaks a language once the words of what is shown are here; if they can't be had, says so and offers to try again. */
  private async speak(language: Language, shown: readonly ActivityOutline[], then: () => void = () => {}) {
    const screen = this.screen;
    this.busy = true;
    try {
      await this.library.need(shown, language);
      const {cipher} = this.destt!.parts;
      if (cipher) await this.sitting!.useCipher(cipher.xchacha);
      this.language = language;
      document.documentElement.lang = language;
      document.title = this.base()?.outline.title ?? document.title;
      if (screen.type === 'reload') this.screen = {type: 'contents'};
      then();
    } catch (error) {
      console.warn(error);
      this.screen = {type: 'reload', again: () => void this.speak(language, shown, then)};
    } finally {
      this.busy = false;
    }
  }

  private switchTo(language: Language) {
    if (language === this.language) return;
    const {screen} = this;
    const shown = screen.type === 'activity' ? [screen.activity] : [];
    void this.speak(language, shown, () => this.sitting!.happened({type: 'switched', language}));
  }

  /** What can wait until the first screen is shown: the institution's settings, the words to come. */
  private async afterFirst() {
    await new Promise((resolve) => setTimeout(resolve, 300));
    await this.library.script(this.destt!.manifest.files.settings).catch(() => {});
    await this.record().catch(console.warn);
    await this.bringTexts().catch(() => {});
    void this.ahead();
  }

  /** Brings the records, and hands them what has happened so far. */
  private async record() {
    const {openRecords} = await this.library.part('records');
    this.requestUpdate(); // help lines come with it
    this.records = await openRecords({
      destt: this.destt!,
      library: this.library,
      sitting: this.sitting!,
      device: deviceHost(),
      window,
      trace: this.steps,
      language: () => this.language!,
      onChange: () => this.requestUpdate(),
      happened: (event) => this.sitting!.happened(event),
    });
    this.trace = this.records;
    this.requestUpdate();
  }

  /** What packs free texts, once some travel or came with the LMS's data. */
  private async bringTexts() {
    if (this.sitting!.carriesTexts) this.sitting!.useTexts(await this.library.part('texts'));
  }

  /** Brings what comes next before it is asked for: on a poor line "Next" should not wait. */
  private async ahead() {
    const {outline} = this.destt!.manifest;
    const next = this.screen.type === 'activity' ? this.screen : this.nextOpen();
    const at = outline.units.findIndex(({id}) => id === next?.unit.id);
    const coming = outline.units.slice(Math.max(at, 0), at + 2).flatMap(({activities}) => activities);
    // Not before what is on its way to the screen has come.
    await this.updateComplete;
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (this.language) await this.library.need(coming, this.language).catch(() => {});
  }

  private fileOut = async () => {
    const part = await this.privatePart();
    part?.fileOut(this.sitting!, this.destt!.manifest.outline, this.records?.code ?? null);
  };

  /** The cipher and save files, with the private answers that lie here opened; null if the file can't be had just now. */
  private async privatePart() {
    try {
      const part = await this.library.part('cipher');
      await this.sitting!.useCipher(part.xchacha);
      return part;
    } catch {
      this.fileNote = this.base()?.ui.reload_text ?? null;
      return null;
    }
  }

  private fileIn = async (event: Event) => {
    const input = event.target as HTMLInputElement;
    const file = input.files?.[0];
    if (!file) return;
    const part = await this.privatePart();
    if (!part) return;
    const said = await part.fileIn(file, this.sitting!, this.destt!.manifest.outline, this.records?.code ?? null);
    input.value = '';
    this.fileNote = String(this.base()!.ui[said]);
  };

  private onHidden = () => {
    const visible = document.visibilityState !== 'hidden';
    this.trace.push({at: performance.now(), visible});
    if (!visible) this.sitting?.leave(false);
  };
  private onPageHide = (event: PageTransitionEvent) => {
    if (!event.persisted) this.trace.push({at: performance.now(), left: true});
    this.sitting?.leave(!event.persisted);
  };

  private nextTheme = () => {
    this.theme = themes[(themes.indexOf(this.theme) + 1) % themes.length]!;
    try {
      localStorage.setItem(themeKey, this.theme);
    } catch {
      // A browser that stores nothing shows the chosen colours until it is closed.
    }
    this.showTheme();
  };
  private showTheme = () => {
    const dark = this.theme === 'dark' || (this.theme === 'auto' && this.darkScheme.matches);
    this.setAttribute('theme', dark ? 'dark' : 'light');
    document.documentElement.style.colorScheme = dark ? 'dark' : 'light';
  };

  private focusMain = () => this.renderRoot.querySelector('main')?.focus();
  private focusHeading() {
    // Before the new screen is drawn: an element that resumes scrolls to its own place when it is.
    window.scrollTo(0, 0);
    void this.updateComplete.then(() => {
      this.renderRoot.querySelector('h1')?.focus({preventScroll: true});
    });
  }

  private base = () => (this.language ? this.library.base(this.language) : null);

  private find(id: string): {activity: ActivityOutline; unit: UnitOutline} | null {
    for (const unit of this.destt!.manifest.outline.units)
      for (const activity of unit.activities) if (activity.id === id) return {activity, unit};
    return null;
  }

  private beside(activity: ActivityOutline, by: 1 | -1) {
    const all = activitiesOf(this.destt!.manifest.outline);
    const other = all[all.findIndex(({id}) => id === activity.id) + by];
    return other ? this.find(other.id) : null;
  }

  /** Where "Continue" leads: the place left if it is not done, else the first activity that is not. */
  private nextOpen() {
    const {attempt} = this.sitting!;
    const open = activitiesOf(this.destt!.manifest.outline).filter(({id}) => attempt.done[id] === undefined);
    const at = attempt.place.value?.activity;
    const next = open.find(({id}) => id === at) ?? open.find(({optional}) => !optional) ?? open[0];
    return next ? this.find(next.id) : null;
  }

  private minutes(ui: UiWords, activities: readonly ActivityOutline[]) {
    const total = activities.reduce((sum, {minutes}) => sum + minutes, 0);
    return plural(this.language!, total, ui.minutes);
  }

  private date({date, months}: UiWords, time: number) {
    const on = new Date(time);
    if (date) return fill(date, {year: on.getFullYear(), month: months.split(' ')[on.getMonth()]!, day: on.getDate()});
    return new Intl.DateTimeFormat(this.language!, {dateStyle: 'long'}).format(time);
  }
}

const themeShapes: Readonly<Record<Theme, string>> = {
  auto: 'M10 4a6 6 0 0 1 0 12z',
  light: 'M10 8a2 2 0 1 1 0 4a2 2 0 1 1 0-4z',
  dark: 'M10 4a6 6 0 0 1 0 12a6 6 0 0 1 0-12z',
};

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** What the device may use of this page; a browser that forbids storage may throw at the very mention of it. */
function deviceHost(): DeviceHost {
  const allowed = <T>(get: () => T): T | null => {
    try {
      return get() ?? null;
    } catch {
      return null;
    }
  };
  return {
    localStorage: allowed(() => window.localStorage),
    indexedDB: allowed(() => window.indexedDB),
    random,
    now: Date.now,
    setTimeout: (run, milliseconds) => window.setTimeout(run, milliseconds),
  };
}

function storedTheme(): Theme {
  try {
    return themes.find((theme) => theme === localStorage.getItem(themeKey)) ?? 'auto';
  } catch {
    return 'auto';
  }
}
