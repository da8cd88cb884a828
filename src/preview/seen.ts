import {type HostRecord, standingOf} from '../host/index.ts';
import {activitiesOf, decodeAttempt, type Outline, responseOf} from '../training/index.ts';
import {asObject} from '../xapi/ask.ts';
import {launchedActivities, type SeenStatement} from './messages.ts';

/** What a platform has of a learner, whichever way it came: as the panel shows it. */
export interface Seen {
  readonly status: string;
  /** 0–100; null before there is one. */
  readonly score: number | null;
  /** Null where the platform counts none. */
  readonly seconds: number | null;
  /** As stored, in characters. */
  readonly suspendData: string;
  readonly limit: number;
  readonly interactions: readonly {readonly id: string; readonly response: string; readonly result: string}[];
}

/** The limit of each runtime (DESIGN 3). */
const limits: Readonly<Record<string, number>> = {scorm12: 4000, scorm2004: 60_000, cmi5: 100_000, xapi: 100_000};

/** What an LMS has, by its record. */
export function seenInRecord(record: HostRecord): Seen {
  const {status, passed, score, seconds, suspendData, interactions} = standingOf(record);
  const success = record.standard === 'scorm2004' && passed !== null ? ` · ${passed ? 'passed' : 'failed'}` : '';
  return {
    status: status + success,
    score,
    seconds,
    suspendData,
    limit: limits[record.standard] ?? 0,
    interactions: interactions.map(({id, response, result}) => ({id, response, result})),
  };
}

/** What an LRS has: its statements, and the state document that our packages write. */
export function seenInLrs(
  format: string,
  statements: readonly SeenStatement[],
  states: Readonly<Record<string, unknown>>,
): Seen {
  const answers = new Map<string, {readonly id: string; readonly response: string; readonly result: string}>();
  let status = statements.length > 0 ? 'incomplete' : 'not attempted';
  let score: number | null = null;
  for (const {statement} of statements) {
    const verb = verbOf(statement);
    const {response, score: scored, success} = asObject(statement.result);
    const {raw} = asObject(scored);
    // Of the training itself: a part of it may be completed, too.
    if (aboutOf(statement).startsWith(launchedActivities)) {
      if (verb === 'completed' || verb === 'passed' || verb === 'failed') status = verb;
      if (typeof raw === 'number') score = raw;
    }
    const id = aboutOf(statement).replace(/.*\//, '');
    if (verb === 'answered')
      answers.set(id, {
        id,
        response: String(response ?? ''),
        result: typeof success === 'boolean' ? String(success) : '',
      });
  }
  const {suspendData} = asObject(states['destt.suspend']);
  return {
    status,
    score,
    seconds: null,
    suspendData: typeof suspendData === 'string' ? suspendData : '',
    limit: limits[format] ?? 0,
    interactions: [...answers.values()],
  };
}

export const verbOf = (statement: Readonly<Record<string, unknown>>): string =>
  String(asObject(statement.verb).id ?? '').replace(/.*\//, '');
export const aboutOf = (statement: Readonly<Record<string, unknown>>): string =>
  String(asObject(statement.object).id ?? '');

/** What suspend data says, for people. */
export interface Said {
  readonly language: string | null;
  readonly place: string | null;
  readonly done: readonly string[];
  readonly of: number;
  readonly answers: readonly {readonly activity: string; readonly item: string; readonly value: string}[];
  readonly hasKey: boolean;
}

/** Reads suspend data as our packages write it; null if it is none of theirs. */
export function saidBy(suspendData: string, outline: Outline): Said | null {
  // Without the counter that makes equal data differ (MOODLE 1.4).
  const {attempt, key, language} = decodeAttempt(suspendData.replace(/~[0-9a-z]$/, ''), outline);
  if (!attempt) return null;
  const answers = Object.entries(attempt.answers).flatMap(([activity, given]) =>
    Object.entries(responseOf(given)).map(([item, value]) => ({
      activity,
      item,
      value: Array.isArray(value) ? value.join(', ') : String(value),
    })),
  );
  return {
    language,
    place: attempt.place.value?.activity ?? null,
    done: Object.keys(attempt.done),
    of: activitiesOf(outline).length,
    answers,
    hasKey: key !== null,
  };
}
