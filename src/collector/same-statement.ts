import {profileIri} from '../xapi/terms.ts';
import {instantOf, type ValidStatement} from '../xapi/valid-statement.ts';
import {activitiesIn} from './terms.ts';

/**
 * Whether a statement that came again says what is stored (xAPI 1.0.3, 2.3.1, "immutability"): not looked at are what an LRS
 * sets (`id` in its letters' case, `authority`, `stored`, `version`, a `timestamp` that was not given), texts for people
 * (names of verbs and definitions of activities), and what is written differently but means the same: the order of keys and of
 * context activities, a time in another zone or below the millisecond, a duration below 0.01 s.
 *
 * Whom a record of our packages names depends on the way it came: by the line the LMS's learner, in a file their code
 * (`sendingActor`). Its random id says that it is one record.
 */
export function sameStatement(stored: ValidStatement, again: ValidStatement): boolean {
  const {timestamp} = again;
  const before = timestamp === undefined ? {...stored, timestamp: undefined} : stored;
  const {actor} = isRecord(stored) ? again : stored;
  return canonical({...before, actor}) === canonical(again);
}

const isRecord = ({context}: ValidStatement) =>
  activitiesIn(context?.contextActivities).some(({id}) => id.startsWith(`${profileIri}/streams/`));

function canonical({id, authority, stored, version, timestamp, ...rest}: ValidStatement): string {
  const said = meaning(rest, '');
  return JSON.stringify([timestamp === undefined ? null : Math.floor(instantOf(timestamp) ?? 0), said]);
}

/** A value with everything left out that does not count, and its keys in order. */
function meaning(value: unknown, key: string): unknown {
  if (Array.isArray(value)) {
    const all = value.map((each) => meaning(each, ''));
    return unordered.has(key) ? all.map((each) => JSON.stringify(each)).sort() : all;
  }
  if (typeof value === 'string') {
    if (key === 'duration') return value.replace(/(\.\d\d)\d+(?=[A-Z]$)/, '$1');
    if (key === 'timestamp') return Math.floor(instantOf(value) ?? 0);
    return key === 'registration' ? value.toLowerCase() : value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([name, each]) => each !== undefined && !(name === 'definition' || name === 'display'))
    .filter(([name, each]) => !(name === 'objectType' && (each === 'Agent' || each === 'Activity')))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return entries.map(([name, each]) => [name, name === 'extensions' ? exact(each) : meaning(each, name)]);
}

const unordered = new Set(['member', 'parent', 'grouping', 'category', 'other']);

/** Extensions are the writer's own: all counts but the order of keys. */
function exact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(exact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, each]) => [name, exact(each)]);
}
