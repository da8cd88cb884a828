import * as v from 'valibot';
import {type Content, defineActivity, type Problem} from '../activity.ts';
import {problem} from '../problems.ts';
import {id, text, textsOf} from '../schemas.ts';
import {behaviour, preferNot, reservedItems} from './behaviour.ts';
import {en} from './words/en.ts';
import {kk} from './words/kk.ts';
import {ru} from './words/ru.ts';

const rules = v.strictObject({
  /** Three option ids, from nothing to much: the drawing has a mark for each. */
  scale: v.pipe(v.array(id), v.length(3)),
  /** The four parts of the figure, in the order they are asked. */
  areas: v.pipe(
    v.array(
      v.strictObject({
        id: v.picklist(['body', 'feelings', 'thoughts', 'actions']),
        signs: v.pipe(v.array(id), v.minLength(1), v.maxLength(8)),
      }),
    ),
    v.length(4),
  ),
});
export type Rules = v.InferOutput<typeof rules>;

const words = (given: Rules) =>
  v.strictObject({
    title: text,
    intro: text,
    scale: textsOf(given.scale),
    areas: v.strictObject(
      Object.fromEntries(
        given.areas.map((area) => [
          area.id,
          // The name stands beside the figure, also on a phone.
          v.strictObject({name: v.pipe(text, v.maxLength(20)), about: text, signs: textsOf(area.signs)}),
        ]),
      ),
    ),
    /** Asks for a sign that is not in the list. */
    own: text,
    /** What a map is for, said below it. */
    afterwards: text,
  });
export type Words = v.InferOutput<ReturnType<typeof words>>;
export type SignsMapContent = Content<Rules, Words>;

/** A map of where and how tension shows itself in oneself: body, feelings, thoughts, actions (R-27; DOMAIN 2.8). */
export const signsMap = defineActivity({
  behaviour,
  practice: true,
  rules,
  words,
  check: ({rules: {scale, areas}}): readonly Problem[] => {
    const places = [
      scale.map((option, at) => ({id: option, path: ['scale', at]})),
      areas.map((area, at) => ({id: area.id as string, path: ['areas', at, 'id']})),
      areas.flatMap(({signs}, at) => signs.map((sign, index) => ({id: sign, path: ['areas', at, 'signs', index]}))),
    ];
    return places.flatMap((list, which) =>
      list.flatMap(({id, path}, at): readonly Problem[] => {
        if (list.findIndex((other) => other.id === id) !== at)
          return [problem(path, `the id "${id}" a second time`, 'an id of its own')];
        const used = which === 0 ? id === preferNot : which === 2 && reservedItems.includes(id);
        return used ? [problem(path, `"${id}", which the kind itself uses`, 'another id')] : [];
      }),
    );
  },
  mustBePrivate: () => 'it shows how stress works on a person (R-34)',
  interfaceWords: {en, ru, kk},
});
