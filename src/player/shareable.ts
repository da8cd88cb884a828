import type {ActivityBehaviour, Content} from '../activities/activity.ts';
import type {LmsRecord} from '../lms/lms.ts';
import type {ActivityOutline, Language, Response} from '../training/index.ts';

/**
 * What the LMS may be told of new answers: the interactions of open activities that are not as they were. Null for private ones,
 * and free text is never among them (DESIGN 3: the one place where this is decided).
 */
export function shareable(
  activity: ActivityOutline,
  behaviour: ActivityBehaviour,
  content: Content,
  language: Language,
  labels: object,
  before: Response,
  after: Response,
): LmsRecord | null {
  if (activity.private) return null;
  const told = behaviour.interactions(content as never, before, labels as never).map((each) => JSON.stringify(each));
  const all = behaviour.interactions(content as never, after, labels as never);
  const interactions = all.filter((each) => each.type !== 'long-fill-in' && !told.includes(JSON.stringify(each)));
  return interactions.length === 0 ? null : {type: 'answered', activity, language, interactions};
}
