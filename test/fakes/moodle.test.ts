import {describe, expect, it} from 'vitest';
import {createFakeMoodle, equalInPhp, type FakeMoodleOptions} from './moodle.ts';

const begun = (options: FakeMoodleOptions = {}) => {
  const moodle = createFakeMoodle(options);
  const page = moodle.open();
  page.API.LMSInitialize('');
  const set = (element: string, value: string) => {
    page.API.LMSSetValue(element, value);
    return page.API.LMSGetLastError();
  };
  const get = (element: string) => {
    const value = page.API.LMSGetValue(element);
    return value || page.API.LMSGetLastError();
  };
  return {moodle, page, set, get};
};

describe('the fake Moodle, as the real one was seen (MOODLE.md 1, 3, 7)', () => {
  it('does nothing before LMSInitialize and after LMSFinish', () => {
    const {API} = createFakeMoodle().open();
    expect(API.LMSSetValue('cmi.suspend_data', 'a')).toBe('false');
    expect(API.LMSGetLastError()).toBe('301');
    API.LMSInitialize('');
    API.LMSFinish('');
    expect(API.LMSCommit('')).toBe('false');
  });

  it.each([
    ['cmi.core.lesson_status', 'not attempted', '405'],
    ['cmi.core.exit', 'normal', '405'],
    ['cmi.core.score.raw', '100.01', '405'],
    ['cmi.core.score.raw', '100.00000', '0'],
    ['cmi.core.session_time', '00:00:01.123', '405'],
    ['cmi.core.session_time', '1:00:00', '405'],
    ['cmi.core.session_time', '0000:00:01.12', '0'],
    ['cmi.interactions.0.id', 'with space', '405'],
    ['cmi.interactions.0.id', 'é', '405'],
    ['cmi.interactions.0.type', 'long-fill-in', '405'],
    ['cmi.interactions.0.result', 'incorrect', '405'],
    ['cmi.interactions.0.result', 'wrong', '0'],
    ['cmi.interactions.1.id', 'a', '201'],
    ['cmi.interactions.0.description', 'a', '201'],
    ['cmi.core.student_id', 'a', '403'],
    ['cmi.interactions._count', '1', '402'],
    ['cmi.completion_status', 'completed', '201'],
  ])('answers %s = %s with %s', (element, value, error) => {
    expect(begun().set(element, value)).toBe(error);
  });

  it.each([
    ['cmi.interactions.0.id', '404'],
    ['cmi.core.exit', '404'],
    ['cmi.core.lesson_status', 'not attempted'],
    ['cmi.core.nothing', '201'],
    ['cmi.core.lesson_status._children', '202'],
  ])('reads %s as %s', (element, answer) => {
    expect(begun().get(element)).toBe(answer);
  });

  it('takes 4,096 characters by the standard, and 64,000 as it comes', () => {
    expect(begun({strict: true}).set('cmi.suspend_data', 'a'.repeat(4097))).toBe('405');
    expect(begun().set('cmi.suspend_data', 'a'.repeat(4097))).toBe('0');
    expect(begun().set('cmi.suspend_data', 'a'.repeat(64_001))).toBe('405');
  });

  it('never sends again what it believes sent', () => {
    const {moodle, page, set} = begun();
    moodle.faults.offline = true;
    set('cmi.suspend_data', 'a');
    expect(page.API.LMSCommit('')).toBe('true');
    moodle.faults.offline = false;
    set('cmi.suspend_data', 'a');
    page.API.LMSCommit('');
    expect(moodle.stored('cmi.suspend_data')).toBeUndefined();
  });

  it.each([
    ['0110', '110'],
    ['0e1', '0e9'],
    ['1e3', '1000'],
    [' 5', '5'],
    ['1', '1.0'],
  ])('takes %j and %j for equal', (a, b) => {
    expect(equalInPhp(a, b)).toBe(true);
    expect(equalInPhp(`x${a}`, `x${b}`)).toBe(false);
  });

  it('throws at half a character and drops U+0000', () => {
    const {moodle, page, set} = begun();
    set('cmi.suspend_data', 'a\ud83d');
    expect(() => page.API.LMSCommit('')).toThrow(URIError);
    set('cmi.suspend_data', 'a\0b');
    page.API.LMSCommit('');
    expect(moodle.stored('cmi.suspend_data')).toBe('ab');
  });

  it('completes at LMSFinish where there is no status, and overrides it by the mastery score where there is one', () => {
    const {moodle, page} = begun();
    page.API.LMSFinish('');
    expect(moodle.stored('cmi.core.lesson_status')).toBe('completed');
    const second = begun({masteryScore: '80'});
    second.set('cmi.core.lesson_status', 'incomplete');
    second.set('cmi.core.score.raw', '20');
    second.page.API.LMSFinish('');
    expect(second.moodle.stored('cmi.core.lesson_status')).toBe('failed');
  });

  it('stores in review mode what it should not', () => {
    const {moodle, page} = begun();
    page.API.LMSFinish('');
    const review = moodle.open();
    expect(review.mode).toBe('review');
    review.API.LMSInitialize('');
    review.API.LMSSetValue('cmi.core.lesson_status', 'incomplete');
    review.API.LMSCommit('');
    expect(moodle.stored('cmi.core.lesson_status')).toBe('incomplete');
    expect(moodle.completed()).toBe(true);
  });

  it('loses what is more than a beacon holds', () => {
    const {moodle, page, set} = begun();
    page.unloading = true;
    set('cmi.suspend_data', 'қ'.repeat(33_000));
    expect(page.API.LMSCommit('')).toBe('false');
    expect(moodle.stored('cmi.suspend_data')).toBeUndefined();
  });

  it('keeps a page dead whose login was gone', () => {
    const {moodle, page, set} = begun();
    moodle.faults.expired = true;
    page.API.LMSCommit('');
    moodle.faults.expired = false;
    set('cmi.suspend_data', 'a');
    expect(page.API.LMSCommit('')).toBe('false');
    expect(page.API.LMSGetLastError()).toBe('101');
  });

  it('blocks as long as a request takes, and logs every call', () => {
    let blocked = 0;
    const {moodle, page} = begun({block: (milliseconds) => (blocked += milliseconds)});
    moodle.faults.latencyMs = 300;
    page.API.LMSCommit('');
    expect(blocked).toBe(300);
    expect(moodle.log.map(({method}) => method)).toEqual(['LMSInitialize', 'LMSCommit']);
  });
});
