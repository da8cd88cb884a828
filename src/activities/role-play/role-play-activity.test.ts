// @vitest-environment jsdom
import {afterEach, describe, expect, it, vi} from 'vitest';
import {fits, type Response} from '../../training/index.ts';
import {behaviour} from './behaviour.ts';
import {rolePlay} from './role-play.ts';
import type {RolePlayActivity} from './role-play-activity.ts';
import './role-play-activity.ts';
import {plain, shown as shownElement} from '../shown.test-data.ts';
import {profileFrom} from './profile.ts';
import {modesOf} from './runs.ts';
import {bad, contentIn, good, rules} from './starter.test-data.ts';
import {replay} from './story.ts';

const {interfaceWords} = rolePlay;
const {words} = contentIn('en');
const {scenes} = words;

afterEach(() => document.body.replaceChildren());

async function shown(given: Partial<RolePlayActivity> = {}) {
  const page = await shownElement<RolePlayActivity>('role-play-activity', {
    content: contentIn('en'),
    labels: interfaceWords.en,
    ...given,
  });
  const {root, press, find} = page;
  return {
    ...page,
    one: find,
    region: () => plain(root.querySelector('[role=status]')),
    heading: () => plain(root.querySelector('h2')),
    focused: () => root.activeElement,
    /** Makes these choices, one after another. */
    async choose(path: readonly string[]) {
      for (const choice of path) {
        const options = [...root.querySelectorAll('.option')].map(plain);
        const texts = Object.values(scenes).flatMap(({choices = {}}) => choices[choice] ?? []);
        await press(
          '.option',
          options.findIndex((option) => texts.includes(option)),
        );
      }
    },
  };
}

const done: Response = {run_1: good, profile: 6 * 16};
const twice: Response = {...done, run_2: [good[0]!, ...bad.slice(1)]};

describe('a role-play', () => {
  it.each<[string, Partial<RolePlayActivity>]>([
    ['the beginning', {}],
    ['a scene', {step: 1}],
    ['a scene on the way', {response: {run_1: good.slice(0, 2)}}],
    ['an ending', {response: done, step: 1}],
    ['what happened', {response: done}],
    ['the feelings', {response: {...done, felt: ['calm']}, step: 12}],
    ['the turning point', {response: {...twice, sure_before: 3, sure_after: 8}, step: 13}],
    ['two ways', {response: {...twice, run_3: bad}, step: 14}],
  ])('has no accessibility faults: %s', async (_, given) => {
    const {faults} = await shown(given);
    expect(await faults()).toEqual([]);
  });

  it('begins with the situation and what I want, never with what the other person needs', async () => {
    const {text, press, steps, responses, heading} = await shown();
    expect(text()).toContain(words.intro[0]);
    expect(text()).toContain(words.my_goal);
    expect(text()).not.toContain(words.their_need);
    await press('.begin');
    expect(heading()).toBe('Conversation: step 1');
    expect([steps, responses]).toEqual([[1], []]);
  });

  it('shows what was said so far, and by me, to whoever opens it, and goes on doing so after the next choice', async () => {
    const {one, lines, choose, settled} = await shown({step: 1, response: {run_1: good.slice(0, 1)}});
    expect(lines('details li')).toEqual([]);
    const opened = one<HTMLDetailsElement>('details');
    opened.open = true;
    opened.dispatchEvent(new Event('toggle'));
    await settled();
    expect(lines('details li')).toHaveLength(1);
    expect(lines('details li')[0]).toContain(scenes.door!.choices![good[0]!]);
    await choose([good[1]!]);
    expect(one<HTMLDetailsElement>('details').open).toBe(true);
    expect(lines('details li')).toHaveLength(2);
  });

  it('says each new line once: in one region that is there before it, and the focus is elsewhere', async () => {
    const {root, press, region, focused} = await shown();
    const here = root.querySelector('[role=status]')!;
    expect(region()).toBe('');
    await press('.begin');
    expect(region()).toBe(`Colleague: irritation ${scenes.door!.says}`);
    for (const [at, choice] of good.entries()) {
      const text = scenes[Object.keys(rules.scenes)[at]!]!.choices![choice]!;
      await press(
        '.option',
        [...root.querySelectorAll('.option')].findIndex((option) => option.textContent === text),
      );
      const {scene, mood} = replay(rules, good.slice(0, at + 1));
      const reply = scenes[Object.keys(rules.scenes)[at]!]!.replies?.[choice];
      const line = `Colleague: ${interfaceWords.en.moods[mood]} ${scenes[scene]!.says}`;
      expect(region()).toBe(reply ? `${reply} ${line}` : line);
      expect([...root.querySelectorAll('[role=status], [role=alert], [role=log], [aria-live]')]).toEqual([here]);
      expect(here.contains(focused()) || focused()!.contains(here)).toBe(false);
      expect(focused()!.getAttribute('role')).toBe('group');
    }
  });

  it('announces the path so far after each choice, and the profile with the last', async () => {
    const {press, choose, responses, last, text} = await shown();
    await press('.begin');
    await choose(bad);
    expect(responses.map(({response}) => response.run_1)).toEqual(bad.map((_, at) => bad.slice(0, at + 1)));
    expect(responses.every(({complete, score}) => !complete && score === null)).toBe(true);
    expect(responses.slice(0, -1).every(({response}) => response.profile === undefined)).toBe(true);
    expect(profileFrom(last().response.profile)).toEqual(modesOf(rules, replay(rules, bad)));
    expect(text()).toContain('Neither of you got what mattered most.');
  });

  it('waits for as long as it takes: nothing in it runs by the clock', async () => {
    vi.useFakeTimers();
    const {responses, text} = await shown({step: 1});
    vi.advanceTimersByTime(3_600_000);
    expect(responses).toEqual([]);
    expect(text()).toContain(scenes.door!.says);
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('shows a told scene without a speaker', async () => {
    const {region} = await shown({response: {run_1: bad}, step: 1});
    expect(region()).toBe(scenes.cold!.says);
  });

  it('shows its state to its author only', async () => {
    expect((await shown({step: 1})).root.querySelector('.state')).toBeNull();
    const {one} = await shown({response: {run_1: good.slice(0, 1)}, author: true});
    expect(one('.state').textContent).toContain('reason · trust 20 · tension 10');
  });
});

describe('coming back to a role-play', () => {
  it.each<[string, Partial<RolePlayActivity>, string]>([
    ['a conversation begun', {response: {run_1: good.slice(0, 2)}}, 'Conversation: step 3'],
    ['a conversation ended', {response: done}, 'What happened'],
    ['another try', {response: {...done, run_2: ['listen']}, step: 2}, 'Another try: step 2'],
    ['a place that is gone', {response: done, step: 3}, 'What happened'],
    ['a place that never was', {response: done, step: 99}, 'What happened'],
    ['a comparison without a second way', {response: done, step: 14}, 'The moment that matters'],
    ['a page beyond the first conversation', {response: {run_1: ['listen']}, step: 13}, 'Conversation: step 2'],
  ])('leads to %s', async (_, given, title) => {
    const {heading, responses, steps, focused} = await shown(given);
    expect(heading()).toBe(title);
    expect([responses, steps, focused()]).toEqual([[], [], null]);
  });

  it('ignores values of a wrong kind', async () => {
    const hostile = {run_1: 'listen', run_2: 3, felt: 'calm', turning: ['door'], rule: 9, profile: 'x'} as Response;
    expect((await shown({response: hostile})).text()).toContain(words.intro[0]);
    const {lines, one} = await shown({response: {...hostile, run_1: good, run_2: null}, step: 13});
    expect(lines('input:checked')).toEqual([]);
    expect(one<HTMLTextAreaElement>('textarea').value).toBe('');
  });

  it('finds the conversation in another language where it was', async () => {
    const {element, region, root, responses} = await shown({response: {run_1: good.slice(0, 2)}});
    const here = root.querySelector('[role=status]');
    Object.assign(element, {content: contentIn('kk'), labels: interfaceWords.kk, language: 'kk'});
    await element.updateComplete;
    expect(region()).toContain(contentIn('kk').words.scenes.wish!.says);
    expect(root.querySelector('[role=status]')).toBe(here);
    expect(responses).toEqual([]);
  });
});

describe('the look-back', () => {
  it('tells what happened step by step, with the way of each choice, its comment, and the map', async () => {
    const {lines, text, root} = await shown({response: done});
    expect(lines('.steps strong')).toEqual(
      good.map((choice, at) => scenes[Object.keys(rules.scenes)[at]!]!.choices![choice]),
    );
    expect(lines('.steps .note')[0]).toBe(scenes.door!.notes!.listen);
    expect(lines('.steps .soft')[1]).toBe(
      'Way: working it out together In it: saying back what was heard, naming a feeling',
    );
    expect(text()).toContain('Both of you got what mattered most.');
    expect(lines('.map text')).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    expect(root.querySelectorAll('.map rect.open')).toHaveLength(3);
    expect(root.querySelector('.map')!.getAttribute('aria-label')).toContain('6 steps');
  });

  it('asks how each felt, then tells it and what each wanted', async () => {
    const {press, last, text, lines, heading} = await shown({response: done});
    await press('.next');
    expect(heading()).toBe('You and the other person');
    await press('input[name=felt][value=hurt]');
    await press('input[name=felt][value=calm]');
    await press('input[name=guess][value=angry]');
    expect(last().response).toMatchObject({felt: ['calm', 'hurt'], guess: ['angry']});
    await press('input[name=felt][value=hurt]');
    expect(last().response.felt).toEqual(['calm']);
    expect(text()).toContain(scenes.both_work!.afterwards!);
    expect(text()).toContain('irritation → wariness → uncertainty → wariness → tiredness → relief');
    expect(lines('dd')).toEqual([words.my_goal, words.their_need]);
    expect(lines('ul li')).toContain('What they needed: from 0 to 45');
  });

  it('is complete at its last page, whatever was answered', async () => {
    const {press, responses, heading, focused} = await shown({response: done, step: 12});
    expect(responses).toEqual([]);
    await press('.next');
    expect(heading()).toBe('The moment that matters');
    expect(responses.map(({complete}) => complete)).toEqual([true]);
    expect(focused()!.localName).toBe('h2');
  });

  it('keeps the moment and the rule, and prints the whole on paper', async () => {
    const {press, last, root, one} = await shown({response: done, step: 13});
    await press('.moments input[value=wish]');
    expect(last().response.turning).toBe('wish');
    const field = one<HTMLTextAreaElement>('textarea');
    field.value = 'When a door is closed, I ask first.';
    field.dispatchEvent(new Event('input', {bubbles: true}));
    field.dispatchEvent(new Event('blur'));
    expect(last().response.rule).toBe('When a door is closed, I ask first.');
    expect(root.querySelectorAll('.paper .steps li')).toHaveLength(6);
  });
});

describe('how sure a learner is of such a talk', () => {
  it('is asked before the scene and after the look-back, shown side by side, and waits for nobody', async () => {
    const {press, last, choose, lines, root} = await shown();
    await press('input[name=sure_before][value="4"]');
    expect(last()).toMatchObject({response: {sure_before: 4}, complete: false});
    await press('.begin');
    await choose(good);
    await press('.look-back');
    await press('.next');
    await press('.next');
    expect(lines('.picture')).toEqual([]);
    await press('input[name=sure_after][value="7"]');
    expect(last().response).toMatchObject({run_1: good, sure_before: 4, sure_after: 7});
    expect(lines('[role=status] strong')).toEqual(['Before the conversation: 4. Now: 7.']);
    expect(root.querySelector('.picture')?.getAttribute('aria-label')).toContain('at 4, now at 7');
    const silent = await shown({response: done, step: 13});
    expect(silent.root.querySelectorAll('.picture, input[name=sure_after]:checked')).toHaveLength(0);
  });

  it('is asked only where the author wants it', async () => {
    const content = {...contentIn('en'), rules: {...rules, confidence: false}};
    for (const given of [{content}, {content, response: done, step: 13}])
      expect((await shown(given)).root.querySelector('.rating')).toBeNull();
  });
});

describe('another try', () => {
  it('takes over what came before as a step of its own, so that records give it no time', async () => {
    const {press, responses} = await shown({response: {...done, turning: 'wish'}, step: 13});
    await press('.again');
    expect(responses.map(({response}) => response.run_2)).toEqual([[], good.slice(0, 2)]);
  });

  it('goes back to a moment, keeps the first conversation, and is compared with it', async () => {
    const {press, choose, last, steps, heading, text, lines} = await shown({
      response: {...done, turning: 'reason'},
      step: 13,
    });
    await press('.again');
    expect(last().response).toMatchObject({run_1: good, run_2: ['listen']});
    expect(steps).toEqual([2]);
    expect(heading()).toBe('Another try: step 2');
    await choose(bad.slice(1));
    expect(last().response).toMatchObject({run_1: good, run_2: ['listen', ...bad.slice(1)], profile: done.profile});
    await press('.look-back');
    expect(heading()).toBe('Your first way beside another');
    expect(text()).toContain('The same up to step 1.');
    expect(lines('section h3')).toEqual(['First way', 'Try 2']);
    expect(lines('tbody tr')[0]).toMatch(/^Trust 55 −?\d+$/);
    expect(lines('.two section:last-child .steps li')).toHaveLength(5);
  });

  it('begins at the first moment where none is chosen', async () => {
    const {press, last} = await shown({response: done, step: 13});
    await press('.again');
    expect(last().response.run_2).toEqual([]);
  });

  it('goes back into a later way too, and beyond three the last is replaced', async () => {
    const {press, last, lines} = await shown({response: {...twice, run_3: bad}, step: 14});
    expect(lines('section h3')).toEqual(['First way', 'Try 3']);
    await press('input[name=compared]', 0);
    expect(lines('section h3')).toEqual(['First way', 'Try 2']);
    await press('.moments input[value=idea]');
    await press('.again');
    expect(last().response).toMatchObject({run_1: good, run_2: twice.run_2, run_3: ['listen', ...bad.slice(1, 3)]});
  });

  it('left midway can be gone on with', async () => {
    const {press, heading} = await shown({response: {...done, run_2: ['listen', 'give']}, step: 13});
    await press('.go-on');
    expect(heading()).toBe('Another try: step 3');
    await press('.actions .quiet');
    expect(heading()).toBe('The moment that matters');
  });

  it('announces only what its items can keep', async () => {
    const {press, choose, responses} = await shown({response: done, step: 13});
    await press('.again');
    await choose(bad);
    const items = behaviour.items(rules);
    for (const {response} of responses)
      for (const [id, value] of Object.entries(response))
        expect(fits(items.find((item) => item.id === id)!, value)).toBe(true);
  });
});
