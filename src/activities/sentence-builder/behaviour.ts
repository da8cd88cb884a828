import type {Fact, Interaction, Item, Response} from '../../training/index.ts';
import type {ActivityBehaviour} from '../activity.ts';
import type {Rules, SentenceBuilderContent} from './sentence-builder.ts';

/** Sentences that are kept. The first stays the first; beyond them the last is replaced. */
const versionIds = ['version_1', 'version_2', 'version_3'] as const;
/** Ids beside the author's parts. */
export const reservedItems: readonly string[] = [...versionIds, 'own'];

/** A sentence that was said: an option for each part, and what came of it. */
export interface Version {
  readonly options: readonly string[];
  /** How much it opens the other person up, the sum over its parts. */
  readonly opens: number;
  readonly reaction: Rules['reactions'][number];
}

/** The option chosen for each part, as far as there is one. */
export const chosenIn = ({parts}: Rules, response: Response): readonly (string | null)[] =>
  parts.map(({id, options}) => options.find((option) => option.id === response[id])?.id ?? null);

/** The sentences said so far; what is none is left out. */
export const versionsOf = (rules: Rules, response: Response): readonly Version[] =>
  versionIds.flatMap((id) => versionFrom(rules, response[id]) ?? []);

function versionFrom({parts, reactions}: Rules, value: unknown): Version | null {
  if (!Array.isArray(value) || value.length !== parts.length) return null;
  const chosen = parts.map(({options}, at) => options.find(({id}) => id === value[at]));
  if (!chosen.every((option) => option !== undefined)) return null;
  const opens = chosen.reduce((sum, option) => sum + option.opens, 0);
  const reaction = reactions.find(({from}) => from === undefined || opens >= from) ?? reactions[reactions.length - 1]!;
  return {options: chosen.map(({id}) => id), opens, reaction};
}

/** The response once this sentence was said; the same if it is the one said last. */
export function afterSaying(rules: Rules, response: Response, options: readonly string[]): Response {
  const said = versionsOf(rules, response);
  if (said[said.length - 1]?.options.join() === options.join()) return response;
  return {...response, [versionIds[Math.min(said.length, versionIds.length - 1)]!]: options};
}

export const behaviour = {
  kind: 'sentence-builder',
  element: 'sentence-builder-activity',

  items: ({parts, own}: Rules): readonly Item[] => {
    const all = parts.flatMap(({options}) => options.map(({id}) => id));
    return [
      ...parts.map(({id, options}) => ({id, type: 'choice', options: options.map((option) => option.id)}) as const),
      ...versionIds.map((id) => ({id, type: 'sequence', options: all}) as const),
      ...(own ? [{id: 'own', type: 'text'} as const] : []),
    ];
  },

  /** The parts of the sentence said last; what is only chosen is none yet, and nothing is right or wrong. */
  interactions: ({rules, words}: SentenceBuilderContent, response: Response): readonly Interaction[] => {
    const said = versionsOf(rules, response);
    const last = said[said.length - 1];
    if (!last) return [];
    return rules.parts.map(({id, options}, at) => {
      const {name, options: texts} = words.parts[id]!;
      const choices = options.map((option) => ({id: option.id, text: texts[option.id] ?? option.id}));
      return {
        type: 'choice',
        item: id,
        description: name,
        correct: null,
        choices,
        response: [last.options[at]!],
      } as const;
    });
  },

  /** How far each version opens the other person up, and how long the own sentence is; never what it says. */
  facts: ({rules}: SentenceBuilderContent, response: Response): readonly Fact[] => {
    const versions = versionsOf(rules, response).map(
      ({opens}, at) => ({item: versionIds[at]!, type: 'measure', value: opens, unit: 'points'}) as const,
    );
    const {own} = response;
    const written: readonly Fact[] =
      typeof own === 'string' && own !== '' ? [{item: 'own', type: 'length', characters: own.length}] : [];
    return [...versions, ...written];
  },
} satisfies ActivityBehaviour;
