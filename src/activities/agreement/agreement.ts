import * as v from 'valibot';
import {type Content, defineActivity, type Problem} from '../activity.ts';
import {problem} from '../problems.ts';
import {id, text, textsOf} from '../schemas.ts';
import {behaviour, sheets} from './behaviour.ts';
import {ownRules} from './order.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const rules = v.strictObject({
  /** How many of the proposals may be chosen at most: a wall sheet of ten rules is read by nobody. */
  choose: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(10)),
  proposals: v.pipe(v.array(id), v.minLength(2), v.maxLength(20)),
});
export type Rules = v.InferOutput<typeof rules>;

const words = (given: Rules) =>
  v.strictObject({
    title: text,
    intro: text,
    proposals: textsOf(given.proposals),
    /** What stands above the sheet on the wall, by whom it is for. */
    sheets: textsOf(sheets),
  });
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type AgreementContent = Content<Rules, Words>;

/** Rules a group sets itself: chosen, added to, ranked, accepted and printed for group, class and parents. */
export const agreement = defineActivity({
  behaviour,
  practice: true,
  rules,
  words,
  check: ({rules: {choose, proposals}}): readonly Problem[] => {
    const problems = proposals.flatMap((proposal, at) => {
      if (proposals.indexOf(proposal) !== at)
        return problem(['proposals', at], `the id "${proposal}" a second time`, 'an id of its own');
      return ownRules.includes(proposal)
        ? problem(['proposals', at], `"${proposal}", which the kind itself uses`, 'another id')
        : [];
    });
    if (choose > proposals.length)
      problems.push(problem(['choose'], `${choose} of ${proposals.length} proposals`, `at most ${proposals.length}`));
    return problems;
  },
  interfaceWords: {en, ru, kk},
});
