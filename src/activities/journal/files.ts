import type {Language} from '../../training/index.ts';
import {type DateWords, dateIn, isoDay} from '../../ui/day.ts';
import {inMarkdown} from '../../ui/download.ts';
import {type Entry, entriesOf} from './entries.ts';
import type {JournalContent} from './journal.ts';

/** A journal as its files need it. */
export interface Journal {
  readonly content: JournalContent;
  readonly response: Parameters<typeof entriesOf>[1];
  readonly language: Language;
  readonly labels: DateWords;
}

/** What a journal can be taken away as (R-62): the oldest entry first, as one reads a book. */
export const files = {
  md: {type: 'text/markdown', write: asMarkdown},
  html: {type: 'text/html', write: asPage},
  json: {type: 'application/json', write: asData},
} as const;

function asMarkdown(journal: Journal): string {
  const parts = read(journal).map(
    ({date, question, text}) => `## ${date}\n\n${question ? `*${inMarkdown(question)}*\n\n` : ''}${inMarkdown(text)}\n`,
  );
  return [`# ${inMarkdown(journal.content.words.title)}\n`, ...parts].join('\n');
}

/** One page that needs nothing else, to be opened in any browser for years. */
function asPage(journal: Journal): string {
  const title = escaped(journal.content.words.title);
  const entries = read(journal).map(
    ({date, question, text}) =>
      `<article><h2>${escaped(date)}</h2>${question ? `<p><em>${escaped(question)}</em></p>` : ''}<p>${escaped(text)}</p></article>\n`,
  );
  return `<!doctype html>
<html lang="${journal.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title>
<style>body{font:18px/1.55 sans-serif;max-width:40em;margin:2em auto;padding:0 1em}h2{font-size:1.1em}p{white-space:pre-wrap;overflow-wrap:anywhere}article{break-inside:avoid}</style>
</head><body><h1>${title}</h1>
${entries.join('')}</body></html>
`;
}

function asData(journal: Journal): string {
  const entries = read(journal).map(({day, prompt, question, text}) => ({date: isoDay(day), prompt, question, text}));
  const {language, content} = journal;
  return `${JSON.stringify({kind: 'journal', title: content.words.title, language, entries}, null, 2)}\n`;
}

function read({content: {rules, words}, response, labels}: Journal) {
  return [...entriesOf(rules, response)].reverse().map((entry) => ({
    ...entry,
    date: dateOf(labels, entry),
    question: entry.prompt === null ? null : (words.prompts[entry.prompt] ?? null),
  }));
}

/** The date of an entry in words; a dash where it is not known. */
export function dateOf(labels: DateWords, {day}: Entry): string {
  const date = isoDay(day);
  return date === null ? '–' : dateIn(labels, date);
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
