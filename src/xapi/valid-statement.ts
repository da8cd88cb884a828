import * as v from 'valibot';
import {isObject} from '../training/is-object.ts';

/** Where a statement breaks a rule of xAPI 1.0.3: the way to the value, and what it should have been. */
export interface StatementFault {
  /** From the statement itself: `context.contextActivities.category[0].id`; empty for the statement as a whole. */
  readonly path: string;
  readonly rule: string;
}

/**
 * What one statement may weigh before anybody looks at it: ours have some 150 values, 8 levels and 4,000 characters. What is
 * nested without end or has a hundred thousand keys is refused before it is walked by recursion.
 */
export const statementLimits = {depth: 24, values: 2_000, characters: 100_000, members: 50};
export type StatementLimits = Readonly<Record<'depth' | 'values' | 'characters' | 'members', number>>;

/**
 * A statement as xAPI 1.0.3 lets it be (part 2, "Data"), attachments left out: the collector takes none. Read by `readStatement`;
 * nothing else in a program need look at what came from outside.
 */
export type ValidStatement = v.InferOutput<typeof statementSchema>;
export type ValidAgent = v.InferOutput<typeof agentSchema>;
export type ValidGroup = v.InferOutput<typeof groupSchema>;
export type ValidActor = ValidAgent | ValidGroup;
export type ValidObject = v.InferOutput<typeof objectSchema>;
export type ValidSubStatement = v.InferOutput<typeof subStatementSchema>;
export type ValidActivity = v.InferOutput<typeof activitySchema>;
export type ValidContext = v.InferOutput<typeof contextSchema>;

export const voidedVerb = 'http://adlnet.gov/expapi/verbs/voided';

export type ReadStatement =
  | {readonly ok: true; readonly statement: ValidStatement}
  | {readonly ok: false; readonly fault: StatementFault};

/** Reads one statement from outside. Never throws, whatever it is given. Limits are null for what was under them before. */
export function readStatement(data: unknown, limits: StatementLimits | null = statementLimits): ReadStatement {
  if (!isObject(data)) return {ok: false, fault: {path: '', rule: 'must be an object'}};
  const heavy = limits && overLimit(data, limits);
  if (heavy) return {ok: false, fault: heavy};
  const {typed, output, issues} = v.safeParse(statementSchema, data, {abortEarly: true, abortPipeEarly: true});
  return typed && !issues ? {ok: true, statement: output} : {ok: false, fault: faultOf(issues?.[0])};
}

export type ReadAgent =
  | {readonly ok: true; readonly agent: ValidActor}
  | {readonly ok: false; readonly fault: StatementFault};

/** The agent that a query names (xAPI 1.0.3, 3.2.3). */
export function readAgent(data: unknown): ReadAgent {
  const heavy = overLimit(data, statementLimits);
  if (heavy) return {ok: false, fault: heavy};
  const {typed, output, issues} = v.safeParse(actorSchema, data, {abortEarly: true, abortPipeEarly: true});
  return typed && !issues ? {ok: true, agent: output} : {ok: false, fault: faultOf(issues?.[0])};
}

/** Whether a value is written as xAPI wants it; for queries, which name the same things. */
export const isUuid = (value: string) => uuidPattern.test(value);
export const isIri = (value: string) => iriPattern.test(value) && value.length <= 2_000;

/** Milliseconds since 1970 of an ISO 8601 time, with whatever it has of less; null if it is none. No zone means UTC. */
export function instantOf(text: string): number | null {
  const parts = timePattern.exec(text);
  if (!parts) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', zone = 'Z'] = parts;
  if (/^-0?0(:?00)?$/.test(zone)) return null; // ISO 8601 has no negative zero
  if (Number(day) > new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate()) return null;
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(zone) ?? [];
  const offset = sign ? Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) : 0;
  const at = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return at - offset * 60_000 + Number(`0.${fraction || 0}`) * 1000;
}

// ── patterns ──

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses
const iriPattern = /^[a-z][a-z0-9+.-]*:[^\u0000-\u0020"<>\\^`{|}\u007f-\u009f]+$/i;
const languagePattern = /^[a-z]{1,8}(-[a-z0-9]{1,8})*$/i;
const timePattern =
  /^(\d{4})-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d|60)(?:[.,](\d{1,9}))?)?(Z|[+-]\d\d(?::?\d\d)?)?$/i;
const durationPattern =
  /^P(?:\d+(?:\.\d+)?W|(?=\d|T\d)(?:\d+(?:\.\d+)?Y)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?D)?(?:T(?=\d)(?:\d+(?:\.\d+)?H)?(?:\d+(?:\.\d+)?M)?(?:\d+(?:\.\d+)?S)?)?)$/;

// ── simple values ──

const string = v.string('must be a string');
const text = (most: number) => v.pipe(string, v.maxLength(most, `must have at most ${most} characters`));
const uuid = v.pipe(string, v.regex(uuidPattern, 'must be a UUID'));
const iri = v.pipe(string, v.check(isIri, 'must be an absolute IRI'));
const language = v.pipe(string, v.regex(languagePattern, 'must be a language tag of RFC 5646, such as kk'));
const time = v.pipe(
  string,
  v.check((value) => instantOf(value) !== null, 'must be an ISO 8601 time, such as 2026-11-21T06:00:00.000Z'),
);
const duration = v.pipe(string, v.regex(durationPattern, 'must be an ISO 8601 duration, such as PT12.34S'));
const boolean = v.boolean('must be true or false');
const number = v.pipe(v.number('must be a number'), v.finite('must be a number'));
const version = v.pipe(string, v.regex(/^1\.0(\.\d+)?$/, 'must be a version 1.0.x'));

/** Objects with keys of the writer's own: what the keys and the values must be. */
const map = (isKey: (key: string) => boolean, keyRule: string, isValue: (value: unknown) => boolean, rule: string) =>
  v.pipe(
    v.custom<Readonly<Record<string, unknown>>>(isObject, 'must be an object'),
    v.rawCheck(({dataset, addIssue}) => {
      if (!dataset.typed) return;
      const input = {...dataset.value};
      const bad = Object.entries(input).find(([key, value]) => !isKey(key) || !isValue(value));
      if (!bad) return;
      const [key, value] = bad;
      addIssue({message: isKey(key) ? rule : keyRule, path: [{type: 'object', origin: 'value', input, key, value}]});
    }),
  );
const languageMap = map(
  (key) => languagePattern.test(key),
  'has to have a language tag of RFC 5646 as its key',
  (value) => typeof value === 'string',
  'must be a string',
);
const extensions = map(isIri, 'has to have an absolute IRI as its key', () => true, '');

/** An object with these keys and no other. */
const object = <E extends v.ObjectEntries>(entries: E) =>
  v.strictObject(entries, ({expected, received, input}) => {
    if (expected === 'never') return 'is not a property of xAPI 1.0.3 in this place';
    return input === undefined || received === 'undefined' ? 'is missing' : 'must be an object';
  });
const list = <S extends v.GenericSchema>(schema: S) => v.array(schema, 'must be an array');

// ── who ──

const person = v.pipe(
  text(500),
  v.check((value) => !/\p{Surrogate}/u.test(value), 'must be well-formed Unicode'),
);
const identifiers = {
  mbox: v.optional(v.pipe(text(500), v.regex(/^mailto:[^\s@]+@[^\s@]+$/i, 'must be mailto: and an e-mail address'))),
  mbox_sha1sum: v.optional(v.pipe(string, v.regex(/^[0-9a-f]{40}$/i, 'must be a SHA-1 in hexadecimal'))),
  openid: v.optional(v.pipe(text(500), v.check(isIri, 'must be an absolute IRI'))),
  account: v.optional(object({homePage: iri, name: v.pipe(person, v.nonEmpty('must not be empty'))})),
};
const identified = ({mbox, mbox_sha1sum, openid, account}: {[key in keyof typeof identifiers]?: unknown}) =>
  [mbox, mbox_sha1sum, openid, account].filter((each) => each !== undefined).length;
const oneIdentifier = 'must have exactly one of account, mbox, mbox_sha1sum and openid';

const agentSchema = v.pipe(
  object({objectType: v.optional(v.literal('Agent', 'must be Agent')), name: v.optional(person), ...identifiers}),
  v.check((agent) => identified(agent) === 1, oneIdentifier),
);
const groupSchema = v.pipe(
  object({
    objectType: v.literal('Group', 'must be Group'),
    name: v.optional(person),
    member: v.optional(
      v.pipe(
        list(agentSchema),
        v.maxLength(statementLimits.members, `must have at most ${statementLimits.members} members`),
      ),
    ),
    ...identifiers,
  }),
  v.check((group) => identified(group) <= 1, oneIdentifier),
  v.check(
    (group) => identified(group) === 1 || group.member !== undefined,
    'must have members or one of account, mbox, mbox_sha1sum and openid',
  ),
);
const typeOf = (value: unknown) => (isObject(value) ? value.objectType : undefined);
const actorSchema = v.lazy((input) => (typeOf(input) === 'Group' ? groupSchema : agentSchema));

// ── what ──

const verb = object({id: iri, display: v.optional(languageMap)});

const components = v.pipe(
  list(object({id: v.pipe(string, v.nonEmpty('must not be empty')), description: v.optional(languageMap)})),
  v.check((all) => new Set(all.map(({id}) => id)).size === all.length, 'must have ids that differ'),
);
/** The component lists that each interaction type has (xAPI 1.0.3, 2.4.4.1). */
const componentsOf: Readonly<Record<string, readonly string[]>> = {
  'true-false': [],
  choice: ['choices'],
  'fill-in': [],
  'long-fill-in': [],
  matching: ['source', 'target'],
  performance: ['steps'],
  sequencing: ['choices'],
  likert: ['scale'],
  numeric: [],
  other: [],
};
const componentLists = ['choices', 'scale', 'source', 'target', 'steps'] as const;
const definition = v.pipe(
  object({
    name: v.optional(languageMap),
    description: v.optional(languageMap),
    type: v.optional(iri),
    moreInfo: v.optional(iri),
    extensions: v.optional(extensions),
    interactionType: v.optional(v.picklist(Object.keys(componentsOf), 'must be an interaction type of xAPI 1.0.3')),
    correctResponsesPattern: v.optional(list(string)),
    choices: v.optional(components),
    scale: v.optional(components),
    source: v.optional(components),
    target: v.optional(components),
    steps: v.optional(components),
  }),
  v.check(
    (all) =>
      all.interactionType !== undefined ||
      [...componentLists, 'correctResponsesPattern' as const].every((key) => all[key] === undefined),
    'must have an interactionType beside its components or correct responses',
  ),
  v.check(
    (all) =>
      all.interactionType === undefined ||
      componentLists.every((key) => all[key] === undefined || componentsOf[all.interactionType!]?.includes(key)),
    'must have components of its own interactionType only',
  ),
);
const activitySchema = object({
  objectType: v.optional(v.literal('Activity', 'must be Activity')),
  id: iri,
  definition: v.optional(definition),
});
const statementRef = object({objectType: v.literal('StatementRef', 'must be StatementRef'), id: uuid});

const result = object({
  score: v.optional(
    v.pipe(
      object({
        scaled: v.optional(v.pipe(number, v.minValue(-1, 'must be −1 to 1'), v.maxValue(1, 'must be −1 to 1'))),
        raw: v.optional(number),
        min: v.optional(number),
        max: v.optional(number),
      }),
      v.check(({min, max}) => min === undefined || max === undefined || min < max, 'must have a min below its max'),
      v.check(
        ({raw, min, max}) =>
          raw === undefined || ((min === undefined || raw >= min) && (max === undefined || raw <= max)),
        'must have its raw between min and max',
      ),
    ),
  ),
  success: v.optional(boolean),
  completion: v.optional(boolean),
  response: v.optional(string),
  duration: v.optional(duration),
  extensions: v.optional(extensions),
});

/** One activity alone is meant as a list of one (xAPI 1.0.3, 2.4.6.2), and is given back as such. */
const activities = v.lazy((input) =>
  Array.isArray(input)
    ? list(activitySchema)
    : v.pipe(
        activitySchema,
        v.transform((one) => [one]),
      ),
);
const contextSchema = object({
  registration: v.optional(uuid),
  instructor: v.optional(actorSchema),
  team: v.optional(v.lazy(() => groupSchema)),
  contextActivities: v.optional(
    object({
      parent: v.optional(activities),
      grouping: v.optional(activities),
      category: v.optional(activities),
      other: v.optional(activities),
    }),
  ),
  revision: v.optional(string),
  platform: v.optional(string),
  language: v.optional(language),
  statement: v.optional(statementRef),
  extensions: v.optional(extensions),
});

/** `revision` and `platform` say something of an activity, and stand beside no other object (xAPI 1.0.3, 2.4.6). */
const contextFits = (about: {objectType?: string | undefined}, context?: {revision?: unknown; platform?: unknown}) =>
  (about.objectType ?? 'Activity') === 'Activity' ||
  (context?.revision === undefined && context?.platform === undefined);
const contextRule = 'must have no revision and no platform where the object is not an activity';

/** A type that xAPI has not: the schema of activities names the fault, at `objectType`. */
const simpleObjectOf = (type: unknown) =>
  type === 'StatementRef'
    ? statementRef
    : type === 'Agent'
      ? agentSchema
      : type === 'Group'
        ? groupSchema
        : activitySchema;

const shared = {
  actor: actorSchema,
  verb,
  result: v.optional(result),
  context: v.optional(contextSchema),
  timestamp: v.optional(time),
};
const subStatementSchema = v.pipe(
  object({
    ...shared,
    objectType: v.literal('SubStatement', 'must be SubStatement'),
    object: v.lazy((input) => simpleObjectOf(typeOf(input))),
  }),
  v.check((all) => contextFits(all.object, all.context), contextRule),
);
const objectSchema = v.lazy((input) =>
  typeOf(input) === 'SubStatement' ? subStatementSchema : simpleObjectOf(typeOf(input)),
);

const statementSchema = v.pipe(
  object({
    ...shared,
    id: v.optional(uuid),
    object: objectSchema,
    stored: v.optional(time),
    authority: v.optional(actorSchema),
    version: v.optional(version),
  }),
  v.check((all) => contextFits(all.object, all.context), contextRule),
  v.check(
    (all) => all.verb.id !== voidedVerb || all.object.objectType === 'StatementRef',
    'must have a StatementRef as its object, because its verb is voided',
  ),
);

// ── faults ──

function faultOf(issue: v.BaseIssue<unknown> | undefined): StatementFault {
  const keys = (issue?.path ?? []).map(({key}) => key);
  return {path: pathOf(keys), rule: issue?.message ?? 'must be a statement'};
}

/** A way to a value, as one reads it: `context.contextActivities.category[0].id`, `extensions["https://…"]`. */
function pathOf(keys: readonly unknown[]): string {
  return keys
    .map((key, at) => {
      if (typeof key === 'number') return `[${key}]`;
      const plain = typeof key === 'string' && /^[\w-]{1,64}$/.test(key);
      return plain ? `${at > 0 ? '.' : ''}${key}` : `[${JSON.stringify(String(key).slice(0, 200))}]`;
    })
    .join('');
}

/** The first limit that a value breaks. Walks without recursion: nobody knows yet how deep it is. */
function overLimit(data: unknown, limits: StatementLimits): StatementFault | null {
  const waiting: {readonly value: unknown; readonly depth: number}[] = [{value: data, depth: 1}];
  let values = 0;
  let characters = 0;
  const too = (what: string, most: number) => ({path: '', rule: `must have at most ${most} ${what}`});
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const {value, depth} = next;
    if (++values > limits.values) return too('values', limits.values);
    if (depth > limits.depth) return too('levels', limits.depth);
    if (typeof value === 'string') characters += value.length;
    else if (typeof value === 'number' && !Number.isFinite(value))
      return {path: '', rule: 'must have no endless number'};
    else if (typeof value === 'object' && value !== null) {
      const keys = Object.keys(value);
      if (values + keys.length > limits.values) return too('values', limits.values);
      if (!Array.isArray(value)) for (const key of keys) characters += key.length;
      for (const each of Object.values(value)) waiting.push({value: each, depth: depth + 1});
    }
    if (characters > limits.characters) return too('characters', limits.characters);
  }
  return null;
}
