export * from './ornament.ts';
export * from './styles.ts';
export * from './text.ts';
export * from './tokens.ts';
export type {UiWords} from './words/en.ts';
