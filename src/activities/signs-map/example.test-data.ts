import * as v from 'valibot';
import {type Rules, type SignsMapContent, signsMap} from './signs-map.ts';

/** Areas of two, one, five and one sign. */
export const exampleRules: Rules = v.parse(signsMap.rules, {
  scale: ['not', 'some', 'much'],
  areas: [
    {id: 'body', signs: ['b1', 'b2']},
    {id: 'feelings', signs: ['f1']},
    {id: 'thoughts', signs: ['t1', 't2', 't3', 't4', 't5']},
    {id: 'actions', signs: ['a1']},
  ],
});

/** The example's words, each said in `language`: `b1 (en)`. */
export function exampleContent(language: string): SignsMapContent {
  const say = (what: string) => `${what} (${language})`;
  const sayAll = (ids: readonly string[]) => Object.fromEntries(ids.map((id) => [id, say(id)]));
  const areas = exampleRules.areas.map(({id, signs}) => [
    id,
    {name: say(id), about: say(`about ${id}`), signs: sayAll(signs)},
  ]);
  const words = {
    ...{title: say('title'), intro: say('intro'), scale: sayAll(exampleRules.scale)},
    ...{areas: Object.fromEntries(areas), own: say('own'), afterwards: say('afterwards')},
  };
  return {rules: exampleRules, words};
}
