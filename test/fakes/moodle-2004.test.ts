import {describe, expect, it} from 'vitest';
import {createFakeMoodle2004, type FakeMoodle2004Options} from './moodle-2004.ts';

const begun = (options: FakeMoodle2004Options = {}) => {
  const moodle = createFakeMoodle2004(options);
  const page = moodle.open();
  page.API.Initialize('');
  const set = (element: string, value: string) => {
    page.API.SetValue(element, value);
    return page.API.GetLastError();
  };
  const get = (element: string) => {
    const value = page.API.GetValue(element);
    return value || page.API.GetLastError();
  };
  /** An interaction with its first fields, at index 0. */
  const interaction = (type: string) => {
    set('cmi.interactions.0.id', 'a');
    set('cmi.interactions.0.type', type);
  };
  return {moodle, page, set, get, interaction};
};

describe('the fake Moodle with SCORM 2004, as the real one was seen (MOODLE.md 1, 4, 7)', () => {
  it('does nothing before Initialize and after Terminate, with a code for each', () => {
    const {API} = createFakeMoodle2004().open();
    const errors = () => {
      const calls = [() => API.GetValue('cmi.mode'), () => API.SetValue('cmi.exit', ''), () => API.Commit('')];
      return calls.map((call) => {
        call();
        return API.GetLastError();
      });
    };
    expect(errors()).toEqual(['122', '132', '142']);
    API.Initialize('');
    API.Terminate('');
    expect(errors()).toEqual(['123', '133', '143']);
    API.Initialize('');
    expect(API.GetLastError()).toBe('104');
  });

  it.each([
    ['cmi.completion_status', 'passed', '406'],
    ['cmi.success_status', 'completed', '406'],
    ['cmi.exit', 'normal', '0'],
    ['cmi.score.raw', '100000', '406'],
    ['cmi.score.scaled', '.5', '406'],
    ['cmi.score.scaled', '1e-7', '406'],
    ['cmi.score.scaled', '1.5', '407'],
    ['cmi.score.scaled', '-0.5', '0'],
    ['cmi.progress_measure', '-0.5', '407'],
    ['cmi.session_time', 'PT1.234S', '406'],
    ['cmi.session_time', 'P1W', '406'],
    ['cmi.session_time', 'PT0H1M2.34S', '0'],
    ['cmi.interactions.0.id', 'with space', '406'],
    ['cmi.interactions.0.type', 'choice', '408'],
    ['cmi.interactions.1.id', 'a', '351'],
    ['cmi.interactions._count', '1', '404'],
    ['cmi.learner_id', 'a', '404'],
    ['cmi.core.lesson_status', 'passed', '401'],
    ['adl.data.0.id', 'a', '401'],
  ])('answers %s = %s with %s', (element, value, error) => {
    expect(begun().set(element, value)).toBe(error);
  });

  it.each([
    ['timestamp', '2026-11-21T10:00:00Z', '406'],
    ['timestamp', '2026-11-21T10:00:00.123Z', '406'],
    ['timestamp', '2026-11-21T10:00:00.0Z', '0'],
    ['result', 'wrong', '406'],
    ['result', 'incorrect', '0'],
    ['description', 'two\nlines', '406'],
    ['description', '{lang=kk}two\nlines', '0'],
    ['learner_response', 'with-hyphen', '406'],
    ['learner_response', 'a[,]a', '406'],
    ['learner_response', '', '406'],
    ['learner_response', 'a_1[,]b', '0'],
  ])('answers the %s %s of a choice with %s', (field, value, error) => {
    const {set, interaction} = begun();
    interaction('choice');
    expect(set(`cmi.interactions.0.${field}`, value)).toBe(error);
  });

  it('takes 64,000 characters of data, 251 of a description and 36 options, and not one more', () => {
    const {set, interaction} = begun();
    interaction('choice');
    const options = (count: number) => Array.from({length: count}, (_, index) => `o${index}`).join('[,]');
    expect(set('cmi.suspend_data', 'a'.repeat(64_000))).toBe('0');
    expect(set('cmi.suspend_data', 'a'.repeat(64_001))).toBe('406');
    expect(set('cmi.interactions.0.description', 'a'.repeat(251))).toBe('0');
    expect(set('cmi.interactions.0.description', 'a'.repeat(252))).toBe('406');
    expect(set('cmi.interactions.0.learner_response', options(36))).toBe('0');
    expect(set('cmi.interactions.0.learner_response', options(37))).toBe('406');
  });

  it('reads what has no value as an error that is none', () => {
    const {get} = begun();
    expect(get('cmi.suspend_data')).toBe('403');
    expect(get('cmi.interactions.0.id')).toBe('301');
    expect(get('cmi.exit')).toBe('405');
    expect(get('cmi.completion_status')).toBe('unknown');
  });

  it('shows nothing of an attempt that was not left with "suspend", though it has it', () => {
    const {moodle, page, set} = begun();
    set('cmi.suspend_data', 'D1k');
    page.API.Terminate('');
    expect(moodle.stored('cmi.suspend_data')).toBe('D1k');
    const again = moodle.open();
    again.API.Initialize('');
    expect(again.API.GetValue('cmi.suspend_data')).toBe('');
  });

  it('goes back to what it was at page load when initialised again', () => {
    const {page, set, get} = begun();
    set('cmi.suspend_data', 'D1k');
    page.API.Commit('');
    expect(page.API.Initialize('')).toBe('false');
    expect(page.API.GetLastError()).toBe('103');
    expect(get('cmi.suspend_data')).toBe('403');
  });

  it('sends everything again at each commit, so that sixty interactions of nine fields are too many for a beacon', () => {
    const fill = (count: number) => {
      const {moodle, page, set} = begun();
      for (let index = 0; index < count; index++) {
        const field = (name: string, value: string) => set(`cmi.interactions.${index}.${name}`, value);
        field('id', `question_${index}`);
        field('type', 'choice');
        for (const name of ['timestamp', 'weighting', 'learner_response', 'result', 'latency', 'description'])
          field(name, {weighting: '1', result: 'neutral', latency: 'PT1S', timestamp: '2026-11-21'}[name] ?? 'a');
      }
      page.API.Commit('');
      page.unloading = true;
      set('cmi.exit', 'suspend');
      return {moodle, answer: page.API.Terminate('')};
    };
    expect(fill(20).answer).toBe('true');
    const {moodle, answer} = fill(60);
    expect(answer).toBe('false');
    expect(moodle.stored('cmi.exit')).toBeUndefined();
    expect(moodle.stored('cmi.interactions.59.id')).toBe('question_59');
  });

  it('says "true" while the line is down, and keeps a page dead whose login was gone', () => {
    const {moodle, page, set} = begun();
    set('cmi.suspend_data', 'D1k');
    moodle.faults.offline = true;
    expect(page.API.Commit('')).toBe('true');
    expect(moodle.stored('cmi.suspend_data')).toBeUndefined();
    moodle.faults.offline = false;
    moodle.faults.expired = true;
    page.API.Commit('');
    moodle.faults.expired = false;
    expect(page.API.Commit('')).toBe('false');
    expect(page.API.GetLastError()).toBe('101');
  });

  it('lets a completion threshold overrule the status at Terminate', () => {
    const {moodle, page, set} = begun({completionThreshold: 0.8});
    set('cmi.completion_status', 'completed');
    set('cmi.progress_measure', '0.5');
    page.API.Terminate('');
    expect(moodle.stored('cmi.completion_status')).toBe('incomplete');
  });

  it('stores in review mode what it should not, and adds up the time only in normal mode', () => {
    const {moodle, page, set} = begun();
    set('cmi.exit', 'suspend');
    set('cmi.completion_status', 'completed');
    set('cmi.session_time', 'PT1H0M1.5S');
    page.API.Terminate('');
    expect(moodle.stored('cmi.total_time')).toBe('PT3601.5S');
    const review = moodle.open();
    expect(review.mode).toBe('review');
    review.API.Initialize('');
    review.API.SetValue('cmi.completion_status', 'incomplete');
    review.API.SetValue('cmi.session_time', 'PT9H');
    review.API.Terminate('');
    expect(moodle.stored('cmi.completion_status')).toBe('incomplete');
    expect(moodle.stored('cmi.total_time')).toBe('PT3601.5S');
    expect(moodle.completed()).toBe(true);
  });
});
