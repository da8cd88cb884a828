import type {
  Agent,
  Context,
  ActivityDefinition as Definition,
  InteractionActivityDefinition,
  Result,
  Statement,
  StatementObject,
} from '@xapi/xapi';
import type {InteractionDefinition} from '../training/definitions.ts';
import {type Interaction, interactionId} from '../training/interaction.ts';
import {trainingIri} from '../training/iri.ts';
import {isObject} from '../training/is-object.ts';
import {type Language, languageFrom} from '../training/languages.ts';
import type {Outcome} from '../training/outcome.ts';
import {type Answer, asObject, noAnswer, objectIn} from '../xapi/ask.ts';
import {definitionOf, responseOf} from '../xapi/interactions.ts';
import {lrsClient, type Replaces} from '../xapi/lrs-client.ts';
import {activityTypes, categoryOf, extensions, verbs} from '../xapi/terms.ts';
import {uuid} from '../xapi/uuid.ts';
import {verbOf} from '../xapi/verb-words.ts';
import {commitSchedule} from './commit-schedule.ts';
import {reach} from './find-api.ts';
import type {LaunchHost, LaunchOptions, LmsRecord, LmsSession, SaveState} from './lms.ts';
import {doneId, type Greeting, greet, suspendId, tabKey, type XapiLaunch} from './xapi-handshake.ts';

/** What the State resource takes of one document without a word (DESIGN 3). */
const suspendDataLimit = 100_000;

const cmi5Iri = 'https://w3id.org/xapi/cmi5/';
/** Every statement follows our profile, in its tracking stream. */
const profiled = categoryOf('tracking');
const category = {
  cmi5: {id: `${cmi5Iri}context/categories/cmi5`},
  moveOn: {id: `${cmi5Iri}context/categories/moveon`},
};
const masteryScoreExtension = `${cmi5Iri}context/extensions/masteryscore`;
type VerbName = 'initialized' | 'answered' | 'progressed' | 'completed' | 'passed' | 'failed' | 'terminated';

/** What a page that is loaded again in its tab has to know of its session. */
interface Kept {
  initialized: boolean;
  /** `passed` or `failed` was said: the other is not in this session any more. */
  judged: boolean;
  terminated: boolean;
  /** Milliseconds of earlier pages. */
  elapsed: number;
  /** Statements that the LRS has not yet confirmed, in their order. */
  queue: Statement[];
}

/**
 * How long a first screen waits for an LRS that does not answer (what that has is joined when it does), and a statement for
 * its definition in all languages.
 */
const patience = 10_000;

/** The session with an LRS that was greeted once, and is greeted again while it does not answer. Never rejects. */
export async function openXapiSession(
  host: LaunchHost,
  options: LaunchOptions,
  launch: XapiLaunch,
  greeting: Greeting,
): Promise<LmsSession> {
  const until = host.now() + patience;
  let heard = greeting;
  for (let pause = 500; heard.standing === 'unheard' && host.now() + pause < until; pause *= 2) {
    await new Promise<void>((resolve) => void host.setTimeout(resolve, pause));
    heard = await greet(host, launch);
  }
  return xapiSession(host, options, launch, heard);
}

/**
 * One sitting with an LRS, under cmi5 or plain xAPI (STANDARDS 4 and 5). Statements are made once, with their id and time, and
 * wait in memory and in the tab's sessionStorage: they survive a reload, and not the tab. What the learner did is safe
 * without them, on the device and in the state document.
 */
function xapiSession(
  host: LaunchHost,
  {finalStatus, training, titles}: LaunchOptions,
  launch: XapiLaunch,
  greeting: Greeting,
): LmsSession {
  const {actor, activityId, registration} = launch;
  const isCmi5 = launch.fetch !== null;
  const opened = host.now();
  // Times of one sitting keep their order, whatever the device's clock does meanwhile.
  const date = (host.date ?? Date.now)() - opened;

  const tab = reach(() => host.window.sessionStorage);
  const kept = keptIn(reach(() => tab?.getItem(`${tabKey(launch)}/session`)) ?? '', isCmi5);
  const {elapsed} = kept;

  /** Its name alone: what sort of thing it is, the LMS has said. */
  const course: StatementObject = {
    objectType: 'Activity',
    id: activityId,
    ...(titles && {definition: {name: {...titles}} as Definition}),
  };

  let state = 'saved' as SaveState;
  let onState: LmsSession['onState'] = null;
  let onNewer: NonNullable<LmsSession['onNewer']> | null = null;

  let heard = false;
  let mode: LmsSession['mode'] = 'normal';
  let language: string | null = null;
  let launchData: Readonly<Record<string, unknown>> = {};
  let masteryScore: number | null = null;

  /** The newest suspend data, the one known to be stored, its tag, and those that we wrote or have read. */
  let pending: string | null = null;
  let stored: string | null = null;
  let first: string | null = null;
  let replaces: Replaces = 'anything';
  let untagged = false;
  const ours: (string | null)[] = [];

  /** Ids of what may be said once in a registration, and whether the LRS has this list. */
  const done: {completed?: string; passed?: string} = {};
  let doneStored = true;
  const asked = new Set<string>();
  /** What an earlier page has probably said: it is not repeated before the LRS was asked. */
  const doubtful = new Set<string>();

  let define: NonNullable<LmsSession['define']> | null = null;
  /** By the id of a statement: what it is about. It is not sent before `define` has told it in all languages. */
  const undefinedYet = new Map<string, {readonly activity: string; readonly item: string}>();

  /** What waits until the LRS was heard: without its template no statement can be made. */
  const held: (() => void)[] = [];
  let failing: Outcome | null = null;
  /** The points that were last told where nothing is judged. */
  let scored: number | null = null;
  let ended = kept.terminated;
  let left = false;
  let failures = 0;
  let flushing = false;

  const schedule = commitSchedule(host, () => void flush());
  const writes = () => mode === 'normal';
  const waiting = () =>
    (pending !== null && pending !== stored) ||
    !doneStored ||
    held.length > 0 ||
    kept.queue.some(({verb}) => verb.id !== verbs.initialized && verb.id !== verbs.terminated);
  const queued = (verb: VerbName) => kept.queue.some((each) => each.verb.id === verbs[verb]);

  const report = (next: SaveState) => {
    if (state === next || state === 'lost' || state === 'local') return;
    state = next;
    onState?.(next);
  };
  const duration = () => `PT${((elapsed + host.now() - opened) / 1000).toFixed(2)}S`;
  const remember = () => {
    kept.elapsed = elapsed + host.now() - opened;
    reach(() => tab?.setItem(`${tabKey(launch)}/session`, JSON.stringify(kept)));
  };

  /** Puts a statement in the queue: everything about it is settled now. */
  function say(verb: VerbName, {object = course, result, context = {}, at = host.now()}: Parts = {}): string {
    const defined = isCmi5 && verb !== 'answered' && verb !== 'progressed';
    const judges = verb === 'completed' || verb === 'passed' || verb === 'failed';
    const own = {
      ...(registration && {registration}),
      ...(training && {revision: training.version}),
      ...context,
      contextActivities: {
        ...context.contextActivities,
        category: [...(defined ? [category.cmi5] : []), ...(defined && judges ? [category.moveOn] : []), ...profiled],
      },
    };
    const id = uuid((bytes) => host.window.crypto.getRandomValues(new Uint8Array(bytes)));
    kept.queue.push({
      id,
      actor,
      verb: verbOf(verb),
      object,
      ...(result && {result}),
      context: merged(own, contextTemplate()) as Context,
      timestamp: new Date(date + at).toISOString(),
    });
    remember();
    return id;
  }

  /** Has a statement wait for what was asked in all languages; what cannot be had in time is said in the one it was asked in. */
  function awaitDefinition(id: string, about: {readonly activity: string; readonly item: string}) {
    undefinedYet.set(id, about);
    host.setTimeout(() => undefinedYet.delete(id), patience);
    void lookUp(id, about.activity, about.item);
  }

  async function lookUp(id: string, activity: string, item: string) {
    if (!define) return;
    const found = (await define(activity))?.items[item];
    // It may have been said meanwhile: then it stays as it is, for an LRS compares.
    if (!undefinedYet.delete(id) || !found) return;
    kept.queue = kept.queue.map((statement) =>
      statement.id === id && 'definition' in statement.object
        ? {...statement, object: {...statement.object, definition: itemDefined(found)}}
        : statement,
    );
    remember();
  }

  /** The LMS's own context, its activities as the lists that the standard wants (xAPI 2.4.6.2). */
  function contextTemplate(): Json {
    const template = asObject(launchData.contextTemplate);
    const activities = Object.entries(asObject(template.contextActivities)).map(([name, given]) => [
      name,
      listOf(given),
    ]);
    return {...template, contextActivities: Object.fromEntries(activities)};
  }

  const whenHeard = (run: () => void) => {
    if (heard) run();
    else held.push(run);
  };

  function sayRecord(record: LmsRecord, at: number) {
    if (record.type === 'progressed') {
      say('progressed', {at, result: {extensions: {[extensions.progress]: Math.round(100 * record.progress)}}});
      return;
    }
    for (const interaction of record.interactions) {
      if (interaction.type === 'long-fill-in') continue; // a text is never recorded
      const id = `${training ? trainingIri(training.id) : activityId}/${interactionId(record.activity.id, interaction.item)}`;
      const {correct} = interaction;
      // On a slider an answer changes faster than it can be sent: only the one that rests is said.
      kept.queue = kept.queue.filter(({object}) => !('id' in object && object.id === id));
      const said = say('answered', {
        at,
        object: {objectType: 'Activity', id, definition: described(interaction, record.language)},
        result: {response: responseOf(interaction), ...(correct !== null && {success: correct})},
        context: {language: record.language, contextActivities: {parent: [{id: activityId}]}},
      });
      if (titles) awaitDefinition(said, {activity: record.activity.id, item: interaction.item});
    }
  }

  function hear(answers: Greeting) {
    if (answers.standing === 'refused') return lose();
    if (answers.standing === 'unheard') return;
    heard = true;
    launchData = objectIn(answers.launchData.text);
    const {launchMode, masteryScore: mastery} = launchData;
    if (launchMode === 'Browse' || launchMode === 'Review') mode = launchMode === 'Browse' ? 'browse' : 'review';
    if (typeof mastery === 'number') masteryScore = mastery;
    const preferred = objectIn(answers.preferences.text).languagePreference;
    if (typeof preferred === 'string') language = preferred.split(',').find(languageFrom) ?? null;
    const {completed, passed} = objectIn(answers.done.text);
    if (typeof completed === 'string') done.completed = completed;
    if (typeof passed === 'string') done.passed = passed;
    take(answers.suspend);
    if (!kept.initialized) {
      kept.initialized = true;
      say('initialized');
    }
    if (!writes()) {
      state = 'local';
      onState?.(state);
      held.length = 0;
    } else if (ended) return lose();
    else for (const each of held.splice(0)) each();
  }

  function lose() {
    schedule.stop();
    report('lost');
  }

  /** Takes in how the state document stands; true if somebody else wrote it. */
  function take({status, text, etag}: Answer): boolean {
    if (status === 404 || status === 204) {
      replaces = 'nothing';
      stored = null;
      return false;
    }
    if (status !== 200) return false;
    replaces = etag ? {tag: etag} : 'anything';
    untagged = !etag;
    const {suspendData} = objectIn(text);
    const theirs = typeof suspendData === 'string' && suspendData ? suspendData : null;
    const foreign = theirs !== null && theirs !== stored && !ours.includes(theirs);
    if (foreign) know(theirs);
    stored = theirs;
    return foreign;
  }

  function know(data: string) {
    ours.unshift(data);
    ours.length = Math.min(ours.length, 6);
  }

  const read = async (): Promise<void> => {
    if (take(await lrsClient(host, launch).getState(suspendId)) && stored !== null) onNewer?.(stored);
  };

  /** Stores the newest suspend data, and never over what we have not read. */
  async function storeSuspendData(leaving: boolean): Promise<Answer> {
    const lrs = lrsClient(host, launch, leaving);
    // An LRS that tells no tag may check none: it is looked at first.
    if (pending !== null && pending !== stored && replaces === 'anything' && !leaving) await read();
    let answer = confirmed;
    for (let tries = 0; pending !== null && pending !== stored && tries < 3; tries++) {
      const data = pending;
      know(data);
      answer = await lrs.putState(suspendId, {suspendData: data}, replaces);
      if (answer.status === 412) await read();
      else if (!isAccepted(answer)) return answer;
      else {
        stored = data;
        replaces = answer.etag ? {tag: answer.etag} : 'anything';
        // Without the new tag the last request of a page could not tell what it replaces.
        if (!answer.etag && !untagged && !leaving) await read();
      }
    }
    // Said to be stored, and not there: then nothing is confirmed, and it is not asked again at once.
    return pending === null || pending === stored ? answer : noAnswer;
  }

  /** Brings the queue to the LRS. A batch that is refused is halved, until the one that is wrong stands alone. */
  async function sendStatements(leaving: boolean): Promise<Answer> {
    const lrs = lrsClient(host, launch, leaving);
    for (let most = 50; kept.queue.length > 0; ) {
      if (!leaving) await findSaid();
      // In their order: what follows one that waits, waits.
      const until = kept.queue.findIndex(({id}) => undefinedYet.has(id ?? ''));
      const whole = until < 0 ? kept.queue : kept.queue.slice(0, until);
      const ready = whole.filter(({verb}) => !doubtful.has(verb.id));
      if (ready.length === 0) break;
      const batch = fitting(ready.slice(0, most), leaving);
      const answer = await lrs.sendStatements(batch);
      if (isAccepted(answer)) settle(batch);
      else if (!isFaulty(answer) || leaving) return answer;
      else if (batch.length > 1) most = Math.ceil(batch.length / 2);
      else {
        warn(`The LRS refused a statement (${batch[0]?.verb.id}) with status ${answer.status}; it is left out.`);
        // 409: it has one with this id. Then this was said.
        settle(batch, answer.status === 409);
      }
    }
    return confirmed;
  }

  /** Takes statements out of the queue, and notes what must not be said again in this registration. */
  function settle(batch: readonly Statement[], said = true) {
    const ids = new Set(batch.map(({id}) => id));
    kept.queue = kept.queue.filter(({id}) => !ids.has(id));
    remember();
    if (!said) return;
    for (const {id, verb} of batch)
      for (const name of ['completed', 'passed'] as const)
        if (verb.id === verbs[name]) {
          done[name] = id ?? '';
          doneStored = false;
        }
  }

  /** A tab may have died between the word and our note of it: then the LRS knows. Most let a learner read their own. */
  async function findSaid() {
    const names = (['completed', 'passed'] as const).filter((name) => queued(name) && !asked.has(name));
    await Promise.all(
      names.map(async (name) => {
        asked.add(name);
        const {status, text} = await lrsClient(host, launch).findStatement(verbs[name]);
        const {statements} = objectIn(text);
        const said = status === 200 && Array.isArray(statements) ? asObject(statements[0]).id : null;
        if (typeof said === 'string') settle(kept.queue.filter(({verb}) => verb.id === verbs[name]));
        doubtful.delete(verbs[name]);
      }),
    );
  }

  async function storeDone(leaving: boolean): Promise<Answer> {
    if (doneStored) return confirmed;
    const answer = await lrsClient(host, launch, leaving).putState(doneId, {...done}, 'anything');
    if (isAccepted(answer)) doneStored = true;
    return answer;
  }

  async function deliver(): Promise<readonly Answer[]> {
    if (!heard) {
      const answers = await greet(host, launch);
      hear(answers);
      if (!heard) return [noAnswer];
      if (stored !== null && writes()) onNewer?.(stored);
    }
    const answers = await Promise.all([writes() ? storeSuspendData(false) : confirmed, sendStatements(false)]);
    return [...answers, await storeDone(false)];
  }

  async function flush() {
    if (state === 'lost' || flushing) return;
    schedule.stop();
    flushing = true;
    const answers = await deliver();
    flushing = false;
    conclude(answers);
    if (ended && kept.queue.length === 0) goBack();
  }

  /** What the answers mean for the learner, and when to try again. */
  function conclude(answers: readonly Answer[]) {
    if (answers.some(({status}) => status === 401 || status === 403)) return lose();
    const refused = answers.filter((answer) => !isAccepted(answer));
    if (refused.length > 0) {
      failures++;
      if (waiting()) report('refused');
      schedule.rest(Math.max(Math.min(60_000, 1000 * 2 ** failures), ...refused.map(({wait}) => wait)));
      return schedule.soon();
    }
    failures = 0;
    schedule.rest(0);
    if (waiting() || kept.queue.length > 0) schedule[ended ? 'now' : 'soon']();
    else report('saved');
  }

  /**
   * What is said of a finished training. `completed`, once in a registration. `passed` or `failed` only where something is
   * judged: by the launch's mastery score, if there are points (cmi5 10.2.4); else by whoever asks for a pass, the training
   * (`final_status`) or the LMS (`moveOn`), and then to finish is to pass. Otherwise points are no verdict: `progressed`
   * tells them under cmi5, which forbids them in `completed` (9.5.1); plain xAPI has them there, where its readers look.
   */
  function judge(outcome: Outcome, again: boolean) {
    if (again) for (const name of ['completed', 'passed'] as const) if (!asked.has(name)) doubtful.add(verbs[name]);
    const {moveOn} = launchData;
    const graded = !outcome.ungraded;
    const judged = (graded && masteryScore !== null) || moveOn === 'Passed' || moveOn === 'CompletedAndPassed';
    if (done.completed) scored ??= outcome.score;
    else if (!queued('completed')) {
      if (graded && !isCmi5) scored = outcome.score;
      const result = graded && !isCmi5 && {score: scoreOf(outcome)};
      say('completed', {result: {completion: true, duration: duration(), ...result}});
    }
    if (!judged && finalStatus !== 'passed') {
      if (!graded || (scored !== null && outcome.score <= scored)) return;
      scored = outcome.score;
      say('progressed', {result: {score: scoreOf(outcome), extensions: {[extensions.progress]: 100}}});
      return;
    }
    if (done.passed || queued('passed')) return;
    // Whoever fails may try again until they leave: `failed` and `passed` exclude each other in a session.
    failing = graded && masteryScore !== null && scoreOf(outcome).scaled < masteryScore ? outcome : null;
    if (!failing && !kept.judged) sayJudged('passed', true, outcome);
  }

  function sayJudged(verb: 'passed' | 'failed', success: boolean, outcome: Outcome) {
    kept.judged = true;
    const judged = isCmi5 && masteryScore !== null && !outcome.ungraded;
    say(verb, {
      result: {success, duration: duration(), ...(!outcome.ungraded && {score: scoreOf(outcome)})},
      ...(judged && {context: {extensions: {[masteryScoreExtension]: masteryScore}}}),
    });
  }

  /** The last word of a session: what was not reached, then the end. */
  function end() {
    ended = true;
    if (failing && !kept.judged) sayJudged('failed', false, failing);
    kept.terminated = true;
    say('terminated', {result: {duration: duration()}});
  }

  function goBack() {
    const {returnURL} = launchData;
    if (left || typeof returnURL !== 'string' || !/^https?:\/\//i.test(returnURL)) return;
    left = true;
    host.window.location.assign(returnURL);
  }

  const warn = (words: string) => (host.window as Window & {console?: Console}).console?.warn(words);

  const session: LmsSession = {
    runtime: launch.runtime,
    learner: learnerOf(actor),
    get mode() {
      return mode;
    },
    get language() {
      return language;
    },
    suspendDataLimit,
    get suspendData() {
      return first;
    },
    get state() {
      return state;
    },
    get onState() {
      return onState;
    },
    set onState(listener) {
      onState = listener;
    },
    get onNewer() {
      return onNewer;
    },
    set onNewer(listener) {
      onNewer = listener ?? null;
    },
    get define() {
      return define;
    },
    set define(given) {
      define = given ?? null;
      for (const [id, {activity, item}] of undefinedYet) void lookUp(id, activity, item);
    },
    record(record) {
      if (!writes() || ended || state === 'lost') return;
      if (record.type === 'answered' && record.activity.private) return;
      const at = host.now();
      whenHeard(() => sayRecord(record, at));
    },
    save(suspendData, urgency) {
      if (!writes()) return;
      pending = suspendData;
      if (!waiting()) return;
      if (ended) return report('lost');
      if (state === 'saved') report('waiting');
      if (state !== 'lost') schedule[urgency]();
    },
    leave(final) {
      if (state === 'lost' || !heard) return;
      undefinedYet.clear(); // nothing may be lost for waiting
      // A page that is loaded again goes away like one that is closed, and its session has to go on: so only a sitting
      // that has reached its end, or that may say nothing else, is ended here.
      const over = !writes() || done.completed || queued('completed') || !isCmi5;
      if (final && over && !ended) end();
      schedule.stop();
      const sent = [sendStatements(true), storeDone(true)];
      if (writes()) sent.push(storeSuspendData(true));
      void Promise.all(sent).then(conclude);
    },
    close() {
      undefinedYet.clear();
      const clean = !waiting() && (state === 'saved' || state === 'local');
      if (!ended && state !== 'lost') whenHeard(end);
      host.setTimeout(goBack, 3000);
      schedule.rest(0);
      void flush();
      return clean;
    },
    complete(outcome, again = false) {
      if (!writes() || ended || state === 'lost') return;
      whenHeard(() => judge(outcome, again));
      if (!waiting()) return;
      if (state === 'saved') report('waiting');
      schedule.now();
    },
  };
  hear(greeting);
  first = stored;
  if (ended && heard) void sendStatements(false).then(() => storeDone(false));
  else if (heard) void flush();
  else if (state !== 'lost') {
    state = 'refused';
    schedule.soon();
  }
  host.window.addEventListener('online', () => {
    if (state === 'lost' || !waiting()) return;
    schedule.rest(0);
    schedule.now();
  });
  return session;
}

/** How the learner is told from others on this device, and what they are called. */
function learnerOf({name, account, mbox, mbox_sha1sum, openid}: Agent) {
  const id = account ? `${account.name}@${account.homePage}` : (mbox ?? mbox_sha1sum ?? openid ?? '');
  return {id, name: name ?? ''};
}

/** What differs from one statement to the next. */
interface Parts {
  readonly object?: StatementObject;
  readonly result?: Result;
  readonly context?: Context;
  readonly at?: number;
}

const confirmed: Answer = {...noAnswer, status: 204};
const isAccepted = ({status}: Answer) => status >= 200 && status < 300;
/** The LRS will say the same again, however often it is asked. */
const isFaulty = ({status}: Answer) => status >= 400 && status < 500 && ![401, 403, 408, 429].includes(status);

/** As many statements, from the first, as one request should carry; always one. */
function fitting(statements: readonly Statement[], leaving: boolean): readonly Statement[] {
  let room = leaving ? 15_000 : 200_000;
  return statements.filter((statement, at) => (room -= JSON.stringify(statement).length) > 0 || at === 0);
}

type Json = Readonly<Record<string, unknown>>;

/** Both contexts as one: the LMS's word stands, and lists are joined (cmi5 10.2.1). */
function merged(own: Json, template: Json): Json {
  const all: Record<string, unknown> = {...own};
  for (const [key, value] of Object.entries(template)) {
    const mine = all[key];
    if (Array.isArray(mine) && Array.isArray(value)) all[key] = [...value, ...mine.filter((one) => !has(value, one))];
    else if (isObject(mine) && isObject(value)) all[key] = merged(mine, value);
    else all[key] = value;
  }
  return all;
}
const has = (list: readonly unknown[], one: unknown) => list.some((each) => asObject(each).id === asObject(one).id);
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

function scoreOf({score}: Outcome) {
  const raw = Math.min(100, Math.max(0, Math.round(score)));
  return {scaled: raw / 100, raw, min: 0, max: 100};
}

/** What was asked, in the language it was asked in. */
const described = (interaction: Interaction, language: Language) =>
  itemDefined(definitionOf({[language]: interaction}));
// The library's language maps want every language there is.
const itemDefined = (asked: InteractionDefinition | null) =>
  ({type: activityTypes.item, ...asked}) as InteractionActivityDefinition;

/** What the tab kept of this session; a new one where it kept nothing that can be read. */
function keptIn(text: string, isCmi5: boolean): Kept {
  const {initialized, judged, terminated, elapsed, queue} = objectIn(text);
  const statements = (Array.isArray(queue) ? queue : []).filter(
    (each) => typeof asObject(each).id === 'string' && typeof asObject(asObject(each).verb).id === 'string',
  ) as Statement[];
  // A session of cmi5 that has ended stays so; in plain xAPI opening the page again begins another.
  const anew = !isCmi5 && terminated === true;
  return {
    initialized: initialized === true && !anew,
    judged: judged === true && !anew,
    terminated: terminated === true && !anew,
    elapsed: typeof elapsed === 'number' && !anew ? elapsed : 0,
    queue: statements,
  };
}
