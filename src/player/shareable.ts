import type {ActivityBehaviour, Content} from '../activities/activity.ts';
import type {LmsRecord} from '../lms/lms.ts';
import {type ActivityOutline, changedItems, type Language, type Response} from '../training/index.ts';

/**
 * What the LMS may be told of new answers: the interactions of changed items of open activities. Null for private ones,
 * and free text is never among them (DESIGN 3: the one place where this is decided).
 */
export function shareable(
  activity: ActivityOutline,
  behaviour: ActivityBehaviour,
  content: Content,
  language: Language,
  before: Response,
  after: Response,
): LmsRecord | null {
  if (activity.private) return null;
  const changed = changedItems(before, after);
  if (changed.length === 0) return null;
  const all = behaviour.interactions(content as never, after);
  const interactions = all.filter(({item, type}) => changed.includes(item) && type !== 'long-fill-in');
  return interactions.length === 0 ? null : {type: 'answered', activity, language, interactions};
}
