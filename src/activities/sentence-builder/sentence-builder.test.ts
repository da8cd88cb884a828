import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {afterSaying, behaviour, versionsOf} from './behaviour.ts';
import {type Rules, sentenceBuilder} from './sentence-builder.ts';
import {contentIn, rules} from './starter.test-data.ts';

const content = contentIn('en');
const open = ['twice', 'worried', 'plan_lesson', 'message'];
const shut = ['careless', 'ignored', 'order', 'must'];
const between = ['twice', 'ignored', 'order', 'hint'];
const problems = (changed: Partial<Rules>) =>
  sentenceBuilder
    .check({...content, rules: {...rules, ...changed}})
    .map(({path, found}) => `${path.join('.')}: ${found}`);

describe('a sentence', () => {
  it.each([
    [open, 7, 'opens', 'relieved'],
    [between, 1, 'listens', 'unsure'],
    [shut, -6, 'defends', 'hurt'],
  ])('%j opens the other person up by %d: %s', (options, opens, id, mood) => {
    expect(versionsOf(rules, {version_1: options})).toMatchObject([{opens, reaction: {id, mood}}]);
  });

  it('is none with a part missing, of another part, or of a wrong kind', () => {
    const none = [open.slice(1), ['worried', 'twice', 'plan_lesson', 'message'], 'twice', 7, null];
    expect(none.flatMap((version) => versionsOf(rules, {version_1: version}))).toEqual([]);
  });

  it('said stays: the first for good, beyond three the last is replaced, and the same twice is one', () => {
    const said = [open, open, shut, between, open].reduce(
      (response, options) => afterSaying(rules, response, options),
      {},
    );
    expect(said).toEqual({version_1: open, version_2: shut, version_3: open});
  });
});

describe('what is told of sentences', () => {
  const response = {observation: 'always', version_1: shut, version_2: open, own: 'Qupiya soz'};

  it('are the parts of the one said last, not what is only chosen', () => {
    const told = behaviour.interactions(content, response);
    expect(told.map(({item, response}) => [item, response])).toEqual([
      ['observation', ['twice']],
      ['feeling', ['worried']],
      ['need', ['plan_lesson']],
      ['request', ['message']],
    ]);
    expect(told[0]).toMatchObject({
      description: 'What I saw',
      correct: null,
      choices: [{id: 'twice'}, {id: 'always'}, {id: 'careless'}],
    });
    expect(behaviour.interactions(content, {observation: 'always'})).toEqual([]);
  });

  it('can be described by the build: some sample tells every part', () => {
    const told = sentenceBuilder
      .samples?.(rules)
      .flatMap((sample) => behaviour.interactions(content, sample).map(({item}) => item));
    expect(told).toEqual(rules.parts.map(({id}) => id));
  });

  it('are, for researchers, how far each opens, and the length of the own one', () => {
    const facts = behaviour.facts(content, response);
    expect(facts).toEqual([
      {item: 'version_1', type: 'measure', value: -6, unit: 'points'},
      {item: 'version_2', type: 'measure', value: 7, unit: 'points'},
      {item: 'own', type: 'length', characters: 10},
    ]);
    expect(JSON.stringify([facts, behaviour.interactions(content, response)])).not.toContain('Qupiya');
  });
});

describe('a sentence builder', () => {
  it.each(['kk', 'ru', 'en'] as const)('has all its words in %s', (language) => {
    const {words} = contentIn(language);
    expect(sentenceBuilder.check(contentIn(language))).toEqual([]);
    const {opens: _, ...reactions} = words.reactions;
    expect(v.safeParse(sentenceBuilder.words(rules), {...words, reactions}).success).toBe(false);
  });

  const [first, second, third] = rules.reactions as [
    Rules['reactions'][0],
    Rules['reactions'][0],
    Rules['reactions'][0],
  ];
  it.each<[Partial<Rules>, string]>([
    [{parts: [...rules.parts, {...rules.parts[0]!, id: 'own'}]}, 'parts.4.id: "own", which the kind itself uses'],
    [{parts: [...rules.parts, {...rules.parts[0]!, id: 'more'}]}, 'parts.4.options.0.id: the id "twice" a second time'],
    [{reactions: [first, {...second, from: 6}, third]}, 'reactions.1.from: 6 after 5'],
    [{reactions: [{...first, from: 8}, second, third]}, 'reactions.0.from: 8'],
    [{reactions: [first, second, {...third, from: -5}]}, 'reactions.2.from: a last reaction with a sum to reach'],
    [{reactions: [first, {id: 'x', mood: 'sad'}, third]}, 'reactions.1: a reaction without a sum to reach'],
  ])('names what is wrong: %#', (changed, line) => {
    expect(problems(changed)).toContain(line);
  });
});
