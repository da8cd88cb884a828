import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import * as v from 'valibot';
import {type ActivityKind, defineActivity} from '../src/activities/activity.ts';

/** What tests of the build read: two small kinds, and a small training of one activity of each. */
const interfaceWords = {kk: {}, ru: {}, en: {}};
const id = v.string();

const question = defineActivity({
  behaviour: {
    kind: 'question',
    element: 'question-activity',
    items: ({asks, notes = []}) => [
      ...Object.entries(asks).map(([item, {options}]) => ({id: item, type: 'choice' as const, options})),
      ...notes.map((note) => ({id: note, type: 'text' as const})),
    ],
    interactions: () => [],
  },
  practice: true,
  rules: v.object({
    asks: v.record(id, v.object({options: v.array(id), right: v.optional(id)})),
    notes: v.optional(v.array(id)),
    scale: v.optional(v.picklist(['often', 'rarely'])),
  }),
  words: ({asks}) =>
    v.object({
      intro: v.string(),
      asks: v.object(
        Object.fromEntries(
          Object.entries(asks).map(([item, {options}]) => [
            item,
            v.object({ask: v.string(), ...Object.fromEntries(options.map((option) => [option, v.string()]))}),
          ]),
        ),
      ),
    }),
  check: ({rules, words}) => [
    ...Object.entries(rules.asks).flatMap(([item, {options, right}]) =>
      right === undefined || options.includes(right)
        ? []
        : [{in: 'rules', path: ['asks', item, 'right'], found: `“${right}”`, wanted: options.join(' or ')} as const],
    ),
    ...(words.intro.endsWith('.')
      ? []
      : [{in: 'words', path: ['intro'], found: 'no full stop', wanted: 'one'} as const]),
  ],
  interfaceWords,
});

const leaf = defineActivity({
  behaviour: {kind: 'leaf', element: 'leaf-activity', items: () => [], interactions: () => []},
  practice: false,
  prose: true,
  rules: v.strictObject({}),
  words: () => v.strictObject({title: v.string(), body: v.array(v.unknown())}),
  interfaceWords,
});

export const smallKinds: readonly ActivityKind[] = [question, leaf];

const training = `version: 0.1.0
ects: 1
level: 1
hue: 168
languages:
  - kk
  - ru
  - en
units:
  - id: start
    activities:
      - first-page
      - check_in
`;
const words = (title: string) => `title: ${title}
description: >-
  ${title}.
units:
  start: ${title}
`;
const asked = (text: string) => `title: ${text}
intro: >-
  ${text}.
asks:
  mood:
    ask: ${text}
    good: ${text}
    so_so: ${text}
`;
const page = (text: string) => `---
title: ${text}
---

## ${text}

${text}.
`;
const country = `country: KZ
help_lines:
  - number: '150'
    name:
      kk: Сенім телефоны
      ru: Телефон доверия
      en: Help line
    note:
      kk: Тегін.
      ru: Бесплатно.
      en: Free.
`;

/** Its files; `small` is the training's id. */
export const smallTraining: Readonly<Record<string, string>> = {
  'country.kz.yaml': country,
  'small/training.yaml': training,
  'small/kk.yaml': words('Бастау'),
  'small/ru.yaml': words('Начало'),
  'small/en.yaml': words('Beginning'),
  'small/first-page/activity.yaml': 'kind: leaf\nminutes: 3\n',
  'small/first-page/kk.md': page('Қоңырау'),
  'small/first-page/ru.md': page('Звонок'),
  'small/first-page/en.md': page('Bell'),
  'small/check_in/activity.yaml': `kind: question
minutes: 6
private: true
asks:
  mood:
    options: [good, so_so]
    right: good
`,
  'small/check_in/kk.yaml': asked('Көңіл күй'),
  'small/check_in/ru.yaml': asked('Настроение'),
  'small/check_in/en.yaml': asked('Mood'),
};

/** A folder on disk with these files, and how to take it away. */
export async function folderOf(files: Readonly<Record<string, string | Uint8Array>>) {
  const folder = await mkdtemp(join(tmpdir(), 'destt-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), {recursive: true});
    await writeFile(join(folder, name), text);
  }
  return {folder, remove: () => rm(folder, {recursive: true})};
}
