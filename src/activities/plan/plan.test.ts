import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {fits} from '../../training/index.ts';
import {behaviour} from './behaviour.ts';
import {exampleContent, reviewContent, exampleRules as rules} from './example.test-data.ts';
import {plan, type Rules} from './plan.ts';

const issues = (schema: v.GenericSchema, value: unknown) =>
  v.safeParse(schema, value).issues?.map((issue) => v.getDotPath(issue)) ?? [];
const {words} = exampleContent('en');
const problems = (given: Rules) =>
  plan.check({rules: given, words}).map(({path, found}) => `${path.join('.')}: ${found}`);

describe('the rules of a plan', () => {
  it('may all be left out, and are bounded', () => {
    expect(v.parse(plan.rules, {})).toEqual({});
    expect(
      issues(plan.rules, {
        steps: 6,
        suggestions: ['a-b'],
        obstacles: 'yes',
        follow_up_weeks: [0],
        toolkit: [],
        colour: 1,
      }),
    ).toEqual(['steps', 'suggestions.0', 'obstacles', 'follow_up_weeks.0', 'toolkit', 'colour']);
    expect(issues(plan.rules, {toolkit: ['slow-breathing'], follow_up_weeks: []})).toEqual([]);
  });

  it('name what is there twice', () => {
    expect(problems(rules)).toEqual([]);
    expect(problems({suggestions: ['a', 'b', 'a'], follow_up_weeks: [2, 2], toolkit: ['x', 'x']})).toEqual([
      'suggestions.2: "a" a second time',
      'follow_up_weeks.1: "2" a second time',
      'toolkit.1: "x" a second time',
    ]);
  });

  it('of a look back are its own', () => {
    expect(problems({review_of: 'my-plan', weeks: 2})).toEqual([]);
    expect(problems({review_of: 'my-plan', steps: 3, toolkit: ['x']})).toEqual([
      'steps: steps in the look back at a plan',
      'toolkit: toolkit in the look back at a plan',
    ]);
    expect(problems({weeks: 2})).toEqual(['weeks: weeks without review_of']);
  });
});

describe('the words of a plan', () => {
  it.each(['kk', 'ru', 'en'] as const)('are complete in the starter: %s', (language) => {
    expect(Object.keys(exampleContent(language).words.suggestions!)).toEqual(rules.suggestions);
  });

  it('need both halves of each example, and no example that the rules do not have', () => {
    const {break: first} = words.suggestions!;
    const given = {...words, suggestions: {break: {if: first!.if}, other: first}};
    expect(issues(plan.words(rules), given)).toEqual([
      'suggestions.break.then',
      'suggestions.message',
      'suggestions.other',
    ]);
    expect(issues(plan.words({}), words)).toEqual(['suggestions']);
  });

  it('of a look back need its question and answers', () => {
    const {rules: review, words: given} = reviewContent;
    expect(issues(plan.words(review), given)).toEqual([]);
    const {not: _, ...answers} = given.answers!;
    expect(issues(plan.words(review), {title: 'a', intro: 'b', answers})).toEqual(['question', 'answers.not']);
    expect(issues(plan.words({}), given)).toEqual(['question']); // the first unknown key
  });

  it('of the interface have the same places to fill in each language, and twelve months', () => {
    const {en, ru, kk} = plan.interfaceWords;
    const places = (words: object): unknown =>
      Object.entries(words).map(([key, value]) => [
        key,
        typeof value === 'string' ? (value.match(/\{\w+\}/g) ?? []).sort() : places(value),
      ]);
    expect(places(ru)).toEqual(places(en));
    expect(places(kk)).toEqual(places(en));
    for (const {months} of [en, ru, kk]) expect(new Set(months.split(' ')).size).toBe(12);
  });
});

describe('the behaviour of a plan', () => {
  const texts = (given: Rules) => behaviour.items(given).flatMap(({id, type}) => (type === 'text' ? id : []));

  it('keeps a text for each part of each step', () => {
    expect(texts({steps: 2})).toEqual([
      'if_1',
      'then_1',
      'obstacle_1',
      'help_1',
      'if_2',
      'then_2',
      'obstacle_2',
      'help_2',
    ]);
    expect(texts({obstacles: false})).toEqual(['if_1', 'then_1', 'if_2', 'then_2', 'if_3', 'then_3']);
  });

  it('keeps for a look back how each step went', () => {
    const items = behaviour.items({review_of: 'my-plan'});
    expect(texts({review_of: 'my-plan'})).toHaveLength(10);
    const kept = items.find(({id}) => id === 'kept_5')!;
    for (const answer of ['kept', 'partly', 'not']) expect(fits(kept, answer)).toBe(true);
    expect(fits(kept, 'yes')).toBe(false);
  });

  it('shows the practices of its toolkit, and the plan looked back at', () => {
    expect(behaviour.related({})).toEqual([]);
    expect(behaviour.related({toolkit: ['breathing', 'walk']})).toEqual(['breathing', 'walk']);
    expect(behaviour.related({review_of: 'my-plan'})).toEqual(['my-plan']);
  });

  it('reads how steps went as choices, and never a text', () => {
    const response = {
      kept_1: 'partly',
      kept_2: 'daily',
      kept_3: ['not'],
      way_1: 'A secret',
      next_1: 'Another',
      stage: 'seen',
    };
    expect(behaviour.interactions(reviewContent, response)).toEqual([
      {
        type: 'choice',
        item: 'kept_1',
        description: 'How did it go with this step? (1)',
        correct: null,
        choices: [
          {id: 'kept', text: 'I kept to it'},
          {id: 'partly', text: 'Partly'},
          {id: 'not', text: 'Not this time'},
        ],
        response: ['partly'],
      },
    ]);
    expect(behaviour.interactions(exampleContent('en'), {if_1: 'A secret', day: 20762, code: 7})).toEqual([]);
  });
});
