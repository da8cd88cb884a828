import {describe, expect, it} from 'vitest';
import {placesOf, starterOf} from '../shown.test-data.ts';
import type {SpeechFacts} from './acoustics/facts.ts';
import {behaviour} from './behaviour.ts';
import {kept, type Mark, marksFrom, marksItem, mostMarks} from './marks.ts';
import {fromMarksFile, toMarksFile} from './marks-file.ts';
import {
  keptMeasured,
  measuredFrom,
  measuredItem,
  measuredSound,
  measuredTranscript,
  stripLength,
  unmeasured,
} from './measured.ts';
import {adviceOf, factsOf} from './reading.ts';
import {type StudioContent, speechStudio} from './speech-studio.ts';
import {syllablesIn, timed} from './transcript.ts';

const {en, ru, kk} = speechStudio.interfaceWords;
const content = starterOf(speechStudio, 'en') as StudioContent;
const {rules, words} = content;

const marks: readonly Mark[] = [
  {at: 1.5, criterion: 'voice', sign: '+', note: 'When you stopped, I "leaned" in.\nReally. <b>'},
  {at: 12, criterion: 'structure', sign: '-', note: ''},
];
const facts: SpeechFacts = {
  refusal: null,
  seconds: 60.04,
  snr: 31.234,
  clipped: 0,
  strip: {step: 0.1, levels: Uint8Array.from({length: 600}, (_, at) => at % 101)},
  thresholds: {method: 1, noise: -60, speech: -40, pause: 0.25, dip: 2},
  pauses: [
    {start: 3, length: 1},
    {start: 20, length: 2},
  ],
  speechSeconds: 57,
  syllables: 200,
  speechRate: 3.4,
  articulationRate: 3.6,
  pitch: {median: 120, semitones: 2.345},
  loudness: {steadiness: 2, drift: -1, fading: -7.5},
};

describe('marks', () => {
  it('come back as they were kept, in the order of the speech', () => {
    expect(marksFrom(kept([...marks].reverse()))).toEqual(marks);
    expect(marksFrom(kept([]))).toEqual([]);
  });

  it('are read as far as a text goes that was cut on its way', () => {
    const whole = kept(marks);
    for (let length = 0; length < whole.length; length++)
      expect(marksFrom(whole.slice(0, length)).length).toBeLessThan(2);
    expect(marksFrom(whole.slice(0, -3))).toEqual(marks.slice(0, 1));
  });

  it.each([
    [null],
    [7],
    ['{}'],
    ['[1,"voice","?",""]'],
    ['[-1,"voice","+",""]'],
    ['[1e9,"voice","+",""]'],
    ['[1,"Voice!","+",""]'],
  ])('are none in %j', (value) => expect(marksFrom(value)).toEqual([]));

  it('of a file are those that were put into it, about the speech that follows from whose they are', () => {
    expect(fromMarksFile(rules, toMarksFile(rules, 'opponent', 60, marks))).toEqual({
      fault: null,
      lane: 'own',
      rater: 'opponent',
      marks,
    });
    expect(fromMarksFile(rules, toMarksFile(rules, 'self', 60, marks))).toMatchObject({lane: 'other', rater: 'self'});
    expect(fromMarksFile(rules, toMarksFile(rules, 'facilitator', 60, marks))).toMatchObject({lane: 'own'});
  });

  it('of a file that was changed, is something else or has other criteria are refused', () => {
    const file = toMarksFile(rules, 'opponent', 60, marks);
    expect(fromMarksFile(rules, file.replace('12', '13'))).toEqual({fault: 'unreadable'});
    expect(fromMarksFile(rules, file.slice(0, 100))).toEqual({fault: 'unreadable'});
    for (const text of ['', 'null', '[]', '{"destt":"speech-marks"}'])
      expect(fromMarksFile(rules, text)).toEqual({fault: 'unreadable'});
    expect(fromMarksFile({...rules, criteria: ['voice']}, file)).toEqual({fault: 'other'});
    expect(fromMarksFile({...rules, lanes: ['other']}, file)).toEqual({fault: 'other'});
    const many = Array.from({length: mostMarks + 1}, () => marks[1]!);
    expect(fromMarksFile(rules, toMarksFile(rules, 'opponent', 60, many))).toEqual({fault: 'unreadable'});
  });

  it('fill less than 20 kB at most', () => {
    const long = {at: 599.9, criterion: 'structure', sign: '-', note: 'x'.repeat(160)} as const;
    expect(toMarksFile(rules, 'opponent', 600, Array(mostMarks).fill(long)).length).toBeLessThan(20_000);
  });
});

describe('what was measured', () => {
  it('comes back from an answer, rounded, with a strip that can be drawn', () => {
    const measured = measuredSound('recording', facts, ['noiseSuppression']);
    const read = measuredFrom({[measuredItem('own')]: keptMeasured(measured)}, 'own')!;
    expect(read).toMatchObject({source: 'recording', seconds: 60, refusal: null, corrected: ['noiseSuppression']});
    expect(read.figures).toMatchObject({
      speech_rate: 3.4,
      pause_count: 2,
      longest_pause: 2,
      pitch_semitones: 2.345,
      fading: -7.5,
      method: 1,
    });
    expect(read.figures.pause_share).toBeCloseTo(0.05, 3);
    expect(read.strip).toMatch(/^\d+$/);
    expect(read.strip).toHaveLength(stripLength);
    expect(read.pauses).toEqual([
      [3, 1],
      [20, 2],
    ]);
    expect(keptMeasured(measured).length).toBeLessThan(1000);
  });

  it('has no figures where the measuring was refused', () => {
    const measured = measuredSound('file', {...facts, refusal: 'too-noisy'}, []);
    expect(measured.refusal).toBe('too-noisy');
    expect(measured.figures.speech_rate).toBeNull();
    expect(factsOf(measured, 'pace', 'en', en)).toEqual([]);
  });

  it.each([
    [undefined],
    [7],
    ['{"'],
    ['[]'],
    ['{"source":"moon","seconds":1,"figures":{}}'],
    ['{"source":"file","seconds":-1,"figures":{}}'],
  ])('is nothing in %j', (value) => expect(measuredFrom({own_measured: value as string}, 'own')).toBeNull());
});

describe('a sample speech', () => {
  it('takes the time of its syllables and pauses, in every language', () => {
    for (const language of ['kk', 'ru', 'en'] as const) {
      const {words: read} = starterOf(speechStudio, language) as StudioContent;
      const speech = timed(read.transcripts!.reading_corner!, language);
      expect(speech.seconds).toBeGreaterThan(25);
      expect(speech.seconds).toBeLessThan(60);
      expect(speech.words.map(({at}) => at)).toEqual(speech.words.map(({at}) => at).sort((a, b) => a - b));
      const {figures} = measuredTranscript(speech);
      expect(figures.pause_count).toBe(speech.pauses.length);
      expect(figures.pitch_median).toBeNull();
    }
  });

  it.each([
    ['en', 'make', 1],
    ['en', 'walked', 1],
    ['en', 'wanted', 2],
    ['en', 'reading', 2],
    ['en', 'the', 1],
    ['ru', 'одиннадцать', 4],
    ['ru', 'в', 0],
    ['kk', 'қыркүйекте', 4],
    ['kk', 'сұраймын', 3],
  ] as const)('has in %s “%s” %i syllables', (language, word, count) =>
    expect(syllablesIn(word, language)).toBe(count),
  );
});

describe('the reading of a speech', () => {
  const measured = measuredSound('recording', facts, []);

  it('is three sentences in the language’s own numbers, the third by the goal', () => {
    expect(factsOf(measured, 'pace', 'en', en)).toEqual([
      '3.4 syllables a second with pauses, 3.6 without. Talks in this language are often between 3.0 and 4.5 (provisional).',
      '2 pauses, 5 % of the time; the longest lasted 2.0 s.',
      'The voice moved by 2.3 semitones around its middle.',
    ]);
    expect(factsOf(measured, 'steadiness', 'ru', ru)[2]).toContain('7,5 дБ');
    expect(
      factsOf(
        {...measured, figures: {...measured.figures, pause_count: 0, pitch_semitones: null}},
        null,
        'kk',
        kk,
      ).slice(1),
    ).toEqual([kk.facts.no_pauses, kk.facts.no_pitch]);
  });

  it('suggests by the learner’s own goal, then by what was noted with minus more than once', () => {
    const advice = (goal: Parameters<typeof adviceOf>[2], noted: readonly Mark[] = []) =>
      adviceOf(measured, noted, goal, words.criteria, 'en', en);
    expect(advice('pace')).toEqual([en.advice.pace_good]);
    expect(advice('pauses')).toEqual([en.advice.pauses_few]);
    expect(advice('liveliness')).toEqual([en.advice.liveliness_good]);
    expect(advice('steadiness')).toEqual([en.advice.steadiness_low]);
    expect(adviceOf(measured, [], 'pace', words.criteria, 'kk', kk)).toEqual([kk.advice.pace_slow]);
    const minus = [marks[1]!, marks[1]!];
    expect(advice('pace', minus)).toHaveLength(2);
    expect(advice('pace', minus)[1]).toContain('Structure');
    expect(adviceOf(null, [marks[1]!], null, words.criteria, 'en', en)).toEqual([en.advice.none]);
    expect(adviceOf(unmeasured('live', 60), [], 'pace', words.criteria, 'en', en)).toEqual([]);
  });
});

describe('the records of a studio', () => {
  it('have counts and figures, no note and no sound; the LMS gets none of them', () => {
    const response = {
      [marksItem('own', 'self')]: kept(marks),
      [marksItem('own', 'opponent')]: kept(marks.slice(1)),
      [measuredItem('own')]: keptMeasured(measuredSound('recording', facts, [])),
    };
    const all = behaviour.facts(content, response);
    expect(all).toContainEqual({type: 'measure', item: 'own_self_voice_plus', name: 'Voice', value: 1, unit: 'marks'});
    expect(all).toContainEqual({
      type: 'measure',
      item: 'own_opponent_structure_minus',
      name: 'Structure',
      value: 1,
      unit: 'marks',
    });
    expect(all).toContainEqual({type: 'measure', item: 'own_speech_rate', value: 3.4, unit: 'syllables/s'});
    expect(JSON.stringify(all)).not.toContain('leaned');
    expect(behaviour.interactions()).toEqual([]);
    const open = behaviour.items(rules).filter(({type}) => type !== 'text');
    expect(open.map(({id}) => id)).toEqual([
      'own_transcript',
      'own_heard',
      'other_transcript',
      'other_heard',
      'goal',
      'stage',
    ]);
  });
});

describe('the marks in records', () => {
  it('are one each with its second, its criterion and whose speech it is in, never more than a text holds', () => {
    const many = Array.from({length: mostMarks + 20}, (_, at) => ({...marks[0]!, at}));
    const response = {[marksItem('own', 'self')]: kept(marks), [marksItem('other', 'opponent')]: kept(many)};
    const found = behaviour.facts(content, response).filter((fact) => fact.type === 'mark');
    const [first] = marks;
    expect(found[0]).toEqual({
      ...{type: 'mark', item: first!.criterion, name: words.criteria[first!.criterion]},
      ...{speech: 'own', rater: 'self', criterion: first!.criterion, sign: first!.sign, at: first!.at},
    });
    expect(found.filter(({speech}) => speech === 'own')).toHaveLength(marks.length);
    expect(found.filter(({speech, rater}) => speech === 'other' && rater === 'opponent')).toHaveLength(mostMarks);
    expect(JSON.stringify(found)).not.toContain('leaned');
  });

  it('have names in every language: the build’s sample has each of them', () => {
    const [sample = {}] = speechStudio.samples?.(rules) ?? [];
    const noted = behaviour.facts(content, sample);
    expect(new Set(noted.flatMap((fact) => (fact.type === 'mark' ? fact.item : [])))).toEqual(new Set(rules.criteria));
    expect(noted.map(({item}) => item)).toContain(`other_facilitator_${rules.criteria[0]}_minus`);
  });
});

describe('the words of the studio', () => {
  it('have the same places to fill in each language', () => {
    expect(placesOf(ru)).toEqual(placesOf(en));
    expect(placesOf(kk)).toEqual(placesOf(en));
  });

  it('refuse a time that is none', () => {
    const line = (given: object) => ({title: 'a', about: 'b', lines: [{say: 'c', ...given}]});
    const read = (given: object) =>
      speechStudio.words(rules)['~run']({value: {...words, transcripts: {reading_corner: line(given)}}}, {}).issues
        ?.length ?? 0;
    expect(read({pause: '1.5', pace: '5'})).toBe(0);
    expect(read({pause: 'long'})).toBe(1);
    expect(read({pause: '60'})).toBe(1);
    expect(read({pace: '0.5'})).toBe(1);
  });
});
