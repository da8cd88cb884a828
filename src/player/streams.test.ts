import type {Statement} from '@xapi/xapi';
import {describe, expect, it} from 'vitest';
import type {ActivityBehaviour, Content} from '../activities/activity.ts';
import {consent} from '../activities/consent/consent.ts';
import {type Attempt, afterEvent, type LearnerEvent, newAttempt, type Response} from '../training/index.ts';
import {smallOutline} from '../training/small-outline.test-data.ts';
import {explained, matchOf} from '../xapi/matches.ts';
import type {RecordStore} from '../xapi/records.ts';
import {openStreams, type StreamsParts} from './streams.ts';

const activity = (id: string, kind: string, isPrivate: boolean) =>
  ({id, kind, minutes: 2, private: isPrivate, optional: false, items: []}) as const;
const outline = smallOutline([
  {
    id: 'one',
    activities: [activity('agree', 'consent', true), activity('quiz', 'any', false), activity('mood', 'any', true)],
  },
]);
const behaviour: ActivityBehaviour = {
  kind: 'any',
  element: 'any-activity',
  items: () => [{id: 'value', type: 'number', min: 0, max: 10}],
  interactions: (_content, {value}: Response) =>
    typeof value === 'number'
      ? [{type: 'numeric', item: 'value', description: '?', correct: null, response: value}]
      : [],
};

/** Keeps what it is given, in the order it is given. */
function memoryStore() {
  const kept: {readonly stream: string; readonly statement: Statement}[] = [];
  const store: RecordStore = {
    add: (stream, statements) => void kept.push(...statements.map((statement) => ({stream, statement}))),
    async drop(stream) {
      for (let at = kept.length - 1; at >= 0; at--) if (kept[at]!.stream === stream) kept.splice(at, 1);
    },
    export: async () => JSON.stringify(kept.map(({statement}) => statement)),
    state: {waiting: 0, sent: 0, refused: 0, gone: 0, full: false, trouble: null},
    onState: null,
    leave() {},
  };
  const said = (stream: string) =>
    kept.filter((each) => each.stream === stream).map(({statement}) => statement.verb.id.split('/').at(-1));
  return {store, kept, said};
}

function sitting(given: Partial<StreamsParts> & {attempt?: Attempt; version?: number} = {}) {
  const {store, kept, said} = memoryStore();
  let attempt = given.attempt ?? newAttempt('a', 'ru');
  let codes = 0;
  let bytes = 0;
  const holder = {
    get attempt() {
      return attempt;
    },
  };
  const asked: string[] = [];
  const content = {rules: {version: given.version ?? 1}, words: {title: ''}} as Content;
  const streams = openStreams(
    {
      outline,
      sitting: holder,
      language: 'ru',
      platform: 'scorm-1.2',
      launchTracks: false,
      codes: {branch: 'NK-07', cohort: null, cascadeLevel: null, facilitator: null},
      store,
      actor(stream) {
        asked.push(stream);
        return {objectType: 'Agent', account: {homePage: 'https://example.kz/study', name: `${stream}-${codes}`}};
      },
      forget: () => void codes++,
      known: () => ({behaviour, content, labels: {}}),
      names: {training: () => ({en: 'Small'}), unit: (id) => ({en: id})},
      define: (id) => ({name: {en: id}, instrument: null, items: {}, facts: {}}),
      origin: Date.UTC(2026, 10, 22),
      random: (count) => new Uint8Array(count).fill(++bytes),
      ...given,
    },
    attempt,
  );
  let at = 0;
  const happened = (event: LearnerEvent) => {
    const before = attempt;
    attempt = afterEvent(attempt, event);
    streams.take({at: (at += 1000), event, before});
  };
  return {
    streams,
    kept,
    said,
    asked,
    answer: (id: string, response: Response, complete = true) =>
      happened({type: 'answered', activity: id, response, complete, score: null}),
    show: (id: string | null) => streams.take({at: (at += 1000), shown: id}),
    leave: () => streams.take({at: (at += 1000), left: true}),
    become: (next: Attempt) => {
      attempt = next;
    },
  };
}
const yes = {decision: 'yes', version: 1, texts: 'no'};
const agreed = afterEvent(newAttempt('a', 'ru'), {
  type: 'answered',
  activity: 'agree',
  response: yes,
  complete: true,
  score: null,
});

describe('the two streams', () => {
  it('have what learners say of themselves only after they agreed, in research alone, and not again once they stopped', () => {
    const content = {rules: {version: 1}, words: {title: ''}} as Content;
    const {answer, kept} = sitting({
      known: () => ({behaviour: consent.behaviour as ActivityBehaviour, content, labels: consent.interfaceWords.ru}),
    });
    const objects = () =>
      kept.flatMap(({stream, statement: {object, result}}) =>
        'id' in object && String(object.id).includes('agree__')
          ? [`${stream} ${String(object.id).split('agree__')[1]} ${result?.response}`]
          : [],
      );
    answer('agree', {decision: 'no', version: 1, age: 'age_30'});
    expect(objects()).toEqual([]);
    answer('agree', yes);
    answer('agree', {...yes, age: 'age_30'});
    answer('agree', {...yes, age: 'age_30', school: 'school_small'});
    expect(objects()).toEqual(['research age age_30', 'research school school_small']);
    for (const {statement} of kept) expect(explained(matchOf(statement))).toMatch(/^follows/);
    answer('agree', {decision: 'withdrawn', version: 1, age: 'age_30'});
    expect(objects()).toEqual([]);
    expect(kept.filter(({stream}) => stream === 'research').map(({statement}) => statement.verb.id)).toEqual([
      expect.stringMatching(/initialized$/),
      expect.stringMatching(/retract$/),
    ]);
  });

  it('make nothing but statements of the profile, in the order of their times', () => {
    const {show, answer, leave, kept} = sitting();
    show('agree');
    answer('agree', yes);
    show('quiz');
    answer('quiz', {value: 3});
    show('mood');
    answer('mood', {value: 8});
    leave();
    for (const {statement} of kept) expect(explained(matchOf(statement))).toMatch(/^follows/);
    for (const stream of ['tracking', 'research']) {
      const times = kept.filter((each) => each.stream === stream).map(({statement}) => statement.timestamp);
      expect([...new Set(times)].sort()).toEqual(times);
    }
  });

  it('say of research nothing before consent, and do not even make a code', () => {
    const {show, answer, leave, said, asked, kept} = sitting();
    show('quiz');
    answer('quiz', {value: 3});
    answer('mood', {value: 8});
    answer('agree', {decision: 'no', version: 1});
    leave();
    expect(said('research')).toEqual([]);
    expect(asked).not.toContain('research');
    expect(said('tracking')).toContain('answered');
    expect(JSON.stringify(kept)).not.toContain('mood__value');
  });

  it('begin the research with consent, and say private answers in it alone', () => {
    const {answer, said, kept} = sitting();
    answer('quiz', {value: 3});
    answer('agree', yes);
    answer('mood', {value: 8});
    expect(said('research').slice(0, 2)).toEqual(['initialized', 'agree']);
    const research = JSON.stringify(kept.filter(({stream}) => stream === 'research'));
    expect(research).toContain('mood__value');
    expect(research).not.toContain('quiz__value');
    expect(JSON.stringify(kept.filter(({stream}) => stream === 'tracking'))).not.toContain('mood__value');
  });

  it('share no id, no registration and no actor', () => {
    const {answer, kept} = sitting({attempt: agreed});
    answer('quiz', {value: 3});
    const of = (stream: string, pick: (statement: Statement) => unknown) =>
      new Set(kept.filter((each) => each.stream === stream).map(({statement}) => JSON.stringify(pick(statement))));
    for (const pick of [
      ({id}: Statement) => id,
      ({context}: Statement) => context?.registration,
      ({actor}: Statement) => actor,
    ]) {
      const [tracking, research] = [of('tracking', pick), of('research', pick)];
      expect(tracking.size * research.size).toBeGreaterThan(0);
      for (const value of research) expect(tracking.has(value)).toBe(false);
    }
  });

  it('after withdrawal have the withdrawal, and of research nothing else, then or later', () => {
    const {answer, show, leave, said, kept} = sitting({attempt: agreed});
    show('quiz');
    answer('quiz', {value: 3});
    expect(said('research').length).toBeGreaterThan(1);
    answer('agree', {...yes, decision: 'withdrawn'});
    expect(said('research')).toEqual(['initialized', 'retract']);
    show('mood');
    answer('mood', {value: 8});
    leave();
    expect(said('research')).toEqual(['initialized', 'retract']);
    // Whoever agrees again is somebody else.
    answer('agree', yes);
    const names = kept
      .filter(({stream}) => stream === 'research')
      .map(({statement}) => JSON.stringify(statement.actor).match(/research-\d/)?.[0]);
    expect([...new Set(names)]).toEqual(['research-0', 'research-1']);
  });

  it('stop when another tab withdraws, and when another attempt without consent takes over', () => {
    const first = sitting({attempt: agreed});
    first.answer('mood', {value: 1});
    const before = first.said('research').length;
    first.streams.stop();
    first.answer('mood', {value: 2});
    expect(first.said('research')).toHaveLength(before);
    expect(first.streams.consent).toBeNull();

    const second = sitting({attempt: agreed});
    second.answer('mood', {value: 1});
    const said = second.said('research').length;
    second.become(newAttempt('b', 'ru'));
    second.answer('mood', {value: 2});
    second.leave();
    expect(second.said('research')).toHaveLength(said);
  });

  it('hold no consent to another version of the text', () => {
    const {answer, said, streams} = sitting({attempt: agreed, version: 2});
    answer('mood', {value: 1});
    expect(said('research')).toEqual([]);
    expect(streams.consent).toBeNull();
    answer('agree', {...yes, version: 2});
    expect(said('research').slice(0, 2)).toEqual(['initialized', 'agree']);
  });

  it('leave the tracking to a launch that has its own', () => {
    const {answer, leave, said} = sitting({launchTracks: true, attempt: agreed});
    answer('quiz', {value: 3});
    leave();
    expect(said('tracking')).toEqual([]);
    expect(said('research')).toEqual(expect.arrayContaining(['initialized', 'answered', 'terminated']));
  });

  it('begin again when the learner goes on after leaving', () => {
    const {show, leave, said, kept} = sitting();
    show('quiz');
    leave();
    show('quiz');
    expect(said('tracking')).toEqual(['initialized', 'terminated', 'initialized']);
    expect(new Set(kept.map(({statement}) => statement.context?.registration)).size).toBe(2);
  });
});
