import * as v from 'valibot';

/** What the schemas of the kinds are made of. For the build: the browser gets no schema library. */

/** A word or a sentence of an author's. */
export const text = v.pipe(v.string(), v.nonEmpty());

/** An id that may be answered or chosen (DESIGN 2: SCORM 2004 refuses hyphens). */
export const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/));

/** A text for each of these ids, and no other. */
export const textsOf = (ids: readonly string[]) => v.strictObject(Object.fromEntries(ids.map((each) => [each, text])));

/** Whether something is there; not, unless said. */
export const flag = v.optional(v.boolean(), false);

/** The folder of another activity of the training. */
export const activityName = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_-]*$/));

/** Which questionnaire or rubric an activity asks, for records and comparisons. */
export const instrumentEntries = {
  /** Its name for ever, also in files that teachers exchange; the same in each activity with it, never part of an answer. */
  instrument: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_-]*$/)),
  /** Another one whenever a sentence or the scale changes its meaning: only answers to one version can be compared. */
  instrument_version: v.optional(
    v.pipe(v.string(), v.regex(/^\d+(\.\d+)*$/, 'a version in quotes, like "1.0"')),
    '1.0',
  ),
};

/** An entry that is required or refused; its type is that of an optional one, because it depends on the rules. */
export const entryIf = <K extends string, S extends v.GenericSchema>(needed: boolean, entry: Record<K, S>) =>
  (needed ? entry : {}) as {[key in K]: v.OptionalSchema<S, undefined>};
