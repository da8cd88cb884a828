// @vitest-environment jsdom
import {afterEach, describe, expect, it} from 'vitest';
import {languages, type Response} from '../../training/index.ts';
import type {RecordsNotice} from '../activity.ts';
import {consent} from './consent.ts';
import type {ConsentActivity} from './consent-activity.ts';
import {exampleContent} from './example.test-data.ts';
import './consent-activity.ts';
import {shown as shownElement} from '../shown.test-data.ts';

const {en} = consent.interfaceWords;
const file: RecordsNotice = {mode: 'file', institution: null, contact: null, host: null, code: null};
const sent: RecordsNotice = {
  mode: 'endpoint',
  institution: 'ORLEU',
  contact: 'research@example.kz',
  host: 'records.example.kz',
  code: 'c0de',
};

afterEach(() => document.body.replaceChildren());

async function shown(response: Response = {}, records: RecordsNotice | null = file, version = 1) {
  const page = await shownElement<ConsentActivity>('consent-activity', {
    content: exampleContent('en', version),
    labels: en,
    response,
    records,
  });
  return {...page, buttons: () => [...page.root.querySelectorAll('button')].map(({className}) => className)};
}

describe('a consent on screen', () => {
  it.each([
    ['asked', {}, file],
    ['not known yet', {}, null],
    ['given', {decision: 'yes', version: 1, texts: 'yes'}, sent],
    ['refused', {decision: 'no', version: 1}, file],
    ['nothing recorded', {}, {...file, mode: 'none'}],
  ] as const)('has no accessibility faults: %s', async (_, response, records) => {
    const {faults} = await shown(response, records);
    expect(await faults()).toEqual([]);
  });

  it('says everything before it asks, and neither answer is chosen or looks better', async () => {
    const {root, text, buttons, responses} = await shown();
    for (const topic of Object.values(en.topics)) expect(text()).toContain(topic);
    expect(text()).toContain('Version 1 of this text');
    expect(root.querySelector<HTMLInputElement>('[name=texts]')?.checked).toBe(false);
    expect(buttons()).toEqual(['agree', 'refuse']);
    expect(responses).toEqual([]);
  });

  it('says where the records are: on this device, or which server they go to and whom to ask', async () => {
    const here = await shown({}, file);
    expect(here.text()).toContain('On this device. Nothing is sent.');
    expect(here.text()).toContain(en.ask_them);
    const {text} = await shown({}, sent);
    for (const words of ['ORLEU', 'research@example.kz', 'records.example.kz']) expect(text()).toContain(words);
    expect(text()).not.toContain('Nothing is sent');
  });

  it('takes a yes with the version of the text, and own words only by their own tick', async () => {
    const plain = await shown({}, file, 3);
    await plain.press('.agree');
    expect(plain.responses.at(-1)).toMatchObject({
      response: {decision: 'yes', version: 3, texts: 'no'},
      complete: true,
      score: null,
    });
    const ticked = await shown();
    await ticked.press('[name=texts]');
    await ticked.press('.agree');
    expect(ticked.responses.at(-1)?.response).toEqual({decision: 'yes', version: 1, texts: 'yes'});
    expect(ticked.text()).toContain(en.agreed);
    expect(ticked.root.activeElement?.textContent).toContain(en.agreed);
  });

  it('takes a no that costs nothing, and offers to think again', async () => {
    const {press, responses, text, buttons} = await shown();
    await press('.refuse');
    expect(responses.at(-1)).toMatchObject({response: {decision: 'no', version: 1}, complete: true});
    expect(text()).toContain(en.refused);
    expect(buttons()).toEqual(['agree']);
  });

  it('lets a learner stop with one press, and tells the code by which records can be deleted', async () => {
    const {press, responses, text} = await shown({decision: 'yes', version: 1, texts: 'yes'}, sent);
    expect(text()).toContain('Your code: c0de');
    expect(text()).toContain(en.with_texts);
    await press('.stop');
    expect(responses.at(-1)).toMatchObject({response: {decision: 'withdrawn', version: 1}});
    expect(text()).toContain(en.withdrawn);
  });

  it('lets those who agreed say a few things of themselves, nothing chosen beforehand, and asks nobody else', async () => {
    for (const response of [{}, {decision: 'no', version: 1}, {decision: 'yes', version: 2}])
      expect((await shown(response)).root.querySelector('select')).toBeNull();
    const {root, responses, element} = await shown({decision: 'yes', version: 1, texts: 'no'});
    const lists = [...root.querySelectorAll('select')];
    expect(lists.map(({name, value}) => [name, value])).toEqual(
      ['age', 'sex', 'years', 'school', 'from'].map((name) => [name, '']),
    );
    const [, , , school] = lists;
    school!.value = 'school_small';
    school!.dispatchEvent(new Event('change'));
    await element.updateComplete;
    expect(responses.map(({response}) => response)).toEqual([
      {decision: 'yes', version: 1, texts: 'no', school: 'school_small'},
    ]);
    expect(root.querySelector<HTMLSelectElement>('[name=school]')?.value).toBe('school_small');
  });

  it('forgets what was said of oneself when a learner stops', async () => {
    const {press, responses} = await shown({decision: 'yes', version: 1, texts: 'no', age: 'age_30'});
    await press('.stop');
    expect(responses.at(-1)?.response).toEqual({decision: 'withdrawn', version: 1});
  });

  it('says the country’s law beside it, as text', async () => {
    const {element, text, root} = await shown();
    const {rules, words} = exampleContent('en');
    const note = {topic: 'personal-data', title: 'The law', note: '<b>Yours</b>', source: 'Law No. 1'} as const;
    Object.assign(element, {content: {rules, words: {...words, law: [note]}}});
    await element.updateComplete;
    for (const words of ['The law', '<b>Yours</b>', 'Law No. 1']) expect(text()).toContain(words);
    expect(root.querySelector('b')).toBeNull();
  });

  it('asks again when the text is another one', async () => {
    const {text, buttons} = await shown({decision: 'yes', version: 1, texts: 'yes'}, file, 2);
    expect(text()).toContain(en.changed);
    expect(buttons()).toEqual(['agree']);
  });

  it('asks nothing where nothing is recorded, and says so; nor before it is known', async () => {
    const nothing = await shown({}, {...file, mode: 'none'});
    expect(nothing.text()).toContain(en.none);
    expect(nothing.buttons()).toEqual(['primary none']);
    await nothing.press('.none');
    expect(nothing.responses.at(-1)).toMatchObject({response: {}, complete: true});
    const early = await shown({}, null);
    expect(early.buttons()).toEqual([]);
    expect(early.text()).toContain(en.waiting);
  });

  it('keeps a learner’s tick through a switch of language', async () => {
    const {element, root, press} = await shown();
    await press('[name=texts]');
    for (const language of languages) {
      Object.assign(element, {content: exampleContent(language), labels: consent.interfaceWords[language], language});
      await element.updateComplete;
      expect(root.querySelector<HTMLInputElement>('[name=texts]')?.checked).toBe(true);
      expect(root.textContent).toContain(consent.interfaceWords[language].agree);
    }
  });
});
