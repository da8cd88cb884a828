/** What the rubric says by itself, in every training. */
export const en = {
  where:
    'What your opponent or the facilitator thinks comes here in a small file, or is entered on this device, once you have given your own marks.',
  na: 'It could not be seen or heard here',
  noted: 'You noted while listening: {plus} with +, {minus} with −.',
  whose: {
    mine: 'My marks',
    self: 'The speaker’s own marks',
    opponent: 'My opponent’s marks',
    facilitator: 'The facilitator’s marks',
  },
  entering: 'You are entering: {whose}',
  ready: 'See the marks side by side',
  notes: {
    empty: 'Choose a sentence for at least one criterion first.',
    saved: 'The file with your marks is saved. Give it to your colleague in any way you like.',
    opened: 'The marks have arrived: {whose}.',
  },
  faults: {
    unreadable: 'This is not a file with marks, or it was damaged on the way. Ask for it once more.',
    other: 'These marks belong to another rubric. Ask for the file from the same step of this training.',
    mine: 'These are marks of the kind you have given yourself. Ask your colleague for theirs.',
    large: 'This file is too large to be a file with marks.',
  },
  together: 'Side by side',
  criterion: 'Criterion',
  earlier: 'My earlier speech',
  unseen: 'not seen',
  level: '{number} – {name}',
  alone: 'So far there are only your own marks. Once your colleague’s are here, you see them side by side.',
  agreement: 'How far the marks agree',
  readings: {
    little: 'The marks agree hardly more than by chance. That is common at first: talk about what each of you saw.',
    some: 'The marks agree in part: more than by chance, and with differences worth talking about.',
    much: 'The marks agree to a large extent.',
  },
  statistics: {
    kappa: 'weighted kappa, two raters',
    icc: 'intraclass correlation, single rater',
    alpha: 'Krippendorff’s alpha, ordinal',
  },
  coefficient: '{value} – {statistic}; criteria marked by all: {count}.',
  interval: '{value} ({low} to {high}) – {statistic}; criteria marked by all: {count}.',
  about_agreement:
    '1 would be full agreement, 0 what chance would give. With so few criteria the number is rough: it is there to begin a conversation.',
  too_few: 'Too few criteria were marked by both to say how far the marks agree; five are needed.',
  no_spread: 'How far the marks agree can’t be worked out here: somebody gave every criterion the same level.',
  talk: 'Talk about these first',
  apart: '{criterion}: {marks}',
  exchange: 'Exchange marks',
  exchange_about:
    'The file holds the marks and nothing else: no name, no recording. It can travel by the learning platform, a messenger or a USB stick.',
  save: 'Save my marks as a file',
  open: 'Open a file with marks',
  enter: 'Enter here: {whose}',
  back: 'Change my marks',
  print: 'Print',
};
export type Labels = typeof en;
