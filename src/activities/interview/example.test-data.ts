import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as v from 'valibot';
import {parse} from 'yaml';
import type {Language} from '../../training/index.ts';
import {type InterviewContent, interview} from './interview.ts';

const starter = (name: string): Record<string, unknown> =>
  parse(readFileSync(join(import.meta.dirname, 'starter', `${name}.yaml`), 'utf8'));

const {kind: _, minutes: __, ...given} = starter('activity');
export const exampleRules = v.parse(interview.rules, given);

/** The starter that authors begin with, in one language. */
export const exampleContent = (language: Language): InterviewContent => ({
  rules: exampleRules,
  words: v.parse(interview.words(exampleRules), starter(language)),
});
