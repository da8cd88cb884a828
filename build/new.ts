import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {type Document, isMap, isNode, isSeq, parseDocument, type YAMLSeq} from 'yaml';
import {hint, quoted} from './mistakes.ts';
import {longestUnit, namePattern, nameWanted} from './read-activity.ts';
import {root} from './root.ts';
import {Stop} from './stop.ts';

/** Starter texts: of a training here, of an activity in its kind's own folder. */
const trainingTemplate = join(root, 'build/templates/training');
const kindsFolder = join(root, 'src/activities');
const templateOf = (kind: string) => join(kindsFolder, kind, 'starter');

/**
 * Makes a training of one page that checks and builds at once, in every language, and the country's help lines if the
 * folder has none yet. Gives back its folder; refuses an id that is none or taken.
 */
export async function newTraining(folder: string, id: string): Promise<string> {
  const made = await newFolder(folder, id, 'training');
  const starters = await startersOf(trainingTemplate);
  const ofCountry = ([name]: Starter) => name.startsWith('country.');
  await writeAll(
    made,
    starters.filter((starter) => !ofCountry(starter)),
  );
  if (!(await readdir(folder)).some((name) => ofCountry([name, ''])))
    await writeAll(folder, starters.filter(ofCountry));
  await writeAll(await newFolder(made, 'welcome', 'activity'), await startersOf(templateOf('page')));
  return made;
}

/**
 * Makes an activity that checks at once, in every language, at the end of a training. Gives back its folder; refuses an
 * id that is none or taken, a kind without starter texts and a last unit without room.
 */
export async function newActivity(folder: string, training: string, activity: string, kind: string): Promise<string> {
  const file = join(folder, training, 'training.yaml');
  const source = await readFile(file, 'utf8').catch(() => null);
  if (source === null) throw new Stop(`No training ${quoted(training)} in ${folder}: make it with destt new training.`);
  const known = await kindsWithStarters();
  if (!known.includes(kind))
    throw new Stop(
      `No starter texts for the kind ${quoted(kind)}${hint(kind, known)}. There are: ${known.join(', ')}.`,
    );
  const starters = await startersOf(templateOf(kind), activity.replaceAll('-', '_'));

  const list = lastActivities(parseDocument(source));
  if (!list) throw new Stop(`No list of activities in ${file}: see what is wrong there with destt check.`);
  const folders = [...list.items.map((item) => join(folder, training, String(item))), templateOf(kind)];
  const minutes = (await Promise.all(folders.map(minutesOf))).reduce((sum, each) => sum + each, 0);
  if (minutes > longestUnit)
    throw new Stop(
      `The last unit of ${file} would take ${minutes} minutes, ${longestUnit} is the most: begin a new unit there and name it in each language, then try again.`,
    );
  const made = await newFolder(join(folder, training), activity, 'activity');
  await writeAll(made, starters);
  await writeFile(file, withEntry(source, list, activity));
  return made;
}

type Starter = readonly [name: string, text: string];

async function kindsWithStarters(): Promise<readonly string[]> {
  const names = (await readdir(kindsFolder)).sort();
  const have = await Promise.all(
    names.map((name) =>
      readdir(templateOf(name)).then(
        () => true,
        () => false,
      ),
    ),
  );
  return names.filter((_, at) => have[at]);
}

/** The files of a template; `ACTIVITY` in them stands for the id of the new activity. */
async function startersOf(template: string, id = ''): Promise<readonly Starter[]> {
  const names = (await readdir(template)).sort();
  const read = async (name: string): Promise<Starter> => {
    const text = await readFile(join(template, name), 'utf8');
    return [name, text.replaceAll('ACTIVITY', id)];
  };
  return Promise.all(names.map(read));
}

async function writeAll(folder: string, starters: readonly Starter[]): Promise<void> {
  for (const [name, text] of starters) await writeFile(join(folder, name), text);
}

async function newFolder(parent: string, name: string, what: string): Promise<string> {
  if (!namePattern.test(name))
    throw new Stop(`${quoted(name)} can’t name the folder of a new ${what}: take ${nameWanted}.`);
  await mkdir(parent, {recursive: true});
  const folder = join(parent, name);
  await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw new Stop(`${folder} exists already: take another name, or edit what is there.`);
  });
  return folder;
}

/** The minutes of an activity; 0 where they can't be read, which `destt check` says better. */
async function minutesOf(folder: string): Promise<number> {
  const source = await readFile(join(folder, 'activity.yaml'), 'utf8').catch(() => '');
  const minutes: unknown = parseDocument(source).get('minutes');
  return typeof minutes === 'number' ? minutes : 0;
}

function lastActivities(document: Document): YAMLSeq | null {
  const units = document.get('units');
  const last = isSeq(units) ? units.items.at(-1) : null;
  const activities = isMap(last) ? last.get('activities') : null;
  return isSeq(activities) ? activities : null;
}

/** Puts an entry at the end of a list and leaves every other character as it was: comments, quotes, blank lines. */
function withEntry(source: string, list: YAMLSeq, entry: string): string {
  const last = list.items.at(-1);
  const [from = 0, end = 0] = (isNode(last) ? last.range : list.range) ?? [];
  if (list.flow) {
    const at = isNode(last) ? end : from + 1;
    return `${source.slice(0, at)}${isNode(last) ? ', ' : ''}${entry}${source.slice(at)}`;
  }
  const indent = source.slice(source.lastIndexOf('\n', from) + 1, from);
  const rest = source.slice(end);
  const [comment = ''] = /^[^\r\n]*/.exec(rest) ?? [];
  const newline = source.includes('\r\n') ? '\r\n' : '\n';
  return `${source.slice(0, end)}${comment}${newline}${indent}${entry}${rest.slice(comment.length)}`;
}
