import {describe, expect, it} from 'vitest';
import {memoryLrs} from '../preview/lrs.ts';
import {launchAddress, newRegistration, prepareCmi5, tokenDesk} from './launch-cmi5.ts';

const actor = {name: 'Әсел', account: {homePage: 'https://portal.example', name: 'asel'}};
const registration = newRegistration();
const launched = {
  endpoint: 'https://lrs.example/xapi',
  actor,
  activityId: 'https://portal.example/courses/12',
  registration,
};

describe('the address that launches a package by an LRS', () => {
  it('says of cmi5 where the token is, of plain xAPI what the key is, and keeps the page’s own query and anchor', () => {
    const cmi5 = new URL(
      launchAddress({
        ...launched,
        standard: 'cmi5',
        launch: 'https://packages.example/t/index.html?x=1#top',
        fetch: 'https://portal.example/fetch/7',
        language: 'kk',
      }),
    );
    expect(Object.fromEntries(cmi5.searchParams)).toEqual({
      x: '1',
      endpoint: 'https://lrs.example/xapi',
      actor: JSON.stringify({objectType: 'Agent', ...actor}),
      registration,
      activityId: 'https://portal.example/courses/12',
      fetch: 'https://portal.example/fetch/7',
      lang: 'kk',
    });
    expect(cmi5.hash).toBe('#top');
    const xapi = launchAddress({...launched, standard: 'xapi', launch: 'index.html', auth: 'Basic eDp5'});
    const query = new URLSearchParams(xapi.replace('index.html?', ''));
    expect([query.get('activity_id'), query.get('auth'), query.get('fetch')]).toEqual([
      'https://portal.example/courses/12',
      'Basic eDp5',
      null,
    ]);
  });
});

describe('a launch prepared for cmi5', () => {
  const prepared = (lrs: ReturnType<typeof memoryLrs>, more: object = {}) =>
    prepareCmi5({
      ...launched,
      auth: 'Basic lms',
      publisherId: 'https://w3id.org/destt/trainings/silence/au',
      launchData: {masteryScore: 0.8},
      languages: ['kk', 'ru'],
      fetch: async (url, init) => {
        const {pathname, searchParams} = new URL(String(url));
        const {status, body} = lrs.answer({
          method: String(init?.method),
          path: pathname.replace('/xapi/', ''),
          query: searchParams,
          headers: Object.fromEntries(new Headers(init?.headers)),
          body: String(init?.body),
        });
        return new Response(status === 204 ? null : body, {status});
      },
      ...more,
    });

  it('leaves the launch data, the learner’s languages and “launched” with the LRS', async () => {
    const lrs = memoryLrs();
    lrs.admit('Basic lms');
    const session = await prepared(lrs);
    expect(lrs.states(registration)['LMS.LaunchData']).toEqual({
      contextTemplate: {
        contextActivities: {
          grouping: [{objectType: 'Activity', id: 'https://w3id.org/destt/trainings/silence/au'}],
        },
        extensions: {'https://w3id.org/xapi/cmi5/context/extensions/sessionid': session},
      },
      launchMode: 'Normal',
      moveOn: 'Completed',
      masteryScore: 0.8,
    });
    const [said] = lrs.statements(registration);
    expect(said).toMatchObject({verb: {id: 'http://adlnet.gov/expapi/verbs/launched'}, actor});
    // Again, with other languages: the learner's own stay.
    await prepared(lrs, {languages: ['en']});
    const preferences = lrs.answer({
      method: 'GET',
      path: 'agents/profile',
      query: new URLSearchParams({agent: JSON.stringify(actor), profileId: 'cmi5LearnerPreferences'}),
      headers: {authorization: 'Basic lms', 'x-experience-api-version': '1.0.3'},
      body: '',
    });
    expect(JSON.parse(preferences.body)).toEqual({languagePreference: 'kk,ru'});
  });

  it('rejects, and says what the LRS did not take and why', async () => {
    await expect(prepared(memoryLrs())).rejects.toThrow('did not take the launch data: status 401, who is asking?');
  });
});

describe('the desk of tokens', () => {
  it('gives each token once, and none after ten minutes', () => {
    let now = 0;
    const desk = tokenDesk(() => now);
    const ticket = desk.issue('dDpz');
    expect(desk.redeem(ticket)).toEqual({'auth-token': 'dDpz'});
    expect(desk.redeem(ticket)).toMatchObject({'error-code': '1'});
    const late = desk.issue('dDpz');
    now = 600_001;
    expect(desk.redeem(late)).toMatchObject({'error-code': '1'});
    expect(desk.redeem('no such ticket')).toMatchObject({'error-code': '1'});
  });
});
