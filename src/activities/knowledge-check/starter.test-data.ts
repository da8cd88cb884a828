import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as v from 'valibot';
import {parse} from 'yaml';
import type {Language} from '../../training/index.ts';
import {type KnowledgeCheckContent, knowledgeCheck, type Question, type Rules} from './knowledge-check.ts';

const read = (name: string) => parse(readFileSync(join(import.meta.dirname, 'starter', `${name}.yaml`), 'utf8'));

/** The starter texts, which have a question of each type, as the build reads them. */
const {kind: _kind, minutes: _minutes, ...given} = read('activity');
export const rules: Rules = v.parse(knowledgeCheck.rules, given);
export const contentIn = (language: Language, of: Rules = rules): KnowledgeCheckContent => ({
  rules: of,
  words: v.parse(knowledgeCheck.words(rules), read(language)),
});

/** The question of a type. */
export const question = <T extends Question['type']>(type: T) =>
  rules.questions.find((each) => each.type === type) as Question & {type: T};
