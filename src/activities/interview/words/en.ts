/** What the interview says by itself: the six questions are the same after every training. */
export const en = {
  where:
    'Your answers are kept on this device; they go nowhere else unless you decide so. Names of other people are not needed.',
  begin: 'Begin',
  progress: 'Question {at} of {all}',
  questions: {
    q1: 'What has this training given you as a leader: which skills, which experience?',
    q2: 'What has it changed in you?',
    q3: 'How can these changes be put into practice so that they last?',
    q4: 'What benefits have you noticed since the training?',
    q5: 'What was difficult during the training, and how could it be made easier?',
    q6: 'What is special about this way of developing teachers as leaders?',
  },
  answer: 'Your answer',
  back: 'Previous question',
  next: 'Next question',
  finish: 'See my answers',
  prefer_not: 'I prefer not to answer this',
  end: 'Your answers',
  end_about: 'Thank you. You can change every answer, and take them with you.',
  withheld: 'Prefer not to answer',
  open: 'No answer here',
  change: 'Change',
  take_about: 'Whoever has the file can read it. You alone decide whether to give it to those who run the training.',
  md: 'As text (.md)',
  json: 'As data (.json)',
  print: 'Print',
};
export type Labels = typeof en;
