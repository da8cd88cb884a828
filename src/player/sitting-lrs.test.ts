import {IDBFactory} from 'fake-indexeddb';
import {describe, expect, it} from 'vitest';
import {createFakeLrs, type FakePage} from '../../test/fakes/lrs.ts';
import {fakeDisk, fakePage} from '../../test/fakes/storage.ts';
import {openDevice} from '../device/index.ts';
import {xchacha} from '../device/xchacha.ts';
import {cmi5} from '../lms/cmi5.ts';
import {type ActivityOutline, encodeAttempt, newAttempt, type Outline} from '../training/index.ts';
import {type Sitting, sitDown} from './sitting.ts';

const question = (id: string, more: Partial<ActivityOutline> = {}): ActivityOutline => ({
  id,
  kind: 'knowledge-check',
  minutes: 3,
  private: false,
  optional: false,
  items: [{id: 'first', type: 'choice', options: ['yes', 'no']}],
  ...more,
});
const outline: Outline = {
  id: 'silence',
  version: '1.0.0',
  ects: 1,
  level: 1,
  hue: 200,
  languages: ['kk', 'ru', 'en'],
  units: [{id: 'one', activities: [question('one'), question('two'), question('mood', {private: true, items: []})]}],
};
const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** A computer with a browser: what it keeps outlives its tabs. */
function computer() {
  const disk = fakeDisk();
  const factory = new IDBFactory();
  return async (page: FakePage): Promise<Sitting> => {
    const session = cmi5.launch(page.host, {finalStatus: 'completed', training: outline})!;
    const {localStorage, indexedDB} = fakePage(disk, factory);
    const host = {localStorage, indexedDB, random, now: Date.now, setTimeout};
    return sitDown({
      outline,
      session,
      openDevice: (key, attempt) =>
        openDevice({outline, learner: session.learner.id, key, attempt, cipher: xchacha, host}),
      language: 'ru',
      random,
      onChange: () => {},
    });
  };
}
const say = (sitting: Sitting, activity: string, choice: string) =>
  sitting.happened({type: 'answered', activity, response: {first: choice}, complete: true, score: null});
const answersOf = ({attempt}: Sitting) =>
  Object.fromEntries(Object.entries(attempt.answers).map(([activity, {first}]) => [activity, first?.value]));

describe('a sitting under cmi5', () => {
  it('waits for the LRS, and goes on where another device stopped', async () => {
    const lrs = createFakeLrs();
    const before = await computer()(lrs.open(lrs.launch()));
    say(before, 'one', 'yes');
    await lrs.pass(3000);
    const after = await computer()(lrs.open(lrs.launch()));
    expect(answersOf(after)).toEqual({one: 'yes'});
    expect(after.line).toBe('saved');
  });

  it('joins what two devices do at the same time, whichever of them began', async () => {
    const lrs = createFakeLrs();
    const [one, other] = [await computer()(lrs.open(lrs.launch())), await computer()(lrs.open(lrs.launch()))];
    say(one, 'one', 'yes');
    await lrs.pass(3000);
    say(other, 'two', 'no');
    await lrs.pass(3000);
    expect(answersOf(other)).toEqual({one: 'yes', two: 'no'});
    const third = await computer()(lrs.open(lrs.launch()));
    expect(answersOf(third)).toEqual({one: 'yes', two: 'no'});
    expect(third.attempt.id).toBe(one.attempt.id);
  });

  it('asks no question while the LRS can’t be reached, and joins what that has with what was done meanwhile', async () => {
    const lrs = createFakeLrs();
    const here = computer();
    const first = await here(lrs.open(lrs.launch()));
    say(first, 'one', 'yes');
    say(first, 'mood', 'no');
    await lrs.pass(3000);
    await here(lrs.open(lrs.launch())); // reads the key back: from now on the LMS alone has it
    const there = computer();
    say(await there(lrs.open(lrs.launch())), 'mood', 'yes');
    await lrs.pass(3000);
    lrs.faults.offline = true;
    const page = lrs.open(lrs.launch());
    const opening = here(page);
    await lrs.pass(12_000);
    const offline = await opening;
    expect(offline.question).toBeNull();
    expect(answersOf(offline)).toMatchObject({one: 'yes'});
    expect(offline.line).toBe('refused');
    say(offline, 'two', 'no');
    lrs.faults.offline = false;
    page.goOnline();
    await lrs.pass(5000);
    expect(offline.line).toBe('saved');
    const elsewhere = await computer()(lrs.open(lrs.launch()));
    expect(answersOf(elsewhere)).toEqual({one: 'yes', two: 'no'});
    // The key of private answers is still the one of before: they open on both computers.
    expect(answersOf(await here(lrs.open(lrs.launch())))).toMatchObject({mood: 'no'});
    expect(answersOf(await there(lrs.open(lrs.launch())))).toMatchObject({mood: 'yes'});
  });

  it('takes in, unasked, what was answered while the LRS could not be heard, though by then it knows of another beginning', async () => {
    const lrs = createFakeLrs();
    const here = computer();
    lrs.faults.offline = true;
    const opening = here(lrs.open(lrs.launch()));
    await lrs.pass(12_000);
    say(await opening, 'one', 'yes');
    lrs.faults.offline = false;
    const there = await computer()(lrs.open(lrs.launch()));
    there.happened({type: 'moved', activity: 'two', step: 0});
    await lrs.pass(3000);
    const sitting = await here(lrs.open(lrs.launch()));
    expect(sitting.question).toBeNull();
    expect(answersOf(sitting)).toEqual({one: 'yes'});
    expect(sitting.attempt.id).toBe(there.attempt.id);
  });

  it('goes on under the name that the LRS knows, though little else is known by it', async () => {
    const lrs = createFakeLrs();
    const [one, other] = [await computer()(lrs.open(lrs.launch())), await computer()(lrs.open(lrs.launch()))];
    one.happened({type: 'moved', activity: 'two', step: 0});
    await lrs.pass(3000);
    say(other, 'one', 'yes');
    await lrs.pass(3000);
    expect(other.attempt.id).toBe(one.attempt.id);
    expect(other.attempt.place.value).toEqual({activity: 'two', step: 0});
  });

  it('brings what another tab had left on the device, too', async () => {
    const lrs = createFakeLrs();
    const here = computer();
    const sitting = await here(lrs.open(lrs.launch()));
    say(sitting, 'two', 'no');
    await lrs.pass(3000);
    const page = lrs.open(lrs.launch());
    say(await here(page), 'one', 'yes');
    page.die();
    (await computer()(lrs.open(lrs.launch()))).happened({type: 'moved', activity: 'two', step: 0});
    await lrs.pass(3000);
    say(sitting, 'mood', 'no'); // and meets what the other computer has saved
    await lrs.pass(3000);
    await lrs.pass(3000);
    expect(answersOf(await computer()(lrs.open(lrs.launch())))).toEqual({one: 'yes', two: 'no'});
  });

  it('stays as it is though another package has written in its place, and is saved again', async () => {
    const lrs = createFakeLrs();
    const sitting = await computer()(lrs.open(lrs.launch()));
    say(sitting, 'one', 'yes');
    await lrs.pass(3000);
    const {id} = sitting.attempt;
    const foreign = {...outline, units: [{id: 'one', activities: [question('elsewhere')]}]};
    const attempt = {...newAttempt('zzzzzzzzzzzz', 'kk'), done: {elsewhere: 1}, counter: 1};
    const {data} = encodeAttempt({attempt, outline: foreign, key: random(32), texts: null, limit: 4000});
    lrs.write('destt.suspend', {suspendData: data});
    say(sitting, 'two', 'no');
    await lrs.pass(3000);
    expect(sitting.attempt.id).toBe(id);
    const again = await computer()(lrs.open(lrs.launch()));
    expect(again.attempt.id).toBe(id);
    expect(answersOf(again)).toEqual({one: 'yes', two: 'no'});
  });

  it('tells how far the training is with each activity that is done, and the end only then', async () => {
    const lrs = createFakeLrs();
    const sitting = await computer()(lrs.open(lrs.launch()));
    for (const activity of ['one', 'two', 'mood']) say(sitting, activity, 'yes');
    await lrs.pass(3000);
    expect(lrs.verbs()).toEqual(['initialized', 'progressed', 'progressed', 'progressed', 'completed']);
    const progress = lrs.statements.flatMap(({result}) => Object.values((result?.extensions ?? {}) as object));
    expect(progress).toEqual([33, 67, 100]);
    expect(lrs.log.some(({body}) => body.includes('mood'))).toBe(false);
  });
});
