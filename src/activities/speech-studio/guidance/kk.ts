import type {Guidance} from './guidance.ts';

/** Proposed; no published norm of Kazakh was found (DOMAIN 3.2). To be taken from recordings of a corpus and replaced here. */
export const kk: Guidance = {provisional: true, speechRate: {low: 4, high: 6.2}};
