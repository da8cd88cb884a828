import {en as rolePlay} from '../../role-play/words/en.ts';

/** What a sentence builder says by itself, in every training. */
export const en = {
  build: 'Put a sentence together',
  sentence: 'Your sentence',
  nothing: 'Choose a way to say each part.',
  missing: 'Still missing: {parts}.',
  say: 'Say it',
  hears: 'How it is heard',
  feels: '{name}: {mood}',
  in_parts: 'What is heard in each part',
  versions: 'What you have said so far',
  try_on: 'Change a part and say it once more: listen for what changes.',
  difference: 'What makes the difference',
  own_about: 'Your words are kept on this device.',
  moods: rolePlay.moods,
};
export type Labels = Readonly<typeof en>;
