/** The questions, in the order of the report's tables 1–6; ids for ever. */
export const questions = ['q1', 'q2', 'q3', 'q4', 'q5', 'q6'] as const;
