/**
 * What may be answered in an activity and kept in the attempt: the schema of a response, one entry an item.
 * The suspend data codec, save files and the device read answers by it, so an answer that fits no item is dropped there.
 * - `choice` one option id · `choices` a set of them · `sequence` a list of them, repeats allowed
 * - `number` an integer from `min` to `max` · `text` whatever the learner wrote (leaves the device only by choice)
 */
export type Item = {
  readonly id: string;
  /** It is in no record of anybody's, agreed or not (DESIGN 5); see `neverLeaves` for what else is in none. */
  readonly neverLeaves?: true;
} & (
  | {readonly type: 'choice' | 'choices' | 'sequence'; readonly options: readonly string[]}
  | {readonly type: 'number'; readonly min: number; readonly max: number}
  | {readonly type: 'text'}
);

/** The value of an answered item; null is an answer taken back. */
export type Value = string | number | readonly string[] | null;

/** What a learner has answered in one activity, by item. */
export type Response = Readonly<Record<string, Value>>;

/** Whether a value from outside is one this item can hold. */
export function fits(item: Item, value: unknown): value is Value {
  if (value === null) return true;
  switch (item.type) {
    case 'choice':
      return typeof value === 'string' && item.options.includes(value);
    case 'choices':
      return isList(value) && value.every((id) => item.options.includes(id)) && new Set(value).size === value.length;
    case 'sequence':
      return isList(value) && value.every((id) => item.options.includes(id));
    case 'number':
      return Number.isInteger(value) && (value as number) >= item.min && (value as number) <= item.max;
    case 'text':
      return typeof value === 'string';
  }
}

const isList = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((part) => typeof part === 'string');
