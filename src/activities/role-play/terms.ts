/** The closed lists a role-play is made of: authors choose from them, the interface has a word for each. */

/** Ways to deal with a conflict: assertiveness × cooperativeness, compromise in the middle (DOMAIN 2.2, 4.2). */
export const modes = ['compete', 'collaborate', 'compromise', 'avoid', 'accommodate'] as const;
export type Mode = (typeof modes)[number];

/** What every story counts, from −100 to 100; an author may add variables of their own, which learners never see. */
export const commonVariables = ['trust', 'tension', 'own_goal', 'other_need', 'pupil_benefit', 'time'] as const;

/** How somebody feels: of the other person in a scene, and what a learner may name in the debrief. */
export const moods = [
  'calm',
  'warm',
  'relieved',
  'unsure',
  'wary',
  'tired',
  'sad',
  'hurt',
  'irritated',
  'angry',
] as const;
export type Mood = (typeof moods)[number];

/** What is done in a sentence (Gordon, Rosenberg, Bolton: DOMAIN 4.2); the last five rarely help. */
export const skills = [
  'open_question',
  'paraphrase',
  'naming_feeling',
  'i_message',
  'request',
  'boundary',
  'facts',
  'offer',
  'agreement',
  'apology',
  'thanks',
  'respect',
  'pause',
  'advice',
  'excuse',
  'blame',
  'threat',
  'brush_off',
] as const;
export type Skill = (typeof skills)[number];

/** Who got enough of what they came for. */
export const outcomes = ['both', 'me', 'them', 'nobody'] as const;
export type Satisfied = (typeof outcomes)[number];

/** Items that hold how sure the learner is of such a talk, 0–10: before the scene, and after the look-back. */
export const sureIds = ['sure_before', 'sure_after'] as const;
export type SureId = (typeof sureIds)[number];

/** A scene that nobody speaks in: it is told. */
export const narrator = 'narrator';
