import type {Guidance} from './guidance.ts';

/** Proposed, from about 120 words a minute in calm speech, of weak sources (DOMAIN 3.2). */
export const ru: Guidance = {provisional: true, speechRate: {low: 4, high: 6}};
