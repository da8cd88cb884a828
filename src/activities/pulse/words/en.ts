/** What the pulse says by itself, in every training. */
export const en = {
  prefer_not: 'Prefer not to say',
  both: 'Before: {before}. Now: {now}.',
  before: 'before: {value}',
  now: 'now: {value}',
  picture: 'A line from 0 to 10: before at {before}, now at {now}.',
  wobble:
    'A single number wobbles: it may move when little has changed, and stay the same when much has. Your own sense of it counts for more.',
  alone: 'There is no earlier number to put beside it.',
};
export type Labels = typeof en;
