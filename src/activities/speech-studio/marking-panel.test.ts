// @vitest-environment jsdom
import {afterEach, describe, expect, it, vi} from 'vitest';
import './marking-panel.ts';
import {ListenedEvent, MarksEvent, type SpeechMarking} from './marking-panel.ts';
import {type Mark, mostMarks} from './marks.ts';
import {type Playing, playClock} from './playing.ts';
import {en} from './words/en.ts';

afterEach(() => document.body.replaceChildren());

async function listening(marks: readonly Mark[] = [], time = 12.34) {
  const element = document.createElement('speech-marking');
  const playing = {time, length: 60, running: false, play: vi.fn(), stop: vi.fn(), seek: vi.fn(), end: vi.fn()};
  const given: (readonly Mark[])[] = [];
  const over: boolean[] = [];
  element.addEventListener(MarksEvent.type, (event) => given.push((event as MarksEvent).marks));
  element.addEventListener(ListenedEvent.type, (event) => over.push((event as ListenedEvent).done));
  const names = {voice: 'Voice', time: 'Time'};
  Object.assign(element, {labels: en, criteria: ['voice', 'time'], names, marks, playing: playing as Playing});
  document.body.append(element);
  await element.updateComplete;
  const root = element.renderRoot as ShadowRoot;
  const find = <T extends HTMLElement>(selector: string) => root.querySelector<T>(selector)!;
  return {
    element,
    playing,
    over,
    find,
    last: () => given[given.length - 1],
    said: () => find('.said').textContent,
    async press(selector: string) {
      find(selector).click();
      await element.updateComplete;
      await element.updateComplete;
    },
    async key(code: string, key: string, on = 'h2') {
      find(on).dispatchEvent(
        new KeyboardEvent('keydown', {code, key, bubbles: true, composed: true, cancelable: true}),
      );
      await element.updateComplete;
    },
  };
}

describe('a speech that is marked', () => {
  it('gets a mark at the moment of the tap', async () => {
    const {press, last, said} = await listening();
    await press('.minus');
    expect(last()).toEqual([{at: 12.3, criterion: 'voice', sign: '-', note: ''}]);
    expect(said()).toBe('Noted: Voice −, 0:12');
  });

  it('gets marks by the keys 1–8, with the sign of + and −, on any keyboard layout', async () => {
    const {key, last} = await listening();
    await key('Digit2', '2');
    await key('Minus', '-');
    await key('Numpad1', '1');
    await key('Digit8', '8'); // no such criterion
    expect(last()?.map(({criterion, sign}) => criterion + sign)).toEqual(['time+', 'voice-']);
    await key('KeyU', 'г');
    expect(last()?.map(({criterion, sign}) => criterion + sign)).toEqual(['time+']);
  });

  it('stops and goes on by the space bar, unless a button has it', async () => {
    const {key, playing} = await listening();
    await key('Space', ' ');
    expect(playing.play).toHaveBeenCalledOnce();
    await key('Space', ' ', '.undo');
    expect(playing.play).toHaveBeenCalledOnce();
  });

  it('takes back step by step, down to the beginning', async () => {
    const {press, last, find} = await listening();
    await press('.plus');
    await press('.minus');
    await press('.undo');
    expect(last()).toHaveLength(1);
    await press('.undo');
    expect(last()).toEqual([]);
    expect(find<HTMLButtonElement>('.undo').disabled).toBe(true);
  });

  it('lets a mark be moved, changed, written to and taken away later', async () => {
    const marks: readonly Mark[] = [
      {at: 3, criterion: 'voice', sign: '+', note: ''},
      {at: 3.5, criterion: 'time', sign: '+', note: ''},
    ];
    const {press, find, last, element} = await listening(marks);
    await press('.detail');
    await press('.after');
    expect(last()?.map(({criterion, at}) => `${criterion} ${at}`)).toEqual(['time 3.5', 'voice 4']);
    const note = find<HTMLTextAreaElement>('textarea');
    expect(note.name).toBe('note_1'); // it stayed open
    note.value = 'I heard you';
    note.dispatchEvent(new Event('input', {bubbles: true}));
    note.dispatchEvent(new Event('change', {bubbles: true}));
    find('[name=sign_of_mark][value="-"]').click();
    await element.updateComplete;
    expect(last()?.[1]).toEqual({at: 4, criterion: 'voice', sign: '-', note: 'I heard you'});
    await press('.remove');
    expect(last()).toHaveLength(1);
  });

  it('takes no more marks than a file can hold', async () => {
    const {press, last, said} = await listening(
      Array(mostMarks).fill({at: 1, criterion: 'voice', sign: '+', note: ''}),
    );
    await press('.plus');
    expect(last()).toBeUndefined();
    expect(said()).toBe(en.marking.full);
  });

  it('stops when the learner has listened, or goes back', async () => {
    const {press, over, playing} = await listening();
    await press('.heard');
    await press('.back');
    expect(over).toEqual([true, false]);
    expect(playing.stop).toHaveBeenCalledTimes(2);
  });
});

describe('a clock', () => {
  it('runs from where it was, stops at the end, and can be set only where the length is known', () => {
    let now = 0;
    let tick = () => {};
    const host = {
      now: () => now,
      setInterval: (run: () => void) => {
        tick = run;
        return 1;
      },
      clearInterval: () => {},
    };
    const clock = playClock(host, 10, 4, 700, () => {});
    clock.play();
    now = 3000;
    expect(clock.time).toBe(7);
    clock.seek(9);
    now = 9000;
    tick();
    expect(clock).toMatchObject({time: 10, running: false});
    clock.play(); // from the beginning
    expect(clock.time).toBe(0);
    clock.end();
    const open = playClock(host, null, 0, 700, () => {});
    open.play();
    now += 2000;
    open.seek(0);
    expect(open.time).toBe(2);
    open.stop();
    now += 2000;
    expect(open.time).toBe(2);
  });
});

declare global {
  interface HTMLElementTagNameMap {
    'speech-marking': SpeechMarking;
  }
}
