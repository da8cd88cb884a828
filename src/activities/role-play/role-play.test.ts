import * as v from 'valibot';
import {describe, expect, it} from 'vitest';
import {afterEvent, fits, newAttempt, type Outline, type Response} from '../../training/index.ts';
import {decodeAttempt, encodeAttempt} from '../../training/suspend-data.ts';
import {behaviour} from './behaviour.ts';
import {face} from './face.ts';
import {pathProblems} from './paths.ts';
import {greatestProfile, packedProfile, profileFrom} from './profile.ts';
import {type RolePlayContent, type Rules, rolePlay} from './role-play.ts';
import {modesOf, nextRun, runsOf} from './runs.ts';
import {bad, contentIn, good, rules, table, written} from './starter.test-data.ts';
import {replay, satisfiedBy} from './story.ts';
import {moods} from './terms.ts';
import {walk} from './walk.ts';
import {en} from './words/en.ts';

const content = contentIn('en');

/** The starter with a fault planted in what its author wrote. */
function withFault(plant: (story: ReturnType<typeof copy>) => void): RolePlayContent {
  const story = copy();
  plant(story);
  return {rules: v.parse(rolePlay.rules, story), words: content.words};
}
function copy() {
  const story = structuredClone(written) as {
    start: string;
    variables: Record<string, number>;
    scenes: Record<string, {next?: unknown; speaker?: string; ending?: string; choices?: Record<string, Planted>}>;
  };
  for (const choice of choicesIn(story)) choice.effects ??= {};
  return story;
}
const choicesIn = ({scenes}: {scenes: Record<string, {choices?: Record<string, Planted>}>}) =>
  Object.values(scenes).flatMap(({choices = {}}) => Object.values(choices));
interface Planted {
  mode: string;
  next?: unknown;
  when?: string[];
  effects: Record<string, number>;
}
const found = (story: RolePlayContent) =>
  rolePlay.check(story).map(({path, found, wanted}) => `${path.join('.')}: ${found} → ${wanted}`);

describe('a story', () => {
  it.each(Object.entries(table))('comes to what its author wrote down: %s', (_, {path, ending, satisfied, state}) => {
    const story = replay(rules, path);
    expect({ending: story.ending, satisfied: story.satisfied, state: story.state}).toEqual({ending, satisfied, state});
  });

  it('is known at every moment from the choices alone', () => {
    const story = replay(rules, good.slice(0, 3));
    expect(story).toMatchObject({scene: 'idea', mood: 'unsure', ending: null, satisfied: null});
    expect(story.moments.map(({scene, mood}) => `${scene} ${mood}`)).toEqual([
      'door irritated',
      'reason wary',
      'wish unsure',
    ]);
    expect(story.moments[1]).toMatchObject({before: {trust: 20, other_need: 10}, after: {trust: 30, other_need: 20}});
    expect([...story.history]).toEqual([
      'door',
      'door.listen',
      'reason',
      'reason.say_back',
      'wish',
      'wish.say_need',
      'idea',
    ]);
  });

  it('offers a choice only where its conditions hold', () => {
    expect(replay(rules, good.slice(0, 3)).offered).toEqual(['one_after_other', 'half_each', 'next_week', 'insist']);
    expect(replay(rules, ['timetable', 'mine_too', 'never_mind']).offered).toEqual([
      'half_each',
      'next_week',
      'insist',
    ]);
  });

  it('leaves out a choice that nobody can have made, and all after it', () => {
    expect(replay(rules, ['listen', 'thank', 'say_back']).moments).toHaveLength(1);
    expect(replay(rules, ['toString', '__proto__']).scene).toBe('door');
    expect(replay(rules, [...good, 'more']).moments).toHaveLength(6);
  });

  it('holds every variable between −100 and 100', () => {
    const {rules: steep} = withFault(({scenes}) => {
      for (const choice of choicesIn({scenes})) choice.effects.tension = 60;
    });
    expect(replay(steep, good).state.tension).toBe(100);
  });

  it('asks the history too', () => {
    const {rules: asking} = withFault(({scenes}) => {
      scenes.doubt!.choices!.your_fault!.when = ['not chose door.listen', 'saw reason'];
    });
    expect(replay(asking, good.slice(0, 4)).offered).toEqual(['look_together', 'to_the_minute']);
    expect(replay(asking, bad.slice(0, 4)).offered).toContain('your_fault');
  });

  it.each([
    [25, 25, 'both'],
    [25, 24, 'me'],
    [24, 25, 'them'],
    [24, 24, 'nobody'],
  ])('with own_goal %d and other_need %d satisfies %s', (own_goal, other_need, satisfied) => {
    expect(satisfiedBy(rules, {own_goal, other_need})).toBe(satisfied);
  });
});

describe('all paths of a story', () => {
  it('are counted, with their endings and lengths', () => {
    const {paths, endings, shortest, longest, scenes, tooMany} = walk(rules);
    expect({paths, shortest, longest, tooMany}).toEqual({paths: 819, shortest: 6, longest: 6, tooMany: false});
    expect([...endings.keys()].sort()).toEqual(['both_work', 'cold', 'mine', 'theirs']);
    expect(scenes.size).toBe(Object.keys(rules.scenes).length);
  });

  it('are walked once, however often they are asked for', () => {
    expect(walk(rules)).toBe(walk(rules));
  });

  it('are as many as choosing anything at random ever finds: every scene is reached by some seeded run', () => {
    const {scenes, endings} = walk(rules);
    const seen = new Set<string>();
    let seed = 7;
    for (let run = 0; run < 500; run++) {
      let path: readonly string[] = [];
      for (let step = 0; step < 20 && replay(rules, path).ending === null; step++) {
        const {offered} = replay(rules, path);
        seed = (seed * 48271) % 2147483647;
        path = [...path, offered[seed % offered.length]!];
      }
      const {history, ending, satisfied} = replay(rules, path);
      for (const scene of history) seen.add(scene);
      expect(endings.get(ending!)?.has(satisfied!)).toBe(true);
    }
    expect([...scenes].filter((scene) => !seen.has(scene))).toEqual([]);
  });
});

describe('the author is told of', () => {
  it.each(['kk', 'ru', 'en'] as const)('nothing in the starter: %s', (language) => {
    expect(rolePlay.check(contentIn(language))).toEqual([]);
    expect(pathProblems(rules, table)).toEqual([]);
  });

  it.each<[string, Parameters<typeof withFault>[0], RegExp]>([
    ['a start that is no scene', (story) => void (story.start = 'nowhere'), /^start: the scene “nowhere”/],
    [
      'a way to no scene',
      ({scenes}) => void (scenes.door!.next = 'reasons'),
      /^scenes\.door\.next: the scene “reasons”/,
    ],
    [
      'a scene that leads nowhere',
      ({scenes}) => void delete scenes.mine!.ending,
      /^scenes\.mine: a scene that leads nowhere/,
    ],
    ['a scene with both', ({scenes}) => void (scenes.door!.ending = 'x'), /^scenes\.door: choices and an ending/],
    [
      'a choice that leads nowhere',
      ({scenes}) => void delete scenes.wish!.next,
      /^scenes\.wish\.choices\.say_need: a choice that leads nowhere/,
    ],
    [
      'a branch that may lead nowhere',
      ({scenes}) => void (scenes.door!.next = [{when: ['trust > 0'], to: 'reason'}]),
      /^scenes\.door\.next\.0: a last branch with a condition/,
    ],
    [
      'a branch that hides another',
      ({scenes}) => void (scenes.door!.next = [{to: 'reason'}, {to: 'wish'}]),
      /^scenes\.door\.next\.0: a branch without a condition/,
    ],
    [
      'a speaker who is nobody',
      ({scenes}) => void (scenes.door!.speaker = 'head'),
      /^scenes\.door\.speaker: “head” → one of colleague, narrator/,
    ],
    [
      'an unknown variable',
      ({scenes}) => void (scenes.door!.choices!.listen!.effects.trsut = 5),
      /^scenes\.door\.choices\.listen\.effects\.trsut: the variable “trsut”/,
    ],
    [
      'a condition on what is not there',
      ({scenes}) => void (scenes.doubt!.choices!.your_fault!.when = ['chose door.shout']),
      /^scenes\.doubt\.choices\.your_fault\.when\.0: “door\.shout”/,
    ],
    [
      'an effect that contradicts its mode',
      ({scenes}) => void (scenes.door!.choices!.listen!.effects.other_need = -10),
      /^scenes\.door\.choices\.listen\.mode: collaborate with own_goal 0 and other_need -10/,
    ],
    [
      'a mode without its effect',
      ({scenes}) => void (scenes.door!.choices!.listen!.effects.other_need = 0),
      /^scenes\.door\.choices\.listen: collaborate that changes neither/,
    ],
    [
      'a mode that is never offered',
      ({scenes}) => {
        for (const choice of choicesIn({scenes})) if (choice.mode === 'compromise') choice.mode = 'collaborate';
      },
      /^scenes: no choice with mode compromise/,
    ],
    [
      'fewer than three options',
      ({scenes}) => void delete scenes.doubt!.choices!.your_fault,
      /^scenes\.doubt\.choices: 2 options offered/,
    ],
    [
      'fewer than three to somebody who comes another way',
      ({scenes}) => void (scenes.doubt!.choices!.your_fault!.when = ['chose door.listen']),
      /^scenes\.doubt\.choices: 2 options offered/,
    ],
    [
      'a scene that no path leads to',
      ({scenes}) => void (scenes.attic = {...scenes.mine!, ending: 'attic'}),
      /^scenes\.attic: a scene that no path leads to/,
    ],
    [
      'a choice that is never offered',
      ({scenes}) => void (scenes.idea!.choices!.one_after_other!.when = ['trust >= 90']),
      /^scenes\.idea\.choices\.one_after_other\.when: a choice that is never offered/,
    ],
    [
      'a path that is too short',
      ({scenes}) => void (scenes.wish!.choices!.never_mind!.next = 'cold'),
      /^scenes: a path of 3 decisions → 6 to 10/,
    ],
    [
      'a path that goes round',
      ({scenes}) => void (scenes.bell!.next = 'door'),
      /^scenes\.door: a scene that can come twice/,
    ],
    [
      'a variable that nothing changes',
      ({variables}) => void (variables.weather = 10),
      /^variables\.weather: “weather”, which no choice changes/,
    ],
    [
      'a variable that nothing asks for',
      ({variables, scenes}) => {
        variables.luck = 0;
        scenes.door!.choices!.listen!.effects.luck = 5;
      },
      /^variables\.luck: “luck”, which no condition asks for/,
    ],
    [
      'a condition on what never changes',
      ({variables, scenes}) => {
        delete variables.tension;
        for (const choice of choicesIn({scenes})) delete choice.effects.tension;
      },
      /^scenes: “tension” in a condition or an ending, which no choice changes/,
    ],
  ])('%s', (_, plant, message) => {
    expect(found(withFault(plant)).filter((line) => message.test(line)).length).toBeGreaterThan(0);
  });

  it('a story too long to end', () => {
    const {rules: long} = withFault(({scenes}) => {
      for (let at = 1; at <= 5; at++)
        scenes[`more_${at}`] = {...scenes.doubt!, next: at === 5 ? 'bell' : `more_${at + 1}`};
      scenes.doubt!.next = 'more_1';
    });
    const problems = rolePlay
      .check({rules: long, words: content.words})
      .map(({path, found}) => `${path.join('.')}: ${found}`);
    expect(problems).toEqual(['scenes.bell: a path that goes on after 10 decisions']);
  });

  it('a text too long for one look', () => {
    const {door, ...scenes} = content.words.scenes;
    const words = {...content.words, scenes: {...scenes, door: {...door!, says: 'word '.repeat(100)}}};
    expect(rolePlay.check({rules, words})).toMatchObject([
      {in: 'words', path: ['scenes', 'door', 'says'], found: '500 characters'},
    ]);
  });

  it('words that are missing, and words nobody asked for', () => {
    const {bell, ...scenes} = content.words.scenes;
    const faulty = {...content.words, scenes: {...scenes, bell: {...bell, replies: {nod: 'x'}}}};
    expect(v.safeParse(rolePlay.words(rules), faulty).success).toBe(false);
    expect(v.safeParse(rolePlay.words(rules), {...content.words, scenes}).success).toBe(false);
  });

  it.each(['trust > x', 'trust = 20', 'chose door', 'saw door.listen', 'trust >= 20 and tension < 10'])(
    'a condition that is none: %s',
    (condition) => {
      const story = copy();
      story.scenes.doubt!.choices!.your_fault!.when = [condition];
      expect(v.safeParse(rolePlay.rules, story).issues?.[0].message).toContain('a condition like “trust >= 20”');
    },
  );
});

describe('a table of paths', () => {
  const {listening_first: first, ...rest} = table;
  const problems = (changed: object) =>
    pathProblems(rules, {listening_first: {...first!, ...changed}, ...rest}).map(
      ({in: where, path, found, wanted}) => `${where} ${path.join('.')}: ${found} → ${wanted}`,
    );

  it.each([
    [{ending: 'cold'}, ['table listening_first.ending: cold → “both_work”: there it leads now']],
    [{satisfied: 'me'}, ['table listening_first.satisfied: me → both, by own_goal and other_need']],
    [
      {state: {trust: 0}},
      [
        'table listening_first.state: trust: 0 → trust: 55, tension: 0, own_goal: 40, other_need: 45, pupil_benefit: 15, time: 10',
      ],
    ],
    [
      {path: good.slice(0, 2)},
      ['table listening_first.path: a path that stops in “wish” → more choices: say_need, never_mind, head_decides'],
    ],
    [
      {path: ['listen', 'shout']},
      ['table listening_first.path: “shout” after 1 choices, in the scene “reason” → one of say_back, mine_too, give'],
    ],
    [
      {path: [...good, 'nod']},
      [
        'table listening_first.path: “nod” after 6 choices, in the scene “both_work” → no more choices: “both_work” is reached',
      ],
    ],
  ])('that no longer holds is named: %j', (changed, lines) => {
    expect(problems(changed)).toEqual(lines);
  });

  it('has a path to every ending', () => {
    const {stepping_aside: _, ...short} = table;
    expect(pathProblems(rules, short)).toMatchObject([{path: [], found: 'no path to cold'}]);
  });
});

describe('what is told of a story', () => {
  const response: Response = {run_1: good, run_2: [...good.slice(0, 1), ...bad.slice(1)], rule: 'Ask first.'};

  it('are the choices of the first run alone, a scene each, with what could be chosen', () => {
    const interactions = behaviour.interactions(content, response, en);
    expect(interactions.map(({item, response}) => [item, response])).toEqual(
      good.map((choice, at) => [Object.keys(rules.scenes)[at], [choice]]),
    );
    expect(interactions[3]).toMatchObject({
      type: 'choice',
      correct: null,
      description: content.words.scenes.idea!.says,
      choices: [{id: 'one_after_other'}, {id: 'half_each'}, {id: 'next_week'}, {id: 'insist'}],
    });
    expect(behaviour.interactions(content, {run_2: good}, en)).toEqual([]);
  });

  it('are how sure the learner was before and after, each where it was said and the author asks for it', () => {
    const sure = (given: RolePlayContent, said: Response) =>
      behaviour
        .interactions(given, said, en)
        .flatMap((one) => (one.type === 'numeric' ? [[one.item, one.response]] : []));
    expect(sure(content, {sure_before: 4, ...response, sure_after: 0})).toEqual([
      ['sure_before', 4],
      ['sure_after', 0],
    ]);
    expect(sure(content, {sure_before: 11, sure_after: 'x'})).toEqual([]);
    const silent = {...content, rules: {...rules, confidence: false}};
    expect(sure(silent, {sure_before: 4})).toEqual([]);
    expect(behaviour.items(silent.rules).map(({id}) => id)).not.toContain('sure_before');
  });

  it('are, for researchers, every decision with the state around it, and each ending with its modes', () => {
    const facts = behaviour.facts(content, response);
    expect(facts.filter(({type}) => type === 'decision')).toHaveLength(12);
    expect(facts[0]).toMatchObject({
      item: 'door',
      run: 1,
      choice: 'listen',
      mode: 'collaborate',
      skills: ['open_question'],
      before: {trust: 10},
      after: {trust: 20},
    });
    expect(facts.filter(({type}) => type === 'ending')).toMatchObject([
      {
        item: 'both_work',
        name: content.words.scenes.both_work!.says,
        run: 1,
        ending: 'both_work',
        satisfied: 'both',
        path: good,
        modes: {collaborate: 6, avoid: 0},
      },
      {run: 2, ending: 'cold', satisfied: 'nobody', modes: {collaborate: 1, compete: 2, avoid: 2, compromise: 1}},
    ]);
    expect(facts.at(-1)).toEqual({item: 'rule', type: 'length', characters: 10});
    expect(JSON.stringify(facts)).not.toContain('Ask first');
  });

  it('can be described by the build: some sample comes to every decision and every ending', () => {
    const samples = rolePlay.samples?.(rules) ?? [];
    const told = samples.flatMap((sample) => behaviour.interactions(content, sample, en).map(({item}) => item));
    const noted = samples.flatMap((sample) => behaviour.facts(content, sample).map(({item}) => item));
    expect(new Set(told)).toEqual(new Set(Object.keys(rules.scenes).filter((scene) => rules.scenes[scene]!.choices)));
    expect(new Set(noted)).toEqual(new Set(Object.keys(rules.scenes)));
  });

  it('is a profile of the modes that is the one recounted from the choices', () => {
    const profile = profileFrom(packedProfile(modesOf(rules, replay(rules, bad))));
    const counted = Object.entries(profile!).filter(([, count]) => count > 0);
    const decisions = behaviour
      .facts(content, {run_1: bad})
      .flatMap((fact) => (fact.type === 'decision' ? [fact.mode] : []));
    expect(counted.map(([mode, count]) => [mode, count])).toEqual(
      counted.map(([mode]) => [mode, decisions.filter((each) => each === mode).length]),
    );
    expect(counted.reduce((sum, [, count]) => sum + count, 0)).toBe(bad.length);
  });

  it.each([null, 'x', -1, 1.5, greatestProfile + 1])('has no profile in %j', (value) => {
    expect(profileFrom(value)).toBeNull();
  });
});

/** A training of so many role-plays. */
const outlineOf = (given: Rules, count: number): Outline => ({
  ...{id: 'x', version: '1.0.0', ects: 1, level: 1, hue: 0, languages: ['kk', 'ru', 'en']},
  units: [
    {
      id: 'u',
      activities: Array.from({length: count}, (_, at) => ({
        ...{kind: 'role-play', minutes: 10, private: false, optional: false},
        id: `story-${at + 1}`,
        items: behaviour.items(given),
      })),
    },
  ],
});

describe('runs', () => {
  it('are kept up to three: one left before its end is taken again, else the last is replaced', () => {
    const numbers = [
      {run_1: good},
      {run_1: good, run_2: ['listen']},
      {run_1: good, run_2: bad},
      {run_1: good, run_2: bad, run_3: bad},
    ];
    expect(numbers.map((response) => nextRun(runsOf(rules, response)))).toEqual([2, 2, 3, 3]);
  });

  it('that are none are left out', () => {
    expect(runsOf(rules, {run_1: 'listen', run_2: null, run_3: 7})).toEqual([]);
  });

  it('of five finished stories, three each, take less than a fifth of what SCORM 1.2 holds', () => {
    const items = behaviour.items(rules);
    const outline = outlineOf(rules, 5);
    const response: Response = {
      run_1: good,
      run_2: bad,
      run_3: bad,
      profile: greatestProfile,
      felt: [...moods],
      guess: [...moods],
      turning: 'door',
      sure_before: 0,
      sure_after: 10,
    };
    for (const [id, value] of Object.entries(response))
      expect(fits(items.find((item) => item.id === id)!, value)).toBe(true);
    let attempt = newAttempt('abcdefghijkl', 'kk');
    for (const {id} of outline.units[0]!.activities)
      attempt = afterEvent(attempt, {type: 'answered', activity: id, response, complete: true, score: null});
    const {data, left} = encodeAttempt({attempt, outline, key: null, texts: null, limit: 4000});
    expect(left).toEqual([]);
    expect(data.length).toBeLessThan(800);
  });

  it('saved before anybody asked how sure the learner is are read as they are', () => {
    const response: Response = {run_1: good, run_2: bad, profile: greatestProfile, felt: ['calm'], turning: 'door'};
    const before = outlineOf({...rules, confidence: false}, 1);
    const answered = {type: 'answered', activity: 'story-1', response, complete: true, score: null} as const;
    const attempt = afterEvent(newAttempt('abcdefghijkl', 'kk'), answered);
    const {data} = encodeAttempt({attempt, outline: before, key: null, texts: null, limit: 4000});
    expect(decodeAttempt(data, outlineOf(rules, 1))).toMatchObject({damaged: false, attempt});
  });
});

describe('faces', () => {
  it('differ in their lines for every mood', () => {
    const drawn = moods.map((mood) => JSON.stringify(face(mood)));
    expect(new Set(drawn).size).toBe(moods.length);
  });
});
