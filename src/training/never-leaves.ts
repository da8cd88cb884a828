import type {Item} from './item.ts';
import type {ActivityOutline} from './training.ts';

/**
 * Whether an item may be in no statement of any stream, whatever the learner agreed to (DESIGN 5, DOMAIN 2.8 safety logic b):
 * what its kind marked so, and all that is written in a private activity. Not even how long such a text is.
 */
export const neverLeaves = (activity: Pick<ActivityOutline, 'private'>, item: Item): boolean =>
  item.neverLeaves === true || (activity.private && item.type === 'text');
