import * as v from 'valibot';
import type {Problem} from '../activity.ts';
import {id} from '../schemas.ts';
import type {Rules} from './role-play.ts';
import {replay, type State} from './story.ts';
import {outcomes} from './terms.ts';

/**
 * `paths.yaml`: ways through the story that its writer has thought through, and what comes of each. `destt check` walks
 * them, so that a change of an effect that turns an ending over is seen by the one who makes it.
 */
export const pathTable = v.record(
  id,
  v.strictObject({
    /** Choices in their order, with commas. */
    path: v.pipe(
      v.string(),
      v.regex(/^[a-z][a-z0-9_]*(, *[a-z][a-z0-9_]*)*$/, 'choices in their order, with commas between them'),
      v.transform((written) => written.split(/, */)),
    ),
    ending: id,
    satisfied: v.picklist(outcomes),
    state: v.record(id, v.pipe(v.number(), v.integer())),
  }),
);
export type PathTable = v.InferOutput<typeof pathTable>;

/** What no longer holds, and endings that no path of the table comes to. */
export function pathProblems(rules: Rules, table: PathTable): readonly Problem[] {
  const problem = (path: Problem['path'], found: string, wanted: string): Problem => ({
    in: 'table',
    path,
    found,
    wanted,
  });
  const problems = Object.entries(table).flatMap(([name, {path, ending, satisfied, state}]): readonly Problem[] => {
    const story = replay(rules, path);
    if (story.moments.length < path.length) {
      const refused = path[story.moments.length];
      return [
        problem(
          [name, 'path'],
          `“${refused}” after ${story.moments.length} choices, in the scene “${story.scene}”`,
          story.ending === null
            ? `one of ${story.offered.join(', ')}`
            : `no more choices: “${story.ending}” is reached`,
        ),
      ];
    }
    if (story.ending === null)
      return [
        problem([name, 'path'], `a path that stops in “${story.scene}”`, `more choices: ${story.offered.join(', ')}`),
      ];
    return [
      ...(story.ending === ending ? [] : [problem([name, 'ending'], ending, `“${story.ending}”: there it leads now`)]),
      ...(story.satisfied === satisfied
        ? []
        : [problem([name, 'satisfied'], satisfied, `${story.satisfied}, by own_goal and other_need`)]),
      ...(sameState(rules, story.state, state)
        ? []
        : [problem([name, 'state'], written(state), written(inUse(rules, story.state)))]),
    ];
  });
  const endings = Object.values(rules.scenes).flatMap(({ending}) => ending ?? []);
  const missing = [...new Set(endings)].filter((name) => !Object.values(table).some(({ending}) => ending === name));
  return missing.length === 0 || problems.length > 0
    ? problems
    : [problem([], `no path to ${missing.join(', ')}`, 'a path to each ending')];
}

/** The variables that some choice changes: the others say nothing. */
function inUse(rules: Rules, state: State): State {
  const choices = Object.values(rules.scenes).flatMap((scene) => Object.values(scene.choices ?? {}));
  const changed = new Set(choices.flatMap(({effects}) => Object.keys(effects)));
  return Object.fromEntries(Object.entries(state).filter(([name]) => changed.has(name)));
}

const sameState = (rules: Rules, found: State, said: State) => {
  const wanted = inUse(rules, found);
  const names = Object.keys(wanted);
  return names.length === Object.keys(said).length && names.every((name) => wanted[name] === said[name]);
};
const written = (state: State) =>
  Object.entries(state)
    .map(([name, value]) => `${name}: ${value}`)
    .join(', ');
