import type {ActivityKind} from '../src/activities/activity.ts';
import type {
  ActivityDefinition,
  Interaction,
  Item,
  Language,
  LanguageMap,
  Outline,
  Response,
  UnitDefinitions,
  Value,
} from '../src/training/index.ts';
import {definitionOf} from '../src/xapi/interactions.ts';
import type {TrainingWords} from './read-training.ts';

/**
 * What records of each unit describe, in all languages of the training: a learner's device has the words of one language,
 * and researchers need the same definition in every statement (xAPI 2.4.4.1). Which interactions there are is found out
 * by asking each kind to read responses that answer everything.
 */
export function definitionsOf(
  outline: Outline,
  words: Readonly<Record<Language, TrainingWords>>,
  kinds: readonly ActivityKind[],
): readonly UnitDefinitions[] {
  const {languages} = outline;
  const inAll = (text: (language: Language) => string | undefined): LanguageMap =>
    Object.fromEntries(
      languages.flatMap((language) => {
        const said = text(language);
        return said === undefined ? [] : [[language, said]];
      }),
    );
  return outline.units.map(({id: unit, activities}) => ({
    unit,
    training: inAll((language) => words[language].outline.title),
    name: inAll((language) => words[language].outline.units[unit]),
    activities: Object.fromEntries(
      activities.map(({id, kind: name}): [string, ActivityDefinition] => {
        const kind = kinds.find(({behaviour}) => behaviour.kind === name);
        const content = (language: Language) => words[language].units[unit]?.[id] as never;
        const called = inAll((language) => words[language].outline.activities[id]);
        if (!kind) return [id, {name: called, instrument: null, items: {}, facts: {}}];
        const {behaviour, interfaceWords} = kind;
        const rules = words[languages[0]!].units[unit]?.[id]?.rules as never;
        const samples = [...(kind.samples?.(rules) ?? []), ...plainSamples(behaviour.items(rules))];
        const read = samples.flatMap((response) =>
          languages.map((language) => ({
            language,
            interactions: behaviour.interactions(content(language), response, interfaceWords[language] as never),
            facts: behaviour.facts?.(content(language), response) ?? [],
          })),
        );
        const items = new Map<string, Partial<Record<Language, Interaction>>>();
        const facts = new Map<string, Partial<Record<Language, string>>>();
        for (const {language, interactions, facts: noted} of read) {
          for (const each of interactions) items.set(each.item, {...items.get(each.item), [language]: each});
          for (const {item, name} of noted) if (name) facts.set(item, {...facts.get(item), [language]: name});
        }
        return [
          id,
          {
            name: called,
            instrument: behaviour.instrument?.(rules) ?? null,
            items: Object.fromEntries(
              [...items].flatMap(([item, asked]) => {
                const definition = definitionOf(asked);
                return definition ? [[item, definition]] : [];
              }),
            ),
            facts: Object.fromEntries(facts),
          },
        ];
      }),
    ),
  }));
}

/** Responses in which each item has one of its values: the first of them all, and the last of them all. */
function plainSamples(items: readonly Item[]): readonly Response[] {
  const all = (value: (item: Item) => Value): Response =>
    Object.fromEntries(items.map((item) => [item.id, value(item)]));
  return [
    all((item) => sampleOf(item, (options) => options[0] ?? null, 'min')),
    all((item) => sampleOf(item, (options) => options.at(-1) ?? null, 'max')),
  ];
}

function sampleOf(item: Item, pick: (options: readonly string[]) => string | null, end: 'min' | 'max'): Value {
  switch (item.type) {
    case 'choice':
      return pick(item.options);
    case 'choices':
    case 'sequence':
      return item.options;
    case 'number':
      return item[end];
    case 'text':
      return 'x';
  }
}
