import {describe, expect, it} from 'vitest';
import {explained, matchOf, valuesAt} from './matches.ts';
import {statementsOf} from './statements.test-data.ts';
import {type ExtensionName, extensions, profileVersion, type TemplateName, templates} from './terms.ts';

const statements = statementsOf();
const one = (template: TemplateName): object => {
  const found = statements.get(template)?.[0];
  if (!found) throw new Error(`No statement of ${template} is made.`);
  return structuredClone(found);
};

/** The statement with another value at a place; undefined takes it away. */
function spoiled(statement: object, path: readonly (string | number)[], value: unknown): object {
  const [step, ...rest] = path;
  const before: unknown = Reflect.get(statement, step!);
  const inner = rest.length === 0 ? value : spoiled(typeof before === 'object' && before ? before : {}, rest, value);
  const copy = Array.isArray(statement) ? [...statement] : {...statement};
  if (inner === undefined) Reflect.deleteProperty(copy, step!);
  else Reflect.set(copy, step!, inner);
  return copy;
}

const result = (name: ExtensionName) => ['result', 'extensions', extensions[name]];
const context = (name: ExtensionName) => ['context', 'extensions', extensions[name]];
/** Where a statement is at fault once this stands there; null if it is not. */
const fault = (path: readonly (string | number)[], value?: unknown, template: TemplateName = 'answer') => {
  const match = matchOf(spoiled(one(template), path, value));
  return match.ok ? null : match.path;
};

describe('a statement held against the profile', () => {
  it.each(Object.keys(templates) as TemplateName[])('follows the template it was made by: %s', (template) => {
    const match = matchOf(one(template));
    expect(explained(match)).toBe(match.ok ? `follows ${match.iri}` : '');
    expect(match).toMatchObject({ok: true, template});
  });

  it('is told what it lacks, has too much, or says wrongly', () => {
    expect(fault(['version'], '1.0.3')).toBeNull();
    expect(fault(['result', 'duration'])).toBe('$.result.duration');
    expect(fault(['result', 'response'])).toBe('$.result.response');
    expect(fault(['context', 'registration'])).toBe('$.context.registration');
    expect(fault(['timestamp'])).toBe('$.timestamp');
    expect(fault(['context', 'language'], 'de')).toBe('$.context.language');
    const interactionType = ['object', 'definition', 'interactionType'];
    expect(fault(interactionType, 'other')).toBe('$.object.definition.interactionType');
    expect(fault(interactionType, 'long-fill-in')).toBeNull();
    expect(fault(interactionType, 'long-fill-in', 'trackedAnswer')).toBe('$.object.definition.interactionType');
    expect(fault(['result', 'completion'], false, 'activityDone')).toBe('$.result.completion');
    expect(fault(['result', 'response'], 'my words', 'writing')).toBe('$.result.response');
  });

  it('names nobody in the research stream', () => {
    expect(fault(['actor', 'name'], 'Aigul')).toBe('$.actor.name');
    expect(fault(['actor', 'mbox'], 'mailto:a@example.kz')).toBe('$.actor.mbox');
    expect(fault(['actor'], {mbox: 'mailto:a@example.kz'})).toBe('$.actor.account.homePage');
    expect(fault(['context', 'instructor'], {name: 'Aigul'})).toBe('$.context.instructor');
    expect(fault(context('consent'))).toContain('consent');
  });

  it('that follows another version, another vocabulary or no stream means no template', () => {
    const category = '$.context.contextActivities.category';
    const categories = ['context', 'contextActivities', 'category'];
    expect(fault([...categories, 0, 'id'], `${profileVersion}.1`)).toBe(category);
    expect(fault(categories)).toBe(category);
    expect(fault([...categories, 1, 'definition'])).toBe(category);
    expect(fault(['verb', 'id'], 'http://example.org/danced')).toBe('$.verb.id');
    expect(fault(['object', 'definition', 'type'], 'http://example.org/dance')).toBe('$.object.definition.type');
    for (const strange of [null, 7, 'x', [], {}]) expect(matchOf(strange)).toMatchObject({ok: false, path: category});
  });

  it('keeps the schemas of its extensions, each in its place, and brings none that is unknown', () => {
    const at = (name: ExtensionName, part = 'context') => `$.${part}.extensions['${extensions[name]}']`;
    expect(fault(context('branch'), 'a b')).toBe(at('branch'));
    expect(fault(context('cascadeLevel'), 'pupil')).toBe(at('cascadeLevel'));
    expect(fault(context('consent'), {version: '1', texts: 'yes'})).toBe(`${at('consent')}.texts`);
    expect(fault(result('characters'), 1.5, 'writing')).toBe(at('characters', 'result'));
    expect(fault(context('progress'), 5)).toBe(at('progress'));
    const unknown = 'https://w3id.org/destt/xapi/extensions/mood';
    expect(fault(['context', 'extensions', unknown], 5)).toBe(`$.context.extensions['${unknown}']`);
    expect(fault(['context', 'extensions', 'https://example.org/other'], 5)).toBeNull();
  });

  it('takes a context activity that stands alone for a list of one', () => {
    expect(fault(['context', 'contextActivities', 'parent'], {id: 'https://example.org/parent'})).toBeNull();
  });
});

describe('values at a location', () => {
  it('are found by names, quoted names and stars, and refuse any other path', () => {
    const found = {a: [{b: 1}, {b: null}, {c: 2}], 'x/y': {z: false}};
    expect(valuesAt(found, '$.a[*].b')).toEqual([1]);
    expect(valuesAt(found, "$['x/y'].z")).toEqual([false]);
    expect(valuesAt(found, '$.a.b.c')).toEqual([]);
    expect(valuesAt({}, '$.constructor')).toEqual([]);
    expect(() => valuesAt(found, '$.a[?(@.b)]')).toThrow('no JSONPath that we read');
  });
});
