import {html, nothing, type TemplateResult} from 'lit';
import type {RecordsNotice} from '../activities/activity.ts';
import {openCode} from '../device/code.ts';
import type {DeviceHost} from '../device/index.ts';
import {devicePrefix} from '../device/prefix.ts';
import {
  type ActivityDefinition,
  activitiesOf,
  type Language,
  type LearnerEvent,
  type Outline,
  responseOf,
  type UnitDefinitions,
} from '../training/index.ts';
import {download} from '../ui/download.ts';
import {plural} from '../ui/index.ts';
import {recordActor} from '../xapi/actor.ts';
import {openRecords as openStore} from '../xapi/record-store.ts';
import type {RecordStore, Stream} from '../xapi/records.ts';
import {readSettings, type Settings, type Words, wordsIn} from '../xapi/settings.ts';
import type {Consent, Source} from '../xapi/statements.ts';
import type {CarriedCode} from './files.ts';
import type {Destt} from './global.ts';
import type {Library} from './library.ts';
import {consentActivity, type Known} from './occurrences.ts';
import {recordWords} from './record-words.ts';
import {settingFrom} from './settings.ts';
import type {Sitting} from './sitting.ts';
import {openStreams} from './streams.ts';
import type {Step, Trace} from './trace.ts';

/**
 * What the institution set for activities; null where the country's defaults stay. Not of `Records`: help lines have to be
 * there even where records can't begin.
 */
export const ownSetting = (language: Language) => settingFrom(window.desttConfig, language);

/** What records are made with; the player hands it over once the first screen is shown and the settings are read. */
export interface RecordsHost {
  readonly destt: Destt;
  readonly library: Library;
  readonly sitting: Sitting;
  readonly device: DeviceHost;
  readonly window: Window;
  /** What happened before this part came. */
  readonly trace: readonly Step[];
  readonly language: () => Language;
  /** Lets the player show what changed here. */
  readonly onChange: () => void;
  readonly happened: (event: LearnerEvent) => void;
}

/** What the player has of records: it tells them each step, and shows what they say. */
export interface Records extends Trace {
  /** The code of this learner in research, for save files; null where nothing is recorded. */
  readonly code: CarriedCode | null;
  /** For a consent: what becomes of records here. */
  notice(): RecordsNotice;
  /** What is said of a private activity whose answers go to research; null: the usual line holds. */
  privateLine(activity: string): string | null;
  /** In "My answers": how many wait, the file, the way out of research. */
  panel(): TemplateResult | typeof nothing;
}

/** How long a learner pauses before a text counts as written. */
const restMs = 3000;

/** Starts the records of a sitting. Rejects only if a file of the package is missing: then this sitting has none. */
export async function openRecords(host: RecordsHost): Promise<Records> {
  // Whatever the settings say of our own records: the LRS of a launch is told what it is told.
  if (host.destt.session.define !== undefined) host.destt.session.define = (activity) => definitionFor(host, activity);
  const {settings, faults} = readSettings(host.window.desttConfig);
  for (const fault of faults) console.warn(`destt.config.js: ${fault}`);
  // Who only looks through (review, browse) writes nothing anywhere.
  const on = settings.records !== 'none' && host.destt.session.mode === 'normal';
  const recording = on ? await record(host, settings) : null;
  return {
    push: (step) => recording?.push(step),
    code: recording?.code ?? null,
    notice: () => noticeOf(settings, host.language(), recording?.code.known ?? null),
    privateLine(activity) {
      if (!recording?.consent()) return null;
      // What is in no record, like the map of signs, stays here as before; of what is not known yet the most is said.
      const found = definitionIn(host.destt, activity);
      if (found && Object.keys({...found.items, ...found.facts}).length === 0) return null;
      return recordWords[host.language()][settings.records === 'endpoint' ? 'private_endpoint' : 'private_file'];
    },
    panel: () => (recording ? panel(host, settings, recording) : nothing),
  };
}

interface Recording {
  readonly store: RecordStore;
  push(step: Step): void;
  consent(): Consent | null;
  readonly code: CarriedCode;
}

async function record(host: RecordsHost, settings: Settings): Promise<Recording> {
  const {destt, library, sitting, window, device} = host;
  const {manifest, session} = destt;
  const {outline} = manifest;
  const {id: training} = outline;
  const learner = session.learner.id;
  const asks = consentActivity(outline);

  // Whether the learner agreed is a private answer; and only with its words is it known which text is asked today.
  const {xchacha: cipher} = await library.part('cipher');
  await sitting.useCipher(cipher);
  if (asks) await library.need([asks], host.language());

  const {localStorage, random} = device;
  const store = openStore({
    settings,
    training,
    learner,
    host: {
      ...device,
      window,
      setTimeout: (run, milliseconds) => window.setTimeout(run, milliseconds),
      clearTimeout: (timer) => window.clearTimeout(timer),
      warn: (words) => console.warn(words),
      elapsed: () => performance.now(),
    },
    seal: {cipher, key: sitting.key},
    outbox: () => library.part('outbox'),
  });
  store.onState = host.onChange;
  const codeOf = (stream: Stream) =>
    openCode({localStorage, random, training, learner, key: sitting.key, cipher, stream});
  const codes = {tracking: codeOf('tracking'), research: codeOf('research')};
  const flag = `${devicePrefix(training, learner)}withdrawn`;

  const streams = openStreams(
    {
      outline,
      sitting,
      language: destt.language,
      platform: session.runtime,
      // Their own session tells the launch's LRS, and that is enough.
      launchTracks: session.runtime === 'cmi5' || session.runtime === 'xapi',
      codes: settings,
      store,
      actor: (stream) => recordActor(settings, training, codes[stream].code()),
      forget() {
        codes.research.forget();
        tellOtherTabs(localStorage, flag);
      },
      known: (activity, language) => known(host, activity, language),
      names: namesOf(host),
      define: (activity) => defined(host, activity),
      origin: Date.now() - performance.now(),
      random,
    },
    decisionIn(host.trace, asks?.id)?.before ?? sitting.attempt,
  );
  window.addEventListener('storage', ({key, newValue}) => {
    if (key === flag && newValue) streams.stop();
  });

  const pending: Step[] = [];
  const tried = new Set<string>();
  let bringing = false;
  let pause = 0;

  /** Takes steps in their order; a step waits for the definitions of its unit, but not longer than they can be had. */
  function pump(patient = true) {
    for (let step = pending[0]; step; step = pending[0]) {
      const unit = unitOf(outline, step);
      if (patient && unit && !tried.has(unit) && !definitions(destt).some((each) => each.unit === unit)) {
        if (bringing) return;
        bringing = true;
        void bring(host, unit).then(() => {
          tried.add(unit);
          bringing = false;
          pump();
        });
        return;
      }
      pending.shift();
      streams.take(step);
    }
  }

  function push(step: Step) {
    pending.push(step);
    const going = 'left' in step || ('visible' in step && !step.visible);
    pump(!going);
    if (going) store.leave();
    window.clearTimeout(pause);
    if (!going) pause = window.setTimeout(() => pending.length === 0 && streams.pause(performance.now()), restMs);
  }

  for (const step of host.trace) push(step);
  return {store, push, consent: () => streams.consent, code: codes.research};
}

/** In "My answers": what becomes of records, the file, and the way out of research. */
function panel(host: RecordsHost, settings: Settings, {store, consent}: Recording): TemplateResult {
  const language = host.language();
  const words = recordWords[language];
  const {waiting, refused, gone, full, trouble} = store.state;
  const sends = settings.records === 'endpoint';
  const asks = consentActivity(host.destt.manifest.outline);
  const response = asks && responseOf(host.sitting.attempt.answers[asks.id]);
  const lines = [
    sends ? words.about_endpoint : words.about_file,
    ...(sends && waiting > 0 ? [plural(language, waiting, words.waits)] : []),
    ...(sends && waiting === 0 ? [words.all_sent] : []),
    ...(trouble === 'key' || trouble === 'endpoint' ? [words[trouble]] : []),
    ...(refused > 0 ? [plural(language, refused, words.refused)] : []),
    ...(gone > 0 ? [plural(language, gone, words.gone)] : []),
    ...(full ? [words.full] : []),
  ];
  const withdraw = () => {
    if (asks && response)
      host.happened({
        type: 'answered',
        activity: asks.id,
        // As the page of the consent does it: what was said of oneself goes, too.
        response: {decision: 'withdrawn', ...(response.version !== undefined && {version: response.version})},
        complete: true,
        score: null,
      });
  };
  const save = async () => {
    const file = await store.export();
    download(`${host.destt.manifest.outline.id}-records.json`, 'application/json', file);
  };
  return html`
    <div class="records">
      <p role="status">${lines.join(' ')}</p>
      ${consent() ? html`<p>${words.takes_part}</p>` : nothing}
      ${response?.decision === 'withdrawn' ? html`<p role="status">${words.withdrawn}</p>` : nothing}
      <div class="actions">
        <button class="records-out" @click=${save}>${words.save}</button>
        ${consent() ? html`<button class="withdraw" @click=${withdraw}>${words.withdraw}</button>` : nothing}
      </div>
    </div>`;
}

function noticeOf(settings: Settings, language: Language, code: string | null): RecordsNotice {
  const {records: mode, endpoint} = settings;
  const said = (words: Words | null) => words && wordsIn(words, language);
  const host = mode === 'endpoint' && endpoint ? new URL(endpoint).host : null;
  return {mode, institution: said(settings.institution), contact: said(settings.contact), host, code};
}

/** What is needed to read an activity's answers, in this language or any that has come: ids are the same in all. */
function known({library, destt}: RecordsHost, activity: string, language: Language): Known {
  const kind = activitiesOf(destt.manifest.outline).find(({id}) => id === activity)?.kind ?? '';
  const behaviour = library.kind(kind);
  for (const each of [language, ...destt.manifest.outline.languages]) {
    const content = library.content(activity, each);
    if (behaviour && content) return {behaviour, content, labels: library.labels(kind, each)};
  }
  return null;
}

const definitions = ({words}: Destt): readonly UnitDefinitions[] =>
  words.flatMap((file) => (file.type === 'definitions' ? [file] : []));

/** Names in all languages; in the one on screen as long as the definitions have not come. */
function namesOf({destt, library, language}: RecordsHost): Source['names'] {
  const titles = () => library.base(language())?.outline;
  return {
    training: () => definitions(destt)[0]?.training ?? {[language()]: titles()?.title ?? ''},
    unit: (id) => definitions(destt).find(({unit}) => unit === id)?.name ?? {[language()]: titles()?.units[id] ?? ''},
  };
}

const definitionIn = (destt: Destt, activity: string): ActivityDefinition | null =>
  definitions(destt).find(({activities}) => activity in activities)?.activities[activity] ?? null;

/** The definition once its file is here; null where that can't be had. */
async function definitionFor(host: RecordsHost, activity: string): Promise<ActivityDefinition | null> {
  const {destt} = host;
  const unit = unitWith(destt.manifest.outline, activity);
  if (unit && !definitionIn(destt, activity)) await bring(host, unit);
  return definitionIn(destt, activity);
}

function defined(host: RecordsHost, activity: string): ActivityDefinition {
  const {destt, library, language} = host;
  const found = definitionIn(destt, activity);
  if (found) return found;
  const name = {[language()]: library.base(language())?.outline.activities[activity] ?? ''};
  const read = known(host, activity, language());
  return {name, instrument: read?.behaviour.instrument?.(read.content.rules as never) ?? null, items: {}, facts: {}};
}

/** Brings the definitions of a unit, whose file its words name; resolves too where they can't be had. */
async function bring({destt, library, language}: RecordsHost, unit: string): Promise<void> {
  const named = () =>
    destt.words.flatMap((file) => (file.type === 'unit' && file.unit === unit ? (file.definitions ?? []) : []))[0];
  try {
    const words = destt.manifest.files.units[unit]?.[language()];
    if (!named() && words) await library.script(words);
    const file = named();
    if (file) await library.script(file);
  } catch {
    // A weak line: the statements then have their definitions in one language.
  }
}

/** The unit that a step is about; null for steps about none. */
function unitOf(outline: Outline, step: Step): string | null {
  const activity =
    'shown' in step ? step.shown : 'event' in step && step.event.type === 'answered' ? step.event.activity : null;
  return activity === null ? null : unitWith(outline, activity);
}

const unitWith = (outline: Outline, activity: string) =>
  outline.units.find(({activities}) => activities.some(({id}) => id === activity))?.id ?? null;

/** The first time that something was decided about research, if it was before this part came. */
const decisionIn = (trace: readonly Step[], asks: string | undefined) =>
  trace.flatMap((step) =>
    'event' in step && step.event.type === 'answered' && step.event.activity === asks ? [step] : [],
  )[0];

/** Whoever withdraws in one tab has withdrawn in all. */
function tellOtherTabs(storage: DeviceHost['localStorage'], flag: string) {
  try {
    storage?.setItem(flag, String(Date.now()));
    storage?.removeItem(flag);
  } catch {
    // A full disk: then the other tab learns it when it is opened again.
  }
}
