import type {Training} from '../../build/read-training.ts';
import type {Scripts} from '../../build/scripts.ts';
import {type Language, languages} from '../../src/training/index.ts';

const titles: Readonly<Record<Language, string>> = {kk: 'Қысқа жол', ru: 'Короткий путь', en: 'A short way & back'};
const activity = (id: string, kind: string) =>
  ({id, kind, minutes: 3, private: false, optional: false, items: []}) as const;
const perLanguage = <T>(of: (language: Language) => T) =>
  Object.fromEntries(languages.map((language) => [language, of(language)])) as Record<Language, T>;

/** Two units; the first activity needs a page, all others come later. */
export const tinyTraining: Training = {
  folder: 'modules/tiny-way',
  level: 1,
  licence: 'CC-BY-4.0',
  authors: ['A <B>'],
  practiceShare: 0.5,
  outline: {
    id: 'tiny-way',
    version: '1.2.0',
    ects: 1,
    level: 1,
    hue: 168,
    languages,
    units: [
      {id: 'begin', activities: [activity('read-me', 'page')]},
      {id: 'go_on', activities: [activity('ask-me', 'question'), activity('read-on', 'page')]},
    ],
  },
  words: perLanguage((language) => ({
    outline: {
      language,
      title: titles[language],
      description: `${titles[language]}.`,
      units: {begin: '1', go_on: '2'},
      activities: {'read-me': 'a', 'ask-me': 'b', 'read-on': 'c'},
    },
    units: {
      begin: {
        'read-me': {rules: {}, words: {title: 'a', body: `first ${language} </script>\u2028<!-- ${titles[language]}`}},
      },
      go_on: {
        'ask-me': {rules: {}, words: {title: 'b', body: `second ${language}`}},
        'read-on': {rules: {}, words: {title: 'c', body: 'third'}},
      },
    },
  })),
  definitions: ['begin', 'go_on'].map((unit) => ({unit, training: titles, name: {en: unit}, activities: {}})),
  settings: perLanguage((language) => ({helpLines: [{number: '150', name: titles[language], note: ''}]})),
};

/** Scripts that only say that they ran. */
export const tinyScripts: Scripts = {
  launch: () => 'document.title="</script><!--";',
  player: 'destt.ran.push("player");\n',
  kinds: {
    page: 'destt.ran.push("page");\n',
    question: 'destt.ran.push("question");\n',
    unused: 'destt.ran.push("unused");\n',
  },
  parts: {
    cipher: 'destt.ran.push("cipher");\n',
    texts: 'destt.ran.push("texts");\n',
    records: 'destt.ran.push("records");\n',
    xapi: 'destt.ran.push("xapi");\n',
    outbox: 'destt.ran.push("outbox");\n',
    frame: 'destt.ran.push("frame");\n',
  },
  words: perLanguage((language) => ({next: `next ${language}`})),
  labels: {
    page: perLanguage((language) => ({open: `open ${language}`})),
    question: perLanguage((language) => ({ask: `ask ${language}`})),
    unused: perLanguage(() => ({never: 'never'})),
  },
  files: {},
};
