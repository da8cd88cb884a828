import {describe, expect, it} from 'vitest';
import type {ActivityBehaviour, Content} from '../activities/activity.ts';
import {
  type ActivityOutline,
  type Attempt,
  afterEvent,
  type LearnerEvent,
  newAttempt,
  type Response,
} from '../training/index.ts';
import {smallOutline} from '../training/small-outline.test-data.ts';
import type {Occurrence} from '../xapi/statements.ts';
import {consentIn, type Known, observe, saidBy} from './occurrences.ts';

const outlineOf = (id: string, given: Partial<ActivityOutline> = {}): ActivityOutline => ({
  id,
  kind: 'any',
  minutes: 2,
  private: false,
  optional: false,
  items: [],
  ...given,
});
const outline = smallOutline([
  {id: 'one', activities: [outlineOf('quiz'), outlineOf('agree', {kind: 'consent', private: true, optional: true})]},
  {id: 'two', activities: [outlineOf('diary', {private: true})]},
]);

/** A choice, a text, a secret, a score of the choice, the length of the text, a decision for each letter of `path`. */
const behaviour: ActivityBehaviour = {
  kind: 'any',
  element: 'any-activity',
  items: () => [
    {id: 'choice', type: 'choice', options: ['a', 'b']},
    {id: 'words', type: 'text'},
    {id: 'secret', type: 'text', neverLeaves: true},
    {id: 'path', type: 'sequence', options: ['x', 'y']},
    {id: 'marks', type: 'choices', options: ['voice', 'pace']},
  ],
  interactions: (_content, response: Response) => [
    ...(response.choice
      ? [
          {
            type: 'choice',
            item: 'choice',
            description: '?',
            correct: null,
            choices: [],
            response: [String(response.choice)],
          } as const,
        ]
      : []),
    ...(response.words
      ? [
          {
            type: 'long-fill-in',
            item: 'words',
            description: '?',
            correct: null,
            response: String(response.words),
          } as const,
        ]
      : []),
  ],
  facts: (_content, response: Response) => [
    ...(response.choice
      ? [{type: 'score', item: 'scale', index: response.choice === 'a' ? 0 : 100, answered: 1, of: 1} as const]
      : []),
    ...(response.words ? [{type: 'length', item: 'words', characters: String(response.words).length} as const] : []),
    ...(Array.isArray(response.marks) ? response.marks : []).map(
      (item) => ({type: 'mark', item, criterion: item, at: 3, speech: 'own', rater: 'self', sign: '+'}) as const,
    ),
    ...(response.secret ? [{type: 'length', item: 'secret', characters: String(response.secret).length} as const] : []),
    ...(Array.isArray(response.path) ? response.path : []).map(
      (choice, at) =>
        ({
          type: 'decision',
          item: `scene_${at}`,
          run: 1,
          choice,
          mode: null,
          skills: [],
          before: {},
          after: {},
        }) as const,
    ),
  ],
};
const known = (rules: object = {version: 1}): Known => ({
  behaviour,
  content: {rules, words: {title: ''}} as Content,
  labels: {},
});

/** A sitting told second by second; gives what each thing that happened was worth. */
function sitting(attempt: Attempt = newAttempt('a', 'ru')) {
  const observer = observe({outline, language: 'ru', origin: 1_000_000, known: () => known()});
  let now = attempt;
  const brief = (all: readonly Occurrence[]) =>
    all.map((one) => {
      const what =
        'interaction' in one ? one.interaction.item : 'fact' in one ? `${one.fact.type} ${one.fact.item}` : '';
      const took = 'visible' in one ? ` ${one.visible}` : '';
      return `${one.type}${what && ` ${what}`}${'gone' in one ? ' gone' : ''}${took}`;
    });
  return {
    event(at: number, event: LearnerEvent) {
      const before = now;
      now = afterEvent(now, event);
      return brief(observer.take({at, event, before}));
    },
    answer(at: number, response: Response, given: {activity?: string; complete?: boolean; score?: number | null} = {}) {
      const {activity = 'quiz', complete = false, score = null} = given;
      return this.event(at, {type: 'answered', activity, response, complete, score});
    },
    shown: (at: number, shown: string | null) => brief(observer.take({at, shown})),
    visible: (at: number, visible: boolean) => brief(observer.take({at, visible})),
    left: (at: number) => brief(observer.take({at, left: true})),
    pause: (at: number) => brief(observer.pause(at)),
    raw: (at: number, shown: string | null) => observer.take({at, shown}),
  };
}

describe('what a sitting is worth', () => {
  it('begins with its first step, and ends with the time that the page was seen', () => {
    const {shown, visible, left} = sitting();
    expect(shown(100, 'quiz')).toEqual(['started']);
    expect(visible(1100, false)).toEqual([]);
    expect(visible(61_100, true)).toEqual([]);
    expect(left(62_100)).toEqual(['visited 2000', 'ended 2000']);
    expect(shown(63_000, null)).toEqual(['started']);
  });

  it('is an answer as soon as it is given, with the time since the answer before it', () => {
    const it = sitting();
    it.shown(0, 'quiz');
    expect(it.answer(2000, {choice: 'a'})).toEqual(['answered choice 2000']);
    it.visible(3000, false);
    it.visible(9000, true);
    expect(it.answer(9500, {choice: 'b'})).toEqual(['answered choice 1500']);
    // The same answer again, or one taken back, is none.
    expect(it.answer(9900, {choice: 'b', words: 'ab'})).toEqual([]);
    expect(it.answer(9950, {words: 'ab'})).toEqual([]);
  });

  it('is a text once the learner pauses, goes on or finishes; and each of its states once', () => {
    const it = sitting();
    it.shown(0, 'quiz');
    expect(it.answer(1000, {words: 'a'})).toEqual([]);
    expect(it.answer(1500, {words: 'ab'})).toEqual([]);
    expect(it.pause(5000)).toEqual(['answered words 5000', 'noted length words 5000']);
    expect(it.pause(9000)).toEqual([]);
    it.answer(9500, {words: 'abc'});
    expect(it.shown(10_000, null)).toEqual(['answered words 10000', 'noted length words 10000', 'visited 10000']);
  });

  it('is a score when the activity is done or left, not at every answer on the way', () => {
    const it = sitting();
    it.shown(0, 'quiz');
    it.answer(1000, {choice: 'a'});
    expect(it.pause(5000)).toEqual([]);
    expect(it.answer(6000, {choice: 'b'}, {complete: true, score: 1})).toEqual([
      'answered choice 5000',
      'noted score scale 6000',
      'done 6000',
    ]);
  });

  it('is a decision as it is made, and not again when another follows', () => {
    const it = sitting();
    it.shown(0, 'quiz');
    expect(it.answer(4000, {path: ['x']})).toEqual(['noted decision scene_0 4000']);
    expect(it.answer(5000, {path: ['x', 'y']})).toEqual(['noted decision scene_1 1000']);
  });

  it('is a mark as it is given, and that it was taken back', () => {
    const it = sitting();
    it.shown(0, 'quiz');
    expect(it.answer(1000, {marks: ['voice']})).toEqual(['noted mark voice 1000']);
    expect(it.answer(2000, {marks: ['voice', 'pace']})).toEqual(['noted mark pace 1000']);
    expect(it.answer(2500, {marks: ['pace']})).toEqual(['noted mark voice gone 500']);
    expect(it.shown(3000, null)).toEqual(['visited 3000']);
  });

  it('says nothing again of what was answered in an earlier sitting', () => {
    const event = {
      type: 'answered',
      activity: 'quiz',
      response: {choice: 'a', words: 'ab'},
      complete: true,
      score: null,
    } as const;
    const it = sitting(afterEvent(newAttempt('a', 'ru'), event));
    it.shown(0, 'quiz');
    expect(it.answer(1000, {choice: 'a', words: 'ab', path: ['x']}, {complete: true})).toEqual([
      'noted decision scene_0 1000',
    ]);
    expect(it.shown(2000, null)).toEqual(['visited 2000']);
  });

  it('knows when a unit is done: once all of it is that has to be', () => {
    const observer = observe({outline, language: 'kk', origin: 0, known: () => known()});
    const attempt = newAttempt('a', 'kk');
    const event = {type: 'answered', activity: 'quiz', response: {choice: 'a'}, complete: true, score: 0.5} as const;
    const done = observer.take({at: 1, event, before: attempt}).find(({type}) => type === 'done');
    expect(done).toMatchObject({unit: 'one', unitDone: true, score: 0.5, progress: 0.5, language: 'kk'});
  });

  it('keeps the language an answer was given in, and says when it is switched', () => {
    const it = sitting();
    it.shown(0, 'quiz');
    expect(it.event(500, {type: 'switched', language: 'kk'})).toEqual(['switched']);
    expect(it.raw(600, null)[0]).toMatchObject({type: 'visited', language: 'kk'});
  });

  it('has times that never run backwards, by the clock it began with', () => {
    const it = sitting();
    const first = it.raw(100, 'quiz')[0]!;
    expect(first.at).toBe(1_000_100);
    expect(it.raw(50, null)[0]!.at).toBe(1_000_100);
  });
});

describe('consent in a sitting', () => {
  const agree = (response: Response) => ({activity: 'agree', complete: true, response});

  it('is an occurrence when given, changed or withdrawn; a refusal is none', () => {
    const it = sitting();
    it.shown(0, 'agree');
    const answer = (at: number, response: Response) => it.answer(at, response, agree(response));
    expect(answer(1000, {decision: 'no', version: 1})).toEqual(['done 1000']);
    expect(answer(2000, {decision: 'yes', version: 1, texts: 'no'})).toEqual(['consented']);
    expect(answer(3000, {decision: 'yes', version: 1, texts: 'yes'})).toEqual(['consented']);
    expect(answer(4000, {decision: 'withdrawn', version: 1, texts: 'yes'})).toEqual(['withdrew']);
    expect(answer(5000, {decision: 'withdrawn', version: 1})).toEqual([]);
  });

  it('is one only with a yes and a version', () => {
    expect(consentIn({decision: 'yes', version: 2, texts: 'yes'})).toEqual({version: '2', texts: true});
    expect(consentIn({decision: 'yes', version: 2})).toEqual({version: '2', texts: false});
    for (const none of [{}, {decision: 'no', version: 1}, {decision: 'withdrawn', version: 1}, {decision: 'yes'}])
      expect(consentIn(none)).toBeNull();
  });
});

describe('what a response says', () => {
  it('is without items that never leave, and without what is written in a private activity', () => {
    const response = {choice: 'a', words: 'ab', secret: 'abc'};
    const items = ({interactions, facts}: ReturnType<typeof saidBy>) =>
      [...interactions, ...facts].map(({item}) => item);
    expect(items(saidBy(outlineOf('quiz'), known(), response))).toEqual(['choice', 'words', 'scale', 'words']);
    expect(items(saidBy(outlineOf('quiz', {private: true}), known(), response))).toEqual(['choice', 'scale']);
    expect(saidBy(outlineOf('quiz'), null, response)).toEqual({interactions: [], facts: []});
  });
});
