/**
 * What a package and a host in another origin say to each other by `postMessage` (DESIGN 7): whoever listens checks the
 * origin first, then reads with these. The words are those of SCORM 2004's data model.
 */
export type FromPackage =
  /** The page is there and wants to know what is kept. Said again until it is answered. */
  | {readonly destt: 1; readonly type: 'hello'}
  | {
      readonly destt: 1;
      readonly type: 'commit';
      /** Counts up within a page. */
      readonly number: number;
      readonly values: readonly (readonly [element: string, value: string])[];
      /** The sitting is over. */
      readonly final: boolean;
    };

export type FromHost =
  | {readonly destt: 1; readonly type: 'welcome'; readonly values: Readonly<Record<string, string>>}
  | {
      readonly destt: 1;
      readonly type: 'answer';
      readonly number: number;
      /** `0`: it is in the host's store. */
      readonly error: string;
    };

/** The launch parameter by which a package learns that its host is a page of this origin, and listens to no other. */
export const hostParameter = 'destt-host';

/** More than one commit ever has: 40 interactions of 5 fields, and what is said of the training. */
const mostValues = 500;

/** A message of a package; null if it is anything else. */
export function readFromPackage(data: unknown): FromPackage | null {
  const {type, number, values, final} = ours(data);
  if (type === 'hello') return {destt: 1, type};
  if (type !== 'commit' || typeof number !== 'number' || !Array.isArray(values) || values.length > mostValues)
    return null;
  const pairs = values.flatMap((pair: unknown) => {
    const [element, value] = Array.isArray(pair) ? (pair as readonly unknown[]) : [];
    return typeof element === 'string' && typeof value === 'string' ? [[element, value] as const] : [];
  });
  return {destt: 1, type, number, values: pairs, final: final === true};
}

/** A message of a host; null if it is anything else. */
export function readFromHost(data: unknown): FromHost | null {
  const {type, number, values, error} = ours(data);
  if (type === 'answer' && typeof number === 'number') return {destt: 1, type, number, error: String(error)};
  if (type !== 'welcome' || typeof values !== 'object' || values === null) return null;
  const told = Object.entries(values).flatMap(([element, value]) =>
    typeof value === 'string' ? [[element, value]] : [],
  );
  return {destt: 1, type, values: Object.fromEntries(told)};
}

const ours = (data: unknown): Readonly<Record<string, unknown>> =>
  typeof data === 'object' && data !== null && 'destt' in data && data.destt === 1 ? {...data} : {};
