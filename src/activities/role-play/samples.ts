import type {Response} from '../../training/index.ts';
import type {Rules} from './role-play.ts';
import {runIds} from './runs.ts';
import {afterChoice, beginning, offeredAt, type Standing} from './story.ts';
import {mostDecisions} from './walk.ts';

/** Standings looked at before it is given up: far more than a story has that `destt check` lets pass. */
const mostStandings = 50_000;

/** First runs that between them decide something in every scene that can be come to: a shortest path to each. */
export function samplesOf(rules: Rules): readonly Response[] {
  const found = new Map<string, Response>();
  const seen = new Set<string>();
  let here: readonly {readonly standing: Standing; readonly path: readonly string[]}[] = [
    {standing: beginning(rules), path: []},
  ];
  for (let decisions = 0; decisions <= mostDecisions && seen.size < mostStandings; decisions++) {
    here = here.flatMap(({standing, path}) => {
      const key = JSON.stringify([standing.scene, standing.state, [...standing.history].sort()]);
      if (seen.has(key) || seen.size >= mostStandings) return [];
      seen.add(key);
      const offered = offeredAt(rules, standing);
      if (offered[0] !== undefined && !found.has(standing.scene))
        found.set(standing.scene, {[runIds[0]]: [...path, offered[0]]});
      return offered.map((choice) => ({standing: afterChoice(rules, standing, choice), path: [...path, choice]}));
    });
  }
  return [...found.values()];
}
