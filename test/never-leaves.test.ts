import {join} from 'node:path';
import {beforeAll, describe, expect, it} from 'vitest';
import {randomResponses, randomValue} from '../build/random-responses.test-data.ts';
import {readTrainings, type Training} from '../build/read-training.ts';
import {root} from '../build/root.ts';
import type {ActivityKind} from '../src/activities/activity.ts';
import {kinds} from '../src/activities/index.ts';
import {observe} from '../src/player/occurrences.ts';
import {shareable} from '../src/player/shareable.ts';
import {
  type ActivityOutline,
  activitiesOf,
  afterEvent,
  type Item,
  newAttempt,
  type Outline,
  type Response,
} from '../src/training/index.ts';
import {neverLeaves} from '../src/training/never-leaves.ts';
import {explained, matchOf} from '../src/xapi/matches.ts';
import {sourceOf} from '../src/xapi/statements.test-data.ts';
import {type Occurrence, research, tracking} from '../src/xapi/statements.ts';
import {seeded} from './seeded.ts';

let trainings: readonly Training[];
beforeAll(async () => {
  ({trainings} = await readTrainings(join(root, 'modules'), kinds));
});

interface Place {
  readonly training: Training;
  readonly activity: ActivityOutline;
  readonly kind: ActivityKind;
  readonly content: {readonly rules: unknown; readonly words: unknown};
  readonly items: readonly Item[];
}
/** Every activity of every training. */
const places = (): readonly Place[] =>
  trainings.flatMap((training) =>
    training.outline.units.flatMap((unit) =>
      unit.activities.map((activity) => {
        const kind = kinds.find(({behaviour}) => behaviour.kind === activity.kind)!;
        const content = training.words.ru.units[unit.id]![activity.id]!;
        return {training, activity, kind, content, items: kind.behaviour.items(content.rules as never)};
      }),
    ),
  );

/** What a learner who answered this from nothing, paused, finished and left has given to each stream. */
function said({training: {outline}, activity, kind, content}: Place, responses: readonly Response[]) {
  const observer = observe({
    outline: outline as Outline,
    language: 'ru',
    origin: Date.UTC(2026, 10, 22),
    known: () => ({behaviour: kind.behaviour, content: content as never, labels: kind.interfaceWords.ru}),
  });
  let attempt = newAttempt('a', 'ru');
  let at = 0;
  const occurrences: Occurrence[] = [...observer.take({at, shown: activity.id})];
  for (const [index, response] of responses.entries()) {
    const complete = index === responses.length - 1;
    const event = {type: 'answered', activity: activity.id, response, complete, score: null} as const;
    occurrences.push(...observer.take({at: (at += 1000), event, before: attempt}));
    attempt = afterEvent(attempt, event);
    occurrences.push(...observer.pause((at += 4000)));
  }
  occurrences.push(...observer.take({at: (at += 1000), shown: null}), ...observer.take({at: (at += 1000), left: true}));
  const definitions = training(outline.id).definitions.flatMap(({activities}) => Object.entries(activities));
  const define = (id: string) => Object.fromEntries(definitions)[id]!;
  const [open, closed] = [sourceOf({define, training: outline}), sourceOf({define, training: outline})];
  const agreed = {version: '1', texts: true};
  return {
    tracking: occurrences.flatMap((occurrence) => tracking(open, occurrence)),
    research: occurrences.flatMap((occurrence) => research(closed, occurrence, agreed)),
  };
}
const training = (id: string) => trainings.find(({outline}) => outline.id === id)!;

/** The same responses, with other values in the items that never leave. */
const otherwise = (items: readonly Item[], responses: readonly Response[], random: () => number) =>
  responses.map((response) => ({
    ...response,
    ...Object.fromEntries(items.map((item) => [item.id, random() < 0.2 ? null : randomValue(item, random)])),
  }));

describe('what never leaves', () => {
  it('is in the trainings: the safety item, texts of private activities, the name on the certificate', () => {
    const found = places().flatMap(({activity, items}) =>
      items.filter((item) => neverLeaves(activity, item)).map(({id}) => `${activity.id}/${id}`),
    );
    expect(found).toEqual(
      expect.arrayContaining(['self-check/hopelessness', 'self-check/runs', 'my-signs/own', 'certificate/name']),
    );
  });

  it('is in no statement of any stream, and no statement is another whatever it was answered with', () => {
    const random = seeded(7);
    let compared = 0;
    for (const place of places()) {
      const {activity, kind, content, items} = place;
      const kept = items.filter((item) => neverLeaves(activity, item));
      if (kept.length === 0) continue;
      for (let turn = 0; turn < 12; turn++) {
        const responses = randomResponses(items, 3, random);
        const first = said(place, responses);
        expect(said(place, otherwise(kept, responses, random)), activity.id).toEqual(first);
        for (const {object} of [...first.tracking, ...first.research])
          for (const {id} of kept) expect(JSON.stringify(object)).not.toMatch(new RegExp(`__${id}"`));
        for (const response of responses) {
          const told = shareable(
            activity,
            kind.behaviour,
            content as never,
            'ru',
            kind.interfaceWords.ru,
            {},
            response,
          );
          const interactions = told?.type === 'answered' ? told.interactions : [];
          expect(interactions.filter(({item}) => kept.some(({id}) => id === item))).toEqual([]);
        }
        compared++;
      }
    }
    expect(compared).toBeGreaterThan(30);
  });

  it('nor is an answer of a private activity in the tracking stream: it says that the activity is done, and no more', () => {
    const random = seeded(11);
    const hidden = places().filter(({activity}) => activity.private);
    expect(hidden.length).toBeGreaterThan(5);
    for (const place of hidden) {
      const nothing = said(place, [{}]).tracking;
      for (let turn = 0; turn < 8; turn++) {
        const {tracking: told} = said(place, [randomResponses(place.items, 1, random)[0]!]);
        expect(told, place.activity.id).toEqual(nothing);
      }
    }
  });

  it('and whatever is said follows a template', () => {
    const random = seeded(13);
    let matched = 0;
    for (const place of places()) {
      const {tracking: told, research: learnt} = said(place, randomResponses(place.items, 3, random));
      for (const statement of [...told, ...learnt]) {
        const match = matchOf(statement);
        expect(match.ok, `${place.activity.id}: ${explained(match)}`).toBe(true);
        matched++;
      }
    }
    expect(matched).toBeGreaterThan(activitiesOf(trainings[0]!.outline).length * 4);
  });

  it('and no text is in the research stream but the answers to the six questions', () => {
    const random = seeded(17);
    for (const place of places()) {
      const {research: learnt} = said(place, randomResponses(place.items, 4, random));
      if (place.activity.kind !== 'interview')
        expect(JSON.stringify(learnt)).not.toMatch(/Aigul|шаршадым|secret words/);
      else expect(JSON.stringify(learnt)).toMatch(/Aigul|шаршадым/);
    }
  });
});
