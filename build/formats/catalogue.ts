import {activitiesOf} from '../../src/training/index.ts';
import type {Training} from '../read-training.ts';

/** One title for all languages where the 200 characters of SCORM 1.2 allow it (Moodle's column holds 255), else the first. */
export function titleOf({outline, words}: Training): string {
  const titles = outline.languages.map((language) => words[language].outline.title);
  const joined = titles.join(' · ');
  return [...joined].length <= 200 ? joined : [...(titles[0] ?? outline.id)].slice(0, 200).join('');
}

/** How long a training takes, as metadata say it. */
export const durationOf = ({outline}: Training): string =>
  `PT${activitiesOf(outline).reduce((sum, {minutes}) => sum + minutes, 0)}M`;

/** Who may do what with it, in a line (R-13). */
export const rightsOf = ({licence, authors}: Training): string =>
  `${licence}${authors.length > 0 ? ` © ${authors.join(', ')}` : ''}; the software: MIT (LICENSE.txt)`;
