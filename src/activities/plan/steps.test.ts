import {describe, expect, it} from 'vitest';
import {followUps, helpersOf, isWritten, stepsOf} from './steps.ts';

describe('the steps of a plan', () => {
  it('are those of which something is written, by their numbers', () => {
    const steps = stepsOf({if_1: 'the bell rings', then_1: 'I breathe', help_3: 'Aigul', if_4: '  ', if_9: 'x'});
    expect(steps.map(({at}) => at)).toEqual([1, 3]);
    expect(steps.map(isWritten)).toEqual([true, false]);
    expect(steps[0]).toEqual({at: 1, when: 'the bell rings', does: 'I breathe', obstacle: '', help: ''});
  });

  it('are none in values of a wrong kind', () => {
    expect(stepsOf({if_1: 7, then_1: ['a'], obstacle_1: null})).toEqual([]);
  });

  it('are looked at again after 2 and 6 weeks, or when the author says, in order', () => {
    expect(followUps({})).toEqual([2, 6]);
    expect(followUps({follow_up_weeks: [12, 4]})).toEqual([4, 12]);
  });
});

describe('what helped', () => {
  const practice = (response: object) => ({title: 'Breathing', done: true, response: {...response}});
  const helped = (response: object) => helpersOf({toolkit: ['breathing']}, {breathing: practice(response)});

  it('is a practice kept, or rated lower after it than before', () => {
    expect(helped({kept: 'yes'})).toEqual([{title: 'Breathing', before: null, after: null}]);
    expect(helped({kept: 'no', before: 7, after: 3})).toEqual([{title: 'Breathing', before: 7, after: 3}]);
    expect(helped({kept: 'yes', before: 3, after: 7})).toEqual([{title: 'Breathing', before: null, after: null}]);
  });

  it.each([{}, {kept: 'no'}, {before: 5, after: 5}, {before: 3, after: 7}, {before: '7', after: 3}, {before: 7}])(
    'is nothing in %j',
    (response) => expect(helped(response)).toEqual([]),
  );

  it('is nothing where a practice was never opened', () => expect(helpersOf({toolkit: ['breathing']}, {})).toEqual([]));
});
