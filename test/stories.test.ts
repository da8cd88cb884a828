import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as v from 'valibot';
import {beforeAll, describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {readTrainings, type Training} from '../build/read-training.ts';
import {root} from '../build/root.ts';
import {kinds} from '../src/activities/index.ts';
import {pathTable} from '../src/activities/role-play/paths.ts';
import {type Rules, rolePlay} from '../src/activities/role-play/role-play.ts';
import {runIds} from '../src/activities/role-play/runs.ts';
import {replay} from '../src/activities/role-play/story.ts';
import {walk} from '../src/activities/role-play/walk.ts';
import {
  activitiesOf,
  afterEvent,
  encodeAttempt,
  fits,
  type Item,
  newAttempt,
  type Response,
  type Value,
} from '../src/training/index.ts';

let trainings: readonly Training[];
beforeAll(async () => {
  ({trainings} = await readTrainings(join(root, 'modules'), kinds));
});

/** Every role-play that is written, with its rules. */
const stories = () =>
  trainings.flatMap(({folder, outline, words}) =>
    outline.units.flatMap(({id: unit, activities}) =>
      activities.flatMap(({id, kind}) => {
        const rules = words[outline.languages[0]!].units[unit]![id]!.rules as Rules;
        return kind === 'role-play' ? [{name: `${outline.id}/${id}`, folder: join(folder, id), rules}] : [];
      }),
    ),
  );

describe('every story that is written', () => {
  it('comes to the endings and the state that its writer has put down in paths.yaml', () => {
    expect(stories().length).toBeGreaterThanOrEqual(5);
    for (const {name, folder, rules} of stories()) {
      const table = v.parse(pathTable, parse(readFileSync(join(folder, 'paths.yaml'), 'utf8')));
      for (const [path, said] of Object.entries(table)) {
        const {ending, satisfied, state} = replay(rules, said.path);
        expect({ending, satisfied, state}, `${name}: ${path}`).toMatchObject({
          ...{ending: said.ending, satisfied: said.satisfied, state: said.state},
        });
      }
    }
  });

  it('has no scene that choosing anything at random never finds, and no way without an end', () => {
    for (const {name, rules} of stories()) {
      const seen = new Set<string>();
      let seed = 11;
      for (let run = 0; run < 3000; run++) {
        let path: readonly string[] = [];
        for (let step = 0; step < 11 && replay(rules, path).ending === null; step++) {
          const {offered} = replay(rules, path);
          seed = (seed * 48271) % 2147483647;
          path = [...path, offered[seed % offered.length]!];
        }
        const {history, ending} = replay(rules, path);
        expect(ending, `${name}: ${path.join(', ')}`).not.toBeNull();
        for (const scene of history) seen.add(scene);
      }
      expect(
        Object.keys(rules.scenes).filter((scene) => !seen.has(scene)),
        name,
      ).toEqual([]);
    }
  });

  it('leaves room in SCORM 1.2 for everything else of its training, each played three times', () => {
    for (const {outline, words} of trainings.filter((each) =>
      activitiesOf(each.outline).some(({kind}) => kind === 'role-play'),
    )) {
      let attempt = newAttempt('abcdefghijkl', 'kk');
      for (const {id: unit, activities} of outline.units)
        for (const {id, kind, items} of activities) {
          const rules = words.kk.units[unit]![id]!.rules;
          const response = kind === 'role-play' ? playedOut(rules as Rules) : answered(items);
          attempt = afterEvent(attempt, {type: 'moved', activity: id, step: 13});
          attempt = afterEvent(attempt, {type: 'answered', activity: id, response, complete: true, score: 1});
        }
      const key = new Uint8Array(32).fill(7);
      const {data, left} = encodeAttempt({attempt, outline, key, texts: null, limit: 4000});
      console.log(`${outline.id}, every question answered at length: ${data.length} of 4000 characters`);
      expect(left, outline.id).toEqual([]);
    }
  });
});

/** Three runs as long as the story has them, and all that the look-back asks. */
function playedOut(rules: Rules): Response {
  const ways = [...walk(rules).ways.values()].sort((a, b) => b.length - a.length);
  const items = rolePlay.behaviour.items(rules);
  const runs = Object.fromEntries(runIds.map((id, at) => [id, ways[at % ways.length]!]));
  return {...answered(items), ...runs};
}

/** The value of each item that takes most room: all of a list, the far end of a number. */
function answered(items: readonly Item[]): Response {
  const values = items.map((item): readonly [string, Value] => {
    if (item.type === 'number') return [item.id, item.max];
    if (item.type === 'text') return [item.id, 'x'];
    return [item.id, item.type === 'choice' ? item.options.at(-1)! : item.options];
  });
  for (const [at, [, value]] of values.entries()) expect(fits(items[at]!, value)).toBe(true);
  return Object.fromEntries(values);
}
