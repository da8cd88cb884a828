import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {faultsOf} from './schema-faults.ts';

const faults = (schema: v.GenericSchema<unknown, unknown>, data: unknown) =>
  faultsOf(data, schema, v.object({})).faults.map(({path, found, wanted}) => `${path.join('.')}: ${found} → ${wanted}`);

describe('a key that no schema knows', () => {
  const scene = v.object({says: v.string(), next: v.optional(v.string())});
  it.each([
    ['an object that would let it pass', v.object({title: v.string()}), {title: 'x', notes: 'y'}, 'notes'],
    ['a strict object', v.strictObject({title: v.string()}), {title: 'x', notes: 'y'}, 'notes'],
    ['a list', v.array(scene), [{says: 'x'}, {says: 'y', nxt: 'z'}], '1.nxt'],
    ['a record', v.record(v.string(), scene), {a: {says: 'x', nxt: 'y'}}, 'a.nxt'],
    ['what may be missing', v.object({a: v.optional(scene)}), {a: {says: 'x', nxt: 'y'}}, 'a.nxt'],
    ['what is made later', v.lazy(() => scene), {says: 'x', nxt: 'y'}, 'nxt'],
    [
      'a checked object',
      v.pipe(
        scene,
        v.check(() => true),
      ),
      {says: 'x', nxt: 'y'},
      'nxt',
    ],
    ['a pair', v.tuple([v.string(), scene]), ['x', {says: 'y', nxt: 'z'}], '1.nxt'],
    ['one of several', v.union([v.string(), scene]), {says: 'x', nxt: 'y'}, 'nxt'],
    [
      'one of several kinds',
      v.variant('type', [
        v.object({type: v.literal('a'), one: v.string()}),
        v.object({type: v.literal('b'), two: v.string()}),
      ]),
      {type: 'b', two: 'x', one: 'y'},
      'one',
    ],
  ])('is found in %s', (_, schema, data, key) => {
    expect(faultsOf(data, schema, v.object({})).faults).toMatchObject([
      {type: 'unknown', path: key.split('.').map((step) => (/\d/.test(step) ? Number(step) : step))},
    ]);
  });

  it('is found each time, and is not missing as well where it was misspelt', () => {
    const schema = v.strictObject({title: v.string(), intro: v.string()});
    expect(faults(schema, {titel: 'x', into: 'y', more: 'z'})).toEqual([
      'titel: the unknown key “titel” → “title”, the nearest known key',
      'into: the unknown key “into” → “intro”, the nearest known key',
      'more: the unknown key “more” → a known key: title, intro',
    ]);
  });

  it('is known where the common schema knows it', () => {
    const common = v.object({kind: v.string(), minutes: v.number()});
    const {faults, output} = faultsOf(
      {kind: 'x', minutes: 'y', start: 'z'},
      v.strictObject({start: v.string()}),
      common,
    );
    expect(faults).toMatchObject([{path: ['minutes'], found: '“y”', wanted: 'a number'}]);
    expect(output).toEqual({start: 'z'});
  });
});

describe('what would do', () => {
  it.each([
    [v.string(), 1, '1 → a text'],
    [
      v.string(),
      ['x'],
      'a list of 1 → a text; one with “: ” in it goes in "quotes", or on the lines below the key after >-',
    ],
    [v.boolean(), 'yes', '“yes” → true or false'],
    [v.array(v.string()), 'x', '“x” → a list, each entry on a line that begins with "- "'],
    [v.object({}), 'x', '“x” → keys and values'],
    [v.picklist(['a', 'b']), 'c', '“c” → a or b'],
    [v.union([v.string(), v.number()]), true, 'true → a text or a number'],
    [v.pipe(v.number(), v.minValue(1)), 0, '0 → at least 1'],
    [v.pipe(v.array(v.string()), v.minLength(2)), ['x'], 'a list of 1 → at least 2 entries or characters'],
    [v.pipe(v.string(), v.nonEmpty()), '', '“” → a text'],
    [v.pipe(v.string(), v.regex(/^[a-z][a-z0-9_]*$/)), 'A', '“A” → an id of a–z, 0–9 and _ that begins with a letter'],
    [v.pipe(v.string(), v.regex(/^x+$/)), 'y', '“y” → letters as in ^x+$'],
    [
      v.pipe(
        v.string(),
        v.check(() => false, 'something finer'),
      ),
      'x',
      '“x” → something finer',
    ],
    [v.object({a: v.string()}), {}, '.a: no “a.a” → “a: …” here'],
  ])('is in an author’s words: %#', (schema, data, said) => {
    expect(faults(v.object({a: schema}), {a: data})).toEqual([said.startsWith('.') ? `a${said}` : `a: ${said}`]);
  });
});
