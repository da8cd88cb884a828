import type {ActivityBehaviour, Content} from '../activities/activity.ts';
import type {LmsRecord} from '../lms/lms.ts';
import type {ActivityOutline, Interaction, Language, Response} from '../training/index.ts';

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
  const said = (response: Response) => behaviour.interactions(content as never, response, labels as never);
  const told = new Set(said(before).map(answerIn));
  const interactions = said(after).filter((each) => each.type !== 'long-fill-in' && !told.has(answerIn(each)));
  return interactions.length === 0 ? null : {type: 'answered', activity, language, interactions};
}

/** What tells one answer from another: the question and what was given to it. */
const answerIn = ({item, response}: Interaction) => JSON.stringify([item, response]);
