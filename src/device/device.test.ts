import {IDBFactory} from 'fake-indexeddb';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type FakeDisk, type FakePage, fakeDisk, fakePage} from '../../test/fakes/storage.ts';
import {
  type Attempt,
  afterEvent,
  type LearnerEvent,
  mergeAttempts,
  newAttempt,
  type Outline,
} from '../training/index.ts';
import {newKey, type Random, toBase64} from './cipher.ts';
import {storeLimitMs} from './database.ts';
import {type Device, type DeviceHost, type DeviceOptions, loadLimitMs, openDevice} from './device.ts';
import {logLimit} from './log.ts';
import {earlierLimit} from './store.ts';
import {xchacha} from './xchacha.ts';

const outline: Outline = {
  id: 'stress-and-burnout',
  version: '1.0.0',
  ects: 1,
  level: 1,
  hue: 200,
  languages: ['kk', 'ru', 'en'],
  units: [
    {
      id: 'one',
      activities: [
        {
          id: 'quiz',
          kind: 'knowledge-check',
          minutes: 5,
          private: false,
          optional: false,
          items: [
            {id: 'first', type: 'choice', options: ['yes', 'no']},
            {id: 'second', type: 'number', min: 0, max: 10},
          ],
        },
        {id: 'burnout', kind: 'self-assessment', minutes: 5, private: true, optional: false, items: []},
        {
          id: 'diary',
          kind: 'journal',
          minutes: 5,
          private: false,
          optional: true,
          items: [
            {id: 'mood', type: 'choice', options: ['good', 'bad']},
            {id: 'words', type: 'text'},
          ],
        },
      ],
    },
  ],
};

const random: Random = (length) => crypto.getRandomValues(new Uint8Array(length));
const key = newKey(random);

/** A device whose disk outlives the pages opened on it. */
function given() {
  const disk = fakeDisk();
  const factory = new IDBFactory();
  return {
    disk,
    factory,
    open: (options: Partial<Omit<DeviceOptions, 'host'>> & {page?: FakePage; host?: Partial<DeviceHost>} = {}) => {
      const {page = fakePage(disk, factory), host, ...rest} = options;
      return openDevice({
        outline,
        learner: '4711',
        key,
        attempt: null,
        cipher: xchacha,
        ...rest,
        host: hostOf(page, host),
      });
    },
  };
}

function hostOf(page: FakePage, other: Partial<DeviceHost> = {}): DeviceHost {
  return {
    get localStorage() {
      return page.localStorage;
    },
    get indexedDB() {
      return page.indexedDB;
    },
    setTimeout: () => 0, // never: nothing here is slow unless a test says so
    random,
    now: () => 1000,
    ...other,
  };
}

/** Time that passes only by hand. */
function handDriven() {
  const timers: {run: () => void; at: number}[] = [];
  return {
    setTimeout: (run: () => void, at: number) => timers.push({run, at}),
    pass: async (milliseconds: number) => {
      for (const {run} of timers.filter(({at}) => at <= milliseconds)) run();
      await settled();
    },
  };
}
/** Some turns of the event loop: enough for anything that needs no clock. */
const settled = async (turns = 40) => {
  for (let turn = 0; turn < turns; turn++) await new Promise((resolve) => setImmediate(resolve));
};

const noDatabase = {
  open() {
    throw new DOMException('denied', 'SecurityError');
  },
} as unknown as IDBFactory;
const hungDatabase = {open: () => ({})} as unknown as IDBFactory;

const answer = (activity: string, response: Record<string, string | number>, complete = false): LearnerEvent => ({
  type: 'answered',
  activity,
  response,
  complete,
  score: null,
});
/** Does it, and says so to the device, as the player does. */
function act(device: Device, attempt: Attempt, ...events: readonly LearnerEvent[]): Attempt {
  return events.reduce((before, event) => {
    const after = afterEvent(before, event);
    device.append(after);
    return after;
  }, attempt);
}
const fresh = newAttempt('a1', 'kk');
const burntOut = answer('burnout', {exhausted: 'every_day', hopeless: 48_151});
const wrote = answer('diary', {mood: 'bad', words: 'Шаршадым, ұйқым келеді'});

/** All that lies on the disk, as one text. */
async function everything(disk: FakeDisk, factory: IDBFactory): Promise<string> {
  const rows: unknown[] = [];
  for (const {name = ''} of await factory.databases()) {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const request = factory.open(name);
      request.onsuccess = () => resolve(request.result);
    });
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store).getAll();
      rows.push(await new Promise((resolve) => (all.onsuccess = () => resolve(all.result))));
    }
    rows.push(name);
    database.close();
  }
  return JSON.stringify([[...disk.items], rows]);
}
const rowsIn = async (disk: FakeDisk, factory: IDBFactory) =>
  (JSON.parse(await everything(disk, factory)) as [unknown, [{id: string}[], string]])[1][0];
const logged = (disk: FakeDisk) => [...disk.items.keys()].filter((name) => name.includes('/log1/'));

describe('a device', () => {
  it('has nothing at first', async () => {
    const {open} = given();
    expect(await open().load()).toEqual({current: null, earlier: [], later: null});
  });

  it('gives back what was only logged when the tab died', async () => {
    const {open} = given();
    const attempt = act(open(), fresh, answer('quiz', {first: 'yes'}), burntOut, wrote);
    expect((await open().load()).current).toMatchObject({attempt, sealed: 'opened', locked: []});
  });

  it('gives back the snapshot, and drops from the log what it holds', async () => {
    const {disk, open} = given();
    const device = open();
    const attempt = act(device, fresh, answer('quiz', {first: 'yes'}), burntOut);
    expect(logged(disk)).toHaveLength(2);
    expect(await device.keep(attempt)).toEqual(attempt);
    expect(logged(disk)).toEqual([]);
    expect((await open().load()).current).toMatchObject({attempt, sealed: 'opened', locked: [], savedAt: 1000});
  });

  it('makes one snapshot of all that is asked for while another is being taken', async () => {
    const {factory, disk, open} = given();
    let puts = 0;
    const page = fakePage(disk, factory);
    const counting = {
      open(name: string) {
        const request = factory.open(name);
        request.addEventListener('success', () => {
          const transaction = request.result.transaction.bind(request.result);
          request.result.transaction = (...how) => {
            if (how[1] === 'readwrite') puts++;
            return transaction(...how);
          };
        });
        return request;
      },
    } as unknown as IDBFactory;
    const device = open({host: {indexedDB: counting}, page});
    let attempt = act(device, fresh, answer('quiz', {second: 0}));
    const kept = [device.keep(attempt)];
    await Promise.resolve();
    for (let second = 1; second <= 10; second++) {
      attempt = act(device, attempt, answer('quiz', {second}));
      kept.push(device.keep(attempt));
    }
    expect((await Promise.all(kept)).at(-1)).toEqual(attempt);
    expect(puts).toBeLessThanOrEqual(2);
    expect((await open().load()).current?.attempt).toEqual(attempt);
  });

  it('stores no private answer, no free text, no score of a private activity and no learner id in clear', async () => {
    const {disk, factory, open} = given();
    const device = open({key: null, learner: 'aigerim@school.kz'});
    const score = {...answer('burnout', {hopeless: 48_151}, true), score: 0.3725} as LearnerEvent;
    const first = act(device, fresh, answer('quiz', {first: 'yes'}), burntOut, wrote, score);
    const unconfirmed = await everything(disk, factory);
    await device.keep(first);
    act(device, first, answer('diary', {mood: 'good', words: 'Шаршадым'}));
    for (const stored of [unconfirmed, await everything(disk, factory)]) {
      expect(stored).toContain('yes');
      expect(stored).toContain('mood');
      for (const secret of ['every_day', 'exhausted', 'hopeless', '48151', 'Шаршадым', 'words', '0.3725', 'aigerim'])
        expect(stored).not.toContain(secret);
    }
    expect((await open({key: null, learner: 'aigerim@school.kz'}).load()).current?.attempt.scores.burnout?.value).toBe(
      0.3725,
    );
  });

  it('shows the next user of a school PC nothing of the first', async () => {
    const {open} = given();
    const first = open();
    await first.keep(act(first, fresh, burntOut));
    act(first, fresh, wrote);
    const other = open({learner: '4712', key: null});
    expect(await other.load()).toEqual({current: null, earlier: [], later: null});
    expect(other.key).not.toEqual(first.key);
  });

  it('keeps two trainings of a learner apart', async () => {
    const {open} = given();
    act(open(), fresh, burntOut);
    expect((await open({outline: {...outline, id: 'public-speaking'}}).load()).current).toBeNull();
  });

  it('goes on even if whoever hears of its state throws', async () => {
    const {disk, factory, open} = given();
    disk.fault = 'forbidden';
    let database = noDatabase;
    const device = open({host: {indexedDB: {open: (name: string) => database.open(name)} as IDBFactory}});
    device.onState = () => {
      throw new Error('a fault of the page');
    };
    const attempt = act(device, fresh, burntOut);
    await expect(device.keep(attempt)).rejects.toThrow();
    database = factory;
    device.onState = null;
    expect(await device.keep(attempt)).toEqual(attempt);
  });

  it('orders attempts by when they were begun, whatever the clock says', async () => {
    const {open} = given();
    for (const [id, now] of [
      ['a1', 9e12],
      ['a2', 0],
      ['a3', Number.NaN],
    ] as const) {
      const device = open({host: {now: () => now}});
      await device.keep(act(device, newAttempt(id, 'ru'), answer('quiz', {first: 'no'})));
    }
    const {current, earlier} = await open({host: {now: () => -5}}).load();
    expect([current, ...earlier].map((found) => found?.attempt.id)).toEqual(['a3', 'a2', 'a1']);
  });

  it('continues the attempt that the LMS knows, if it has it', async () => {
    const {open} = given();
    for (const id of ['a1', 'a2']) act(open(), newAttempt(id, 'ru'), answer('quiz', {first: 'no'}));
    expect((await open({attempt: 'a1'}).load()).current?.attempt.id).toBe('a1');
    expect((await open({attempt: 'unknown'}).load()).current?.attempt.id).toBe('a1');
  });

  it('continues the attempt begun last, even if only its first answer was logged', async () => {
    const {open} = given();
    const device = open();
    await device.keep(act(device, fresh, burntOut));
    act(device, newAttempt('a2', 'ru'), answer('quiz', {first: 'no'}));
    const {current, earlier} = await open().load();
    expect(current?.attempt.id).toBe('a2');
    expect(earlier.map(({attempt}) => attempt.id)).toEqual(['a1']);
  });

  it('does not continue an archived attempt, and keeps it as history', async () => {
    const {open} = given();
    const device = open();
    const attempt = act(device, fresh, burntOut, {type: 'finished'});
    await device.archive(attempt);
    const next = await open().load();
    expect(next.current).toBeNull();
    expect(next.earlier).toMatchObject([{attempt}]);
  });

  it('remembers that an attempt is archived where only IndexedDB is allowed, or only the log', async () => {
    for (const forbid of ['storage', 'database'] as const) {
      const {disk, open} = given();
      if (forbid === 'storage') disk.fault = 'forbidden';
      const options = forbid === 'database' ? {host: {indexedDB: noDatabase}} : {};
      const device = open(options);
      const attempt = act(device, fresh, answer('quiz', {first: 'yes'}));
      await device.keep(attempt);
      await device.archive(attempt);
      const {current, earlier} = await open(options).load();
      expect([current, earlier.length]).toEqual([null, 1]);
    }
  });

  it('keeps no more than five earlier attempts', async () => {
    const {disk, factory, open} = given();
    const device = open();
    for (let n = 1; n <= 9; n++)
      await device.archive(act(device, newAttempt(`a${n}`, 'en'), answer('quiz', {first: 'no'})));
    expect((await rowsIn(disk, factory)).map(({id}) => id)).toEqual(['a4', 'a5', 'a6', 'a7', 'a8', 'a9']);
    expect(earlierLimit).toBe(5);
  });
});

describe('the key', () => {
  const stored = (disk: FakeDisk) => [...disk.items].find(([name]) => name.endsWith('/key'))?.[1];

  it('stays on the device until the LMS has given it back, and no longer', async () => {
    const {disk, open} = given();
    const first = open({key: null});
    const attempt = act(first, fresh, burntOut);
    await first.keep(attempt);
    expect(stored(disk)).toBe(toBase64(first.key));

    const lmsForgot = open({key: null});
    expect(lmsForgot.key).toEqual(first.key);
    expect((await lmsForgot.load()).current).toMatchObject({attempt, sealed: 'opened'});
    await settled();
    expect(stored(disk)).toBe(toBase64(first.key));

    const readBack = open({key: first.key});
    expect(stored(disk)).toBeUndefined();
    expect((await readBack.load()).current).toMatchObject({attempt, sealed: 'opened'});
  });

  it('never comes to the device when the LMS already has it', async () => {
    const {disk, factory, open} = given();
    const device = open();
    await device.keep(act(device, fresh, burntOut));
    expect(await everything(disk, factory)).not.toContain(toBase64(key));
  });

  it('that is gone leaves private answers locked, until it comes back', async () => {
    const {open} = given();
    const first = open();
    const attempt = act(first, fresh, answer('quiz', {first: 'yes'}), burntOut);
    await first.keep(attempt);

    const without = open({key: newKey(random)});
    const {current} = await without.load();
    expect(current).toMatchObject({sealed: 'locked', locked: ['burnout']});
    expect(current?.attempt.answers).toEqual({quiz: attempt.answers.quiz});
    const more = act(without, current!.attempt, answer('quiz', {first: 'no'}), wrote);
    await without.keep(more);
    expect((await open({key: without.key}).load()).current).toMatchObject({attempt: more, sealed: 'locked'});

    const unlocked = await without.unlock(key);
    expect(unlocked.current).toMatchObject({attempt: mergeAttempts(attempt, more), sealed: 'opened', locked: []});
    await settled();
    expect((await open({key: without.key}).load()).current).toMatchObject({sealed: 'opened'});
  });

  it('of the LMS takes the place of another that the device still had', async () => {
    const {disk, open} = given();
    const offline = open({key: null});
    const attempt = act(offline, fresh, burntOut);
    await offline.keep(attempt);
    await open().load();
    await settled();
    expect(stored(disk)).toBeUndefined();
    expect((await open().load()).current).toMatchObject({attempt, sealed: 'opened'});
  });

  it('of the device is not given up while IndexedDB has not answered', async () => {
    const {disk, open} = given();
    const time = handDriven();
    const offline = open({key: null});
    await offline.keep(act(offline, fresh, burntOut));
    const loading = open({host: {indexedDB: hungDatabase, setTimeout: time.setTimeout}}).load();
    await time.pass(storeLimitMs);
    await loading;
    await settled();
    expect(stored(disk)).toBe(toBase64(offline.key));
  });

  it('of a wrong length is none', () => {
    const {open} = given();
    expect(open({key: new Uint8Array(3)}).key).toHaveLength(32);
  });
});

describe('where storage fails', () => {
  it.each(['refuses', 'forbidden', 'absent'] as const)(
    'a device says "memory" when localStorage %s and IndexedDB is forbidden',
    async (fault) => {
      const {disk, open} = given();
      disk.fault = fault;
      const device = open({host: {indexedDB: noDatabase}});
      const states: string[] = [];
      device.onState = (state) => states.push(state);
      expect((await device.load()).current).toBeNull();
      expect(states).toEqual(['memory']);
      expect(await device.keep(act(device, fresh, burntOut))).toBeNull();
      expect(device.state).toBe('memory');
    },
  );

  it('a device without localStorage relies on IndexedDB, and does not alarm anyone', async () => {
    const {disk, open} = given();
    disk.fault = 'forbidden';
    const device = open();
    const states: string[] = [];
    device.onState = (state) => states.push(state);
    const attempt = act(device, fresh, burntOut);
    await device.keep(attempt);
    expect(states).toEqual([]);
    expect((await open().load()).current?.attempt).toEqual(attempt);
  });

  it('a device without IndexedDB keeps all of an attempt in its log, however many events there are', async () => {
    const {disk, open} = given();
    const device = open({host: {indexedDB: noDatabase}});
    let attempt = fresh;
    for (let n = 0; n < 400; n++)
      attempt = act(device, attempt, answer('quiz', {second: n % 11}), answer('burnout', {hopeless: n}));
    expect([...disk.items].join('').length).toBeLessThan(logLimit + 500);
    expect(device.state).toBe('kept');
    expect((await open().load()).current?.attempt).toEqual(attempt);
  });

  it('a full log is written anew with what other tabs and lost keys left in it', async () => {
    const {open} = given();
    const host = {indexedDB: noDatabase};
    act(open({host}), fresh, burntOut);
    act(open({host, key: newKey(random)}), fresh, answer('quiz', {first: 'yes'}));
    const full = open({host, key: newKey(random)});
    let attempt = fresh;
    for (let second = 0; second < 400; second++) attempt = act(full, attempt, answer('quiz', {second}));
    expect((await open().load()).current?.attempt.answers).toMatchObject({
      quiz: {first: {value: 'yes'}, second: {value: 399}},
      burnout: {hopeless: {value: 48_151}},
    });
  });

  it('a device says "memory" once an attempt outgrows the log and there is no IndexedDB, and "kept" when it fits again', async () => {
    const {open} = given();
    const device = open({host: {indexedDB: noDatabase}});
    await device.load();
    const attempt = act(device, fresh, answer('diary', {words: 'x'.repeat(40_000)}));
    expect(device.state).toBe('memory');
    const shorter = act(device, attempt, answer('diary', {words: 'x'}));
    expect(device.state).toBe('kept');
    expect((await open().load()).current?.attempt).toEqual(shorter);
  });

  it('events that a full localStorage refused are logged with the next one that it takes', async () => {
    const {disk, open} = given();
    const device = open({host: {indexedDB: noDatabase}});
    disk.quota = 0;
    const attempt = act(device, fresh, answer('quiz', {first: 'yes'}));
    disk.quota = 5_000_000;
    const next = act(device, attempt, burntOut);
    expect((await open().load()).current?.attempt).toEqual(next);
  });

  it('a snapshot that fails is no alarm where an earlier one already has everything', async () => {
    const {disk, factory, open} = given();
    disk.fault = 'refuses';
    const opened: IDBDatabase[] = [];
    let answers = factory;
    const failing = {
      open(name: string) {
        const request = answers.open(name);
        request.addEventListener('success', () => opened.push(request.result));
        return request;
      },
    } as unknown as IDBFactory;
    const device = open({host: {indexedDB: failing}});
    const attempt = act(device, fresh, burntOut);
    await device.keep(attempt);
    answers = noDatabase;
    for (const database of opened) database.close();
    expect(await device.keep(attempt)).toBeNull();
    expect(device.state).toBe('kept');
    act(device, attempt, wrote);
    expect(device.state).toBe('memory');
  });

  it('a hung IndexedDB holds up neither the first screen nor a snapshot', async () => {
    const {open} = given();
    const attempt = act(open(), fresh, burntOut);
    const time = handDriven();
    const device = open({host: {indexedDB: hungDatabase, setTimeout: time.setTimeout}});
    const loading = device.load();
    await time.pass(loadLimitMs);
    const loaded = await loading;
    expect(loaded.current?.attempt).toEqual(attempt);
    await time.pass(storeLimitMs);
    expect((await loaded.later)?.current?.attempt).toEqual(attempt);
    const keeping = device.keep(attempt);
    await settled();
    await time.pass(storeLimitMs);
    await time.pass(storeLimitMs);
    expect(await keeping).toBeNull();
    expect(device.state).toBe('kept');
  });

  it('a slow IndexedDB gives the rest later', async () => {
    const {factory, open} = given();
    const before = open();
    const attempt = act(before, fresh, burntOut);
    await before.keep(attempt);
    const more = act(before, attempt, wrote);

    const time = handDriven();
    let answerNow = () => {};
    const slow = {
      open(name: string) {
        const late = {} as IDBOpenDBRequest;
        answerNow = () => {
          const request = factory.open(name);
          request.onsuccess = (event) => {
            Object.assign(late, {result: request.result});
            late.onsuccess?.(event);
          };
        };
        return late;
      },
    } as unknown as IDBFactory;
    const loading = open({host: {indexedDB: slow, setTimeout: time.setTimeout}}).load();
    await time.pass(loadLimitMs);
    const soon = await loading;
    expect(soon.current?.attempt.answers).toEqual({diary: more.answers.diary});
    answerNow();
    expect(await soon.later).toMatchObject({current: {attempt: more}, later: null});
  });

  it('a database that a later version has changed still opens', async () => {
    const {factory, open} = given();
    const before = open();
    const attempt = act(before, fresh, burntOut);
    await before.keep(attempt);
    const [{name}] = (await factory.databases()) as [{name: string}];
    await new Promise<void>((resolve) => {
      const request = factory.open(name, 7);
      request.onupgradeneeded = () => request.result.createObjectStore('newer');
      request.onsuccess = () => resolve(request.result.close());
    });
    expect((await open().load()).current?.attempt).toEqual(attempt);
    expect(await before.keep(attempt)).toEqual(attempt);
  });

  it('a connection that the browser has closed is opened again', async () => {
    const {factory, open} = given();
    const opened: IDBDatabase[] = [];
    const watched = {
      open(name: string) {
        const request = factory.open(name);
        request.addEventListener('success', () => opened.push(request.result));
        return request;
      },
    } as unknown as IDBFactory;
    const device = open({host: {indexedDB: watched}});
    await device.load();
    for (const database of opened) database.close();
    const attempt = act(device, fresh, burntOut);
    expect(await device.keep(attempt)).toEqual(attempt);
    expect(opened).toHaveLength(2);
  });

  it('rows and log entries that are damaged cost only themselves', async () => {
    const {disk, factory, open} = given();
    const device = open();
    const attempt = act(device, fresh, answer('quiz', {first: 'yes'}), burntOut);
    await device.keep(attempt);
    const next = act(device, attempt, wrote);
    const [[name = '']] = [logged(disk)];
    disk.items.set(`${name}x`, disk.items.get(name)!.slice(0, 50));
    disk.items.set(`${name}y`, '{"attempt":{"id":"a1"},"sealed":[{}]}');
    const [{name: database}] = (await factory.databases()) as [{name: string}];
    await new Promise<void>((resolve) => {
      const request = factory.open(database);
      request.onsuccess = () => {
        const transaction = request.result.transaction('attempts', 'readwrite');
        transaction.objectStore('attempts').put({id: 'zero', order: 99, attempt: 'zero'});
        transaction.oncomplete = () => resolve(request.result.close());
      };
    });
    expect(await open().load()).toMatchObject({current: {attempt: next}, earlier: []});
  });

  it('a sealed answer moved to another attempt does not open there', async () => {
    const {disk, open} = given();
    act(open(), fresh, burntOut);
    const [[name = '']] = [logged(disk)];
    disk.items.set(name, disk.items.get(name)!.replace('"a1"', '"a2"'));
    expect((await open().load()).current).toMatchObject({attempt: {id: 'a2', answers: {}}, sealed: 'locked'});
  });
});

const activity = fc.constantFrom('quiz', 'burnout', 'diary');
const response = fc.oneof(
  {weight: 1, arbitrary: fc.constant({})},
  {
    weight: 5,
    arbitrary: fc.dictionary(
      fc.constantFrom('first', 'second', 'mood', 'words', 'hopeless'),
      fc.oneof(
        fc.string({unit: 'binary', maxLength: 20}),
        fc.integer(),
        fc.array(fc.constantFrom('a', 'b'), {maxLength: 3}),
      ),
    ),
  },
);
const event: fc.Arbitrary<LearnerEvent> = fc.oneof(
  fc.record({
    type: fc.constant('answered' as const),
    activity,
    response,
    complete: fc.boolean(),
    score: fc.option(fc.constantFrom(0, 0.25, 1)),
  }),
  fc.record({type: fc.constant('moved' as const), activity, step: fc.nat(9)}),
  fc.record({
    type: fc.constant('switched' as const),
    language: fc.constantFrom('kk' as const, 'ru' as const, 'en' as const),
  }),
  fc.record({type: fc.constant('carried' as const), texts: fc.boolean()}),
  fc.constant({type: 'finished' as const}),
);
/** Events, each followed by a snapshot or not, and by some turns of the event loop. */
const story = fc.array(fc.record({event, keep: fc.boolean(), turns: fc.nat(12)}), {minLength: 1, maxLength: 12});
const clock = fc.oneof(fc.constant(0), fc.double());

describe('nothing is lost', () => {
  it('when the tab dies between any two events: each one is back, with private answers if the key is', async () => {
    await fc.assert(
      fc.asyncProperty(story, fc.boolean(), clock, async (steps, indexed, now) => {
        const {disk, factory, open} = given();
        const page = fakePage(disk, factory);
        const device = open({page, host: {now: () => now, ...(indexed ? {} : {indexedDB: noDatabase})}});
        let attempt = fresh;
        for (const {event, keep, turns} of steps) {
          attempt = act(device, attempt, event);
          if (keep) void device.keep(attempt);
          await settled(turns);
        }
        page.die();
        await settled();

        const locked = await open({key: newKey(random)}).load();
        const {current} = await open({key}).load();
        expect(current?.attempt ?? fresh).toEqual(attempt);
        expect(locked.current?.attempt.answers.burnout).toBeUndefined();
        expect(locked.current?.attempt.done ?? {}).toEqual(attempt.done);
      }),
      {numRuns: 60},
    );
  }, 60_000);

  it('when the tab dies at any write to the disk: all that was logged until then is back', async () => {
    await fc.assert(
      fc.asyncProperty(story, fc.nat(30), async (steps, writes) => {
        const {disk, factory, open} = given();
        const page = fakePage(disk, factory);
        const device = open({page});
        let attempt = fresh;
        let safe = fresh;
        page.dieAfter(writes);
        for (const {event, keep, turns} of steps) {
          const after = afterEvent(attempt, event);
          const before = logged(disk).length;
          if (after !== attempt) device.append(after);
          if (logged(disk).length > before) safe = after;
          attempt = after;
          if (keep) void device.keep(attempt);
          await settled(turns);
        }
        page.die();
        await settled();
        const {current} = await open().load();
        if (safe === fresh) return;
        expect(mergeAttempts(current!.attempt, safe)).toEqual(current?.attempt);
      }),
      {numRuns: 60},
    );
  }, 60_000);

  it('when two tabs work on the same attempt in turns, and either dies', async () => {
    const turn = fc.record({tab: fc.constantFrom(0, 1), event, keep: fc.boolean(), turns: fc.nat(6)});
    await fc.assert(
      fc.asyncProperty(fc.array(turn, {minLength: 1, maxLength: 12}), fc.constantFrom(0, 1), async (steps, dying) => {
        const {disk, factory, open} = given();
        const pages = [fakePage(disk, factory), fakePage(disk, factory)];
        const tabs = pages.map((page) => ({device: open({page}), attempt: fresh}));
        for (const {tab, event, keep, turns} of steps) {
          const at = tabs[tab]!;
          at.attempt = act(at.device, at.attempt, event);
          if (keep) void at.device.keep(at.attempt);
          await settled(turns);
        }
        pages[dying]!.die();
        await settled();
        const [a, b] = tabs.map(({attempt}) => attempt);
        const both = mergeAttempts(a!, b!);
        const {current} = await open().load();
        expect(current?.attempt ?? fresh).toEqual(both);
      }),
      {numRuns: 60},
    );
  }, 60_000);

  it('one tab does not take back what the other answered in the same activity', async () => {
    const {open} = given();
    const [one, two] = [open(), open()];
    act(one, fresh, answer('quiz', {first: 'yes'}));
    act(two, fresh, answer('quiz', {second: 7}));
    expect((await open().load()).current?.attempt.answers.quiz).toMatchObject({
      first: {value: 'yes'},
      second: {value: 7},
    });
  });
});
