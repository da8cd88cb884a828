import * as v from 'valibot';
import {isObject} from '../training/is-object.ts';
import {
  activityTypes,
  extensions,
  profileIri,
  profileVersion,
  type Stream,
  type TemplateName,
  templates,
  verbs,
} from './terms.ts';
import {extensionConcepts, type Rule, rulesOf, templateIri} from './vocabulary.ts';

/** A template that a statement follows, or the first thing about it that no template allows. */
export type Match =
  | {readonly ok: true; readonly template: TemplateName; readonly iri: string; readonly stream: Stream}
  | {
      readonly ok: false;
      /** The template whose determining properties it has; null if it has those of none. */
      readonly template: TemplateName | null;
      /** JSONPath of what is wrong: `$.result.duration`. */
      readonly path: string;
      /** What the template asks there, as a sentence's end: `has to be included`. */
      readonly rule: string;
    };

/**
 * Holds a statement from anywhere against our profile (xAPI Profiles 1.0, 3-2.0): the template whose verb, type of object and
 * stream it has, all rules of that, and the schema of each extension. For Node and tests: it brings valibot.
 */
export function matchOf(statement: unknown): Match {
  const fault = (template: TemplateName | null, path: string, rule: string): Match => ({
    ok: false,
    template,
    path,
    rule,
  });
  const categories = valuesAt(statement, '$.context.contextActivities.category[*].id');
  if (!categories.includes(profileVersion))
    return fault(null, '$.context.contextActivities.category', `has to name ${profileVersion}`);
  const types = valuesAt(statement, '$.context.contextActivities.category[*].definition.type');
  const stream = (['tracking', 'research'] as const).find((each) => types.includes(activityTypes[each]));
  if (!stream)
    return fault(null, '$.context.contextActivities.category', `has to name a stream of ${profileIri}/streams`);
  const [verb] = valuesAt(statement, '$.verb.id');
  const [object] = valuesAt(statement, '$.object.definition.type');
  const ofVerb = templateNames.filter(
    (name) => templates[name].stream === stream && verbs[templates[name].verb] === verb,
  );
  if (ofVerb.length === 0) return fault(null, '$.verb.id', `is none of the ${stream} stream`);
  const template = ofVerb.find((name) => {
    const type = templates[name].object;
    return type === null || activityTypes[type] === object;
  });
  if (!template) {
    const wanted = ofVerb.map((name) => activityTypes[templates[name].object ?? 'training']);
    return fault(null, '$.object.definition.type', `has to be ${wanted.join(' or ')}`);
  }
  for (const rule of rulesOf(template)) {
    const broken = brokenBy(valuesAt(statement, rule.location), rule);
    if (broken) return fault(template, rule.location, broken);
  }
  const strange = extensionFault(statement);
  if (strange) return fault(template, strange.path, strange.rule);
  return {ok: true, template, iri: templateIri(template), stream};
}

/** A sentence for people: which template, where, what. */
export const explained = (match: Match): string =>
  match.ok
    ? `follows ${match.iri}`
    : `${match.path} ${match.rule}${match.template ? ` (template ${templateIri(match.template)})` : ''}`;

const templateNames = Object.keys(templates) as readonly TemplateName[];

/** What a rule says of these values; null if they keep it. */
function brokenBy(values: readonly unknown[], {presence, any, all, none}: Rule): string | null {
  const list = (allowed: readonly unknown[]) => allowed.map((each) => JSON.stringify(each)).join(', ');
  if (presence === 'excluded') return values.length > 0 ? 'has to be left out' : null;
  if (presence === 'included' && values.length === 0) return 'has to be included';
  if (any && !values.some((value) => any.includes(value))) return `has to be one of ${list(any)}`;
  if (all && !values.every((value) => all.includes(value))) return `may only be ${list(all)}`;
  if (none && values.some((value) => none.includes(value))) return `may not be ${list(none)}`;
  return null;
}

const places = [
  ['context', '$.context.extensions'],
  ['result', '$.result.extensions'],
  ['activity', '$.object.definition.extensions'],
] as const;

/** An extension of ours that is unknown, elsewhere than it may be, or not of its schema. */
function extensionFault(statement: unknown): {readonly path: string; readonly rule: string} | null {
  for (const [place, path] of places)
    for (const [key, value] of Object.entries(objectAt(statement, path))) {
      const at = `${path}['${key}']`;
      const concept = Object.entries(extensionConcepts).find(
        ([name]) => extensions[name as keyof typeof extensions] === key,
      )?.[1];
      if (!concept && key.startsWith(`${profileIri}/`)) return {path: at, rule: 'is no extension of the profile'};
      if (concept && concept.in !== place) return {path: at, rule: `may only stand in ${concept.in} extensions`};
      const issue = concept && v.safeParse(concept.schema, value).issues?.[0];
      if (issue) return {path: at + pathOf(issue), rule: `is not of its schema: ${issue.message}`};
    }
  return null;
}

const pathOf = (issue: v.BaseIssue<unknown>) => {
  const path = v.getDotPath(issue);
  return path ? `.${path}` : '';
};

function objectAt(statement: unknown, path: string): object {
  const [value] = valuesAt(statement, path);
  return typeof value === 'object' && value !== null ? value : {};
}

/**
 * The values at a location: names, quoted names and `[*]` are what our rules use of JSONPath. A context activity that stands
 * alone counts as a list of one (xAPI Profiles 2-8.1).
 */
export function valuesAt(statement: unknown, location: string): readonly unknown[] {
  const steps = [...location.matchAll(/\.([\w-]+)|\['([^']+)'\]|\[(\*)\]/g)];
  if (`$${steps.map(([all]) => all).join('')}` !== location)
    throw new Error(`${location} is no JSONPath that we read.`);
  let values: readonly unknown[] = [statement];
  for (const [, name, quoted, star] of steps) {
    values = values.flatMap((value) => {
      if (star) return Array.isArray(value) ? value : isObject(value) ? [value] : [];
      const key = name ?? quoted ?? '';
      return isObject(value) && Object.hasOwn(value, key) ? [value[key]] : [];
    });
  }
  return values.filter((value) => value !== undefined && value !== null);
}
