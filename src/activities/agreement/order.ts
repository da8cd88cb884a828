import type {Response} from '../../training/index.ts';
import type {Rules} from './agreement.ts';

/** Rules a group writes itself, beside the proposals it chooses. */
export const ownRules: readonly string[] = [1, 2, 3, 4, 5].map((number) => `own_${number}`);

/** The proposals chosen, in the author's order and at most as many as may be. */
export function chosenOf(rules: Rules, response: Response): readonly string[] {
  const ticked = listIn(response.chosen);
  return rules.proposals.filter((id) => ticked.includes(id)).slice(0, rules.choose);
}

/** What a group wrote into one of its own rules. */
export const ownText = (response: Response, id: string): string => {
  const text = response[id];
  return typeof text === 'string' ? text.trim() : '';
};

/** All rules agreed on, the most important first; those added since the ranking come last. */
export function orderOf(rules: Rules, response: Response): readonly string[] {
  const present = [...chosenOf(rules, response), ...ownRules.filter((id) => ownText(response, id) !== '')];
  return [...new Set([...listIn(response.rank), ...present])].filter((id) => present.includes(id));
}

/** The order with one rule a place higher (−1) or lower (1); at either end it stays as it is. */
export function moved(order: readonly string[], id: string, by: -1 | 1): readonly string[] {
  const from = order.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= order.length) return order;
  const next = order.filter((other) => other !== id);
  next.splice(to, 0, id);
  return next;
}

const listIn = (value: unknown): readonly string[] => (Array.isArray(value) ? value : []);
