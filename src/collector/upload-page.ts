import {type Language, languageFrom, languageNames, languages} from '../training/languages.ts';
import {type UploadWords, uploadWords} from './upload-words.ts';

// The upload page's script. Whatever a file or the server says is text here, never HTML.

const fill = (text: string, values: Readonly<Record<string, string | number>>) =>
  text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));

function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: readonly Node[]
): HTMLElementTagNameMap[Name] {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

/** Shows the page in one language; what was typed and chosen stays. */
function show(language: Language) {
  const words = uploadWords[language];
  document.documentElement.lang = language;
  document.title = words.title;
  heading.textContent = words.title;
  lead.textContent = words.lead;
  keyLabel.textContent = words.key;
  keyHint.textContent = words.keyHint;
  filesLabel.textContent = words.files;
  send.textContent = words.send;
  privacy.textContent = words.privacy;
  for (const button of switches.querySelectorAll('button'))
    button.setAttribute('aria-pressed', String(button.lang === language));
  current = words;
}

const heading = make('h1');
const lead = make('p');
const keyLabel = make('label', {htmlFor: 'key'});
const keyInput = make('input', {id: 'key', type: 'password', required: true, autocomplete: 'off'});
const keyHint = make('p', {className: 'hint', id: 'key-hint'});
const filesLabel = make('label', {htmlFor: 'files'});
const filesInput = make('input', {
  id: 'files',
  type: 'file',
  required: true,
  multiple: true,
  accept: '.json,.jsonl,.txt',
});
const send = make('button', {type: 'submit', className: 'primary'});
const privacy = make('p', {className: 'hint'});
const results = make('div', {className: 'results'});
const switches = make('nav');
let current: UploadWords = uploadWords.kk;

keyInput.setAttribute('aria-describedby', 'key-hint');
keyInput.spellcheck = false;
results.setAttribute('role', 'status');
for (const language of languages)
  switches.append(
    make('button', {
      type: 'button',
      lang: language,
      textContent: languageNames[language],
      onclick: () => show(language),
    }),
  );
const form = make('form', {onsubmit: submit}, keyLabel, keyInput, keyHint, filesLabel, filesInput, send);
document.body.append(make('main', {}, switches, heading, lead, form, results, privacy));
show([...navigator.languages].map(languageFrom).find((language) => language !== null) ?? 'kk');

function submit(event: Event) {
  event.preventDefault();
  void handIn([...(filesInput.files ?? [])]);
}

async function handIn(files: readonly File[]) {
  send.disabled = true;
  results.replaceChildren(make('p', {textContent: current.sending}));
  const told: HTMLElement[] = [];
  for (const file of files) told.push(await handInOne(file));
  results.replaceChildren(...told);
  send.disabled = false;
}

async function handInOne(file: File): Promise<HTMLElement> {
  const say = (text: string, values: Readonly<Record<string, string | number>> = {}) =>
    make('p', {textContent: fill(text, {file: file.name, ...values})});
  const text = await file.text();
  const body = asJson(text);
  if (body === null) return say(current.notRecords);
  const login = btoa(String.fromCharCode(...new TextEncoder().encode(keyInput.value.trim())));
  const headers = {Authorization: `Basic ${login}`, 'Content-Type': 'application/json'};
  const answer = await fetch('upload', {method: 'POST', headers, body}).catch(() => null);
  if (!answer || answer.status >= 500 || answer.status === 429) return say(current.noLine);
  if (answer.status === 413) return say(current.tooBig);
  if (answer.status === 401 || answer.status === 403) return say(current.badKey);
  const {stored, known, refused, refusals} = (await answer.json().catch(() => ({}))) as Partial<Answered>;
  if (answer.status !== 200 || stored === undefined || (refused?.[0]?.at === 0 && stored === 0))
    return say(current.notRecords);
  const list = make('div', {}, say(current.done, {stored, known: known ?? 0}));
  if (refusals) {
    const lines = (refused ?? []).map(({at, path, rule}) =>
      make('li', {textContent: fill(current.refused, {at, why: `${path} ${rule}`})}),
    );
    list.append(say(current.partly, {refused: refusals}), make('ul', {lang: 'en'}, ...lines));
  }
  return list;
}

/** What our server answers: `Imported` of `import.ts`. */
interface Answered {
  readonly stored: number;
  readonly known: number;
  readonly refused: readonly {readonly at: number; readonly path: string; readonly rule: string}[];
  readonly refusals: number;
}

/** The file as JSON; one that has a line of JSON for each record becomes a list. Null if it holds neither. */
function asJson(text: string): string | null {
  for (const json of [text, `[${text.trim().split(/\r?\n/).join(',')}]`])
    try {
      JSON.parse(json);
      return json;
    } catch {
      // the other way, then
    }
  return null;
}
