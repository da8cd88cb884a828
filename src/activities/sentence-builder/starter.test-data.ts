import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as v from 'valibot';
import {parse} from 'yaml';
import type {Language} from '../../training/index.ts';
import {type Rules, type SentenceBuilderContent, sentenceBuilder} from './sentence-builder.ts';

const read = (name: string) => parse(readFileSync(join(import.meta.dirname, 'starter', `${name}.yaml`), 'utf8'));

/** The starter sentence as the build reads it. */
const {kind: _kind, minutes: _minutes, ...given} = read('activity');
export const rules: Rules = v.parse(sentenceBuilder.rules, given);
export const contentIn = (language: Language): SentenceBuilderContent => ({
  rules,
  words: v.parse(sentenceBuilder.words(rules), read(language)),
});
