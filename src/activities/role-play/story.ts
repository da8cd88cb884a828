import {allHold, type Condition} from './conditions.ts';
import type {Choice, Rules, Scene} from './role-play.ts';
import {commonVariables, type Mood, type Satisfied} from './terms.ts';

/** The variables by name, each from −100 to 100. */
export type State = Readonly<Record<string, number>>;

/** Where somebody is in a story, and all that conditions may ask. */
export interface Standing {
  readonly scene: string;
  readonly state: State;
  /** Scenes seen, this one too, and choices made as `SCENE.CHOICE`. */
  readonly history: ReadonlySet<string>;
}

/** A decision that was made. */
export interface Moment {
  readonly scene: string;
  readonly mood: Mood;
  readonly choice: string;
  readonly before: State;
  readonly after: State;
}

/** A run as far as it goes. */
export interface Story extends Standing {
  readonly moments: readonly Moment[];
  readonly mood: Mood;
  /** Choices that are open now, in the author's order; none at an ending. */
  readonly offered: readonly string[];
  readonly ending: string | null;
  /** Null until there is an ending. */
  readonly satisfied: Satisfied | null;
}

/** The beginning of every run. */
export function beginning({start, variables}: Rules): Standing {
  const zero = Object.fromEntries(commonVariables.map((name) => [name, 0]));
  return {scene: start, state: {...zero, ...variables}, history: new Set([start])};
}

/** What comes of a choice: effects first, each held within its bounds, then the first branch whose conditions hold. */
export function afterChoice(rules: Rules, standing: Standing, choice: string): Standing {
  const history = new Set(standing.history);
  return {...advanced(rules, standing, choice, history), history};
}

/** The same with one history for a whole run: it is added to. */
function advanced(rules: Rules, {scene, state}: Omit<Standing, 'history'>, choice: string, history: Set<string>) {
  const {choices, next: common} = sceneOf(rules, scene);
  const made = choices?.[choice];
  const branches = made?.next ?? common;
  if (!made || !branches) throw new Error(`The scene "${scene}" has no choice "${choice}" that leads anywhere.`);
  const after: Record<string, number> = {...state};
  for (const [name, effect] of Object.entries(made.effects))
    after[name] = Math.max(-100, Math.min(100, (after[name] ?? 0) + effect));
  const next = firstOf(branches, after, history.add(`${scene}.${choice}`)).to;
  history.add(next);
  return {scene: next, state: after};
}

/** Choices that are open where somebody stands. */
export const offeredAt = (rules: Rules, {scene, state, history}: Standing): readonly string[] =>
  Object.entries(sceneOf(rules, scene).choices ?? {}).flatMap(([id, {when}]) =>
    allHold(when, state, history) ? [id] : [],
  );

/** Everything about a run, from its choices alone. What can't be chosen, and all after it, is left out. */
export function replay(rules: Rules, path: readonly string[]): Story {
  const known = replayed.get(path);
  if (known?.rules === rules) return known.story;
  const story = replayAnew(rules, path);
  replayed.set(path, {rules, story});
  return story;
}

/** A run is asked for many times between two choices: by the element, by interactions, by facts. Paths never change. */
const replayed = new WeakMap<readonly string[], {readonly rules: Rules; readonly story: Story}>();

function replayAnew(rules: Rules, path: readonly string[]): Story {
  const moments: Moment[] = [];
  const first = beginning(rules);
  const history = new Set(first.history);
  let standing: Standing = {...first, history};
  for (const choice of path) {
    if (!offeredAt(rules, standing).includes(choice)) break;
    const {scene, state: before} = standing;
    const mood = moodAt(rules, standing);
    const after = advanced(rules, standing, choice, history);
    moments.push({scene, mood, choice, before, after: after.state});
    standing = {...after, history};
  }
  const ending = sceneOf(rules, standing.scene).ending ?? null;
  return {
    ...standing,
    moments,
    mood: moodAt(rules, standing),
    offered: offeredAt(rules, standing),
    ending,
    satisfied: ending === null ? null : satisfiedBy(rules, standing.state),
  };
}

/** Who is satisfied in a state: each side's own measure against the author's threshold. */
export function satisfiedBy({satisfied: {me, them}}: Rules, {own_goal = 0, other_need = 0}: State): Satisfied {
  if (own_goal >= me) return other_need >= them ? 'both' : 'me';
  return other_need >= them ? 'them' : 'nobody';
}

/** The choice made at a moment, as the rules have it. */
export const choiceAt = (rules: Rules, {scene, choice}: Pick<Moment, 'scene' | 'choice'>): Choice =>
  sceneOf(rules, scene).choices![choice]!;

const moodAt = (rules: Rules, {scene, state, history}: Standing): Mood =>
  firstOf(sceneOf(rules, scene).mood, state, history).is;

/** A scene by its name; `check` has seen to it that every name that is used has one. */
export function sceneOf({scenes}: Rules, name: string): Scene {
  const scene = Object.hasOwn(scenes, name) ? scenes[name] : undefined;
  if (!scene) throw new Error(`The story has no scene "${name}".`);
  return scene;
}

/** The first branch whose conditions hold; the last has none (`check`). */
const firstOf = <Branch extends {readonly when: readonly Condition[]}>(
  branches: readonly Branch[],
  state: State,
  history: ReadonlySet<string>,
): Branch => branches.find(({when}) => allHold(when, state, history)) ?? branches[branches.length - 1]!;
