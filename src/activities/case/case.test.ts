import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {fits, languages} from '../../training/index.ts';
import {behaviour} from './behaviour.ts';
import {caseKind, type Rules} from './case.ts';
import {contentIn, rules} from './starter.test-data.ts';

const content = contentIn('en');
const issues = (schema: v.GenericSchema, value: unknown) =>
  v.safeParse(schema, value).issues?.map((issue) => v.getDotPath(issue)) ?? [];
const problems = (questions: Rules['questions']) =>
  caseKind
    .check({rules: {...rules, questions}, words: content.words})
    .map((problem) => `${problem.in}.${problem.path.join('.')}: ${problem.found}`);
const [see, doNext] = rules.questions as [Rules['questions'][number], Rules['questions'][number]];

describe('the starter texts', () => {
  it.each(languages)('in %s keep to the rules', (language) => expect(caseKind.check(contentIn(language))).toEqual([]));
});

describe('the rules of a case', () => {
  it('need neither a person nor a line for own words', () => {
    expect(v.parse(caseKind.rules, {questions: [see]})).toEqual({person: false, own: false, questions: [see]});
  });

  it('refuse unknown keys, keys of right and wrong, ids with hyphens, one option, and no question', () => {
    expect(issues(caseKind.rules, {...rules, colour: 'red'})).toEqual(['colour']);
    const of = (change: object) => issues(caseKind.rules, {questions: [{...see, ...change}]});
    expect(of({correct: 'tired'})).toEqual(['questions.0.correct']);
    expect(of({id: 'what-now'})).toEqual(['questions.0.id']);
    expect(of({type: 'order'})).toEqual(['questions.0.type']);
    expect(of({options: ['tired']})).toEqual(['questions.0.options']);
    expect(issues(caseKind.rules, {questions: []})).toEqual(['questions']);
  });

  it('name ids that are there twice, and those the kind needs', () => {
    expect(problems([see, {...doNext, id: 'see'}])).toEqual(['rules.questions.1.id: the id "see" a second time']);
    expect(problems([{...see, options: ['tired', 'lazy', 'tired']}])).toEqual([
      'rules.questions.0.options.2: the id "tired" a second time',
    ]);
    for (const id of ['own', 'stage'])
      expect(problems([{...see, id}])).toEqual([`rules.questions.0.id: "${id}", which the kind itself uses`]);
  });
});

describe('the words of a case', () => {
  const schema = caseKind.words(rules);
  const {words} = content;

  it.each(Object.keys(words))('need %s', (key) => {
    expect(issues(schema, words)).toEqual([]);
    expect(issues(schema, {...words, [key]: undefined})).toEqual([key]);
  });

  it('need a text and a comment for each option, and at least one paragraph', () => {
    const questions = {...words.questions, do_next: {ask: 'What?', options: {}, comments: {}}};
    expect(issues(schema, {...words, questions, story: [], reading: ['']})).toEqual([
      'story',
      ...['options', 'comments'].flatMap((key) => doNext.options.map((option) => `questions.do_next.${key}.${option}`)),
      'reading.0',
    ]);
  });

  it('of a person and of own words are refused where the rules have none', () => {
    const bare = caseKind.words({...rules, person: false, own: false});
    const {person: _person, own: _own, ...without} = words;
    expect(issues(bare, without)).toEqual([]);
    expect(issues(bare, {...without, person: 'A teacher'})).toEqual(['person']);
    expect(issues(bare, {...without, own: 'What I see'})).toEqual(['own']);
  });

  it('of the interface are in each language', () => {
    const {en, ru, kk} = caseKind.interfaceWords;
    for (const labels of [ru, kk]) {
      expect(Object.keys(labels)).toEqual(Object.keys(en));
      expect(Object.values(labels).filter((label) => label === '')).toEqual([]);
    }
  });
});

describe('the behaviour', () => {
  const items = behaviour.items(rules);
  const item = (id: string) => items.find((each) => each.id === id)!;

  it('keeps one option or a set of them by question, the screen, and the own words as text', () => {
    expect(items.map(({id, type}) => `${id} ${type}`)).toEqual([
      'see choices',
      'do_next choice',
      'stage choice',
      'own text',
    ]);
    expect(fits(item('see'), ['lazy', 'tired'])).toBe(true);
    expect(fits(item('do_next'), 'wait')).toBe(true);
    expect(fits(item('stage'), 'reading')).toBe(true);
    expect(behaviour.items({...rules, own: false}).map(({id}) => id)).not.toContain('own');
  });

  it('reads choices as interactions without right or wrong, and never the own words', () => {
    const response = {see: ['distant', 'tired'], do_next: 'talk', own: 'She looks tired.', stage: 'reading'};
    const texts = (id: string) =>
      Object.entries(content.words.questions[id]!.options).map(([option, text]) => ({id: option, text}));
    expect(behaviour.interactions(content, response)).toEqual([
      {
        ...{item: 'see', type: 'choice', description: 'What do you see?', correct: null},
        ...{choices: texts('see'), response: ['tired', 'distant']},
      },
      {
        ...{item: 'do_next', type: 'choice', description: 'What would you do next?', correct: null},
        ...{choices: texts('do_next'), response: ['talk']},
      },
    ]);
  });

  it('reports nothing that was not chosen', () => {
    expect(behaviour.interactions(content, {see: [], do_next: 'shout', own: 'x'})).toEqual([]);
    expect(behaviour.interactions(content, {see: 'tired', do_next: ['talk']})).toEqual([]);
  });
});
