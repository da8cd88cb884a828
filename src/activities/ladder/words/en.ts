import type {Plural} from '../../../ui/text.ts';

/** What the ladder says by itself, in every training. */
export const en = {
  where: 'Your ladder is kept on this device; the learning platform only learns that this step is done.',
  examples: 'Rungs to use and change',
  take: 'Use this rung',
  step: 'Rung {at}',
  what: 'What will I do?',
  when: 'When and where?',
  add: 'Add a rung',
  remove: 'Take this rung away',
  ready: 'See my ladder',
  not_now: 'Not now',
  notes: {
    few: 'Write at least two rungs and say how hard each would be.',
    not_now: 'That is all right. This step counts as done, and you can build a ladder whenever you like.',
    noted: 'Noted. It takes courage, however it went.',
  },
  ladder: 'My ladder, the easiest rung first',
  next: 'Next to try',
  expected: 'expected: {hard}',
  unrated: 'not rated',
  tried: {one: 'done {count} time', other: 'done {count} times'} as Plural,
  fell: 'expected {hard}, last time {now}',
  again: 'Do it once more before the next one: repeating makes it easier.',
  easier: 'It has become easier.',
  top: 'All the rungs of your ladder have become easier. You can add a harder one.',
  done: 'I have done it',
  done_again: 'I have done it again',
  keep: 'Note it',
  print: 'Print',
  change: 'Change the ladder',
};
export type Labels = typeof en;
