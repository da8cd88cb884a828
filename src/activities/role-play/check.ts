import type {Problem} from '../activity.ts';
import {problem} from '../problems.ts';
import type {Condition} from './conditions.ts';
import type {Choice, RolePlayContent, Rules, Scene, Words} from './role-play.ts';
import {commonVariables, type Mode, modes, narrator} from './terms.ts';
import {askedIn, fewestDecisions, fewestOptions, mostDecisions, mostOptions, walk} from './walk.ts';

/** How long a text may be, in characters, to be read at one look on a phone. */
const longest = {says: 480, choices: 160, replies: 320, notes: 320, afterwards: 480, intro: 480};

/** What no schema can say of a story (DOMAIN 4.2): loose ends first; all paths are walked only if there are none. */
export function problemsOf({rules, words}: RolePlayContent): readonly Problem[] {
  const loose = looseEnds(rules);
  return [
    ...loose,
    ...decisionProblems(rules),
    ...(loose.length === 0 ? [...pathProblems(rules), ...deadVariables(rules)] : []),
    ...lengthProblems(words),
  ];
}

type Path = Problem['path'];

/** Names that nothing has, and branches that may lead nowhere. */
function looseEnds(rules: Rules): readonly Problem[] {
  const {start, people, scenes, variables} = rules;
  const names = Object.keys(scenes);
  const known = [...commonVariables, ...Object.keys(variables)];
  const unknownScene = (name: string, path: Path) =>
    names.includes(name)
      ? []
      : [problem(path, `the scene “${name}”, which is not there`, `one of ${names.join(', ')}`)];
  const unknownVariable = (name: string, path: Path) =>
    known.includes(name)
      ? []
      : [problem(path, `the variable “${name}”`, `one of ${known.join(', ')}, or its start under variables`)];
  const inCondition = (condition: Condition, path: Path) => {
    if (condition.type === 'variable') return unknownVariable(condition.variable, path);
    const [scene = '', choice] = condition.what.split('.');
    const there = choice === undefined ? names.includes(scene) : Object.hasOwn(scenes[scene]?.choices ?? {}, choice);
    return there ? [] : [problem(path, `“${condition.what}”, which is not in the story`, 'a SCENE or a SCENE.CHOICE')];
  };
  const inWhen = (when: readonly Condition[], path: Path) =>
    when.flatMap((condition, at) => inCondition(condition, [...path, 'when', at]));
  const inBranches = (branches: readonly {readonly when: readonly Condition[]}[], path: Path) =>
    branches.flatMap(({when}, at) => {
      const here = [...path, at];
      const last = at === branches.length - 1;
      if (last && when.length > 0)
        return [problem(here, 'a last branch with a condition', 'one without: where the story goes otherwise')];
      if (!last && when.length === 0)
        return [problem(here, 'a branch without a condition before another', 'when, or its place at the end')];
      return inWhen(when, here);
    });

  const inNext = (next: Choice['next'] = [], path: Path) => [
    ...next.flatMap(({to}, at) => unknownScene(to, next.length === 1 ? path : [...path, at, 'to'])),
    ...inBranches(next, path),
  ];
  const inChoice = (choice: Choice, path: Path) => [
    ...inNext(choice.next, [...path, 'next']),
    ...inWhen(choice.when, path),
    ...Object.keys(choice.effects).flatMap((name) => unknownVariable(name, [...path, 'effects', name])),
  ];
  const inScene = ({speaker, mood, next, choices, ending}: Scene, path: Path) => {
    const found = [
      ...inBranches(mood, [...path, 'mood']),
      ...inNext(next, [...path, 'next']),
      ...Object.entries(choices ?? {}).flatMap(([id, choice]) => inChoice(choice, [...path, 'choices', id])),
    ];
    const speakers = [...people, narrator];
    if (speaker !== undefined && !speakers.includes(speaker))
      found.push(problem([...path, 'speaker'], `“${speaker}”`, `one of ${speakers.join(', ')}`));
    if ((choices === undefined) === (ending === undefined))
      found.push(
        problem(path, choices ? 'choices and an ending' : 'a scene that leads nowhere', 'either choices or an ending'),
      );
    for (const [id, choice] of Object.entries(choices ?? {}))
      if (!choice.next && !next)
        found.push(problem([...path, 'choices', id], 'a choice that leads nowhere', 'next here or in its scene'));
    return found;
  };
  return [
    ...unknownScene(start, ['start']),
    ...Object.entries(scenes).flatMap(([name, scene]) => inScene(scene, ['scenes', name])),
  ];
}

/** What each way of dealing with a conflict does: to the own goal, and to what the other needs. */
const effectsOf: Readonly<
  Record<Mode, {readonly agrees: (own: number, other: number) => boolean; readonly say: string}>
> = {
  compete: {agrees: (own, other) => own >= 0 && other <= 0, say: 'own_goal at least 0, other_need at most 0'},
  collaborate: {agrees: (own, other) => own >= 0 && other >= 0, say: 'own_goal and other_need at least 0'},
  compromise: {
    agrees: (own, other) => own >= 0 && other >= 0 && own <= 10 && other <= 10,
    say: 'own_goal and other_need from 0 to 10: each gets a part',
  },
  avoid: {agrees: (own, other) => own <= 0 && other <= 0, say: 'own_goal and other_need at most 0'},
  accommodate: {agrees: (own, other) => own <= 0 && other >= 0, say: 'own_goal at most 0, other_need at least 0'},
};

/** Each decision by itself: its options, and that what they do is what they are called (DOMAIN 4.2, mode mapping). */
function decisionProblems({scenes}: Rules): readonly Problem[] {
  const decisions = Object.entries(scenes).flatMap(([name, {choices}]) => (choices ? [{name, choices}] : []));
  const contradictions = decisions.flatMap(({name, choices}) =>
    Object.entries(choices).flatMap(
      ([
        id,
        {
          mode,
          effects: {own_goal = 0, other_need = 0},
        },
      ]) => {
        if (own_goal === 0 && other_need === 0 && mode !== 'avoid')
          return problem(
            ['scenes', name, 'choices', id],
            `${mode} that changes neither own_goal nor other_need`,
            `${effectsOf[mode].say}, and one of them not 0`,
          );
        return effectsOf[mode].agrees(own_goal, other_need)
          ? []
          : problem(
              ['scenes', name, 'choices', id, 'mode'],
              `${mode} with own_goal ${own_goal} and other_need ${other_need}`,
              `${effectsOf[mode].say}; or another mode`,
            );
      },
    ),
  );
  const offered = new Set(decisions.flatMap(({choices}) => Object.values(choices).map(({mode}) => mode)));
  const missing = modes.filter((mode) => !offered.has(mode));
  return missing.length === 0
    ? contradictions
    : [...contradictions, problem(['scenes'], `no choice with mode ${missing.join(', ')}`, 'every mode somewhere')];
}

/** What only walking shows: scenes nobody comes to, paths too short, too long or without an end. */
function pathProblems(rules: Rules): readonly Problem[] {
  const found = walk(rules);
  if (found.tooMany)
    return [
      problem(
        ['scenes'],
        'more different states than can be walked through',
        'effects in steps of 5, and fewer variables in conditions',
      ),
    ];
  const {scenes} = rules;
  const problems = [...found.options].map(([scene, offered]) =>
    problem(
      ['scenes', scene, 'choices'],
      `${offered} options offered to somebody who comes here`,
      `${fewestOptions} or ${mostOptions}, whatever happened before`,
    ),
  );
  for (const scene of found.again)
    problems.push(
      problem(['scenes', scene], 'a scene that can come twice in a run', 'a scene of its own for each time'),
    );
  for (const scene of found.endless)
    problems.push(
      problem(['scenes', scene], `a path that goes on after ${mostDecisions} decisions`, 'an ending by then'),
    );
  if (found.endless.size > 0) return problems;
  for (const [name, {choices = {}}] of Object.entries(scenes)) {
    if (!found.scenes.has(name))
      problems.push(
        problem(['scenes', name], 'a scene that no path leads to', 'a choice that leads here, or no such scene'),
      );
    else
      for (const id of Object.keys(choices))
        if (!found.choices.has(`${name}.${id}`))
          problems.push(
            problem(
              ['scenes', name, 'choices', id, 'when'],
              'a choice that is never offered',
              'conditions that can hold',
            ),
          );
  }
  if (found.shortest < fewestDecisions && found.paths > 0)
    problems.push(
      problem(
        ['scenes'],
        `a path of ${found.shortest} decisions`,
        `${fewestDecisions} to ${mostDecisions} on every path`,
      ),
    );
  return problems;
}

/** Variables that begin somewhere or are asked for, but never change; and own ones that nothing asks for. */
function deadVariables(rules: Rules): readonly Problem[] {
  const changed = new Set(
    Object.values(rules.scenes).flatMap(({choices = {}}) =>
      Object.values(choices).flatMap(({effects}) => Object.keys(effects).filter((name) => effects[name] !== 0)),
    ),
  );
  const {variables: asked} = askedIn(rules);
  const common: readonly string[] = commonVariables;
  const declared = Object.keys(rules.variables).flatMap((name) => {
    const path = ['variables', name];
    if (!changed.has(name))
      return problem(path, `“${name}”, which no choice changes`, 'an effect, or no such variable');
    if (!common.includes(name) && !asked.includes(name))
      return problem(path, `“${name}”, which no condition asks for`, 'a condition, or no such variable');
    return [];
  });
  const constant = asked.filter((name) => !changed.has(name) && !Object.hasOwn(rules.variables, name));
  return [
    ...declared,
    ...constant.map((name) =>
      problem(['scenes'], `“${name}” in a condition or an ending, which no choice changes`, 'an effect on it'),
    ),
  ];
}

/** Texts too long for one look. */
function lengthProblems({intro, scenes}: Words): readonly Problem[] {
  const tooLong = (kind: keyof typeof longest, text: string | undefined, path: Path): readonly Problem[] =>
    text === undefined || text.length <= longest[kind]
      ? []
      : [
          {
            in: 'words',
            path,
            found: `${text.length} characters`,
            wanted: `at most ${longest[kind]}, to be read at one look`,
          },
        ];
  return [
    ...intro.flatMap((text, at) => tooLong('intro', text, ['intro', at])),
    ...Object.entries(scenes).flatMap(([name, words]) => [
      ...tooLong('says', words.says, ['scenes', name, 'says']),
      ...tooLong('afterwards', words.afterwards, ['scenes', name, 'afterwards']),
      ...(['choices', 'replies', 'notes'] as const).flatMap((kind) =>
        Object.entries(words[kind] ?? {}).flatMap(([id, text]) => tooLong(kind, text, ['scenes', name, kind, id])),
      ),
    ]),
  ];
}
