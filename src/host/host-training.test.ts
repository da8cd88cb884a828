import {describe, expect, it} from 'vitest';
import {activity, answer, describeLmsSession, type LmsUnderTest} from '../../test/contracts/lms-session.ts';
import {fakeHost} from '../../test/fakes/host.ts';
import {aigul, fakeHostPage} from '../../test/fakes/host-page.ts';
import {scorm12Session} from '../lms/scorm-1.2.ts';
import {scorm2004Session} from '../lms/scorm-2004.ts';
import {hostTraining} from './host-training.ts';
import {standingOf} from './record.ts';
import {memoryStore} from './stores.ts';
import type {HostFault, HostOptions, HostRecord, HostStatement, HostStore, ScormApi, Standard} from './types.ts';

const sessions = {scorm12: scorm12Session, scorm2004: scorm2004Session} as const;
const names = {scorm12: 'API', scorm2004: 'API_1484_11'} as const;

/** A portal's page whose package is on the same origin; each `open` is a page of its own, with the same store. */
function portal(standard: Standard = 'scorm12', options: Partial<HostOptions> = {}, inner: HostStore = memoryStore()) {
  const clock = fakeHost();
  const faults: HostFault[] = [];
  const statements: HostStatement[] = [];
  const commits: HostRecord[] = [];
  let refusing = false;
  let saves = 0;
  const store: HostStore = {
    load: inner.load,
    save(key, record) {
      saves++;
      if (refusing) throw new Error('disk full');
      return inner.save(key, record);
    },
  };
  const key = 'https://portal.example/packages/silence/index.html aigul';
  return {
    clock,
    faults,
    statements,
    commits,
    saves: () => saves,
    refuse: (refuses: boolean) => {
      refusing = refuses;
    },
    stored: async () => (await inner.load(key)) as HostRecord,
    async open() {
      const page = fakeHostPage(clock);
      const hosted = await hostTraining({
        ...aigul,
        frame: page.frame,
        standard,
        store,
        onFault: (fault) => faults.push(fault),
        onStatement: (statement) => statements.push(statement),
        onCommit: (record) => commits.push(record),
        ...options,
      });
      const api = page.window[names[standard]] as ScormApi;
      return {page, hosted, api, session: () => sessions[standard](api, clock)};
    },
  };
}

for (const standard of ['scorm12', 'scorm2004'] as const)
  describeLmsSession(`a session of ${standard} with our host on the same origin`, () => {
    const under = portal(standard);
    let last: HostRecord | null = null;
    return {
      launch: async () => (await under.open()).session(),
      async pass(milliseconds) {
        under.clock.tick(milliseconds);
        last = await under.stored();
      },
      commits: under.saves,
      outcome() {
        const {done, score} = standingOf(under.commits.at(-1) ?? last ?? {standard, values: {}, seconds: 0});
        return {done, score};
      },
      refuse: under.refuse,
    } satisfies LmsUnderTest<unknown>;
  });

describe('a host on the same origin', () => {
  it('puts the API of the standard into its window, shows the package, and takes both away in the end', async () => {
    const {open, clock} = portal('scorm2004');
    const {page, hosted} = await open();
    expect(page.frame.src).toBe('https://portal.example/packages/silence/index.html');
    expect(Object.keys(page.window)).toContain('API_1484_11');
    expect(page.attributes.sandbox).toBeUndefined();
    const ending = hosted.end();
    clock.tick(3000);
    await Promise.resolve();
    clock.tick(10);
    expect(await ending).toBe(true);
    expect(page.frame.src).toBe('about:blank');
    expect(Object.keys(page.window)).not.toContain('API_1484_11');
  });

  it('hosts one package at a time, and says so', async () => {
    const {open} = portal();
    const {page} = await open();
    await expect(hostTraining({...aigul, frame: page.frame, store: memoryStore()})).rejects.toThrow(
      'end() that one first',
    );
  });

  it('gives the package the learner and the language of its page', async () => {
    const {open} = portal('scorm12', {language: 'kk'});
    const {session} = await open();
    expect(session()).toMatchObject({learner: {id: 'aigul', name: 'Aigul Serik'}, language: 'kk', mode: 'normal'});
  });

  it('adds the time of each sitting to the ones before, with and without an end', async () => {
    const {open, stored} = portal('scorm2004');
    const first = await open();
    first.api.Initialize?.('');
    first.api.SetValue?.('cmi.exit', 'suspend');
    for (const time of ['PT1M', 'PT1M30.5S']) {
      first.api.SetValue?.('cmi.session_time', time);
      first.api.Commit?.('');
    }
    expect((await stored()).seconds).toBe(90.5);
    const second = await open();
    second.api.Initialize?.('');
    expect(second.api.GetValue?.('cmi.total_time')).toBe('PT0H1M30.5S');
    expect(second.api.GetValue?.('cmi.entry')).toBe('resume');
    second.api.SetValue?.('cmi.session_time', 'PT10S');
    second.api.Terminate?.('');
    expect((await stored()).seconds).toBe(100.5);
  });

  it('holds the limits that scorm-again lets pass, with the standard’s code, and never says the value', async () => {
    const {open, faults} = portal();
    const {api} = await open();
    api.LMSInitialize?.('');
    const secret = 'my secret answer';
    for (const [element, value] of [
      ['cmi.suspend_data', secret.repeat(300)],
      ['cmi.core.exit', 'normal'],
      ['cmi.core.session_time', '00:60:00'],
      ['cmi.core.score.raw', '101'],
      ['cmi.interactions.0.id', secret],
    ] as const) {
      expect(api.LMSSetValue?.(element, value)).toBe('false');
      expect(api.LMSGetLastError?.()).toBe('405');
    }
    expect(faults.map(({type, element}) => [type, element])).toEqual([
      ['value', 'cmi.suspend_data'],
      ['value', 'cmi.core.exit'],
      ['value', 'cmi.core.session_time'],
      ['value', 'cmi.core.score.raw'],
      ['value', 'cmi.interactions.0.id'],
    ]);
    expect(JSON.stringify(faults)).not.toContain('secret');
    expect(api.LMSSetValue?.('cmi.suspend_data', 'x'.repeat(4096))).toBe('true');
    expect(api.LMSGetLastError?.()).toBe('0');
    expect(api.LMSSetValue?.('cmi.nothing', '1')).toBe('false');
    expect(faults.at(-1)?.element).toBe('cmi.nothing');
  });

  it('answers “false” while the store fails, keeps trying, and has everything once it works', async () => {
    const {open, clock, faults, refuse, stored} = portal();
    const {api} = await open();
    api.LMSInitialize?.('');
    refuse(true);
    api.LMSSetValue?.('cmi.suspend_data', 'D1k~1');
    expect(api.LMSCommit?.('')).toBe('false');
    expect(api.LMSGetLastError?.()).toBe('101');
    expect(faults).toMatchObject([{type: 'store'}]);
    expect(faults[0]?.message).toContain('disk full');
    clock.tick(10_000);
    expect(faults.length).toBeGreaterThan(2);
    expect(faults.length).toBeLessThan(7);
    refuse(false);
    clock.tick(60_000);
    expect((await stored()).values['cmi.suspend_data']).toBe('D1k~1');
    expect(api.LMSCommit?.('')).toBe('true');
  });

  it('shows nothing and writes nothing where the store can’t say what it has, or gives back something else', async () => {
    for (const load of [() => Promise.reject(new Error('503')), () => ({mine: 'else'})]) {
      const faults: HostFault[] = [];
      const page = fakeHostPage(fakeHost());
      const store: HostStore = {load, save: () => expect.unreachable()};
      await expect(
        hostTraining({...aigul, frame: page.frame, store, onFault: (fault) => faults.push(fault)}),
      ).rejects.toThrow('not shown');
      expect(faults).toMatchObject([{type: 'store'}]);
      expect(page.frame.src).toBe('');
    }
  });

  it('says so when a package is silent', async () => {
    const {open, clock, faults} = portal();
    await open();
    clock.tick(21_000);
    expect(faults).toMatchObject([{type: 'launch'}]);
    expect(faults[0]?.message).toContain('is it one for scorm12?');
  });

  it('tells a learner’s steps as statements: begun, answered, changed, completed, left', async () => {
    const {open, clock, statements} = portal('scorm2004', {activity: 'https://portal.example/courses/silence'});
    const {session, hosted} = await open();
    const sitting = session();
    sitting.record({type: 'answered', activity, language: 'kk', interactions: [answer]});
    sitting.save('D1k~1', 'now');
    clock.tick(1000);
    sitting.complete({score: 80});
    sitting.save('D1k~2', 'now');
    clock.tick(1000);
    const ending = hosted.end();
    for (let turn = 0; turn < 5; turn++) {
      clock.tick(1000);
      await Promise.resolve();
    }
    await ending;
    expect(statements.map(({verb}) => verb.display.en)).toEqual(['initialized', 'answered', 'completed', 'terminated']);
    expect(statements[1]).toMatchObject({
      actor: {account: {homePage: 'https://portal.example', name: 'aigul'}},
      object: {
        id: 'https://portal.example/courses/silence/silence_in_class__silence',
        definition: {interactionType: 'choice', description: {kk: answer.description}},
      },
      result: {response: 'wait'},
    });
    expect(statements[2]).toMatchObject({result: {completion: true, score: {scaled: 0.8, raw: 80, min: 0, max: 100}}});
    expect(new Set(statements.map(({id}) => id)).size).toBe(4);
  });

  it('opens a finished training for review; what is then set is forgotten', async () => {
    const {open, stored, saves} = portal();
    const first = await open();
    first.api.LMSInitialize?.('');
    first.api.LMSSetValue?.('cmi.core.lesson_status', 'completed');
    first.api.LMSSetValue?.('cmi.suspend_data', 'D1k~1');
    first.api.LMSFinish?.('');
    const saved = saves();
    const again = await open();
    again.api.LMSInitialize?.('');
    expect(again.api.LMSGetValue?.('cmi.core.lesson_mode')).toBe('review');
    again.api.LMSSetValue?.('cmi.core.lesson_status', 'incomplete');
    expect(again.api.LMSCommit?.('')).toBe('true');
    expect(saves()).toBe(saved);
    expect((await stored()).values['cmi.core.lesson_status']).toBe('completed');
  });
});

describe('a record', () => {
  it('comes along when a portal changes from SCORM 1.2 to 2004, or back', async () => {
    const store = memoryStore();
    const key = 'silence aigul';
    const first = await portal('scorm12', {key}, store).open();
    first.api.LMSInitialize?.('');
    for (const [element, value] of [
      ['cmi.suspend_data', 'D1k~half'],
      ['cmi.core.lesson_status', 'incomplete'],
      ['cmi.core.score.raw', '40'],
      ['cmi.core.session_time', '00:10:00'],
      ['cmi.core.exit', 'suspend'],
    ] as const)
      expect(first.api.LMSSetValue?.(element, value)).toBe('true');
    first.api.LMSCommit?.('');
    const later = await portal('scorm2004', {key}, store).open();
    later.api.Initialize?.('');
    const told = ['suspend_data', 'completion_status', 'score.raw', 'score.scaled', 'total_time', 'entry'];
    expect(told.map((name) => later.api.GetValue?.(`cmi.${name}`))).toEqual([
      'D1k~half',
      'incomplete',
      '40',
      '0.4',
      'PT0H10M0S',
      'resume',
    ]);
    later.api.SetValue?.('cmi.completion_status', 'completed');
    later.api.SetValue?.('cmi.success_status', 'passed');
    later.api.Commit?.('');
    const back = await portal('scorm12', {key}, store).open();
    back.api.LMSInitialize?.('');
    expect(back.api.LMSGetValue?.('cmi.core.lesson_status')).toBe('passed');
    expect(back.api.LMSGetValue?.('cmi.core.total_time')).toMatch(/^0*0:10:00/);
  });
});
