import {describe, expect, it} from 'vitest';
import {describeLmsSession, type LmsUnderTest} from '../../test/contracts/lms-session.ts';
import {createFakePortal, packageOrigin, portalOrigin} from '../../test/fakes/portal.ts';
import {frame} from './frame.ts';
import type {LmsSession, SaveState} from './lms.ts';

function portalUnderTest(): LmsUnderTest<Promise<LmsSession>> {
  const portal = createFakePortal();
  return {
    launch: portal.launch,
    pass: portal.pass,
    commits: portal.saves,
    outcome() {
      const {values} = portal.stored();
      const raw = values['cmi.score.raw'];
      return {done: values['cmi.completion_status'] === 'completed', score: raw === undefined ? null : Number(raw)};
    },
    refuse: portal.refuse,
  };
}

describeLmsSession('a session with our host in another origin', portalUnderTest);

describe('the runtime for a host in another origin', () => {
  it('knows learner, language and how long suspend data may be', async () => {
    const portal = createFakePortal({language: 'ru'});
    expect(await portal.launch()).toMatchObject({
      runtime: 'frame',
      learner: {id: 'aigul', name: 'Aigul Serik'},
      language: 'ru',
      mode: 'normal',
      suspendDataLimit: 59_998,
    });
  });

  it('is not there without the launch parameter, without a page above, or where its script is not in the package', () => {
    const {host} = createFakePortal().open();
    const options = {finalStatus: 'completed'} as const;
    expect(frame.launch(host, options)?.runtime).toBe('frame');
    const {frame: _script, ...without} = host;
    expect(frame.launch(without, options)).toBeNull();
    const alone = Object.assign(Object.create(host.window), {parent: null});
    alone.parent = alone;
    expect(frame.launch({...host, window: alone}, options)).toBeNull();
    expect(
      frame.launch({...host, window: Object.assign(Object.create(host.window), {location: {search: ''}})}, options),
    ).toBeNull();
  });

  it('reads no message of a third origin and none of another window, and sends nothing to either', async () => {
    const portal = createFakePortal({deaf: true});
    const {session, below, deliver} = portal.open();
    const forged = {destt: 1, type: 'welcome', values: {'cmi.suspend_data': 'D1k-forged'}};
    deliver(below, forged, 'https://third.example', below.parent);
    deliver(below, forged, portalOrigin, {});
    await portal.pass(30_000);
    const opened = await session;
    expect(opened.suspendData).toBeNull();
    expect(opened.state).toBe('refused');
    expect(new Set(portal.sentTo)).toEqual(new Set([portalOrigin]));
  });

  it('opens after ten seconds without an answer, and joins what the host has once it is heard', async () => {
    const portal = createFakePortal();
    const first = await portal.launch();
    first.save('D1k-first', 'now');
    await portal.pass(1000);
    portal.deafen(true);
    const page = portal.open();
    let opened = false;
    void page.session.then(() => {
      opened = true;
    });
    await portal.pass(9000);
    expect(opened).toBe(false);
    await portal.pass(3000);
    const session = await page.session;
    expect(session).toMatchObject({state: 'refused', suspendData: null});

    const newer: string[] = [];
    session.onNewer = (data) => newer.push(data);
    session.save('D1k-second', 'now');
    portal.deafen(false);
    await portal.pass(60_000);
    expect(newer).toEqual(['D1k-first']);
    expect(session.state).toBe('saved');
    expect((await portal.launch()).suspendData).toBe('D1k-second');
  });

  it('calls nothing saved before the host’s store has it, and sends again what was not answered for', async () => {
    const portal = createFakePortal({storeTakes: 3000});
    const session = await portal.launch();
    const said: SaveState[] = [];
    session.onState = (state) => said.push(state);
    session.save('D1k-slow', 'now');
    await portal.pass(1000);
    expect(session.state).toBe('waiting');
    await portal.pass(3000);
    expect(session.state).toBe('saved');
    expect(said).toEqual(['waiting', 'saved']);

    portal.deafen(true);
    session.save('D1k-unheard', 'now');
    await portal.pass(12_000);
    expect(session.state).toBe('refused');
    portal.deafen(false);
    await portal.pass(60_000);
    expect(session.state).toBe('saved');
    expect((await portal.launch()).suspendData).toBe('D1k-unheard');
  });

  it('brings the last word of a page that goes away while a commit is on its way', async () => {
    const portal = createFakePortal({storeTakes: 500});
    const session = await portal.launch();
    session.save('D1k-first', 'now');
    await portal.pass(400);
    session.save('D1k-last', 'soon');
    session.leave(true);
    await portal.pass(2000);
    expect(portal.stored().values['cmi.suspend_data']).toMatch(/^D1k-last/);
    expect((await portal.launch()).suspendData).toBe('D1k-last');
  });

  it('puts an answer into the host’s record once, in a later sitting too', async () => {
    const portal = createFakePortal();
    const record = (session: LmsSession, response: string) =>
      session.record({
        type: 'answered',
        activity: {id: 'silence', kind: 'case', minutes: 5, private: false, optional: false, items: []},
        language: 'kk',
        interactions: [
          {item: 'first', description: 'Не істейсіз?', correct: null, type: 'likert', choices: [], response},
        ],
      });
    const session = await portal.launch();
    record(session, 'wait');
    session.save('D1k-1', 'now');
    await portal.pass(1000);
    const later = await portal.launch();
    record(later, 'ask');
    later.save('D1k-2', 'now');
    await portal.pass(1000);
    const {values} = portal.stored();
    expect(values).toMatchObject({
      'cmi.interactions.0.id': 'silence__first',
      'cmi.interactions.0.learner_response': 'ask',
    });
    expect(values['cmi.interactions.1.id']).toBeUndefined();
    expect(packageOrigin).not.toBe(portalOrigin);
  });

  it('opens a finished training for review and gives the host nothing', async () => {
    const portal = createFakePortal();
    const session = await portal.launch();
    session.complete({score: 80});
    session.save('D1k-done', 'now');
    await portal.pass(1000);
    const again = await portal.launch();
    expect(again.mode).toBe('review');
    const saves = portal.saves();
    again.save('D1k-else', 'now');
    again.leave(true);
    await portal.pass(10_000);
    expect(portal.saves()).toBe(saves);
  });
});
