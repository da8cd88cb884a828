import {deflateSync, Inflate} from 'fflate';
import {
  type ActivityOutline,
  type Answers,
  type Attempt,
  activitiesOf,
  greatestThat,
  idHash,
  type Language,
  languageLetters,
  languages,
  mergeAttempts,
  type Outline,
  type Stamped,
} from '../../training/index.ts';
import {alphabetOf} from './alphabet.ts';

/*
 * Free text for suspend data, once the learner has agreed to carry it (DESIGN 3, "Private"): a script of its own,
 * loaded when there is some. Version 1 is two bytes, the version and the language's letter, then raw deflate with the
 * dictionary of that language over: for each text, newest first, a head of `headBytes` + counter, its letters, an end.
 * Suspend data that was cut still gives the texts before the cut. Nothing of version 1 may change; tests pin it.
 */
const version = 1;
/** 20 bits of activity and 14 of item, as in the records, then what the text is. */
const headBytes = 5;
const takenBack = 1;
const cut = 2;
/** No learner writes as much: beyond it the bytes are not ours. */
const mostBytes = 2 ** 22;

/** A text as it was carried. */
export interface CarriedText extends Stamped<string | null> {
  readonly activity: string;
  readonly item: string;
  /** Whether this is only its beginning. */
  readonly cut: boolean;
}

/**
 * The learner's texts for `encodeAttempt`, in at most `limit` bytes (`roomForTexts`). None of private activities, none
 * unless the learner agreed. The oldest stay behind, whole; only if the newest has no room alone is it cut, and then it
 * counts among those `left` behind too.
 */
export function packTexts({attempt, outline, limit}: {attempt: Attempt; outline: Outline; limit: number}): {
  readonly bytes: Uint8Array;
  readonly left: number;
} {
  const texts = attempt.carriesTexts.value ? textsOf(attempt, outline) : [];
  const language = languageOf(texts.map(({value}) => value ?? '').join(' '));
  const first = (count: number) => pack(texts.slice(0, count), language);
  const count = greatestThat(texts.length, (count) => first(count).length <= limit);
  if (count > 0) return {bytes: first(count), left: texts.length - count};

  const newest = texts[0];
  const beginning = (length: number) =>
    newest ? pack([{...newest, value: beginningOf(newest.value ?? '', length), cut: true}], language) : nothing;
  const length = greatestThat(newest?.value?.length ?? 0, (length) => beginning(length).length <= limit);
  return {bytes: length > 0 ? beginning(length) : nothing, left: texts.length};
}

/** The texts of packed bytes, newest first. Bytes cut short give those before the cut; foreign bytes give none. */
export function unpackTexts(bytes: Uint8Array, outline: Outline): readonly CarriedText[] {
  const language = languages.find((known) => languageLetters[known].charCodeAt(0) === bytes[1]);
  if (bytes[0] !== version || !language) return [];
  const {read, dictionary} = alphabetOf(language);
  const data = inflated(bytes.subarray(2), dictionary);
  const activities = new Map(activitiesOf(outline).map((activity) => [idHash(activity.id, 'activity'), activity]));
  const texts: CarriedText[] = [];
  for (let at: number | null = 0; at !== null && at + headBytes < data.length; ) {
    const head = data.slice(at, at + headBytes).reduce((number, byte) => number * 256 + byte, 0);
    const flags = head % 4;
    let counter = 0;
    let byte = 128;
    for (at += headBytes; byte >= 128; at++) {
      byte = data[at] ?? 0;
      counter = counter * 128 + (byte % 128);
    }
    const {text, next} = read(data, at);
    const activity = activities.get(Math.floor(head / 2 ** 20));
    const item = activity && textItemsOf(activity).find((id) => idHash(id, 'item') === Math.floor(head / 64) % 2 ** 14);
    const value = flags & takenBack ? null : next === null ? beginningOf(text, text.length - 1) : text;
    if (activity && item && (next !== null || value) && counter < 2 ** 50)
      texts.push({activity: activity.id, item, counter, value, cut: (flags & cut) > 0 || next === null});
    at = next;
  }
  return texts;
}

/** The attempt with carried texts: the later of each wins, and a whole text over its own beginning. */
export function withTexts(attempt: Attempt, texts: readonly CarriedText[]): Attempt {
  const answers: Record<string, Answers> = {};
  for (const {activity, item, value, counter} of texts)
    answers[activity] = {...answers[activity], [item]: {value, counter}};
  const counter = texts.reduce((most, text) => Math.max(most, text.counter), attempt.counter);
  return mergeAttempts({...attempt, counter}, {...attempt, answers});
}

const nothing = new Uint8Array();

const textItemsOf = (activity: ActivityOutline): readonly string[] =>
  activity.private ? [] : activity.items.flatMap(({id, type}) => (type === 'text' ? [id] : []));

/** Texts that may travel, newest first. */
function textsOf(attempt: Attempt, outline: Outline): readonly CarriedText[] {
  const texts = activitiesOf(outline).flatMap((activity) =>
    textItemsOf(activity).flatMap((item): CarriedText[] => {
      const {value, counter} = attempt.answers[activity.id]?.[item] ?? {value: undefined, counter: 0};
      return typeof value === 'string' || value === null
        ? [{activity: activity.id, item, value, counter, cut: false}]
        : [];
    }),
  );
  return texts.sort((a, b) => b.counter - a.counter);
}

function pack(texts: readonly CarriedText[], language: Language): Uint8Array {
  const {write, dictionary} = alphabetOf(language);
  const data = texts.flatMap(({activity, item, value, counter, cut: short}) => {
    const what = (value === null ? takenBack : 0) + (short ? cut : 0);
    const head = idHash(activity, 'activity') * 2 ** 20 + idHash(item, 'item') * 64 + what;
    const headOf = Array.from({length: headBytes}, (_, i) => Math.floor(head / 256 ** (headBytes - 1 - i)) % 256);
    return [...headOf, ...varint(counter), ...write(value ?? '')];
  });
  const packed = deflateSync(Uint8Array.from(data), {level: 9, dictionary});
  return Uint8Array.of(version, languageLetters[language].charCodeAt(0), ...packed);
}

/** Seven bits a byte, highest first; all but the last have the eighth bit set. */
function varint(value: number): readonly number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift((rest % 128) + 128);
  return bytes;
}

/** As much as can be inflated: a stream that stops or breaks gives what came before. */
function inflated(bytes: Uint8Array, dictionary: Uint8Array): readonly number[] {
  const data: number[] = [];
  const inflate = new Inflate({dictionary}, (chunk) => {
    for (const byte of chunk) if (data.length < mostBytes) data.push(byte);
  });
  try {
    inflate.push(bytes);
  } catch {
    // Not deflate, or not any more: what came before stands.
  }
  return data;
}

/** The language that helps most; what is not in it still packs, only less small. */
function languageOf(text: string): Language {
  const count = (letters: RegExp) => text.match(letters)?.length ?? 0;
  const cyrillic = count(/[а-яё]/gi);
  const kazakh = count(/[әғқңөұүһі]/gi);
  if (cyrillic + kazakh < count(/[a-z]/gi)) return 'en';
  // Russian has none of these letters, in Kazakh they are about a fifth.
  return kazakh * 20 > cyrillic ? 'kk' : 'ru';
}

/**
 * The beginning of a text, at most `length` long. It ends where the next character is neither a space nor `!`: then
 * `mergeAttempts`, which settles equal counters by comparing JSON, prefers the whole text to its beginning.
 */
function beginningOf(text: string, length: number): string {
  let at = Math.min(length, text.length);
  while (at > 0 && /[ !\udc00-\udfff]/.test(text.charAt(at))) at--;
  return text.slice(0, Math.max(0, at));
}
