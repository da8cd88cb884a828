import {type Attempt, newAttempt, type Place, type Stamped} from './attempt.ts';
import {fromBase85, toBase85} from './base85.ts';
import {bitReader, bitsOf, bytesFrom, gammaOf, signedOf} from './bits.ts';
import {fits, type Item, type Value} from './item.ts';
import {type Language, languageLetters, languages} from './languages.ts';
import {type ActivityOutline, activitiesOf, type Outline} from './training.ts';

/*
 * An attempt written small, for the LMS's suspend data (DESIGN 3, STANDARDS 2, MOODLE 1.3, 1.7, 1.8). Version 1:
 *
 *   D 1 LANGUAGE block* ~z         block = ~ LETTER base85(payload, 16 bits of checksum)
 *
 * `h` head: id, counters, place · `k` key · `r` records: done, scores, answers · `t` texts, packed by device/texts.
 * A block reads by itself, so what is cut or spoilt costs only the blocks it hits; an unknown letter is passed over.
 * Activities, items and options are hashes of their ids, never places in a list: what a version of the training does
 * not know is dropped, and nothing is mistaken for something else (`idClashes` sees to it, at build).
 * Record bits: 0 an answer · 10 the activity of what follows · 110 done · 1110 score · 1111 the end. Value bits: 0 an
 * option · 10 a list of options · 110 a number · 111 taken back. Counters are differences to the one before.
 * Nothing of version 1 may change: learners come back with it for years. The tests pin its letters.
 */
const version = 1;
const hashBits = {activity: 20, item: 14, option: 12};
/** Without it, something was cut off. */
const endMark = '~z';
const recordBlockBits = 60 * 8;
const textBlockBytes = 118;
/** Numbers beyond it would not come back exactly; nothing a learner answers is near it. */
const greatest = 2 ** 50;

/** What may have to stay behind, in the order it does; what is done and the key never do. */
export type LeftBehind = 'texts' | 'answers' | 'place';

export interface SuspendData {
  readonly attempt: Attempt;
  readonly outline: Outline;
  /** Opens the private answers on the device (DESIGN 3, "Private"). */
  readonly key: Uint8Array | null;
  /** What `packTexts` of `device/texts` made. */
  readonly texts: Uint8Array | null;
  /** In characters (`LmsSession.suspendDataLimit`); never exceeded. */
  readonly limit: number;
}

/** The suspend data of an attempt, and what had no room: texts first, then the oldest answers, then the place. */
export function encodeAttempt({attempt, outline, key, texts, limit}: SuspendData): {
  readonly data: string;
  readonly left: readonly LeftBehind[];
} {
  const {done, answers} = recordsOf(attempt, outline);
  const place = placeOf(attempt, outline);
  const write = (count: number, place: Stamped<Place | null> | null) =>
    `D${version}${languageLetters[attempt.language.value]}` +
    block('h', bytesFrom(headBits(attempt, place))) +
    (key ? block('k', key) : '') +
    recordBlocks(done) +
    recordBlocks(answers.slice(0, count));
  const fitting = (data: string) => (data + endMark).length <= limit;

  const left: LeftBehind[] = [];
  let data = write(answers.length, place);
  if (!fitting(data)) {
    const count = greatestThat(answers.length, (count) => fitting(write(count, place)));
    data = write(count, place);
    if (texts?.length) left.push('texts');
    if (count < answers.length) left.push('answers');
    if (!fitting(data) && place.value) {
      left.push('place');
      data = write(0, null);
    }
  } else if (texts) {
    for (let at = 0; at < texts.length; at += textBlockBytes) {
      const more = block('t', texts.subarray(at, at + textBlockBytes), at);
      if (!fitting(data + more)) {
        left.push('texts');
        break;
      }
      data += more;
    }
  }
  return {data: (data + endMark).slice(0, Math.max(0, limit)), left};
}

/** How many bytes `packTexts` may fill without anything else having to give way. */
export function roomForTexts(suspendData: Omit<SuspendData, 'texts'>): number {
  const room = suspendData.limit - encodeAttempt({...suspendData, texts: null}).data.length;
  const blockLength = block('t', new Uint8Array(textBlockBytes)).length;
  const rest = Math.floor((((room % blockLength) - 2) * 4) / 5) - 2;
  return Math.max(0, Math.floor(room / blockLength) * textBlockBytes + Math.max(0, rest));
}

/** What suspend data says. */
export interface Decoded {
  /** Null if it says nothing of an attempt. Its id is empty if only the head is lost: give it a new one. */
  readonly attempt: Attempt | null;
  readonly key: Uint8Array | null;
  /** For `unpackTexts`: all that was saved, or an intact beginning of it. */
  readonly texts: Uint8Array | null;
  readonly language: Language | null;
  /** Of the form; null if this is not ours. */
  readonly version: number | null;
  /** Whether something of ours can't be read. */
  readonly damaged: boolean;
}

/** Reads suspend data, whoever wrote it and whatever happened to it since: never throws, keeps all that is intact. */
export function decodeAttempt(data: string, outline: Outline): Decoded {
  const [start = '', ...pieces] = data.trim().split('~');
  const ours = /^D(\d)([a-z])$/.exec(start);
  const language = languages.find((known) => languageLetters[known] === ours?.[2]) ?? null;
  const found = ours ? Number(ours[1]) : null;
  const nothing = {attempt: null, key: null, texts: null, language, version: found, damaged: false};
  if (found !== version) return nothing;

  const draft = newDraft(outline);
  const texts: number[] = [];
  let key: Uint8Array | null = null;
  let damaged = language === null || !pieces.includes('z');
  for (const piece of pieces) {
    if (piece === '' || piece === 'z') continue;
    const bytes = fromBlock(piece, piece[0] === 't' ? texts.length : 0);
    if (!bytes) damaged = true;
    else if (piece[0] === 'h') readHead(bytes, draft);
    else if (piece[0] === 'k') key = bytes;
    else if (piece[0] === 'r') readRecords(bytes, draft);
    else if (piece[0] === 't') texts.push(...bytes);
  }
  return {
    ...nothing,
    attempt: attemptOf(draft, language ?? outline.languages[0] ?? 'kk'),
    key,
    texts: texts.length > 0 ? Uint8Array.from(texts) : null,
    damaged,
  };
}

/** A random attempt id, of a form that packs into eight bytes. Give it twelve random bytes. */
export const newAttemptId = (random: Uint8Array): string =>
  Array.from({length: 12}, (_, i) => ((random[i] ?? 0) % 36).toString(36)).join('');

/** Something that happened in an activity, as bits: what it is, then (once the counter is written) its value. */
interface Entry {
  readonly activity: string;
  readonly counter: number;
  readonly what: string;
  readonly value: string;
}

/** Done and scores in the outline's order; answers newest first, without texts and without what is private. */
function recordsOf(attempt: Attempt, outline: Outline) {
  const done: Entry[] = [];
  const answers: Entry[] = [];
  for (const {id: activity, private: closed, items} of activitiesOf(outline)) {
    const doneAt = own(attempt.done, activity);
    if (doneAt !== null) done.push({activity, counter: doneAt, what: '110', value: ''});
    if (closed) continue;
    const score = own(attempt.scores, activity);
    const thousandths = Math.round(1000 * Math.min(1, Math.max(0, score?.value || 0)));
    if (score) done.push({activity, counter: score.counter, what: '1110', value: bitsOf(thousandths, 10)});
    for (const item of items) {
      const answer = own(own(attempt.answers, activity) ?? {}, item.id);
      if (!answer || item.type === 'text' || !fits(item, answer.value)) continue;
      if (typeof answer.value === 'number' && Math.abs(answer.value) > greatest) continue;
      answers.push({
        activity,
        counter: answer.counter,
        what: `0${hashed(item.id, 'item')}`,
        value: bitsIn(answer.value),
      });
    }
  }
  return {done, answers: answers.sort((a, b) => b.counter - a.counter)};
}

function bitsIn(value: Value): string {
  if (value === null) return '111';
  if (typeof value === 'number') return `110${signedOf(value)}`;
  if (typeof value === 'string') return `0${hashed(value, 'option')}`;
  return `10${gammaOf(value.length)}${value.map((id) => hashed(id, 'option')).join('')}`;
}

/** Records as blocks, those of an activity side by side. */
function recordBlocks(records: readonly Entry[]): string {
  const byActivity = new Map<string, Entry[]>();
  for (const record of records) byActivity.set(record.activity, [...(byActivity.get(record.activity) ?? []), record]);
  let blocks = '';
  let bits = '';
  let before: Entry | null = null;
  for (const record of [...byActivity.values()].flat()) {
    let more = bitsAfter(before, record);
    if (before && bits.length + more.length + 4 > recordBlockBits) {
      blocks += block('r', bytesFrom(`${bits}1111`));
      bits = '';
      more = bitsAfter(null, record);
    }
    bits += more;
    before = record;
  }
  return before ? blocks + block('r', bytesFrom(`${bits}1111`)) : '';
}

const bitsAfter = (before: Entry | null, {activity, counter, what, value}: Entry) =>
  (before?.activity === activity ? '' : `10${hashed(activity, 'activity')}`) +
  what +
  signedOf(counter - (before?.counter ?? 0)) +
  value;

/** The place as the LMS may know it: in a private activity only that the learner is there, for a step may tell more. */
function placeOf({place}: Attempt, outline: Outline): Stamped<Place | null> {
  const activity = activitiesOf(outline).find(({id}) => id === place.value?.activity);
  if (!place.value || !activity) return {...place, value: null};
  return activity.private ? {...place, value: {...place.value, step: 0}} : place;
}

function headBits(
  {id, counter, language, carriesTexts, finished}: Attempt,
  place: Stamped<Place | null> | null,
): string {
  const short = /^[a-z0-9]{12}$/.test(id);
  const half = (text: string) => bitsOf(Number.parseInt(text, 36), 32);
  const unit = (_: unknown, i: number) => bitsOf(id.charCodeAt(i), 16);
  return [
    short ? `1${half(id.slice(0, 6))}${half(id.slice(6))}` : `0${gammaOf(id.length)}`,
    short ? '' : Array.from({length: id.length}, unit).join(''),
    gammaOf(counter),
    gammaOf(language.counter),
    carriesTexts.value ? '1' : '0',
    gammaOf(carriesTexts.counter),
    finished ? '1' : '0',
    gammaOf(place?.counter ?? 0),
    place?.value ? `1${hashed(place.value.activity, 'activity')}${signedOf(place.value.step)}` : '0',
  ].join('');
}

/** An attempt while it is read, block by block. */
interface Draft {
  readonly activities: ReadonlyMap<number, ActivityOutline>;
  head: (Omit<Attempt, 'language' | 'answers' | 'done' | 'scores'> & {readonly switched: number}) | null;
  counter: number;
  readonly answers: Record<string, Record<string, Stamped<Value>>>;
  readonly done: Record<string, number>;
  readonly scores: Record<string, Stamped<number>>;
}

const newDraft = (outline: Outline): Draft => ({
  activities: new Map(activitiesOf(outline).map((activity) => [idHash(activity.id, 'activity'), activity])),
  head: null,
  counter: 0,
  answers: {},
  done: {},
  scores: {},
});

function attemptOf({head, counter, answers, done, scores}: Draft, language: Language): Attempt | null {
  if (!head && counter === 0) return null;
  const {switched, ...rest} = head ?? {switched: 0};
  const read = {answers, done, scores, language: {value: language, counter: switched}};
  // No counter may come again: the next event has to be later than all that was read.
  return {...newAttempt('', language), ...rest, ...read, counter: Math.max(counter, head?.counter ?? 0)};
}

function readHead(bytes: Uint8Array, draft: Draft): void {
  const read = bitReader(bytes);
  const half = () => read.bits(32).toString(36).padStart(6, '0');
  const id =
    read.bits(1) === 1
      ? half() + half()
      : Array.from({length: Math.min(read.gamma(), bytes.length)}, () => String.fromCharCode(read.bits(16))).join('');
  const counter = read.gamma();
  const switched = read.gamma();
  const carriesTexts = {value: read.bits(1) === 1, counter: read.gamma()};
  const finished = read.bits(1) === 1;
  const placed = read.gamma();
  const activity = read.bits(1) === 1 ? draft.activities.get(read.bits(hashBits.activity)) : undefined;
  const place = {value: activity ? {activity: activity.id, step: read.signed()} : null, counter: placed};
  if (!read.over) draft.head = {id, counter, switched, carriesTexts, finished, place};
}

function readRecords(bytes: Uint8Array, draft: Draft): void {
  const read = bitReader(bytes);
  let activity: ActivityOutline | undefined;
  let counter = 0;
  while (!read.over) {
    const what = read.ones(4);
    if (what === 4) return;
    if (what === 1) {
      activity = draft.activities.get(read.bits(hashBits.activity));
      continue;
    }
    const itemHash = what === 0 ? read.bits(hashBits.item) : 0;
    counter += read.signed();
    const value = what === 0 ? valueFrom(read) : null;
    const score = what === 3 ? read.bits(10) / 1000 : 0;
    if (read.over) return;
    draft.counter = Math.max(draft.counter, counter);
    if (!activity) continue;
    if (what === 2) draft.done[activity.id] = counter;
    else if (activity.private) continue;
    else if (what === 3) draft.scores[activity.id] = {value: score, counter};
    else {
      const item = activity.items.find(({id}) => idHash(id, 'item') === itemHash);
      const known = item && valueIn(item, value);
      if (item && known !== undefined) (draft.answers[activity.id] ??= {})[item.id] = {value: known, counter};
    }
  }
}

/** A value with hashes in place of option ids. */
type HashedValue = number | null | {readonly option: number} | {readonly options: readonly number[]};

function valueFrom(read: ReturnType<typeof bitReader>): HashedValue {
  const option = () => read.bits(hashBits.option);
  const type = read.ones(3);
  if (type === 0) return {option: option()};
  if (type === 2) return read.signed();
  if (type === 3) return null;
  const options: number[] = [];
  for (let count = read.gamma(); count > 0 && !read.over; count--) options.push(option());
  return {options};
}

/** The value as this version's item can hold it; undefined if it can't. A set does without an option that is gone. */
function valueIn(item: Item, value: HashedValue): Value | undefined {
  const named = (hashes: readonly number[]) =>
    hashes.map((hashed) => optionsOf(item).find((id) => idHash(id, 'option') === hashed) ?? '');
  let known: Value | undefined;
  if (value === null || typeof value === 'number') known = value;
  else if ('option' in value) known = named([value.option])[0];
  else known = named(value.options).filter((id) => id !== '' || item.type !== 'choices');
  return item.type !== 'text' && fits(item, known) ? known : undefined;
}

const optionsOf = (item: Item): readonly string[] => ('options' in item ? item.options : []);

/** Bytes as a block. `at` goes into the checksum, so that a text block read after a gap is known as such. */
function block(letter: string, bytes: Uint8Array, at = 0): string {
  const check = checksum(letter, bytes, at);
  return `~${letter}${toBase85(Uint8Array.of(...bytes, check >> 8, check & 255))}`;
}

/** The bytes of a block without its `~`; null unless they are as they were written. */
function fromBlock(piece: string, at: number): Uint8Array | null {
  const bytes = fromBase85(piece.slice(1));
  if (!bytes || bytes.length < 2) return null;
  const payload = bytes.subarray(0, -2);
  const [high = 0, low = 0] = bytes.subarray(-2);
  return checksum(piece[0] ?? '', payload, at) === high * 256 + low ? payload : null;
}

/** FNV-1a, folded to 16 bits. */
function checksum(letter: string, bytes: Uint8Array, at: number): number {
  let sum = fnv(0x811c9dc5, letter.charCodeAt(0));
  for (let rest = at; rest > 0; rest = Math.floor(rest / 256)) sum = fnv(sum, rest & 255);
  for (const byte of bytes) sum = fnv(sum, byte);
  return (sum ^ (sum >>> 16)) & 0xffff;
}

/**
 * The hash that stands for an id: the low bits of FNV-1a. Each step is a bijection on them, so two ids of one length
 * that differ in a single letter (`q1`, `q2`) never clash.
 */
export function idHash(id: string, of: keyof typeof hashBits): number {
  let sum = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) sum = fnv(sum, id.charCodeAt(i));
  return (sum >>> 0) % 2 ** hashBits[of];
}
const fnv = (sum: number, byte: number) => Math.imul(sum ^ byte, 0x01000193);
const hashed = (id: string, of: keyof typeof hashBits) => bitsOf(idHash(id, of), hashBits[of]);

const own = <T>(record: Readonly<Record<string, T>>, key: string): T | null =>
  Object.hasOwn(record, key) ? (record[key] ?? null) : null;

/** The greatest number from 0 to `most` that passes, if all below it do; 0 if none. */
export function greatestThat(most: number, passes: (n: number) => boolean): number {
  let low = 0;
  for (let high = most; low < high; ) {
    const middle = Math.ceil((low + high) / 2);
    if (passes(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}
