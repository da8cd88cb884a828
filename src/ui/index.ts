// What every screen needs, and so comes with the player. The other files here come with the kinds that import them.
export * from './ornament.ts';
export * from './styles.ts';
export * from './text.ts';
export * from './tokens.ts';
export type {UiWords} from './words/en.ts';
