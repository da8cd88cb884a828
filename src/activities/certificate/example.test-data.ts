import * as v from 'valibot';
import type {TrainingFacts} from '../activity.ts';
import {type CertificateContent, certificate, type Rules} from './certificate.ts';

/** One credit of 27 hours, with practice in two parts. */
export const exampleRules: Rules = v.parse(certificate.rules, {
  hours: {on_screen: 5, practice: {tried: 10, talked: 4}, journal: 8},
});

/** The example's words, each said in `language`: `journal (en)`. */
export function exampleContent(language: string): CertificateContent {
  const say = (what: string) => `${what} (${language})`;
  const practice = {tried: say('tried'), talked: say('talked')};
  const hours = {on_screen: say('on screen'), practice, journal: say('journal')};
  return {rules: exampleRules, words: {title: say('title'), intro: say('intro'), hours, rights: say('rights')}};
}

/** A training of which all is done but the certificate. */
export const exampleFacts: TrainingFacts = {
  ...{training: 'stress', title: 'Stress', version: '1.2.0', ects: 1, level: 1, minutes: 300},
  ...{done: 9, all: 10, score: null},
};
