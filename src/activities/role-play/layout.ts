import type {Rules} from './role-play.ts';

/** A story as a drawing: scenes in rows, each below all that lead to it, and an edge for every way from one to another. */
export interface Layout {
  readonly rows: readonly (readonly string[])[];
  readonly edges: readonly (readonly [from: string, to: string])[];
}

/** Scenes that nothing leads to stand in the first row; a circle is cut where it would close. */
export function layout(rules: Rules): Layout {
  const names = Object.keys(rules.scenes);
  const nextOf = new Map(
    names.map((name) => {
      const {next, choices = {}} = rules.scenes[name]!;
      const all = Object.values(choices).flatMap((choice) => choice.next ?? next ?? []);
      return [name, [...new Set(all.map(({to}) => to))].filter((to) => names.includes(to))];
    }),
  );
  const depths = new Map<string, number>();
  const visit = (name: string, depth: number, above: readonly string[]) => {
    if (above.includes(name) || (depths.get(name) ?? -1) >= depth) return;
    depths.set(name, depth);
    for (const next of nextOf.get(name) ?? []) visit(next, depth + 1, [...above, name]);
  };
  if (names.includes(rules.start)) visit(rules.start, 0, []);
  for (const name of names) if (!depths.has(name)) depths.set(name, 0);
  const rows: string[][] = [];
  for (const name of names) (rows[depths.get(name)!] ??= []).push(name);
  return {
    rows: Array.from(rows, (row) => row ?? []),
    edges: names.flatMap((name) => nextOf.get(name)!.map((to) => [name, to] as const)),
  };
}
