import type {Language} from '../../../training/index.ts';
import {en} from './en.ts';
import {kk} from './kk.ts';
import {ru} from './ru.ts';

/** What a listener may find easy to follow: an orientation for one's own goal, never a mark. */
export interface Guidance {
  /** No norm stands behind it until a study does (DOMAIN 3.2). */
  readonly provisional: boolean;
  /** Syllables a second, pauses included. Words a minute can't be shared: a Kazakh word has 2.7 syllables, an English one 1.6. */
  readonly speechRate: {readonly low: number; readonly high: number};
}

/** By language, because languages differ in speed more than speakers do (doi 10.1126/sciadv.aaw2594). */
export const guidance: Readonly<Record<Language, Guidance>> = {kk, ru, en};
