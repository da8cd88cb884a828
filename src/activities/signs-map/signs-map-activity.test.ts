// @vitest-environment jsdom
import axe from 'axe-core';
import {afterEach, describe, expect, it, vi} from 'vitest';
import type {Response} from '../../training/index.ts';
import {ResponseEvent, StepEvent} from '../activity.ts';
import {exampleContent, exampleRules as rules} from './example.test-data.ts';
import {keptMap} from './marks.ts';
import {signsMap} from './signs-map.ts';
import type {SignsMapActivity} from './signs-map-activity.ts';
import './signs-map-activity.ts';

const {interfaceWords} = signsMap;

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
});

async function shown(given: Partial<SignsMapActivity> = {}) {
  const element = document.createElement('signs-map-activity') as SignsMapActivity;
  const responses: ResponseEvent[] = [];
  const steps: number[] = [];
  element.addEventListener(ResponseEvent.type, (event) => responses.push(event));
  element.addEventListener(StepEvent.type, (event) => steps.push(event.step));
  const now = () => new Date(2026, 10, 5, 12);
  Object.assign(element, {content: exampleContent('en'), labels: interfaceWords.en, now, ...given});
  document.body.append(element);
  await element.updateComplete;
  const root = element.renderRoot as ShadowRoot;
  return {
    ...{element, responses, steps, root},
    last: () => responses[responses.length - 1]!,
    text: () => (root.textContent ?? '').replace(/\s+/g, ' '),
    async press(selector: string) {
      const found = root.querySelector<HTMLElement>(selector);
      if (!found) throw new Error(`No "${selector}" in: ${root.innerHTML}`);
      found.click();
      await element.updateComplete;
    },
    asked: () => [...new Set([...root.querySelectorAll('input')].map(({name}) => name))],
  };
}

const at = (stage: string, answers: Response = {}, step = 1) => ({response: {...answers, stage}, step});
const marked = {b1: 'much', b2: 'some', f1: 'not', t1: 'some', t2: 'some', t3: 'prefer_not', day: 20762};

describe('a map of signs', () => {
  it.each([
    ['the introduction', {}],
    ['an area', at('asking')],
    ['the last area', at('asking', {}, 4)],
    ['the map', at('map', {...marked, own: 'I sing', earlier: keptMap(rules, {b1: 'not', day: 20_000})})],
    ['left out', at('skipped')],
  ] as const)('has no accessibility faults: %s', async (_, given) => {
    const {element} = await shown(given);
    // Contrast needs a layout, which jsdom does not have.
    const {violations} = await axe.run(element, {rules: {'color-contrast': {enabled: false}}});
    expect(violations.map(({id, nodes}) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it('says first what it is and that the answers stay here', async () => {
    const {text, press, last, steps, asked} = await shown();
    expect(text()).toContain('intro (en)');
    expect(text()).toContain('stay on this device');
    expect(asked()).toEqual([]);
    await press('.begin');
    expect(last()).toMatchObject({response: {stage: 'asking'}, complete: false, score: null});
    expect(steps).toEqual([1]);
  });

  it('asks one area at a time, the own sign with the last, then draws the map and is complete', async () => {
    const {press, asked, root, steps, last} = await shown(at('asking'));
    const seen = [];
    for (;;) {
      seen.push([root.activeElement?.textContent ?? '', ...asked()]);
      expect(root.querySelector('[name=own]') !== null).toBe(seen.length === 4);
      if (!root.querySelector('.next')) break;
      await press('.next');
    }
    expect(seen).toEqual([
      ['', 'b1', 'b2'],
      ['Part 2 of 4: feelings (en)', 'f1'],
      ['Part 3 of 4: thoughts (en)', 't1', 't2', 't3', 't4', 't5'],
      ['Part 4 of 4: actions (en)', 'a1'],
    ]);
    await press('.finish');
    expect(last()).toMatchObject({response: {stage: 'map', day: 20762}, complete: true, score: null});
    expect(root.activeElement?.textContent).toBe('My map');
    expect(steps).toEqual([2, 3, 4, 5]);
  });

  it('asks each sign by native radio buttons, "prefer not to say" the last, and forces none', async () => {
    const {root, press, last} = await shown(at('asking'));
    const [sign] = root.querySelectorAll('fieldset.item');
    expect(sign?.querySelector('legend')?.textContent).toBe('b1 (en)');
    expect([...(sign?.querySelectorAll('label') ?? [])].map((label) => label.textContent?.trim())).toEqual([
      ...['not (en)', 'some (en)', 'much (en)', 'Prefer not to say'],
    ]);
    await press('[name=b1][value=much]');
    await press('[name=b1][value=prefer_not]');
    expect(last()).toMatchObject({response: {b1: 'prefer_not', stage: 'asking'}, complete: false});
  });

  it('resumes at its step; where that is not known, at the first area with something open', async () => {
    expect((await shown(at('asking', {}, 3))).asked()).toContain('t1');
    const {asked, press} = await shown(at('asking', {b1: 'not', b2: 'not'}, 0));
    expect(asked()).toEqual(['f1']);
    await press('[name=f1][value=not]');
    expect(asked()).toEqual(['f1']);
    expect((await shown(at('asking', {}, 99))).asked()).toEqual(['a1']);
    expect((await shown(at('asking', {}, Number.NaN))).asked()).toEqual(['b1', 'b2']);
  });

  it('keeps answers, place and focus when the language changes midway', async () => {
    const {element, root, text, press, asked, responses} = await shown(at('asking', {}, 2));
    await press('[name=f1][value=some]');
    const said = responses.length;
    const radio = root.querySelector<HTMLInputElement>('[name=f1][value=some]')!;
    radio.focus();
    Object.assign(element, {content: exampleContent('kk'), labels: interfaceWords.kk, language: 'kk'});
    await element.updateComplete;
    expect(text()).toContain('2-бөлік, барлығы 4: feelings (kk)');
    expect(text()).not.toContain('(en)');
    expect([asked(), radio.checked, root.activeElement, responses.length]).toEqual([['f1'], true, radio, said]);
  });

  it('keeps a text typed just before the map', async () => {
    const {root, press, last, text} = await shown(at('asking', {}, 4));
    const field = root.querySelector('textarea')!;
    field.value = 'I sing';
    field.dispatchEvent(new Event('input'));
    await press('.finish');
    expect(last().response).toMatchObject({own: 'I sing', stage: 'map'});
    expect(text()).toContain('My own sign I sing');
  });

  it('ignores values of a wrong kind', async () => {
    const hostile = {b1: 7, b2: ['much'], f1: 'often', day: 1e300, own: 5, earlier: '{"'} as unknown as Response;
    expect((await shown(at('asking', hostile))).root.querySelector('input:checked')).toBeNull();
    const {root, text} = await shown(at('map', hostile));
    expect(root.querySelectorAll('circle')).toHaveLength(0);
    expect(text()).not.toContain('Drawn on');
    expect((await shown({response: {stage: ['map']}} as never)).text()).toContain('intro (en)');
  });
});

describe('the map', () => {
  it('has a mark a sign in the figure, told apart by shape, and the same in words', async () => {
    const {root, text} = await shown(at('map', marked));
    const figure = root.querySelector('.figure')!;
    expect(figure.getAttribute('aria-hidden')).toBe('true');
    // Rings: not, some, some, some; discs: one much, and the dots of three "some".
    expect([figure.querySelectorAll('.ring').length, figure.querySelectorAll('.full').length]).toEqual([4, 4]);
    expect(figure.querySelectorAll('.full[r="8"]')).toHaveLength(1);
    const areas = [...root.querySelectorAll('section')].map((area) => area.textContent?.replace(/\s+/g, ' ').trim());
    expect(areas).toEqual([
      'body (en) much (en): 1 · some (en): 1 b1 (en) much (en) b2 (en) some (en)',
      'feelings (en) not (en): 1 f1 (en) not (en)',
      'thoughts (en) some (en): 2 t1 (en) some (en) t2 (en) some (en)',
      'actions (en) Nothing is marked here.',
    ]);
    for (const part of ['Drawn on 5 November 2026', 'a map, not a score', 'afterwards (en)'])
      expect(text()).toContain(part);
  });

  it('puts no mark of one area upon another mark', async () => {
    const signs = rules.areas.flatMap((area) => area.signs);
    const {root} = await shown(at('map', Object.fromEntries(signs.map((sign) => [sign, 'much']))));
    const places = [...root.querySelectorAll('.figure circle')].map((c) => [
      Number(c.getAttribute('cx')),
      Number(c.getAttribute('cy')),
    ]);
    expect(places).toHaveLength(signs.length);
    const near = places.filter(([x, y], at) =>
      places.some(([a, b], other) => other !== at && Math.hypot(x! - a!, y! - b!) < 17),
    );
    expect(near).toEqual([]);
  });

  it('can be printed alone, with its heading', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    const {press} = await shown(at('map', marked));
    await press('.print');
    expect(print).toHaveBeenCalledOnce();
    window.dispatchEvent(new Event('beforeprint'));
    const sheet = document.querySelector('.destt-paper')?.lastElementChild?.shadowRoot?.querySelector('.sheet');
    expect(sheet?.querySelector('h2')?.textContent).toBe('My map');
    expect(sheet?.querySelector('button')).toBeNull();
  });

  it('lets the marks be changed', async () => {
    const {press, last, root} = await shown(at('map', marked, 5));
    await press('.edit');
    expect(last().response).toEqual({...marked, stage: 'asking'});
    expect(root.querySelectorAll('input:checked')).toHaveLength(2);
  });

  it('drawn anew keeps the one before, and begins empty', async () => {
    const {press, last, root, steps} = await shown(at('map', {...marked, own: 'I sing'}, 5));
    await press('.again');
    const {earlier, ...others} = last().response;
    expect(others).toEqual({stage: 'asking', day: 20762, own: 'I sing'});
    expect(JSON.parse(String(earlier))).toMatchObject({day: 20762, marks: {b1: 'much', f1: 'not'}});
    expect(root.querySelector('input:checked')).toBeNull();
    expect(steps).toEqual([1]);
  });

  it('drawn anew without a mark keeps the map before it', async () => {
    const earlier = keptMap(rules, {b1: 'not', day: 20_000});
    const {press, last} = await shown(at('map', {b1: 'prefer_not', earlier}));
    await press('.again');
    expect(last().response).toEqual({stage: 'asking', earlier});
  });

  it('says which signs differ from the earlier map, and adds nothing up', async () => {
    const earlier = keptMap(rules, {b1: 'not', b2: 'some', f1: 'much', a1: 'much', day: 20_000});
    const {root} = await shown(at('map', {...marked, earlier}));
    const changes = root.querySelector('.changes')!;
    expect(changes.querySelector('h3')?.textContent).toBe('Different from the map of 4 October 2024');
    expect([...changes.querySelectorAll('li')].map(({textContent}) => textContent)).toEqual([
      'b1 (en) Then: not (en). Now: much (en).',
      'f1 (en) Then: much (en). Now: not (en).',
    ]);
  });

  it('says so where nothing differs', async () => {
    const {root} = await shown(at('map', {...marked, earlier: keptMap(rules, {b1: 'much', day: 20_000})}));
    expect(root.querySelector('.changes')?.textContent).toContain('has not changed');
  });
});

describe('leaving the map out', () => {
  it('counts as done, keeps what was marked, and can be thought better of', async () => {
    const {press, last, asked, root} = await shown(at('asking', {f1: 'much'}, 2));
    await press('.skip');
    expect(last()).toMatchObject({response: {f1: 'much', stage: 'skipped'}, complete: true});
    expect(root.activeElement?.textContent).toBe(interfaceWords.en.skipped);
    await press('.begin');
    expect(last().response).toEqual({f1: 'much', stage: 'asking'});
    expect(asked()).toEqual(['b1', 'b2']);
  });

  it('is possible before the first question', async () => {
    const {press, last} = await shown();
    await press('.skip');
    expect(last()).toMatchObject({response: {stage: 'skipped'}, complete: true});
  });
});
