/** What a case says by itself, in every training. */
export const en = {
  situation: 'The situation',
  open_question: 'There are no right or wrong answers here.',
  multiple: 'Choose all that fit.',
  own_about: 'Your words are kept on this device.',
  read: 'Compare with a reading of the case',
  reading: 'A reading of the case',
  yours: 'your choice',
  none: 'You chose nothing here.',
  own: 'In your own words',
  compare: 'One way to see it',
  back: 'Back to the situation',
};
export type Labels = Readonly<typeof en>;
