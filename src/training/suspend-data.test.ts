import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Attempt, afterEvent, mergeAttempts, newAttempt} from './attempt.ts';
import {fits, type Item, type Value} from './item.ts';
import type {LearnerEvent} from './learner-event.ts';
import {decodeAttempt, encodeAttempt, newAttemptId, roomForTexts, type SuspendData} from './suspend-data.ts';
import {type ActivityOutline, activitiesOf, type Outline} from './training.ts';

const activity = (id: string, items: readonly Item[], closed = false): ActivityOutline => {
  return {id, kind: 'page', minutes: 5, private: closed, optional: false, items};
};
const outlineOf = (activities: readonly ActivityOutline[]): Outline => ({
  id: 'stress-and-burnout',
  version: '1.0.0',
  level: 1,
  ects: 1,
  hue: 200,
  languages: ['kk', 'ru', 'en'],
  units: [{id: 'first', activities}],
});
const pulse = activity('pulse', [
  {id: 'before', type: 'number', min: 0, max: 10},
  {id: 'after', type: 'number', min: -5, max: 10},
]);
const check = activity('check', [
  {id: 'q1', type: 'choice', options: ['yes', 'no', 'unsure']},
  {id: 'q2', type: 'choices', options: ['body', 'mind', 'sleep']},
  {id: 'q3', type: 'sequence', options: ['wait', 'go_on', 'insist']},
]);
const journal = activity('journal', [{id: 'entry', type: 'text'}]);
const mood = activity('mood', [{id: 'today', type: 'choice', options: ['low', 'high']}], true);
const outline = outlineOf([pulse, check, journal, mood]);

/** A learner who did a little of everything. */
const learner = (
  [
    {type: 'moved', activity: 'pulse', step: 1},
    {type: 'answered', activity: 'pulse', response: {before: 7, after: -3}, complete: true, score: null},
    {type: 'answered', activity: 'check', response: {q1: 'yes', q2: ['mind', 'body']}, complete: false, score: null},
    {type: 'answered', activity: 'check', response: {q2: ['body'], q3: ['wait', 'wait']}, complete: true, score: 0.75},
    {type: 'answered', activity: 'journal', response: {entry: 'Бүгін шаршадым.'}, complete: true, score: null},
    {type: 'answered', activity: 'mood', response: {today: 'low'}, complete: true, score: 0.5},
    {type: 'switched', language: 'kk'},
    {type: 'moved', activity: 'check', step: 2},
    {type: 'carried', texts: true},
    {type: 'finished'},
  ] satisfies LearnerEvent[]
).reduce<Attempt>(afterEvent, newAttempt('a1b2c3d4e5f6', 'ru'));
const key = Uint8Array.from({length: 32}, (_, i) => i * 8);

const encode = (attempt: Attempt, more: Partial<SuspendData> = {}) =>
  encodeAttempt({attempt, outline, key: null, texts: null, limit: 4000, ...more});

/** What of an attempt the LMS may know (DESIGN 3): no text, nothing private but "done" and "is there". */
function carried(attempt: Attempt, outline: Outline): Attempt {
  const open = activitiesOf(outline).filter((activity) => !activity.private);
  const pick = <T>(record: Readonly<Record<string, T>>, ids: readonly string[]) =>
    Object.fromEntries(ids.flatMap((id) => (record[id] === undefined ? [] : [[id, record[id]]])));
  const answers = Object.fromEntries(
    open.flatMap(({id, items}) => {
      const all = attempt.answers[id] ?? {};
      const shown = items.filter((item) => item.type !== 'text' && fits(item, all[item.id]?.value));
      return shown.some((item) => all[item.id])
        ? [
            [
              id,
              pick(
                all,
                shown.map((item) => item.id),
              ),
            ],
          ]
        : [];
    }),
  );
  const place = attempt.place.value;
  const at = activitiesOf(outline).find(({id}) => id === place?.activity);
  const step = at?.private ? 0 : (place?.step ?? 0);
  return {
    ...attempt,
    answers,
    done: pick(
      attempt.done,
      activitiesOf(outline).map(({id}) => id),
    ),
    scores: pick(
      attempt.scores,
      open.map(({id}) => id),
    ),
    place: {...attempt.place, value: place && at ? {activity: place.activity, step} : null},
  };
}

/** Enough ids to choose from, none of which clash. */
const names = Array.from({length: 16}, (_, i) => `${'pulse_check'.slice(i % 5)}${i}`);
const ids = (maxLength: number) => fc.shuffledSubarray(names, {minLength: 1, maxLength});
const items = ids(6).chain((all) =>
  fc.tuple(
    ...all.map((id) =>
      fc.oneof(
        fc.record({
          id: fc.constant(id),
          type: fc.constantFrom('choice' as const, 'choices' as const, 'sequence' as const),
          options: ids(6),
        }),
        fc.record({
          id: fc.constant(id),
          type: fc.constant('number' as const),
          min: fc.integer({min: -1000, max: 0}),
          max: fc.integer({min: 1, max: 1000}),
        }),
        fc.record({id: fc.constant(id), type: fc.constant('text' as const)}),
      ),
    ),
  ),
);
const outlines = ids(5).chain((all) =>
  fc
    .tuple(...all.map((id) => fc.tuple(items, fc.boolean()).map(([items, closed]) => activity(id, items, closed))))
    .map(outlineOf),
);
const valueFor = (item: Item): fc.Arbitrary<Value> => {
  switch (item.type) {
    case 'choice':
      return fc.constantFrom(...item.options);
    case 'choices':
      return fc.shuffledSubarray([...item.options]);
    case 'sequence':
      return fc.array(fc.constantFrom(...item.options), {maxLength: 9});
    case 'number':
      return fc.integer({min: item.min, max: item.max});
    case 'text':
      return fc.string({unit: 'binary', maxLength: 20});
  }
};
const events = (outline: Outline): fc.Arbitrary<LearnerEvent[]> => {
  const one = fc.constantFrom(...activitiesOf(outline)).chain(({id, items}): fc.Arbitrary<LearnerEvent> => {
    const values = Object.fromEntries(items.map((item) => [item.id, valueFor(item)]));
    const score = fc.option(fc.nat(1000).map((thousandths) => thousandths / 1000));
    return fc.oneof(
      {
        weight: 6,
        arbitrary: fc.record({
          type: fc.constant('answered' as const),
          activity: fc.constant(id),
          response: fc.record(values, {requiredKeys: [], noNullPrototype: true}),
          complete: fc.boolean(),
          score,
        }),
      },
      fc.nat(99).map((step) => ({type: 'moved' as const, activity: id, step})),
      fc
        .constantFrom('kk' as const, 'ru' as const, 'en' as const)
        .map((language) => ({type: 'switched' as const, language})),
      fc.boolean().map((texts) => ({type: 'carried' as const, texts})),
      fc.constant({type: 'finished' as const}),
    ) as fc.Arbitrary<LearnerEvent>;
  });
  return fc.array(one, {maxLength: 25});
};
const attempts = outlines.chain((outline) =>
  fc.record({
    outline: fc.constant(outline),
    id: fc.oneof(fc.stringMatching(/^[a-z0-9]{12}$/), fc.string({unit: 'binary'})),
    before: events(outline),
    here: events(outline),
    there: events(outline),
  }),
);
const having = (attempt: Attempt, events: readonly LearnerEvent[]) => events.reduce(afterEvent, attempt);
const unlimited = {key: null, texts: null, limit: 1e6};

describe('suspend data', () => {
  it('gives the same attempt back, at any point of any sequence of events', () => {
    fc.assert(
      fc.property(attempts, ({outline, id, before}) => {
        const attempt = having(newAttempt(id, 'ru'), before);
        const {data, left} = encodeAttempt({...unlimited, attempt, outline});
        const back = decodeAttempt(data, outline);
        expect(back).toMatchObject({damaged: false, version: 1, language: attempt.language.value});
        expect(back.attempt).toEqual(carried(attempt, outline));
        expect(left).toEqual([]);
      }),
    );
  });

  it('carries an attempt to another device and back, where both are merged without loss', () => {
    fc.assert(
      fc.property(attempts, ({outline, id, before, here, there}) => {
        const begun = having(newAttempt(id, 'kk'), before);
        const mine = having(begun, here);
        const sent = encodeAttempt({...unlimited, attempt: begun, outline}).data;
        const theirs = having(decodeAttempt(sent, outline).attempt ?? begun, there);
        const answer = encodeAttempt({...unlimited, attempt: theirs, outline}).data;
        const merged = mergeAttempts(mine, decodeAttempt(answer, outline).attempt ?? mine);
        expect(carried(merged, outline)).toEqual(carried(mergeAttempts(mine, theirs), outline));
        expect(carried(merged, outline)).toEqual(carried(mergeAttempts(theirs, mine), outline));
        expect(
          mergeAttempts(
            mine,
            decodeAttempt(encodeAttempt({...unlimited, attempt: mine, outline}).data, outline).attempt ?? mine,
          ),
        ).toEqual(mine);
      }),
    );
  });

  it('is printable ASCII that begins with a letter, is no number, and survives trimming', () => {
    const {data} = encode(learner, {key, texts: key});
    expect(data).toMatch(/^D1k~[!#-%(-+\--;=?-[\]-_a-~]+z$/);
    expect(decodeAttempt(`${data} \n`, outline)).toEqual(decodeAttempt(data, outline));
    expect(decodeAttempt(`${data}~`, outline)).toEqual(decodeAttempt(data, outline));
  });

  it('carries the key and the texts unread', () => {
    fc.assert(
      fc.property(fc.uint8Array({minLength: 1, maxLength: 700}), (texts) => {
        expect(decodeAttempt(encode(learner, {key, texts}).data, outline)).toMatchObject({key, texts});
      }),
    );
    expect(decodeAttempt(encode(learner).data, outline)).toMatchObject({key: null, texts: null});
  });

  it('holds nothing of a private activity but that it is done and that the learner is there', () => {
    const answered = (response: Record<string, string>, score: number) => {
      const {counter, ...attempt} = learner;
      const answers = {
        ...attempt.answers,
        mood: Object.fromEntries(Object.entries(response).map(([item, value]) => [item, {value, counter}])),
      };
      return {...attempt, counter, answers, scores: {...attempt.scores, mood: {value: score, counter}}};
    };
    const open = outlineOf([pulse, check, journal, activity('mood', [{id: 'other', type: 'text'}], true)]);
    const strings = [
      encode(learner).data,
      encode(answered({today: 'high'}, 0)).data,
      encode(answered({}, 1)).data,
      encode(answered({other: 'secret'}, 0.3), {outline: open}).data,
    ];
    expect(new Set(strings).size).toBe(1);
    const at = (step: number) => encode({...learner, place: {value: {activity: 'mood', step}, counter: 9}}).data;
    expect(at(4)).toBe(at(0));
    expect(decodeAttempt(at(4), outline).attempt).toMatchObject({done: {mood: 6}, place: {value: {activity: 'mood'}}});
    // What an earlier version sent while the activity was not yet private is not read either.
    const before = outlineOf([activity('mood', mood.items)]);
    const {attempt} = decodeAttempt(encode(learner, {outline: before}).data, outline);
    expect(attempt).toMatchObject({answers: {}, scores: {}, done: {mood: 6}});
  });

  it('holds no free text', () => {
    const silent = {...learner, answers: {...learner.answers, journal: {}}};
    expect(encode(learner).data).toBe(encode(silent).data);
  });

  it('never mistakes an answer when activities, items and options come, go or change places', () => {
    fc.assert(
      fc.property(attempts, fc.infiniteStream(fc.boolean()), ({outline, id, before}, keep) => {
        const some = <T>(list: readonly T[]) => list.filter(() => keep.next().value).reverse();
        const changed = outlineOf(
          some(activitiesOf(outline)).map((activity) => ({
            ...activity,
            items: some(activity.items).map((item) =>
              'options' in item ? {...item, options: some(item.options)} : item,
            ),
          })),
        );
        const attempt = having(newAttempt(id, 'en'), before);
        const back = decodeAttempt(encodeAttempt({...unlimited, attempt, outline}).data, changed).attempt;
        for (const activity of activitiesOf(changed))
          for (const item of activity.items) {
            const was = carried(attempt, outline).answers[activity.id]?.[item.id];
            const value = was?.value ?? null;
            // A set does without an option that is gone; any other answer with such an option is dropped.
            const kept =
              item.type === 'choices' && Array.isArray(value) ? value.filter((id) => item.options.includes(id)) : value;
            const expected = was && item.type !== 'text' && fits(item, kept) ? {...was, value: kept} : undefined;
            expect(back?.answers[activity.id]?.[item.id]).toEqual(expected);
          }
      }),
    );
  });

  it('reads a number as it was, whatever its range has become', () => {
    const data = encode(learner).data;
    const wider = outlineOf([activity('pulse', [{id: 'before', type: 'number', min: -100, max: 7}])]);
    const narrower = outlineOf([activity('pulse', [{id: 'before', type: 'number', min: 0, max: 6}])]);
    expect(decodeAttempt(data, wider).attempt?.answers).toEqual({pulse: {before: {value: 7, counter: 2}}});
    expect(decodeAttempt(data, narrower).attempt?.answers).toEqual({});
  });

  it('pins the letters of version 1: what learners have saved with them is read for ever', () => {
    const pinned =
      'D1k~hk^?sHm!*.i3lS9*5yWzUSR4~k00:BmASf]6KuAznU|$i7fQXQops298z_t?p/OOx9fyw~ruljoy5yX66.P5nUXC?3Uet[L~rgmD}:xSmX]DRn7)o;_}4f78#/iHE)):9G+l~t00:BmASf]6KuAznU|$i7fQXQops298z_t?p/OOx9?)h~z';
    expect(encode(learner, {key, texts: key}).data).toBe(pinned);
    expect(decodeAttempt(pinned, outline)).toMatchObject({attempt: carried(learner, outline), key, texts: key});
    const other = 'D1e~hAPh|FV2|~z';
    expect(encode(newAttempt('Ä', 'en')).data).toBe(other);
    expect(decodeAttempt(other, outline)).toMatchObject({attempt: newAttempt('Ä', 'en'), damaged: false});
  });
});

describe('suspend data with little room', () => {
  const many = activity(
    'many',
    Array.from({length: 60}, (_, i): Item => ({id: `q${i}`, type: 'choice', options: ['yes', 'no']})),
  );
  const wide = outlineOf([pulse, many, journal]);
  const attempt = many.items.reduce<Attempt>(
    (attempt, {id}) => {
      const answers = Object.fromEntries(
        Object.entries(attempt.answers.many ?? {}).map(([id, {value}]) => [id, value]),
      );
      return afterEvent(attempt, {
        type: 'answered',
        activity: 'many',
        response: {...answers, [id]: 'yes'},
        complete: true,
        score: 1,
      });
    },
    having(newAttempt('a1b2c3d4e5f6', 'ru'), [{type: 'moved', activity: 'pulse', step: 3}]),
  );
  const texts = new Uint8Array(300).fill(9);
  const within = (limit: number) => encodeAttempt({attempt, outline: wide, key, texts, limit});

  it('never exceeds its limit, and lets go of texts first, then the oldest answers, then the place', () => {
    const whole = within(4000).data.length;
    const seen = new Set<string>();
    for (let limit = -1; limit <= whole; limit++) {
      const {data, left} = within(limit);
      expect(data.length).toBeLessThanOrEqual(Math.max(0, limit));
      seen.add(left.join());
      const back = decodeAttempt(data, wide);
      if (left.includes('answers') && !left.includes('place')) {
        const kept = Object.values(back.attempt?.answers.many ?? {}).map(({counter}) => counter);
        expect(Math.min(62, ...kept)).toBe(62 - kept.length);
      }
      if (data.endsWith('~z'))
        expect(back).toMatchObject({key, damaged: false, attempt: {id: attempt.id, done: {many: 2}}});
    }
    expect([...seen]).toEqual(['texts,answers,place', 'texts,answers', 'texts', '']);
  });

  it.each([0, -5, Number.NaN, 1, 2, 3, 10])('gives what fits into %s characters', (limit) => {
    const {data, left} = within(limit);
    expect(data).toBe(within(4000).data.slice(0, Math.max(0, limit || 0)));
    expect(left).toEqual(['texts', 'answers', 'place']);
  });

  it('says exactly how many bytes of texts have room', () => {
    for (let limit = 500; limit < 900; limit++) {
      const room = roomForTexts({attempt, outline: wide, key, limit});
      const fill = (bytes: number) => encodeAttempt({attempt, outline: wide, key, texts: new Uint8Array(bytes), limit});
      const left = fill(0).left;
      expect(fill(room).left).toEqual(left);
      expect(fill(room + 1).left).toContain('texts');
    }
  });

  it('holds the newest texts that have room even if not all have', () => {
    const {data, left} = within(within(4000).data.length - 1);
    expect(left).toEqual(['texts']);
    expect(decodeAttempt(data, wide)).toMatchObject({texts: texts.slice(0, 236), damaged: false});
  });
});

describe('suspend data that was harmed', () => {
  // One seed: a checksum of 16 bits lets one faulty block in 65,536 pass, and a test must not fail by chance.
  const seed = 85;
  const answersIn = (attempt: Attempt | null) =>
    Object.entries(attempt?.answers ?? {}).flatMap(([id, items]) =>
      Object.entries(items).map(([item, {value, counter}]) => JSON.stringify([id, item, value, counter])),
    );

  it('gives every intact block, wherever it was cut', () => {
    const {data} = encode(learner, {key, texts: new Uint8Array(300)});
    for (let length = 0; length < data.length; length++) {
      const cut = data.slice(0, length);
      const back = decodeAttempt(cut, outline);
      const whole = decodeAttempt(data.slice(0, cut.lastIndexOf('~') + 1), outline);
      // A cut just before a `~` leaves the block before it whole.
      const intact = data[length] === '~' ? decodeAttempt(`${cut}~`, outline) : whole;
      expect({...back, damaged: false}).toEqual({...intact, damaged: false});
      if (length >= 3) expect(back.damaged).toBe(true);
    }
  });

  it('gives no answer that was not given, whichever letters were changed, and never throws', () => {
    fc.assert(
      fc.property(
        attempts,
        fc.array(fc.tuple(fc.nat(), fc.nat(2), fc.string({unit: 'binary', maxLength: 3})), {
          minLength: 1,
          maxLength: 4,
        }),
        ({outline, id, before}, harms) => {
          const attempt = having(newAttempt(id, 'ru'), before);
          const {data} = encodeAttempt({...unlimited, key, attempt, outline});
          const harmed = harms.reduce((text, [at, gone, put]) => {
            const place = 3 + (at % (text.length - 2));
            return text.slice(0, place) + put + text.slice(place + gone);
          }, data);
          const given = answersIn(carried(attempt, outline));
          expect(answersIn(decodeAttempt(harmed, outline).attempt).filter((answer) => !given.includes(answer))).toEqual(
            [],
          );
        },
      ),
      {seed},
    );
  });

  it('loses only the block that was hit', () => {
    const {data} = encode(learner, {key});
    const blocks = data.split('~');
    const without = (i: number) => decodeAttempt(blocks.map((b, j) => (i === j ? b.slice(1) : b)).join('~'), outline);
    expect(without(1)).toMatchObject({damaged: true, key, attempt: {id: '', answers: {pulse: {before: {value: 7}}}}});
    expect(without(2)).toMatchObject({damaged: true, key: null, attempt: {id: learner.id, finished: true}});
    expect(without(1).attempt?.counter).toBe(6);
  });

  it('gives no texts that follow a gap', () => {
    const texts = Uint8Array.from({length: 400}, (_, i) => i);
    const {data} = encode(learner, {texts});
    const blocks = data.split('~');
    const second = blocks.findIndex((block) => block.startsWith('t')) + 1;
    const back = decodeAttempt(blocks.filter((_, i) => i !== second).join('~'), outline);
    expect(back).toMatchObject({texts: texts.slice(0, 118), damaged: true});
  });

  it.each(['', 'undefined', 'null', '{"page":3}', 'D', 'D1', 'Dxr~', '0110', '\ud800', 'D1r\ud83d~h\udc00'])(
    'reads %j as nothing of ours',
    (data) => {
      expect(decodeAttempt(data, outline)).toMatchObject({attempt: null, key: null, texts: null});
    },
  );

  it('reads any string at all without throwing', () => {
    const anything = fc.string({unit: 'binary', size: 'large'});
    fc.assert(
      fc.property(anything, (data) => decodeAttempt(data, outline).attempt === null),
      {seed},
    );
    fc.assert(
      fc.property(anything, (data) => decodeAttempt(`D1r~h${data}~r${data}`, outline).attempt === null),
      {seed},
    );
    expect(decodeAttempt('D1r'.padEnd(1e6, '~r0'), outline)).toMatchObject({attempt: null, damaged: true});
  });

  it('passes over blocks and versions that come later', () => {
    const data = encode(learner).data;
    expect(decodeAttempt(data.replace('D1', 'D2'), outline)).toMatchObject({attempt: null, version: 2, damaged: false});
    expect(decodeAttempt(data.replace('D1k', 'D1z'), outline)).toMatchObject({
      attempt: {id: learner.id, language: {value: 'kk'}},
      language: null,
      damaged: true,
    });
  });
});

describe('ids in suspend data', () => {
  it('are random and of the form that packs small', () => {
    expect(newAttemptId(Uint8Array.from({length: 12}, (_, i) => i * 3))).toBe('0369cfilorux');
    expect(newAttemptId(new Uint8Array(16).fill(255))).toMatch(/^[a-z0-9]{12}$/);
  });
});
