import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Attempt, afterEvent, mergeAttempts, newAttempt, responseOf} from './attempt.ts';
import type {LearnerEvent} from './learner-event.ts';
import {outcomeOf, progressOf} from './outcome.ts';
import {smallOutline} from './small-outline.test-data.ts';

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
        items: [
          {id: 'first', type: 'choice', options: ['yes', 'no']},
          {id: 'level', type: 'number', min: 0, max: 10},
          {id: 'why', type: 'text'},
        ],
      },
      {id: 'mood', kind: 'pulse', minutes: 1, private: true, optional: false, items: []},
      {id: 'more', kind: 'page', minutes: 1, private: false, optional: true, items: []},
    ],
  },
]);

const fresh = newAttempt('a', 'kk');
const answered = (activity: string, response: object, complete = false, score: number | null = null) =>
  ({type: 'answered', activity, response, complete, score}) as LearnerEvent;
const played = (attempt: Attempt, ...events: readonly LearnerEvent[]) => events.reduce(afterEvent, attempt);

const event = fc.oneof(
  fc.record({
    type: fc.constant('answered' as const),
    activity: fc.constantFrom('quiz', 'mood', 'removed'),
    response: fc.dictionary(
      fc.constantFrom('first', 'level', 'why'),
      fc.oneof(fc.constantFrom('yes', 'no'), fc.nat(10), fc.string({unit: 'binary'})),
    ),
    complete: fc.boolean(),
    score: fc.option(fc.constantFrom(0, 0.5, 1)),
  }),
  fc.record({type: fc.constant('moved' as const), activity: fc.constantFrom('quiz', 'mood'), step: fc.nat(5)}),
  fc.record({type: fc.constant('switched' as const), language: fc.constantFrom('kk', 'ru', 'en')}),
  fc.record({type: fc.constant('carried' as const), texts: fc.boolean()}),
  fc.constant({type: 'finished' as const}),
) as fc.Arbitrary<LearnerEvent>;
const events = fc.array(event, {maxLength: 20});

describe('an attempt', () => {
  it('counts each change, and an event that changes nothing gives back the same value', () => {
    const once = played(fresh, answered('quiz', {first: 'yes'}));
    expect(once.counter).toBe(1);
    expect(played(once, answered('quiz', {first: 'yes'}))).toBe(once);
    expect(played(once, {type: 'switched', language: 'kk'})).toBe(once);
  });

  it('keeps every kind of text as it was typed', () => {
    for (const text of ['<script>alert(1)</script>', '👩‍🏫 қ', '\ud800 alone', 'x'.repeat(100_000)]) {
      const attempt = played(fresh, answered('quiz', {why: text}));
      expect(responseOf(attempt.answers.quiz)).toEqual({why: text});
    }
  });

  it('marks an answer that was taken back, so that an older copy does not bring it again', () => {
    const given = played(fresh, answered('quiz', {first: 'yes'}));
    const taken = played(given, answered('quiz', {}));
    expect(responseOf(mergeAttempts(taken, given).answers.quiz)).toEqual({});
  });

  it('stays done and finished once it is', () => {
    const done = played(fresh, answered('quiz', {first: 'yes'}, true), {type: 'finished'});
    const later = played(done, answered('quiz', {first: 'no'}, false));
    expect(later.done).toEqual({quiz: 1});
    expect(mergeAttempts(later, fresh)).toMatchObject({finished: true, done: {quiz: 1}});
  });

  it('never changes in place, and holds only what events put there, whatever their names', () => {
    fc.assert(
      fc.property(events, event, (before, last) => {
        const attempt = played(fresh, ...before);
        const copy = structuredClone(attempt);
        const next = afterEvent(attempt, last);
        expect(attempt).toEqual(copy);
        expect(next.counter - attempt.counter).toBeLessThanOrEqual(1);
        for (const answers of Object.values(next.answers))
          for (const stamped of Object.values(answers)) expect(stamped.counter).toBeLessThanOrEqual(next.counter);
      }),
    );
  });
});

describe('two copies of an attempt', () => {
  it('merge to the same, in whatever order, however often', () => {
    fc.assert(
      fc.property(events, events, events, events, (shared, left, right, third) => {
        const base = played(fresh, ...shared);
        const [a, b, c] = [left, right, third].map((own) => played(base, ...own)) as [Attempt, Attempt, Attempt];
        expect(mergeAttempts(a, b)).toEqual(mergeAttempts(b, a));
        expect(mergeAttempts(mergeAttempts(a, b), c)).toEqual(mergeAttempts(a, mergeAttempts(b, c)));
        expect(mergeAttempts(a, a)).toEqual(a);
        expect(mergeAttempts(base, a)).toEqual(a);
      }),
    );
  });

  it('keep what was answered on either device', () => {
    const base = played(fresh, answered('quiz', {first: 'yes'}));
    const phone = played(base, answered('quiz', {first: 'yes', level: 3}));
    const desk = played(base, answered('quiz', {first: 'yes', why: 'so'}));
    expect(responseOf(mergeAttempts(phone, desk).answers.quiz)).toEqual({first: 'yes', level: 3, why: 'so'});
  });
});

describe('the outcome', () => {
  it('waits for all activities that are not optional', () => {
    const half = played(fresh, answered('quiz', {}, true));
    expect(outcomeOf(outline, half)).toBeNull();
    expect(progressOf(outline, half)).toBe(0.5);
    const whole = played(half, answered('mood', {}, true));
    expect(progressOf(outline, whole)).toBe(1);
    expect(outcomeOf(outline, whole)).toMatchObject({score: 100}); // nothing graded
  });

  it('is the mean of what is graded, 0 to 100', () => {
    const done = played(fresh, answered('quiz', {}, true, 0), answered('mood', {}, true, 0.5));
    expect(outcomeOf(outline, done)).toEqual({score: 25});
  });

  it('of what was once finished stays, and so does the progress, though a newer version asks for more', () => {
    const finished = played(fresh, answered('quiz', {}, true, 0.6), {type: 'finished'});
    expect(outcomeOf(outline, finished)).toEqual({score: 60});
    expect(progressOf(outline, finished)).toBe(1);
  });
});
