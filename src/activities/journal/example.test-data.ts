import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as v from 'valibot';
import {parse} from 'yaml';
import type {Language} from '../../training/index.ts';
import {type JournalContent, journal} from './journal.ts';

const starter = (name: string): Record<string, unknown> =>
  parse(readFileSync(join(import.meta.dirname, 'starter', `${name}.yaml`), 'utf8'));

const {kind: _, minutes: __, ...given} = starter('activity');
export const exampleRules = v.parse(journal.rules, given);

/** The starter that authors begin with, in one language. */
export const exampleContent = (language: Language): JournalContent => ({
  rules: exampleRules,
  words: v.parse(journal.words(exampleRules), starter(language)),
});
