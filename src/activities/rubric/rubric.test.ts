// @vitest-environment jsdom
import {afterEach, describe, expect, it, vi} from 'vitest';
import {fits, type Response} from '../../training/index.ts';
import {catchDownloads} from '../../ui/downloads.test-data.ts';
import {placesOf, shown, starterOf} from '../shown.test-data.ts';
import {kept} from '../speech-studio/marks.ts';
import {agreementIn, readingOf} from './agreeing.ts';
import {behaviour} from './behaviour.ts';
import {fromCheckedFile, toCheckedFile} from './checked-file.ts';
import {type Marks, markItem, marksOf, type Rater, withMarks} from './marks.ts';
import {fromMarksFile, toMarksFile} from './marks-file.ts';
import {type RubricContent, rubric} from './rubric.ts';
import './rubric-activity.ts';
import type {RubricActivity} from './rubric-activity.ts';

const {en, ru, kk} = rubric.interfaceWords;
const content = starterOf(rubric, 'en') as RubricContent;
const {rules, words} = content;

/** Marks by number, in the order of the criteria; 0 for what was not to be seen. */
const given = (rater: Rater, numbers: readonly number[], response: Response = {}): Response =>
  withMarks(
    rules,
    response,
    rater,
    Object.fromEntries(
      rules.criteria.flatMap((criterion, at): [string, string][] =>
        numbers[at] === undefined ? [] : [[criterion, rules.levels[numbers[at] - 1] ?? 'na']],
      ),
    ),
  );
const mine = given('self', [1, 2, 3, 4, 1, 2, 3, 0]);
const both = given('opponent', [1, 2, 3, 4, 4, 2, 3, 4], mine);

afterEach(() => {
  document.body.replaceChildren();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const marking = (response: Response = {}, more: object = {}) =>
  shown<RubricActivity>('rubric-activity', {content, labels: en, response, ...more});

describe('the rubric', () => {
  it('has eight criteria with four sentences each, no two alike, in every language', () => {
    for (const language of ['kk', 'ru', 'en'] as const) {
      const {words: read} = starterOf(rubric, language) as RubricContent;
      const sentences = Object.values(read.criteria).flatMap(({levels}) => Object.values(levels));
      expect(sentences).toHaveLength(32);
      expect(new Set(sentences).size).toBe(32);
    }
  });

  it.each([
    ['empty', {}],
    ['with my marks alone', {...mine, seen: 'yes'}],
    ['side by side', {...both, seen: 'yes'}],
  ])('has no accessibility faults %s', async (_, response) => {
    expect(await (await marking(response)).faults()).toEqual([]);
  });

  it('keeps each mark, and is done once they are seen side by side', async () => {
    const {find, press, last, settled} = await marking();
    find('[name=self_voice][value=three]').click();
    await settled();
    expect(last()).toMatchObject({response: {self_voice: 'three'}, complete: false});
    await press('.ready');
    expect(last()).toMatchObject({response: {self_voice: 'three', seen: 'yes'}, complete: true});
    expect(find('table').textContent).toContain('3 – mostly');
  });

  it('asks for at least one mark first', async () => {
    const {press, find, responses} = await marking();
    await press('.ready');
    expect(find('.note').textContent).toBe(en.notes.empty);
    expect(responses).toEqual([]);
  });

  it('does not show other marks while the learner’s own are given', async () => {
    const {text} = await marking(given('opponent', [4, 4, 4, 4, 4, 4, 4, 4]));
    expect(text()).not.toContain(en.whose.opponent);
  });

  it('lets the opponent enter theirs on this device', async () => {
    const {press, find, last, settled, text} = await marking({...mine, seen: 'yes'});
    await press('.enter');
    expect(text()).toContain(en.whose.opponent);
    find('[name=opponent_voice][value=four]').click();
    await settled();
    expect(last().response).toMatchObject({self_voice: 'one', opponent_voice: 'four'});
  });

  it('says how far marks agree in a sentence, with the statistic and where to begin talking', async () => {
    const {find} = await marking({...both, seen: 'yes'});
    const said = find('.agreement').textContent ?? '';
    expect(said).toContain(en.readings[readingOf(coefficientOf(both))]);
    expect(said).toContain(en.statistics.kappa);
    expect(said).toContain('Voice: My marks 1, My opponent’s marks 4');
  });

  it('says why it can’t be said where too little was marked by both', async () => {
    const {find} = await marking({...given('opponent', [1, 2], mine), seen: 'yes'});
    expect(find('.agreement').textContent).toContain(en.too_few);
  });

  it('calls the marks of an opponent’s rubric the speaker’s and mine', async () => {
    const theirs: RubricContent = {...content, rules: {...rules, raters: ['opponent', 'self']}};
    const {find} = await marking({...both, seen: 'yes'}, {content: theirs});
    expect(find('thead').textContent).toMatch(/My marks.*The speaker’s own marks/s);
  });

  it('shows what was noted in the studio beside the criterion', async () => {
    const studio = {
      title: 'Studio',
      done: true,
      response: {own_self: kept([{at: 1, criterion: 'voice', sign: '-', note: ''}])},
    };
    const {root} = await marking({}, {content: {...content, rules: {...rules, studio: 'studio'}}, related: {studio}});
    expect([...root.querySelectorAll('.noted')].map((each) => each.textContent)).toEqual([
      'You noted while listening: 0 with +, 1 with −.',
    ]);
  });

  it('shows the marks of an earlier speech beside these', async () => {
    const earlier = {title: 'Before', done: true, response: given('self', [1])};
    const {find} = await marking(
      {...mine, seen: 'yes'},
      {content: {...content, rules: {...rules, earlier: 'before'}}, related: {before: earlier}},
    );
    expect(find('thead').textContent).toContain(en.earlier);
  });

  it('hands the learner’s marks over in a file that another’s rubric reads', async () => {
    const saved = catchDownloads();
    const {press} = await marking({...mine, seen: 'yes'});
    await press('.save');
    const {name, text} = await saved();
    expect(name).toBe('marks-speak_r-self.json');
    const theirs = {...rules, raters: ['opponent', 'self'] as const};
    expect(fromMarksFile({...theirs, raters: [...theirs.raters]}, text)).toEqual({
      fault: null,
      rater: 'self',
      marks: marksOf(rules, mine, 'self'),
    });
  });

  it('takes in a file of marks, and says what is wrong with one it can’t', async () => {
    const {element, find, settled, last} = await marking({...mine, seen: 'yes'});
    const open = async (text: string) => {
      const input = find<HTMLInputElement>('input.open');
      Object.defineProperty(input, 'files', {configurable: true, value: [{size: text.length, text: async () => text}]});
      input.dispatchEvent(new Event('change'));
      await vi.waitFor(() => expect(find('.note').textContent).not.toBe(''));
      await settled();
      return find('.note').textContent;
    };
    const file = toMarksFile(rules, 'opponent', marksOf(rules, both, 'opponent'));
    expect(await open(file.slice(0, -20))).toBe(en.faults.unreadable);
    expect(element.response).not.toHaveProperty('opponent_voice');
    await open(file);
    expect(last().response).toMatchObject(both);
    expect(find('.note').textContent).toContain(en.whose.opponent);
  });
});

const coefficientOf = (response: Response) => {
  const found = agreementIn(rules, response);
  return found.refusal === null ? found.value : Number.NaN;
};

describe('agreement in a rubric', () => {
  it('leaves out what one of the two could not see', () => {
    const found = agreementIn(rules, both);
    expect(found).toMatchObject({refusal: null, statistic: 'kappa', count: 7});
    expect(agreementIn(rules, given('facilitator', [1, 2, 3, 4, 4, 2, 3, 4], both))).toMatchObject({
      statistic: 'alpha',
    });
    expect(agreementIn(rules, mine)).toEqual({refusal: 'too_few'});
  });

  it('is read in three steps', () => {
    expect([-0.4, 0.2, 0.21, 0.6, 0.61, 1].map(readingOf)).toEqual([
      'little',
      'little',
      'some',
      'some',
      'much',
      'much',
    ]);
  });
});

describe('a file of marks', () => {
  const marks: Marks = {voice: 'four', time: 'na'};
  const file = toMarksFile(rules, 'opponent', marks);

  it('is refused where it was changed, is mine, or of another rubric', () => {
    expect(fromMarksFile(rules, file)).toEqual({fault: null, rater: 'opponent', marks});
    expect(fromMarksFile(rules, file.replace('four', 'three'))).toEqual({fault: 'unreadable'});
    expect(fromMarksFile(rules, toMarksFile(rules, 'self', marks))).toEqual({fault: 'mine'});
    expect(fromMarksFile({...rules, instrument: 'other'}, file)).toEqual({fault: 'other'});
    expect(fromMarksFile({...rules, levels: ['one', 'two']}, file)).toEqual({fault: 'other'});
    expect(fromMarksFile({...rules, raters: ['self']}, file)).toEqual({fault: 'other'});
  });

  it('survives being laid out anew, as some messengers and editors do', () => {
    const content = {a: 'Ә', b: [1, 'two']};
    const text = toCheckedFile('x', content);
    expect(fromCheckedFile('x', JSON.stringify(JSON.parse(text)))).toEqual(content);
    expect(fromCheckedFile('y', text)).toBeNull();
  });
});

describe('the records of a rubric', () => {
  it('have each mark with the sentences it was chosen from, and nothing for what was not seen', () => {
    const all = behaviour.interactions(content, mine, en);
    expect(all).toHaveLength(7);
    expect(all[4]).toEqual({
      type: 'likert',
      item: 'self_voice',
      description: 'Voice (The speaker’s own marks)',
      correct: null,
      choices: rules.levels.map((id) => ({id, text: words.criteria.voice!.levels[id]})),
      response: 'one',
    });
    expect(behaviour.facts(content, mine)).toEqual([]);
    expect(behaviour.facts(content, both)).toMatchObject([{type: 'measure', item: 'agreement', unit: 'kappa'}]);
    expect(behaviour.instrument(rules)).toEqual({id: 'speak_r', version: '1.0'});
  });

  it('fit the items', () => {
    const items = behaviour.items(rules);
    expect(items).toHaveLength(25);
    for (const [id, value] of Object.entries({...both, seen: 'yes'}))
      expect(
        items.some((item) => item.id === id && fits(item, value)),
        id,
      ).toBe(true);
    expect(markItem('self', 'voice')).toBe('self_voice');
  });
});

it('the words of the rubric have the same places to fill in each language', () => {
  expect(placesOf(ru)).toEqual(placesOf(en));
  expect(placesOf(kk)).toEqual(placesOf(en));
});

it('rules with a criterion twice, or the kind’s own level, are refused', () => {
  const problems = (more: object) => rubric.check({rules: {...rules, ...more}, words}).map(({found}) => found);
  expect(problems({})).toEqual([]);
  expect(problems({criteria: ['voice', 'voice'], levels: ['na', 'two'], raters: ['self', 'self']})).toHaveLength(3);
});
