import {join} from 'node:path';
import type {ActivityKind} from '../src/activities/activity.ts';
import {activitiesOf, languages} from '../src/training/index.ts';
import {formatMistake, type Mistake} from './mistakes.ts';
import {readTrainings, type Training} from './read-training.ts';
import {readYamlFile} from './source-file.ts';

/** `destt check`: says every mistake of the trainings in a folder, a file's together, and how many there are; the exit code. */
export async function check(
  folder: string,
  kinds: readonly ActivityKind[],
  out: (line: string) => void,
): Promise<number> {
  const {trainings, mistakes} = await readTrainings(folder, kinds);
  mistakes.forEach((mistake, at) => {
    if (at > 0 && mistakes[at - 1]?.file !== mistake.file) out('');
    out(formatMistake(mistake));
  });
  if (mistakes.length > 0) {
    out('');
    out(`${counted(mistakes.length, 'mistake')} in ${counted(new Set(mistakes.map(({file}) => file)).size, 'file')}`);
    return 1;
  }
  for (const {outline, words} of trainings)
    for (const {id: unit, activities} of outline.units)
      for (const {id, kind: name} of activities) {
        const kind = kinds.find(({behaviour}) => behaviour.kind === name);
        const rules = words[outline.languages[0]!].units[unit]?.[id]?.rules;
        if (kind?.summary) out(`${outline.id}/${id}: ${kind.summary(rules as never)}`);
      }
  const warnings = (await Promise.all(trainings.map((training) => warningsOf(training, kinds)))).flat();
  if (warnings.length > 0) out('Worth another look, and no mistake:');
  for (const warning of warnings) out(formatMistake(warning));
  const activities = trainings.flatMap(({outline}) => activitiesOf(outline));
  const spoken = languages.filter((language) => trainings.some(({outline}) => outline.languages.includes(language)));
  const counts = [
    counted(trainings.length, 'training'),
    counted(activities.length, 'activity'),
    counted(spoken.length, 'language'),
  ];
  out(`${counts.join(', ')}: no mistakes${warnings.length > 0 ? `, ${counted(warnings.length, 'warning')}` : ''}`);
  return 0;
}

/** What the kinds find worth another look, at its place. */
async function warningsOf(
  {folder, outline, words}: Training,
  kinds: readonly ActivityKind[],
): Promise<readonly Mistake[]> {
  const found: Mistake[] = [];
  for (const {id: unit, activities} of outline.units)
    for (const {id, kind: name} of activities)
      for (const language of outline.languages) {
        const kind = kinds.find(({behaviour}) => behaviour.kind === name);
        const problems = kind?.warnings?.(words[language].units[unit]?.[id] as never, language) ?? [];
        if (problems.length === 0) continue;
        const {yaml} = await readYamlFile(join(folder, id, `${language}.yaml`), 'its words', {words: true});
        for (const {path, found: what, wanted} of problems)
          if (yaml) found.push({file: yaml.file, ...yaml.placeOf(path), found: what, wanted});
      }
  return found;
}

const counted = (count: number, noun: string) =>
  `${count} ${count === 1 ? noun : noun.replace(/y$/, 'ie').concat('s')}`;
