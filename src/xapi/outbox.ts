import type {Agent, Statement} from '@xapi/xapi';
import {claimMs, type QueueRow, type RecordQueue} from '../device/record-queue.ts';
import {type Answer, asObject, type Network, objectIn} from './ask.ts';
import {keepaliveLimit, statementClient} from './lrs-client.ts';
import type {Trouble} from './records.ts';

/** Brings a queue to an endpoint: each record at least once, under its one id, so that an LRS stores it once (DESIGN 5). */
export interface Outbox {
  readonly sent: number;
  readonly trouble: Trouble | null;
  /** Called after each change of the two. */
  onChange: (() => void) | null;
  /** Something new waits. */
  wake(): void;
  /** The line may be back: asks at once, however long it was to rest. */
  hurry(): void;
  /** The page is hidden or goes away: what can be sent without asking the disk is sent so that it outlives the page. */
  leave(): void;
}

export interface OutboxOptions {
  readonly queue: RecordQueue;
  readonly endpoint: string;
  /** What `Authorization` says. */
  readonly auth: string;
  /** Whom statements name while they are sent, if that is another (`sendingActor`). */
  readonly actor: Agent | null;
  readonly network: Network;
  /** A number from 0 to 1: spreads the retries of a class whose line came back. */
  readonly chance: () => number;
  /** Takes a line for whoever looks for faults. */
  readonly warn: (words: string) => void;
}

/** A batch: as many statements as one request should carry, in number and in bytes. */
export const batchLimit = {statements: 50, bytes: 200_000};
/** From the first statement that waits to its sending: what follows at once goes with it. */
const gatherMs = 3_000;
const restMs = {first: 2_000, longest: 300_000};
/** On a village line a batch takes its time. */
const answerLimitMs = 60_000;
/** So many refusals with nothing accepted between them are the endpoint's fault rather than the statements'. */
const refusalsInRow = 5;

/** After so many an endpoint's fall is looked into: which statement does it fall over? */
const crashesInRow = 3;

/** Begins to send at once, and stays at it while the page lives. Nothing throws. */
export function openOutbox({queue, endpoint, auth, actor, network, chance, warn}: OutboxOptions): Outbox {
  const access = {endpoint, auth};
  const lrs = statementClient(network, access, {direct: true, limit: answerLimitMs});
  const lastWords = statementClient(network, access, {direct: true, keepalive: true});

  let {statements: most, bytes: room} = batchLimit;
  let failures = 0;
  let refusals = 0;
  /** How often in a row the endpoint fell over, and the statement that it may fall over: what follows goes before it. */
  let crashes = 0;
  let suspect: QueueRow | null = null;
  /** Others were taken meanwhile: it is asked about once more, alone. */
  let charged = false;
  let running = false;
  let timer: number | null = null;
  let resting = false;

  const outbox = {
    sent: 0,
    trouble: null as Trouble | null,
    onChange: null as (() => void) | null,
    wake() {
      if (!resting) later(gatherMs);
    },
    hurry() {
      failures = 0;
      later(0);
    },
    leave() {
      if (outbox.trouble === 'key') return;
      const batch = fitting(queue.whole(), batchLimit.statements, keepaliveLimit);
      const statements = batch.flatMap(statementsIn);
      // Whoever is still there may go on.
      queue.release();
      if (statements.length === 0 || statements.length < batch.length) return;
      void lastWords.sendStatements(statements).then(async (answer) => {
        if (meaningOf(answer, batch) === 'stored') await stored(batch);
      });
    },
  };
  later(0);
  return outbox;

  function later(milliseconds: number) {
    if (outbox.trouble === 'key' || running) return;
    if (timer !== null) network.clearTimeout(timer);
    timer = network.setTimeout(() => void run(), milliseconds);
  }

  async function run() {
    timer = null;
    if (running) return;
    running = true;
    resting = false;
    let rest: number | null = 0;
    while (rest === 0) rest = await step();
    running = false;
    resting = rest !== null;
    if (rest !== null) later(rest);
    else if (queue.counts.waiting > 0) later(gatherMs);
  }

  /** Sends a batch. Milliseconds until the next one; null if there is nothing to send, or nothing may be. */
  async function step(): Promise<number | null> {
    if (!queue.claim()) {
      // Another tab sends, and has its own troubles.
      say(null);
      await queue.look();
      return queue.counts.waiting > 0 ? claimMs / 2 : null;
    }
    const waiting = await queue.first(most + 1);
    const others = waiting.filter(({id}) => id !== suspect?.id);
    if (others.length === waiting.length || others.length === 0) suspect = null;
    const rows = (suspect && charged ? [suspect] : suspect ? others : waiting).slice(0, most);
    const [first] = rows;
    if (!first) {
      queue.release();
      // What was counted may have been sent by another tab.
      await queue.look();
      say(null);
      return null;
    }
    const some = fitting(rows, most, room);
    const batch = some.length > 0 ? some : [first];
    const damaged = batch.find((row) => statementsIn(row).length === 0);
    if (damaged) {
      await queue.setAside(damaged, 'It is no statement any more.');
      return 0;
    }
    const answer = await lrs.sendStatements(batch.flatMap(statementsIn));
    const alone = batch.length === 1;
    switch (meaningOf(answer, batch)) {
      case 'stored':
        await stored(batch);
        if (charged) suspect = null;
        charged = suspect !== null;
        crashes = 0;
        most = Math.min(batchLimit.statements, 2 * most);
        return 0;
      case 'refused':
        if (!alone) return halve(batch);
        await aside(first, answer);
        if (++refusals <= refusalsInRow) return 0;
        say('endpoint');
        return restMs.longest;
      case 'too large':
        if (alone) await aside(first, answer);
        else room = sizeOf(batch) / 2;
        return 0;
      case 'forbidden':
        warn(`The endpoint does not take the package's key (${wordsOf(answer)}). Records stay on this device.`);
        say('key');
        queue.release();
        return null;
      case 'no LRS':
        warn(`What answers at ${endpoint} is no LRS (${wordsOf(answer)}). Records stay on this device.`);
        say('endpoint');
        return back(answer);
      case 'not now':
        // A statement that breaks the endpoint (Ralph says 500 to some) must not hold up all that follow.
        if (answer.status === 500 && suspect && charged) {
          await aside(first, answer);
          suspect = null;
          charged = false;
          return 0;
        }
        if (answer.status === 500 && !suspect && ++crashes >= crashesInRow) {
          if (alone) suspect = first;
          else halve(batch);
          say('line');
          return restMs.first;
        }
        if (suspect || answer.status !== 500) crashes = 0;
        suspect = null;
        charged = false;
        // The line may be too slow for so much before the time is over.
        if (answer.status === 0 && !alone) halve(batch);
        say('line');
        return back(answer);
    }
  }

  function halve(batch: readonly QueueRow[]): 0 {
    most = Math.ceil(batch.length / 2);
    return 0;
  }

  async function stored(batch: readonly QueueRow[]) {
    await queue.remove(batch);
    outbox.sent += batch.length;
    failures = 0;
    refusals = 0;
    outbox.trouble = null;
    outbox.onChange?.();
  }

  async function aside(row: QueueRow, answer: Answer) {
    const why = wordsOf(answer);
    warn(`The endpoint refused a statement, it is set aside: ${why}`);
    await queue.setAside(row, why);
  }

  function back({wait}: Answer): number {
    const rest = Math.min(restMs.longest, restMs.first * 2 ** failures++);
    return Math.max(wait, rest * (0.5 + chance() / 2));
  }

  /** The statement of a row as it is sent; none if the disk gave back something else. */
  function statementsIn({text}: QueueRow): readonly Statement[] {
    const statement: unknown = objectIn(text);
    return isStatement(statement) ? [actor ? {...statement, actor} : statement] : [];
  }

  function say(trouble: Trouble | null) {
    if (trouble === outbox.trouble) return;
    outbox.trouble = trouble;
    outbox.onChange?.();
  }
}

type Meaning = 'stored' | 'refused' | 'too large' | 'forbidden' | 'no LRS' | 'not now';

/**
 * What an answer to a batch means (xAPI 1.0.3, part 3, 2.1.2). Success is 204, or the ids of what was stored: an LRS that
 * had some already may name the others alone. A page that says 200 is no LRS.
 */
export function meaningOf({status, text}: Answer, batch: readonly QueueRow[]): Meaning {
  if (status === 204) return 'stored';
  if (status === 200) return areIdsOf(text, batch) ? 'stored' : 'no LRS';
  if (status === 401 || status === 403) return 'forbidden';
  if (status === 413) return 'too large';
  // 409: it has another statement of this id. 422: what some say for 400.
  if (status === 400 || status === 409 || status === 422) return 'refused';
  return status === 0 || status === 408 || status === 429 || status >= 500 ? 'not now' : 'no LRS';
}

function areIdsOf(text: string, batch: readonly QueueRow[]): boolean {
  const own = batch.map(({id}) => id.toLowerCase());
  try {
    const ids: unknown = JSON.parse(text);
    return Array.isArray(ids) && ids.length > 0 && ids.every((id) => own.includes(String(id).toLowerCase()));
  } catch {
    return false;
  }
}

/** As many rows, from the first, as a request of so many bytes carries. */
function fitting(rows: readonly QueueRow[], most: number, room: number): readonly QueueRow[] {
  let left = room - 2;
  return rows.slice(0, most).filter(({size}) => (left -= size + 1) >= 0);
}

const sizeOf = (rows: readonly QueueRow[]) => rows.reduce((sum, {size}) => sum + size, 0);

/** The endpoint's own words, for a log: text, and not too much of it. */
const wordsOf = ({status, text}: Answer) => `${status} ${text.replace(/\s+/g, ' ').slice(0, 500)}`.trim();

const isStatement = (value: unknown): value is Statement =>
  ['actor', 'verb', 'object'].every((name) => typeof asObject(value)[name] === 'object');
