import {describe, expect, it} from 'vitest';
import {explained, matchOf} from './matches.ts';
import {defaultSettings} from './settings.ts';
import {consent, occurrences, openActivity, privateActivity, sourceOf, statementsOf} from './statements.test-data.ts';
import {research, tracking} from './statements.ts';
import {extensions, profileVersion, type TemplateName, templates} from './terms.ts';

const tracked = occurrences.flatMap((occurrence) => tracking(sourceOf(), occurrence));
const researched = occurrences.flatMap((occurrence) => research(sourceOf(), occurrence, consent));
const text = (value: unknown) => JSON.stringify(value);

describe('statements', () => {
  it('follow a template, whatever happened, and every template has a statement that follows it', () => {
    const made = statementsOf();
    expect((made.get(null) ?? []).map((statement) => explained(matchOf(statement)))).toEqual([]);
    expect([...made.keys()].sort()).toEqual((Object.keys(templates) as TemplateName[]).sort());
    for (const statement of [...tracked, ...researched])
      expect(matchOf(statement), explained(matchOf(statement))).toMatchObject({ok: true});
  });

  it('carry the version of profile and training, language, platform and the codes of the cascade', () => {
    for (const {context} of [...tracked, ...researched]) {
      expect(context).toMatchObject({
        revision: '1.2.0',
        platform: 'scorm-1.2',
        language: 'ru',
        extensions: {
          [extensions.branch]: 'NK-07',
          [extensions.cohort]: 'c3',
          [extensions.cascadeLevel]: 'teacher',
          [extensions.facilitator]: 'f.12',
        },
      });
      expect(context?.contextActivities?.category?.map(({id}) => id)).toContain(profileVersion);
    }
    const bare = sourceOf({codes: {branch: null, cohort: null, cascadeLevel: null, facilitator: null}});
    expect(tracking(bare, occurrences[0]!)[0]?.context).not.toHaveProperty('extensions');
  });

  it('take the codes out of all settings of an institution, and nothing else: its key least of all', () => {
    const key = {scope: 'statements/write', user: 'u', secret: 'hush'} as const;
    const settings = {...defaultSettings, branch: 'NK-07', key, endpoint: 'https://lrs.example/xapi/'};
    const [said] = tracking(sourceOf({codes: settings}), occurrences[0]!);
    expect(said?.context?.extensions).toEqual({[extensions.branch]: 'NK-07'});
  });

  it('describe a question in every language, with the version of the questionnaire and the time it took', () => {
    const [answer] = researched.filter((each) => text(each.object).includes('case_novice__first'));
    expect(answer).toMatchObject({
      verb: {id: 'http://adlnet.gov/expapi/verbs/answered'},
      object: {
        id: 'https://w3id.org/destt/trainings/stress-and-burnout/case_novice__first',
        definition: {
          type: 'http://adlnet.gov/expapi/activities/cmi.interaction',
          interactionType: 'choice',
          description: {kk: 'Не?', ru: 'Что?', en: 'What?'},
          choices: [{id: 'tea', description: {kk: 'Шай', ru: 'Чай', en: 'Tea'}}],
        },
      },
      result: {response: 'tea', duration: 'PT4.32S'},
      context: {extensions: {[extensions.instrument]: {id: 'well-t', version: '1.0'}}},
    });
    // The tracking stream says the same of the same activity.
    const [same] = tracked.filter((each) => text(each.object).includes('case_novice__first'));
    expect(same?.object).toEqual(answer?.object);
  });

  it('give an index its scale, and none where too little was answered', () => {
    const scores = researched.filter(({verb, object}) => verb.id.endsWith('scored') && text(object).includes('scale'));
    expect(scores.map(({result}) => result)).toEqual([
      {score: {raw: 62.5, min: 0, max: 100, scaled: 0.625}, extensions: {[extensions.answers]: {answered: 4, of: 4}}},
      {extensions: {[extensions.answers]: {answered: 1, of: 4}}},
    ]);
    expect(scores[0]?.object).toMatchObject({definition: {name: {kk: 'Қуат', ru: 'Силы', en: 'Energy'}}});
  });

  it('say of a mark where in whose speech it stands, and whether it was taken back', () => {
    const [given] = occurrences.filter((each) => each.type === 'noted' && each.fact.type === 'mark');
    const marks = [given!, {...given!, gone: true}].flatMap((each) => research(sourceOf(), each, consent));
    const mark = {speech: 'own', rater: 'self', criterion: 'voice', sign: '+', at: 12.3};
    expect(marks.map(({result}) => result)).toEqual([
      {extensions: {[extensions.mark]: {...mark, kept: true}}},
      {extensions: {[extensions.mark]: {...mark, kept: false}}},
    ]);
    for (const statement of marks) expect(matchOf(statement)).toMatchObject({ok: true, template: 'mark'});
  });

  it('of one occurrence have timestamps of their own, in their order', () => {
    const times = tracked.filter(({verb}) => verb.id.endsWith('progressed')).map(({timestamp}) => timestamp);
    expect(new Set(times).size).toBe(3);
    expect([...times].sort()).toEqual(times);
  });
});

describe('the tracking stream', () => {
  it('says of a private activity only that it is done, and no text of any', () => {
    const of = (activity: typeof openActivity) =>
      occurrences
        .map((occurrence) => ('activity' in occurrence ? {...occurrence, activity} : occurrence))
        .flatMap((occurrence) => tracking(sourceOf(), occurrence))
        .filter(
          (statement) =>
            text(statement).includes(activity.id.replace('-', '_')) || text(statement).includes(activity.id),
        );
    expect(of(privateActivity).map(({verb}) => verb.id)).toEqual(['http://adlnet.gov/expapi/verbs/progressed']);
    expect(of(openActivity).length).toBeGreaterThan(1);
    expect(text(tracked)).not.toContain('смелости');
  });
});

describe('the research stream', () => {
  it('has own words only of those who agreed to that, too, and never of a private activity', () => {
    const [written] = occurrences.filter(
      (each) => each.type === 'answered' && each.interaction.type === 'long-fill-in',
    );
    expect(text(research(sourceOf(), written!, consent))).toContain('смелости');
    expect(research(sourceOf(), written!, {...consent, texts: false})).toEqual([]);
    expect(research(sourceOf(), {...written!, activity: privateActivity} as typeof written & object, consent)).toEqual(
      [],
    );
  });

  it('says in each statement what was agreed to', () => {
    for (const {context} of researched) expect(context?.extensions).toMatchObject({[extensions.consent]: consent});
  });
});
