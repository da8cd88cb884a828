import {hostParameter} from '../training/frame-messages.ts';
import {uuid} from '../xapi/uuid.ts';
import {elements} from './elements.ts';
import {engines} from './engine.ts';
import {openFrameDesk} from './frame-desk.ts';
import {recordKeeper} from './keeper.ts';
import {brokenLimit, ourElements} from './limits.ts';
import {afterSitting, inStandard, newRecord, readRecord, standingOf, toldAtLaunch} from './record.ts';
import {apiNames, scormApi} from './scorm-window.ts';
import {type Said, statementOf, statementsBetween} from './statements.ts';
import type {Hosted, HostFault, HostOptions, HostRecord, HostStatement} from './types.ts';

/** What a package of another origin may do there: run, keep its storage, save files. Never an opaque origin (DESIGN 7). */
const sandbox = 'allow-scripts allow-same-origin allow-downloads';
/** How long a package may be silent before somebody should look. */
const silenceMs = 20_000;

/**
 * Shows a package in a frame of your page and is its LMS: the data model is scorm-again's, storage and looks are yours. A
 * finished training opens again for review, and nothing of that is kept. Rejects if the store can't say what it has:
 * nothing is then shown, and nothing written over. One package a standard and window at a time.
 */
export async function hostTraining(options: HostOptions): Promise<Hosted> {
  const {frame, learner, language, store, onCommit, onStatement, through = (api) => api} = options;
  const window = windowOf(frame);
  const address = new URL(options.launch, window.location.href);
  const foreign = address.origin !== window.location.origin;
  const standard = foreign ? 'scorm2004' : (options.standard ?? 'scorm12');
  const {api: name} = apiNames[standard];
  const plain = address.origin + address.pathname;
  const key = options.key ?? `${plain} ${learner.id}`;
  const fault = (found: HostFault) => options.onFault?.(found);
  const taken = `${name} of this window belongs to a package already: end() that one first, or use another window.`;
  if (!foreign && name in window) throw new Error(taken);

  let before: HostRecord;
  try {
    before = inStandard(readRecord(await store.load(key)) ?? newRecord(standard), standard);
  } catch (cause) {
    const message = `The store could not say what it has under "${key}" (${cause}). The training is not shown, so that nothing is written over.`;
    fault({type: 'store', message, cause});
    throw new Error(message, {cause});
  }

  const keeper = recordKeeper({store, key, onFault: fault, setTimeout: (run, ms) => window.setTimeout(run, ms)});
  const set = new Map<string, string>();
  const record = () => afterSitting(before, set);
  const keeps = !standingOf(before).done;
  let committed = before;
  /** Something was set since the last commit. */
  let open = false;
  let over = false;

  const said: Said = {
    activity: options.activity ?? plain,
    homePage: window.location.origin,
    learner,
    uuid: () => uuid((bytes) => window.crypto.getRandomValues(new Uint8Array(bytes))),
    now: Date.now,
  };
  const say = (statements: readonly HostStatement[]) => {
    for (const each of statements) onStatement?.(each);
  };
  const begin = () => say([statementOf(said, 'initialized')]);
  const finish = () => {
    if (over) return;
    over = true;
    say([statementOf(said, 'terminated', record().seconds - before.seconds)]);
  };

  const takeIn = (element: string, value: string) => {
    set.set(element, value);
    open = true;
  };
  /** Keeps what was set; false if the store is known to fail. */
  const commit = (final: boolean): boolean => {
    let kept = true;
    if (keeps) {
      const now = record();
      say(statementsBetween(committed, now, said));
      committed = now;
      open = false;
      kept = keeper.keep(now, final);
      onCommit?.(now);
    }
    if (final) finish();
    return kept;
  };

  const refused = (element: string, code: string, message: string) => {
    fault({type: 'value', element, message});
    return code;
  };
  const forbids = (element: string, value: string) => {
    const broken = brokenLimit(standard, element, value);
    return broken && refused(element, broken.code, broken.message);
  };

  let heard = false;
  const silence = window.setTimeout(() => {
    if (heard) return;
    const wanted = foreign ? 'only packages of DeSTT speak across origins' : `is it one for ${standard}?`;
    fault({
      type: 'launch',
      message: `${address.href} has said nothing for ${silenceMs / 1000} s. Is it there, and ${wanted}`,
    });
  }, silenceMs);
  const hears = (initialized: boolean) => {
    window.clearTimeout(silence);
    if (initialized && !heard) begin();
    heard = true;
  };

  let close: () => void;
  if (foreign) {
    close = openFrameDesk({
      window,
      frame,
      origin: address.origin,
      onFault: fault,
      told() {
        hears(true);
        over = false;
        return toldAtLaunch(record(), learner, language);
      },
      async take(values, final) {
        let error = '0';
        for (const [element, value] of values) {
          const code = ourElements.test(element)
            ? forbids(element, value)
            : refused(element, '401', `${element.slice(0, 100)} is nothing that a package may set here (error 401).`);
          if (code === null) takeIn(element, value);
          else if (element === elements[standard].suspendData) error = code;
        }
        commit(final);
        // Across origins nobody is in a hurry: what is called saved is saved.
        return error === '0' && keeps && !(await keeper.settled()) ? '391' : error;
      },
    });
    if (!frame.hasAttribute('sandbox')) frame.setAttribute('sandbox', sandbox);
    if (!frame.hasAttribute('allow')) frame.setAttribute('allow', 'microphone; autoplay; fullscreen; clipboard-write');
    address.searchParams.set(hostParameter, window.location.origin);
  } else {
    const engine = await engines[standard](toldAtLaunch(before, learner, language));
    const api = scormApi({
      engine,
      standard,
      forbids,
      onSet: takeIn,
      onRefused: (element, value, code) =>
        refused(
          element,
          code,
          `${element} did not take ${value.length} characters: ${engine.errorText(code)} (error ${code}).`,
        ),
      onCommit: commit,
      onInitialize: () => hears(true),
    });
    if (name in window) throw new Error(taken);
    Object.assign(window, {[name]: through(api)});
    close = () => void Reflect.deleteProperty(window, name);
  }
  frame.src = address.href;

  return {
    record,
    async end() {
      window.clearTimeout(silence);
      await emptied(frame, window);
      close();
      if (open) commit(true);
      finish();
      return keeper.settled();
    },
  };
}

/** Sends the frame away from the package and waits until that has said what it had to say, or for two seconds. */
function emptied(frame: HTMLIFrameElement, window: Window): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      frame.removeEventListener('load', done);
      window.clearTimeout(timer);
      // Once more round: a message that was sent first is heard first.
      window.setTimeout(resolve, 0);
    };
    const timer = window.setTimeout(done, 2000);
    frame.addEventListener('load', done);
    frame.src = 'about:blank';
  });
}

function windowOf(frame: HTMLIFrameElement): Window & typeof globalThis {
  const window = frame.ownerDocument.defaultView;
  if (!window) throw new Error('The frame is in no window: put it into the page first.');
  return window;
}
