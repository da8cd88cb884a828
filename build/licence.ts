import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Training} from './read-training.ts';
import {root} from './root.ts';

/** Libraries whose code is in our scripts: their licences ask for the notice wherever the code goes. */
export const bundledLibraries: readonly {
  readonly name: string;
  readonly parts: readonly string[];
  readonly notice?: string;
}[] = [
  {name: 'lit', parts: ['lit', 'lit-html', 'lit-element', '@lit/reactive-element']},
  {name: '@noble/ciphers', parts: ['@noble/ciphers']},
  {name: 'fflate', parts: ['fflate']},
  {name: '@xapi/xapi', parts: ['@xapi/xapi'], notice: 'LICENSE.md'},
  {name: 'axios', parts: []}, // inside what @xapi/xapi publishes
];

/** LICENSE.txt of a package: who may do what with the content and with the code (R-13). */
export function licenceText({outline, words, licence, authors}: Training): string {
  const titles = outline.languages.map((language) => words[language].outline.title);
  const notices = bundledLibraries.map(({name, notice: file = 'LICENSE'}) => {
    const notice = readFileSync(join(root, 'node_modules', name, file), 'utf8')
      .replaceAll('\r\n', '\n')
      .trim();
    return `${rule}\n${name}\n\n${notice}\n`;
  });
  return `${titles.join('\n')}
${outline.id} ${outline.version}

CONTENT (texts, drawings, exercises)

${contentLicences[licence] ?? `Licence: ${licence}`}
© ${authors.length > 0 ? authors.join(', ') : 'the authors of the DeSTT trainings'}

CODE (the scripts of this package)

${mit}
LIBRARIES in the scripts

${notices.join('\n')}`;
}

const rule = '-'.repeat(72);

const contentLicences: Readonly<Record<string, string>> = {
  'CC-BY-4.0': `Creative Commons Attribution 4.0 International (CC BY 4.0)
https://creativecommons.org/licenses/by/4.0/
You may share and adapt it, for any purpose, if you name the authors, link to the licence and say what you changed.`,
};

const mit = `MIT License

Copyright (c) the DeSTT authors

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
`;
