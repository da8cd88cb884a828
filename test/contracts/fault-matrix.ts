import {IDBFactory} from 'fake-indexeddb';
import {type DeviceHost, openDevice} from '../../src/device/index.ts';
import * as textsPart from '../../src/device/texts/texts.ts';
import {xchacha} from '../../src/device/xchacha.ts';
import {launch} from '../../src/lms/launch.ts';
import type {LmsSession} from '../../src/lms/lms.ts';
import {shareable} from '../../src/player/shareable.ts';
import {type Sitting, sitDown} from '../../src/player/sitting.ts';
import {
  activitiesOf,
  afterEvent,
  decodeAttempt,
  encodeAttempt,
  newAttempt,
  newAttemptId,
  responseOf,
} from '../../src/training/index.ts';
import {type FakeDisk, type FakePage, fakeDisk, fakePage} from '../fakes/storage.ts';
import {
  behaviour,
  type Chance,
  chanceOf,
  contentOf,
  isSealed,
  isTouched,
  type Mark,
  marks,
  needsCipher,
  nextEvent,
  standing,
  training,
  untouched,
} from './seeded-learner.ts';
import {noTroubles, type Stage, type StagePage, settled, stages} from './stages.ts';

/**
 * Something that goes wrong, again and again, while a learner works. Whatever it is, what `lookAround` holds is promised:
 * - all that was given on a device is there again; where two tabs answered the same, one of both answers;
 * - on another device is what is open and what the LMS had confirmed, and what is done; private answers and texts stay;
 * - nothing appears that was never given, nothing is asked without need;
 * - in the end the LMS has all that is open, and "completed" if and only if the training's rule was met.
 * What is promised less than that is said here.
 */
export interface Fault {
  readonly name: string;
  /**
   * `attempt`: the LMS has lost it. Who has not finished is asked, who has begins anew; private answers are there, or, once
   * the LMS alone had their key, said to be locked.
   * `device`: it keeps nothing, and the learner is told so. What is open and was confirmed by the LMS is there.
   * `learner`: the LMS may not say who is learning. Then what is given stays with nobody, and nothing that was there
   * before is touched.
   */
  readonly gone?: 'attempt' | 'device' | 'learner';
  /** Before anything was opened. */
  readonly begin?: (world: World) => void;
  /** Happens to a learner in the middle of something; it may be the end of the tab. */
  readonly strike?: (world: World, tab: Tab) => void | Promise<void>;
  /** How the learner's sittings end, where that is what goes wrong. */
  readonly leave?: (tab: Tab) => void;
}

/** What goes wrong with any LMS, and with none. */
const anywhere: readonly Fault[] = [
  {name: 'nothing'},
  {name: 'tab crashed at a disk write', strike: ({chance}, tab) => void (tab.doom.writes = 1 + chance.below(8))},
  {name: 'tab crashed', strike: (_, tab) => tab.page.life.end()},
  {name: 'frame reloaded', strike: reload},
  {name: 'two tabs', strike: openBeside},
  {name: 'storage forbidden', gone: 'device', begin: ({devices}) => devices.forEach(forbid)},
  {name: 'insecure context', begin: withoutSecureContext},
  {name: 'back/forward cache', strike: goBackAndForth},
  {name: 'app switched away, then killed', leave: hideAndDie},
  {name: 'clock jumps back a day', strike: ({stage}) => void (stage.clock.offset -= 86_400_000)},
  {
    name: 'IndexedDB slower than the first screen',
    begin({devices}) {
      for (const device of devices) device.slow = true;
    },
  },
];

/** What else may lie there: data of another package of ours, and of others. */
const foreign = (chance: Chance) => [
  encodeAttempt({
    attempt: afterEvent(newAttempt(newAttemptId(chance.bytes(12)), 'ru'), {
      type: 'moved',
      activity: 'elsewhere',
      step: 2,
    }),
    outline: {...training, units: [{id: 'other', activities: [{...activitiesOf(training)[0]!, id: 'elsewhere'}]}]},
    key: chance.bytes(32),
    texts: null,
    limit: 4000,
  }).data,
  '{"bookmark":3}',
  'viewed=1,2,3|0',
];

const noiseFor = (data: string, {below}: Chance) => {
  const at = below(Math.max(1, data.length));
  return `${data.slice(0, at)}${String.fromCharCode(33 + below(90))}${data.slice(at + 1)}`;
};

/** What goes wrong with an LMS. */
const withLms = ({calls}: Stage): readonly Fault[] => [
  {name: 'tab crashed between two calls', strike: ({chance}, tab) => tab.page.life.endAfter(1 + chance.below(15))},
  ...calls.flatMap((call): readonly Fault[] => {
    const gone = /Initialize|GetValue/.test(call) ? {gone: 'learner' as const} : {};
    return [
      {name: `LMS refuses ${call}`, ...gone, strike: ({stage}) => void (stage.troubles.refuses = call)},
      {name: `LMS throws in ${call}`, ...gone, strike: ({stage}) => void (stage.troubles.throws = call)},
    ];
  }),
  {name: 'answers "true" while offline', strike: ({stage}) => void (stage.troubles.line = 'lies')},
  {
    name: 'offline, and the browser knows',
    strike({stage, tabs}) {
      stage.troubles.line = 'down';
      for (const {page} of tabs) page.notice(false);
    },
  },
  {name: 'session expires', strike: ({stage}) => stage.expire()},
  {name: 'forced new attempt', gone: 'attempt', begin() {}}, // at every launch: the stage sees to it
  {
    name: 'attempt deleted',
    gone: 'attempt',
    strike: ({stage}) => stage.deleteAttempt(),
  },
  ...(
    [
      ['truncated', (data, {below}) => data.slice(0, below(data.length))],
      ['corrupted', (data, chance) => noiseFor(noiseFor(data, chance), chance)],
      ['replaced by another package’s', (_, chance) => chance.pick(foreign(chance))],
    ] satisfies [string, (data: string, chance: Chance) => string][]
  ).map(
    ([name, change]): Fault => ({
      name: `suspend data ${name}`,
      gone: 'attempt',
      strike: ({stage, chance}) => stage.spoil((stored) => change(stored, chance)),
    }),
  ),
  {name: 'latency of 3 s', begin: ({stage}) => void (stage.troubles.latency = 3000)},
];

export const faultsOf = (runtime: string): readonly Fault[] => {
  const stage = stages[runtime]!({onCompleted() {}});
  return runtime === 'standalone' ? anywhere : [...anywhere, ...withLms(stage)];
};

/** A device of the learner's, with what lies on it. */
interface Device {
  readonly name: number;
  readonly disk: FakeDisk;
  databases: IDBFactory;
  slow: boolean;
}

/** The training, open in a tab. */
interface Tab {
  readonly page: StagePage;
  readonly disk: FakePage;
  readonly device: Device;
  /** Where its answers lie: on this device, in this learner's name. */
  readonly place: string;
  /** Whether the LMS could be heard when it was opened, and said who is learning. */
  readonly heard: boolean;
  readonly session: LmsSession;
  readonly sitting: Sitting;
  /** How often it may write to the disk before it dies. */
  readonly doom: {writes: number};
  /** Whether another page may have gone on meanwhile. */
  beside: boolean;
  /** What its LMS confirmed may be a lie, or not last. */
  liedTo: boolean;
}

/** What was given for a mark: more than one value if `apart`, at places that did not know of each other. */
interface Given {
  readonly values: Set<string>;
  readonly place: string;
  readonly apart: boolean;
  /** Whether the LMS has confirmed it, as far as anybody can know. */
  heard: boolean;
}

interface World {
  readonly fault: Fault;
  readonly chance: Chance;
  readonly stage: Stage;
  readonly devices: readonly Device[];
  /** Open at the same time. */
  readonly tabs: Tab[];
  /** Everything that should be there, by mark, and by place where it stays there. */
  readonly given: Map<string, Given>;
  /** Places where the LMS has given a key back: from then on it alone has it. */
  readonly keyless: Set<string>;
  /** Whether two pages were ever open at once. */
  beside: boolean;
  carried: boolean;
  /** Every open text ever given: carried, it may come to where nobody knows of a newer one. */
  readonly texts: Set<string>;
  injected: number;
  answers: number;
  readonly lost: string[];
  readonly wrongs: string[];
  /** Puts back what the run changed outside of itself. */
  restore: () => void;
}

/** What became of a run. */
export interface Told {
  readonly answers: number;
  readonly injected: number;
  /** Answers that are gone though they were promised. */
  readonly lost: readonly string[];
  /** All else that was promised and not kept. */
  readonly wrongs: readonly string[];
}

/** One learner's story, the same for the same seed. */
export async function play(runtime: string, fault: Fault, seed: number): Promise<Told> {
  const chance = chanceOf(runtime, fault.name, seed);
  const stage = stages[runtime]!({
    forceNewAttempt: fault.name === 'forced new attempt',
    neverReviews: chance.once(2),
    onCompleted() {
      if (!mayBeEarned(world)) world.wrongs.push('"completed" was sent before the rule was met');
    },
  });
  const world: World = {
    fault,
    chance,
    stage,
    devices: [0, 1].map((name) => ({name, disk: fakeDisk(), databases: new IDBFactory(), slow: false})),
    tabs: [],
    given: new Map(),
    keyless: new Set(),
    beside: false,
    carried: false,
    texts: new Set(),
    injected: 0,
    answers: 0,
    lost: [],
    wrongs: [],
    restore() {},
  };
  if (fault.begin) world.injected++;
  fault.begin?.(world);
  try {
    let device = world.devices[0]!;
    for (let sittings = 1 + chance.below(5); sittings > 0; sittings--) {
      if (!fault.gone && chance.once(5)) device = chance.pick(world.devices);
      await work(world, await open(world, device));
      if (chance.once(2)) heal(world);
    }
    heal(world);
    Object.assign(stage.troubles, noTroubles());
    await lookEverywhere(world, fault.gone ? [device] : world.devices);
  } finally {
    world.restore();
  }
  const {answers, injected, lost, wrongs} = world;
  // A page that goes away can't ask first what another, open beside it, has said.
  const said = stage.wrongs.filter((wrong) => !world.beside || !/once in a registration|over completed/.test(wrong));
  return {answers, injected, lost, wrongs: [...wrongs, ...said]};
}

/** The learner does this and that, and goes. */
async function work(world: World, first: Tab): Promise<void> {
  const {chance, fault, tabs} = world;
  const alive = () => tabs.filter(({page}) => !page.life.dead);
  tabs.push(first);
  for (let steps = 2 + chance.below(14); steps > 0 && alive().length > 0; steps--) {
    if (chance.once(10)) heal(world);
    if (fault.strike && chance.once(5)) {
      world.injected++;
      await fault.strike(world, chance.pick(alive()));
    }
    const [tab] = alive().length > 0 ? [chance.pick(alive())] : [];
    if (!tab) break;
    await act(world, tab);
    if (chance.once(2)) await pass(world, tab, chance.pick([1, 300, 2000, 4000, 15_000]));
  }
  for (const tab of alive()) {
    if (fault.leave) world.injected++;
    if (fault.leave) fault.leave(tab);
    else if (chance.once(2)) await close(world, tab);
    else leave(tab);
  }
  tabs.length = 0;
  await first.page.pass(world.stage.troubles.latency); // what is on its way arrives before anybody opens it again
  await settled();
}

/** After all, and with nothing wrong any more: each device brings what it alone had, then all have everything. */
async function lookEverywhere(world: World, devices: readonly Device[]): Promise<void> {
  const {stage, wrongs} = world;
  for (const device of [...devices, ...devices]) {
    const tab = await open(world, device);
    if (tab.sitting.question) decide(world, tab);
    await pass(world, tab, 5000);
    const {finished} = tab.sitting.attempt;
    if (!(await close(world, tab))) wrongs.push(`in the end the answers are not taken: ${tab.sitting.line}`);
    if (finished && stage.runtime !== 'standalone' && !stage.completed())
      wrongs.push('in the end it is finished, and the LMS does not know');
  }
}

/** The learner opens the training and looks at what is there. */
async function open(world: World, device: Device, page = world.stage.open()): Promise<Tab> {
  const {chance, stage} = world;
  const disk = fakePage(device.disk, device.databases);
  const doom = {writes: Number.POSITIVE_INFINITY};
  page.life.onDeath = () => disk.die();
  const host: DeviceHost = {
    localStorage: device.disk.fault === 'none' ? mortal(disk.localStorage!, page, doom) : null,
    indexedDB: disk.indexedDB,
    random: chance.bytes,
    now: () => Date.UTC(2026, 10, 21) + stage.clock.offset,
    setTimeout(run, milliseconds) {
      if (device.slow && milliseconds > 0 && milliseconds < 1000) queueMicrotask(run);
    },
  };
  if (stage.troubles.line === 'down') page.notice(false);
  const session = launch(page.host);
  const sat: {sitting?: Sitting} = {};
  let heard = false;
  const sitting = sitDown({
    outline: training,
    session,
    openDevice(key, attempt, confirmed) {
      heard = session.state === 'saved' || session.state === 'local';
      return openDevice({outline: training, learner: session.learner.id, key, attempt, confirmed, cipher: null, host});
    },
    language: 'kk',
    random: chance.bytes,
    onChange: () => {},
  }).then((made) => Object.assign(sat, {sitting: made}));
  while (!sat.sitting) await Promise.race([sitting, page.pass(500)]);
  const place = `${device.name}/${session.learner.id}`;
  const tab: Tab = {
    page,
    disk,
    device,
    place,
    heard,
    session,
    sitting: sat.sitting,
    doom,
    beside: false,
    liedTo: stage.troubles.line === 'lies',
  };
  if (chance.once(2)) await settled(); // a slow IndexedDB has answered, or not yet
  if (session.suspendData && decodeAttempt(session.suspendData, training).key) world.keyless.add(place);
  if (!tab.sitting.question) await look(world, tab);
  else if (world.fault.gone !== 'attempt' && [...world.given.values()].some(({heard}) => heard))
    world.wrongs.push('asked what the LMS should know');
  return tab;
}

/** What is there is what was promised. */
async function look(world: World, tab: Tab): Promise<void> {
  const {given, fault, carried, texts, lost, wrongs} = world;
  const {sitting, place, session, page} = tab;
  await sitting.useCipher(xchacha);
  if (sitting.carriesTexts) sitting.useTexts(textsPart);
  await settled();
  if (sitting.question || page.life.dead) return;
  // Who had finished an attempt that the LMS lost begins anew, if the LMS once had it.
  if (fault.gone === 'attempt' && mayBeEarned(world) && !sitting.attempt.finished && !isTold(session))
    return reset(world);
  for (const mark of marks) {
    const shown = standing(sitting.attempt, mark);
    const here = given.get(keyOf(mark, place));
    const name = nameOf(mark);
    if (here?.values.has(shown) || (!here && shown === untouched(mark))) continue;
    const elsewhere = isText(mark) && carried && texts.has(`${name} ${shown}`);
    if (elsewhere) continue;
    if (!here) wrongs.push(`${name} is ${shown}, which nobody gave`);
    else if (!isExcused(world, tab, mark, here))
      lost.push(`${name} is ${shown}, and should be ${[...here.values].join(' or ')} (${page.host.now()})`);
  }
}

/** Whether less is promised of this mark. */
function isExcused({fault, keyless}: World, {sitting, place, heard: hears, session}: Tab, mark: Mark, given: Given) {
  const sealed = mark.item !== null && isSealed(mark.activity, mark.item);
  const locked = sealed && keyless.has(place) && sitting.lockedSince(mark.activity.id) !== null;
  if (fault.gone === 'device') return sealed || !given.heard;
  if (given.place !== place) return !given.heard || !hears;
  // While the LMS can't be heard it can't give the key either, nor say who is learning.
  return (locked && (fault.gone === 'attempt' || !hears)) || (!hears && session.learner.id === '');
}

/** One event, as the player would bring it. */
async function act(world: World, tab: Tab): Promise<void> {
  const {chance, given} = world;
  const {sitting, place, page} = tab;
  if (sitting.question) return decide(world, tab);
  const event = nextEvent(chance, sitting.attempt);
  if (event.type !== 'answered') {
    if (event.type === 'carried') world.carried ||= event.texts;
    sitting.happened(event);
    if (sitting.carriesTexts) sitting.useTexts(textsPart);
    return;
  }
  const activity = activitiesOf(training).find(({id}) => id === event.activity)!;
  if (needsCipher(activity)) await sitting.useCipher(xchacha);
  const before = sitting.attempt;
  const own = marks.filter((mark) => mark.activity === activity);
  const stood = new Map(own.map((mark) => [mark, standing(before, mark)]));
  const will = (mark: Mark) =>
    mark.item === null
      ? String(stood.get(mark) === 'true' || event.complete)
      : JSON.stringify(event.response[mark.item] ?? null);
  const changed = own.filter((mark) => will(mark) !== stood.get(mark));
  // It counts as given before it is: should the LMS hear "completed" in the same moment, that is earned.
  for (const mark of changed) {
    const known = given.get(keyOf(mark, place));
    const unknown = known && (!known.values.has(stood.get(mark)!) || (known.place !== place && !known.heard));
    const apart = known ? known.apart || tab.beside || unknown === true : false;
    const values = new Set([...(apart ? [stood.get(mark)!, ...known!.values] : []), will(mark)]);
    given.set(keyOf(mark, place), {values, place, apart, heard: false});
    if (mark.item !== null) world.answers++;
    if (isText(mark)) world.texts.add(`${nameOf(mark)} ${will(mark)}`);
  }
  const language = before.language.value;
  const answers = responseOf(before.answers[activity.id]);
  sitting.happened(
    event,
    shareable(activity, behaviour, contentOf(activity.id), language, {}, answers, event.response),
  );
  // It died in the middle of this: then it was given, or not.
  if (page.life.dead) for (const mark of changed) given.get(keyOf(mark, place))!.values.add(stood.get(mark)!);
}

/** The question that comes where the LMS knows of nothing. */
async function decide(world: World, tab: Tab): Promise<void> {
  const {chance, given} = world;
  // Nobody begins anew what is open in another tab.
  const anew = world.tabs.length === 0 && chance.once(8);
  tab.sitting.answer(anew ? 'anew' : 'continue');
  if (!anew) return look(world, tab);
  for (const [key, {place}] of given) if (place === tab.place) given.delete(key);
}

async function pass(world: World, tab: Tab, milliseconds: number): Promise<void> {
  if (world.stage.troubles.line === 'lies') tab.liedTo = true;
  await tab.page.pass(milliseconds);
  listen(world, tab);
}

/** What the LMS has confirmed, it has. */
function listen({given}: World, {sitting, liedTo, place}: Tab): void {
  if (sitting.line !== 'saved' || liedTo) return;
  for (const mark of marks) {
    const known = given.get(keyOf(mark, place));
    if (isTouched(sitting.attempt, mark) && known?.values.has(standing(sitting.attempt, mark))) known.heard = true;
  }
}

/** "Save and leave"; whether everything was taken. */
async function close(world: World, tab: Tab): Promise<boolean> {
  const closed = tab.sitting.close();
  await pass(world, tab, 2000);
  leave(tab);
  await settled();
  return closed || ['saved', 'local', 'review'].includes(tab.sitting.line);
}

/** The tab is closed. */
function leave({page, sitting}: Tab): void {
  page.unloading(true);
  sitting.leave(true);
  page.life.end();
}

function hideAndDie({page, sitting}: Tab): void {
  sitting.leave(false);
  page.life.end();
}

async function reload(world: World, tab: Tab): Promise<void> {
  const {tabs, chance} = world;
  if (chance.once(2)) tab.sitting.leave(true);
  tab.disk.die();
  tabs[tabs.indexOf(tab)] = await open(world, tab.device, tab.page.reload());
}

async function openBeside(world: World, tab: Tab): Promise<void> {
  if (world.tabs.length < 3) world.tabs.push(await open(world, tab.device));
  for (const each of world.tabs) mayOverwrite(world, each);
}

/** Of two pages the one that writes last wins, where the LMS doesn't keep them apart (MOODLE 1): until the device brings both. */
function mayOverwrite(world: World, tab: Tab): void {
  const {stage, given} = world;
  tab.beside = world.beside = true;
  if (!stage.lastWins) return;
  tab.liedTo = true;
  for (const each of given.values()) each.heard = false;
}

/** The learner goes elsewhere, perhaps works there, and comes back to the page as it was. */
async function goBackAndForth(world: World, tab: Tab): Promise<void> {
  tab.page.unloading(true);
  tab.sitting.leave(false);
  tab.page.unloading(false);
  if (world.chance.once(2)) return;
  const other = await open(world, tab.device);
  for (const each of [tab, other]) mayOverwrite(world, each);
  for (let steps = world.chance.below(4); steps > 0; steps--) await act(world, other);
  await close(world, other);
}

/** All that can be put back is put back. */
function heal({stage, tabs}: World): void {
  const {latency} = stage.troubles;
  const {line} = stage.troubles;
  Object.assign(stage.troubles, noTroubles(), {latency});
  if (line === 'down') for (const {page} of tabs) page.notice(true);
}

function forbid(device: Device): void {
  device.disk.fault = 'forbidden';
  device.databases = Object.assign(Object.create(device.databases), {
    open() {
      throw new DOMException('denied', 'SecurityError');
    },
  });
}

function withoutSecureContext(world: World): void {
  const {crypto} = globalThis;
  const poor = {getRandomValues: <T extends ArrayBufferView>(into: T) => crypto.getRandomValues(into as never) as T};
  Object.defineProperty(globalThis, 'crypto', {value: poor, configurable: true});
  world.restore = () => Object.defineProperty(globalThis, 'crypto', {value: crypto, configurable: true});
}

/** Storage whose tab dies with the last of so many writes. */
function mortal(storage: Storage, {life}: StagePage, doom: {writes: number}): Storage {
  const written = () => {
    if (--doom.writes === 0) life.end();
  };
  return {
    get length() {
      return storage.length;
    },
    key: (at) => storage.key(at),
    getItem: (name) => storage.getItem(name),
    setItem(name, text) {
      storage.setItem(name, text);
      written();
    },
    removeItem(name) {
      storage.removeItem(name);
      written();
    },
    clear: () => storage.clear(),
  };
}

/** Whether the LMS has an attempt at this training: what another package wrote is read as one with nothing in it. */
function isTold({suspendData}: LmsSession): boolean {
  const {attempt} = decodeAttempt(suspendData ?? '', training);
  return attempt !== null && (attempt.place.value !== null || marks.some((mark) => isTouched(attempt, mark)));
}

const isText = ({activity, item}: Mark) => item !== null && !activity.private && isSealed(activity, item);

const nameOf = ({activity, item}: Mark) => `${activity.id}/${item ?? 'done'}`;

/** What is sealed stays at its place. */
const keyOf = ({activity, item}: Mark, place: string) =>
  `${item !== null && isSealed(activity, item) ? place : ''}:${nameOf({activity, item})}`;

const mayBeEarned = ({given}: World) =>
  marks.every(
    ({activity, item}) => activity.optional || item !== null || given.get(`:${activity.id}/done`)?.values.has('true'),
  );

function reset({given}: World): void {
  given.clear();
}
