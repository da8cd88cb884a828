import {html, LitElement, nothing} from 'lit';
import {customElement, state} from 'lit/decorators.js';
import {type Hosted, type HostFault, type HostRecord, hostTraining, serverStore} from '../host/index.ts';
import {type Language, languageFrom, languageNames, languages} from '../training/index.ts';
import {controls, plural, tokens} from '../ui/index.ts';
import {type Call, faultyApi} from './faulty-api.ts';
import {looks} from './looks.ts';
import {
  type Fault,
  faults,
  isLrsFormat,
  isScormFormat,
  type Listed,
  recordKey,
  type SeenStatement,
  type Told,
} from './messages.ts';
import {renderCalls, renderSeen, renderStatements} from './panel.ts';
import {seenInLrs, seenInRecord} from './seen.ts';
import {en, type PreviewWords} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const allWords: Readonly<Record<Language, PreviewWords>> = {kk, ru, en};
const views = {phone: [360, 666], moodle: [650, 666], full: [0, 800]} as const;
const learnerIds = ['teacher-1', 'teacher-2'] as const;
/** How long a slow platform blocks the page. */
const slowMs = 1500;
/** The log shows as many calls. */
const mostCalls = 300;

/** What is chosen: it stands in the address, so that a second device opens the same. */
interface Choice {
  readonly training: string;
  readonly format: string;
  readonly learner: (typeof learnerIds)[number];
  readonly view: keyof typeof views;
  /** Empty: as the browser asks. */
  readonly language: string;
}

/** `npm start`: the learner's view of a package, and beside it what the platform has been told. */
@customElement('training-preview')
export class TrainingPreview extends LitElement {
  static override styles = [tokens, controls, looks];

  @state() private language: Language = languageFrom(asked('ui')) ?? languageFrom(navigator.language) ?? 'en';
  @state() private listed: readonly Listed[] = [];
  @state() private ports: readonly number[] = [];
  @state() private choice: Choice = {
    training: asked('training') ?? '',
    format: asked('format') ?? 'scorm12',
    learner: learnerIds.find((id) => id === asked('learner')) ?? learnerIds[0],
    view: asked('view') === 'phone' || asked('view') === 'full' ? (asked('view') as 'phone' | 'full') : 'moodle',
    language: asked('language') ?? '',
  };
  @state() private record: HostRecord | null = null;
  @state() private states: Readonly<Record<string, unknown>> = {};
  @state() private statements: readonly SeenStatement[] = [];
  @state() private collected: readonly SeenStatement[] = [];
  @state() private calls: readonly Call[] = [];
  @state() private hostFaults: readonly HostFault[] = [];
  @state() private mistakes: readonly string[] = [];
  @state() private switched: ReadonlySet<Fault> = new Set();
  @state() private crashed = false;

  #hosted: Hosted | null = null;
  /** The line of this page: its faults hit no other page. */
  readonly #wire = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(36)).join('');
  /** Which launch is the latest: what an earlier one still says is not heard. */
  #launch = 0;

  override connectedCallback() {
    super.connectedCallback();
    void this.#list().then(() => this.#open());
    const events = new EventSource('/events');
    events.onmessage = ({data}) => this.#told(JSON.parse(data) as Told);
  }

  override render() {
    const words = allWords[this.language];
    return html`
      <header lang=${this.language}>
        <div>
          <h1>${words.title}</h1>
          <p>${words.lead}</p>
        </div>
        <div class="languages" role="group" aria-label=${words.page_language}>
          ${languages.map(
            (each) =>
              html`<button lang=${each} aria-pressed=${String(each === this.language)} @click=${() => this.#speak(each)}>${languageNames[each]}</button>`,
          )}
        </div>
      </header>
      <main lang=${this.language}>
        ${this.mistakes.length > 0 ? html`<pre class="alert" role="alert">${this.mistakes.join('\n')}</pre>` : nothing}
        ${this.#isSecond ? html`<p class="card" role="note">${words.first_device}</p>` : nothing}
        <section aria-labelledby="trainings">
          <h2 id="trainings">${words.trainings}</h2>
          <ul class="cards">${this.listed.map((each) => this.#renderCard(each, words))}</ul>
        </section>
        ${this.#chosen ? this.#renderRun(this.#chosen, words) : nothing}
      </main>`;
  }

  get #chosen(): Listed | null {
    return this.listed.find(({outline}) => outline.id === this.choice.training) ?? null;
  }
  get #isSecond() {
    return this.ports[1] !== undefined && location.port === String(this.ports[1]);
  }
  get #key() {
    const {training, format} = this.choice;
    return recordKey(training, format, this.#learner.id);
  }

  #renderCard({outline, titles, minutes, packages}: Listed, words: PreviewWords) {
    const chosen = outline.id === this.choice.training;
    const [spoken = 'en'] = [this.language, ...outline.languages].filter((each) => titles[each]);
    return html`<li>
      <h3 lang=${spoken}>${titles[spoken]}</h3>
      <p class="note">
        ${plural(this.language, minutes, words.minutes)} · ${words.in_languages}:
        ${outline.languages.map((each, at) => html`${at > 0 ? ', ' : ''}<span lang=${each}>${languageNames[each]}</span>`)}
      </p>
      <button class=${chosen ? '' : 'primary'} aria-pressed=${String(chosen)} @click=${() => this.#choose({training: outline.id})}>${chosen ? words.opened : words.open}</button>
      <details><summary>${words.download}</summary><div class="files">${packages.map(({format, bytes, zip}) => {
        const size = kilobytes(this.language, bytes);
        const name = words.formats[format as keyof PreviewWords['formats']] ?? format;
        return zip
          ? html`<a href="/dist/${zip}" download>${name}, ${size}</a>`
          : html`<span class="note">${name}: ${size}, ${words.unpacked}</span>`;
      })}</div></details>
    </li>`;
  }

  #renderRun({outline, packages}: Listed, words: PreviewWords) {
    const {format, learner, view, language} = this.choice;
    const [width, height] = views[view];
    const option = (value: string, name: string, chosen: boolean, lang = '') =>
      html`<option value=${value} ?selected=${chosen} lang=${lang || nothing}>${name}</option>`;
    return html`
      <div class="sides">
        <div class="stage ${view}">
          <iframe title=${words.frame} style="width: ${width ? `${width}px` : '100%'}; height: ${height}px" allow="microphone; autoplay; fullscreen"></iframe>
        </div>
        <div class="told">
        ${this.crashed ? html`<p class="alert" role="alert">${words.crashed}</p>` : nothing}
        <section aria-labelledby="run">
        <h2 id="run">${words.run}</h2>
        <div class="form" @change=${this.#changed}>
          <label>${words.format}
            <select name="format">${packages.map(({format: each}) => option(each, words.formats[each as keyof PreviewWords['formats']] ?? each, each === format))}</select>
          </label>
          <label>${words.language}
            <select name="language">
              ${option('', words.language_of_browser, language === '')}
              ${outline.languages.map((each) => option(each, languageNames[each], each === language, each))}
            </select>
          </label>
          <label>${words.learner}
            <select name="learner">${learnerIds.map((id, at) => option(id, words.learners[at] ?? id, id === learner))}</select>
          </label>
          <label>${words.view}
            <select name="view">${Object.entries(words.views).map(([id, name]) => option(id, name, id === view))}</select>
          </label>
        </div>
        <div class="row">
          <button class="again primary" @click=${() => this.#open()}>${words.again}</button>
          <button class="crash" @click=${this.#crash}>${words.crash}</button>
          <button class="reset" aria-describedby="reset-note" @click=${this.#reset}>${words.reset}</button>
          ${this.#isSecond ? nothing : html`<a class="button device" href=${this.#secondDevice} target="_blank" rel="noreferrer">${words.second_device}</a>`}
        </div>
        <p class="note" id="reset-note">${words.reset_note}</p>
        <fieldset>
          <legend>${words.faults}</legend>
          ${faults.map(
            (each) =>
              html`<label><input type="checkbox" name=${each} .checked=${this.switched.has(each)} @change=${() => this.#switch(each)}>${words.fault[each]}</label>`,
          )}
        </fieldset>
        </section>
        <section aria-labelledby="platform">
          <h2 id="platform">${words.platform}</h2>
          ${this.#renderTold(outline, words)}
          ${renderStatements(this.statements, words, words.statements)}
          ${this.collected.length > 0 ? renderStatements(this.collected, words, words.collected) : nothing}
          ${
            this.hostFaults.length === 0
              ? nothing
              : html`<details class="host-faults"><summary>${words.host_faults} (${this.hostFaults.length})</summary>
                  <ol>${this.hostFaults.map(({message}) => html`<li class="raw">${message}</li>`)}</ol></details>`
          }
          ${this.#renderMoodle(words)}
        </section>
        </div>
      </div>`;
  }

  #renderTold(outline: Listed['outline'], words: PreviewWords) {
    const {format} = this.choice;
    if (isLrsFormat(format))
      return html`${renderSeen(seenInLrs(format, this.statements, this.states), outline, words, this.language)}
        <p class="note">${words.calls_none}</p>`;
    if (!isScormFormat(format)) return html`<p>${words.platform_web}</p>`;
    const record = this.record ?? {standard: format, values: {}, seconds: 0};
    return html`${renderSeen(seenInRecord(record), outline, words, this.language)} ${renderCalls(this.calls, words)}`;
  }

  #renderMoodle(words: PreviewWords) {
    const {format} = this.choice;
    return html`<div class="card">
      <h3>${words.moodle_title}</h3>
      ${
        isScormFormat(format)
          ? html`<ol>${words.moodle.map((line) => html`<li>${line}</li>`)}</ol>`
          : html`<p>${isLrsFormat(format) ? words.moodle_not : words.web_card}</p>`
      }
    </div>`;
  }

  /** The same choice on the server's other port: another origin, so another browser storage. */
  get #secondDevice() {
    const {protocol, hostname} = location;
    return `${protocol}//${hostname}:${this.ports[1] ?? ''}/?${this.#query}`;
  }
  get #query() {
    return new URLSearchParams({...this.choice, ui: this.language});
  }

  async #list() {
    const answer = (await (await fetch('/trainings.json')).json()) as {
      readonly trainings: readonly Listed[];
      readonly ports: readonly number[];
    };
    this.listed = answer.trainings;
    this.ports = answer.ports;
    if (!this.#chosen) this.choice = {...this.choice, training: answer.trainings[0]?.outline.id ?? ''};
    await this.updateComplete;
  }

  #told(message: Told) {
    if (message.type === 'mistakes' || message.type === 'reload' || message.type === 'hello')
      this.mistakes = message.type === 'mistakes' ? message.lines : [];
    if (message.type === 'reload') void this.#list().then(() => this.#open());
    if (message.type === 'collected') this.collected = [...this.collected, {...message, key: ''}].slice(-mostCalls);
    if (!('key' in message) || message.key !== this.#key) return;
    if (message.type === 'record') this.record = message.record;
    if (message.type === 'states') this.states = message.states;
    if (message.type === 'statement') this.statements = [...this.statements, message];
  }

  #speak(language: Language) {
    this.language = language;
    this.#remember();
  }

  #remember() {
    document.documentElement.lang = this.language;
    document.title = `DeSTT · ${allWords[this.language].title}`;
    history.replaceState(null, '', `?${this.#query}`);
  }

  #changed(event: Event) {
    const field = event.target;
    if (field instanceof HTMLSelectElement) this.#choose({[field.name]: field.value});
  }

  #choose(part: Partial<Choice>) {
    this.choice = {...this.choice, ...part};
    this.#remember();
    // Another screen is the same run.
    if (!('view' in part)) void this.updateComplete.then(() => this.#open());
  }

  /** Leaves what is open, and opens what is chosen. */
  async #open() {
    const launch = ++this.#launch;
    await this.#leave();
    const frame = this.renderRoot.querySelector('iframe');
    if (!frame || !this.#chosen || launch !== this.#launch) return;
    this.#remember();
    this.crashed = false;
    this.calls = [];
    this.hostFaults = [];
    // A session that was over begins anew.
    if (this.switched.has('expire')) await this.#switch('expire');
    await this.#look();
    if (launch !== this.#launch) return;
    const {training, format, language} = this.choice;
    const address = `/wire/${this.#wire}/packages/${training}/${format}/index.html`;
    frame.onload = () => this.#setOnline(frame);
    if (isLrsFormat(format)) {
      const {address: launched} = await this.#ask<{readonly address: string}>(`/wire/${this.#wire}/launch`, {
        training,
        format,
        learner: this.#learner,
        ...(language && {language}),
      });
      if (launch === this.#launch) frame.src = launched;
      return;
    }
    if (!isScormFormat(format)) {
      frame.src = language ? `${address}?lang=${language}` : address;
      return;
    }
    const hosted = await hostTraining({
      frame,
      launch: address,
      standard: format,
      learner: this.#learner,
      key: this.#key,
      store: serverStore('/records'),
      ...(language && {language}),
      activity: `https://w3id.org/destt/trainings/${training}`,
      onStatement: (statement) => {
        if (launch === this.#launch)
          this.statements = [...this.statements, {key: this.#key, statement: {...statement}, template: null}];
      },
      onFault: (fault) => {
        this.hostFaults = [...this.hostFaults, fault].slice(-50);
      },
      through: (api) =>
        faultyApi(api, {
          has: (fault) => this.switched.has(fault),
          dead: () => this.crashed || launch !== this.#launch,
          onCall: (call) => {
            this.calls = [...this.calls, call].slice(-mostCalls);
          },
          slowMs,
          now: () => performance.now(),
        }),
    });
    if (launch === this.#launch) this.#hosted = hosted;
    else await hosted.end();
  }

  /** A platform knows its learners by its own names: a package of another format is another platform. */
  get #learner() {
    const {learner, format} = this.choice;
    const at = learnerIds.indexOf(learner);
    return {id: `${learner}-${format}`, name: allWords[this.language].learners[at] ?? learner};
  }

  async #leave() {
    const hosted = this.#hosted;
    this.#hosted = null;
    if (hosted) return void (await hosted.end());
    const frame = this.renderRoot.querySelector('iframe');
    if (!frame?.src || frame.src === 'about:blank') return;
    await new Promise<void>((resolve) => {
      frame.onload = () => resolve();
      frame.src = 'about:blank';
    });
  }

  /** What is there already, before anything new comes. */
  async #look() {
    const {record, states, statements} = (await (await fetch(`/view/${encodeURIComponent(this.#key)}`)).json()) as {
      readonly record: HostRecord | null;
      readonly states: Readonly<Record<string, unknown>>;
      readonly statements: readonly SeenStatement[];
    };
    this.record = record;
    this.states = states;
    this.statements = statements;
  }

  /** The tab is gone: no event of its end reaches the package, and nothing that it still does reaches anybody. */
  #crash() {
    const frame = this.renderRoot.querySelector('iframe');
    const window = frame?.contentWindow;
    if (!frame || !window) return;
    this.crashed = true;
    for (const type of ['pagehide', 'beforeunload', 'unload', 'visibilitychange'])
      window.addEventListener(type, (event) => event.stopImmediatePropagation(), {capture: true});
    for (const api of ['API', 'API_1484_11']) Reflect.deleteProperty(globalThis, api);
    this.#hosted = null;
    frame.onload = null;
    frame.src = 'about:blank';
  }

  async #reset() {
    this.#crash();
    const {training} = this.choice;
    await fetch(`/view/${encodeURIComponent(this.#key)}`, {method: 'DELETE'});
    const prefix = `destt/${training}/`;
    for (const name of Object.keys(localStorage)) if (name.startsWith(prefix)) localStorage.removeItem(name);
    for (const name of Object.keys(sessionStorage)) if (name.startsWith('destt/')) sessionStorage.removeItem(name);
    for (const {name} of await indexedDB.databases()) if (name?.startsWith(prefix)) await deleted(name);
    await this.#open();
  }

  async #switch(fault: Fault) {
    const next = new Set(this.switched);
    if (!next.delete(fault)) next.add(fault);
    this.switched = next;
    await this.#ask(`/wire/${this.#wire}`, {faults: [...next]});
    const frame = this.renderRoot.querySelector('iframe');
    if (frame && fault === 'offline') this.#setOnline(frame, true);
  }

  /** What the browser would tell the package; the rest of what a lost network does is done on the line. */
  #setOnline(frame: HTMLIFrameElement, changed = false) {
    const {contentWindow: window} = frame;
    const online = !this.switched.has('offline');
    if (!window || (online && !changed)) return;
    Object.defineProperty(window.navigator, 'onLine', {configurable: true, get: () => online});
    window.dispatchEvent(new Event(online ? 'online' : 'offline'));
  }

  async #ask<T>(address: string, body: object): Promise<T> {
    const answer = await fetch(address, {
      method: 'POST',
      headers: {'Content-Type': 'application/json'},
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${address} was answered with ${answer.status}: ${await answer.text()}`);
    return (answer.status === 204 ? null : await answer.json()) as T;
  }
}

/** A size as this language writes it. */
const kilobytes = (language: Language, bytes: number) =>
  new Intl.NumberFormat(language, {style: 'unit', unit: 'kilobyte'}).format(Math.round(bytes / 1024));

function asked(name: string): string | null {
  return new URLSearchParams(location.search).get(name);
}

/** Once the database is gone; one that a page still holds goes when that lets it. */
function deleted(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = request.onerror = request.onblocked = () => resolve();
  });
}

document.body.append(document.createElement('training-preview'));
