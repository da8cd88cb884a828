// @vitest-environment jsdom
import {afterEach, describe, expect, it, vi} from 'vitest';
import {download, inMarkdown} from './download.ts';
import {catchDownloads} from './downloads.test-data.ts';

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('a download', () => {
  it('offers the text under its name, as UTF-8', async () => {
    const file = catchDownloads();
    download('note.md', 'text/markdown', 'Күнделік');
    expect(await file()).toEqual({name: 'note.md', type: 'text/markdown;charset=utf-8', text: 'Күнделік'});
  });
});

describe('a text in Markdown', () => {
  it.each([
    ['plain, as it is: 5 (five).', 'plain, as it is: 5 (five).'],
    ['# no heading', '\\# no heading'],
    ['*no* _emphasis_ <b>', '\\*no\\* \\_emphasis\\_ \\<b\\>'],
    ['- no list\n1. nor this', '\\- no list  \n1\\. nor this'],
    ['one\r\ntwo\n\nthree\n', 'one  \ntwo  \n  \nthree'],
    ['5-6 pupils - calm', '5-6 pupils - calm'],
  ])('shows %j as it was written', (text, markdown) => expect(inMarkdown(text)).toBe(markdown));
});
