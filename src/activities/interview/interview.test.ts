import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {fits} from '../../training/index.ts';
import {answersOf, files} from './answers.ts';
import {behaviour} from './behaviour.ts';
import {exampleContent} from './example.test-data.ts';
import {interview} from './interview.ts';
import {questions} from './questions.ts';

const {en, ru, kk} = interview.interfaceWords;
const facts = {
  training: 'digital-tools',
  title: 'Digital tools',
  version: '1.2.0',
  ects: 1,
  level: 1,
  minutes: 600,
  done: 3,
  all: 9,
  score: null,
};

describe('an interview', () => {
  it('has no rules to get wrong', () => {
    expect(v.safeParse(interview.rules, {}).success).toBe(true);
    expect(v.safeParse(interview.rules, {questions: ['q7']}).success).toBe(false);
  });

  it.each(['kk', 'ru', 'en'] as const)('needs a title and an introduction, as the starter has them: %s', (language) => {
    const {words} = exampleContent(language);
    const ok = (given: object) => v.safeParse(interview.words({}), given).success;
    expect(Object.keys(words)).toEqual(['title', 'intro']);
    expect([ok(words), ok({...words, intro: ''}), ok({title: words.title}), ok({...words, q1: 'Why?'})]).toEqual([
      true,
      false,
      false,
      false,
    ]);
  });

  it('asks the six questions of the report in each language, each its own', () => {
    for (const labels of [en, ru, kk]) {
      expect(Object.keys(labels.questions)).toEqual([...questions]);
      expect(new Set(Object.values(labels.questions)).size).toBe(6);
    }
    const places = (words: object): unknown =>
      Object.entries(words).map(([key, value]) => [
        key,
        typeof value === 'string' ? (value.match(/\{\w+\}/g) ?? []).sort() : places(value),
      ]);
    expect(places(ru)).toEqual(places(en));
    expect(places(kk)).toEqual(places(en));
  });

  it('keeps a text for each question, and which were withheld', () => {
    const items = behaviour.items();
    expect(items.filter(({type}) => type === 'text').map(({id}) => id)).toEqual([...questions]);
    const withheld = items.find(({id}) => id === 'withheld')!;
    expect(fits(withheld, ['q1', 'q6'])).toBe(true);
    expect(fits(withheld, ['q7'])).toBe(false);
  });

  it('reads as a text under its question in the language asked, and withholds what was withheld', () => {
    const response = {q1: ' More courage ', q2: ' ', withheld: ['q3']};
    expect(behaviour.interactions(exampleContent('ru'), response, ru)).toEqual([
      {type: 'long-fill-in', item: 'q1', description: ru.questions.q1, correct: null, response: ' More courage '},
    ]);
    expect(behaviour.facts(exampleContent('ru'), response)).toEqual([{type: 'length', item: 'q1', characters: 14}]);
  });
});

describe('the answers', () => {
  it('are six, whatever the response holds', () => {
    const hostile = {q1: 7, q2: ['a'], q3: '  ', q4: 'Calm.', q5: null, withheld: ['q4', 'q5', 'q9'], more: 'x'};
    expect(answersOf(hostile).map(({text, withheld}) => [text, withheld])).toEqual([
      ['', false],
      ['', false],
      ['', false],
      ['Calm.', false],
      ['', true],
      ['', false],
    ]);
    expect(answersOf({withheld: 'q1'}).some(({withheld}) => withheld)).toBe(false);
  });

  const given = {
    content: exampleContent('en'),
    response: {q1: '*More* courage', withheld: ['q2']},
    language: 'en',
    labels: en,
    facts,
  } as const;

  it('taken away as Markdown are read under their questions', () => {
    const text = files.md.write(given);
    expect(text).toMatch(/^# Six questions to look back\n\nDigital tools\n\n## What has this training given/);
    expect(text).toContain(`${en.questions.q1}\n\n\\*More\\* courage\n`);
    expect(text).toContain(`${en.questions.q2}\n\n*${en.withheld}*\n`);
    expect(text).toContain(`${en.questions.q6}\n\n*${en.open}*\n`);
  });

  it('taken away as data can be laid beside others: training, version, language, item', () => {
    const data = JSON.parse(files.json.write(given));
    expect(data).toMatchObject({kind: 'interview', training: 'digital-tools', version: '1.2.0', language: 'en'});
    expect(data.answers).toHaveLength(6);
    expect(data.answers[0]).toEqual({item: 'q1', question: en.questions.q1, answer: '*More* courage', withheld: false});
    expect(data.answers[1]).toMatchObject({item: 'q2', answer: null, withheld: true});
  });
});
