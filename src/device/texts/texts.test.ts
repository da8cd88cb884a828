import {readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {fromBase85, toBase85} from '../../training/base85.ts';
import {
  type ActivityOutline,
  type Answers,
  type Attempt,
  afterEvent,
  decodeAttempt,
  encodeAttempt,
  type Item,
  type LearnerEvent,
  mergeAttempts,
  newAttempt,
  type Outline,
  roomForTexts,
} from '../../training/index.ts';
import {packTexts, unpackTexts, withTexts} from './texts.ts';

const activity = (id: string, items: readonly Item[], closed = false): ActivityOutline => {
  return {id, kind: 'journal', minutes: 5, private: closed, optional: false, items};
};
const text = (id: string): Item => ({id, type: 'text'});
const journal = activity('journal', [text('entry'), text('hope'), {id: 'mood', type: 'number', min: 0, max: 10}]);
const plan = activity('plan', [text('step')]);
const diary = activity('diary', [text('secret')], true);
const questions = activity(
  'questions',
  Array.from({length: 150}, (_, i): Item => ({id: `q${i}`, type: 'choice', options: ['yes', 'no']})),
);
const outline: Outline = {
  id: 'stress-and-burnout',
  version: '1.0.0',
  ects: 1,
  level: 1,
  hue: 200,
  languages: ['kk', 'ru', 'en'],
  units: [{id: 'first', activities: [journal, plan, diary, questions]}],
};

/** An attempt with these answers by activity and item, each a counter later than the one before. */
function attemptWith(texts: readonly (readonly [string, string, string | null])[], carries = true): Attempt {
  const answers: Record<string, Answers> = {};
  texts.forEach(([activity, item, value], i) => {
    answers[activity] = {...answers[activity], [item]: {value, counter: i + 1}};
  });
  return {
    ...newAttempt('a1b2c3d4e5f6', 'ru'),
    counter: texts.length,
    carriesTexts: {value: carries, counter: 0},
    answers,
  };
}
const pack = (attempt: Attempt, limit = 1e6) => packTexts({attempt, outline, limit});
const three = attemptWith([
  ['journal', 'entry', 'Сегодня я устала, но урок получился.'],
  ['plan', 'step', 'Егер шаршасам, далаға шығамын.'],
  ['journal', 'hope', 'A quiet evening.'],
]);

describe('texts in suspend data', () => {
  it('come back as they were, newest first', () => {
    expect(unpackTexts(pack(three).bytes, outline)).toEqual([
      {activity: 'journal', item: 'hope', counter: 3, value: 'A quiet evening.', cut: false},
      {activity: 'plan', item: 'step', counter: 2, value: 'Егер шаршасам, далаға шығамын.', cut: false},
      {activity: 'journal', item: 'entry', counter: 1, value: 'Сегодня я устала, но урок получился.', cut: false},
    ]);
    expect(pack(three).left).toBe(0);
  });

  it('give the same attempt on another device, whatever was written and taken back there and here', () => {
    const spots = [
      ['journal', 'entry'],
      ['journal', 'hope'],
      ['plan', 'step'],
    ] as const;
    const event = fc.record({
      type: fc.constant('answered' as const),
      response: fc.record(
        {entry: fc.string({unit: 'binary'}), hope: fc.string(), step: fc.string()},
        {requiredKeys: []},
      ),
      activity: fc.constantFrom('journal', 'plan'),
    });
    const written = (attempt: Attempt, events: readonly {activity: string; response: Record<string, string>}[]) =>
      events.reduce<Attempt>((attempt, {activity, response}) => {
        const items = spots.filter(([where]) => where === activity).map(([, item]) => item);
        const own = Object.fromEntries(Object.entries(response).filter(([item]) => items.some((id) => id === item)));
        const tame = Object.fromEntries(
          Object.entries(own).map(([item, text]) => [item, text.replace(/\p{Cs}/gu, '�')]),
        );
        const said: LearnerEvent = {type: 'answered', activity, response: tame, complete: false, score: null};
        return afterEvent(attempt, said);
      }, attempt);
    const sent = (attempt: Attempt) => {
      const {bytes: texts} = pack(attempt);
      const {data} = encodeAttempt({attempt, outline, key: null, texts, limit: 1e6});
      const back = decodeAttempt(data, outline);
      return withTexts(back.attempt ?? newAttempt('', 'ru'), unpackTexts(back.texts ?? new Uint8Array(), outline));
    };
    fc.assert(
      fc.property(fc.array(event), fc.array(event), fc.array(event), (before, here, there) => {
        const begun = written(afterEvent(newAttempt('a1b2c3d4e5f6', 'kk'), {type: 'carried', texts: true}), before);
        expect(sent(begun)).toEqual(begun);
        const mine = written(begun, here);
        const theirs = written(sent(begun), there);
        expect(mergeAttempts(mine, sent(theirs))).toEqual(mergeAttempts(theirs, sent(mine)));
        expect(mergeAttempts(mine, sent(theirs))).toEqual(mergeAttempts(mine, theirs));
      }),
    );
  });

  it('are none without the learner’s consent, and never of a private activity', () => {
    const told = [
      ['journal', 'entry', 'Open'],
      ['diary', 'secret', 'Closed'],
    ] as const;
    expect(pack(attemptWith(told, false))).toEqual({bytes: new Uint8Array(), left: 0});
    expect(unpackTexts(pack(attemptWith(told)).bytes, outline).map(({value}) => value)).toEqual(['Open']);
    expect(pack(attemptWith(told)).bytes).toEqual(pack(attemptWith(told.slice(0, 1))).bytes);
    const since = {...outline, units: [{id: 'first', activities: [{...journal, private: true}]}]};
    expect(unpackTexts(pack(attemptWith(told)).bytes, since)).toEqual([]);
  });

  it('stay behind whole, the oldest first, and are counted', () => {
    const all = pack(three).bytes.length;
    let most = 4;
    for (let limit = all; limit >= 0; limit--) {
      const {bytes, left} = pack(three, limit);
      const back = unpackTexts(bytes, outline);
      expect(bytes.length).toBeLessThanOrEqual(limit);
      expect(back.length).toBeLessThanOrEqual(most);
      most = back.length;
      expect(back.filter(({cut}) => !cut)).toEqual(unpackTexts(pack(three).bytes, outline).slice(0, 3 - left));
    }
    expect(pack(three, all - 1).left).toBe(1);
    for (const limit of [0, -1, Number.NaN]) expect(pack(three, limit)).toEqual({bytes: new Uint8Array(), left: 3});
  });

  it('is cut only if the newest alone has no room: its beginning is kept, and counts as left behind', () => {
    const long = `${'Мысли о дне! И ещё одна. 😀 '.repeat(3)}${readFileSync('test/bench/texts/ru.txt', 'utf8')}`;
    const attempt = attemptWith([
      ['plan', 'step', 'short'],
      ['journal', 'entry', long],
    ]);
    for (const limit of [80, 81, 82, 83, 84, 400, 1500]) {
      const {bytes, left} = pack(attempt, limit);
      const [beginning, ...rest] = unpackTexts(bytes, outline);
      expect([bytes.length <= limit, left, rest, beginning?.cut]).toEqual([true, 2, [], true]);
      expect(long.startsWith(beginning?.value ?? '-')).toBe(true);
      // The device that has the whole text keeps it, whichever side the beginning comes from.
      const elsewhere = withTexts({...attempt, answers: {}}, beginning ? [beginning] : []);
      expect(mergeAttempts(elsewhere, attempt)).toEqual(attempt);
      expect(withTexts(attempt, beginning ? [beginning] : [])).toEqual(attempt);
    }
  });

  it('are read up to where their bytes were cut', () => {
    const {bytes} = pack(three);
    const whole = unpackTexts(bytes, outline);
    const seen = new Set<number>();
    for (let length = 0; length < bytes.length; length++) {
      const back = unpackTexts(bytes.subarray(0, length), outline);
      const ended = back.filter(({cut}) => !cut);
      expect(ended).toEqual(whole.slice(0, ended.length));
      for (const {value, counter} of back)
        expect(whole.find((text) => text.counter === counter)?.value).toContain(value);
      seen.add(ended.length);
    }
    expect([...seen]).toEqual([0, 1, 2, 3]);
  });

  it('of foreign or spoilt bytes are none, and nothing is thrown', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => unpackTexts(bytes, outline).length === 0));
    const begin = pack(three).bytes.subarray(0, 2);
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => Array.isArray(unpackTexts(Uint8Array.of(...begin, ...bytes), outline))),
    );
  });

  it('of activities and items that are gone are dropped, the others stay', () => {
    const later = {...outline, units: [{id: 'first', activities: [activity('journal', [text('new'), text('hope')])]}]};
    expect(unpackTexts(pack(three).bytes, later).map(({item}) => item)).toEqual(['hope']);
  });

  it.each(['ru', 'kk'] as const)('hold 5,000 unseen characters of %s beside 900 of answers in 4,000', (language) => {
    const unseen = readFileSync(`test/bench/texts/${language}.txt`, 'utf8').slice(0, 5000);
    const written = attemptWith([['journal', 'entry', unseen]]);
    const answers = Object.fromEntries(questions.items.map(({id}, i) => [id, {value: 'yes', counter: i + 2}]));
    const attempt = {...written, counter: 151, answers: {...written.answers, questions: answers}};
    const room = {attempt, outline, key: new Uint8Array(32), limit: 4000};
    expect(encodeAttempt({...room, texts: null}).data.length).toBeGreaterThan(900);

    const {bytes: texts, left} = packTexts({attempt, outline, limit: roomForTexts(room)});
    const saved = encodeAttempt({...room, texts});
    expect([left, saved.left]).toEqual([0, []]);
    const back = decodeAttempt(saved.data, outline);
    expect(withTexts(back.attempt ?? attempt, unpackTexts(back.texts ?? new Uint8Array(), outline)).answers).toEqual(
      attempt.answers,
    );
  });

  it.each([
    ['ru', 'Сегодня я устала, но урок получился. Ә 😀', '0dgz..umPKBcvq?QVE]F1^eWvSHJ]!%VB0@_Kmil00'],
    ['kk', 'Бүгін шаршадым, бірақ сабақ жақсы өтті. Э 😀', '0c$J$.umPKBcv$}T7C+Dw]ihAqrg=gKm#)F85zGZFaQ7'],
    ['en', 'Today I was tired, but the lesson went well. Ж 😀', '0c9*w.umPKBWREg9Lzv%Aol_tUO/1Mz;kSNbr3Tn:2MEd00'],
  ])('of version 1 in %s are read for ever', (_language, value, letters) => {
    expect(toBase85(pack(attemptWith([['journal', 'entry', value]])).bytes)).toBe(letters);
    expect(unpackTexts(fromBase85(letters) ?? new Uint8Array(), outline)).toEqual([
      {activity: 'journal', item: 'entry', counter: 1, value, cut: false},
    ]);
  });
});
