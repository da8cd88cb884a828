import {toJsonSchema} from '@valibot/to-json-schema';
import {
  activityTypes,
  extensions,
  profileIri,
  profileVersion,
  type TemplateName,
  templates,
  type VerbName,
  verbs,
} from './terms.ts';
import {
  type Concept,
  type Extension,
  extensionConcepts,
  type Pattern,
  type PatternName,
  patternIri,
  patterns,
  rulesOf,
  templateConcepts,
  templateIri,
  typeConcepts,
  verbConcepts,
} from './vocabulary.ts';

/** When the version was made: fixed, so that the same sources give the same bytes. */
const generatedAtTime = '2026-11-22T00:00:00Z';

/** The profile as a JSON-LD document (xAPI Profiles 1.0, part two): `dist/xapi-profile.jsonld`. */
export function profileDocument(): object {
  const inScheme = profileVersion;
  const described = ({label, definition}: Concept) => ({prefLabel: label, definition: {en: definition}, inScheme});
  return {
    '@context': 'https://w3id.org/xapi/profiles/context',
    id: profileIri,
    type: 'Profile',
    conformsTo: 'https://w3id.org/xapi/profiles#1.0',
    prefLabel: {
      kk: 'DeSTT: педагог-көшбасшыларға арналған тренингтер',
      ru: 'DeSTT: тренинги для учителей-лидеров',
      en: 'DeSTT: trainings for teachers as leaders',
    },
    definition: {
      kk: 'DeSTT тренингтері не жазады: оқу барысы және келісім берген қатысушының зерттеуге арналған жауаптары.',
      ru: 'Что записывают тренинги DeSTT: ход обучения и, с согласия участника, ответы для исследования.',
      en: 'What DeSTT trainings record: progress and, for learners who agreed, answers for research.',
    },
    author: {type: 'Organization', name: 'the DeSTT contributors'},
    versions: [{id: profileVersion, generatedAtTime}],
    concepts: [
      ...entries(verbConcepts).map(([name, concept]) => ({id: verbs[name], type: 'Verb', ...described(concept)})),
      ...entries(typeConcepts).map(([name, concept]) => ({
        id: activityTypes[name],
        type: 'ActivityType',
        ...described(concept),
      })),
      ...entries(extensionConcepts).map(([name, concept]) => ({
        id: extensions[name],
        type: extensionTypes[concept.in],
        ...described(concept),
        ...recommended(concept),
        inlineSchema: JSON.stringify(toJsonSchema(concept.schema, {target: 'draft-07'})),
      })),
    ],
    templates: entries(templateConcepts).map(([name, template]) => ({
      id: templateIri(name),
      type: 'StatementTemplate',
      ...described(template),
      ...determiningOf(name),
      rules: rulesOf(name),
    })),
    patterns: entries(patterns).map(([name, pattern]) => ({
      id: patternIri(name),
      type: 'Pattern',
      ...described(pattern),
      ...(pattern.primary && {primary: true}),
      ...formOf(pattern.form),
    })),
  };
}

/** The determining properties of a template, as the document names them. */
function determiningOf(name: TemplateName) {
  const {stream, verb, object} = templates[name];
  return {
    verb: verbs[verb],
    ...(object && {objectActivityType: activityTypes[object]}),
    contextCategoryActivityType: [activityTypes[stream]],
  };
}

const extensionTypes = {context: 'ContextExtension', result: 'ResultExtension', activity: 'ActivityExtension'} as const;

function recommended({in: place, with: names}: Extension) {
  if (names.length === 0) return {};
  return place === 'activity'
    ? {recommendedActivityTypes: names.map((name) => activityTypes[name as keyof typeof activityTypes])}
    : {recommendedVerbs: names.map((name) => verbs[name as VerbName])};
}

function formOf(form: Pattern['form']) {
  const iri = (part: {readonly template: TemplateName} | {readonly pattern: PatternName}) =>
    'template' in part ? templateIri(part.template) : patternIri(part.pattern);
  return Object.fromEntries(
    Object.entries(form).map(([name, parts]) => [name, Array.isArray(parts) ? parts.map(iri) : iri(parts)]),
  );
}

/** Entries of a record whose keys are known. */
function entries<K extends string, T>(record: Readonly<Partial<Record<K, T>>>): [K, T][] {
  return Object.entries(record) as [K, T][];
}
