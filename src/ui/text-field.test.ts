// @vitest-environment jsdom
import {html, LitElement} from 'lit';
import {afterEach, beforeEach, describe, expect, it, vi} from 'vitest';
import {textField, typing} from './text-field.ts';

class OneText extends LitElement {
  announced: object[] = [];
  text = '';
  typing = typing(this, (texts) => {
    this.announced.push(texts);
    this.text = texts.words ?? '';
    this.requestUpdate();
  });
  override render = () => html`${textField(this.typing, 'words', 'Your words', this.text)}`;
}
customElements.define('one-text', OneText);

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  document.body.replaceChildren();
  vi.useRealTimers();
});

async function shown() {
  const element = document.createElement('one-text') as OneText;
  document.body.append(element);
  await element.updateComplete;
  const area = element.renderRoot.querySelector('textarea')!;
  return {
    element,
    area,
    type(text: string) {
      area.value = text;
      area.dispatchEvent(new Event('input', {bubbles: true}));
    },
  };
}

describe('a field for free text', () => {
  it('announces what was typed after a rest, once', async () => {
    const {element, type} = await shown();
    type('I');
    vi.advanceTimersByTime(500);
    type('I was');
    vi.advanceTimersByTime(500);
    expect(element.announced).toEqual([]);
    vi.advanceTimersByTime(100);
    expect(element.announced).toEqual([{words: 'I was'}]);
    vi.advanceTimersByTime(5000);
    expect(element.announced).toHaveLength(1);
  });

  it.each([
    ['the field is left', ({area}) => area.dispatchEvent(new Event('blur'))],
    ['it changes', ({area}) => area.dispatchEvent(new Event('change'))],
    ['anything is clicked', () => document.body.click()],
    ['the page is hidden', () => document.dispatchEvent(new Event('visibilitychange', {bubbles: true}))],
    ['the page is left', () => window.dispatchEvent(new Event('pagehide'))],
    ['the element is taken away', ({element}) => element.remove()],
  ] as [string, (shown: {element: OneText; area: HTMLTextAreaElement}) => void][])(
    'announces at once when %s',
    async (_, happens) => {
      const field = await shown();
      field.type('last words');
      happens(field);
      expect(field.element.announced).toEqual([{words: 'last words'}]);
      vi.advanceTimersByTime(5000);
      expect(field.element.announced).toHaveLength(1);
    },
  );

  it('waits for the click when a press takes the focus away: what is pressed must not move', async () => {
    const {element, area, type} = await shown();
    type('last words');
    window.dispatchEvent(new Event('pointerdown'));
    area.dispatchEvent(new Event('change'));
    area.dispatchEvent(new Event('blur'));
    expect(element.announced).toEqual([]);
    window.dispatchEvent(new Event('pointerup'));
    document.body.click();
    expect(element.announced).toEqual([{words: 'last words'}]);
    type('others');
    area.dispatchEvent(new Event('blur'));
    expect(element.announced).toHaveLength(2);
  });

  it('is heard before those who save what there is when the page is left', async () => {
    const {element, type} = await shown();
    const heard: number[] = [];
    const save = () => heard.push(element.announced.length);
    document.addEventListener('visibilitychange', save);
    type('last words');
    document.dispatchEvent(new Event('visibilitychange', {bubbles: true}));
    document.removeEventListener('visibilitychange', save);
    expect(heard).toEqual([1]);
  });

  it('says nothing where nothing was typed, and nothing once it is gone', async () => {
    const {element} = await shown();
    element.remove();
    window.dispatchEvent(new Event('pagehide'));
    expect(element.announced).toEqual([]);
  });

  it('keeps what is being typed when the element is drawn anew with an older text', async () => {
    const {element, area, type} = await shown();
    type('being typed');
    element.text = 'older';
    element.requestUpdate();
    await element.updateComplete;
    expect(area.value).toBe('being typed');
  });

  it('has its label, and the text itself for paper', async () => {
    const {element, area, type} = await shown();
    type('on paper');
    await element.updateComplete;
    expect(area.labels?.[0]?.textContent?.trim()).toBe('Your words');
    expect(element.renderRoot.querySelector('.written')?.textContent).toBe('on paper');
  });
});
