import * as v from 'valibot';
import {type Content, defineActivity, type Problem} from '../activity.ts';
import {id, text} from '../schemas.ts';
import {behaviour} from './behaviour.ts';
import {hoursOf, rowsOf} from './ledger.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const whole = v.pipe(v.number(), v.integer(), v.minValue(0));

const rules = v.strictObject({
  /** The credits that the hours are planned for: those of the training. */
  ects: v.optional(v.pipe(whole, v.minValue(1)), 1),
  /** Planned hours: the ledger of the training. */
  hours: v.strictObject({
    on_screen: whole,
    /** One number, or one for each part that can be done or left out by itself. */
    practice: v.union([whole, v.record(id, whole)]),
    journal: whole,
  }),
  /** For how long a certificate holds. */
  valid_years: v.optional(v.pipe(whole, v.minValue(1), v.maxValue(50)), 5),
  /** */
  programme_kind: v.optional(v.picklist(['short', 'levelled', 'distance', 'seminar', 'master_class']), 'distance'),
});
export type Rules = v.InferOutput<typeof rules>;

/** A word for each line of the ledger; its type is that of either shape, because it depends on the rules. */
const practiceWords = ({hours: {practice}}: Rules) =>
  (typeof practice === 'number'
    ? text
    : v.strictObject(Object.fromEntries(Object.keys(practice).map((part) => [part, text])))) as v.GenericSchema<
    string | Record<string, string>
  >;

const words = (given: Rules) =>
  v.strictObject({
    title: text,
    intro: text,
    hours: v.strictObject({on_screen: text, practice: practiceWords(given), journal: text}),
    /** Whose the training is, and its licence. */
    rights: text,
  });
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type CertificateContent = Content<Rules, Words>;

/** A record of the training that learners issue themselves: hours, credits, validity, a sheet to print. */
export const certificate = defineActivity({
  behaviour,
  practice: false,
  rules,
  words,
  check: ({rules: given}): readonly Problem[] => {
    const [least, most] = hoursOf(given.ects);
    const sum = rowsOf(given).reduce((total, {planned}) => total + planned, 0);
    const wrongSum: readonly Problem[] =
      sum >= least && sum <= most
        ? []
        : [
            {
              ...{in: 'rules', path: ['hours'], found: `${sum} hours together`},
              wanted: `${least} to ${most}: 25 to 30 for each of ${given.ects} ECTS`,
            },
          ];
    const parts = typeof given.hours.practice === 'number' ? [] : Object.keys(given.hours.practice);
    const taken = parts.filter((part) => part === 'journal' || part === 'on_screen');
    return [
      ...wrongSum,
      ...taken.map((part): Problem => {
        const found = `the part "${part}", which is a line of its own`;
        return {in: 'rules', path: ['hours', 'practice', part], found, wanted: 'another id'};
      }),
    ];
  },
  interfaceWords: {en, ru, kk},
});
