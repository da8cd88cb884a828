import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import * as v from 'valibot';
import {parse} from 'yaml';
import type {Language} from '../../training/index.ts';
import {type PlanContent, plan} from './plan.ts';

const starter = (name: string): Record<string, unknown> =>
  parse(readFileSync(join(import.meta.dirname, 'starter', `${name}.yaml`), 'utf8'));

const {kind: _, minutes: __, ...given} = starter('activity');
export const exampleRules = v.parse(plan.rules, given);

/** The starter that authors begin with, in one language. */
export const exampleContent = (language: Language): PlanContent => ({
  rules: exampleRules,
  words: v.parse(plan.words(exampleRules), starter(language)),
});

/** A look back at that plan, two weeks later. */
export const reviewContent: PlanContent = {
  rules: v.parse(plan.rules, {review_of: 'my-plan', weeks: 2}),
  words: {
    title: 'Two weeks later',
    intro: 'Look at your plan again.',
    question: 'How did it go with this step?',
    answers: {kept: 'I kept to it', partly: 'Partly', not: 'Not this time'},
  },
};
