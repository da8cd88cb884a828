import type {Agent} from '@xapi/xapi';
import type {Settings} from './settings.ts';

/** The study a training belongs to unless an institution names its own. */
export const studyIri = (training: string) => `https://w3id.org/destt/studies/${training}`;

/** Whom a record names on this device and in a file: a random code, at home in the study. No name, no address, no LMS id. */
export function recordActor(settings: Pick<Settings, 'study'>, training: string, code: string): Agent {
  return {objectType: 'Agent', account: {homePage: settings.study ?? studyIri(training), name: code}};
}

/**
 * Whom a record names while it is sent; null: whom it names already. Only to a collector, which makes a pseudonym of it
 * before anything is kept, and only by a line that nobody else reads: the LMS's origin and learner id. So the same person
 * is the same pseudonym from every device and in every training, and no device keeps the id.
 */
export function sendingActor(
  {records, collector, endpoint}: Pick<Settings, 'records' | 'collector' | 'endpoint'>,
  origin: string,
  learner: string,
): Agent | null {
  const safe = /^(https:|http:\/\/(127\.0\.0\.1|\[::1\]|localhost)[:/])/.test(endpoint ?? '');
  const named = learner !== '' && /^https?:/.test(origin);
  if (records !== 'endpoint' || !collector || !safe || !named) return null;
  return {objectType: 'Agent', account: {homePage: origin, name: learner}};
}
