import type {ActivityBehaviour, Content, Setting} from '../activities/activity.ts';
import type {ActivityOutline, Language, OutlineWords, PartName} from '../training/index.ts';
import type {UiWords} from '../ui/index.ts';
import type {Destt, Parts} from './global.ts';

/** The words every screen of one language needs. */
export interface BaseWords {
  readonly outline: OutlineWords;
  readonly ui: UiWords;
  readonly setting: Setting;
}

/** The package's late files, each asked for once: words by unit and language, kinds, and whatever else is a script. */
export interface Library {
  base(language: Language): BaseWords | null;
  content(activity: string, language: Language): Content | null;
  kind(kind: string): ActivityBehaviour | null;
  /** A kind's interface words. */
  labels(kind: string, language: Language): object;
  /**
   * Everything that these activities and every screen need in a language. Rejects if a file is missing: a newer zip may
   * have dropped it (MOODLE 9).
   */
  need(activities: readonly ActivityOutline[], language: Language): Promise<void>;
  /** A part of the program that is seldom needed at once. */
  part<Name extends Exclude<PartName, 'xapi' | 'frame'>>(name: Name): Promise<Parts[Name]>;
  /** Any other late script of the package. */
  script(file: string): Promise<void>;
}

export function openLibrary(destt: Destt, document: Document): Library {
  const {manifest, words, kinds} = destt;
  const asked = new Map<string, Promise<void>>();

  const script = (file: string) => {
    const before = asked.get(file);
    if (before) return before;
    const arrives = loadScript(document, file);
    asked.set(file, arrives);
    arrives.catch(() => asked.delete(file)); // so that "try again" asks again
    return arrives;
  };
  const base = (language: Language) => {
    const file = words.find((each) => each.type === 'base' && each.language === language);
    return file ? (file as unknown as BaseWords) : null;
  };
  const units = (language: Language) =>
    words.flatMap((file) => (file.type === 'unit' && file.language === language ? [file] : []));
  const content = (activity: string, language: Language) =>
    (units(language).find(({activities}) => activity in activities)?.activities[activity] as Content | undefined) ??
    null;
  const part = async <Name extends Exclude<PartName, 'xapi' | 'frame'>>(name: Name): Promise<Parts[Name]> => {
    if (!destt.parts[name]) await script(manifest.files.parts[name]);
    return destt.parts[name] as Parts[Name];
  };
  const kind = (name: string) => kinds.find((each) => each.kind === name) ?? null;

  return {
    base,
    content,
    kind,
    labels: (kind, language) => units(language).find(({labels}) => kind in labels)?.labels[kind] ?? {},
    script,
    part,
    async need(activities, language) {
      const {files, outline} = manifest;
      const late = new Set(base(language) ? [] : [files.base[language]]);
      for (const {id, kind: name} of activities) {
        const unit = outline.units.find((each) => each.activities.some((activity) => activity.id === id));
        if (unit && id !== files.first && !content(id, language)) late.add(files.units[unit.id]![language]);
        const script = files.kinds[name];
        if (script && !kind(name)) late.add(script);
      }
      // What is private is sealed as it is written, so the cipher has to be there first.
      const secret = activities.some(({private: hidden, items}) => hidden || items.some(({type}) => type === 'text'));
      await Promise.all([...[...late].map(script), ...(secret ? [part('cipher')] : [])]);
    },
  };
}

function loadScript(document: Document, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = file;
    script.onload = () => resolve();
    script.onerror = () => {
      script.remove();
      reject(new Error(`The package's file ${file} could not be loaded.`));
    };
    document.head.append(script);
  });
}
