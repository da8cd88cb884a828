import {IDBFactory} from 'fake-indexeddb';
import {beforeEach, describe, expect, it} from 'vitest';
import {fakeHost} from '../../test/fakes/host.ts';
import {createFakeMoodle, type FakeMoodle, type FakeMoodleOptions} from '../../test/fakes/moodle.ts';
import {type FakeDisk, fakeDisk, fakePage} from '../../test/fakes/storage.ts';
import {openDevice} from '../device/index.ts';
import {xchacha} from '../device/xchacha.ts';
import {launch} from '../lms/launch.ts';
import {type LearnerEvent, type Response, responseOf} from '../training/index.ts';
import {smallOutline} from '../training/small-outline.test-data.ts';
import {type Sitting, sitDown} from './sitting.ts';

const outline = smallOutline([
  {
    id: 'only',
    activities: [
      {
        id: 'quiz',
        kind: 'knowledge-check',
        minutes: 2,
        private: false,
        optional: false,
        items: [{id: 'first', type: 'choice', options: ['yes', 'no']}],
      },
      {id: 'mood', kind: 'pulse', minutes: 1, private: true, optional: false, items: []},
    ],
  },
]);

let moodle: FakeMoodle;
let disk: FakeDisk;
let databases: IDBFactory;
/** Each page has random numbers of its own, the same in each run. */
let opened = 0;
beforeEach(() => school());

function school(options: FakeMoodleOptions = {}) {
  moodle = createFakeMoodle({block: () => {}, ...options});
  newDevice();
}
function newDevice() {
  disk = fakeDisk();
  databases = new IDBFactory();
}

/** Opens the training in the LMS, or with none, in a new page on the device at hand; or again in a frame that has its API. */
async function open({lms = true, API = lms ? moodle.open().API : null}: {lms?: boolean; API?: object | null} = {}) {
  const host = fakeHost(API ? {parent: {API}} : {});
  const page = fakePage(disk, databases);
  let random = ++opened;
  const bytes = (length: number) => Uint8Array.from({length}, () => (random = (random * 31 + 7) % 251));
  const device = {
    get localStorage() {
      return page.localStorage;
    },
    indexedDB: page.indexedDB,
    random: bytes,
    now: () => Date.UTC(2026, 10, 21),
    setTimeout: (run: () => void, ms: number) => setTimeout(run, ms),
  };
  const sitting = await sitDown({
    outline,
    session: launch(host),
    openDevice: (key, attempt, confirmed) =>
      openDevice({outline, learner: 'a', key, attempt, confirmed, cipher: xchacha, host: device}),
    language: 'kk',
    random: bytes,
    onChange: () => {},
  });
  return {sitting, host, page};
}

const answer = (activity: string, response: Response, complete = false): LearnerEvent => ({
  type: 'answered',
  activity,
  response,
  complete,
  score: null,
});
const answers = ({attempt}: Sitting) =>
  Object.fromEntries(Object.entries(attempt.answers).map(([id, given]) => [id, responseOf(given)]));

describe('a learner who comes back', () => {
  it('finds every answer, private ones too, though the tab died without a word', async () => {
    const before = await open();
    before.sitting.happened({type: 'moved', activity: 'quiz', step: 0});
    before.host.tick(5000);
    before.sitting.happened(answer('quiz', {first: 'yes'}));
    before.sitting.happened(answer('mood', {value: 7}));
    before.page.die();
    const {sitting} = await open();
    expect(sitting.question).toBeNull();
    expect(answers(sitting)).toEqual({quiz: {first: 'yes'}, mood: {value: 7}});
  });

  it('on another device has what is open, and is told where the private answers are', async () => {
    const before = await open();
    before.sitting.happened(answer('quiz', {first: 'yes'}));
    before.sitting.happened(answer('mood', {value: 7}, true));
    before.sitting.close();
    newDevice();
    const {sitting} = await open();
    expect(answers(sitting)).toEqual({quiz: {first: 'yes'}});
    expect(sitting.attempt.done).toHaveProperty('mood');
    expect(sitting.lockedSince('mood')).toBeNull();
  });

  it('with an LMS that knows nothing is asked, and nothing is written until the answer', async () => {
    const before = await open();
    before.sitting.happened(answer('quiz', {first: 'no'}));
    before.host.tick(5000);
    moodle.deleteAttempt();
    const {sitting, host} = await open();
    expect(sitting.question?.savedAt).toBe(Date.UTC(2026, 10, 21));
    const calls = moodle.log.length;
    sitting.happened(answer('quiz', {first: 'yes'}));
    host.tick(60_000);
    expect(moodle.log.slice(calls).filter(({method}) => method === 'LMSCommit')).toEqual([]);
    sitting.answer('continue');
    host.tick(5000);
    expect(answers(sitting)).toEqual({quiz: {first: 'no'}});
    expect(moodle.stored('cmi.suspend_data')).toMatch(/^D1k/);
  });

  it('may begin anew, and the old answers do not come again', async () => {
    const before = await open();
    before.sitting.happened(answer('quiz', {first: 'no'}));
    before.host.tick(5000);
    moodle.deleteAttempt();
    const {sitting, host} = await open();
    sitting.answer('anew');
    host.tick(5000);
    expect(answers(sitting)).toEqual({});
    expect(sitting.attempt.id).not.toBe(before.sitting.attempt.id);
    moodle.deleteAttempt();
    const again = await open();
    expect(answers(again.sitting)).toEqual({});
  });

  it('after a finished attempt that the LMS has dropped begins anew, unasked', async () => {
    const before = await open();
    before.sitting.happened(answer('quiz', {first: 'yes'}, true));
    before.sitting.happened(answer('mood', {value: 1}, true));
    before.host.tick(5000);
    expect(moodle.stored('cmi.core.lesson_status')).toBe('completed');
    await open(); // the LMS gave it back once, so it had it
    moodle.deleteAttempt();
    const {sitting} = await open();
    expect(sitting.question).toBeNull();
    expect(answers(sitting)).toEqual({});
  });

  it('with a finished attempt that no LMS ever gave back is asked: it may never have been heard', async () => {
    moodle.faults.offline = true;
    const before = await open();
    before.sitting.happened(answer('quiz', {first: 'yes'}, true));
    before.sitting.happened(answer('mood', {value: 1}, true));
    before.host.tick(5000);
    before.page.die();
    moodle.faults.offline = false;
    const {sitting, host} = await open();
    expect(sitting.question?.saved.finished).toBe(true);
    sitting.answer('continue');
    host.tick(5000);
    expect(moodle.stored('cmi.core.lesson_status')).toBe('completed');
  });

  it('is told the date of private answers whose key the LMS has lost', async () => {
    const first = await open();
    first.sitting.happened(answer('mood', {value: 7}, true));
    first.host.tick(5000);
    const second = await open(); // the LMS gives the key back: from now on the device has none
    second.sitting.happened(answer('quiz', {first: 'yes'}));
    second.host.tick(5000);
    second.sitting.close();
    moodle.deleteAttempt();
    const {sitting} = await open();
    sitting.answer('continue');
    expect(answers(sitting)).toEqual({quiz: {first: 'yes'}});
    expect(sitting.lockedSince('mood')).toBe(Date.UTC(2026, 10, 21));
  });

  it('opens private answers though the frame was reloaded before the LMS had taken their key', async () => {
    moodle.faults.refuse.add('LMSCommit');
    const {API} = moodle.open();
    const before = await open({API});
    before.sitting.happened(answer('mood', {value: 7}));
    before.host.tick(5000);
    before.page.die();
    const reloaded = await open({API});
    expect(answers(reloaded.sitting)).toEqual({mood: {value: 7}});
    reloaded.page.die();
    moodle.faults.refuse.clear();
    const {sitting} = await open();
    sitting.answer('continue');
    expect(answers(sitting)).toEqual({mood: {value: 7}});
  });

  it('without an LMS goes on where it was, private answers too', async () => {
    const before = await open({lms: false});
    before.sitting.happened(answer('mood', {value: 7}));
    before.page.die();
    const {sitting} = await open({lms: false});
    expect(answers(sitting)).toEqual({mood: {value: 7}});
    expect(sitting.line).toBe('local');
    sitting.happened(answer('quiz', {first: 'yes'}));
    expect(sitting.line).toBe('local'); // nothing was left behind: there is nobody to leave it from
  });

  it('for review finds everything, and the LMS hears nothing', async () => {
    const before = await open();
    before.sitting.happened(answer('quiz', {first: 'yes'}, true));
    before.sitting.happened(answer('mood', {value: 1}, true));
    before.sitting.close();
    const stored = JSON.stringify(moodle.store);
    const {sitting, host} = await open();
    expect(sitting.line).toBe('review');
    sitting.happened(answer('quiz', {first: 'no'}));
    host.tick(60_000);
    sitting.close();
    expect(JSON.stringify(moodle.store)).toBe(stored);
  });
});

describe('private answers', () => {
  it('are in nothing that is sent, whatever they are', async () => {
    const told = async (value: number) => {
      school();
      opened = 0;
      const {sitting, host} = await open();
      sitting.happened(answer('mood', {value}, true));
      host.tick(5000);
      sitting.close();
      return moodle.log.filter(({method}) => method === 'LMSSetValue').map(({given}) => given);
    };
    expect(await told(10)).toEqual(await told(0));
  });
});

describe('the line about saving', () => {
  it('says "memory" as long as the browser stores nothing', async () => {
    disk.fault = 'forbidden';
    databases = new IDBFactory();
    const broken = Object.assign(Object.create(databases), {
      open() {
        throw new DOMException('denied', 'SecurityError');
      },
    });
    databases = broken;
    const {sitting} = await open();
    sitting.happened(answer('quiz', {first: 'yes'}));
    await new Promise((resolve) => setImmediate(resolve));
    expect(sitting.line).toBe('memory_lms');
  });

  it('says that the LMS refuses while it does, and that all is saved after', async () => {
    const {sitting, host} = await open();
    moodle.faults.refuse.add('LMSCommit');
    sitting.happened(answer('quiz', {first: 'yes'}));
    host.tick(5000);
    expect(sitting.line).toBe('refused');
    moodle.faults.refuse.clear();
    host.tick(120_000);
    expect(sitting.line).toBe('saved');
    expect(moodle.stored('cmi.suspend_data')).toMatch(/^D1k/);
  });
});
