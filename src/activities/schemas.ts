import * as v from 'valibot';

/** What the schemas of the kinds are made of. For the build: the browser gets no schema library. */

/** A word or a sentence of an author's. */
export const text = v.pipe(v.string(), v.nonEmpty());

/** An id that may be answered or chosen (DESIGN 2: SCORM 2004 refuses hyphens). */
export const id = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/));

/** A text for each of these ids, and no other. */
export const textsOf = (ids: readonly string[]) => v.strictObject(Object.fromEntries(ids.map((each) => [each, text])));
