import type {Guidance} from './guidance.ts';

/** Proposed, from 100 to 150 words a minute in guides for presentations, and faster in recorded talks (DOMAIN 3.2). */
export const en: Guidance = {provisional: true, speechRate: {low: 3, high: 4.5}};
