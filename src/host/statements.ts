import {standingOf} from './record.ts';
import {timespans} from './timespan.ts';
import type {HostRecord, HostStatement} from './types.ts';

/** Who and what statements are about, and what makes them differ. */
export interface Said {
  readonly activity: string;
  /** The portal's own address: with the learner's id it names the actor. */
  readonly homePage: string;
  readonly learner: {readonly id: string; readonly name: string};
  readonly uuid: () => string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

const verbs = 'http://adlnet.gov/expapi/verbs/';

/** `initialized` and `terminated`: the beginning and the end of a sitting. */
export const statementOf = (said: Said, verb: 'initialized' | 'terminated', seconds?: number): HostStatement =>
  statement(said, verb, {...(seconds !== undefined && {result: {duration: durationOf(seconds)}})});

/**
 * What a record says that the one before it did not: an answer each, then how the training ended. Private answers are in
 * no record, so they are in no statement.
 */
export function statementsBetween(before: HostRecord, after: HostRecord, said: Said): readonly HostStatement[] {
  const [was, is] = [standingOf(before), standingOf(after)];
  const answered = is.interactions.flatMap((interaction, index) => {
    const {id, type, response, result} = interaction;
    if (!id || !response || JSON.stringify(was.interactions[index]) === JSON.stringify(interaction)) return [];
    const success = result === 'correct' ? true : result === 'wrong' || result === 'incorrect' ? false : null;
    const description = /^\{lang=([a-z-]+)\}(.*)$/.exec(after.values[`cmi.interactions.${index}.description`] ?? '');
    return [
      statement(said, 'answered', {
        object: {
          objectType: 'Activity',
          id: `${said.activity}/${id}`,
          definition: {
            type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
            interactionType: type || 'other',
            ...(description?.[1] && {description: {[description[1]]: description[2] ?? ''}}),
          },
        },
        result: {response, ...(success !== null && {success})},
        context: {contextActivities: {parent: [{id: said.activity}]}},
      }),
    ];
  });
  const duration = durationOf(after.seconds - before.seconds);
  const score = is.score === null ? {} : {score: {scaled: is.score / 100, raw: is.score, min: 0, max: 100}};
  const ended: HostStatement[] = [];
  if (is.done && !was.done) ended.push(statement(said, 'completed', {result: {completion: true, duration, ...score}}));
  if (is.passed !== null && is.passed !== was.passed)
    ended.push(statement(said, is.passed ? 'passed' : 'failed', {result: {success: is.passed, duration, ...score}}));
  return [...answered, ...ended];
}

function statement(
  {activity, homePage, learner, uuid, now}: Said,
  verb: string,
  parts: Partial<Pick<HostStatement, 'object' | 'result' | 'context'>>,
): HostStatement {
  return {
    id: uuid(),
    actor: {
      objectType: 'Agent',
      ...(learner.name && {name: learner.name}),
      account: {homePage, name: learner.id},
    },
    verb: {id: verbs + verb, display: {en: verb}},
    object: {objectType: 'Activity', id: activity},
    ...parts,
    timestamp: new Date(now()).toISOString(),
  };
}

const durationOf = (seconds: number) => timespans.scorm2004(Math.max(0, seconds));
