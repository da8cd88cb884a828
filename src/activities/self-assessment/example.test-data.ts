import * as v from 'valibot';
import {type Rules, type SelfAssessmentContent, selfAssessment, type Words} from './self-assessment.ts';

/** A small instrument for tests: subscales of five, four, three and two, one reversed item, a safety item. */
export const exampleRules: Rules = v.parse(selfAssessment.rules, {
  instrument: 'example',
  scale: ['never', 'rarely', 'sometimes', 'often', 'always'],
  subscales: [
    {id: 'body', role: 'strain', items: ['b1', 'b2', 'b3', 'b4', 'b5']},
    {id: 'work', role: 'strain', items: ['w1', 'w2', 'w3', 'w4'], reverse: ['w4']},
    {id: 'mind', role: 'strain', items: ['m1', 'm2', 'm3']},
    {id: 'rest', role: 'resource', items: ['r1', 'r2']},
  ],
  safety_item: 'dark',
  care: {strain_from: 66.67, safety_from: 'often'},
  change: {reliability: 0.7, sd: 20, status: 'assumed'},
});

/** The example's words, each said in `language`: `strain.often (en)`. */
export function exampleContent(language: string, rules: Rules = exampleRules): SelfAssessmentContent {
  const say = (what: string) => `${what} (${language})`;
  const sayAll = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, say(id)]));
  const scale = (id: string) => ({
    name: say(id),
    about: say(`about ${id}`),
    rarely: say(`${id} rarely`),
    sometimes: say(`${id} sometimes`),
    often: say(`${id} often`),
  });
  const words: Words = {
    ...{title: say('title'), intro: say('intro'), privacy: say('privacy'), stem: say('stem')},
    scale: sayAll(rules.scale),
    items: sayAll(rules.subscales.flatMap(({items}) => items).concat(rules.safety_item ?? [])),
    subscales: Object.fromEntries(rules.subscales.map(({id}) => [id, scale(id)])),
    limits: say('limits'),
    retake: say('retake'),
    ...(rules.safety_item === undefined ? {} : {safety_note: say('safety note')}),
    ...(rules.subscales.some(({role}) => role === 'strain') && {strain: scale('strain')}),
    ...(rules.care && {
      care: {
        ...{title: say('care'), normal: say('many know this'), technique_title: say('a slow breath')},
        steps: [say('breathe in'), say('breathe out')],
        ...{who: say('whom to tell'), lines: say('call'), go_on: say('go on'), stop: say('stop')},
      },
    }),
  };
  return {rules, words};
}

/** The same answer to each of the items. */
export const all = (items: readonly string[], option: string): Record<string, string> =>
  Object.fromEntries(items.map((item) => [item, option]));

export const [body, work, mind, rest] = exampleRules.subscales.map(({items}) => items) as [
  string[],
  string[],
  string[],
  string[],
];
