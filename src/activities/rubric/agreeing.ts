import type {Response} from '../../training/index.ts';
import {type Agreement, agreement} from './agreement.ts';
import {marksOf, numberOf, ratersIn} from './marks.ts';
import type {Rules} from './rubric.ts';

/** How far the marks agree of those who gave any; what one of them could not see is missing, not low. */
export function agreementIn(rules: Rules, response: Response): Agreement {
  const rows = ratersIn(rules, response).map((rater) => {
    const marks = marksOf(rules, response, rater);
    return rules.criteria.map((criterion) => numberOf(rules, marks[criterion]));
  });
  return agreement(rows);
}

/**
 * A coefficient as a sentence. Three steps are all that eight criteria can bear; where they begin is a convention (Landis & Koch
 * 1977 draw their lines there), so the number stands beside it.
 */
export const readingOf = (value: number): 'little' | 'some' | 'much' =>
  value <= 0.2 ? 'little' : value <= 0.6 ? 'some' : 'much';
