import {describe, expect, it} from 'vitest';
import {languages} from '../training/index.ts';
import {profileDocument} from './profile.ts';
import {profileIri, profileVersion} from './terms.ts';

/** The document as anybody reads it. */
interface Term {
  readonly id: string;
  readonly type: string;
  readonly inScheme: string;
  readonly prefLabel: Readonly<Record<string, string>>;
  readonly definition: Readonly<Record<string, string>>;
  readonly [property: string]: unknown;
}
interface Profile {
  readonly [property: string]: unknown;
  readonly versions: readonly {readonly id: string; readonly generatedAtTime: string}[];
  readonly concepts: readonly Term[];
  readonly templates: readonly Term[];
  readonly patterns: readonly Term[];
}
const profile: Profile = JSON.parse(JSON.stringify(profileDocument()));
const {concepts, templates, patterns} = profile;
const ids = (terms: readonly Term[]) => terms.map(({id}) => id);
const ofType = (...types: readonly string[]) => concepts.filter(({type}) => types.includes(type));
const forms = ['alternates', 'optional', 'oneOrMore', 'sequence', 'zeroOrMore'];

/** xAPI Profiles 1.0, part two. */
describe('the profile document', () => {
  it('names itself, its context, the standard and its one version', () => {
    expect(profile).toMatchObject({
      '@context': 'https://w3id.org/xapi/profiles/context',
      type: 'Profile',
      id: profileIri,
      conformsTo: 'https://w3id.org/xapi/profiles#1.0',
      author: {type: 'Organization'},
    });
    expect(profile.versions.map(({id}) => id)).toEqual([profileVersion]);
    expect(profile.versions[0]?.generatedAtTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    expect(profileVersion).not.toBe(profileIri);
  });

  it('describes each term in its own version, once, with a label in every language', () => {
    const all = [...concepts, ...templates, ...patterns];
    expect(new Set(ids(all)).size).toBe(all.length);
    for (const {id, inScheme, prefLabel, definition} of all) {
      expect(() => new URL(id)).not.toThrow();
      expect(inScheme).toBe(profileVersion);
      expect(Object.keys(prefLabel).sort(), id).toEqual([...languages].sort());
      expect(Object.values(prefLabel).every((label) => label.trim() !== '')).toBe(true);
      expect(definition.en, id).toMatch(/\S/);
    }
  });

  it('coins no verb: each is of ADL, Activity Streams or the TinCan registry', () => {
    for (const id of ids(ofType('Verb')))
      expect(id).toMatch(
        /^http:\/\/(adlnet\.gov\/expapi\/verbs\/|activitystrea\.ms\/schema\/1\.0\/|id\.tincanapi\.com\/verb\/)[a-z]+$/,
      );
  });

  it('gives each extension a legal schema as a string, and recommends only terms it describes', () => {
    const extensions = ofType('ContextExtension', 'ResultExtension', 'ActivityExtension');
    expect(extensions.length).toBeGreaterThan(10);
    for (const {id, type, inlineSchema, recommendedVerbs, recommendedActivityTypes} of extensions) {
      expect(typeof inlineSchema, id).toBe('string');
      expect(JSON.parse(String(inlineSchema))).toMatchObject({$schema: 'http://json-schema.org/draft-07/schema#'});
      expect(recommendedActivityTypes === undefined || type === 'ActivityExtension').toBe(true);
      expect(recommendedVerbs === undefined || type !== 'ActivityExtension').toBe(true);
      for (const verb of (recommendedVerbs ?? []) as string[]) expect(ids(ofType('Verb'))).toContain(verb);
      for (const each of (recommendedActivityTypes ?? []) as string[])
        expect(ids(ofType('ActivityType'))).toContain(each);
    }
  });

  it('tells its templates apart by determining properties that it describes', () => {
    const determining = templates.map(({verb, objectActivityType, contextCategoryActivityType}) =>
      JSON.stringify([verb, objectActivityType ?? null, contextCategoryActivityType]),
    );
    expect(new Set(determining).size).toBe(templates.length);
    for (const {verb, objectActivityType, contextCategoryActivityType} of templates) {
      expect(ids(ofType('Verb'))).toContain(verb);
      if (objectActivityType) expect(ids(ofType('ActivityType'))).toContain(objectActivityType);
      for (const each of contextCategoryActivityType as string[]) expect(ids(ofType('ActivityType'))).toContain(each);
    }
    // No statement has the determining properties of two: one without a type of object is alone with its verb.
    const open = templates.filter(({objectActivityType}) => !objectActivityType);
    for (const {verb, contextCategoryActivityType} of open)
      expect(
        templates.filter(
          (other) =>
            other.verb === verb &&
            JSON.stringify(other.contextCategoryActivityType) === JSON.stringify(contextCategoryActivityType),
        ),
      ).toHaveLength(1);
  });

  it('writes rules with a location and at least one demand, in JSONPath without filters', () => {
    for (const {id, rules} of templates)
      for (const rule of rules as readonly Record<string, unknown>[]) {
        expect(String(rule.location), id).toMatch(/^\$(\.\w+|\['[^'?(]+'\]|\[\*\])+$/);
        expect(['presence', 'any', 'all', 'none'].some((demand) => rule[demand] !== undefined)).toBe(true);
        expect(['included', 'excluded', 'recommended', undefined]).toContain(rule.presence);
      }
  });

  it('has patterns of exactly one form, acyclic, that reach every template from a primary one', () => {
    const byId = new Map(patterns.map((pattern) => [pattern.id, pattern]));
    const partsOf = (pattern: Term): readonly string[] => forms.flatMap((form) => (pattern[form] ?? []) as string[]);
    const reached = new Set<string>();
    const walk = (id: string, above: readonly string[]) => {
      expect(above, `${id} is in itself`).not.toContain(id);
      const pattern = byId.get(id);
      reached.add(id);
      if (!pattern) return expect(ids(templates)).toContain(id);
      expect(forms.filter((form) => pattern[form] !== undefined)).toHaveLength(1);
      for (const form of ['alternates', 'sequence'])
        if (pattern[form]) expect((pattern[form] as string[]).length).toBeGreaterThan(1);
      for (const part of partsOf(pattern)) {
        if (pattern.alternates) {
          const inner = byId.get(part);
          expect(inner?.optional ?? inner?.zeroOrMore, 'directly inside alternates').toBeUndefined();
        }
        walk(part, [...above, id]);
      }
    };
    const primary = patterns.filter((pattern) => pattern.primary);
    expect(primary).toHaveLength(2);
    for (const {id} of primary) walk(id, []);
    for (const id of [...ids(templates), ...ids(patterns)]) expect(reached).toContain(id);
  });
});
