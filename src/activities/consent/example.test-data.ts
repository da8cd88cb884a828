import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as v from 'valibot';
import {parse} from 'yaml';
import type {Language} from '../../training/index.ts';
import {type ConsentContent, consent} from './consent.ts';

const starter = (name: string) => readFileSync(join(import.meta.dirname, 'starter', `${name}.yaml`), 'utf8');

/** What `destt new activity` writes, with this version of the text. */
export function exampleContent(language: Language, version = 1): ConsentContent {
  const rules = v.parse(consent.rules, {version});
  return {rules, words: v.parse(consent.words(rules), parse(starter(language), {schema: 'failsafe'}))};
}
export const starterRules = (): Readonly<Record<string, unknown>> => parse(starter('activity'));
