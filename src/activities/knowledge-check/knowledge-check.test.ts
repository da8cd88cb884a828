import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {fits, languages} from '../../training/index.ts';
import {behaviour} from './behaviour.ts';
import {knowledgeCheck, type Question, type Rules} from './knowledge-check.ts';
import {contentIn, question, rules} from './starter.test-data.ts';

const content = contentIn('en');
const issues = (schema: v.GenericSchema, value: unknown) =>
  v.safeParse(schema, value).issues?.map((issue) => v.getDotPath(issue)) ?? [];
const problems = (given: Partial<Rules>) =>
  knowledgeCheck
    .check({rules: {...rules, ...given}, words: content.words})
    .map((problem) => `${problem.in}.${problem.path.join('.')}: ${problem.found}`);
const changed = <T extends Question['type']>(type: T, change: Partial<Question & {type: T}>) =>
  problems({questions: [{...question(type), ...change} as Question]});

describe('the starter texts', () => {
  it.each(languages)('in %s keep to the rules, with a question of each type', (language) => {
    expect(knowledgeCheck.check(contentIn(language))).toEqual([]);
    expect(rules.questions.map(({type}) => type)).toEqual(['single', 'multiple', 'order', 'match', 'true_false']);
  });
});

describe('the rules of a knowledge check', () => {
  it('have two tries, half the points at a later one and no goal unless the author says otherwise', () => {
    const {attempts: _attempts, later: _later, pass: _pass, ...bare} = rules;
    expect(v.parse(knowledgeCheck.rules, bare)).toMatchObject({attempts: 2, later: 0.5});
    expect(v.parse(knowledgeCheck.rules, bare)).not.toHaveProperty('pass');
  });

  it('refuse unknown keys, ids with hyphens, a single option, no question, and numbers out of bounds', () => {
    const ofSingle = (change: object) => ({...rules, questions: [{...question('single'), ...change}]});
    expect(issues(knowledgeCheck.rules, {...rules, colour: 'red'})).toEqual(['colour']);
    expect(issues(knowledgeCheck.rules, ofSingle({colour: 'red'}))).toEqual(['questions.0.colour']);
    expect(issues(knowledgeCheck.rules, ofSingle({options: ['a', 'not-b']}))).toEqual(['questions.0.options.1']);
    expect(issues(knowledgeCheck.rules, ofSingle({options: ['a']}))).toEqual(['questions.0.options']);
    expect(issues(knowledgeCheck.rules, ofSingle({type: 'guess'}))).toEqual(['questions.0.type']);
    expect(issues(knowledgeCheck.rules, {...rules, questions: []})).toEqual(['questions']);
    expect(issues(knowledgeCheck.rules, {...rules, attempts: 0, later: 2, pass: -1})).toEqual([
      'attempts',
      'later',
      'pass',
    ]);
  });

  it('name each id that is there twice, and those the kind needs', () => {
    const single = question('single');
    expect(problems({questions: [single, {...single}]})).toEqual([
      'rules.questions.1.id: the id "pause" a second time',
    ]);
    expect(changed('multiple', {options: ['a', 'b', 'a'], correct: ['a', 'a']})).toEqual([
      'rules.questions.0.options.2: the id "a" a second time',
      'rules.questions.0.correct.1: the id "a" a second time',
    ]);
    expect(changed('match', {targets: ['body', 'feelings', 'thoughts', 'body']})).toEqual([
      'rules.questions.0.targets.3: the id "body" a second time',
    ]);
    for (const id of ['best', 'pause_draft', 'pause_tries'])
      expect(changed('true_false', {id})).toEqual([`rules.questions.0.id: "${id}", which the kind itself uses`]);
  });

  it('name a key that is no option', () => {
    expect(changed('single', {correct: 'tea'})).toEqual(['rules.questions.0.correct: "tea", which is not among them']);
    expect(changed('multiple', {correct: ['shoulders', 'tea']})).toEqual([
      'rules.questions.0.correct.1: "tea", which is not among them',
    ]);
    expect(changed('order', {correct: ['notice', 'act', 'tea']})).toEqual([
      'rules.questions.0.correct.2: "tea", which is not among them',
      'rules.questions.0.correct: an order without breathe',
    ]);
  });

  it('name an option without a pair, a pair without an option and a target that is none', () => {
    expect(changed('match', {correct: {headache: 'body', resentment: 'soul', tea: 'body'}})).toEqual([
      'rules.questions.0.correct: no pair for lost_thread',
      'rules.questions.0.correct.tea: "tea", which is not among them',
      'rules.questions.0.correct.resentment: "soul", which is not among them',
    ]);
  });

  it('name a hint that no second try would ever show', () => {
    const hint = 'rules.questions.0.hint: a hint, but only one try';
    expect(changed('single', {options: ['slow_breath', 'coffee']})).toEqual([hint]);
    expect(problems({attempts: 1, questions: [question('multiple')]})).toEqual([hint]);
  });
});

describe('the words of a knowledge check', () => {
  const schema = knowledgeCheck.words(rules);
  const {words} = content;
  const withQuestion = (id: string, change: object) => ({
    ...words,
    questions: {...words.questions, [id]: {...words.questions[id], ...change}},
  });

  it.each(['ask', 'why', 'options', 'hint', 'comments'])('need %s', (key) => {
    expect(issues(schema, words)).toEqual([]);
    expect(issues(schema, withQuestion('pause', {[key]: undefined}))).toEqual([`questions.pause.${key}`]);
  });

  it('need a text for each option, target and comment, and a title', () => {
    expect(issues(schema, withQuestion('places', {options: {}, targets: {}}))).toEqual([
      ...['options.headache', 'options.resentment', 'options.lost_thread'].map((key) => `questions.places.${key}`),
      ...['targets.body', 'targets.feelings', 'targets.thoughts'].map((key) => `questions.places.${key}`),
    ]);
    expect(issues(schema, {...words, title: ''})).toEqual(['title']);
  });

  it('are refused where the rules have no use for them', () => {
    expect(issues(schema, withQuestion('steps', {hint: 'x'}))).toEqual(['questions.steps.hint']);
    expect(issues(schema, withQuestion('signs', {comments: {}}))).toEqual(['questions.signs.comments']);
    expect(issues(schema, withQuestion('always_harmful', {options: {}}))).toEqual(['questions.always_harmful.options']);
    expect(issues(schema, withQuestion('pause', {targets: {}}))).toEqual(['questions.pause.targets']);
    expect(issues(schema, withQuestion('unheard_of', {}))).toEqual(['questions.unheard_of']);
  });

  it('of the interface are in each language, with the same places to fill', () => {
    const {en, ru, kk} = knowledgeCheck.interfaceWords;
    const places = (given: object, path = ''): string[] =>
      Object.entries(given).flatMap(([key, value]) =>
        typeof value === 'string'
          ? `${path}${key} ${value === '' ? 'empty ' : ''}${(value.match(/\{\w+\}/g) ?? []).sort()}`
          : places(value, `${path}${key}.`),
      );
    expect(places(ru)).toEqual(places(en));
    expect(places(kk)).toEqual(places(en));
  });
});

describe('the behaviour', () => {
  const items = behaviour.items(rules);
  const item = (id: string) => items.find((each) => each.id === id)!;

  it('keeps for each question the answer, what is chosen since and the tries; and the best score', () => {
    expect(items.map(({id}) => id)).toEqual([
      ...rules.questions.flatMap(({id}) => [id, `${id}_draft`, `${id}_tries`]),
      'best',
    ]);
    expect(fits(item('pause'), 'coffee')).toBe(true);
    expect(fits(item('signs_draft'), ['hobby', 'forgets'])).toBe(true);
    expect(fits(item('steps'), ['act', 'notice', 'breathe'])).toBe(true);
    expect(fits(item('places_draft'), ['headache', 'body'])).toBe(true);
    expect(fits(item('always_harmful'), 'true')).toBe(true);
    expect(fits(item('always_harmful'), 'maybe')).toBe(false);
    expect(fits(item('pause_tries'), 3)).toBe(false);
  });

  it('reads checked answers as interactions of their types, right or wrong', () => {
    const said = content.words.questions;
    const choices = (id: string) => Object.entries(said[id]!.options!).map(([id, text]) => ({id, text}));
    const response = {
      pause: 'coffee',
      signs: ['forgets', 'irritable', 'shoulders'],
      steps: ['notice', 'breathe', 'act'],
      places: ['lost_thread', 'thoughts', 'headache', 'body', 'resentment', 'thoughts'],
      always_harmful: 'false',
    };
    expect(behaviour.interactions(content, response)).toEqual([
      {
        ...{item: 'pause', type: 'choice', description: said.pause?.ask, correct: false},
        ...{choices: choices('pause'), response: ['coffee']},
      },
      {
        ...{item: 'signs', type: 'choice', description: said.signs?.ask, correct: true},
        ...{choices: choices('signs'), response: ['shoulders', 'irritable', 'forgets']},
      },
      {
        ...{item: 'steps', type: 'sequencing', description: said.steps?.ask, correct: true},
        ...{choices: choices('steps'), response: ['notice', 'breathe', 'act']},
      },
      {
        ...{item: 'places', type: 'matching', description: said.places?.ask, correct: false},
        source: choices('places'),
        target: Object.entries(said.places!.targets!).map(([id, text]) => ({id, text})),
        response: [
          ['headache', 'body'],
          ['resentment', 'thoughts'],
          ['lost_thread', 'thoughts'],
        ],
      },
      {
        item: 'always_harmful',
        type: 'true-false',
        description: said.always_harmful?.ask,
        correct: true,
        response: false,
      },
    ]);
  });

  it('reports nothing that is only chosen, is not whole or fits no question', () => {
    const drafts = {pause_draft: 'coffee', signs_draft: ['forgets'], places: ['headache', 'body'], steps: ['act']};
    expect(behaviour.interactions(content, drafts)).toEqual([]);
    const hostile = {pause: ['coffee'], signs: 'forgets', steps: ['act', 'act', 'act'], always_harmful: 1};
    expect(behaviour.interactions(content, hostile)).toEqual([]);
  });

  it('may be open: knowing is not private', () => expect(knowledgeCheck.mustBePrivate(rules)).toBeNull());
});
