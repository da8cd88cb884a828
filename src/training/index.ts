export * from './attempt.ts';
export * from './interaction.ts';
export * from './item.ts';
export * from './languages.ts';
export * from './learner-event.ts';
export * from './outcome.ts';
export * from './package-manifest.ts';
export * from './training.ts';
