export * from './day.ts';
export * from './download.ts';
export * from './ornament.ts';
export * from './styles.ts';
export * from './text.ts';
export * from './text-field.ts';
export * from './tokens.ts';
export type {UiWords} from './words/en.ts';
