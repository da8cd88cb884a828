import * as v from 'valibot';
import {type Content, defineActivity, type Problem} from '../activity.ts';
import {problem} from '../problems.ts';
import {flag, id, text, textsOf} from '../schemas.ts';
import {behaviour, mostRounds} from './behaviour.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

/** No practice outlasts a unit. */
const longest = 15 * 60;

const from1to = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most));

const rules = v.strictObject({
  /** The steps of a round, in their order; each shows one instruction for so many seconds. */
  phases: v.pipe(
    v.array(v.strictObject({id, seconds: from1to(longest), breath: v.optional(v.picklist(['in', 'out']))})),
    v.minLength(1),
    v.maxLength(30),
  ),
  rounds: v.optional(from1to(mostRounds), 1),
  /** Asks for tension from 0 to 10, before and after. */
  rating: flag,
  figure: v.optional(v.picklist(['breath', 'body', 'senses', 'pause'])),
});
export type Rules = v.InferOutput<typeof rules>;

const words = ({phases}: Rules) =>
  v.strictObject({
    title: text,
    intro: text,
    safety: text,
    phases: textsOf(phases.map((phase) => phase.id)),
    close: text,
    tip: text,
  });
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type GuidedPracticeContent = Content<Rules, Words>;

/** A technique done together with the page: timed breathing, muscle release, grounding, a micro-break. */
export const guidedPractice = defineActivity({
  behaviour,
  practice: true,
  rules,
  words,
  check: ({rules}) => problemsOf(rules),
  // Tension is a mood: no employer reads it (R-34, DESIGN 3).
  mustBePrivate: ({rating}) => (rating ? 'it asks how tense the learner is' : null),
  interfaceWords: {en, ru, kk},
});

function problemsOf({phases, rounds, figure}: Rules): readonly Problem[] {
  const breaths = phases.map(({breath}) => breath);
  const problems = phases.flatMap(({id, breath}, at) => [
    ...(phases.findIndex((other) => other.id === id) < at
      ? [problem(['phases', at, 'id'], `the id "${id}" a second time`, 'an id of its own')]
      : []),
    ...(breath && figure !== 'breath'
      ? [problem(['phases', at, 'breath'], `"breath: ${breath}" without the drawing of it`, '"figure: breath"')]
      : []),
  ]);
  if (figure === 'breath' && !(breaths.includes('in') && breaths.includes('out')))
    problems.push(
      problem(
        ['figure'],
        'a circle that has nothing to breathe by',
        '"breath: in" at one phase and "breath: out" at another',
      ),
    );
  const seconds = rounds * phases.reduce((sum, phase) => sum + phase.seconds, 0);
  if (seconds > longest)
    problems.push(
      problem(['phases'], `${seconds} seconds in all`, `at most ${longest}: fewer rounds or shorter phases`),
    );
  return problems;
}
