import {mkdir, readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as v from 'valibot';
import type {ActivityKind} from '../src/activities/activity.ts';
import {type Language, languages} from '../src/training/index.ts';
import {readYamlFile} from './source-file.ts';
import {Stop} from './stop.ts';

const kindOf = v.fallback(v.looseObject({kind: v.string()}), {kind: ''});

/**
 * `destt check --graph`: draws each activity whose kind has a picture, and gives back the files. Words may be missing,
 * which the picture shows; rules that can't be read are left to what `destt check` says of them.
 */
export async function drawPictures(
  folder: string,
  kinds: readonly ActivityKind[],
  into: string,
): Promise<readonly string[]> {
  const drawn: string[] = [];
  for (const training of await foldersIn(folder))
    for (const activity of await foldersIn(join(folder, training))) {
      const place = join(folder, training, activity);
      const {yaml} = await readYamlFile(join(place, 'activity.yaml'), '', {words: false});
      const {kind: name, minutes: _m, private: _p, optional: _o, ...given} = v.parse(kindOf, yaml?.data);
      const kind = kinds.find(({behaviour}) => behaviour.kind === name);
      const rules = kind?.picture ? v.safeParse(kind.rules, given) : null;
      if (!kind?.picture || !rules?.success) continue;
      const words = new Map<Language, unknown>();
      for (const language of languages)
        words.set(language, (await readYamlFile(join(place, `${language}.yaml`), '', {words: true})).yaml?.data);
      const file = join(into, `${training}-${activity}.svg`);
      await mkdir(into, {recursive: true});
      await writeFile(file, kind.picture(rules.output as never, words));
      drawn.push(file);
    }
  return drawn;
}

async function foldersIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, {withFileTypes: true}).catch(() => {
    throw new Stop(`${folder} is no folder: name the one that holds the trainings.`);
  });
  return entries
    .filter((entry) => entry.isDirectory() && /^[^._]/.test(entry.name))
    .map(({name}) => name)
    .sort();
}
