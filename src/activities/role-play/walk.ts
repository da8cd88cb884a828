import type {Condition} from './conditions.ts';
import type {Rules} from './role-play.ts';
import {afterChoice, beginning, offeredAt, type Standing, satisfiedBy, sceneOf} from './story.ts';
import type {Satisfied} from './terms.ts';

/** How many decisions a run takes (DOMAIN 4.2). */
export const fewestDecisions = 6;
export const mostDecisions = 10;
/** How many options a decision offers. */
export const fewestOptions = 3;
export const mostOptions = 4;
/** Standings looked at after the same number of decisions: what keeps the walk short. */
const mostStandings = 100_000;

/** Paths that go on as one: where they stand, the first of them, and how many there are. */
interface Group {
  readonly standing: Standing;
  readonly path: readonly string[];
  count: number;
}

/** All paths of a story, walked. */
export interface Walk {
  /** Paths that come to an ending. */
  readonly paths: number;
  /** By name of the ending: who was satisfied in it, and by how many paths. */
  readonly endings: ReadonlyMap<string, ReadonlyMap<Satisfied, number>>;
  /** Decisions on the shortest and the longest path; 0 where there is none. */
  readonly shortest: number;
  readonly longest: number;
  /** A path to each ending or, where it is a decision, through it: the first one found. */
  readonly ways: ReadonlyMap<string, readonly string[]>;
  /** Scenes that some path comes to, and choices (`SCENE.CHOICE`) that some path is offered. */
  readonly scenes: ReadonlySet<string>;
  readonly choices: ReadonlySet<string>;
  /** Where the number of options offered is too small or too great, with that number. */
  readonly options: ReadonlyMap<string, number>;
  /** Scenes that come a second time on some path. */
  readonly again: ReadonlySet<string>;
  /** Where paths of more decisions than there should be still go on. */
  readonly endless: ReadonlySet<string>;
  /** The walk was given up: too many different standings. */
  readonly tooMany: boolean;
}

/**
 * Walks every path at once: paths that stand at the same scene, with the same of what conditions and endings ask of the
 * variables and the history, go on as one. Scenes and choices named in the rules have to exist. Rules that were walked
 * before are not walked again: they are asked once a language, for the summary and for samples.
 */
export function walk(rules: Rules): Walk {
  const found = walked.get(rules) ?? walkAll(rules);
  walked.set(rules, found);
  return found;
}
const walked = new WeakMap<Rules, Walk>();

function walkAll(rules: Rules): Walk {
  const {variables, events} = askedIn(rules);
  const keyOf = ({scene, state, history}: Standing) =>
    [scene, ...variables.map((name) => state[name] ?? 0), ...events.map((event) => history.has(event))].join(' ');

  const endings = new Map<string, Map<Satisfied, number>>();
  const scenes = new Set<string>();
  const ways = new Map<string, readonly string[]>();
  const choices = new Set<string>();
  const options = new Map<string, number>();
  const again = new Set<string>();
  const endless = new Set<string>();
  const lengths: number[] = [];
  let tooMany = false;
  let paths = 0;
  let here = new Map<string, Group>([['', {standing: beginning(rules), path: [], count: 1}]]);
  for (let decisions = 0; decisions <= mostDecisions; decisions++) {
    const next = new Map<string, Group>();
    for (const {standing, path, count} of here.values()) {
      const {scene, state, history} = standing;
      scenes.add(scene);
      const {ending} = sceneOf(rules, scene);
      if (ending !== undefined) {
        if (!ways.has(scene)) ways.set(scene, path);
        paths += count;
        lengths.push(decisions);
        const satisfied = satisfiedBy(rules, state);
        const counts = endings.get(ending) ?? new Map<Satisfied, number>();
        endings.set(ending, counts.set(satisfied, (counts.get(satisfied) ?? 0) + count));
        continue;
      }
      if (decisions === mostDecisions) {
        endless.add(scene);
        continue;
      }
      const offered = offeredAt(rules, standing);
      if (offered.length < fewestOptions || offered.length > mostOptions) options.set(scene, offered.length);
      for (const choice of offered) {
        choices.add(`${scene}.${choice}`);
        if (!ways.has(scene)) ways.set(scene, [...path, choice]);
        const after = afterChoice(rules, standing, choice);
        if (history.has(after.scene)) again.add(after.scene);
        const key = keyOf(after);
        const same = next.get(key);
        if (same) same.count += count;
        else next.set(key, {standing: after, path: [...path, choice], count});
      }
    }
    tooMany = next.size > mostStandings;
    here = tooMany ? new Map() : next;
    if (tooMany) break;
  }
  const [shortest = 0] = lengths;
  return {
    paths,
    endings,
    shortest,
    longest: lengths.at(-1) ?? 0,
    ways,
    scenes,
    choices,
    options,
    again,
    endless,
    tooMany,
  };
}

/** The walk in a line: `819 paths of 6 decisions; endings: mine 247 (me), …`. */
export function summaryOf(rules: Rules): string {
  const {paths, shortest, longest, endings} = walk(rules);
  const length = shortest === longest ? `${shortest}` : `${shortest} to ${longest}`;
  const each = [...endings].map(([name, counts]) => {
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    return `${name} ${all} (${[...counts.keys()].join(', ')})`;
  });
  return `${paths} paths of ${length} decisions; endings: ${each.join(', ')}`;
}

/** What conditions and endings ask: variables by name, and events of the history. */
export function askedIn({scenes}: Rules): {readonly variables: readonly string[]; readonly events: readonly string[]} {
  const conditions = Object.values(scenes).flatMap(({mood, next = [], choices = {}}): readonly Condition[] => [
    ...[...mood, ...next].flatMap(({when}) => when),
    ...Object.values(choices).flatMap(({when, next = []}) => [...when, ...next.flatMap((branch) => branch.when)]),
  ]);
  const variables = conditions.flatMap((each) => (each.type === 'variable' ? each.variable : []));
  const events = conditions.flatMap((each) => (each.type === 'history' ? each.what : []));
  return {variables: [...new Set(['own_goal', 'other_need', ...variables])], events: [...new Set(events)]};
}
