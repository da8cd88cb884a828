/** What a learner may want to work on; what is suggested afterwards is about it. */
export const goals = ['pace', 'pauses', 'liveliness', 'steadiness'] as const;
export type Goal = (typeof goals)[number];
