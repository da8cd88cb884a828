import {asObject} from '../xapi/ask.ts';
import {elements} from './elements.ts';
import {isDuration, secondsIn, timespans} from './timespan.ts';
import type {HostRecord, Standard, Standing, StandingInteraction} from './types.ts';

/** Of a learner who was never here. */
export const newRecord = (standard: Standard): HostRecord => ({standard, values: {}, seconds: 0});

/** A record from a store; null where nothing was stored. Throws at what is no record: it must not be written over. */
export function readRecord(stored: unknown): HostRecord | null {
  if (stored === null || stored === undefined) return null;
  const {standard, values, seconds} = asObject(stored);
  const entries = Object.entries(asObject(values));
  if ((standard !== 'scorm12' && standard !== 'scorm2004') || entries.some(([, value]) => typeof value !== 'string'))
    throw new Error(
      'The store gave back something that is no record of this host: look there, and hand it the record or null.',
    );
  return {
    standard,
    values: Object.fromEntries(entries.map(([element, value]) => [element, String(value)])),
    seconds: typeof seconds === 'number' && seconds > 0 ? seconds : 0,
  };
}

/** How a learner stands by a record. */
export function standingOf({standard, values, seconds}: HostRecord): Standing {
  const at = elements[standard];
  const status = values[at.status] || 'not attempted';
  const success = at.success === null ? status : values[at.success];
  const score = Number.parseFloat(values[at.raw] ?? '');
  const interactions: StandingInteraction[] = [];
  for (let index = 0; values[`cmi.interactions.${index}.id`] !== undefined; index++) {
    const field = (name: string) => values[`cmi.interactions.${index}.${name}`] ?? '';
    interactions.push({id: field('id'), type: field('type'), response: field(at.response), result: field('result')});
  }
  return {
    status,
    done: ['completed', 'passed', 'failed'].includes(status),
    passed: success === 'passed' ? true : success === 'failed' ? false : null,
    score: Number.isNaN(score) ? null : score,
    seconds,
    suspendData: values[at.suspendData] ?? '',
    interactions,
  };
}

/**
 * The record in the words of another standard, for a portal that changes packages or how it hosts them: what was saved,
 * reached and scored comes along; interactions, which the standards write differently, do not.
 */
export function inStandard(record: HostRecord, standard: Standard): HostRecord {
  if (record.standard === standard) return record;
  const {status, passed, done, score, suspendData} = standingOf(record);
  const at = elements[standard];
  const values: Record<string, string> = {[at.suspendData]: suspendData, [at.exit]: 'suspend'};
  if (status !== 'not attempted') {
    values[at.status] =
      at.success === null && passed !== null && done ? (passed ? 'passed' : 'failed') : done ? 'completed' : status;
    if (at.success !== null && passed !== null) values[at.success] = passed ? 'passed' : 'failed';
  }
  if (score !== null) values[at.raw] = String(score);
  if (score !== null && standard === 'scorm2004') values['cmi.score.scaled'] = String(score / 100);
  return {standard, values, seconds: record.seconds};
}

/** What a package is told when it asks: what it set before, and what only an LMS says. */
export function toldAtLaunch(
  {standard, values, seconds}: HostRecord,
  learner: {readonly id: string; readonly name: string},
  language: string | undefined,
): Readonly<Record<string, string>> {
  const at = elements[standard];
  const {[at.sessionTime]: _time, [at.exit]: exit, ...kept} = values;
  const over = standingOf({standard, values, seconds}).done;
  const [core, person, mode] =
    standard === 'scorm12' ? ['cmi.core.', 'student', 'lesson_mode'] : ['cmi.', 'learner', 'mode'];
  return {
    ...kept,
    [at.status]: kept[at.status] ?? (standard === 'scorm12' ? 'not attempted' : 'unknown'),
    ...(kept[at.language] === undefined && language && {[at.language]: language}),
    [`${core}${person}_id`]: learner.id,
    [`${core}${person}_name`]: learner.name,
    [`${core}${mode}`]: over ? 'review' : 'normal',
    [`${core}credit`]: over ? 'no-credit' : 'credit',
    [`${core}entry`]: Object.keys(values).length === 0 ? 'ab-initio' : exit === 'suspend' ? 'resume' : '',
    [`${core}total_time`]: timespans[standard](seconds),
  };
}

/** The record with what was set in a sitting, its time added to that of the sittings before. */
export function afterSitting(before: HostRecord, set: ReadonlyMap<string, string>): HostRecord {
  const time = set.get(elements[before.standard].sessionTime) ?? '';
  return {
    standard: before.standard,
    values: {...before.values, ...Object.fromEntries(set)},
    seconds: before.seconds + (isDuration(time) ? secondsIn(time) : 0),
  };
}
