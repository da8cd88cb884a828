import type {Response} from '../../training/index.ts';
import type {Rules} from './certificate.ts';

/** A line of the hours ledger. */
export interface Row {
  readonly id: string;
  readonly planned: number;
  /** Whether the learner has to confirm it; hours on screen are known by what was done there. */
  readonly confirmable: boolean;
}

/** The ledger as planned; a line without hours is none. Practice given as one number is one line of that name. */
export function rowsOf({hours}: Rules): readonly Row[] {
  const practice = typeof hours.practice === 'number' ? {practice: hours.practice} : hours.practice;
  return Object.entries({on_screen: hours.on_screen, ...practice, journal: hours.journal})
    .filter(([, planned]) => planned > 0)
    .map(([id, planned]) => ({id, planned, confirmable: id !== 'on_screen'}));
}

/** What the learner has to confirm. */
export const confirmable = (rules: Rules): readonly string[] =>
  rowsOf(rules).flatMap(({id, confirmable}) => (confirmable ? id : []));

/** What the learner did confirm. */
export function confirmedOf(rules: Rules, response: Response): readonly string[] {
  const {confirmed} = response;
  return Array.isArray(confirmed) ? confirmable(rules).filter((id) => confirmed.includes(id)) : [];
}

/** The hours of a line that may be claimed: confirmed ones, and on screen no more than its activities take. */
export function countedHours({id, planned, confirmable}: Row, confirmed: readonly string[], minutes: number): number {
  if (!confirmable) return Math.min(planned, Math.round(minutes / 60));
  return confirmed.includes(id) ? planned : 0;
}

/** The fewest and the most hours of a number of credits. */
export const hoursOf = (ects: number): readonly [least: number, most: number] => [25 * ects, 30 * ects];

/** The ISO day until which a certificate of a counted day holds: 29 February becomes 28 where there is none. */
export function expiryOf(day: number, years: number): string {
  const issued = new Date(day * 86_400_000);
  const [year, month] = [issued.getUTCFullYear() + years, issued.getUTCMonth()];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const expiry = new Date(Date.UTC(year, month, Math.min(issued.getUTCDate(), lastOfMonth)));
  return expiry.toISOString().slice(0, 10);
}

/** Thirty-two signs that are not taken for one another when read aloud or copied from paper: no 0, 1, I, O. */
const signs = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** How many random bytes a code is made of. */
export const codeBytes = 12;

/** A code to tell one certificate from another: `7KQM-2XHD-PVR9`. */
export const codeFrom = (random: Uint8Array): string =>
  Array.from(random, (byte) => signs[byte & 31])
    .join('')
    .replace(/.{4}(?=.)/g, '$&-');

/** A code from outside; null for anything that is none. */
export const codeIn = (value: unknown): string | null =>
  typeof value === 'string' && /^[2-9A-HJ-NP-Z]{4}(-[2-9A-HJ-NP-Z]{4}){2}$/.test(value) ? value : null;
