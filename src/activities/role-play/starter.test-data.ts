import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as v from 'valibot';
import {parse} from 'yaml';
import type {Language} from '../../training/index.ts';
import {type PathTable, pathTable} from './paths.ts';
import {type RolePlayContent, type Rules, rolePlay} from './role-play.ts';

const read = (name: string) => parse(readFileSync(join(import.meta.dirname, 'starter', `${name}.yaml`), 'utf8'));

/** The starter story as the build reads it, and as its author wrote it. */
const {kind: _kind, minutes: _minutes, ...given} = read('activity');
export const written = given;
export const rules: Rules = v.parse(rolePlay.rules, given);
export const contentIn = (language: Language): RolePlayContent => ({
  rules,
  words: v.parse(rolePlay.words(rules), read(language)),
});
export const table: PathTable = v.parse(pathTable, read('paths'));

/** Ways through it that end well for both, and for nobody. */
export const good = table.listening_first!.path;
export const bad = table.stepping_aside!.path;
