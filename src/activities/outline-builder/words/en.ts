import type {Plural} from '../../../ui/text.ts';

/** What the builder says by itself, in every training. */
export const en = {
  where: 'Your texts are kept on this device; they go nowhere else unless you decide so.',
  elsewhere: 'You have built a talk on another device. Its texts are still there.',
  length: 'How long is the talk?',
  minutes: {one: '{count} minute', other: '{count} minutes'} as Plural,
  point: '{name} {at}',
  way_opening: 'How do you begin?',
  way_close: 'How do you end?',
  add: 'Add a point',
  time: 'How the time is shared',
  time_about: 'A rule of thumb: about a sixth to begin, a sixth to end, the rest for your points.',
  span: '{from}–{to}',
  ready: 'See my cue card',
  not_now: 'Not now',
  notes: {
    empty: 'Write the aim and one main point first.',
    not_now: 'That is all right. This step counts as done, and you can build a talk whenever you like.',
  },
  card: 'My cue card',
  print: 'Print',
  change: 'Change',
};
export type Labels = typeof en;
