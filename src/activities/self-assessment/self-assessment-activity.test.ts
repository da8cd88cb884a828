// @vitest-environment jsdom
import axe from 'axe-core';
import {afterEach, describe, expect, it, vi} from 'vitest';
import type {Response} from '../../training/index.ts';
import {ResponseEvent, StepEvent} from '../activity.ts';
import {all, body, exampleContent, mind, rest, exampleRules as rules, work} from './example.test-data.ts';
import {runsOf} from './runs.ts';
import type {SelfAssessmentActivity} from './self-assessment-activity.ts';
import './self-assessment-activity.ts';
import {selfAssessment} from './self-assessment.ts';

const {interfaceWords} = selfAssessment;
const everything = (option: string) => all([...body, ...work, ...mind, ...rest], option);
/** b: 5 in two groups (3 and 2), w: 4, m: 3, r: 2, then the safety item. */
const groups = 6;

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function shown(given: Partial<SelfAssessmentActivity> = {}) {
  const element = document.createElement('self-assessment-activity') as SelfAssessmentActivity;
  const responses: ResponseEvent[] = [];
  const steps: number[] = [];
  element.addEventListener(ResponseEvent.type, (event) => responses.push(event));
  element.addEventListener(StepEvent.type, (event) => steps.push(event.step));
  Object.assign(element, {
    content: exampleContent('en'),
    labels: interfaceWords.en,
    setting: {helpLines: [{number: '8 800-150', name: 'Help line', note: 'Free'}]},
    now: () => new Date(2026, 10, 5, 12),
    ...given,
  });
  document.body.append(element);
  await element.updateComplete;
  const root = element.renderRoot as ShadowRoot;
  return {
    element,
    responses,
    steps,
    root,
    text: () => (root.textContent ?? '').replace(/\s+/g, ' '),
    last: () => responses[responses.length - 1]!,
    async press(name: string) {
      const button = root.querySelector<HTMLButtonElement>(`button.${name}`);
      if (!button) throw new Error(`No button "${name}" among: ${root.innerHTML}`);
      button.click();
      await element.updateComplete;
    },
    async choose(item: string, option: string) {
      root.querySelector<HTMLInputElement>(`input[name=${item}][value=${option}]`)!.click();
      await element.updateComplete;
    },
    items: () => [...new Set([...root.querySelectorAll('input')].map(({name}) => name))],
  };
}

const at = (stage: string, answers: Response = {}): Partial<SelfAssessmentActivity> => ({
  response: {...answers, stage},
  step: stage === 'asking' ? 1 : groups + 1,
});
const finishing = (answers: Response) => shown({...at('asking', answers), step: groups});

describe('a self-assessment', () => {
  it.each([
    ['the introduction', {}],
    ['questions', at('asking')],
    ['the safety question', {...at('asking'), step: groups}],
    ['care', at('care', everything('always'))],
    ['the result', at('result', {...everything('often'), day: 20_000})],
    ['a stop', at('stopped')],
  ] as const)('has no accessibility faults: %s', async (_, given) => {
    const {element} = await shown(given);
    // Contrast needs a layout, which jsdom does not have.
    const {violations} = await axe.run(element, {rules: {'color-contrast': {enabled: false}}});
    expect(violations.map(({id, nodes}) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it('shows nothing before its content is there', async () => {
    const element = document.createElement('self-assessment-activity');
    document.body.append(element);
    await (element as SelfAssessmentActivity).updateComplete;
    expect(element.shadowRoot?.querySelector('*:not(style)')).toBeNull();
  });

  it('says first what it is and who sees the answers', async () => {
    const {text, press, last, steps, items} = await shown();
    expect(text()).toContain('intro (en)');
    expect(text()).toContain('privacy (en)');
    expect(items()).toEqual([]);
    await press('begin');
    expect(last()).toMatchObject({response: {stage: 'asking'}, complete: false, score: null});
    expect(steps).toEqual([1]);
  });

  it('asks at most four statements at a time, and says how far one is', async () => {
    const {items, press, text, steps, root} = await shown(at('asking'));
    const seen = [];
    for (;;) {
      seen.push([root.querySelector('h2')?.textContent, ...items()]);
      if (!root.querySelector('button.next')) break;
      await press('next');
    }
    expect(seen).toEqual([
      ['Statements 1–3 of 14', 'b1', 'b2', 'b3'],
      ['Statements 4–5 of 14', 'b4', 'b5'],
      ['Statements 6–9 of 14', ...work],
      ['Statements 10–12 of 14', ...mind],
      ['Statements 13–14 of 14', ...rest],
      ['One more question, only if you wish', 'dark'],
    ]);
    expect(text()).toContain('safety note (en)');
    expect(steps).toEqual([2, 3, 4, 5, 6]);
    await press('back');
    expect(items()).toEqual(rest);
  });

  it('puts each statement into a fieldset with native radio buttons, "prefer not to say" the last', async () => {
    const {root} = await shown(at('asking'));
    const [field] = root.querySelectorAll('.item');
    expect(root.querySelector('fieldset > legend')?.textContent).toBe('stem (en)');
    expect(field?.querySelector('legend')?.textContent).toBe('b1 (en)');
    const options = [...(field?.querySelectorAll<HTMLInputElement>('label input[type=radio]') ?? [])];
    expect(options.map(({value}) => value)).toEqual([...rules.scale, 'prefer_not']);
    expect(options.some(({checked}) => checked)).toBe(false);
  });

  it('announces each answer with all before it, and moves on without forcing any', async () => {
    const {choose, last, press, items} = await shown(at('asking'));
    await choose('b1', 'often');
    await choose('b2', 'prefer_not');
    await choose('b1', 'never');
    expect(last()).toMatchObject({response: {stage: 'asking', b1: 'never', b2: 'prefer_not'}, complete: false});
    await press('next');
    expect(items()).toEqual(['b4', 'b5']);
  });

  it('ticks only what was answered when the next statements take the place of the last', async () => {
    const {choose, press, root} = await shown(at('asking', {b4: 'never'}));
    await choose('b1', 'rarely');
    await press('next');
    const ticked = () =>
      [...root.querySelectorAll<HTMLInputElement>('input:checked')].map((i) => `${i.name} ${i.value}`);
    expect(ticked()).toEqual(['b4 never']);
    await press('back');
    expect(ticked()).toEqual(['b1 rarely']);
  });

  it('puts the focus on the heading after a move, and leaves it alone when shown', async () => {
    const {press, root} = await shown(at('asking'));
    expect(root.activeElement).toBeNull();
    await press('next');
    expect(root.activeElement?.textContent).toBe('Statements 4–5 of 14');
  });

  it('resumes at its step with the answers given', async () => {
    const {items, root, steps} = await shown({...at('asking', {w1: 'often'}), step: 3});
    expect(items()).toEqual(work);
    expect(root.querySelector<HTMLInputElement>('input:checked')?.value).toBe('often');
    expect(steps).toEqual([]);
  });

  it('resumes at the first open statement when the step is not known, and stays there while it is answered', async () => {
    const {items, choose} = await shown({...at('asking', all(body.slice(0, 4), 'often')), step: 0});
    expect(items()).toEqual(['b4', 'b5']);
    await choose('b5', 'often');
    expect(items()).toEqual(['b4', 'b5']);
  });

  it('shows the last statements for a step beyond them', async () => {
    expect((await shown({...at('asking'), step: 99})).items()).toEqual(['dark']);
    expect((await shown({...at('asking', {...everything('often'), dark: 'never'}), step: Number.NaN})).items()).toEqual(
      ['dark'],
    );
  });

  it('keeps answers and place when the language changes midway', async () => {
    const {element, choose, press, text, root, responses, steps, items} = await shown(at('asking'));
    await press('next');
    await choose('b4', 'always');
    const [said, moved] = [responses.length, steps.length];
    const radio = root.querySelector<HTMLInputElement>('input[name=b4][value=always]')!;
    radio.focus();
    Object.assign(element, {content: exampleContent('ru'), labels: interfaceWords.ru, language: 'ru'});
    await element.updateComplete;
    expect(items()).toEqual(['b4', 'b5']);
    expect(text()).toContain('b4 (ru)');
    expect(text()).toContain('Утверждения 4–5 из 14');
    expect(text()).not.toContain('(en)');
    expect(root.querySelector<HTMLInputElement>('input:checked')?.value).toBe('always');
    expect(root.activeElement).toBe(radio);
    expect([responses.length, steps.length]).toEqual([said, moved]);
  });

  it('ignores values of a wrong kind', async () => {
    const hostile = {b1: 7, b2: ['often'], w1: 'daily', day: 1e300, runs: '{"', m1: '__proto__'} as Response;
    expect((await shown(at('asking', hostile))).root.querySelector('input:checked')).toBeNull();
    const {text, root} = await shown(at('result', hostile));
    expect(text()).not.toContain('Filled in');
    expect(root.querySelector('.bar')).toBeNull();
    expect((await shown({response: {stage: ['result']}})).text()).toContain('intro (en)');
  });
});

describe('skipping a self-assessment', () => {
  it('completes it with nothing answered, and keeps earlier runs', async () => {
    const runs = JSON.stringify([{date: '2026-01-01', answers: {b1: 'often'}}]);
    const {press, last, text} = await shown({...at('asking', {b1: 'often', runs}), step: 2});
    await press('skip');
    expect(last()).toMatchObject({response: {stage: 'stopped', runs}, complete: true});
    expect(Object.keys(last().response)).toHaveLength(2);
    expect(text()).toContain(interfaceWords.en.stopped);
  });

  it('is possible before the first statement, and can be thought better of', async () => {
    const {press, last, items, root} = await shown();
    await press('skip');
    expect(last()).toMatchObject({response: {stage: 'stopped'}, complete: true});
    expect(root.querySelector('.undo')).toBeNull();
    await press('begin');
    expect(items()).toEqual(['b1', 'b2', 'b3']);
  });

  it('by a slip gives the answers back', async () => {
    const {press, last, items, root} = await shown({...at('asking', {b4: 'often'}), step: 2});
    await press('skip');
    await press('undo');
    expect(last().response).toEqual({stage: 'asking', b4: 'often'});
    expect(items()).toEqual(['b4', 'b5']);
    expect(root.querySelector('.undo')).toBeNull();
  });
});

describe('the care screen', () => {
  it('comes before the profile where strain is high: what is normal, what helps now, whom to turn to', async () => {
    const {press, last, text, root, steps} = await finishing({...everything('always'), w4: 'never'});
    await press('finish');
    expect(last()).toMatchObject({response: {stage: 'care', day: 20762}, complete: false});
    expect(steps).toEqual([groups + 1]);
    for (const part of ['care', 'many know this', 'a slow breath', 'breathe in', 'whom to tell', 'call'])
      expect(text()).toContain(`${part} (en)`);
    expect(root.querySelector('a')?.getAttribute('href')).toBe('tel:8800150');
    expect(root.querySelector('.bar')).toBeNull();
    expect(root.activeElement?.textContent).toBe('care (en)');
  });

  it('comes for the safety question alone', async () => {
    const {press, choose, last} = await finishing(everything('never'));
    await choose('dark', 'often');
    await press('finish');
    expect(last()).toMatchObject({response: {stage: 'care'}, complete: false});
  });

  it('does not come where neither is so', async () => {
    const {press, choose, last} = await finishing({...everything('sometimes')});
    await choose('dark', 'sometimes');
    await press('finish');
    expect(last()).toMatchObject({response: {stage: 'result'}, complete: true});
  });

  it('leads on to the profile', async () => {
    const {press, last, root} = await shown(at('care', everything('always')));
    await press('go-on');
    expect(last()).toMatchObject({response: {stage: 'result'}, complete: true});
    expect(root.querySelectorAll('.bar')).toHaveLength(5);
  });

  it('or to a stop, which is complete, keeps the answers and leaves the profile for later', async () => {
    const {press, last, root} = await shown(at('care', everything('always')));
    await press('stop');
    expect(last()).toMatchObject({response: {stage: 'stopped', b1: 'always'}, complete: true});
    expect(root.querySelector('.bar')).toBeNull();
    expect(root.querySelector('a')?.getAttribute('href')).toBe('tel:8800150');
    await press('go-on');
    expect(root.querySelectorAll('.bar')).toHaveLength(5);
  });

  it('promises no help line where the institution has none', async () => {
    const {text, root} = await shown({...at('care'), setting: {helpLines: []}});
    expect(text()).not.toContain('call (en)');
    expect(root.querySelector('a')).toBeNull();
  });
});

describe('the result', () => {
  it('says each scale in a bar and in words: band, number, feedback', async () => {
    const {root, text} = await shown(
      at('result', {...everything('never'), w4: 'always', ...all(rest, 'always'), day: 20762}),
    );
    const widths = [...root.querySelectorAll('.bar .value')].map((value) => value.getAttribute('width'));
    expect(widths).toEqual(['0.0', '0.0', '0.0', '0.0', '300.0']);
    const scales = [...root.querySelectorAll('.scale')].map((scale) => scale.textContent?.replace(/\s+/g, ' ').trim());
    expect(scales[0]).toBe('strain (en) about strain (en) Rarely present · 0 of 100 strain rarely (en)');
    expect(scales[4]).toBe('rest (en) about rest (en) Often present · 100 of 100 rest often (en)');
    for (const part of ['Filled in on 5 November 2026', 'Provisional – not normed', 'limits (en)', 'retake (en)'])
      expect(text()).toContain(part);
    expect(text()).toContain('0 (“never (en)”) to 100 (“always (en)”)');
  });

  it('tells nobody that their answers show strain who has none', async () => {
    expect((await shown(at('result', everything('never')))).text()).not.toContain('many know this');
  });

  it('says why a scale is missing, and where it rests on two of three', async () => {
    const {text, root} = await shown(
      at('result', {b1: 'often', b2: 'often', b3: 'often', b4: 'prefer_not', m1: 'often', m2: 'often'}),
    );
    expect(text()).toContain('too few answers (3 of 5; at least 4 are needed)');
    expect(text()).toContain('Based on only 2 of 3 answers');
    expect(root.querySelectorAll('.bar')).toHaveLength(1);
  });

  it('can be reached without a single answer', async () => {
    const {press, last, root} = await finishing({});
    await press('finish');
    expect(last().complete).toBe(true);
    expect(root.querySelector('.bar')).toBeNull();
  });

  it('prints', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    const {press} = await shown(at('result'));
    await press('print');
    expect(print).toHaveBeenCalledOnce();
  });
});

describe('doing it again', () => {
  it('keeps the answers under the day they were given, and begins anew', async () => {
    const {press, last, items, steps, root} = await shown(
      at('result', {...everything('often'), dark: 'always', day: 20_000}),
    );
    await press('again');
    const {stage, runs, ...others} = last().response;
    expect([stage, others, last().complete]).toEqual(['asking', {}, false]);
    expect(runsOf(rules, runs)).toEqual([{date: '2024-10-04', answers: everything('often')}]);
    expect(runs, 'the safety answer goes with the run it belonged to').not.toContain('dark');
    expect(items()).toEqual(['b1', 'b2', 'b3']);
    expect(root.querySelector('input:checked')).toBeNull();
    expect(steps).toEqual([1]);
  });

  it('after a round without answers adds no run', async () => {
    const {press, last} = await shown(at('result', {b1: 'prefer_not'}));
    await press('again');
    expect(last().response).toEqual({stage: 'asking'});
  });

  const earlier = (...runs: [string, Record<string, string>][]) =>
    JSON.stringify(runs.map(([date, answers]) => ({date, answers})));
  const compared = async (now: Record<string, string>, runs: string) => {
    const {root} = await shown(at('result', {...now, runs}));
    const list = [...root.querySelectorAll('h3')].filter((heading) => heading.textContent?.startsWith('Compared'));
    return list.map((heading) => [
      heading.textContent,
      ...[...(heading.nextElementSibling?.querySelectorAll('li') ?? [])].map((item) => item.textContent),
    ]);
  };

  it('calls a difference a change only beyond the bound', async () => {
    // One step on the scale is 25 of 100, two are 50: the bound of about 30 lies between.
    const now = {...all(body, 'sometimes'), ...all(mind, 'always'), ...all(rest, 'never')};
    const then = {...all(body, 'rarely'), ...all(mind, 'rarely'), ...all(rest, 'sometimes')};
    expect(await compared(now, earlier(['2026-01-09', then]))).toEqual([
      [
        'Compared with 9 January 2026',
        'More often than then: mind (en).',
        'Less often than then: rest (en).',
        'No change that can be told from chance: body (en).',
      ],
    ]);
  });

  it('compares with the first run and the last', async () => {
    const run = all(rest, 'never');
    const runs = earlier(['2026-01-01', run], ['2026-02-01', run], ['2026-03-01', all(rest, 'always')]);
    expect(await compared(all(rest, 'always'), runs)).toEqual([
      ['Compared with 1 January 2026', 'More often than then: rest (en).'],
      ['Compared with 1 March 2026', 'No change that can be told from chance: rest (en).'],
    ]);
  });

  it('compares nothing where either time has too few answers', async () => {
    expect(await compared(everything('often'), earlier(['2026-01-01', {b1: 'often'}]))).toEqual([]);
  });

  it('says what the threshold is and that it is assumed', async () => {
    const runs = earlier(['2026-01-01', everything('often')]);
    const {text} = await shown(at('result', {...everything('often'), runs}));
    expect(text()).toContain('greater than about 30 points of 100. This threshold rests on assumed figures for now.');
  });
});
