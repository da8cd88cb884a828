import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as v from 'valibot';
import {parse} from 'yaml';
import type {Language, Response} from '../../training/index.ts';
import {type Mode, modes} from '../role-play/terms.ts';
import {type ConflictStyleContent, conflictStyle, type Rules} from './conflict-style.ts';

const read = (name: string) => parse(readFileSync(join(import.meta.dirname, 'starter', `${name}.yaml`), 'utf8'));

/** The starter questionnaire as the build reads it, with two role-plays beside it. */
const {kind: _kind, minutes: _minutes, ...given} = read('activity');
export const rules: Rules = v.parse(conflictStyle.rules, {
  ...given,
  instrument: 'conf-m',
  role_plays: ['mark', 'chat'],
});
export const contentIn = (language: Language): ConflictStyleContent => ({
  rules,
  words: v.parse(conflictStyle.words(rules), read(language)),
});

/** Every statement of some modes “always”, of all others “rarely”. */
export const rated = (...high: readonly Mode[]): Response =>
  Object.fromEntries(
    modes.flatMap((mode) => rules.items[mode].map((item) => [item, high.includes(mode) ? 'always' : 'rarely'])),
  );
/** In every pair the mode that comes first in this order. */
export const paired = (...order: readonly Mode[]): Response =>
  Object.fromEntries(
    rules.pairs.map(({id, first, second}) => [id, order.indexOf(first) < order.indexOf(second) ? first : second]),
  );
