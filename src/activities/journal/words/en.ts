/** What the journal says by itself, in every training. */
export const en = {
  where:
    'Only you read what you write here. Your texts are kept on this device; they go nowhere else unless you decide so.',
  elsewhere: 'You have written here before, on another device. Those texts are still there.',
  about: 'What would you like to write about?',
  free: 'Something of my own',
  text: 'Your entry',
  save: 'Save this entry',
  not_now: 'Not now',
  rules: 'My rules from the conversations',
  entries: 'Earlier entries',
  edit: 'Change',
  done: 'Done',
  remove: 'Delete',
  undo: 'Bring the deleted entry back',
  notes: {
    saved: 'The entry is saved.',
    empty: 'There is nothing written yet.',
    full: 'The journal is full. Save it as a file, then delete entries you no longer need here.',
    removed: 'The entry is deleted. Until you leave this page, it can be brought back.',
    restored: 'The entry is back.',
    not_now: 'That is all right. This step counts as done, and you can write whenever you like.',
  },
  take: 'Take your journal with you',
  take_about: 'Whoever has the file can read it: keep it where only you can open it.',
  md: 'As text (.md)',
  html: 'As a web page (.html)',
  json: 'As data (.json)',
  date: '{day} {month} {year}',
  months: 'January February March April May June July August September October November December',
};
export type Labels = typeof en;
