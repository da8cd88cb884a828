import type {Cipher, Device, Found, Loaded} from '../device/index.ts';
import type {LmsRecord, LmsSession, SaveState} from '../lms/lms.ts';
import {
  type Attempt,
  activitiesOf,
  afterEvent,
  decodeAttempt,
  encodeAttempt,
  type Language,
  type LearnerEvent,
  mergeAttempts,
  newAttempt,
  newAttemptId,
  type Outline,
  outcomeOf,
  progressOf,
  roomForTexts,
} from '../training/index.ts';
import type {Parts} from './global.ts';

/** What the learner is told of their answers' whereabouts; the names are those of the interface words. */
export type SaveLine = SaveState | 'memory' | 'memory_lms' | 'texts_left' | 'answers_left' | 'review' | 'browse';

/** Answers the LMS knows nothing of: continue with them, or begin anew (DESIGN 3, "Coming back"). */
export interface Question {
  readonly saved: Attempt;
  /** Milliseconds since 1970. */
  readonly savedAt: number;
}

/** One learner at one training, here and now: where the attempt, the device and the LMS meet. It knows no screen. */
export interface Sitting {
  readonly attempt: Attempt;
  /** Open until `answer` is called; nothing is written meanwhile. */
  readonly question: Question | null;
  readonly line: SaveLine;
  /** Seals private answers: goes into the learner's own save file. */
  readonly key: Uint8Array;
  /** What an element keeps beside answers, and under which name (`Device.vault`). */
  readonly vault: Device['vault'];
  /** When private answers of this activity were kept that can no longer be opened here; null if there are none. */
  lockedSince(activity: string): number | null;
  answer(choice: 'continue' | 'anew'): void;
  /** Takes an event in: log first, then the device, then the LMS. `record` is what the LMS may know of it. */
  happened(event: LearnerEvent, record?: LmsRecord | null): void;
  /** Brings the cipher, and with it the private answers that lie here. */
  useCipher(cipher: Cipher): Promise<void>;
  /** Whether free texts travel in the LMS's data, so that what packs them is needed. */
  readonly carriesTexts: boolean;
  /** Brings what packs free texts, and with it the texts that came from the LMS. */
  useTexts(part: Parts['texts']): void;
  /** Adds the answers of a save file; its key may open what is locked here. */
  adopt(saved: Attempt, key: Uint8Array | null): Promise<void>;
  /** The page is hidden (`final` false) or going away. */
  leave(final: boolean): void;
  /** "Save and leave": true if the LMS confirmed everything. */
  close(): boolean;
}

export interface SittingParts {
  readonly outline: Outline;
  readonly session: LmsSession;
  /** Opens the device with the key of private answers and the attempt's id, and whether the LMS itself gave them back. */
  readonly openDevice: (key: Uint8Array | null, attempt: string | null, confirmed: boolean) => Device;
  readonly language: Language;
  readonly random: (bytes: number) => Uint8Array;
  /** Called after each change of the attempt or of the line. */
  readonly onChange: () => void;
  /** Called after each event that changed the attempt, with the one before it: what records are made of. */
  readonly onEvent?: (event: LearnerEvent, before: Attempt) => void;
}

/** Sits the learner down where they left: what the LMS has, joined with what the device has. */
export async function sitDown(parts: SittingParts): Promise<Sitting> {
  const {outline, session, openDevice, language, random, onChange, onEvent} = parts;
  const fresh = () => newAttempt(newAttemptId(random(16)), language);

  await session.ready;
  let told = decodeAttempt(session.suspendData ?? '', outline);
  /** What the LMS has was damaged where it says which attempt this is: then it is the one of this device. */
  let nameless = told.attempt?.id === '';
  const writes = session.mode === 'normal';
  /** Else there is no LMS, or it may have an attempt that we don't know of. */
  const heard = session.state === 'saved';
  const device = openDevice(told.key, told.attempt?.id || null, !session.recalled);
  let kept = await device.load();

  let asked: Found | null = null;
  let attempt = told.attempt ?? fresh();
  if (nameless) attempt = {...attempt, id: fresh().id};
  /** Attempts of other ids that are part of this one, and those that the learner put away. */
  const joined = new Set<string>();
  const putAway = new Set<string>();
  let left: SaveLine | null = null;
  let ciphered = false;
  let texts: Parts['texts'] | null = null;
  join(kept);

  session.onState = onChange;
  session.onNewer = newer;
  device.onState = onChange;
  begin();
  void kept.later?.then((all) => {
    // IndexedDB was slow: what it had is joined with what has been done meanwhile.
    kept = all;
    join(all);
    begin();
    onChange();
  });

  /** Joins what is on this device with the attempt at hand. */
  function join({current, earlier}: Loaded) {
    if (current) joinCurrent(current);
    if (told.attempt && !asked) for (const found of earlier) if (!found.heard && !found.archived) takeIn(found);
  }

  function joinCurrent(found: Found) {
    const {id, finished} = found.attempt;
    if (putAway.has(id)) return;
    if (id === attempt.id || nameless) attempt = mergeAttempts(found.attempt, {...attempt, id});
    else if (isBegun(attempt) || (told.attempt && !found.heard))
      found.heard ? void device.archive(found.attempt) : takeIn(found);
    else if (!heard || !isBegun(found.attempt)) attempt = found.attempt;
    else if (finished && found.heard) void device.archive(found.attempt);
    else asked = found;
    nameless = false;
  }

  /** What was given here and no LMS ever heard of becomes part of the attempt that the LMS knows. */
  function takeIn(found: Found) {
    if (!isBegun(found.attempt)) return;
    joined.add(found.attempt.id);
    attempt = mergeAttempts(attempt, {...found.attempt, id: attempt.id});
    device.append(attempt);
    void device.keep(attempt);
    // What is sealed in it is taken in once it can be opened.
    if (found.sealed !== 'locked') void device.archive(found.attempt);
  }

  /** Goes on from here; what the LMS has not, it gets. */
  function begin() {
    if (asked) return;
    settle(attempt.finished);
    if (isBegun(attempt) && encoded().data !== session.suspendData) tell('soon');
  }

  /** Takes an event in; false if it changed nothing. */
  function take(event: LearnerEvent): boolean {
    // Two tabs, both opened before anything was done: what is begun in one is the attempt of the other, too.
    if (!told.attempt && !isBegun(attempt)) attempt = {...attempt, id: device.begunBeside ?? attempt.id};
    const next = afterEvent(attempt, event);
    if (next === attempt) return false;
    const before = attempt;
    attempt = next;
    device.append(attempt); // first of all, and synchronous: what is here survives the tab
    onEvent?.(event, before);
    return true;
  }

  /** Finishes the attempt once the training's rule is met, and tells the LMS, again if it may not have heard. */
  function settle(again = false) {
    const outcome = outcomeOf(outline, attempt);
    if (!outcome) return;
    take({type: 'finished'});
    if (writes) session.complete(outcome, again);
  }

  /** The attempt as the LMS may have it. */
  function encoded() {
    // The LMS's key before one made here while the LMS could not be heard: what it opens must stay open.
    const key = told.key ?? device.key;
    const limit = session.suspendDataLimit;
    const own = texts?.packTexts({attempt, outline, limit: roomForTexts({attempt, outline, key, limit})});
    const {data, left} = encodeAttempt({attempt, outline, key, texts: own ? own.bytes : told.texts, limit});
    const textsLeft = left.includes('texts') || (own?.left ?? 0) > 0;
    const line: SaveLine | null = left.includes('answers') ? 'answers_left' : textsLeft ? 'texts_left' : null;
    return {data, line};
  }

  function tell(urgency: 'soon' | 'now') {
    void device.keep(attempt);
    if (!writes) return;
    const {data, line} = encoded();
    left = line;
    session.save(data, urgency);
  }

  /** Takes over what could be opened only now. */
  function rejoin(all: Loaded) {
    kept = all;
    void all.later?.then(rejoin);
    for (const found of [kept.current, ...kept.earlier]) {
      if (!found) continue;
      const {id} = found.attempt;
      if (id === asked?.attempt.id) asked = found;
      else if (id === attempt.id) attempt = mergeAttempts(attempt, found.attempt);
      else if (joined.has(id)) takeIn(found);
    }
    // Another tab may have answered meanwhile.
    if (!asked && isBegun(attempt)) tell('soon');
    onChange();
  }

  /** Another tab or device has saved, or the LMS is heard late: what it has and what is here become one. */
  function newer(data: string) {
    const other = decodeAttempt(data, outline);
    if (!other.attempt) return;
    if (other.attempt.id !== attempt.id && isBegun(attempt) && saysNothing(other.attempt)) {
      // It may be another package's: what is here stands, and is saved again.
      told = {...told, key: told.key ?? other.key};
      return tell('now');
    }
    told = {...other, key: other.key ?? told.key, texts: other.texts ?? told.texts};
    const theirs =
      texts && other.texts ? texts.withTexts(other.attempt, texts.unpackTexts(other.texts, outline)) : other.attempt;
    const id = theirs.id || attempt.id;
    if (id !== attempt.id) joined.add(attempt.id);
    attempt = mergeAttempts({...theirs, id}, {...attempt, id});
    const found = asked;
    asked = null;
    if (found) joinCurrent(found);
    settle();
    tell('now');
    onChange();
    if (other.key) void device.unlock(other.key).then(rejoin);
  }

  function adopt(saved: Attempt) {
    attempt = isBegun(attempt) ? mergeAttempts(attempt, {...saved, id: attempt.id}) : saved;
    asked = null;
    settle();
    tell('now');
    onChange();
  }

  return {
    get attempt() {
      return attempt;
    },
    get question() {
      return asked && {saved: asked.attempt, savedAt: asked.savedAt};
    },
    get line() {
      if (!writes) return session.mode === 'review' ? 'review' : 'browse';
      if (device.state === 'memory') return session.state === 'local' ? 'memory' : 'memory_lms';
      return session.state === 'local' ? 'local' : (left ?? session.state); // no LMS: nothing of it could stay behind
    },
    key: device.key,
    vault: device.vault,
    lockedSince: (activity) => (kept.current?.locked.includes(activity) ? kept.current.savedAt : null),
    answer(choice) {
      if (choice === 'continue') attempt = asked?.attempt ?? attempt;
      else {
        attempt = fresh();
        for (const found of [asked, ...kept.earlier])
          if (found && !found.archived) {
            putAway.add(found.attempt.id);
            void device.archive(found.attempt);
          }
      }
      asked = null;
      settle();
      tell('now');
      onChange();
    },
    happened(event, record = null) {
      const {done} = attempt;
      if (asked || !take(event)) return;
      if (record && writes) session.record(record);
      const activity = event.type === 'answered' && activitiesOf(outline).find(({id}) => id === event.activity);
      if (activity && attempt.done !== done && writes)
        session.record({type: 'progressed', activity, progress: progressOf(outline, attempt)});
      settle();
      tell(event.type === 'answered' ? 'soon' : 'now');
      onChange();
    },
    async useCipher(cipher) {
      if (ciphered) return;
      ciphered = true;
      rejoin(await device.useCipher(cipher));
    },
    get carriesTexts() {
      return told.texts !== null || attempt.carriesTexts.value;
    },
    useTexts(part) {
      if (texts) return;
      texts = part;
      if (told.texts) attempt = part.withTexts(attempt, part.unpackTexts(told.texts, outline));
      if (!asked) tell('soon');
      onChange();
    },
    async adopt(saved, key) {
      adopt(saved);
      if (key) rejoin(await device.unlock(key));
    },
    leave(final) {
      void device.keep(attempt);
      session.leave(final);
    },
    close() {
      void device.keep(attempt);
      return session.close();
    },
  };
}

const saysNothing = (attempt: Attempt) => !isBegun(attempt) && attempt.place.value === null;
const isBegun = ({answers, done}: Attempt) => Object.keys(answers).length > 0 || Object.keys(done).length > 0;
