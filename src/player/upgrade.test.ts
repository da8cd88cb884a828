import {IDBFactory} from 'fake-indexeddb';
import {describe, expect, it} from 'vitest';
import {createFakeLrs, type FakeLrs} from '../../test/fakes/lrs.ts';
import {fakeDisk, fakePage} from '../../test/fakes/storage.ts';
import {openDevice} from '../device/index.ts';
import {xchacha} from '../device/xchacha.ts';
import {cmi5} from '../lms/cmi5.ts';
import {type ActivityOutline, type Item, type Outline, progressOf, responseOf} from '../training/index.ts';
import {type Sitting, sitDown} from './sitting.ts';

const choice = (id: string, ...options: string[]): Item => ({id, type: 'choice', options});
const activity = (id: string, items: readonly Item[], more: Partial<ActivityOutline> = {}): ActivityOutline => ({
  id,
  kind: 'knowledge-check',
  minutes: 3,
  private: false,
  optional: false,
  items,
  ...more,
});
const version = (version: string, ...activities: readonly ActivityOutline[]): Outline => ({
  id: 'grown',
  version,
  ects: 1,
  level: 1,
  hue: 200,
  languages: ['kk', 'ru', 'en'],
  units: [{id: 'one', activities}],
});

const quiz = activity('quiz', [choice('first', 'yes', 'no'), choice('second', 'a', 'b', 'c')]);
const scale = activity('scale', [{id: 'energy', type: 'number', min: 0, max: 10}]);
const mood = activity('mood', [], {private: true});
const first = version('1.0.0', quiz, scale, mood);

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

/** A browser on which a version of the training is opened; what it keeps outlives its tabs. */
function browser() {
  const disk = fakeDisk();
  const factory = new IDBFactory();
  return async (lrs: FakeLrs, outline: Outline): Promise<Sitting> => {
    const session = cmi5.launch(lrs.open(lrs.launch()).host, {finalStatus: 'completed', training: outline})!;
    const {localStorage, indexedDB} = fakePage(disk, factory);
    const host = {localStorage, indexedDB, random, now: () => 0, setTimeout};
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

const give = (sitting: Sitting, id: string, response: Record<string, string | number>, score: number | null = null) =>
  sitting.happened({type: 'answered', activity: id, response, complete: true, score});
const answersIn = ({attempt}: Sitting) =>
  Object.fromEntries(Object.entries(attempt.answers).map(([id, given]) => [id, responseOf(given)]));

/** Where the newer version is opened: where the older one was, or where nothing of it lies. */
const places = ['the same browser', 'another browser'] as const;

describe.each(places)('a training replaced by a newer version, opened in %s', (place) => {
  async function given(work: (sitting: Sitting) => void) {
    const lrs = createFakeLrs();
    const here = browser();
    const before = await here(lrs, first);
    work(before);
    await lrs.pass(3000);
    before.close();
    await lrs.pass(3000);
    const there = place === 'the same browser' ? here : browser();
    return {lrs, open: (outline: Outline) => there(lrs, outline)};
  }

  it('has every answer to what is still asked, in whatever order and with whatever was added', async () => {
    const {open} = await given((sitting) => {
      give(sitting, 'quiz', {first: 'no', second: 'b'});
      give(sitting, 'scale', {energy: 7});
    });
    const renewed = {
      ...quiz,
      items: [choice('new', 'x', 'y'), choice('second', 'c', 'd', 'b'), choice('first', 'no', 'yes')],
    };
    const sitting = await open(version('2.0.0', activity('opening', []), scale, mood, renewed));
    expect(answersIn(sitting)).toEqual({quiz: {first: 'no', second: 'b'}, scale: {energy: 7}});
    expect(Object.keys(sitting.attempt.done).sort()).toEqual(['quiz', 'scale']);
    expect(sitting.question).toBeNull();
  });

  it('goes on counting what is done, whatever became of the questions in it', async () => {
    const {lrs, open} = await given((sitting) => {
      give(sitting, 'quiz', {first: 'yes', second: 'a'}, 0.5);
      give(sitting, 'scale', {energy: 7});
    });
    // One question is gone, an option of the other, and the scale is shorter.
    const shorter = activity('scale', [{id: 'energy', type: 'number', min: 0, max: 5}]);
    const outline = version('2.0.0', {...quiz, items: [choice('first', 'no', 'perhaps')]}, shorter, mood);
    const sitting = await open(outline);
    expect(progressOf(outline, sitting.attempt)).toBeCloseTo(2 / 3);
    give(sitting, 'mood', {value: 3});
    await lrs.pass(3000);
    expect(lrs.verbs()).toContain('completed');
    expect(lrs.statements.flatMap(({result}) => result?.score?.raw ?? [])).toEqual([50]);
  });

  it('is finished by what was done, once what was missing is no longer asked', async () => {
    const {lrs, open} = await given((sitting) => {
      give(sitting, 'quiz', {first: 'yes'}, 1);
      give(sitting, 'mood', {value: 3});
    });
    expect(lrs.verbs()).not.toContain('completed');
    const sitting = await open(version('2.0.0', quiz, {...scale, optional: true}, mood));
    await lrs.pass(3000);
    expect(sitting.attempt.finished).toBe(true);
    expect(lrs.verbs()).toContain('completed');
  });

  it('stays finished with its score, though more is asked now', async () => {
    const {lrs, open} = await given((sitting) => {
      give(sitting, 'quiz', {first: 'yes'}, 0.6);
      give(sitting, 'scale', {energy: 7});
      give(sitting, 'mood', {value: 3});
    });
    const said = () =>
      lrs.statements.flatMap(({verb, result}) =>
        result?.score ? [[verb.id.split('/').at(-1), result.score.raw]] : [],
      );
    const told = said();
    expect(told).toEqual([['progressed', 60]]);
    const outline = version('2.0.0', quiz, scale, mood, activity('added', [choice('one', 'a', 'b')]));
    const sitting = await open(outline);
    expect(sitting.attempt.finished).toBe(true);
    expect(progressOf(outline, sitting.attempt)).toBe(1);
    sitting.happened({type: 'moved', activity: 'added', step: 0});
    await lrs.pass(3000);
    sitting.close();
    await lrs.pass(3000);
    expect(said()).toEqual(told);
    expect(lrs.verbs().filter((verb) => verb === 'completed')).toHaveLength(1);
  });

  it('stays finished, and gets no better score, where what was graded is gone', async () => {
    const {lrs, open} = await given((sitting) => {
      give(sitting, 'quiz', {first: 'yes'}, 0.6);
      give(sitting, 'scale', {energy: 7});
      give(sitting, 'mood', {value: 3});
    });
    const sitting = await open(version('2.0.0', scale, mood));
    await lrs.pass(3000);
    expect(sitting.attempt.finished).toBe(true);
    expect(lrs.statements.flatMap(({result}) => result?.score?.raw ?? [])).toEqual([60]);
  });
});
