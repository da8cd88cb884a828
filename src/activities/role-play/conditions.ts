/** What has to hold for a choice to be offered or a branch to be taken; of several, all. */
export type Condition =
  | {readonly type: 'variable'; readonly variable: string; readonly sign: Sign; readonly value: number}
  /** `what` is `SCENE.CHOICE`, or a `SCENE` that was seen. */
  | {readonly type: 'history'; readonly what: string; readonly holds: boolean};
type Sign = '>=' | '<=' | '>' | '<';

/** How authors write one: `trust >= 20`, `chose gate.listen`, `not chose gate.listen`, `saw gate`, `not saw gate`. */
export const conditionPattern =
  /^(?:([a-z][a-z0-9_]*) *(>=|<=|>|<) *(-?\d{1,3})|(not )?chose ([a-z][a-z0-9_]*\.[a-z][a-z0-9_]*)|(not )?saw ([a-z][a-z0-9_]*))$/;
export const conditionWanted =
  'a condition like “trust >= 20”, “chose SCENE.CHOICE”, “not chose SCENE.CHOICE”, “saw SCENE” or “not saw SCENE”';

/** Reads a condition that keeps to the pattern. */
export function readCondition(written: string): Condition {
  const [, variable, sign, value, notChose, choice, notSaw, scene] = conditionPattern.exec(written) ?? [];
  if (variable) return {type: 'variable', variable, sign: sign as Sign, value: Number(value)};
  return {type: 'history', what: choice ?? scene ?? '', holds: (notChose ?? notSaw) === undefined};
}

/** Whether all of them hold, given the variables and everything seen (`SCENE`) and chosen (`SCENE.CHOICE`) so far. */
export const allHold = (
  conditions: readonly Condition[],
  state: Readonly<Record<string, number>>,
  history: ReadonlySet<string>,
): boolean =>
  conditions.every((condition) => {
    if (condition.type === 'history') return history.has(condition.what) === condition.holds;
    return compare[condition.sign](state[condition.variable] ?? 0, condition.value);
  });

const compare: Readonly<Record<Sign, (value: number, limit: number) => boolean>> = {
  '>=': (value, limit) => value >= limit,
  '<=': (value, limit) => value <= limit,
  '>': (value, limit) => value > limit,
  '<': (value, limit) => value < limit,
};
