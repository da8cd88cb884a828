import type {Browser} from 'playwright-core';
import * as v from 'valibot';
import {rolePlay} from '../../src/activities/role-play/role-play.ts';
import {modes} from '../../src/activities/role-play/terms.ts';
import {languages} from '../../src/training/index.ts';
import {sitDown} from '../journeys/learner.ts';
import {openSchool} from '../journeys/school.ts';
import {filesOf, starterTraining} from '../journeys/starters.ts';

/** From a tap on a choice to the next scene on the screen, in a story far longer than any that is written. */
export interface SceneFigure {
  readonly scenes: number;
  readonly slower_processor: number;
  readonly choices: number;
  readonly median_ms: number;
  readonly p99_ms: number;
}

const scenes = 200;
const slower = 4;

/** Every scene leads to the next, and asks what happened long before: the state is made anew from all choices each time. */
function longStory() {
  const name = (at: number) => `scene_${at}`;
  const choices = (at: number) =>
    Object.fromEntries(
      modes.slice(0, 4).map((mode, index) => [
        `way_${index}`,
        {
          mode,
          effects: {own_goal: index - 2, other_need: 2 - index, trust: 1, tension: -1},
          ...(index === 3 && at > 10 && {when: [`saw ${name(at - 10)}`, 'trust >= 0']}),
        },
      ]),
    );
  const given = {
    start: name(1),
    people: ['other'],
    scenes: Object.fromEntries(
      Array.from({length: scenes}, (_, index) => {
        const at = index + 1;
        return [
          name(at),
          at === scenes ? {mood: 'calm', ending: 'end'} : {mood: 'wary', next: name(at + 1), choices: choices(at)},
        ];
      }),
    ),
  };
  const rules = v.parse(rolePlay.rules, given);
  const text = 'Екеуміз де баланың жақсы оқығанын қалаймыз ғой, сол жағынан бастайық.';
  const words = {
    ...{title: 'Long', intro: [text], my_goal: text, their_need: text, people: {other: 'Other'}},
    scenes: Object.fromEntries(
      Object.entries(rules.scenes).map(([id, {choices: offered = {}, ending}]) => [
        id,
        {
          says: `${id}: ${text}`,
          ...(ending
            ? {afterwards: text}
            : {choices: Object.fromEntries(Object.keys(offered).map((way) => [way, text]))}),
        },
      ]),
    ),
  };
  return {rules, words: v.parse(rolePlay.words(rules), words)};
}

export async function choiceToScene(browser: Browser): Promise<SceneFigure> {
  const story = longStory();
  const training = await starterTraining(['role-play']);
  const [unit] = training.outline.units;
  const [activity] = unit!.activities;
  const items = rolePlay.behaviour.items(story.rules);
  const long = {
    ...training,
    outline: {...training.outline, units: [{...unit!, activities: [{...activity!, items}]}]},
    words: {...training.words},
  };
  for (const language of languages)
    long.words[language] = {...training.words[language], units: {'role-play': {'role-play': story}}};
  const school = await openSchool({files: await filesOf(long)});
  const context = await browser.newContext({viewport: {width: 390, height: 666}, locale: 'kk'});
  const learner = await sitDown(context, school.alone()); // what a commit costs is a figure of its own
  await learner.start();
  await learner.see('role-play-activity .begin').click();
  await learner.see('role-play-activity .option').first().waitFor();
  const session = await context.newCDPSession(learner.page);
  await session.send('Emulation.setCPUThrottlingRate', {rate: slower});
  const times = await learner.see('role-play-activity').evaluate(async (element, most) => {
    const root = element.shadowRoot!;
    const painted = () => new Promise<void>((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    const taken: number[] = [];
    for (let at = 0; at < most; at++) {
      const option = root.querySelector<HTMLElement>('.option');
      if (!option) break;
      await new Promise((resolve) => setTimeout(resolve, 20)); // as little as a person could need
      const before = performance.now();
      option.click();
      await painted();
      taken.push(performance.now() - before);
    }
    return taken;
  }, scenes);
  await context.close();
  await school.close();
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round(10 * (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0)) / 10;
  return {scenes, slower_processor: slower, choices: times.length, median_ms: at(0.5), p99_ms: at(0.99)};
}
