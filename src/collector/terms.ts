import {createHash} from 'node:crypto';
import {
  type ValidActivity,
  type ValidActor,
  type ValidStatement,
  type ValidSubStatement,
  voidedVerb,
} from '../xapi/valid-statement.ts';

/** What a statement can be found by, as the store's index holds it: 64 bits in decimal, and whether it is meant directly. */
export interface Term {
  readonly term: string;
  /** What a query finds without `related_agents` or `related_activities`. */
  readonly direct: boolean;
}

export type TermKind = 'agent' | 'verb' | 'activity' | 'registration';

/** A term of a query. A digest, so the index needs no table of words: two of a million are alike once in 30 million times. */
export function termOf(kind: TermKind, value: string): string {
  const text = `${kind}\n${value}`;
  const known = digests.get(text);
  if (known !== undefined) return known;
  const digest = createHash('sha256').update(text).digest().readBigInt64BE().toString();
  if (digests.size >= mostDigests) digests.clear();
  digests.set(text, digest);
  return digest;
}
/** The same few thousand are asked for again and again. */
const digests = new Map<string, string>();
const mostDigests = 20_000;

/** What tells an agent or an identified group from any other (xAPI 1.0.3, 2.4.2); null for an anonymous group. */
export function identityOf({account, mbox, mbox_sha1sum, openid}: ValidActor): string | null {
  if (account) return `account\n${account.homePage}\n${account.name}`;
  return mbox ?? mbox_sha1sum ?? openid ?? null;
}

/** Everything a statement can be found by, each once (xAPI 1.0.3, part 3, 2.1.3). */
export function termsOf(statement: ValidStatement | ValidSubStatement): readonly Term[] {
  const terms = new Map<string, boolean>();
  const add = (kind: TermKind, value: string | null | undefined, direct: boolean) => {
    if (value === null || value === undefined) return;
    const term = termOf(kind, value);
    terms.set(term, direct || terms.get(term) === true);
  };
  const addActor = (actor: ValidActor | undefined, direct: boolean) => {
    if (!actor) return;
    add('agent', identityOf(actor), direct);
    // A group is found by its members, too.
    if (actor.objectType === 'Group') for (const member of actor.member ?? []) add('agent', identityOf(member), direct);
  };
  const addAll = ({actor, verb, object, context}: ValidStatement | ValidSubStatement, direct: boolean) => {
    addActor(actor, direct);
    if (direct) add('verb', verb.id, true);
    if (direct) add('registration', context?.registration?.toLowerCase(), true);
    if (object.objectType === 'Agent' || object.objectType === 'Group') addActor(object, direct);
    else if (object.objectType === 'SubStatement') addAll(object, false);
    else if (object.objectType !== 'StatementRef' && 'id' in object) add('activity', object.id, direct);
    addActor(context?.instructor, false);
    addActor(context?.team, false);
    for (const {id} of activitiesIn(context?.contextActivities)) add('activity', id, false);
  };
  addAll(statement, true);
  if ('authority' in statement) addActor(statement.authority, false);
  return [...terms].map(([term, direct]) => ({term, direct}));
}

/** Whether a statement voids the one it points at (xAPI 1.0.3, 2.3.2). */
export const isVoiding = ({verb, object}: ValidStatement): boolean =>
  verb.id === voidedVerb && object.objectType === 'StatementRef';

/** All activities of a context, in any role. */
export function activitiesIn(
  all: NonNullable<ValidStatement['context']>['contextActivities'],
): readonly ValidActivity[] {
  return [all?.parent, all?.grouping, all?.category, all?.other].flatMap((list) => list ?? []);
}
