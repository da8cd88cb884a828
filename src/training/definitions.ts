import type {LanguageMap} from './interaction.ts';

/** An option as records describe it. */
export interface Component {
  readonly id: string;
  readonly description: LanguageMap;
}

/** What an interaction asks, in every language: the shape that xAPI 2.4.4.1 gives it, without the type. */
export type InteractionDefinition = {readonly description: LanguageMap} & (
  | {readonly interactionType: 'choice' | 'sequencing'; readonly choices: readonly Component[]}
  | {readonly interactionType: 'likert'; readonly scale: readonly Component[]}
  | {readonly interactionType: 'matching'; readonly source: readonly Component[]; readonly target: readonly Component[]}
  | {readonly interactionType: 'true-false' | 'numeric' | 'long-fill-in'}
);

/** An activity as records describe it: the same in every statement about it, whatever language it was done in. */
export interface ActivityDefinition {
  readonly name: LanguageMap;
  readonly instrument: {readonly id: string; readonly version: string} | null;
  /** By item: every interaction that can be. */
  readonly items: Readonly<Record<string, InteractionDefinition>>;
  /** By item: what facts that have a name of their own are called. */
  readonly facts: Readonly<Record<string, LanguageMap>>;
}

/** All that records of one unit describe; made by the build, brought late, and only where records are made. */
export interface UnitDefinitions {
  readonly unit: string;
  /** What the training is called, and the unit. */
  readonly training: LanguageMap;
  readonly name: LanguageMap;
  readonly activities: Readonly<Record<string, ActivityDefinition>>;
}
