import {createHash, createHmac, randomBytes} from 'node:crypto';
import {existsSync, readFileSync, statSync, writeFileSync} from 'node:fs';
import {
  readStatement,
  type StatementFault,
  type ValidActor,
  type ValidAgent,
  type ValidGroup,
  type ValidStatement,
  type ValidSubStatement,
} from '../xapi/valid-statement.ts';
import {CollectorFault} from './collector-fault.ts';

/** The home page of every account that the collector stores: it names no LMS (DESIGN 5, "Research actor"). */
export const pseudonymHomePage = 'https://w3id.org/destt/pseudonyms';

/** An agent as the collector stores it. */
export interface Pseudonym {
  readonly objectType: 'Agent';
  readonly account: {readonly homePage: typeof pseudonymHomePage; readonly name: string};
}

/** Gives whoever an xAPI identifier names the same 64 hexadecimal letters each time; nobody without the secret can. */
export type Pseudonymise = (identifier: Identifier) => string;

/** What identifies an agent or a group: exactly one of these is there. */
export type Identifier = Pick<ValidAgent, 'account' | 'mbox' | 'mbox_sha1sum' | 'openid'>;

/**
 * HMAC-SHA-256(secret, LMS origin + learner id), the two parted by a line break, which no origin has. Only the origin of an
 * account's home page counts, so that all packages of one LMS agree on a person. Other identifiers than accounts stand
 * under a word of their own; an e-mail address and its SHA-1 are the same person.
 */
export function pseudonymiser(secret: string): Pseudonymise {
  return ({account, mbox, mbox_sha1sum, openid}) => {
    const sha1 = mbox === undefined ? mbox_sha1sum?.toLowerCase() : createHash('sha1').update(mbox).digest('hex');
    const [whose, who] = account
      ? [originOf(account.homePage), account.name]
      : sha1 !== undefined
        ? ['mbox_sha1sum', sha1]
        : ['openid', openid ?? ''];
    return createHmac('sha256', secret).update(`${whose}\n${who}`).digest('hex');
  };
}

/** The origin of an LMS's address; the whole of it where it has none (`urn:…`). */
function originOf(homePage: string): string {
  const {origin} = URL.canParse(homePage) ? new URL(homePage) : {origin: 'null'};
  return origin === 'null' ? homePage : origin;
}

export type WithoutPersons =
  | {readonly ok: true; readonly statement: ValidStatement; readonly text: string}
  | {readonly ok: false; readonly fault: StatementFault};

/**
 * The statement as it may be stored, and its JSON: every agent in it is a pseudonym, no agent has a name, and what named
 * those persons – and any e-mail address – is `removed` wherever else it stood: in an answer, an extension, an address.
 * `authority` is left out, because whose key it was is the collector's to say.
 */
export function withoutPersons({authority, ...statement}: ValidStatement, pseudonym: Pseudonymise): WithoutPersons {
  const named = new Set<string>();
  const agent = (one: ValidAgent): Pseudonym => {
    const {account, mbox, openid, name} = one;
    for (const word of [account?.name, mbox?.replace(/^mailto:/i, ''), openid, name])
      if (isTelling(word)) named.add(word);
    return {objectType: 'Agent', account: {homePage: pseudonymHomePage, name: pseudonym(one)}};
  };
  const group = ({member, ...one}: ValidGroup): ValidGroup => {
    if (isTelling(one.name)) named.add(one.name);
    const identified = one.account ?? one.mbox ?? one.mbox_sha1sum ?? one.openid;
    return {
      objectType: 'Group',
      ...(identified !== undefined && {account: agent({...one, objectType: 'Agent'}).account}),
      ...(member && {member: member.map(agent)}),
    };
  };
  const actor = (one: ValidActor): ValidActor => (one.objectType === 'Group' ? group(one) : agent(one));
  const context = (all: NonNullable<ValidStatement['context']>) => ({
    ...all,
    ...(all.instructor && {instructor: actor(all.instructor)}),
    ...(all.team && {team: group(all.team)}),
  });
  const simple = <O extends ValidSubStatement['object']>(object: O) =>
    object.objectType === 'Agent' || object.objectType === 'Group' ? actor(object) : object;
  const {object} = statement;
  const kept: ValidStatement = {
    ...statement,
    actor: actor(statement.actor),
    object:
      object.objectType === 'SubStatement'
        ? {
            ...object,
            actor: actor(object.actor),
            object: simple(object.object),
            ...(object.context && {context: context(object.context)}),
          }
        : simple(object),
    ...(statement.context && {context: context(statement.context)}),
  };

  if (authority) actor(authority); // dropped, but what it names is removed elsewhere, too
  const text = JSON.stringify(kept);
  const clean = withoutWords(text, [...named]);
  if (clean === text) return {ok: true, statement: kept, text};
  const read = readStatement(JSON.parse(clean));
  return read.ok ? {...read, text: clean} : read;
}

/** Whether a word can be nothing but this person: a learner's id may be `7` or `teacher`, which stand for much else. */
const isTelling = (word: string | undefined): word is string =>
  (word?.length ?? 0) >= 5 && /[^\p{L}]/u.test(word ?? '');
const stringPattern = /"(?:[^"\\]|\\.)*"/g;

/** JSON without these words in its strings and keys, and without e-mail addresses. */
function withoutWords(json: string, named: readonly string[]): string {
  const forms = named.flatMap((word) => [JSON.stringify(word).slice(1, -1), encodeURIComponent(word)]);
  const folded = json.toLowerCase();
  const found = [...new Set(forms)].filter((word) => folded.includes(word.toLowerCase()));
  if (found.length === 0 && !/@|%40/.test(json)) return json;
  const words = found.sort((a, b) => b.length - a.length).map((word) => word.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&'));
  // A hyphen is part of a word here: the piece of a UUID that happens to be somebody's number is not that number.
  const whole =
    words.length > 0 ? new RegExp(`(?<![\\p{L}\\p{N}_-])(?:${words.join('|')})(?![\\p{L}\\p{N}_-])`, 'giu') : null;
  return json.replace(stringPattern, (string) => {
    const without = whole ? string.replace(whole, 'removed') : string;
    return withoutMail(without);
  });
}

/** A text without e-mail addresses. It looks around each @ and no further: a long text must not take long. */
function withoutMail(text: string): string {
  const domain = /[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/uy;
  let [clean, from] = ['', 0];
  for (const {index, 0: at} of text.matchAll(/@|%40/g)) {
    domain.lastIndex = index + at.length;
    if (index < from || !domain.test(text)) continue;
    const [local] = /[\p{L}\p{N}._+-]{1,64}$/u.exec(text.slice(Math.max(from, index - 64), index)) ?? [];
    if (local === undefined) continue;
    clean += `${text.slice(from, index - local.length)}removed`;
    from = domain.lastIndex;
  }
  return clean + text.slice(from);
}

/** Where the secret of a collector may come from. */
export interface SecretPlace {
  /** `DESTT_COLLECTOR_SECRET`. */
  readonly environment: string | undefined;
  readonly file: string;
}

/**
 * The secret, from the environment or else the file; made at the first start, with `made` true.
 * @throws CollectorFault if it is short, or if others than its owner may read the file
 */
export function readSecret({environment, file}: SecretPlace, mayMake: boolean): {secret: string; made: boolean} {
  if (environment !== undefined) return {secret: longEnough(environment.trim(), 'DESTT_COLLECTOR_SECRET'), made: false};
  if (!existsSync(file)) {
    if (!mayMake)
      throw new CollectorFault(
        `There is no secret in ${file}, but there are statements. Put back the file that was there, or set DESTT_COLLECTOR_SECRET: with another secret nobody would be the same person any more.`,
      );
    const secret = randomBytes(32).toString('base64url');
    writeFileSync(file, `${secret}\n`, {mode: 0o600, flag: 'wx'});
    return {secret, made: true};
  }
  const {mode} = statSync(file);
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new CollectorFault(
      `${file} can be read by others (${(mode & 0o777).toString(8)}). Whoever has the secret can find out who is who: chmod 600 ${file}`,
    );
  return {secret: longEnough(readFileSync(file, 'utf8').trim(), file), made: false};
}

function longEnough(secret: string, where: string): string {
  if (secret.length < 32)
    throw new CollectorFault(
      `The secret in ${where} has ${secret.length} characters, and needs 32: openssl rand -base64 32`,
    );
  return secret;
}
