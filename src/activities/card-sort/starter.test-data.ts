import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as v from 'valibot';
import {parse} from 'yaml';
import type {Language} from '../../training/index.ts';
import {type CardSortContent, cardSort, type Rules} from './card-sort.ts';

const read = (name: string) => parse(readFileSync(join(import.meta.dirname, 'starter', `${name}.yaml`), 'utf8'));

/** The starter cards as the build reads them. */
const {kind: _kind, minutes: _minutes, ...given} = read('activity');
export const rules: Rules = v.parse(cardSort.rules, given);
export const contentIn = (language: Language): CardSortContent => ({
  rules,
  words: v.parse(cardSort.words(rules), read(language)),
});
