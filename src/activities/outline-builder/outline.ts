import type {Response} from '../../training/index.ts';
import type {Rules} from './outline-builder.ts';

export const mostPoints = 5;
export const mostMinutes = 10;

export const pointCount = ({points = 3}: Rules): number => points;
/** The texts of an outline, in the order they are written. */
export const textItems = (rules: Rules): readonly string[] => [
  'aim',
  'audience',
  'opening',
  ...numbers(pointCount(rules)).flatMap((at) => [`point_${at}`, `support_${at}`]),
  'close',
];
/** 1, 2 … */
export const numbers = (count: number): readonly number[] => Array.from({length: count}, (_, at) => at + 1);

/** How long the talk is to be, in minutes. */
export function minutesOf({talk_minutes = 3}: Rules, response: Response): number {
  const {minutes} = response;
  return typeof minutes === 'number' && minutes >= 1 && minutes <= mostMinutes ? minutes : talk_minutes;
}

/** A part of the talk with its share of the time. */
export interface TimedPart {
  readonly part: 'opening' | 'point' | 'close';
  /** Of a point, from 1. */
  readonly at: number;
  /** Seconds from the beginning of the talk, in fives. */
  readonly from: number;
  readonly to: number;
}

/**
 * The talk's time: about a sixth to open, a sixth to close, the rest to the points alike. A rule of thumb to begin with,
 * with no source behind it; the learner sees it and decides.
 */
export function timesOf(rules: Rules, response: Response): readonly TimedPart[] {
  const seconds = 60 * minutesOf(rules, response);
  const written = numbers(pointCount(rules)).filter((at) => textOf(response, `point_${at}`) !== '');
  const points = written.length > 0 ? written : [1];
  const edge = inFives(seconds / 6);
  const bounds = [
    0,
    ...points.map((_, at) => inFives(edge + ((seconds - 2 * edge) * at) / points.length)),
    seconds - edge,
  ];
  const parts = [
    {part: 'opening', at: 0},
    ...points.map((at) => ({part: 'point', at}) as const),
    {part: 'close', at: 0},
  ] as const;
  return parts.map((each, at) => ({...each, from: bounds[at] ?? 0, to: bounds[at + 1] ?? seconds}));
}

const inFives = (seconds: number) => 5 * Math.round(seconds / 5);

/** A written text; empty if there is none. */
export function textOf(response: Response, item: string): string {
  const value = response[item];
  return typeof value === 'string' ? value.trim() : '';
}

/** A talk can be given once it has an aim and a point. */
export const isBuilt = (rules: Rules, response: Response): boolean =>
  textOf(response, 'aim') !== '' && numbers(pointCount(rules)).some((at) => textOf(response, `point_${at}`) !== '');

/** Seconds as a clock shows them: 1:05. */
export const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
