import type {Problem} from './activity.ts';

/** Mistakes that authors of several kinds make, in one wording. For the build, as the schemas are. */

/** A mistake in the rules. */
export const problem = (path: Problem['path'], found: string, wanted: string): Problem => ({
  in: 'rules',
  path,
  found,
  wanted,
});

/** An id, and where in the rules it stands. */
export interface Place {
  readonly id: string;
  readonly path: Problem['path'];
}

/** The ids of a list, each with its place. */
export const placesIn = (ids: readonly string[], ...path: Problem['path']): readonly Place[] =>
  ids.map((id, at) => ({id, path: [...path, at]}));

/** Ids that stand before among these. */
export const repeated = (places: readonly Place[]): Problem[] =>
  places
    .filter(({id}, at) => places.findIndex((other) => other.id === id) !== at)
    .map(({id, path}) => problem(path, `the id "${id}" a second time`, 'an id of its own'));

/** Ids that the kind keeps something of its own under. */
export const taken = (places: readonly Place[], isTaken: (id: string) => boolean): Problem[] =>
  places
    .filter(({id}) => isTaken(id))
    .map(({id, path}) => problem(path, `"${id}", which the kind itself uses`, 'another id'));

/** Choices that stand before in their list; lists by their key in the rules. */
export const eachOnce = (lists: Readonly<Record<string, readonly (string | number)[] | undefined>>): Problem[] =>
  Object.entries(lists).flatMap(([key, list = []]) =>
    list.flatMap((value, at) =>
      list.indexOf(value) < at ? problem([key, at], `"${value}" a second time`, 'each once') : [],
    ),
  );
