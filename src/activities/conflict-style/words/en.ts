import {en as rolePlay} from '../../role-play/words/en.ts';

/** What the conflict style says by itself, in every training. */
export const en = {
  modes: rolePlay.modes,
  begin: 'Begin',
  back: 'Back',
  next: 'Go on',
  finish: 'See my profile',
  statements: 'Statements {from}–{to} of {count}',
  situations: 'Situations {from}–{to} of {count}',
  pair: 'Which is closer to you?',
  prefer_not: 'Prefer not to say',
  result: 'Your profile',
  order: 'Your ways, from the one you speak of most',
  order_about:
    'Half of the order comes from the statements, half from the situations. It tells which way comes first for you, not how you compare with others.',
  place: '{at}. {mode}',
  rated: 'Statements: {index} of 100',
  preferred: 'Situations: chosen {count} times out of {of}',
  fits: 'When it fits',
  costs: 'What it costs',
  often: 'Worth a second look',
  few: 'There are too few answers for an order. You can go back and add some.',
  says_does: 'What I say and what I do',
  not_yet:
    'Once you have been through the conversations, what you did in them will stand here beside what you said. Come back to this page then.',
  counted: 'Counted from the first time through: {titles}.',
  said: 'I say',
  done: 'I did',
  place_only: 'place {at}',
  times: '{count} of {all}',
  way: 'Way',
  more: 'Done clearly more often than said: {modes}.',
  less: 'Said clearly more often than done: {modes}.',
  alike: 'What you say and what you did are close to each other.',
  avoid_note: 'Others hardly notice when we step aside. So the conversations tell more about it than our own answers.',
  again: 'Change my answers',
  print: 'Print',
};
export type Labels = Readonly<typeof en>;
