import {css, html, LitElement, nothing} from 'lit';
import {customElement, state} from 'lit/decorators.js';
import {type Hosted, type HostStore, hostTraining} from '../host/host-training.ts';

interface Listed {
  readonly id: string;
  readonly titles: Readonly<Record<string, string>>;
  readonly languages: readonly string[];
  readonly minutes: number;
  readonly bytes: number;
}

const viewports = {
  phone: {name: 'Phone 360×666', width: 360, height: 666},
  moodle: {name: 'Moodle frame 650×666', width: 650, height: 666},
  full: {name: 'Full width', width: 0, height: 800},
} as const;

const learners = ['teacher-1', 'teacher-2'] as const;

/** `npm start`: the learner's view of a package, and beside it what the LMS has been told. */
@customElement('training-preview')
export class TrainingPreview extends LitElement {
  static override styles = css`
    :host {
      display: block;
      font: 16px/1.45 system-ui, sans-serif;
      color: #26221c;
      padding: 16px;
      max-width: 1280px;
      margin: auto;
    }
    h1 {
      font-size: 1.3rem;
      margin: 0 0 12px;
    }
    form,
    .sides {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
    }
    label {
      display: grid;
      font-size: 0.85rem;
    }
    select,
    button {
      font: inherit;
      min-height: 40px;
      padding: 0 8px;
    }
    form button {
      align-self: end;
    }
    .sides {
      margin-top: 16px;
      align-items: flex-start;
    }
    iframe {
      border: 1px solid #8a8172;
      border-radius: 8px;
      max-width: 100%;
      background: #faf7f0;
    }
    aside {
      flex: 1 1 260px;
      min-width: 0;
    }
    dl {
      display: grid;
      grid-template-columns: auto 1fr;
      gap: 4px 12px;
      margin: 0;
    }
    dd {
      margin: 0;
      overflow-wrap: anywhere;
      font-family: ui-monospace, monospace;
    }
    pre {
      white-space: pre-wrap;
      background: #fdecea;
      padding: 12px;
      border-radius: 8px;
    }
  `;

  @state() private trainings: readonly Listed[] = [];
  @state() private cmi: Readonly<Record<string, unknown>> = {};
  @state() private commits = 0;
  @state() private mistakes: readonly string[] = [];
  @state() private choice = {
    training: '',
    learner: learners[0] as string,
    viewport: 'moodle' as keyof typeof viewports,
  };

  #hosted: Hosted | null = null;

  override connectedCallback() {
    super.connectedCallback();
    void this.#list().then(() => this.#launch());
    const events = new EventSource('/events');
    events.onmessage = ({data}) => {
      const message = JSON.parse(data) as {type: string; lines?: readonly string[]};
      this.mistakes = message.type === 'mistakes' ? (message.lines ?? []) : [];
      if (message.type === 'reload') void this.#list().then(() => this.#launch());
    };
  }

  override render() {
    const {training, viewport} = this.choice;
    const {width, height} = viewports[viewport];
    const listed = this.trainings.find(({id}) => id === training);
    return html`
      <h1>DeSTT preview</h1>
      <form @change=${this.#changed} @submit=${(event: Event) => event.preventDefault()}>
        <label>Training
          <select name="training">${this.trainings.map(({id}) => html`<option ?selected=${id === training}>${id}</option>`)}</select>
        </label>
        <label>Learner
          <select name="learner">${learners.map((id) => html`<option>${id}</option>`)}</select>
        </label>
        <label>View
          <select name="viewport">
            ${Object.entries(viewports).map(([id, {name}]) => html`<option value=${id} ?selected=${id === viewport}>${name}</option>`)}
          </select>
        </label>
        <button type="button" @click=${() => this.#launch()}>Leave and launch again</button>
        <button type="button" @click=${this.#reset}>Reset this learner</button>
      </form>
      ${this.mistakes.length > 0 ? html`<pre role="alert">${this.mistakes.join('\n')}</pre>` : nothing}
      <div class="sides">
        <iframe title="The training as the learner sees it" style="width: ${width ? `${width}px` : '100%'}; height: ${height}px"></iframe>
        <aside aria-label="What the LMS has">
          <h2>What the LMS has</h2>
          ${listed ? html`<p>${listed.languages.join(', ')} · ${listed.minutes} minutes · ${Math.round(listed.bytes / 1024)} KB unpacked</p>` : nothing}
          <dl>
            ${rows(this.cmi).map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
            <dt>commits</dt><dd>${this.commits}</dd>
          </dl>
        </aside>
      </div>`;
  }

  async #list() {
    const {trainings} = (await (await fetch('/trainings.json')).json()) as {trainings: readonly Listed[]};
    this.trainings = trainings;
    if (!trainings.some(({id}) => id === this.choice.training))
      this.choice = {...this.choice, training: trainings[0]?.id ?? ''};
    await this.updateComplete;
  }

  #changed(event: Event) {
    const field = event.target as HTMLSelectElement;
    this.choice = {...this.choice, [field.name]: field.value};
    if (field.name !== 'viewport') void this.updateComplete.then(() => this.#launch());
  }

  #launch() {
    const {training, learner} = this.choice;
    const frame = this.renderRoot.querySelector('iframe');
    if (!frame || !training) return;
    this.#hosted?.end();
    this.commits = 0;
    this.#hosted = hostTraining({
      frame,
      launch: `/packages/${training}/index.html`,
      learner: {id: learner, name: learner},
      store,
      key: keyOf(training, learner),
      onCommit: (cmi) => {
        this.cmi = cmi;
        this.commits += 1;
      },
    });
    this.cmi = this.#hosted.cmi();
  }

  #reset() {
    const {training, learner} = this.choice;
    this.#hosted?.end();
    for (const key of Object.keys(localStorage)) if (key === keyOf(training, learner)) localStorage.removeItem(key);
    this.#launch();
  }
}

const keyOf = (training: string, learner: string) => `preview/${training}/${learner}`;

const store: HostStore = {
  load: (key) => JSON.parse(localStorage.getItem(key) ?? 'null') as object | null,
  save: (key, cmi) => localStorage.setItem(key, JSON.stringify(cmi)),
};

/** The elements worth a look, in the words of the standard. */
function rows(cmi: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] {
  const shown = [
    'cmi.core.lesson_status',
    'cmi.core.score.raw',
    'cmi.core.lesson_mode',
    'cmi.core.exit',
    'cmi.core.session_time',
    'cmi.core.total_time',
    'cmi.suspend_data',
  ];
  const interactions = Object.entries(cmi).filter(([name]) =>
    /^cmi\.interactions\.\d+\.(id|student_response)$/.test(name),
  );
  return [
    ...shown.map((name) => [name, String(cmi[name] ?? '')] as const),
    ['suspend data, characters', String(String(cmi['cmi.suspend_data'] ?? '').length)] as const,
    ...interactions.map(([name, value]) => [name, String(value)] as const),
  ];
}

document.body.append(document.createElement('training-preview'));
