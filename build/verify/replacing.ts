import type {ActivityKind} from '../../src/activities/activity.ts';
import {
  type ActivityOutline,
  type Attempt,
  activitiesOf,
  afterEvent,
  decodeAttempt,
  encodeAttempt,
  fits,
  type Item,
  newAttempt,
  type Outline,
  type Value,
} from '../../src/training/index.ts';
import {isObject} from '../../src/training/is-object.ts';
import {identifiersOf, type OpenPackage} from './open-package.ts';

/** Something that has to hold where learners are in the middle of an older version, or have finished it. */
export interface ReplaceCheck {
  readonly title: string;
  readonly wayOut: string;
  faults(old: OpenPackage, next: OpenPackage, kinds: readonly ActivityKind[]): readonly string[];
}

/** Everything `destt verify OLD.zip NEW.zip` compares, in the order of its report. */
export const replaceChecks: readonly ReplaceCheck[] = [
  {
    title: 'the same training in the same format, under the same identifiers',
    wayOut:
      'Add the new one as an activity of its own: with other identifiers an LMS deletes all attempts of the old one.',
    faults: (old, next) => [
      ...differing('training', old.manifest.outline.id, next.manifest.outline.id),
      ...differing('format', old.manifest.format, next.manifest.format),
      ...differing('identifiers', identifiersOf(old).join(' '), identifiersOf(next).join(' ')),
    ],
  },
  {
    title: 'its version is not lower',
    wayOut:
      'Change the order if they were swapped: destt verify OLD.zip NEW.zip. Else raise `version` in training.yaml.',
    faults: (old, next) => {
      const [was, is] = [old.manifest.outline.version, next.manifest.outline.version];
      return compareVersions(is, was) < 0 ? [`${was} would be replaced by ${is}`] : [];
    },
  },
  {
    title: 'every language is still there',
    wayOut: 'Bring the language back: whoever learns in it would be given another.',
    faults: (old, next) =>
      old.manifest.outline.languages.filter((language) => !next.manifest.outline.languages.includes(language)),
  },
  {
    title: 'every activity, item and option is still there, so no answer is dropped',
    wayOut: 'Bring them back under the same ids (they may become optional), or wait until nobody is in the middle.',
    faults: lostAnswers,
  },
  {
    title: 'what was private stays private, and nothing else becomes so',
    wayOut:
      'Give the activity a new id: answers given as private must not reach an LMS, nor open ones be hidden from it.',
    faults: (old, next) =>
      pairs(old, next).flatMap(([was, is]) => {
        if (!is || was.private === is.private) return [];
        return was.private
          ? [`${was.id} was private: its answers would be told to the LMS`]
          : [`${was.id} becomes private: its answers in the LMS would not be read any more`];
      }),
  },
  {
    title: 'what the old one saved in an LMS is read by the new one, finished attempts as finished',
    wayOut:
      'Ids of two things became alike as they are saved, or the form of suspend data changed: tell the developers.',
    faults: (old, next) => unreadState(old.manifest.outline, next.manifest.outline),
  },
];

/** What is good to know, and no reason against it. */
export function replaceNotes(old: OpenPackage, next: OpenPackage): readonly string[] {
  const [was, is] = [old.manifest.outline, next.manifest.outline];
  const before = new Map(activitiesOf(was).map((activity) => [activity.id, activity]));
  const added = activitiesOf(is).filter(({id, optional}) => !optional && before.get(id)?.optional !== false);
  const minutes = added.reduce((sum, activity) => sum + activity.minutes, 0);
  const changed = pairs(old, next).flatMap(([one, other]) =>
    other && one.kind !== other.kind ? [`${one.id} was ${one.kind} and is ${other.kind}: who did it has done it.`] : [],
  );
  return [
    ...(added.length > 0
      ? [
          `New, and needed to finish: ${added.map(({id}) => id).join(', ')} (${minutes} min). ` +
            'Who has finished stays finished; who is in the middle has that much more to do.',
        ]
      : []),
    ...changed,
    ...(was.version === is.version && JSON.stringify(was) !== JSON.stringify(is)
      ? [`Both are version ${is.version}, yet they differ: raise the version, so that people can tell them apart.`]
      : []),
  ];
}

const differing = (what: string, was: string, is: string) => (was === is ? [] : [`${what}: “${was}”, now “${is}”`]);

export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => version.split('.').map(Number));
  const at = [0, 1, 2].find((place) => left?.[place] !== right?.[place]);
  return at === undefined ? 0 : (left?.[at] ?? 0) - (right?.[at] ?? 0);
}

/** Each activity of the old one, with the new one's of the same id. */
function pairs(
  old: OpenPackage,
  next: OpenPackage,
): readonly (readonly [ActivityOutline, ActivityOutline | undefined])[] {
  const now = new Map(activitiesOf(next.manifest.outline).map((activity) => [activity.id, activity]));
  return activitiesOf(old.manifest.outline).map((activity) => [activity, now.get(activity.id)]);
}

function lostAnswers(old: OpenPackage, next: OpenPackage, kinds: readonly ActivityKind[]): readonly string[] {
  return pairs(old, next).flatMap(([was, is]) => {
    if (!is) return [`the activity ${was.id}`];
    const items = itemsOf(next, is, kinds);
    return itemsOf(old, was, kinds).flatMap((item) =>
      lostOf(
        item,
        items.find(({id}) => id === item.id),
      ).map((lost) => `${was.id}: ${lost}`),
    );
  });
}

/** What can be answered. A private activity's items are not in the outline: its kind reads them from its rules. */
function itemsOf(
  opened: OpenPackage,
  {id, kind, items, private: hidden}: ActivityOutline,
  kinds: readonly ActivityKind[],
): readonly Item[] {
  const behaviour = kinds.find((each) => each.behaviour.kind === kind)?.behaviour;
  const delivered = [...opened.words.values()].flat().find((one) => one.type === 'unit' && id in one.activities);
  if (!hidden || !behaviour || delivered?.type !== 'unit') return items;
  try {
    return behaviour.items(delivered.activities[id]?.rules as never);
  } catch {
    return items; // rules of a time that this version's kind no longer reads: it has no answers of it to show either
  }
}

function lostOf(was: Item, is: Item | undefined): readonly string[] {
  if (!is) return [`the item ${was.id}`];
  // Texts travel apart: a text item never takes over what another type has saved.
  const lost = valuesOf(was).filter((value) => !fits(is, value) || (is.type === 'text' && was.type !== 'text'));
  if (lost.length === 0) return [];
  if (was.type !== is.type) return [`${was.id} was “${was.type}” and is “${is.type}”`];
  if (was.type === 'number' && is.type === 'number')
    return [`${was.id} went from ${was.min} to ${was.max}, and goes from ${is.min} to ${is.max}`];
  return [`${was.id} without ${[...new Set(lost.flat())].join(', ')}`];
}

/** Values that show whether an item still holds what it held: each option by itself, both ends of a range. */
function valuesOf(item: Item): readonly Exclude<Value, null>[] {
  switch (item.type) {
    case 'choice':
      return item.options;
    case 'choices':
    case 'sequence':
      return item.options.map((option) => [option]);
    case 'number':
      return [item.min, item.max];
    case 'text':
      return ['a'];
  }
}

/**
 * Saves attempts as the old version's player would, reads them as the new one's would, and says what came back otherwise. A
 * learner answers everything, the second time with the second option of each item, and so on; texts travel apart.
 */
export function unreadState(old: Outline, next: Outline): readonly string[] {
  const rounds = Math.max(2, ...activitiesOf(old).flatMap(({items}) => items.map((item) => valuesOf(item).length)));
  const key = Uint8Array.from({length: 32}, (_, at) => at);
  const faults = Array.from({length: rounds}, (_, round) => {
    const attempt = everythingAnswered(old, round);
    const {data} = encodeAttempt({attempt, outline: old, key, texts: null, limit: 1_000_000});
    const read = decodeAttempt(data, next);
    if (!read.attempt || read.damaged) return ['nothing of it can be read'];
    const key2 = read.key && Buffer.from(read.key).equals(Buffer.from(key));
    return [
      ...(key2 ? [] : ['the key of the private answers']),
      ...differences(expected(attempt, old, next), read.attempt),
    ];
  });
  return [...new Set(faults.flat())];
}

function everythingAnswered(outline: Outline, round: number): Attempt {
  const [language = 'kk'] = outline.languages;
  const events = activitiesOf(outline).flatMap(({id, items}) => {
    const response = Object.fromEntries(items.map((item) => [item.id, valuesOf(item)[round % valuesOf(item).length]!]));
    return [
      {type: 'moved', activity: id, step: 1 + round} as const,
      {type: 'answered', activity: id, response, complete: true, score: (round % 5) / 4} as const,
    ];
  });
  return [...events, {type: 'finished'} as const].reduce<Attempt>(afterEvent, newAttempt('oldattempt01', language));
}

/** What of an attempt the new version can know: the activities that it still has, and of open ones the answers that it can hold. */
function expected(attempt: Attempt, old: Outline, next: Outline): Attempt {
  const open = (outline: Outline) => activitiesOf(outline).filter((activity) => !activity.private);
  const wasOpen = new Set(open(old).map(({id}) => id));
  const stillOpen = open(next).filter(({id}) => wasOpen.has(id));
  const still = <T>(record: Readonly<Record<string, T>>, activities: readonly ActivityOutline[]) =>
    Object.fromEntries(activities.flatMap(({id}) => (record[id] === undefined ? [] : [[id, record[id]]])));
  const answers = stillOpen.map(({id, items}) => {
    const given = Object.entries(attempt.answers[id] ?? {}).flatMap(([name, {value, counter}]) => {
      const item = items.find((each) => each.id === name);
      // Of a set the options that are left stay chosen.
      const held =
        item?.type === 'choices' && Array.isArray(value) ? value.filter((one) => item.options.includes(one)) : value;
      return item && item.type !== 'text' && fits(item, held) ? [[name, {value: held, counter}] as const] : [];
    });
    return [id, Object.fromEntries(given)] as const;
  });
  return {
    ...attempt,
    answers: Object.fromEntries(answers.filter(([, given]) => Object.keys(given).length > 0)),
    done: still(attempt.done, activitiesOf(next)),
    scores: still(attempt.scores, stillOpen),
  };
}

function differences(wanted: Attempt, read: Attempt): readonly string[] {
  const differ = (a: unknown, b: unknown) => sorted(a) !== sorted(b);
  const ids = (of: 'answers' | 'done' | 'scores') => new Set([...Object.keys(wanted[of]), ...Object.keys(read[of])]);
  const each = (of: 'answers' | 'done' | 'scores', what: string) =>
    [...ids(of)].filter((id) => differ(wanted[of][id], read[of][id])).map((id) => `${what} ${id}`);
  return [
    ...(wanted.finished === read.finished ? [] : ['that it was finished']),
    ...(wanted.id === read.id && wanted.counter === read.counter ? [] : ['which attempt it is']),
    ...each('done', 'that this was done:'),
    ...each('scores', 'the score of'),
    ...each('answers', 'the answers of'),
  ];
}

/** A value as text, whatever the order of its keys. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, inner) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))) : inner,
  ) ?? '';
