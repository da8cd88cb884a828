import {matchOf} from '../xapi/matches.ts';
import type {StrictRule} from './receive.ts';

/** `--strict`: takes what follows a template of our profile, and nothing else. */
export const followsProfile: StrictRule = (statement) => {
  const match = matchOf(statement);
  if (match.ok) return null;
  const path = match.path.replace(/^\$\.?/, '');
  return {path, rule: `${match.rule} (${match.template ? `template ${match.template}` : 'no template fits'})`};
};
