import {fits, type Item, type Response, type Value} from '../../training/index.ts';
import type {Question, Rules} from './knowledge-check.ts';

/**
 * An answer to any question as a list of ids: the option chosen, those chosen, the order, or option and target in turns.
 * Always in the question's own order where order means nothing, so that equal answers are equal lists.
 */
export type Answer = readonly string[];

/** Where a question stands: open, or settled with a right answer (at the first try or a later one) or without. */
export type Result = 'open' | 'first' | 'later' | 'missed';

/** How the answer to a question is kept. */
export function itemOf(question: Question, id: string = question.id): Item {
  const {type} = question;
  const kept = type === 'multiple' ? 'choices' : type === 'order' || type === 'match' ? 'sequence' : 'choice';
  const targets = type === 'match' ? question.targets : [];
  return {id, type: kept, options: [...new Set([...optionsOf(question), ...targets])]};
}

/** A statement has the options "true" and "false". */
const optionsOf = (question: Question): readonly string[] =>
  question.type === 'true_false' ? ['true', 'false'] : question.options;

/** What is chosen and not checked yet, and how many tries were made: kept beside the answer that was checked last. */
export const draftId = (question: Question) => `${question.id}_draft`;
export const triesId = (question: Question) => `${question.id}_tries`;

/** A value from outside as an answer; what fits the question no longer is left out. */
export function answerFrom(question: Question, value: unknown): Answer {
  if (!fits(itemOf(question), value) || value === null) return [];
  const given = typeof value === 'object' ? value : [String(value)];
  switch (question.type) {
    case 'order':
      return same([...given].sort(), [...question.options].sort()) ? given : [];
    case 'match':
      return question.options.flatMap((option) => {
        const target = targetOf(given, option);
        return target !== null && question.targets.includes(target) ? [option, target] : [];
      });
    default:
      return optionsOf(question).filter((id) => given.includes(id));
  }
}

/** The target given to an option in a list of pairs; null if there is none. */
export function targetOf(pairs: Answer, option: string): string | null {
  const at = pairs.findIndex((id, index) => index % 2 === 0 && id === option);
  return at < 0 ? null : (pairs[at + 1] ?? null);
}

/** The answer as the response keeps it. */
export const keptAs = (question: Question, answer: Answer): Value =>
  itemOf(question).type === 'choice' ? (answer[0] ?? null) : answer;

/** Whether there is enough of an answer to be checked. */
export const isWhole = (question: Question, answer: Answer): boolean =>
  question.type === 'match' ? answer.length === 2 * question.options.length : answer.length > 0;

/** The right answer. */
export function keyOf(question: Question): Answer {
  if (question.type === 'order') return question.correct;
  if (question.type === 'match') return question.options.flatMap((option) => [option, question.correct[option]!]);
  const correct = [question.correct].flat().map(String);
  return optionsOf(question).filter((id) => correct.includes(id));
}

export const isRight = (question: Question, answer: Answer): boolean => same(answer, keyOf(question));

/** How often a question may be tried: not so often that only the right answer is left. */
export function triesAllowed({attempts}: Rules, question: Question): number {
  if (question.type === 'true_false') return 1;
  return question.type === 'single' ? Math.min(attempts, question.options.length - 1) : attempts;
}

export const triesMade = (question: Question, response: Response): number => Number(response[triesId(question)]) || 0;

export function resultOf(rules: Rules, question: Question, response: Response): Result {
  const tries = triesMade(question, response);
  if (tries > 0 && isRight(question, answerFrom(question, response[question.id]))) return tries > 1 ? 'later' : 'first';
  return tries < triesAllowed(rules, question) ? 'open' : 'missed';
}

/** 0–1: the share of points, each question being worth one. */
export function scoreOf(rules: Rules, response: Response): number {
  const worth = {open: 0, missed: 0, later: rules.later, first: 1};
  const points = rules.questions.reduce((sum, question) => sum + worth[resultOf(rules, question, response)], 0);
  return points / rules.questions.length;
}

/** The options in the order of the screen: the same in every language and at every visit. Never the right order. */
export function shownOptions(question: Question): readonly string[] {
  const options = optionsOf(question);
  if (question.type === 'true_false' || question.type === 'match') return options;
  const shown = question.shuffle ? mixed(options, question.id) : options;
  return question.type === 'order' && isRight(question, shown) ? [...shown.slice(1), ...shown.slice(0, 1)] : shown;
}

/** The targets a match question offers; of the two lists it is these that are mixed. */
export const shownTargets = (question: Question & {type: 'match'}): readonly string[] =>
  question.shuffle ? mixed(question.targets, question.id) : question.targets;

/** In the order of a hash of each id and the seed: FNV-1a, with a shift so that another seed is another order. */
function mixed(ids: readonly string[], seed: string): readonly string[] {
  const step = (sum: number, letter: string) => Math.imul(sum ^ (sum >>> 15) ^ letter.charCodeAt(0), 0x01000193);
  const hash = (id: string) => [...`${id} ${seed} `].reduce(step, 0x811c9dc5);
  return [...ids].sort((a, b) => hash(a) - hash(b));
}

const same = (a: Answer, b: Answer) => a.join() === b.join();
