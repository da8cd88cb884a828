import {createHmac} from 'node:crypto';
import {existsSync, mkdirSync, statSync} from 'node:fs';
import {readFile, stat} from 'node:fs/promises';
import {join, resolve} from 'node:path';
import {type Command, InvalidArgumentError, Option} from 'commander';
import {CollectorFault} from './collector-fault.ts';
import {forwardEndpoint, startForwarding} from './forward.ts';
import {importRecords, parseRecords} from './import.ts';
import {addKey, listKeys, revokeKey, type Scope, scopes, usualLimits} from './keys.ts';
import {type Pseudonymise, pseudonymHomePage, pseudonymiser, readSecret} from './pseudonym.ts';
import {type StrictRule, sentenceOf} from './receive.ts';
import {collectorServer, xapiPath} from './server.ts';
import {openStore, type Store, textIn} from './store.ts';
import {followsProfile} from './strict.ts';
import {termOf} from './terms.ts';
import {startThread, threadWriter} from './thread-writer.ts';
import {uploadPage} from './upload.ts';

interface Place {
  readonly data: string;
}
type Say = (line: string) => void;

/** `destt collector`: the endpoint, and what an institution does with it. */
export function addCollector(program: Command, say: Say): void {
  const example = (...lines: string[]) =>
    `\nExample:\n${lines.map((line) => `  npx destt collector ${line}`).join('\n')}`;
  const data = () =>
    new Option('--data <folder>', 'where statements, keys and the secret are')
      .env('DESTT_COLLECTOR_DATA')
      .default('collector-data');

  const collector = program
    .command('collector')
    .description('receives the records of trainings: an xAPI endpoint for an institution, in one process')
    .addHelpText('after', example('--port 8090', 'start --help'));
  collector
    .command('start', {isDefault: true})
    .description('listens until it is told to end; this is what collector alone does')
    .addOption(data())
    .option('--port <number>', 'where it listens', whole, 8090)
    .option(
      '--host <address>',
      'who reaches it: only this computer unless you name another; a proxy brings TLS',
      '127.0.0.1',
    )
    .option('--strict', 'takes only statements that the profile of the trainings has a template for', false)
    .option('--forward <address>', 'sends all on to another LRS; its login is in DESTT_FORWARD_KEY, as USER:PASSWORD')
    .option('--no-upload', 'without the page where schools hand in record files')
    .addHelpText('after', example('--port 8090', '--strict --forward https://lrs.example.kz/xapi/'))
    .action((options: StartOptions) => start(options, options.strict ? followsProfile : null, say));

  const key = collector.command('key').description('makes, lists and revokes keys');
  key
    .command('add')
    .description('makes a key and shows it, this once')
    .argument('<label>', 'what it is for, for your own list')
    .addOption(data())
    .addOption(new Option('--scope <scope>', 'what it may do').choices(scopes).default('statements/write'))
    .option('--training <id>', 'the only training it may write about')
    .option(
      '--origin <origin...>',
      'pages of which address may use it, such as https://moodle.example.kz; without it, any',
    )
    .option('--per-minute <number>', 'requests', whole, usualLimits.perMinute)
    .option('--max-bytes <number>', 'of a request', whole, usualLimits.maxBytes)
    .addHelpText(
      'after',
      example(
        'key add "Stress and burnout" --training stress-and-burnout --origin https://moodle.example.kz',
        'key add Researcher --scope statements/read',
      ),
    )
    .action((label: string, options: KeyOptions) =>
      withStore(
        options,
        (store) => {
          const {id, secret} = addKey(
            store,
            {
              label,
              scope: options.scope,
              training: options.training ?? null,
              origins: options.origin ?? [],
              perMinute: options.perMinute,
              maxBytes: options.maxBytes,
            },
            Date.now(),
          );
          say(`${id}:${secret}`);
          say('\nUser and password with a colon between, shown this once. To take it back:');
          say(`  npx destt collector key revoke ${id}`);
        },
        true,
      ),
    );
  key
    .command('list')
    .description('shows all keys, without their secrets')
    .addOption(data())
    .addHelpText('after', example('key list'))
    .action((options: Place) =>
      withStore(options, (store) => {
        const day = (ms: number) => new Date(ms).toISOString().slice(0, 10);
        for (const {id, label, scope, training, origins, made, revoked} of listKeys(store))
          say(
            [
              id,
              scope,
              training ?? 'any training',
              origins.join(' ') || 'any origin',
              `${day(made)}${revoked === null ? '' : `, revoked ${day(revoked)}`}`,
              label,
            ].join('  '),
          );
      }),
    );
  key
    .command('revoke')
    .description('takes a key back, at once')
    .argument('<id>', 'its first part, as key list shows it')
    .addOption(data())
    .addHelpText('after', example('key revoke 3f0c1a9d2b7e'))
    .action((id: string, options: Place) =>
      withStore(options, (store) => {
        const plain = id.split(':')[0] ?? '';
        if (!revokeKey(store, plain, Date.now()))
          throw new CollectorFault(`There is no key ${plain} that still works: npx destt collector key list`);
        say(`Revoked ${plain}.`);
      }),
    );

  collector
    .command('erase')
    .description('removes a person: their statements, and their mention in those of others')
    .argument('[pseudonym]', 'the 64 letters and digits that stand for them')
    .addOption(data())
    .option('--learner <address>', 'instead of a pseudonym: the address of the LMS')
    .option('--id <id>', 'and the learner’s id there')
    .addHelpText('after', example('erase 9f86d081…', 'erase --learner https://moodle.example.kz --id aigul.serik'))
    .action((pseudonym: string | undefined, options: EraseOptions) => erase(pseudonym, options, say));
  collector
    .command('backup')
    .description('writes a consistent copy of the store, while the collector runs')
    .argument('<file>', 'a file that is not there yet')
    .addOption(data())
    .addHelpText('after', example('backup /var/backups/destt-2027-01-31.db'))
    .action((file: string, options: Place) =>
      withStore(options, (store) => {
        if (existsSync(file)) throw new CollectorFault(`${file} is there already: name a file that is not.`);
        store.copyTo(file);
        say(`Wrote ${file}, ${statSync(file).size} bytes. The secret is not in it: keep a copy of it elsewhere.`);
      }),
    );
  collector
    .command('import')
    .description('stores the records of files that schools without a line handed in; each once, however often')
    .argument('<file...>', 'files of records: JSON, a list of statements')
    .addOption(data())
    .option('--strict', 'takes only statements that the profile of the trainings has a template for', false)
    .addHelpText('after', example('import records-school-12.json'))
    .action((files: readonly string[], options: Place & {strict: boolean}) =>
      withStore(options, async (store) => {
        const pseudonym = pseudonymIn(store, options, say);
        for (const file of files)
          await importFile(file, {store, pseudonym, strict: options.strict ? followsProfile : null}, say);
      }),
    );
  collector
    .command('status')
    .description('says what is stored, and what forwarding left behind')
    .addOption(data())
    .addHelpText('after', example('status'))
    .action((options: Place) =>
      withStore(options, (store) => {
        const {database} = store;
        say(`${textIn(database.prepare('SELECT count(*) AS n FROM statements').get([]), 'n')} statements`);
        for (const row of database.prepare('SELECT target, reason FROM refused ORDER BY place LIMIT 100').all([]))
          say(`refused by ${textIn(row, 'target')}: ${textIn(row, 'reason')}`);
      }),
    );
}

interface StartOptions extends Place {
  readonly port: number;
  readonly host: string;
  readonly strict: boolean;
  readonly forward?: string;
  readonly upload: boolean;
}
interface KeyOptions extends Place {
  readonly scope: Scope;
  readonly training?: string;
  readonly origin?: readonly string[];
  readonly perMinute: number;
  readonly maxBytes: number;
}
interface EraseOptions extends Place {
  readonly learner?: string;
  readonly id?: string;
}

/** How long what is under way has, once we are asked to end. */
const shutdown = 10_000;

async function start({data, port, host, forward, upload}: StartOptions, strict: StrictRule | null, say: Say) {
  const endpoint = forward === undefined ? null : forwardEndpoint(forward);
  const login = process.env.DESTT_FORWARD_KEY ?? '';
  if (endpoint && !login.includes(':'))
    throw new CollectorFault('Forwarding needs a login: set DESTT_FORWARD_KEY to USER:PASSWORD.');
  const store = await open(data);
  const pseudonym = pseudonymIn(store, {data}, say);
  const forwarder = endpoint ? startForwarding({store, endpoint, login}) : null;
  const writer = threadWriter(startThread(storeFile(data)));
  const app = await collectorServer({
    store,
    write: writer.write,
    pseudonym,
    strict,
    now: Date.now,
    forwarding: forwarder && (() => forwarder.state),
    upload: upload ? await uploadPage() : null,
    log: process.stdout,
    trustProxy: true,
  });
  const address = await app.listen({port, host}).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'EADDRINUSE'
      ? new CollectorFault(`Port ${port} is taken. Name a free one: npx destt collector --port ${port + 1}`)
      : error;
  });
  say(`The collector listens at ${address}${xapiPath}`);
  if (listKeys(store).every(({revoked}) => revoked !== null))
    say('Nobody has a key yet: npx destt collector key add "Stress and burnout" --training stress-and-burnout');

  const end = () => {
    process.off('SIGTERM', end).off('SIGINT', end);
    setTimeout(() => process.exit(1), shutdown).unref();
    void app
      .close()
      .then(() => Promise.all([writer.close(), forwarder?.stop()]))
      .then(() => store.close());
  };
  process.on('SIGTERM', end).on('SIGINT', end);
}

/** Opens the store of a folder, and makes both if need be: readable to their owner only. */
async function open(data: string): Promise<Store> {
  process.umask(0o077);
  mkdirSync(data, {recursive: true, mode: 0o700});
  return openStore(storeFile(data));
}
const storeFile = (data: string) => join(resolve(data), 'statements.db');

async function withStore(place: Place, run: (store: Store) => unknown, mayMake = false): Promise<void> {
  if (!mayMake && !existsSync(storeFile(place.data)))
    throw new CollectorFault(`There is no collector in ${resolve(place.data)}: name its folder with --data.`);
  const store = await open(place.data);
  try {
    await run(store);
  } finally {
    store.close();
  }
}

/**
 * Who is who, by this folder's secret. The store remembers a mark of the secret it was begun with: with another one nobody would
 * be the same person any more.
 */
function pseudonymIn(store: Store, {data}: Place, say: Say): Pseudonymise {
  const file = join(resolve(data), 'secret');
  const marked = store.setting('mark of the secret');
  const {secret, made} = readSecret({environment: process.env.DESTT_COLLECTOR_SECRET, file}, marked === null);
  const mark = createHmac('sha256', secret).update('destt collector').digest('hex').slice(0, 16);
  if (marked !== null && marked !== mark)
    throw new CollectorFault(
      'This is not the secret that the store was begun with: everybody would become a new person. Put back the old one.',
    );
  if (marked === null) store.set('mark of the secret', mark);
  if (made)
    say(
      `Made a secret in ${file}. Without it nobody can tell who is who, nor go on with this store: keep a copy in a safe place.`,
    );
  return pseudonymiser(secret);
}

async function erase(pseudonym: string | undefined, options: EraseOptions, say: Say) {
  const {learner, id} = options;
  if ((pseudonym === undefined) === (learner === undefined) || (learner === undefined) !== (id === undefined))
    throw new CollectorFault('Name a pseudonym, or a learner by --learner LMS-ADDRESS --id ID.');
  await withStore(options, (store) => {
    const name = pseudonym ?? pseudonymIn(store, options, say)({account: {homePage: learner ?? '', name: id ?? ''}});
    if (!/^[0-9a-f]{64}$/.test(name)) throw new CollectorFault('A pseudonym has 64 letters and digits of 0–9 and a–f.');
    const {statements, mentions} = store.erase(
      {homePage: pseudonymHomePage, name},
      termOf('agent', `account\n${pseudonymHomePage}\n${name}`),
    );
    say(`Erased ${statements} statements${mentions > 0 ? `, and a mention in ${mentions} others` : ''}.`);
    say('Not here: backups made before, record files, and what was forwarded to another LRS. Erase it there, too.');
  });
}

async function importFile(
  file: string,
  {store, pseudonym, strict}: {store: Store; pseudonym: Pseudonymise; strict: StrictRule | null},
  say: Say,
) {
  const found = await stat(file).catch(() => null);
  if (!found?.isFile()) throw new CollectorFault(`There is no file ${file}.`);
  const records = parseRecords(await readFile(file, 'utf8'));
  const {stored, known, refused, refusals} = importRecords(records, {
    store,
    pseudonym,
    strict,
    key: null,
    now: Date.now,
    most: null,
  });
  say(`${file}: ${stored} stored, ${known} were here before, ${refusals} refused`);
  for (const {at, ...fault} of refused) say(`  statement ${at}: ${sentenceOf(fault)}`);
  if (refusals > 0) process.exitCode = 1;
}

function whole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('It has to be a whole number.');
  return Number(text);
}
