import {type Attempt, languages, type Place, type Stamped, type Value} from '../training/index.ts';
import {isObject} from '../training/is-object.ts';

/** An attempt as it was read from outside; not `whole` if something in it was none of ours and was left out. */
export interface ReadAttempt {
  readonly attempt: Attempt;
  readonly whole: boolean;
}

/**
 * Reads an attempt from a log entry, a snapshot or a save file: by hand, because a schema library weighs more than all of
 * this. What is no answer is left out, so that one odd value never costs the rest; null if it is no attempt at all.
 */
export function readAttempt(from: unknown): ReadAttempt | null {
  if (!isObject(from) || typeof from.id !== 'string' || !from.id || !isCounter(from.counter)) return null;
  const highest = from.counter;
  const isNow = (value: unknown): value is number => isCounter(value) && value <= highest;
  const isStamped =
    <T>(is: Is<T>): Is<Stamped<T>> =>
    (value): value is Stamped<T> =>
      isObject(value) && is(value.value) && isNow(value.counter);

  let whole = true;
  const record = <T>(value: unknown, is: Is<T>): Readonly<Record<string, T>> => {
    const all = isObject(value) ? Object.entries(value) : [];
    const good = all.filter((entry): entry is [string, T] => isId(entry[0]) && is(entry[1]));
    if (!isObject(value) || good.length < all.length) whole = false;
    return Object.fromEntries(good);
  };

  const {id, counter, language, place, carriesTexts, finished} = from;
  if (!isStamped(isLanguage)(language) || !isStamped(isPlace)(place)) return null;
  if (!isStamped(isBoolean)(carriesTexts) || !isBoolean(finished)) return null;
  const answers = Object.entries(record(from.answers, isObject)).map(
    ([activity, given]) => [activity, record(given, isStamped(isValue))] as const,
  );
  const attempt: Attempt = {
    id,
    counter,
    language,
    place,
    answers: Object.fromEntries(answers),
    done: record(from.done, isNow),
    scores: record(from.scores, isStamped(isScore)),
    carriesTexts,
    finished,
  };
  return {attempt, whole};
}

type Is<T> = (value: unknown) => value is T;

/** An activity or an item: never `__proto__`, which would be no entry but the record's prototype. */
const isId = (text: unknown): text is string => typeof text === 'string' && /^[a-z0-9][\w-]*$/i.test(text);
// No learner answers two thousand million times; a file that says so would leave no room to count on.
const isCounter = (value: unknown): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < 2 ** 31;
const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isScore = (value: unknown): value is number => typeof value === 'number' && value >= 0 && value <= 1;
const isLanguage = (value: unknown): value is (typeof languages)[number] =>
  languages.some((language) => language === value);
const isPlace = (value: unknown): value is Place | null =>
  value === null || (isObject(value) && isId(value.activity) && isCounter(value.step));
const isValue = (value: unknown): value is Value =>
  value === null ||
  typeof value === 'string' ||
  Number.isFinite(value) ||
  (Array.isArray(value) && value.every((part) => typeof part === 'string'));
