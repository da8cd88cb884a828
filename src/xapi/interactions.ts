import type {Component, InteractionDefinition} from '../training/definitions.ts';
import type {Choice, Interaction, LanguageMap} from '../training/interaction.ts';
import {type Language, languages} from '../training/languages.ts';

/** The answer in component ids (xAPI 2.4.4.1): `a[,]b`, `a[.]x[,]b[.]y`; a text as it was written. */
export function responseOf(interaction: Interaction): string {
  switch (interaction.type) {
    case 'choice':
    case 'sequencing':
      return interaction.response.join('[,]');
    case 'matching':
      return interaction.response.map((pair) => pair.join('[.]')).join('[,]');
    default:
      return String(interaction.response);
  }
}

/** What an interaction asks, out of the same one in each language there is; its answer plays no part. */
export function definitionOf(asked: Partial<Readonly<Record<Language, Interaction>>>): InteractionDefinition | null {
  const all = languages.flatMap((language) => {
    const interaction = asked[language];
    return interaction ? [{language, interaction}] : [];
  });
  const [first] = all;
  if (!first) return null;
  const said = (text: (interaction: Interaction) => string | undefined): LanguageMap =>
    Object.fromEntries(
      all.flatMap(({language, interaction}) => {
        const words = text(interaction);
        return words === undefined ? [] : [[language, words]];
      }),
    );
  const components = (list: (interaction: Interaction) => readonly Choice[]): readonly Component[] =>
    list(first.interaction).map(({id}) => ({
      id,
      description: said((interaction) => list(interaction).find((choice) => choice.id === id)?.text),
    }));
  const description = said((interaction) => interaction.description);
  const {type} = first.interaction;
  switch (type) {
    case 'choice':
    case 'sequencing':
      return {description, interactionType: type, choices: components(choicesOf)};
    case 'likert':
      return {description, interactionType: type, scale: components(choicesOf)};
    case 'matching':
      return {
        description,
        interactionType: type,
        source: components((one) => (one.type === 'matching' ? one.source : [])),
        target: components((one) => (one.type === 'matching' ? one.target : [])),
      };
    default:
      return {description, interactionType: type};
  }
}

const choicesOf = (interaction: Interaction) => ('choices' in interaction ? interaction.choices : []);
