import type {Standard} from './types.ts';

/** A rule of the standard that scorm-again is too kind to hold (STANDARDS 7), or that nobody else holds across origins. */
interface Limit {
  readonly elements: RegExp;
  readonly fits: (value: string) => boolean;
  /** What is wanted, for the fault. */
  readonly wants: string;
  /** The standard's error code. */
  readonly code: string;
}

const atMost = (elements: RegExp, most: number, code: string): Limit => ({
  elements,
  fits: ({length}) => length <= most,
  wants: `at most ${most} characters`,
  code,
});
const oneOf = (elements: RegExp, words: readonly string[], code: string): Limit => ({
  elements,
  fits: (value) => words.includes(value),
  wants: `one of ${words.map((word) => `"${word}"`).join(', ')}`,
  code,
});
const like = (elements: RegExp, pattern: RegExp, wants: string, code: string): Limit => ({
  elements,
  fits: (value) => pattern.test(value),
  wants,
  code,
});

/**
 * What a value may be, as strict as the strictest LMS seen (STANDARDS 2, MOODLE 3 and 4), so that a package that runs here
 * runs everywhere.
 */
const limits: Readonly<Record<Standard, readonly Limit[]>> = {
  scorm12: [
    atMost(/^cmi\.(suspend_data|comments)$/, 4096, '405'),
    atMost(/\.(lesson_location|student_response|pattern|language)$/, 255, '405'),
    like(
      /^cmi\.(interactions|objectives)\.\d+\.(objectives\.\d+\.)?id$/,
      /^[!-~]{1,255}$/,
      '1–255 ASCII characters, no blank',
      '405',
    ),
    oneOf(/^cmi\.core\.lesson_status$/, ['passed', 'completed', 'failed', 'incomplete', 'browsed'], '405'),
    oneOf(/^cmi\.core\.exit$/, ['', 'suspend', 'time-out', 'logout'], '405'),
    like(/\.score\.(raw|min|max)$/, /^(\d{1,2}(\.\d+)?|100(\.0+)?)$/, 'a number from 0 to 100', '405'),
    like(/\.(session_time|latency)$/, /^\d{2,4}:[0-5]\d:[0-5]\d(\.\d{1,2})?$/, 'HHHH:MM:SS.SS', '405'),
    oneOf(
      /^cmi\.interactions\.\d+\.type$/,
      ['true-false', 'choice', 'fill-in', 'matching', 'performance', 'sequencing', 'likert', 'numeric'],
      '405',
    ),
    like(
      /^cmi\.interactions\.\d+\.result$/,
      /^(correct|wrong|unanticipated|neutral|-?\d+(\.\d+)?)$/,
      'correct, wrong, unanticipated, neutral or a number',
      '405',
    ),
  ],
  scorm2004: [
    atMost(/^cmi\.suspend_data$/, 64_000, '406'),
    atMost(/^cmi\.location$/, 1000, '406'),
    atMost(/\.(description|comment|learner_response|pattern)$/, 4000, '406'),
    like(
      /^cmi\.(interactions|objectives)\.\d+\.(objectives\.\d+\.)?id$/,
      /^\S{1,4000}$/,
      '1–4,000 characters, no blank',
      '406',
    ),
    oneOf(/\.completion_status$/, ['completed', 'incomplete', 'not attempted', 'unknown'], '406'),
    oneOf(/\.success_status$/, ['passed', 'failed', 'unknown'], '406'),
    oneOf(/^cmi\.exit$/, ['', 'normal', 'suspend', 'time-out', 'logout'], '406'),
    like(
      /\.score\.scaled$/,
      /^-?(0(\.\d{1,7})?|1(\.0{1,7})?)$/,
      'a number from -1 to 1 with at most 7 decimals',
      '407',
    ),
    like(/\.score\.(raw|min|max)$/, /^-?\d{1,10}(\.\d{1,7})?$/, 'a number with at most 7 decimals', '406'),
    like(
      /\.(session_time|latency)$/,
      /^P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d{1,2})?S)?)?$/,
      'a time like PT1H2M3.45S',
      '406',
    ),
    like(
      /^cmi\.interactions\.\d+\.result$/,
      /^(correct|incorrect|unanticipated|neutral|-?\d{1,10}(\.\d{1,7})?)$/,
      'correct, incorrect, unanticipated, neutral or a number',
      '406',
    ),
  ],
};

/** Which rule a value breaks; null if none. Never says the value, which may be somebody's answer. */
export function brokenLimit(
  standard: Standard,
  element: string,
  value: string,
): {readonly code: string; readonly message: string} | null {
  for (const {elements, fits, wants, code} of limits[standard])
    if (elements.test(element) && !fits(value))
      return {
        code,
        message: `${element} got ${value.length} characters that it can't hold; it takes ${wants} (error ${code}).`,
      };
  return null;
}

/** What a package of ours sets across origins: nothing else is taken from a message. */
export const ourElements =
  /^cmi\.(suspend_data|completion_status|success_status|session_time|exit|score\.(scaled|raw|min|max)|interactions\.\d{1,3}\.(id|type|learner_response|result|description))$/;
