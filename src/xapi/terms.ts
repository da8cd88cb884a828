import {baseIri} from '../training/iri.ts';

/**
 * The words our statements are made of, as the browser needs them: IRIs, and which template joins which. What they mean, in
 * three languages and with schemas and rules, is in `vocabulary.ts`, which is typed by these names: a term without a meaning
 * or a template without rules does not compile.
 */
export const profileIri = `${baseIri}/xapi`;
/** In the category of every statement (xAPI Profiles 1.0, 2-5.0). Another one whenever a template or a schema changes. */
export const profileVersion = `${profileIri}/v1.0`;

const adlVerb = (name: string) => `http://adlnet.gov/expapi/verbs/${name}`;
const streamVerb = (name: string) => `http://activitystrea.ms/schema/1.0/${name}`;
/** All of them others' (ADL, Activity Streams, TinCan registry): we coin none. */
export const verbs = {
  initialized: adlVerb('initialized'),
  terminated: adlVerb('terminated'),
  progressed: adlVerb('progressed'),
  answered: adlVerb('answered'),
  completed: adlVerb('completed'),
  passed: adlVerb('passed'),
  failed: adlVerb('failed'),
  experienced: adlVerb('experienced'),
  scored: adlVerb('scored'),
  preferred: adlVerb('preferred'),
  selected: 'http://id.tincanapi.com/verb/selected',
  authored: streamVerb('author'),
  agreed: streamVerb('agree'),
  retracted: streamVerb('retract'),
  tagged: streamVerb('tag'),
} as const;
export type VerbName = keyof typeof verbs;

const adlType = (name: string) => `http://adlnet.gov/expapi/activities/${name}`;
const ownType = (name: string) => `${profileIri}/activity-types/${name}`;
export const activityTypes = {
  training: adlType('course'),
  unit: adlType('module'),
  activity: adlType('lesson'),
  item: adlType('cmi.interaction'),
  profile: adlType('profile'),
  scale: ownType('scale'),
  technique: ownType('technique'),
  text: ownType('text'),
  decision: ownType('decision'),
  story: ownType('story'),
  measure: ownType('measure'),
  mark: ownType('mark'),
  consent: ownType('consent'),
  tracking: ownType('tracking-stream'),
  research: ownType('research-stream'),
} as const;
export type ActivityTypeName = keyof typeof activityTypes;

const extension = (name: string) => `${profileIri}/extensions/${name}`;
/** Keys of `context.extensions`, `result.extensions` and `definition.extensions`. */
export const extensions = {
  branch: extension('branch'),
  cohort: extension('cohort'),
  cascadeLevel: extension('cascade-level'),
  facilitator: extension('facilitator'),
  consent: extension('consent'),
  instrument: extension('instrument'),
  progress: 'https://w3id.org/xapi/cmi5/result/extensions/progress',
  answers: extension('answers'),
  characters: extension('characters'),
  decision: extension('decision'),
  ending: extension('ending'),
  mark: extension('mark'),
  unit: extension('unit'),
  kind: extension('kind'),
  minutes: extension('minutes'),
} as const;
export type ExtensionName = keyof typeof extensions;

export type Stream = 'tracking' | 'research';

/**
 * Every sort of statement there is: its stream, verb and type of object are the determining properties of its template.
 * Null: whatever object the launch names, which an LMS may define in its own way.
 */
export const templates = {
  trackedStart: {stream: 'tracking', verb: 'initialized', object: null},
  trackedEnd: {stream: 'tracking', verb: 'terminated', object: null},
  trackedProgress: {stream: 'tracking', verb: 'progressed', object: null},
  trackedAnswer: {stream: 'tracking', verb: 'answered', object: 'item'},
  trackedLanguage: {stream: 'tracking', verb: 'preferred', object: null},
  trackedCompletion: {stream: 'tracking', verb: 'completed', object: null},
  trackedPass: {stream: 'tracking', verb: 'passed', object: null},
  trackedFailure: {stream: 'tracking', verb: 'failed', object: null},
  start: {stream: 'research', verb: 'initialized', object: 'training'},
  end: {stream: 'research', verb: 'terminated', object: 'training'},
  consent: {stream: 'research', verb: 'agreed', object: 'consent'},
  withdrawal: {stream: 'research', verb: 'retracted', object: 'consent'},
  language: {stream: 'research', verb: 'preferred', object: 'training'},
  visit: {stream: 'research', verb: 'experienced', object: 'activity'},
  answer: {stream: 'research', verb: 'answered', object: 'item'},
  score: {stream: 'research', verb: 'scored', object: 'scale'},
  measurement: {stream: 'research', verb: 'scored', object: 'measure'},
  mark: {stream: 'research', verb: 'tagged', object: 'mark'},
  practice: {stream: 'research', verb: 'experienced', object: 'technique'},
  writing: {stream: 'research', verb: 'authored', object: 'text'},
  decision: {stream: 'research', verb: 'selected', object: 'decision'},
  ending: {stream: 'research', verb: 'completed', object: 'story'},
  activityDone: {stream: 'research', verb: 'completed', object: 'activity'},
  unitDone: {stream: 'research', verb: 'completed', object: 'unit'},
  trainingDone: {stream: 'research', verb: 'completed', object: 'training'},
} as const satisfies Readonly<Record<string, TemplateKey>>;
export type TemplateName = keyof typeof templates;

interface TemplateKey {
  readonly stream: Stream;
  readonly verb: VerbName;
  readonly object: ActivityTypeName | null;
}

/** What stands in the category of every statement: the profile's version, and the stream. */
export const categoryOf = (stream: Stream) => [
  {objectType: 'Activity' as const, id: profileVersion, definition: {type: activityTypes.profile}},
  {objectType: 'Activity' as const, id: `${profileIri}/streams/${stream}`, definition: {type: activityTypes[stream]}},
];
