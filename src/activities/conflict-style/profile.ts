import type {Response} from '../../training/index.ts';
import type {Related} from '../activity.ts';
import {profileFrom, profileId} from '../role-play/profile.ts';
import {type Mode, modes} from '../role-play/terms.ts';
import {answersOf, type Scales, type Score, scoresOf} from '../self-assessment/scoring.ts';
import type {Rules} from './conflict-style.ts';

type PerMode<T> = Readonly<Record<Mode, T>>;
const perMode = <T>(of: (mode: Mode) => T) => Object.fromEntries(modes.map((mode) => [mode, of(mode)])) as PerMode<T>;

/** The rated scales: means of what was answered, by the rule of every questionnaire (DOMAIN 2.8). */
export function ratingsOf({scale, items}: Rules, response: Response): PerMode<Score> {
  const scales: Scales = {scale, subscales: modes.map((mode) => ({id: mode, role: 'resource', items: items[mode]}))};
  const scores = scoresOf(scales, answersOf(scales, response));
  return perMode((mode) => scores.find(({id}) => id === mode)!.score);
}

/** How often each mode was preferred to another, 0–4, and how many pairs were answered. */
export function pairWins(
  {pairs}: Rules,
  response: Response,
): {readonly counts: PerMode<number>; readonly answered: number} {
  const chosen = pairs.flatMap(({id, first, second}) => {
    const answer = response[id];
    return answer === first ? first : answer === second ? second : [];
  });
  return {counts: perMode((mode) => chosen.filter((each) => each === mode).length), answered: chosen.length};
}

/**
 * What somebody says of themselves, as shares of one whole: half the weight from the ratings, half from the pairs; all from
 * one where the other can't be counted, null where neither can. It is an order within one person, never a place among others.
 */
export function says(rules: Rules, response: Response): PerMode<number> | null {
  const ratings = ratingsOf(rules, response);
  const {counts, answered} = pairWins(rules, response);
  const whole = modes.every((mode) => ratings[mode].index !== null);
  const rated = whole ? shares(perMode((mode) => ratings[mode].index ?? 0)) : null;
  const paired = answered >= Math.ceil(0.8 * rules.pairs.length) ? shares(counts) : null;
  if (rated && paired) return perMode((mode) => (rated[mode] + paired[mode]) / 2);
  return rated ?? paired;
}

/** What somebody did: choices of each mode in the first runs of the role-plays; null before there are any. */
export function did(
  related: Readonly<Record<string, Related>>,
): {readonly counts: PerMode<number>; readonly all: number} | null {
  const profiles = Object.values(related).flatMap(({response}) => profileFrom(response[profileId]) ?? []);
  const counts = perMode((mode) => profiles.reduce((sum, profile) => sum + profile[mode], 0));
  const all = modes.reduce((sum, mode) => sum + counts[mode], 0);
  return all === 0 ? null : {counts, all};
}

/** Modes from the greatest share to the smallest; equal ones in their own order. */
export const ranked = (of: PerMode<number>): readonly Mode[] => [...modes].sort((a, b) => of[b] - of[a]);

/** A mode's place, 1 for the greatest share; equal shares have the same. */
export const placeOf = (of: PerMode<number>, mode: Mode): number =>
  1 + modes.filter((other) => of[other] > of[mode] + 1e-9).length;

/** Modes that somebody uses very often: highly rated and mostly preferred, or half of all they did. */
export function oftenUsed(
  rules: Rules,
  response: Response,
  related: Readonly<Record<string, Related>>,
): readonly Mode[] {
  const ratings = ratingsOf(rules, response);
  const {counts} = pairWins(rules, response);
  const done = did(related);
  return modes.filter(
    (mode) =>
      ((ratings[mode].index ?? 0) >= 200 / 3 && counts[mode] >= 3) ||
      (done !== null && done.counts[mode] / done.all >= 0.5),
  );
}

/** How far a share may be from another and still count as the same: with some thirty choices, less is chance. */
const same = 0.15;

/** Modes that were done clearly more, or less, than said. */
export function differences(
  said: PerMode<number>,
  {counts, all}: {readonly counts: PerMode<number>; readonly all: number},
): {readonly more: readonly Mode[]; readonly less: readonly Mode[]} {
  const gap = (mode: Mode) => counts[mode] / all - said[mode];
  return {more: modes.filter((mode) => gap(mode) >= same), less: modes.filter((mode) => gap(mode) <= -same)};
}

function shares(of: PerMode<number>): PerMode<number> | null {
  const sum = modes.reduce((total, mode) => total + of[mode], 0);
  return sum === 0 ? null : perMode((mode) => of[mode] / sum);
}
