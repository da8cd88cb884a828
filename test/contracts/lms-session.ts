import {describe, expect, it} from 'vitest';
import type {LmsSession, SaveState} from '../../src/lms/lms.ts';
import type {ActivityOutline, Interaction} from '../../src/training/index.ts';

/** An LMS under test, and the only ways in which the contract touches it. */
export interface LmsUnderTest<Launched = LmsSession> {
  /** A new sitting, as when the learner opens the activity (again) in a new page; it is ready. */
  launch(): Launched;
  /** Time passes, timers run, and what was sent arrives. */
  pass(milliseconds: number): Promise<void>;
  /** How often the LMS was asked to store something. */
  commits(): number;
  /** How the learner stands with the LMS. */
  outcome(): {readonly done: boolean; readonly score: number | null};
  /** From now on the LMS refuses to store, or does again. */
  refuse(refusing: boolean): void;
}

/** At once, or once the LMS was heard. */
type AnyLms = LmsUnderTest<LmsSession | Promise<LmsSession>>;

/** What every session keeps, whoever launched the page. */
export function describeAnySession(name: string, make: () => Pick<AnyLms, 'launch' | 'pass'>) {
  describe(name, () => {
    it('has nothing saved in a fresh attempt', async () => {
      expect((await make().launch()).suspendData).toBeNull();
    });

    it('lives through every order of calls', async () => {
      const lms = make();
      const session = await lms.launch();
      session.leave(false);
      session.complete({score: 100});
      session.record({type: 'progressed', activity, progress: 0.5});
      session.record({type: 'answered', activity, language: 'kk', interactions: [answer]});
      session.save('D1k-first', 'now');
      session.leave(true);
      session.leave(true);
      session.leave(false);
      session.save('D1k-late', 'soon');
      session.complete({score: 10});
      session.close();
      session.close();
      await lms.pass(60_000);
    });

    it('ends on close', async () => {
      expect((await make().launch()).close()).toBe(true);
    });
  });
}

/** What every session with something that stores keeps, whatever its standard. */
export function describeLmsSession(name: string, make: () => AnyLms) {
  describeAnySession(name, make);

  describe(name, () => {
    it('asks the LMS to store nothing before something was done', async () => {
      const lms = make();
      await lms.launch();
      await lms.pass(60_000);
      expect(lms.commits()).toBe(0);
    });

    it('never calls the LMS inside save, when a tap waits to be painted', async () => {
      const lms = make();
      const session = await lms.launch();
      session.save('D1k-first', 'now');
      session.save('D1k-second', 'soon');
      expect(lms.commits()).toBe(0);
    });

    it('brings back to a page that was never closed what was saved there', async () => {
      const lms = make();
      (await lms.launch()).save('D1k-first', 'now');
      await lms.pass(1000);
      expect((await lms.launch()).suspendData).toBe('D1k-first');
    });

    it('stores the newest of several saves once the learner pauses', async () => {
      const lms = make();
      const session = await lms.launch();
      for (const data of ['D1k-first', 'D1k-second', 'D1k-third']) session.save(data, 'soon');
      await lms.pass(2500);
      expect(lms.commits()).toBe(1);
      expect((await lms.launch()).suspendData).toBe('D1k-third');
    });

    it('stores within ten seconds or so though the learner never pauses', async () => {
      const lms = make();
      const session = await lms.launch();
      for (let answers = 0; answers < 12; answers++) {
        session.save(`D1k-${answers}`, 'soon');
        await lms.pass(1000);
      }
      expect(lms.commits()).toBeGreaterThan(0);
    });

    it('takes data as long as its limit, unchanged', async () => {
      const lms = make();
      const session = await lms.launch();
      const data = 'D1k'.padEnd(session.suspendDataLimit, 'x~0');
      session.save(data, 'now');
      await lms.pass(1000);
      expect((await lms.launch()).suspendData).toBe(data);
    });

    it('says what became of a save', async () => {
      const lms = make();
      const session = await lms.launch();
      const said: SaveState[] = [];
      session.onState = (state) => said.push(state);
      session.save('D1k-first', 'now');
      await lms.pass(1000);
      expect(said).toEqual(['waiting', 'saved']);
      expect(session.state).toBe('saved');
    });

    it('stores what is new when the page is hidden, and goes on when it is shown again', async () => {
      const lms = make();
      const session = await lms.launch();
      session.save('D1k-first', 'soon');
      session.leave(false);
      await lms.pass(0);
      expect((await lms.launch()).suspendData).toBe('D1k-first');
      session.save('D1k-second', 'now');
      await lms.pass(1000);
      expect((await lms.launch()).suspendData).toBe('D1k-second');
    });

    it('stores what is new when the page goes away', async () => {
      const lms = make();
      const session = await lms.launch();
      session.save('D1k-first', 'soon');
      session.leave(true);
      await lms.pass(0);
      expect((await lms.launch()).suspendData).toBe('D1k-first');
    });

    it('leaves the training open when the learner stops midway', async () => {
      const lms = make();
      const session = await lms.launch();
      session.save('D1k-half', 'now');
      session.leave(true);
      await lms.pass(1000);
      expect(lms.outcome()).toEqual({done: false, score: null});
      expect((await lms.launch()).mode).toBe('normal');
    });

    it('reports a finished training with its score', async () => {
      const lms = make();
      const session = await lms.launch();
      session.complete({score: 80});
      session.save('D1k-done', 'now');
      await lms.pass(1000);
      expect(lms.outcome()).toEqual({done: true, score: 80});
      expect(session.close()).toBe(true);
      expect(lms.outcome()).toEqual({done: true, score: 80});
    });

    it('keeps a score of zero', async () => {
      const lms = make();
      (await lms.launch()).complete({score: 0});
      await lms.pass(3000);
      expect(lms.outcome()).toEqual({done: true, score: 0});
    });

    it('keeps a score though nothing is graded any more, as in a newer version of the training', async () => {
      const lms = make();
      const session = await lms.launch();
      session.complete({score: 60});
      session.complete({score: 100, ungraded: true}, true);
      session.save('D1k-done', 'now');
      await lms.pass(3000);
      expect(lms.outcome()).toEqual({done: true, score: 60});
    });

    it('never lowers what was reached', async () => {
      const lms = make();
      const session = await lms.launch();
      session.complete({score: 80});
      session.complete({score: 30});
      session.close();
      const again = await lms.launch();
      again.complete({score: 20});
      again.save('D1k-again', 'now');
      await lms.pass(3000);
      again.close();
      expect(lms.outcome()).toEqual({done: true, score: 80});
    });

    it('keeps what an LMS refused, says so, and brings it when the LMS takes it again', async () => {
      const lms = make();
      const session = await lms.launch();
      lms.refuse(true);
      session.complete({score: 70});
      session.save('D1k-kept', 'now');
      await lms.pass(1000);
      expect(session.state).toBe('refused');
      expect(session.close()).toBe(false);
      lms.refuse(false);
      await lms.pass(120_000);
      expect(session.state).toBe('saved');
      expect(lms.outcome()).toEqual({done: true, score: 70});
      expect((await lms.launch()).suspendData).toBe('D1k-kept');
    });

    it('asks a refusing LMS less and less often', async () => {
      const lms = make();
      const session = await lms.launch();
      lms.refuse(true);
      session.save('D1k-kept', 'now');
      await lms.pass(60_000);
      const first = lms.commits();
      for (let answers = 0; answers < 600; answers++) {
        session.save(`D1k-${answers}`, answers % 2 ? 'now' : 'soon');
        await lms.pass(1000);
      }
      expect(first).toBeGreaterThan(2);
      expect(lms.commits() - first).toBeLessThan(25);
    });
  });
}

export const activity: ActivityOutline = {
  id: 'silence-in-class',
  kind: 'role-play',
  minutes: 5,
  private: false,
  optional: false,
  items: [{id: 'silence', type: 'choice', options: ['wait', 'go_on']}],
};

export const answer: Interaction = {
  item: 'silence',
  description: 'You ask a pupil. She looks at her desk.',
  correct: null,
  type: 'choice',
  choices: [
    {id: 'wait', text: 'Count to five'},
    {id: 'go_on', text: 'Ask a neighbour'},
  ],
  response: ['wait'],
};
