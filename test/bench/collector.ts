import {type ChildProcess, spawn} from 'node:child_process';
import {randomUUID} from 'node:crypto';
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {Agent, request} from 'node:http';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {fileURLToPath} from 'node:url';
import {root} from '../../build/root.ts';
import {addKey} from '../../src/collector/keys.ts';
import {pseudonymiser} from '../../src/collector/pseudonym.ts';
import {receive} from '../../src/collector/receive.ts';
import {openStore} from '../../src/collector/store.ts';

/** How the collector does on this machine, which also runs what asks it. */
export interface CollectorFigures {
  /** Statements a second, written durably over HTTP. */
  readonly written: readonly Pace[];
  /** Statements a second, read in pages of 100. */
  readonly read: Pace;
  readonly at_full_size: {
    readonly statements: number;
    /** Resident memory of the collector's process after it has answered at this size. */
    readonly megabytes_of_memory: number;
    readonly megabytes_on_disk: number;
    /** Written by the store alone, in batches of 1,000, for filling it. */
    readonly filled_per_second: number;
    readonly written: Pace;
    readonly read: Pace;
    /** One learner's statements of one activity among all. */
    readonly found: Pace;
  };
}
interface Pace {
  readonly batch: number;
  readonly connections: number;
  readonly per_second: number;
  readonly p50_ms: number;
  readonly p99_ms: number;
}

const seconds = 5;
const statements = Number(process.env.DESTT_BENCH_STATEMENTS ?? 1_000_000);
const secret = 'a secret of the bench, long enough for anyone';
const lms = 'https://moodle.example.kz';
/** 5,000 learners at 40 activities of three trainings. */
const [learners, activities] = [5_000, 40];

/** Statements a second in and out of a collector in a process of its own, small and with a million statements. */
export async function collectorFigures(say: (text: string) => void): Promise<CollectorFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'destt-bench-'));
  const file = join(folder, 'statements.db');
  const store = await openStore(file);
  const limits = {training: null, origins: [], perMinute: 100_000_000, maxBytes: 1_000_000};
  const {id, secret: password} = addKey(store, {label: 'bench', scope: 'all', ...limits}, Date.now());
  store.close();
  const authorization = `Basic ${Buffer.from(`${id}:${password}`).toString('base64')}`;
  let collector = await serve(file);
  try {
    await write(collector.address, authorization, 50); // one that has just begun is slower than it is ever after
    const written: Pace[] = [];
    for (const batch of [1, 10, 50]) {
      say(`collector: writing in batches of ${batch} …`);
      written.push(await write(collector.address, authorization, batch));
    }
    say('collector: reading …');
    const read = await readPages(collector.address, authorization, '');
    await collector.end();

    say(`collector: filling up to ${statements} statements …`);
    const filled = await fill(file);
    collector = await serve(file);
    say('collector: at full size …');
    const full = {
      written: await write(collector.address, authorization, 50),
      read: await readPages(collector.address, authorization, ''),
      found: await readPages(collector.address, authorization, `&${filter()}`),
    };
    return {
      written,
      read,
      at_full_size: {
        statements,
        megabytes_of_memory: await collector.memory(),
        megabytes_on_disk: Math.round(statSync(file).size / 1e6),
        filled_per_second: filled,
        ...full,
      },
    };
  } finally {
    await collector.end();
    rmSync(folder, {recursive: true});
  }
}

/** About what a package sends: 1.1 kB. */
function statement(at: number): Record<string, unknown> {
  const activity = at % activities;
  const words = {
    kk: 'Соңғы аптада қаншалықты шаршадыңыз?',
    ru: 'Насколько вы устали за последнюю неделю?',
    en: 'How tired were you last week?',
  };
  const training = `https://w3id.org/destt/trainings/training-${at % 3}`;
  return {
    id: randomUUID(),
    actor: {objectType: 'Agent', account: {homePage: lms, name: `learner-${at % learners}`}},
    verb: {id: 'http://adlnet.gov/expapi/verbs/answered', display: {en: 'answered'}},
    object: {
      objectType: 'Activity',
      id: `${training}/activity-${activity}`,
      definition: {
        type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
        interactionType: 'choice',
        description: words,
        choices: [
          {id: 'never', description: {kk: 'Ешқашан', ru: 'Никогда', en: 'Never'}},
          {id: 'often', description: {kk: 'Жиі', ru: 'Часто', en: 'Often'}},
        ],
      },
    },
    result: {response: 'often', duration: 'PT4.32S'},
    context: {
      registration: `00000000-0000-4000-8000-${String(at % learners).padStart(12, '0')}`,
      language: 'kk',
      contextActivities: {
        parent: [{id: training}],
        category: [
          {id: 'https://w3id.org/destt/xapi/profile/v1'},
          {id: 'https://w3id.org/destt/xapi/streams/research'},
        ],
      },
      extensions: {'https://w3id.org/destt/xapi/extensions/branch': 'NK-07'},
    },
    timestamp: new Date().toISOString(),
  };
}

const filter = () =>
  new URLSearchParams({
    agent: JSON.stringify({account: {homePage: lms, name: 'learner-120'}}),
    activity: 'https://w3id.org/destt/trainings/training-0/activity-0',
  }).toString();

async function write(address: string, authorization: string, batch: number): Promise<Pace> {
  let at = Math.floor(Math.random() * learners);
  // Made before, so that making them is not measured.
  const bodies = Array.from({length: Math.ceil((12_000 * seconds) / batch)}, () =>
    JSON.stringify(Array.from({length: batch}, () => statement(at++))),
  );
  return pace(batch, 16, async (agent) => {
    const body = bodies.pop();
    return body === undefined ? null : ask(`${address}statements`, agent, authorization, body);
  });
}

function readPages(address: string, authorization: string, query: string): Promise<Pace> {
  return pace(100, 8, (agent) => ask(`${address}statements?limit=100${query}`, agent, authorization));
}

/** Asks for some seconds over some connections, each one after another. `once` gives the statements that went over, or null at the end. */
async function pace(batch: number, connections: number, once: (agent: Agent) => Promise<number | null>): Promise<Pace> {
  const times: number[] = [];
  const agent = new Agent({keepAlive: true, maxSockets: connections});
  const begun = performance.now();
  let count = 0;
  await Promise.all(
    Array.from({length: connections}, async () => {
      while (performance.now() - begun < seconds * 1000) {
        const from = performance.now();
        const moved = await once(agent);
        if (moved === null) return;
        count += moved;
        times.push(performance.now() - from);
      }
    }),
  );
  const passed = (performance.now() - begun) / 1000;
  agent.destroy();
  times.sort((a, b) => a - b);
  const at = (part: number) => Math.round((times[Math.floor(times.length * part)] ?? 0) * 10) / 10;
  return {batch, connections, per_second: Math.round(count / passed), p50_ms: at(0.5), p99_ms: at(0.99)};
}

/** One request; how many statements it moved. */
function ask(url: string, agent: Agent, authorization: string, body?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization,
      'x-experience-api-version': '1.0.3',
      ...(body !== undefined && {'content-type': 'application/json', 'content-length': Buffer.byteLength(body)}),
    };
    const asked = request(url, {agent, method: body === undefined ? 'GET' : 'POST', headers}, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const text = Buffer.concat(parts).toString();
        if (response.statusCode !== 200)
          return reject(new Error(`The collector answered ${response.statusCode}: ${text}`));
        // Counted without parsing: what asks shares the processor with what is measured.
        resolve(body === undefined ? text.split('"stored":').length - 1 : text.split(',').length);
      });
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

/** Fills a store through the same door, without HTTP; statements a second. What they say is made once, their ids are new. */
async function fill(file: string): Promise<number> {
  const store = await openStore(file);
  const receiving = {pseudonym: pseudonymiser(secret), strict: null, key: null};
  const patterns = Array.from({length: Math.min(learners, statements)}, (_, at) => {
    const received = receive(statement(at), receiving);
    if (!received.ok) throw new Error(received.fault.rule);
    return received.incoming;
  });
  const row = store.database.prepare('SELECT count(*) AS n FROM statements').get([]);
  const has = typeof row === 'object' && row !== null ? Number(Reflect.get(row, 'n')) : 0;
  const begun = performance.now();
  for (let at = has; at < statements; at += 1000) {
    const batch = Array.from({length: Math.min(1000, statements - at)}, (_, offset) => {
      const pattern = patterns[(at + offset) % patterns.length]!;
      const id = randomUUID();
      return {...pattern, id, text: pattern.text.replace(pattern.id, id)};
    });
    store.append([batch], Date.now());
  }
  const passed = (performance.now() - begun) / 1000;
  store.close();
  return Math.round(Math.max(0, statements - has) / passed);
}

/** A collector in a process of its own. */
async function serve(file: string) {
  const script = fileURLToPath(new URL('collector-process.ts', import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [join(root, 'build/run.mjs'), script, file, secret], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const lines = createInterface({input: child.stdout!})[Symbol.asyncIterator]();
  const address = String((await lines.next()).value);
  return {
    address,
    async memory() {
      child.stdin?.write('memory\n');
      return Number((await lines.next()).value);
    },
    async end() {
      child.stdin?.end();
      await ended;
    },
  };
}
