/**
 * What a learner who agreed may say about themselves, in wide bands and each line by itself: never a name, a
 * date of birth or a place. The ids are for ever: they are what records hold.
 */
export const facts = {
  age: ['age_u25', 'age_25', 'age_30', 'age_35', 'age_40', 'age_45', 'age_50', 'age_55', 'age_60'],
  sex: ['sex_woman', 'sex_man'],
  years: ['years_u3', 'years_3', 'years_6', 'years_11', 'years_21'],
  school: ['school_small', 'school_village', 'school_city', 'school_gymnasium', 'school_special'],
  from: ['from_here', 'from_work', 'from_family'],
} as const;
export type FactName = keyof typeof facts;

export const factNames = Object.keys(facts) as readonly FactName[];
/** Takes an answer back as far as that can be done: the latest one counts. */
export const preferNot = 'prefer_not';
export const optionsOf = (fact: FactName) => [...facts[fact], preferNot] as const;
/** Every option of every fact. */
export type FactOption = (typeof facts)[FactName][number] | typeof preferNot;
