import {instantOf, isIri, isUuid, readAgent, type StatementFault, type ValidActor} from '../xapi/valid-statement.ts';
import {type Pseudonymise, pseudonymHomePage} from './pseudonym.ts';
import type {Selection} from './store.ts';
import {identityOf, termOf} from './terms.ts';

/** How statements are given back (xAPI 1.0.3, part 3, 2.1.3). */
export type Format = 'ids' | 'exact' | 'canonical';

export type Query =
  | {readonly type: 'one'; readonly id: string; readonly voided: boolean; readonly format: Format}
  | {readonly type: 'list'; readonly selection: Selection; readonly format: Format};

export type ReadQuery =
  | {readonly ok: true; readonly query: Query}
  | {readonly ok: false; readonly status: 400 | 403; readonly fault: StatementFault};

/** Statements of a page: as many as asked, but no more than this; also where none or 0 is asked. */
export const mostOfPage = 500;

/**
 * Reads what a GET of statements asks. `pseudonym` is given to whoever may ask for a learner by the LMS's id; others may
 * ask for pseudonyms only, or a list of who is who could be made with a key that only reads.
 */
export function readQuery(given: URLSearchParams, pseudonym: Pseudonymise | null): ReadQuery {
  const bad = (path: string, rule: string, status: 400 | 403 = 400): ReadQuery => ({
    ok: false,
    status,
    fault: {path, rule},
  });
  const values = new Map<string, string>();
  for (const [name, value] of given) {
    const is = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    if (!is) return bad(name, `is no parameter; there are ${Object.keys(parameters).join(', ')}`);
    if (values.has(name)) return bad(name, 'must be given once');
    if (value.length > 4_000 || !is.fits(value)) return bad(name, is.rule);
    values.set(name, value);
  }
  if (values.get('attachments') === 'true') return bad('attachments', 'must be false: attachments are not kept here');
  const format = formats.find((each) => each === values.get('format')) ?? 'exact';

  const [one, voided] = [values.get('statementId'), values.get('voidedStatementId')];
  const id = one ?? voided;
  if (id !== undefined) {
    const others = [...values.keys()].filter(
      (name) => !['statementId', 'voidedStatementId', 'format', 'attachments'].includes(name),
    );
    if (one !== undefined && voided !== undefined) return bad('voidedStatementId', 'can’t stand beside statementId');
    if (others.length > 0) return bad(others[0]!, 'can’t stand beside the id of a statement');
    return {ok: true, query: {type: 'one', id: id.toLowerCase(), voided: one === undefined, format}};
  }

  const terms: Selection['terms'][number][] = [];
  const registration = values.get('registration');
  if (registration !== undefined)
    terms.push({term: termOf('registration', registration.toLowerCase()), related: false});
  const agent = values.get('agent');
  if (agent !== undefined) {
    const read = readAgent(parsed(agent));
    if (!read.ok) return bad(`agent${read.fault.path ? `.${read.fault.path}` : ''}`, read.fault.rule);
    const identity = identityOf(read.agent);
    if (identity === null) return bad('agent', 'must be an agent or an identified group');
    const known = isPseudonym(read.agent);
    if (!known && !pseudonym)
      return bad(
        'agent',
        `must be a pseudonym, an account of ${pseudonymHomePage}: this key may not ask who is who`,
        403,
      );
    const name = known || !pseudonym ? null : pseudonym(read.agent);
    const whose = name === null ? identity : `account\n${pseudonymHomePage}\n${name}`;
    terms.push({term: termOf('agent', whose), related: values.get('related_agents') === 'true'});
  }
  const activity = values.get('activity');
  if (activity !== undefined)
    terms.push({term: termOf('activity', activity), related: values.get('related_activities') === 'true'});
  const verb = values.get('verb');
  if (verb !== undefined) terms.push({term: termOf('verb', verb), related: false});

  const number = (name: string, read: (value: string) => number | null) => {
    const value = values.get(name);
    return value === undefined ? null : read(value);
  };
  return {
    ok: true,
    query: {
      type: 'list',
      format,
      selection: {
        terms,
        since: number('since', instantOf),
        until: number('until', instantOf),
        ascending: values.get('ascending') === 'true',
        limit: Math.min(number('limit', Number) || mostOfPage, mostOfPage),
        cursor: number('cursor', Number),
      },
    },
  };
}

/** The address of the next page: the same question, from there on. Relative to the host, as xAPI wants it. */
export function morePath(path: string, given: URLSearchParams, cursor: number | null): string {
  if (cursor === null) return '';
  const next = new URLSearchParams(given);
  next.set('cursor', String(cursor));
  return `${path}?${next}`;
}

export const isPseudonym = ({account}: ValidActor) => account?.homePage === pseudonymHomePage;

const formats: readonly Format[] = ['ids', 'exact', 'canonical'];

interface Parameter {
  readonly fits: (value: string) => boolean;
  readonly rule: string;
}
const uuid: Parameter = {fits: isUuid, rule: 'must be a UUID'};
const iri: Parameter = {fits: isIri, rule: 'must be an absolute IRI'};
const boolean: Parameter = {fits: (value) => value === 'true' || value === 'false', rule: 'must be true or false'};
const whole: Parameter = {fits: (value) => /^\d{1,15}$/.test(value), rule: 'must be a whole number from 0'};
const time: Parameter = {fits: (value) => instantOf(value) !== null, rule: 'must be an ISO 8601 time'};

/** Every parameter there is; `cursor` is our own, and stands in `more`. */
const parameters: Readonly<Record<string, Parameter>> = {
  statementId: uuid,
  voidedStatementId: uuid,
  agent: {fits: (value) => parsed(value) !== undefined, rule: 'must be an agent in JSON'},
  verb: iri,
  activity: iri,
  registration: uuid,
  related_activities: boolean,
  related_agents: boolean,
  since: time,
  until: time,
  limit: whole,
  format: {fits: (value) => formats.some((each) => each === value), rule: `must be ${formats.join(', ')}`},
  attachments: boolean,
  ascending: boolean,
  cursor: whole,
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
