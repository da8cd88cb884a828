import {describe, expect, it} from 'vitest';
import {entriesOf, entryFrom, freeSlot, kept} from './entries.ts';
import {exampleRules as rules} from './example.test-data.ts';

const entry = {day: 20762, prompt: 'helped', text: 'A walk.\nAnd "tea".'};
const slotsOf = (response: Record<string, string>) => entriesOf(rules, response).map(({slot}) => slot);

describe('an entry', () => {
  it('comes back as it was kept', () => expect(entryFrom(rules, kept(entry))).toEqual(entry));

  it('comes back as its beginning where suspend data carried no more', () => {
    const whole = kept({...entry, text: 'Чай \\ тишина'});
    expect(entryFrom(rules, whole.slice(0, -4))?.text).toBe('Чай \\ тиши…');
    for (let length = whole.indexOf('Чай'); length < whole.length; length += 1)
      expect(entryFrom(rules, whole.slice(0, length)), whole.slice(0, length)).toMatchObject({
        day: 20762,
        prompt: 'helped',
      });
    expect(entryFrom(rules, '{"day":1,"prompt":null,"text":"a\\u04')?.text).toBe('a…');
  });

  it.each([[undefined], [7], [['a']], [''], ['{'], ['null'], ['[]'], ['"text"'], ['{"text":7}'], ['{"day":1}'], ['7']])(
    'is none in %j',
    (value) => expect(entryFrom(rules, value)).toBeNull(),
  );

  it.each([
    ['{"day":"soon","prompt":"gone","text":"a"}'],
    ['{"day":-1,"prompt":{},"text":"a"}'],
    ['{"day":1.5,"prompt":"__proto__","text":"a","more":1}'],
  ])('keeps its text where the rest is unknown: %s', (value) =>
    expect(entryFrom(rules, value)).toEqual({day: null, prompt: null, text: 'a'}),
  );
});

describe('the entries', () => {
  it('are listed newest first, those of one day in the order they were written', () => {
    let response: Record<string, string> = {};
    const days = [20_759, 20_760, 20_760, 20_760, 20_783];
    const written = days.map((day, at) => {
      const slot = freeSlot(rules, response, day)!;
      response = {...response, [slot]: kept({day, prompt: null, text: String(at)})};
      return slot;
    });
    expect(new Set(written).size).toBe(5);
    expect(slotsOf(response)).toEqual([...written].reverse());
  });

  it('of two devices on two days do not meet in one slot', () => {
    expect(freeSlot(rules, {}, 20_760)).not.toBe(freeSlot(rules, {}, 20_761));
  });

  it('find no slot in a full journal', () => {
    const full = Object.fromEntries(
      Array.from({length: 24}, (_, at) => [`entry_${String(at + 1).padStart(2, '0')}`, kept(entry)]),
    );
    expect(freeSlot(rules, full, 5)).toBeNull();
    const {entry_07: _, ...others} = full;
    expect(freeSlot(rules, others, 5)).toBe('entry_07');
  });

  it('leave out what is damaged, and what is no entry', () => {
    expect(slotsOf({entry_01: '{"', entry_02: kept(entry), entry_25: kept(entry), draft: kept(entry)})).toEqual([
      'entry_02',
    ]);
  });
});
