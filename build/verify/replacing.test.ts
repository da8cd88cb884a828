import {describe, expect, it} from 'vitest';
import {formats} from '../../rollup.config.mjs';
import type {ActivityKind} from '../../src/activities/activity.ts';
import {type ActivityOutline, type Item, idHash} from '../../src/training/index.ts';
import {tinyScripts, tinyTraining} from '../../test/packages/tiny-training.ts';
import {packageFiles} from '../package-files.ts';
import type {Training} from '../read-training.ts';
import {zipFiles} from '../zip.ts';
import {openPackage} from './open-package.ts';
import {compareVersions, replaceChecks, replaceNotes, unreadState} from './replacing.ts';

const question: ActivityOutline = {
  id: 'ask-me',
  kind: 'question',
  minutes: 4,
  private: false,
  optional: false,
  items: [
    {id: 'mood', type: 'choice', options: ['low', 'middle', 'high']},
    {id: 'signs', type: 'choices', options: ['body', 'mind', 'sleep']},
    {id: 'steps', type: 'sequence', options: ['wait', 'ask']},
    {id: 'number', type: 'number', min: 0, max: 10},
    {id: 'note', type: 'text'},
  ],
};
const hidden: ActivityOutline = {...question, id: 'ask-in-private', private: true, items: []};
const extra: ActivityOutline = {...question, id: 'more', minutes: 7, items: []};
/** Asks what its rules list: as a kind of private activities does, whose items no outline has. */
const kinds = [
  {behaviour: {kind: 'question', items: ({items = []}: {items?: readonly Item[]}) => items}},
] as unknown as readonly ActivityKind[];

interface Made {
  readonly activities?: readonly ActivityOutline[];
  readonly outline?: Partial<Training['outline']>;
  readonly rules?: object;
  readonly format?: string;
}
const made = ({activities = [question, hidden], outline, rules = {}, format = 'scorm12'}: Made = {}) => {
  const training: Training = {
    ...tinyTraining,
    outline: {...tinyTraining.outline, units: [{id: 'begin', activities}], ...outline},
    words: Object.fromEntries(
      Object.entries(tinyTraining.words).map(([language, words]) => [
        language,
        {...words, units: {begin: Object.fromEntries(activities.map(({id}) => [id, {rules, words: {title: id}}]))}},
      ]),
    ) as unknown as Training['words'],
  };
  return openPackage(zipFiles(packageFiles(training, formats.find(({name}) => name === format)!, tinyScripts)));
};
const withItems = (items: readonly Item[]) => made({activities: [{...question, items}, hidden]});
const withItem = (id: string, item: Partial<Item>) =>
  withItems(question.items.map((each) => (each.id === id ? ({...each, ...item} as Item) : each)));

const old = made();
const found = (next: typeof old, before = old) =>
  replaceChecks.flatMap(({title, faults}) => faults(before, next, kinds).map((fault) => `${title}: ${fault}`));

describe('a package that may replace another', () => {
  it.each<[string, typeof old]>([
    ['the same one', made()],
    ['a later version', made({outline: {version: '1.10.0'}})],
    [
      'more activities, items and options',
      withItems([
        ...question.items.map((item) => ('options' in item ? {...item, options: [...item.options, 'new']} : item)),
        {id: 'new', type: 'text'},
      ]),
    ],
    ['another order', made({activities: [hidden, {...question, items: [...question.items].reverse()}]})],
    ['a wider range', withItem('number', {min: -5, max: 20})],
    ['another kind that asks the same', made({activities: [{...question, kind: 'page'}, hidden]})],
    ['a set that became a list', withItem('signs', {type: 'sequence'})],
  ])('is one with %s', (_, next) => {
    expect(found(next)).toEqual([]);
  });
});

describe('a package that may not replace another', () => {
  it.each<[string, typeof old, string]>([
    ['another training', made({outline: {id: 'other-way'}}), 'training: “tiny-way”, now “other-way”'],
    ['another training’s identifiers', made({outline: {id: 'other-way'}}), 'now “destt-other-way '],
    ['another format', made({format: 'cmi5'}), 'format: “scorm12”, now “cmi5”'],
    ['a lower version', made({outline: {version: '1.1.9'}}), '1.2.0 would be replaced by 1.1.9'],
    ['fewer languages', made({outline: {languages: ['kk', 'en']}}), 'every language is still there: ru'],
    ['an activity less', made({activities: [hidden]}), 'the activity ask-me'],
    ['an item less', withItems(question.items.slice(1)), 'ask-me: the item mood'],
    ['an option less', withItem('mood', {options: ['low', 'high']}), 'ask-me: mood without middle'],
    ['an option less in a set', withItem('signs', {options: ['body']}), 'ask-me: signs without mind, sleep'],
    ['another type of answer', withItem('mood', {type: 'text'}), 'ask-me: mood was “choice” and is “text”'],
    ['a narrower range', withItem('number', {max: 5}), 'number went from 0 to 10, and goes from 0 to 5'],
    [
      'a private activity made open',
      made({activities: [question, {...hidden, private: false}]}),
      'ask-in-private was private',
    ],
    [
      'an open activity made private',
      made({activities: [{...question, private: true, items: []}, hidden]}),
      'ask-me becomes private',
    ],
  ])('is one with %s', (_, next, words) => {
    expect(found(next).join('\n')).toContain(words);
  });

  it('is one that asks less in private: those items stand in the rules alone', () => {
    const before = made({rules: {items: question.items}});
    const next = made({rules: {items: question.items.slice(1)}});
    expect(found(next, before).join('\n')).toContain('ask-in-private: the item mood');
  });

  it('is said to be one by each check, with a way out', () => {
    for (const {wayOut} of replaceChecks) expect(wayOut).toMatch(/^[A-Z].{20,}/);
  });
});

describe('what the old one saved', () => {
  const outline = old.manifest.outline;

  it('is read by the new one, without what it no longer asks', () => {
    const {outline: less} = made({activities: [{...question, items: question.items.slice(1, 3)}, extra]}).manifest;
    expect(unreadState(outline, less)).toEqual([]);
  });

  it('is found to be mistaken for something else, where the ids of two things are saved alike', () => {
    const [one, other] = alike('option');
    const next = (options: readonly string[]) => ({
      ...outline,
      units: [{id: 'begin', activities: [{...question, items: [{id: 'mood', type: 'choice' as const, options}]}]}],
    });
    expect(unreadState(next([one]), next([other]))).toEqual(['the answers of ask-me']);
  });

  it('is found to be another activity’s, where two are saved alike', () => {
    const [one, other] = alike('activity');
    const next = (id: string) => ({...outline, units: [{id: 'begin', activities: [{...question, id}]}]});
    expect(unreadState(next(one), next(other))).toContain(`that this was done: ${other}`);
  });
});

describe('what is told beside it', () => {
  it('names what is new and needed, and that the finished stay finished', () => {
    const optional = {...extra, id: 'by_choice', optional: true};
    const [note, ...more] = replaceNotes(
      old,
      made({activities: [question, hidden, extra, optional], outline: {version: '2.0.0'}}),
    );
    expect(note).toContain('New, and needed to finish: more (7 min)');
    expect(note).toContain('finished stays finished');
    expect(more).toEqual([]);
  });

  it('names what was optional and no longer is', () => {
    const before = made({activities: [question, {...hidden, optional: true}]});
    expect(replaceNotes(before, made({outline: {version: '2.0.0'}}))).toEqual([
      expect.stringContaining('needed to finish: ask-in-private'),
    ]);
  });

  it('names an activity of another kind, and two contents under one version', () => {
    const notes = replaceNotes(old, made({activities: [{...question, kind: 'page'}, hidden]})).join('\n');
    expect(notes).toContain('ask-me was question and is page');
    expect(notes).toContain('Both are version 1.2.0');
  });

  it('is nothing where nothing changed', () => {
    expect(replaceNotes(old, made())).toEqual([]);
  });
});

it('compares versions by number', () => {
  expect(compareVersions('1.10.0', '1.9.9')).toBeGreaterThan(0);
  expect(compareVersions('0.9.9', '1.0.0')).toBeLessThan(0);
  expect(compareVersions('1.2.3', '1.2.3')).toBe(0);
});

/** Two ids that suspend data can't tell apart. */
function alike(of: 'option' | 'activity'): readonly [string, string] {
  const seen = new Map<number, string>();
  for (let number = 0; ; number++) {
    const id = `x${number.toString(36)}`;
    const other = seen.get(idHash(id, of));
    if (other) return [other, id];
    seen.set(idHash(id, of), id);
  }
}
