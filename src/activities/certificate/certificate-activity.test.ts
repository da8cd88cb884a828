// @vitest-environment jsdom
import axe from 'axe-core';
import {afterEach, describe, expect, it, vi} from 'vitest';
import type {Response} from '../../training/index.ts';
import {ResponseEvent} from '../activity.ts';
import {certificate} from './certificate.ts';
import type {CertificateActivity} from './certificate-activity.ts';
import './certificate-activity.ts';
import {exampleContent, exampleFacts as facts} from './example.test-data.ts';

const {interfaceWords} = certificate;

afterEach(() => {
  document.body.replaceChildren();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function shown(given: Partial<CertificateActivity> = {}) {
  const element = document.createElement('certificate-activity') as CertificateActivity;
  const responses: ResponseEvent[] = [];
  element.addEventListener(ResponseEvent.type, (event) => responses.push(event));
  Object.assign(element, {
    ...{content: exampleContent('en'), labels: interfaceWords.en, facts},
    ...{now: () => new Date(2026, 10, 5, 12), random: (bytes: number) => new Uint8Array(bytes).map((_, at) => at)},
    ...given,
  });
  document.body.append(element);
  await element.updateComplete;
  const root = element.renderRoot as ShadowRoot;
  const find = <E extends HTMLElement>(selector: string) => {
    const found = root.querySelector<E>(selector);
    if (!found) throw new Error(`No "${selector}" in: ${root.innerHTML}`);
    return found;
  };
  return {
    ...{element, responses, root, find},
    last: () => responses[responses.length - 1]!,
    text: () => (root.textContent ?? '').replace(/\s+/g, ' '),
    async press(selector: string) {
      find(selector).click();
      await element.updateComplete;
    },
    async type(text: string) {
      const field = find<HTMLInputElement>('[name=name]');
      field.value = text;
      field.dispatchEvent(new Event('input'));
      await element.updateComplete;
    },
    told: () =>
      Object.fromEntries(
        [...root.querySelectorAll('dl div')].map((line) => [...line.children].map(({textContent}) => textContent)),
      ),
    ledger: () =>
      [...root.querySelectorAll('tbody tr, tfoot tr')].map((row) =>
        [...row.children].map(({textContent}) => textContent).join(' '),
      ),
  };
}

const issued: Response = {
  ...{stage: 'issued', name: 'Aigerim S.', day: 20762, code: '2345-6789-ABCD', version: '1.2.0'},
  ...{confirmed: ['tried', 'talked', 'journal']},
};

describe('a certificate', () => {
  it.each([
    ['not available', {facts: {...facts, done: 3}}],
    ['the form', {}],
    ['issued', {response: issued}],
    ['put off', {response: {stage: 'not_now'}}],
  ] as const)('has no accessibility faults: %s', async (_, given) => {
    const {element} = await shown(given);
    // Contrast needs a layout, which jsdom does not have.
    const {violations} = await axe.run(element, {rules: {'color-contrast': {enabled: false}}});
    expect(violations.map(({id, nodes}) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  });

  it('waits until all else is done, and says how much is open', async () => {
    const {text, root} = await shown({facts: {...facts, done: 7}});
    expect(text()).toContain('2 activities of this training are still open');
    expect(root.querySelector('button, input')).toBeNull();
    expect((await shown({facts: {...facts, done: 8}})).text()).toContain('1 activity of this training is still open');
    const ru = {labels: interfaceWords.ru, language: 'ru'} as const;
    expect((await shown({...ru, facts: {...facts, done: 4}})).text()).toContain('осталось 5 незавершённых заданий');
    for (const done of [9, 10])
      expect((await shown({facts: {...facts, done}})).root.querySelector('form, .issue')).toBeTruthy();
  });

  it('shows nothing before the facts are there', async () => {
    const {root} = await shown({facts: undefined} as never);
    expect(root.querySelector('*:not(style)')).toBeNull();
  });

  it('is issued with name, ticks, day, code and version, and is complete then', async () => {
    const {type, press, last, text, root} = await shown();
    await type('Aigerim S.');
    await press('[name=tried]');
    await press('[name=journal]');
    expect(text()).toContain('Counted: 23 of 27 hours.');
    expect(last()).toMatchObject({complete: false, score: null});
    await press('.issue');
    expect(last().response).toEqual({...issued, confirmed: ['tried', 'journal']});
    expect(last().complete).toBe(true);
    expect(root.activeElement?.textContent).toBe('Certificate');
  });

  it('asks for a name before it is issued, at the field', async () => {
    const {press, find, root, responses, type} = await shown({response: {name: '   '}});
    await press('.issue');
    expect(find('[role=alert]').textContent).toBe('Write your name.');
    expect([root.activeElement, responses]).toEqual([find('input'), []]);
    expect(find('input').getAttribute('aria-invalid')).toBe('true');
    expect(find('input').getAttribute('aria-describedby')).toContain(find('[role=alert]').id);
    await type('A');
    await press('.issue');
    expect(root.querySelector('.sheet')).not.toBeNull();
  });

  it('announces the name after a rest, and when it is taken away', async () => {
    vi.useFakeTimers();
    const {type, last, responses, element} = await shown();
    await type('Ai');
    expect(responses).toHaveLength(0);
    vi.advanceTimersByTime(600);
    expect(last().response).toEqual({name: 'Ai'});
    await type('Aigerim');
    element.remove();
    expect(last().response).toEqual({name: 'Aigerim'});
  });

  it('takes a tick back', async () => {
    const {press, last} = await shown({response: {confirmed: ['tried']}});
    await press('[name=tried]');
    expect(last().response).toEqual({});
  });

  it('keeps day, code and version of the first issue when it is corrected', async () => {
    const later = {facts: {...facts, version: '2.0.0'}, now: () => new Date(2030, 0, 1)};
    const {press, type, last, find} = await shown({response: issued, ...later, random: () => new Uint8Array(12)});
    await press('.change');
    expect(find<HTMLInputElement>('input').value).toBe('Aigerim S.');
    await type('Aigerim Sadykova');
    await press('.issue');
    expect(last().response).toEqual({...issued, name: 'Aigerim Sadykova'});
  });

  it('on another device, where name and code did not go, keeps the day and says so', async () => {
    const {text, type, press, last} = await shown({response: {stage: 'issued', day: 20_000, confirmed: ['tried']}});
    expect(text()).toContain('The certificate was issued on 4 October 2024, but the name and the code stayed');
    await type('Aigerim S.');
    await press('.issue');
    expect(last().response).toMatchObject({day: 20_000, code: '2345-6789-ABCD', stage: 'issued'});
  });

  it('may be put off, which is complete, and made later', async () => {
    const {press, last, root} = await shown();
    await press('.not-now');
    expect(last()).toMatchObject({response: {stage: 'not_now'}, complete: true});
    expect(root.activeElement?.textContent).toBe('No certificate for now');
    await press('.change');
    expect(last().response).toEqual({});
    expect(root.querySelector('.issue')).not.toBeNull();
  });

  it('ignores values of a wrong kind', async () => {
    const hostile = {...issued, name: ['x'], code: '<b>', day: -1, confirmed: 'tried', version: 7};
    const {root, find, text} = await shown({response: hostile as unknown as Response});
    expect(root.querySelector('.sheet, :checked')).toBeNull();
    expect(find<HTMLInputElement>('input').value).toBe('');
    expect(text()).not.toContain('It was issued');
    const {find: on} = await shown({response: {...issued, name: '<img src=x onerror=alert(1)>'}});
    expect(on('.name').textContent).toBe('<img src=x onerror=alert(1)>');
  });
});

describe('the certificate’s sheet', () => {
  it('states what is true: training, credits, level, kind, days, code and version', async () => {
    const {told, find, text} = await shown({response: issued});
    expect(find('.name').textContent).toBe('Aigerim S.');
    expect(find('.training').textContent).toBe('Stress');
    expect(told()).toEqual({
      ...{Level: '1', Credits: '1 ECTS', 'Kind of programme': 'Distance programme', Code: '2345-6789-ABCD'},
      ...{'Issued on': '5 November 2026', 'Valid until': '5 November 2031', 'Version of the training': '1.2.0'},
    });
    for (const part of [
      'Issued by the learner',
      'not a state document',
      'not confirmed are not counted',
      'rights (en)',
    ])
      expect(text()).toContain(part);
  });

  it('has the ledger as a table: planned, counted and their sums', async () => {
    const {ledger} = await shown({response: {...issued, confirmed: ['talked']}});
    expect(ledger()).toEqual([
      ...['on screen (en) 5 5', 'tried (en) 10 0', 'talked (en) 4 4', 'journal (en) 8 0', 'Total 27 9'],
    ]);
  });

  it('claims no credits for fewer hours than they need', async () => {
    const {told} = await shown({response: {...issued, confirmed: ['tried', 'journal']}});
    expect(told().Credits).toBe('Not stated: at least 25 counted hours are needed');
  });

  it('says the score where there is one, and the version of the day it was issued', async () => {
    const {told} = await shown({response: issued, facts: {...facts, score: 88, version: '2.0.0', done: 10}});
    expect(told()).toMatchObject({Score: '88 of 100', 'Version of the training': '1.2.0'});
  });

  it('is shown once issued, also when a newer version has more to do', async () =>
    expect((await shown({response: issued, facts: {...facts, done: 2}})).root.querySelector('.sheet')).not.toBeNull());

  it('is in the language of the moment, with its months', async () => {
    const {element, told, text, find, responses} = await shown({response: issued});
    const seen = [];
    for (const language of ['ru', 'kk'] as const) {
      const labels = interfaceWords[language];
      Object.assign(element, {content: exampleContent(language), labels, language, facts: {...facts, title: language}});
      await element.updateComplete;
      seen.push([find('.training').textContent, told()[labels.issued], told()[labels.valid]]);
      expect(text()).not.toContain('(en)');
    }
    expect(seen).toEqual([
      ['ru', '5 ноября 2026 г.', '5 ноября 2031 г.'],
      ['kk', '2026 ж. 5 қараша', '2031 ж. 5 қараша'],
    ]);
    expect(responses).toEqual([]);
  });

  it('goes on paper alone, A4 across, with heading, ornament and ledger', async () => {
    const print = vi.fn();
    vi.stubGlobal('print', print);
    const {press} = await shown({response: issued});
    await press('.print');
    expect(print).toHaveBeenCalledOnce();
    window.dispatchEvent(new Event('beforeprint'));
    const copy = document.querySelector('body > .destt-paper')!;
    const sheet = copy.lastElementChild?.shadowRoot?.querySelector('.sheet');
    expect(copy.textContent).toContain('size:A4 landscape');
    expect([sheet?.querySelector('h2')?.textContent, sheet?.querySelectorAll('.ornament, table').length]).toEqual([
      'Certificate',
      2,
    ]);
    expect(sheet?.querySelector('button')).toBeNull();
  });
});
