// @vitest-environment jsdom
import {describe, expect, it} from 'vitest';
import {kept} from './entries.ts';
import {exampleContent} from './example.test-data.ts';
import {files} from './files.ts';
import {en} from './words/en.ts';

const hostile = '<script>alert("1")</script> & \'x\'\n# no heading';
const journal = {
  content: exampleContent('en'),
  response: {
    entry_02: kept({day: 20762, prompt: 'helped', text: hostile}),
    entry_01: kept({day: 20700, prompt: null, text: 'First'}),
    draft: kept({day: null, prompt: null, text: 'Unfinished'}),
  },
  language: 'en',
  labels: en,
} as const;

describe('a journal taken away', () => {
  it('as Markdown has title, dates, prompts and texts, the oldest first', () => {
    expect(files.md.write(journal)).toBe(`# My journal

## 4 September 2026

First

## 5 November 2026

*What helped me today, even a little?*

\\<script\\>alert("1")\\</script\\> \\& 'x'  
\\# no heading
`);
  });

  it('as a web page shows texts as texts and needs nothing else', () => {
    const page = files.html.write(journal);
    const read = new DOMParser().parseFromString(page, 'text/html');
    expect(read.documentElement.lang).toBe('en');
    expect(read.querySelector('meta[charset=utf-8]')).not.toBeNull();
    expect(read.querySelector('script, link, img, [src], [href]')).toBeNull();
    expect(
      [...read.querySelectorAll('article')].map((part) => [...part.children].map((child) => child.textContent)),
    ).toEqual([
      ['4 September 2026', 'First'],
      ['5 November 2026', 'What helped me today, even a little?', hostile],
    ]);
  });

  it('as data says all that is known of each entry', () => {
    expect(JSON.parse(files.json.write(journal))).toEqual({
      kind: 'journal',
      title: 'My journal',
      language: 'en',
      entries: [
        {date: '2026-09-04', prompt: null, question: null, text: 'First'},
        {date: '2026-11-05', prompt: 'helped', question: 'What helped me today, even a little?', text: hostile},
      ],
    });
  });

  it('has a dash for a date that is not known', () => {
    expect(files.md.write({...journal, response: {entry_01: '{"text":"a"}'}})).toContain('## –\n\na\n');
  });
});
