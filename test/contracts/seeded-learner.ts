import type {ActivityBehaviour, Content} from '../../src/activities/activity.ts';
import {
  type ActivityOutline,
  type Attempt,
  activitiesOf,
  type Interaction,
  type Item,
  type LearnerEvent,
  languages,
  type Outline,
  type Response,
  responseOf,
  type Value,
} from '../../src/training/index.ts';
import {seeded} from '../seeded.ts';

/** Chance that comes again: the same seed, the same story. */
export interface Chance {
  /** An integer from 0, and less than `limit`. */
  below(limit: number): number;
  /** True once in so many times. */
  once(outOf: number): boolean;
  pick<T>(list: readonly T[]): T;
  bytes(length: number): Uint8Array;
}

/** Begun at the hash of whatever names the story. */
export function chanceOf(...names: readonly (string | number)[]): Chance {
  let seed = 0x811c9dc5;
  for (const letter of names.join('/')) seed = Math.imul(seed ^ letter.charCodeAt(0), 0x01000193);
  const random = seeded(seed);
  const below = (limit: number) => (random() * 2 ** 32) % limit;
  return {
    below,
    once: (outOf) => below(outOf) === 0,
    pick: (list) => list[below(list.length)]!,
    bytes: (length) => Uint8Array.from({length}, () => below(256)),
  };
}

/** What can be answered in each activity; an outline says it of the open ones only. */
const items: Readonly<Record<string, readonly Item[]>> = {
  opening: [],
  before: [{id: 'energy', type: 'number', min: 0, max: 10}],
  'first-case': [
    {id: 'scene', type: 'choice', options: ['wait', 'go_on', 'insist']},
    {id: 'why', type: 'text'},
  ],
  signs: [{id: 'seen', type: 'choices', options: ['sleep', 'temper', 'memory', 'appetite', 'distance']}],
  'self-check': ['tired', 'distant', 'unable', 'alone'].map((id) => ({
    id,
    type: 'choice',
    options: ['never', 'seldom', 'often', 'always'],
  })),
  quiz: [
    {id: 'q1', type: 'choice', options: ['a', 'b', 'c']},
    {id: 'q2', type: 'choices', options: ['a', 'b', 'c', 'd']},
    {id: 'q3', type: 'sequence', options: ['first', 'second', 'third']},
  ],
  breathing: [{id: 'rounds', type: 'number', min: -2, max: 40}],
  journal: [
    {id: 'today', type: 'text'},
    {id: 'mood', type: 'choice', options: ['low', 'middle', 'high']},
  ],
  plan: [
    {id: 'when', type: 'text'},
    {id: 'steps', type: 'sequence', options: ['walk', 'talk', 'rest', 'walk_again']},
  ],
  interview: [
    {id: 'hardest', type: 'text'},
    {id: 'helped', type: 'text'},
  ],
  after: [{id: 'energy', type: 'number', min: 0, max: 10}],
  extra: [{id: 'useful', type: 'choice', options: ['yes', 'no']}],
};
const hidden = ['before', 'self-check', 'journal', 'after'];
const skippable = ['breathing', 'extra'];

const activity = (id: string, kind = 'page'): ActivityOutline => ({
  id,
  kind,
  minutes: 3,
  private: hidden.includes(id),
  optional: skippable.includes(id),
  items: hidden.includes(id) ? [] : items[id]!,
});

/** A training of every type of item, open and private, in three units. */
export const training: Outline = {
  id: 'seeded',
  version: '1.0.0',
  ects: 1,
  level: 1,
  hue: 40,
  languages,
  units: [
    {id: 'one', activities: [activity('opening'), activity('before'), activity('first-case'), activity('signs')]},
    {
      id: 'two',
      activities: [activity('self-check'), activity('quiz', 'quiz'), activity('breathing'), activity('plan')],
    },
    {id: 'three', activities: [activity('journal'), activity('interview'), activity('after'), activity('extra')]},
  ],
};

/** What of an activity lies sealed on the device: the answers of private ones, and free text everywhere (DESIGN 3). */
export const isSealed = ({id, private: closed}: ActivityOutline, item: string) =>
  closed || items[id]!.some((each) => each.id === item && each.type === 'text');

/** Whether the cipher has to be there before this activity is shown. */
export const needsCipher = (shown: ActivityOutline) => items[shown.id]!.some(({id}) => isSealed(shown, id));

/** One answer or one end of an activity that can be asked for later. */
export interface Mark {
  readonly activity: ActivityOutline;
  /** Null: that the activity is done. */
  readonly item: string | null;
}

/** All that a learner may later ask for. */
export const marks: readonly Mark[] = activitiesOf(training).flatMap((each) => [
  {activity: each, item: null},
  ...items[each.id]!.map(({id}) => ({activity: each, item: id})),
]);

/** How a mark stands in an attempt, as text. */
export const standing = (attempt: Attempt, {activity: {id}, item}: Mark): string =>
  item === null ? String(attempt.done[id] !== undefined) : JSON.stringify(attempt.answers[id]?.[item]?.value ?? null);

/** Whether anything was ever given there, and be it taken back. */
export const isTouched = (attempt: Attempt, {activity: {id}, item}: Mark): boolean =>
  (item === null ? attempt.done[id] : attempt.answers[id]?.[item]) !== undefined;

/** How every mark stands before the learner has done anything. */
export const untouched = ({item}: Mark) => (item === null ? 'false' : 'null');

/** What the learner does next, going by what is on the screen: mostly the first activity that is not done. */
export function nextEvent(chance: Chance, attempt: Attempt): LearnerEvent {
  const all = activitiesOf(training);
  if (chance.once(12)) return {type: 'switched', language: chance.pick(languages)};
  if (chance.once(25)) return {type: 'carried', texts: chance.once(2)};
  const open = all.find(({id}) => attempt.done[id] === undefined);
  const at = open && !chance.once(4) ? open : chance.pick(all);
  if (chance.once(5)) return {type: 'moved', activity: at.id, step: chance.below(4)};

  const before = responseOf(attempt.answers[at.id]);
  const own = items[at.id]!;
  const item = own.length > 0 ? chance.pick(own) : null;
  const response: Record<string, Value> = {...before};
  if (item && chance.once(8)) delete response[item.id];
  else if (item) response[item.id] = someValue(item, chance);
  const complete = own.every(({id}) => id in response) || chance.once(5);
  return {
    type: 'answered',
    activity: at.id,
    response,
    complete,
    score: at.kind === 'quiz' && complete ? chance.below(5) / 4 : null,
  };
}

function someValue(item: Item, chance: Chance): Value {
  switch (item.type) {
    case 'choice':
      return chance.pick(item.options);
    case 'choices':
      return item.options.filter(() => chance.once(2));
    case 'sequence':
      return Array.from({length: chance.below(5)}, () => chance.pick(item.options));
    case 'number':
      return item.min + chance.below(item.max - item.min + 1);
    case 'text':
      return `${chance.pick(sentences)} ${chance.below(1000)}`;
  }
}

const sentences = [
  'Бүгін шаршадым, бірақ сабақ жақсы өтті.',
  'Сегодня было тихо; дети слушали "до конца".',
  'I asked for help ~ and got it.\nTwice.',
  'Ұ 😀 {lang=kk} [,] \\',
];

/** How the training's answers read as interactions. */
export const behaviour: ActivityBehaviour = {
  kind: 'seeded',
  element: 'seeded-activity',
  items: () => [],
  interactions: ({rules}: Content<string>, response: Response) =>
    items[rules]!.flatMap((item) => interactionOf(item, response[item.id] ?? null)),
};
export const contentOf = (activity: string): Content => ({rules: activity, words: {title: activity}});

function interactionOf(item: Item, value: Value): readonly Interaction[] {
  const asked = {item: item.id, description: `«${item.id}»?`, correct: null};
  if (value === null) return [];
  if (typeof value === 'number') return [{...asked, type: 'numeric', response: value}];
  if (!('options' in item)) return [{...asked, type: 'long-fill-in', response: String(value)}];
  const choices = item.options.map((id) => ({id, text: id}));
  const response = typeof value === 'string' ? [value] : value;
  return [{...asked, type: item.type === 'sequence' ? 'sequencing' : 'choice', choices, response}];
}
