import * as v from 'valibot';
import {type Content, defineActivity} from '../activity.ts';
import {entryIf, flag, id, text, textsOf} from '../schemas.ts';
import {behaviour} from './behaviour.ts';
import {problemsOf} from './check.ts';
import {conditionPattern, conditionWanted, readCondition} from './conditions.ts';
import {graph} from './graph.ts';
import {pathProblems, pathTable} from './paths.ts';
import {hardTexts} from './reading.ts';
import {modes, moods, skills} from './terms.ts';
import {summaryOf, walk} from './walk.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

/** Variables run from −100 to 100 and are held there. */
const level = v.pipe(v.number(), v.integer(), v.minValue(-100), v.maxValue(100));
const when = v.optional(
  v.array(v.pipe(v.string(), v.regex(conditionPattern, conditionWanted), v.transform(readCondition))),
  [],
);

/** A scene, or branches: the first whose conditions hold once the effects have been felt. */
const next = v.optional(
  v.pipe(
    v.union([id, v.pipe(v.array(v.strictObject({when, to: id})), v.minLength(1))]),
    v.transform((given) => (typeof given === 'string' ? [{when: [], to: given}] : given)),
  ),
);

const choice = v.strictObject({
  /** Where it leads; without it, where the scene's own `next` does. */
  next,
  mode: v.picklist(modes),
  skills: v.optional(v.array(v.picklist(skills)), []),
  effects: v.optional(v.record(id, level), {}),
  /** Offered only then. */
  when,
  /** Whether the words have what happens at once, before the next scene's line: lets choices share a scene. */
  reply: flag,
  /** Whether the words have a comment on it for the debrief. */
  note: flag,
});
export type Choice = v.InferOutput<typeof choice>;

/** Either choices or an ending; `check` sees to it. */
const scene = v.strictObject({
  /** Who speaks: one of `people`, else the first of them; `narrator` where it is told. */
  speaker: v.optional(id),
  /** How that person looks: a mood, or branches as in `next`. */
  mood: v.pipe(
    v.union([v.picklist(moods), v.pipe(v.array(v.strictObject({when, is: v.picklist(moods)})), v.minLength(1))]),
    v.transform((given) => (typeof given === 'string' ? [{when: [], is: given}] : given)),
  ),
  /** Where choices lead that say nothing themselves. */
  next,
  choices: v.optional(v.record(id, choice)),
  /** The name of an ending in records. */
  ending: v.optional(id),
});
export type Scene = v.InferOutput<typeof scene>;

const rules = v.strictObject({
  /** The first scene. */
  start: id,
  /** The other person first, then whoever else speaks. */
  people: v.pipe(v.array(id), v.minLength(1), v.maxLength(4)),
  /** Where variables begin; the common ones begin at 0 unless given. */
  variables: v.optional(v.record(id, level), {}),
  /** From where on each side counts as satisfied: of `own_goal` and of `other_need`. */
  satisfied: v.optional(v.strictObject({me: v.optional(level, 20), them: v.optional(level, 20)}), {me: 20, them: 20}),
  /** Whether the learner is asked, before the scene and after the look-back, how sure they are of such a talk (DOMAIN 4.3). */
  confidence: flag,
  scenes: v.record(id, scene),
});
export type Rules = v.InferOutput<typeof rules>;

/** Choices have texts; an ending has what the other person says of it later. */
const sceneWords = ({choices = {}, ending}: Scene) => {
  const those = (wanted: (choice: Choice) => boolean) => Object.keys(choices).filter((id) => wanted(choices[id]!));
  const replies = those(({reply}) => reply);
  const notes = those(({note}) => note);
  return v.strictObject({
    says: text,
    ...entryIf(Object.keys(choices).length > 0, {choices: textsOf(Object.keys(choices))}),
    ...entryIf(replies.length > 0, {replies: textsOf(replies)}),
    ...entryIf(notes.length > 0, {notes: textsOf(notes)}),
    ...entryIf(ending !== undefined, {afterwards: text}),
  });
};
export type SceneWords = v.InferOutput<ReturnType<typeof sceneWords>>;

const words = ({people, scenes}: Rules) =>
  v.strictObject({
    title: text,
    /** What has happened so far, a paragraph an entry. */
    intro: v.pipe(v.array(text), v.minLength(1)),
    /** What I came for: known from the beginning. */
    my_goal: text,
    /** What the other person needed: told in the debrief. */
    their_need: text,
    people: textsOf(people),
    scenes: v.strictObject(Object.fromEntries(Object.entries(scenes).map(([id, each]) => [id, sceneWords(each)]))),
  });
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type RolePlayContent = Content<Rules, Words>;

/**
 * A conversation that branches with each choice, has a state, and can be gone back into (DOMAIN 4; ).
 * The response is the path taken, a run at a time: replaying it gives everything else (`story.ts`).
 */
export const rolePlay = defineActivity({
  behaviour,
  practice: true,
  rules,
  words,
  check: problemsOf,
  warnings: ({words}, language) => hardTexts(words, language),
  summary: summaryOf,
  picture: graph,
  samples: (given) => [...walk(given).ways.values()].map((path) => ({run_1: path})),
  table: {file: 'paths.yaml', schema: pathTable, check: pathProblems},
  interfaceWords: {en, ru, kk},
});
