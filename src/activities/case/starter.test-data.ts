import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as v from 'valibot';
import {parse} from 'yaml';
import type {Language} from '../../training/index.ts';
import {type CaseContent, caseKind, type Rules} from './case.ts';

const read = (name: string) => parse(readFileSync(join(import.meta.dirname, 'starter', `${name}.yaml`), 'utf8'));

/** The starter texts as the build reads them. */
const {kind: _kind, minutes: _minutes, ...given} = read('activity');
export const rules: Rules = v.parse(caseKind.rules, given);
export const contentIn = (language: Language): CaseContent => ({
  rules,
  words: v.parse(caseKind.words(rules), read(language)),
});
