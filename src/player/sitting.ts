import type {Cipher, Device, Found} from '../device/index.ts';
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
  /** Opens the device with what the LMS gave back: the key of private answers, and the attempt's id. */
  readonly openDevice: (key: Uint8Array | null, attempt: string | null) => Device;
  readonly language: Language;
  readonly random: (bytes: number) => Uint8Array;
  /** Called after each change of the attempt or of the line. */
  readonly onChange: () => void;
}

/** Sits the learner down where they left: what the LMS has, joined with what the device has. */
export async function sitDown(parts: SittingParts): Promise<Sitting> {
  const {outline, session, openDevice, language, random, onChange} = parts;
  const fresh = () => newAttempt(newAttemptId(random(16)), language);

  await session.ready;
  let told = decodeAttempt(session.suspendData ?? '', outline);
  const writes = session.mode === 'normal';
  /** Else there is no LMS, or it may have an attempt that we don't know of. */
  const heard = session.state === 'saved';
  const device = openDevice(told.key, told.attempt?.id ?? null);
  let kept = await device.load();

  let question: Question | null = null;
  let attempt = told.attempt ?? fresh();
  let left: SaveLine | null = null;
  let ciphered = false;
  let texts: Parts['texts'] | null = null;
  join(kept.current);

  session.onState = onChange;
  session.onNewer = newer;
  device.onState = onChange;
  if (!question) settle();
  void kept.later?.then((all) => {
    // IndexedDB was slow: what it had is joined with what has been done meanwhile.
    kept = all;
    join(all.current);
    onChange();
  });

  /** Joins what is on this device with the attempt at hand. */
  function join(found: Found | null) {
    if (!found) return;
    if (found.attempt.id === attempt.id) attempt = mergeAttempts(attempt, found.attempt);
    else if (told.attempt || isBegun(attempt)) void device.archive(found.attempt);
    else if (!heard) attempt = found.attempt;
    else if (found.attempt.finished) void device.archive(found.attempt);
    else question = {saved: found.attempt, savedAt: found.savedAt};
  }

  /** Takes an event in; false if it changed nothing. */
  function take(event: LearnerEvent): boolean {
    const next = afterEvent(attempt, event);
    if (next === attempt) return false;
    attempt = next;
    device.append(attempt); // first of all, and synchronous: what is here survives the tab
    return true;
  }

  /** Finishes the attempt once the training's rule is met, and tells the LMS, again if it may not have heard. */
  function settle() {
    const outcome = outcomeOf(outline, attempt);
    if (!outcome && !attempt.finished) return;
    take({type: 'finished'});
    if (writes) session.complete(outcome ?? {score: 100, ungraded: true});
  }

  function tell(urgency: 'soon' | 'now') {
    void device.keep(attempt);
    if (!writes) return;
    // The LMS's key before one made here while the LMS could not be heard: what it opens must stay open.
    const key = told.key ?? device.key;
    const limit = session.suspendDataLimit;
    const own = texts?.packTexts({attempt, outline, limit: roomForTexts({attempt, outline, key, limit})});
    const {data, left: behind} = encodeAttempt({attempt, outline, key, texts: own ? own.bytes : told.texts, limit});
    const textsLeft = behind.includes('texts') || (own?.left ?? 0) > 0;
    left = behind.includes('answers') ? 'answers_left' : textsLeft ? 'texts_left' : null;
    session.save(data, urgency);
  }

  /** Takes over what could be opened only now. */
  function rejoin() {
    const {current} = kept;
    if (question && current?.attempt.id === question.saved.id) question = {...question, saved: current.attempt};
    else if (current?.attempt.id === attempt.id) attempt = mergeAttempts(attempt, current.attempt);
    onChange();
  }

  /** Another tab or device has saved, or the LMS is heard late: what it has and what is here become one. */
  function newer(data: string) {
    const other = decodeAttempt(data, outline);
    if (!other.attempt) return;
    told = {...other, key: other.key ?? told.key, texts: other.texts ?? told.texts};
    const theirs =
      texts && other.texts ? texts.withTexts(other.attempt, texts.unpackTexts(other.texts, outline)) : other.attempt;
    if (question) void device.archive(question.saved);
    attempt = question ? theirs : mergeAttempts(theirs, {...attempt, id: theirs.id});
    question = null;
    settle();
    tell('now');
    onChange();
    if (other.key)
      void device.unlock(other.key).then((found) => {
        kept = found;
        rejoin();
      });
  }

  function adopt(saved: Attempt) {
    attempt = isBegun(attempt) ? mergeAttempts(attempt, {...saved, id: attempt.id}) : saved;
    question = null;
    settle();
    tell('now');
    onChange();
  }

  return {
    get attempt() {
      return attempt;
    },
    get question() {
      return question;
    },
    get line() {
      if (!writes) return session.mode === 'review' ? 'review' : 'browse';
      if (device.state === 'memory') return session.state === 'local' ? 'memory' : 'memory_lms';
      return left ?? session.state;
    },
    key: device.key,
    lockedSince: (activity) => (kept.current?.locked.includes(activity) ? kept.current.savedAt : null),
    answer(choice) {
      if (choice === 'anew') {
        if (question) void device.archive(question.saved);
        question = null;
      } else if (question) {
        attempt = question.saved;
        question = null;
      }
      settle();
      tell('now');
      onChange();
    },
    happened(event, record = null) {
      const {done} = attempt;
      if (question || !take(event)) return;
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
      kept = await device.useCipher(cipher);
      rejoin();
    },
    get carriesTexts() {
      return told.texts !== null || attempt.carriesTexts.value;
    },
    useTexts(part) {
      if (texts) return;
      texts = part;
      if (told.texts) attempt = part.withTexts(attempt, part.unpackTexts(told.texts, outline));
      if (!question) tell('soon');
      onChange();
    },
    async adopt(saved, key) {
      adopt(saved);
      if (!key) return;
      kept = await device.unlock(key);
      rejoin();
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

const isBegun = ({answers, done}: Attempt) => Object.keys(answers).length > 0 || Object.keys(done).length > 0;
