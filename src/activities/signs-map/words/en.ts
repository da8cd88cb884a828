/** What the map of signs says by itself, in every training. */
export const en = {
  privacy:
    'Your answers stay on this device. The learning platform only learns that this step is done, not what you marked.',
  begin: 'Begin',
  skip: 'Skip this map',
  area: 'Part {at} of {all}: {name}',
  prefer_not: 'Prefer not to say',
  back: 'Back',
  next: 'Next part',
  finish: 'Show my map',
  map: 'My map',
  done_on: 'Drawn on {date}',
  not_score: 'This is a map, not a score: each mark in the figure is one sign, and nothing is added up or judged.',
  empty: 'Nothing is marked here.',
  own: 'My own sign',
  earlier: 'Different from the map of {date}',
  change: '{sign} Then: {before}. Now: {now}.',
  same: 'What you marked both times has not changed.',
  again: 'Draw it again',
  edit: 'Change my marks',
  print: 'Print',
  skipped: 'You have skipped the map',
  skipped_about: 'That is all right. This step counts as done, and you can come back to it at any time.',
  go_on: 'Go on with the map',
  date: '{day} {month} {year}',
  months: 'January February March April May June July August September October November December',
};
export type Labels = typeof en;
