import {IDBFactory} from 'fake-indexeddb';
import {type DeviceHost, openDevice} from '../../src/device/index.ts';
import * as texts from '../../src/device/texts/texts.ts';
import {xchacha} from '../../src/device/xchacha.ts';
import {launch} from '../../src/lms/launch.ts';
import type {LmsSession} from '../../src/lms/lms.ts';
import {shareable} from '../../src/player/shareable.ts';
import {type Sitting, sitDown} from '../../src/player/sitting.ts';
import {activitiesOf, type Outline, responseOf} from '../../src/training/index.ts';
import {type FakeDisk, type FakePage, fakeDisk, fakePage} from '../fakes/storage.ts';
import {
  behaviour,
  type Chance,
  chanceOf,
  contentOf,
  isSealed,
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
  {name: 'tab crashed at a disk write', strike: ({chance}, tab) => tab.disk.dieAfter(chance.below(8))},
  {name: 'tab crashed', strike: (_, tab) => tab.page.life.end()},
  {name: 'frame reloaded', strike: reload},
  {name: 'two tabs', strike: openBeside},
  {name: 'storage forbidden', gone: 'device', begin: ({devices}) => forbid(devices)},
  {name: 'insecure context', begin: (world) => withoutSecureContext(world)},
  {name: 'back/forward cache', strike: goBackAndForth},
  {name: 'app switched away, then killed', leave: hideAndDie},
  {name: 'clock jumps back a day', strike: ({stage}) => void (stage.clock.offset -= 86_400_000)},
  {name: 'IndexedDB slower than the first screen', begin: ({devices}) => devices.forEach((each) => (each.slow = true))},
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
  {name: 'forced new attempt', gone: 'attempt'},
  {
    name: 'attempt deleted',
    gone: 'attempt',
    strike: ({stage}) => stage.deleteAttempt(),
  },
  ...(
    [
      ['truncated', (data, {below}) => data.slice(0, below(data.length))],
      ['corrupted', (data, chance) => noiseFor(noiseFor(data, chance), chance)],
      ['replaced by another package’s', (_, {pick}) => pick(foreign)],
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
  /** Whether the LMS has given a key back here: from then on it alone has it. */
  keyless: boolean;
}

/** The training, open in a tab. */
export interface Tab {
  readonly page: StagePage;
  readonly disk: FakePage;
  readonly device: Device;
  readonly session: LmsSession;
  readonly sitting: Sitting;
  /** What its LMS confirmed may be a lie. */
  liedTo: boolean;
}

/** What was given for a mark: more than one value where the learner gave them at places that did not know of each other. */
interface Given {
  values: Set<string>;
  device: Device;
  /** Whether the LMS has confirmed it, as far as anybody can know. */
  heard: boolean;
}

interface World {
  readonly fault: Fault;
  readonly chance: Chance;
  readonly stage: Stage;
  readonly devices: readonly Device[];
  readonly tabs: Tab[];
  /** Everything that should be there, by mark, and by device where it stays there. */
  readonly given: Map<string, Given>;
  carried: boolean;
  injected: number;
  answers: number;
  readonly wrongs: string[];
  /** Puts back what the run changed outside of itself. */
  restore: () => void;
}

/** What became of a run. */
export interface Told {
  readonly answers: number;
  readonly injected: number;
  /** Answers that are gone, and all else that was wrong. */
  readonly lost: readonly string[];
  readonly wrongs: readonly string[];
}

/** One learner's story, the same for the same seed. */
export async function play(runtime: string, fault: Fault, seed: number): Promise<Told> {
  const chance = chanceOf(runtime, fault.name, seed);
  const lost: string[] = [];
  const world: World = {
    fault,
    chance,
    stage: stages[runtime]!({
      forceNewAttempt: fault.name === 'forced new attempt',
      onCompleted() {
        if (!isEarned(world)) world.wrongs.push('"completed" was sent before the rule was met');
      },
    }),
    devices: [0, 1].map((name) => ({
      name,
      disk: fakeDisk(),
      databases: new IDBFactory(),
      slow: false,
      keyless: false,
    })),
    tabs: [],
    given: new Map(),
    carried: false,
    injected: 0,
    answers: 0,
    wrongs: [],
    restore() {},
  };
  const {devices, stage, tabs} = world;
  if (fault.begin) world.injected++;
  fault.begin?.(world);
  let device = devices[0]!;
  try {
    for (let sittings = 1 + chance.below(5); sittings > 0; sittings--) {
      if (!fault.gone && chance.once(5)) device = chance.pick(devices);
      await work(world, await open(world, device, lost));
      if (chance.once(2)) heal(world);
    }
    heal(world);
    Object.assign(stage.troubles, noTroubles());
    // Each device brings what it alone had; after that all have everything.
    const used = fault.gone ? [device] : devices;
    for (const each of [...used, ...used]) {
      const tab = await open(world, each, lost);
      await close(world, tab);
    }
    if (stage.runtime !== 'standalone' && isEarned(world) !== stage.completed())
      world.wrongs.push(`at the end completed is ${stage.completed()}`);
  } finally {
    world.restore();
  }
  for (const tab of tabs) tab.page.life.end();
  return {answers: world.answers, injected: world.injected, lost, wrongs: [...world.wrongs, ...stage.wrongs]};
}

/** The learner does this and that, and goes. */
async function work(world: World, first: Tab): Promise<void> {
  const {chance, fault, tabs} = world;
  const worksOn = () => tabs.filter(({device, page}) => device === first.device && !page.life.dead);
  for (let steps = 2 + chance.below(14); steps > 0 && worksOn().length > 0; steps--) {
    const tab = chance.pick(worksOn());
    if (fault.strike && chance.once(5)) {
      world.injected++;
      await fault.strike(world, tab);
    } else if (chance.once(10)) heal(world);
    if (!tab.page.life.dead) await act(world, tab);
    if (chance.once(2)) await pass(world, tab, chance.pick([1, 300, 2000, 4000, 15_000]));
  }
  for (const tab of worksOn()) {
    if (fault.leave) {
      world.injected++;
      fault.leave(tab);
    } else if (chance.once(3)) await close(world, tab, false);
    else leave(tab);
  }
  tabs.length = 0;
  await settled();
}

/** One event, as the player would bring it. */
async function act(world: World, tab: Tab): Promise<void> {
  const {chance, given} = world;
  const {sitting, device, page} = tab;
  if (sitting.question) return decide(world, tab);
  const {attempt} = sitting;
  const event = nextEvent(chance, attempt);
  if (event.type !== 'answered') {
    sitting.happened(event);
    if (event.type === 'carried') world.carried ||= event.texts;
    if (sitting.carriesTexts) sitting.useTexts(texts);
    return;
  }
  const activity = activitiesOf(training).find(({id}) => id === event.activity)!;
  if (needsCipher(activity)) await sitting.useCipher(xchacha);
  const before = responseOf(sitting.attempt.answers[activity.id]);
  const language = attempt.language.value;
  const record = shareable(activity, behaviour, contentOf(activity.id), language, before, event.response);
  const stood = marks.map((mark) => standing(sitting.attempt, mark));
  // What changes is given as soon as it is done: should the LMS hear "completed" in the same moment, that is earned.
  const gives = (mark: Mark, was: string, now: string) => {
    const key = keyOf(mark, device);
    const {values = new Set([untouched(mark)])} = given.get(key) ?? {};
    const known = values.size === 1 && values.has(was);
    given.set(key, {values: new Set(known ? [now] : [...values, now]), device, heard: false});
    if (mark.item !== null) world.answers++;
    return () => given.get(key)!.values.add(was);
  };
  const doubts: (() => void)[] = [];
  marks.forEach((mark, at) => {
    if (mark.activity !== activity) return;
    const now =
      mark.item === null
        ? String(stood[at] === 'true' || event.complete)
        : JSON.stringify(event.response[mark.item] ?? null);
    if (now !== stood[at]) doubts.push(gives(mark, stood[at]!, now));
  });
  sitting.happened(event, record);
  // It died in the middle of this: then it may have been given, or not.
  if (page.life.dead) for (const doubt of doubts) doubt();
}

async function pass({stage}: World, tab: Tab, milliseconds: number): Promise<void> {
  if (stage.troubles.line === 'lies') tab.liedTo = true;
  await tab.page.pass(milliseconds);
}

/** The learner opens the training and looks at what is there. */
async function open(world: World, device: Device, lost: string[], page = world.stage.open()): Promise<Tab> {
  const {chance, stage} = world;
  const disk = fakePage(device.disk, device.databases);
  page.life.onDeath = () => disk.die();
  const host: DeviceHost = {
    localStorage: device.disk.fault === 'forbidden' ? null : mortal(disk, page),
    indexedDB: disk.indexedDB,
    random: chance.bytes,
    now: () => Date.UTC(2026, 10, 21) + stage.clock.offset,
    setTimeout(run, milliseconds) {
      if (device.slow && milliseconds > 0 && milliseconds < 1000) queueMicrotask(run);
    },
  };
  const session = launch(page.host);
  const outline: Outline = training;
  let sat: Sitting | null = null;
  const sitting = sitDown({
    outline,
    session,
    openDevice: (key, attempt) => {
      if (key) device.keyless = true;
      return openDevice({outline, learner: session.learner.id, key, attempt, cipher: null, host});
    },
    language: 'kk',
    random: chance.bytes,
    onChange: () => {},
  }).then((made) => void (sat = made));
  while (!sat && !page.life.dead) await page.pass(500);
  await (sat ? sitting : null);
  const tab: Tab = {page, disk, device, session, sitting: sat!, liedTo: stage.troubles.line === 'lies'};
  return tab;
}
