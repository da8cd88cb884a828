import {explained, matchOf} from '../xapi/matches.ts';
import {profileVersion} from '../xapi/terms.ts';

/** The template of our profile that a statement follows, or what keeps it from that; null for one that claims none. */
export function templateOf(statement: unknown): string | null {
  if (!JSON.stringify(statement).includes(profileVersion)) return null;
  const match = matchOf(statement);
  return match.ok ? match.template : `✗ ${explained(match)}`;
}
